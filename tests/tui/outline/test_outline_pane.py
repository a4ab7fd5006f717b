"""The outline: every command by its key, what it does to the draft, and where the cursor then is."""

from pathlib import Path

import pytest
from textual.widgets import Input

from drafter.draft.draft import Status, Treatment
from drafter.draft.tree import Place
from drafter.tui.widgets.bars import KeyBar
from drafter.tui.widgets.rows import Rows
from drafter.workspace import Workspace
from tests.builders import TEXTS, corpus
from tests.tui.conftest import Opener


async def test_the_outline_shows_parts_paragraphs_sources_and_status(at: Opener, begun: Workspace) -> None:
    begun.edits.set_status([next(iter(begun.draft.spots))], Status.PENDING, "[X]")
    begun.edits.annotate(next(iter(begun.draft.spots)), "Ask.")
    async with at(begun) as desk:
        await desk.to_paragraph("OP1")
        assert f"OP1 {TEXTS['NO 1(b)']}" in desk.text
        assert "NO 1(b) verbatim  PENDING [X]  note" in desk.text
        assert "no source: your own words" in desk.text
        assert "Advancing crime prevention  OP · 3 paragraphs" in desk.text
        assert "Your note: Ask." in desk.shown("#paragraph")


@pytest.mark.parametrize("key", ["e", "enter"])
async def test_editing_the_wording_with_the_source_beside_it(at: Opener, begun: Workspace, key: str) -> None:
    async with at(begun) as desk:
        await desk.to_paragraph("OP2")
        await desk.press(key)
        assert f"SO 7(b) verbatim {TEXTS['SO 7(b)']}" in desk.shown("#beside")
        await desk.type(" And [bold]witnesses[/]!")
        await desk.press("ctrl+s")
        assert desk.refs()["OP2"] == "Protect victims. And [bold]witnesses[/]!"
        assert (desk.here, desk.said) == ("OP2", "Done: reword OP2")
        assert "Protect victims. And [bold]witnesses[/]!" in desk.shown("#paragraph")


async def test_escape_in_the_editor_asks_only_where_words_would_be_lost(at: Opener, begun: Workspace) -> None:
    async with at(begun) as desk:
        await desk.to_paragraph("OP2")
        await desk.press("e", "escape")
        assert desk.app.screen is desk.main
        await desk.press("e", "x", "escape")
        assert "The text was changed" in desk.text
        await desk.press("enter")
        await desk.press("y", "escape", "down", "down", "enter")
        assert desk.app.screen is desk.main
        assert desk.refs()["OP2"] == TEXTS["SO 7(b)"]


async def test_escape_in_the_editor_offers_to_save(at: Opener, begun: Workspace) -> None:
    async with at(begun) as desk:
        await desk.to_paragraph("OP2")
        await desk.press("e", "x", "escape", "down", "enter")
        assert desk.app.screen is desk.main
        assert desk.refs()["OP2"] == f"{TEXTS['SO 7(b)']}x"


async def test_breaking_a_paragraph_in_two_at_the_cursor(at: Opener, begun: Workspace) -> None:
    async with at(begun) as desk:
        await desk.to_paragraph("OP3")
        await desk.press("e", *["left"] * 4, "ctrl+b")
        assert (desk.refs()["OP3"], desk.refs()["OP4"]) == ("Mine", "own.")
        assert desk.here == "OP4"
        await desk.press("e", "home", "ctrl+b")
        assert "both sides of the cut" in desk.warnings[-1]


async def test_an_empty_wording_is_refused(at: Opener, begun: Workspace) -> None:
    async with at(begun) as desk:
        await desk.to_paragraph("OP3")
        await desk.press("e", "ctrl+u", "ctrl+s")
        assert "needs words" in desk.warnings[-1]
        assert desk.refs()["OP3"] == "Mine own."


async def test_a_adds_a_paragraph_after_the_cursor_and_a_pp_in_the_preamble(at: Opener, begun: Workspace) -> None:
    async with at(begun) as desk:
        await desk.to_paragraph("OP1")
        await desk.press("a")
        await desk.type("New.")
        await desk.press("ctrl+s")
        assert (desk.refs()["OP2"], desk.here) == ("New.", "OP2")
        await desk.to_paragraph("preamble")
        await desk.press("a")
        assert "preambular paragraph of your own in “Preamble”" in desk.text
        await desk.type("Recalling,")
        await desk.pilot.click("#accept")
        await desk.pilot.pause()
        assert (desk.refs()["PP1"], desk.here) == ("Recalling,", "PP1")


