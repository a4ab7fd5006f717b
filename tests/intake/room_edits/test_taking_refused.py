"""What can't be taken home or bracketed as it came: it is left, and said why; all else is done."""

from dataclasses import replace

import pytest

from drafter.draft import edits, numbering, tree
from drafter.draft.draft import MAX_DEPTH, Draft, ProposalKind, Status, Treatment
from drafter.draft.text import BASE, UNATTRIBUTED, Position, Stand, View, ViewKind
from drafter.draft.tree import Place
from drafter.intake.room_edits.room_edit import (
    Decision,
    Found,
    FoundLinks,
    FoundMove,
    FoundRun,
    FoundStatus,
    RoomEditKind,
)
from drafter.intake.room_edits.taking import Taken
from drafter.negotiation import acts
from tests.builders import paragraph
from tests.intake.room_edits.chains import (
    BRACKETED,
    CORPUS,
    LEFT,
    TAKEN,
    all_taken,
    chain,
    edit,
    found,
    home,
    ins,
    opens,
    out,
    said,
    start,
)

K = RoomEditKind
OPEN = "We protect [victims / survivors - EU] of all crimes."


def with_open_words() -> Draft:
    return acts.propose_words(start(), "a", "We protect survivors of all crimes.", Stand(by=("EU",)))


def text(made: Taken, id: str) -> str:
    return made.draft.spots[id].paragraph.written


def left(made: Taken, id: str, why: str) -> None:
    assert made.done[id] is LEFT
    assert any(why in remark for remark in made.remarks), made.remarks


# New paragraphs that are not taken


def new_with_words_of_another() -> Found:
    return found(
        start(),
        [edit("n", K.NEW, "p-new"), edit("w", author="US"), edit("k", K.COMMENT, "p-new", now="Why?"),
         edit("l", K.SOURCE, "p-new"), edit("s", K.STATUS, "p-new")],
        chain(opens("a"), said("We protect victims of all crimes."), opens("p-new", "n"), ins("n", "We help "),
              ins("w", "all "), ins("n", "victims.")),
        moves={"n": FoundMove("justice", "a")},
        links={"l": FoundLinks((), ("SO 7(b)",))},
        statuses={"s": FoundStatus(Status.AD_REF)},
    )  # fmt: skip


@pytest.mark.parametrize("decision", [TAKEN, BRACKETED])
def test_words_in_a_new_paragraph_that_is_left_are_left(decision: Decision) -> None:
    came = new_with_words_of_another()
    made = home(came, w=decision, k=TAKEN, l=TAKEN)
    assert made.draft == came.base
    left(made, "w", "The paragraph that these words stand in isn't taken.")
    left(made, "k", "Its paragraph isn't in the draft.")
    left(made, "l", "Its paragraph isn't in the draft.")


def test_what_is_said_of_a_new_paragraph_goes_with_it_when_it_is_proposed() -> None:
    came = new_with_words_of_another()
    came = replace(came, base=edits.set_aside(came.base, ["SO 7(b)"], "Not ours."))
    made = home(came, n=BRACKETED, w=BRACKETED, k=TAKEN, l=TAKEN, s=TAKEN)
    new = made.draft.part_by_id["justice"].paragraphs[1]
    assert new.written == "We help [all - US] victims."
    assert new.proposed.by == ("EU",)
    assert new.note == "European Union, 2026-05-01: Why?"
    assert new.sources == ("SO 7(b)",)
    assert not made.draft.set_aside
    left(made, "s", "can't be agreed")


@pytest.mark.parametrize("base", [start(), numbering.freeze(start())], ids=["counted", "frozen"])
def test_what_is_said_of_a_deleted_paragraph_is_left(base: Draft) -> None:
    came = found(
        base,
        [edit("d", K.DELETED, "c"), edit("k", K.COMMENT, "c", now="Why?"), edit("s", K.STATUS, "c")],
        chain(opens("c", deleted="d"), out("d", "We share data.")),
        statuses={"s": FoundStatus(Status.AD_REF)},
    )
    made = all_taken(came)
    left(made, "k", "Its paragraph isn't in the draft.")
    left(made, "s", "Its paragraph isn't in the draft.")
    assert made.draft == home(came, d=TAKEN).draft


