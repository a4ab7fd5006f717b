"""Where each paragraph of a file stands in the draft: under which part or paragraph, and behind which sibling; which
were moved, and whose number was counted otherwise.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from drafter.document.edited_document import EditedDocument, EditedParagraph, Mark
from drafter.draft.draft import Draft
from drafter.draft.numerals import Degree
from drafter.intake.room_edits.issued_text import IssuedPiece, PieceKind
from drafter.intake.room_edits.pending_edits import PendingEdit, PendingEdits
from drafter.intake.room_edits.room_edit import FoundMove, RoomEditKind
from drafter.intake.room_edits.room_paragraphs import RoomParagraph
from drafter.intake.room_edits.typed_signs import as_frozen, of_label
from drafter.intake.room_edits.word_fates import UNTRACKED

_SUB = re.compile(r"(?i)sub-?paragraph ?([1-4])$")
_TOP = re.compile(r"(?i)operative paragraph$|preambular (?:paragraph|chapeau)$")


def depth_of(paragraph: EditedParagraph, before: int) -> int:
    """How deep a paragraph of a file stands: as its style says, else its list; `before` where neither does."""
    depth = _depth_of(paragraph.style)
    if depth is not None:
        return depth
    return paragraph.depth if paragraph.label else before


@lru_cache(256)
def _depth_of(style: str) -> int | None:
    if sub := _SUB.search(style):
        return int(sub[1])
    return 0 if _TOP.search(style) else None


_STIRRING = {
    RoomEditKind.NEW,
    RoomEditKind.DELETED,
    RoomEditKind.MOVED,
    RoomEditKind.SPLIT,
    RoomEditKind.JOINED,
    RoomEditKind.NUMBER,
}
"""What makes programs count the paragraphs behind it otherwise."""


class Placing:
    """The places of one file's paragraphs beside those that they had when it went out."""

    def __init__(
        self,
        document: EditedDocument,
        base: Draft,
        pieces: Sequence[IssuedPiece],
        paragraphs: Sequence[RoomParagraph],
    ) -> None:
        self._document, self._base, self._paragraphs = document, base, paragraphs
        self._by_id = {each.id: each for each in paragraphs}
        self._refs = {piece.id: piece.ref for piece in pieces if piece.id}
        went_out = [_standing(piece, piece.depth) for piece in pieces if piece.part]
        part = next((each.part for each in went_out), "") or base.parts[0].id
        self._before = placed(went_out, {}, part).places
        self._now = placed(list(self._standing()), self._before, part)
        gone = any(each.went for each in paragraphs)
        self._shown = placed(list(self._standing(shown=True)), self._before, part) if gone else self._now
        self.places = {**self._shown.places, **self._now.places}
        """Where each stands, by its id: with every change accepted; what is then gone, where the file shows it."""

    def _standing(self, *, shown: bool = False) -> Iterator[StandingParagraph]:
        """What stands in the file when every change is accepted; if `shown`, with what it shows as deleted: somebody
        may leave that.
        """
        for each in self._paragraphs:
            if each.went and not (shown and each.place >= 0 and each.went is not UNTRACKED):
                continue
            if each.piece is None:
                yield StandingParagraph(each.id, each.depth)
            elif each.piece.part:
                yield _standing(each.piece, each.depth, moved=each.mover is not None, gone=each.went is not None)

    def called(self, id: str) -> str:
        """What people call the paragraph or the heading with this id."""
        return self._refs.get(id, "a new paragraph")

    def ref(self, id: str) -> str:
        """The same; of a new paragraph, where it stands; empty for what has no place."""
        if id in self._refs:
            return self.called(id)
        return self._where(self.places[id]) if id in self.places else ""

    def _where(self, move: FoundMove) -> str:
        if move.after:
            return f"after {self.called(move.after)}"
        part = self._base.part_by_id.get(move.container)
        return f"at the beginning of “{part.title}”" if part else f"first under {self.called(move.container)}"

    def moved(self, edits: PendingEdits) -> dict[PendingEdit, FoundMove]:
        """Finds what was moved, or put on another level."""
        found = {}
        for each in self._paragraphs:
            places = self._places_of(each)
            if each.piece and each.id in places.moved:
                found[self._move(edits, each, each.piece, places)] = places.places[each.id]
        return found

    def _places_of(self, paragraph: RoomParagraph) -> Places:
        """Where a paragraph stands with every change accepted; what is then gone, and what was put on the level below
        another one that is gone, where the file shows it.
        """
        id, piece = paragraph.id, paragraph.piece
        levelled = piece is not None and paragraph.depth != piece.depth and id not in self._now.moved
        return self._shown if levelled or id not in self._now.places else self._now

    def _move(self, edits: PendingEdits, paragraph: RoomParagraph, piece: IssuedPiece, places: Places) -> PendingEdit:
        before, place = self._before[piece.id], places.places[piece.id]
        if paragraph.depth != piece.depth and paragraph.mover is None:
            mark = self._document.paragraphs[paragraph.place].placed
            edit = edits.of(RoomEditKind.NUMBER, paragraph.id, mark, paragraph.order, "level")
            edit.was, edit.now = piece.ref, self._ref_now(paragraph, place)
        else:
            stayed = piece.index in places.stayed
            mark = paragraph.mover or (self._who_moved(before.container, place.container) if stayed else None)
            edit = edits.of(RoomEditKind.MOVED, paragraph.id, mark, paragraph.order)
            edit.was, edit.now = self._where(before), self._where(place)
        return edit

    def _who_moved(self, before: str, now: str) -> Mark | None:
        """Who made a paragraph stand under another one than before without having moved it: who put that one before it,
        or took away the one that it stood under.
        """
        if before == now:
            return None
        new, old = self._by_id.get(now), self._by_id.get(before)
        mark = (new.came or new.mover) if new else None
        return mark or ((old.went or old.mover) if old else None)

    def _ref_now(self, paragraph: RoomParagraph, place: FoundMove) -> str:
        """What a paragraph is called whose level changed."""
        label = self._document.paragraphs[paragraph.place].label
        if place.container in self._base.spots:
            return f"{self.called(place.container)} {label or '…'}"
        kind = self._base.part_by_id[place.container].kind if place.container in self._base.part_by_id else ""
        return f"{kind}{label.removeprefix(kind).rstrip('.')}"

    def recounted(self, edits: PendingEdits, degrees: Sequence[Degree]) -> dict[PendingEdit, str]:
        """Finds the numbers that a program counted otherwise than they were, if nothing among the edits explains it;
        each as a draft freezes it.
        """
        if {edit.kind for edit in edits} & _STIRRING or any(each.opening.undone for each in self._paragraphs):
            return {}
        found = {}
        before: dict[tuple[str, str], int] = {}
        for each in self._paragraphs:
            piece = each.piece
            if piece is None or piece.block is None or each.place < 0:
                continue
            was, now = piece.block.label, self._document.paragraphs[each.place].label
            if not was or not now:
                continue
            run = self._before[piece.id].container if piece.depth else str(piece.block.kind), str(piece.depth)
            number, now_is = of_label(was, piece.depth, degrees), of_label(now, piece.depth, degrees)
            shift = _shift(number, now_is, degrees[piece.depth])
            frozen = as_frozen(now_is, piece.depth, degrees)
            if number != now_is and (shift is None or shift != before.get(run)) and frozen:
                edit = edits.of(RoomEditKind.NUMBER, piece.id, None, each.order)
                edit.was, edit.now = number, now_is
                found[edit] = frozen
            before[run] = shift or 0
        return found


