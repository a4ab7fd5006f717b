"""What the paragraphs of a draft, or of somebody's text, reflect: read, cited, written, made a draft."""

from pathlib import Path

import pytest
from textual.widgets import Input

from drafter.draft.tree import Place
from drafter.errors import BadInput, CannotWrite
from drafter.review.trace import Match, Trace, Traced
from drafter.storage import sentence_model
from drafter.tui.main_screen import MainScreen
from drafter.tui.trace.trace_listing import TraceRows, TraceView, detail
from drafter.tui.trace.trace_screen import TraceScreen
from drafter.tui.widgets.bars import KeyBar
from drafter.workspace import Workspace
from tests.builders import corpus
from tests.review.test_meaning import Letters
from tests.tui.conftest import Desk, Opener

TEXT = """1. We will train judges.

2. We share data, and build institutions.

3. We rest, sleep, and protect victims of storms, floods, drought, hunger, fire, frost and water.

| a table |
"""


def screen(desk: Desk) -> TraceScreen:
    return next(each for each in desk.app.screen_stack if isinstance(each, TraceScreen))


def here(desk: Desk) -> tuple[str, str]:
    """The paragraph and the recommendation at the cursor."""
    line = screen(desk).line
    assert line and line.paragraph
    return line.paragraph.id, line.recommendation


def rows(desk: Desk) -> list[str]:
    return [" ".join(row.plain.split()) for row in screen(desk).rows.rows]


def keys(desk: Desk) -> str:
    return screen(desk).query_one(KeyBar).render().plain


async def traced(desk: Desk, command: str = "everywhere.trace") -> None:
    await desk.main.action_run(command)
    await desk.until(lambda: desk.app.screen is not desk.main and desk.app.screen.is_mounted)
    await desk.pilot.pause()


