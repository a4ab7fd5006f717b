"""Many parties' wishes for one paragraph made one text with alternatives, the same in whatever order they come.

A wish is the whole paragraph as somebody wants it. What it changes in the base are hunks, and a text with alternatives
is read as the hunks that it came from: to add to it is to write all of them anew. Hunks of which none holds another are
options of the same alternatives where they overlap; those inside a longer one stand in its alternatives' base option.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from typing import NamedTuple

from drafter.draft.bracket_notation import alternatives_id, spaced
from drafter.draft.text import Alternatives, Option, Position, Stand, Text
from drafter.negotiation.hunks import Hunk, changed, cut, hunks, replaced, widened

_FLAT = 8
"""In so few words, one shorter change inside a longer one is an option beside it."""

Place = tuple[int, int]
"""From which word of the base to before which."""


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
    claims = _read(text)
    gone: list[Replaced] = []
    idle: list[Wish] = []
    for wish in sorted(wishes, key=lambda each: (each.date, each.by, each.wording, each.note)):
        if found := hunks(claims.base, wish.wording):
            gone += claims.add(wish, found)
        else:
            idle.append(wish)
    written = text if claims.unchanged else _written(claims, paragraph)
    return Consolidated(written, tuple(gone), tuple(idle))


# What is claimed


@dataclass(slots=True)
class _Said:
    """What is said of a hunk, beside who wants it."""

    date: str = ""
    notes: set[str] = field(default_factory=set)
    opposed: set[str] = field(default_factory=set)
    reserved: set[str] = field(default_factory=set)

    def add(self, stand: Stand) -> None:
        self.date = min(filter(None, (self.date, stand.date)), default="")
        self.notes.update(filter(None, stand.note.split("\n")))
        self.opposed.update(stand.opposed_by)
        self.reserved.update(stand.reserved_by)

    def unite(self, other: _Said) -> None:
        self.date = min(filter(None, (self.date, other.date)), default="")
        self.notes |= other.notes
        self.opposed |= other.opposed
        self.reserved |= other.reserved


class _Claimant(NamedTuple):
    """Whose hunks they are: they go together where one text must show several."""

    party: str
    """Empty for nobody in particular."""
    number: int
    """0 for what the party's view shows; what else it proposes has numbers of its own."""


@dataclass(slots=True)
class _Claims:
    """A text with alternatives, taken apart."""

    base: str
    hunks: dict[_Claimant, dict[Hunk, Position]] = field(default_factory=dict)
    """Each claimant's, with whether it proposes or supports them."""
    said: dict[Hunk, _Said] = field(default_factory=dict)
    kept: list[tuple[Place, Option]] = field(default_factory=list)
    """What is said of the base's own words, by their place."""
    ids: dict[Place, str] = field(default_factory=dict)
    """Of the alternatives that there were."""
    options: dict[str, list[tuple[Alternatives, Option, tuple[Hunk, ...]]]] = field(default_factory=dict)
    """What each party proposes or supports: the alternatives, the option, its hunks."""
    unchanged: bool = True

    def add(self, wish: Wish, found: Sequence[Hunk]) -> Iterator[Replaced]:
        """Add a wish with its hunks in place of what the parties wished before, which is returned."""
        self.unchanged = False
        for hunk in found:
            said = self.said.setdefault(hunk, _Said())
            said.add(Option(date=wish.date, note=wish.note))
            said.opposed.difference_update(wish.by)
            said.reserved.difference_update(wish.by)
        gone = []
        for party in dict.fromkeys(wish.by):
            for number in count():
                if self.hunks.pop(_Claimant(party, number), None) is None:
                    break
            self.hunks[_Claimant(party, 0)] = dict.fromkeys(found, Position.BY)
            for alternatives, option, of_option in self.options.pop(party, ()):
                if not set(of_option) <= set(found):
                    gone.append(Replaced(party, alternatives.option_id(option), option))
        return iter(gone)

    def claim(self, party: str, found: Iterable[Hunk], position: Position) -> None:
        """Add what a party wants to the rest of what it wants, or where that can't be at once, beside it."""
        found = tuple(found)
        for number in count():
            mine = self.hunks.setdefault(_Claimant(party, number), {})
            others = [hunk for hunk in mine if hunk not in found]
            if party and not any(_overlap(hunk.place, other.place) for hunk in found for other in others):
                for hunk in found:
                    mine.setdefault(hunk, position)
                return
            if not mine:
                mine.update(dict.fromkeys(found, position))
                return


