"""What widgets tell the main screen. Messages go up; no widget reaches sideways."""

from __future__ import annotations

from dataclasses import dataclass

from textual.message import Message

from drafter.review.coverage import Tally
from drafter.tui.choose.filter import Filter


@dataclass
class Edited(Message):
    """A step changed the draft."""

    step: str
    """What was done, in words that fit “Undone: …”."""
    before: Tally
    """The coverage before it, each recommendation counted once."""
    about: tuple[str, ...] = ()
    """The changed paragraphs that the user may want to find again; the outline goes to the first of them."""


@dataclass
class Happened(Message):
    """Something was done that doesn't change the draft."""

    words: str


@dataclass
class GoToParagraph(Message):
    """Show a paragraph in the outline."""

    paragraph: str


@dataclass
class GoToPoint(Message):
    """Show a recommendation in Choose."""

    recommendation: str


@dataclass
class GoToPoints(Message):
    """Show recommendations in Choose: those of a theme (None for all themes) that the filter keeps."""

    theme: str | None
    filter: Filter


class SearchBegan(Message):
    """A search begins: take away what was said before, which is no answer to it."""


class ReadyForKeys(Message):
    """The screen can take keys."""


@dataclass
class Reviewed(Message):
    """The background review is there."""

    fault: str
    """What the user should know about it; empty for nothing."""