def test_a_comment_on_what_was_deleted_before_the_file_went_out_is_kept() -> None:
    base = edits.set_status(numbering.freeze(start()), "c", Status.DELETED)
    made = all_taken(found(base, [edit("k", K.COMMENT, "c", now="Why?")]))
    assert made.draft.spots["c"].paragraph.note == "European Union, 2026-05-01: Why?"


def test_a_comment_on_a_paragraph_that_was_joined_goes_where_its_words_went() -> None:
    came = found(
        start(),
        [edit("j", K.JOINED, "c"), edit("k", K.COMMENT, "c", author="", date="", now="Why?")],
        chain(opens("a"), said("We protect victims of all crimes."), opens("c", deleted="j"), said(" We share data.")),
    )
    assert all_taken(came).draft.spots["a"].paragraph.note == "Why?"


def test_a_new_paragraph_in_brackets_with_a_name_is_that_party_s_proposal() -> None:
    came = found(
        start(),
        [edit("n", K.NEW, "p-new", author="Norway")],
        chain(opens("p-new", "n"), ins("n", "[We help victims. - US]")),
        moves={"n": FoundMove("justice", "a")},
    )
    for decision in (TAKEN, BRACKETED):
        new = home(came, n=decision).draft.part_by_id["justice"].paragraphs[1]
        assert (new.written, new.proposed.by, new.proposed.kind) == ("We help victims.", ("US",), ProposalKind.ADD)


def test_a_new_paragraph_whose_place_nobody_knows_is_left() -> None:
    came = found(start(), [edit("n", K.NEW, "p-new")], chain(opens("p-new", "n"), ins("n", "We help.")))
    for decision in (TAKEN, BRACKETED):
        left(home(came, n=decision), "n", "Nobody can say where it stands.")


def test_a_new_paragraph_without_a_place_stands_before_what_it_hangs_together_with() -> None:
    came = found(
        start(),
        [edit("n", K.NEW, "p-new"), edit("w", author="US")],
        chain(opens("p-new", "n"), ins("n", "We help."), opens("a"), ins("w", "Now "), said("We protect victims.")),
    )
    assert list(home(came, n=TAKEN).draft.spots)[:3] == ["pp", "p-new", "a"]
    assert [each.wording for each in home(came, n=BRACKETED).draft.part_by_id["justice"].paragraphs[:2]] == [
        "We help.",
        "We protect victims of all crimes.",
    ]


def test_a_new_paragraph_behind_one_that_is_left_stands_beside_what_both_hang_together_with() -> None:
    came = found(
        start(),
        [edit("n", K.NEW, "n1"), edit("m", K.NEW, "n2", author="US"), edit("w")],
        chain(opens("c"), said("We share data"), ins("w", " now"), said("."), opens("n1", "n"), ins("n", "One."),
              opens("n2", "m"), ins("m", "Two.")),
    )  # fmt: skip
    assert list(home(came, m=TAKEN).draft.spots)[-3:] == ["c", "n2", "o"]


def test_several_new_paragraphs_of_one_edit_follow_one_another() -> None:
    came = found(
        start(),
        [edit("n", K.NEW, "n1")],
        chain(opens("n1", "n"), ins("n", "One."), opens("n2", "n"), ins("n", "Two."), opens("n3", "n"), ins("n", "3.")),
        moves={"n": FoundMove("other", "o")},
    )
    assert list(home(came, n=TAKEN).draft.spots)[-4:] == ["o", "n1", "n2", "n3"]
    made = home(came, n=BRACKETED).draft.part_by_id["other"].paragraphs
    assert [each.wording for each in made] == ["We build trust.", "One.", "Two.", "3."]


