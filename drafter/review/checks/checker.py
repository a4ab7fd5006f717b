"""All checks on a whole draft, and silencing one with a reason."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from drafter.corpus.corpus import Corpus
from drafter.corpus.near_words import NONE, NearWords
from drafter.draft.draft import Draft, Silenced
from drafter.errors import EditRefused
from drafter.review.checks import form, reversal, source_use
from drafter.review.checks.other_object import Objects, other_objects
from drafter.review.checks.rules import Checkable, Finding, Rule, RuleKind, checkables, on_draft
from drafter.review.checks.words import Hit, acronyms, hits
from drafter.review.convergence import Convergence

if TYPE_CHECKING:  # needs numpy, which comes with the model
    from drafter.review.meaning import MeaningMatching


@dataclass(frozen=True)
class Checked:
    """What the checks found."""

    findings: tuple[Finding, ...]
    """In the document's order, those about the draft as a whole last."""
    silenced: tuple[Finding, ...]
    """What the draft's silenced rules would have found."""

    def of(self, paragraph: str) -> tuple[Finding, ...]:
        """The findings about one paragraph (or, for its heading, one part), in the order of its text."""
        return tuple(self._by_paragraph.get(paragraph, ()))

    @cached_property
    def _by_paragraph(self) -> dict[str, list[Finding]]:
        findings: dict[str, list[Finding]] = {}
        for finding in self.findings:
            findings.setdefault(finding.paragraph, []).append(finding)
        return findings


class Checker:
    """Checks drafts by a set of rules. What a rule of words finds in a text is cached: an edit changes one text."""

    def __init__(
        self,
        rules: Sequence[Rule],
        corpus: Corpus,
        convergence: Convergence | None = None,
        near: NearWords = NONE,
        meaning: Callable[[], MeaningMatching | None] = lambda: None,
    ) -> None:
        """Without a convergence, “the same ask” goes by citations and words alone. `near` and `meaning` are for
        `Objects`.
        """
        self.rules = tuple(rules)
        self._corpus, self._convergence = corpus, convergence
        self._near, self._meaning = near, meaning
        self._hits = lru_cache(maxsize=20_000)(self._of_text)

    def check(self, draft: Draft) -> Checked:
        """Every finding on the draft."""
        paragraphs = list(checkables(draft))
        place = {paragraph.id: number for number, paragraph in enumerate(paragraphs)}
        every = [finding for rule in self.rules for finding in self._by_rule(rule, draft, paragraphs)]
        every += self._by_words(paragraphs)
        every += [on_draft(rule, "", _STOPPED) for rule in self.rules if rule.stopped]
        order = {rule.id: number for number, rule in enumerate(self.rules)}
        last = len(place)
        every.sort(key=lambda finding: (place.get(finding.paragraph, last), finding.start, order[finding.rule]))
        return _parted(every, draft.silenced)

    @cached_property
    def _objects(self) -> Objects:
        return Objects(self._corpus, self._near, self._meaning)

    def _of_text(self, text: str) -> tuple[tuple[Rule, Hit], ...]:
        return tuple((rule, hit) for rule in self.rules for hit in hits(rule, text))

    def _by_words(self, paragraphs: Iterable[Checkable]) -> Iterator[Finding]:
        for paragraph in paragraphs:
            for rule, hit in self._hits(paragraph.text):
                if paragraph.concerns(rule):
                    yield paragraph.finding(rule, hit.start, hit.end, hit.suggestion, hit.why)
            if paragraph.options:
                yield from self._in_options(paragraph)

    def _in_options(self, paragraph: Checkable) -> Iterator[Finding]:
        """What is found in options and not in the words before the proposals, each once."""
        known = {(rule.id, paragraph.text[hit.start : hit.end]) for rule, hit in self._hits(paragraph.text)}
        for wording in paragraph.options:
            for rule, hit in self._hits(wording):
                words = wording[hit.start : hit.end]
                if paragraph.concerns(rule) and (rule.id, words) not in known:
                    known.add((rule.id, words))
                    yield paragraph.in_option(rule, words, hit.suggestion, hit.why)

    def _by_rule(self, rule: Rule, draft: Draft, paragraphs: Sequence[Checkable]) -> Iterator[Finding]:
        match rule.kind:
            case RuleKind.ACRONYM:
                yield from _acronyms(rule, paragraphs)
            case RuleKind.SAME_ASK | RuleKind.LITTLE_LEFT | RuleKind.OTHER_OBJECT:
                yield from self._by_sources(rule, draft, paragraphs)
            case RuleKind.NO_PARAGRAPH | RuleKind.SYMBOLS:
                yield from _OF_SOURCES[rule.kind](rule, draft, self._corpus)
            case RuleKind.LENGTH:
                yield from form.lengths(rule, draft, paragraphs)
            case RuleKind.ORDER:
                yield from form.disorder(rule, draft)
            case RuleKind.HEADING:
                yield from form.lone_headings(rule, draft)
                yield from (finding for paragraph in paragraphs for finding in form.lone_children(rule, paragraph))
            case _:
                for paragraph in paragraphs:
                    if paragraph.concerns(rule):
                        yield from self._by_paragraph(rule, paragraph)

    def _by_sources(self, rule: Rule, draft: Draft, paragraphs: Sequence[Checkable]) -> Iterator[Finding]:
        match rule.kind:
            case RuleKind.SAME_ASK:
                yield from source_use.repeated(rule, draft, paragraphs, self._convergence)
            case RuleKind.LITTLE_LEFT:
                yield from source_use.little_left(rule, draft, paragraphs, self._corpus)
            case _:
                yield from other_objects(rule, draft, paragraphs, self._corpus, self._objects)

    def _by_paragraph(self, rule: Rule, paragraph: Checkable) -> Iterator[Finding]:
        match rule.kind:
            case RuleKind.OPENING:
                yield from form.openings(rule, paragraph)
            case RuleKind.ENDING:
                yield from form.endings(rule, paragraph)
            case RuleKind.RUN:
                yield from form.runs(rule, paragraph)
            case RuleKind.NO_SOURCE:
                yield from source_use.unsourced(rule, paragraph)
            case RuleKind.REVERSAL:
                yield from reversal.reversals(rule, paragraph, self._corpus)
            case RuleKind.STRENGTH:
                yield from source_use.strength(rule, paragraph, self._corpus)


