"""Square brackets as the field writes them, and their reading: `[X - EU, G77 retain / Y - US; JP delete]`.

One option stands after another, each followed by the parties that propose it and by what others say of it. A bracket
with one option leaves open whether the words are there at all. `retain` is said of the draft's own words, `support` of
a proposal; who wants no text there is named last, with `delete`. Without names: `[X] [Y]`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

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
    found = ""
    for place, run in enumerate(text.runs):
        if isinstance(run, str):
            found += run
            continue
        spelled = named and _is_bare(run) and _is_bare(_next(text.runs, place))
        found += _bracket(run, named, spelled, found[-1:].isalnum())
    return found


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
    run = runs[place]
    padded = isinstance(run, Alternatives) and any(option.text.base[-1:].isspace() for option in run.options)
    return None if padded or place + 1 == len(runs) else runs[place + 1]


# Reading


def read(words: str, paragraph: str, known: Callable[[str], bool] | None = None, *, side_by_side: bool = False) -> Text:
    """The text that these words write. What can't be read as alternatives stays as it is typed: see `Text.unread`.

    `paragraph` is the id of the paragraph, from which the alternatives get theirs. `known` says whether a name is a
    party's; without it, whatever is written like a name is one. `side_by_side`: `[X] [Y]` are one pair of alternatives,
    as a text without names writes them, and not two points; `modalit[y][ies]` always is.
    """
    if "[" not in words and "]" not in words:
        return Text.of(words)
    return _Reader(words, paragraph, known or like_a_name, side_by_side).text()


def reread(words: str, old: Text, paragraph: str, known: Callable[[str], bool] | None = None) -> Text:
    """The text that these words write, somebody having edited `old` as its attributed view writes it.

    Alternatives and options that are still there keep their ids, dates and notes.
    """
    if words == written(old, named=True):
        return old
    return _recognized(read(words, paragraph, known), list(old.all_alternatives()))


def _recognized(text: Text, old: list[Alternatives]) -> Text:
    if text.plain or not old:
        return text
    runs: list[str | Alternatives] = []
    for run in text.runs:
        if isinstance(run, str):
            runs.append(run)
            continue
        mine = {option.text.base.strip() for option in run.options}
        like = max(old, key=lambda each: len(mine & {option.text.base.strip() for option in each.options} - {""}))
        before = {option.text.base.strip(): option for option in like.options}
        if not mine & before.keys() - {""}:
            runs.append(run)
            continue
        options = []
        for option in run.options:
            was = before.get(option.text.base.strip())
            text_now = _recognized(option.text, old)
            kept = replace(option, text=text_now, date=was.date, note=was.note) if was else option
            options.append(kept if was else replace(option, text=text_now))
        runs.append(Alternatives(like.id, tuple(options)))
        old = [each for each in old if each is not like]
        if not old:
            runs += text.runs[len(runs) :]
            break
    return Text(tuple(runs))


def attributions(words: str, known: Callable[[str], bool]) -> Iterator[tuple[int, int]]:
    """The stretches of words in brackets that say who wants what, from character to character, without the sign before
    each: `EU, G77 retain`.
    """
    return _Reader(words, "", known, side_by_side=False).attributions()


def like_a_name(name: str) -> bool:
    """Whether this is written as a party's name is: a few words with capitals, `G77 and China`, `Republic of Korea`."""
    words = name.split()
    return 0 < len(words) <= 6 and all(word[:1].isupper() or word[:1].isdigit() or word in _SMALL for word in words)


@dataclass(frozen=True, slots=True)
class _Said:
    """Names with what they say of an option; `of_no_text` for what they say of its deletion."""

    names: tuple[str, ...]
    position: Position
    of_no_text: bool = False
    retains: bool = False