async def test_b_adds_a_sub_paragraph(at: Opener, begun: Workspace) -> None:
    async with at(begun) as desk:
        await desk.to_paragraph("OP1")
        await desk.press("b", "A", ";", "ctrl+s")
        assert (desk.refs()["OP1 (a)"], desk.here) == ("A;", "OP1 (a)")


async def test_adding_can_be_cancelled(at: Opener, begun: Workspace) -> None:
    async with at(begun) as desk:
        await desk.to_paragraph("OP1")
        await desk.press("a", "escape")
        await desk.press("b", "escape")
        assert len(desk.refs()) == 3


@pytest.mark.parametrize(("keys", "order"), [(["full_stop"], [1, 0, 2]), (["shift+down", "shift+down"], [1, 2, 0])])
async def test_moving_down_keeps_the_cursor_on_the_paragraph(
    at: Opener, begun: Workspace, keys: list[str], order: list[int]
) -> None:
    texts = [TEXTS["NO 1(b)"], TEXTS["SO 7(b)"], "Mine own."]
    async with at(begun) as desk:
        await desk.to_paragraph("OP1")
        await desk.press(*keys)
        assert list(desk.refs().values()) == [texts[place] for place in order]
        assert desk.refs()[desk.here] == texts[0]


async def test_moving_up_past_the_beginning_of_a_part_goes_on_into_the_part_before(
    at: Opener, begun: Workspace
) -> None:
    async with at(begun) as desk:
        await desk.to_paragraph("OP1")
        await desk.press("comma", "shift+up")
        assert begun.draft.part_by_id["preamble"].paragraphs[0].written == TEXTS["NO 1(b)"]
        assert desk.here == "PP1"
        await desk.press("comma")
        assert "beginning of the draft" in desk.warnings[-1]


async def test_in_and_out(at: Opener, begun: Workspace) -> None:
    async with at(begun) as desk:
        await desk.to_paragraph("OP2")
        await desk.press("greater_than_sign")
        assert desk.here == "OP1 (a)"
        await desk.press("less_than_sign")
        assert desk.here == "OP2"
        await desk.press("shift+right", "shift+left", "less_than_sign")
        assert "not a sub-paragraph" in desk.warnings[-1]


async def test_several_paragraphs_are_moved_to_a_place(at: Opener, begun: Workspace) -> None:
    async with at(begun) as desk:
        await desk.to_paragraph("OP1")
        await desk.press("space", "space", "p", "home", "enter")  # the preamble's end
        assert list(desk.refs()) == ["PP1", "PP2", "OP1"]
        assert desk.outline.paragraphs.marked == []


async def test_a_move_into_itself_is_refused(at: Opener, begun: Workspace) -> None:
    async with at(begun) as desk:
        await desk.to_paragraph("OP1")
        await desk.press("p", "s")
        assert "into itself" in desk.warnings[-1]


async def test_m_merges_the_marked_paragraphs(at: Opener, begun: Workspace) -> None:
    async with at(begun) as desk:
        await desk.to_paragraph("OP1")
        await desk.press("m")
        assert "two paragraphs or more" in desk.warnings[-1]
        await desk.press("space", "down", "space", "m")
        assert desk.title == "One paragraph of OP1, OP3"
        assert "mine own [OP3]" in desk.shown("#beside") and "NO 1(b) 100%" in desk.shown("#effect")
        await desk.press("escape")
        assert (len(desk.refs()), len(desk.outline.paragraphs.marks)) == (3, 2)
        await desk.press("escape")
        await desk.to_paragraph("OP1")
        await desk.press("space", "space", "m", "ctrl+s")
        assert desk.refs()["OP1"] == TEXTS["NO 1(b)"], "what both say once"
        assert (desk.here, len(begun.history.steps.past)) == ("OP1", 4)
        begun.acts.propose_words(list(begun.draft.spots)[1], "Our own.", ["EU"])
        desk.main.draft_changed()
        await desk.press("space", "space", "m")
        assert (desk.title, len(desk.refs())) == ("", 1), "what is open in them is joined as it stands"
        await desk.press("u")
        assert "NO 1(b) merged; SO 7(b) merged" in desk.text


