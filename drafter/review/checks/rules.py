"""A check as data, what it found, and a draft's paragraphs as the checks read them. Pure.

The rules that come with drafter are in templates/checks.yaml.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from drafter.corpus.languages import primary
from drafter.draft.draft import Draft, Spot
from drafter.draft.layout import Kind
from drafter.draft.numbering import refs
from drafter.review.checks.patterns import Allowance, OwnPattern
from drafter.review.checks.spelling import Dictionary


class RuleKind(StrEnum):
    """What a rule looks at. The value is its name in the rules' file."""

    PATTERN = "pattern"
    """Words that a regular expression finds."""
    WORDS = "words"
    """Words of a list, each with what to say instead, or without."""
    SPELLING = "spelling"
    """Words that the dictionary hasn't, and that are near one that it has."""
    ACRONYM = "acronym"
    """Capital letters that stand for words which the text hasn't said before."""
    BRACKETS = "brackets"
    """Brackets that don't close, were never opened, or can't be read as alternatives."""
    OPENING = "opening"
    """The first words of a paragraph."""
    ENDING = "ending"
    """The last sign of a paragraph that is no sub-paragraph."""
    RUN = "run"
    """The last signs of a run of sub-paragraphs, and of the words that govern them."""
    HEADING = "heading"
    """An “A” without a “B”: a heading or a sub-paragraph that has no second one beside it."""
    LENGTH = "length"
    """More words than the draft, or a paragraph, should have."""
    ORDER = "order"
    """Numbers that don't stand in order: 7 ter before 7 bis."""
    NO_SOURCE = "no source"
    """A paragraph that takes up no recommendation."""
    NO_PARAGRAPH = "no paragraph"
    """Recommendations that are neither taken up nor set aside."""
    SAME_ASK = "same ask"
    """The same ask in two paragraphs."""
    LITTLE_LEFT = "little left"
    """A source of which the paragraph that takes it up has few words, or none."""
    SYMBOLS = "symbols"
    """Reports with a symbol that are cited beside reports without one."""
    REVERSAL = "reversal"
    """A paragraph that says the opposite of its source."""
    OTHER_OBJECT = "other object"
    """A paragraph that asks as its source does, for somebody or something else."""
    STRENGTH = "strength"
    """A paragraph that asks more strongly, or more weakly, than its source."""


OF_WORDS = frozenset(
    [
        *(RuleKind.PATTERN, RuleKind.WORDS, RuleKind.SPELLING, RuleKind.ACRONYM, RuleKind.OPENING, RuleKind.REVERSAL),
        *(RuleKind.OTHER_OBJECT, RuleKind.STRENGTH),
    ]
)
"""The kinds that look for words of one language; the others hold in any."""


class Where(StrEnum):
    """In which texts a rule looks."""

    ALL = ""
    PP = "PP"
    OP = "OP"
    """Operative paragraphs that are no sub-paragraphs."""
    SUB = "sub-paragraph"
    """Sub-paragraphs of operative paragraphs."""
    DRAFT = "draft"
    """The draft as a whole."""


