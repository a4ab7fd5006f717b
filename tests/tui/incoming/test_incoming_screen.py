"""What came with a Word file: what is shown of it, every decision by its keys, and what is done in the end."""

from __future__ import annotations

from dataclasses import replace

import pytest
from textual import events
from textual.content import Content

from drafter.draft.tree import Place
from drafter.errors import CannotWrite, EditRefused
from drafter.intake.room_edits.room_edit import Decision, RoomEdit, RoomEditKind
from drafter.tui.dialogs.incoming import TakenHomeDialog
from drafter.tui.incoming import edit_display
from drafter.tui.incoming.incoming_screen import IncomingScreen
from drafter.tui.session import Session
from drafter.tui.widgets.bars import KeyBar
from drafter.workspace import file_authors
from tests.builders import HOSTILE
from tests.tui.conftest import Desk, Opener
from tests.tui.incoming.conftest import (
    COMMENT,
    JANE,
    MINE,
    NEW,
    SOURCE,
    STATUS,
    TEXT,
    WORDS,
    Came,
    edit,
    go_through,
    incoming,
)  # fmt: skip
from tests.tui.test_sizes_and_texts import out_of_line

TAKEN, BRACKETED, LEFT = Decision


def made(desk: Desk) -> dict[str, Decision]:
    return dict(incoming(desk).decisions.made)


def here(desk: Desk) -> str | None:
    return incoming(desk).edits.cursor


def detail(desk: Desk) -> str:
    return desk.shown("#incoming-edit")


def keys(desk: Desk) -> str:
    return incoming(desk).query_one(KeyBar).render().plain


async def go(desk: Desk, id: str) -> None:
    assert incoming(desk).edits.go(id)
    await desk.pilot.pause()


async def name_party(desk: Desk, name: str) -> None:
    await desk.type(name)
    await desk.press("enter")


# What is shown


async def test_remarks_stand_above_the_edits_and_what_nobody_could_match_below(at: Opener, came: Came) -> None:
    async with at(came.workspace) as desk:
        screen = await go_through(desk)
        shown = [" | ".join(row.plain.split("\n")) for row in screen.edits.rows]
        assert [" ".join(row.split()) for row in shown] == [
            "! It went out before Rev.2 was kept.",
            "[ ] OP1 We will ensure promote justice for a… | changed here too · EU · reworded · 3…",
            "[ ] OP1 …ensure justice for all victims. | Jane Doe · reworded · 3 Mar 2026",
            "[ ] after OP1 We also decide. | EU · new paragraph · 3 Mar 2026",
            "[ ] OP2 “Is this costed?” | EU · comment · 3 Mar 2026",
            "[ ] OP2 NO 1(a) 1(b) | EU · citation · 3 Mar 2026",
            "[ ] OP2 none → [Agreed] | not tracked · status",
            "Nobody can say what this is; it stays in the file · 1",
            "in a table Room 7, 3 p.m. | The table is none of drafter's.",
        ]
        assert "6 of 6 undecided" in desk.text
        assert "room.docx, against Rev.1" in desk.text


async def test_one_is_shown_with_what_stands_in_the_draft_today(at: Opener, came: Came) -> None:
    async with at(came.workspace) as desk:
        await go_through(desk)
        assert here(desk) == TEXT
        shown = detail(desk)
        assert "OP1 EU · reworded · 3 Mar 2026 undecided" in shown
        assert "Changed here too since the file went out" in shown
        assert "It is agreed ad referendum: to take or bracket this reopens it." in shown
        assert "We will ensure promote justice" in shown
        assert "We will ensure guarantee justice" in shown
        assert "Also in OP1" in shown
        await go(desk, SOURCE)
        assert "no decision for several reaches it" in detail(desk)
        assert "The paragraph, in the draft today We note the report." in detail(desk)
        await desk.press("end")
        assert "The table is none of drafter's. Room 7, 3 p.m." in detail(desk)
        await desk.press("home")
        assert "To be known before It went out before Rev.2" in detail(desk)


