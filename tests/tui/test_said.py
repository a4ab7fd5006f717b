"""What dialogs, steps and remarks say, and what dialogs accept."""

from __future__ import annotations

import re

import pytest
from textual.widgets import Input, Static

from drafter.draft.draft import Status
from drafter.draft.tree import Place
from drafter.tui import conversation
from drafter.tui.widgets.bars import KeyBar
from drafter.workspace import Workspace
from tests.builders import TEXTS
from tests.tui.conftest import Desk, Opener


def refusal(desk: Desk) -> str:
    return str(desk.app.screen.query_one(".dialog-refusal", Static).content)


# Lengths


@pytest.mark.parametrize(("typed", "shown"), [("2 pages", "9 of 900 words"), ("1,200 words", "9 of 1,200 words")])
async def test_a_length_is_understood_in_words_and_pages(at: Opener, begun: Workspace, typed: str, shown: str) -> None:
    async with at(begun) as desk:
        await desk.to_paragraph("prevention")
        await desk.press("l")
        assert "undo doesn't change it" in desk.shown(".dialog-hint")
        await desk.type(typed)
        await desk.press("ctrl+s")
        assert shown in desk.shown("#length")
        assert not begun.history.steps.future + begun.history.steps.past[4:]


async def test_what_is_no_length_is_refused_and_stays_as_it_was_typed(at: Opener, begun: Workspace) -> None:
    async with at(begun, size=(80, 24)) as desk:
        await desk.to_paragraph("prevention")
        await desk.press("l")
        await desk.type("two pages")
        await desk.press("ctrl+s")
        assert refusal(desk).startswith("“two pages”: write a number of words")
        assert "OK (ctrl+s)" in desk.text
        assert desk.app.screen.query_one("#target-0", Input).value == "two pages"
        await desk.press("escape")
        assert desk.title == "Something was filled in"
        await desk.press("escape")
        assert desk.app.screen.query_one("#target-0", Input).value == "two pages"
        await desk.press("escape", "end", "enter")
        assert "no target: l sets one" in desk.shown("#length")


# What a form needs


async def test_pending_needs_a_name(at: Opener, begun: Workspace) -> None:
    async with at(begun) as desk:
        await desk.to_paragraph("OP1")
        await desk.press("s", *["down"] * 4, "enter")
        await desk.press("enter")
        assert refusal(desk).startswith("Name the delegation or group whose word is awaited")
        await desk.press("escape")
        assert begun.draft.spots[desk.outline.cursor or ""].paragraph.status is Status.OPEN


@pytest.mark.parametrize(
    ("ref", "keys", "button"),
    [
        ("OP1", ["s"], "Choose (enter)"),
        ("prevention", ["h"], "OK (enter)"),
        ("prevention", ["f"], "OK (ctrl+s)"),
        ("OP1", ["e"], "Save (ctrl+s)"),
        ("OP1", ["x"], "Export (ctrl+s)"),
    ],
)
async def test_a_button_names_the_key_that_is_meant(
    at: Opener, begun: Workspace, ref: str, keys: list[str], button: str
) -> None:
    async with at(begun) as desk:
        await desk.to_paragraph(ref)
        await desk.press(*keys)
        assert button in desk.text


async def test_behind_a_dialog_the_keys_at_the_bottom_are_not_shown(at: Opener, begun: Workspace) -> None:
    async with at(begun) as desk:
        await desk.to_paragraph("OP1")
        assert "q Quit" in desk.text
        await desk.press("s")
        await desk.until(lambda: "q Quit" not in desk.text)
        await desk.press("escape")
        await desk.until(lambda: "q Quit" in desk.text)
        await desk.click(KeyBar, "s Status")
        assert desk.title == "Status of OP1"


# The editor


async def test_ctrl_a_selects_all(at: Opener, begun: Workspace) -> None:
    async with at(begun) as desk:
        await desk.to_paragraph("OP3")
        await desk.press("e", "ctrl+a", *"New.")
        assert "ctrl+a: select all" in desk.shown(".dialog-hint")
        await desk.press("ctrl+s")
        assert desk.refs()["OP3"] == "New."


async def test_the_editor_says_where_little_of_a_source_is_left(at: Opener, begun: Workspace) -> None:
    begun.edits.add("Lead:", Place("prevention"))
    begun.edits.cite(list(begun.draft.spots)[2], "NO 1(b)")
    hint = "Kept of the sources’ words: NO 1(b) only 0% Saving asks where a clause is gone."
    async with at(begun, size=(140, 40)) as desk:
        await desk.to_paragraph("OP3")
        await desk.press("e")
        assert hint in desk.shown("#effect")
        await desk.type(" Protect all victims.")
        await desk.until(lambda: "words: NO 1(b) 67%" in desk.shown("#effect"))
        await desk.press("escape", "down", "down", "enter")
        begun.edits.mark_partly(begun.draft.cited_in["NO 1(b)"][1], "NO 1(b)", True, "most of it")
        await desk.press("e")
        assert "words: NO 1(b) 0%" in desk.shown("#effect")


