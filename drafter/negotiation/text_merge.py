"""Three versions of a text with alternatives made one: what each side claims of the words that both began with.

A position that only one side took, gave up or changed is as that side has it. Words that a side wrote over the draft's
own, where the other did something too, are its proposal; those of an option that it chose are the draft's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from drafter.draft.bracket_notation import like_a_name, read
from drafter.draft.text import EMPTY, Alternatives, Option, Position, Text
from drafter.errors import EditRefused
from drafter.negotiation.assembly import put_together
from drafter.negotiation.claims import Claims, HunkStance, Span, overlap, taken_apart
from drafter.negotiation.hunks import Hunk, changed, cut, hunks, replaced

Names = tuple[str, str]
"""The sides' names, in the order of the alphabet, in which the sides stand as well."""


@dataclass(frozen=True, slots=True)
class TextVersion:
    """A side's text, and what is known of how it came to be."""

    text: Text
    chose: bool = False
    """Whether words of the draft's own are now those of a proposal that was chosen."""
    agreed: bool = False
    """Whether the side agreed to the words as they were."""


@dataclass(frozen=True, slots=True)
class MergedText:
    text: Text
    contested: bool
    """Whether a side's own words stand in it as its proposal."""


def merged_text(base: Text | None, sides: tuple[TextVersion, TextVersion], names: Names, paragraph: str) -> MergedText:
    """The text of the paragraph with this id. `base` is None where both sides brought the paragraph in."""
    left, right = (side.text for side in sides)
    if left == right or (right == base and not sides[1].agreed):
        return MergedText(left, False)
    if left == base and not sides[0].agreed:
        return MergedText(right, False)
    merge = _TextMerge(base, sides, names)
    text = put_together(merge.claims(), paragraph)
    # What two sides had of one party may be read as other hunks, now that it stands together.
    return MergedText(put_together(taken_apart(text), paragraph), merge.contested)


def united(base: Text, ours: Text, theirs: Text, paragraph: str) -> Text:
    """Our text of the paragraph with this id, with what their text says of what is open: its options, and who stands
    where. Nothing of ours goes by it, but what a party wanted that now wants something else there. The draft's own
    words are ours, whatever `theirs` made of those of `base`.
    """
    if theirs.plain or theirs.alternatives == base.alternatives:
        return ours
    merge = _TextMerge(base, (TextVersion(ours), TextVersion(theirs)), ("", ""))
    merge.accepted, merge.own, merge.own_kept = merge.sides[0].edits, {}, {}
    before, said = merge.before, merge.sides[1]
    new = {fact for hunk, facts in said.of.items() for fact in facts - before.of.get(hunk, set())}
    for hunk, facts in before.of.items():
        said.of.setdefault(hunk, set()).update(fact for fact in facts if not _instead(fact[1], new))
    for span, facts in before.kept.items():
        said.kept.setdefault(span, set()).update(facts)
    text = put_together(merge.claims(), paragraph)
    return put_together(taken_apart(text), paragraph)


def _instead(party: str, new: Iterable[_Fact]) -> bool:
    """Whether the party wants something that it didn't want before."""
    return any((position, party) in new for position in _WANTED)


def clean_names(names: tuple[str, str]) -> Names:
    """The names without the signs that the brackets' grammar uses. Refuses two that are then empty or the same."""
    first, second = (" ".join(re.sub(r"[\[\]/;\x00-\x1f\x7f-\x9f]", " ", name).split()) for name in names)
    if not first or not second or first == second:
        raise EditRefused("The two sides of a merge need names, and different ones.")
    return first, second


def merged_words(left: str, right: str, names: Names) -> str:
    """Words that are no paragraph's, a title or a reason, which both sides wrote: options in brackets, side by side."""
    options: dict[str, Option] = {}
    for name, words in zip(names, (left, right), strict=True):
        text = read(words, "", lambda each: each in names or like_a_name(each))
        run = text.runs[0] if len(text.runs) == 1 else None
        for option in run.options if isinstance(run, Alternatives) else (Option(text=text, by=(name,)),):
            if option.text or option.parties:
                key = option.text.written
                options[key] = _option({*_said(options.get(key, option)), *_said(option)}, text=option.text)
    said = sorted(options.values(), key=lambda option: (not option.text, option.wanted_by, option.text.base))
    return Text.of(Alternatives("", tuple(said))).written if len(said) > 1 else said[0].text.written


