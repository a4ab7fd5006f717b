"""Three versions made one: of a list, of the fields of a value, and of what a paragraph says.

Nothing that a side wrote is lost, and which side comes first makes no difference.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from drafter.draft.draft import Link, Paragraph, Proposal, ProposalKind, SetAside, Status
from drafter.draft.fields import FIELDS, Merging
from drafter.draft.text import Position, Text, short_hash
from drafter.negotiation.consolidation import proposed
from drafter.negotiation.text_merge import MergedText, Names, TextVersion, merged_text, merged_words

Line = TypeVar("Line", bound=Hashable)
T = TypeVar("T")
Sourced = TypeVar("Sourced", Link, SetAside)


def merged_order(base: Sequence[Line], left: Sequence[Line], right: Sequence[Line]) -> tuple[list[Line], bool]:
    """Every item of both sides in an order, and whether both sides changed the order of what they share.

    The shared items stand as the side that moved them has them. What only one side has follows what it followed there.
    """
    shared = set(left) & set(right)
    spine, contested = _spine(base, [x for x in left if x in shared], [x for x in right if x in shared])
    runs = [_runs(side, shared) for side in (left, right)]
    found: list[Line] = []
    for anchor in (None, *spine):
        if anchor is not None:
            found.append(anchor)
        for run in sorted((side.get(anchor, []) for side in runs), key=repr):
            found.extend(run)
    return found, contested


def merged_lines(base: Sequence[Line], left: Sequence[Line], right: Sequence[Line]) -> list[Line]:
    """Every item once that a side added or neither took away."""
    gone = {item for item in base if item not in left or item not in right}
    found, _ = merged_order(base, list(dict.fromkeys(left)), list(dict.fromkeys(right)))
    return [item for item in found if item not in gone]


def _spine(base: Sequence[Line], left: list[Line], right: list[Line]) -> tuple[list[Line], bool]:
    """The order of the items that both have; True where each side has changed it in its own way."""
    if left == right:
        return left, False
    known, have = set(left), set(base)
    was = [item for item in base if item in known]
    ways = [[item for item in side if item in have] for side in (left, right)]
    if ways[0] == was != ways[1]:
        return right, False
    if ways[1] == was != ways[0]:
        return left, False
    return min((left, right), key=lambda side: (repr([x for x in side if x in have]), repr(side))), True


def _runs(side: Iterable[Line], shared: set[Line]) -> Mapping[Line | None, list[Line]]:
    """What only this side has, under the shared item that it follows; None for what stands before them all."""
    runs: dict[Line | None, list[Line]] = {}
    anchor: Line | None = None
    for item in side:
        if item in shared:
            anchor = item
        else:
            runs.setdefault(anchor, []).append(item)
    return runs


def picked(base: T | None, left: T, right: T) -> tuple[T, bool]:
    """One of two values, and whether both sides changed it; then by what it is, and not by who says it."""
    if left == right or right == base:
        return left, False
    if left == base:
        return right, False
    return min(left, right, key=repr), True


@dataclass(frozen=True, slots=True)
class MergedField:
    """A field that the table of fields says how to merge."""

    name: str
    value: Any
    merging: Merging
    contested: bool
    """Whether both sides changed it, each in its own way."""


def merged_fields(base: Any, left: Any, right: Any, names: Names) -> Iterator[MergedField]:
    """The fields of two versions of a value that need no rules of their own. `base` is None where both sides brought
    the value in.
    """
    for each in FIELDS[type(left)]:
        if each.merging in (Merging.SAME, Merging.OWN):
            continue
        was = getattr(base, each.name) if base else None
        mine, yours = getattr(left, each.name), getattr(right, each.name)
        value, contested = picked(was, mine, yours)
        if contested and each.merging is Merging.WORDS:
            value = merged_words(mine, yours, names)
        elif contested and each.merging is Merging.UNITED:
            value, contested = tuple(merged_lines(was or (), mine, yours)), False
        yield MergedField(each.name, value, each.merging, contested)


_LEAST_AGREED = (
    Status.REOPENED,
    Status.BRACKETED,
    Status.PENDING,
    Status.OPEN,
    Status.INFORMALS,
    Status.AD_REF,
    Status.DELETED,
)
"""Two sides differ over a status: the earlier of these counts. Nobody may be told that something is agreed if it
isn't."""
_AGREED = (Status.INFORMALS, Status.AD_REF)