@dataclass(frozen=True)
class Rule:
    """One check. Which fields count depends on its kind; the rest are empty."""

    id: str
    kind: RuleKind
    why: str
    """One sentence: what is wrong with what was found."""
    where: Where = Where.ALL
    pattern: str = ""
    """A regular expression; capitals and small letters are the same to it."""
    words: tuple[str, ...] = ()
    """WORDS: each `bad` or `bad -> good`; `organis* -> organiz*` for a whole family. ACRONYM: those that need no words.
    SPELLING: as for WORDS, but those without an arrow are spelled well. OPENING: verbs that say what is said by saying
    it (`emphasize`). ENDING, RUN: the signs allowed. REVERSAL: opposite verbs, `increase, raise -> reduce`. STRENGTH:
    what makes a commitment depend on something (`where appropriate`)."""
    suggestion: str | None = None
    """PATTERN: what to say instead, `\\1` for a group; empty to leave the words out. ENDING: the sign to put. None
    where there is no suggestion."""
    limit: int = 0
    """LENGTH: words. LITTLE_LEFT: per cent of the source's words; where several are merged, a third of that."""
    levels: tuple[tuple[str, ...], ...] = ()
    """STRENGTH: verbs from the strongest level to the weakest."""

    allowance: Allowance | None = field(default=None, compare=False)
    """The time that the pattern shares with others of its file, where a user wrote it; None for drafter's own."""
    unless: str = ""
    """PATTERN, WORDS, SPELLING: a regular expression; what stands in a sentence in which it is found is right."""
    unfit: bool = False
    """Whether a text in which it finds something can't stand in a declaration, whatever else is changed."""
    dictionary: Dictionary | None = field(default=None, compare=False)
    """SPELLING: the words that are spelled well."""
    language: str = ""
    """The tag of the language whose words it looks for; empty for any."""
    verb: str = ""
    """OPENING: a regular expression for a first word that says what is to be done, `Renforcer`; before it then stands
    the suggestion, `Nous nous engageons à`. In English, grammar tells it."""

    def holds_in(self, language: str) -> bool:
        """Whether it is a rule for texts of this language."""
        return self.kind not in OF_WORDS or not self.language or primary(self.language) == primary(language)

    @cached_property
    def regex(self) -> re.Pattern[str] | OwnPattern:
        """The pattern, ready to be matched."""
        return self._ready(self.pattern)

    @cached_property
    def exemption(self) -> re.Pattern[str] | OwnPattern | None:
        """`unless`, ready to be matched."""
        return self._ready(self.unless) if self.unless else None

    @cached_property
    def verbs(self) -> re.Pattern[str] | OwnPattern:
        """`verb`, ready to be matched."""
        return self._ready(self.verb)

    def _ready(self, pattern: str) -> re.Pattern[str] | OwnPattern:
        return OwnPattern(pattern, self.allowance) if self.allowance else re.compile(pattern, re.IGNORECASE)

    @property
    def stopped(self) -> bool:
        """Whether a pattern of its took so long that it isn't looked for any more."""
        own = (pattern for pattern in (self.regex, self.exemption) if isinstance(pattern, OwnPattern))
        return any(pattern.stopped for pattern in own)

    @cached_property
    def swaps(self) -> tuple[Swap, ...]:
        """The words to look for."""
        entries = map(parts, self.words)
        return tuple(Swap(*entry) for entry in entries if entry[1] is not None or self.kind is not RuleKind.SPELLING)

    @cached_property
    def spelled_well(self) -> frozenset[str]:
        """SPELLING: the words that are, though the dictionary hasn't them; in small letters."""
        return frozenset(entry.casefold() for entry in self.words if ARROW not in entry)


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found, and where."""

    rule: str
    paragraph: str
    """The paragraph's id; a part's for a heading; empty for the draft as a whole."""
    ref: str
    """What people call it, `OP7 (a)`; empty for the draft as a whole."""
    start: int
    end: int
    """The words, by their characters in the paragraph's text; both 0 where no single words are meant."""
    words: str
    """The words as they stand; the ids of recommendations where those are meant."""
    why: str
    suggestion: str | None = None
    """What to say instead of the words, empty to leave them out; None where there is no suggestion."""

    def applied(self, text: str) -> str | None:
        """The paragraph's text with the suggestion in place of the words.

        None where there is no suggestion, and where the text isn't the one that was checked.
        """
        if self.suggestion is None or not self.words or text[self.start : self.end] != self.words:
            return None
        return replaced(text, self.start, self.end, self.suggestion)