def _overlap(one: Place, other: Place) -> bool:
    """Whether two stretches share words, or an addition stands inside the other or at the same place."""
    if one == other:
        return True
    return one[0] < other[1] and other[0] < one[1]


@dataclass(frozen=True, slots=True)
class _Found:
    """Alternatives in the text, or in a base option of others."""

    alternatives: Alternatives
    start: int
    end: int
    """Their base's place, in characters of the whole base."""
    inside: int
    """How many of those that come next stand in its base option."""


def _found(text: Text, start: int) -> list[_Found]:
    found: list[_Found] = []
    for run in text.runs:
        if isinstance(run, str):
            start += len(run)
            continue
        base = run.base.text
        inside = _found(base, start)
        end = start + len(base.base)
        found += (_Found(run, start, end, len(inside)), *inside)
        start = end
    return found


def _shown(
    found: Sequence[_Found], wanted: Callable[[Option], tuple[str, ...]]
) -> tuple[dict[str, list[tuple[_Found, Option]]], list[tuple[str, _Found, Option]]]:
    """The options that each party's view shows, of those that it wants, and those that it doesn't show."""
    shown: dict[str, list[tuple[_Found, Option]]] = {}
    beside: list[tuple[str, _Found, Option]] = []
    hidden: dict[str, int] = {}
    for number, each in enumerate(found):
        base = each.alternatives.base
        seen = set(base.by)
        for option in each.alternatives.options:
            for party in wanted(option) if option is not base else ():
                if party in seen or hidden.get(party, 0) > number:
                    beside.append((party, each, option))
                    continue
                seen.add(party)
                hidden[party] = number + 1 + each.inside
                shown.setdefault(party, []).append((each, option))
    return shown, beside


def _with(base: str, chosen: Iterable[tuple[_Found, Option]]) -> str:
    """The base with these options in it."""
    pieces: list[str] = []
    at = 0
    for found, option in chosen:
        pieces += (base[at : found.start], option.text.base)
        at = found.end
    return "".join((*pieces, base[at:]))


def _read(text: Text) -> _Claims:
    """The text taken apart."""
    claims = _Claims(text.base)
    if not text.plain:
        _Reading(claims, _found(text, 0)).read()
    return claims


