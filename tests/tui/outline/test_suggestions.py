"""What a close reading offers: the same ask of another region, a declaration's wording, remarks; and how long it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.content import Content
from textual.widgets import Static

from drafter.draft.tree import Place
from drafter.review.coverage import Disposition
from drafter.tui.background_review import BackgroundReview
from drafter.tui.dialogs.editor import Editor
from drafter.tui.widgets.rows import Rows
from drafter.workspace import Workspace
from tests.builders import TEXTS, corpus
from tests.tui.conftest import Desk, Opener

JUDGES, PROSECUTORS = TEXTS["NO 1(a)"], TEXTS["SO 7(a)"]


async def alike(desk: Desk) -> None:
    """From NO 1(a) to who asks for the same: SO 7(a)."""
    await desk.reviewed()
    await desk.to_theme("1")
    await desk.press("a")
    assert desk.title == "NO 1(a), and who may ask for the same: 2 points, all marked"


async def test_the_same_ask_is_taken_up_side_by_side(at: Opener, workspace: Workspace) -> None:
    async with at(workspace) as desk:
        await alike(desk)
        await desk.press("w")
        assert desk.refs() == {"OP1": f"{JUDGES} {PROSECUTORS}"}
        assert "covered 0 → 2" in desk.said
        await desk.press("u")
        assert desk.refs() == {}


async def test_the_same_ask_is_taken_up_in_a_merged_text_worded_further(at: Opener, workspace: Workspace) -> None:
    async with at(workspace) as desk:
        await alike(desk)
        await desk.pilot.click("#merge")
        await desk.pilot.pause()
        assert desk.title == "One paragraph for NO 1(a), SO 7(a)"
        assert "Train judges. [NO 1(a); SO 7(a)]" in desk.shown("#beside")
        assert "Kept of the sources’ words: NO 1(a) 100%" in desk.shown("#effect")
        await desk.press("ctrl+end")
        await desk.type(" Both.")
        await desk.press("ctrl+s")
        assert desk.title == "Words that are not in your text"
        assert "prosecutors" in desk.text
        await desk.press("escape")
        assert desk.title == "One paragraph for NO 1(a), SO 7(a)", "back to the words"
        assert f"{JUDGES} Both." in desk.text
        await desk.press("ctrl+s", "space", "enter")
        assert desk.refs() == {"OP1": f"{JUDGES} Both."}
        (spot,) = workspace.draft.spots.values()
        judges, prosecutors = spot.paragraph.links
        assert (judges.recommendation, judges.partly) == ("NO 1(a)", False)
        assert (prosecutors.recommendation, prosecutors.partly) == ("SO 7(a)", True)
        assert prosecutors.missing
        assert len(workspace.history.steps.past) == 1, "one step"


async def test_every_source_whose_words_are_not_in_the_text_is_named_and_one_may_be_chosen(
    at: Opener, workspace: Workspace
) -> None:
    async with at(workspace) as desk:
        await alike(desk)
        await desk.press("enter", "ctrl+a", *"We", "ctrl+s")
        rows = desk.app.screen.query_one("#clauses", Rows)
        assert [id for id in rows.rows.ids() if id.startswith("source ")] == ["source NO 1(a)", "source SO 7(a)"]
        assert not rows.marked, "nothing is ticked beforehand"
        await desk.press("down", "space", "enter")
        (spot,) = workspace.draft.spots.values()
        assert [(link.recommendation, link.partly) for link in spot.paragraph.links] == [
            ("NO 1(a)", False),
            ("SO 7(a)", True),
        ]


async def test_what_the_user_puts_back_is_not_missing(at: Opener, workspace: Workspace) -> None:
    async with at(workspace) as desk:
        await alike(desk)
        await desk.press("enter", "ctrl+end")
        await desk.type(f" {PROSECUTORS}")
        await desk.press("ctrl+s")
        assert desk.refs() == {"OP1": f"{JUDGES} {PROSECUTORS}"}
        (spot,) = workspace.draft.spots.values()
        assert not any(link.partly for link in spot.paragraph.links)


async def test_what_is_left_out_may_be_nothing_of_substance(at: Opener, workspace: Workspace) -> None:
    async with at(workspace) as desk:
        await alike(desk)
        await desk.press("enter", "ctrl+s", "down", "enter")
        (spot,) = workspace.draft.spots.values()
        assert not any(link.partly for link in spot.paragraph.links)


async def test_of_the_same_ask_one_can_be_left_out_and_gone_to(at: Opener, workspace: Workspace) -> None:
    async with at(workspace) as desk:
        await alike(desk)
        await desk.press("down", "space", "m")
        assert desk.warnings == ["Mark two or more."]
        assert f"SO 7(a) [ ] not yet reviewed {PROSECUTORS}" in desk.shown("#source")
        await desk.press("g")
        assert (desk.choose.lists.theme, desk.choose.points.cursor) == ("2.II", "SO 7(a)")
        assert desk.refs() == {}


async def test_where_nobody_asks_for_the_same_it_says_so(at: Opener, workspace: Workspace) -> None:
    async with at(workspace) as desk:
        await desk.reviewed()
        await desk.to_theme("3.I")
        assert "Same ask" not in desk.keys
        await desk.press("a")
        assert desk.warnings == ["No other region was found to ask for the same."]


async def test_a_declaration_s_wording_is_shown_taken_and_taken_back(at: Opener, begun: Workspace) -> None:
    async with at(begun) as desk:
        await desk.reviewed()
        await desk.to_paragraph("OP2")
        await desk.press("w", "down", "enter")
        assert (desk.title, desk.refs()["OP2"]) == ("", "Protect victims.")
        await desk.press("w", "enter")
        assert (desk.said, desk.refs()["OP2"]) == ("Done: reword OP2", "We will protect victims.")
        await desk.press("w")
        assert desk.warnings == ["Nothing is suggested for this wording."]
        begun.edits.reword(desk.outline.cursor or "", "The Congress should protect victims.")
        desk.main.draft_changed()
        await desk.press("w")
        assert desk.warnings[-1].startswith("Nothing is suggested. An instruction to those who prepare or hold the")
        await desk.press("u")
        await desk.press("u")
        assert desk.refs()["OP2"] == "Protect victims."


async def test_wordings_are_shown_one_after_the_other_of_what_is_marked_and_of_the_whole_draft(
    at: Opener, begun: Workspace
) -> None:
    begun.edits.add("The view was expressed that training was important.", Place("prevention"))
    async with at(begun, size=(160, 45)) as desk:
        await desk.to_paragraph("OP1")
        await desk.reviewed()
        await desk.press("space", "space")
        assert "Wording of 2…" in desk.keys
        await desk.press("w")
        assert desk.title == "OP1 in declaration wording (1 of 2)"
        await desk.press("enter", "escape")
        assert (desk.refs()["OP2"], len(desk.outline.paragraphs.marks)) == ("Protect victims.", 2)
        await desk.press("w", "down", "enter")
        assert desk.said == "Wording of 2 paragraphs: 1 left as before, 1 need no other wording"
        assert not desk.outline.paragraphs.marks
        await desk.to_paragraph("prevention")
        assert "Wording of all…" in desk.keys
        await desk.press("W", "enter")
        assert desk.title == "OP3 in declaration wording (2 of 2)"
        await desk.press("down", "enter")
        counts = "1 worded, 1 left as before, 1 need words of yours (w on each says why), 1 need no other wording"
        assert desk.said == f"Wording of 4 paragraphs: {counts}"
        assert (desk.here, desk.refs()["OP2"]) == ("OP2", "We will protect victims.")
        await desk.to_paragraph("prevention")
        await desk.press("w")
        assert "on a paragraph first" in desk.warnings[-1]


async def test_a_remark_s_suggestion_is_taken_and_taken_back(at: Opener, begun: Workspace) -> None:
    async with at(begun) as desk:
        await desk.reviewed()
        await desk.to_paragraph("OP1")
        assert "! “Protect” → “We will protect”: An operative paragraph" in desk.shown("#paragraph")
        await desk.press("r")
        await desk.click("#choices", "“We will protect”")
        assert desk.title == "OP1 as suggested"
        assert desk.refs()["OP1"] == TEXTS["NO 1(b)"]
        await desk.press("enter")
        assert desk.refs()["OP1"] == "We will protect victims [of all crimes]."
        await desk.press("r")
        assert desk.warnings == ["The checks have no remark on this paragraph."]
        await desk.press("u")
        assert desk.refs()["OP1"] == TEXTS["NO 1(b)"]
        assert "1 remark " in desk.shown("#paragraphs")


async def test_a_remark_with_a_suggestion_can_be_silenced_too(at: Opener, begun: Workspace) -> None:
    async with at(begun) as desk:
        await desk.reviewed()
        await desk.to_paragraph("OP1")
        await desk.press("r", "enter", "end", "enter")
        assert desk.title == "Silence a check in OP1"
        await desk.type("Their words.")
        await desk.press("enter")
        assert [one.reason for one in begun.draft.silenced] == ["Their words."]
        assert desk.refs()["OP1"] == TEXTS["NO 1(b)"]


async def test_a_silenced_remark_is_heard_again(at: Opener, begun: Workspace) -> None:
    async with at(begun) as desk:
        await desk.reviewed()
        await desk.to_paragraph("OP2")
        await desk.press("r", "end", "enter", "end", "enter", *"So", "enter")
        assert desk.said == "Done: silence the check “same-ask” in OP2"
        await desk.press("r", "end")
        assert "silenced, Enter hears it again: ! " in desk.shown("#choices")
        await desk.press("enter")
        assert begun.draft.silenced == ()
        assert desk.said == "Done: hear the check “same-ask” again in OP2"


async def test_a_remark_without_a_suggestion_is_silenced_with_the_reason(at: Opener, begun: Workspace) -> None:
    async with at(begun) as desk:
        await desk.reviewed()
        await desk.to_paragraph("OP2")
        await desk.press("r", "end", "enter")
        assert desk.title == "About OP2"
        await desk.press("end", "enter")
        assert desk.title == "Silence a check in OP2"
        await desk.type("Both are wanted.")
        await desk.press("enter")
        (silenced,) = begun.draft.silenced
        assert (silenced.rule, silenced.reason) == ("same-ask", "Both are wanted.")
        assert "The same ask" not in desk.shown("#paragraph")
        await desk.press("u")
        assert begun.draft.silenced == ()
        assert "The same ask" in desk.shown("#paragraph")


async def test_before_the_close_reading_is_done_it_asks_for_patience(
    at: Opener, begun: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(BackgroundReview, "start", lambda *_: None)
    async with at(begun) as desk:
        await desk.to_paragraph("OP2")
        await desk.press("w", "r")
        assert desk.warnings == ["The checks are still being read; try again in a moment."] * 2


async def test_target_lengths_are_set_measured_remembered_and_taken_away(at: Opener, begun: Workspace) -> None:
    async with at(begun) as desk:
        await desk.to_paragraph("prevention")
        assert "9 words" in desk.shown("#length")
        await desk.press("l", *"1,0 words", "tab", "tab", "tab", *"5", "ctrl+s")
        assert "9 of 10 words █████████░ 90%" in desk.shown("#length")
        assert "9 of 5 words ██████████ 180% 4 words over" in desk.shown("#paragraphs")
        assert not begun.file.unsaved
    async with at(begun, session=desk.app.session.load()) as desk:
        await desk.to_paragraph("prevention")
        assert "9 of 10 words" in desk.shown("#length")
        await desk.press("l", *["backspace"] * 2, "ctrl+s")
        assert "9 words · less than a page" in desk.shown("#length")
        assert "9 of 5 words" in desk.shown("#paragraphs")


CHILDREN = "Train judges, prosecutors and lawyers, and protect children, witnesses and their families."


async def test_a_wording_that_loses_a_clause_of_its_source_is_asked_about(at: Opener, tmp_path: Path) -> None:
    workspace = Workspace.new(tmp_path / "draft.yaml", corpus({"NO 1(a)": CHILDREN}))
    workspace.edits.take_up(["NO 1(a)"])
    async with at(workspace) as desk:
        await desk.to_paragraph("OP1")
        await desk.press("e", "ctrl+a", *"Train judges.", "ctrl+s")
        assert desk.title == "Words that are not in your text"
        assert "prosecutors and lawyers, and protect children" in desk.text
        await desk.press("escape")
        assert desk.title == "Wording of OP1", "back to the words"
        await desk.press("ctrl+s", "space", "enter")
        assert desk.said.startswith("Done: reword OP1 (NO 1(a) partly)")
        (link,) = next(iter(workspace.draft.spots.values())).paragraph.links
        assert link.partly
        assert link.missing.startswith("prosecutors and lawyers")
        assert workspace.coverage.dispositions["NO 1(a)"] is Disposition.PARTLY
        await desk.press("u")
        assert desk.refs() == {"OP1": CHILDREN}
        assert workspace.coverage.dispositions["NO 1(a)"] is Disposition.TAKEN_UP, "one step"


async def test_a_clause_lost_may_be_nothing_of_substance(at: Opener, tmp_path: Path) -> None:
    workspace = Workspace.new(tmp_path / "draft.yaml", corpus({"NO 1(a)": CHILDREN}))
    workspace.edits.take_up(["NO 1(a)"])
    (id,) = workspace.draft.spots
    async with at(workspace) as desk:
        await desk.to_paragraph("OP1")
        await desk.press("e", "ctrl+a", *"Train judges.", "ctrl+s", "enter")
        assert not workspace.draft.spots[id].paragraph.links[0].partly
        assert desk.refs() == {"OP1": "Train judges."}
        await desk.press("e", "ctrl+a", *"Train the judges.", "ctrl+s")
        assert desk.refs() == {"OP1": "Train the judges."}, "what went before is not asked about again"


async def test_what_is_struck_out_beside_a_merged_text_follows_it(at: Opener, workspace: Workspace) -> None:
    async with at(workspace) as desk:
        await alike(desk)
        await desk.press("enter", "ctrl+a", *"We like bananas.")
        await desk.until(lambda: "NO 1(a) only 0%" in desk.shown("#effect"))
        sources = desk.app.screen.query_one("#sources-text", Static).content
        assert isinstance(sources, Content)
        struck = [sources.plain[span.start : span.end] for span in sources.spans if "strike" in str(span.style)]
        assert struck == ["Train judges", "Train judges and prosecutors"]


@pytest.mark.parametrize(("downs", "title"), [(0, "Wording of OP2"), (1, "Sources of OP2")])
async def test_from_a_remark_it_is_one_step_to_the_words_and_to_the_sources(
    at: Opener, begun: Workspace, downs: int, title: str
) -> None:
    async with at(begun) as desk:
        await desk.reviewed()
        await desk.to_paragraph("OP2")
        await desk.press("r", "end", "enter", *["down"] * downs, "enter")
        assert desk.title == title


async def test_what_is_put_back_may_be_wholly_taken_up_again(at: Opener, tmp_path: Path) -> None:
    workspace = Workspace.new(tmp_path / "draft.yaml", corpus({"NO 1(a)": CHILDREN}))
    workspace.edits.take_up(["NO 1(a)"])
    (id,) = workspace.draft.spots
    async with at(workspace) as desk:
        await desk.to_paragraph("OP1")
        await desk.press("e", "ctrl+a", *"Train judges, and protect witnesses and their families.", "ctrl+s")
        await desk.press("space", "enter")
        assert desk.said.startswith("Done: reword OP1 (NO 1(a) partly)")
        before = workspace.draft.spots[id].paragraph.links[0].missing
        await desk.press("e", "ctrl+a", *"Train judges.", "ctrl+s", "space", "enter")
        link = workspace.draft.spots[id].paragraph.links[0]
        assert link.missing.startswith(f"{before}; "), "what went later is noted after it"
        await desk.press("e", "ctrl+a", *CHILDREN, "ctrl+s")
        assert desk.title == "What was said to be missing stands in your text"
        await desk.press("escape")
        assert desk.title == "Wording of OP1"
        await desk.press("ctrl+s", "enter")
        assert desk.said.startswith("Done: reword OP1 (NO 1(a) wholly)")
        link = workspace.draft.spots[id].paragraph.links[0]
        assert (link.partly, link.missing) == (False, "")


async def test_a_note_of_what_is_missing_loses_what_is_put_back(at: Opener, tmp_path: Path) -> None:
    workspace = Workspace.new(tmp_path / "draft.yaml", corpus({"NO 1(a)": CHILDREN}))
    workspace.edits.take_up(["NO 1(a)"])
    (id,) = workspace.draft.spots
    workspace.edits.reword(id, "Train judges.", {"NO 1(a)": "prosecutors and lawyers; witnesses and their families"})
    async with at(workspace) as desk:
        await desk.to_paragraph("OP1")
        await desk.press("e", "ctrl+a", *"Train judges, prosecutors and lawyers.", "ctrl+s")
        link = workspace.draft.spots[id].paragraph.links[0]
        assert (link.partly, link.missing) == (True, "witnesses and their families")
        await desk.press("e")
        await desk.type(" Protect witnesses and their families.")
        await desk.press("ctrl+s")
        assert desk.title == "What was said to be missing stands in your text", "though “children” was never noted"
        await desk.press("down", "enter")
        assert workspace.draft.spots[id].paragraph.links[0].partly


async def test_who_leaves_a_merged_text_is_back_among_those_that_ask_for_the_same(
    at: Opener, workspace: Workspace
) -> None:
    async with at(workspace) as desk:
        await alike(desk)
        title = desk.title
        await desk.press("enter", "escape")
        assert desk.title == title
        await desk.press("escape")
        assert desk.app.screen is desk.main
        workspace.edits.take_up(["SO 7(a)"])
        await desk.press("a", "m")
        assert desk.title == "SO 7(a): in the draft already"
        await desk.press("escape")
        assert desk.title == title
        await desk.press("m", "enter")
        assert isinstance(desk.app.screen, Editor)  # merged into OP1, to be worded
        await desk.press("escape")
        assert desk.title == title
        await desk.press("m", "down", "enter")
        assert desk.app.screen is desk.main
        assert desk.said.startswith("Done: cite NO 1(a) in OP1")
