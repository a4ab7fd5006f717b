"""What was done to a draft, in few words."""

from dataclasses import replace

from hypothesis import given

from drafter.draft import edits, tree
from drafter.draft.draft import Draft, Front, Status, Treatment
from drafter.draft.text import Position, Stand
from drafter.draft.tree import Place
from drafter.negotiation import acts, settling
from drafter.negotiation.edit_summary import summary
from drafter.negotiation.proposals import open_points
from tests.draft.edited import CORPUS, apart, start
from tests.examples import examples


def test_nothing_was_done() -> None:
    assert summary(start(), start()) == ()


def test_the_same_done_to_several_paragraphs_is_told_once() -> None:
    made = start()
    for id in ("a", "c", "o"):
        made = edits.reword(made, CORPUS, id, "Other words.")
    assert summary(start(), made) == ("OP1, OP3 and OP4 reworded",)


def test_paragraphs_are_called_as_they_are_now_and_removed_ones_as_they_were() -> None:
    made = edits.remove(start(), ["a"])
    made = edits.add(made, "New.", "n", Place("justice", 0))
    made = edits.reword(made, CORPUS, "c", "Other words.")
    assert summary(start(), made) == ("OP1 added", "OP3 reworded", "OP1 removed")


def test_what_stands_under_a_paragraph_goes_without_saying() -> None:
    gone = edits.remove(start(), ["b"])
    assert summary(start(), gone) == ("OP2 removed",)
    assert summary(gone, start()) == ("OP2 added",)


def test_a_paragraph_that_moved_is_named_where_it_now_is() -> None:
    assert summary(start(), tree.move(start(), ["a"], Place("justice"))) == ("OP3 moved",)


def test_statuses_notes_and_sources_are_told() -> None:
    made = edits.set_status(start(), "a", Status.AD_REF)
    made = edits.annotate(made, "c", "Ask.")
    made = edits.cite(made, "o", "NO 1(a)", Treatment.ADAPTED)
    assert summary(start(), made) == (
        "OP1 agreed ad referendum", "note of OP3 changed", "sources of OP4 changed",
    )  # fmt: skip


def test_that_reworded_sources_are_adapted_goes_without_saying() -> None:
    cited = edits.reword(start(), CORPUS, "a", CORPUS.by_id["NO 1(b)"].text)
    assert summary(start(), cited) == ("OP1 reworded",)


def test_what_is_no_paragraph_is_told() -> None:
    made = edits.set_aside(start(), ["NO 1(a)"] if "NO 1(a)" not in start().cited_in else ["SO 7(b)"], "Why {not}.")
    made = edits.bring_back(made, ["SO 9"])
    made = edits.set_front(made, Front(title="{A} title"))
    made = edits.retitle(made, "justice", "On {justice}")
    assert summary(start(), made) == (
        "title of the document changed",
        "the heading “On {justice}” reworded",
        "SO 7(b) set aside",
        "SO 9 no longer set aside",
    )
    assert summary(start(), replace(start(), layout="doha")) == ("its layout, parts or silenced checks changed",)


@given(apart())
@examples(100)
def test_something_is_told_of_whatever_was_done(three: tuple[Draft, Draft, Draft]) -> None:
    base, one, _ = three
    assert bool(summary(base, one)) == (base != one)


def by(*parties: str) -> Stand:
    return Stand(by=parties, date="2026-05-31")


def test_proposals_are_told_with_who_proposes() -> None:
    made = acts.propose_words(start(), "a", "We protect all victims of all crimes everywhere.", by("EU", "US"))
    made = acts.propose_deletion(made, "c", by("JP"))
    made = acts.propose_move(made, "o", "a", by("MX"))
    made = acts.propose_paragraph(made, "We go on.", "c", by("G77"))
    made = acts.propose_alternative(made, "a", "We protect {all}.", by("BR"))
    assert set(summary(start(), made)) == {
        "amendment of OP1 proposed by EU and US",
        "deletion of OP3 proposed by JP",
        "move of OP4 proposed by MX",
        "addition of OP3 bis proposed by G77",
        "alternative paragraph OP1 alt proposed by BR",
    }


def test_a_proposal_is_told_once_however_its_words_are_cut() -> None:
    one = acts.propose_words(start(), "a", "We protect all victims of all crimes everywhere.", by("EU"))
    two = acts.propose_words(one, "a", "We protect each victim of crimes.", by("US"))
    assert summary(one, two) == ("amendment of OP1 proposed by US",)
    three = acts.propose_words(two, "a", "We protect every victim of all crimes everywhere.", by("EU"))
    assert "amendment of OP1 proposed by EU" in summary(two, three)


def test_positions_and_what_is_settled_are_told() -> None:
    open_ = acts.propose_deletion(start(), "c", by("JP"))
    (point,) = open_points(open_)
    for position, told in (
        (Position.SUPPORT, "EU supports a proposal for OP3"),
        (Position.OPPOSE, "EU opposes a proposal for OP3"),
        (Position.RESERVE, "EU reserves on a proposal for OP3"),
    ):
        assert summary(open_, acts.take_position(open_, point.id, "EU", position)) == (told,)
    settled = settling.drop(open_, CORPUS, point.id, 2, "2026-06-01")
    assert summary(open_, settled) == ("deletion of OP3 dropped",)
    words = acts.propose_words(start(), "c", "We share all data.", by("EU"))
    (point,) = open_points(words)
    assert summary(words, settling.choose(words, CORPUS, point.id, 2, "2026-06-01")) == ("amendment of OP3 chosen",)


def test_agreeing_is_told_by_the_status_alone() -> None:
    agreed = settling.agree(start(), "c", Status.AD_REF, "2026-06-01", "3rd meeting")
    assert summary(start(), agreed) == ("OP3 agreed ad referendum",)
    later = settling.agree(agreed, "c", Status.AD_REF, "2026-06-02", "3rd meeting")
    assert summary(agreed, later) == ("agreed on of OP3 changed",)


def test_alternatives_of_nobody_are_told() -> None:
    bracketed = edits.reword(start(), CORPUS, "c", "We [share] data.")
    assert summary(start(), bracketed) == ("alternatives in OP3 changed",)