def test_of_new_paragraphs_that_can_not_all_be_proposed_none_is() -> None:
    base = start()
    known = acts.propose_paragraph(base, "Two.", "a", Stand(by=("EU",)))
    new = known.part_by_id["justice"].paragraphs[1].id
    ours = tree.change(known, new, lambda each: replace(each, proposals=()))
    came = found(
        base,
        [edit("m", K.NEW, "n1"), edit("n", K.NEW, "n2")],
        chain(opens("n1", "n"), ins("n", "One.")),
        chain(opens("n2", "m"), ins("m", "Two.")),
        moves={"n": FoundMove("justice", "a"), "m": FoundMove("justice", "a")},
    )
    assert home(came, ours, n=BRACKETED, m=BRACKETED).done == {"n": BRACKETED, "m": LEFT}


def test_of_several_new_paragraphs_of_one_edit_none_is_proposed_where_one_can_not_be() -> None:
    base = start()
    first = acts.propose_paragraph(base, "One.", "a", Stand(by=("EU",)))
    one = first.part_by_id["justice"].paragraphs[1].id
    second = acts.propose_paragraph(first, "Two.", "a", Stand(by=("EU",)))
    two = second.part_by_id["justice"].paragraphs[2].id
    ours = edits.remove(tree.change(second, two, lambda each: replace(each, proposals=())), [one])
    came = found(
        base,
        [edit("n", K.NEW, "n1")],
        chain(opens("n1", "n"), ins("n", "One."), opens("n2", "n"), ins("n", "Two.")),
        moves={"n": FoundMove("justice", "a")},
    )
    made = home(came, ours, n=BRACKETED)
    left(made, "n", "The draft has this paragraph already.")
    assert made.draft == ours


def test_a_new_paragraph_is_proposed_behind_those_that_were_proposed_there_before() -> None:
    base = acts.propose_paragraph(start(), "We hope.", "a", Stand(by=("US",)))
    came = found(
        start(),
        [edit("n", K.NEW, "n1")],
        chain(opens("n1", "n"), ins("n", "We help.")),
        moves={"n": FoundMove("justice", "a")},
    )
    made = home(came, base, n=BRACKETED).draft.part_by_id["justice"].paragraphs
    assert [each.wording for each in made[1:3]] == ["We hope.", "We help."]


# Places


def deep() -> Draft:
    made = start()
    for degree in range(MAX_DEPTH):
        above = f"d{degree - 1}" if degree else "c"
        made = tree.insert(made, [paragraph(f"d{degree}", f"Degree {degree};")], Place(above, 0))
    return made


def test_a_place_deeper_than_there_is_is_refused() -> None:
    came = found(deep(), [edit("m", K.MOVED, "a")], moves={"m": FoundMove("d3", "")})
    made = home(came, m=TAKEN)
    left(made, "m", "4 degrees deep")
    assert made.draft == came.base


def test_a_join_that_would_put_sub_paragraphs_too_deep_is_refused() -> None:
    base = tree.insert(deep(), [paragraph("e", "More:", children=(paragraph("e1", "one."),))], Place("justice"))
    came = found(
        base,
        [edit("j", K.JOINED, "e")],
        chain(opens("d3"), said("Degree 3;"), opens("e", deleted="j"), said(" More:")),
    )
    made = home(came, j=TAKEN)
    left(made, "j", "4 degrees deep")
    assert made.draft == base


def test_a_paragraph_moved_under_itself_is_refused() -> None:
    came = found(start(), [edit("m", K.MOVED, "b")], moves={"m": FoundMove("b1", "")})
    left(home(came, m=TAKEN), "m", "can't be moved into itself")


def test_a_move_to_the_first_place_under_a_paragraph_can_not_be_bracketed() -> None:
    came = found(start(), [edit("m", K.MOVED, "c", author="US")], moves={"m": FoundMove("b", "")})
    left(home(came, m=BRACKETED), "m", "first sub-paragraph")
    assert home(came, m=TAKEN).draft.spots["c"].container == "b"


@pytest.mark.parametrize(("author", "why"), [("", "Nobody knows"), ("US", "stands there already")])
def test_a_move_that_can_not_be_proposed_is_left(author: str, why: str) -> None:
    came = found(start(), [edit("m", K.MOVED, "c", author=author)], moves={"m": FoundMove("justice", "b")})
    left(home(came, m=BRACKETED), "m", why)


