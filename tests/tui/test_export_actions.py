"""Exporting: what is asked, what is written and said, what nobody else's file suffers."""

import zipfile
from functools import partial
from pathlib import Path

import pytest
from textual.widgets import Checkbox, Input, Static

from drafter.formats.registry import FORMATS
from drafter.storage.settings import Settings
from drafter.storage.ui_state import UiState
from drafter.tui.export_actions import _short
from drafter.tui.session import Session
from drafter.tui.widgets.bars import KeyBar
from drafter.tui.widgets.inputs import Box, Choice, Dot
from drafter.workspace import Workspace, export
from tests.builders import TEXTS
from tests.tui.conftest import Desk, Opener


def refusal(desk: Desk) -> str:
    """Why the dialog accepts nothing."""
    return str(desk.app.screen.query_one(".dialog-refusal", Static).content)


async def exported(desk: Desk) -> None:
    """Wait until the document is written: a thread does it."""
    for _ in range(400):
        await desk.pilot.pause(0.03)
        if desk.app.screen is desk.main:
            return
    raise AssertionError(desk.text)


async def test_export_writes_says_where_and_replaces_only_when_asked(at: Opener, begun: Workspace) -> None:
    async with at(begun) as desk:
        path = begun.file.path.with_suffix(".md")
        await desk.press("x")
        assert desk.app.screen.query_one("#path", Input).value == str(begun.file.path.with_suffix(".docx"))
        await desk.press("tab", "tab", "down", "down", "enter")
        assert desk.app.screen.query_one("#path", Input).value == str(path)
        await desk.press("ctrl+s")
        await exported(desk)
        assert desk.said.startswith(f"Exported; O opens it: {path}, ")
        assert TEXTS["NO 1(b)"].partition("[")[0] in path.read_text(encoding="utf-8")
        written = path.stat().st_mtime_ns
        await desk.press("x", "ctrl+s")  # drafter wrote it in this session, and may write it again
        await exported(desk)
        assert path.stat().st_mtime_ns > written
        path.write_text("changed since", encoding="utf-8")
        await desk.press("x", "ctrl+s")
        assert desk.shown(".dialog-refusal").startswith(f"{path.name} exists and was changed since it was written")
        assert path.read_text(encoding="utf-8") == "changed since"
        await desk.press("space", "ctrl+s")
        await exported(desk)
        assert path.read_text(encoding="utf-8") != "changed since"


async def test_a_file_of_somebody_else_s_is_replaced_only_when_asked_and_no_choice_is_lost(
    at: Opener, begun: Workspace
) -> None:
    theirs = begun.file.path.with_name("theirs.md")
    theirs.write_text("theirs", encoding="utf-8")
    async with at(begun) as desk:
        await desk.press("x")
        desk.app.screen.query_one("#path", Input).value = str(theirs)
        desk.app.screen.query_one("#clean", Checkbox).value = True
        await desk.press("ctrl+s")
        assert desk.shown(".dialog-refusal").startswith("theirs.md exists.")
        assert (desk.warnings, theirs.read_text(encoding="utf-8")) == ([], "theirs")
        assert desk.app.screen.query_one("#clean", Checkbox).value
        await desk.press("space", "ctrl+s")
        await exported(desk)
        assert theirs.read_text(encoding="utf-8") != "theirs"


async def test_a_tick_to_replace_one_file_is_none_for_another(at: Opener, begun: Workspace) -> None:
    theirs = begun.file.path.with_name("theirs.md")
    theirs.write_text("theirs", encoding="utf-8")
    async with at(begun) as desk:
        await desk.press("x", "tab", "space")
        desk.app.screen.query_one("#path", Input).value = str(theirs)
        await desk.press("ctrl+s")
        assert desk.title.startswith("Export the document")
        assert theirs.read_text(encoding="utf-8") == "theirs"


async def test_the_name_that_is_proposed_is_free(at: Opener, begun: Workspace) -> None:
    begun.file.path.with_suffix(".docx").write_bytes(b"theirs")
    begun.file.path.with_name("draft-2.md").write_bytes(b"theirs")
    async with at(begun) as desk:
        await desk.press("x")
        path = desk.app.screen.query_one("#path", Input)
        assert Path(path.value).name == "draft-2.docx"
        await desk.press("down", "down", "down", "down", "enter")
        assert Path(path.value).name == "draft-2-2.md"


