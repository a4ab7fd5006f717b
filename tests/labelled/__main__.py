"""How well convergence, trace and each check do on examples that were labelled by hand.

    python -m tests.labelled

Prints, for each, what the labels are, precision and recall with the bounds within which 95 % of a thousand samples lie
that are drawn from them, and, in the same run, what plain measures do (`plain`); with drafter[meaning] installed, also
what words and meaning do together. Nothing is fitted here: thresholds are the modules' own.

How to read the figures. The test half of independent/ is the proof: by readers who know no measure, labelled twice,
and nothing was chosen on it. Its train half, and paragraphs and sentences called `opened` (a test half of before),
were looked at. `editor` has checks and citations by one more reader, labelled once; its test half was opened when the
rules stood. Parameters were searched for on pairs.txt and on the near, far and free paraphrases; the `unseen` ones were
labelled before any score of theirs was seen. Citations are made of the same paraphrases. Unseen pairs are the
hard rest of the corpus, since the clear ones were labelled first; `doubt` are those on which two readers might differ.
Every pair that is offered by words in the corpus was judged, the last of them in the knowledge that it is offered. Of
the contrasts, only `dev` was looked at. The rules of the checks and checks.txt are by one hand.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import combinations, product
from typing import TYPE_CHECKING

import click

from drafter.corpus.similarity import asks, likeness
from drafter.corpus.tokens import stems
from drafter.review.checks import Checker
from drafter.review.checks.missing_object import missing_object
from drafter.review.convergence import LEAST, Contrast, Convergence, contrasts, convergence
from drafter.review.reflection import Reflection
from drafter.review.trace import LEAST as REFLECTED
from drafter.review.trace import SURE, Tracer
from drafter.storage import checks_yaml, corpus_meaning, corpus_yaml, folders, word_lists
from tests.labelled import load, plain

if TYPE_CHECKING:  # needs numpy, which comes with the model
    from drafter.review.meaning import MeaningMatching

CORPUS = corpus_yaml.load(folders.CORPUS)
say = click.echo
Score = Callable[[str, str], float]


def area(same: Sequence[float], other: Sequence[float]) -> float:
    """The area under the ROC curve: how often a pair of the one kind scores above one of the other."""
    return sum((a > b) + (a == b) / 2 for a in same for b in other) / (len(same) * len(other))


def precision_and_recall(found: Iterable[tuple[bool, bool]]) -> tuple[float, float]:
    """Of (should be found, was found): what part of the found is right, and what part of the right is found."""
    counts = Counter(found)
    right, said, due = (
        counts[True, True],
        counts[True, True] + counts[False, True],
        counts[True, True] + counts[True, False],
    )
    return right / said if said else 1.0, right / due if due else 1.0


def best(scored: Sequence[tuple[float, bool]]) -> float:
    """The threshold at which the harmonic mean of precision and recall is highest."""

    def mean(threshold: float) -> float:
        p, r = precision_and_recall((same, score >= threshold) for score, same in scored)
        return 2 * p * r / (p + r) if p + r else 0.0

    return max((score for score, _ in scored), key=mean)


def report_convergence() -> None:
    weighed = {ask.id: ask for ask in asks(CORPUS)}
    ours: Score = lambda a, b: likeness(weighed[a], weighed[b])  # noqa: E731
    simple = plain.cosine({one.id: one.text for one in CORPUS.recommendations})
    seen, unseen = list(load.pairs()), list(load.pairs("pairs-unseen"))
    drawn = [one for one in unseen if one.half != "offered"]
    plain_threshold = best([(simple(one.a, one.b), one.same) for one in seen if one.half == "dev"])
    say("Convergence: pairs of recommendations, same ask or other ask")
    for name, chosen in (
        *((half, [one for one in seen if one.half == half]) for half in ("dev", "test", "formula")),
        ("all", seen),
        ("unseen", drawn),
        ("unseen, the other asks without doubt", [one for one in drawn if one.same or one.half == "clear"]),
    ):
        say(f"  {name:8} {sum(one.same for one in chosen)} same, {sum(not one.same for one in chosen)} other")
        for way, score, threshold in (("ours", ours, LEAST), ("plain TF-IDF", simple, plain_threshold)):
            scored = [(score(one.a, one.b), one.same) for one in chosen]
            p, r = precision_and_recall((same, its >= threshold) for its, same in scored)
            auc = area([its for its, same in scored if same], [its for its, same in scored if not same])
            say(f"    {way:14} area {auc:.3f}  at {threshold:.2f}: precision {p:.3f} recall {r:.3f}")
    report_offers("words", convergence(CORPUS))
    if (meaning := corpus_meaning.load(CORPUS)) is not None:
        report_offers("words and meaning", convergence(CORPUS, meaning))
    say("")


def report_offers(means: str, found: Convergence) -> None:
    """How many of the same asks are offered in the whole corpus, how many perhaps, and how many never."""
    offered, perhaps = ({frozenset((one.a, one.b)) for one in some} for some in (found.pairs, found.perhaps))
    say(f"  offered in the whole corpus by {means}: {len(offered)} pairs, and {len(perhaps)} perhaps")
    labelled = [*load.pairs(), *load.pairs("pairs-unseen")]
    twice = [load.Pair("twice", True, a, b) for a, b in load.pairs_twice() if a in CORPUS.by_id and b in CORPUS.by_id]
    groups = {"all labelled by hand": labelled, "unseen": [one for one in labelled if one.half in ("clear", "doubt")]}
    groups["two paragraphs that ask the same"] = twice
    groups |= {f"independent, {half}": list(load.independent_pairs(half)) for half in load.HALVES}
    for name, pairs in groups.items():
        same = [frozenset((one.a, one.b)) for one in pairs if one.same]
        right = [one.same for one in pairs if frozenset((one.a, one.b)) in offered]
        never = [pair not in offered and pair not in perhaps for pair in same]
        if same:
            say(f"    {name:32} of {len(same):3} same asks {interval([pair in offered for pair in same])} offered, "
                f"{interval(never)} never; of {len(right)} offered {interval(right)} right")  # fmt: skip


def report_contrasts() -> None:
    found = contrasts(CORPUS, convergence(CORPUS))
    say("Contrasts: pairs of recommendations, different asks on one subject or not")
    for half in ("dev", "test"):
        chosen = [one for one in load.contrasts() if one.half == half]
        p, r = precision_and_recall((one.same, contrasted(found, one.a, one.b)) for one in chosen)
        say(f"  {half:8} {sum(one.same for one in chosen)} of {len(chosen)}  precision {p:.3f} recall {r:.3f}")
    say(f"  said of the whole corpus: {len(found)} contrasts\n")


def contrasted(found: Iterable[Contrast], a: str, b: str) -> bool:
    """Whether two recommendations are said to be different stances on one subject."""
    return any(
        (a in one.ids and b in other.ids) or (b in one.ids and a in other.ids)
        for contrast in found
        for one, other in combinations(contrast.stances, 2)
    )


def report_trace() -> None:
    texts = {one.id: one.text for one in CORPUS.recommendations}
    tracers = {"words": Tracer(CORPUS, word_lists.near_words())}
    if (meaning := corpus_meaning.load(CORPUS)) is not None:
        tracers["words and meaning"] = Tracer(CORPUS, word_lists.near_words(), meaning)
    ways: dict[str, Callable[[str], dict[str, float]]] = {name: tracer.scores for name, tracer in tracers.items()}
    ways |= {"words, TF-IDF": plain.ranking(texts), "letters, TF-IDF": plain.by_letters(texts)}
    ways |= {"BM25": plain.bm25(texts), **plain.others(texts)}
    say("Trace: paraphrases in declaration wording; right one first / among the first three, with 95 % intervals")
    for name, every in _paraphrases():
        examples = [one for one in every if one.ids]
        if examples:
            say(f"  {name}: {len(examples)}, with {mean(map(shared, examples)):.2f} of their stems from their source")
        for way, scores in ways.items() if examples else ():
            first, three = _ranked(examples, scores)
            say(f"    {way:18} {interval(first)} / {interval(three)}")
        for way, tracer in tracers.items():
            _report_answers(way, tracer, every)
    for way, tracer in tracers.items():
        tops = [max(tracer.scores(text).values(), default=0.0) for text in load.foreign()]
        answered, sure = ([top >= threshold for top in tops] for threshold in (REFLECTED, SURE))
        say(f"  {len(tops)} paragraphs of other subjects, by {way}: "
            f"answered {interval(answered)}, surely {interval(sure)}")  # fmt: skip
    say("")


def _report_answers(way: str, tracer: Tracer, every: Sequence[load.Paraphrase]) -> None:
    """What of it reaches the thresholds."""
    said = [(one, tracer.found(one.text)) for one in every]
    due, nothing = ([(one, found) for one, found in said if bool(one.ids) == is_due] for is_due in (True, False))
    if due:
        right = [bool(found[0]) and found[0][0].id in one.ids for one, found in due]
        wrong = [bool(found[0]) and found[0][0].id not in one.ids for one, found in due]
        near = [any(match.id in one.ids for match in (*found[0][:3], *found[1])) for one, found in due]
        say(f"    answered by {way}: the right one first {interval(right)}, another {interval(wrong)}; "
            f"the right one among those named, faintly too, {interval(near)}")  # fmt: skip
    if nothing:
        answered = interval([bool(found[0]) for _, found in nothing])
        say(f"    {len(nothing)} that reflect nothing, answered by {way}: {answered}")


def _paraphrases() -> Iterator[tuple[str, list[load.Paraphrase]]]:
    for name in ("near", "far", "unseen", "free"):
        yield name, list(load.paraphrases(name))
    opened = list(load.paraphrases("opened"))
    yield "opened, free", [one for one in opened if one.ids and shared(one) <= _FREE]
    yield "opened, others", [one for one in opened if not one.ids or shared(one) > _FREE]
    for half in load.HALVES:
        every = list(load.independent_paraphrases(half))
        for style in dict.fromkeys(style for style, _ in every):
            yield f"independent, {half}, {style}", [one for its, one in every if its == style]
        yield f"independent, {half}, all", [one for _, one in every]
        strict = [one for _, one in load.independent_paraphrases(half, strictly=True) if one.ids]
        yield f"independent, {half}, all, its own source alone counted as right", strict


_FREE = 0.4
"""The part of its stems that a free paraphrase has from its source, at most."""


def shared(one: load.Paraphrase) -> float:
    """The part of a paraphrase's stems that its source has."""
    said = set(stems(one.text))
    return len(said & set(stems(CORPUS.by_id[one.ids[0]].text))) / len(said)


