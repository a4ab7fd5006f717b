"""What a paragraph says: words, and alternatives where they are not agreed, each option with the parties behind it.

Everything that people look at is a view of this one value; `Text.wording` is the only way from it to a string. How the
views write brackets and names, and how they are read back, is in `bracket_notation`.
"""

from __future__ import annotations

from base64 import b32encode
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import cached_property
from hashlib import sha256
from typing import Any, NamedTuple


class Position(StrEnum):
    """What a party says of an option or a proposal."""

    BY = "by"
    """It proposes it."""
    SUPPORT = "supported_by"
    OPPOSE = "opposed_by"
    RESERVE = "reserved_by"
    """It keeps its word back."""


class ViewKind(StrEnum):
    """What is made of alternatives in a view."""

    ATTRIBUTED = "attributed"
    """Every option in square brackets, with who wants it: the room's rolling text."""
    UNATTRIBUTED = "unattributed"
    """The same brackets without a party's name: the release for the public."""
    BASE = "base"
    """The wording before the open proposals."""
    TRACKED = "tracked"
    """The same, with the open proposals as their parties' tracked changes."""
    PARTY = "party"
    """The wording as one party wants it."""
    LONGEST = "longest"
    """The wording with the most words."""
    SHORTEST = "shortest"


class View(NamedTuple):
    """A way to look at a text with alternatives."""

    kind: ViewKind
    parties: tuple[str, ...] = ()
    """Of a party's view: its code, then those of the groups that speak for it, the nearest first."""

    @property
    def plain(self) -> bool:
        """Whether it gives plain words, without brackets for what is open."""
        return self.kind not in (ViewKind.ATTRIBUTED, ViewKind.UNATTRIBUTED)

    @property
    def name(self) -> str:
        """What users call it: `attributed`, `party:EU`."""
        return f"{self.kind}:{self.parties[0]}" if self.parties else str(self.kind)

    @classmethod
    def named(cls, name: str) -> View | None:
        """The view of this name; None for no view. A party's has the party as it is written, and no group."""
        kind, _, party = name.strip().partition(":")
        if kind not in list(ViewKind) or (kind == ViewKind.PARTY) != bool(party.strip()):
            return None
        return cls(ViewKind(kind), (party.strip(),) if party else ())