@dataclass(slots=True)
class MergedParagraph:
    """What a merged paragraph says, and what was contested on the way."""

    paragraph: Paragraph
    contested: list[str] = field(default_factory=list)
    """What both sides changed, each as a word or two."""
    remarks: list[str] = field(default_factory=list)
    """Lines for the note: what a side wanted and brackets can't show."""

    def noted(self) -> Paragraph:
        """The paragraph, with the remarks that its note lacks."""
        lines = self.paragraph.note.split("\n") if self.paragraph.note else []
        lines += [remark for remark in dict.fromkeys(self.remarks) if remark not in lines]
        return replace(self.paragraph, note="\n".join(lines))


def merged_paragraph(
    base: Paragraph | None, left: Paragraph, right: Paragraph, names: Names, chose: tuple[bool, bool] = (False, False)
) -> MergedParagraph:
    """A paragraph that both sides have; its sub-paragraphs are left out. `base` is None where both brought it in;
    `chose` says of each side whether a proposal was chosen there.
    """
    merged = MergedParagraph(Paragraph(left.id))
    words = _text(base, left, right, names, chose)
    if words.contested:
        merged.contested.append("text")
    status, pending = _status(base, left, right, names, merged)
    proposals = _proposals(base.proposals if base else (), left.proposals, right.proposals)
    ended = [side for side in (left, right) if _newly_agreed(side, base) and _other_than(side, words.text, proposals)]
    if ended or (words.contested and status is not Status.BRACKETED):
        status, pending = Status.REOPENED if ended else Status.BRACKETED, ""
        _remark_status(merged, names, (left, right), base, status)
        _remark_awaited(merged, (left, right), base)
    merged.contested += [
        f"{name} {_state(side)}" for name, side in zip(names, (left, right), strict=True) if side in ended
    ]
    fields = _plainly_merged(base, left, right, names, merged)
    if not status.agreed and (left.status.agreed or right.status.agreed):
        fields |= {"agreed_on": "", "meeting": ""}
    merged.paragraph = replace(
        left,
        text=words.text,
        links=_links(base.links if base else (), left.links, right.links, names, merged),
        children=(),
        status=status,
        pending=pending,
        note=_note(base.note if base else None, left.note, right.note),
        proposals=proposals,
        **fields,
    )
    return merged


def _newly_agreed(side: Paragraph, base: Paragraph | None) -> bool:
    return side.status.agreed and (base is None or side.status is not base.status)


def _other_than(side: Paragraph, text: Text, proposals: tuple[Proposal, ...]) -> bool:
    """Whether this is something else than what the side has, or agreed to."""
    return text != side.text or proposals != side.proposals


def _state(side: Paragraph) -> str:
    """The paragraph's status, and all that is known of it."""
    said = f"{side.status} {side.pending}".strip()
    return ", ".join(filter(None, (f"{said} on {side.agreed_on}" if side.agreed_on else said, side.meeting)))


def kept_paragraph(left: Paragraph, keeper: str, deleter: str) -> MergedParagraph:
    """A paragraph that one side took out, and the other changed or needs."""
    deletion = next((each for each in left.proposals if each.kind is ProposalKind.DELETE), None)
    if deletion is None:
        deletion = Proposal(id=short_hash("delete", left.id), kind=ProposalKind.DELETE)
    others = [each for each in left.proposals if each.kind is not ProposalKind.DELETE]
    deletion = replace(deletion, by=tuple(sorted({*deletion.by, deleter})))
    kept = replace(left, children=(), status=Status.BRACKETED, pending="", proposals=(*others, deletion))
    if left.status.agreed:
        kept = replace(kept, agreed_on="", meeting="")
    merged = MergedParagraph(kept, [f"{deleter} took it out"])
    if left.status not in (Status.OPEN, Status.BRACKETED):
        merged.remarks.append(_said(keeper, _state(left)))
    return merged


