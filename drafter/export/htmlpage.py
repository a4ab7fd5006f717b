"""The outline as one self-contained web page: no script, no request, light and dark, made to be printed too."""

from __future__ import annotations

from dataclasses import dataclass

from jinja2 import Environment, PackageLoader, StrictUndefined

from drafter.export import phrases
from drafter.export.anchors import anchor
from drafter.model.outline import Outline, OutlineParagraph

_PAGES = Environment(
    loader=PackageLoader("drafter.export", "pages"),
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


def render(outline: Outline) -> str:
    """The page. Every text is a value, escaped; paragraphs and notes link to one another."""
    noted = [block for block in outline.paragraphs if block.note]
    notes = [_Note(number, block.note, block) for number, block in enumerate(noted, start=1)]
    return _PAGES.get_template("declaration.html.j2").render(
        outline=outline,
        notes=notes,
        note_of={note.paragraph.id: note for note in notes},
        phrases=phrases,
        anchor=anchor,
    )
