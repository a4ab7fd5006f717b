"""Files that others made: any text as paragraphs, a draft as negotiating text; and the remarks on a mapping exercise.

Word documents go through the Word reader and its guard, everything else through intake.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from drafter.corpus.corpus import Corpus
from drafter.draft.bracket_notation import like_a_name
from drafter.intake import text_blocks
from drafter.intake.negotiating_text import NegotiatingText, read_text
from drafter.intake.readings import Remark, RemarkKind
from drafter.negotiation.parties import Parties
from drafter.storage import corpus_yaml, files
from drafter.workspace.draft_history import new_id

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
