"""A layout's faulty sentence is found when the layout is read, with its line."""

from drafter.document.templates import fault


def test_a_good_sentence_has_no_fault() -> None:
    assert fault("title.j2", "{{ congress }}") is None


def test_a_bad_one_is_named_with_its_line() -> None:
    problem = fault("title.j2", "one\n{% if %}")
    assert problem is not None
    assert str(problem).startswith("title.j2:2: Not a valid sentence")