def interval(hits: Sequence[bool]) -> str:
    """The part of the hits, with the bounds within which 95 % of a thousand samples lie that are drawn from them."""
    if not hits:
        return "-"
    chance = random.Random(1)
    drawn = sorted(mean(chance.choices(hits, k=len(hits))) for _ in range(1_000))
    return f"{mean(hits):.3f} ({drawn[25]:.2f}-{drawn[974]:.2f})"


def mean(values: Iterable[float]) -> float:
    """0 for none."""
    every = list(values)
    return sum(every) / (len(every) or 1)


def _ranked(
    examples: Sequence[load.Paraphrase], scores: Callable[[str], dict[str, float]]
) -> tuple[list[bool], list[bool]]:
    """For each, whether the right one is first, and whether it is among the first three."""
    first, three = [], []
    for one in examples:
        found = scores(one.text)
        top = sorted(found, key=lambda id: -found[id])[:3]
        first.append(bool(top) and top[0] in one.ids)
        three.append(any(id in one.ids for id in top))
    return first, three


CITED = ("worded", "same theme", "other section", "boilerplate")
"""A paragraph that cites a point: one that words it; one that words another of its theme, or of another section; one
that words nothing.
"""


def cited(name: str, half: slice = slice(None)) -> Iterator[tuple[str, str, str]]:
    """What kind of citation it would be (`CITED`), the point's id, the paragraph's text."""
    every = list(load.paraphrases(name))
    for one in [one for one in every if one.ids][half]:
        themes = {theme.id for theme in CORPUS.themes_of[one.ids[0]]}
        sections = {CORPUS.section_of[theme].id for theme in themes}
        yield "worded", one.ids[0], one.text
        for place, id in enumerate(CORPUS.by_id):
            others = {theme.id for theme in CORPUS.themes_of[id]}
            if id not in one.ids and themes & others:
                yield "same theme", id, one.text
            elif place % 10 == 0 and not sections & {CORPUS.section_of[theme].id for theme in others}:
                yield "other section", id, one.text
    for one in every:
        if not one.ids:
            yield from (("boilerplate", id, one.text) for id in list(CORPUS.by_id)[::10])


