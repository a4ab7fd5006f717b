"""Files that others made: any text as paragraphs, and a mapping exercise as a corpus, with remarks on it.

Word documents go through the Word reader and its guard, everything else through intake.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from drafter.corpus.corpus import About, Corpus
from drafter.draft.bracket_notation import like_a_name
from drafter.errors import BadInput
from drafter.intake import paragraphs, text_blocks
from drafter.intake.joined_lines import SourceText
from drafter.intake.mapping_exercise import MappingExercise, read_mapping
from drafter.intake.negotiating_text import NegotiatingText, read_text
from drafter.intake.readings import Remark, RemarkKind
from drafter.negotiation.parties import Parties
from drafter.storage import corpus_yaml, files, folders
from drafter.workspace.draft_history import new_id

LARGEST = 3_000_000
"""Characters that a file may have: some 6,000 recommendations. A larger file is no mapping exercise."""
MOST_BRACKETS = 100_000
"""Opening brackets that a file may have: each may begin a citation, and takes time."""

_HEADINGS = {
    RemarkKind.DIFFERENCE: "Readings that differ",
    RemarkKind.CLASH: "One citation, two texts",
    RemarkKind.TITLE: "Titles that differ",
    RemarkKind.MOVED: "Recommendations under different themes",
    RemarkKind.ONE_SIDED: "In one annex only",
    RemarkKind.GAP: "Gaps in a run of letters or numbers",
    RemarkKind.COMPLETED: "Citations completed from their surroundings",
    RemarkKind.LABEL: "Labels and citations that disagree",
    RemarkKind.BRACKET: "Brackets without their partner",
    RemarkKind.HYPHEN: "Words that a line's end had broken",
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


def read_exercise(
    listing: Path | None = None, matrix: Path | None = None, about: Path | None = None
) -> MappingExercise:
    """Read a mapping exercise from its files; without list and matrix, the one that comes with drafter.

    Raises BadInput with every problem found: nothing that can't be read is dropped silently.
    """
    if listing is None and matrix is None:
        folder = folders.CONGRESS / "sources"
        listing, matrix, about = (
            folder / "annex-a.txt",
            folder / "annex-b.txt",
            about or folders.CONGRESS / "about.yaml",
        )
    exercise, problems = read_mapping(
        listing=_source(listing), matrix=_source(matrix), about=corpus_yaml.load_about(about) if about else About()
    )
    if problems:
        raise BadInput(problems)
    return exercise


def corpus_file(corpus: Corpus) -> bytes:
    """The content of the corpus's file."""
    return corpus_yaml.dump(corpus).encode()


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


def _source(path: Path | None) -> SourceText | None:
    if path is None:
        return None
    text = _mapping_text(path)
    if len(text) > LARGEST or text.count("[") > MOST_BRACKETS:
        raise BadInput.of(path, "The file is far larger than a mapping exercise.", "Is it the right file?")
    return SourceText(str(path), text)


def _mapping_text(path: Path) -> str:
    """The text of a mapping exercise's file, plain or as `drafter compile` writes it in Word or Markdown. Raises
    BadInput.
    """
    match path.suffix.lower():
        case paragraphs.WORD:
            from drafter.formats.docx import reader

            return "\n\n".join(paragraph.text for paragraph in reader.read(files.read_bytes(path), path))
        case ".md":
            return paragraphs.from_markdown(files.read_text(path))
        case _:
            return files.read_text(path)