async def test_export_with_options_and_an_annex_on_its_own(at: Opener, begun: Workspace) -> None:
    async with at(begun) as desk:
        await desk.press("x")
        screen = desk.app.screen
        screen.query_one("#path", Input).value = str(begun.file.path.with_name("a.md"))
        screen.query_one("#sources", Choice).choose(1)
        screen.query_one("#annex-coverage", Checkbox).value = True
        await desk.press("ctrl+s")
        await exported(desk)
        text = begun.file.path.with_name("a.md").read_text(encoding="utf-8")
        assert "NO 1(b)" in text
        assert "[^1]" not in text
        assert "Coverage" in text
        await desk.press("x")
        screen = desk.app.screen
        assert screen.query_one("#annex-coverage", Checkbox).value
        screen.query_one("#format", Choice).choose(5)
        await desk.pilot.pause()
        assert screen.query_one("#what", Choice).chosen == 1
        await desk.press("ctrl+s")
        await exported(desk)
        assert "NO 1(b)" in begun.file.path.with_name("a-sources.csv").read_text(encoding="utf-8-sig")


async def test_the_report_is_a_page_beside_the_draft_and_changes_no_export(at: Opener, begun: Workspace) -> None:
    async with at(begun) as desk:
        await desk.press("X")
        page = begun.file.path.with_name(f"{begun.file.path.stem}-overview.html")
        assert desk.app.screen.query_one("#path", Input).value == str(page)
        await desk.press("ctrl+s")
        await exported(desk)
        assert desk.said.startswith(f"Exported, without the declaration, the overview; O opens it: {page}, ")
        assert "Overview of the draft" in page.read_text(encoding="utf-8")
        await desk.press("x")
        assert desk.app.screen.query_one("#path", Input).value == str(begun.file.path.with_suffix(".docx"))
        assert desk.app.screen.query_one("#what", Choice).chosen == 0


async def test_what_was_exported_is_opened_on_request(
    at: Opener, begun: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []
    monkeypatch.setattr("drafter.tui.export_actions.open_file", opened.append)
    async with at(begun) as desk:
        await desk.press("O")
        assert "Nothing was exported since drafter was started" in desk.warnings[-1]
        assert "O Open it" not in desk.keys
        await desk.press("x", "ctrl+s")
        await exported(desk)
        await desk.until(lambda: "O Open it" in desk.keys)
        await desk.click(KeyBar, "O Open it")
        assert opened == [begun.file.path.with_suffix(".docx")]


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("a.xyz", "“.xyz” is not a format"),
        (" ", "Name a file"),
        ("~no-such-user/a.md", "can't be written"),
    ],
)
async def test_export_says_why_not_and_stays(at: Opener, begun: Workspace, name: str, why: str) -> None:
    async with at(begun) as desk:
        await desk.press("x")
        desk.app.screen.query_one("#path", Input).value = name
        await desk.press("enter")
        await desk.until(lambda: desk.title.startswith("Export the document") and why in refusal(desk))
        assert desk.app.screen.query_one("#path", Input).value == name
        assert desk.warnings == []


async def test_after_an_export_that_failed_every_choice_is_still_there(
    at: Opener, begun: Workspace, tmp_path: Path
) -> None:
    async with at(begun) as desk:
        await desk.press("x")
        desk.app.screen.query_one("#path", Input).value = str(tmp_path / "no" / "a.md")
        desk.app.screen.query_one("#annex-coverage", Checkbox).value = True
        desk.app.screen.query_one("#sources", Choice).choose(1)
        await desk.press("ctrl+s")
        await desk.until(lambda: desk.title.startswith("Export the document") and "can't be written" in refusal(desk))
        assert desk.app.screen.query_one("#path", Input).value == str(tmp_path / "no" / "a.md")
        assert desk.app.screen.query_one("#annex-coverage", Checkbox).value
        assert desk.app.screen.query_one("#sources", Choice).chosen == 1