def test_what_stands_under_a_new_paragraph_that_is_left_stands_in_its_place() -> None:
    came = found(
        start(),
        [edit("n", K.NEW, "n"), edit("n1", K.NEW, "n1"), edit("n2", K.NEW, "n2")],
        chain(opens("n", "n"), ins("n", "We will:")),
        chain(opens("n1", "n1"), ins("n1", "help;")),
        chain(opens("n2", "n2"), ins("n2", "hope.")),
        moves={"n": FoundMove("justice", "a"), "n1": FoundMove("n", ""), "n2": FoundMove("n", "n1")},
    )
    made = home(came, n1=TAKEN, n2=TAKEN).draft
    assert list(made.spots)[:5] == ["pp", "a", "n1", "n2", "b"]
    assert all_taken(came).draft.spots["n2"].container == "n"


def test_what_follows_a_deleted_paragraph_follows_what_that_followed() -> None:
    came = found(
        start(),
        [edit("d", K.DELETED, "a"), edit("m", K.MOVED, "o")],
        chain(opens("a", deleted="d"), out("d", "We protect victims of all crimes.")),
        moves={"m": FoundMove("justice", "a")},
    )
    made = all_taken(came).draft
    assert list(made.spots) == ["pp", "o", "b", "b1", "b2", "c"]


def test_what_stands_behind_a_paragraph_that_was_to_move_there_stands_where_that_was_to_go() -> None:
    came = found(
        start(),
        [edit("m", K.MOVED, "c"), edit("n", K.MOVED, "a")],
        moves={"m": FoundMove("other", "o"), "n": FoundMove("other", "c")},
    )
    assert list(home(came, n=TAKEN).draft.spots)[-2:] == ["o", "a"]


def test_places_that_refer_to_one_another_are_the_first_there() -> None:
    came = found(
        start(),
        [edit("m", K.NEW, "m"), edit("n", K.NEW, "n")],
        chain(opens("m", "m"), ins("m", "M.")),
        chain(opens("n", "n"), ins("n", "N.")),
        moves={"m": FoundMove("justice", "n"), "n": FoundMove("justice", "m")},
    )
    assert list(home(came, n=TAKEN).draft.spots)[:3] == ["pp", "n", "a"]


def test_a_place_that_nobody_knows_is_the_first_of_the_last_part() -> None:
    came = found(start(), [edit("m", K.MOVED, "a")], moves={"m": FoundMove("gone", "nobody")})
    assert list(home(came, m=TAKEN).draft.spots)[-2:] == ["a", "o"]


# Places, where the file's order is known


def test_a_new_paragraph_stands_behind_one_that_was_deleted_before_it_and_is_kept() -> None:
    came = found(
        start(),
        [edit("d", K.DELETED, "b1"), edit("n", K.NEW, "n"), edit("m", K.NEW, "m"), edit("f", K.NEW, "f")],
        chain(opens("b1", deleted="d"), out("d", "judges;")),
        chain(opens("n", "n"), ins("n", "courts;")),
        chain(opens("m", "m"), ins("m", "In Kyoto,")),
        chain(opens("f", "f"), ins("f", "In Vienna,")),
        moves={
            "n": FoundMove("b", ""),
            "m": FoundMove("preamble", "pp"),
            "f": FoundMove("preamble", ""),
        },
        order=["f", "pp", "m", "justice", "a", "b", "b1", "n", "b2", "c", "other", "o"],
    )
    kept = home(came, n=TAKEN, m=TAKEN, f=TAKEN).draft
    assert list(kept.spots) == ["f", "pp", "m", "a", "b", "b1", "n", "b2", "c", "o"]
    assert list(all_taken(came).draft.spots) == ["f", "pp", "m", "a", "b", "n", "b2", "c", "o"]
    made = home(came, n=BRACKETED, m=BRACKETED).draft
    assert [each.wording for each in made.spots["b"].paragraph.children] == ["judges;", "courts;", "prosecutors."]


