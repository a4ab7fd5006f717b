"""Three versions of a draft made one: what only one side changed is taken, what both changed stands in brackets.

`placement_merge` says which parts and paragraphs there are and where, `paragraph_merge` what each says.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from drafter.draft.draft import Draft, Outcome, Paragraph, Part, ProposalKind, SetAside, Settled
from drafter.draft.fields import Merging
from drafter.errors import EditRefused
from drafter.negotiation.paragraph_merge import (
    MergedParagraph,
    kept_paragraph,
    merged_aside,
    merged_fields,
    merged_paragraph,
)
from drafter.negotiation.placement_merge import MergedTree, merged_tree
from drafter.negotiation.text_merge import Names, clean_names


@dataclass(frozen=True, slots=True)
class Contest:
    """Something that both sides changed, each in its own way."""

    id: str
    """The paragraph's or part's id; empty for the draft as a whole."""
    what: str
    """A few words: `text`, `status`, `both moved it`."""


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge gives."""

    draft: Draft
    contested: tuple[Contest, ...]
    """What somebody should look at, in the order of the document; none where the sides changed different things."""


def merge(
    base: Draft, ours: Draft, theirs: Draft, names: Names = ("OURS", "THEIRS"), *, decided: bool = False
) -> Merged:
    """The draft with what both sides did since `base`. `names` are those of `ours` and `theirs`. `decided` says that
    what either wrote over the draft's own words is meant to be the draft's own, and no proposal, unless both wrote over
    the same words, or the other agreed to those that were there.

    Refuses drafts that are not versions of one, and names that can't be told apart.
    """
    names = clean_names(names)
    _check(ours, theirs, base)
    left, right = (ours, theirs) if names[0] < names[1] else (theirs, ours)
    return _Merge(base, left, right, (min(names), max(names)), decided).merged()


def _check(ours: Draft, theirs: Draft, base: Draft) -> None:
    if ours.id != theirs.id or ours.corpus != theirs.corpus:
        raise EditRefused("These are different drafts, not two versions of one; they can't be merged.")
    parts = {id for draft in (base, ours, theirs) for id in draft.part_by_id}
    paragraphs = {id for draft in (base, ours, theirs) for id in draft.spots}
    both = sorted(parts & paragraphs)
    if both:
        raise EditRefused(f"“{both[0]}” is a part in one version and a paragraph in another; they can't be merged.")


