"""What is taken home of a room's edits, bracketed or left."""

from dataclasses import replace

import pytest

from drafter.draft import edits, numbering, tree
from drafter.draft.draft import Draft, Link, Outcome, Paragraph, Proposal, ProposalKind, Status, Treatment
from drafter.draft.text import Stand
from drafter.intake.room_edits.room_edit import Decision, Found, FoundLinks, FoundMove, FoundStatus, RoomEditKind
from drafter.negotiation import acts
from drafter.negotiation.merge import Contest
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


def ids(made: Draft) -> list[str]:
    return list(made.spots)


def text(made: Draft, id: str) -> str:
    return made.spots[id].paragraph.written


def with_status(made: Draft, id: str, status: Status) -> Draft:
    return tree.change(made, id, lambda each: replace(each, status=status))


IN_A = chain(opens("a"), said("We protect "), ins("e1", "all "), out("e2", "victims"), ins("e2", "survivors"),
             said(" of all crimes."))  # fmt: skip


def in_a(base: Draft | None = None, author: str = "Group of 77") -> Found:
    return found(base or start(), [edit("e1"), edit("e2", author=author)], IN_A)


# Words


@pytest.mark.parametrize(
    ("decisions", "words"),
    [
        ({"e1": TAKEN, "e2": TAKEN}, "We protect all survivors of all crimes."),
        ({"e1": TAKEN}, "We protect all victims of all crimes."),
        ({"e2": TAKEN}, "We protect survivors of all crimes."),
    ],
)
def test_words_are_taken_to_the_letter(decisions: dict[str, Decision], words: str) -> None:
    made = home(in_a(), None, **decisions)
    assert text(made.draft, "a") == words
    assert made.done == {"e1": LEFT, "e2": LEFT} | decisions
    assert not made.remarks and not made.contested


def test_what_is_left_changes_nothing() -> None:
    base = start()
    ours = edits.reword(base, CORPUS, "c", "We share all data.")
    made = home(in_a(base), ours)
    assert made.draft is ours
    assert made.done == {"e1": LEFT, "e2": LEFT}


def test_what_was_changed_at_home_stays() -> None:
    base = start()
    ours = edits.reword(base, CORPUS, "a", "We protect victims of all crimes everywhere.")
    ours = edits.reword(ours, CORPUS, "c", "We share all data.")
    made = home(in_a(base), ours, e1=TAKEN)
    assert text(made.draft, "c") == "We share all data."
    assert text(made.draft, "a") == "We protect all victims of all crimes everywhere."
    assert not made.contested


def test_words_that_both_changed_are_the_drafts_and_the_authors_proposal() -> None:
    base = start()
    ours = edits.reword(base, CORPUS, "a", "We protect witnesses of all crimes.")
    made = home(in_a(base), ours, e2=TAKEN)
    assert text(made.draft, "a") == "We protect [witnesses / survivors - G77] of all crimes."
    assert made.contested == (Contest("a", "text"),)
    assert made.done["e2"] is BRACKETED
    assert not made.remarks


def test_what_nobody_is_named_for_stands_with_both_sides_names_where_both_changed_it() -> None:
    base = start()
    ours = edits.reword(base, CORPUS, "a", "We protect witnesses of all crimes.")
    made = home(in_a(base, author=""), ours, e2=TAKEN)
    assert text(made.draft, "a") == "We protect [victims / witnesses - Our text / survivors - The room] of all crimes."
    assert made.draft.spots["a"].paragraph.status is Status.BRACKETED


def test_words_are_bracketed_under_their_authors_names() -> None:
    made = home(in_a(), e1=BRACKETED, e2=BRACKETED)
    assert text(made.draft, "a") == "We protect [all - EU] [victims / survivors - G77] of all crimes."
    options = [each for run in made.draft.spots["a"].paragraph.text.alternatives for each in run.options if each.by]
    assert {option.date for option in options} == {"2026-05-01"}


def test_one_is_taken_and_another_bracketed() -> None:
    made = home(in_a(), e1=TAKEN, e2=BRACKETED)
    assert text(made.draft, "a") == "We protect all [victims / survivors - G77] of all crimes."


