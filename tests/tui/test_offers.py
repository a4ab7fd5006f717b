"""The key bar names no key that would then refuse, and says how many marked things one would work on."""

from __future__ import annotations

import re

from drafter.draft.draft import Status
from drafter.workspace import Workspace
from tests.tui.conftest import Desk, Opener
from tests.tui.negotiate.conftest import contested

__all__ = ["contested"]  # a fixture


def named(desk: Desk) -> dict[str, str]:
    """The keys in the bar, with what each would do."""
    return dict(words.split(" ", 1) for words in re.split("  |\n", desk.keys))


async def test_of_points_what_would_be_refused_is_not_offered(at: Opener, workspace: Workspace) -> None:
    async with at(workspace, size=(160, 45)) as desk:
        await desk.reviewed()
        await desk.to_theme("2.I")
        assert {"s", "p"} <= set(named(desk)) and "c" not in named(desk)  # no paragraph to cite it in
        await desk.press("t")
        assert {"s", "p"}.isdisjoint(named(desk)) and "c" in named(desk)
        await desk.press("space")
        await desk.to_theme("3.I")
        await desk.press("space", "space")
        keys = named(desk)
        assert (keys["enter"], keys["m"], keys["c"], keys["p"]) == (
            "Take up 2", "Merge 3…", "Cite 3…", "2 in a place…",
        )  # fmt: skip
        assert "s" not in keys  # one of them is in the draft
        assert "3 marked, 1 not in this list" in desk.shown("#filters") and desk.shown("#filters").endswith(
            "esc unmarks"
        )


async def test_points_that_are_set_aside_are_counted_and_who_asks_for_the_same_is_not_among_the_marked(
    at: Opener, workspace: Workspace
) -> None:
    workspace.edits.set_aside(["NO 1(a)", "NO 2(a)"], "Not ours.")
    async with at(workspace, size=(160, 45)) as desk:
        await desk.reviewed()
        await desk.to_theme("1")
        await desk.press("space")
        await desk.to_theme("3.I")
        await desk.press("space")
        keys = named(desk)
        assert (keys["b"], keys["s"], keys["a"]) == ("Bring 2 back", "Another reason for 2…", "Same ask as 2…")
        ((partner, _),) = desk.main.review.partners("NO 1(a)")
        assert partner == "SO 7(a)"
        await desk.press("up", "space")  # NO 2(a) is marked no more
        await desk.to_theme("2.II")
        await desk.press("down", "space")
        assert desk.choose.lists.marked == ["NO 1(a)", "SO 7(a)"]
        assert "a" not in named(desk)


async def test_of_paragraphs_what_would_be_refused_is_not_offered(at: Opener, begun: Workspace) -> None:
    async with at(begun, size=(160, 45)) as desk:
        await desk.reviewed()
        await desk.to_paragraph("OP3")
        assert {"r", "w"}.isdisjoint(named(desk)) or desk.main.review.remarks(desk.outline.cursor or "")
        await desk.press("space", "up", "space")
        assert {key: words for key, words in named(desk).items() if "2" in words and key != "?"} == {
            ",": "2 up", ".": "2 down", "p": "Move 2 to…", "d": "Remove 2", "s": "Status of 2…", "y": "PP/OP of 2",
            "w": "Wording of 2…", "m": "Merge 2…",
        }  # fmt: skip
        await desk.press("escape")
        parts = begun.draft.parts
        id = desk.outline.cursor or ""
        begun.edits.shift([id], 1)
        while begun.draft.spots[id].part.id != parts[-1].id:
            begun.edits.shift([id], 1)
        desk.main.draft_changed(id)
        await desk.pilot.pause()
        assert "." not in named(desk) and "," in named(desk)


async def test_of_figures_without_points_and_of_proposals(at: Opener, contested: Workspace) -> None:
    async with at(contested, size=(160, 45)) as desk:
        await desk.press("3")
        await desk.to_figure("taken up", "All")
        assert {"enter", "s", "b"}.isdisjoint(named(desk))
        await desk.to_figure("not yet reviewed", "All")
        assert {"enter", "s"} <= set(named(desk))
        await desk.to_proposal("OP1")
        assert {"y", "R", "m"}.isdisjoint(named(desk))  # something is open in it
        first, _, third = contested.draft.spots
        await desk.to_proposal("OP3")
        assert named(desk)["y"] == "Agree…"
        contested.acts.agree([third], Status.AD_REF, "", "2026-03-04")
        desk.main.draft_changed()
        await desk.to_proposal("OP3")
        assert "y" not in named(desk) and named(desk)["R"] == "Reopen"
        contested.acts.lift(first)
        desk.main.draft_changed()
        await desk.to_proposal("OP1")
        assert "l" in named(desk)