async def test_d_removes_and_the_cursor_stays_near_and_undo_brings_it_back(at: Opener, begun: Workspace) -> None:
    async with at(begun) as desk:
        await desk.to_paragraph("OP2")
        await desk.press("d")
        assert list(desk.refs().values()) == [TEXTS["NO 1(b)"], "Mine own."]
        assert desk.here == "OP2"
        await desk.press("u")
        assert desk.said == "Undone: remove OP2"
        assert desk.refs()[desk.here] == TEXTS["SO 7(b)"]


async def test_space_goes_on_over_the_parts_and_on_one_marks_all_its_paragraphs(at: Opener, begun: Workspace) -> None:
    one, two, _ = begun.draft.spots
    async with at(begun) as desk:
        await desk.to_paragraph("OP1")
        await desk.press("space", "space", "space", "space")
        assert (desk.outline.paragraphs.marked, desk.here) == ([one, two], "OP3"), "the last is marked and unmarked"
        await desk.press("escape")
        part = begun.draft.spots[one].part
        await desk.to_paragraph(part.id)
        assert "space Mark, and on" in desk.keys
        await desk.press("space")
        assert (desk.outline.paragraphs.marked, desk.here) == ([each.id for each in part.paragraphs], part.id)
        await desk.press("space")
        assert desk.outline.paragraphs.marked == []
        await desk.to_paragraph("preamble")
        assert "space Mark, and on" not in desk.keys


async def test_what_moves_is_called_by_its_new_number(at: Opener, begun: Workspace) -> None:
    async with at(begun) as desk:
        await desk.to_paragraph("OP2")
        await desk.press("comma")
        assert desk.said == "Done: move OP2 up · now OP1"
        await desk.press("y")
        assert desk.said == "Done: make OP1 preambular · now PP1 in “Preamble”"


async def test_several_that_move_are_named_together(at: Opener, begun: Workspace) -> None:
    async with at(begun) as desk:
        await desk.to_paragraph("OP2")
        await desk.press("space", "space", "comma")
        assert desk.said == "Done: move OP2, OP3 up · now OP1, OP2"


async def test_what_changes_nothing_is_no_step_and_says_so(at: Opener, begun: Workspace) -> None:
    steps = len(begun.history.steps.past)
    async with at(begun) as desk:
        await desk.to_paragraph("OP2")
        await desk.press("s", "enter")
        assert desk.warnings == ["It is so already: nothing was changed."]
        assert (len(begun.history.steps.past), desk.said) == (steps, "")


async def test_frozen_numbers_are_seen(at: Opener, begun: Workspace) -> None:
    async with at(begun) as desk:
        await desk.to_paragraph("OP2")
        assert "frozen" not in desk.shown("#length") + desk.shown("#paragraph")
        await desk.press("N", "enter")
        assert "numbers frozen (N)" in desk.shown("#length")
        assert "number frozen" in desk.shown("#paragraph")
        await desk.press("a")
        await desk.type("New.")
        await desk.press("ctrl+s")
        assert "OP2 bis" in desk.refs()
        await desk.press("N", "down", "enter", "ctrl+u", "enter")
        assert "3 of 4 numbers frozen" in desk.shown("#length")


async def test_a_number_that_a_merge_leaves_to_nobody_is_named(at: Opener, begun: Workspace) -> None:
    async with at(begun) as desk:
        await desk.to_paragraph("OP2")
        await desk.press("space", "space", "m", "ctrl+s")
        assert "no longer given" not in desk.said
        await desk.press("u", "N", "enter")
        assert "no longer given" not in desk.said
        await desk.to_paragraph("OP2")
        await desk.press("space", "space", "m", "ctrl+s")
        assert " · now OP2 · no longer given: OP3" in desk.said
        await desk.press("a")
        await desk.type("New.")
        await desk.press("ctrl+s")
        assert "no longer given" not in desk.said


async def test_the_first_key_named_is_what_enter_does(at: Opener, begun: Workspace) -> None:
    async with at(begun) as desk:
        assert desk.keys.startswith("enter Points")
        await desk.press("enter")
        assert desk.app.focused is desk.choose.points
        await desk.to_theme("3.I")
        assert desk.keys.startswith("enter Take up  ")
        await desk.press("space")
        assert desk.keys.startswith("enter Take up 1  ")
        await desk.press("enter", "up")
        assert desk.keys.startswith("enter Go to paragraph  ")
        await desk.to_paragraph("OP2")
        assert desk.keys.startswith("enter Edit")
        await desk.to_paragraph("prevention")
        assert desk.keys.startswith("enter Fold")
        await desk.click(KeyBar, "enter Fold")
        assert desk.keys.startswith("enter Unfold")
        await desk.press("3")
        assert desk.keys.startswith("enter Show the points")
        await desk.press("4")
        assert desk.keys.startswith("enter Go to paragraph")


