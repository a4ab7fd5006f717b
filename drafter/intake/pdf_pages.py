"""A PDF that somebody sent, read: the pieces of text on each page, each with its place, and the lines that are drawn.

What belongs together, and in which order, is not said in a PDF: `intake.page_lines` finds that out. The only place that
knows pdfium, which runs no script and fetches nothing.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

import pypdfium2
from pypdfium2 import raw

from drafter.errors import BadInput
from drafter.intake.joined_lines import BROKEN_HERE
from drafter.intake.page_lines import DrawnLine, PageWords, PlacedWords

MOST_PAGES = 2_000
LARGEST = 3_000_000
"""Characters of all pages together."""
MOST_DRAWN = 200_000
"""Drawn things of all pages together: a table of a thousand rows has some 10,000."""
_BROKEN = "\x02"
"""What pdfium makes of a hyphen at a line's end."""
_THIN = 2.0
"""Points up to which something that is drawn is a line."""
_MEND = "Is it the right file? Else save it as Word (.docx) or as text."


def read(data: bytes, path: Path | str) -> list[PageWords]:
    """The pages in order. Raises BadInput for what is no PDF, asks for a password, is far too large or has no text."""
    try:
        with closing(pypdfium2.PdfDocument(data)) as document:
            if len(document) > MOST_PAGES:
                raise BadInput.of(path, f"The PDF has more than {MOST_PAGES:,} pages.", _MEND)
            pages = list(_pages(document, path))
    except pypdfium2.PdfiumError as error:
        what = "This can't be read as a PDF: it is damaged, asks for a password, or is none at all."
        raise BadInput.of(path, what, "Save it again as a PDF, without a password.") from error
    if not any(page.pieces for page in pages):
        raise BadInput.of(
            path, "There is no text in this PDF, only pictures of pages.", "Have it recognized first (OCR)."
        )
    return pages


def _pages(document: pypdfium2.PdfDocument, path: Path | str) -> Iterator[PageWords]:
    characters = drawn = 0
    for place in range(len(document)):
        with closing(document[place]) as page:
            lines: list[DrawnLine] = []
            for thing in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=3):
                drawn += 1
                if drawn > MOST_DRAWN:
                    raise BadInput.of(path, "Far more is drawn in this PDF than in a table.", _MEND)
                lines += _lines(thing.get_bounds())
            with closing(page.get_textpage()) as text:
                characters += text.count_chars()
                if characters > LARGEST:
                    raise BadInput.of(path, "The PDF is far larger than a mapping exercise.", _MEND)
                yield PageWords(tuple(_pieces(text)), tuple(lines))


def _lines(bounds: tuple[float, float, float, float]) -> Iterator[DrawnLine]:
    """What is drawn as a line; of a box, its four sides."""
    left, bottom, right, top = bounds
    if right - left <= _THIN or top - bottom <= _THIN:
        yield DrawnLine(left, bottom, right, top)
    else:
        yield DrawnLine(left, bottom, right, bottom)
        yield DrawnLine(left, top, right, top)
        yield DrawnLine(left, bottom, left, top)
        yield DrawnLine(right, bottom, right, top)


def _pieces(text: pypdfium2.PdfTextPage) -> Iterator[PlacedWords]:
    """Runs of characters on one line, of one size, without a wide gap."""
    signs: list[str] = []
    left = right = bottom = size = 0.0
    x, y = ctypes.c_double(), ctypes.c_double()
    for place in range(text.count_chars()):
        sign = chr(raw.FPDFText_GetUnicode(text, place))
        if sign in "\r\n":
            continue
        raw.FPDFText_GetCharOrigin(text, place, x, y)
        box = text.get_charbox(place, loose=True)
        own = raw.FPDFText_GetFontSize(text, place)
        blank = sign.isspace()
        near = abs(y.value - bottom) < 0.1 * max(size, 1) and -size < x.value - right < max(size, 1)
        if signs and not (near and (blank or abs(own - size) < 0.6)):
            yield PlacedWords(_as_text(signs), left, right, bottom, size)
            signs = []
        if not signs:
            if blank:
                continue
            left, bottom, size = x.value, y.value, own
        signs.append(" " if blank else "-" if sign == _BROKEN else sign)
        right = box[2]
    if signs:
        yield PlacedWords(_as_text(signs), left, right, bottom, size)


_NO_TEXT = re.compile(f"[{BROKEN_HERE}\ud800-\udfff]")


def _as_text(signs: Iterable[str]) -> str:
    """The characters of pdfium, which gives one beyond U+FFFF as two; NUL, which is refused, for what is none or a sign
    of ours.
    """
    units = "".join(signs).encode("utf-16-le", "surrogatepass")
    return _NO_TEXT.sub("\0", units.decode("utf-16-le", "surrogatepass"))