@dataclass(frozen=True, slots=True)
class Checkable:
    """One paragraph or sub-paragraph, with its place in the draft."""

    spot: Spot
    ref: str
    """What people call it, `OP7 (a)`."""

    @property
    def id(self) -> str:
        return self.spot.paragraph.id

    @property
    def text(self) -> str:
        """Its wording before the open proposals."""
        return self.spot.paragraph.wording

    @property
    def options(self) -> tuple[str, ...]:
        """Its wordings with each option of its alternatives; without their brackets, and who wants what."""
        return self.spot.paragraph.text.wordings()[1:]

    def concerns(self, rule: Rule) -> bool:
        """Whether the rule looks at paragraphs of this kind."""
        match rule.where:
            case Where.PP:
                return self.spot.part.kind is Kind.PP
            case Where.OP:
                return self.spot.part.kind is Kind.OP and self.spot.depth == 0
            case Where.SUB:
                return self.spot.part.kind is Kind.OP and self.spot.depth > 0
            case Where.DRAFT:
                return False
            case _:
                return True

    def finding(self, rule: Rule, start: int, end: int, suggestion: str | None = None, why: str = "") -> Finding:
        """A finding at these characters of the text. Where parts of the text are alternatives it has no place, so that
        no suggestion is put into them.
        """
        words = self.text[start:end]
        if not self.spot.paragraph.text.plain:
            start = end = 0
        return Finding(rule.id, self.id, self.ref, start, end, words, why or rule.why, suggestion)

    def in_option(self, rule: Rule, words: str, suggestion: str | None = None, why: str = "") -> Finding:
        """A finding about words that stand in an option only."""
        return Finding(rule.id, self.id, self.ref, 0, 0, words, f"{why or rule.why} {_IN_OPTION}", suggestion)

    def remark(self, rule: Rule, words: str, why: str = "") -> Finding:
        """A finding about the paragraph as a whole."""
        return Finding(rule.id, self.id, self.ref, 0, 0, words, why or rule.why)


_IN_OPTION = "They stand in an option."


def checkables(draft: Draft) -> Iterator[Checkable]:
    """Every paragraph and sub-paragraph, in the document's order."""
    names = refs(draft)
    for id, spot in draft.standing.items():
        yield Checkable(spot, names[id])


def on_draft(rule: Rule, words: str, why: str = "") -> Finding:
    """A finding about the draft as a whole."""
    return Finding(rule.id, "", "", 0, 0, words, why or rule.why)


ARROW = "->"


def parts(entry: str) -> tuple[str, str | None]:
    """`bad -> good` in two; None for the second where there is no arrow."""
    bad, arrow, good = entry.partition(ARROW)
    return bad.strip(), good.strip() if arrow else None


@dataclass(frozen=True)
class Swap:
    """A word of a list, or a family of words (`organis*`), and what to say instead."""

    bad: str
    good: str | None
    """None for no suggestion."""

    @cached_property
    def stem(self) -> str:
        """What every text has in which it may be found, in the form of `str.casefold`."""
        return self.bad.removesuffix("*").casefold()

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The word as a pattern, of which the first group is the end that a family leaves open."""
        stem = re.escape(self.bad.removesuffix("*"))
        return re.compile(rf"\b{stem}(\w*)" if self.bad.endswith("*") else rf"\b{stem}()(?!\w)", re.IGNORECASE)


_ENDS = tuple(".;:,")


def replaced(text: str, start: int, end: int, new: str) -> str:
    """The text with other words in a place: no double spaces, no sign after a space, a capital where one is due."""
    return all_replaced(text, [(start, end, new)])


def all_replaced(text: str, places: Sequence[tuple[int, int, str]]) -> str:
    """As `replaced`, in many places at once, which stand in order: start, end, other words. Of two that overlap the
    later one counts.
    """
    behind: list[str] = []
    until = len(text)
    for start, end, new in reversed(places):
        if end > until:
            continue
        behind.append(text[end:until])
        until = start
        if not new:
            _close_gap(behind, text, start)
        behind.append(new)
    said = text[:until] + "".join(reversed(behind))
    return re.sub(r" +([,;.:])", r"\1", re.sub(r" {2,}", " ", said)).strip()


def _close_gap(behind: list[str], text: str, start: int) -> None:
    """Let what stands `behind` (its pieces, the nearest last) follow what the text has before `start`."""
    last = start
    while last and text[last - 1].isspace():
        last -= 1
    sign = text[last - 1] if last else ""
    while behind and not (following := behind[-1].lstrip(" ,") if sign in ("", *_ENDS) else behind[-1]):
        behind.pop()
    if not behind:
        return
    capital = sign in ("", ".")
    behind[-1] = following[:1].upper() + following[1:] if capital else following
    if last == start and sign in _ENDS and following[:1].isalnum():
        behind.append(" ")
