"""Many parties' wishes, or proposals, for one paragraph made one text with alternatives, in whatever order they come.

A wish is the whole paragraph as somebody wants it. What it changes in the base are hunks, and a text with alternatives
is taken apart into the hunks that it came from: to add to it is to put all of them together anew.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from drafter.draft.text import Option, Text
from drafter.negotiation.assembly import put_together
from drafter.negotiation.claims import taken_apart
from drafter.negotiation.hunks import hunks


@dataclass(frozen=True, slots=True)
class Wish:
    """A paragraph as parties want it."""

    wording: str
    by: tuple[str, ...]
    date: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Replaced:
    """An option that a party gave up by wishing something else."""

    party: str
    id: str
    """The option's id in the text before."""
    option: Option


@dataclass(frozen=True, slots=True)
class Consolidated:
    """What adding wishes to a text gives."""

    text: Text
    replaced: tuple[Replaced, ...] = ()
    without_effect: tuple[Wish, ...] = ()
    """Those that want the base as it is."""


def proposed(
    text: Text, paragraph: str, wording: str, by: tuple[str, ...], date: str = "", note: str = ""
) -> Consolidated:
    """The text of the paragraph with this id, with one wish more. See `consolidated`."""
    return consolidated(text, paragraph, (Wish(wording, by, date, note),))


def consolidated(text: Text, paragraph: str, wishes: Iterable[Wish]) -> Consolidated:
    """The text of the paragraph with this id, with these wishes in it; of a party's several ones, its last.

    Each party's view then is its wish to the letter (but for blank space at the ends), and the base is as it was. What
    a party wished before goes, and is named in `replaced`; a wish for the base as it is changes nothing. All else
    stays, with who stands where: a position goes with its option's words when the stretches are cut anew.
    """
    claims = taken_apart(text)
    gone: list[Replaced] = []
    idle: list[Wish] = []
    changed = False
    for wish in sorted(wishes, key=lambda each: (each.date, each.by, each.wording, each.note)):
        if found := hunks(claims.base, wish.wording):
            given_up = claims.wish(found, Option(by=wish.by, date=wish.date, note=wish.note))
            gone += (Replaced(party, run.option_id(option), option) for party, run, option in given_up)
            changed = True
        else:
            idle.append(wish)
    return Consolidated(put_together(claims, paragraph) if changed else text, tuple(gone), tuple(idle))