def test_a_new_paragraph_does_not_follow_one_whose_move_is_left() -> None:
    came = found(
        start(),
        [edit("m", K.MOVED, "c"), edit("n", K.NEW, "n"), edit("r", K.NUMBER, "b2"), edit("k", K.NEW, "k")],
        chain(opens("n", "n"), ins("n", "New.")),
        chain(opens("k", "k"), ins("k", "courts.")),
        moves={
            "m": FoundMove("justice", "a"),
            "n": FoundMove("justice", "c"),
            "r": FoundMove("b1", ""),
            "k": FoundMove("b", "b1"),
        },
        order=["pp", "justice", "a", "c", "n", "b", "b1", "b2", "k", "other", "o"],
    )
    made = home(came, n=TAKEN, k=TAKEN).draft
    assert list(made.spots) == ["pp", "a", "n", "b", "b1", "b2", "k", "c", "o"]
    assert list(all_taken(came).draft.spots) == ["pp", "a", "c", "n", "b", "b1", "b2", "k", "o"]


def test_sub_paragraphs_of_the_first_paragraph_are_lifted_when_it_goes() -> None:
    base = tree.move(start(), ["b"], Place("justice", 0))
    came = found(base, [edit("d", K.DELETED, "b")], chain(opens("b", deleted="d"), out("d", "We train:")))
    made = home(came, d=TAKEN).draft
    assert list(made.spots) == ["pp", "b1", "b2", "a", "c", "o"]
    assert made.spots["b1"].depth == 0


def test_a_half_that_became_a_sub_paragraph_leaves_the_others_where_they_are() -> None:
    came = found(
        start(),
        [edit("s", K.SPLIT, "b")],
        chain(opens("b"), said("We "), opens("n", "s"), said("train:")),
        moves={"s": FoundMove("b", "")},
    )
    assert list(home(came, s=TAKEN).draft.spots)[2:6] == ["b", "n", "b1", "b2"]
    assert home(came, s=TAKEN).draft.spots["b1"].container == "b"


# Whole paragraphs that are proposed


def test_what_is_proposed_as_a_whole_is_neither_cut_nor_joined() -> None:
    base = acts.propose_deletion(start(), "c", Stand(by=("US",)))
    came = found(
        base,
        [edit("w"), edit("s", K.SPLIT, "c"), edit("j", K.JOINED, "o")],
        chain(opens("c"), said("[We share"), opens("n", "s"), said(" data"), ins("w", " today"),
              said(".; US delete]"), opens("o", deleted="j"), said(" We build trust.")),
    )  # fmt: skip
    made = all_taken(came)
    left(made, "s", "Something is proposed for it as a whole")
    left(made, "j", "Something is proposed for it as a whole")
    assert text(made, "c") == "We share data today."


def test_the_brackets_around_a_proposed_paragraph_are_not_edited() -> None:
    base = acts.propose_deletion(start(), "c", Stand(by=("US",)))
    runs = (said("["), said("We share data."), said("; US delete"), out("w", "]"))
    came = found(base, [edit("w")], chain(opens("c"), *runs))
    left(all_taken(came), "w", "The brackets around the paragraph were changed")
    came = found(base, [edit("w")], chain(opens("c"), said("["), out("w", "We share data."), said("; US delete]")))
    left(all_taken(came), "w", "None of its words is left")


def test_who_opposes_a_proposed_paragraph_already_can_not_do_so_again() -> None:
    base = acts.propose_paragraph(start(), "We help.", "a", Stand(by=("US",)))
    new = base.part_by_id["justice"].paragraphs[1].id
    base = acts.take_position(base, base.spots[new].paragraph.proposed.id, "EU", Position.OPPOSE)
    came = found(base, [edit("d", K.DELETED, new)], chain(opens(new, deleted="d"), out("d", "[We help. - US]")))
    left(home(came, d=BRACKETED), "d", "EU opposes it already.")


# Words


