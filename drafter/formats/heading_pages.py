"""On which pages of a PDF its headings stand, read from its bookmarks as LibreOffice writes them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_PAGES = re.compile(rb"/Type\s*/Pages\b[^>]*?/Kids\s*\[([^\]]*)\]|/Kids\s*\[([^\]]*)\][^>]*?/Type\s*/Pages\b")
_BETWEEN = re.compile(r"[\W_]+")
_PAGE = re.compile(rb"(\d+)\s+0\s+R")
_BOOKMARK = re.compile(rb"/Title\s*<([0-9A-Fa-f\s]*)>(?:(?!endobj).)*?/Dest\s*\[\s*(\d+)\s+0\s+R", re.DOTALL)


def heading_pages(pdf: bytes, headings: Sequence[str]) -> tuple[int, ...]:
    """The page of each of these headings, which stand in the document in this order, counted from 1; empty where one of
    them isn't found, or the PDF is written in another way than LibreOffice's.
    """
    kids = _PAGES.search(pdf)
    if kids is None:
        return ()
    page_of = {number: place for place, number in enumerate(_PAGE.findall(kids[1] or kids[2]), start=1)}
    found: list[int] = []
    wanted = iter(headings)
    heading = next(wanted, None)
    for title, page in _bookmarks(pdf):
        if heading is not None and title == _bare(heading) and page in page_of:
            found.append(page_of[page])
            heading = next(wanted, None)
    return tuple(found) if len(found) == len(headings) else ()


def _bookmarks(pdf: bytes) -> Iterator[tuple[str, bytes]]:
    """Each bookmark's words, without their blanks, and the number of its page's object, in the document's order."""
    for bookmark in _BOOKMARK.finditer(pdf):
        digits = b"".join(bookmark[1].split())
        words = bytes.fromhex(digits.decode()) if len(digits) % 2 == 0 else b""
        if words.startswith(b"\xfe\xff"):
            yield _bare(words[2:].decode("utf-16-be", "replace")), bookmark[2]


def _bare(text: str) -> str:
    """The letters and figures: a heading of two lines has a full stop between them where it stands on one."""
    return _BETWEEN.sub("", text)
