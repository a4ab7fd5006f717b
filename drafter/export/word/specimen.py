"""The declaration.docx of the layouts that come with drafter: drafter's own styles, each shown on a line that names it.

A user restyles the lines in Word or LibreOffice; LibreOffice would drop styles that no line uses. The text is never
taken over. To write the file anew after a change in `parts/`: `python -m drafter.export.word.specimen FILE …`.
"""

from __future__ import annotations

import sys
from pathlib import Path

from drafter.export.word import render
from drafter.model.draft import Treatment
from drafter.model.layout import Kind
from drafter.model.numbering import LABELS
from drafter.model.outline import Heading, Outline, OutlineParagraph, Sentence, SourceRow

_HOW = (
    "Change the look of a line by changing its style (in Word: right-click the style, Modify). Every export then looks "
    "like it. The text of this file is not used."
)


def declaration() -> bytes:
    """The file."""
    return render(_specimen(), None)


def _specimen() -> Outline:
    preambular, operative = _family(Kind.PP, ""), _family(Kind.OP, "1.")
    return Outline(
        draft="specimen",
        corpus="",
        title="Declaration Title",
        masthead=("Declaration Masthead", "Declaration Masthead"),
        blocks=(
            Sentence("opening", f"Lead-in. {_HOW}"),
            _paragraph("plain", Kind.PP, "", 0, "Preambular Paragraph"),
            *preambular,
            Sentence("declaring", "Lead-in"),
            Heading("heading", "Heading 1"),
            *operative,
        ),
        sources=(SourceRow("Table Text", "", "Table Text", "Table Text", (_LINK,), False),),
        mapping="",
    )


def _family(kind: Kind, label: str) -> tuple[OutlineParagraph, ...]:
    """A paragraph of the kind with a sub-paragraph of each degree."""
    first, under = _NAMES[kind]
    top = _paragraph(f"{kind.lower()}0", kind, label, 0, first)
    degrees = enumerate(LABELS, start=1)
    return (top, *(_paragraph(f"{kind.lower()}{n}", kind, own(1), n, f"{under} {n}") for n, own in degrees))


_LINK = ("plain", "Paragraph Link", Treatment.MERGED)
_NAMES = {
    Kind.PP: ("Preambular Chapeau", "Preambular Sub-paragraph"),
    Kind.OP: ("Operative Paragraph", "Sub-paragraph"),
}


def _paragraph(id: str, kind: Kind, label: str, depth: int, text: str) -> OutlineParagraph:
    note = "" if depth else "Footnote Text"
    status = "" if depth else "Status Tag"
    return OutlineParagraph(id, id, label, kind, depth, text, (), note, status, "")


if __name__ == "__main__":
    for path in sys.argv[1:]:
        Path(path).write_bytes(declaration())
