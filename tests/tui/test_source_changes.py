"""Sources that changed, dealt with on the screen: taken, followed, seen, one after the other."""

from __future__ import annotations

from dataclasses import replace

from drafter.corpus.corpus import Section, Theme
from drafter.workspace import Workspace
from tests.builders import corpus, recommendation
from tests.tui.conftest import Desk, Opener


async def asked(desk: Desk) -> None:
    await desk.main.action_run("everywhere.changed_sources")
    await desk.pilot.pause()


async def test_changes_are_dealt_with_one_by_one(at: Opener, begun: Workspace) -> None:
    begun.edits.set_aside(["SO 9"], "Ours.")
    begun.edits.take_up(["NO 1(a)"])
    begun.file.save()
    kept = [point for point in corpus({"NO 1(b)": "Protect all victims."}).recommendations
            if point.id not in ("SO 7(b)", "SO 9", "NO 1(a)")]  # fmt: skip
    points = (*kept, recommendation("SO 7(c)", "Protect victims."), recommendation("NO 1(d)", "Count whatever."))
    sections = (Section("1", "General", (Theme("1", "", "Message", tuple(point.id for point in points)),)),)
    new = replace(corpus(), recommendations=points, sections=sections)
    async with at(Workspace.open(begun.file.path, new)) as desk:
        workspace = desk.main.workspace
        assert "Sources worded otherwise since they were taken up: NO 1(b)." in desk.warnings[0]
        await asked(desk)
        assert "NO 1(b) worded otherwise OP2" in desk.shown("#changed")
        assert "SO 7(b) now SO 7(c) OP3" in desk.shown("#changed")
        await desk.press("t")  # what OP1 quotes had square brackets, and is said in full
        assert "Protect all victims." in [spot.paragraph.wording for spot in workspace.draft.spots.values()]
        await desk.press("end", "t")
        assert "SO 9 is not in this corpus" in desk.warnings[-1]
        await desk.press("g")
        assert "SO 9 is set aside; no paragraph cites it." in desk.warnings[-1]
        await desk.press("up", "s", "f")
        assert "SO 7(b) is which one now?" in desk.text
        await desk.press("enter")
        assert "SO 7(c)" in workspace.draft.cited_in
        await desk.press("home", "f", "enter")
        await desk.type("NO 1(d)")
        await desk.press("enter")
        assert "NO 1(d)" in workspace.draft.cited_in
        await desk.press("s")
        assert "NO 1(d)" not in desk.shown("#changed")
        await desk.press("escape")
        await desk.until(lambda: desk.app.screen is desk.main)
        workspace.edits.bring_back(["SO 9"])
        await asked(desk)
        assert "No source of the draft changed" in desk.warnings[-1]
        workspace.history.undo(), workspace.history.undo(), workspace.history.undo()
        await asked(desk)
        await desk.press("g")
        await desk.until(lambda: desk.main.panes.scope == "outline")