def _shift(was: str, now: str, degree: Degree) -> int | None:
    """How much higher a number is than it was; None where that can't be said."""
    places = [degree.numeral.place(number) for number in (was, now)]
    return places[1] - places[0] if places[0] and places[1] else None


def _standing(piece: IssuedPiece, depth: int, *, moved: bool = False, gone: bool = False) -> StandingParagraph:
    heads = piece.kind is not PieceKind.PARAGRAPH
    return StandingParagraph(piece.id, depth, piece.part, piece.index, heads, moved, gone)


@dataclass(frozen=True, slots=True)
class StandingParagraph:
    """A paragraph, or the heading of a part, as it stands in the file with every change accepted."""

    id: str
    depth: int = 0
    part: str = ""
    """Of what went out, the id of the part that it belongs to."""
    index: int = -1
    """Of what went out, its place among all that did; -1 for a new paragraph."""
    heading: bool = False
    """Whether it is what leads to its part: a heading, or a sentence of the layout's."""
    moved: bool = False
    """Whether the file says so itself."""
    gone: bool = False
    """Whether it stands there only as long as nobody's changes are accepted."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where paragraphs stand now, by their ids."""

    places: Mapping[str, FoundMove]
    moved: frozenset[str]
    """Those that went out and stand elsewhere now."""
    stayed: frozenset[int]
    """The indices of those that stand in the order in which they went out, under whatever it is."""


