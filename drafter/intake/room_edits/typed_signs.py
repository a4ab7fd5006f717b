"""What people type around a paragraph's words, read: its number, its status tag, what it cites."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from drafter.corpus.citations import ReportNames
from drafter.corpus.corpus import Corpus, Region, citation
from drafter.document.outline import Outline
from drafter.draft.draft import Status
from drafter.draft.layout import Kind
from drafter.draft.numerals import ADDED, DEGREES, Degree, is_number
from drafter.draft.text import is_day
from drafter.intake.room_edits.room_edit import FoundStatus

_ADDED = rf"(?: (?:{'|'.join(ADDED)})(?: [0-9]{{1,2}})?)?(?: alt(?: [0-9]{{1,2}})?)?"
_TYPED = re.compile(
    rf"\s*(?:(?:OP|PP) ?)?(?P<written>\((?P<within>[0-9]{{1,3}}{_ADDED}|[a-z]{{1,5}}{_ADDED})\)"
    rf"|(?P<before>[0-9]{{1,3}}{_ADDED}|[a-z]{{1,5}}{_ADDED})[.)]"
    rf"|(?P<bare>(?:[0-9]{{1,3}}|[a-z]{{1,2}})(?: (?:{'|'.join(ADDED)})| alt)))\s+(?=\S)"
)


class TypedNumber(NamedTuple):
    """A number with which a text begins."""

    number: str
    """`7 bis`."""
    written: str
    """With the signs around it, `7 bis.`."""
    end: int
    """Where the text goes on."""


def typed_number(text: str) -> TypedNumber | None:
    """The number with which a text begins; None where it begins with none."""
    match = _TYPED.match(text)
    if match is None:
        return None
    number = match["within"] or match["before"] or match["bare"]
    return TypedNumber(number, match["written"], match.end())


def as_frozen(shown: str, depth: int, degrees: Sequence[Degree]) -> str:
    """The number as a draft freezes it; empty where it can't stand at this depth. `shown` is as a layout shows it."""
    own, degree = DEGREES[depth].numeral, degrees[depth]
    base, _, added = shown.partition(" ")
    if degree.numeral is not own:
        place = degree.numeral.place(base)
        base = own.number(place) if place else base
    number = f"{base} {added}".rstrip()
    return number if is_number(number, depth) else ""


def of_label(label: str, depth: int, degrees: Sequence[Degree]) -> str:
    """The number in a label: `7 bis` in `7 bis.`, and in `OP7 bis`, as a negotiating copy has it; as it is where the
    layout's degree has other signs around it.
    """
    degree = degrees[depth]
    if not depth and label.startswith(_KINDS):
        return label[2:]
    return label.removeprefix(degree.before).removesuffix(degree.after)


_KINDS = tuple(Kind)


_TAG_AT_END = re.compile(r"\s?\[([^\[\]]*)\]\s*\Z")
_TAG_AT_START = re.compile(r"\s*\[([^\[\]]*)\]\s*")
_TAG_WITHIN = re.compile(r"\s?\[([^\[\]]*)\]")
_TAG = re.compile(r"\[([^\[\]]*)\]")
_DAY = re.compile(r"(\d{1,2}) (\S+) (\d{4})")
_SAID_OTHERWISE = {
    "agreed": Status.AD_REF,
    "agreed ad referendum": Status.AD_REF,
    "ad ref": Status.AD_REF,
    "ad referendum": Status.AD_REF,
}


class StatusTags:
    """The tags that a document of this form may have."""

    def __init__(self, outline: Outline) -> None:
        self._months = outline.form.terms.months.casefold().split()
        words = _SAID_OTHERWISE | {str(status).casefold(): status for status in Status}
        levels = {
            outline.form.levels[status].words.casefold(): status
            for status in Status
            if status in outline.form.levels and outline.form.levels[status].words
        }
        self._statuses = words | levels
        self._pending = sorted(
            (word for word, status in self._statuses.items() if status is Status.PENDING), key=len, reverse=True
        )

    def read(self, words: str) -> FoundStatus | None:
        """The status that stands between these brackets; None for anything else."""
        status, _, rest = words.strip().rstrip(".").partition(", ")
        said = " ".join(status.split()).casefold()
        if said in self._statuses:
            return FoundStatus(self._statuses[said], "", *self._when(rest))
        pending = next((word for word in self._pending if said.startswith(f"{word} ")), "")
        if pending:
            return FoundStatus(Status.PENDING, " ".join(words.split())[len(pending) :].strip(" ."))
        return None

    def _when(self, rest: str) -> tuple[str, str]:
        """The day and the meeting after a status."""
        first, _, meeting = rest.partition(", ")
        day = self._day(first.strip())
        return (day, meeting.strip()) if day else ("", rest.strip())

    def _day(self, words: str) -> str:
        if is_day(words):
            return words
        match = _DAY.fullmatch(words)
        if match is None or match[2].casefold() not in self._months:
            return ""
        day = f"{match[3]}-{self._months.index(match[2].casefold()) + 1:02}-{int(match[1]):02}"
        return day if is_day(day) else ""

    def statuses(self, tags: str) -> list[FoundStatus]:
        """The statuses among tags, in order."""
        return [status for each in _TAG.findall(tags) if (status := self.read(each))]

    def within(self, text: str) -> Iterator[tuple[int, int]]:
        """From where to where tags stand anywhere in a text, each with the blank before it."""
        return (match.span() for match in _TAG_WITHIN.finditer(text) if self.read(match[1]))

    def at_end(self, text: str, end: int, others: Sequence[str] = ()) -> tuple[int, int]:
        """From where to where the tags stand that end the text at this place, with the blank before them; twice the
        same place for none. `others` are tags that say something else.
        """
        start, stop = end, end
        while match := _TAG_AT_END.search(text, _last_bracket(text, start), start):
            if not self.read(match[1]) and f"[{match[1]}]" not in others:
                break
            stop = stop if start < stop else match.end(1) + 1
            start = match.start()
        return start, stop

    def at_start(self, text: str) -> int:
        """Where the tag ends with which the text begins, with the blank after it; 0 where it begins with none."""
        match = _TAG_AT_START.match(text)
        return match.end() if match and self.read(match[1]) else 0


