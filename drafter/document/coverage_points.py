"""The regional points one by one: what the draft does with each, chosen by region, theme and disposition.

A filter chooses what is shown. What a point counts as is always decided by the whole draft, so that no filter makes a
gap where there is none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from drafter.corpus.attributes import AskedAttribute, having, parted
from drafter.corpus.corpus import Corpus, Region
from drafter.draft.draft import Draft
from drafter.draft.layout import CORPUS, Captions, Kind
from drafter.errors import BadInput, Problem
from drafter.review.coverage import Coverage, Disposition, Selection, Tally


@dataclass(frozen=True, slots=True)
class Point:
    """One recommendation and what the draft does with it."""

    id: str
    region: str
    themes: tuple[str, ...]
    """Ids."""
    disposition: Disposition
    paragraphs: tuple[str, ...]
    """Ids of the paragraphs that take it up, in the document's order; where it is only cited, of those that do that."""
    kinds: frozenset[Kind]
    """Whether it is taken up in the preamble, in the operative part, or in both; empty where nowhere."""
    missing: str
    """What is left out of it, in the user's words; empty where nothing is, or nobody has said."""
    reason: str
    """Why it is set aside, or why it counts as reflected though its words hardly stand there; empty else."""
    contested: bool = False
    """Whether it is taken up, but not in agreed words."""

    def state(self, terms: Captions) -> str:
        """`taken up`; `taken up, contested`."""
        return f"{self.disposition}, {terms.contested}" if self.contested else str(self.disposition)


@dataclass(frozen=True, slots=True)
class Uptake:
    """How many recommendations are taken up where, each counted once."""

    preambular: int = 0
    """In the preamble only."""
    operative: int = 0
    """In operative paragraphs only."""
    both: int = 0

    def words(self, terms: Captions = Captions()) -> str:  # noqa: B008  (a frozen value)
        """The figures as a sentence."""
        preambular, operative = f"{terms.in_preamble}: {self.preambular}", f"{terms.in_operative}: {self.operative}"
        return f"{preambular}; {operative}; {terms.in_both}: {self.both}."


@dataclass(frozen=True, slots=True)
class Share:
    """How much of what one region asked for is taken up, beside the others."""

    region: str
    covered: int
    total: int
    share: float
    """From 0 to 1; 0 for a region that asked for nothing."""
    mean: float
    """The mean of all regions' shares."""

    @property
    def difference(self) -> float:
        """Above 0 for a region better off than the mean."""
        return self.share - self.mean


def points(corpus: Corpus, draft: Draft, figures: Coverage, selection: Selection = Selection()) -> tuple[Point, ...]:  # noqa: B008  (a frozen value)
    """The points that the selection lets through, in citation order."""
    ids = corpus.in_order(_chosen(corpus, figures, selection))
    return tuple(_point(corpus, draft, figures, id) for id in ids)


def restricted(corpus: Corpus, figures: Coverage, selection: Selection) -> Coverage:
    """The figures of what the selection chooses; the chosen dispositions hide no part of a figure."""
    regions = [region.code for region in corpus.regions if not selection.regions or region.code in selection.regions]
    themes = [covered for covered in figures.themes if not selection.themes or covered.theme.id in selection.themes]
    everything = replace(selection, dispositions=())
    ids = _chosen(corpus, figures, everything)
    kept = {id: figures.dispositions[id] for id in ids}
    chosen = [covered.narrowed(regions) for covered in themes]
    if selection.attributes:
        chosen = [covered.of_points(kept, corpus.region_of.__getitem__) for covered in chosen]
    by_region: dict[str, list[Disposition]] = {code: [] for code in regions}
    for id, disposition in kept.items():
        by_region[corpus.region_of[id]].append(disposition)
    return Coverage(
        kept,
        Tally.of(kept.values()),
        sum((covered.whole for covered in chosen), Tally()),
        {code: Tally.of(of_region) for code, of_region in by_region.items()},
        tuple(chosen),
        figures.contested.intersection(ids),
        figures.idle,
    )


def uptake(draft: Draft, figures: Coverage) -> Uptake:
    """How many of the recommendations counted are taken up in the preamble, in operative paragraphs, in both."""
    counts = Counter(
        frozenset(draft.spots[paragraph].part.kind for paragraph in paragraphs if not figures.is_idle(paragraph, id))
        for id, paragraphs in draft.cited_in.items()
        if id in figures.dispositions
    )
    return Uptake(counts[frozenset({Kind.PP})], counts[frozenset({Kind.OP})], counts[frozenset(Kind)])