_Fact = tuple[Position | str, str]
"""A position and the party that takes it, or `note` and a line of it."""

_NOTE = "note"
_WANTED = (Position.BY, Position.SUPPORT)


@dataclass(slots=True)
class _Facts:
    """What a version says, of hunks of the common base."""

    edits: tuple[Hunk, ...] = ()
    """What the version made of the base itself."""
    of: dict[Hunk, set[_Fact]] = field(default_factory=dict)
    dates: dict[Hunk, str] = field(default_factory=dict)
    kept: dict[Span, set[_Fact]] = field(default_factory=dict)
    """What it says of the base's own words."""
    ids: dict[Span, str] = field(default_factory=dict)


def _facts(text: Text, base: str) -> _Facts:
    """What the text says, in the words of this base."""
    claims = taken_apart(text)
    found = _Facts(() if claims.base == base else hunks(base, claims.base))
    for claimant, mine in claims.hunks.items():
        for hunk, position in mine.items():
            for each in _rebased(hunk, claims.base, base, found.edits):
                found.of.setdefault(each, set()).add((position, claimant.party))
                said = claims.said.get(hunk, HunkStance())
                found.of[each] |= {(Position.OPPOSE, party) for party in said.opposed}
                found.of[each] |= {(Position.RESERVE, party) for party in said.reserved}
                found.of[each] |= {(_NOTE, line) for line in said.notes}
                found.dates[each] = min(filter(None, (found.dates.get(each), said.date)), default="")
    back = hunks(claims.base, base) if found.edits else ()
    for span, option in claims.kept:
        found.kept.setdefault(_moved(span, back), set()).update(_said(option))
    found.ids = {_moved(span, back): id for span, id in claims.ids.items()}
    return found


def _rebased(hunk: Hunk, old: str, new: str, edits: tuple[Hunk, ...]) -> tuple[Hunk, ...]:
    """A hunk of the old base as hunks of the new one, of which `edits` make the old one."""
    if old == new:
        return (hunk,)
    if isinstance(hunk.words, Text):
        return (_carried(hunk, old, hunks(old, new)),)
    mine = hunks(new, changed(old, (hunk,)))
    found = tuple(each for each in mine if each not in edits)
    undone = (edit for edit in edits if not any(overlap(edit.place, each.place) for each in mine))
    return (*found, *(_as_it_was(edit, new) for edit in undone))


def _carried(hunk: Hunk, old: str, edits: Iterable[Hunk]) -> Hunk:
    """A hunk of words with alternatives as one of what the edits make of the old base, with all that they touch of it:
    cut anew, its alternatives would be lost.
    """
    words = cut(old)
    places = [hunk.place, *(edit.place for edit in edits if overlap(edit.place, hunk.place))]
    start, end = min(start for start, _ in places), max(end for _, end in places)
    return Hunk(
        *_moved((start, end), edits),
        Text.of(*replaced(words, (hunk,), start, end)),
        words.gap(start) if start < hunk.start else hunk.left,
        words.gap(end) if end > hunk.end else hunk.right,
    )


def _as_it_was(edit: Hunk, base: str) -> Hunk:
    """A hunk that leaves these words as they are: somebody wants them back."""
    words = cut(base)
    return Hunk(*edit.place, words.between(*edit.place), words.gap(edit.start), words.gap(edit.end))


def _moved(span: Span, edits: Iterable[Hunk]) -> Span:
    """Where a stretch stands once the edits are made."""
    start, end = span
    by = 0
    for edit in edits:
        more = len(cut(edit.words if isinstance(edit.words, str) else edit.words.base)) - (edit.end - edit.start)
        if edit.end <= span[0] and edit.place != span:
            by += more
        elif edit.start < span[1] or edit.place == span:
            start, end = min(start, edit.start), max(end, edit.end) + more
    return start + by, end + by


