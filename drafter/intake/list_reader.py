"""Reads a mapping in the form of a list by theme, as text that was taken out of a PDF. Pure.

Bullets and roman numerals float: a numeral is kept waiting, and the next text without citation is the title that takes
the one that has waited longest. A text without citation and without a waiting numeral heads a section, unless it is the
first half of an item that a page's end has cut in two.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, replace

from drafter.errors import Problem
from drafter.intake.annex import Annex, AnnexItem, Aside
from drafter.intake.builder import Builder
from drafter.intake.citations import ListCitations, Piece, completes, is_cut, matrix_marks, pieces
from drafter.intake.hyphens import undo
from drafter.intake.legend import read_legend
from drafter.intake.list_lines import Block, Numeral, Token, tokens
from drafter.intake.list_title import read_front
from drafter.intake.prose import TOO_LONG, Prose, SourceText, ends_sentence, opens_lower, shorten

_FOOTNOTE = re.compile(r"\d{1,2}\s+[“”\"'‘«„]?([^\W\d_])")
_UNCITED = "End it with its citation, such as [AP 62(a)]."


@dataclass(frozen=True, slots=True)
class _Waiting:
    """Text that no citation has ended yet: the first half of an item, or a heading."""

    prose: Prose
    is_item: bool
    """Items or a bullet before it show that it is no heading."""
    numeral: Numeral | None = None
    """The numeral that it takes if it turns out to be a title."""
    own_numeral: bool = False
    """The numeral stood on its line, so it is a title beyond doubt."""


def read_list(source: SourceText, codes: frozenset[str] = frozenset()) -> tuple[Annex | None, tuple[Problem, ...]]:
    """The annex that a list is; None where the file is no list. `codes` are the regions' codes if the user gave any."""
    text, rejoined = undo(source.text)
    found = tokens(text)
    legend = tuple(one for token in found if isinstance(token, Block) for one in read_legend(token.prose))
    declared = codes or frozenset(one.code for one in legend)
    citations = ListCitations(declared, declared=True) if declared else ListCitations.discover(source.text)
    if next(citations.marks(source.text), None) is None:
        return None, (_no_list(source),)
    front = read_front([token for token in found if not _is_legend(token, citations)], citations)
    reader = _Reader(source.file, citations, items_open_lower=_items_open_lower(found, citations))
    reader.read(front.rest)
    asides = tuple(sorted((*front.asides, *reader.asides), key=lambda aside: aside.line))
    annex = Annex(
        "list", source.file, front.title, reader.built.sections(), legend=legend, asides=asides, rejoined=rejoined
    )
    return annex, reader.built.problems()


def _is_legend(token: Token, citations: ListCitations) -> bool:
    if not isinstance(token, Block) or next(citations.marks(token.prose.text), None):
        return False
    return bool(read_legend(token.prose))


def _no_list(source: SourceText) -> Problem:
    if not source.text.strip():
        return Problem(source.file, None, "The file is empty.", "Give the list by theme as a text file.")
    if next(matrix_marks(source.text), None):
        what = "This is a matrix, not a list: it cites as in [Report, para. 62a]."
        return Problem(source.file, None, what, "Give it as the matrix (--matrix).")
    what = "This isn't a list of recommendations: there is no citation such as [AP 62(a)] in it."
    return Problem(source.file, None, what, "Every recommendation must end with its citation.")


def _items_open_lower(found: Iterable[Token], citations: ListCitations) -> bool:
    """Whether items start in lower case in this file (`to promote…`), so that a small letter shows no cut.

    Only items that follow another one in their block, or a bullet, are asked: the others may be halves themselves.
    """
    openings = [
        piece.prose.text[:1]
        for token in found
        if isinstance(token, Block)
        for piece in pieces(token.prose, citations.marks(token.prose.text))[0][0 if token.bulleted else 1 :]
    ]
    return sum(one.islower() for one in openings) > sum(one.isupper() for one in openings)


