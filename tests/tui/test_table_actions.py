"""What the palette has beside the panes: who asks for the same, marked in Choose; tables written as files."""

from pathlib import Path

from drafter.workspace import Workspace
from tests.builders import corpus
from tests.tui.conftest import Desk, Opener


async def asked(desk: Desk, command: str) -> None:
    await desk.main.action_run(f"everywhere.{command}")
    await desk.pilot.pause()


async def written(desk: Desk, path: Path, name: str) -> str:
    """Write it under this name, and read it."""
    await desk.press("ctrl+u")
    await desk.type(name)
    await desk.press("enter")
    await desk.until((path / name).is_file)
    await desk.until(lambda: desk.app.screen is desk.main)
    return (path / name).read_text(encoding="utf-8")


async def test_what_converges_is_marked_and_tables_are_written(at: Opener, begun: Workspace, tmp_path: Path) -> None:
    async with at(begun) as desk:
        await desk.reviewed()
        await asked(desk, "compare")
        assert "There is no revision, and no other draft" in desk.warnings[-1]
        await asked(desk, "convergence")
        assert "NO SO 2 points" in desk.shown("#groups")
        first = desk.shown("#source")
        await desk.press("down", "ctrl+down", "ctrl+up")
        assert desk.shown("#source") != first
        await desk.press("up", "enter")
        assert desk.main.panes.scope == "choose"
        assert len(desk.choose.lists.marked) == 2
        assert "2 points marked: m merges" in desk.said
        await asked(desk, "derivation")
        assert "OP2" in await written(desk, tmp_path, "derivation.md")
        await asked(desk, "compile")
        await desk.press("down", "enter")
        assert "| North" in await written(desk, tmp_path, "mapping.md")
        begun.revisions.save("Rev.1")
        Workspace.new(tmp_path / "other.yaml", corpus())
        begun.edits.reword(next(iter(begun.draft.spots)), "Protect everybody.")
        desk.main.draft_changed()
        await asked(desk, "compare")
        await desk.press("enter")
        assert "everybody" in await written(desk, tmp_path, "rounds.md")
        await asked(desk, "compare")
        await desk.press("down", "enter")
        assert "Protect everybody." in await written(desk, tmp_path, "others.md")
