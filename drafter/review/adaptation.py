"""From a report's wording to a declaration's, as a suggestion with the difference shown. Nothing changes by itself.

“The Kyoto declaration should highlight X” becomes “We highlight X.”; “Strengthen X” becomes “We will strengthen X.”,
“To strengthen X;” under a lead-in, “Determined to strengthen X,” in the preamble.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from drafter.draft.inline_runs import opening
from drafter.draft.layout import Kind
from drafter.draft.word_difference import Difference, difference
from drafter.review.checks.form import opened, stative_verbs
from drafter.review.checks.rules import Rule, RuleKind, Where, all_replaced
from drafter.review.checks.words import hits

_OF_WORDS = (RuleKind.PATTERN, RuleKind.WORDS, RuleKind.SPELLING)
_FIRST = re.compile(r"^[\[(“\"]*([^\W\d_]+(?:-[^\W\d_]+)*)")
_FURTHER = re.compile(r"(?<=\. )[A-Z][a-z]+")
_AND_SHOULD = re.compile(r"(\band |; )should (?:further |also |then )?([a-z]+(?:-[a-z]+)*)")
_CLAUSE = re.compile(
    r"(?<!\band )(?<!; )\bshould\b|\b(?:could|would|must|may|can|shall|is|are|was|were|has|have|had"
    r"|that|which|who|whom|whose|what|where|when|while|how|why|whether|if|because|since)\b"
)
"""What tells of a clause with a subject of its own."""
_ROUNDS = 5
"""Suggestions may make room for one another; more rounds than this find nothing new."""
_LONGEST_OPENING = 300
"""Signs of a sentence's beginning that tell how it opens."""
_LONGER, _LONGEST_WORDS = 4, 1_000
"""How many times as long suggestions may make a text, and how many signs longer a short one."""
_ENDED = re.compile(r"[\s.,;:]+$")


@dataclass(frozen=True, slots=True)
class Adaptation:
    """A suggested wording."""

    text: str
    difference: Difference


def adaptation(text: str, kind: Kind, rules: Iterable[Rule], *, depth: int = 0, governs: bool = False) -> Adaptation:
    """The text in declaration wording, for a paragraph of this kind, or a sub-paragraph (depth 1 and more).

    `governs` says that sub-paragraphs follow it. The words of report language that have no suggestion stay: somebody
    must reword those. A text that needs nothing comes back as it is, its difference one stretch.
    """
    rules = list(rules)
    stative = stative_verbs(rules, kind)
    said = _opened(cleared(text, rules), kind, depth, stative)
    known = _verbs(rules) | stative
    if kind is Kind.OP and depth == 0:
        said = _further_sentences(said, stative, known)
    said = _coordinated(said, kind, depth, stative, known)
    said = _ended(said, kind, depth, governs)
    return Adaptation(said, difference(text, said))


def is_report_language(text: str, rules: Iterable[Rule]) -> bool:
    """Whether the text has words of report language for which nothing can be suggested: somebody must reword those."""
    return any(hit.suggestion is None for rule in rules if _is_of_words(rule) for hit in hits(rule, text))


def _is_of_words(rule: Rule) -> bool:
    """Whether it finds words, wherever they stand."""
    return rule.kind in _OF_WORDS and rule.where is Where.ALL


def cleared(text: str, rules: Iterable[Rule]) -> str:
    """The text with every suggestion of the rules of words taken, until none is left, or they make it much longer."""
    chosen = [rule for rule in rules if _is_of_words(rule)]
    most = _LONGER * len(text) + _LONGEST_WORDS
    for _ in range(_ROUNDS):
        before = text
        for rule in chosen:
            said = _taken(rule, text)
            text = said if len(said) <= most else text
        if text == before:
            break
    return text


def _taken(rule: Rule, text: str) -> str:
    """Take every suggestion of this rule, as long as words are left."""
    places = [(hit.start, hit.end, hit.suggestion) for hit in hits(rule, text) if hit.suggestion is not None]
    return (all_replaced(text, places) or all_replaced(text, places[1:]) or text) if places else text


def _opened(text: str, kind: Kind, depth: int, stative: Collection[str]) -> str:
    """Open the text as a declaration does, where it begins with a verb."""
    match = _FIRST.match(text)
    if match is None or match[1].casefold() in ("we", "to"):
        return text
    if kind is Kind.PP and depth == 0 and opening(text):
        return text
    said = opened(match[1], kind, depth, stative)
    return text if said is None else text[: match.start(1)] + said + text[match.end(1) :]


def _verbs(rules: Iterable[Rule]) -> frozenset[str]:
    """The verbs of which the rules know how strongly they ask."""
    return frozenset(verb for rule in rules for level in rule.levels for verb in level)


def _further_sentences(text: str, stative: Collection[str], verbs: Collection[str]) -> str:
    """The text with every sentence after the first opened as well, where it begins with a verb that is known: further
    on, a noun may stand first.
    """

    def said(match: re.Match[str]) -> str:
        new = opened(match[0], Kind.OP, 0, stative) if match[0].casefold() in verbs else None
        return match[0] if new is None else new

    return _FURTHER.sub(said, text)


def _coordinated(text: str, kind: Kind, depth: int, stative: Collection[str], verbs: Collection[str]) -> str:
    """The text with what its sentences say further on put as their openings are: “We highlight X, and encourage Y” of
    “…, and should encourage Y”. Left as it is where a clause stands between, since its subject may be meant.
    """
    before = _Sentence(text, lambda sentence: _is_opened(sentence, kind, depth))

    def said(match: re.Match[str]) -> str:
        before.go_to(match.start())
        # “; should resources permit” is a condition: after a semicolon, the verb must be one that is known.
        certain = match[1] == "and " or match[2] in verbs
        if not certain or not before.opened or before.has_clause:
            return match[0]
        new = opened(match[2], kind, depth, stative)
        return match[0] if new is None else match[1] + (new[0].lower() + new[1:]).removeprefix("we ")

    return _AND_SHOULD.sub(said, text)


class _Sentence:
    """The sentence that stands before a place in a text, as one goes on from place to place: each word is looked at
    once, however many places there are.
    """

    def __init__(self, text: str, is_opened: Callable[[str], bool]) -> None:
        self._text, self._is_opened = text, is_opened
        self._begin(0)

    def _begin(self, start: int) -> None:
        head = self._text[start : start + _LONGEST_OPENING].partition(". ")[0]
        self.opened, self.has_clause, self._place = self._is_opened(head.lstrip('[(“"')), False, start

    def go_to(self, place: int) -> None:
        """Go on to a later place, where a word begins."""
        stop = self._text.rfind(". ", max(0, self._place - 1), place)
        if stop >= 0:
            self._begin(stop + 2)
        self.has_clause = self.has_clause or _CLAUSE.search(self._text, self._place, place) is not None
        self._place = place


def _is_opened(sentence: str, kind: Kind, depth: int) -> bool:
    """Whether it opens as a declaration's does."""
    if kind is Kind.PP and depth == 0:
        return bool(opening(sentence))
    return sentence.startswith("To " if depth else "We ")


def _ended(text: str, kind: Kind, depth: int, governs: bool) -> str:
    """End the text with the sign that its place asks for, where it ends in no sign that may stand there."""
    if text.endswith(("]", ")", "”", '"')):
        return text
    sign = ":" if governs else "," if kind is Kind.PP and depth == 0 else ";" if depth else "."
    allowed = (",", ";") if kind is Kind.PP and not governs else (";", ".") if depth and not governs else (sign,)
    return text if text.endswith(allowed) else _ENDED.sub("", text) + sign
