"""What an earlier version of a draft has otherwise than the draft as it is now, short enough for a list of versions.

`comparing` says every difference with both its wordings; here it is told which there are, by name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from drafter.model.comparing import Change, Kind, changes
from drafter.model.draft import Draft
from drafter.model.refs import refs


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
        if points := [Named(id) for id in since.taken_up if id not in before.taken_up]:
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
        case Kind.ADDED:
            return Other.LACKING if _is_topmost(change.subject, now, version) else None
        case Kind.REMOVED:
            return Other.ONLY if _is_topmost(change.subject, version, now) else None
        case Kind.MOVED:
            stays = version.spots[change.subject].container == now.spots[change.subject].container
            return Other.ORDER if stays else Other.ELSEWHERE
        case Kind.CHANGED:
            same = version.spots[change.subject].paragraph.text == now.spots[change.subject].paragraph.text
            return Other.CHANGED if same else None
        case Kind.SET_ASIDE:
            return Other.REASON if change.before else Other.SET_ASIDE
        case kind:
            return _PLAINLY[kind]


_PLAINLY = {
    Kind.REWORDED: Other.REWORDED,
    Kind.BROUGHT_BACK: Other.ASIDE,
    Kind.FRONT: Other.FRONT,
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


def _is_topmost(id: str, one: Draft, other: Draft) -> bool:
    """Whether the paragraph above it, where there is one, is in both."""
    parent = one.spots[id].parent
    return parent is None or parent.id in other.spots