def test_an_author_who_is_no_party_stands_as_typed() -> None:
    assert "survivors - Norway" in text(home(in_a(author="Norway"), e2=BRACKETED).draft, "a")


@pytest.mark.parametrize(
    ("author", "why"), [("", "Nobody knows who made it"), ("jane", "can't name a party"), ("J [x]", "can't name")]
)
def test_an_author_who_can_be_no_party_can_not_be_bracketed(author: str, why: str) -> None:
    made = home(in_a(author=author), e1=TAKEN, e2=BRACKETED)
    assert text(made.draft, "a") == "We protect all victims of all crimes."
    assert made.done == {"e1": TAKEN, "e2": LEFT}
    assert why in made.remarks[0]


def test_edits_of_one_party_are_one_wish() -> None:
    made = home(in_a(author="EU"), e1=BRACKETED, e2=BRACKETED)
    assert made.draft.spots["a"].paragraph.text.parties == ("EU",)
    view = made.draft.spots["a"].paragraph.text.alternatives[0].of(("EU",))
    assert view.text.base.strip() == "all survivors"


def test_what_a_party_proposed_before_stays_beside_its_edit() -> None:
    base = start()
    base = acts.propose_words(base, "a", "We protect victims of all serious crimes.", Stand(by=("G77",)))
    written = base.spots["a"].paragraph.written
    assert written == "We protect victims of all [serious - G77] crimes."
    made = found(
        base,
        [edit("e2", author="Group of 77")],
        chain(opens("a"), said("We protect "), out("e2", "victims"), ins("e2", "survivors"), said(written[18:])),
    )
    assert text(home(made, e2=BRACKETED).draft, "a") == (
        "We protect [victims / survivors - G77] of all [serious - G77] crimes."
    )
    assert text(home(made, e2=TAKEN).draft, "a") == "We protect survivors of all [serious - G77] crimes."


def test_what_only_changes_words_that_are_left_can_not_be_bracketed() -> None:
    made = found(
        start(),
        [edit("e1"), edit("e2", author="US")],
        chain(opens("a"), said("We protect "), ins("e1", "all ", deleted="e2"), said("victims of all crimes.")),
    )
    came = home(made, e2=BRACKETED)
    assert came.done["e2"] is LEFT
    assert "It only changes what isn't taken." in came.remarks[0]
    assert text(home(made, e1=TAKEN, e2=BRACKETED).draft, "a") == "We protect [all; US delete] victims of all crimes."
    assert text(home(made, e1=TAKEN, e2=TAKEN).draft, "a") == "We protect victims of all crimes."


# Brackets that were typed


def typed(base: Draft, words: str) -> Found:
    return found(
        base,
        [edit("e1", author="Secretariat")],
        chain(opens("a"), said("We protect "), out("e1", "victims"), ins("e1", words), said(" of all crimes.")),
    )


def test_brackets_that_were_typed_are_alternatives() -> None:
    made = home(typed(start(), "[victims / survivors - European Union]"), e1=TAKEN)
    stored = made.draft.spots["a"].paragraph
    assert stored.written == "We protect [victims / survivors - EU] of all crimes."
    assert stored.text.alternatives[0].options[1].date == "2026-05-01"


def test_named_alternatives_that_are_bracketed_are_united_and_not_nested() -> None:
    made = home(typed(start(), "[victims / survivors - European Union]"), e1=BRACKETED)
    assert text(made.draft, "a") == "We protect [victims / survivors - EU] of all crimes."
    assert made.done["e1"] is BRACKETED


def test_named_alternatives_join_those_that_are_there() -> None:
    base = start()
    ours = acts.propose_words(base, "a", "We protect witnesses of all crimes.", Stand(by=("US",)))
    made = home(typed(base, "[victims / survivors - European Union]"), ours, e1=BRACKETED)
    assert text(made.draft, "a") == "We protect [victims / witnesses - US / survivors - EU] of all crimes."


def test_words_around_typed_alternatives_are_their_authors() -> None:
    made = found(
        start(),
        [edit("e1", author="Secretariat")],
        chain(opens("a"), said("We "), ins("e1", "will "), said("protect "), out("e1", "victims"),
              ins("e1", "[victims / survivors - European Union]"), said(" of all crimes.")),
    )  # fmt: skip
    written = "We [will - Secretariat] protect [victims / survivors - EU] of all crimes."
    assert text(home(made, e1=BRACKETED).draft, "a") == written


