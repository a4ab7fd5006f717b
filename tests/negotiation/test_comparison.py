"""Two drafts compared: what happened to each paragraph, through moves, new numbers, other ids."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.draft import bracket_notation, edits, numbering, tree
from drafter.draft.draft import Draft, Front, Paragraph, Proposal, ProposalKind, Status
from drafter.draft.tree import Place
from drafter.draft.word_difference import Fate, marked
from drafter.negotiation.comparison import Comparison, ParagraphChange, comparison
from drafter.negotiation.same_paragraphs import said, words_of
from tests.builders import corpus, draft, paragraph
from tests.draft.edited import apart

CORPUS = corpus()
NAMES = ("Rev.1", "now")
TEXT = "We protect the victims of all crimes everywhere."
BASE = draft(
    paragraph("a", TEXT, "NO 1(b)"),
    paragraph("b", "We train:", children=(paragraph("b1", "judges;"), paragraph("b2", "prosecutors."))),
    paragraph("c", "We share data with each other."),
    preamble=(paragraph("pp", "Recalling the past,"),),
    other=(paragraph("o", "We build trust in institutions."),),
)


def happened(found: Comparison) -> list[tuple[str, str, str, tuple[str, ...]]]:
    return [(each.id, each.before, each.after, each.happened) for each in found.paragraphs]


ADDED, DELETED, MOVED, RENUMBERED = (
    ParagraphChange.ADDED,
    ParagraphChange.DELETED,
    ParagraphChange.MOVED,
    ParagraphChange.RENUMBERED,
)
REWORDED, STATUS, SOURCES, NOTE = (
    ParagraphChange.REWORDED,
    ParagraphChange.STATUS,
    ParagraphChange.SOURCES,
    ParagraphChange.NOTE,
)


@pytest.mark.parametrize(
    ("after", "found"),
    [
        (BASE, []),
        (edits.reword(BASE, CORPUS, "c", "We share all data."), [("c", "OP3", "OP3", (REWORDED,))]),
        (
            edits.add(BASE, "New.", "n", Place("justice", 0)),
            [
                ("n", "", "OP1", (ADDED,)),
                ("a", "OP1", "OP2", (RENUMBERED,)),
                ("b", "OP2", "OP3", (RENUMBERED,)),
                ("c", "OP3", "OP4", (RENUMBERED,)),
                ("o", "OP4", "OP5", (RENUMBERED,)),
            ],
        ),
        (
            edits.remove(BASE, ["b"]),
            [
                ("b", "OP2", "", (DELETED,)),
                ("b1", "OP2 (a)", "", (DELETED,)),
                ("b2", "OP2 (b)", "", (DELETED,)),
                ("c", "OP3", "OP2", (RENUMBERED,)),
                ("o", "OP4", "OP3", (RENUMBERED,)),
            ],
        ),
        (edits.remove(BASE, ["pp"]), [("pp", "PP1", "", (DELETED,))]),
        (
            tree.move(BASE, ["c"], Place("justice", 0)),
            [
                ("c", "OP3", "OP1", (MOVED,)),
                ("a", "OP1", "OP2", (RENUMBERED,)),
                ("b", "OP2", "OP3", (RENUMBERED,)),
            ],
        ),
        (
            edits.reword(tree.move(BASE, ["b1"], Place("other", 1)), CORPUS, "b1", "judges."),
            [("b2", "OP2 (b)", "OP2 (a)", (RENUMBERED,)), ("b1", "OP2 (a)", "OP5", (MOVED, REWORDED))],
        ),
        (edits.set_status(BASE, "a", Status.AD_REF, ""), [("a", "OP1", "OP1", (STATUS,))]),
        (numbering.freeze(BASE), []),
        (edits.annotate(BASE, "a", "Ask."), [("a", "OP1", "OP1", (NOTE,))]),
        (edits.cite(BASE, "a", "NO 2(a)"), [("a", "OP1", "OP1", (SOURCES,))]),
    ],
)
def test_what_happened_to_each_paragraph_in_the_order_of_the_draft(after: Draft, found: list[object]) -> None:
    assert happened(comparison(BASE, after, NAMES)) == found


def test_an_addition_to_frozen_numbers_renumbers_nothing() -> None:
    before = numbering.freeze(BASE)
    after = numbering.frozen_on(before, edits.add(before, "New.", "n", Place("justice", 1)))
    assert happened(comparison(before, after, NAMES)) == [("n", "", "OP1 bis", (ADDED,))]


def test_the_words_are_told_one_by_one_and_the_rest_beside_them() -> None:
    after = edits.set_status(edits.reword(BASE, CORPUS, "c", "We share data openly."), "c", Status.PENDING, "EU")
    (found,) = comparison(BASE, after, NAMES).paragraphs
    assert marked(found.words) == "We share data [-with each other-]{+openly+}."
    assert [(each.what, each.before, each.after) for each in found.details] == [(STATUS, "open", "pending EU")]
    assert found.name == "OP3"
    assert not found.same_words
    cited = comparison(BASE, edits.uncite(BASE, CORPUS, "a", "NO 1(b)"), NAMES).paragraphs[0]
    assert [(each.before, each.after) for each in cited.details] == [("NO 1(b) (adapted)", "")]
    assert cited.same_words


def test_headings_and_front_matter_are_told_and_what_is_set_aside_apart() -> None:
    after = edits.set_front(edits.retitle(BASE, "other", "More"), Front(place="Vienna"))
    found = comparison(BASE, edits.set_aside(after, ["SO 9"], "Not ours."), NAMES)
    assert [(each.subject, each.after) for each in found.headings] == [("place", "Vienna"), ("other", "More")]
    assert [(each.subject, each.after) for each in found.set_aside] == [("SO 9", "Not ours.")]
    assert found.summary() == "No paragraph is different."
    assert not found.empty
    assert comparison(BASE, BASE, NAMES).empty


def test_it_sums_up_what_happened() -> None:
    after = edits.annotate(edits.remove(edits.reword(BASE, CORPUS, "a", f"{TEXT} All of them."), ["o"]), "c", "Ask.")
    found = comparison(BASE, after, NAMES)
    assert found.summary() == "Paragraphs: 1 deleted, 1 reworded, 1 note. 3 words came, 5 went."
    assert found.summary(frozenset({NOTE})) == "Paragraphs: 1 deleted, 1 reworded. 3 words came, 5 went."
    assert {what: count for what, count in found.totals.items() if count} == {DELETED: 1, REWORDED: 1, NOTE: 1}


def retyped(made: Draft, id: str = "d-2") -> Draft:
    """The draft as somebody who typed it anew has it: every id another."""

    def below(paragraphs: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
        return tuple(replace(each, id=f"{each.id}-new", children=below(each.children)) for each in paragraphs)

    parts = tuple(replace(part, id=f"{part.id}-new", paragraphs=below(part.paragraphs)) for part in made.parts)
    return replace(made, id=id, parts=parts)


@pytest.mark.parametrize("id", ["d-1", "d-2"])
def test_paragraphs_that_were_typed_anew_are_known_by_their_words(id: str) -> None:
    assert comparison(BASE, retyped(BASE, id), NAMES).empty
    after = retyped(edits.reword(tree.move(BASE, ["c"], Place("justice", 0)), CORPUS, "c", "We share more data."), id)
    assert happened(comparison(BASE, after, NAMES)) == [
        ("c-new", "OP3", "OP1", (MOVED, REWORDED)),
        ("a-new", "OP1", "OP2", (RENUMBERED,)),
        ("b-new", "OP2", "OP3", (RENUMBERED,)),
    ]


def test_the_ids_of_another_draft_say_nothing() -> None:
    other = replace(draft(paragraph("c", TEXT), paragraph("a", "Elsewhere, nothing of it.")), id="d-2")
    found = comparison(draft(paragraph("a", TEXT), paragraph("c", "We share.")), other, NAMES)
    assert happened(found) == [("c before", "OP2", "", (DELETED,)), ("a", "", "OP2", (ADDED,))]


def test_a_part_is_known_by_where_its_paragraphs_went() -> None:
    after = replace(BASE, id="d-2", parts=tuple(replace(part, id=f"x{part.id}", title="X") for part in BASE.parts))
    found = comparison(BASE, after, NAMES)
    assert found.paragraphs == ()
    assert {each.subject for each in found.headings} == {"xpreamble", "xjustice", "xother"}
    apart = replace(
        after, parts=(*after.parts, replace(after.parts[2], id="justice", title="On justice", paragraphs=()))
    )
    assert not comparison(BASE, replace(apart, parts=apart.parts[::-1]), NAMES).empty


def test_the_likest_paragraph_is_taken_and_no_other() -> None:
    before = draft(paragraph("a", "We protect victims of crime everywhere."), paragraph("b", "We protect victims."))
    after = draft(
        paragraph("x", "We protect victims now."), paragraph("y", "We protect victims of crime."), paragraph("z")
    )
    assert happened(comparison(before, replace(after, id="d-2"), NAMES)) == [
        ("x", "OP2", "OP1", (MOVED, REWORDED)),
        ("y", "OP1", "OP2", (RENUMBERED, REWORDED)),
        ("z", "", "OP3", (ADDED,)),
    ]


def test_what_is_gone_stands_after_what_it_stood_behind_and_what_is_under_that() -> None:
    after = edits.add(edits.remove(BASE, ["c", "b2"]), "and clerks.", "n", Place("b"))
    assert [each.id for each in comparison(BASE, after, NAMES).paragraphs] == ["b2", "n", "c", "o"]
    after = edits.add(edits.remove(BASE, ["b", "c"]), "and clerks.", "n", Place("a"))
    assert [each.id for each in comparison(BASE, after, NAMES).paragraphs] == ["n", "b", "b1", "b2", "c", "o"]
    after = edits.remove(BASE, ["a", "b1"])
    assert [each.id for each in comparison(BASE, after, NAMES).paragraphs] == ["a", "b", "b1", "b2", "c", "o"]


def test_what_is_gone_with_its_part_stands_at_the_end() -> None:
    after = replace(BASE, parts=BASE.parts[:2])
    assert happened(comparison(BASE, after, NAMES)) == [("o", "OP4", "", (DELETED,))]


@given(apart())
def test_each_paragraph_of_both_is_told_once_if_it_is_not_as_it_was(drafts: tuple[Draft, Draft, Draft]) -> None:
    _, before, after = drafts
    found = comparison(before, after, NAMES)
    ids = [each.id for each in found.paragraphs]
    assert len(ids) == len(set(ids))
    assert set(ids) <= before.spots.keys() | after.spots.keys()
    told = {each.id: each for each in found.paragraphs}
    for id in before.spots.keys() & after.spots.keys() - told.keys():
        assert said(before.spots[id].paragraph) == said(after.spots[id].paragraph)
    for each in found.paragraphs:
        was = "".join(stretch.text for stretch in each.words if stretch.fate is not Fate.IN)
        now = "".join(stretch.text for stretch in each.words if stretch.fate is not Fate.OUT)
        assert now == (said(after.spots[each.id].paragraph) if each.after else "")
        assert bool(was) == bool(each.before)
        assert (ADDED in each.happened, DELETED in each.happened) == (not each.before, not each.after)
    assert [id for id in ids if id in after.spots] == [id for id in after.spots if id in told]


@given(apart())
def test_a_draft_is_not_different_from_itself_and_ids_alone_make_no_difference(
    drafts: tuple[Draft, Draft, Draft],
) -> None:
    made = drafts[1]
    assert comparison(made, made, NAMES).empty
    anew = comparison(made, retyped(made), NAMES)
    distinct = [" ".join(words_of(said(spot.paragraph))) for spot in made.spots.values()]
    if len(set(distinct)) == len(distinct) and all(distinct):
        assert not [each for each in anew.paragraphs if REWORDED in each.happened or ADDED in each.happened]


@given(st.text(max_size=30), st.text(max_size=30))
def test_any_two_texts_can_be_compared(one: str, other: str) -> None:
    before, after = draft(paragraph("a", one or "x")), draft(paragraph("b", other or "y"))
    for each in comparison(before, after, NAMES).paragraphs:
        assert each.name


def test_two_parts_that_became_one_are_told_apart() -> None:
    one, other = BASE.parts[1:]
    joined = replace(one, id="x", title="X", paragraphs=(*one.paragraphs, *other.paragraphs))
    found = comparison(BASE, replace(BASE, id="d-2", parts=(BASE.parts[0], joined)), NAMES)
    assert happened(found) == [("o", "OP4", "OP4", (MOVED,))]


def test_what_is_open_stands_in_brackets_with_who_wants_it() -> None:
    text = bracket_notation.read("We share [all - EU; US oppose] data with each other.", "c")
    after = tree.change(BASE, "c", lambda one: replace(one, text=text))
    (found,) = comparison(BASE, after, NAMES).paragraphs
    assert marked(found.words) == "We share{+ [all - EU; US oppose]+} data with each other."
    assert found.happened == (REWORDED,)


def test_a_proposal_for_a_whole_paragraph_is_told_without_its_note() -> None:
    asked = (
        Proposal(id="x1", kind=ProposalKind.DELETE, by=("G77",), note="Ask capital."),
        Proposal(id="x2", kind=ProposalKind.MOVE, target="other", by=("EU",), supported_by=("US",)),
        Proposal(id="x3", kind=ProposalKind.MOVE, target="a"),
        Proposal(id="x4", kind=ProposalKind.ALTERNATIVE, target="gone"),
    )
    after = tree.change(BASE, "c", lambda one: replace(one, proposals=asked))
    found = next(each for each in comparison(BASE, after, NAMES).paragraphs if each.id == "c")
    assert ParagraphChange.PROPOSALS in found.happened
    assert "G77 delete" in marked(found.words)
    (detail,) = found.details
    assert detail.before == ""
    assert detail.after == ("delete - G77; move to On other matters - EU; US support; move after OP1; alternative")


def test_a_paragraph_that_was_taken_out_of_frozen_numbers_is_deleted_and_may_be_added_again() -> None:
    before = numbering.freeze(BASE)
    after = edits.set_status(before, "c", Status.DELETED, "")
    (found,) = comparison(before, after, NAMES).paragraphs
    assert (found.before, found.after, found.happened) == ("OP3", "OP3", (DELETED,))
    assert marked(found.words) == "[-We share data with each other.-]"
    (found,) = comparison(after, before, NAMES).paragraphs
    assert found.happened == (ADDED,)
    assert comparison(after, edits.remove(after, ["c"]), NAMES).empty


SETTLED = "A Party may at any time adjust its contribution with a view to enhancing its level of ambition"
OPEN = (
    f"{SETTLED}, in accordance with the simplified procedure of Article 19; lower levels may only be communicated in "
    "case the ability of a developing country to do what it said it would has been lost for reasons of force majeure, "
    "of which the secretariat shall be told at once, and which two thirds of all others accept"
)


def test_a_paragraph_of_which_little_is_left_is_known_by_words_that_stand_together() -> None:
    before, after = draft(paragraph("a", OPEN)), replace(draft(paragraph("x", f"{SETTLED}.")), id="d-2")
    assert happened(comparison(before, after, NAMES)) == [("x", "OP1", "OP1", (REWORDED,))]


def test_formulas_make_nothing_alike() -> None:
    many = (paragraph(f"f{number}", f"{SETTLED} number {number}, as {'so ' * 40}agreed.") for number in range(6))
    before, after = draft(*many, paragraph("a", OPEN)), replace(draft(paragraph("x", f"{SETTLED}.")), id="d-2")
    assert ("x", "", "OP1", (ADDED,)) in happened(comparison(before, after, NAMES))


def test_what_is_under_a_paragraph_that_was_taken_out_is_compared_all_the_same() -> None:
    gone = paragraph("b", "We train:", children=(paragraph("b1", "judges;"),))
    made = draft(replace(gone, status=Status.DELETED, number="1."))
    assert comparison(made, made, NAMES).empty
