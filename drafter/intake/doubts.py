"""What a file leaves in doubt: a question to the user, with what may be answered. An answer is what the about file
keeps, so that it isn't asked again. Touches no file.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from drafter.corpus.corpus import AboutColumn, AboutFile, AboutHeading, AboutParagraph, AboutRegion, ParagraphUse
from drafter.errors import Problem
from drafter.intake.joined_lines import title_key

Answer = AboutHeading | AboutParagraph | AboutRegion | AboutColumn | AboutFile


@dataclass(frozen=True, slots=True)
class PossibleAnswer:
    """One of the answers to a question."""

    words: str
    """`It heads a theme.`"""
    answers: tuple[Answer, ...] = ()
    """What is kept; none where the user has to write something first."""
    asks: str = ""
    """What the user has to write: `Its letters, such as AP`."""
    of: Callable[[str], tuple[Answer, ...]] | None = None
    """What is kept of what the user writes."""


@dataclass(frozen=True, slots=True)
class SourceQuestion(Problem):
    """A problem that the user can settle without touching the file."""

    choices: tuple[PossibleAnswer, ...] = ()


def quoted(text: str) -> str:
    """As a shell, or YAML, has a text in quotes."""
    return json.dumps(text, ensure_ascii=False)


def settled(name: str, *uses: str) -> str:
    """How the command line says what words are: `--settle "AP 14=letters", or =none`."""
    first, *others = uses
    return f"--settle {quoted(f'{name}={first}')}{''.join(f', or ={other}' for other in others)}"


_BEGINNING = 8
"""Words by which a text is recognised."""


def beginning(text: str) -> str:
    """The words by which an answer names a text that has no name."""
    return " ".join(text.split()[:_BEGINNING])


_USES = {
    ParagraphUse.LETTERS: "Its letters are recommendations",
    ParagraphUse.RECOMMENDATION: "It is a recommendation, whole",
    ParagraphUse.NONE: "It is no recommendation: leave it out",
    ParagraphUse.TEXT: "It is a part of the text",
    ParagraphUse.HEADING: "It is a heading",
    ParagraphUse.NUMBER: "It counts, and is none of the words",
}


def uses(paragraph: str, *uses: ParagraphUse, where: str = "") -> tuple[PossibleAnswer, ...]:
    """The choices of what words are; `where` says of which, besides: ` (all of AP)`."""
    return tuple(PossibleAnswer(f"{_USES[use]}{where}", (AboutParagraph(paragraph, use),)) for use in uses)


def said_of(name: str, answers: Sequence[AboutParagraph], *uses: ParagraphUse) -> ParagraphUse | None:
    """Which of these uses the user said that the words of this name have; None where nothing is said."""
    key = title_key(name) if answers else ""
    return next((said.use for said in answers if said.use in uses and title_key(said.paragraph) == key), None)
