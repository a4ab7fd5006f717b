"""Square brackets as the field writes them, and their reading: `[X - EU, G77 retain / Y - US; JP delete]`.

One option stands after another, each followed by the parties that propose it and by what others say of it. A bracket
with one option leaves open whether the words are there at all. `retain` is said of the draft's own words, `support` of
a proposal; who wants no text there is named last, with `delete`. Without names: `[X] [Y]`.
"""

from __future__ import annotations

import re
from base64 import b32encode
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Any, Protocol

from drafter.draft.text import EMPTY, Alternatives, Option, Position, Stand, Text, short_hash

NO_TEXT = "No text"
"""How an option is written that has no words, where it has to be written."""

_SEPARATOR, _ATTRIBUTION = " / ", " - "
_NAME = re.compile(r"[^\W_a-z][^\[\]/;,:]{0,59}")
_SMALL = frozenset(["and", "of", "the", "de", "la", "du", "et", "i", "y"])
_VERBS = {
    "retain": Position.SUPPORT,
    "retains": Position.SUPPORT,
    "support": Position.SUPPORT,
    "supports": Position.SUPPORT,
    "propose": Position.BY,
    "proposes": Position.BY,
    "oppose": Position.OPPOSE,
    "opposes": Position.OPPOSE,
    "reserve": Position.RESERVE,
    "reserves": Position.RESERVE,
}
_OF_NO_TEXT = {
    "delete": Position.BY,
    "deletes": Position.BY,
    "support deletion": Position.SUPPORT,
    "oppose deletion": Position.OPPOSE,
    "reserve on deletion": Position.RESERVE,
}


# Writing


def written(text: Text, named: bool) -> str:
    """The text with its alternatives in square brackets, with the parties' names or without."""
    return "".join(written_runs(text, named))


def written_runs(text: Text, named: bool) -> tuple[str, ...]:
    """As `written`, each run by itself."""
    found: list[str] = []
    last = ""
    for place, run in enumerate(text.runs):
        if isinstance(run, str):
            found.append(run)
        else:
            spelled = named and _is_bare(run) and _is_bare(_next(text.runs, place))
            found.append(_bracket(run, named, spelled, last.isalnum()))
        last = found[-1][-1:] or last
    return tuple(found)


def _bracket(alternatives: Alternatives, named: bool, spelled: bool, within_word: bool) -> str:
    """The alternatives in brackets, the blank space at the options' ends outside. `spelled`: no text is written out."""
    words = [written(option.text, named) for option in alternatives.options]
    said = [each for each in words if each]
    before = " " if said and all(each[:1].isspace() for each in said) else ""
    after = " " if said and not before and all(each[-1:].isspace() for each in said) else ""
    words = [each.strip() for each in words]
    if not named:
        inside = ("" if within_word and not before else " ").join(f"[{each}]" for each in words if each)
    else:
        inside = f"[{_named(alternatives, words, spelled)}]"
    return f"{before}{inside}{after}"


def _named(alternatives: Alternatives, words: Sequence[str], spelled: bool) -> str:
    base = alternatives.base
    said, without = [], ""
    for option, each in zip(alternatives.options, words, strict=True):
        if each:
            names = positions(option, "retain" if option is base and not option.by else "support")
            said.append(f"{each}{_ATTRIBUTION}{names}" if names else each)
        elif option.parties and (option.by or option is not base):
            without += "".join(f"; {names}" for names in _of_no_text(option))
        elif option.parties or spelled or len(alternatives.options) > 2:
            names = positions(option, "retain")
            without = f"{_SEPARATOR}{NO_TEXT}{_ATTRIBUTION if names else ''}{names}{without}"
    return f"{_SEPARATOR.join(said) or NO_TEXT}{without}"


def around(words: str, proposed: Stand | None, deletion: Stand | None, named: bool) -> str:
    """A paragraph's words in square brackets, because somebody proposes the paragraph, or proposes to take it out."""
    stands = [Option(**_stand(stand)) if stand else Option() for stand in (proposed, deletion)]
    paragraph = replace(stands[0], text=Text.of(words))
    options = (paragraph, stands[1]) if deletion else (Option(), paragraph)
    return _bracket(Alternatives("", options), named, spelled=False, within_word=False)


