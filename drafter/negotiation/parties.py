"""Who negotiates: States, groups with their members, the chair; found by any name that they are called by.

A draft names a party by its code, which is also what stands in its brackets: `US`, `EU`, `G77`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

from drafter.draft import bracket_notation
from drafter.draft.text import View, ViewKind

LONGEST_NAME = 60
"""Characters that a party's name may have."""
_REFUSED_SIGNS = "[]/;,:"
"""What brackets and their names are made of."""
_LEAST_IN_ANY_CASE = 4
"""Letters of a name that a text may write in small letters as well: `no`, `in`, `is` and `so` are words before they are
codes of States."""
_CLOSE, _MOST_CLOSE = 0.7, 3
"""How alike a mistyped name must be, and how many are offered."""


class PartyKind(StrEnum):
    """What a party is."""

    STATE = "state"
    GROUP = "group"
    CHAIR = "chair"
    """Whoever holds the pen for all: chair, facilitators, rapporteur."""
    OTHER = "other"
    """Secretariat, observers, whoever else is heard."""


@dataclass(frozen=True, slots=True)
class Party:
    """One that can propose, support, oppose or reserve."""

    code: str
    """What the draft keeps and its brackets show; nobody else's, in any case of its letters."""
    name: str
    kind: PartyKind = PartyKind.STATE
    members: tuple[str, ...] = ()
    """Of a group: the codes of those that it speaks for, groups among them. Empty where nobody has said."""
    aliases: tuple[str, ...] = ()
    """What it is called besides, such as the three-letter code of a State."""

    @property
    def names(self) -> tuple[str, ...]:
        """Its code, its name and its aliases, each once."""
        return tuple(dict.fromkeys((self.code, self.name, *self.aliases)))


@dataclass(frozen=True)
class Parties:
    """The parties of a negotiation. Where two are called the same, the code counts first, then the earlier party."""

    all: tuple[Party, ...] = ()

    @cached_property
    def by_code(self) -> dict[str, Party]:
        """The parties by their codes, in order."""
        return {party.code: party for party in self.all}

    @cached_property
    def _by_key(self) -> dict[str, Party]:
        found: dict[str, Party] = {}
        for name_of in (lambda party: (party.code,), lambda party: (party.name,), lambda party: party.aliases):
            for party in self.all:
                for name in name_of(party):
                    found.setdefault(name_key(name), party)
        return found

    def find(self, name: str) -> Party | None:
        """The party of this code, name or alias; case, accents, blanks and hyphens don't count."""
        return self.by_code.get(name) or self._by_key.get(name_key(name))

    def is_named_in_text(self, words: str) -> bool:
        """Whether these words, where a text has a party's name, are one: for `bracket_notation.read`.

        Short codes count in their own letters only.
        """
        party = self.find(words)
        return party is not None and (len(name_key(words)) >= _LEAST_IN_ANY_CASE or words in party.names)

    def codes(self, names: Iterable[str]) -> dict[str, str]:
        """The names that are not codes, each with the code of its party, those of no party left out: for
        `text.renamed`.
        """
        found = ((name, self.find(name)) for name in names)
        return {name: party.code for name, party in found if party and party.code != name}

    def search(self, words: str) -> tuple[Party, ...]:
        """The party of this name, with the groups that speak for it or its members; else those whose names hold these
        words.
        """
        party = self.find(words)
        if party:
            codes = (party.code, *(party.members or self.speaking_for(party.code)))
            return tuple(self.by_code[code] for code in codes if code in self.by_code)
        key = name_key(words)
        return tuple(party for party in self.all if any(key in name_key(name) for name in party.names)) if key else ()

    def close_to(self, name: str) -> tuple[Party, ...]:
        """Parties with a name much like this one, the most alike first."""
        from difflib import get_close_matches  # most names are known

        keys = get_close_matches(name_key(name), self._by_key, n=_MOST_CLOSE * 2, cutoff=_CLOSE)
        return tuple(dict.fromkeys(self._by_key[key] for key in keys))[:_MOST_CLOSE]

    def guess(self, name: str) -> str:
        """Who may be meant by a name that nobody has, as a question; empty where nobody is near."""
        close = self.close_to(name)
        return f"Is it {' or '.join(f'{party.code} ({party.name})' for party in close)}?" if close else ""

    @cached_property
    def _groups(self) -> dict[str, frozenset[str]]:
        """Every group that has members, with all whom it speaks for: its members, and those of its members."""
        return {party.code: self._spoken_for(party) for party in self.all if party.members}

    def _spoken_for(self, group: Party) -> frozenset[str]:
        found: set[str] = set()
        waiting = list(group.members)
        while waiting:
            code = waiting.pop()
            if code not in found:
                found.add(code)
                waiting += self.by_code[code].members if code in self.by_code else ()
        return frozenset(found - {group.code})

    def speaking_for(self, code: str) -> tuple[str, ...]:
        """The codes of the groups that speak for this party, the nearest (that with the fewest members) first."""
        groups = (group for group, members in self._groups.items() if code in members)
        return tuple(sorted(groups, key=lambda group: (len(self._groups[group]), group)))

    def view(self, code: str) -> View:
        """The view of this party: its own wording, or else that of a group which speaks for it."""
        return View(ViewKind.PARTY, (code, *self.speaking_for(code)))

    def with_parties(self, *changed: Party) -> Parties:
        """These and the others, which take the place of those with their codes; their names are nobody else's alias."""
        keys = {name_key(name) for party in changed for name in party.names}
        others = {party.code: _without_aliases(party, keys) for party in self.all}
        return Parties(tuple((others | {party.code: party for party in changed}).values()))


def _without_aliases(party: Party, keys: set[str]) -> Party:
    kept = tuple(alias for alias in party.aliases if name_key(alias) not in keys)
    return replace(party, aliases=kept) if kept != party.aliases else party


def name_key(name: str) -> str:
    """What of a name tells it from others: its letters and digits, small and without accents, `&` as `and`."""
    small = unicodedata.normalize("NFKD", name.replace("&", " and ")).casefold()
    plain = " ".join(unicodedata.normalize("NFKD", small).split())
    return "".join(filter(str.isalnum, plain.removeprefix("the ")))


def name_fault(name: str) -> str:
    """What keeps a name from standing in brackets; empty where nothing does."""
    refused = [sign for sign in _REFUSED_SIGNS if sign in name]
    if refused:
        return f"“{name}” can't name a party: {' '.join(refused)} is read as a part of the brackets."
    if not name_key(name) or name != " ".join(name.split()) or not name.isprintable():
        return f"“{name}” can't name a party: a name is letters or digits, with single blanks between words."
    if len(name) > LONGEST_NAME:
        return f"“{name[:LONGEST_NAME]}…” can't name a party: a name has at most {LONGEST_NAME} characters."
    read_back = bracket_notation.read(f"[words - {name}]", "", lambda words: words == name)
    if read_back.parties != (name,):
        return f"“{name}” can't name a party: a name begins with a capital or a digit and doesn't end with a position."
    return ""
