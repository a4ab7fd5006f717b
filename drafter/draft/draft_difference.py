"""What is different between two versions of a draft, paragraph by paragraph, on ids.

`changes` says every difference with both its wordings. `differences` tells which there are by name, short enough for a
list of versions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from drafter.draft.draft import Draft, Front, Link, Paragraph, Proposal, Spot
from drafter.draft.fields import FIELDS, WORDING
from drafter.draft.numbering import refs
from drafter.draft.word_difference import longest_run


class ChangeKind(StrEnum):
    """What happened."""

    ADDED = "added"
    REMOVED = "removed"
    REWORDED = "reworded"
    MOVED = "moved"
    CHANGED = "changed"
    """Sources, status, number or note."""
    FRONT = "front matter"
    SET_ASIDE = "set aside"
    BROUGHT_BACK = "no longer set aside"


@dataclass(frozen=True, slots=True)
class Change:
    """One difference. A paragraph that was reworded and moved has two."""

    kind: ChangeKind
    subject: str
    """The paragraph's or part's id, the recommendation's id, or the name of a field of the front matter."""
    before: str
    """What it said; empty for what was added."""
    after: str
    """What it says; empty for what was removed."""


def changes(before: Draft, after: Draft) -> tuple[Change, ...]:
    """Every difference: front matter, paragraphs in the order of the later version, what was removed, set aside."""
    return (*_front(before, after), *_titles(before, after), *_paragraphs(before, after), *_aside(before, after))


def _front(before: Draft, after: Draft) -> Iterator[Change]:
    for field in FIELDS[Front]:
        was, now = getattr(before.front, field.name), getattr(after.front, field.name)
        if was != now:
            yield Change(ChangeKind.FRONT, field.name, was, now)


def _titles(before: Draft, after: Draft) -> Iterator[Change]:
    for id, part in after.part_by_id.items():
        was = before.part_by_id.get(id)
        if was and was.title != part.title:
            yield Change(ChangeKind.REWORDED, id, was.title, part.title)


def _paragraphs(before: Draft, after: Draft) -> Iterator[Change]:
    moved = _moved(before, after)
    for id, spot in after.spots.items():
        was = before.spots.get(id)
        if was is None:
            yield Change(ChangeKind.ADDED, id, "", spot.paragraph.written)
        else:
            yield from _differences(id, was, spot, id in moved)
    for id, spot in before.spots.items():
        if id not in after.spots:
            yield Change(ChangeKind.REMOVED, id, spot.paragraph.written, "")


def _differences(id: str, was: Spot, now: Spot, moved: bool) -> Iterator[Change]:
    earlier, later = was.paragraph, now.paragraph
    if earlier.written != later.written:
        yield Change(ChangeKind.REWORDED, id, earlier.written, later.written)
    if moved:
        yield Change(ChangeKind.MOVED, id, _where(was), _where(now))
    told = _told(earlier), _told(later)
    if told[0] != told[1]:
        yield Change(ChangeKind.CHANGED, id, *told)


def _moved(before: Draft, after: Draft) -> set[str]:
    """The paragraphs that stand elsewhere: under something else, or out of their order among those that stayed."""
    moved, stayed = set[str](), defaultdict[str, list[str]](list)
    for id, spot in after.spots.items():
        if id in before.spots and before.spots[id].container != spot.container:
            moved.add(id)
        elif id in before.spots:
            stayed[spot.container].append(id)
    for ids in stayed.values():
        kept = longest_run([before.spots[id].index for id in ids])
        moved.update(set(ids) - {ids[place] for place in kept})
    return moved


def moved_between(before: Draft, after: Draft) -> frozenset[str]:
    """The ids of the paragraphs of both that stand elsewhere in the later one: under something else, or out of their
    order among those that stayed.
    """
    return frozenset(_moved(before, after))


def told(paragraph: Paragraph, *names: str) -> str:
    """These fields of a paragraph, none of them its wording, in a line: `status pending EU`; empty for nothing."""
    fields = sorted((field for field in FIELDS[Paragraph] if field.name in names), key=lambda field: field.late)
    phrases = (field.told.format(_phrase(content)) for field in fields if (content := getattr(paragraph, field.name)))
    return "".join(phrases).removeprefix("; ")


def _where(spot: Spot) -> str:
    return f"{spot.part.title}: {spot.parent.wording}" if spot.parent else spot.part.title


def _told(value: Paragraph | Link | Proposal) -> str:
    """All that is no wording, in a line: `NO 1(a) (adapted, partly: half); status pending EU; note: Ask.`."""
    told = sorted((field for field in FIELDS[type(value)] if field.told != WORDING), key=lambda field: field.late)
    phrases = (field.told.format(_phrase(content)) for field in told if (content := getattr(value, field.name)))
    return "".join(phrases).removeprefix("; ")