def _stand(stand: Stand) -> dict[str, Any]:
    return {position.value: getattr(stand, position) for position in Position}


def positions(option: Stand, support: str = "support") -> str:
    """Who says what of the option: `EU, JP; MX support; US oppose; CN reserve`."""
    verbs = {Position.BY: "", Position.SUPPORT: support, Position.OPPOSE: "oppose", Position.RESERVE: "reserve"}
    found = ((", ".join(getattr(option, position)), verb) for position, verb in verbs.items())
    return "; ".join(f"{names} {verb}".strip() for names, verb in found if names)


def _of_no_text(option: Option) -> Iterator[str]:
    for verb, position in _OF_NO_TEXT.items():
        names = ", ".join(getattr(option, position))
        if names and verb != "deletes":
            yield f"{names} {verb}"


def _is_bare(run: str | Alternatives | None) -> bool:
    """Whether the run is written as words in brackets and nothing else: `[X]`."""
    if not isinstance(run, Alternatives) or any(option.parties for option in run.options):
        return False
    return len(run.options) == 2 and not run.options[1].text and bool(run.options[0].text)


def _next(runs: Sequence[str | Alternatives], place: int) -> str | Alternatives | None:
    """The run that follows at once; None at the end, and where blank space is written between."""
    run, after = runs[place], runs[place + 1] if place + 1 < len(runs) else None
    return None if _any_word(run, -1, str.isspace) or _any_word(after, 0, str.isspace) else after


def _any_word(run: str | Alternatives | None, place: int, like: Callable[[str], bool]) -> bool:
    """Whether some option's words have such a sign at this place."""
    if not isinstance(run, Alternatives):
        return False
    return any(bool(words) and like(words[place]) for words in (option.text.base for option in run.options))


# Reading


MOST_DEEP = 24
"""How deep brackets may stand in one another to be read. The densest negotiating texts go ten deep."""
MOST_OPTIONS = 5_000
"""How many options all brackets of a text may have to be read: no paragraph has a tenth."""


def read(
    words: str,
    paragraph: str,
    known: Callable[[str], bool] | None = None,
    *,
    side_by_side: bool = False,
    typed: Container[int] = (),
) -> Text:
    """The text that these words write. What can't be read as alternatives stays as it is typed: see `Text.unread`.

    `paragraph` is the id of the paragraph, from which the alternatives get theirs. `known` says whether a name is a
    party's; without it, whatever is written like a name is one. `side_by_side`: `[X] [Y]` are one pair of alternatives,
    as a text without names writes them, and not two points; `modalit[y][ies]` and `[X] / [Y]` always are. `typed` has
    the places of brackets that are words like any others.
    """
    if "[" not in words and "]" not in words:
        return Text.of(words)
    pairs = _pairs(words, typed)
    parsed = _parsed(words, pairs)
    if not parsed.brackets:
        return Text.of(words)
    if not typed and (outside := _SPACE_AFTER.sub(r"]\1", _SPACE_BEFORE.sub(r"\1[", words))) != words:
        return read(outside, paragraph, known, side_by_side=side_by_side)
    return _Reader(words, known or like_a_name, side_by_side).text(parsed, 0, len(words), paragraph)


def unread_brackets(words: str, typed: Container[int] = ()) -> tuple[int, ...]:
    """The places of the brackets that stay as they are typed: without a partner, empty, too deep in others, `typed`."""
    pairs = _pairs(words, typed)
    paired = {*pairs, *pairs.values()} if _parsed(words, pairs).brackets else set()
    return tuple(match.start() for match in _BRACKET.finditer(words) if match.start() not in paired)


_SPACE_BEFORE = re.compile(r"(?<=[^\s\[\]/])\[( +)(?=\S)")
_SPACE_AFTER = re.compile(r"(?<=\S)( +)\](?=\w)")
"""Blank space at the ends of a bracket that has none around it, `act[ now]`: it is the space between the words."""