@pytest.mark.parametrize(
    ("home", "said"),
    [("", "no longer in the draft"), (WORDS.replace("ensure", "promote"), "The draft has it already.")],
)
async def test_what_the_draft_has_is_said(at: Opener, came: Came, home: str, said: str) -> None:
    came.edits = replace(came.edits, edits=(replace(came.edits.edits[0], home=home),))
    async with at(came.workspace) as desk:
        await go_through(desk)
        assert said in detail(desk)


def test_the_words_are_struck_and_underlined() -> None:
    words = edit_display.changed_words(edit("e", RoomEditKind.TEXT, "p", "OP1", "We ensure it.", "We promote it."))
    marked = {words.plain[span.start : span.end]: str(span.style) for span in words.spans if span.style}
    assert (words.plain, "strike" in marked["ensure"], "underline" in marked["promote"]) == (
        "We ensure promote it.", True, True,
    )  # fmt: skip


async def test_enter_shows_the_whole_and_decides_nothing(at: Opener, came: Came) -> None:
    came.edits = replace(came.edits, edits=(replace(came.edits.edits[2], now="We decide. " * 400), *came.edits.edits))
    async with at(came.workspace, size=(80, 24)) as desk:
        screen = await go_through(desk)
        await desk.press("enter")
        assert not screen.edits.display
        await desk.press("down", "pagedown")
        assert screen.query_one("#incoming-edit").scroll_offset.y > 1
        await desk.press("l")
        assert (made(desk), here(desk)) == ({NEW: LEFT}, TEXT)
        await desk.press("escape")
        assert screen.edits.display
        await desk.press("down")
        assert here(desk) == MINE


