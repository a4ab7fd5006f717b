"""What a source is about is named where a text says nothing of it, in whatever form."""

import pytest

from drafter.review.checks.missing_object import missing_object

SOURCE = "Address prison overcrowding; widen alternatives to imprisonment, and strengthen the capacity of probation."


@pytest.mark.parametrize(
    ("source", "text", "things"),
    [
        (SOURCE, "We will protect witnesses.", ("prison overcrowding", "widen alternatives", "imprisonment")),
        (SOURCE, "We will help prisoners.", ()),
        (SOURCE, "We will find alternatives.", ()),
        ("Train.", "We will protect witnesses.", ()),
        ("Strengthen the capacity of practice.", "We will protect witnesses.", ()),
        ("", "We act.", ()),
    ],
)
def test_what_is_missing_is_named(source: str, text: str, things: tuple[str, ...]) -> None:
    assert missing_object(source, text) == things
