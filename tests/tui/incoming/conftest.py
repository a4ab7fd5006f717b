"""A Word file that came back for a small draft, with edits of every kind, and what was done with them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from drafter.draft.draft import Status
from drafter.draft.tree import Place
from drafter.errors import DrafterError
from drafter.intake.room_edits.room_edit import Decision, RoomEdit, RoomEditKind, RoomEdits, Unmatched
from drafter.tui.dialogs.incoming import WordFileDialog
from drafter.tui.incoming.incoming_screen import IncomingScreen
from drafter.workspace import Workspace
from drafter.workspace.room_return import TakenHome
from tests.tui.conftest import Desk

WORDS = "We will ensure justice for all victims."
JANE = "Jane Doe"
"""Whom nobody knows as a party."""

TEXT, MINE, NEW, COMMENT, SOURCE, STATUS = "text", "mine", "new", "comment", "source", "status"
"""The ids of the edits, in the document's order."""


def edit(id: str, kind: RoomEditKind, paragraph: str, ref: str, was: str, now: str) -> RoomEdit:
    """A tracked edit of the EU."""
    return RoomEdit(id, kind, paragraph, ref, "EU", "2026-03-03", True, was, now)


def edits_of(workspace: Workspace) -> RoomEdits:
    first, second = list(workspace.draft.spots)[:2]
    words = edit(TEXT, RoomEditKind.TEXT, first, "OP1", WORDS, WORDS.replace("ensure", "promote"))
    hers = edit(MINE, RoomEditKind.TEXT, first, "OP1", WORDS, WORDS.replace("all victims", "victims"))
    edits = (
        replace(words, home=WORDS.replace("ensure", "guarantee")),
        replace(hers, author=JANE),
        edit(NEW, RoomEditKind.NEW, "p-new", "after OP1", "", "We also decide."),
        edit(COMMENT, RoomEditKind.COMMENT, second, "OP2", "", "Is this costed?"),
        replace(edit(SOURCE, RoomEditKind.SOURCE, second, "OP2", "NO 1(a)", "NO 1(b)"), needs_asking=True),
        replace(edit(STATUS, RoomEditKind.STATUS, second, "OP2", "", "[Agreed]"), author="", date="", tracked=False),
    )
    unmatched = Unmatched("Room 7, 3 p.m.", "in a table", "The table is none of drafter's.")
    return RoomEdits("Rev.1", edits, (unmatched,), ("It went out before Rev.2 was kept.",))


@dataclass
class Came:
    """Stands for the file: notes what it is asked to do, and does it as one step."""

    workspace: Workspace
    path: Path
    edits: RoomEdits
    taken: list[tuple[Mapping[str, Decision], Mapping[str, str]]] = field(default_factory=list)
    fault: DrafterError | None = None
    """Why it can't be done."""
    remarks: tuple[str, ...] = ()

    asked: frozenset[str] = frozenset()
    """The edits that are proposals already."""

    def there(self, _: Mapping[str, str]) -> dict[str, Decision]:
        asked = dict.fromkeys(self.asked, Decision.BRACKETED)
        return asked | {edit.id: Decision.TAKEN for edit in self.edits.edits if edit.home == edit.now}

    def take(self, decisions: Mapping[str, Decision], parties: Mapping[str, str] | None = None) -> TakenHome:
        self.taken.append((decisions, parties or {}))
        if self.fault:
            raise self.fault
        step = self.workspace.edits.set_status(list(self.workspace.draft.spots)[:1], Status.REOPENED)
        done = {edit.id: decisions.get(edit.id, Decision.LEFT) for edit in self.edits.edits}
        return TakenHome(step, done, remarks=self.remarks)


@pytest.fixture
def came(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> Came:
    """The draft has OP1, which is agreed, and OP2; `room.docx` beside it came back."""
    for words in (WORDS, "We note the report."):
        workspace.edits.add(words, Place("prevention"))
    workspace.edits.set_status(list(workspace.draft.spots)[:1], Status.AD_REF)
    workspace.file.save()
    path = workspace.file.path.with_name("room.docx")
    path.write_bytes(b"")
    file = Came(workspace, path, edits_of(workspace))
    monkeypatch.setattr("drafter.workspace.room_return.opened", lambda _, path: replace_path(file, path))
    return file


def replace_path(came: Came, path: Path) -> Came:
    came.path = path
    return came


async def go_through(desk: Desk) -> IncomingScreen:
    """Open the file beside the draft."""
    await desk.press("i")
    await desk.until(lambda: isinstance(desk.app.screen, WordFileDialog))
    await desk.press("enter")
    await desk.until(lambda: isinstance(desk.app.screen, IncomingScreen))
    await desk.pilot.pause()
    return incoming(desk)


def incoming(desk: Desk) -> IncomingScreen:
    return next(screen for screen in desk.app.screen_stack if isinstance(screen, IncomingScreen))