def test_a_cut_inside_brackets_is_refused_and_the_words_are_taken() -> None:
    came = found(
        with_open_words(),
        [edit("w"), edit("s", K.SPLIT, "a")],
        chain(opens("a"), ins("w", "Now "), said("We protect [victims / "), opens("n", "s"),
              said("survivors - EU] of all crimes.")),
    )  # fmt: skip
    made = all_taken(came)
    left(made, "s", "cut inside square brackets")
    assert text(made, "a") == f"Now {OPEN}"


def test_a_cut_beside_a_bracket_that_nobody_opened_is_taken() -> None:
    came = found(
        start(),
        [edit("w"), edit("s", K.SPLIT, "a")],
        chain(
            opens("a"), said("We protect "), opens("n", "s"), said("victims"), ins("w", "]"), said(" of all crimes.")
        ),
    )
    made = all_taken(came)
    assert set(made.done.values()) == {TAKEN}
    assert (text(made, "a"), text(made, "n")) == ("We protect", "victims] of all crimes.")


def test_a_bracket_that_nobody_closed_is_said() -> None:
    came = found(
        start(),
        [edit("w")],
        chain(opens("a"), said("We protect "), ins("w", "["), said("victims of all crimes.")),
    )
    made = all_taken(came)
    assert text(made, "a") == "We protect [victims of all crimes."
    assert made.remarks == ("OP1 has square brackets that can't be read as alternatives; they stay as typed.",)


def test_the_words_of_a_source_have_no_alternatives() -> None:
    came = found(
        start(),
        [edit("w")],
        chain(opens("a"), out("w", "We protect victims of all crimes."), ins("w", "Protect victims [of all crimes].")),
    )
    made = all_taken(came).draft.spots["a"].paragraph
    assert made.text.plain
    assert not home(came, w=TAKEN).remarks


def test_one_edit_of_a_party_that_can_not_be_proposed_leaves_the_others() -> None:
    came = found(
        start(),
        [edit("w"), edit("v")],
        chain(opens("a"), said("We protect "), out("w", "victims"), ins("w", "survivors"), said(" of all crimes."),
              ins("v", " [")),
    )  # fmt: skip
    made = home(came, w=BRACKETED, v=BRACKETED)
    left(made, "v", "no square brackets")
    assert text(made, "a") == OPEN


def test_what_is_no_longer_at_home_can_not_be_bracketed() -> None:
    came = found(start(), [edit("w")], chain(opens("a"), ins("w", "Now "), said("We protect victims of all crimes.")))
    left(home(came, edits.remove(came.base, ["a"]), w=BRACKETED), "w", "no longer in the draft")


# Views that don't show who wants what


PARTY = View(ViewKind.PARTY, ("EU",))
SHOWN = {
    UNATTRIBUTED: "[victims] [survivors]",
    BASE: "victims",
    PARTY: "survivors",
}


@pytest.mark.parametrize("view", [UNATTRIBUTED, BASE, PARTY])
def test_words_beside_what_is_open_are_taken_in_any_view(view: View) -> None:
    runs = (said("We "), ins("w", "will "), said(f"protect {SHOWN[view]}"), said(" of all crimes."))
    came = replace(found(with_open_words(), [edit("w", author="US")], chain(opens("a"), *runs)), view=view)
    made = all_taken(came)
    assert text(made, "a") == OPEN.replace("We ", "We will ")
    assert made.draft.spots["a"].paragraph.text.alternatives == came.base.spots["a"].paragraph.text.alternatives
    assert text(home(came, w=BRACKETED), "a") == OPEN.replace("We ", "We [will - US] ")


@pytest.mark.parametrize("view", [UNATTRIBUTED, BASE, PARTY])
@pytest.mark.parametrize("cut", [False, True])
def test_words_that_are_open_are_not_taken_where_nobody_s_name_stands(view: View, cut: bool) -> None:
    shown = SHOWN[view]
    inside = (said(shown[:4]), ins("w", "x"), said(shown[4:])) if cut else (out("w", shown), ins("w", "people"))
    came = found(
        with_open_words(),
        [edit("w", author="US")],
        chain(opens("a"), said("We protect "), *inside, said(" of all crimes.")),
    )
    left(all_taken(replace(came, view=view)), "w", "Words were changed that are open")


