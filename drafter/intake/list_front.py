"""Tells the title of a list, and what stands below it, apart from its first heading. Touches no file."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from drafter.corpus.corpus import AboutHeading
from drafter.intake.citation_marks import ListCitations
from drafter.intake.found_lines import TITLE
from drafter.intake.heading_levels import numbered
from drafter.intake.joined_lines import Aside, Prose, starts_lowercase, title_key
from drafter.intake.list_blocks import Block, Token

_MARKED = re.compile(r"([^\W\d_][”\"’»)]?)\d{1,2}$")
OPENING = "“”\"'‘«„(["
"""The signs that may stand before the first letter of a heading or a line."""


@dataclass(frozen=True, slots=True)
class ListFront:
    """A list divided into its title, the lines below that, and the rest."""

    title: str
    """The list's title without its footnote mark; empty where the list starts with its first heading."""
    asides: tuple[Aside, ...]
    rest: tuple[Token, ...]
    """Everything from the first heading on."""
    marked: bool = False
    """Whether the format marks the headings, so that none stands among the asides."""
    unsure: tuple[Prose, ...] = ()
    """What may be the first heading, the likeliest last, where it is not sure where the title ends."""


def split_front(tokens: list[Token], citations: ListCitations, answers: Sequence[AboutHeading] = ()) -> ListFront:
    """Split off the list's title: before the heading that the user names, at its footnote mark, at a blank line, or
    before the last possible heading.
    """
    lead = _front_blocks(tokens, citations)
    rest = tuple(tokens[len(lead) :])
    if not lead:
        return ListFront("", (), rest)
    marked = _lines_to_footnote_mark(lead[0])
    if len(lead) == 1:
        lines = lead[0].lines
        starts = [place for place, line in enumerate(lines) if not starts_lowercase(line.text.lstrip(OPENING))]
        known = {title_key(answer.title) for answer in answers}
        said = next((place for place in starts if title_key(Prose.joined(lines[place:]).text) in known), None)
        title, heading = _split_block(lead[0], marked or max(starts, default=0) if said is None else said)
        unsure = len([place for place in starts if place]) > 1 and not marked and said is None
        maybe = tuple(Prose.joined(lines[place:]) for place in starts) if unsure else ()
        return ListFront(title, (), (heading, *rest), unsure=maybe)
    asides = [Aside(block.prose.line, block.prose.text) for block in lead[1:-1]]
    title = _title(lead[0].lines)
    if marked and marked < len(lead[0].lines):
        title, below = _split_block(lead[0], marked)
        asides.insert(0, Aside(below.prose.line, below.prose.text))
    return ListFront(title, tuple(asides), (lead[-1], *rest))


def _front_blocks(tokens: list[Token], citations: ListCitations) -> list[Block]:
    """The blocks before the first numeral or item; empty where the list starts with one."""
    lead: list[Block] = []
    for token in tokens:
        if not isinstance(token, Block) or token.number or token.bulleted or numbered(token.prose.text)[0]:
            break
        if next(citations.marks(token.prose.text), None):
            while len(lead) > 1 and (token.goes_on or starts_lowercase(token.prose.text)):
                token = lead.pop()  # page breaks cut the first item into these
            break
        lead.append(token)
    return lead


def _lines_to_footnote_mark(block: Block) -> int:
    """How many lines there are up to the footnote mark that ends the title; 0 where there is none."""
    return next((place for place, line in enumerate(block.lines, 1) if _MARKED.search(line.text)), 0)


def _split_block(block: Block, lines: int) -> tuple[str, Block]:
    """Split a block after `lines` lines into a title and a block; for 0 or all lines the title is empty."""
    if not 0 < lines < len(block.lines):
        return "", block
    below = block.lines[lines:]
    return _title(block.lines[:lines]), replace(block, lines=below, prose=Prose.joined(below))


def _title(lines: tuple[Prose, ...]) -> str:
    return _MARKED.sub(r"\1", Prose.joined(lines).text)


def split_marked_front(tokens: list[Token], levels: Mapping[int, int]) -> ListFront | None:
    """Split off the title of a list whose format marks its headings: the document's title, or its only heading of the
    first degree above all others; what else stands before the first heading is none. None where no heading is marked.
    """
    blocks = [token for token in tokens if isinstance(token, Block)]
    marked = [(block, levels[block.prose.line]) for block in blocks if block.prose.line in levels]
    heads = [block for block, level in marked if level != TITLE]
    if not heads:
        return None
    degrees = [levels[block.prose.line] for block in heads]
    titles = [block for block, level in marked if level == TITLE]
    if not titles and len(heads) > 1 and degrees[0] < min(degrees[1:]):
        titles, heads = heads[:1], heads[1:]
    start = tokens.index(heads[0])
    asides = [token for token in tokens[:start] if isinstance(token, Block) and token not in titles]
    if any(aside.bulleted for aside in asides):
        return None
    if not titles and asides:
        titles, asides = asides[:1], asides[1:]
    title = " ".join(block.prose.text for block in titles)
    lines = tuple(Aside(each.prose.line, each.prose.text) for each in asides)
    return ListFront(title, lines, tuple(tokens[start:]), marked=True)
