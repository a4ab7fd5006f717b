"""An Excel workbook that somebody sent, read: the rows of its sheets, each cell as the text that Excel shows.

Formulas count with the value that they had when the workbook was saved. Nothing in it is run or fetched.
"""

from __future__ import annotations

import posixpath
import re
import zlib
from collections.abc import Iterator
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from lxml import etree

from drafter.errors import BadInput

_LARGEST = 40_000_000
"""Bytes of the parts that are read, unpacked. A table of 6,000 amendments has a tenth."""
_COLUMNS = 200
"""Columns that are looked at; a sheet may have 16,384."""
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATIONS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_DAYS = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
"""The formats that Excel has for days and times without saying so."""
_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_DOCTYPE = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
_ESCAPED = re.compile("_x([0-9A-F]{4})_")
"""How Excel writes what XML can't hold, and the line ends of old."""
_CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")

Rows = list[tuple[int, list[str]]]
"""Rows with their numbers, from 1; those without any text are left out."""


def read(data: bytes, path: Path | str) -> list[Rows]:
    """The rows of each sheet, in the workbook's order; cells that are merged down all have the text of the first.

    Raises BadInput for what is no workbook, and for one that is larger than it looks.
    """
    try:
        with ZipFile(BytesIO(data)) as package:
            return list(_Workbook(package).sheets())
    # zipfile answers a password, and a compression that it lacks, with a RuntimeError.
    except (
        BadZipFile,
        etree.XMLSyntaxError,
        zlib.error,
        EOFError,
        OSError,
        LookupError,
        ValueError,
        RuntimeError,
    ) as error:
        what = f"{error}" if isinstance(error, _TooLarge) else "it is damaged, asks for a password, or is none at all"
        mend = "Save it again as an Excel workbook (.xlsx)."
        raise BadInput.of(path, f"This can't be read as an Excel workbook: {what}.", mend) from error


class _TooLarge(ValueError):
    """The workbook is larger than any that people type."""


class _Workbook:
    def __init__(self, package: ZipFile) -> None:
        self.package = package
        self.names = set(package.namelist())
        self.left = _LARGEST
        self.root = self._part("xl/workbook.xml")
        settings = self.root.find(f"{_MAIN}workbookPr")
        from_1904 = settings is not None and settings.get("date1904") in ("1", "true")
        self.first_day = datetime(1904, 1, 1) if from_1904 else datetime(1899, 12, 30)
        self.strings = [_words(each) for each in self._optional("xl/sharedStrings.xml", "si")]
        self.days = [self._is_day(each) for each in self._formats()]

    def _part(self, name: str) -> etree._Element:
        size = self.package.getinfo(name).file_size
        self.left -= size
        if self.left < 0:
            raise _TooLarge("it is far larger than it looks")
        blob = self.package.read(name)
        if any(mark in blob for mark in _DOCTYPE):
            raise _TooLarge("it defines entities of its own")
        parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
        return etree.fromstring(blob, parser)

    def _optional(self, name: str, tag: str) -> Iterator[etree._Element]:
        if name in self.names:
            yield from self._part(name).iterchildren(f"{_MAIN}{tag}")

    def _formats(self) -> list[etree._Element]:
        """What each style of cells makes of a number."""
        self.own: dict[str, str] = {}
        if "xl/styles.xml" not in self.names:
            return []
        styles = self._part("xl/styles.xml")
        self.own = {each.get("numFmtId", ""): each.get("formatCode", "") for each in styles.iter(f"{_MAIN}numFmt")}
        return [each for of_cells in styles.iterchildren(f"{_MAIN}cellXfs") for each in of_cells]

    def _is_day(self, style: etree._Element) -> bool:
        id = style.get("numFmtId", "0")
        if id in self.own:
            return any(sign in _LITERAL.sub("", self.own[id]).lower() for sign in "yd")
        return id.isdecimal() and int(id) in _DAYS

    def sheets(self) -> Iterator[Rows]:
        relations = {
            each.get("Id"): each.get("Target", "") for each in self._part("xl/_rels/workbook.xml.rels").iterchildren()
        }
        for sheet in self.root.iter(f"{_MAIN}sheet"):
            target = relations.get(sheet.get(f"{_RELATIONS}id"), "")
            name = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
            if name in self.names:
                yield self._rows(self._part(name))

    def _rows(self, sheet: etree._Element) -> Rows:
        found: dict[int, dict[int, str]] = {}
        number = 0
        for row in sheet.iter(f"{_MAIN}row"):
            number = int(row.get("r", number + 1))
            column = -1
            for cell in row.iterchildren(f"{_MAIN}c"):
                column = _column(cell.get("r", ""), column + 1)
                text = self._text(cell)
                if text and column < _COLUMNS:
                    found.setdefault(number, {})[column] = text
        _fill_merged(found, sheet)
        return [
            (number, [cells.get(column, "") for column in range(max(cells) + 1)])
            for number, cells in sorted(found.items())
        ]

    def _text(self, cell: etree._Element) -> str:
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            return "".join(_words(each) for each in cell.iterchildren(f"{_MAIN}is"))
        value = (cell.findtext(f"{_MAIN}v") or "").strip()
        if not value or kind == "e":
            return ""
        if kind == "s":
            return self.strings[int(value)]
        if kind == "b":
            return "TRUE" if value == "1" else "FALSE"
        return value if kind in ("str", "d") else self._number(float(value), int(cell.get("s", "0")))

    def _number(self, value: float, style: int) -> str:
        if style < len(self.days) and self.days[style] and 0 < value < 2_958_466:
            return (self.first_day + timedelta(days=int(value))).date().isoformat()
        return str(int(value)) if value.is_integer() else str(value)


def _words(element: etree._Element) -> str:
    """The text of a string, without the reading aids of Chinese and Japanese."""
    words = "".join(
        each.text or ""
        for each in element.iter(f"{_MAIN}t")
        if not any(parent.tag == f"{_MAIN}rPh" for parent in each.iterancestors())
    )
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), words)


def _column(name: str, otherwise: int) -> int:
    """The column, from 0, of a cell such as `AB12`."""
    match = _CELL.fullmatch(name)
    if match is None:
        return otherwise
    number = 0
    for letter in match[1]:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _fill_merged(found: dict[int, dict[int, str]], sheet: etree._Element) -> None:
    """Give the text of a cell that is merged down to all rows that it stands beside, as far as these have any text."""
    for merged in sheet.iter(f"{_MAIN}mergeCell"):
        first, _, last = merged.get("ref", "").partition(":")
        start, end = _CELL.fullmatch(first), _CELL.fullmatch(last)
        if start and end:
            column = _column(first, 0)
            text = found.get(int(start[2]), {}).get(column, "")
            for number in range(int(start[2]) + 1, min(int(end[2]), max(found, default=0)) + 1):
                if text and number in found:
                    found[number].setdefault(column, text)