def reread(words: str, old: Text, paragraph: str, known: Callable[[str], bool] | None = None) -> Text:
    """The text that these words write, somebody having edited `old` as its attributed view writes it.

    Alternatives and options that are still there keep their ids, dates and notes.
    """
    if words == written(old, named=True):
        return old
    return _Recognizer(old).text(read(words, paragraph, known))


class _Recognizer:
    """Knows the alternatives of a text again in another, by the words of their options; each once."""

    def __init__(self, old: Text) -> None:
        self._left = {place: _by_words(each) for place, each in enumerate(old.all_alternatives())}
        self._old = list(old.all_alternatives())
        self._with_words: dict[str, list[int]] = {}
        for place, options in self._left.items():
            for words in options:
                self._with_words.setdefault(words, []).append(place)

    def text(self, text: Text) -> Text:
        if text.plain:
            return text
        return Text(tuple(run if isinstance(run, str) else self._alternatives(run) for run in text.runs))

    def _alternatives(self, run: Alternatives) -> Alternatives:
        shared = Counter(
            place for words in _by_words(run) for place in self._with_words.get(words, ()) if place in self._left
        )
        if not shared:
            return replace(run, options=tuple(replace(option, text=self.text(option.text)) for option in run.options))
        like = max(shared, key=lambda place: (shared[place], -place))
        before = self._left.pop(like)
        options = []
        for option in run.options:
            was = before.get(option.text.base.strip())
            kept = replace(option, date=was.date, note=was.note) if was else option
            options.append(replace(kept, text=self.text(option.text)))
        return Alternatives(self._old[like].id, tuple(options))


def _by_words(alternatives: Alternatives) -> dict[str, Option]:
    found = {option.text.base.strip(): option for option in alternatives.options}
    return {words: option for words, option in found.items() if words} or found


def attributions(words: str, known: Callable[[str], bool]) -> Iterator[tuple[int, int]]:
    """The stretches of words in brackets that say who wants what, from character to character, without the sign before
    each, or after one that stands before the words: `EU, G77 retain`, `US propose`.
    """
    return _Reader(words, known, side_by_side=False).attributions(_parsed(words, _pairs(words, ())))


def like_a_name(name: str) -> bool:
    """Whether this is written as a party's name is: a few words with capitals, `G77 and China`, `Republic of Korea`."""
    words = name.split()
    return 0 < len(words) <= 6 and all(word[:1].isupper() or word[:1].isdigit() or word in _SMALL for word in words)


_BRACKET = re.compile(r"[\[\]]")
_BLANK = re.compile(r"\s*")
_BETWEEN_NAMES = re.compile(r"[,/]")
_LONGEST_LEAD = 1_000
"""Characters that names with their positions may take before the words of an option."""
_REMARK = re.compile(
    r"([^\W_a-z][^\[\]/;,:]{0,59}?) (?:can|could|do|does|has|have|is|are|may|needs?|seeks?|will|wish(?:es)?|would|"
    r"prefers?|reserves?|supports?|opposes?|asks?|awaits?|also)\b"
)
_CONTINUES = re.compile(r"[,;]|(?:and|as well as|including|or)\b", re.IGNORECASE)
"""How a bracket begins that adds to the one before it, and is none instead of it."""
_SIGN = re.compile(r"[\[\]]| / | - |:")


def _pairs(words: str, typed: Container[int]) -> dict[int, int]:
    """The place of each opening bracket's partner, without those that are `typed`, hold nothing, or stand too deep."""
    found: dict[int, int] = {}
    open_at: list[int] = []
    for match in _BRACKET.finditer(words):
        place = match.start()
        if place in typed:
            continue
        if match[0] == "[":
            open_at.append(place)
        elif open_at:
            start = open_at.pop()
            if not _BLANK.fullmatch(words, start + 1, place):
                found[start] = place
    return _not_too_deep(found)


def _not_too_deep(pairs: dict[int, int]) -> dict[int, int]:
    found: dict[int, int] = {}
    around: list[int] = []
    for place in sorted(pairs):
        while around and around[-1] < place:
            around.pop()
        around.append(pairs[place])
        if len(around) <= MOST_DEEP:
            found[place] = pairs[place]
    return found


