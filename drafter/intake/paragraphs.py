"""Any text that somebody sent, as paragraphs: Word (.docx), Markdown, plain text. Nothing of its form is kept.

Text that was deleted with tracked changes is left out, text that was inserted is read. Rows of a table that name a
recommendation (`AP 62(a)`) are a table of sources and no paragraphs of the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import PurePath
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile
from zlib import error as ZipFault  # noqa: N812  (it is a fault of the file's)

from lxml import etree

from drafter.corpus.corpus import parse_citation
from drafter.corpus.plain_text import forbidden
from drafter.errors import BadInput

# FOLD: A mapping exercise that drafter itself wrote (`drafter compile --as list`), as plain text for the readers.

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SIGNS = {f"{_W}tab": " ", f"{_W}br": " ", f"{_W}noBreakHyphen": "-"}
_MOST = 200_000_000
"""Bytes of a Word document's text; a larger one is no mapping exercise but somebody's trick."""

_MARK = re.compile(r"#{1,6} ")
_ITEM = re.compile(r"- ")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])|&#(\d{1,7});")


def from_markdown(text: str) -> str:
    """Markdown as the text that it stands for, line by line, so that a problem's line is the file's."""
    return "\n".join(_plain(line) for line in text.split("\n"))


def _plain(line: str) -> str:
    item = _ITEM.match(line)
    body = line[item.end() :] if item else _MARK.sub("", line, count=1) if _MARK.match(line) else line
    words = _ESCAPED.sub(lambda match: match[1] or chr(int(match[2])), body.removesuffix("\\"))
    return f"• {words}" if item else words


def from_word(data: bytes, name: str) -> str:
    """The paragraphs of a Word document's body, a blank line between them. Raises BadInput, with the file's name, where
    it is no such document.
    """
    try:
        with ZipFile(BytesIO(data)) as package:
            if package.getinfo("word/document.xml").file_size > _MOST:
                raise BadInput.of(name, "This Word document is too large to be a mapping exercise.")
            root = etree.fromstring(package.read("word/document.xml"), etree.XMLParser(resolve_entities=False))
    except (BadZipFile, KeyError, OSError, ValueError, RuntimeError, etree.XMLSyntaxError) as error:
        raise BadInput.of(name, "This can't be read as a Word document.", "Save it again as .docx.") from error
    return "\n\n".join(_words(paragraph) for paragraph in root.iter(f"{_W}p"))


def _words(paragraph: etree._Element) -> str:
    return "".join(one.text or "" if one.tag == f"{_W}t" else _SIGNS.get(str(one.tag), "") for one in paragraph.iter())


SUFFIXES = (".docx", ".md", ".txt")
LARGEST = 40_000_000
"""Bytes of a Word file's text once it is unpacked. A declaration of a thousand pages has a tenth."""
MOST_PARAGRAPHS = 20_000
_DOCUMENT = "word/document.xml"
_W_textfile = "http://schemas.openxmlformats.org/wordprocessingml/2006/main "
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006 "


def paragraphs(name: str, data: bytes) -> list[str]:
    """The paragraphs of a file's content, each on one line, empty ones left out.

    `name` is the file's, for its suffix and for messages. Raises BadInput for another kind of file, one that can't be
    read, that unpacks to more than LARGEST or has more than MOST_PARAGRAPHS.
    """
    suffix = PurePath(name).suffix.lower()
    if suffix not in _READERS:
        raise BadInput.of(name, "This kind of text can't be traced.", f"Save it as one of: {', '.join(SUFFIXES)}.")
    found = [" ".join(text.split()) for text in _READERS[suffix](name, data)]
    found = [text for text in found if text]
    if len(found) > MOST_PARAGRAPHS:
        raise BadInput.of(name, f"The text has more than {MOST_PARAGRAPHS} paragraphs.")
    for number, text in enumerate(found, start=1):
        sign = forbidden(text)
        if sign:
            raise BadInput.of(name, f"There is a control character ({sign[1]}) in paragraph {number}.", "Take it out.")
    return found


def _plain_textfile(name: str, data: bytes) -> list[str]:
    """Paragraphs between empty lines; lines, where no line is empty."""
    text = _decoded(name, data)
    blocks = re.split(r"\n[ \t]*\n", text)
    return blocks if len(blocks) > 1 else text.split("\n")


_MARKUP = (
    (re.compile(r"\[\^[^\]\s]{1,60}\]"), ""),
    (re.compile(r"!?\[([^\]]{0,300})\]\([^)\s]{0,300}\)"), r"\1"),
    (re.compile(r"(?<![\w\\])(\*\*|__|\*|_)(?=\S)([^*_]{1,2000})(?<=\S)\1(?!\w)"), r"\2"),
    (re.compile(r"<a id=\"[^\"]{0,200}\">(?:</a>)?|</a>|<!--.{0,2000}?-->"), ""),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!|<>&~^-])"), r"\1"),
)
_NOT_TEXT = re.compile(r"[ ]{0,3}(?:#{1,6}\s|\||\[\^|```|-{3,}\s*$|={3,}\s*$|:{3})")
_ITEM_textfile = re.compile(r"[ ]{0,12}(?:[-+*]|\d{1,3}[.)]|\(?[a-z]{1,3}[.)])\s+")
_BULLET = re.compile(r"^\s*[-+*>]\s+")