class _Reading:
    """Finds what each party claims in a text."""

    def __init__(self, claims: _Claims, found: Sequence[_Found]) -> None:
        self.claims = claims
        self.base, self.words = claims.base, cut(claims.base)
        self.starts, self.ends = self.words.places
        self.found = found

    def read(self) -> None:
        chosen_by, beside = _shown(self.found, lambda option: option.by)
        for party, chosen in chosen_by.items():
            plain = [each for each in chosen if each[1].text.plain]
            self.claims.claim(party, hunks(self.base, _with(self.base, plain)), Position.BY)
            for each in chosen:
                if not each[1].text.plain:
                    self.claims.claim(party, (self._opaque(*each),), Position.BY)
        stands = [(each, option) for each in self.found for option in each.alternatives.options]
        for found, option in stands:
            place = self._place(found)
            self.claims.ids[place] = found.alternatives.id
            if option is not found.alternatives.base:
                self._stand(found, option)
            elif option.parties or option.date or option.note:
                self.claims.kept.append((place, option))
        for party, found, option in beside:
            self.claims.claim(party, self._hunks(found, option), Position.BY)

    def _place(self, found: _Found) -> Place:
        start, end = bisect_right(self.ends, found.start), bisect_left(self.starts, found.end)
        return min(start, end), end

    def _stand(self, found: _Found, option: Option) -> None:
        """Record what is said of an option that isn't the base."""
        own = self._hunks(found, option)
        touched = set(own)
        for party in option.by:
            mine = self.claims.hunks.get(_Claimant(party, 0), {})
            touched.update(hunk for hunk in mine if _overlap(hunk.place, self._place(found)))
        for hunk in touched:
            self.claims.said.setdefault(hunk, _Said()).add(option)
        for party in option.supported_by:
            if party not in option.by:
                self.claims.claim(party, own, Position.SUPPORT)
        if not option.by and not option.supported_by:
            self.claims.claim("", own, Position.BY)
        for party in option.wanted_by:
            self.claims.options.setdefault(party, []).append((found.alternatives, option, own))

    def _hunks(self, found: _Found, option: Option) -> tuple[Hunk, ...]:
        """The hunks that the option consists of: those of the party that proposes it, where these are the option."""
        if not option.text.plain:
            return (self._opaque(found, option),)
        for party in option.by[:1]:
            mine = self.claims.hunks.get(_Claimant(party, 0), {})
            start, end = self._place(found)
            whole = (start, end) == (0, len(self.words))
            inside = tuple(hunk for hunk in mine if whole or hunk.within(start, end))
            pieces = replaced(self.words, inside, start, end)
            if inside and Text.of(*pieces).base == option.text.base.strip():
                return inside
        return hunks(self.base, _with(self.base, [(found, option)]))

    def _opaque(self, found: _Found, option: Option) -> Hunk:
        """The option as one hunk, with the alternatives in its words."""
        whole = hunks(self.base, _with(self.base, [(found, option)]))
        if len(whole) == 1 and whole[0].words == option.text.base.strip():
            return replace(whole[0], words=_stripped(option.text))
        start, end = self._place(found)
        if start == end:
            start, end = (start - 1, end) if start else (start, min(end + 1, len(self.words)))
        first = min((found.start, *self.starts[start:end]))
        last = max((found.end, *self.ends[start:end]))
        text = Text.of(self.base[first : found.start], option.text, self.base[found.end : last])
        return Hunk(start, end, _stripped(text), self.words.gap(start), self.words.gap(end))


def _stripped(text: Text) -> Text:
    """The text without blank space at its ends."""
    runs = list(text.runs)
    if runs and isinstance(runs[0], str):
        runs[0] = runs[0].lstrip()
    if runs and isinstance(runs[-1], str):
        runs[-1] = runs[-1].rstrip()
    return Text.of(*runs)


# Written anew


@dataclass(slots=True)
class _Group:
    """Stretches of the base of which each crosses another, and what is changed inside them."""

    start: int
    end: int
    places: set[Place]
    children: list[_Group] = field(default_factory=list)


def _groups(places: Iterable[Place]) -> list[_Group]:
    """The stretches as a tree. Groups lie apart or one in the other, which doesn't depend on the order of anything."""
    open_groups: list[_Group] = []
    closed: list[_Group] = []
    for start, end in sorted(places, key=lambda place: (place[0], place[0] < place[1], -place[1])):
        while open_groups and open_groups[-1].end <= start:
            closed.append(open_groups.pop())
        group = _Group(start, end, {(start, end)})
        while open_groups and _crosses(open_groups[-1], start, end):
            other = open_groups.pop()
            group = _Group(min(other.start, group.start), max(other.end, group.end), group.places | other.places)
        open_groups.append(group)
    return _tree([*closed, *open_groups])


def _crosses(group: _Group, start: int, end: int) -> bool:
    return any(first < start < last < end for first, last in group.places)


def _sorted(groups: Iterable[_Group]) -> list[_Group]:
    return sorted(groups, key=lambda each: (each.start, each.start < each.end, -each.end))


