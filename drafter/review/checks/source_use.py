"""Checks of a draft against its sources: what has none, what is in no paragraph, what is said twice, how strongly."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice

from drafter.corpus.citations import ReportNames, symbols
from drafter.corpus.corpus import Corpus, Recommendation
from drafter.corpus.languages import is_english
from drafter.corpus.tokens import stems
from drafter.draft.draft import Draft, Link, Treatment
from drafter.draft.kept_words import MERGED, share_kept
from drafter.draft.tree import ancestors
from drafter.review.checks.missing_object import missing_object
from drafter.review.checks.rules import Checkable, Finding, Rule, on_draft
from drafter.review.convergence import Convergence
from drafter.review.reflection import LinkUse, Reach, Reflection

_ALIKE = 0.8
"""The part of their words that two paragraphs must have in common to say the same."""
_RARE = 3
"""Paragraphs are compared where they share one of each other's rarest words."""
_LEAST_WORDS = 4
"""Shorter texts are alike by chance."""
_NAMED = 4
"""Earlier paragraphs that are named where one says what they say."""
_WORD = re.compile(r"[^\W\d_]+")
_LEAD = 14
"""Among its first words a text says how strongly it asks."""


def unsourced(rule: Rule, paragraph: Checkable) -> Iterator[Finding]:
    """A paragraph that cites nothing, nor does what it governs or what governs it."""
    above = paragraph.spot.parent is not None and bool(paragraph.spot.parent.links)
    if not above and not any(member.links for member in paragraph.spot.paragraph.whole()):
        yield paragraph.remark(rule, "")


def unused(rule: Rule, draft: Draft, corpus: Corpus) -> Iterator[Finding]:
    """For each region, the recommendations that are neither taken up nor set aside."""
    left = [id for id in corpus.points.ids if id not in draft.claimed and id not in draft.reasons]
    for region, ids in corpus.by_regions(left):
        if region.asks:
            yield on_draft(rule, ", ".join(ids), f"{region.name}: {rule.why}")


def mixed_symbols(rule: Rule, draft: Draft, corpus: Corpus) -> Iterator[Finding]:
    """The reports without a symbol, where the notes cite others with one; and symbols of no report."""
    names = ReportNames(symbols=symbols(draft.front.reports))
    cited = {link.recommendation for spot in draft.standing.values() for link in spot.paragraph.links}
    regions = [region for region, _ in corpus.by_regions(cited & corpus.by_id.keys())]
    without = [region.code for region in regions if not names.symbol(region)]
    if 0 < len(without) < len(regions):
        yield on_draft(rule, ", ".join(without))
    for code in names.symbols:
        if code not in corpus.by_region:
            yield on_draft(rule, code, f"The front matter has a symbol for the report of “{code}”, which is no region.")


def repeated(
    rule: Rule, draft: Draft, paragraphs: Sequence[Checkable], convergence: Convergence | None
) -> Iterator[Finding]:
    """A paragraph that says what earlier ones of its kind, neither above nor below it, say already.

    It takes up the same recommendation, or one that converges with an earlier paragraph's, or uses the same words. One
    finding for each paragraph and what it shares, so that a text that is pasted again and again is told once a time.
    """
    earlier = _Earlier(draft, convergence)
    for paragraph in paragraphs:
        by_shared: dict[str, list[str]] = {}
        for other, shared in islice(earlier.meet(paragraph), _NAMED + 1):
            by_shared.setdefault(shared, []).append(other.ref)
        for shared, names in by_shared.items():
            named = ", ".join(names[:_NAMED]) + (" and others" if len(names) > _NAMED else "")
            yield paragraph.remark(rule, shared, f"{rule.why} See {named}.")
        earlier.add(paragraph)