def merged_aside(
    base: Iterable[SetAside], left: Iterable[SetAside], right: Iterable[SetAside], names: Names
) -> list[SetAside]:
    """What is set aside, in the order of both sides; a recommendation twice, where the file has it twice."""
    was, mine, yours = (_by_recommendation(tuple(side)) for side in (base, left, right))
    found: list[SetAside] = []
    for key in merged_order(list(was), list(mine), list(yours))[0]:
        if key in mine and key in yours:
            fields = merged_fields(was.get(key), mine[key], yours[key], names)
            found.append(replace(mine[key], **{each.name: each.value for each in fields}))
        elif key not in was:
            found.append(mine.get(key) or yours[key])
        elif key in mine and mine[key] != was[key]:
            found.append(replace(mine[key], reason=merged_words(mine[key].reason, "", names)))
        elif key in yours and yours[key] != was[key]:
            found.append(replace(yours[key], reason=merged_words("", yours[key].reason, names)))
    return found


def _text(
    base: Paragraph | None, left: Paragraph, right: Paragraph, names: Names, chose: tuple[bool, bool]
) -> MergedText:
    """The words. They are contested where both sides changed the draft's own, or one agreed to those that the other
    changed.
    """
    pairs = ((left, right, chose[0]), (right, left, chose[1]))
    mine, yours = (
        TextVersion(_words(base, side, other), chosen, base is not None and _endorses(side, other, base))
        for side, other, chosen in pairs
    )
    return merged_text(base.text if base else None, (mine, yours), names, left.id)


def _words(base: Paragraph | None, side: Paragraph, other: Paragraph) -> Text:
    """A side's words. Where they were written over those of a proposed paragraph that the other side took into the
    draft as it was, they are an amendment of it: nobody chose them.
    """
    own = side.proposed
    if base is None or own is None or other.proposed or side.text == base.text:
        return side.text
    if not (base.text.plain and side.text.plain):
        return side.text
    return proposed(base.text, side.id, side.text.base, own.by, own.date, own.note).text


def _proposals(base: Iterable[Proposal], left: Iterable[Proposal], right: Iterable[Proposal]) -> tuple[Proposal, ...]:
    """The proposals of both sides, each with what both know of it; one that a side no longer has is settled."""
    was, mine, yours = ({proposal.id: proposal for proposal in side} for side in (base, left, right))
    found = merged_lines(list(was), list(mine), list(yours))
    return tuple(
        _stand(was.get(id), mine[id], yours[id]) if id in mine and id in yours else mine.get(id) or yours[id]
        for id in found
    )


def _stand(base: Proposal | None, left: Proposal, right: Proposal) -> Proposal:
    changed: dict[str, Any] = {
        "date": picked(base.date if base else None, left.date, right.date)[0],
        "note": _note(base.note if base else None, left.note, right.note),
    }
    for position in Position:
        changed[position] = tuple(
            merged_lines(getattr(base, position, ()), getattr(left, position), getattr(right, position))
        )
    return replace(left, **changed)


def _endorses(left: Paragraph, right: Paragraph, base: Paragraph) -> bool:
    """Whether one side marked as agreed the very words that the other changed."""
    return left.status in _AGREED and left.status is not base.status and left.text == base.text != right.text


def _status(
    base: Paragraph | None, left: Paragraph, right: Paragraph, names: Names, merged: MergedParagraph
) -> tuple[Status, str]:
    if left.status is right.status:
        return left.status, _pending(base.pending if base else None, left.pending, right.pending)
    was = (base.status, base.pending) if base else None
    (status, pending), contested = picked(was, (left.status, left.pending), (right.status, right.pending))
    if contested:
        least = min((left, right), key=lambda side: _LEAST_AGREED.index(side.status))
        status, pending = least.status, least.pending
        merged.contested.append("status")
        _remark_status(merged, names, (left, right), base, status)
    return status, pending