def test_alternatives_that_were_there_keep_their_ids() -> None:
    base = acts.propose_words(start(), "a", "We protect witnesses of all crimes.", Stand(by=("US",), date="2026-01-01"))
    was = base.spots["a"].paragraph.text.alternatives[0]
    made = found(
        base,
        [edit("e1")],
        chain(opens("a"), said("We "), ins("e1", "will "), said("protect [victims / witnesses - US] of all crimes.")),
    )
    now = home(made, e1=TAKEN).draft.spots["a"].paragraph.text
    assert now.written == "We will protect [victims / witnesses - US] of all crimes."
    assert now.alternatives == (was,)


# Agreed paragraphs


@pytest.mark.parametrize("decision", [TAKEN, BRACKETED])
def test_an_agreed_paragraph_that_came_back_changed_is_reopened_and_said(decision: Decision) -> None:
    base = with_status(start(), "a", Status.AD_REF)
    made = home(in_a(base), e1=decision)
    assert made.draft.spots["a"].paragraph.status is Status.REOPENED
    assert made.remarks == ("OP1 was agreed ad referendum; it came back changed and is reopened.",)


# New, deleted, split, joined


def new_after_a(author: str = "European Union") -> Found:
    return found(
        start(),
        [edit("n", K.NEW, "p-new", author=author), edit("m", K.NEW, "p-next", author="US")],
        chain(opens("p-new", inserted="n"), ins("n", "We help.")),
        chain(opens("p-next", inserted="m"), ins("m", "We hope.")),
        moves={"n": FoundMove("justice", "a"), "m": FoundMove("justice", "p-new")},
    )


def test_new_paragraphs_have_their_ids_and_places() -> None:
    made = all_taken(new_after_a()).draft
    assert ids(made) == ["pp", "a", "p-new", "p-next", "b", "b1", "b2", "c", "o"]
    assert text(made, "p-next") == "We hope."


def test_a_new_paragraph_behind_one_that_is_left_stands_behind_what_that_followed() -> None:
    assert ids(home(new_after_a(), m=TAKEN).draft)[:3] == ["pp", "a", "p-next"]


def test_a_new_paragraph_is_bracketed_as_proposed() -> None:
    made = home(new_after_a(), n=BRACKETED, m=BRACKETED).draft
    (a, first, second) = made.part_by_id["justice"].paragraphs[:3]
    assert (a.id, first.wording, second.wording) == ("a", "We help.", "We hope.")
    assert first.proposed.by == ("EU",) and second.proposed.by == ("US",)


def test_the_same_new_paragraph_of_two_is_one_proposal() -> None:
    came = found(
        start(),
        [edit("n", K.NEW, "p-1"), edit("m", K.NEW, "p-2", author="US")],
        chain(opens("p-1", inserted="n"), ins("n", "We help.")),
        chain(opens("p-2", inserted="m"), ins("m", "We help.")),
        moves={"n": FoundMove("justice", "a"), "m": FoundMove("justice", "a")},
    )
    made = home(came, n=BRACKETED, m=BRACKETED).draft
    assert [each.wording for each in made.part_by_id["justice"].paragraphs[:3]] == [
        "We protect victims of all crimes.", "We help.", "We train:"
    ]  # fmt: skip
    assert made.part_by_id["justice"].paragraphs[1].proposed.by == ("EU", "US")


def deleted(id: str, words: str, base: Draft | None = None, author: str = "US") -> Found:
    return found(
        base or start(), [edit("d", K.DELETED, id, author=author)], chain(opens(id, deleted="d"), out("d", words))
    )


def test_a_deleted_paragraph_is_taken_out() -> None:
    made = home(deleted("c", "We share data."), d=TAKEN)
    assert "c" not in made.draft.spots


def test_a_deleted_paragraph_keeps_its_number_where_numbers_are_frozen() -> None:
    base = numbering.freeze(start())
    made = home(deleted("c", "We share data.", base), d=TAKEN).draft
    assert made.spots["c"].paragraph == Paragraph("c", status=Status.DELETED, number="3")