# Steps


async def test_steps_are_told_apart_and_redoable_ones_are_seen(at: Opener, workspace: Workspace) -> None:
    for number in range(30):
        workspace.edits.add(f"We decide on matter {number} and on all that follows from it.", Place("prevention"))
    workspace.history.go_to(15)
    async with at(workspace) as desk:
        await desk.press("z")
        await desk.until(lambda: "→  15" in desk.text)
        assert "add a paragraph: “We decide on matter 14 and on all that…”" in desk.text
        await desk.until(lambda: "matter 19" in desk.text)
        assert "matter 11" in desk.text
        await desk.press("enter")
        assert len(workspace.history.steps.past) == 15


@pytest.mark.parametrize(
    ("ref", "keys", "step"),
    [
        ("OP1", ["y"], "make OP1 preambular"),
        ("PP1", ["y"], "make PP1 operative"),
        ("OP2", ["greater_than_sign"], "make OP2 a sub-paragraph of OP1"),
        ("OP1 (a)", ["less_than_sign"], "move OP1 (a) out of OP1"),
        ("OP3", ["e", "left", "left", "left", "left", "ctrl+b"], "break OP3 in two"),
        ("OP3", ["n", "x", "ctrl+s"], "write a note on OP3"),
    ],
)
async def test_steps_say_what_was_done(at: Opener, begun: Workspace, ref: str, keys: list[str], step: str) -> None:
    ids = list(begun.draft.spots)
    if ref == "PP1":
        begun.edits.retype(ids[:1])
    if ref == "OP1 (a)":
        begun.edits.indent(ids[1])
    async with at(begun) as desk:
        await desk.to_paragraph(ref)
        await desk.press(*keys)
        assert desk.said.startswith(f"Done: {step}")
        await desk.press("u")
        assert desk.said == f"Undone: {step}"


async def test_a_note_that_is_emptied_is_said_to_be_taken_away(at: Opener, begun: Workspace) -> None:
    begun.edits.annotate(list(begun.draft.spots)[2], "Ask.")
    async with at(begun) as desk:
        await desk.to_paragraph("OP3")
        await desk.press("n", "ctrl+a", "delete", "ctrl+s")
        assert desk.said == "Done: take the note on OP3 away"


# Merging


async def test_what_both_changed_is_named_first_and_in_words_for_people(at: Opener, begun: Workspace) -> None:
    ids = list(begun.draft.spots)
    async with at(begun, size=(80, 24)) as desk:
        other = Workspace.open(begun.file.path, begun.corpus)
        other.edits.reword(ids[1], "We protect their victims.")
        other.edits.set_status([ids[2]], Status.AD_REF)
        other.file.save()
        begun.edits.reword(ids[1], "We protect our victims.")
        begun.edits.set_status([ids[2]], Status.PENDING, "US")
        await desk.press("ctrl+s")
        assert desk.warnings == []
        await desk.press("enter")
        assert "OP2, OP3: changed by both; both wordings stand there." in desk.text
        both = "[Protect / We protect their - the file / We protect our - this screen] victims."
        assert desk.refs()["OP2"] == both
        await desk.reviewed()
        assert not any("acronym" in one.rule for one in desk.main.review.remarks(ids[1]))


async def test_a_warning_that_is_no_longer_true_goes(at: Opener, begun: Workspace) -> None:
    ids = list(begun.draft.spots)
    async with at(begun) as desk:
        kept = begun.file.path.read_bytes()
        begun.file.path.write_text("drafter: 1\nparts: [", encoding="utf-8")
        begun.edits.reword(ids[1], "We protect our victims.")
        await desk.press("ctrl+s", "enter")  # what is there can't be merged
        assert len(desk.warnings) == 1
        begun.file.path.write_bytes(kept + b"# theirs\n")
        await desk.press("ctrl+s", "enter")
        assert desk.said.startswith("Merged with what the file holds now")
        assert desk.warnings == []


# Wordings and remarks


async def test_a_preambular_paragraph_is_offered_no_wording_that_opens_otherwise(at: Opener, begun: Workspace) -> None:
    begun.edits.add("The experts build on in more concrete terms what was done.", Place("preamble"))
    async with at(begun) as desk:
        await desk.reviewed()
        await desk.to_paragraph("PP1")
        adapted = desk.main.review.adapted(desk.outline.cursor or "")
        await desk.press("w")
        assert adapted
        assert desk.title == ""
        assert "opens with a participle" in desk.warnings[-1]


async def test_a_preambular_paragraph_that_can_open_with_a_participle_is_offered_one(
    at: Opener, begun: Workspace
) -> None:
    begun.edits.add("Recall the rules.", Place("preamble"))
    async with at(begun) as desk:
        await desk.reviewed()
        await desk.to_paragraph("PP1")
        await desk.press("w", "enter")
        assert desk.refs()["PP1"] == "Recalling the rules,"


