"""Text without its markup: of a mapping exercise that drafter itself wrote (`drafter compile --as list`) in Markdown;
and what a paragraph of a Word document is to whoever reads one. Touches no file.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

WORD = ".docx"

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