async def test_marks_are_cleared_by_escape_and_parts_cant_be_chosen(at: Opener, begun: Workspace) -> None:
    async with at(begun) as desk:
        await desk.to_paragraph("OP1")
        await desk.press("space", "escape")
        assert desk.outline.paragraphs.marked == []
        await desk.press("home", "d")
        assert "No paragraph is chosen" in desk.warnings[-1]
        await desk.press("e", "home", "n", "s", "c", "b")
        assert len(begun.draft.spots) == 3


async def test_n_writes_a_note_and_takes_it_away(at: Opener, begun: Workspace) -> None:
    async with at(begun) as desk:
        await desk.to_paragraph("OP3")
        await desk.press("n")
        await desk.type("Ask [G77]!")
        await desk.press("ctrl+s")
        assert begun.draft.spots[desk.outline.cursor or ""].paragraph.note == "Ask [G77]!"
        await desk.press("n", "ctrl+u", "ctrl+s")
        assert begun.draft.spots[desk.outline.cursor or ""].paragraph.note == ""


async def test_s_sets_the_status_and_asks_whose_word_is_awaited(at: Opener, begun: Workspace) -> None:
    async with at(begun) as desk:
        await desk.to_paragraph("OP1")
        await desk.press("s", "down", "enter")
        assert begun.draft.spots[desk.outline.cursor or ""].paragraph.status is Status.BRACKETED
        await desk.press("s", *["down"] * 3, "enter")
        await desk.type("[US]")
        await desk.press("enter")
        paragraph = begun.draft.spots[desk.outline.cursor or ""].paragraph
        assert (paragraph.status, paragraph.pending) == (Status.PENDING, "[US]")
        assert "PENDING [US]" in desk.text


async def test_h_changes_the_heading_of_the_part(at: Opener, begun: Workspace) -> None:
    async with at(begun) as desk:
        await desk.to_paragraph("prevention")
        await desk.press("h")
        await desk.type(" [now]")
        await desk.press("enter")
        assert begun.draft.part_by_id["prevention"].title == "Advancing crime prevention [now]"
        assert "Advancing crime prevention [now]" in desk.text


async def test_f_fills_in_the_front_matter(at: Opener, begun: Workspace) -> None:
    async with at(begun) as desk:
        await desk.to_paragraph("preamble")
        await desk.press("f")
        await desk.type("A [draft]")
        await desk.press("enter", "S", "enter", "L", "ctrl+s")
        assert desk.title == "“S”: no symbol as the United Nations write it"
        await desk.press("enter")  # back to the form, as it was filled in
        assert desk.title == "Front matter"
        await desk.press("ctrl+s", "escape", "ctrl+s", "down", "enter")
        front = begun.draft.front
        assert (front.title, front.symbol, front.distribution, front.reports) == ("A [draft]", "S", "L", "")


async def test_the_symbols_of_the_reports_are_asked_for_with_the_front_matter(at: Opener, begun: Workspace) -> None:
    async with at(begun) as desk:
        await desk.to_paragraph("preamble")
        await desk.press("f", *9 * ["enter"])
        assert desk.app.focused is not None
        assert (desk.app.focused.id, desk.app.screen.query_one("#report-0", Input).value) == ("report-0", "A/X/1")
        await desk.press("enter")
        await desk.type("A/X/2")
        await desk.press("ctrl+s")
        assert begun.draft.front.reports == "SO A/X/2"


async def test_g_goes_to_the_source(at: Opener, begun: Workspace) -> None:
    async with at(begun) as desk:
        await desk.to_paragraph("OP2")
        await desk.press("g")
        assert (desk.main.panes.scope, desk.choose.points.cursor) == ("choose", "SO 7(b)")
        await desk.to_paragraph("OP3")
        await desk.press("g")
        assert "no regional point" in desk.warnings[-1]


