"""Files that others made: any text as paragraphs, a draft as negotiating text; and the remarks on a mapping exercise.

Word documents go through the Word reader and its guard, everything else through intake.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from drafter.corpus.corpus import About, Corpus
from drafter.corpus.joined_corpora import CODE, Member, joined
from drafter.draft.bracket_notation import like_a_name
from drafter.errors import BadInput, Problem
from drafter.intake import text_blocks
from drafter.intake.declaration_paragraphs import declaration_corpus
from drafter.intake.negotiating_text import NegotiatingText, read_text
from drafter.intake.readings import Remark, RemarkKind
from drafter.negotiation.parties import Parties
from drafter.storage import corpus_files, corpus_yaml, files
from drafter.storage.files import Progress, untold
from drafter.workspace import source_files
from drafter.workspace.draft_history import new_id

_HEADINGS = {
    RemarkKind.DIFFERENCE: "Readings that differ",
    RemarkKind.CLASH: "One citation, two texts",
    RemarkKind.TITLE: "Titles that differ",
    RemarkKind.MOVED: "Recommendations under different themes",
    RemarkKind.ONE_SIDED: "In one annex only",
    RemarkKind.GAP: "Gaps in a run of letters or numbers",
    RemarkKind.COMPLETED: "Citations completed from their surroundings",
    RemarkKind.ROMAN: "Roman paragraphs",
    RemarkKind.LABEL: "Labels and citations that disagree",
    RemarkKind.BRACKET: "Brackets without their partner",
    RemarkKind.HYPHEN: "Words that a line's end had broken",
    RemarkKind.MARK: "Numbers glued to a word, perhaps marks of footnotes",
    RemarkKind.LEFT_OUT: "Words left out",
}


def negotiating_text(path: Path, parties: Parties) -> NegotiatingText:
    """A zero draft or a compilation, see `intake.negotiating_text`. Raises BadInput where it can't be read.

    What is written like a party's name is taken for one, whether it is among the parties or not.
    """
    data = files.read_bytes(path)
    if path.suffix.lower() != text_blocks.WORD:
        blocks = text_blocks.from_text(str(path), data)
    else:
        from drafter.formats.docx import reader

        blocks = text_blocks.from_word(str(path), reader.read(data, path))

    def is_a_name(words: str) -> bool:
        return parties.is_named_in_text(words) or like_a_name(words)

    return read_text(blocks, lambda: new_id("p"), is_a_name, parties.codes)


def declaration(path: Path, code: str, about: Path | None) -> Corpus:
    """A declaration that was adopted, as a corpus; `code` are the letters that citations begin with, and `about` is the
    file of what the text doesn't say. Raises BadInput where it can't be read.
    """
    known = corpus_yaml.load_about(about) if about else About()
    code = code or (known.regions[0].code if known.regions else "")
    if not CODE.fullmatch(code):
        what = f"“{code}” can't begin citations." if code else "Nothing says with which letters it is cited."
        raise BadInput.of(path, what, f"Say up to eight letters: --declaration K={path.name}")
    if path.suffix.lower() == ".pdf":
        source = source_files.read(path).source
        text = read_text(text_blocks.from_text(f"{path}.txt", source.text.encode()), lambda: new_id("p"))
    else:
        text = negotiating_text(path, Parties())
    return declaration_corpus(text, code, known, str(path))


def joined_corpora_file(target: Path, main: Path, others: Sequence[tuple[str, Path]]) -> tuple[bytes, Corpus]:
    """The content of a file that names several corpora, and what they are as one. Raises BadInput where they can't be
    one, or a file can't be read.
    """
    for path in (main, *(path for _, path in others)):
        if corpus_yaml.names_several(path):
            raise BadInput.of(path, "This file names several corpora itself.", "Name each of them.")
    paths = [(code, corpus_files.relative(target, path)) for code, path in others]
    members = [Member(code, corpus_yaml.load(path)) for code, path in others]
    corpus = joined(corpus_yaml.load(main), members)
    return corpus_yaml.dump_several(corpus_files.relative(target, main), paths).encode(), corpus


MOST_IN_YAML = 25_000
"""Recommendations of a corpus that people could still read as text; a program takes a second for every 5,000."""


def corpus_file(corpus: Corpus) -> bytes:
    """The content of the corpus's file. Raises BadInput for a corpus that is too large to be text."""
    if len(corpus.recommendations) > MOST_IN_YAML:
        what = f"{len(corpus.recommendations):,} recommendations are too many for a YAML file."
        raise BadInput(Problem("", None, what, f"Let its name end with {corpus_yaml.COMPILED}: it is compiled then."))
    return corpus_yaml.dump(corpus).encode()


def write_corpus(path: Path, corpus: Corpus, progress: Progress = untold, *, replace: bool = False) -> None:
    """Write the corpus, compiled where the file's name says that. Raises as `corpus_file` and `files.write`."""
    if path.suffix.lower() == corpus_yaml.COMPILED:
        from drafter.storage import compiled_corpus  # a small corpus needs no database

        compiled_corpus.write(path, corpus, progress, replace=replace)
    else:
        files.write(path, corpus_file(corpus), replace=replace)


def by_kind(remarks: Iterable[Remark]) -> Iterator[tuple[str, list[Remark]]]:
    """Group the remarks, which come sorted by kind: a heading and the remarks of that kind."""
    for kind, group in groupby(remarks, key=lambda remark: remark.kind):
        yield _HEADINGS[kind], list(group)


def remarks_data(remarks: Iterable[Remark]) -> list[dict[str, Any]]:
    """The remarks as plain data for JSON; keys are stable, as in document/json_views.py."""
    return [
        {
            "kind": str(remark.kind),
            "file": remark.file,
            "line": remark.line,
            "subject": remark.subject,
            "what": remark.what,
            "differ": str(remark.difference) if remark.difference else None,
            "quotes": [
                {"source": str(quote.source), "line": quote.line, "theme": quote.theme, "text": quote.text}
                for quote in remark.quotes
            ],
        }
        for remark in remarks
    ]
