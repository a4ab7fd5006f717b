"""Checks of form: how paragraphs open and end, runs of sub-paragraphs, lone headings, length; and how the verb of a
recommendation opens a paragraph of a declaration.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from drafter.corpus.languages import ENGLISH, is_english
from drafter.corpus.scripts import CLAUSE_ENDS, SENTENCE_ENDS, latin_sign, needs_no_blank, sign_in
from drafter.corpus.tokens import STOP
from drafter.draft.draft import Draft, Paragraph
from drafter.draft.inline_runs import opening
from drafter.draft.layout import Kind
from drafter.draft.length import Length, words
from drafter.draft.length import lengths as draft_lengths
from drafter.draft.numbering import counted_with, numbers, refs
from drafter.draft.numerals import order
from drafter.draft.text import LONGEST, SHORTEST
from drafter.review.checks.rules import Checkable, Finding, Rule, RuleKind, Where, on_draft

_FIRST = re.compile(r"[\[(“\"]*([^\W\d_]+(?:-[^\W\d_]+)*)")
_CLOSING = '])”"’'
"""Signs that may stand after the last sign of a paragraph: a text in square brackets ends inside them."""
_BARE = re.compile(r"\b(?:to|will|shall|should|must|can|could|may|would)(?:, [^,:]{1,60},)?\s*:\s*$", re.IGNORECASE)
_MORE = "; and"
_NO_VERBS = STOP - {"further", "include"} | {"member", "states", "some", "several", "sustainable", "efforts", "many"}
"""First words after which no imperative can be read; those in -ing and -ed aside."""


def openings(rule: Rule, paragraph: Checkable) -> Iterator[Finding]:
    """The first word of a paragraph that opens neither as the pattern says nor, in the preamble, with a participle."""
    match = _FIRST.match(paragraph.text)
    if match is None or rule.regex.match(paragraph.text):
        return
    if not is_english(rule.language or ENGLISH):
        yield paragraph.finding(rule, *match.span(1), before_verb(rule, match[1]))
        return
    if _is_preambular(paragraph):
        return
    if paragraph.spot.depth and not _takes_infinitive(paragraph):
        return
    fragment = paragraph.spot.depth == 0 and match[1][0].islower()  # the rest of something that was broken in two
    said = None if fragment else opened(match[1], paragraph.spot.part.kind, paragraph.spot.depth, rule.words)
    yield paragraph.finding(rule, match.start(1), match.end(1), said)


def before_verb(rule: Rule, word: str) -> str | None:
    """How a paragraph opens that now opens with this word, as the rule has it: `Nous nous engageons à renforcer` for
    `Renforcer`. None where the rule doesn't take it for what is to be done.
    """
    if not rule.verb or rule.suggestion is None or not rule.verbs.match(word):
        return None
    gap = "" if needs_no_blank(rule.suggestion, word) or rule.suggestion.endswith("ـ") else " "
    return f"{rule.suggestion.rstrip('ـ')}{gap}{word[:1].lower()}{word[1:]}"


def _is_preambular(paragraph: Checkable) -> bool:
    """Whether a paragraph of the preamble opens as one."""
    return paragraph.spot.part.kind is Kind.PP and bool(opening(paragraph.text))


def _takes_infinitive(paragraph: Checkable) -> bool:
    """Whether the lead-in leaves the `To` to its sub-paragraphs; one that ends in `to:` has said it, and one that ends
    in `We will:` wants the bare verb.
    """
    parent = paragraph.spot.parent
    return parent is not None and parent.wording.rstrip().endswith(":") and not takes_bare_verb(parent.wording)


def takes_bare_verb(lead_in: str) -> bool:
    """Whether words that govern sub-paragraphs go on with a verb that has no `To`: `We will:`, `We agree to:`."""
    return bool(_BARE.search(lead_in))


def endings(rule: Rule, paragraph: Checkable) -> Iterator[Finding]:
    """The last sign of a paragraph that stands alone, where it is none of those that the rule allows."""
    if paragraph.spot.depth == 0 and not paragraph.spot.paragraph.children:
        yield from _last_sign(rule, paragraph, rule.words, rule.suggestion or "")


def runs(rule: Rule, paragraph: Checkable) -> Iterator[Finding]:
    """The last sign of a sub-paragraph, or of words that govern some.

    All but the last of a run end in a semicolon, the last as its paragraph would have to; the words that govern end in
    a colon, as in the Doha declaration.
    """
    if paragraph.spot.paragraph.children:
        yield from _last_sign(rule, paragraph, (":",), ":")
    elif paragraph.spot.depth:
        allowed = _run_signs(paragraph)
        if not (";" in allowed and paragraph.text.rstrip().endswith(_MORE)):
            yield from _last_sign(rule, paragraph, allowed, allowed[0])


def _run_signs(paragraph: Checkable) -> tuple[str, ...]:
    """What a sub-paragraph may end in: by its place, and, for a last one, by what follows its paragraph."""
    siblings: tuple[Paragraph, ...] = paragraph.spot.parent.children if paragraph.spot.parent else ()
    if paragraph.spot.index < len(siblings) - 1:
        return (";",)
    if paragraph.spot.depth > 1:
        return (";", ".")
    return (".",) if paragraph.spot.part.kind is Kind.OP else (",", ";")


def _last_sign(rule: Rule, paragraph: Checkable, allowed: Collection[str], suggestion: str) -> Iterator[Finding]:
    bare = paragraph.text.rstrip().rstrip(_CLOSING).rstrip()
    if not bare or latin_sign(bare[-1]) in allowed:
        return
    wrong = len(bare) - len(bare.rstrip(f"{SENTENCE_ENDS}{CLAUSE_ENDS}"))
    start, word = len(bare) - wrong, re.search(r"\S+$", bare[: len(bare) - wrong])
    begin = word.start() if word else start
    yield paragraph.finding(
        rule, begin, len(bare), paragraph.text[begin:start] + sign_in(bare, suggestion) if suggestion else None
    )


def lone_headings(rule: Rule, draft: Draft) -> Iterator[Finding]:
    """A heading that is the only one, and a sub-paragraph that is: an “A” stands only where there is a “B”."""
    headed = [part for part in draft.parts if part.heading and part.paragraphs]
    if len(headed) == 1:
        yield Finding(rule.id, headed[0].id, headed[0].title, 0, 0, headed[0].title, rule.why)


def lone_children(rule: Rule, paragraph: Checkable) -> Iterator[Finding]:
    """See `lone_headings`."""
    if paragraph.spot.parent is not None and len(paragraph.spot.parent.children) == 1:
        yield paragraph.remark(rule, paragraph.ref)


def lengths(rule: Rule, draft: Draft, paragraphs: Iterable[Checkable]) -> Iterator[Finding]:
    """The draft, or each paragraph, that has more words than the rule's limit, with the longest of its alternatives."""
    if rule.where is Where.DRAFT:
        whole, _ = draft_lengths(draft, {})
        if whole.words > rule.limit:
            yield on_draft(rule, f"{whole} of {rule.limit}")
        return
    for paragraph in paragraphs:
        text = paragraph.spot.paragraph.text
        length = Length(words(text.wording(LONGEST)), fewest=words(text.wording(SHORTEST)))
        if paragraph.concerns(rule) and length.words > rule.limit:
            yield paragraph.remark(rule, f"{length} of {rule.limit}")