def _pending(base: str | None, left: str, right: str) -> str:
    """Whose word is awaited: where both sides changed it, everybody whom either names."""
    value, contested = picked(base, left, right)
    names = {name for side in (left, right) for name in side.split(" and ") if name}
    return " and ".join(sorted(names)) if contested else value


def _remark_status(
    merged: MergedParagraph, names: Names, sides: tuple[Paragraph, Paragraph], base: Paragraph | None, result: Status
) -> None:
    """Note each side's status that is its own and isn't the result."""
    was = (base.status, base.pending) if base else (Status.OPEN, "")
    for name, side in zip(names, sides, strict=True):
        if side.status is not result and (side.status, side.pending) != was:
            merged.remarks.append(_said(name, _state(side)))


def _remark_awaited(merged: MergedParagraph, sides: tuple[Paragraph, Paragraph], base: Paragraph | None) -> None:
    """Note whose word was awaited before, where a side still waits for it and the merge itself brackets the text."""
    if base and base.pending and any(side.pending == base.pending for side in sides):
        merged.remarks.append(_state(base))


def _said(name: str, what: str) -> str:
    return f"{name}: {what}"


def _note(base: str | None, left: str, right: str) -> str:
    """Line by line: notes are remarks one under another, and every one of both sides stays."""
    value, contested = picked(base, left, right)
    if not contested:
        return value
    lines = (_counted(text.split("\n")) if text else [] for text in (base or "", left, right))
    return "\n".join(line for line, _ in merged_lines(*lines))


def _counted(items: Iterable[T]) -> list[tuple[T, int]]:
    """Each item with how many of its like stand before it, so that the second of two equal ones is another."""
    before: Counter[T] = Counter()
    found = []
    for item in items:
        found.append((item, before[item]))
        before[item] += 1
    return found


def _links(
    base: tuple[Link, ...], left: tuple[Link, ...], right: tuple[Link, ...], names: Names, merged: MergedParagraph
) -> tuple[Link, ...]:
    was, mine, yours = _by_recommendation(base), _by_recommendation(left), _by_recommendation(right)
    found = []
    for key in merged_order(list(was), list(mine), list(yours))[0]:
        if key in mine and key in yours:
            found.append(_link(was.get(key), mine[key], yours[key], names, merged))
        else:
            link = mine.get(key) or yours[key]
            if link != was.get(key):
                found.append(link)
    return tuple(found)


def _by_recommendation(items: tuple[Sourced, ...]) -> dict[tuple[str, int], Sourced]:
    """Links, or what is set aside, by recommendation; a second one of the same recommendation has a key of its own."""
    return dict(zip(_counted(item.recommendation for item in items), items, strict=True))


def _link(base: Link | None, left: Link, right: Link, names: Names, merged: MergedParagraph) -> Link:
    fields = _plainly_merged(base, left, right, names, merged, left.recommendation)
    partly = picked(base.partly, left.partly, right.partly)[0] if base else left.partly or right.partly
    vouched = picked(base.vouched, left.vouched, right.vouched)[0] if base else left.vouched or right.vouched
    return replace(
        left,
        **{
            **fields,
            "partly": partly or fields["missing"] not in (left.missing, right.missing),
            "vouched": vouched or fields["why"] not in (left.why, right.why),
        },
    )


def _plainly_merged(
    base: Any, left: Any, right: Any, names: Names, merged: MergedParagraph, of: str = ""
) -> dict[str, Any]:
    """The fields that need no rules of their own. Of a value that can't stand in brackets, the other side's goes into
    the note. `of` is the recommendation whose link it is; what is missing of that is not told.
    """
    fields = list(merged_fields(base, left, right, names))
    told = [each for each in fields if each.contested and (each.merging is Merging.PICKED or not of)]
    merged.contested += [f"{each.name} of {of}" if of else each.name for each in told]
    merged.remarks += [
        _said(name, f"{of or each.name} {getattr(side, each.name)}")
        for each in told
        for name, side in zip(names, (left, right), strict=True)
        if each.merging is Merging.PICKED and getattr(side, each.name) != each.value
    ]
    return {each.name: each.value for each in fields}