async def test_on_a_small_screen_what_matters_most_is_seen_first(at: Opener, begun: Workspace) -> None:
    async with at(begun, size=(80, 24)) as desk:
        await desk.press("x")
        await desk.until(lambda: "draft.docx" in desk.text)  # the end of a path that is longer than its line
        for words in ("Word document", "not at all", "leave out statuses and names", "number the lines"):
            assert words in desk.text


async def test_export_word_by_mouse(at: Opener, begun: Workspace) -> None:
    async with at(begun) as desk:
        await desk.click(KeyBar, "x Export")
        await desk.pilot.click("#accept")
        await exported(desk)
        assert begun.file.path.with_suffix(".docx").read_bytes().startswith(b"PK")


async def test_a_table_s_format_takes_the_declaration_away_only_as_long_as_it_is_chosen(
    at: Opener, begun: Workspace
) -> None:
    def chosen() -> int:
        return desk.app.screen.query_one("#what", Choice).chosen

    suffixes = list(FORMATS)
    async with at(begun) as desk:
        await desk.press("x")
        formats = desk.app.screen.query_one("#format", Choice)
        for suffix, what in ((".xlsx", 1), (".docx", 0), (".csv", 1), (".md", 0)):
            formats.choose(suffixes.index(suffix))
            await desk.until(partial(lambda expected: chosen() == expected, what))
            await desk.pilot.pause()
        desk.app.screen.query_one("#what", Choice).choose(3)
        for suffix in (".xlsx", ".docx"):
            await desk.pilot.pause()
            formats.choose(suffixes.index(suffix))
        await desk.pilot.pause()
        assert chosen() == 3, "what the user chose stays"
        await desk.press("ctrl+s")
        await desk.until(lambda: desk.said.startswith("Exported"))
        assert desk.said.startswith("Exported, without the declaration, the coverage; O opens it: ")


async def test_the_next_session_exports_as_the_last_one_did(at: Opener, begun: Workspace) -> None:
    async with at(begun, session=Session.load()) as desk:
        await desk.until(lambda: desk.title)  # the tour of a first session
        await desk.press("escape", "x")
        dialog = desk.app.screen
        dialog.query_one("#sources", Choice).choose(2)
        dialog.query_one("#for", Choice).choose(1)
        for box in ("annex-coverage", "clean"):
            dialog.query_one(f"#{box}", Checkbox).value = True
        await desk.pilot.pause()
        await desk.press("ctrl+s")
        await desk.until(lambda: desk.said.startswith("Exported"))
    async with at(Workspace.open(begun.file.path, begun.corpus), session=Session.load()) as desk:
        await desk.press("x")
        dialog = desk.app.screen
        assert dialog.query_one("#sources", Choice).chosen == 2
        assert dialog.query_one("#for", Choice).chosen == 0, "a copy for the negotiation is wanted once"
        ticked = {box.id for box in dialog.query(Checkbox) if box.value}
        assert ticked == {"annex-sources", "annex-coverage", "clean"}


async def test_an_annex_alone_has_a_name_of_its_own_and_is_wanted_once(at: Opener, begun: Workspace) -> None:
    def named(desk: Desk) -> str:
        return Path(desk.app.screen.query_one("#path", Input).value).name

    async with at(begun) as desk:
        await desk.press("x")
        assert named(desk) == "draft.docx"
        what = desk.app.screen.query_one("#what", Choice)
        what.choose(3)
        await desk.until(lambda: named(desk) == "draft-coverage.docx")
        await desk.pilot.pause()
        what.choose(0)
        await desk.until(lambda: named(desk) == "draft.docx")
        await desk.pilot.pause()
        what.choose(3)
        await desk.until(lambda: named(desk) == "draft-coverage.docx")
        await desk.press("ctrl+s")
        await desk.until(lambda: desk.said.startswith("Exported"))
        assert "draft-coverage.docx" in desk.said
        await desk.press("x")
        assert named(desk) == "draft.docx"
        assert desk.app.screen.query_one("#what", Choice).chosen == 0


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_title_says_which_text_is_written(at: Opener, begun: Workspace, size: tuple[int, int]) -> None:
    async with at(begun, size=size) as desk:
        await desk.press("x")
        assert "Export the document · alternatives with who wants them" in desk.text
        desk.app.screen.query_one("#view", Choice).choose(1)
        await desk.pilot.pause()
        assert "Export the document · alternatives without names, for the public" in desk.text


