"""How well convergence, trace and each check do on examples that were labelled by hand.

    python -m tests.labelled

Prints, for each, what the labels are, precision and recall, and, in the same run, what plain TF-IDF does. Nothing is
fitted here: thresholds are the modules' own.

How to read the figures. Parameters were searched for on pairs.txt and on the near and far paraphrases; their `test`
halves were printed beside, so they are a second sample and no proof. The `unseen` ones are the proof: labelled before
any score of theirs was seen, and nothing was chosen on them. Citations are made of the same paraphrases, seen and
unseen. Unseen pairs are the hard rest of the corpus, since the clear ones were labelled first; `doubt` are those on
which two readers might differ. Every pair that is offered in the corpus was judged, the last of them in the knowledge
that it is offered. Of the contrasts, only `dev` was looked at. The rules of the checks and their examples are by one
hand, and labels that a first run showed to be incomplete were completed.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations

import click

from drafter.corpus.similarity import asks, likeness
from drafter.corpus.tokens import stems
from drafter.review.checks import Checker
from drafter.review.checks.missing_object import missing_object
from drafter.review.convergence import LEAST, Contrast, contrasts, convergence
from drafter.review.reflection import Reflection
from drafter.review.trace import LEAST as REFLECTED
from drafter.review.trace import SURE, Tracer
from drafter.storage import checks_yaml, corpus_yaml, folders, word_lists
from tests.labelled import load, plain

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
    offered = {frozenset((pair.a, pair.b)) for pair in convergence(CORPUS).pairs}
    judged = [one for one in (*seen, *unseen) if frozenset((one.a, one.b)) in offered]
    p, r = precision_and_recall((one.same, frozenset((one.a, one.b)) in offered) for one in (*seen, *unseen))
    say(f"  offered in the whole corpus: {len(offered)} pairs, of which {len(judged)} were judged:")
    say(f"    precision {p:.3f}, and recall {r:.3f} of all that is labelled the same\n")


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
    tracer = Tracer(CORPUS, word_lists.near_words())
    texts = {one.id: one.text for one in CORPUS.recommendations}
    ways = (
        ("ours", tracer.scores),
        ("words, TF-IDF", plain.ranking(texts)),
        ("letters, TF-IDF", plain.by_letters(texts)),
        ("BM25", plain.bm25(texts)),
    )
    say("Trace: paraphrases in declaration wording; right one first / among the first three, with 95 % intervals")
    for name in ("near", "far", "unseen", "free", "test", "test, free", "test, others"):
        every = list(load.paraphrases(name.split(",")[0]))
        if "," in name:
            every = [one for one in every if one.ids and (shared(one) <= _FREE) == name.endswith("free")]
        examples = [one for one in every if one.ids]
        say(f"  {name:6} {len(examples):3}, with {mean(map(shared, examples)):.2f} of their stems from their source")
        for way, scores in ways:
            first, three = _ranked(examples, scores)
            say(f"    {way:15} {interval(first)} / {interval(three)}")
        for threshold in (REFLECTED, SURE):
            said = [(one, [m for m in tracer.matches(one.text) if m.score >= threshold]) for one in every]
            named = [(one, found[0].id in one.ids) for one, found in said if one.ids and found]
            right = sum(right for _, right in named)
            say(f"    at {threshold:.2f}: {len(named)} of {len(examples)} get a match, {right} the right one first")
            if nothing := [found for one, found in said if not one.ids]:
                say(f"      of {len(nothing)} paragraphs that reflect nothing {nothing.count([])} get none")
    if foreign := list(load.foreign()):
        tops = [max(tracer.scores(text).values(), default=0.0) for text in foreign]
        answered, sure = ([top >= threshold for top in tops] for threshold in (REFLECTED, SURE))
        say(f"  {len(foreign)} paragraphs of other subjects: answered {interval(answered)}, surely {interval(sure)}")
    say("")


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
    """What is found in sentences by a reader who didn't know the rules; which fault it is said to be isn't compared."""
    checker = Checker(checks_yaml.load(), CORPUS)
    found: dict[bool, list[bool]] = {True: [], False: []}
    for is_faulty, made in load.unseen_checks():
        rules = {one.rule for one in checker.check(made).findings}
        found[is_faulty].append(bool(rules.intersection(load.WORDS) - {"opening-op", "ending-op"}))
    say("Checks of words: sentences of the test half")
    say(f"  of {len(found[True])} with a fault something is found in {interval(found[True])}")
    say(f"  of {len(found[False])} clean ones {interval(found[False])} are blamed\n")


if __name__ == "__main__":
    report_convergence()
    report_contrasts()
    report_trace()
    report_reflection()
    report_unseen_checks()
    report_checks()
