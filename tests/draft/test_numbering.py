"""Numbers that a negotiation froze: nothing is renumbered, what is added stands between."""

from dataclasses import replace

import pytest

from drafter.document.outline import outline
from drafter.draft import edits, numbering, tree
from drafter.draft.draft import Draft, Part
from drafter.draft.layout import Kind
from drafter.draft.numbering import numbers, refs
from drafter.draft.tree import Place
from drafter.errors import EditRefused
from tests.builders import corpus, draft, layout, paragraph


def frozen() -> Draft:
    made = draft(
        paragraph("p1", children=(paragraph("a"), paragraph("b"))),
        paragraph("p2"),
        preamble=(paragraph("q1"),),
        other=(paragraph("r1"),),
    )
    return numbering.freeze(made)


def test_freezing_keeps_every_number_as_it_is() -> None:
    made = frozen()
    assert {one: spot.paragraph.number for one, spot in made.spots.items()} == {
        "q1": "1", "p1": "1", "a": "a", "b": "b", "p2": "2", "r1": "3",
    }  # fmt: skip
    assert refs(made) == refs(numbering.thaw(made))


def test_what_is_added_is_bis_and_nothing_else_moves() -> None:
    made = edits.add(frozen(), "New.", "n1", Place("justice", 1))
    made = edits.add(made, "Newer.", "n2", Place("justice", 2))
    made = edits.add(made, "Sub.", "n3", Place("p1", 1))
    made = edits.add(made, "Last.", "n4", Place("other"))
    made = edits.remove(made, ["p2"])
    assert [(one.ref, one.label) for one in outline(made, corpus(), layout()).paragraphs] == [
        ("PP1", ""),
        ("OP1", "1."),
        ("OP1 (a)", "(a)"),
        ("OP1 (a bis)", "(a bis)"),
        ("OP1 (b)", "(b)"),
        ("OP1 bis", "1 bis."),
        ("OP1 ter", "1 ter."),
        ("OP3", "3."),
        ("OP4", "4."),
    ]


def test_the_halves_of_a_split_paragraph_do_not_share_its_number() -> None:
    made = edits.reword(frozen(), corpus(), "p2", "One. Two.")
    made = edits.split(made, corpus(), "p2", 5, "n")
    assert [refs(made)["p2"], refs(made)["n"]] == ["OP2", "OP2 bis"]


def test_a_number_is_set_by_hand_and_let_go() -> None:
    made = numbering.set_number(edits.add(frozen(), "New.", "n", Place("justice")), "n", " 2  alt ")
    assert numbers(made)["n"] == "2 alt"
    assert numbers(numbering.set_number(made, "n", ""))["n"] == "2 bis"


@pytest.mark.parametrize(
    ("id", "number", "why"),
    [("p2", "2 foo", "can't be"), ("p2", "a", "can't be"), ("p2", "3", "is taken"), ("b", "a", "is taken")],
)
def test_a_number_that_cannot_be_is_refused(id: str, number: str, why: str) -> None:
    with pytest.raises(EditRefused, match=why):
        numbering.set_number(frozen(), id, number)


def test_what_comes_to_a_frozen_draft_keeps_the_number_that_it_got() -> None:
    made = numbering.frozen_on(frozen(), edits.add(frozen(), "New.", "n1", Place("justice", 1)))
    made = numbering.frozen_on(made, edits.add(made, "Newer.", "n2", Place("justice", 2)))
    assert (refs(made)["n1"], refs(made)["n2"]) == ("OP1 bis", "OP1 ter")
    made = numbering.frozen_on(made, edits.merge(made, ["p1", "n1"]))
    assert (refs(made)["n2"], numbering.frozen(made)) == ("OP1 ter", True)


def test_what_moves_to_where_others_are_counted_takes_no_number_from_them() -> None:
    made = tree.move(frozen(), ["r1"], Place("preamble", 0))
    assert refs(numbering.frozen_on(frozen(), made)) == {
        "r1": "PP0", "q1": "PP1", "p1": "OP1", "a": "OP1 (a)", "b": "OP1 (b)", "p2": "OP2",
    }  # fmt: skip
    moved = tree.move(frozen(), ["r1"], Place("justice", 0))
    assert refs(numbering.frozen_on(frozen(), moved))["r1"] == "OP3", "the operative ones are counted together"