async def test_the_draft_is_traced_and_what_is_taken_is_in_it(at: Opener, workspace: Workspace, tmp_path: Path) -> None:
    edits, place = workspace.edits, Place(workspace.draft.parts[-1].id)
    for text in ("We will protect all victims of crime.", "We protect victims, share data and train judges.", "Mine."):
        edits.add(text, place)
    one, two, _ = workspace.draft.spots
    edits.cite(one, "NO 1(b)")
    sources = workspace.draft.spots[two].paragraph
    async with at(workspace, size=(160, 45)) as desk:
        await traced(desk)
        assert rows(desk)[:4] == [
            "OP1 We will protect all victims of crime.",
            "[x] NO 1(b) 0.72 Protect victims [of all crimes].",
            "[ ] SO 7(b) 0.57 Protect victims.",
            "OP2 We protect victims, share data and train judges.",
        ]
        assert rows(desk)[-1] == "OP3 Mine."
        assert "By paragraph 5 reflected · 0 doubtful · 1 not reflected 1 cited draft.yaml" in desk.shown("#trace")
        assert "SO 7(b) reflected, 0.57 · not cited" in desk.shown("#trace-detail")
        assert "Cite all 6 sure" in keys(desk) and "Make a draft" not in keys(desk)
        await desk.press("enter")
        assert workspace.draft.spots[one].paragraph.sources == ("NO 1(b)", "SO 7(b)")
        assert "Cite all 5 sure" in keys(desk)
        assert "cite SO 7(b) in OP1 (wholly)" in desk.warnings[-1]
        await desk.press("n")  # it went on to the next that isn't cited; this is the one after it
        assert here(desk) == (two, "NO 1(a)")
        await desk.press("n", "n")
        assert here(desk) == (two, "SO 7(a)")
        await desk.press("enter")  # OP2 has not all of it: asked how much
        assert desk.title == "How much of it does OP2 take up?"
        await desk.press("enter")
        assert "cite SO 7(a) in OP2 (partly)" in desk.warnings[-1]
        assert any(row.startswith("[~] SO 7(a)") for row in rows(desk))
        await desk.press("e")
        assert "cite 4 (NO 2(a), NO 1(a), …) in OP2" in desk.warnings[-1]
        assert workspace.draft.spots[two].paragraph.sources != sources
        await desk.press("n")
        assert desk.warnings[-1] == "Everything that is listed here is cited."
        await desk.press("e")
        assert desk.warnings[-1] == "Nothing sure is left to cite."
        await desk.press("enter")
        assert "no longer cite" in desk.warnings[-1]
        await desk.press("u", "u", "U", "u", "u", "u")
        assert workspace.draft.spots[one].paragraph.sources == ("NO 1(b)",)
        screen(desk).rows.go(f"{two} ")
        await desk.pilot.pause()
        assert "Cite its 5 sure" in keys(desk)
        assert "OP2 We protect victims, share data" in desk.shown("#trace-detail")
        await desk.press("enter", "enter")
        assert desk.warnings[-1] == "Nothing sure is left to cite in OP2."
        screen(desk).rows.action_last()
        await desk.pilot.pause()
        assert "OP3 Mine. It reflects no recommendation." in desk.shown("#trace-detail")
        await desk.press("v")
        assert rows(desk) == ["None."]
        screen(desk).action_run("trace.take")
        await desk.press("g")
        assert desk.warnings[-2:] == [
            "Put the cursor on a recommendation under a paragraph first.",
            "Put the cursor on a paragraph of the draft first.",
        ]
        await desk.press("v")
        assert rows(desk) == ["South · 1", "SO 9 Build {{ institutions }} & trust."]
        await desk.press("f", "down", "down", "enter")
        assert "SO: 2 reflected · 0 doubtful · 1 not reflected" in desk.shown("#trace")
        await desk.press("x")
        assert desk.app.screen.query_one(Input).value == "draft-so-trace.xlsx"
        await desk.press("ctrl+u", "enter")
        assert "Name a file." in desk.text
        await desk.type("so.txt")
        await desk.press("enter")
        assert "Let its name end with one of" in desk.text
        await desk.press("ctrl+u")
        await desk.type("so.csv")
        await desk.press("enter")
        await desk.until((tmp_path / "so.csv").is_file)
        assert "SO 9" in (tmp_path / "so.csv").read_text(encoding="utf-8-sig")
        await desk.until(lambda: desk.app.screen is screen(desk))
        await desk.press("x")
        await desk.type("so.csv")
        await desk.press("enter")
        await desk.until(lambda: "this file exists" in desk.warnings[-1])
        theme = desk.app.theme
        await desk.press("ctrl+t", "x", "escape", "question_mark", "escape", "f", "escape", "ctrl+p", "escape", "q")
        assert desk.app.theme != theme
        assert desk.app.screen is desk.main


async def test_somebody_elses_text_is_traced_and_made_a_draft(
    at: Opener, begun: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "theirs.md").write_text(TEXT, encoding="utf-8")
    (tmp_path / "bad.txt").write_bytes(b"\xff")
    async with at(begun, size=(80, 24)) as desk:
        await traced(desk, "everywhere.trace_text")
        for typed, why in (("none.md", "There is no file"), ("draft.yaml", "can't be read as a text")):
            await desk.type(typed)
            await desk.press("enter")
            assert why in desk.shown(".dialog-refusal")
            await desk.press("ctrl+u")
        await desk.type("bad")
        await desk.press("enter")
        await desk.until(lambda: desk.warnings and "not UTF-8" in desk.warnings[-1])

        async def trace_theirs() -> None:
            await traced(desk, "everywhere.trace_text")
            await desk.type("theirs")
            await desk.press("enter")
            await desk.until(lambda: isinstance(desk.app.screen, TraceScreen) and desk.app.screen.is_mounted)
            await desk.pilot.pause()

        await trace_theirs()
        assert rows(desk)[0].startswith("! Line 7, left out: A table")
        await desk.press("home")
        assert "a table" in desk.shown("#trace-detail")
        assert "Make a draft" in keys(desk) and "Go to paragraph" not in keys(desk)
        await desk.press("v")
        assert any(row.startswith("[ ] SO 7(b) 0.29 in OP3 Protect victims.") for row in rows(desk))
        await desk.press("g", "v", "v", "e", "escape")
        assert desk.title == "You cited something, and there is no draft yet"
        await desk.press("enter")
        assert desk.app.screen is screen(desk)
        await desk.press("escape", "down", "down", "enter")
        assert desk.app.screen is desk.main
        assert not (tmp_path / "theirs.yaml").exists()
        for way in (("ctrl+s",), ("escape", "down", "enter")):
            await trace_theirs()
            await desk.press("e", *way)
            assert desk.app.screen is desk.main
            assert ".yaml: 3 paragraphs," in desk.warnings[-1]
        for name in ("theirs", "theirs-2"):
            assert Workspace.open(tmp_path / f"{name}.yaml", corpus()).draft.cited_in["NO 1(a)"]

        def full(_: object) -> None:
            raise CannotWrite("The disk is full.")

        monkeypatch.setattr("drafter.workspace.draft_file.DraftFile.create", full)
        desk.main.traces._make(begun)
        await desk.pilot.pause()
        assert desk.warnings[-1] == "The disk is full."


