"""Words that the field uses for one another are read as each other."""

from drafter.corpus.tokens import with_families


def test_a_word_is_followed_by_the_first_of_its_family() -> None:
    assert with_families("Inmates may relapse into crime.") == ["inmates", "prisoner", "relapse", "recidivism", "crime"]


def test_the_first_of_a_family_stands_alone_in_whatever_form() -> None:
    assert with_families("The prisoner and the prisoners.") == ["prisoner", "prisoners"]