def not_reflected(cases: Iterable[tuple[str, str, str]]) -> dict[str, float]:
    """Of each kind of citation, the part that counts as not reflected."""
    reflection, counts = Reflection(CORPUS), Counter[tuple[str, bool]]()
    for kind, id, text in cases:
        counts[kind, reflection.shows(id, [text])] += 1
    return {
        kind: counts[kind, False] / (counts[kind, True] + counts[kind, False])
        for kind in CITED
        if counts[kind, True] + counts[kind, False]
    }


def object_missing(cases: Iterable[tuple[str, str, str]]) -> dict[str, float]:
    """Of each kind of citation that counts as not reflected, the part of which the object is named as missing; under
    `all worded`, of all that word the point.
    """
    reflection, counts = Reflection(CORPUS), Counter[tuple[str, bool]]()
    for kind, id, text in cases:
        is_named = bool(missing_object(CORPUS.by_id[id].text, text))
        if not reflection.shows(id, [text]):
            counts[kind, is_named] += 1
        if kind == "worded":
            counts["all worded", is_named] += 1
    kinds = [kind for kind in (*CITED, "all worded") if counts[kind, True] + counts[kind, False]]
    return {kind: counts[kind, True] / (counts[kind, True] + counts[kind, False]) for kind in kinds}


