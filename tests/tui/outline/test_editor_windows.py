"""Words in an open window: kept while they are written, offered again after a session that ended over them."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.widgets import TextArea

from drafter.draft.draft import Draft
from drafter.draft.tree import Place
from drafter.storage import folders, unsaved_texts
from drafter.storage.locks import Presence
from drafter.storage.unsaved_texts import Purpose, Unfinished
from drafter.workspace import Workspace
from tests.builders import TEXTS
from tests.tui.conftest import Desk, Opener

OFFERED = "Words that you were writing when drafter ended"


def kept(workspace: Workspace) -> list[str]:
    """What is kept of words being written for this draft."""
    return [words.text for words in unsaved_texts.listing(workspace.file.path)]


def left(workspace: Workspace, purpose: Purpose, at: str, text: str, index: int | None = None) -> Workspace:
    """The draft as it is opened after a session that was killed over these words."""
    ids = {ref: id for id, ref in workspace.refs.items()}
    sources = ("NO 1(a)", "SO 7(a)") if purpose is Purpose.MERGED else ()
    words = Unfinished(purpose, ids.get(at, at), text, index, sources)
    unsaved_texts.keep(unsaved_texts.with_file(workspace.file.path, "killed", words))
    return Workspace.open(workspace.file.path, workspace.corpus)


def note(draft: Draft, place: int) -> str:
    return list(draft.spots.values())[place].paragraph.note


@pytest.mark.parametrize("key", ["e", "n", "a", "b"])
async def test_words_are_kept_while_their_window_is_open(at: Opener, begun: Workspace, key: str) -> None:
    async with at(begun) as desk:
        await desk.to_paragraph("OP3")
        await desk.press(key)
        assert kept(begun) == []
        await desk.type(" And more.")
        await desk.until(lambda: kept(begun))
        assert kept(begun)[0].endswith(" And more.")
        await desk.type(" Later.")
        await desk.until(lambda: kept(begun)[0].endswith(" And more. Later."))


async def test_words_typed_a_moment_before_drafter_is_ended_are_kept(
    at: Opener, begun: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("drafter.tui.dialogs.editor._KEPT", 600.0)
    async with at(begun) as desk:
        await desk.to_paragraph("OP3")
        await desk.press("e")
        await desk.type(" And more.")
        assert kept(begun) == []
    assert [words.endswith(" And more.") for words in kept(begun)] == [True]


async def test_words_that_are_saved_go_once_the_draft_is_on_disk(at: Opener, begun: Workspace) -> None:
    async with at(begun) as desk:
        await desk.to_paragraph("OP3")
        await desk.press("e")
        await desk.type(" More.")
        await desk.until(lambda: kept(begun))
        await desk.press("ctrl+s")
        assert begun.file.unsaved
        assert kept(begun) == ["Mine own. More."]
        await desk.until(lambda: not begun.file.unsaved)
        assert kept(begun) == []


async def test_words_that_nobody_wants_go_at_once(at: Opener, begun: Workspace) -> None:
    async with at(begun) as desk:
        await desk.to_paragraph("OP3")
        await desk.press("n")
        await desk.type("More.")
        await desk.until(lambda: kept(begun))
        await desk.press("escape", "enter")
        assert kept(begun) == ["More."]
        await desk.press("escape", "down", "down", "enter")
        assert (desk.title, kept(begun), begun.file.unsaved) == ("", [], False)


async def test_words_typed_back_to_what_they_were_are_saved_without_an_edit(at: Opener, begun: Workspace) -> None:
    async with at(begun) as desk:
        await desk.to_paragraph("OP3")
        await desk.press("e", "x")
        await desk.until(lambda: kept(begun))
        await desk.press("backspace", "ctrl+s")
        assert (kept(begun), begun.file.unsaved) == ([], False)


def newest(desk: Desk) -> str:
    """The text of the paragraph that the last step brought in."""
    workspace = desk.main.workspace
    return desk.refs()[workspace.refs[workspace.history.newest or ""]]


@pytest.mark.parametrize(
    ("purpose", "place", "look"),
    [
        (Purpose.WORDING, "OP3", lambda desk: desk.refs()["OP3"]),
        (Purpose.NOTE, "OP3", lambda desk: note(desk.main.workspace.draft, 2)),
        (Purpose.NEW, "prevention", lambda desk: desk.refs()["OP2"]),
        (Purpose.NEW, "OP3", lambda desk: desk.refs()["OP3 (a)"]),
        (Purpose.MERGED, "", newest),
    ],
)
async def test_what_was_left_is_taken_up_as_a_step_that_undo_takes_back(
    at: Opener, begun: Workspace, purpose: Purpose, place: str, look: Callable[[Desk], str]
) -> None:
    workspace = left(begun, purpose, place, "Half [written", 1 if place == "prevention" else None)
    before = workspace.draft
    async with at(workspace) as desk:
        assert desk.title == OFFERED
        assert "“Half [written”" in desk.text
        await desk.press("enter")
        assert desk.said.startswith("Done: ")
        assert look(desk) == "Half [written"
        await desk.until(lambda: not workspace.file.unsaved)
        assert kept(workspace) == []
        await desk.press("u")
        assert workspace.draft == before


@pytest.mark.parametrize(
    ("purpose", "place", "title"),
    [
        (Purpose.WORDING, "OP3", "Wording of OP3"),
        (Purpose.NOTE, "OP3", "Your note on OP3 (empty takes it away)"),
        (Purpose.NEW, "preamble", "A new preambular paragraph of your own in “Preamble”"),
        (Purpose.NEW, "OP3", "A new sub-paragraph under OP3"),
        (Purpose.MERGED, "", "One paragraph for NO 1(a), SO 7(a)"),
    ],
)
async def test_what_was_left_is_looked_at_in_its_window_and_written_on(
    at: Opener, begun: Workspace, purpose: Purpose, place: str, title: str
) -> None:
    workspace = left(begun, purpose, place, "Half")
    async with at(workspace) as desk:
        await desk.press("down", "enter")
        assert desk.title == title
        await desk.type(" written.")
        await desk.until(lambda: kept(workspace) == ["Half written."])
        await desk.press("ctrl+s")
        if purpose is Purpose.MERGED:
            assert desk.title == "Words that are not in your text"
            await desk.press("enter")
        await desk.until(lambda: not workspace.file.unsaved)
        assert kept(workspace) == []
        said = [*desk.refs().values(), *(spot.paragraph.note for spot in workspace.draft.spots.values())]
        assert "Half written." in said


async def test_what_was_left_can_wait_or_be_done_without(at: Opener, begun: Workspace) -> None:
    workspace = left(begun, Purpose.WORDING, "OP3", "Half")
    async with at(workspace) as desk:
        await desk.press("escape")
        assert kept(workspace) == ["Half"]
    async with at(Workspace.open(begun.file.path, begun.corpus)) as desk:
        assert desk.title == OFFERED
        await desk.press("end", "enter")
        assert (desk.title, kept(workspace), desk.refs()["OP3"]) == ("", [], "Mine own.")


async def test_the_offer_shows_the_words_that_are_new(at: Opener, begun: Workspace) -> None:
    begun.edits.reword(next(iter(begun.draft.spots)), TEXTS["NO 1(b)"] * 20)
    begun.file.save()
    workspace = left(begun, Purpose.WORDING, "OP1", f"{TEXTS['NO 1(b)'] * 20} And friends.")
    async with at(workspace) as desk:
        assert "The wording of OP1: “And friends.”" in desk.text


async def test_leaving_the_window_of_what_was_left_asks_first(at: Opener, begun: Workspace) -> None:
    workspace = left(begun, Purpose.WORDING, "OP3", "Half")
    async with at(workspace) as desk:
        await desk.press("down", "enter", "escape")
        assert desk.title == "The text was changed"
        await desk.press("down", "down", "enter")
        assert (desk.title, kept(workspace), desk.refs()["OP3"]) == ("", [], "Mine own.")


@pytest.mark.parametrize(
    ("purpose", "place", "text"),
    [
        (Purpose.WORDING, "OP3", " Mine own.\n"),
        (Purpose.WORDING, "OP3", " "),
        (Purpose.NOTE, "OP2", " Ask."),
        (Purpose.NOTE, "OP3", ""),
        (Purpose.NEW, "prevention", "Protect victims."),
        (Purpose.NEW, "prevention", ""),
    ],
)
async def test_what_the_draft_says_already_is_not_offered(
    at: Opener, begun: Workspace, purpose: Purpose, place: str, text: str
) -> None:
    begun.edits.annotate(list(begun.draft.spots)[1], "Ask.")
    begun.file.save()
    workspace = left(begun, purpose, place, text)
    async with at(workspace) as desk:
        assert (desk.title, kept(workspace)) == ("", [])


async def test_words_of_a_session_that_still_runs_are_left_to_it(at: Opener, begun: Workspace) -> None:
    workspace = left(begun, Purpose.WORDING, "OP3", "Half")
    presence = Presence("killed")
    presence.enter(begun.file.path)
    async with at(workspace) as desk:
        assert (desk.title, kept(workspace)) == ("", ["Half"])
    presence.leave()


async def test_a_wording_whose_paragraph_is_gone_becomes_a_new_one_and_a_note_none(
    at: Opener, begun: Workspace
) -> None:
    wording = left(begun, Purpose.WORDING, "p-gone", "Half")
    async with at(wording) as desk:
        await desk.press("enter")
        assert list(desk.refs().values())[-1] == "Half"
        await desk.until(lambda: not wording.file.unsaved)
    noted = left(begun, Purpose.NOTE, "p-gone", "Secret")
    async with at(noted) as desk:
        assert "A note on a paragraph that is gone" in desk.text
        await desk.press("enter")
        assert "no paragraph" in desk.warnings[-1]
        assert (kept(noted), "Secret" in desk.refs().values()) == (["Secret"], False)


async def test_several_windows_are_offered_one_after_the_other(at: Opener, begun: Workspace) -> None:
    left(begun, Purpose.WORDING, "OP3", "First")
    for words in unsaved_texts.listing(begun.file.path):
        os.utime(words.file or "", (1, 1))
    workspace = left(begun, Purpose.NOTE, "OP3", "Second")
    async with at(workspace) as desk:
        await desk.press("enter", "enter")
        assert (desk.refs()["OP3"], note(workspace.draft, 2)) == ("First", "Second")


async def test_words_that_are_refused_stay_in_their_window(at: Opener, begun: Workspace) -> None:
    async with at(begun) as desk:
        await desk.to_paragraph("OP3")
        await desk.press("e")
        desk.app.screen.query_one(TextArea).text = "Good \x07words."
        await desk.press("ctrl+s")
        assert "control character" in desk.warnings[-1]
        assert (desk.title, kept(begun)) == ("Wording of OP3", ["Good \x07words."])
        assert desk.app.screen.query_one(TextArea).text == "Good \x07words."
        await desk.press("ctrl+a")
        await desk.type("Good words.")
        await desk.press("ctrl+s")
        assert (desk.title, desk.refs()["OP3"]) == ("", "Good words.")


async def test_where_nothing_can_be_kept_it_is_said(
    at: Opener, begun: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at(begun) as desk:
        (tmp_path / "file").touch()
        monkeypatch.setenv(folders.VARIABLE, str(tmp_path / "file"))
        await desk.to_paragraph("OP3")
        await desk.press("n", "x")
        await desk.until(lambda: desk.warnings)
        assert "would not survive a crash" in desk.warnings[0]
        await desk.press("ctrl+s")
        assert note(begun.draft, 2) == "x"


async def test_another_drafter_with_the_same_draft_is_told_at_once(at: Opener, begun: Workspace) -> None:
    other = Presence("other")
    other.enter(begun.file.path)
    async with at(begun) as desk:
        await desk.until(lambda: desk.warnings)
        assert "Another drafter on this machine has this draft open" in desk.warnings[0]
        assert other.others(begun.file.path)
    assert not other.others(begun.file.path)
    other.leave()


async def test_alone_nothing_is_said_and_saving_elsewhere_takes_the_presence_along(
    at: Opener, begun: Workspace
) -> None:
    other, before, after = Presence("other"), begun.file.path, begun.file.path.with_stem("elsewhere")
    async with at(begun) as desk:
        await desk.until(lambda: other.others(before))
        assert desk.warnings == []
        begun.file.save_as(after)
        assert (bool(other.others(before)), bool(other.others(after))) == (False, True)


def test_words_of_the_draft_s_own_text_are_taken_up_by_no_window(begun: Workspace) -> None:
    begun.edits.take_up_merged(["NO 2(a)", "SO 9"], Place("prevention"), text=TEXTS["NO 2(a)"])
    words = begun.editors.open(Unfinished(Purpose.MERGED, text=TEXTS["NO 2(a)"], sources=("NO 2(a)", "SO 9")))
    unsaved_texts.keep(words)
    assert begun.editors.abandoned == ()