class _Earlier:
    """The paragraphs read so far, by what they take up and by their rarest words."""

    def __init__(self, draft: Draft, convergence: Convergence | None) -> None:
        self._draft, self._convergence = draft, convergence
        self._by_source: dict[str, list[Checkable]] = defaultdict(list)
        self._by_word: dict[str, list[Checkable]] = defaultdict(list)
        self._stems = {id: _stems(spot.paragraph.wording) for id, spot in draft.spots.items()}
        self._frequency: dict[str, int] = defaultdict(int)
        for mentioned in self._stems.values():
            for stem in mentioned:
                self._frequency[stem] += 1

    def meet(self, paragraph: Checkable) -> Iterator[tuple[Checkable, str]]:
        """The earlier paragraphs that say the same as this one, with what shows it, each once."""
        found: set[str] = set()
        for other, shared in self._candidates(paragraph):
            if other.id not in found and self._comparable(paragraph, other):
                found.add(other.id)
                yield other, shared

    def _candidates(self, paragraph: Checkable) -> Iterator[tuple[Checkable, str]]:
        for id in _wholly(paragraph.spot.paragraph.links):
            for source in (id, *self._partners(id)):
                for other in self._by_source[source]:
                    yield other, id if source == id else f"{source}, {id}"
        for other in self._alike(paragraph):
            yield other, ""

    def _partners(self, id: str) -> Iterator[str]:
        """Those in the recommendation's group: a pair alone may be one of chance."""
        group = self._convergence.group_of.get(id) if self._convergence else None
        return (other for other in group.ids if other != id) if group else iter(())

    def _alike(self, paragraph: Checkable) -> Iterator[Checkable]:
        mine = self._stems[paragraph.id]
        if len(mine) < _LEAST_WORDS:
            return
        for stem in self._rarest(paragraph.id):
            for other in self._by_word[stem]:
                theirs = self._stems[other.id]
                if len(mine & theirs) >= _ALIKE * len(mine | theirs):
                    yield other

    def _rarest(self, id: str) -> list[str]:
        return sorted(self._stems[id], key=lambda stem: (self._frequency[stem], stem))[:_RARE]

    def _comparable(self, paragraph: Checkable, other: Checkable) -> bool:
        return paragraph.spot.part.kind is other.spot.part.kind and other.id not in ancestors(self._draft, paragraph.id)

    def add(self, paragraph: Checkable) -> None:
        """The paragraph is an earlier one from now on."""
        for id in _wholly(paragraph.spot.paragraph.links):
            self._by_source[id].append(paragraph)
        for stem in self._rarest(paragraph.id):
            self._by_word[stem].append(paragraph)


def _wholly(links: Iterable[Link]) -> list[str]:
    """What a paragraph takes up whole: parts of one recommendation may well stand in two places."""
    return [link.recommendation for link in links if not link.partly and link.treatment is not Treatment.CHAPEAU]


def little_left(rule: Rule, draft: Draft, paragraphs: Iterable[Checkable], corpus: Corpus) -> Iterator[Finding]:
    """A source of which little stands in a paragraph or in what it governs, though it counts as wholly taken up; and
    one of which nothing stands there, so that it doesn't count.

    Of a merged one, the words may be another source's.
    """
    uses: dict[str, list[LinkUse]] = defaultdict(list)
    for use in corpus.once(Reflection).uses(draft):
        uses[use.paragraph].append(use)
    for paragraph in paragraphs:
        if paragraph.id not in uses or not paragraph.concerns(rule):
            continue
        text = " ".join(member.wording for member in paragraph.spot.paragraph.whole())
        for use in uses[paragraph.id]:
            source = corpus.by_id[use.link.recommendation].text
            share = _share(source, text)
            why = f"{rule.why} {share:.0%} of its words stand here"
            if use.reach is Reach.NOT:
                why = f"{why}: it counts as cited, not reflected.{_about(source, text, corpus)}"
                yield paragraph.remark(rule, use.link.recommendation, why)
            elif _is_little(rule, use, share):
                yield paragraph.remark(rule, use.link.recommendation, f"{why}.")