_OF_SOURCES = {RuleKind.NO_PARAGRAPH: source_use.unused, RuleKind.SYMBOLS: source_use.mixed_symbols}
"""The checks of all that a draft cites, or doesn't."""
_STOPPED = "The rule's pattern takes too long and was stopped: not every text was looked at. Write it more simply."


def silence(draft: Draft, rule: str, reason: str, paragraph: str = "") -> Draft:
    """The draft with a rule silent, in one paragraph or all. Refuses an empty reason and an unknown paragraph."""
    if not reason.strip():
        raise EditRefused("Silencing a check needs a reason.")
    if paragraph and paragraph not in draft.spots and paragraph not in draft.part_by_id:
        raise EditRefused(f"The draft has no paragraph “{paragraph}”.")
    kept = unsilence(draft, rule, paragraph).silenced
    return replace(draft, silenced=(*kept, Silenced(rule, reason.strip(), paragraph)))


def unsilence(draft: Draft, rule: str, paragraph: str = "") -> Draft:
    """The draft with a rule heard again, in the paragraph or, without one, wherever it was silent as a whole."""
    kept = (silenced for silenced in draft.silenced if (silenced.rule, silenced.paragraph) != (rule, paragraph))
    return replace(draft, silenced=tuple(kept))


def _parted(findings: Iterable[Finding], silenced: Iterable[Silenced]) -> Checked:
    rules = {(each.rule, each.paragraph) for each in silenced}
    loud: list[Finding] = []
    silent: list[Finding] = []
    for each in findings:
        is_loud = rules.isdisjoint(((each.rule, ""), (each.rule, each.paragraph)))
        (loud if is_loud else silent).append(each)
    return Checked(tuple(loud), tuple(silent))


def _acronyms(rule: Rule, paragraphs: Iterable[Checkable]) -> Iterator[Finding]:
    said: set[str] = set()
    for paragraph in paragraphs:
        for hit in acronyms(rule, paragraph.text, said):
            yield paragraph.finding(rule, hit.start, hit.end, hit.suggestion)
        for wording in paragraph.options:
            for hit in acronyms(rule, wording, said):
                yield paragraph.in_option(rule, wording[hit.start : hit.end], hit.suggestion)
