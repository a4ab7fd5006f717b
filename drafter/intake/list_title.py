"""The title of a list, told from the first heading that stands right below it. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from drafter.intake.annex import Aside
from drafter.intake.citations import ListCitations
from drafter.intake.list_lines import Block, Token
from drafter.intake.prose import Prose, opens_lower

_MARKED = re.compile(r"([^\W\d_][”\"’»)]?)\d{1,2}$")
_OPENING = "“”\"'‘«„(["


@dataclass(frozen=True, slots=True)
class Front:
    """What stands before a list's first theme or item."""

    title: str
    """Without its footnote mark; empty where the list starts with its first heading."""
    asides: tuple[Aside, ...]
    rest: tuple[Token, ...]
    """Everything from the first heading on."""


def read_front(tokens: list[Token], citations: ListCitations) -> Front:
    """Part the title from the rest: by its footnote mark, by a blank line, or before the last line that can head."""
    lead = _lead(tokens, citations)
    rest = tuple(tokens[len(lead) :])
    if not lead:
        return Front("", (), rest)
    marked = _after_mark(lead[0])
    if len(lead) == 1:
        title, heading = _halves(lead[0], marked or _last_capital(lead[0]))
        return Front(title, (), (heading, *rest))
    asides = [Aside(block.prose.line, block.prose.text) for block in lead[1:-1]]
    title = _title(lead[0].lines)
    if marked and marked < len(lead[0].lines):
        title, below = _halves(lead[0], marked)
        asides.insert(0, Aside(below.prose.line, below.prose.text))
    return Front(title, tuple(asides), (lead[-1], *rest))


def _lead(tokens: list[Token], citations: ListCitations) -> list[Block]:
    """The first blocks without citation, up to the first numeral or item."""
    lead: list[Block] = []
    for token in tokens:
        if not isinstance(token, Block) or token.number or token.bulleted:
            break
        if next(citations.marks(token.prose.text), None):
            while len(lead) > 1 and (token.goes_on or opens_lower(token.prose.text)):
                token = lead.pop()  # The first item is itself cut in two, or in more.
            break
        lead.append(token)
    return lead


def _after_mark(block: Block) -> int:
    """The number of lines up to the footnote mark that ends the title; 0 where there is none."""
    return next((place for place, line in enumerate(block.lines, 1) if _MARKED.search(line.text)), 0)


def _last_capital(block: Block) -> int:
    """The number of lines before the last one that starts with a capital; lower-case lines after it go on."""
    places = range(len(block.lines) - 1, 0, -1)
    return next((place for place in places if not opens_lower(block.lines[place].text.lstrip(_OPENING))), 0)


def _halves(block: Block, lines: int) -> tuple[str, Block]:
    """The first lines as a title and the others as a block; a title of no lines, or of all, leaves the block whole."""
    if not 0 < lines < len(block.lines):
        return "", block
    below = block.lines[lines:]
    return _title(block.lines[:lines]), replace(block, lines=below, prose=Prose.joined(below))


def _title(lines: tuple[Prose, ...]) -> str:
    return _MARKED.sub(r"\1", Prose.joined(lines).text)