ATTRIBUTED = View(ViewKind.ATTRIBUTED)
UNATTRIBUTED = View(ViewKind.UNATTRIBUTED)
BASE = View(ViewKind.BASE)
TRACKED = View(ViewKind.TRACKED)
LONGEST = View(ViewKind.LONGEST)
SHORTEST = View(ViewKind.SHORTEST)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """Who stands where on an option, or on a proposal for a whole paragraph. Parties are named by their codes."""

    by: tuple[str, ...] = ()
    """Who proposes it; empty for the draft's own words."""
    supported_by: tuple[str, ...] = ()
    opposed_by: tuple[str, ...] = ()
    reserved_by: tuple[str, ...] = ()
    date: str = ""
    """When it came, as YYYY-MM-DD; empty where nobody knows."""
    note: str = ""

    @property
    def wanted_by(self) -> tuple[str, ...]:
        """Who proposes or supports it."""
        return tuple(dict.fromkeys((*self.by, *self.supported_by)))

    @property
    def parties(self) -> tuple[str, ...]:
        """Everybody who said something of it."""
        return tuple(dict.fromkeys((*self.by, *self.supported_by, *self.opposed_by, *self.reserved_by)))

    def position(self, party: str) -> Position | None:
        """What the party says of it; None where it says nothing."""
        return next((position for position in Position if party in getattr(self, position)), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Option(Stand):
    """One of several wordings, with who wants it."""

    text: Text = field(default_factory=lambda: Text())
    """Empty for no text: a deletion, or the words not added."""


@dataclass(frozen=True, slots=True)
class Alternatives:
    """Wordings of one stretch of text, of which one is to be agreed."""

    id: str
    """Made of where and among which words the alternatives came to be, so that two copies of a draft make the same."""
    options: tuple[Option, ...]
    """At least two; the base first. See `base`."""

    @property
    def base(self) -> Option:
        """The wording before the proposals: the first option that no party proposes, or the first of all."""
        return next((option for option in self.options if not option.by), self.options[0])

    def of(self, parties: tuple[str, ...]) -> Option:
        """The option that the first of these parties proposes, or supports, which has one here; else the base."""
        for party in parties:
            for option in self.options:
                if party in option.by:
                    return option
            for option in self.options:
                if party in option.supported_by:
                    return option
        return self.base

    def option_id(self, option: Option) -> str:
        """The option's id, which changes when its words do: the alternatives', a full stop, and signs of the words."""
        return f"{self.id}.{short_hash(option.text.base, size=4)}"


@dataclass(frozen=True)
class Text:
    """Words and alternatives, in order. A view's wording is the runs' own, joined without anything between them.

    Blank space belongs to the runs: of alternatives with an empty option, the others have the space after them
    (before them at the end of a sentence), so that every wording is right.
    """

    runs: tuple[str | Alternatives, ...] = ()
    """No empty words, and no words after words."""

    @staticmethod
    def of(*runs: str | Alternatives | Text) -> Text:
        """The runs as one text; those of a text stand as they are, and empty words are left out."""
        joined: list[str | Alternatives] = []
        for run in (part for each in runs for part in (each.runs if isinstance(each, Text) else (each,))):
            if isinstance(run, str) and joined and isinstance(joined[-1], str):
                joined[-1] += run
            elif isinstance(run, Alternatives) or run:
                joined.append(run)
        return Text(tuple(joined)) if joined else EMPTY

    def __bool__(self) -> bool:
        return bool(self.runs)

    @property
    def plain(self) -> bool:
        """Whether everything in it is agreed: no alternatives."""
        return not self.runs or (len(self.runs) == 1 and isinstance(self.runs[0], str))

    def wording(self, view: View = BASE) -> str:
        """The text in a view."""
        if self.plain:
            return str(self.runs[0]) if self.runs else ""
        if not view.plain:
            from drafter.draft.bracket_notation import written  # which needs this module

            return written(self, named=view.kind is ViewKind.ATTRIBUTED)
        return "".join(run if isinstance(run, str) else _chosen(run, view) for run in self.runs)

    @cached_property
    def base(self) -> str:
        """The wording before the open proposals."""
        return self.wording(BASE)

    @cached_property
    def written(self) -> str:
        """Its words with every alternative in square brackets, as people write and edit it."""
        return self.wording(ATTRIBUTED)

    @property
    def alternatives(self) -> tuple[Alternatives, ...]:
        """The alternatives in it, without those inside their options."""
        return tuple(run for run in self.runs if isinstance(run, Alternatives))

    def all_alternatives(self) -> Iterator[Alternatives]:
        """All alternatives in the order of the text, those inside an option after the ones that they are in."""
        for run in self.alternatives:
            yield run
            for option in run.options:
                yield from option.text.all_alternatives()

    def wordings(self) -> tuple[str, ...]:
        """Its wordings, the base first, each once: for every option the one that has it and is base elsewhere."""
        found = {self.base: None}
        for place, run in enumerate(self.runs):
            if isinstance(run, Alternatives):
                before, after = Text(self.runs[:place]).wording(), Text(self.runs[place + 1 :]).wording()
                for option in run.options:
                    for wording in option.text.wordings():
                        found.setdefault(f"{before}{wording}{after}")
        return tuple(found)

    @property
    def parties(self) -> tuple[str, ...]:
        """Every party that says something in it, in the order of the alphabet."""
        found = {party for run in self.all_alternatives() for option in run.options for party in option.parties}
        return tuple(sorted(found))

    @property
    def unread(self) -> bool:
        """Whether its words have square brackets that could not be read as alternatives."""
        return any(
            "[" in run or "]" in run if isinstance(run, str) else any(option.text.unread for option in run.options)
            for run in self.runs
        )


EMPTY = Text()


def is_day(words: str) -> bool:
    """Whether this is a day of the calendar as YYYY-MM-DD, the way a stand's date is written."""
    try:
        return date.fromisoformat(words).isoformat() == words
    except ValueError:
        return False


def _chosen(alternatives: Alternatives, view: View) -> str:
    """The wording of the option that the view shows; each option is worded once, however deep it stands."""
    match view.kind:
        case ViewKind.PARTY:
            return alternatives.of(view.parties).text.wording(view)
        case ViewKind.LONGEST:
            return max((option.text.wording(view) for option in alternatives.options), key=_count)
        case ViewKind.SHORTEST:
            return min((option.text.wording(view) for option in alternatives.options), key=_count)
    return alternatives.base.text.base


def _count(wording: str) -> int:
    return len(wording.split())


def short_hash(*words: str, size: int = 7) -> str:
    """A few letters and digits that the words give, always the same: `k3xq2ma`."""
    return b32encode(sha256("\x1f".join(words).encode()).digest()).decode().lower()[:size]


def renamed(text: Text, names: dict[str, str]) -> Text:
    """The text with the parties' codes replaced; those that are not in `names` stay, and a name stands once."""
    if text.plain:
        return text

    def of_option(option: Option) -> Option:
        changed: dict[str, Any] = {
            position.value: tuple(dict.fromkeys(names.get(party, party) for party in getattr(option, position)))
            for position in Position
        }
        return replace(option, text=renamed(option.text, names), **changed)

    return Text(
        tuple(
            run if isinstance(run, str) else replace(run, options=tuple(map(of_option, run.options)))
            for run in text.runs
        )
    )


def with_alternatives(text: Text, id: str, how: Callable[[Alternatives], Alternatives | Text]) -> Text:
    """The text with what `how` makes of the alternatives with this id, wherever in it they stand."""

    def changed(run: str | Alternatives) -> str | Alternatives | Text:
        if isinstance(run, str):
            return run
        if run.id == id:
            return how(run)
        options = (replace(option, text=with_alternatives(option.text, id, how)) for option in run.options)
        return replace(run, options=tuple(options))

    return text if text.plain else Text.of(*map(changed, text.runs))
