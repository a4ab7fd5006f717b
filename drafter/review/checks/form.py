"""Checks of form: how paragraphs open and end, runs of sub-paragraphs, lone headings, length."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from drafter.corpus.tokens import STOP
from drafter.draft.draft import Draft, Paragraph
from drafter.draft.layout import Kind
from drafter.draft.length import words
from drafter.draft.text import opening
from drafter.review.checks.rules import Checkable, Finding, Rule, RuleKind, Where, on_draft

# FOLD: How a paragraph opens: the verb of a recommendation as a declaration says it.


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


_NO_VERBS = STOP - {"further", "include"} | {"member", "states", "some", "several", "sustainable", "efforts", "many"}
"""First words after which no imperative can be read; those in -ing and -ed aside."""


_FIRST = re.compile(r"[\[(“\"]*([^\W\d_]+(?:-[^\W\d_]+)*)")
_CLOSING = '])”"’'
"""Signs that may stand after the last sign of a paragraph: a text in square brackets ends inside them."""
_MORE = "; and"


def openings(rule: Rule, one: Checkable) -> Iterator[Finding]:
    """The first word of a paragraph that doesn't open as the rule's pattern says, or, in the preamble, as `pieces`."""
    match = _FIRST.match(one.text)
    if match is None or rule.regex.match(one.text) or (one.spot.part.kind is Kind.PP and opening(one.text)):
        return
    if one.spot.depth and not _takes_infinitive(one):
        return
    fragment = one.spot.depth == 0 and match[1][0].islower()  # the rest of something that was broken in two
    said = None if fragment else opened(match[1], one.spot.part.kind, one.spot.depth, rule.words)
    yield one.finding(rule, match.start(1), match.end(1), said)


def _takes_infinitive(one: Checkable) -> bool:
    """Whether the lead-in leaves the `To` to its sub-paragraphs; one that ends in `to:` has said it."""
    parent = one.spot.parent
    return parent is not None and parent.text.rstrip().endswith(":") and not parent.text.rstrip().endswith(" to:")


def endings(rule: Rule, one: Checkable) -> Iterator[Finding]:
    """The last sign of a paragraph that stands alone, where it is none of those that the rule allows."""
    if one.spot.depth == 0 and not one.spot.paragraph.children:
        yield from _last_sign(rule, one, rule.words, rule.suggestion or "")


def runs(rule: Rule, one: Checkable) -> Iterator[Finding]:
    """The last sign of a sub-paragraph, or of words that govern some.

    All but the last of a run end in a semicolon, the last as its paragraph would have to; the words that govern end in
    a colon, as in the Doha declaration.
    """
    if one.spot.paragraph.children:
        yield from _last_sign(rule, one, (":",), ":")
    elif one.spot.depth:
        allowed = _run_signs(one)
        if not (";" in allowed and one.text.rstrip().endswith(_MORE)):
            yield from _last_sign(rule, one, allowed, allowed[0])


def _run_signs(one: Checkable) -> tuple[str, ...]:
    """What a sub-paragraph may end in: by its place, and, for a last one, by what follows its paragraph."""
    siblings: tuple[Paragraph, ...] = one.spot.parent.children if one.spot.parent else ()
    if one.spot.index < len(siblings) - 1:
        return (";",)
    if one.spot.depth > 1:
        return (";", ".")
    return (".",) if one.spot.part.kind is Kind.OP else (",", ";")


def _last_sign(rule: Rule, one: Checkable, allowed: Collection[str], suggestion: str) -> Iterator[Finding]:
    bare = one.text.rstrip().rstrip(_CLOSING).rstrip()
    if not bare or bare[-1] in allowed:
        return
    wrong = len(bare) - len(bare.rstrip(".,;:"))
    start, word = len(bare) - wrong, re.search(r"\S+$", bare[: len(bare) - wrong])
    begin = word.start() if word else start
    yield one.finding(rule, begin, len(bare), one.text[begin:start] + suggestion if suggestion else None)


def lone_headings(rule: Rule, draft: Draft) -> Iterator[Finding]:
    """A heading that is the only one, and a sub-paragraph that is: an “A” stands only where there is a “B”."""
    headed = [part for part in draft.parts if part.heading and part.paragraphs]
    if len(headed) == 1:
        yield Finding(rule.id, headed[0].id, headed[0].title, 0, 0, headed[0].title, rule.why)


def lone_children(rule: Rule, one: Checkable) -> Iterator[Finding]:
    """See `lone_headings`."""
    if one.spot.parent is not None and len(one.spot.parent.children) == 1:
        yield one.remark(rule, one.ref)


def lengths(rule: Rule, paragraphs: Iterable[Checkable]) -> Iterator[Finding]:
    """The draft, or each paragraph, that has more words than the rule's limit."""
    if rule.where is Where.DRAFT:
        long = sum(words(one.text) for one in paragraphs)
        if long > rule.limit:
            yield on_draft(rule, _over(long, rule))
        return
    for one in paragraphs:
        long = words(one.text)
        if one.concerns(rule) and long > rule.limit:
            yield one.remark(rule, _over(long, rule))


def _over(long: int, rule: Rule) -> str:
    return f"{long} words of {rule.limit}"