def test_words_that_are_open_are_bracketed_by_the_words_of_the_view() -> None:
    runs = (said("We protect "), out("w", "victims"), ins("w", "people"), said(" of all crimes."))
    came = replace(found(with_open_words(), [edit("w", author="US")], chain(opens("a"), *runs)), view=BASE)
    assert text(home(came, w=BRACKETED), "a") == "We protect [victims / survivors - EU / people - US] of all crimes."


def test_what_a_view_does_not_show_stays_between_what_it_shows() -> None:
    base = acts.propose_words(start(), "a", "We protect all victims of all crimes.", Stand(by=("EU",)))
    runs = (said("We protect "), ins("w", "women and "), said("victims of all crimes."))
    came = replace(found(base, [edit("w")], chain(opens("a"), *runs)), view=BASE)
    assert text(all_taken(came), "a") == "We protect [all - EU] women and victims of all crimes."
    ways: tuple[tuple[tuple[FoundRun, ...], str], ...] = (
        ((out("w", "We protect "), said("victims of all crimes.")), "[all - EU] victims of all crimes."),
        ((said("We protect "), out("w", "victims of all crimes.")), "We protect [all - EU]"),
    )
    for around, now in ways:
        came = replace(found(base, [edit("w")], chain(opens("a"), *around)), view=BASE)
        assert text(all_taken(came), "a") == now
    runs = (said("We "), out("w", "protect victims "), said("of all crimes."))
    came = replace(found(base, [edit("w")], chain(opens("a"), *runs)), view=BASE)
    left(all_taken(came), "w", "Words were changed that are open")


def test_what_is_open_may_come_back_in_several_runs() -> None:
    runs = (said("We"), said(" "), ins("w", "will "), said("protect vic"), said("tim"), said("s of all crimes."))
    came = replace(found(with_open_words(), [edit("w")], chain(opens("a"), *runs)), view=BASE)
    assert text(all_taken(came), "a") == OPEN.replace("We ", "We will ")


def test_a_paragraph_of_which_the_file_shows_other_words_is_only_taken_out() -> None:
    came = found(start(), [edit("w")], chain(opens("a"), said("Something "), out("w", "else"), ins("w", " now")))
    left(all_taken(came), "w", "Words were changed that are open")
    came = found(start(), [edit("w")], chain(opens("a", deleted="w"), out("w", "Something else")))
    assert "a" not in all_taken(came).draft.spots


def test_blank_space_that_the_file_has_otherwise_is_no_other_wording() -> None:
    runs = (said("We  protect victims of all"), ins("w", " serious"), said(" crimes."))
    came = found(start(), [edit("w")], chain(opens("a"), *runs))
    assert text(all_taken(came), "a") == "We  protect victims of all serious crimes."


# Titles, numbers


def test_titles_and_numbers_that_can_not_be_are_refused() -> None:
    came = found(
        start(),
        [edit("t", K.TITLE, "justice", now=" "), edit("n", K.NUMBER, "c"), edit("m", K.NUMBER, "c")],
        numbers={"n": "x y", "m": "7"},
    )
    made = all_taken(came)
    left(made, "t", "A part needs a title.")
    left(made, "n", "can't be a paragraph's number")
    assert made.draft.spots["c"].paragraph.number == "7"


def test_words_with_a_bracket_that_nobody_can_read_are_not_agreed() -> None:
    base = edits.reword(start(), CORPUS, "o", "We [build trust.")
    came = found(base, [edit("s", K.STATUS, "o")], statuses={"s": FoundStatus(Status.AD_REF)})
    left(all_taken(came), "s", "square brackets")


def test_a_status_that_is_no_agreement_is_taken() -> None:
    came = found(start(), [edit("s", K.STATUS, "c")], statuses={"s": FoundStatus(Status.PENDING, "China")})
    made = all_taken(came).draft.spots["c"].paragraph
    assert (made.status, made.pending) == (Status.PENDING, "China")