def _tree(groups: Iterable[_Group]) -> list[_Group]:
    top: list[_Group] = []
    above: list[_Group] = []
    for group in _sorted(groups):
        while above and above[-1].end <= group.start:
            above.pop()
        if above and (above[-1].start, above[-1].end) == (group.start, group.end):
            above[-1].places |= group.places
            continue
        (above[-1].children if above else top).append(group)
        above.append(group)
    return top


def _written(claims: _Claims, paragraph: str) -> Text:
    """The claims as a text. Where that would not give every view to the letter, whole versions side by side."""
    writing = _Writing(claims, paragraph)
    text = writing.text()
    return text if _is_right(text, claims) else writing.whole_versions()


def _is_right(text: Text, claims: _Claims) -> bool:
    """Whether the base and the parties' views are as they should be."""
    if text.base != claims.base:
        return False
    several = {claimant.party for claimant in claims.hunks if claimant.number or not claimant.party}
    shown, _ = _shown(_found(text, 0), lambda option: option.wanted_by)
    return all(
        _with(claims.base, shown.get(claimant.party, ())) == changed(claims.base, wanted)
        for claimant, wanted in claims.hunks.items()
        if claimant.party not in several
    )


@dataclass(slots=True)
class _Version:
    """An option in the making."""

    hunks: set[Hunk] = field(default_factory=set)
    by: set[str] = field(default_factory=set)
    supported_by: set[str] = field(default_factory=set)


@dataclass(slots=True)
class _Level:
    """A group with the versions of those who haven't one around it."""

    group: _Group
    versions: dict[Text, _Version]
    inside: list[_Level]


