"""What all formats have in common."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from drafter.document.outline import Heading, Outline
from drafter.draft.layout import Kind
from drafter.errors import DrafterError
from drafter.formats.registry import FORMATS, render
from tests.formats.outlines import SMALL, hostile, numbered, outline, paragraph, whole

MADE = (".pdf", ".odt")
"""What LibreOffice makes."""
TEXTS = [suffix for suffix, one in FORMATS.items() if not one.tables_only and suffix not in MADE]
"""The formats that drafter itself writes a declaration in."""
GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("suffix", TEXTS)
def test_the_same_outline_gives_the_same_bytes(suffix: str) -> None:
    first = whole(SMALL, suffix)
    time.sleep(0.01)
    assert whole(SMALL._replace(), suffix) == first


@pytest.mark.parametrize("suffix", [".md", ".html", ".json"])
def test_the_text_formats_read_as_their_golden_files(suffix: str) -> None:
    """Where a change is meant: look at the difference, then write the file anew with `whole(SMALL, suffix)`."""
    assert whole(SMALL, suffix).decode() == (GOLDEN / f"small{suffix}").read_text(encoding="utf-8")


@pytest.mark.parametrize("suffix", TEXTS)
def test_the_private_remark_is_in_no_format(suffix: str) -> None:
    assert any(block.remark == "PRIVATE" for block in SMALL.paragraphs)
    assert b"PRIVATE" not in whole(SMALL, suffix)  # a .docx is packed: test_writer looks into its parts


@pytest.mark.parametrize("suffix", TEXTS)
@pytest.mark.parametrize("empty", [outline(), outline(masthead=(), title="")])
def test_an_empty_outline_is_written(suffix: str, empty: Outline) -> None:
    assert render(empty, suffix)


@pytest.mark.parametrize("suffix", TEXTS)
def test_text_is_utf8_and_ends_with_a_line_end(suffix: str) -> None:
    data = whole(hostile(), suffix)
    if FORMATS[suffix].is_text:
        assert data.decode().endswith("\n")


def test_the_suffix_may_be_in_capitals() -> None:
    assert whole(SMALL, ".DOCX") == whole(SMALL, ".docx")


def test_an_unknown_suffix_is_refused_with_those_that_work() -> None:
    with pytest.raises(DrafterError, match=r"“\.rtf” is no format.*\.docx, \.pdf, \.md, \.html, \.json"):
        whole(SMALL, ".rtf")


@pytest.mark.parametrize("suffix", TEXTS)
@pytest.mark.parametrize("text", ["\x1b[31mred", "nul\x00", "lone \ud800 half", "\ufffe", "\x9b"])
@pytest.mark.parametrize("field", ["text", "note", "status", "label"])
def test_a_control_character_is_refused_by_the_paragraphs_name(suffix: str, text: str, field: str) -> None:
    changed: dict[str, Any] = {field: text}
    with pytest.raises(DrafterError, match="Paragraph OP9 holds the control character U"):
        render(outline(paragraph(ref="OP9")._replace(**changed)), suffix)


@pytest.mark.parametrize(
    "bad",
    [
        outline(title="\x07"),
        outline(masthead=("\x07",)),
        outline(mapping="\x07"),
        outline(Heading("h", "\x07")),
        outline(sources=(SMALL.sources[0]._replace(text="\x07"),)),
        outline(sources=(SMALL.sources[0]._replace(citation="\x07"),)),
    ],
)
def test_a_control_character_is_refused_wherever_it_is_printed(bad: Outline) -> None:
    with pytest.raises(DrafterError, match=r"U\+0007"):
        render(bad, ".docx")


@pytest.mark.parametrize("suffix", TEXTS)
def test_a_long_draft_is_written_quickly(suffix: str) -> None:
    long = outline(*(block._replace(note="Report, para. 1.") for block in numbered(Kind.OP, [0, 1, 2, 1] * 500)))
    start = time.process_time()  # of the processor, whatever else keeps it busy
    render(long, suffix)
    assert time.process_time() - start < 5  # about 0.2 s; a slow path takes ten times that