class _Reader:
    """One pass over the tokens of a list."""

    def __init__(self, file: str, citations: ListCitations, *, items_open_lower: bool) -> None:
        self.built = Builder(file)
        self.asides: list[Aside] = []
        self.citations = citations
        self.numerals: deque[Numeral] = deque()
        self.waiting: _Waiting | None = None
        self.items_open_lower = items_open_lower

    def read(self, found: tuple[Token, ...]) -> None:
        for token in found:
            if isinstance(token, Numeral):
                self.numerals.append(token)
            elif self._is_footnote(token):
                self.asides.append(Aside(token.prose.line, token.prose.text))
            else:
                self._block(token)
        self._close()
        for numeral in self.numerals:
            what = f"The numeral {numeral.number}. has no title."
            self.built.problem(numeral.line, what, "Write its theme's title after it, or take it away.")

    def _is_cited(self, prose: Prose) -> bool:
        return next(self.citations.marks(prose.text), None) is not None

    def _is_footnote(self, block: Block) -> bool:
        opening = _FOOTNOTE.match(block.prose.text)
        return opening is not None and opening[1].isupper() and not self._is_cited(block.prose)

    def _block(self, block: Block) -> None:
        text = _Waiting(block.prose, block.bulleted)
        if block.number:
            text = replace(text, numeral=Numeral(block.prose.line, block.number), own_numeral=True)
        before = self.waiting
        if before and self._goes_on(before, block):
            text = replace(before, prose=before.prose.then(block.prose))
            self.waiting = None
        else:
            self._close()
            before = None
        if self._is_cited(block.prose) or (before and is_cut(before.prose.text)):
            self._items(text)
        elif len(text.prose.text) > TOO_LONG:
            self._uncited(text.prose)
        else:
            self._wait(text)

    def _goes_on(self, waiting: _Waiting, block: Block) -> bool:
        """Whether a block is the rest of a text that a page's end has cut in two."""
        before, after = waiting.prose.text, block.prose.text
        if block.bulleted or block.number:
            return False
        if block.goes_on or before.endswith((",", "-")) or (is_cut(before) and completes(after)):
            return True
        first = next(self.citations.marks(after), None)
        if (opens_lower(after) and not self.items_open_lower) or (first and first.start == 0):
            return True
        return waiting.is_item and not ends_sentence(before) and first is not None

    def _wait(self, text: _Waiting) -> None:
        """Keep a text without citation until what follows shows what it is."""
        if not text.is_item and text.numeral is None and self.numerals:
            text = replace(text, numeral=self.numerals.popleft())
        self.waiting = text

    def _close(self) -> None:
        """The waiting text doesn't go on: it is a heading, or an item that lacks its citation."""
        text, self.waiting = self.waiting, None
        if text is None:
            return
        half = next(self.citations.marks(text.prose.text), None)
        if half:
            self._half(text.prose.line_at(half.start), text.prose.text[half.start : half.end])
        elif text.is_item:
            self._uncited(text.prose)
        elif text.numeral:
            self.built.add_theme(text.prose.line, text.numeral.number, text.prose.text)
        else:
            self.built.add_heading(text.prose.line, text.prose.text)

    def _items(self, text: _Waiting) -> None:
        """The items that a text holds; what follows the last citation waits for its rest."""
        if text.numeral and text.own_numeral:
            what = f"The title of theme {text.numeral.number}. runs on into a recommendation."
            self.built.problem(text.prose.line, what, "Leave a blank line between them.")
        elif text.numeral:
            self.numerals.appendleft(text.numeral)  # It was no title after all.
        for legend in read_legend(text.prose)[:1]:
            what = "The legend of the regions runs together with a recommendation."
            self.built.problem(legend.line, what, "Leave a blank line between them.")
        found, rest = pieces(text.prose, self.citations.marks(text.prose.text))
        for piece in found:
            self._item(piece)
        if rest.text:
            self.waiting = _Waiting(rest, is_item=True)

    def _item(self, piece: Piece) -> None:
        mark, text = piece.mark, piece.prose.text
        if mark.paragraph is None:
            self._half(piece.line, piece.cited)
        elif self.citations.declared and mark.region not in self.citations.codes:
            what = f"The citation {piece.cited} names a region {mark.region} that is not among {self._codes()}."
            self.built.problem(piece.line, what, "Correct the code, or add the region to the about file.")
        elif not text:
            what = f"There is no recommendation before the citation {piece.cited}."
            self.built.problem(piece.line, what, "Write its text before it, or take the citation away.")
        else:
            self.built.add_item(AnnexItem(piece.prose.line, mark.region, mark.paragraph, mark.letter, text))

    def _codes(self) -> str:
        return ", ".join(sorted(self.citations.codes))

    def _half(self, line: int, cited: str) -> None:
        what = f"The citation “{shorten(cited.strip())}” is cut in half or garbled."
        self.built.problem(line, what, "Write it in full, such as [AP 62(a)].")

    def _uncited(self, prose: Prose) -> None:
        self.built.problem(prose.line, f"There is no citation after “{shorten(prose.text)}”.", _UNCITED)
