"""Edits while they are being found: one for each kind of thing that one author did to one paragraph."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from drafter.document.edited_document import Mark
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