def report_reflection() -> None:
    say("Cited, not reflected: the part of citations of which the paragraph shows no words")
    for name in ("near", "far", "unseen", "free"):
        halves = (("dev", slice(0, None, 2)), ("test", slice(1, None, 2))) if name != "unseen" else ()
        for half, which in (*halves, ("all", slice(None))):
            shares = not_reflected(cited(name, which)).items()
            say(f"  {name:6} {half:5} " + "  ".join(f"{kind} {share:.3f}" for kind, share in shares))
    say("Of these, the part whose object is named as missing; of all that word their point too")
    for name in ("near", "far", "unseen"):
        shares = object_missing(cited(name)).items()
        say(f"  {name:6} all   " + "  ".join(f"{kind} {share:.3f}" for kind, share in shares))
    say("")


def report_checks() -> None:
    rules = checks_yaml.load()
    whole = Checker(rules, CORPUS, convergence(CORPUS))
    by_rule: dict[str, list[tuple[bool, bool]]] = defaultdict(list)
    judged = [rule.id for rule in rules]
    for example in load.check_examples():
        checker = Checker(rules, example.corpus) if example.corpus else whole
        found = {one.rule for one in checker.check(example.draft).findings}
        for rule in example.about or judged:
            by_rule[rule].append((rule in example.rules, rule in found))
    say("Checks: labelled paragraphs and drafts")
    for rule in judged:
        p, r = precision_and_recall(by_rule[rule])
        due = sum(should for should, _ in by_rule[rule])
        say(f"  {rule:26} {due:3} of {len(by_rule[rule]):3}  precision {p:.3f} recall {r:.3f}")


def report_unseen_checks() -> None:
    """What is found in sentences by readers who didn't know the rules; which fault it is said to be isn't compared."""
    checker = Checker(checks_yaml.load(), CORPUS)
    say("Checks of words: sentences by others")
    halves = {f"independent, {half}": list(load.independent_checks(half)) for half in load.CHECKED}
    for name, examples in {"opened": list(load.unseen_checks()), **halves}.items():
        found: dict[bool, list[bool]] = {True: [], False: []}
        for is_faulty, made in examples:
            rules = {one.rule for one in checker.check(made).findings}
            aside = set() if "editor" in name else {"opening-op", "ending-op"}
            found[is_faulty].append(bool(rules.intersection(load.WORDS) - aside))
        if examples:
            said = [True] * sum(found[True]) + [False] * sum(found[False])
            say(f"  {name}: of {len(found[True])} with a fault something is found in {interval(found[True])}")
            say(
                f"    of {len(found[False])} clean ones {interval(found[False])} are blamed; precision {interval(said)}"
            )
    say("")


def report_citations() -> None:
    """Which paragraphs count as not reflecting what they cite, or are said to say its opposite."""
    reflection = CORPUS.once(Reflection)
    say("Citations by others: told to be not reflected, the opposite, or of another object")
    ways: dict[str, MeaningMatching | None] = {"words": None}
    if (meaning := corpus_meaning.load(CORPUS)) is not None:
        ways["words and meaning"] = meaning
    for way, half in product(ways, load.CHECKED):
        checker = Checker(checks_yaml.load(), CORPUS, None, word_lists.near_words(), partial(ways.get, way))
        told: dict[str, list[bool]] = defaultdict(list)
        for label, id, made in load.independent_citations(half):
            is_shown = reflection.shows(id, [one.paragraph.wording for one in made.spots.values()])
            rules = {one.rule for one in checker.check(made).findings}
            told[label].append(not is_shown or not rules.isdisjoint(("opposite", "other-object")))
        for label, hits in told.items():
            say(f"  independent, {half}, by {way}, {label:12} {len(hits)}: {interval(hits)}")
    say("")


if __name__ == "__main__":
    report_convergence()
    report_contrasts()
    report_trace()
    report_reflection()
    report_unseen_checks()
    report_citations()
    report_checks()