@dataclass(slots=True)
class _Written:
    """An option as it is written, or the whole text: from character to character, with the brackets in it."""

    start: int
    end: int = 0
    brackets: list[_Bracket] = field(default_factory=list)
    dash: int = -1
    """Where its last ` - ` stands, and below its first colon, not counting what stands in its brackets; -1 for none."""
    colon: int = -1


@dataclass(slots=True)
class _Bracket:
    """A bracket as it is written: from its first character to the place of its `]`."""

    start: int
    end: int
    options: list[_Written]


def _parsed(words: str, pairs: dict[int, int]) -> _Written:
    """The whole text, with the brackets that have a partner as its parts, found in one pass; without any where there
    are too many options.
    """
    whole = _Written(0, len(words))
    options, brackets, left = [whole], list[_Bracket](), MOST_OPTIONS
    for match in _SIGN.finditer(words):
        place, sign, here = match.start(), match[0], options[-1]
        if sign == "[" and place in pairs:
            inner = _Written(place + 1)
            brackets.append(_Bracket(place + 1, pairs[place], [inner]))
            here.brackets.append(brackets[-1])
            options.append(inner)
            left -= 1
        elif brackets and place == brackets[-1].end:
            options.pop().end = brackets.pop().end
        elif brackets and sign == _SEPARATOR:
            here.end = place
            options[-1] = _Written(match.end())
            brackets[-1].options.append(options[-1])
            left -= 1
        elif sign == _ATTRIBUTION:
            here.dash = place
        elif sign == ":" and here.colon < 0 and not here.brackets:
            here.colon = place
        if left < 0:
            return _Written(0, len(words))
    return whole


@dataclass(frozen=True, slots=True)
class _Said:
    """What parties say of an option, or of its deletion."""

    names: tuple[str, ...]
    position: Position
    of_no_text: bool = False


@dataclass(frozen=True, slots=True)
class _Attributed:
    """An option with what is said of it, and where its words stand."""

    written: _Written
    start: int
    end: int
    said: tuple[_Said, ...] = ()
    note: str = ""
    """What parties say of it in other words."""
    led: bool = False
    """Whether the names stand before the words: `US propose: X`."""
    attribution: tuple[int, int] = (0, 0)
    """Where what is said stands, from character to character."""

    @property
    def bare(self) -> bool:
        """Whether nothing is said of it."""
        return not self.said and not self.note


class _Hash(Protocol):
    """What hashlib makes and has no public name for."""

    def update(self, data: bytes, /) -> None:
        """Goes on with these bytes."""

    def digest(self) -> bytes:
        """Of all bytes so far."""

    def hexdigest(self) -> str:
        """The same as letters and digits."""


