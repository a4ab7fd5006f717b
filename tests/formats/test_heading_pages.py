"""Pages of headings, as LibreOffice's bookmarks give them; and the contents that have them."""

import pytest

from drafter.document.annexes import annexes
from drafter.document.table import AnnexKind
from drafter.errors import DrafterError
from drafter.formats import libreoffice
from drafter.formats.heading_pages import heading_pages
from drafter.formats.registry import Options, counted_pages, render
from tests.formats.documents import empty, full
from tests.formats.outlines import W, WordFile

PAGES = b"9 0 obj\n<</Type/Pages\n/Kids[ 4 0 R 1 0 R 7 0 R ]\n/Count 3>>\nendobj\n"


def bookmark(title: str, page: int) -> bytes:
    digits = b"FEFF" + title.encode("utf-16-be").hex().upper().encode()
    return b"20 0 obj\n<</Title<" + digits + b">/Dest[%d 0 R/XYZ 56.7 785.2 0]/Parent 19 0 R>>\nendobj\n" % page


PDF = PAGES + bookmark("Crime\u00a0prevention", 4) + bookmark("A table", 1) + bookmark("Sources", 7)


def test_headings_are_found_in_order_others_passed_over() -> None:
    assert heading_pages(PDF, ["Crime prevention", "Sources"]) == (1, 3)
    assert heading_pages(PDF, []) == ()


@pytest.mark.parametrize(
    "pdf",
    [
        b"",
        bookmark("Sources", 7),
        PAGES,
        PAGES + bookmark("Sources", 8),
        PAGES + b"<</Title(Sources)/Dest[7 0 R/XYZ 0 0 0]>>",
        PAGES + b"<</Title<FEFF0>/Dest[7 0 R/XYZ 0 0 0]>>endobj",
        PAGES + bookmark("Sources", 7).replace(b"/Dest", b"/A"),
    ],
)
def test_what_is_not_written_so_has_no_pages(pdf: bytes) -> None:
    assert heading_pages(pdf, ["Sources"]) == ()


def test_the_contents_have_the_pages_that_were_counted() -> None:
    of, kinds = full(), (AnnexKind.SOURCES,)
    made = annexes(kinds, of)
    entries = ["Advancing crime prevention", "Annex. Table of sources"]
    headings = [one for one in WordFile(render(of.outline, ".docx", annexes=made)).lines() if one[0] == "toc 1"]
    assert headings[0][2] == entries[0] and headings[-1][2] == entries[1]
    pages = tuple(range(2, 2 + len(headings)))
    file = WordFile(render(of.outline, ".docx", annexes=made, options=Options(), pages=pages))
    shown = [words.lstrip() for style, _, words in file.lines() if style == "toc 1"]  # its tab stop reads as a tab
    assert shown == [f"{words}\t{page}" for (*_, words), page in zip(headings, pages, strict=True)]
    marks = list(file.xml("document").iter(f"{W}fldChar"))
    assert len(marks) == 3 + 3 * len(pages)
    assert all(mark.get(f"{W}dirty") is None for mark in marks)


def test_pages_are_counted_where_there_are_contents_and_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    of = empty()
    made = annexes([AnnexKind.SOURCES, AnnexKind.COVERAGE], of)
    pdf = PAGES + bookmark(made[0].heading, 1) + bookmark(made[1].heading, 7)
    monkeypatch.setattr(libreoffice, "converted", lambda *_: pdf)
    assert counted_pages(of.outline, made, b"") == (2, 3)
    assert counted_pages(full("doha").outline, made, b"") == ()

    def fails(*_: object) -> bytes:
        raise DrafterError("It isn't installed.")

    monkeypatch.setattr(libreoffice, "converted", fails)
    assert counted_pages(of.outline, made, b"") == ()
