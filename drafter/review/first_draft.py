"""The way to a first draft: theme by theme what converges, what most regions ask for first, and a text for each.

Nothing here is drafter's own: what converges, what it shares and how a declaration would word it are found elsewhere.
The user takes it, words it, leaves it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from drafter.corpus.corpus import Corpus, Theme
from drafter.corpus.formula import formula
from drafter.draft.draft import Draft
from drafter.draft.edits import joint_home
from drafter.draft.kept_words import BETWEEN, lost
from drafter.draft.layout import Kind
from drafter.draft.length import words
from drafter.draft.tree import Place
from drafter.review.adaptation import adaptation, cleared
from drafter.review.checks import Rule
from drafter.review.checks.words import mentioned
from drafter.review.combine import combined, declarable
from drafter.review.convergence import Convergence
from drafter.review.unsaid import asked_already, is_silent, unsaid

_IN_A_LEG = 24
"""Stops of one leg of the way: a minute each, with some that are passed, makes some twenty paragraphs."""
_LONG = 80
"""Words from which a paragraph is proposed without what each source adds, where that is shorter."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A place on the way, under one theme."""

    theme: Theme
    together: tuple[str, ...] = ()
    """Recommendations that converge, in citation order; none where what is left under the theme stands alone."""
    others: tuple[str, ...] = ()
    """What else is left under the theme, and what may ask for the same elsewhere, in citation order."""
    unfit: str = ""
    """Why what converges can't stand in a declaration as it is, as what speaks to those who prepare the Congress; empty
    where it can.
    """


@dataclass(frozen=True, slots=True)
class ProposedText:
    """A paragraph for recommendations, in declaration wording."""

    text: str
    missing: Mapping[str, str]
    """By recommendation, what of it the text doesn't say: it is taken up partly."""
    reworded: Mapping[str, str]
    """By recommendation, the words of it that stand nowhere in the text, where what they belong to is said."""
    silent: frozenset[str]
    """Recommendations of which the text says nothing, though others that are worded with them: they stay open."""
    declined: str = ""
    """Why it is in the sources' wording: none of a declaration's can be suggested. Empty where one was."""


@dataclass(frozen=True, slots=True)
class ProposedTexts:
    """The ways to word recommendations as one paragraph, and where it goes."""

    ids: tuple[str, ...]
    """In citation order."""
    whole: ProposedText
    """What they share, then what each adds."""
    shared: ProposedText
    """What they share only; the same where none adds anything, and where no declaration's wording can be suggested."""
    place: Place
    is_long: bool
    """Whether what they share is rather to be taken alone, since the whole is long."""
    unfit: Mapping[str, str]
    """Why some of them are in neither: nothing of them can stand in a declaration as it is."""
    asked_in: Mapping[str, str]
    """By the id of a paragraph that stands in the draft, what it asks for already of what the whole asks for."""

    @property
    def first(self) -> ProposedText:
        """The one to propose."""
        return self.shared if self.is_long else self.whole

    def cited(self, text: ProposedText) -> tuple[str, ...]:
        """Those that a paragraph of this text is to cite, in citation order; all where none can be worded."""
        return tuple(id for id in self.ids if id not in self.unfit and id not in text.silent)


def leg(
    corpus: Corpus, convergence: Convergence, draft: Draft, rules: Sequence[Rule], met: Collection[str] = ()
) -> tuple[Stop, ...]:
    """The next leg of the way through what is neither taken up nor set aside nor `met` before: what most regions ask
    for, in the order of the themes. Where nothing converges any more, the last: what can't stand in a declaration as it
    is, and the themes in which something stands alone. Empty after that.
    """
    done = draft.claimed | draft.reasons.keys() | set(met)
    unfit: list[Stop] = []
    fit: list[Stop] = []
    for group in convergence.groups:
        left = tuple(id for id in group.ids if id not in done)
        if len({corpus.by_id[id].region for id in left}) < 2:
            continue
        stop = _stop(corpus, convergence, draft, rules, left)
        (unfit if stop.unfit else fit).append(stop)
        if len(fit) == _IN_A_LEG:
            break
    if not fit:
        together = {id for stop in unfit for id in stop.together}
        left_alone = (theme for theme in corpus.themes if not done.union(together).issuperset(theme.placements))
        fit = [*unfit, *(Stop(theme, (), _others(corpus, convergence, draft, theme, ())) for theme in left_alone)]
    order = {theme.id: place for place, theme in enumerate(corpus.themes)}
    return tuple(sorted(fit, key=lambda stop: order[stop.theme.id]))


def refreshed(corpus: Corpus, convergence: Convergence, draft: Draft, stop: Stop) -> Stop:
    """The stop with what of it is neither taken up nor set aside now."""
    done = draft.claimed | draft.reasons.keys()
    together = tuple(id for id in stop.together if id not in done)
    return replace(stop, together=together, others=_others(corpus, convergence, draft, stop.theme, together))


