"""A document as it went out: every paragraph that was printed before its annexes, in order, with what it was."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from drafter.document.outline import Heading, Outline, OutlineParagraph, Sentence
from drafter.draft.draft import Draft, Status
from drafter.draft.layout import RIGHT


class PieceKind(StrEnum):
    """What a printed paragraph was."""

    MASTHEAD = "masthead"
    TITLE = "title"
    CONTENTS = "contents"
    SENTENCE = "sentence"
    HEADING = "heading"
    PARAGRAPH = "paragraph"


@dataclass(frozen=True, slots=True)
class IssuedPiece:
    """A paragraph as it was printed."""

    index: int
    """Its place among all of them."""
    kind: PieceKind
    words: str
    """Of a paragraph, its text alone."""
    id: str = ""
    """Of a paragraph or a heading, by which the draft knows it."""
    part: str = ""
    """The id of the part that it belongs to; of a sentence, of the part that it leads to."""
    depth: int = 0
    block: OutlineParagraph | None = None

    @property
    def bracketed(self) -> bool:
        """Whether its status put square brackets around its words."""
        block = self.block
        return block is not None and block.state is Status.BRACKETED and "[" not in block.text

    @property
    def citation(self) -> str:
        """How its sources are cited in the text, where they are."""
        return self.block.inline if self.block else ""

    @property
    def lead_in(self) -> str:
        return self.block.lead_in if self.block else ""

    @property
    def tag(self) -> str:
        return self.block.tag if self.block else ""

    @property
    def moves(self) -> tuple[str, ...]:
        """Where it was proposed to go, as printed."""
        return self.block.moves if self.block else ()

    @property
    def ref(self) -> str:
        """What people call it."""
        if self.block:
            return self.block.ref
        return f"heading “{self.words}”" if self.kind is PieceKind.HEADING else str(self.kind)

    def printings(self) -> Iterator[str]:
        """What may have stood in the paragraph: with what is around its words and without."""
        ways = (True, False) if self.tag or self.bracketed else (True,)
        yield from (self.printed(cited=False, tagged=tagged) for tagged in ways)
        if self.citation:
            yield from (self.printed(cited=True, tagged=tagged) for tagged in ways)

    def printed(self, *, cited: bool, tagged: bool) -> str:
        """All that stood in the paragraph, with its sources cited in the text or not, with its status tag or not."""
        words = f"[{self.words}]" if self.bracketed and tagged else self.words
        said = (words, self.citation if cited else "", self.lead_in, self.tag if tagged else "")
        return " ".join(filter(None, said))


def issued(outline: Outline, draft: Draft) -> tuple[IssuedPiece, ...]:
    """What this outline of the draft prints before its annexes."""
    return tuple(_Issuing(outline, draft).pieces())


class _Issuing:
    def __init__(self, outline: Outline, draft: Draft) -> None:
        self._outline = outline
        self._draft = draft
        self._part = ""

    def pieces(self) -> Iterator[IssuedPiece]:
        made = [self._piece(index, *printed) for index, printed in enumerate(self._printed())]
        part = ""
        for place in range(len(made) - 1, -1, -1):
            if made[place].kind is PieceKind.SENTENCE:
                made[place] = replace(made[place], part=part)
            part = made[place].part or part
        return iter(made)

    def _printed(self) -> Iterator[tuple[PieceKind, str, Heading | Sentence | OutlineParagraph | None]]:
        outline = self._outline
        for line in outline.masthead:
            yield PieceKind.MASTHEAD, line.replace(RIGHT, " "), None  # as the file is read
        yield PieceKind.TITLE, outline.title, None
        headings = [block for block in outline.blocks if isinstance(block, Heading)]
        if outline.form.contents:
            for words in (outline.form.terms.contents, *(heading.text for heading in headings)):
                yield PieceKind.CONTENTS, words, None
        for block in outline.blocks:
            if isinstance(block, OutlineParagraph):
                yield PieceKind.PARAGRAPH, block.text, block
            else:
                kind = PieceKind.HEADING if isinstance(block, Heading) else PieceKind.SENTENCE
                yield kind, block.text, block

    def _piece(
        self, index: int, kind: PieceKind, words: str, block: Heading | Sentence | OutlineParagraph | None
    ) -> IssuedPiece:
        if isinstance(block, Heading):
            self._part = block.id
            return IssuedPiece(index, kind, words, block.id, block.id)
        if isinstance(block, OutlineParagraph):
            spot = self._draft.spots.get(block.id)
            self._part = spot.part.id if spot else self._part
            return IssuedPiece(index, kind, words, block.id, self._part, block.depth, block)
        return IssuedPiece(index, kind, words)


_CONTENTS = re.compile(r"(?:toc|contents)\b", re.IGNORECASE)
_PAGE = re.compile(r"\s+\d+\s*\Z")
_TABBED = re.compile(r"\s*\t\s*\d+\s*\Z")


def without_page(text: str, style: str) -> str:
    """The text of a paragraph in a style; of an entry of a table of contents without the number of its page, which each
    program counts anew.
    """
    return (_PAGE if _CONTENTS.match(style) else _TABBED).sub("", text)


def key(text: str) -> str:
    """A text's words as they are compared: blanks and ways to write an accent, which programs change, don't count."""
    return " ".join((text if text.isascii() else unicodedata.normalize("NFC", text)).split())
