"""The guided first draft: offered where a draft is empty, gone stop by stop, left with all kept or all undone."""

from __future__ import annotations

from pathlib import Path

from drafter.draft.tree import Place
from drafter.storage.settings import Settings
from drafter.storage.ui_state import UiState
from drafter.tui.guided.guided_screen import GuidedScreen
from drafter.tui.session import Session
from drafter.workspace import Workspace
from tests.builders import corpus
from tests.tui.conftest import Desk, Opener

TEXTS = {
    "NO 1(a)": "Train judges and prosecutors in hearing victims of crime.",
    "SO 7(a)": "Train judges and prosecutors in hearing victims of crime; build courts in small towns.",
}
JUDGES = "We will train judges and prosecutors in hearing victims of crime; and build courts in small towns."


def new(tmp_path: Path) -> Workspace:
    return Workspace.new(tmp_path / "draft.yaml", corpus(TEXTS))


def a_newcomer() -> Session:
    """A user who has seen the tour, and may be offered the way."""
    return Session(Settings(), UiState(tour=True))


def shown(desk: Desk) -> str:
    return desk.shown("#guided-proposal")


async def test_a_first_draft_is_made_stop_by_stop(at: Opener, tmp_path: Path) -> None:
    workspace, session = new(tmp_path), a_newcomer()
    async with at(workspace, session=session, size=(160, 45)) as desk:
        await desk.until(lambda: desk.title == "This draft is empty. How do you want to begin?")
        await desk.press("enter")
        await desk.until(lambda: isinstance(desk.app.screen, GuidedScreen))
        assert "First draft, 1 of 2" in desk.text and "0 paragraphs so far   carrying NO 0  SO 0" in desk.text
        assert "Ask for the same: NO SO" in desk.shown("#guided-points")
        assert f"Into “Overall commitments”, 17 words, from NO SO {JUDGES} With what each adds; c: only" in shown(desk)
        await desk.press("c")
        assert (
            "Only what they share; c: with what each adds (17 words) SO 7(a) partly; left out: build courts in"
            in shown(desk)
        )
        await desk.press("space")
        assert "NO 1(a) Train judges" in desk.text and ", from SO We will" in shown(desk)
        await desk.press("up", "space", "enter")  # both again, as only what they share
        assert "First draft, 2 of 2" in desk.text and "1 paragraph so far   carrying NO 1  SO 1" in desk.text
        (spot,) = workspace.draft.spots.values()
        assert [(link.recommendation, link.missing) for link in spot.paragraph.links] == [
            ("NO 1(a)", ""),
            ("SO 7(a)", "build courts in small towns"),
        ]
        await desk.press("u")
        assert "First draft, 1 of 2" in desk.text and not workspace.draft.spots
        await desk.press("u", "b", "m", "ctrl+end")
        assert desk.warnings == ["Nothing of this way is left to undo.", "This is the first stop."]
        assert desk.title == "One paragraph for NO 1(a), SO 7(a)"
        await desk.type(" Now.")
        await desk.press("ctrl+s")
        assert desk.refs() == {"OP1": f"{JUDGES} Now."}
        await desk.press("space", "s", *"No", "enter")  # NO 1(b) is marked no more
        assert workspace.draft.reasons == {"SO 7(b)": "No"}
        assert "Nothing is marked: Enter goes on." in shown(desk)
        await desk.press("up", "space", "m", "escape")
        assert len(desk.refs()) == 1, "who gives its wording up has not taken it up"
        await desk.press("enter")
        assert desk.title == "What most regions ask for was looked at"
        assert "Keep it: 2 paragraphs" in desk.text
        await desk.press("down", "enter")
        assert "First draft, 1 of 1" in desk.text and "What is left here" in desk.text
        await desk.press("enter", "escape", "space", "space", "t")
        assert len(desk.refs()) == 4
        await desk.press("down", "enter")
        assert desk.title == "Everything was looked at" and "Go on with" not in desk.text
        await desk.press("enter")
        await desk.until(lambda: desk.main.panes.scope == "outline")
        assert desk.said == "First draft: 4 paragraphs, all yours to word"
        await desk.press("F")
        assert "Everything is taken up or set aside already." in desk.warnings
    async with at(workspace, session=session) as desk:
        assert desk.title == "", "only an empty draft is asked about"


async def test_it_can_be_left_with_all_undone_or_kept_and_gone_on_with(at: Opener, tmp_path: Path) -> None:
    workspace, session = new(tmp_path), a_newcomer()
    async with at(workspace, session=session, size=(80, 24)) as desk:
        await desk.until(lambda: desk.title)
        await desk.press("down", "down", "enter")
        assert desk.title == "" and session.memory.own_way
        assert "First draft…" in desk.keys
        await desk.reviewed()
        await desk.press("F", "escape")
        assert desk.app.screen is desk.main, "nothing was done: nothing is asked"
        assert desk.said == "The draft is as it was before"
        await desk.press("F", "m", "escape", "enter", "n")
        assert desk.title == "What most regions ask for was looked at"
        await desk.press("escape", "escape")
        assert desk.title == "Leave the first draft?"
        await desk.press("down", "enter", "escape", "end", "enter")
        assert desk.app.screen is desk.main and not workspace.draft.spots
        await desk.press("U")
        assert len(workspace.draft.spots) == 1, "what was undone can be redone"
        await desk.press("u", "F", "enter", "escape", "enter")
        assert desk.main.panes.scope == "outline" and len(desk.refs()) == 1
        await desk.until(lambda: not workspace.file.unsaved)
        assert "First draft…" not in desk.keys
        await desk.press("F")
        assert "First draft, 1 of 1" in desk.text and "NO 1(b)" in desk.text, "on from what is left"
        await desk.press("space", "space", "s", "k", "m", "ctrl+down", "question_mark")
        assert "Guided" in desk.text
        await desk.press("escape")
        assert desk.warnings[-3:] == [
            "Mark what is to be set aside first: space.",
            "No paragraph was found that asks for what is marked.",
            "Mark what is to be worded first: space.",
        ]
        theme = desk.app.theme
        await desk.press("ctrl+t")
        assert desk.app.theme != theme


async def test_what_a_paragraph_asks_for_already_is_said_and_cited_there(at: Opener, tmp_path: Path) -> None:
    workspace = new(tmp_path)
    workspace.edits.add("We will train judges and prosecutors in hearing victims of crime.", Place("commitments"))
    async with at(workspace, size=(160, 45)) as desk:
        await desk.reviewed()
        await desk.press("F")
        await desk.until(lambda: isinstance(desk.app.screen, GuidedScreen))
        assert "OP1 asks for this already: “We will train judges and prosecutors in hearing" in shown(desk)
        assert "k Cite there instead" in desk.text
        await desk.press("k", "escape")
        assert not workspace.draft.claimed, "who leaves the window has cited nothing"
        await desk.press("k", "enter")
        assert desk.refs().keys() == {"OP1"} and workspace.draft.claimed == {"NO 1(a)", "SO 7(a)"}
        assert "First draft, 2 of 2" in desk.text