async def test_the_arrow_keys_move_through_all_that_can_be_chosen_for_an_export(at: Opener, begun: Workspace) -> None:
    def words(desk: Desk) -> str:
        focused = desk.app.focused
        return focused.label.plain if isinstance(focused, Box | Dot) else ""

    async with at(begun, size=(80, 24)) as desk:
        await desk.press("x", "down")
        assert words(desk) == "Replace the file if it is there already"
        await desk.press("down", "down")
        assert words(desk) == "PDF, by LibreOffice (.pdf)"
        await desk.press("right", "space")
        assert words(desk) == "the negotiation: PP, OP, lines", "whom the copy is for is in sight"
        dialog = desk.app.screen
        assert dialog.query_one("#for", Choice).chosen == 1
        assert "Export the document · for the negotiation · alternatives" in desk.text
        await desk.press("left", "tab")
        assert words(desk) == "table of sources, in full", "Tab passes over what is not chosen of several"
        await desk.press("shift+tab")
        assert words(desk) == "Word document (.docx)"
        await desk.press(*["up"] * 9)
        assert words(desk) == "Replace the file if it is there already"
        await desk.press(*["down"] * 40)
        assert words(desk) == "as tracked changes, in Word or PDF"
        dialog.query_one("#accept").focus()
        await desk.press("up")
        assert words(desk) == "as tracked changes, in Word or PDF"


async def test_what_has_no_effect_on_an_annex_alone_is_called_so(at: Opener, begun: Workspace) -> None:
    async with at(begun) as desk:
        await desk.press("x")
        dialog = desk.app.screen
        assert "without effect" not in desk.text
        dialog.query_one("#what", Choice).choose(3)
        await desk.pilot.pause()
        assert "Sources are shown: without effect" in desk.text
        assert "Annexes: without effect" in desk.text
        assert dialog.query_one("#annex-coverage").disabled
        assert all(dot.is_disabled for dot in dialog.query_one("#sources", Choice).dots)
        await desk.press(*["down"] * (7 + len(FORMATS)))
        focused = desk.app.focused
        assert isinstance(focused, Dot)
        assert focused.label.plain == "the declaration", "what has no effect is passed over"
        dialog.query_one("#what", Choice).choose(0)
        await desk.pilot.pause()
        assert "without effect" not in desk.text


async def test_the_format_chosen_follows_the_file_s_ending(at: Opener, begun: Workspace) -> None:
    async with at(begun) as desk:
        await desk.press("x")
        dialog = desk.app.screen
        formats, path = dialog.query_one("#format", Choice), dialog.query_one("#path", Input)
        for name, suffix in (("a.csv", ".csv"), ("a.m", ".csv"), ("a.md", ".md")):
            path.value = str(begun.file.path.with_name(name))
            await desk.pilot.pause()
            assert list(FORMATS)[formats.chosen] == suffix
            assert Path(path.value).name == name
        assert dialog.query_one("#what", Choice).chosen == 0
        assert dialog.query_one("#line-numbers").disabled


async def test_a_name_without_an_ending_gets_the_format_s_and_a_folder_is_no_file(at: Opener, begun: Workspace) -> None:
    async with at(begun) as desk:
        await desk.press("x")
        path = desk.app.screen.query_one("#path", Input)
        path.value = str(begun.file.path.parent)
        await desk.press("ctrl+s")
        assert "is a folder. Name a file in it." in refusal(desk)
        path.value = str(begun.file.path.with_name("mine"))
        await desk.press("ctrl+s")
        await exported(desk)
        assert begun.file.path.with_name("mine.docx").exists()


async def test_a_file_that_is_changed_while_the_window_is_open_is_not_replaced(at: Opener, begun: Workspace) -> None:
    async with at(begun) as desk:
        written = begun.file.path.with_suffix(".md")
        for _ in range(2):
            await desk.press("x")
            desk.app.screen.query_one("#path", Input).value = str(written)
            await desk.pilot.pause()
            if not written.exists():
                await desk.press("ctrl+s")
                await exported(desk)
        written.write_text("theirs", encoding="utf-8")
        await desk.press("ctrl+s")
        await desk.until(lambda: "was changed by somebody just now" in refusal(desk))
        assert written.read_text(encoding="utf-8") == "theirs"
        await desk.press("ctrl+s")
        assert "was changed since it was written here" in refusal(desk)


