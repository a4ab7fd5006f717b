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
from drafter.draft.kept_words import BETWEEN
from drafter.draft.length import words
from drafter.draft.tree import Place
from drafter.review.adaptation import adaptation
from drafter.review.checks import Rule
from drafter.review.checks.words import mentioned
from drafter.review.combine import combination, unsaid
from drafter.review.convergence import Convergence

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
    """By recommendation, what of it the text leaves out on purpose."""
    declined: str = ""
    """Why it is in the sources' wording: none of a declaration's can be suggested. Empty where one was."""


@dataclass(frozen=True, slots=True)
class ProposedTexts:
    """The ways to word recommendations as one paragraph, and where it goes."""

    whole: ProposedText
    """What they share, then what each adds."""
    shared: ProposedText
    """What they share only; the same where none adds anything."""
    place: Place
    is_long: bool
    """Whether what they share is rather to be taken alone: the whole is long, or no declaration's."""

    @property
    def first(self) -> ProposedText:
        """The one to propose."""
        return self.shared if self.is_long else self.whole


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
    """The ways to word these recommendations, at least one; `theme` is the one under which they are looked at."""
    merged, place = combination(corpus, ids, rules), joint_home(draft, corpus, ids, theme)
    known = mentioned(_before(draft, place))

    def worded(text: str, missing: Mapping[str, str]) -> ProposedText:
        kind = draft.part_by_id[place.container].kind
        adapted = adaptation(text, kind, rules, known=known, language=corpus.language)
        return ProposedText(adapted.text, missing, adapted.declined)

    core = " ".join(said.text for said in merged.core)
    others, light = (id for id in merged.ids if id != merged.base), formula(corpus)
    left_out = {id: unsaid(corpus.by_id[id].text, core, light) for id in others}
    whole = worded(merged.text, {})
    shared = worded(core, {id: BETWEEN.join(clauses) for id, clauses in left_out.items() if clauses})
    is_long = bool(whole.declined) or (words(whole.text) > _LONG and not shared.declined)
    return ProposedTexts(whole, shared, place, is_long)


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
    unfit = wordings(corpus, draft, together, rules, theme.id).first.declined
    return Stop(theme, together, _others(corpus, convergence, draft, theme, together), unfit)


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