class _Merge:
    """One merge: its three versions, and what it found contested so far."""

    def __init__(self, base: Draft, left: Draft, right: Draft, names: Names, decided: bool) -> None:
        self.base, self.names, self.decided = base, names, decided
        self.sides = left, right
        self.tree: MergedTree = merged_tree(base, left, right)
        self.opposite = self._opposite_decisions()
        self.order = [id for part in self.tree.parts for id in self._under(part)]
        self.merged_paragraphs: dict[str, MergedParagraph] = {id: self._merged_paragraph(id) for id in self.order}
        self.contested: list[Contest] = []

    def merged(self) -> Merged:
        left, right = self.sides
        front = replace(left.front, **self._fields("", self.base.front, left.front, right.front))
        set_aside = self._set_aside()
        gone = [id for id in self.opposite if id not in self.merged_paragraphs]
        self.contested += [Contest("", what) for id in gone for what in self.opposite[id]]
        fields = self._fields("", self.base, left, right)
        parts = tuple(self._part(id) for id in self.tree.parts)
        draft = replace(left, front=front, parts=parts, set_aside=set_aside, **fields)
        return Merged(draft, tuple(self.contested))

    def _under(self, parent: str) -> Iterator[str]:
        for id in self.tree.below.get(parent, ()):
            yield id
            yield from self._under(id)

    def _merged_paragraph(self, id: str) -> MergedParagraph:
        mine, yours = (side.spots[id].paragraph if id in side.spots else None for side in self.sides)
        was = self.base.spots.get(id)
        if mine and yours:
            paragraph = merged_paragraph(was.paragraph if was else None, mine, yours, self.names, self._chose(id))
        elif was is None:
            paragraph = MergedParagraph(replace(mine or self.sides[1].spots[id].paragraph, children=()))
        elif mine:
            paragraph = kept_paragraph(mine, *self.names)
        else:
            paragraph = kept_paragraph(self.sides[1].spots[id].paragraph, *self.names[::-1])
        if id in self.tree.contested:
            paragraph.contested.append(self.tree.contested[id])
            paragraph.remarks += self._moves(id)
        if id in self.opposite:
            paragraph.remarks += self.opposite[id]
            paragraph.contested += self.opposite[id]
        return paragraph

    def _opposite_decisions(self) -> dict[str, list[str]]:
        """What one side chose and the other dropped, or took back, by paragraph."""
        mine, yours = (self._decided(side) for side in self.sides)
        found: dict[str, list[str]] = {}
        for id in sorted(mine.keys() & yours.keys()):
            outcomes = mine[id].outcome, yours[id].outcome
            if outcomes[0] is not outcomes[1] and Outcome.CHOSEN in outcomes:
                said = [f"{outcome} by {name}" for outcome, name in zip(outcomes, self.names, strict=True)]
                found.setdefault(mine[id].paragraph, []).append(f"{_proposed(mine[id])} {' and '.join(said)}")
        return found

    def _decided(self, side: Draft) -> dict[str, Settled]:
        """What a side settled since the base, by its id, as the side settled it last."""
        return {settled.id: settled for settled in (Counter(side.settled) - Counter(self.base.settled))}

    def _chose(self, id: str) -> tuple[bool, bool]:
        """Whether each side has chosen a proposal for words of this paragraph, or decided on others."""
        if self.decided:
            was = self.base.spots[id].paragraph.status if id in self.base.spots else None
            mine, yours = (side.spots[id].paragraph.status for side in self.sides)
            return not (yours.agreed and yours is not was), not (mine.agreed and mine is not was)
        known = {settled.id for settled in self.base.settled}
        left, right = (
            any(
                settled.paragraph == id and settled.outcome is Outcome.CHOSEN and settled.id not in known
                for settled in side.settled
            )
            for side in self.sides
        )
        return left, right

    def _moves(self, id: str) -> Iterator[str]:
        """Where the sides put the paragraph, where that isn't where it is now."""
        was = self.base.spots.get(id)
        for name, side in zip(self.names, self.sides, strict=True):
            spot = side.spots.get(id)
            if spot and spot.container not in (self.tree.parent[id], was.container if was else ""):
                where = spot.parent.wording if spot.parent else spot.part.title
                yield f"{name}: moved it under “{_short(where)}”"

    def _part(self, id: str) -> Part:
        mine, yours = (side.part_by_id.get(id) for side in self.sides)
        was = self.base.part_by_id.get(id)
        if mine and yours:
            part = replace(mine, **self._fields(id, was, mine, yours))
        else:
            part = mine or self.sides[1].part_by_id[id]
            if was:
                self.contested.append(Contest(id, f"{self.names[1 if mine else 0]} took it out"))
        if id in self.tree.contested:
            self.contested.append(Contest(id, self.tree.contested[id]))
        return replace(part, paragraphs=self._paragraphs(id))

    def _paragraphs(self, parent: str) -> tuple[Paragraph, ...]:
        found = []
        for id in self.tree.below.get(parent, ()):
            paragraph = self.merged_paragraphs[id]
            self.contested += [Contest(id, what) for what in paragraph.contested]
            found.append(replace(paragraph.noted(), children=self._paragraphs(id)))
        return tuple(found)

    def _fields(self, id: str, base: Any, left: Any, right: Any) -> dict[str, Any]:
        """The fields of two versions of the draft, its front matter, or a part."""
        merged = {}
        for each in merged_fields(base, left, right, self.names):
            merged[each.name] = each.value
            if each.contested and each.merging is Merging.PICKED:
                mine, yours = getattr(left, each.name), getattr(right, each.name)
                self.contested.append(Contest(id, f"{each.name}: {mine} - {self.names[0]}, {yours} - {self.names[1]}"))
            elif each.contested:
                self.contested.append(Contest(id, each.name))
        return merged

    def _set_aside(self) -> tuple[SetAside, ...]:
        """What is set aside. What one side took up and the other set aside is taken up, the reason in the note."""
        left, right = self.sides
        found = merged_aside(self.base.set_aside, left.set_aside, right.set_aside, self.names)
        home = {source: id for id in reversed(self.order) for source in self.merged_paragraphs[id].paragraph.claimed}
        both = {
            id
            for id in (aside.recommendation for aside in found)
            if id in home and not any(id in side.reasons and id in side.claimed for side in self.sides)
        }
        for id in sorted(both):
            paragraph = self.merged_paragraphs[home[id]]
            paragraph.contested.append(f"{id} is set aside by one side and taken up by the other")
            paragraph.remarks += [
                f"{name}: set aside {id}: {aside.reason}"
                for name, side in zip(self.names, self.sides, strict=True)
                for aside in side.set_aside
                if aside.recommendation == id
            ]
        return tuple(aside for aside in found if aside.recommendation not in both)


def _proposed(settled: Settled) -> str:
    if settled.kind is ProposalKind.AMEND:
        return f"“{_short(settled.wording)}”" if settled.wording else "no text"
    return f"the proposal to {settled.kind}" if settled.kind is not ProposalKind.ALTERNATIVE else "the alternative"


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59].rstrip()}…"