@pytest.mark.parametrize("made", [draft(), numbering.thaw(frozen()), numbering.set_number(frozen(), "p2", "")])
def test_only_a_draft_whose_every_number_is_frozen_freezes_what_comes(made: Draft) -> None:
    assert not numbering.frozen(made)
    added = edits.add(made, "New.", "n", Place("justice"))
    assert numbering.frozen_on(made, added) is added


def test_letting_numbers_go_freezes_none_anew() -> None:
    assert numbering.frozen_on(frozen(), numbering.thaw(frozen())) == numbering.thaw(frozen())
    assert numbering.frozen_on(frozen(), numbering.set_number(frozen(), "p2", "")).spots["p2"].paragraph.number == ""


def test_a_number_that_was_no_addition_s_survives_a_merge() -> None:
    made = numbering.frozen_on(frozen(), edits.add(frozen(), "New.", "n1", Place("justice", 1)))
    assert refs(edits.merge(made, ["n1", "p2"]))["n1"] == "OP2"
    assert refs(edits.merge(made, ["p1", "n1"]))["p1"] == "OP1"
    assert refs(edits.merge(made, ["q1", "p2"]))["q1"] == "PP1", "the other's number is of another run"
    counted = edits.merge(numbering.set_number(made, "n1", ""), ["n1", "p2"])
    assert counted.spots["n1"].paragraph.number == ""


def test_a_number_from_farther_on_would_stand_before_lower_ones() -> None:
    made = draft(*map(paragraph, "abc"))
    for id, number in (("a", "7 bis"), ("b", "8"), ("c", "9")):
        made = numbering.set_number(made, id, number)
    assert refs(edits.merge(made, ["a", "c"])) == {"a": "OP7 bis", "b": "OP8"}
    assert refs(edits.merge(made, ["a", "b"])) == {"a": "OP8", "c": "OP9"}


def articles(*titles: str) -> Draft:
    """A draft of parts that are numbered anew, each with two paragraphs."""
    parts = (
        Part(f"part{place}", title, Kind.OP, paragraphs=(paragraph(f"{place}a"), paragraph(f"{place}b")), anew=True)
        for place, title in enumerate(titles, 1)
    )
    return Draft("d", "kyoto", "invented", tuple(parts))


def test_parts_numbered_anew_are_called_by_the_number_in_their_title() -> None:
    made = articles("Article 2 (purpose)", "[Article 2bis] (general)")
    assert numbers(made) == {"1a": "1", "1b": "2", "2a": "1", "2b": "2"}
    assert list(refs(made).values()) == ["OP2.1", "OP2.2", "OP2bis.1", "OP2bis.2"]


@pytest.mark.parametrize("titles", [("Prevention", "Justice"), ("Article 1", "Article 1"), ("Section II", "Justice")])
def test_parts_numbered_anew_are_called_by_their_place_where_titles_do_not_tell_them_apart(titles: tuple[str]) -> None:
    assert list(refs(articles(*titles)).values()) == ["OP1.1", "OP1.2", "OP2.1", "OP2.2"]


def test_a_part_that_is_not_numbered_anew_goes_on() -> None:
    made = articles("Article 1", "More", "Article 2")
    parts = [replace(part, anew=part.title != "More") for part in made.parts]
    assert list(refs(replace(made, parts=tuple(parts))).values()) == [
        "OP1.1", "OP1.2", "OP1.3", "OP1.4", "OP2.1", "OP2.2",
    ]  # fmt: skip


def test_a_number_is_taken_only_among_those_that_are_counted_together() -> None:
    made = numbering.freeze(articles("Article 1", "Article 2"))
    assert numbering.set_number(made, "2a", "3").spots["2a"].paragraph.number == "3"
    with pytest.raises(EditRefused, match="taken"):
        numbering.set_number(made, "2a", "2")


def test_a_paragraph_that_comes_to_an_article_gets_a_number_there() -> None:
    made = numbering.freeze(articles("Article 1", "Article 2"))
    moved = numbering.frozen_on(made, tree.move(made, ["1a"], Place("part2", 1)))
    assert refs(moved)["1a"] == "OP2.1 bis"
    assert refs(edits.merge(made, ["1b", "2a"]))["1b"] == "OP1.2"