async def test_a_word_file_that_is_no_export_begins_a_draft_that_is_traced(at: Opener, tmp_path: Path) -> None:
    from docx import Document

    document = Document()
    document.add_paragraph("1. We will train judges.")
    document.save(str(tmp_path / "zero.docx"))
    (tmp_path / "old.docx").write_bytes(b"no zip")
    async with at(None, folder=tmp_path) as desk:
        drafts = desk.app.screen.query_one("#drafts")
        drafts.focus()
        assert "Word files here: begin a draft of somebody's text" in desk.text
        await desk.click("#drafts", "old.docx")
        await desk.until(lambda: desk.title == "old.docx")
        await desk.press("enter")
        await desk.until(lambda: desk.warnings and "no Word document" in desk.warnings[-1])
        await desk.click("#drafts", "zero.docx")
        await desk.until(lambda: desk.title == "zero.docx")
        await desk.press("down", "enter")
        assert not (tmp_path / "zero.yaml").exists()
        await desk.click("#drafts", "zero.docx")
        await desk.until(lambda: desk.title == "zero.docx")
        await desk.press("enter")
        await desk.until(lambda: isinstance(desk.app.screen, TraceScreen) and desk.app.screen.is_mounted)
        await desk.pilot.pause()
        assert rows(desk)[0] == "OP1 We will train judges."
        await desk.press("e", "g")
        await desk.until(lambda: isinstance(desk.app.screen, MainScreen))
        assert desk.here == "OP1"
        await desk.until(lambda: Workspace.open(tmp_path / "zero.yaml", corpus()).draft.cited_in)


async def test_what_a_model_reads_is_read_beside_the_screen(
    at: Opener, workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> Letters:
        raise BadInput.of("model.onnx", "Another model.")

    workspace.edits.add("Train judges.", Place(workspace.draft.parts[-1].id))
    monkeypatch.setattr(sentence_model, "_file", lambda: tmp_path / "model.onnx")
    monkeypatch.setattr(sentence_model, "load", broken)
    async with at(workspace, size=(160, 45)) as desk:
        monkeypatch.delenv(sentence_model.VARIABLE)
        await desk.main.action_run("everywhere.trace")
        await desk.until(lambda: desk.warnings and "Another model." in desk.warnings[-1])
        monkeypatch.setattr(sentence_model, "load", Letters)
        await desk.main.action_run("everywhere.trace")
        await desk.until(lambda: isinstance(desk.app.screen, TraceScreen) and desk.app.screen.is_mounted)
        await desk.pilot.pause()
        assert "by words and meaning" in desk.shown("#trace")


def test_what_comes_near_stands_under_its_paragraph_as_faint(workspace: Workspace) -> None:
    workspace.edits.add("Mine.", Place(workspace.draft.parts[-1].id))
    [id] = workspace.draft.spots
    made = TraceRows(workspace, ())
    near = Traced(id, "OP1", "Mine.", (), (Match("SO 9", 0.21),))
    rows = made.rows(Trace((near,), (), (), ()), TraceView.PARAGRAPHS)
    assert [row.content.plain.split("  ")[:2] for row in rows[1:]] == [["SO 9 0.21", "faint"]]
    told = detail(workspace, made.lines[rows[0].id]).plain
    assert "It reflects no recommendation." in told
    assert "SO 9  faint, 0.21 · not cited" in told