def test_what_stood_under_a_deleted_paragraph_stays() -> None:
    made = home(deleted("b", "We train:"), d=TAKEN).draft
    assert ids(made) == ["pp", "a", "b1", "b2", "c", "o"]
    assert made.spots["b1"].container == "a"
    frozen = home(deleted("b", "We train:", numbering.freeze(start())), d=TAKEN).draft
    assert frozen.spots["b"].paragraph.deleted and set(frozen.standing) == set(frozen.spots) - {"b"}


def test_a_deletion_is_bracketed_as_proposed() -> None:
    made = home(deleted("c", "We share data."), d=BRACKETED).draft
    assert made.spots["c"].paragraph.deletion.by == ("US",)


def test_a_deletion_of_what_is_only_proposed_opposes_or_withdraws_it() -> None:
    base = acts.propose_paragraph(start(), "We help.", "a", Stand(by=("US",)))
    new = base.part_by_id["justice"].paragraphs[1].id
    made = home(deleted(new, "We help.", base, "EU"), d=BRACKETED).draft
    assert made.spots[new].paragraph.proposed.opposed_by == ("EU",)
    made = home(deleted(new, "We help.", base, "US"), d=BRACKETED).draft
    assert new not in made.spots
    assert made.settled[0].outcome is Outcome.WITHDRAWN
    made = home(deleted(new, "We help.", base, "US"), d=TAKEN).draft
    assert new not in made.spots
    assert made.settled[0].outcome is Outcome.DROPPED


def cut() -> Found:
    base = edits.cite(start(), "a", "SO 7(b)", Treatment.MERGED)
    base = edits.reword(base, CORPUS, "b", "Protect victims of crimes. Share data openly:")
    base = edits.annotate(edits.cite(edits.cite(base, "b", "SO 7(b)"), "b", "NO 2(a)"), "b", "Ours.")
    return found(
        base,
        [edit("s", K.SPLIT, "b", ref="OP2")],
        chain(
            opens("b"), said("Protect victims of crimes."), opens("p-new", inserted="s"), said(" Share data openly:")
        ),
    )


def test_a_split_paragraph_halves_its_links() -> None:
    came = cut()
    made = home(came, s=TAKEN).draft
    assert ids(made) == ["pp", "a", "b", "p-new", "b1", "b2", "c", "o"]
    assert (text(made, "b"), text(made, "p-new")) == ("Protect victims of crimes.", "Share data openly:")
    assert made.spots["b"].paragraph.sources == ("SO 7(b)",)
    assert made.spots["p-new"].paragraph.sources == ("NO 2(a)",)
    assert (made.spots["b"].paragraph.note, made.spots["p-new"].paragraph.note) == ("", "Ours.")
    assert made == edits.split(came.base, CORPUS, "b", 26, "p-new")


def test_a_split_is_bracketed_as_an_amendment_and_an_addition() -> None:
    made = home(cut(), s=BRACKETED).draft
    assert text(made, "b") == "Protect victims of crimes. [Share data openly:; EU delete]"
    new = made.part_by_id["justice"].paragraphs[2]
    assert (new.wording, new.proposed.by) == ("Share data openly:", ("EU",))


def joined() -> Found:
    return found(
        start(),
        [edit("j", K.JOINED, "a")],
        chain(opens("a"), said("We protect victims of all crimes."), opens("c", deleted="j"), ins("j", " "),
              said("We share data.")),
    )  # fmt: skip


def test_joined_paragraphs_unite_their_links() -> None:
    came = joined()
    made = home(came, j=TAKEN).draft
    assert text(made, "a") == "We protect victims of all crimes. We share data."
    assert made.spots["a"].paragraph.sources == ("NO 1(b)", "NO 2(a)")
    assert made == edits.merge(came.base, ["a", "c"])


def test_a_join_is_bracketed_as_an_amendment_and_a_deletion() -> None:
    made = home(joined(), j=BRACKETED).draft
    assert text(made, "a") == "We protect victims of all crimes. [We share data. - EU]"
    assert made.spots["c"].paragraph.deletion.by == ("EU",)


# Places, numbers, statuses, links, comments, titles