class _TextMerge:
    """One merge of texts, both of which somebody changed."""

    def __init__(self, base: Text | None, sides: tuple[TextVersion, TextVersion], names: Names) -> None:
        self.names = names
        left, right = (side.text for side in sides)
        self.base = (left if base is None else base).base
        self.before = _Facts() if base is None else _facts(base, self.base)
        self.sides = _facts(left, self.base), _facts(right, self.base)
        self.given_up = tuple(self._given_up(side) for side in self.sides)
        chose = [side.chose and base is not None for side in sides]  # of words of its own, nothing shows what it chose
        self.accepted = tuple(self._accepted(chose))
        own = [[edit for edit in side.edits if edit not in self.accepted] for side in self.sides]
        self.contested = any(own) or any(side.agreed for side in sides)
        self.undecided = [
            edit.place
            for edits, against in zip(own, self.given_up[::-1], strict=True)
            for edit in edits
            if edit in against
        ]
        """Where one side chose what the other decided against."""
        self.own: dict[Hunk, set[_Fact]] = {}
        """What the merge itself adds to what the sides say: that what a side wrote or chose is its proposal."""
        self.own_kept: dict[Span, set[_Fact]] = {}
        self._claim_own(own, base is None, sides)

    def _given_up(self, side: _Facts) -> set[Hunk]:
        """What was proposed and this side decided against; where its parties now want something else instead, they
        have changed their minds, and nobody decided.
        """
        found = set()
        for hunk, facts in self.before.of.items():
            parties = {party for position, party in facts if position in _WANTED}
            instead = (
                each
                for each, said in side.of.items()
                if each not in self.before.of and any((Position.BY, party) in said for party in parties)
            )
            if hunk not in side.of and not any(overlap(hunk.place, each.place) for each in instead):
                found.add(hunk if isinstance(hunk.words, str) else replace(hunk, words=hunk.words.base))
        return found

    def _accepted(self, chose: Sequence[bool]) -> Iterator[Hunk]:
        """The edits that are the draft's own words from now on: what a side chose, and what both wrote."""
        for number, (side, other) in enumerate(zip(self.sides, self.sides[::-1], strict=True)):
            for edit in side.edits:
                if edit in other.edits:
                    if number == 0:
                        yield edit
                elif (
                    (edit in self.before.of or chose[number])
                    and edit not in self.given_up[1 - number]
                    and not any(overlap(edit.place, each.place) for each in other.edits)
                ):
                    yield edit

    def _claim_own(self, own: list[list[Hunk]], new: bool, sides: tuple[TextVersion, TextVersion]) -> None:
        """Make each side's own edits its proposals; where both brought the text in, the base is the first side's. Who
        agreed to the base's words, or decided against the other ones, wants them kept.
        """
        for name, facts, edits in zip(self.names, self.sides, own, strict=True):
            for edit in edits:
                self.own.setdefault(edit, set()).add((Position.BY, name))
                self.own[edit] |= self._said_of_own(facts, edit)
        for number, position in ((0, Position.BY if new else Position.SUPPORT), (1, Position.SUPPORT)):
            always = sides[number].agreed or (new and number == 0)
            touched = [edit.place for edit in self.sides[number].edits]
            for edit in own[1 - number]:
                decided = edit in self.given_up[number] and not any(overlap(edit.place, each) for each in touched)
                if always or decided:
                    self.own_kept.setdefault(edit.place, set()).add((position, self.names[number]))

    def _said_of_own(self, facts: _Facts, edit: Hunk) -> set[_Fact]:
        """Take what is said of a side's own words for the base's, which are now its proposal."""
        found: set[_Fact] = set()
        for span in [span for span in facts.kept if overlap(span, edit.place)]:
            new = facts.kept[span] - self.before.kept.get(span, set())
            facts.kept[span] -= new
            found |= new
        return found

    def claims(self) -> Claims:
        """What both sides claim."""
        claims = Claims(changed(self.base, self.accepted))
        facts = self._united()
        order = sorted(facts, key=lambda hunk: (self._date(hunk), *hunk.place, str(hunk.words)))
        now = {hunk: self._converted(hunk, claims.base) for hunk in order}
        for hunk in order:
            for each in now[hunk]:
                claims.said.setdefault(each, HunkStance()).add(_option(facts[hunk], self._date(hunk)))
        for claimed in _WANTED:
            wanted = [(hunk, party) for hunk in order for position, party in facts[hunk] if position == claimed]
            for hunk, party in sorted(wanted, key=lambda each: each[1]):
                for each in now[hunk]:
                    claims.claim(party, (each,), claimed)
        claims.kept = [(_moved(span, self.accepted), _option(kept)) for span, kept in self._united_kept().items()]
        claims.ids = self._ids()
        return claims

    def _ids(self) -> dict[Span, str]:
        """The alternatives' ids; of two that the sides gave one stretch, the first in the alphabet."""
        found: dict[Span, str] = {}
        for side in (*self.sides, self.before):
            for span, id in side.ids.items():
                moved = _moved(span, self.accepted)
                found[moved] = id if side is self.before else min(id, found.get(moved, id))
        return found

    def _date(self, hunk: Hunk) -> str:
        return min(filter(None, (side.dates.get(hunk) for side in self.sides)), default="")

    def _converted(self, hunk: Hunk, new: str) -> tuple[Hunk, ...]:
        """A hunk of the common base as hunks of the merged text's."""
        if not self.accepted:
            return () if hunk == _as_it_was(hunk, self.base) else (hunk,)
        if isinstance(hunk.words, Text):
            return (_carried(hunk, self.base, self.accepted),)
        others = [edit for edit in self.accepted if not overlap(edit.place, hunk.place)]
        return hunks(new, changed(self.base, (hunk, *others)))

    def _united(self) -> dict[Hunk, set[_Fact]]:
        before = self.before.of
        every = [hunk for facts in (before, *(side.of for side in self.sides), self.own) for hunk in facts]
        found = {}
        for hunk in dict.fromkeys(every):
            was, mine, yours = (facts.get(hunk) for facts in (before, *(side.of for side in self.sides)))
            if was is not None:
                # Dropped by one side and changed by the other: it stays as the other has it. So does what a side
                # dropped by a decision that is contested.
                same = None if any(overlap(hunk.place, place) for place in self.undecided) else was
                mine, yours = (
                    was if mine is None and yours not in (None, same) else mine or set(),
                    was if yours is None and mine not in (None, same) else yours or set(),
                )
            united = _three(was or set(), mine or set(), yours or set()) | self.own.get(hunk, set())
            if hunk not in self.accepted and any(position in _WANTED for position, _ in united):
                found[hunk] = united
        return found

    def _united_kept(self) -> dict[Span, set[_Fact]]:
        said = (self.before.kept, *(side.kept for side in self.sides))
        return {
            span: _three(*(kept.get(span, set()) for kept in said)) | self.own_kept.get(span, set())
            for span in sorted({span for kept in (*said, self.own_kept) for span in kept})
        }


def _three(base: set[_Fact], left: set[_Fact], right: set[_Fact]) -> set[_Fact]:
    return (left | right) - (base - left) - (base - right)


def _said(option: Option) -> set[_Fact]:
    facts: set[_Fact] = {(position, party) for position in Position for party in getattr(option, position)}
    return facts | {(_NOTE, line) for line in option.note.split("\n") if line}


def _option(facts: Iterable[_Fact], date: str = "", text: Text = EMPTY) -> Option:
    """The facts as an option."""
    said: dict[str, list[str]] = {}
    for position, value in sorted(facts):
        said.setdefault(position, []).append(value)
    positions = {position.value: tuple(said.get(position, ())) for position in Position}
    return Option(text=text, date=date, note="\n".join(said.get(_NOTE, ())), **positions)