def placed(order: Sequence[StandingParagraph], before: Mapping[str, FoundMove], part: str) -> Places:
    """The places of all of these, which are in the file's order. `before` has the containers that there were when it
    went out; `part` is the one that the file begins with.
    """
    weights = _weights(order, before)
    anchors = _anchors(order, weights)
    places: dict[str, FoundMove] = {}
    siblings = defaultdict[str, list[StandingParagraph]](list)
    open_at: list[StandingParagraph] = []
    for each in order:
        if each.heading or (each.index in anchors and each.depth == 0 and each.part != part):
            part, open_at = each.part, []
        if each.heading:
            continue
        while open_at and open_at[-1].depth >= each.depth:  # no degree need be there: (a) may have lost its chapeau
            open_at.pop()
        container = open_at[-1].id if open_at else part
        under = siblings[container]
        places[each.id] = FoundMove(container, under[-1].id if under else "")
        under.append(each)
        open_at.append(each)
    return Places(places, frozenset(_moved(siblings, before, weights)), anchors)


def _moved(
    siblings: Mapping[str, Sequence[StandingParagraph]], before: Mapping[str, FoundMove], weights: Mapping[str, int]
) -> Iterable[str]:
    for container, under in siblings.items():
        known = [each for each in under if each.index >= 0]
        there = [each for each in known if each.id not in before or before[each.id].container == container]
        stayed = [each for each in there if not each.moved]
        rising = _rising([each.index for each in stayed], [weights[each.id] for each in stayed])
        in_order = {stayed[place].id for place in rising}
        yield from (each.id for each in known if each.id not in in_order)


_HEAVY, _USUAL, _LIGHT = 100_000, 10, 9


def _weights(order: Sequence[StandingParagraph], before: Mapping[str, FoundMove]) -> dict[str, int]:
    """How much each stays rather than others: a heading more than what passed it, a paragraph less that was parted from
    what stood under it, or that is gone where the others stand.
    """
    first_under = {place.container: id for id, place in before.items() if not place.after}
    weights: dict[str, int] = {}
    for place, each in enumerate(order):
        following = order[place + 1].id if place + 1 < len(order) else ""
        parted = each.id in first_under and first_under[each.id] != following
        weights[each.id] = _HEAVY if each.heading else _LIGHT if parted or each.gone else _USUAL
    return weights


def _anchors(order: Sequence[StandingParagraph], weights: Mapping[str, int]) -> frozenset[int]:
    """The indices of what stayed in its order, as much as can be."""
    known = [each for each in order if each.index >= 0 and not each.moved]
    rising = _rising([each.index for each in known], [weights[each.id] for each in known])
    return frozenset(known[place].index for place in rising)


def _rising(numbers: Sequence[int], weights: Sequence[int]) -> list[int]:
    """The places of the heaviest series of numbers that rise."""
    if all(number < after for number, after in pairwise(numbers)):
        return list(range(len(numbers)))
    size = max(numbers, default=-1) + 2
    best = [(0, -1)] * size
    """The weight of the heaviest series that ends below a number, and its last place: a tree of sums, as Fenwick's."""
    before: list[int] = []
    for place, number in enumerate(numbers):
        heaviest = (0, -1)
        at = number
        while at > 0:
            heaviest = max(heaviest, best[at])
            at -= at & -at
        before.append(heaviest[1])
        mine = heaviest[0] + weights[place], place
        at = number + 1
        while at < size:
            best[at] = max(best[at], mine)
            at += at & -at
    place = _last(best, size - 1)
    found: list[int] = []
    while place >= 0:
        found.append(place)
        place = before[place]
    return found[::-1]


def _last(best: Sequence[tuple[int, int]], at: int) -> int:
    heaviest = (0, -1)
    while at > 0:
        heaviest = max(heaviest, best[at])
        at -= at & -at
    return heaviest[1]
