"""What paragraphs that hang together say once some of the room's edits are carried out, and whose words they have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable
from dataclasses import dataclass, field
from itertools import dropwhile, takewhile

from drafter.intake.room_edits.room_edit import FoundChain, FoundRun


@dataclass(frozen=True, slots=True)
class ComposedPiece:
    """Words that stand together in a composed paragraph as they stand in one run of the chain."""

    text: str
    owner: str = ""
    """The paragraph that they stood in when the file went out; empty for words that came since."""
    start: int = -1
    """Their place in that paragraph's text, in characters; -1 as above."""

    @property
    def end(self) -> int:
        return self.start + len(self.text)


@dataclass(slots=True)
class ComposedParagraph:
    """A paragraph as some edits have it."""

    id: str
    brought_by: str = ""
    """The edit that brought the paragraph in; empty for one that stood there when the file went out."""
    pieces: list[ComposedPiece] = field(default_factory=list)
    """Its words to the letter, blank space at the ends and all."""
    owners: dict[str, None] = field(default_factory=dict)
    """The ids of the paragraphs whose words, as the file went out, it has, in order."""
    typed_by: dict[str, None] = field(default_factory=dict)
    """The ids of the edits whose words it has."""

    @property
    def text(self) -> str:
        """Its words with the blank space at the ends."""
        return "".join(piece.text for piece in self.pieces)

    @property
    def words(self) -> str:
        """Its words without blank space at the ends."""
        return self.text.strip()


@dataclass(slots=True)
class ComposedChain:
    """A chain as some edits have it."""

    base: tuple[str, ...]
    """The ids of the paragraphs that stood there when the file went out."""
    paragraphs: dict[str, ComposedParagraph] = field(default_factory=dict)
    """By their ids, in order; only those that have words."""
    homeless: set[str] = field(default_factory=set)
    """The edits of the set that put words into a paragraph which none of the set brings in."""

    _homes: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _owners: dict[str, list[str]] = field(default_factory=dict)

    def finish(self) -> None:
        """Find whose words are where, once all paragraphs are there."""
        homes: dict[str, list[str]] = {id: [] for id in self.base}
        for paragraph in self.paragraphs.values():
            for owner in paragraph.owners:
                homes[owner].append(paragraph.id)
        for id in self.base:
            self._homes[id] = tuple(homes[id]) or ((id,) if id in self.paragraphs else ())
            for home in self._homes[id]:
                self._owners.setdefault(home, []).append(id)

    def homes(self, id: str) -> tuple[str, ...]:
        """The paragraphs that have words of the one with this id, which stood there when the file went out; where none
        has, itself, if it still stands.
        """
        return self._homes[id]

    def owners(self, id: str) -> list[str]:
        """The paragraphs of which this one is a home."""
        return self._owners.get(id, [])

    @property
    def words(self) -> dict[str, str]:
        """The words of each paragraph, by its id."""
        return {id: paragraph.words for id, paragraph in self.paragraphs.items()}


def composed(chain: FoundChain, edits: Container[str]) -> ComposedChain:
    """The chain with these edits carried out, and no others. A paragraph without words is none; where one was cut at
    its beginning, it goes on behind the cut.
    """
    made = ComposedChain(tuple(run.opens for run in chain.runs if run.opens and not run.inserted))
    here: ComposedParagraph | None = None
    owner, opened = "", chain.runs[0]
    absent = False
    at: Counter[str] = Counter()
    paragraphs: list[ComposedParagraph] = []
    for place, run in enumerate(chain.runs):
        stands = (not run.inserted or run.inserted in edits) and not (run.deleted and run.deleted in edits)
        if run.opens:
            owner = owner if run.inserted else run.opens
            opened = run
            new = _is_new(chain, place)
            absent = new and run.inserted not in edits
            emptied = here if here is not None and not here.words else None
            if stands and not (run.inserted and emptied and not emptied.brought_by and not new):
                here = ComposedParagraph(run.opens, run.inserted)
                paragraphs.append(here)
            elif not stands and not run.inserted and emptied and emptied.brought_by:
                # Joined to a new paragraph of which no word is left, it is still itself.
                emptied.id, emptied.brought_by = run.opens, ""
        elif stands and absent and run.inserted:
            made.homeless.add(run.inserted)
        elif stands:
            if here is None:
                # The break before the chain's first paragraph went, but not all of its words did.
                here = ComposedParagraph(owner) if owner else ComposedParagraph(opened.opens, opened.inserted)
                paragraphs.append(here)
            _add(here, run, owner, at[owner])
        if not run.inserted:
            at[owner] += len(run.text)
    made.paragraphs = {each.id: each for each in paragraphs if each.words}
    made.finish()
    return made


def _is_new(chain: FoundChain, place: int) -> bool:
    """Whether the break at this place brings in a paragraph that has no words of those that stood there."""
    if not chain.runs[place].inserted:
        return False
    behind = takewhile(lambda run: not run.opens, chain.runs[place + 1 :])
    return all(run.inserted or not run.text.strip() for run in behind)


def _add(paragraph: ComposedParagraph, run: FoundRun, owner: str, start: int) -> None:
    if run.inserted:
        paragraph.pieces.append(ComposedPiece(run.text))
        paragraph.typed_by[run.inserted] = None
    else:
        paragraph.pieces.append(ComposedPiece(run.text, owner, start))
        if run.text.strip():
            paragraph.owners[owner] = None


def edits_in(chain: FoundChain) -> set[str]:
    """The ids of the edits that made something in the chain."""
    return {edit for run in chain.runs for edit in (run.inserted, run.deleted) if edit}


def brought_in(chains: Iterable[FoundChain]) -> dict[str, str]:
    """The edit that brought each new paragraph, by the paragraph's id, in the file's order."""
    return {run.opens: run.inserted for chain in chains for run in chain.runs if run.opens and run.inserted}


def new_in(chain: FoundChain) -> set[str]:
    """The edits that brought in paragraphs which have no words of those that stood there."""
    return {run.inserted for place, run in enumerate(chain.runs) if run.opens and _is_new(chain, place)}


def order(chain: FoundChain) -> list[str]:
    """The ids of all its paragraphs, whether they stand or not."""
    return [run.opens for run in chain.runs if run.opens]


def all_words(chain: FoundChain, id: str) -> str:
    """All words that anybody put into the paragraph which begins with this break, those that others took out too."""
    behind = dropwhile(lambda run: run.opens != id, chain.runs)
    next(behind)
    return "".join(run.text for run in takewhile(lambda run: not run.opens, behind)).strip()