def wordings(corpus: Corpus, draft: Draft, ids: Sequence[str], rules: Sequence[Rule], theme: str) -> ProposedTexts:
    """The ways to word these recommendations, at least one; `theme` is the one under which they are looked at.

    Each is worded by itself before they are put together, so that what can't be a declaration's isn't among them, and
    each verb has its own mood.
    """
    place, light = joint_home(draft, corpus, ids, theme), formula(corpus)
    kind, known = draft.part_by_id[place.container].kind, mentioned(_before(draft, place))
    sources = {id: cleared(corpus.by_id[id].text, rules) for id in corpus.in_order(ids)}
    fit, unfit = _worded_alone(sources, kind, rules, corpus.language)
    merged = combined(fit or sources, light, corpus.language)

    def worded(text: str) -> ProposedText:
        adapted = adaptation(text, kind, rules, known=known, language=corpus.language)
        left = {id: unsaid(source, text, light) for id, source in sources.items() if id not in unfit}
        silent = frozenset(id for id, clauses in left.items() if is_silent(sources[id], clauses))
        said = {id: clauses for id, clauses in left.items() if id not in silent}
        return ProposedText(
            adapted.text,
            {id: BETWEEN.join(clauses) for id, clauses in said.items() if clauses},
            {id: other for id, clauses in said.items() if (other := _reworded(sources[id], text, clauses))},
            silent,
            adapted.declined,
        )

    whole = worded(merged.text)
    shared = whole if whole.declined else worded(fit[merged.base])
    standing = ((spot.paragraph.id, spot.paragraph.wording) for spot in draft.standing.values())
    asked_in = asked_already(whole.text, standing, light)
    together = [id for id in sources if id not in unfit and id not in shared.silent]
    is_long = words(whole.text) > _LONG and len(together) > 1
    return ProposedTexts(tuple(sources), whole, shared, place, is_long, unfit if fit else {}, asked_in)


def _worded_alone(
    sources: Mapping[str, str], kind: Kind, rules: Sequence[Rule], language: str
) -> tuple[dict[str, str], dict[str, str]]:
    """Each source in declaration wording by itself, but for acronyms; and why the others can't be. Of a source with
    some sentences that can, these.
    """
    fit: dict[str, str] = {}
    unfit: dict[str, str] = {}
    for id, source in sources.items():
        text = declarable(source, rules)
        adapted = adaptation(text or source, kind, rules, known=mentioned([source]), language=language)
        if adapted.declined:
            unfit[id] = adapted.declined
        else:
            fit[id] = adapted.text
    return fit, unfit


def _reworded(source: str, text: str, missing: Sequence[str]) -> str:
    """The words of a source that a text hasn't, but those that are said to be missing."""
    noted = " ".join(missing)
    return BETWEEN.join(stretch for stretch in lost(source, text) if stretch not in noted)


def _before(draft: Draft, place: Place) -> Iterator[str]:
    """What the draft says before a place in one of its parts."""
    at = [part.id for part in draft.parts].index(place.container)
    above = (paragraph for part in draft.parts[:at] for paragraph in part.paragraphs)
    for paragraph in (*above, *draft.parts[at].paragraphs[: place.index]):
        yield from (each.wording for each in paragraph.whole() if not each.deleted)


def carried(corpus: Corpus, draft: Draft) -> dict[str, int]:
    """How many paragraphs take up something of each region, by its code."""
    counts = dict.fromkeys((region.code for region in corpus.regions), 0)
    for spot in draft.standing.values():
        for code in {corpus.by_id[id].region for id in spot.paragraph.claimed if id in corpus.by_id}:
            counts[code] += 1
    return counts


def _stop(
    corpus: Corpus, convergence: Convergence, draft: Draft, rules: Sequence[Rule], together: tuple[str, ...]
) -> Stop:
    theme = _theme_of(corpus, together)
    said = wordings(corpus, draft, together, rules, theme.id)
    few = next(iter(said.unfit.values()), "") if len(said.cited(said.first)) < 2 else ""
    return Stop(theme, together, _others(corpus, convergence, draft, theme, together), said.first.declined or few)


def _theme_of(corpus: Corpus, ids: Sequence[str]) -> Theme:
    """The theme under which most of them stand; of several, the first of the mapping."""
    counts = Counter(theme.id for id in ids for theme in corpus.themes_of[id])
    return max(corpus.themes, key=lambda theme: counts[theme.id])


def _others(
    corpus: Corpus, convergence: Convergence, draft: Draft, theme: Theme, together: Sequence[str]
) -> tuple[str, ...]:
    done = draft.claimed | draft.reasons.keys()
    near = (partner for id in together for partner, _ in convergence.partners[id])
    found = dict.fromkeys((*near, *theme.placements))
    return tuple(corpus.in_order([id for id in found if id not in done and id not in together]))