async def test_a_remark_says_what_is_wrong_and_no_rule_s_id(at: Opener, begun: Workspace) -> None:
    async with at(begun, size=(200, 50)) as desk:
        await desk.reviewed()
        await desk.to_paragraph("OP1")
        shown = desk.shown("#paragraph")
        assert "! “Protect” → “We will protect”: An operative paragraph opens with “We” and a verb" in shown
        assert "opening-op" not in desk.text
        await desk.to_paragraph("OP2")
        await desk.press("r", "end", "enter", "end", "enter")
        assert desk.title == "Silence a check in OP2"
        await desk.press("enter")
        assert "needs a reason" in refusal(desk)
        assert TEXTS["SO 7(b)"] == desk.refs()["OP2"]


# The keys


async def test_the_keys_say_how_much_and_whose(at: Opener, workspace: Workspace) -> None:
    async with at(workspace, size=(200, 45)) as desk:
        await desk.press("home")
        assert "T Take up all 6" in desk.keys
        await desk.press("right")
        assert "← Themes" in desk.keys
        assert "Take up all" not in desk.keys
        await desk.press("3", "right")
        assert "o Only holes of SO" in desk.keys
        await desk.press("o")
        assert "esc All themes" in desk.keys
        assert "o Only holes" not in desk.keys
        await desk.press("end", "right", "right")
        assert "o Only holes  " in desk.keys
        await desk.press("escape")
        assert "esc All themes" not in desk.keys


async def test_the_help_says_how_many_keys_find_no_place(at: Opener, begun: Workspace) -> None:
    async with at(begun, size=(80, 24)) as desk:
        await desk.to_paragraph("OP1")
        few = desk.keys
        await desk.pilot.resize_terminal(300, 45)
        await desk.until(lambda: "? Help  " in desk.keys)
        left = len(re.split("  |\n", desk.keys)) - len(re.split("  |\n", few))
        assert f"? Help: {left} more keys" in few


async def test_a_tour_begins_without_what_was_said_before(at: Opener, workspace: Workspace) -> None:
    async with at(workspace) as desk:
        await desk.press("g")
        assert desk.warnings
        await desk.main.action_run("everywhere.tour")
        await desk.pilot.pause()
        assert desk.warnings == []


async def test_a_notice_stays_with_its_pane_unless_it_is_about_the_file(at: Opener, begun: Workspace) -> None:
    async with at(begun) as desk:
        desk.app.notify("About the file.", timeout=15, markup=False)
        await desk.press("3", "b")
        assert len(desk.warnings) == 2
        await desk.press("4")
        assert desk.warnings == ["About the file."]
        await desk.until(lambda: "Behind this figure" not in desk.text)


async def test_steps_are_offered_once_there_is_one(at: Opener, workspace: Workspace) -> None:
    async with at(workspace) as desk:
        await desk.to_theme("1")
        assert "z Steps" not in desk.keys
        await desk.press("enter")
        assert "z Steps" in desk.keys


async def test_what_finds_no_place_in_the_line_is_left_out_part_by_part(at: Opener, begun: Workspace) -> None:
    async with at(begun, size=(60, 24)) as desk:
        desk.main.conversation.say(
            "Done: take up NO 1(a) · now OP4 in “Advancing crime…” · covered 3 → 4 · set aside 1 → 0"
        )
        await desk.pilot.pause()
        assert desk.shown("Says") == "Done: take up NO 1(a) · now OP4 in “Advancing crime…”"
        assert desk.said.endswith("set aside 1 → 0"), "the whole is kept"
        desk.main.conversation.say(
            "Done: merge NO 1(a), SO 7(a) and all the others of it into one paragraph · now OP4 · covered 3 → 4"
        )
        await desk.pilot.pause()
        assert desk.shown("Says") == "Done: merge NO 1(a), SO 7(a) and all the others… · now OP4"


async def test_a_text_that_does_not_fit_is_shown_from_its_beginning(at: Opener, begun: Workspace) -> None:
    id = next(one for one, ref in begun.refs.items() if ref == "OP3")
    begun.edits.reword(id, "First words. " + "And more of them. " * 30)
    async with at(begun, size=(80, 24)) as desk:
        await desk.to_paragraph("OP3")
        await desk.press("e")
        assert "First words." in desk.shown("#text")
        await desk.press("N", "o", "escape", "down", "enter")
        assert desk.refs()["OP3"].startswith("NoFirst words.")


async def test_a_notice_goes_when_somebody_works_on(
    at: Opener, begun: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at(begun) as desk:
        await desk.press("g", "2", "home", "g")
        assert len(desk.app._notifications) == 1
        await desk.press("down")
        assert len(desk.app._notifications) == 1, "it was not read yet"
        monkeypatch.setattr(conversation, "READ", 0.0)
        await desk.press("down")
        assert not desk.app._notifications
