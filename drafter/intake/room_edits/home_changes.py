"""What the draft has today where an edit is, for edits of what was changed at home since the file went out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property

from drafter.document.outline import Heading, Outline, OutlineParagraph
from drafter.draft.draft import Draft
from drafter.draft.numbering import refs
from drafter.intake.room_edits.file_text import LostBase
from drafter.intake.room_edits.pending_edits import PendingEdit
from drafter.intake.room_edits.room_edit import RoomEditKind

_OF_WORDS = {RoomEditKind.TEXT, RoomEditKind.DELETED, RoomEditKind.SPLIT, RoomEditKind.JOINED}


def _text(block: OutlineParagraph) -> str:
    return block.text


_SAID: Mapping[RoomEditKind, Callable[[OutlineParagraph], str]] = {
    RoomEditKind.STATUS: lambda block: block.tag,
    RoomEditKind.SOURCE: lambda block: block.note,
    RoomEditKind.NUMBER: lambda block: block.ref,
}
"""What an edit of this kind is of; of the others, the words."""


class HomeChanges:
    """Two versions of a draft side by side: the one that went out, and today's."""

    def __init__(self, base: Draft, ours: Draft, out: Outline, home: Outline, lost: LostBase | None) -> None:
        """`out` is the outline of `base`, `home` that of `ours`, the same one where nothing was changed; `lost` is what
        stands for a version that is gone.
        """
        self._drafts = base, ours
        self._out, self._home, self._lost = out, home, lost

    @cached_property
    def _paragraphs(self) -> tuple[Mapping[str, OutlineParagraph], Mapping[str, OutlineParagraph]]:
        out, home = ({block.id: block for block in each.paragraphs} for each in (self._out, self._home))
        return out, home

    @cached_property
    def _headings(self) -> tuple[Mapping[str, str], Mapping[str, str]]:
        out, home = (
            {block.id: block.text for block in each.blocks if isinstance(block, Heading)}
            for each in (self._out, self._home)
        )
        return out, home

    @cached_property
    def _refs(self) -> Mapping[str, str]:
        return refs(self._drafts[1])

    def of(self, edit: PendingEdit, field: str = "") -> str | None:
        """What stands there today, empty where it is gone; None where it wasn't changed. `field` is that of the front
        matter that it is of; empty for another edit.
        """
        if self._lost and edit.kind in _OF_WORDS and self._lost.words(edit.paragraph) is not None:
            return self._words(edit.paragraph)
        if edit.kind is RoomEditKind.COMMENT or self._out is self._home:
            return None
        if edit.kind is RoomEditKind.TITLE:
            return self._title(edit.paragraph, field)
        out, home = self._paragraphs
        was, now = out.get(edit.paragraph), home.get(edit.paragraph)
        if was is None:
            return now.text if now else None
        if now is None:
            return ""
        if edit.kind is RoomEditKind.MOVED:
            return self._place(edit.paragraph)
        said = _SAID.get(edit.kind, _text)
        return said(now) if said(now) != said(was) else None

    def _words(self, id: str) -> str:
        """The words of a paragraph today; empty where it is gone."""
        block = self._paragraphs[1].get(id)
        return block.text if block else ""

    def _title(self, part: str, field: str) -> str | None:
        if field:
            values = [str(getattr(draft.front, field)) for draft in self._drafts]
        else:
            values = [titles.get(part, "") for titles in self._headings]
        return values[1] if values[0] != values[1] else None

    def _place(self, id: str) -> str | None:
        """Where a paragraph was moved to."""
        base, ours = self._drafts
        was, now = base.spots.get(id), ours.spots.get(id)
        if was is None or now is None or was.container == now.container:
            return None
        part = ours.part_by_id.get(now.container)
        return f"in “{part.title}”" if part else f"under {self._refs[now.container]}"