async def test_left_folds_and_right_unfolds(at: Opener, begun: Workspace) -> None:
    begun.edits.indent(list(begun.draft.spots)[1])
    async with at(begun) as desk:
        await desk.to_paragraph("OP1")
        await desk.press("left")
        assert "▸ 1 folded away" in desk.text
        await desk.press("right")
        assert "(a) Protect victims." in desk.text
        await desk.press("down", "left", "left", "left", "left")
        assert desk.here == "prevention"
        assert "Mine own." not in desk.text
        await desk.press("enter")
        assert "Mine own." in desk.text


async def test_going_to_a_folded_paragraph_unfolds_it(at: Opener, begun: Workspace) -> None:
    begun.edits.indent(list(begun.draft.spots)[1])
    async with at(begun) as desk:
        await desk.to_paragraph("prevention")
        await desk.press("left", "1")
        desk.choose.search.show_point("SO 7(b)")
        await desk.press("g")
        assert desk.here == "OP1 (a)"


async def test_sources_treatment_partly_uncite_and_cite_another(at: Opener, begun: Workspace) -> None:
    async with at(begun) as desk:
        await desk.to_paragraph("OP1")
        id = desk.outline.cursor or ""
        await desk.press("c", "t", *["down"] * 3, "enter")
        assert begun.draft.spots[id].paragraph.links[0].treatment is Treatment.CHAPEAU
        await desk.press("p", "home", "enter")
        await desk.type("all of [it]")
        await desk.press("enter")
        link = begun.draft.spots[id].paragraph.links[0]
        assert (link.partly, link.missing, link.treatment) == (True, "all of [it]", Treatment.ADAPTED)
        assert "adapted, partly; missing: all of [it]" in desk.text
        await desk.press("p", "home", "down", "enter")
        assert not begun.draft.spots[id].paragraph.links[0].partly
        before = begun.draft
        await desk.press("p", "enter")  # on what it is already
        assert begun.draft is before
        await desk.press("p", "end", "enter")
        assert begun.draft.spots[id].paragraph.links[0].treatment is Treatment.CHAPEAU
        await desk.press("p", "up", "enter", "enter")
        assert "Say why" in desk.text
        await desk.type("House style.")
        await desk.press("enter")
        link = begun.draft.spots[id].paragraph.links[0]
        assert (link.vouched, link.why, link.treatment) == (True, "House style.", Treatment.ADAPTED)
        assert "adapted, counted as reflected; House style." in desk.text
        await desk.press("p", "escape", "p", "enter", "escape", "c")
        await desk.type("data")
        await desk.press("enter")
        assert desk.title == "How much of it does OP1 take up?"
        await desk.press("enter")
        assert begun.draft.spots[id].paragraph.sources == ("NO 1(b)", "NO 2(a)")
        await desk.press("c")
        await desk.type("NO 1(a)")
        await desk.press("enter", "enter", "up", "d")
        assert begun.draft.spots[id].paragraph.sources == ("NO 1(b)", "NO 1(a)")
        assert desk.app.screen.query_one("#sources", Rows).cursor == "NO 1(a)", "not the first"
        await desk.press("d")
        assert begun.draft.spots[id].paragraph.sources == ("NO 1(b)",)
        await desk.press("escape")
        assert desk.app.screen is desk.main


async def test_sources_can_be_left_at_every_step(at: Opener, begun: Workspace) -> None:
    async with at(begun) as desk:
        await desk.to_paragraph("OP1")
        before = begun.draft
        await desk.press("c", "t", "escape", "p", "escape", "c", "escape", "ctrl+s")
        assert begun.draft is before
        assert desk.app.screen is desk.main
        await desk.to_paragraph("OP3")
        await desk.press("c")
        assert "No source yet" in desk.text
        await desk.press("t", "d", "escape")
        assert desk.app.screen is desk.main


async def test_the_sources_dialog_by_mouse(at: Opener, begun: Workspace) -> None:
    async with at(begun) as desk:
        await desk.to_paragraph("OP1")
        await desk.press("c")
        await desk.pilot.click("#uncite")
        await desk.pilot.pause()
        assert begun.draft.spots[desk.outline.cursor or ""].paragraph.sources == ()
        await desk.pilot.click("#cite")
        await desk.pilot.pause()
        await desk.click("#found", "SO 9")
        await desk.pilot.click("#accept")
        await desk.pilot.pause()
        await desk.pilot.click("#accept")
        await desk.pilot.pause()
        assert begun.draft.spots[desk.outline.cursor or ""].paragraph.sources == ("SO 9",)