class _Writing:
    """Writes claims as a text."""

    def __init__(self, claims: _Claims, paragraph: str) -> None:
        self.base, self.words = claims.base, cut(claims.base)
        self.claims, self.paragraph = claims, paragraph
        self.hunks = {claimant: dict(found) for claimant, found in claims.hunks.items()}
        self.said = dict(claims.said)

    def text(self) -> Text:
        groups = self._groups()
        while unfit := self._unfit(groups):
            self._widen(unfit)
            groups = self._groups()
        return self._from(groups)

    def whole_versions(self) -> Text:
        """All wishes as versions of the whole paragraph."""
        place = (0, len(self.words))
        places = {hunk.place for found in self.claims.hunks.values() for hunk in found}
        self.hunks, self.said = dict(self.claims.hunks), dict(self.claims.said)
        return self._from([_Group(*place, places)])

    def _from(self, groups: Sequence[_Group]) -> Text:
        self.holders: dict[Place, list[_Claimant]] = {}
        for claimant, found in self.hunks.items():
            for hunk in found:
                self.holders.setdefault(hunk.place, []).append(claimant)
        levels = self._levels(groups, frozenset())
        self._unite_what_is_said(levels)
        return self._run(levels, (0, len(self.words)), self.claims.kept, whole=True)

    # The stretches

    def _groups(self) -> list[_Group]:
        groups = _groups({hunk.place for found in self.hunks.values() for hunk in found})
        if whole := [group for group in groups if (group.start, group.end) == (0, len(self.words))]:
            # A version of the whole paragraph leaves nothing beside it, not even what others add at its ends.
            beside = [group for group in groups if group not in whole]
            inside = [group for each in whole for group in each.children]
            places = {place for each in whole for place in each.places}
            groups = [_Group(0, len(self.words), places, _sorted([*beside, *inside]))]
        for group in groups:
            self._flatten(group)
        return groups

    def _within(self, hunk: Hunk, group: _Group) -> bool:
        return (group.start, group.end) == (0, len(self.words)) or hunk.within(group.start, group.end)

    def _flatten(self, group: _Group) -> None:
        """Put one shorter change inside a short one beside it."""
        for child in group.children:
            self._flatten(child)
        if group.end - group.start <= _FLAT and len(group.children) == 1 and not group.children[0].children:
            group.places |= group.children[0].places
            group.children = []

    def _unfit(self, groups: Iterable[_Group]) -> set[Hunk]:
        """The hunks that can't stand without the word before them, others standing where they do: the blank space that
        goes with their words is the others' as well.
        """
        every = [group for top in groups for group in _all_of(top)]
        begins = {start for found in self.hunks.values() for hunk in found for start in hunk.place[:1]}
        around = {group.start for group in every if group.start < group.end}
        exact = {(group.start, group.end) for group in every}
        sides: dict[int, set[tuple[str, str]]] = {}
        loose = {hunk for found in self.hunks.values() for hunk in found if hunk.start == hunk.end or not hunk.words}
        for hunk in loose:
            if hunk.start == hunk.end:
                sides.setdefault(hunk.start, set()).add((hunk.left, hunk.right))
        return {hunk for hunk in loose if self._is_unfit(hunk, sides, begins, around, exact)}

    def _is_unfit(
        self,
        hunk: Hunk,
        sides: dict[int, set[tuple[str, str]]],
        begins: set[int],
        around: set[int],
        exact: set[Place],
    ) -> bool:
        if hunk.place == (0, len(self.words)):
            return False
        if hunk.start == hunk.end:
            ends = bool(hunk.left) and not hunk.right
            begun = any(group_start == hunk.start for group_start in around)
            return len(sides[hunk.start]) > 1 or (ends and begun)
        gap = self.words.gap(hunk.start)
        if hunk.start and hunk.right != gap:
            if hunk.place not in exact:
                return True
            if gap and not hunk.right and hunk.end in begins:
                return True
            return self._begins_longer(hunk, exact)
        return False

    def _begins_longer(self, hunk: Hunk, exact: set[Place]) -> bool:
        return any(start == hunk.start and end > hunk.end for start, end in exact)

    def _widen(self, unfit: set[Hunk]) -> None:
        wider = {hunk: widened(hunk, self.words) for hunk in unfit}
        for hunk, now in wider.items():
            said = _Said()
            for each in (hunk, now):
                said.unite(self.said.get(each, _Said()))
            self.said[now] = said
        self.hunks = {
            claimant: {wider.get(hunk, hunk): position for hunk, position in found.items()}
            for claimant, found in self.hunks.items()
        }

    # Who has a version of which

    def _levels(self, groups: Iterable[_Group], settled: frozenset[_Claimant]) -> list[_Level]:
        """The groups in which somebody has a version that has none around them (`settled`)."""
        levels: list[_Level] = []
        for group in groups:
            here = {claimant for place in group.places for claimant in self.holders.get(place, ())} - settled
            inside = self._levels(group.children, settled | here)
            if here:
                levels.append(_Level(group, self._versions(group, here), inside))
            else:
                levels += inside
        return levels

    def _versions(self, group: _Group, claimants: Iterable[_Claimant]) -> dict[Text, _Version]:
        versions: dict[Text, _Version] = {}
        for claimant in claimants:
            mine = {hunk: pos for hunk, pos in self.hunks[claimant].items() if self._within(hunk, group)}
            text = Text.of(*replaced(self.words, mine, group.start, group.end))
            version = versions.setdefault(text, _Version())
            version.hunks.update(mine)
            if claimant.party:
                proposes = Position.BY in mine.values()
                (version.by if proposes else version.supported_by).add(claimant.party)
        return versions

    def _unite_what_is_said(self, levels: Iterable[_Level]) -> None:
        """What is said of one of the hunks that stand in one option is said of all of them, wherever they stand."""
        for level in levels:
            for version in level.versions.values():
                first, *others = (self.said.setdefault(hunk, _Said()) for hunk in version.hunks)
                if others:
                    united = _Said()
                    for said in (first, *others):
                        united.unite(said)
                    same = {id(said) for said in (first, *others)}
                    self.said = {h: united if id(said) in same else said for h, said in self.said.items()}
            self._unite_what_is_said(level.inside)

    # The text

    def _run(
        self, levels: Sequence[_Level], place: Place, kept: Sequence[tuple[Place, Option]], whole: bool = False
    ) -> Text:
        """The stretch of the base with the levels' alternatives in it."""
        start, end = place
        runs: list[str | Alternatives] = [self.words.gap(0)] if whole else []
        at = start
        gap = ""
        for level in levels:
            group = level.group
            if group.start > at:
                runs += (gap, self.words.between(at, group.start))
                gap = self.words.gap(group.start)
            if group.start == group.end and not (group.start == 0 == end):
                hunk = next(iter(next(iter(level.versions.values())).hunks))
                runs += (hunk.left if group.start else "", self._alternatives(level, kept))
                gap = hunk.right
            else:
                runs += (gap, self._alternatives(level, kept))
                gap = self.words.gap(group.end)
            at = group.end
        if at < end:
            runs += (gap, self.words.between(at, end))
        if whole:
            runs.append(self.words.end)
        return spaced(Text.of(*runs))

    def _alternatives(self, level: _Level, kept: Sequence[tuple[Place, Option]]) -> Alternatives:
        group = level.group
        place = (group.start, group.end)
        mine = [each for each in kept if _holds(place, each[0])]
        inner = [each for each in mine if any(_holds(span, each[0]) for span in _spans(level.inside))]
        base_text = self._run(level.inside, place, inner)
        versions = {text: version for text, version in level.versions.items() if text != base_text}
        taken = {party for version in versions.values() for party in (*version.by, *version.supported_by)}
        nobody = any(not version.by for version in versions.values())
        base = _base(base_text, [option for each, option in mine if (each, option) not in inner], taken, nobody)
        options = sorted((self._option(text, each) for text, each in versions.items()), key=_order)
        return Alternatives(self.claims.ids.get(place) or self._id(*place), (base, *options))

    def _id(self, start: int, end: int) -> str:
        starts, ends = self.words.places
        before = starts[start] if start < end else ends[start - 1] if start else 0
        return alternatives_id(self.paragraph, self.base[:before], self.words.between(start, end))

    def _option(self, text: Text, version: _Version) -> Option:
        said = self.said.get(next(iter(version.hunks)), _Said())
        return Option(
            text=text,
            by=tuple(sorted(version.by)),
            supported_by=tuple(sorted(version.supported_by - version.by)),
            opposed_by=tuple(sorted(said.opposed - version.by)),
            reserved_by=tuple(sorted(said.reserved - version.by)),
            date=said.date,
            note="\n".join(sorted(said.notes)),
        )