class _Reader:
    """Reads one text. Brackets that have no partner are words like any others."""

    def __init__(self, words: str, paragraph: str, known: Callable[[str], bool], side_by_side: bool) -> None:
        self.words = words
        self.paragraph = paragraph
        self.known = known
        self.between = ("", " ") if side_by_side else ("",)
        self.partner = _partners(words)

    def text(self) -> Text:
        return self._text(0, len(self.words), self.paragraph)

    def _text(self, start: int, end: int, owner: str) -> Text:
        runs: list[str | Alternatives] = []
        at = start
        while at < end:
            opening = next((i for i in range(at, end) if self._opens(i) and self._has_words(i)), end)
            if opening > at:
                runs.append(self.words[at:opening])
            if opening == end:
                break
            close = self.partner[opening]
            spans = [(opening + 1, close)]
            while self._bare(spans[-1]) and (following := self._adjacent(close, end)) and self._bare(following):
                spans.append(following)
                close = following[1]
            before = Text.of(*runs).base
            runs.append(self._alternatives(spans, owner, before))
            at = close + 1
        return spaced(Text.of(*runs))

    def attributions(self) -> Iterator[tuple[int, int]]:
        for opening in filter(self._opens, self.partner):
            for start, end in self._parts(opening + 1, self.partner[opening]):
                at, said = self._attributed(start, end)
                if said:
                    signs = _ATTRIBUTION if self.words.startswith(_ATTRIBUTION, at) else "; "
                    yield at + len(signs), end

    def _adjacent(self, close: int, end: int) -> tuple[int, int] | None:
        """The bracket that follows at once, or after a space where that makes no difference; None for none."""
        for opening in (close + 1, close + 2):
            if opening < end and opening in self.partner and self.words[opening] == "[":
                return (opening + 1, self.partner[opening]) if self.words[close + 1 : opening] in self.between else None
        return None

    def _bare(self, span: tuple[int, int]) -> bool:
        """Whether the bracket holds one option without names."""
        parts = self._parts(*span)
        return len(parts) == 1 and bool(self.words[slice(*span)].strip()) and not self._attributed(*parts[0])[1]

    def _parts(self, start: int, end: int) -> list[tuple[int, int]]:
        """The options of a bracket, from character to character."""
        found, begin, at = [], start, start
        while at < end:
            if at in self.partner and self.words[at] == "[":
                at = self.partner[at] + 1
            elif self.words.startswith(_SEPARATOR, at):
                found.append((begin, at))
                at += len(_SEPARATOR)
                begin = at
            else:
                at += 1
        return [*found, (begin, end)]

    def _attributed(self, start: int, end: int) -> tuple[int, tuple[_Said, ...]]:
        """Where the words of an option end, and what is said of it after them."""
        for sign, skip in ((_ATTRIBUTION, len(_ATTRIBUTION)), ("; ", 2)):
            at = self.words.find(sign, start, end)
            while at >= 0:
                said = None if self._inside(at, start) else self._said(self.words[at + skip : end])
                if said and (skip == len(_ATTRIBUTION) or all(each.of_no_text for each in said)):
                    return at, said
                at = self.words.find(sign, at + 1, end)
        return end, ()

    def _inside(self, at: int, start: int) -> bool:
        """Whether this place stands in a bracket that opens after `start`."""
        return any(opening < at < self.partner[opening] for opening in range(start, at) if self._opens(opening))

    def _has_words(self, at: int) -> bool:
        return bool(self.words[at + 1 : self.partner[at]].strip())

    def _opens(self, at: int) -> bool:
        return at in self.partner and self.words[at] == "["

    def _said(self, tail: str) -> tuple[_Said, ...] | None:
        """What a tail such as `EU, G77 retain; US delete` says; None where it is something else."""
        found = [self._group(group.strip()) for group in tail.split(";")]
        return None if None in found else tuple(said for said in found if said)

    def _group(self, group: str) -> _Said | None:
        for verbs, of_no_text in ((_OF_NO_TEXT, True), (_VERBS, False)):
            for verb, position in verbs.items():
                if group.endswith(f" {verb}"):
                    names = self._names(group.removesuffix(f" {verb}"))
                    return _Said(names, position, of_no_text, verb.startswith("retain")) if names else None
        names = self._names(group)
        return _Said(names, Position.BY) if names else None

    def _names(self, names: str) -> tuple[str, ...]:
        """The names in `EU, Japan`; none where one of them isn't a party's."""
        found = tuple(dict.fromkeys(name.strip() for name in names.split(",")))
        return found if all(_NAME.fullmatch(name) and self.known(name) for name in found) else ()

    def _alternatives(self, spans: Sequence[tuple[int, int]], owner: str, before: str) -> Alternatives:
        options: list[Option] = []
        without: list[_Said] = []
        for start, end in (part for span in spans for part in self._parts(*span)):
            words_end, said = self._attributed(start, end)
            while start < words_end and self.words[start].isspace():
                start += 1
            while words_end > start and self.words[words_end - 1].isspace():
                words_end -= 1
            nothing = self.words[start:words_end].casefold() == NO_TEXT.casefold()
            text = EMPTY if nothing else self._text(start, words_end, f"{owner}/{before}/{len(options)}")
            options.append(_with_positions(Option(text=text), (each for each in said if not each.of_no_text)))
            without += [each for each in said if each.of_no_text]
        if without:
            options.append(_with_positions(Option(), without))
        elif len(options) == 1:
            # A proposal is against nothing; the draft's own words may go.
            options.insert(0 if options[0].by else 1, Option())
        first = next((option for option in options if not option.by), options[0])
        others = (option for option in options if option is not first)
        options = [first, *others]
        return Alternatives(alternatives_id(owner, before, *(option.text.base for option in options)), tuple(options))


def _with_positions(option: Option, said: Iterable[_Said]) -> Option:
    for each in said:
        names = dict.fromkeys((*getattr(option, each.position), *each.names))
        changed: dict[str, Any] = {each.position.value: tuple(names)}
        option = replace(option, **changed)
    return option


def _partners(words: str) -> dict[int, int]:
    """The place of each bracket's partner; none for one that isn't closed, or was never opened."""
    found: dict[int, int] = {}
    open_at: list[int] = []
    for place, sign in enumerate(words):
        if sign == "[":
            open_at.append(place)
        elif sign == "]" and open_at:
            start = open_at.pop()
            found[start], found[place] = place, start
    return found


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
        if isinstance(before, str) and before[-1:].isspace():
            if follows and isinstance(after, str):
                runs[last + 1] = after[1:]
                runs[place : last + 1] = [_padded(run, "", " ") for run in runs[place : last + 1] if run != " "]
            elif ends and place:
                runs[place - 1] = before[:-1]
                runs[place : last + 1] = [_padded(run, " ", "") for run in runs[place : last + 1] if run != " "]
            elif last > place:
                chain = [run for run in runs[place : last + 1] if run != " "]
                runs[place : last + 1] = [*(_padded(run, "", " ") for run in chain[:-1]), chain[-1]]
        place = last + 1 if last == place else place + (last - place) // 2 + 1
    return Text.of(*runs)


def _is_optional(run: str | Alternatives) -> bool:
    return isinstance(run, Alternatives) and any(not option.text for option in run.options)


def _padded(run: str | Alternatives, before: str, after: str) -> str | Alternatives:
    """The alternatives with blank space before or after the words of each option that has some."""
    if isinstance(run, str):
        return run
    options = (
        replace(option, text=Text.of(before, option.text, after)) if option.text else option for option in run.options
    )
    return Alternatives(run.id, tuple(options))