async def test_the_mouse_chooses_marks_edits_and_uses_the_key_bar(at: Opener, begun: Workspace) -> None:
    async with at(begun) as desk:
        await desk.press("2")
        await desk.click("#paragraphs", "Protect victims.")
        assert desk.here == "OP2"
        await desk.pilot.click("#paragraphs", offset=(2, 6))
        await desk.pilot.pause()
        assert len(desk.outline.paragraphs.marked) == 1
        await desk.click(KeyBar, "d Remove")
        assert len(desk.refs()) == 2
        await desk.click(KeyBar, "u Undo")
        assert len(desk.refs()) == 3


async def test_a_double_click_edits(at: Opener, begun: Workspace) -> None:
    begun.edits.indent(list(begun.draft.spots)[1])
    async with at(begun) as desk:
        await desk.press("2")
        row = next(y for y, line in enumerate(desk.lines(desk.outline.paragraphs)) if "Mine own." in line)
        await desk.pilot.click("#paragraphs", offset=(12, row), times=2)
        await desk.pilot.pause()
        assert "Wording of OP2" in desk.text


async def test_a_paragraph_deeper_than_there_are_degrees_is_refused(at: Opener, workspace: Workspace) -> None:
    container = "prevention"
    for degree in range(5):
        workspace.edits.add(f"Degree {degree}.", Place(container))
        container = workspace.history.newest or ""
    async with at(workspace) as desk:
        await desk.to_paragraph("OP1 (a) (i) a. i.")
        await desk.press("b", "x", "ctrl+s")
        assert "no deeper" in desk.warnings[-1]


async def test_a_merge_says_which_agreement_it_ends(at: Opener, begun: Workspace) -> None:
    ids = list(begun.draft.spots)
    begun.edits.set_status([ids[1]], Status.AD_REF)
    async with at(begun) as desk:
        await desk.to_paragraph("OP1")
        await desk.press("space", "space", "m", "ctrl+s")
        assert desk.said.startswith("Done: merge OP1, OP2 (no longer agreed ad referendum) · now OP1")
        await desk.press("u")
    begun.edits.set_status([ids[0]], Status.AD_REF)
    assert begun.edits.merge(ids[:2]) == "merge OP1, OP2"


async def test_the_part_is_named_where_something_comes_to_another(at: Opener, begun: Workspace) -> None:
    async with at(begun) as desk:
        await desk.to_paragraph("OP1")
        await desk.press("comma")
        assert desk.said.endswith("now OP1 in “Overall commitments”")
        await desk.press("full_stop", "full_stop")
        assert desk.said == "Done: move OP1 down · now OP2"


async def test_where_no_heading_is_printed_the_window_for_it_says_so(at: Opener, begun: Workspace) -> None:
    async with at(begun) as desk:
        await desk.to_paragraph("prevention")
        await desk.press("h", "ctrl+a")
        await desk.type("Crime")
        assert not desk.app.screen.query(".dialog-hint")
        await desk.press("enter")
        assert begun.draft.part_by_id["prevention"].title == "Crime", "ctrl+a selects all, as in the longer texts"
        await desk.to_paragraph("preamble")
        await desk.press("h")
        assert "prints no heading" in desk.shown(".dialog-hint")


async def test_the_sources_beside_a_wording_are_scrolled_by_key(at: Opener, tmp_path: Path) -> None:
    workspace = Workspace.new(tmp_path / "draft.yaml", corpus({"SO 9": "Build institutions. " * 200}))
    workspace.edits.take_up(["SO 9"])
    async with at(workspace, size=(80, 24)) as desk:
        await desk.to_paragraph("OP1")
        await desk.press("e", "ctrl+down")
        beside = desk.app.screen.query_one("#beside")
        await desk.until(lambda: beside.scroll_offset.y > 0)
        await desk.press("ctrl+up")
        await desk.until(lambda: beside.scroll_offset.y == 0)
        assert desk.app.screen.query_one("#text").region.width > 60, "text and sources have the whole width"


async def test_a_status_is_given_to_all_that_is_marked(at: Opener, begun: Workspace) -> None:
    async with at(begun) as desk:
        await desk.to_paragraph("OP1")
        await desk.press("space", "space", "s")
        assert desk.title == "Status of OP1, OP2"
        await desk.press("down", "enter")
        assert desk.said == "Done: mark OP1, OP2 as bracketed"
        statuses = [str(spot.paragraph.status) for spot in begun.draft.spots.values()]
        assert statuses == ["bracketed", "bracketed", "open"]
        assert not desk.outline.paragraphs.marked


