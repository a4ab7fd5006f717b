"""The outline as one self-contained web page: no script, no request, light and dark, made to be printed too."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from jinja2 import Environment, PackageLoader, StrictUndefined

from drafter.document.outline import Heading, Outline, OutlineParagraph
from drafter.document.table import Annex, Cell, Column, Segment, Shape, Table, Target, TargetKind, Tint, anchor, bands
from drafter.formats.options import Sources, Sourcing

_PAGES = Environment(
    loader=PackageLoader("drafter.formats", "pages"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
)


@dataclass(frozen=True, slots=True)
class _Note:
    number: int
    text: str
    paragraph: OutlineParagraph


def render(
    outline: Outline, annexes: tuple[Annex, ...] = (), sources: Sources = Sources.FOOTNOTES, *, black: bool = False
) -> str:
    """The page. Every text is a value, escaped; paragraphs, notes and annexes link to one another. `black`: its words
    have one colour.
    """
    sourcing = Sourcing(outline, sources)
    cited = {block.id: (block, sourcing.notes(block)) for block in outline.paragraphs}
    beside = sources is Sources.COMMENTS
    noted = [] if beside else [(block, text) for block, texts in cited.values() for text in texts]
    notes = [_Note(number, text, block) for number, (block, text) in enumerate(noted, start=1)]
    return _PAGES.get_template("declaration.html.j2").render(
        outline=outline,
        black=black,
        terms=outline.form.terms,
        annexes=annexes,
        contents=list(_contents(outline, annexes)) if outline.form.contents else [],
        notes=notes,
        notes_of={note.paragraph.id: (note.number,) for note in notes},
        comments_of={id: texts for id, (_, texts) in cited.items()} if beside else {},
        inline=sourcing.inline,
        anchor=anchor,
        targets=set(_targets(outline, annexes)),
        first=_Once(),
        bands=bands,
        looks=_looks,
        tint=_tint,
        whole=_whole,
        width=_width,
    )


class _Once:
    """Says of each target whether it is asked for the first time: an id stands once on a page."""

    def __init__(self) -> None:
        self._seen: set[Target] = set()

    def __call__(self, target: Target) -> bool:
        known = target in self._seen
        self._seen.add(target)
        return not known


def _contents(outline: Outline, annexes: tuple[Annex, ...]) -> Iterator[tuple[str, str]]:
    for block in outline.blocks:
        if isinstance(block, Heading):
            yield anchor(block.id), block.text
    for annex in annexes:
        if annex.title:
            yield annex.target.name, annex.heading


def _targets(outline: Outline, annexes: tuple[Annex, ...]) -> Iterator[Target]:
    for paragraph in outline.paragraphs:
        yield Target(TargetKind.TEXT, paragraph.id)
    for annex in annexes:
        yield from annex.targets


def _looks(column: Column, cell: Cell) -> str:
    """The classes of a cell."""
    lines = "lines" if len(cell.lines) > 1 else ""
    figure = "figure" if column.shape is Shape.FIGURE else ""
    return " ".join(filter(None, (figure, lines, _tint(cell.tint) if cell.tint else "")))


def _tint(tint: Tint) -> str:
    """The class of what is coloured like this."""
    return f"tint-{tint.replace(' ', '-')}"


def _whole(tint: Tint) -> Segment:
    """A bar of one colour."""
    return Segment(tint, 0, 1)


def _width(table: Table, column: Column) -> int:
    """The column's part of the table's width, in hundredths."""
    return 100 * column.share // sum(other.share for other in table.columns)
