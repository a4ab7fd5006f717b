"""Words as likeness counts them: grammar left out, endings cut, synonyms of the field read as each other."""

import pytest

from drafter.corpus import tokens


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("prisoner", "prisoners"),
        ("reduce", "reducing"),
        ("policy", "policies"),
        ("organize", "organization"),
        ("train", "training"),
        ("practitioner", "practitioners"),
    ],
)
def test_words_that_differ_in_their_ending_have_one_stem(one: str, other: str) -> None:
    assert tokens.stem(one) == tokens.stem(other)


@pytest.mark.parametrize("word", ["law", "cross", "as", "is", "ring"])
def test_a_short_word_is_not_cut_to_nothing(word: str) -> None:
    assert len(tokens.stem(word)) >= min(3, len(word))


def test_words_of_grammar_carry_no_matter() -> None:
    assert tokens.content("We will train the judges, among others, in 2030.") == ["train", "judges", "others", "2030"]
    assert tokens.stems("Training of judges") == ["train", "judg"]


def test_the_pieces_of_a_word_know_its_beginning_and_its_end() -> None:
    assert list(tokens.grams("law")) == [" la", "law", "aw ", " law", "law ", " law "]


def test_a_word_is_followed_by_the_first_of_its_family() -> None:
    assert tokens.with_families("Inmates may relapse into crime.") == [
        "inmates",
        "prisoner",
        "relapse",
        "recidivism",
        "crime",
    ]


def test_the_first_of_a_family_stands_alone_in_whatever_form() -> None:
    assert tokens.with_families("The prisoner and the prisoners.") == ["prisoner", "prisoners"]