async def test_the_outline_says_how_many_are_marked(at: Opener, begun: Workspace) -> None:
    async with at(begun, size=(80, 24)) as desk:
        await desk.to_paragraph("OP2")
        await desk.press("space", "space")
        assert "2 marked" in desk.shown("#length")
        await desk.press("escape")
        assert "marked" not in desk.shown("#length")


async def test_that_a_target_was_set_is_said(at: Opener, begun: Workspace) -> None:
    async with at(begun) as desk:
        await desk.press("2", "home", "l", *"900", "ctrl+s")
        assert desk.said == "Done: target lengths, kept on this machine and not in the draft"


async def test_a_source_s_own_brackets_can_be_agreed_and_are_spoken_of(at: Opener, begun: Workspace) -> None:
    async with at(begun) as desk:
        await desk.to_paragraph("OP1")
        await desk.press("s")
        assert "agreed ad referendum agreed, subject to approval by the governments" in desk.shown("#choices")
        await desk.press("home", "down", "down", "enter")
        assert desk.warnings == ["OP1: there are square brackets in it, and what stands in them is not agreed."]


async def test_an_agreed_text_that_is_reworded_is_reopened_and_says_so(at: Opener, begun: Workspace) -> None:
    id = list(begun.draft.spots)[1]
    begun.edits.set_status([id], Status.AD_REF)
    async with at(begun) as desk:
        await desk.to_paragraph("OP2")
        await desk.press("e")
        await desk.type(" And witnesses.")
        await desk.press("ctrl+s")
        assert desk.said == "Done: reword OP2 (reopened: it was agreed ad referendum)"
        assert begun.draft.spots[id].paragraph.status is Status.REOPENED
        await desk.press("u", "d")
        assert desk.said.startswith("Done: remove OP2 (agreed ad referendum)")


async def test_where_numbers_are_frozen_it_is_said_what_a_paragraph_stands_after(at: Opener, begun: Workspace) -> None:
    begun.edits.freeze_numbers()
    async with at(begun) as desk:
        await desk.to_paragraph("OP1")
        await desk.press("full_stop")
        assert desk.said == "Done: move OP1 down · now OP1 after OP2"
        await desk.press("comma")
        assert desk.said == "Done: move OP1 up · now OP1"


async def test_which_half_cites_what_is_said(at: Opener, begun: Workspace) -> None:
    first, second, *_ = begun.draft.spots
    begun.edits.merge([first, second])
    begun.edits.reword(first, "Protect all victims of crimes. Share data.")
    begun.edits.cite(first, "NO 2(a)")
    async with at(begun) as desk:
        await desk.to_paragraph("OP1")
        await desk.press("e", *["left"] * len("Share data."), "ctrl+b")
        if desk.title == "Words that are not in your text":
            await desk.press("enter")
        assert desk.warnings[-1] == "OP1 cites NO 1(b), SO 7(b); OP2 cites NO 2(a). c changes that."


async def test_only_the_paragraphs_of_a_status_are_shown(at: Opener, begun: Workspace) -> None:
    first, second = list(begun.draft.spots)[:2]
    begun.edits.set_status([second], Status.AD_REF)
    begun.edits.reword(first, "We [shall - EU / may - US] act.")
    async with at(begun) as desk:
        await desk.press("2", "o")
        assert "All" in desk.text
        await desk.press("down", "down", "down", "enter")
        assert [id for id in desk.app.screen.query_one("#paragraphs", Rows).rows.ids() if id in begun.draft.spots] == [
            second
        ]
        assert "Only agreed ad referendum; esc shows all" in desk.text
        await desk.press("o", "home", "down", "enter")
        assert [id for id in desk.app.screen.query_one("#paragraphs", Rows).rows.ids() if id in begun.draft.spots] == [
            first
        ]
        await desk.press("escape")
        assert set(begun.draft.spots) <= set(desk.app.screen.query_one("#paragraphs", Rows).rows.ids())


async def test_a_typed_bracket_without_a_partner_stays_and_is_said(at: Opener, begun: Workspace) -> None:
    async with at(begun) as desk:
        await desk.to_paragraph("OP2")
        await desk.press("e")
        await desk.type(" And [more")
        await desk.press("ctrl+s")
        assert desk.refs()["OP2"].endswith(" And [more")
        assert "OP2: a square bracket has no partner" in desk.warnings[-1]
