"""Edits while they are being found, and what the draft has today where they are: one for each kind of thing that one
author did to one paragraph.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from drafter.document.edited_document import Mark
from drafter.document.outline import Heading, Outline, OutlineParagraph
from drafter.draft.draft import Draft
from drafter.draft.numbering import refs
from drafter.draft.text import short_hash
from drafter.intake.room_edits.room_edit import RoomEditKind
from drafter.intake.room_edits.word_fates import Who, who


@dataclass(slots=True, eq=False)
class PendingEdit:
    """An edit that is not whole yet."""

    kind: RoomEditKind
    paragraph: str
    who: Who
    order: float
    """By which it stands among the others."""
    was: str = ""
    now: str = ""
    ref: str = ""
    """What people call the paragraph, where that is not what the draft calls it."""
    date: str = ""
    id: str = ""
    needs_asking: bool = False

    def dated(self, mark: Mark | None) -> PendingEdit:
        self.date = max(self.date, mark.date if mark else "")
        return self


class PendingEdits:
    """All edits that were found so far."""

    def __init__(self) -> None:
        self._edits: dict[tuple[RoomEditKind, str, Who, str], PendingEdit] = {}

    def __iter__(self) -> Iterator[PendingEdit]:
        """In the document's order."""
        return iter(sorted(self._edits.values(), key=lambda edit: edit.order))

    def name(self, version: str) -> None:
        """Give each its id, made of the file's version and of what it is, so that the same file gives the same ids."""
        taken: set[str] = set()
        for edit in self:
            words = [version, edit.kind, edit.paragraph, edit.who[0], str(edit.who[1]), edit.now]
            while (name := short_hash(*words)) in taken:
                words.append("")
            taken.add(name)
            edit.id = name

    def of(self, kind: RoomEditKind, paragraph: str, mark: Mark | None, order: float, which: str = "") -> PendingEdit:
        """The edit of this kind that the mark's author made to the paragraph. `which` tells several of them apart."""
        asked = kind, paragraph, who(mark), which
        if asked not in self._edits:
            self._edits[asked] = PendingEdit(kind, paragraph, who(mark), order)
        return self._edits[asked].dated(mark)


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

    def __init__(self, base: Draft, ours: Draft, out: Outline, home: Outline) -> None:
        self._drafts = base, ours
        self._out, self._home = out, home

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

    def where(self, edit: PendingEdit, field: str = "") -> str | None:
        """What stands there today; None where it wasn't changed. `field` is that of the front matter that it is of."""
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

    def words(self, id: str) -> str:
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