def in_words(corpus: Corpus, draft: Draft, figures: Coverage, terms: Captions) -> Iterator[str]:
    """What no table of coverage tells, a line each: how many are taken up where; which are cited and not reflected, and
    which are taken up, but not in agreed words, if there are any.
    """
    yield uptake(draft, figures).words(terms)
    cited = [id for id, disposition in figures.dispositions.items() if disposition is Disposition.CITED]
    for intro, ids in ((terms.cited_intro, cited), (terms.contested_intro, figures.contested)):
        if ids:
            yield f"{intro} {', '.join(corpus.in_order(ids))}."


def corpus_name(code: str, terms: Captions) -> str:
    """What a row of figures of one corpus among several is called; the main one has no code."""
    return terms.of_corpus.replace(CORPUS, code) if code else terms.of_main_corpus


def balance(figures: Coverage, regions: Iterable[Region]) -> tuple[Share, ...]:
    """Each region's share taken up beside the mean, in the corpus's order. What doesn't ask to be taken up, such as a
    declaration that was adopted, is left out.
    """
    asking = {region.code for region in regions if region.asks}
    counted = {code: tally for code, tally in figures.regions.items() if code in asking}
    shares = {code: tally.covered / tally.total if tally.total else 0.0 for code, tally in counted.items()}
    mean = sum(shares.values()) / (len(shares) or 1)
    return tuple(Share(code, tally.covered, tally.total, shares[code], mean) for code, tally in counted.items())


def theme_ids(corpus: Corpus, name: str) -> tuple[str, ...]:
    """The ids that a person means by `4.I` (a theme) or `4` (all themes of a section). Raises BadInput for neither."""
    theme = corpus.theme(name)
    if theme is not None:
        return (theme.id,)
    for section in corpus.sections:
        if section.id == name.strip():
            return tuple(theme.id for theme in section.themes)
    raise BadInput(Problem("", None, f"There is no theme “{name}”.", "`drafter themes` lists them."))


def asked_attribute(corpus: Corpus, said: str) -> AskedAttribute:
    """The attribute that a person means by `state:France`. Raises BadInput where none is called so."""
    rest, asked = parted(corpus, said.strip())
    if rest.strip() or len(asked) != 1:
        names = ", ".join(corpus.points.attribute_names) or "none"
        what = f"“{said}” names no attribute of the recommendations."
        raise BadInput(Problem("", None, what, f"Write it as NAME:VALUE; there are: {names}."))
    return asked[0]


def region_code(corpus: Corpus, name: str) -> str:
    """The code as the corpus writes it, from any case of letters, or from the region's name or the beginning of it.
    Raises BadInput for a region that it hasn't.
    """
    wanted = name.strip().casefold()
    codes = [code for code in corpus.by_region if code.casefold() == wanted]
    named = [code for code, region in corpus.by_region.items() if wanted and region.name.casefold().startswith(wanted)]
    if codes or len(named) == 1:
        return (codes or named)[0]
    raise BadInput(Problem("", None, f"There is no region “{name}”.", f"There are {', '.join(corpus.by_region)}."))


def _chosen(corpus: Corpus, figures: Coverage, selection: Selection) -> list[str]:
    """The ids of what the selection chooses, in the order of the corpus."""
    said, themes, dispositions = having(corpus, selection.attributes), set(selection.themes), figures.dispositions
    return [
        id
        for id, region in corpus.region_of.items()
        if selection.keeps(region, dispositions[id])
        and (not themes or any(theme.id in themes for theme in corpus.themes_of[id]))
        and id in said
    ]


def _point(corpus: Corpus, draft: Draft, figures: Coverage, id: str) -> Point:
    disposition = figures.dispositions[id]
    paragraphs = draft.cited_in.get(id, ())
    if disposition.covered:
        paragraphs = tuple(paragraph for paragraph in paragraphs if not figures.is_idle(paragraph, id))
    spots = [draft.spots[paragraph] for paragraph in paragraphs]
    links = [link for spot in spots for link in spot.paragraph.links if link.recommendation == id]
    missing = dict.fromkeys(link.missing for link in links if link.missing)
    why = dict.fromkeys(link.why for link in links if link.why)
    reasons = {Disposition.SET_ASIDE: draft.reasons.get(id, ""), Disposition.TAKEN_UP: "; ".join(why)}
    return Point(
        id,
        corpus.region_of[id],
        tuple(theme.id for theme in corpus.themes_of[id]),
        disposition,
        paragraphs,
        frozenset(spot.part.kind for spot in spots if disposition.covered),
        "; ".join(missing) if disposition is Disposition.PARTLY else "",
        reasons.get(disposition, ""),
        id in figures.contested,
    )
