"""Tells which headings of a list head its sections and which its themes, by how they are numbered and how the format
marks them; what that leaves open is a question to the user, and never guessed. Touches no file.

A mapping numbers its themes with Roman numerals and its sections not at all; others number both, or themes as `1.`,
`A.`, `1.1`, or mark them by styles alone. Headings of one kind are of one level; the kind that comes first is the
upper.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from drafter.corpus.corpus import AboutHeading, HeadingLevel
from drafter.intake.citation_marks import roman_value
from drafter.intake.doubts import PossibleAnswer, SourceQuestion, quoted
from drafter.intake.joined_lines import shorten, title_key


@dataclass(frozen=True, slots=True)
class FoundHeading:
    """A heading, in the order of the file."""

    line: int
    title: str
    """Without a Roman numeral; with a number of any other kind."""
    number: str = ""
    """The Roman numeral; empty for none."""
    marked: int = 0
    """The level by which the format marks it, from 1; 0 for none."""
    has_items: bool = False
    """Whether a recommendation follows before the next heading."""
    by_mark: bool = False
    """Whether its mark alone says its level, since the format marks several."""

    @property
    def kind(self) -> tuple[int, str]:
        """What headings of one level have in common: how the format marks them, and how they are numbered."""
        return self.marked, "" if self.by_mark else "I" if self.number else numbered(self.title)[0]

    @property
    def value(self) -> int:
        """Its number; 0 for none."""
        kind, number, _ = ("I", self.number, "") if self.number else numbered(self.title)
        return number_value(kind, number)


_CHINESE = {sign: value for value, sign in enumerate("一二三四五六七八九", 1)}
_ARABIC = ("أولا", "ثانيا", "ثالثا", "رابعا", "خامسا", "سادسا", "سابعا", "ثامنا", "تاسعا", "عاشرا")
_ARABIC_LETTERS = ("ألف", "باء", "جيم", "دال", "هاء", "واو", "زاي", "حاء", "طاء", "ياء")
"""The numerals and letters of headings in Chinese and Arabic documents of the United Nations."""
_NUMBERED = (
    ("1.1", re.compile(r"(\d{1,2}\.\d{1,2})\.?\s+(?=\S)")),
    ("1", re.compile(r"(?:(?:theme|topic|cluster)\s+)?(\d{1,2})\s?[.):–-]\s+(?=\S)", re.IGNORECASE)),
    ("A", re.compile(r"([A-Z])[.)]\s+(?=\S)")),
    ("a", re.compile(r"\(?([a-z])\)\s+(?=\S)")),
    ("i", re.compile(r"\(([ivx]{1,5})\)\s+(?=\S)")),
    ("一", re.compile(r"([一二三四五六七八九十]{1,3})(?:[、.．]|\s[-–—])\s*(?=\S)")),
    ("(一)", re.compile(r"[（(]([一二三四五六七八九十]{1,3})[）)]\s*(?=\S)")),
    ("أولا", re.compile(rf"({'|'.join(_ARABIC)})\s*[-–—:.]\s*(?=\S)")),
    ("ألف", re.compile(rf"({'|'.join(_ARABIC_LETTERS)})\s*[-–—]\s*(?=\S)")),
)


def numbered(title: str) -> tuple[str, str, str]:
    """How a heading is numbered (`1`, `1.1`, `A`, `a`, `i`, `一`, `أولا`), its number, and its title without it; all
    but the title empty where it isn't.
    """
    for kind, pattern in _NUMBERED:
        match = pattern.match(title)
        if match:
            return kind, match[1], title[match.end() :]
    return "", "", title


def number_value(kind: str, number: str) -> int:
    """The value of a number of this kind; 0 for none. Of `2.1` it is that of the last part."""
    if kind in ("I", "i"):
        return roman_value(number.upper())
    if kind in ("A", "a"):
        return ord(number.upper()) - ord("A") + 1
    if kind in ("一", "(一)"):
        return _chinese_value(number)
    if kind in ("أولا", "ألف"):
        return (_ARABIC if kind == "أولا" else _ARABIC_LETTERS).index(number) + 1
    return int(number.rpartition(".")[2]) if number else 0


def _chinese_value(number: str) -> int:
    """The value of `三`, `十二` or `二十一`."""
    tens, ten, ones = number.rpartition("十")
    return (10 * _CHINESE.get(tens, 1) if ten else 0) + _CHINESE.get(ones, 0)


_ITEM = re.compile(r"(?:(?P<number>\d{1,4})[.)]|\((?P<letters>[a-z]{1,3})\)|(?P<letter>[a-z])[.)])\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class ItemLabel:
    """What may count an item, at its beginning."""

    written: str
    kind: str
    place: int
    """Which one it is, from 1."""
    letter: str
    """`a`; empty for a number."""
    rest: str
    """The text without it."""


def item_label(text: str) -> ItemLabel | None:
    """The number or letter that a text begins with, `1.`, `(a)`, `b)`; None for none."""
    match = _ITEM.match(text)
    if match is None:
        return None
    letter = match["letters"] or match["letter"] or ""
    place = place_of_letters(letter) if letter else int(match["number"])
    return ItemLabel(match[0].strip(), "a" if letter else "1", place, letter, text[match.end() :])


def place_of_letters(letters: str) -> int:
    """Which letter it is, from 1: `z` is 26, `aa` 27, as `ab` is 28; `bb`, doubled as in UN reports, is 28 too."""
    if len(letters) == 1 or len(set(letters)) == 1:
        return 26 * (len(letters) - 1) + ord(letters[-1]) - ord("a") + 1
    return 26 * (ord(letters[0]) - ord("a") + 1) + ord(letters[-1]) - ord("a") + 1


@dataclass(frozen=True, slots=True)
class HeadingLevels:
    """What each heading heads, in their order, and what remains to be asked."""

    levels: tuple[HeadingLevel, ...]
    questions: tuple[SourceQuestion, ...]


def heading_levels(file: str, headings: Sequence[FoundHeading], answers: Sequence[AboutHeading] = ()) -> HeadingLevels:
    """The level of each heading; where there are questions, those asked about have the likeliest. Of two answers about
    the same, the first holds.
    """
    several = len({heading.marked for heading in headings if heading.marked}) > 1
    headings = [replace(heading, by_mark=several and heading.marked > 0) for heading in headings]
    single = {title_key(answer.title): answer.level for answer in reversed(answers) if not answer.alike}
    of_kind = _answered_kinds(headings, answers)
    said = {each: single.get(title_key(each.title)) or of_kind.get(each.kind) for each in headings}
    settled = {heading: level for heading, level in said.items() if level}
    guesses = _guessed(headings, settled)
    asked: dict[tuple[int, str], list[FoundHeading]] = {}
    for heading, (_, sure) in zip(headings, guesses, strict=True):
        if not sure:
            asked.setdefault(heading.kind, []).append(heading)
    return HeadingLevels(tuple(level for level, _ in guesses), tuple(_question(file, some) for some in asked.values()))


def _answered_kinds(
    headings: Sequence[FoundHeading], answers: Sequence[AboutHeading]
) -> Mapping[tuple[int, str], HeadingLevel]:
    kinds = {title_key(heading.title): heading.kind for heading in headings}
    return {
        kinds[title_key(answer.title)]: answer.level
        for answer in reversed(answers)
        if answer.alike and title_key(answer.title) in kinds
    }


PLAIN = (0, "")
"""The kind of headings that nothing marks and nothing numbers."""
_Guess = tuple[HeadingLevel, bool]
"""A level, and whether it is sure."""


_Settled = Mapping[FoundHeading, HeadingLevel]
"""What the user said."""


def _guessed(headings: Sequence[FoundHeading], settled: _Settled) -> list[_Guess]:
    kinds = list(dict.fromkeys(heading.kind for heading in headings if heading not in settled))
    if len(kinds) > 1:
        return _by_kind(headings, _nesting(kinds), settled)
    if kinds and kinds[0][1]:  # all are numbered alike: themes, of one section
        return [(settled.get(heading, HeadingLevel.THEME), True) for heading in headings]
    return list(_by_place(headings, settled))


def _nesting(kinds: Sequence[tuple[int, str]]) -> list[tuple[int, str]]:
    """The kinds from the outermost: as the format marks them, else by which comes first; sections that have no number
    stand over themes that have.
    """
    if all(marked for marked, _ in kinds):
        return sorted(kinds, key=lambda kind: (kind[0], kinds.index(kind)))
    return [PLAIN, (0, "I")] if {*kinds} == {PLAIN, (0, "I")} else list(kinds)


def _by_kind(headings: Sequence[FoundHeading], kinds: Sequence[tuple[int, str]], settled: _Settled) -> list[_Guess]:
    """Of headings of several kinds: the first kind heads sections, the second themes, others are asked about."""
    upper, theme, *others = kinds
    restarts, pure = _restarts(headings, theme), _pure(headings, upper)
    has_themes = False
    guesses: list[_Guess] = []
    for place, heading in enumerate(headings):
        below = headings[place + 1] if place + 1 < len(headings) else None
        has_themes = has_themes or (bool(guesses) and guesses[-1][0] is HeadingLevel.THEME)
        if heading in settled:
            guesses.append((settled[heading], True))
        elif heading.kind in others:
            guesses.append((HeadingLevel.PART, False))
        elif heading.kind == theme:
            guesses.append((HeadingLevel.THEME, theme != PLAIN or pure))
        else:
            sure = upper != PLAIN or not (has_themes and _may_be_part(heading, below, restarts))
            guesses.append((HeadingLevel.SECTION, sure))
    return guesses


def _restarts(headings: Sequence[FoundHeading], theme: tuple[int, str]) -> bool:
    """Whether the themes of each section are counted from the first."""
    return sum(heading.kind == theme and heading.value == 1 for heading in headings) > 1


def _pure(headings: Sequence[FoundHeading], upper: tuple[int, str]) -> bool:
    """Whether each upper heading is unmarked, has no recommendations of its own, and one of the others right below."""
    return not upper[0] and all(
        not heading.has_items and below.kind != upper
        for heading, below in zip(headings, (*headings[1:], headings[-1]), strict=True)
        if heading.kind == upper
    )


def _may_be_part(heading: FoundHeading, below: FoundHeading | None, restarts: bool) -> bool:
    """Whether a heading that nothing marks, and that heads a section, may as well head a part of the theme above it:
    its recommendations follow at once, or the themes below it go on counting.
    """
    if heading.has_items:
        return ": " not in heading.title
    return restarts and below is not None and below.value > 1


def _by_place(headings: Sequence[FoundHeading], settled: _Settled) -> Iterator[_Guess]:
    """Of headings that look alike: one with another right below it heads a section, that other a theme. Whether the
    next one goes on with the section or begins one, nothing says.
    """
    parent = within = False
    for heading in headings:
        if heading in settled:
            yield settled[heading], True
            parent = settled[heading] is HeadingLevel.SECTION and not heading.has_items
            within = True
        elif not heading.has_items:
            yield HeadingLevel.SECTION, not parent
            parent = within = True
        else:
            yield HeadingLevel.THEME if within else HeadingLevel.SECTION, parent or not within
            parent = False


def _question(file: str, headings: Sequence[FoundHeading]) -> SourceQuestion:
    first = headings[0]
    named = f"“{shorten(_written(first))}”"
    if len(headings) > 1:
        more = f"{named} and {len(headings) - 1} more like it (“{shorten(_written(headings[1]))}”…)"
        what = f"What these headings head isn't sure: {more}."
    else:
        what = f"What the heading {named} heads isn't sure."
    mend = (
        f"Say it: --settle {quoted(f'{first.title}=theme')}, or =section, or =part of the theme above; "
        "=themes, =sections, =parts for all like it."
    )
    of_each = [_choice(first, level, alike=False) for level in HeadingLevel]
    of_all = [_choice(first, level, alike=True) for level in HeadingLevel] if len(headings) > 1 else []
    return SourceQuestion(file, first.line, what, mend, choices=(*of_each, *of_all))


_HEADS = {
    HeadingLevel.SECTION: ("It heads a section", "All of them head sections"),
    HeadingLevel.THEME: ("It heads a theme", "All of them head themes"),
    HeadingLevel.PART: ("It heads a part of the theme above, and is left out", "All of them head parts of themes"),
}


def _choice(heading: FoundHeading, level: HeadingLevel, *, alike: bool) -> PossibleAnswer:
    return PossibleAnswer(_HEADS[level][alike], (AboutHeading(heading.title, level, alike),))


def _written(heading: FoundHeading) -> str:
    return f"{heading.number}. {heading.title}" if heading.number else heading.title
