"""What a paragraph says (its words, sources, status, number, note), three versions made one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any, TypeVar

from drafter.draft.draft import Link, Paragraph, SetAside, Status
from drafter.negotiation.alternatives import Names, deletion, merged_text

# FOLD: Lists that went apart, made one: nothing is lost, and which side comes first makes no difference.

Line = TypeVar("Line", bound=Hashable)
T = TypeVar("T")


def merged_order(base: Sequence[Line], one: Sequence[Line], two: Sequence[Line]) -> tuple[list[Line], bool]:
    """Every item of both sides in an order, and whether both sides changed the order of what they share.

    The shared items stand as the side that moved them has them. What only one side has follows what it followed there.
    """
    shared = set(one) & set(two)
    spine, contested = _spine(base, [x for x in one if x in shared], [x for x in two if x in shared])
    runs = [_runs(side, shared) for side in (one, two)]
    found: list[Line] = []
    for anchor in (None, *spine):
        if anchor is not None:
            found.append(anchor)
        for run in sorted((side.get(anchor, []) for side in runs), key=repr):
            found.extend(run)
    return found, contested


def merged_lines(base: Sequence[Line], one: Sequence[Line], two: Sequence[Line]) -> list[Line]:
    """Every item once that a side added or neither took away."""
    gone = {item for item in base if item not in one or item not in two}
    found, _ = merged_order(base, list(dict.fromkeys(one)), list(dict.fromkeys(two)))
    return [item for item in found if item not in gone]


def _spine(base: Sequence[Line], one: list[Line], two: list[Line]) -> tuple[list[Line], bool]:
    """The order of the items that both have; True where each side has changed it in its own way."""
    if one == two:
        return one, False
    known, have = set(one), set(base)
    was = [item for item in base if item in known]
    ways = [[item for item in side if item in have] for side in (one, two)]
    if ways[0] == was != ways[1]:
        return two, False
    if ways[1] == was != ways[0]:
        return one, False
    return min((one, two), key=lambda side: (repr([x for x in side if x in have]), repr(side))), True


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


_LEAST_AGREED = (
    Status.REOPENED,
    Status.BRACKETED,
    Status.PENDING,
    Status.OPEN,
    Status.INFORMALS,
    Status.AD_REF,
)
"""Two sides differ over a status: the earlier of these counts. Nobody may be told that something is agreed if it
isn't."""
_AGREED = (Status.INFORMALS, Status.AD_REF)


@dataclass(slots=True)
class Says:
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


def merged_paragraph(base: Paragraph | None, one: Paragraph, two: Paragraph, names: Names) -> Says:
    """A paragraph that both sides have; its sub-paragraphs are left out. `base` is None where both brought it in."""
    says = Says(Paragraph(one.id, ""))
    text, bracketed = _text(base, one, two, names)
    if bracketed:
        says.contested.append("text")
    status, pending = _status(base, one, two, names, says)
    if bracketed and status is not Status.BRACKETED:
        _remark_status(says, names, (one, two), base, Status.BRACKETED)
        status, pending = Status.BRACKETED, ""
    says.paragraph = Paragraph(
        one.id,
        text,
        _links(base.links if base else (), one.links, two.links, names, says),
        (),
        status,
        pending,
        "\n".join(_both(base, one, two, lambda which: which.note, _note)),
    )
    handled = ("id", "text", "links", "children", "status", "pending", "note")
    rest = [each.name for each in fields(Paragraph) if each.name not in handled]
    says.paragraph = replace(says.paragraph, **{name: _other(base, one, two, name, names, says) for name in rest})
    return says


def kept_paragraph(one: Paragraph, keeper: str, deleter: str) -> Says:
    """A paragraph that one side took out, and the other changed or needs."""
    kept = replace(one, text=deletion(one.text, keeper, deleter), children=(), status=Status.BRACKETED, pending="")
    says = Says(kept, [f"{deleter} took it out"])
    if one.status not in (Status.OPEN, Status.BRACKETED):
        says.remarks.append(_said(keeper, f"{one.status} {one.pending}"))
    return says


def merged_reasons(
    base: Iterable[SetAside], one: Iterable[SetAside], two: Iterable[SetAside], names: Names
) -> dict[str, str]:
    """The reasons for setting recommendations aside, by recommendation, in the order of both sides."""
    was, mine, yours = ({each.recommendation: each.reason for each in side} for side in (base, one, two))
    found: dict[str, str] = {}
    for id in merged_order(list(was), list(mine), list(yours))[0]:
        if id in mine and id in yours:
            found[id] = merged_text(was.get(id), mine[id], yours[id], names)
        elif id not in was:
            found[id] = mine.get(id) or yours[id]
        elif id in mine and mine[id] != was[id]:
            found[id] = deletion(mine[id], *names)
        elif id in yours and yours[id] != was[id]:
            found[id] = deletion(yours[id], *names[::-1])
    return found


