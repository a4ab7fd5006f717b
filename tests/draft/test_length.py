"""How long a draft is, against the target that the user set."""

from drafter.draft.length import WORDS_A_PAGE, Length, lengths, target_key
from tests.builders import draft, paragraph


def test_words_are_counted_by_part_and_as_a_whole_sub_paragraphs_among_them() -> None:
    made = draft(
        paragraph("p1", "One two three:", children=(paragraph("p2", "four five"),)), preamble=(paragraph("q1", "six"),)
    )
    whole, parts = lengths(made, {made.id: 4, target_key(made, "justice"): 10})
    assert (whole.words, whole.over) == (6, 2)
    assert {id: one.words for id, one in parts.items()} == {"preamble": 1, "justice": 5, "other": 0}
    assert (parts["justice"].share, parts["justice"].over) == (0.5, 0)
    assert parts["other"].target == 0


def test_without_a_target_nothing_is_over_it() -> None:
    assert (Length(900).over, Length(900).share) == (0, 0.0)
    assert Length(2 * WORDS_A_PAGE).pages == 2