def test_what_is_cited_is_no_longer_set_aside() -> None:
    base = edits.set_aside(start(), ["SO 9"], "Not ours.")
    came = found(base, [edit("l", K.SOURCE, "c")], links={"l": FoundLinks((), ("SO 9", "NO 2(a)"))})
    made = all_taken(came).draft
    assert made.spots["c"].paragraph.sources == ("NO 2(a)", "SO 9")
    assert not made.set_aside


def test_an_agreed_paragraph_that_is_taken_out_is_said() -> None:
    base = edits.set_status(start(), "c", Status.AD_REF)
    came = found(base, [edit("d", K.DELETED, "c")], chain(opens("c", deleted="d"), out("d", "We share data.")))
    assert all_taken(came).remarks == ("OP3 was agreed ad referendum; it was taken out.",)


def test_an_agreed_paragraph_that_was_joined_with_another_is_said() -> None:
    base = edits.set_status(start(), "c", Status.AD_REF)
    came = found(
        base,
        [edit("j", K.JOINED, "c")],
        chain(opens("a"), said("We protect victims of all crimes."), opens("c", deleted="j"), said(" We share data.")),
    )
    assert all_taken(came).remarks == ("OP3 was agreed ad referendum; it came back as a part of OP1.",)


def test_an_agreed_paragraph_whose_tag_was_changed_is_said() -> None:
    base = edits.set_status(start(), "c", Status.AD_REF)
    came = found(base, [edit("s", K.STATUS, "c")], statuses={"s": FoundStatus(Status.OPEN)})
    assert all_taken(came).remarks == ("OP3 was agreed ad referendum; it is open now.",)


def test_what_was_deleted_in_the_room_and_changed_at_home_is_proposed_for_deletion() -> None:
    base = numbering.freeze(start())
    came = found(base, [edit("d", K.DELETED, "c")], chain(opens("c", deleted="d"), out("d", "We share data.")))
    made = home(came, edits.reword(base, CORPUS, "c", "We share all data."), d=TAKEN)
    assert text(made, "c") == "We share all data."
    assert made.draft.spots["c"].paragraph.deletion.by == ("EU",)
    assert [contest.what for contest in made.contested] == ["The room took it out"]


def test_links_are_judged_by_the_words_of_both_sides() -> None:
    base = edits.reword(start(), CORPUS, "c", "Share some data")
    came = found(base, [edit("w")], chain(opens("c"), said("Share some data"), ins("w", ".")))
    ours = edits.reword(base, CORPUS, "c", "Share data")
    made = home(came, ours, w=TAKEN).draft.spots["c"].paragraph
    assert (made.written, made.links[0].treatment) == ("Share data.", Treatment.VERBATIM)


def test_the_same_file_taken_twice_gives_new_paragraphs_no_other_numbers() -> None:
    base = numbering.freeze(start())
    came = found(
        base,
        [edit("n", K.NEW, "n1")],
        chain(opens("n1", "n"), ins("n", "We help.")),
        moves={"n": FoundMove("justice", "a")},
    )
    once = all_taken(came).draft
    assert once.spots["n1"].paragraph.number == "1 bis"
    assert all_taken(came, once).draft == once


def test_a_paragraph_of_which_only_the_beginning_was_cut_off_goes_on_behind_the_cut() -> None:
    came = found(
        start(),
        [edit("s")],
        chain(opens("a"), out("s", "We "), opens("n", "s"), FoundRun("protect victims of all crimes.")),
    )
    made = all_taken(came).draft
    assert made.spots["a"].paragraph.written == "protect victims of all crimes."
    assert "n" not in made.spots


def test_words_typed_into_the_first_paragraph_that_went_stay_with_its_id() -> None:
    came = found(
        start(),
        [edit("d", K.DELETED, "a"), edit("w", author="US")],
        chain(opens("a", deleted="d"), out("d", "We protect victims"), ins("w", "Nobody"), out("d", " of all crimes.")),
    )
    assert all_taken(came).draft.spots["a"].paragraph.written == "Nobody"