class _Reader:
    """Reads one text. Brackets that have no partner are words like any others."""

    def __init__(self, words: str, known: Callable[[str], bool], side_by_side: bool) -> None:
        self.words = words
        self.known = known
        self._side_by_side = side_by_side
        self._ids: set[str] = set()
        self._tried: dict[bytes, _Hash] = {}

    def text(self, written: _Written, start: int, end: int, owner: str) -> Text:
        """What stands there; `owner` is what the ids of its alternatives are made of, beside their words."""
        runs: list[str | Alternatives] = []
        place = sha256(f"{owner}\x1f".encode())
        at = start
        for first, last, options in self._joined(written.brackets):
            words = self.words[at : first - 1]
            place.update(words.encode())
            alternatives = self._alternatives(options, place.copy())
            place.update(alternatives.base.text.base.encode())
            runs += (words, alternatives)
            at = last + 1
        return spaced(Text.of(*runs, self.words[at:end]))

    def _joined(self, brackets: list[_Bracket]) -> Iterator[tuple[int, int, list[_Attributed]]]:
        """The brackets' options, with where each begins and ends; those of brackets that are options of one another
        together: `[X] [Y]`, `[US propose: X] [EU propose: Y]`.
        """
        together: list[_Attributed] = []
        first = last = 0
        for bracket in brackets:
            options = [self._attributed(each) for each in bracket.options]
            if together and not (len(options) == 1 and self._goes_with(together[-1], last, options[0], bracket.start)):
                yield first, last, together
                together = []
            first, last = first if together else bracket.start, bracket.end
            together.extend(options)
            if len(options) > 1:
                yield first, last, together
                together = []
        if together:
            yield first, last, together

    def _goes_with(self, before: _Attributed, end: int, option: _Attributed, start: int) -> bool:
        """Whether the option of a bracket is one more of those in the bracket before it, which ends at `end`."""
        between = self.words[end + 1 : start - 1]
        if before.led and option.led:
            return between in ("", " ")
        if not (before.bare and option.bare) or _CONTINUES.match(self.words, option.start, option.end):
            return False
        return between in ("", _SEPARATOR) or (self._side_by_side and between == " ")

    def _attributed(self, option: _Written) -> _Attributed:
        after = option.brackets[-1].end + 1 if option.brackets else option.start
        colon = option.colon
        if 0 <= colon - option.start <= _LONGEST_LEAD and (found := self._said(self.words[option.start : colon], True)):
            return replace(self._trimmed(option, colon + 1, option.end, *found, option.start, colon), led=True)
        worded = option.dash >= after and not _BLANK.fullmatch(self.words, option.start, option.dash)
        if worded and (found := self._said(self.words[option.dash + len(_ATTRIBUTION) : option.end])):
            tail = option.dash + len(_ATTRIBUTION)
            return self._trimmed(option, option.start, option.dash, *found, tail, option.end)
        end, said = self._deletion(after, option.end)
        return self._trimmed(option, option.start, end, said, "", end + 2, option.end)

    def _deletion(self, start: int, end: int) -> tuple[int, tuple[_Said, ...]]:
        """Where the words end, and what is said of their deletion after them: `extreme; G77 delete`."""
        said: list[_Said] = []
        while (at := self.words.rfind("; ", start, end)) >= 0:
            found = self._group(self.words[at + 2 : end].strip())
            if found is None or not found.of_no_text:
                break
            said.append(found)
            end = at
        return end, tuple(reversed(said))

    def _trimmed(
        self, option: _Written, start: int, end: int, said: tuple[_Said, ...], note: str, said_from: int, said_to: int
    ) -> _Attributed:
        words = self.words[start:end]
        start += len(words) - len(words.lstrip())
        end = max(start, end - len(words) + len(words.rstrip()))
        return _Attributed(option, start, end, said, note, attribution=(said_from, said_to))

    def attributions(self, written: _Written) -> Iterator[tuple[int, int]]:
        """Where something is said of the options in the brackets, in the order of the text but for what is deeper."""
        for bracket in written.brackets:
            for option in bracket.options:
                found = self._attributed(option)
                if found.said:
                    yield found.attribution
                yield from self.attributions(option)

    def _said(self, tail: str, led: bool = False) -> tuple[tuple[_Said, ...], str] | None:
        """What a tail such as `EU, G77 retain; US delete` says, and the parties' remarks in it; None where it is
        something else. Before the words (`led`), names stand with a verb: others may begin any sentence.
        """
        said, notes = [], []
        for group in tail.split(";"):
            found = self._group(group.strip(), verbless=not led)
            if found:
                said.append(found)
            elif self._is_remark(group.strip()):
                notes.append(group.strip())
            else:
                return None
        return (tuple(said), "; ".join(notes)) if said else None

    def _group(self, group: str, verbless: bool = True) -> _Said | None:
        for verbs, of_no_text in ((_OF_NO_TEXT, True), (_VERBS, False)):
            for verb, position in verbs.items():
                if group.endswith(f" {verb}"):
                    names = self._names(group.removesuffix(f" {verb}"))
                    return _Said(names, position, of_no_text) if names else None
        names = self._names(group) if verbless else ()
        return _Said(names, Position.BY) if names else None

    def _names(self, names: str) -> tuple[str, ...]:
        """The names in `EU, Japan` or `EU/JP`; none where one of them isn't a party's."""
        found = tuple(dict.fromkeys(name.strip() for name in _BETWEEN_NAMES.split(names)))
        return found if all(_NAME.fullmatch(name) and self.known(name) for name in found) else ()

    def _is_remark(self, group: str) -> bool:
        """Whether a party says something in words of its own: `MY does not object, subject to consultations`."""
        remark = _REMARK.match(group)
        return remark is not None and self.known(remark[1])

    def _alternatives(self, written: Sequence[_Attributed], place: _Hash) -> Alternatives:
        owner = place.hexdigest()
        options: list[Option] = []
        without: list[_Said] = []
        for each in written:
            nothing = self.words[each.start : each.end].casefold() == NO_TEXT.casefold()
            text = EMPTY if nothing else self.text(each.written, each.start, each.end, f"{owner}/{len(options)}")
            option = Option(text=text, note=each.note)
            options.append(_with_positions(option, (said for said in each.said if not said.of_no_text)))
            without += [said for said in each.said if said.of_no_text]
        if without:
            options.append(_with_positions(Option(), without))
        elif len(options) == 1:
            # A proposal is against nothing; the draft's own words may go.
            options.insert(0 if options[0].by else 1, Option())
        first = next((option for option in options if not option.by), options[0])
        options = [first, *(option for option in options if option is not first)]
        return Alternatives(self._id(place, options), tuple(options))

    def _id(self, place: _Hash, options: Iterable[Option]) -> str:
        """As `alternatives_id` makes it; another where two have the same words after the same words."""
        for option in options:
            place.update(f"\x1f{option.text.base}".encode())
        words = place.digest()
        place = self._tried.setdefault(words, place)  # from where the last with these words found its own
        while (id := _short(place)) in self._ids:
            place.update(b"\x1f")
        self._ids.add(id)
        return id


