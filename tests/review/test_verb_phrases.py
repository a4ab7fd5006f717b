"""A text cut into what it asks for, and that into clauses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.review.verb_phrases import (
    MANNER,
    PARTS,
    PURPOSE,
    begins_with_verb,
    clauses,
    kind_of,
    phrases,
    sentences,
)
from drafter.storage import corpus_yaml, folders

KYOTO = corpus_yaml.load(folders.CORPUS)


@given(st.sampled_from(sorted(KYOTO.by_id)))
def test_the_pieces_of_a_text_are_the_text(id: str) -> None:
    text = KYOTO.by_id[id].text
    assert " ".join(sentences(text)) == " ".join(phrases(text)) == " ".join(clauses(text)) == " ".join(text.split())


@pytest.mark.parametrize(
    "cut",
    [
        "Train judges, | build courts | and share data",
        "Train judges; | and share data. | Build courts",
        "Develop and implement policies",
        "Strengthen, develop and adopt policies",
        "Prepare policies and support measures",
        "Prepare policies | and support the measures",
        "Seek ways to hear victims and share data",
        "Seek ways to hear victims, share data, and build trust",
        "Seek ways to hear victims, | and share data",
        "Seek responses to crime | and share data",
        "Seek ways to hear victims, in particular of robbery | and share data",
        "Take measures to; reduce crime",
        "We will train judges, | and will build courts",
    ],
)
def test_a_phrase_begins_where_it_is_certain_that_a_verb_does(cut: str) -> None:
    assert phrases(cut.replace("| ", "")) == cut.split(" | ")


def test_what_is_added_is_a_clause_of_its_own() -> None:
    text = (
        "Train judges, | including through moot courts, | which cost little, | with a view to fair trials, for example"
    )
    cut = clauses(text.replace("| ", ""))
    assert cut == text.split(" | ")
    assert [kind_of(clause) for clause in cut] == [None, MANNER, None, PURPOSE]
    assert kind_of("and in particular of children") == PARTS


def test_a_verb_that_is_a_noun_as_often_is_one_where_the_words_after_it_say_so() -> None:
    assert begins_with_verb("further support the courts") and begins_with_verb("Build courts")
    assert not begins_with_verb("support measures") and not begins_with_verb("7") and not begins_with_verb("Courts")