def _phrase(content: object) -> str:
    if not isinstance(content, tuple):
        return str(content)
    return ", ".join(f"{_told(item)})" if isinstance(item, Link | Proposal) else str(item) for item in content)


def _aside(before: Draft, after: Draft) -> Iterator[Change]:
    for id, reason in after.reasons.items():
        if before.reasons.get(id) != reason:
            yield Change(ChangeKind.SET_ASIDE, id, before.reasons.get(id, ""), reason)
    for id, reason in before.reasons.items():
        if id not in after.reasons:
            yield Change(ChangeKind.BROUGHT_BACK, id, reason, "")


class Other(StrEnum):
    """How an earlier version differs; the value says it, with names behind it or without. In the order of telling."""

    LACKING = "Not in it"
    ONLY = "Only in it"
    REWORDED = "Worded otherwise"
    ELSEWHERE = "Elsewhere in it"
    """Under another paragraph, or in another part."""
    ORDER = "Paragraphs stand in another order"
    """Without names: which of two changed places with the other can't be said."""
    CHANGED = "The same words with other sources, status, number or note"
    TAKEN_UP = "Taken up since"
    DROPPED = "Taken up in it only"
    SET_ASIDE = "Set aside since"
    ASIDE = "Set aside in it only"
    REASON = "Set aside for another reason"
    FRONT = "Other front matter"
    REST = "The same paragraphs; its layout, parts or silenced checks are others"
    """Without names, and told only where there is nothing else."""


@dataclass(frozen=True, slots=True)
class Named:
    """What differs: a paragraph as it is called now, a part, a recommendation, a field of the front matter."""

    ref: str
    """Empty for a part, and for a paragraph that is only in the version: its number there is another's now."""
    text: str = ""
    """The words of a paragraph that is in one of the two only; a part's title."""


_MINUTES = {"month": 30 * 24 * 60, "day": 24 * 60, "hour": 60, "minute": 1}


def differences(version: Draft, now: Draft) -> dict[Other, list[Named]]:
    """How the version differs from the draft as it is now; nothing where the two are equal.

    A paragraph that is in one of the two only stands for what is under it.
    """
    called = refs(now)
    found: dict[Other, list[Named]] = {}
    for change in changes(version, now):
        how = _how(change, version, now)
        if how:
            found.setdefault(how, []).extend(_named(how, change, called))
    for how, since, before in ((Other.TAKEN_UP, now, version), (Other.DROPPED, version, now)):
        if points := [Named(id) for id in since.cited_in if id not in before.cited_in]:
            found[how] = points
    if not found and version != now:
        found[Other.REST] = []
    return {how: found[how] for how in Other if how in found}


def ago(when: datetime, now: datetime) -> str:
    """`20 minutes ago`, `3 hours ago`, `1 month ago`; `just now` within a minute, and where the clock was put back."""
    minutes = (now - when).total_seconds() / 60
    for unit, size in _MINUTES.items():
        if count := int(max(minutes, 0) // size):
            return f"{count} {unit}{'s' if count > 1 else ''} ago"
    return "just now"


def _how(change: Change, version: Draft, now: Draft) -> Other | None:
    """How a version with this change since differs; None for what is told already: under a paragraph that is
    in one of the two only, or beside other words.
    """
    match change.kind:
        case ChangeKind.ADDED:
            return Other.LACKING if _is_topmost(change.subject, now, version) else None
        case ChangeKind.REMOVED:
            return Other.ONLY if _is_topmost(change.subject, version, now) else None
        case ChangeKind.MOVED:
            stays = version.spots[change.subject].container == now.spots[change.subject].container
            return Other.ORDER if stays else Other.ELSEWHERE
        case ChangeKind.CHANGED:
            same = version.spots[change.subject].paragraph.text == now.spots[change.subject].paragraph.text
            return Other.CHANGED if same else None
        case ChangeKind.SET_ASIDE:
            return Other.REASON if change.before else Other.SET_ASIDE
        case kind:
            return _PLAINLY[kind]


_PLAINLY = {
    ChangeKind.REWORDED: Other.REWORDED,
    ChangeKind.BROUGHT_BACK: Other.ASIDE,
    ChangeKind.FRONT: Other.FRONT,
}


def _named(how: Other, change: Change, called: Mapping[str, str]) -> list[Named]:
    ref = called.get(change.subject, "")
    match how:
        case Other.ORDER:
            return []
        case Other.LACKING:
            return [Named(ref, change.after)]
        case Other.ONLY:
            return [Named("", change.before)]
        case Other.REWORDED if not ref:
            return [Named("", change.after)]
    return [Named(ref or change.subject)]


def _is_topmost(id: str, draft: Draft, other: Draft) -> bool:
    """Whether the paragraph above it, where there is one, is in both."""
    parent = draft.spots[id].parent
    return parent is None or parent.id in other.spots