def picked(base: T | None, one: T, two: T) -> tuple[T, bool]:
    """One of two values, and whether both sides changed it; then by what it is, and not by who says it."""
    if one == two or two == base:
        return one, False
    if one == base:
        return two, False
    return min(one, two, key=repr), True


def _both(base: Any, one: Any, two: Any, of: Callable[[Any], T], how: Callable[[T | None, T, T], Any]) -> Any:
    return how(of(base) if base else None, of(one), of(two))


def _text(base: Paragraph | None, one: Paragraph, two: Paragraph, names: Names) -> tuple[str, bool]:
    """The words, and whether they are contested: both sides changed them, or one agreed to those that the other
    changed.
    """
    was = base.text if base else None
    if base and (_endorses(one, two, base) or _endorses(two, one, base)):
        was = None
    text = merged_text(was, one.text, two.text, names)
    return text, one.text != two.text and was not in (one.text, two.text)


def _endorses(one: Paragraph, two: Paragraph, base: Paragraph) -> bool:
    """Whether one side marked as agreed the very words that the other changed."""
    return one.status in _AGREED and one.status is not base.status and one.text == base.text != two.text


def _status(base: Paragraph | None, one: Paragraph, two: Paragraph, names: Names, says: Says) -> tuple[Status, str]:
    status, contested = picked(base.status if base else None, one.status, two.status)
    if contested:
        status = min(one.status, two.status, key=_LEAST_AGREED.index)
        says.contested.append("status")
        _remark_status(says, names, (one, two), base, status)
    if one.status is two.status:
        return status, _pending(base.pending if base else None, one.pending, two.pending)
    return status, one.pending if one.status is status else two.pending


def _pending(base: str | None, one: str, two: str) -> str:
    """Whose word is awaited: where both sides changed it, everybody whom either names."""
    value, contested = picked(base, one, two)
    names = {name for side in (one, two) for name in side.split(" and ") if name}
    return " and ".join(sorted(names)) if contested else value


def _remark_status(
    says: Says, names: Names, sides: tuple[Paragraph, Paragraph], base: Paragraph | None, result: Status
) -> None:
    """Note each side's status that is its own and isn't the result."""
    was = base.status if base else Status.OPEN
    for name, side in zip(names, sides, strict=True):
        if side.status not in (was, result):
            says.remarks.append(_said(name, f"{side.status} {side.pending}"))


def _said(name: str, what: str) -> str:
    return f"{name}: {what.strip()}"


def _note(base: str | None, one: str, two: str) -> list[str]:
    """Line by line: notes are remarks one under another, and every one of both sides stays."""
    value, contested = picked(base, one, two)
    if not contested:
        return [value]
    lines = (_counted(text.split("\n")) if text else [] for text in (base or "", one, two))
    return [line for line, _ in merged_lines(*lines)]


def _counted(items: Iterable[T]) -> list[tuple[T, int]]:
    """Each item with how many of its like stand before it, so that the second of two equal ones is another."""
    before: Counter[T] = Counter()
    found = []
    for item in items:
        found.append((item, before[item]))
        before[item] += 1
    return found


def _links(
    base: tuple[Link, ...], one: tuple[Link, ...], two: tuple[Link, ...], names: Names, says: Says
) -> tuple[Link, ...]:
    was, mine, yours = _by_source(base), _by_source(one), _by_source(two)
    found = []
    for key in merged_order(list(was), list(mine), list(yours))[0]:
        if key in mine and key in yours:
            found.append(_link(was.get(key), mine[key], yours[key], names, says))
        else:
            link = mine.get(key) or yours[key]
            if link != was.get(key):
                found.append(link)
    return tuple(found)


def _by_source(links: tuple[Link, ...]) -> dict[tuple[str, int], Link]:
    """The links by recommendation; a second one to the same recommendation has a key of its own."""
    return dict(zip(_counted(link.recommendation for link in links), links, strict=True))


def _link(base: Link | None, one: Link, two: Link, names: Names, says: Says) -> Link:
    treatment, contested = picked(base.treatment if base else None, one.treatment, two.treatment)
    if contested:
        says.contested.append(f"treatment of {one.recommendation}")
        for name, side in zip(names, (one, two), strict=True):
            if side.treatment is not treatment:
                says.remarks.append(_said(name, f"{side.recommendation} {side.treatment}"))
    missing = merged_text(base.missing if base else None, one.missing, two.missing, names)
    partly = picked(base.partly, one.partly, two.partly)[0] if base else one.partly or two.partly
    return Link(one.recommendation, treatment, partly or missing not in (one.missing, two.missing), missing)


def _other(base: Paragraph | None, one: Paragraph, two: Paragraph, name: str, names: Names, says: Says) -> Any:
    """A field that merging knows nothing of: one of the two, the other in the note."""
    value, contested = _both(base, one, two, lambda which: getattr(which, name), picked)
    if contested:
        says.contested.append(name)
        for who, side in zip(names, (one, two), strict=True):
            if getattr(side, name) != value:
                says.remarks.append(_said(who, f"{name} {getattr(side, name)}"))
    return value
