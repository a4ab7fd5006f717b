"""What a user says of a mapping beside its files."""

from drafter.corpus.corpus import About, AboutRegion


def test_everything_may_be_left_out() -> None:
    assert About() == About("", "", "", ())
    assert AboutRegion("NO").name == ""
