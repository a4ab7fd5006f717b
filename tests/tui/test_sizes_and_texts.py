"""Small and large terminals, no colour, and text that would like to be markup."""

from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.scroll_view import ScrollView

from drafter.corpus.corpus import Reading
from drafter.draft.tree import Place
from drafter.tui.choose.filter import Filter
from drafter.tui.labels import differing, point_detail, theme_row
from drafter.workspace import Workspace
from tests.builders import HOSTILE, corpus, recommendation
from tests.tui.conftest import Desk, Opener

SIZES = [(80, 24), (200, 60)]


@pytest.mark.parametrize("size", SIZES)
async def test_every_pane_and_dialog_fits(at: Opener, begun: Workspace, size: tuple[int, int]) -> None:
    reason = "A reason that is rather long, so that it takes more than one line to be read whole."
    begun.edits.set_aside(["SO 9"], reason)
    begun.file.save()
    async with at(begun, size=size) as desk:
        await desk.press("enter")
        assert "NO 1(a)" in desk.shown("#points")
        assert "q Quit" in desk.text
        assert "saved" in desk.text
        await desk.press("2", "end", "up", "up", "up")
        for key, words in [("e", "Save (ctrl+s)"), ("s", "Choose"), ("p", "Cancel (esc)"), ("c", "Close (esc)")]:
            await desk.press(key)
            assert words in desk.text
            await desk.press("escape")
        for key, words in [("x", "Export (ctrl+s)"), ("question_mark", "Close (esc)")]:
            await desk.press(key)
            assert words in desk.text
            await desk.press("escape")
        await desk.press("f")
        assert "OK (ctrl+s)" in desk.text
        await desk.press("escape", "3")
        assert "[-] SO 9" in desk.text or size == (80, 24)
        assert "I. Victims" in desk.text or size == (80, 24)
        await desk.press("1", "f")
        assert "Show these (ctrl+s)" in desk.text
        await desk.press("escape", "4")
        assert desk.main.panes.scope == "preview"


@pytest.mark.parametrize("size", SIZES)
async def test_the_start_fits(at: Opener, tmp_path: Path, size: tuple[int, int]) -> None:
    async with at(None, folder=tmp_path, size=size) as desk:
        assert "Begin (enter)" in desk.text
        assert "esc: quit" in desk.text


async def test_resizing_keeps_the_place(at: Opener, begun: Workspace) -> None:
    async with at(begun) as desk:
        await desk.press("2", "end")
        cursor = desk.outline.cursor
        await desk.pilot.resize_terminal(80, 24)
        await desk.press("1", "2")
        assert desk.outline.cursor == cursor
        assert desk.main.has_class("-narrow")
        await desk.press("3")
        await desk.pilot.resize_terminal(160, 45)
        await desk.until(lambda: "I. Victims" in desk.text)


async def test_resizing_keeps_every_cursor_and_what_is_read(at: Opener, begun: Workspace) -> None:
    begun.edits.annotate(list(begun.draft.spots)[2], "Ask capital. " * 200)
    async with at(begun) as desk:
        await desk.to_theme("2.II")
        await desk.press("down", "space", "3")
        await desk.to_figure("I. Statistics", "SO")
        await desk.to_paragraph("OP3")
        await desk.press("4")
        for size in [(80, 24), (200, 60), (60, 12), (112, 32)]:
            await desk.pilot.resize_terminal(*size)
            await desk.pilot.pause()
            assert "Mine own." in desk.shown("#document")
            await desk.press("2")
            assert "OP3 Mine own." in desk.shown("#paragraphs")
            await desk.press("3")
            assert (desk.coverage.table.cursor, desk.coverage.table.column) == ("theme 3.I", 1)
            await desk.press("1")
            assert (desk.choose.lists.theme, desk.choose.points.cursor) == ("2.II", "SO 7(a)")
            assert desk.choose.points.marked == ["SO 7(a)"]
            await desk.press("4")


WRITINGS = [
    "حماية الضحايا والشهود في جميع مراحل العدالة الجنائية ",
    "保护受害人和证人，加强刑事司法系统的能力 ",
    "पीड़ितों की सुरक्षा ",
    "e\u0301tat a\u0308ndern n\u0303 ",
    "👮🏽‍♀️ 👨‍👩‍👧 🇺🇳 ⚖️ ✅ 1️⃣ ",
]
"""Right to left, two cells a letter, combining marks, signs of several code points."""


def out_of_line(desk: Desk) -> list[str]:
    """What is wrong with the widths of the lines, and with where the frames stand.

    In a dialog its own lines count: its edge may cut a sign of the screen behind it in two, and Textual then loses a
    cell of that.
    """
    strips = desk.app.screen._compositor.render_strips()
    dialogs = desk.app.screen.query(".dialog")
    box = dialogs.first().region if dialogs else desk.app.screen.region
    wrong = [
        f"{y}: {strips[y].text}"
        for y in range(box.y, box.bottom)
        if cell_len(strips[y].crop(box.x, box.right).text) != box.width
    ]
    for widget in desk.app.screen.query(ScrollView):
        if widget.is_on_screen and widget.styles.border_left[0] == "round":
            frame = widget.region
            for y in range(frame.y + 1, frame.bottom - 1):
                edges = [strips[y].crop(x, x + 1).text for x in (frame.x, frame.right - 1)]
                wrong += [f"{y}: {widget.id}: {strips[y].text}"] if edges != ["│", "│"] else []
    return wrong


