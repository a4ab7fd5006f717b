"""How much of a source's words a text still has."""

import pytest

from drafter.model.remains import LITTLE, remains

SOURCE = "Strengthen the capacity of prosecutors and judges to assist victims."


@pytest.mark.parametrize(
    ("source", "text", "share"),
    [
        (SOURCE, SOURCE, 1.0),
        (SOURCE, "Victims are assisted; judges, prosecutors: their capacities strengthened.", 1.0),
        (SOURCE, "We will strengthen the capacity of judges.", 0.5),
        (SOURCE, "We will act.", 0.0),
        (SOURCE, "", 0.0),
        ("And so on.", "", 1.0),
        ("", "", 1.0),
    ],
)
def test_words_count_in_any_form_and_order_and_little_words_don_t(source: str, text: str, share: float) -> None:
    assert remains(source, text) == share


def test_a_text_that_dropped_most_of_a_source_has_little_of_it() -> None:
    assert (
        remains(SOURCE, "We will assist victims.")
        < LITTLE
        <= remains(SOURCE, "We will assist judges and victims.") + 0.1
    )
