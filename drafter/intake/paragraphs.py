"""Splits a text that somebody sent, in Word, Markdown or plain text, into paragraphs without their markup.

Headings are dropped, and so are rows of a table that name a recommendation (`AP 62(a)`), as a table of sources does.
A mapping exercise that drafter itself wrote (`drafter compile --as list`) is given back as the plain text that the
list's reader takes. Takes text and bytes, touches no file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import PurePath
from typing import Protocol

from drafter.corpus import plain_text
from drafter.corpus.corpus import parse_citation
from drafter.errors import BadInput

WORD = ".docx"
SUFFIXES = (WORD, ".md", ".txt")
MOST_PARAGRAPHS = 5_000
LARGEST = 1_000_000
"""Signs of all paragraphs together: a declaration has a hundredth of it."""

_MARK = re.compile(r"#{1,6} ")
_ITEM = re.compile(r"- ")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])|&#(\d{1,7});")


def from_markdown(text: str) -> str:
    """Remove the markup of Markdown line by line, so that line numbers stay those of the file."""
    return "\n".join(_plain(line) for line in text.split("\n"))


def _plain(line: str) -> str:
    item = _ITEM.match(line)
    body = line[item.end() :] if item else _MARK.sub("", line, count=1) if _MARK.match(line) else line
    words = _ESCAPED.sub(lambda match: match[1] or chr(int(match[2])), body.removesuffix("\\"))
    return f"• {words}" if item else words


class WordText(Protocol):
    """A paragraph of a Word document, as whoever opened the document read it."""

    @property
    def text(self) -> str:
        """What it says."""

    @property
    def style(self) -> str:
        """The name of its style."""

    @property
    def rows(self) -> Sequence[int]:
        """The numbers of the table rows that it stands in, from the outermost; empty outside tables."""


_HEADING = re.compile(r"(?i)heading|title|toc")


def from_word(name: str, document: Sequence[WordText]) -> list[str]:
    """The paragraphs of a Word document, each on one line, empty ones left out. `name` and what is raised: as for
    `from_text`.
    """
    _check_size(name, sum(len(paragraph.text) for paragraph in document))
    body = [paragraph for paragraph in document if not _HEADING.match(paragraph.style)]
    citing = {paragraph.rows[-1] for paragraph in body if paragraph.rows and parse_citation(paragraph.text) is not None}
    return _checked(name, (paragraph.text for paragraph in body if citing.isdisjoint(paragraph.rows)))


def from_text(name: str, data: bytes) -> list[str]:
    """The paragraphs of a file's content, each on one line, empty ones left out.

    `name` is the file's, for its suffix and for messages. Raises BadInput for another kind of file, one that can't be
    read, has more than MOST_PARAGRAPHS, or more signs than LARGEST. An empty file has none.
    """
    suffix = PurePath(name).suffix.lower()
    if suffix not in _READERS:
        raise BadInput.of(name, "This kind of text can't be traced.", f"Save it as one of: {', '.join(SUFFIXES)}.")
    text = plain_text.decode(data, name)
    _check_size(name, len(text))
    return _checked(name, _READERS[suffix](text))


def _check_size(name: str, size: int) -> None:
    if size > LARGEST:
        raise BadInput.of(name, "The text is far larger than a declaration.", "Is it the right file?")


def _checked(name: str, texts: Iterable[str]) -> list[str]:
    paragraphs = [" ".join(text.split()) for text in texts]
    paragraphs = [text for text in paragraphs if text]
    if len(paragraphs) > MOST_PARAGRAPHS:
        raise BadInput.of(name, f"The text has more than {MOST_PARAGRAPHS} paragraphs.")
    for number, text in enumerate(paragraphs, start=1):
        sign = plain_text.forbidden(text)
        if sign:
            raise BadInput.of(name, f"There is a control character ({sign[1]}) in paragraph {number}.", "Take it out.")
    return paragraphs


def _blocks(text: str) -> list[str]:
    """Split plain text at empty lines; into lines where none is empty."""
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
_LISTED = re.compile(r"[ ]{0,12}(?:[-+*]|\d{1,3}[.)]|\(?[a-z]{1,3}[.)])\s+")
_BULLET = re.compile(r"^\s*[-+*>]\s+")


def _markdown(text: str) -> list[str]:
    """Paragraphs and items of lists without their markup; headings, tables, notes and rules are no paragraphs."""
    blocks: list[list[str]] = [[]]
    in_note = False
    for line in text.split("\n"):
        if not line.strip() or _NOT_TEXT.match(line):
            in_note = line.lstrip().startswith("[^") or (in_note and not line.strip())
            blocks.append([])
        elif in_note and line.startswith(("  ", "\t")):
            continue
        elif _LISTED.match(line):
            in_note = False
            blocks.append([line])
        else:
            blocks[-1].append(line)
    return [_unmarked(" ".join(lines)) for lines in blocks]


def _unmarked(text: str) -> str:
    text = _BULLET.sub("", text)
    for pattern, instead in _MARKUP:
        text = pattern.sub(instead, text)
    return text


_READERS: dict[str, Callable[[str], list[str]]] = {".md": _markdown, ".txt": _blocks}
