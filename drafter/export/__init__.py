"""An outline as bytes: Word, Markdown, HTML, JSON. Knows nothing of drafts.

May import drafter.model and drafter.errors. Knows no file either: bytes come out, and a Word layout's styles come in
as the bytes of its declaration.docx.
"""

from __future__ import annotations

from dataclasses import dataclass

from drafter.errors import DrafterError
from drafter.export.printable import refuse_control_characters
from drafter.model.outline import Outline


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of document that an outline can become."""

    name: str
    """As a user would call it: `Word document`."""
    is_text: bool
    """Whether it is UTF-8 text, fit for a terminal or a pipe."""


FORMATS: dict[str, Format] = {
    ".docx": Format("Word document", False),
    ".md": Format("Markdown", True),
    ".html": Format("web page", True),
    ".json": Format("JSON", True),
}
"""What can be written, by the suffix of the file."""


def render(outline: Outline, suffix: str, styles: bytes | None = None) -> bytes:
    """The outline as a file of the kind that `suffix` names (`.docx`, in any case of letters).

    `styles` is the layout's declaration.docx, for Word alone; None stands for the styles that drafter brings. The same
    arguments give the same bytes. The user's private remarks are in none of them. Raises DrafterError for an unknown
    suffix, a control character, a declaration.docx that can't be read, or more footnotes than Word can number.
    """
    if suffix.lower() not in FORMATS:
        raise DrafterError(f"“{suffix}” is no format that drafter writes. Use one of {', '.join(FORMATS)}.")
    refuse_control_characters(outline)
    # A writer is loaded when it is used: Word's library takes longer to load than most commands take to run.
    match suffix.lower():
        case ".docx":
            from drafter.export import word

            return word.render(outline, styles)
        case ".md":
            from drafter.export import markdown

            return markdown.render(outline).encode()
        case ".html":
            from drafter.export import htmlpage

            return htmlpage.render(outline).encode()
        case _:
            from drafter.export import jsonfile

            return jsonfile.render(outline).encode()
