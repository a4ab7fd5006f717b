"""Degrees of sub-paragraph are labelled as a word processor labels them."""

import pytest

from drafter.draft.numerals import (
    LABELS,
    Addition,
    Degree,
    Numeral,
    is_number,
    label,
    letters,
    numbers,
    order,
    roman,
)  # fmt: skip


@pytest.mark.parametrize(("number", "label"), [(1, "a"), (26, "z"), (27, "aa"), (28, "bb"), (53, "aaa")])
def test_letters_double_after_the_alphabet(number: int, label: str) -> None:
    assert letters(number) == label


@pytest.mark.parametrize(("number", "label"), [(1, "i"), (4, "iv"), (9, "ix"), (14, "xiv"), (40, "xl"), (99, "xcix")])
def test_roman_numerals(number: int, label: str) -> None:
    assert roman(number) == label


def test_the_four_degrees() -> None:
    assert [label(2) for label in LABELS] == ["(b)", "(ii)", "b.", "ii."]


@pytest.mark.parametrize("numeral", list(Numeral))
@pytest.mark.parametrize("place", [1, 4, 9, 26, 27, 53, 88])
def test_a_number_and_its_place_belong_together(numeral: Numeral, place: int) -> None:
    assert numeral.place(numeral.number(place)) == place


@pytest.mark.parametrize(("numeral", "number"), [("1", "0"), ("1", "7 bis"), ("a", "ab"), ("i", "iiii"), ("i", "b")])
def test_what_is_no_number_has_no_place(numeral: str, number: str) -> None:
    assert Numeral(numeral).place(number) is None


@pytest.mark.parametrize(("first", "label"), [("1.", "7."), ("(a)", "(7)"), ("i)", "7)"), ("§1", "§7")])
def test_a_degree_is_read_from_its_first_label(first: str, label: str) -> None:
    found = Degree.parse(first)
    assert found is not None
    assert found.label("7") == label


@pytest.mark.parametrize("first", ["", "b.", "1.1", "%1", "(((( a"])
def test_what_is_no_first_label_is_no_degree(first: str) -> None:
    assert Degree.parse(first) is None


@pytest.mark.parametrize(
    ("frozen", "degree", "found"),
    [
        ("", 0, "1"),
        (" , ,", 0, "1,2,3"),
        ("1,,2", 0, "1,1 bis,2"),
        ("1,,,2,", 0, "1,1 bis,1 ter,2,3"),
        ("1,1 bis,,2", 0, "1,1 bis,1 ter,2"),
        (",1", 0, "0,1"),
        (",,1", 0, "0,0 bis,1"),
        ("6,6 alt,,7", 0, "6,6 alt,6 bis,7"),
        ("9,7,", 0, "9,7,10"),
        ("7,7,8", 0, "7,7 bis,8"),
        ("a,,c", 1, "a,a bis,c"),
        ("a,7,c", 1, "a,a bis,c"),
    ],
)
def test_free_paragraphs_take_numbers_between_the_frozen_ones(frozen: str, degree: int, found: str) -> None:
    assert ",".join(numbers([one.strip() for one in frozen.split(",")], degree)) == found


def test_many_additions_in_one_place_all_get_numbers_of_their_own() -> None:
    found = numbers(["1", *[""] * 30, "2"], 0)
    assert len(set(found)) == 32
    assert found[9:12] == ["1 decies", "1 bis 2", "1 bis 3"]
    assert all(is_number(one, 0) for one in found)


@pytest.mark.parametrize("number", ["7", "7 bis", "7 ter", "6 alt", "6 alt 2", "6 bis alt", "0", "12 decies"])
def test_a_number_that_negotiators_use_is_one(number: str) -> None:
    assert is_number(number, 0)


@pytest.mark.parametrize("number", ["", "a", "7bis", "7 bis.", "(7)", "7 foo", "bis"])
def test_anything_else_is_none(number: str) -> None:
    assert not is_number(number, 0)


@pytest.mark.parametrize(("number", "shown"), [("b", "(ii)"), ("b bis", "(ii bis)"), ("0", "(0)")])
def test_a_layout_may_count_another_way(number: str, shown: str) -> None:
    degrees = [Degree(Numeral.ROMAN, "(", ")")] * 5
    assert label(number, 1, degrees) == shown


NONE, ADDED, ALTERNATIVE = Addition


@pytest.mark.parametrize(
    ("frozen", "additions", "expected"),
    [
        (["", "", ""], [NONE, ADDED, NONE], ["1", "1 bis", "2"]),
        (["", "", "", ""], [NONE, ADDED, ADDED, NONE], ["1", "1 bis", "1 ter", "2"]),
        (["", "", "", ""], [NONE, ALTERNATIVE, ALTERNATIVE, NONE], ["1", "1 alt", "1 alt 2", "2"]),
        (["", ""], [ADDED, NONE], ["0", "1"]),
        (["7", "", "7 bis", ""], [NONE, ADDED, NONE, ADDED], ["7", "7 ter", "7 bis", "7 quater"]),
        (["7 bis", ""], [NONE, ALTERNATIVE], ["7 bis", "7 bis alt"]),
    ],
)
def test_additions_leave_the_others_their_numbers(
    frozen: list[str], additions: list[Addition], expected: list[str]
) -> None:
    assert numbers(frozen, 0, additions) == expected
    assert all(is_number(number, 0) for number in expected)


def test_numbers_have_an_order() -> None:
    ordered = ["0", "0 bis", "7", "7 alt", "7 alt 2", "7 bis", "7 bis alt", "7 ter", "8", "10"]
    keys = [order(number, 0) for number in ordered]
    assert keys == sorted(set(keys))