async def test_of_a_thousand_edits_only_those_on_the_screen_are_made(
    at: Opener, came: Came, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared: list[str] = []
    excerpt = edit_display.excerpt

    def noted(edit: RoomEdit) -> Content:
        compared.append(edit.id)
        return excerpt(edit)

    monkeypatch.setattr(edit_display, "excerpt", noted)
    long = WORDS * 20
    many = [edit(str(n), RoomEditKind.TEXT, f"p{n}", f"OP{n}", long, f"{long} {n}") for n in range(1000)]
    came.edits = replace(came.edits, edits=tuple(many))
    async with at(came.workspace) as desk:
        await go_through(desk)
        await desk.press(*"tltlt", "e", "t")
        assert made(desk)["999"] is TAKEN
        assert len(compared) < 60


@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
async def test_it_fits(at: Opener, came: Came, size: tuple[int, int]) -> None:
    wild = replace(
        came.edits.edits[0], was=HOSTILE, now=f"{HOSTILE} 保护受害人 👮🏽‍♀️ [/]", author="[b]X[/] 保护", home=HOSTILE
    )
    remark = "[bold]A remark[/] that is rather long, " * 8
    came.edits = replace(came.edits, edits=(wild, *came.edits.edits[1:]), remarks=(remark,), base="[Rev.1]")
    async with at(came.workspace, size=size) as desk:
        await go_through(desk)
        for words in ("t Take", "b Bracket…", "l Leave", "n Next", "enter Whole", "e Everything…", "ctrl+s Do it"):
            assert words in keys(desk)
        assert "more key" not in keys(desk)
        assert "[b]X[/] 保护" in desk.text
        assert "[bold]b[/]" in desk.text
        for key in ("down", "enter", "escape", "end"):
            await desk.until(lambda: out_of_line(desk) == [])
            await desk.press(key)


# What is decided


@pytest.mark.parametrize(("key", "decision"), [("t", TAKEN), ("b", BRACKETED), ("l", LEFT)])
async def test_a_key_decides_and_goes_on_to_the_next(at: Opener, came: Came, key: str, decision: Decision) -> None:
    async with at(came.workspace) as desk:
        await go_through(desk)
        await desk.press(key)
        assert made(desk) == {TEXT: decision}
        assert here(desk) == MINE
        assert "5 of 6 undecided" in desk.text
        await go(desk, TEXT)
        assert f"[{key}]" in desk.text
        assert not came.taken


async def test_keys_that_come_all_at_once_decide_one_by_one(at: Opener, came: Came) -> None:
    async with at(came.workspace) as desk:
        await go_through(desk)
        for key in "blbt":
            desk.app.post_message(events.Key(key, key))
        await desk.until(lambda: len(made(desk)) == 4)
        assert made(desk) == {TEXT: BRACKETED, MINE: LEFT, NEW: BRACKETED, COMMENT: TAKEN}


async def test_only_an_edit_can_be_decided_on_and_only_words_bracketed(at: Opener, came: Came) -> None:
    async with at(came.workspace) as desk:
        await go_through(desk)
        await desk.press("home", "t", "b", "a", "p", "w")
        assert desk.warnings == ["Put the cursor on an edit first."] * 5
        assert "t Take" not in keys(desk)
        await go(desk, COMMENT)
        assert "b Bracket" not in keys(desk)
        await desk.press("b")
        assert desk.warnings[-1] == "This can't stand in brackets: take it or leave it."
        assert made(desk) == {}


async def test_who_an_author_is_is_asked_once_and_only_to_bracket(at: Opener, came: Came) -> None:
    hers = replace(came.edits.edits[1], id="more")
    his = replace(hers, id="other", author="John Smith")
    came.edits = replace(came.edits, edits=(*came.edits.edits, hers, his))
    async with at(came.workspace) as desk:
        await go_through(desk)
        await go(desk, MINE)
        await desk.press("b")
        assert desk.title == f"Which party is “{JANE}”?"
        await desk.press("escape")
        assert made(desk) == {}
        await desk.press("b")
        await name_party(desk, "US")
        assert made(desk) == {MINE: BRACKETED}
        assert "Jane Doe (US)" in desk.text
        await go(desk, "more")
        assert "b Bracket for US" in keys(desk)
        await desk.press("b")
        assert made(desk) == {MINE: BRACKETED, "more": BRACKETED}
        await go(desk, "other")
        await desk.press("b", "enter")  # whom Jane Doe speaks for says nothing of him
        assert desk.title == "Which party is “John Smith”?"
        assert "Choose a party" in desk.text
        await desk.press("escape")
        assert made(desk) == {MINE: BRACKETED, "more": BRACKETED}
        await desk.press("ctrl+s", "down", "enter")
        await desk.until(lambda: came.taken)
        assert came.taken[0][1] == {JANE: "US"}


async def test_who_an_author_is_is_known_the_next_time(at: Opener, came: Came) -> None:
    for known in (False, True):
        async with at(came.workspace, session=Session.load()) as desk:
            await desk.press("escape")
            await go_through(desk)
            await go(desk, MINE)
            await desk.press("b")
            if not known:
                await name_party(desk, "US")
            assert made(desk) == {MINE: BRACKETED}
            assert incoming(desk).party_of(JANE) == "US"
            assert incoming(desk).party_of("") == ""


async def test_the_number_of_today_is_shown_where_it_is_another(at: Opener, came: Came) -> None:
    came.workspace.edits.add("We begin.", Place("prevention", 0))
    async with at(came.workspace) as desk:
        await go_through(desk)
        assert detail(desk).strip().startswith("OP1 (now OP2)")
        await go(desk, NEW)
        assert "(now" not in detail(desk)


@pytest.mark.parametrize(
    ("author", "first"),
    [("Jane Doe (US)", "US"), ("Delegation of Japan", "JP"), ("EU-Commission", "EU"), ("In no way", "")],
)
async def test_a_name_that_speaks_of_a_party_proposes_it(at: Opener, came: Came, author: str, first: str) -> None:
    came.edits = replace(came.edits, edits=(replace(came.edits.edits[0], author=author),))
    async with at(came.workspace) as desk:
        await go_through(desk)
        await desk.press("w", "enter")
        assert incoming(desk).party_of(author) == first


async def test_who_made_what_is_not_tracked_can_be_said(at: Opener, came: Came) -> None:
    untracked = replace(came.edits.edits[2], author="", tracked=False)
    came.edits = replace(came.edits, edits=(untracked,))
    async with at(came.workspace) as desk:
        await go_through(desk)
        await desk.press("w")
        assert desk.title == "Who made the changes that are not tracked?"
        await name_party(desk, "Japan")
        assert "not tracked (JP)" in detail(desk)
        assert "w Who" not in keys(desk)
        await desk.press("t", "escape", "end", "enter")
        assert desk.app.screen is desk.main
    async with at(came.workspace) as desk:
        await go_through(desk)
        assert made(desk) == {}
        assert "not tracked (JP)" in detail(desk)
        await desk.press("t", "ctrl+s")
        await desk.until(lambda: isinstance(desk.app.screen, TakenHomeDialog))
    assert file_authors.known_authors(came.workspace.file.path, came.path)[""] == "JP"


ALL = {TEXT: TAKEN, MINE: TAKEN, NEW: TAKEN, COMMENT: TAKEN, STATUS: TAKEN}


@pytest.mark.parametrize(
    ("key", "title", "taken"),
    [
        ("a", "All of EU", {TEXT: TAKEN, NEW: TAKEN, COMMENT: TAKEN}),
        ("p", "All of OP1", {TEXT: TAKEN, MINE: TAKEN}),
        ("e", "All that came with room.docx", ALL),
    ],
)
async def test_one_decision_for_many_is_asked_and_reaches_no_citation(
    at: Opener, came: Came, key: str, title: str, taken: dict[str, Decision]
) -> None:
    async with at(came.workspace) as desk:
        await go_through(desk)
        await desk.press(key)
        assert desk.title == title
        await desk.press("enter")
        assert made(desk) == {}
        await desk.press(key, "t")
        assert made(desk) == taken
        await desk.press("u")
        assert made(desk) == {}
        await desk.press("U")
        assert made(desk) == taken


async def test_what_the_draft_has_needs_no_decision(at: Opener, came: Came) -> None:
    first, *others = came.edits.edits
    came.edits = replace(came.edits, edits=(replace(first, home=first.now), *others))
    async with at(came.workspace) as desk:
        await go_through(desk)
        assert here(desk) == MINE
        assert "5 of 6 undecided" in desk.text
        assert "[=] OP1" in desk.text
        await desk.press("e", "t")
        assert made(desk) == {id: TAKEN for id in ALL if id != TEXT}
        await go(desk, TEXT)
        await desk.press("l")
        assert made(desk)[TEXT] is LEFT


async def test_what_is_proposed_already_needs_no_decision_either(at: Opener, came: Came) -> None:
    came.asked = frozenset([TEXT])
    async with at(came.workspace) as desk:
        await go_through(desk)
        assert here(desk) == MINE
        assert "[=] OP1" in desk.text
        assert "proposed before · EU · reworded" in desk.text
        await go(desk, TEXT)
        assert "It was proposed before." in detail(desk)
        await desk.press("t")
        assert made(desk) == {TEXT: TAKEN}


async def test_a_file_that_brings_nothing_says_so(at: Opener, came: Came) -> None:
    came.edits = replace(came.edits, edits=(), unmatched=(), remarks=())
    async with at(came.workspace) as desk:
        await go_through(desk)
        assert "The draft has all of it: nobody edited the file." in detail(desk)
        await desk.press("n", "t", "e", "ctrl+s", "enter")
        assert desk.warnings[0] == "The draft has all of it."
        await desk.press("escape", "escape")
        assert desk.app.screen is desk.main


async def test_a_decision_for_many_leaves_those_that_are_decided(at: Opener, came: Came) -> None:
    async with at(came.workspace) as desk:
        await go_through(desk)
        await desk.press("l", "e")
        assert "6 edits, 5 undecided. 1 citation: decided on one by one." in " ".join(desk.text.split())
        await desk.press("t")
        assert made(desk) == {**ALL, TEXT: LEFT}
        assert here(desk) == SOURCE
        await desk.press("e", "t")
        assert made(desk) == ALL


async def test_all_that_can_be_is_bracketed_once_its_authors_are_known(at: Opener, came: Came) -> None:
    async with at(came.workspace) as desk:
        await go_through(desk)
        await desk.press("e", "b")
        await name_party(desk, "US")
        assert made(desk) == {TEXT: BRACKETED, MINE: BRACKETED, NEW: BRACKETED}
        await desk.press("u", "u")
        await desk.press("e", "b", "escape")
        assert made(desk) == {}


async def test_next_goes_round_the_undecided(at: Opener, came: Came) -> None:
    async with at(came.workspace) as desk:
        await go_through(desk)
        await desk.press("t", "n", "n", "n", "n")
        assert here(desk) == STATUS
        await desk.press("n")
        assert here(desk) == MINE
        await desk.press("e", "t", "t", "n")
        assert desk.warnings[-1] == "All is decided: ctrl+s does it."
        assert "all is decided: ctrl+s does it" in desk.text


# What is done


async def test_it_is_one_step_and_the_line_says_what_was_done(at: Opener, came: Came) -> None:
    async with at(came.workspace) as desk:
        await go_through(desk)
        await desk.press("b", "l", "e", "t", "t")
        steps = len(came.workspace.history.steps.past)
        await desk.press("ctrl+s")
        await desk.until(lambda: isinstance(desk.app.screen, TakenHomeDialog))
        await desk.press("enter")
        assert desk.app.screen is desk.main
        assert came.taken == [({**ALL, TEXT: BRACKETED, MINE: LEFT, SOURCE: TAKEN}, {})]
        assert desk.said == "Took 4, bracketed 1 for EU, left 1: room.docx; OP1 reopened"
        assert len(came.workspace.history.steps.past) == steps + 1
        await desk.press("u")
        assert desk.said.startswith("Undone: ")


async def test_with_something_undecided_a_hurried_enter_does_nothing(at: Opener, came: Came) -> None:
    async with at(came.workspace) as desk:
        await go_through(desk)
        await desk.press("ctrl+s")
        assert desk.warnings[-1].startswith("Nothing is decided yet")
        await desk.press("t", "ctrl+s")
        assert desk.title == "5 edits are undecided"
        assert "can be taken later from room.docx" in " ".join(desk.text.split())
        await desk.press("enter")
        assert isinstance(desk.app.screen, IncomingScreen)
        assert not came.taken
        await desk.press("ctrl+s", "down", "enter")
        await desk.until(lambda: isinstance(desk.app.screen, TakenHomeDialog))
        await desk.press("enter")
        assert desk.app.screen is desk.main
        assert came.taken == [({TEXT: TAKEN}, {})]
        assert desk.said == "Took 1, 5 undecided: room.docx; OP1 reopened"


@pytest.mark.parametrize("keys", [("enter",), ("escape",), ("enter", "enter"), (*"Yes", "enter")])
async def test_whatever_is_pressed_at_the_end_changes_nothing(at: Opener, came: Came, keys: tuple[str, ...]) -> None:
    async with at(came.workspace) as desk:
        await go_through(desk)
        await desk.press("e", "t", "t", "ctrl+s")
        await desk.until(lambda: isinstance(desk.app.screen, TakenHomeDialog))
        assert "u in the draft takes all of it back." in desk.text
        then = came.workspace.draft
        await desk.press(*keys)
        assert came.workspace.draft is then


async def test_what_should_be_looked_at_stands_in_a_window(at: Opener, came: Came) -> None:
    came.remarks = ("OP1 was agreed; it came back changed.",)
    async with at(came.workspace) as desk:
        await go_through(desk)
        await desk.press("e", "t", "t", "ctrl+s")
        await desk.until(lambda: desk.title)
        assert desk.title == "Took 6: room.docx; OP1 reopened"
        assert came.remarks[0] in desk.shown("#about")
        await desk.press("enter")
        assert desk.app.screen is desk.main
        assert desk.said == "Took 6: room.docx; OP1 reopened"


async def test_where_it_can_not_be_done_nothing_is_lost(at: Opener, came: Came) -> None:
    came.fault = EditRefused("The disk is full.")
    async with at(came.workspace) as desk:
        await go_through(desk)
        await desk.press("e", "t", "t", "ctrl+s")
        await desk.until(lambda: came.taken and isinstance(desk.app.screen, IncomingScreen))
        assert desk.warnings[-1] == "The disk is full."
        assert made(desk) == {**ALL, SOURCE: TAKEN}


async def test_who_leaves_is_told_that_all_can_be_taken_later(at: Opener, came: Came) -> None:
    async with at(came.workspace) as desk:
        await go_through(desk)
        await desk.press("escape")
        assert desk.app.screen is desk.main
        assert desk.said == "Nothing was changed; room.docx can be taken home again"


@pytest.mark.parametrize(
    ("answer", "left", "done", "kept"), [(0, False, 0, 2), (1, True, 1, 1), (2, True, 0, 2), (3, True, 0, 0)]
)
async def test_who_leaves_with_decisions_is_asked(
    at: Opener, came: Came, answer: int, left: bool, done: int, kept: int
) -> None:
    async with at(came.workspace) as desk:
        await go_through(desk)
        await desk.press("t", "l", "escape")
        assert desk.title == "You decided on 2, and nothing is done yet"
        await desk.press(*["down"] * answer, "enter")
        if done:
            await desk.until(lambda: isinstance(desk.app.screen, TakenHomeDialog))
            await desk.press("enter")
        await desk.until(lambda: (desk.app.screen is desk.main) is left)
        assert len(came.taken) == done
        if left:
            await go_through(desk)
        assert len(made(desk)) == kept
        assert any("is here again" in warning for warning in desk.warnings) is (left and kept > 0)


async def test_what_was_decided_outlives_the_session_and_what_was_left_is_left(at: Opener, came: Came) -> None:
    async with at(came.workspace) as desk:
        await go_through(desk)
        await desk.press("t", "l")
        await go(desk, MINE)
        await desk.press("w")
        await name_party(desk, "US")
    async with at(came.workspace) as desk:
        await go_through(desk)
        assert made(desk) == {TEXT: TAKEN, MINE: LEFT}
        assert incoming(desk).party_of(JANE) == "US"
        assert here(desk) == NEW
        await desk.press("u")
        assert made(desk) == {TEXT: TAKEN, MINE: LEFT}
        await desk.press("ctrl+s", "down", "enter")
        await desk.until(lambda: isinstance(desk.app.screen, TakenHomeDialog))
        await desk.press("enter")
        await go_through(desk)
        assert made(desk) == {MINE: LEFT}
        await desk.press("escape")
        assert desk.app.screen is desk.main


async def test_decisions_on_another_file_are_others(at: Opener, came: Came) -> None:
    async with at(came.workspace) as desk:
        await go_through(desk)
        await desk.press("t")
    came.path.write_bytes(b"another round")
    async with at(came.workspace) as desk:
        await go_through(desk)
        assert made(desk) == {}


async def test_where_decisions_can_not_be_kept_it_is_said_once(
    at: Opener, came: Came, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise CannotWrite("The disk is full.")

    monkeypatch.setattr("drafter.storage.kept_decisions.keep", refuse)
    async with at(came.workspace) as desk:
        await go_through(desk)
        await desk.press("t", "l")
        assert desk.warnings == ["What you decide here would not survive a crash. The disk is full."]
        assert made(desk) == {TEXT: TAKEN, MINE: LEFT}


async def test_the_palette_the_help_and_the_colours_are_its_own(at: Opener, came: Came) -> None:
    async with at(came.workspace) as desk:
        await go_through(desk)
        theme = desk.app.theme
        await desk.press("ctrl+t")
        assert desk.app.theme != theme
        await desk.press("question_mark")
        assert desk.text.index("Incoming") < desk.text.index("Take what is at the cursor")
        await desk.press("escape")
        await desk.press("ctrl+p")
        await desk.type("Everything")
        await desk.until(lambda: "Incoming: Everything" in desk.text)
        await desk.press("enter")
        await desk.until(lambda: desk.title == "All that came with room.docx")