@pytest.mark.parametrize("size", [(80, 24), (113, 32)])
async def test_every_writing_keeps_to_its_columns(at: Opener, tmp_path: Path, size: tuple[int, int]) -> None:
    texts = {id: writing * 8 for id, writing in zip(corpus().by_id, WRITINGS, strict=False)}
    workspace = Workspace.new(tmp_path / "宣言-إعلان-🏛.yaml", corpus(texts))
    for id, writing in zip(texts, WRITINGS, strict=True):
        workspace.edits.take_up([id])
        workspace.edits.annotate(workspace.history.newest or "", writing * 20)
    workspace.edits.set_aside(["SO 9"], "".join(WRITINGS))
    async with at(workspace, size=size) as desk:
        await desk.reviewed()
        for pane in "1234":
            await desk.press(pane)
            for _ in range(6):
                await desk.until(lambda: out_of_line(desk) == [])
                await desk.press("down")
        await desk.to_paragraph("OP1")
        for dialog in ("e", "n", "p", "c", "s", "z"):
            await desk.press(dialog)
            await desk.until(lambda: desk.title)
            await desk.until(lambda: out_of_line(desk) == [])
            await desk.press("escape")
            await desk.until(lambda: not desk.title)


async def test_without_colour_marks_still_say_it_all(
    at: Opener, begun: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with at(begun) as desk:
        desk.choose.themes.go("2.I")
        await desk.pilot.pause()
        assert "[x] NO 1(b)" in desk.text
        await desk.press("f", "space")
        assert "[x] NO" in desk.text
        assert "[ ] SO" in desk.text


async def test_hostile_text_is_shown_to_the_letter_everywhere(at: Opener, tmp_path: Path) -> None:
    wild = "[bold]x[/] [LAC 40(g)] {{ x }} \\[ [@click=app.quit]y[/] 🏛 שלום"
    workspace = Workspace.new(tmp_path / "[b]wild[b].yaml", corpus({"NO 1(b)": wild, "SO 7(b)": HOSTILE}))
    workspace.edits.take_up(["NO 1(b)", "SO 7(b)"])
    workspace.edits.annotate(workspace.history.newest or "", wild)
    workspace.edits.set_aside(["SO 9"], wild)
    workspace.edits.retitle("prevention", wild)
    workspace.edits.add("Mine [red]own[/].", Place("preamble"))
    async with at(workspace, size=(200, 60)) as desk:
        desk.choose.themes.go("2.I")
        await desk.press("enter")
        assert wild[:40] in desk.shown("#points")
        assert "[bold]x[/] [LAC 40(g)] {{ x }} \\[ [@click=app.quit]y[/]" in desk.shown("#point")
        await desk.press("slash")
        await desk.type("[bold]")
        await desk.press("enter", "escape", "2")
        assert "Mine [red]own[/]." in desk.text
        assert "[bold]x[/] [LAC 40(g)]" in desk.shown("#paragraphs")
        await desk.press("home", "down", "e")
        assert "Mine [red]own[/]." in desk.text
        await desk.press("escape", "p")
        assert "[bold]x[/] [LAC 40(g)]" in desk.shown("#places")
        await desk.press("escape", "s", "escape", "n", "escape", "down", "down", "down", "c")
        await desk.press("escape", "3")
        assert "[bold]x[/] [LAC 40(g)]" in desk.shown("#aside")
        await desk.press("4")
        assert "[bold]x[/] [LAC 40(g)] {{ x }} \\[ [@click=app.quit]y[/]" in desk.shown("#document")
        assert "[b]wild[b].yaml" in desk.shown("#file")
        await desk.press("2")
        desk.outline.paragraphs.go(workspace.history.newest or "")
        await desk.press("h", "escape", "d", "u")
        desk.outline.interaction.warn(wild)
        await desk.pilot.pause()
        assert "[bold]x[/]" in desk.text


def test_both_readings_are_shown_and_their_differences_marked(tmp_path: Path) -> None:
    made = corpus()
    readings = (Reading("list", "Train all judges.", ("1",)), Reading("matrix", "Train judges.", ("1",)))
    point = recommendation("NO 1(a)", "Train all judges.", readings)
    odd = type(made)(
        made.id, made.congress, made.title, made.regions, made.sections, (point, *made.recommendations[1:])
    )
    shown = point_detail(Workspace.new(tmp_path / "d.yaml", odd), "NO 1(a)")
    assert "The annexes differ" in shown.plain
    assert "List (shown above): Train all judges.\nMatrix: Train judges." in shown.plain
    marked = differing("Train all judges.", "Train judges.")
    assert [marked.plain[span.start : span.end] for span in marked.spans] == ["all"]


def test_a_region_all_set_aside_is_told_from_one_that_is_missing(workspace: Workspace) -> None:
    workspace.edits.set_aside(["SO 7(b)"], "No.")
    assert theme_row(workspace.coverage.themes[1]).plain == "[ ] I. Victims\n0/2   −NO (SO)"


def test_a_filter_describes_itself() -> None:
    assert Filter().described(["NO"]) == ""
    assert Filter(frozenset({"SO", "NO"}), words=" a ").described(["NO", "SO"]) == "NO, SO · “a”"


async def test_the_signs_of_both_lists_are_told_where_there_is_room(at: Opener, begun: Workspace) -> None:
    async with at(begun, size=(160, 45)) as desk:
        assert "NO all taken up" in desk.shown("#filters")
        assert "[x] taken up" in desk.shown("#filters")
        await desk.pilot.resize_terminal(80, 24)
        await desk.until(lambda: "[x]" not in desk.shown("#filters"))
        assert "NO all taken up" in desk.shown("#filters")