def disorder(rule: Rule, draft: Draft) -> Iterator[Finding]:
    """A paragraph whose number belongs before that of one that stands before it: frozen numbers stay where they go."""
    numbered, names = numbers(draft), refs(draft)
    highest: dict[tuple[str, str], tuple[tuple[int, int, int, int], str]] = {}
    for id, spot in draft.spots.items():
        run, place = counted_with(draft, spot), order(numbered[id], spot.depth)
        before, other = highest.get(run, (place, ""))
        if place < before:
            yield Finding(rule.id, id, names[id], 0, 0, numbered[id], f"{rule.why} It stands after {other}.")
        else:
            highest[run] = place, names[id]


def opened(word: str, kind: Kind, depth: int, stative: Collection[str]) -> str | None:
    """How a paragraph opens that now opens with this imperative: `We will strengthen` for `Strengthen`.

    None for a word that can't be one.
    """
    low = word.casefold()
    if (len(word) > 1 and word.isupper()) or low in _NO_VERBS or low.endswith(("ing", "ed")):
        return None
    if depth > 0:
        return f"To {low}"
    if kind is Kind.PP:
        return gerund(low).capitalize() if low in stative else f"Determined to {low}"
    return f"We {low}" if low in stative else f"We will {low}"


def gerund(verb: str) -> str:
    """`emphasizing` of `emphasize`."""
    return f"{verb[:-1]}ing" if verb.endswith("e") and not verb.endswith("ee") else f"{verb}ing"


def stative_verbs(rules: Iterable[Rule], kind: Kind) -> frozenset[str]:
    """The verbs that, in such a paragraph, do what they say: “We emphasize”, not “We will emphasize”."""
    where = Where.PP if kind is Kind.PP else Where.OP
    return frozenset(
        word for rule in rules if rule.kind is RuleKind.OPENING and rule.where is where for word in rule.words
    )