def _all_of(group: _Group) -> Iterator[_Group]:
    yield group
    for child in group.children:
        yield from _all_of(child)


def _holds(place: Place, other: Place) -> bool:
    return place[0] <= other[0] and other[1] <= place[1]


def _spans(levels: Iterable[_Level]) -> Iterator[Place]:
    return ((level.group.start, level.group.end) for level in levels)


def _order(option: Option) -> tuple[bool, str, str, str]:
    """By date, party and words; no text is written last."""
    return not option.text, option.date, next(iter(option.wanted_by), ""), option.text.base


def _base(text: Text, said: Iterable[Option], taken: set[str], nobody: bool) -> Option:
    """The base's option, with what is said of it by those who have no other. `nobody`: another one is nobody's."""
    united = _Said()
    by: set[str] = set()
    supported: set[str] = set()
    for option in said:
        united.add(option)
        by |= {*option.by} - taken
        supported |= {*option.supported_by} - taken
    if nobody:
        by, supported = set(), supported | by
    return Option(
        text=text,
        by=tuple(sorted(by)),
        supported_by=tuple(sorted(supported - by)),
        opposed_by=tuple(sorted(united.opposed)),
        reserved_by=tuple(sorted(united.reserved)),
        date=united.date,
        note="\n".join(sorted(united.notes)),
    )
