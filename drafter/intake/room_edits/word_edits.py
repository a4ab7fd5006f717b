"""The words of a file's paragraphs as the runs of chains, each with the edits that brought it in and took it out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise, takewhile

from drafter.document.edited_document import Mark
from drafter.intake.room_edits.pending_edits import PendingEdit, PendingEdits
from drafter.intake.room_edits.room_edit import FoundChain, FoundRun, RoomEditKind
from drafter.intake.room_edits.room_paragraphs import RoomParagraph
from drafter.intake.room_edits.word_fates import Bit, same_hand, who

_Fate = tuple[Bit, PendingEdit | None, PendingEdit | None]
"""A bit with the edit that brought it in, and the one that took it out."""
_Chain = list[tuple[str, list[_Fate]]]
"""The ids of paragraphs, each with its bits."""


@dataclass(frozen=True, slots=True)
class _Owned:
    """A paragraph with the one whose words it has, and the edits of its break."""

    paragraph: RoomParagraph
    owner: str
    came: PendingEdit | None
    went: PendingEdit | None


@dataclass(slots=True)
class WordEdits:
    """Finds what was done to words, and to the breaks between paragraphs."""

    edits: PendingEdits
    brought: dict[PendingEdit, str] = field(default_factory=dict)
    """The ids of the new paragraphs, by the edit that brought each in."""
    owners: dict[str, str] = field(default_factory=dict)
    """Of the second half of a paragraph that was split, the id of the whole; of every other its own."""
    _chains: list[_Chain] = field(default_factory=list)

    def look_at(self, paragraphs: Iterable[RoomParagraph]) -> None:
        """`paragraphs` are all of the file's, and those that it lacks."""
        hanging = defaultdict[int, list[RoomParagraph]](list)
        for each in paragraphs:
            hanging[each.chain].append(each)
        for together in hanging.values():
            self._find_owners(together)
            for chain in _cut(together):
                fates = self._fates([self._opened(each, self.owners[each.id]) for each in chain if each.is_text])
                _word(fates)
                self._chains.append(fates)

    def chains(self) -> Iterator[FoundChain]:
        """Those in which something was done; call it once the edits have their ids."""
        for chain in self._chains:
            if any(into or out for _, fates in chain for _, into, out in fates):
                yield FoundChain(tuple(_runs(chain)))

    def _find_owners(self, hanging: Iterable[RoomParagraph]) -> None:
        whole = ""
        for each in hanging:
            self.owners[each.id] = whole if each.is_part_of_another and whole else each.id
            if each.came is None or (each.is_part_of_another and not whole):
                whole = each.id

    def _opened(self, paragraph: RoomParagraph, owner: str) -> _Owned:
        """The paragraph with the edits that brought it in, and that took it out."""
        opening = paragraph.opening
        came = went = None
        if opening.inserted:
            kind = RoomEditKind.SPLIT if paragraph.is_part_of_another else RoomEditKind.NEW
            came = self.edits.of(kind, paragraph.id, opening.inserted, paragraph.order)
            self.brought[came] = paragraph.id
            came.paragraph = owner
        if opening.deleted:
            kind = RoomEditKind.JOINED if paragraph.is_joined else RoomEditKind.DELETED
            went = self.edits.of(kind, paragraph.id, opening.deleted, paragraph.order)
        return _Owned(paragraph, owner, came, went)

    def _fates(self, chain: Sequence[_Owned]) -> _Chain:
        """Each bit with the edits that brought it in and took it out."""
        touching = _beside_breaks(chain)
        found: _Chain = []
        for each in chain:
            fates: list[_Fate] = [(each.paragraph.opening, each.came, each.went)]
            for bit in each.paragraph.words:
                beside = touching.get(id(bit))
                into = self._of_words(bit.inserted, (each.came, RoomEditKind.NEW), beside, each)
                out = self._of_words(bit.deleted, (each.went, RoomEditKind.DELETED), beside, each)
                fates.append((bit, into, out))
            found.append((each.paragraph.id, fates))
        return found

    def _of_words(
        self,
        mark: Mark | None,
        whole: tuple[PendingEdit | None, RoomEditKind],
        beside: PendingEdit | None,
        here: _Owned,
    ) -> PendingEdit | None:
        """The edit that a change of words belongs to: that of the whole paragraph, or, for words that touch a break,
        that of the break, if the same person made it.
        """
        if mark is None:
            return None
        edit, kind = whole
        if edit and edit.kind is kind and edit.who == who(mark):
            return edit.dated(mark)
        if beside and beside.who == who(mark):
            return beside.dated(mark)
        return self.edits.of(RoomEditKind.TEXT, here.owner, mark, here.paragraph.order)


