"""What a text is about, and which kind of thing it asks for."""

import pytest

from drafter.corpus.topics import ACTION, demand, subjects


@pytest.mark.parametrize(
    ("text", "about", "kind"),
    [
        ("Devise a treaty on cybercrime, with a view to fighting terrorism.", ["cybercrime"], "a legal instrument"),
        ("Enhance law enforcement against corruption, including by training.", ["corruption"], ACTION),
        ("Share what drugs, gangs, firearms, terrorism and corruption have in common.", [], "exchange"),
    ],
)  # fmt: skip
def test_ways_ends_and_examples_say_neither_subject_nor_demand(text: str, about: list[str], kind: str) -> None:
    assert subjects(text) == about
    assert demand(text) == kind