def test_a_move_is_taken_or_proposed() -> None:
    came = found(start(), [edit("m", K.MOVED, "c", author="US")], moves={"m": FoundMove("justice", "")})
    assert ids(home(came, m=TAKEN).draft)[:3] == ["pp", "c", "a"]
    made = home(came, m=BRACKETED).draft
    assert made.spots["c"].paragraph.proposals == (
        Proposal(id=made.spots["c"].paragraph.proposals[0].id, kind=ProposalKind.MOVE, target="justice", by=("US",),
                 date="2026-05-01"),
    )  # fmt: skip


def test_statuses_are_taken() -> None:
    came = found(
        start(),
        [edit("s", K.STATUS, "c")],
        statuses={"s": FoundStatus(Status.AD_REF, "", "2026-05-01", "third informals")},
    )
    agreed = home(came, s=TAKEN).draft.spots["c"].paragraph
    assert (agreed.status, agreed.agreed_on, agreed.meeting) == (Status.AD_REF, "2026-05-01", "third informals")
    made = home(came, s=BRACKETED)
    assert made.done == {"s": LEFT} and "Only words and paragraphs" in made.remarks[0]


def test_a_status_is_refused_while_something_is_open() -> None:
    base = acts.propose_deletion(start(), "c", Stand(by=("US",)))
    came = found(
        base,
        [edit("s", K.STATUS, "c")],
        statuses={"s": FoundStatus(Status.AD_REF, "", "2026-05-01", "third informals")},
    )
    made = home(came, s=TAKEN)
    assert made.draft == base and made.done == {"s": LEFT} and "can't be agreed" in made.remarks[0]


def test_links_are_changed() -> None:
    came = found(start(), [edit("l", K.SOURCE, "c")], links={"l": FoundLinks(("NO 2(a)",), ("SO 9",))})
    assert home(came, l=TAKEN).draft.spots["c"].paragraph.links == (Link("SO 9", Treatment.ADAPTED),)


def test_a_link_to_nothing_is_refused() -> None:
    came = found(start(), [edit("l", K.SOURCE, "c")], links={"l": FoundLinks((), ("AP 1",))})
    made = home(came, l=TAKEN)
    assert made.done == {"l": LEFT} and "There is no recommendation AP 1." in made.remarks[0]


def test_a_comment_is_a_line_of_the_note_once() -> None:
    came = found(edits.annotate(start(), "c", "Ours."), [edit("k", K.COMMENT, "c", "US", now="Why?")])
    made = home(came, k=TAKEN).draft
    assert made.spots["c"].paragraph.note == "Ours.\nUS, 2026-05-01: Why?"
    assert home(replace(came, base=made), k=TAKEN).draft == made


def test_numbers_and_titles_are_changed() -> None:
    base = numbering.freeze(start())
    came = found(
        base,
        [
            edit("n", K.NUMBER, "c", now="OP2 bis"),
            edit("t", K.TITLE, "justice", was="On justice", now="Justice"),
            edit("f", K.TITLE, "", was="Draft declaration", now="Draft declaration of the room"),
        ],
        numbers={"n": "2 bis"},
        fronts={"f": "title"},
    )
    made = all_taken(came).draft
    assert made.spots["c"].paragraph.number == "2 bis"
    assert made.part_by_id["justice"].title == "Justice"
    assert made.front.title == "Draft declaration of the room"


@pytest.mark.parametrize(
    ("decision", "texts"),
    [
        (LEFT, ["We protect", "victims of all crimes."]),
        (TAKEN, ["We protect", "We help.", "victims of all crimes."]),
    ],
)
def test_a_blank_that_a_comparison_found_amid_a_sentence_that_came_is_the_paragraph_s_own(
    decision: Decision, texts: list[str]
) -> None:
    """One blank is as good as another; without the new paragraph, it stands where the first one ends."""
    came = found(
        start(),
        [edit("n", K.NEW, "p-new", author=""), edit("s", K.SPLIT, "a")],
        chain(opens("a"), said("We protect"), opens("p-new", inserted="n"), ins("n", "We"), said(" "),
              ins("n", "help."), opens("p-rest", inserted="s"), said("victims of all crimes.")),
    )  # fmt: skip
    made = home(came, s=TAKEN, n=decision)
    assert [each.written for each in (spot.paragraph for spot in made.draft.spots.values())][1:4][: len(texts)] == texts
    assert not made.remarks