def _word(chain: _Chain) -> None:
    """Gives each edit of the chain what it found and what it leaves, in the paragraphs that it concerns."""
    concerned: dict[PendingEdit, set[int]] = {}
    for place, (_, fates) in enumerate(chain):
        for bit, into, out in fates:
            for edit in filter(None, (into, out)):
                places = concerned.setdefault(edit, set())
                places.add(place)
                if bit.is_break and place and edit.kind in (RoomEditKind.SPLIT, RoomEditKind.JOINED):
                    places.add(place - 1)
    for edit, places in concerned.items():
        fates = [fate for place in range(min(places), max(places) + 1) for fate in chain[place][1]]
        edit.was, edit.now = _composed(fates, None), _composed(fates, edit)


def _runs(chain: _Chain) -> Iterator[FoundRun]:
    for name, fates in chain:
        for bit, into, out in fates:
            opens = name if bit.is_break else ""
            yield FoundRun("" if opens else bit.text, into.id if into else "", out.id if out else "", opens)


def _beside_breaks(chain: Sequence[_Owned]) -> dict[int, PendingEdit]:
    """The blanks on both sides of where a paragraph was split or joined, and the words there that the same person
    changed, by the `id()` of each: who ends one sentence and begins the next did so because of the break.
    """
    found: dict[int, PendingEdit] = {}
    for before, each in pairwise(chain):
        edit = each.came or each.went
        if edit and edit.kind in (RoomEditKind.SPLIT, RoomEditKind.JOINED):
            for bits in (before.paragraph.words[::-1], each.paragraph.words):
                for bit in takewhile(partial(_touches, edit), bits):
                    found.setdefault(id(bit), edit)
    return found


def _touches(edit: PendingEdit, bit: Bit) -> bool:
    """Whether nothing stands between this and the break that somebody else wrote, or left as it was."""
    return bit.text.isspace() or any(mark and who(mark) == edit.who for mark in (bit.inserted, bit.deleted))


def _composed(fates: Iterable[_Fate], edit: PendingEdit | None) -> str:
    """The words with one edit taken, or none."""
    standing = [
        "\n" if bit.is_break else bit.text
        for bit, into, out in fates
        if (into is None or into is edit) and (out is None or out is not edit)
    ]
    return "".join(standing).removeprefix("\n")


def _cut(hanging: Sequence[RoomParagraph]) -> Iterator[list[RoomParagraph]]:
    """Paragraphs that hang together, cut around each that stands or falls by itself."""
    chain: list[RoomParagraph] = []
    apart: list[RoomParagraph] = []
    for each in hanging:
        if each.came is None and each.went is None:
            yield from filter(None, (chain, *([one] for one in apart)))
            chain, apart = [each], []
        elif _is_apart(each):
            apart.append(each)
        else:
            chain, apart = [*chain, *apart, each], []
    yield from filter(None, (chain, *([one] for one in apart)))


def _is_apart(paragraph: RoomParagraph) -> bool:
    """Whether one person brought all of a new paragraph in, or took all of one out."""
    came, went = paragraph.came, paragraph.went
    if came is not None and went is None:
        return all(same_hand(bit.inserted, came) for bit in paragraph.words)
    if went is not None and came is None:
        return all(same_hand(bit.deleted, went) for bit in paragraph.words)
    return False