async def test_a_refusal_goes_once_something_else_is_typed(at: Opener, begun: Workspace) -> None:
    async with at(begun) as desk:
        await desk.to_theme("3.I")
        await desk.press("s", "enter")
        assert refusal(desk)
        await desk.press("N")
        assert not refusal(desk)


def test_where_a_document_was_written_is_said_from_where_drafter_was_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    inside, outside = tmp_path / "a.docx", tmp_path.parent / "a.docx"
    assert (_short(inside), _short(outside)) == (Path("a.docx"), outside)

    def gone() -> Path:
        raise FileNotFoundError

    monkeypatch.setattr(Path, "cwd", gone)
    assert _short(inside) == inside


async def test_the_text_is_exported_in_the_view_that_is_chosen(at: Opener, begun: Workspace) -> None:
    first = next(iter(begun.draft.spots))
    begun.edits.reword(first, "We [act - EU / wait - US] with EU.")
    path = begun.file.path.with_suffix(".md")
    async with at(begun, size=(130, 60)) as desk:
        await desk.press("x")
        dialog = desk.app.screen
        dialog.query_one("#path", Input).value = str(path)
        dialog.query_one("#view", Choice).choose(4)
        await desk.press("ctrl+s")
        assert "Name the party whose text it is" in desk.text
        await desk.press(*"eu", "ctrl+s")
        await exported(desk)
        assert "We act with EU." in path.read_text(encoding="utf-8")
        assert "Text as proposed by EU" in path.read_text(encoding="utf-8")
        await desk.press("x")
        dialog = desk.app.screen
        assert dialog.query_one("#party", Input).value == "eu"
        dialog.query_one("#party", Input).value = "XX"
        await desk.press("ctrl+s")
        await desk.until(lambda: "XX says nothing in this draft" in desk.text)
        desk.app.screen.query_one("#view", Choice).choose(1)
        await desk.press("ctrl+s")
        await exported(desk)
        assert "We \\[act\\] \\[wait\\] with EU." in path.read_text(encoding="utf-8")
        assert any("OP1 (EU)" in warning for warning in desk.warnings)


def tracked(path: Path) -> tuple[int, int]:
    """How many insertions and deletions a Word file has."""
    with zipfile.ZipFile(path) as document:
        body = document.read("word/document.xml")
    return body.count(b"<w:ins "), body.count(b"<w:del ")


@pytest.fixture
def revised(begun: Workspace) -> Workspace:
    """The draft after four revisions, with other words in OP3 than the last one has."""
    for number in range(1, 5):
        begun.revisions.save(f"Rev.{number}")
        begun.edits.reword(list(begun.draft.spots)[2], f"Mine own {number}.")
    begun.file.save()
    return begun


async def test_who_hurries_through_exports_without_changes(at: Opener, revised: Workspace) -> None:
    async with at(revised) as desk:
        await desk.press("x", "enter")
        await exported(desk)
        path = revised.file.path.with_suffix(".docx")
        assert path.read_bytes() == export.render(revised, ".docx")
        assert desk.warnings == []


async def test_what_was_kept_before_a_file_came_home_crowds_out_no_revision(at: Opener, revised: Workspace) -> None:
    for name in ("before room.docx, 28 November 2026 14.05", "before their.docx, 28 November 2026 15.05"):
        revised.revisions.save(name)
    async with at(revised) as desk:
        await desk.press("x")
        labels = [dot.label.plain for dot in desk.app.screen.query_one("#against", Choice).dots]
        assert labels[1:-1] == ["since Rev.4", "since Rev.3", "since Rev.2"]