def _with_positions(option: Option, said: Iterable[_Said]) -> Option:
    for each in said:
        names = dict.fromkeys((*getattr(option, each.position), *each.names))
        changed: dict[str, Any] = {each.position.value: tuple(names)}
        option = replace(option, **changed)
    return option


def _short(place: _Hash) -> str:
    return b32encode(place.digest()).decode().lower()[:7]


def alternatives_id(owner: str, *words: str) -> str:
    """The id of alternatives in a paragraph, or in another option, by the words before them and their own."""
    return short_hash(owner, *words)


def spaced(text: Text) -> Text:
    """The text with the blank space around words that may be absent moved into them, so that it goes when they do.

    `We [also] urge` has no second space without `also`, `urge [them].` none before the full stop.
    """
    runs = list(text.runs)
    place = 0
    while place < len(runs):
        if not _is_optional(runs[place]):
            place += 1
            continue
        last = place
        while last + 2 < len(runs) and runs[last + 1] == " " and _is_optional(runs[last + 2]):
            last += 2
        before = runs[place - 1] if place else " "
        after = runs[last + 1] if last + 1 < len(runs) else ""
        follows = isinstance(after, str) and after[:1].isspace()
        ends = isinstance(after, str) and not after[:1].isalnum() and not follows
        chain = [run for run in runs[place : last + 1] if isinstance(run, Alternatives)]
        if isinstance(before, str) and before[-1:].isspace():
            if follows and isinstance(after, str):
                runs[last + 1] = after[1:]
                runs[place : last + 1] = [_padded(each, "", " ") for each in chain]
            elif ends and place:
                runs[place - 1] = before[:-1]
                runs[place : last + 1] = [_padded(each, " ", "") for each in chain]
            elif last > place:
                runs[place : last + 1] = [*(_padded(each, "", " ") for each in chain[:-1]), chain[-1]]
        place = last + 1 if last == place else place + (last - place) // 2 + 1
    return Text.of(*runs)


def _is_optional(run: str | Alternatives) -> bool:
    return isinstance(run, Alternatives) and any(not option.text for option in run.options)


def _padded(run: Alternatives, before: str, after: str) -> Alternatives:
    """The alternatives with blank space before or after the words of each option that has some."""
    options = (
        replace(option, text=Text.of(before, option.text, after)) if option.text else option for option in run.options
    )
    return Alternatives(run.id, tuple(options))