def _about(source: str, text: str, corpus: Corpus) -> str:
    """What the source is about, where nothing of that stands in the text; else empty. Only English tells it."""
    things = missing_object(source, text) if is_english(corpus.language) else ()
    return f" What it is about stands nowhere here: {', '.join(f'“{each}”' for each in things)}." if things else ""


def _is_little(rule: Rule, use: LinkUse, share: float) -> bool:
    if use.reach is not Reach.WHOLLY or use.link.vouched:
        return False
    return share * 100 < rule.limit / (MERGED if use.link.treatment is Treatment.MERGED else 1)


_share = lru_cache(maxsize=20_000)(share_kept)


def strength(rule: Rule, paragraph: Checkable, corpus: Corpus) -> Iterator[Finding]:
    """A paragraph whose words are of another strength than those of every source that it words.

    A text without any of the rule's verbs is as strong as its second level, a plain “We will strengthen”. One with a
    reserve that no source has is weaker, whatever its verbs.
    """
    sources = [
        corpus.by_id[link.recommendation]
        for link in paragraph.spot.paragraph.links
        if link.treatment is not Treatment.CHAPEAU and link.recommendation in corpus.by_id
    ]
    if sources and (reserve := _reserve(rule.words, paragraph.text)) and not _reserved(rule.words, sources):
        why = f"{rule.why} {sources[0].id} has no such reserve."
        yield paragraph.finding(rule, *reserve.span(), why=why)
        return
    level, at = _level(rule.levels, paragraph.text)
    levels = [_level(rule.levels, source.text) for source in sources]
    if not sources or level in (source_level for source_level, _ in levels) or _only_plain(level, levels):
        return
    theirs, there = levels[0]
    verb, said = paragraph.text[slice(*at)], sources[0].text[slice(*there)]
    if verb and not said and re.search(rf"\b{re.escape(verb)}\b", sources[0].text, re.IGNORECASE):
        return  # the source's own word, from farther on
    way = "more weakly" if level > theirs else "more strongly"
    against = f" (“{said}”)" if said else ""
    why = f"{rule.why} The text asks {way} than {sources[0].id}{against}."
    yield paragraph.finding(rule, *at, why=why) if at[1] else paragraph.remark(rule, "", why)


def _reserved(reserves: tuple[str, ...], sources: Iterable[Recommendation]) -> bool:
    """Whether one of the sources has a reserve, whichever."""
    return any(_reserve(reserves, source.text) for source in sources)


@lru_cache(maxsize=20_000)
def _reserve(reserves: tuple[str, ...], text: str) -> re.Match[str] | None:
    """The first words of a text that make what it asks depend on something."""
    return _reserves(reserves).search(text) if reserves else None


@lru_cache(maxsize=8)
def _reserves(reserves: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, reserves))})\b", re.IGNORECASE)


_PLAIN = 1


def _only_plain(level: int, levels: Iterable[tuple[int, tuple[int, int]]]) -> bool:
    """Whether a plain text stands for sources that are strong: “We will protect” for “Ensure the protection of”."""
    return level == _PLAIN and all(source_level <= _PLAIN for source_level, _ in levels)


@lru_cache(maxsize=20_000)
def _level(levels: tuple[tuple[str, ...], ...], text: str) -> tuple[int, tuple[int, int]]:
    """The level of the first verb among the text's first words, with its place; the plain level for none."""
    for match in _WORD.finditer(" ".join(text.split(" ")[:_LEAD])):
        for level, verbs in enumerate(levels):
            if match.group().casefold() in verbs:
                return level, match.span()
    return _PLAIN, (0, 0)


@lru_cache(maxsize=20_000)
def _stems(text: str) -> frozenset[str]:
    """What a text says, by its stems. Kept, as `_level` is: an edit changes one text of many."""
    return frozenset(stems(text))