async def test_changes_since_a_revision_are_tracked(at: Opener, revised: Workspace) -> None:
    async with at(revised) as desk:
        await desk.press("x")
        against = desk.app.screen.query_one("#against", Choice)
        labels = [dot.label.plain for dot in against.dots]
        assert labels == [
            "none", "since Rev.4", "since Rev.3", "since Rev.2", "since this revision or file:",
        ]  # fmt: skip
        assert desk.app.screen.query_one("#against-name").disabled
        against.choose(1)
        await desk.pilot.pause()
        assert desk.title.endswith("· changes since Rev.4")
        desk.app.screen.query_one("#author", Input).value = "Japan"
        await desk.press("ctrl+s")
        await exported(desk)
        assert tracked(revised.file.path.with_suffix(".docx")) == (1, 1)
        await desk.until(lambda: desk.said.startswith("Exported with the changes since Rev.4; O opens it:"))
        await desk.until(lambda: desk.warnings)
        assert "Paragraphs: 1 changed; by Japan." in desk.warnings[-1]
        await desk.press("x")
        assert desk.app.screen.query_one("#against", Choice).chosen == 1


async def test_changes_are_tracked_since_what_is_named(at: Opener, revised: Workspace) -> None:
    issued, older = revised.file.path.with_name("L.4.docx"), revised.file.path.with_name("older.yaml")
    older.write_bytes(revised.file.path.read_bytes().replace(b"Mine own 4", b"Mine own"))
    export.write(revised, issued)
    revised.edits.reword(list(revised.draft.spots)[2], "Yours.")
    async with at(revised) as desk:
        await desk.press("x")
        desk.app.screen.query_one("#against", Choice).choose(4)
        await desk.pilot.pause()
        await desk.press("ctrl+s")
        assert refusal(desk).startswith("Name since what")
        await desk.type("Rev.9")
        await desk.press("ctrl+s")
        await desk.until(lambda: "There is no revision “Rev.9”" in refusal(desk))
        for named in ("Rev.1", str(older), str(issued)):
            desk.app.screen.query_one("#against-name", Input).value = named
            desk.app.screen.query_one("#path", Input).value = str(revised.file.path.with_name("out.docx"))
            await desk.press("ctrl+s")
            await exported(desk)
            assert min(tracked(revised.file.path.with_name("out.docx"))) > 0
            await desk.press("x")
            assert desk.app.screen.query_one("#against-name", Input).value in (named, "")


async def test_a_file_out_of_reach_is_no_base(at: Opener, revised: Workspace) -> None:
    session = Session(Settings(), UiState(tour=True, own_way=True), revised.file.path.parent)
    async with at(revised, session=session) as desk:
        await desk.press("x")
        desk.app.screen.query_one("#against", Choice).choose(4)
        desk.app.screen.query_one("#against-name", Input).value = "/etc/L.4.docx"
        await desk.press("ctrl+s")
        assert "only the folder that is served" in refusal(desk)


@pytest.mark.parametrize(("choice", "place"), [("format", 2), ("what", 3), ("view", 5)])
async def test_where_no_changes_can_be_tracked_the_choice_is_without_effect(
    at: Opener, revised: Workspace, choice: str, place: int
) -> None:
    async with at(revised, size=(130, 60)) as desk:
        await desk.press("x")
        desk.app.screen.query_one("#against", Choice).choose(1)
        desk.app.screen.query_one(f"#{choice}", Choice).choose(place)
        await desk.pilot.pause()
        assert "Tracked changes: without effect" in desk.text
        assert "changes since" not in desk.title
        await desk.press("ctrl+s")
        await exported(desk)


async def test_what_is_proposed_goes_out_tracked_in_word_alone(at: Opener, revised: Workspace) -> None:
    revised.acts.propose_words(list(revised.draft.spots)[2], "Yours.", ["EU"])
    async with at(revised) as desk:
        await desk.press("x")
        desk.app.screen.query_one("#view", Choice).choose(5)
        desk.app.screen.query_one("#path", Input).value = str(revised.file.path.with_suffix(".md"))
        await desk.pilot.pause()
        await desk.press("ctrl+s")
        assert refusal(desk).startswith(".md shows no tracked changes")
        desk.app.screen.query_one("#path", Input).value = str(revised.file.path.with_suffix(".docx"))
        await desk.pilot.pause()
        await desk.press("ctrl+s")
        await exported(desk)
        assert min(tracked(revised.file.path.with_suffix(".docx"))) > 0
