"""The declaration.docx of the layouts that come with drafter: drafter's own styles, each shown on a line that names it.

A user restyles the lines in Word or LibreOffice; LibreOffice would drop styles that no line uses. The text is never
taken over. To write the file anew after a change in `parts/`: `python -m drafter.formats.docx.style_sample FILE …`.
"""

from __future__ import annotations

import sys
from pathlib import Path

from drafter.document.outline import DocumentForm, Heading, Outline, OutlineParagraph, Sentence, Source, SourceRow
from drafter.document.table import (
    Annex,
    Cell,
    Column,
    Item,
    Items,
    Passage,
    Shape,
    Table,
    TableRow,
    Target,
    TargetKind,
    Title,
)
from drafter.draft.draft import Front, Treatment
from drafter.draft.layout import Kind
from drafter.draft.numerals import LABELS
from drafter.draft.text import Alternatives, Option, Text
from drafter.draft.word_difference import Fate, Stretch
from drafter.formats.docx.writer import render

_HOW = (
    "Change the look of a line by changing its style (in Word: right-click the style, Modify). Every export then looks "
    "like it. The text of this file is not used."
)


def declaration() -> bytes:
    """The file."""
    return render(_specimen(), (_ANNEX,), None, None)


def _specimen() -> Outline:
    preambular, operative = _family(Kind.PP, ""), _family(Kind.OP, "1.")
    return Outline(
        draft="specimen",
        corpus="",
        title="Title",
        masthead=("Declaration\tMasthead Head", "Declaration\tMasthead", "Declaration Masthead"),
        front_matter=Front(symbol="Header"),
        blocks=(
            Sentence("opening", f"Lead-in. {_HOW}"),
            Sentence("opening 2", "Opening Paragraph"),
            _paragraph("plain", Kind.PP, "", 0, "Opening Words: Preambular Paragraph")._replace(opening=13),
            *preambular,
            Sentence("declaring", "Lead-in"),
            Heading("heading", "Heading 1"),
            *operative,
        ),
        sources=(SourceRow("Inline Source", "", "", "annotation text", "annotation text", (), False),),
        mapping="",
        form=DocumentForm(contents=True, columns=True),
    )


_ANNEX = Annex(
    "specimen",
    "Annex Heading",
    (
        Passage("Annex Text"),
        Passage("Annex Note", apart=True),
        Title("Heading 2"),
        Title("Heading 3", 2),
        Title("Heading 4", 3),
        Items((Item("List Bullet", "AP 62(a)"),)),
        Table(
            "Table Grid",
            "The styles of a table.",
            (Column("Table Head", 1, Shape.NAME), Column("Table Head", 1, Shape.FIGURE)),
            (
                TableRow((Cell.of("Table Text"), Cell.of("Table Figure"))),
                TableRow((Cell.total("Strong"), Cell())),
                TableRow((Cell.of("Hyperlink", link=Target(TargetKind.TEXT, "plain")), Cell())),
                TableRow(
                    (Cell.compared((Stretch(Fate.IN, "Inserted Words"), Stretch(Fate.OUT, "Deleted Words"))), Cell())
                ),
            ),
        ),
        Title("Heading 2"),
        Table(
            "Matrix Table",
            "The styles of a table that is read down its columns.",
            (Column("Table Head", 1),) * 3,
            (TableRow((Cell.of("Matrix Text"),) * 3),),
            running="Table Subject",
            ruled=True,
        ),
    ),
    label="Annex",
)


def _family(kind: Kind, label: str) -> tuple[OutlineParagraph, ...]:
    """A paragraph of the kind with a sub-paragraph of each degree."""
    first, under = _NAMES[kind]
    top = _paragraph(f"{kind.lower()}0", kind, label, 0, first)
    degrees = enumerate(LABELS, start=1)
    return (top, *(_paragraph(f"{kind.lower()}{n}", kind, own(1), n, f"{under} {n}") for n, own in degrees))


_NAMES = {
    Kind.PP: ("Preambular Chapeau", "Preambular Sub-paragraph"),
    Kind.OP: ("Operative Paragraph", "Sub-paragraph"),
}


def _paragraph(id: str, kind: Kind, label: str, depth: int, text: str) -> OutlineParagraph:
    if depth:
        return OutlineParagraph(id, id, label, kind, depth, text, (), "", "", "")
    source = (Source("Inline Source", Treatment.MERGED, False, ""),)
    text += " [Square Brackets [Nested Brackets] - Attribution]"
    words = ("Footnote Text", "Status Tag", "", 0, "Lead-in Words")
    return OutlineParagraph(id, id, label, kind, 0, text, source, *words, content=_CONTENT)


_CONTENT = Text.of(Alternatives("", (Option(by=("Attribution",)), Option())))
"""What makes a party of the specimen's `Attribution`."""


if __name__ == "__main__":
    for path in sys.argv[1:]:
        Path(path).write_bytes(declaration())
