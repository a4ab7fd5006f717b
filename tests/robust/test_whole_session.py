"""A first session in a real terminal, from an empty folder to the Word file, by keys and by mouse."""

from __future__ import annotations

import os
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest

from drafter.storage import corpus_yaml, folders
from drafter.workspace import Workspace
from tests.robust.terminal import CURSOR, ENTER, ESCAPE, MOUSE, RIGHT, SAVE, SCREEN, Terminal, opened

pytestmark = pytest.mark.skipif(os.name != "posix", reason="Windows has no pseudo-terminals")
CORPUS = corpus_yaml.load(folders.CORPUS)
OWN, THANKS, WHY = " Victims (受害人) too.", "We thank the host of the Congress.", "Addressed to the organizers."


def pasted(text: str) -> str:
    """As a terminal hands over what is pasted."""
    return f"\x1b[200~{text}\x1b[201~"


def begin(terminal: Terminal) -> None:
    """From the start screen through the tour, and past the guided first draft, on one's own."""
    terminal.until(lambda: "Begin (enter)" in terminal.text)
    terminal.type(ENTER, "Choose, key 1  (1 of 5)")
    for card in (2, 3, 4, 5):
        terminal.type(RIGHT, f"({card} of 5)")
    terminal.type(RIGHT, "This draft is empty. How do you want to begin?")
    terminal.type(ESCAPE, "Showing all.")
    terminal.until(lambda: "This draft is empty" not in terminal.text)


def find(terminal: Terminal, citation: str) -> None:
    """Search for a recommendation, and go to it among the points of its theme."""
    terminal.type("/", "Search: words, vict")
    terminal.type(pasted(citation), f"▌· [ ] {citation}")
    terminal.type(ESCAPE, "Showing all.")


def frames_stand(terminal: Terminal) -> bool:
    """Whether the sides of the frames stand in one column from top to bottom, though some letters take two cells."""
    lines = terminal.text.splitlines()
    top = next(row for row, line in enumerate(lines) if line.startswith("╭"))
    bottom = next(row for row, line in enumerate(lines) if line.startswith("╰"))
    sides = [column for column, sign in enumerate(lines[top]) if sign in "╭╮"]
    return all(terminal.cell(row, column) == "│" for row in range(top + 1, bottom) for column in sides)


def test_from_an_empty_folder_to_the_word_file(tmp_path: Path) -> None:
    with opened(tmp_path, "-m", "drafter") as terminal:
        before = terminal.modes
        begin(terminal)
        assert {SCREEN, *MOUSE} <= terminal.modes
        assert CURSOR not in terminal.modes
        find(terminal, "AP 34(a)")
        terminal.type("t", "Done: take up AP 34(a) · now OP1 in “Advancing")
        terminal.click("2 Outline", "OP1 Examine best practices")
        terminal.type("e", "Wording of OP1")
        terminal.type(OWN, OWN)
        terminal.type(SAVE, "Done: reword OP1")
        terminal.until(lambda: "(受害人)" in terminal.text and frames_stand(terminal))
        terminal.type("a", "A new operative paragraph of your own")
        terminal.type(THANKS, THANKS)
        terminal.type(SAVE, " · now OP2")
        terminal.click("1 Choose", "Showing all.")
        find(terminal, "LAC 40(g)")
        terminal.type("s", "Why is it left out?")
        terminal.type(WHY, WHY)
        terminal.type(ENTER, "Done: set aside LAC 40(g) · set aside 0 → 1")
        find(terminal, "E 36(b)")
        terminal.type("t", "Done: take up E 36(b) · now OP2")
        terminal.type("u", "Undone: take up E 36(b)")
        terminal.type("x", "Export the document")
        terminal.type(SAVE, "Exported; O opens it: ")
        terminal.press("q")
        assert terminal.ended() == 0
        assert terminal.modes == before, "the terminal is left otherwise than it was"

    text = CORPUS.by_id["AP 34(a)"].text
    draft = Workspace.open(tmp_path / "declaration.yaml", CORPUS).draft
    assert [spot.paragraph.written for spot in draft.spots.values()] == [f"{text}{OWN}", THANKS]
    assert draft.reasons == {"LAC 40(g)": WHY}
    document = docx.Document(str(tmp_path / "declaration.docx"))
    lines = [paragraph.text for paragraph in document.paragraphs]
    assert lines.index(f"{text}{OWN}") < lines.index(THANKS)
    assert CORPUS.by_id["E 36(b)"].text not in "".join(lines)
    with ZipFile(tmp_path / "declaration.docx") as parts:
        assert "para.\u00a034\u00a0(a)" in parts.read("word/footnotes.xml").decode()
    assert sorted(one.name for one in tmp_path.iterdir()) == [
        "declaration.docx", "declaration.revisions", "declaration.yaml",
    ]  # fmt: skip