def _last_bracket(text: str, end: int) -> int:
    """The place of the last opening bracket, with the blank before it."""
    return max(text.rfind("[", 0, end) - 1, 0)


_PARAS = re.compile(r"\bparas?\b\.?|\bparagraphs?\b", re.IGNORECASE)
_NUMBER = re.compile(r"(\d{1,9})|\(\s*(\w{1,4})\s*\)")


_RESTATING = re.compile(r"\bparas?\.|\band\b|\d+|\(\s*\w{1,4}\s*\)|[\s(),;.]")


def sources_named(words: str, corpus: Corpus, names: ReportNames) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The ids of the recommendations that these words cite, in citation order, and what they cite that the corpus
    hasn't, as it is written there. A report is known by its title, in full or in short, and by its symbol.
    """
    found: dict[str, None] = {}
    unknown: dict[str, None] = {}
    for name in (*_in_short(words, corpus), *_in_full(words, corpus, names)):
        point = corpus.find(name)
        if point is None:
            unknown[name] = None
        else:
            found[point.id] = None
    return tuple(corpus.in_order(found)), tuple(unknown)


def _in_short(words: str, corpus: Corpus) -> Iterator[str]:
    """`AP 62(a)`."""
    codes = "|".join(re.escape(region.code) for region in corpus.regions)
    for match in re.finditer(rf"\b({codes}) ?(\d{{1,9}}) ?(\((\w{{1,4}})\))?", words):
        yield citation(match[1], int(match[2]), match[4] or "")


def _in_full(words: str, corpus: Corpus, names: ReportNames) -> Iterator[str]:
    """`Report of …, paras. 13 (d) and (e)`: a letter without a number is of the paragraph before it."""
    for region, said in _by_report(words, corpus, names):
        cited = _PARAS.search(said)
        number, letters = 0, False
        for match in _NUMBER.finditer(said, cited.end()) if cited else ():
            if match[1]:
                if number and not letters:
                    yield citation(region.code, number, "")
                number, letters = int(match[1]), False
            elif number:
                letters = True
                yield citation(region.code, number, match[2])
        if number and not letters:
            yield citation(region.code, number, "")


def _by_report(words: str, corpus: Corpus, names: ReportNames) -> Iterator[tuple[Region, str]]:
    """What is said of each report, behind its title."""
    places = [
        (match.start(), match.end(), region)
        for name, region in _names(corpus, names)
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", words, re.IGNORECASE)
    ]
    # Of two titles that begin at one place, the longer one is meant.
    places.sort(key=lambda each: (each[0], -each[1]))
    kept = [each for place, each in enumerate(places) if not place or each[0] >= places[place - 1][1]]
    ends = [*(start for start, _, _ in kept[1:]), len(words)]
    for (_, start, region), end in zip(kept, ends, strict=False):
        yield region, words[start:end]


def _names(corpus: Corpus, names: ReportNames) -> Iterator[tuple[str, Region]]:
    """All that each report may be called."""
    for region in corpus.regions:
        called = region.title, names.in_short(region), names.symbol(region), region.symbol
        yield from ((name, region) for name in dict.fromkeys(called) if name)


def only_cites(words: str, corpus: Corpus, names: ReportNames) -> bool:
    """Whether a note says nothing but which paragraphs of which reports it cites, however these are called: in an
    export of another day a report's full title stood elsewhere.
    """
    for name, _ in sorted(_names(corpus, names), key=lambda named: -len(named[0])):
        words = words.replace(name, "")
    return not _RESTATING.sub("", words)