def _markdown(name: str, data: bytes) -> list[str]:
    """Paragraphs and items of lists without their markup; headings, tables, notes and rules are no paragraphs."""
    found: list[list[str]] = [[]]
    in_note = False
    for line in _decoded(name, data).split("\n"):
        if not line.strip() or _NOT_TEXT.match(line):
            in_note = line.lstrip().startswith("[^") or (in_note and not line.strip())
            found.append([])
        elif in_note and line.startswith(("  ", "\t")):
            continue
        elif _ITEM_textfile.match(line):
            in_note = False
            found.append([line])
        else:
            found[-1].append(line)
    return [_unmarked(" ".join(lines)) for lines in found]


def _unmarked(text: str) -> str:
    text = _BULLET.sub("", text)
    for pattern, instead in _MARKUP:
        text = pattern.sub(instead, text)
    return text


def _decoded(name: str, data: bytes) -> str:
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise BadInput.of(name, "This is not UTF-8 text.", "Save it as plain text in UTF-8.", line) from error


def _word(name: str, data: bytes) -> list[str]:
    try:
        with ZipFile(BytesIO(data)) as package, package.open(_DOCUMENT) as part:
            # The size that the package states may be a lie: what counts is what comes out.
            content = part.read(LARGEST + 1)
    except (BadZipFile, ZipFault, KeyError, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise BadInput.of(name, "This is no Word document that can be read.", "Save it again in Word.") from error
    if len(content) > LARGEST:
        raise BadInput.of(name, f"The document's text is larger than {LARGEST // 1_000_000} MB.")
    walk = _Walk()
    try:
        walk.read(content)
    except (expat.ExpatError, _Refused) as error:
        raise BadInput.of(name, f"The document's text can't be read: {error}.", "Save it again in Word.") from error
    return walk.paragraphs


class _Refused(Exception):
    """A document says what no Word document says."""


class _Walk:
    """Goes through a document's XML once, without building a tree."""

    _SKIPPED = frozenset(
        {
            f"{_W_textfile}del",
            f"{_W_textfile}moveFrom",
            f"{_W_textfile}instrText",
            f"{_W_textfile}rPr",
            f"{_W_textfile}pPr",
            f"{_MC}Fallback",
        }
    )
    _SPACES = frozenset({f"{_W_textfile}tab", f"{_W_textfile}br", f"{_W_textfile}cr"})

    def __init__(self) -> None:
        self.paragraphs: list[str] = []
        self._open: list[list[str]] = []
        """The words of the paragraphs that are open: a text box is one within another."""
        self._rows: list[tuple[int, bool]] = []
        """For each open row of a table: how many paragraphs there were before it, and whether it names a source."""
        self._skipping = 0
        self._in_text = False

    def read(self, content: bytes) -> None:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._words
        parser.StartDoctypeDeclHandler = self._refuse
        parser.Parse(content, True)

    def _refuse(self, *_: object) -> None:
        # Entities are declared in a document type; Word writes none.
        raise _Refused("it declares a document type")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if self._skipping or name in self._SKIPPED:
            self._skipping += 1
            self._note_style(name, attributes)
        elif name == f"{_W_textfile}p":
            self._open.append([])
        elif name == f"{_W_textfile}tr":
            self._rows.append((len(self.paragraphs), False))
        elif name == f"{_W_textfile}t":
            self._in_text = True
        elif name in self._SPACES and self._open:
            self._open[-1].append(" ")
        elif name == f"{_W_textfile}noBreakHyphen" and self._open:
            self._open[-1].append("-")

    def _note_style(self, name: str, attributes: dict[str, str]) -> None:
        """Headings and titles are no paragraphs of the text."""
        style = attributes.get(f"{_W_textfile}val", "")
        if name == f"{_W_textfile}pStyle" and self._open and re.match(r"(?i)heading|title|toc", style):
            self._open[-1] = _Silent()

    def _end(self, name: str) -> None:
        if self._skipping:
            self._skipping -= 1
        elif name == f"{_W_textfile}t":
            self._in_text = False
        elif name == f"{_W_textfile}p" and self._open:
            self._close("".join(self._open.pop()))
        elif name == f"{_W_textfile}tr" and self._rows:
            before, names_source = self._rows.pop()
            if names_source:
                del self.paragraphs[before:]

    def _close(self, text: str) -> None:
        if self._rows and parse_citation(text) is not None:
            self._rows[-1] = (self._rows[-1][0], True)
        self.paragraphs.append(text)

    def _words(self, text: str) -> None:
        if self._in_text and not self._skipping and self._open:
            self._open[-1].append(text)


class _Silent(list[str]):
    """Takes words and keeps none."""

    def append(self, _word: str) -> None:
        """Keep nothing."""


_READERS: dict[str, Callable[[str, bytes], list[str]]] = {".docx": _word, ".md": _markdown, ".txt": _plain_textfile}
