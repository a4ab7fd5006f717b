"""Judgement stays as good as it was measured to be, and better than plain TF-IDF."""

from __future__ import annotations

import pytest

from drafter.corpus.similarity import asks, likeness
from drafter.review.checks import Checker
from drafter.review.convergence import LEAST, contrasts, convergence
from drafter.review.trace import LEAST as TRACED
from drafter.review.trace import SURE, Tracer
from drafter.storage import checks_yaml, corpus_yaml, folders, word_lists
from tests.labelled import load, plain
from tests.labelled.__main__ import area, cited, contrasted, not_reflected, object_missing, precision_and_recall

CORPUS = corpus_yaml.load(folders.CORPUS)
WEIGHED = {ask.id: ask for ask in asks(CORPUS)}
TRACER = Tracer(CORPUS, word_lists.near_words())


@pytest.mark.parametrize("half", ["dev", "test"])
def test_convergence_tells_the_same_ask_from_another_better_than_plain_tfidf(half: str) -> None:
    chosen = [one for one in load.pairs() if one.half == half]
    simple = plain.cosine({one.id: one.text for one in CORPUS.recommendations})
    ours = [(likeness(WEIGHED[one.a], WEIGHED[one.b]), one.same) for one in chosen]
    theirs = [(simple(one.a, one.b), one.same) for one in chosen]
    areas = [area([s for s, same in its if same], [s for s, same in its if not same]) for its in (ours, theirs)]
    assert areas[0] > 0.96
    assert areas[0] > areas[1] + 0.02
    precision, recall = precision_and_recall((same, score >= LEAST) for score, same in ours)
    assert precision > 0.9
    assert recall > 0.85


def test_unseen_pairs_are_told_apart_better_than_by_plain_tfidf() -> None:
    chosen = [one for one in load.pairs("pairs-unseen") if one.half != "offered"]
    simple = plain.cosine({one.id: one.text for one in CORPUS.recommendations})
    areas = [
        area([way(one.a, one.b) for one in chosen if one.same], [way(one.a, one.b) for one in chosen if not one.same])
        for way in (lambda a, b: likeness(WEIGHED[a], WEIGHED[b]), simple)
    ]
    assert areas[0] > max(0.8, areas[1] + 0.1)


def test_contrasts_are_what_a_reader_finds() -> None:
    found = contrasts(CORPUS, convergence(CORPUS))
    precision, recall = precision_and_recall((one.same, contrasted(found, one.a, one.b)) for one in load.contrasts())
    assert precision > 0.9
    assert recall > 0.6


@pytest.mark.parametrize(("name", "least", "among"), [("far", 0.94, 0.98), ("unseen", 0.98, 1), ("free", 0.4, 0.6)])
def test_trace_finds_the_right_recommendation_first(name: str, least: float, among: float) -> None:
    examples = [one for one in load.paraphrases(name) if one.ids]
    tops = [sorted(found := TRACER.scores(one.text), key=lambda id: -found[id])[:3] for one in examples]
    first = sum(top[0] in one.ids for one, top in zip(examples, tops, strict=True))
    three = sum(bool(set(top) & set(one.ids)) for one, top in zip(examples, tops, strict=True))
    assert first / len(examples) >= least
    assert three / len(examples) >= among


def test_what_speaks_of_another_subject_is_seldom_answered_and_never_surely() -> None:
    if not (foreign := list(load.foreign())[::5]):
        pytest.skip("the texts are not here")
    tops = [max(TRACER.scores(text).values(), default=0.0) for text in foreign]
    assert sum(top >= TRACED for top in tops) / len(tops) < 0.15
    assert sum(top >= SURE for top in tops) <= 1


@pytest.mark.parametrize("half", load.HALVES)
def test_trace_finds_what_independent_readers_paraphrased(half: str) -> None:
    examples = [one for style, one in load.independent_paraphrases(half) if style != "none"][::2]
    tops = [sorted(found := TRACER.scores(one.text), key=lambda id: -found[id])[:3] for one in examples]
    assert sum(top[0] in one.ids for one, top in zip(examples, tops, strict=True)) / len(examples) > 0.85
    assert sum(bool(set(top) & set(one.ids)) for one, top in zip(examples, tops, strict=True)) / len(examples) > 0.92


@pytest.mark.parametrize("name", ["near", "unseen"])
def test_trace_finds_nothing_where_nothing_is_reflected(name: str) -> None:
    nothing = [TRACER.matches(one.text) for one in load.paraphrases(name) if not one.ids]
    assert sum(not found for found in nothing) / len(nothing) > 0.8
    assert not any(match.score >= SURE for found in nothing for match in found)


@pytest.mark.parametrize(("name", "most"), [("near", 0.02), ("far", 0.35), ("unseen", 0.1)])
def test_a_citation_counts_where_the_paragraph_words_the_point(name: str, most: float) -> None:
    shares = not_reflected(cited(name, slice(1, None, 8)))
    assert shares["worded"] < most
    assert shares["same theme"] > 0.85
    assert min(shares["other section"], shares.get("boilerplate", 1)) > 0.98


def test_of_a_wrong_point_the_missing_object_is_named_and_hardly_ever_of_a_rewording() -> None:
    shares = object_missing(cited("unseen", slice(1, None, 8)))
    assert shares["all worded"] < 0.02
    assert shares["same theme"] > 0.3
    assert shares["other section"] > 0.55


def test_every_check_finds_what_it_should_and_little_else() -> None:
    rules = checks_yaml.load()
    found: dict[str, list[tuple[bool, bool]]] = {rule.id: [] for rule in rules}
    for example in load.check_examples():
        said = {one.rule for one in Checker(rules, example.corpus or CORPUS).check(example.draft).findings}
        for rule in example.about:
            if rule != "same-ask":
                found[rule].append((rule in example.rules, rule in said))
    for rule, outcomes in found.items():
        precision, recall = precision_and_recall(outcomes)
        assert precision >= 0.75, rule
        assert recall >= 0.9, rule
