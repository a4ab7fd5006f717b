"""The footnotes part, which python-docx lacks: the two separators that Word wants, then the notes in order."""

from __future__ import annotations

from drafter.errors import DrafterError
from drafter.export.word.elements import Element, child, is_rtl, paragraph, root, run
from drafter.export.word.styles import Style, Styles

MOST_NOTES = 32_767
"""The highest id that Word takes for a footnote."""


class Notes:
    """The notes of one document, numbered from 1 as they are added."""

    def __init__(self, styles: Styles) -> None:
        self.element = root("footnotes")
        self._text = styles[Style.FOOTNOTE]
        self._mark = styles[Style.FOOTNOTE_MARK]
        self._count = 0
        self._separator(-1, "separator")
        self._separator(0, "continuationSeparator")

    def add(self, anchor: Element, text: str) -> None:
        """A note with this text, its mark at the end of the paragraph `anchor`. Raises DrafterError when full."""
        self._count += 1
        if self._count > MOST_NOTES:
            raise DrafterError(
                f"Word can number {MOST_NOTES:,} footnotes, and this draft has more. "
                "Export it as .html or .md, or in two drafts."
            )
        mark = run(anchor, "", self._mark)
        child(mark, "footnoteReference", id=self._count)
        note = child(self.element, "footnote", id=self._count)
        rtl = is_rtl(text)
        p = paragraph(note, self._text, rtl)
        child(run(p, "", self._mark), "footnoteRef")
        run(p, f"\t{text}", rtl=rtl)

    def _separator(self, id: int, kind: str) -> None:
        note = child(self.element, "footnote", type=kind, id=id)
        child(run(paragraph(note, self._text), ""), kind)
