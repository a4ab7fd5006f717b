"""Checks of words: report language, regional language, process, spelling, acronyms, brackets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from drafter.review.checks.rules import Rule, RuleKind, parts
from drafter.review.checks.spelling import misspelled


@dataclass(frozen=True, slots=True)
class Hit:
    """Words of a text that a rule found."""

    start: int
    end: int
    suggestion: str | None = None
    why: str = ""
    """Where it says more than the rule's own."""


def hits(rule: Rule, text: str) -> list[Hit]:
    """What a rule of words finds in a text that stands alone; nothing for a rule of another kind."""
    match rule.kind:
        case RuleKind.PATTERN:
            return list(_by_pattern(rule, text))
        case RuleKind.WORDS:
            return sorted(_by_words(rule, text), key=lambda hit: hit.start)
        case RuleKind.SPELLING:
            return _by_dictionary(rule, text)
        case RuleKind.BRACKETS:
            return sorted(_brackets(text), key=lambda hit: hit.start)
        case _:
            return []


_STOP = re.compile(r"(?<=[.;])\s")
"""Where a sentence ends, or what may be one."""


def _is_exempt(rule: Rule, text: str, start: int, end: int) -> bool:
    """Whether what stands there is right, by what else its sentence says."""
    if rule.exemption is None:
        return False
    begins = max((stop.end() for stop in _STOP.finditer(text, 0, start)), default=0)
    stop = _STOP.search(text, end)
    return any(True for _ in rule.exemption.finditer(text[begins : stop.start() if stop else len(text)]))


def _by_pattern(rule: Rule, text: str) -> Iterator[Hit]:
    for match in rule.regex.finditer(text):
        if not match.group() or _is_exempt(rule, text, match.start(), match.end()):
            continue
        said = None if rule.suggestion is None else match.expand(rule.suggestion)
        yield Hit(match.start(), match.end(), None if said is None else _in_case_of(match.group(), said))


def _by_words(rule: Rule, text: str) -> Iterator[Hit]:
    folded = text.casefold()
    # A look at the text first: of a long list of words hardly one stands in it, and a pattern takes ten times as long.
    for swap in (swap for swap in rule.swaps if swap.stem in folded):
        good = swap.good
        for match in swap.regex.finditer(text):
            said = None
            if good is not None:
                said = _in_case_of(match.group(), good.removesuffix("*") + (match[1] if good.endswith("*") else ""))
            if said != match.group() and not _is_exempt(rule, text, *match.span()):
                yield Hit(match.start(), match.end(), said)


def _by_dictionary(rule: Rule, text: str) -> list[Hit]:
    """What the rule's own list finds, and what the dictionary does besides."""
    listed = list(_by_words(rule, text))
    taken = {place for hit in listed for place in range(hit.start, hit.end)}
    for start, end, meant in misspelled(text, rule.dictionary, rule.spelled_well) if rule.dictionary else ():
        if start not in taken:
            said = _in_case_of(text[start:end], meant[0]) if len(meant) == 1 else None
            listed.append(Hit(start, end, said))
    return sorted(listed, key=lambda hit: hit.start)


def _in_case_of(old: str, new: str) -> str:
    """The new words with a capital where the old ones had one."""
    return new[:1].upper() + new[1:] if old[:1].isupper() else new


_PAIRS = {")": "(", "]": "["}
_LABEL = re.compile(r"(?:^|(?<=[\s;:,\[]))(?:[a-z]|[ivx]{1,5}|\d{1,2})\)")
"""`a)`, `iv)`: a label with one bracket only, which opens nothing."""


def _brackets(text: str) -> Iterator[Hit]:
    labels = {match.end() - 1 for match in _LABEL.finditer(text)}
    open_at: list[tuple[str, int]] = []
    for place, sign in enumerate(text):
        if sign in "([":
            if sign == "[" and any(other == "[" for other, _ in open_at):
                yield Hit(
                    place, place + 1, None, "Square brackets stand in square brackets: what is proposed is unclear."
                )
            elif text[place : place + 2] == "[]":
                yield Hit(place, place + 2, None, "Square brackets with nothing in them can't be read as alternatives.")
            open_at.append((sign, place))
        elif sign in _PAIRS and (place not in labels or _closes(text, place, labels, open_at)):
            if open_at and open_at[-1][0] == _PAIRS[sign]:
                open_at.pop()
            else:
                yield Hit(place, place + 1, None, f"“{sign}” closes a bracket that was not opened here.")
    for sign, place in open_at:
        unread = " What follows a square bracket that isn't closed counts as agreed." if sign == "[" else ""
        yield Hit(place, place + 1, None, f"“{sign}” is not closed.{unread}")


def _closes(text: str, place: int, labels: set[int], open_at: list[tuple[str, int]]) -> bool:
    """Whether what looks like a label closes the bracket before it, `(see A/1, para. 4)`: no other one does."""
    if not open_at or open_at[-1][0] != "(":
        return False
    following = next((at for at in range(place + 1, len(text)) if text[at] in "()[]" and at not in labels), None)
    return following is None or text[following] != ")"


_CAPITALS = re.compile(r"(?<![\w/.-])[A-Z][A-Z&]{1,7}[A-Z]s?(?![\w/-])")
_ROMAN = re.compile(r"[IVXLC]+")


def mentioned(texts: Iterable[str]) -> frozenset[str]:
    """Every acronym in the texts."""
    return frozenset(match.group().removesuffix("s") for text in texts for match in _CAPITALS.finditer(text))


def acronyms(rule: Rule, text: str, said: set[str]) -> Iterator[Hit]:
    """Acronyms at their first mention that the text doesn't spell out there; `said` holds, and gets, those mentioned.

    Spelled out is `United Nations Office on Drugs and Crime (UNODC)`, with words before the brackets. `rule.words` has
    those that need no words, and, with an arrow, the words for others: `UNODC -> United Nations Office …`.
    """
    known = dict(parts(entry) for entry in rule.words)
    for match in _CAPITALS.finditer(text):
        name = match.group().removesuffix("s")
        if name in said or _ROMAN.fullmatch(name) or (name in known and known[name] is None):
            continue
        said.add(name)
        if text[match.start() - 1 : match.start()] == "(" and text[match.end() : match.end() + 1] in (")", ",", ";"):
            continue
        is_genitive = text[match.end() : match.end() + 2] in ("'s", "’s")  # whose name in full takes other words
        words = None if is_genitive else known.get(name)
        yield Hit(match.start(), match.end(), _spelled(words, match, text[: match.start()]) if words else None)


def _spelled(words: str, acronym: re.Match[str], before: str) -> str:
    """`the United Nations Office … (UNODC)`, with the article that the text needs after what is before it."""
    plural = "s" if acronym.group().endswith("s") else ""
    said = words.removeprefix("the ") if before.lower().endswith("the ") else words
    return f"{said if before.strip() else said[:1].upper() + said[1:]}{plural} ({acronym.group()})"
