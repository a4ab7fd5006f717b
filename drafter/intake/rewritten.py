"""A mapping exercise that drafter itself wrote (`drafter compile --as list`), as plain text for the readers."""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from lxml import etree

from drafter.errors import BadInput

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
