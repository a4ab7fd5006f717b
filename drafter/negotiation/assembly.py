"""What parties claim, put together as one text with alternatives: the same one, in whatever order the claims came.

Hunks of which none holds another are options of the same alternatives where they overlap; those inside a longer one
stand in its alternatives' base option. Where they stand in the base says which go together, and nothing else does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from drafter.draft.bracket_notation import alternatives_id, spaced
from drafter.draft.text import Alternatives, Option, Position, Text
from drafter.negotiation.claims import Claimant, Claims, HunkStance, Span, found_in, shown, with_options
from drafter.negotiation.hunks import Hunk, changed, cut, replaced, widened

_FLAT = 8
"""In so few words, one shorter change inside a longer one is an option beside it."""


@dataclass(slots=True)
class _Group:
    """Stretches of the base of which each crosses another, and what is changed inside them."""

    start: int
    end: int
    places: set[Span]
    children: list[_Group] = field(default_factory=list)


def _groups(places: Iterable[Span]) -> list[_Group]:
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


def put_together(claims: Claims, paragraph: str) -> Text:
    """The claims as a text. Where that would not give every view to the letter, whole versions side by side."""
    text = _Writing(claims, paragraph).text()
    return text if _is_right(text, claims) else whole_versions(claims, paragraph)


def whole_versions(claims: Claims, paragraph: str) -> Text:
    """The claims as a text of nothing but alternatives, each option a version of the whole paragraph."""
    return _Writing(claims, paragraph).whole_versions()


def _is_right(text: Text, claims: Claims) -> bool:
    """Whether the base and the parties' views are as they should be."""
    several = {claimant.party for claimant in claims.hunks if claimant.number or not claimant.party}
    views, _ = shown(found_in(text, 0), lambda option: option.wanted_by)
    return text.base == claims.base and all(
        with_options(claims.base, views.get(claimant.party, ())) == changed(claims.base, wanted)
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

    def __init__(self, claims: Claims, paragraph: str) -> None:
        self.base, self.words = claims.base, cut(claims.base)
        self.claims, self.paragraph = claims, paragraph
        self.hunks = {claimant: dict(found) for claimant, found in claims.hunks.items()}
        self.said = dict(claims.said)
        times = Counter(claims.ids.values())
        self.kept_ids = {place: id for place, id in claims.ids.items() if times[id] == 1}
        self.ids = set(self.kept_ids.values())
        """Those that are given: words that were put into one gap on two sides have the same one on both."""

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
        self.holders: dict[Span, list[Claimant]] = {}
        for claimant, found in self.hunks.items():
            for hunk in found:
                self.holders.setdefault(hunk.place, []).append(claimant)
        levels = self._levels(groups, frozenset())
        self._unite_what_is_said(levels)
        kept = [each for said in self.claims.kept for each in _anchored(said, levels)]
        return self._run(levels, (0, len(self.words)), kept, whole=True)

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
        exact: set[Span],
    ) -> bool:
        if not hunk.start:  # hunks stand there only where the blank space after them comes out right
            return False
        if hunk.start == hunk.end:
            ends = bool(hunk.left) and not hunk.right
            begun = any(group_start == hunk.start for group_start in around)
            return len(sides[hunk.start]) > 1 or (ends and begun)
        gap = self.words.gap(hunk.start)
        if hunk.right != gap:
            if hunk.place not in exact:
                return True
            if gap and not hunk.right and hunk.end in begins:
                return True
            return self._begins_longer(hunk, exact)
        return False

    def _begins_longer(self, hunk: Hunk, exact: set[Span]) -> bool:
        return any(start == hunk.start and end > hunk.end for start, end in exact)

    def _widen(self, unfit: set[Hunk]) -> None:
        wider = {hunk: widened(hunk, self.words) for hunk in unfit}
        for hunk, now in wider.items():
            said = HunkStance()
            for each in (hunk, now):
                said.unite(self.said.get(each, HunkStance()))
            self.said[now] = said
        self.hunks = {
            claimant: {wider.get(hunk, hunk): position for hunk, position in found.items()}
            for claimant, found in self.hunks.items()
        }

    # Who has a version of which

    def _levels(self, groups: Iterable[_Group], settled: frozenset[Claimant]) -> list[_Level]:
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

    def _versions(self, group: _Group, claimants: Iterable[Claimant]) -> dict[Text, _Version]:
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
                first, *others = (self.said.setdefault(hunk, HunkStance()) for hunk in version.hunks)
                if others:
                    united = HunkStance()
                    for said in (first, *others):
                        united.unite(said)
                    same = {id(said) for said in (first, *others)}
                    self.said = {h: united if id(said) in same else said for h, said in self.said.items()}
            self._unite_what_is_said(level.inside)

    # The text

    def _run(
        self, levels: Sequence[_Level], place: Span, kept: Sequence[tuple[Span, Option]], whole: bool = False
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

    def _alternatives(self, level: _Level, kept: Sequence[tuple[Span, Option]]) -> Alternatives:
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
        return Alternatives(self.kept_ids.get(place) or self._id(*place), (base, *options))

    def _id(self, start: int, end: int) -> str:
        starts, ends = self.words.places
        before = starts[start] if start < end else ends[start - 1] if start else 0
        id = alternatives_id(self.paragraph, self.base[:before], self.words.between(start, end))
        while id in self.ids:
            id = alternatives_id(self.paragraph, id)
        self.ids.add(id)
        return id

    def _option(self, text: Text, version: _Version) -> Option:
        said = self.said.get(next(iter(version.hunks)), HunkStance())
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


def _holds(place: Span, other: Span) -> bool:
    return place[0] <= other[0] and other[1] <= place[1]


def _anchored(said: tuple[Span, Option], levels: Sequence[_Level]) -> Iterator[tuple[Span, Option]]:
    """What is said of the base's words, of a stretch that has alternatives now: those that it touches, where the
    alternatives of which it was said were cut otherwise.
    """
    span, option = said
    spans = list(_spans(levels))
    if any(_holds(each, span) for each in spans):
        yield said
        return
    yield from ((each, option) for each in spans if each[0] <= span[1] and span[0] <= each[1])


def _spans(levels: Iterable[_Level]) -> Iterator[Span]:
    return ((level.group.start, level.group.end) for level in levels)


def _order(option: Option) -> tuple[bool, str, str, str]:
    """By date, party and words; no text is written last."""
    return not option.text, option.date, next(iter(option.wanted_by), ""), option.text.base


def _base(text: Text, said: Iterable[Option], taken: set[str], nobody: bool) -> Option:
    """The base's option, with what is said of it by those who have no other. `nobody`: another one is nobody's."""
    united = HunkStance()
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
