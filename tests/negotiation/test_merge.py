"""Merging two versions of a draft: what each case gives, one by one. Whatever else may happen: test_merge_any."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from drafter.draft import edits, numbering, tree
from drafter.draft.draft import Draft, Front, Link, Paragraph, ProposalKind, SetAside, Status, Treatment
from drafter.draft.text import Position, Stand, View, ViewKind
from drafter.draft.tree import Place
from drafter.errors import EditRefused
from drafter.negotiation import acts, settling
from drafter.negotiation.merge import Contest, merge
from drafter.negotiation.paragraph_merge import merged_lines, merged_order
from drafter.negotiation.proposals import points_of
from tests.builders import corpus, draft, paragraph

CORPUS = corpus()
NAMES = ("EU", "G77")
LONG = "We will protect the victims of all crimes and train judges in every country"

BASE = edits.set_aside(
    draft(
        paragraph("a", LONG + ".", "NO 1(b)"),
        paragraph("b", "We train:", children=(paragraph("b1", "judges;"), paragraph("b2", "prosecutors."))),
        paragraph("c", "We share data."),
        other=(paragraph("o", "We build trust."),),
    ),
    ["SO 9"],
    "Not ours.",
)


def reworded(made: Draft, id: str, text: str) -> Draft:
    return edits.reword(made, CORPUS, id, text)


def merged(one: Draft, two: Draft, base: Draft = BASE) -> Draft:
    return merge(base, one, two, NAMES).draft


def one(made: Draft, id: str) -> Paragraph:
    return made.spots[id].paragraph


def order(made: Draft) -> list[str]:
    return [f"{spot.container}/{id}" for id, spot in made.spots.items()]


@pytest.mark.parametrize(
    ("mine", "yours", "both"),
    [
        ("Ours.", "Theirs.", f"[{LONG}. / Ours. - EU / Theirs. - G77]"),
        (f"{LONG} now.", f"{LONG} soon.", f"{LONG} [now - EU / soon - G77 / No text]."),
        (f"Today {LONG}.", f"{LONG} soon.", f"[Today - EU] {LONG} [soon - G77]."),
        (f"{LONG} and here.", f"{LONG} and all here.", f"{LONG} [and here - EU / and all here - G77 / No text]."),
        (f"Some {LONG}.", f"{LONG[:-8]}.", f"[Some - EU] {LONG[:-8]} [country; G77 delete]."),
        (f"] {LONG} now.", f"] {LONG} then.", f"] {LONG} [now - EU / then - G77 / No text]."),
    ],
)
def test_what_both_changed_becomes_alternatives_with_names(mine: str, yours: str, both: str) -> None:
    left, right = reworded(BASE, "a", mine), reworded(BASE, "a", yours)
    result = merge(BASE, left, right, NAMES)
    assert one(result.draft, "a").written == both
    assert one(result.draft, "a").status is Status.BRACKETED
    assert result.contested == (Contest("a", "text"),)
    assert merged(result.draft, right) == merged(left, result.draft) == result.draft


def test_what_each_side_decided_is_the_drafts_own_unless_both_wrote_over_the_same_words() -> None:
    mine, yours = reworded(BASE, "a", f"Today {LONG}."), reworded(BASE, "a", f"{LONG} soon.")
    merged_draft = merge(BASE, mine, yours, NAMES, decided=True)
    assert one(merged_draft.draft, "a").written == f"Today {LONG} soon."
    assert not merged_draft.contested
    other = reworded(BASE, "a", f"Now {LONG}.")
    assert one(merge(BASE, mine, other, NAMES, decided=True).draft, "a").written == (
        f"[Today - EU / Now - G77 / No text] {LONG}."
    )


def test_words_that_were_agreed_to_are_not_decided_on_by_the_other_side() -> None:
    mine, yours = settling.agree(BASE, "a", Status.AD_REF), reworded(BASE, "a", f"{LONG} soon.")
    for sides, names in (((mine, yours), NAMES), ((yours, mine), NAMES[::-1])):
        made = one(merge(BASE, *sides, names, decided=True).draft, "a")
        assert (made.written, made.status) == (f"{LONG} [soon - G77 / No text - EU retain].", Status.REOPENED)


def test_what_is_proposed_stays_open_beside_what_was_decided() -> None:
    mine = acts.propose_words(BASE, "a", f"{LONG} today.", Stand(by=("US",)))
    yours = reworded(BASE, "a", f"{LONG[:-7]}region.")
    made = one(merge(BASE, mine, yours, NAMES, decided=True).draft, "a")
    assert made.written == f"{LONG[:-7]}region [today - US]."


def test_the_names_go_with_their_sides_and_lose_the_brackets_own_signs() -> None:
    result = merge(BASE, reworded(BASE, "c", "Ours."), reworded(BASE, "c", "Theirs."), ("G77 [and/or] China", "EU"))
    assert one(result.draft, "c").written == "[We share data. / Theirs. - EU / Ours. - G77 and or China]"


@pytest.mark.parametrize("names", [("EU", "EU"), ("", "EU"), ("[", "EU"), ("EU", "EU/")])
def test_names_that_cannot_be_told_apart_are_refused(names: tuple[str, str]) -> None:
    with pytest.raises(EditRefused, match="names"):
        merge(BASE, BASE, BASE, names)


def test_different_drafts_are_refused() -> None:
    with pytest.raises(EditRefused, match="different drafts"):
        merge(BASE, BASE, replace(BASE, id="d-2"))
    with pytest.raises(EditRefused, match="“justice” is a part in one version and a paragraph in another"):
        merge(BASE, BASE, edits.add(replace(BASE, parts=BASE.parts[:1]), "x", "justice", Place("preamble")))


def test_edits_to_different_paragraphs_and_fields_are_all_taken() -> None:
    mine = edits.annotate(edits.add(reworded(BASE, "a", "A."), "New.", "n", Place("justice", 1)), "o", "Ask.")
    yours = edits.set_status(tree.move(reworded(BASE, "c", "C."), ["o"], Place("justice", 0)), "b", Status.AD_REF)
    result = merge(BASE, mine, yours)
    assert not result.contested
    assert order(result.draft) == ["justice/o", "justice/a", "justice/n", "justice/b", "b/b1", "b/b2", "justice/c"]
    assert [one(result.draft, id).written for id in "ac"] == ["A.", "C."]
    assert (one(result.draft, "o").note, one(result.draft, "b").status) == ("Ask.", Status.AD_REF)


def test_what_one_side_took_out_and_the_other_left_alone_is_gone() -> None:
    assert "b1" not in merged(edits.remove(BASE, ["b"]), reworded(BASE, "a", "A.")).spots


def test_what_one_side_took_out_and_the_other_changed_is_proposed_for_deletion() -> None:
    result = merge(
        BASE, edits.remove(BASE, ["c"]), edits.set_status(reworded(BASE, "c", "C."), "c", Status.AD_REF), NAMES
    )
    assert (one(result.draft, "c").written, one(result.draft, "c").deletion.by) == ("C.", ("EU",))
    assert one(result.draft, "c").note == "G77: agreed ad referendum"
    assert result.contested == (Contest("c", "EU took it out"),)
    assert merged(edits.remove(BASE, ["c"]), result.draft) == result.draft
    assert one(merged(tree.move(BASE, ["c"], Place("other")), edits.remove(BASE, ["c"])), "c").deletion.by == ("G77",)


def test_a_paragraph_that_was_taken_out_stays_where_the_other_side_put_something_under_it() -> None:
    result = merged(edits.remove(BASE, ["b"]), edits.add(BASE, "police;", "b3", Place("b")))
    assert (one(result, "b").written, one(result, "b").deletion.by) == ("We train:", ("EU",))
    assert [child.id for child in one(result, "b").children] == ["b3"]


def test_words_that_one_side_agreed_to_and_the_other_changed_are_not_agreed() -> None:
    agreed = edits.set_status(BASE, "c", Status.AD_REF)
    result = merge(BASE, agreed, reworded(BASE, "c", "We hide data."), NAMES)
    assert one(result.draft, "c").written == "We [share - EU retain / hide - G77] data."
    assert one(result.draft, "c").status is Status.REOPENED
    assert one(result.draft, "c").note == "EU: agreed ad referendum"
    assert merged(agreed, BASE) == agreed


def amended(made: Draft, id: str, text: str) -> Draft:
    return acts.propose_words(made, id, text, Stand(by=("JP",)))


AGREED = "agreed in informals on 2026-03-02, First informals"


@pytest.mark.parametrize(
    ("change", "contested"),
    [
        (lambda made: amended(made, "c", "We share open data."), ("text", f"EU {AGREED}")),
        (lambda made: acts.propose_deletion(made, "c", Stand(by=("JP",))), (f"EU {AGREED}",)),
    ],
)
def test_an_agreement_ends_with_what_the_other_side_proposed_and_is_told(
    change: Callable[[Draft], Draft], contested: tuple[str, ...]
) -> None:
    agreed = settling.agree(BASE, "c", Status.INFORMALS, "2026-03-02", "First informals")
    result = merge(BASE, agreed, change(BASE), NAMES)
    now = one(result.draft, "c")
    assert (now.status, now.agreed_on, now.meeting, now.note) == (Status.REOPENED, "", "", f"EU: {AGREED}")
    assert result.contested == tuple(Contest("c", what) for what in contested)
    assert merge(BASE, change(BASE), agreed, NAMES[::-1]) == result
    assert merge(agreed, result.draft, agreed, NAMES).draft == result.draft


def test_an_agreement_to_a_chosen_option_ends_where_the_other_side_amended_it() -> None:
    base = amended(BASE, "c", "We share open data.")
    chosen = settling.choose(base, CORPUS, next(points_of("c", one(base, "c"))).id, 2)
    agreed = settling.agree(chosen, "c", Status.AD_REF)
    result = merge(base, agreed, acts.propose_words(base, "c", "We gladly share data.", Stand(by=("CN",))), NAMES)
    assert one(result.draft, "c").written == "We [gladly - CN] share open data."
    assert one(result.draft, "c").status is Status.REOPENED
    assert result.contested == (Contest("c", "EU agreed ad referendum"),)
    unopposed = merge(base, agreed, edits.annotate(base, "c", "Noted."), NAMES)
    assert (one(unopposed.draft, "c").status, unopposed.contested) == (Status.AD_REF, ())


def test_what_is_agreed_and_taken_out_is_no_longer_agreed_and_told() -> None:
    agreed = settling.agree(BASE, "c", Status.INFORMALS, "2026-03-02", "First informals")
    now = one(merged(agreed, edits.remove(BASE, ["c"])), "c")
    assert (now.status, now.agreed_on, now.meeting, now.note) == (Status.BRACKETED, "", "", f"EU: {AGREED}")


def test_what_one_side_chose_and_the_other_dropped_is_contested() -> None:
    base = amended(BASE, "c", "We share open data.")
    point = next(points_of("c", one(base, "c"))).id
    dropped, chosen = settling.drop(base, CORPUS, point, 2), settling.choose(base, CORPUS, point, 2)
    result = merge(base, dropped, chosen, NAMES)
    assert one(result.draft, "c").written == "We share [open - G77 / No text - EU retain] data."
    assert result.contested == (Contest("c", "text"), Contest("c", "“open” dropped by EU and chosen by G77"))
    assert one(result.draft, "c").note == "“open” dropped by EU and chosen by G77"
    assert merge(base, chosen, dropped, NAMES[::-1]) == result
    assert not merge(base, chosen, chosen, NAMES).contested


def test_a_move_that_one_side_carried_out_and_the_other_dropped_is_contested() -> None:
    base = acts.propose_move(BASE, "c", "a", Stand(by=("JP",)))
    point = next(points_of("c", one(base, "c"))).id
    dropped, moved = settling.drop(base, CORPUS, point, 2), settling.choose(base, CORPUS, point, 2)
    result = merge(base, moved, dropped, NAMES)
    assert result.contested == (Contest("c", "the proposal to move chosen by EU and dropped by G77"),)
    assert one(result.draft, "c").note == "the proposal to move chosen by EU and dropped by G77"
    assert merge(base, dropped, moved, NAMES[::-1]) == result


def test_what_both_sides_know_of_a_proposal_is_taken() -> None:
    base = acts.propose_deletion(BASE, "c", Stand(by=("US",), date="2026-03-02", note="too long"))
    [proposal] = one(base, "c").proposals
    left = acts.take_position(base, proposal.id, "MX", Position.SUPPORT)
    left = acts.propose_move(left, "c", "a", Stand(by=("MX",)))
    right = acts.propose_deletion(base, "c", Stand(by=("JP",), date="2026-03-01", note="unclear"))
    found = {each.kind: each for each in one(merged(left, right, base), "c").proposals}
    assert found.keys() == {ProposalKind.DELETE, ProposalKind.MOVE}
    deletion = found[ProposalKind.DELETE]
    assert (deletion.by, deletion.supported_by, deletion.date) == (("JP", "US"), ("MX",), "2026-03-01")
    assert deletion.note == "too long\nunclear"
    dropped = settling.drop(base, CORPUS, proposal.id)
    assert not one(merged(dropped, acts.propose_move(base, "c", "a", Stand(by=("MX",))), base), "c").deletion
    both = acts.propose_deletion(BASE, "c", Stand(by=("MX",), date="2026-03-02", note="vague"))
    assert one(merged(base, both), "c").deletion == replace(proposal, by=("MX", "US"), note="too long\nvague")


def test_of_two_statuses_the_less_agreed_counts_and_the_other_is_noted() -> None:
    mine, yours = edits.set_status(BASE, "c", Status.AD_REF), edits.set_status(BASE, "c", Status.PENDING, "China")
    result = merge(BASE, mine, yours, NAMES)
    assert (one(result.draft, "c").status, one(result.draft, "c").pending) == (Status.PENDING, "China")
    assert one(result.draft, "c").note == "EU: agreed ad referendum"
    assert result.contested == (Contest("c", "status"),)


@pytest.mark.parametrize(("mine", "yours", "both"), [("EU", "US", "EU and US"), ("EU", "EU", "EU"), ("US", "", "US")])
def test_all_whose_word_is_awaited_are_named(mine: str, yours: str, both: str) -> None:
    base = edits.set_status(BASE, "c", Status.PENDING)
    sides = [edits.set_status(base, "c", Status.PENDING, who) for who in (mine, yours)]
    assert one(merged(sides[0], sides[1], base), "c").pending == both


def test_whose_word_is_awaited_is_told_where_the_merge_brackets_the_text() -> None:
    base = edits.set_status(BASE, "c", Status.PENDING, "US")
    mine, yours = reworded(base, "c", "We shall act."), reworded(base, "c", "We will act.")
    bracketed = one(merged(mine, yours, base), "c")
    assert (bracketed.status, bracketed.pending, bracketed.note) == (Status.BRACKETED, "", "pending US")
    others = edits.set_status(yours, "c", Status.PENDING, "CN")
    assert one(merged(mine, others, base), "c").note == "G77: pending CN\npending US"
    itself = edits.set_status(mine, "c", Status.BRACKETED)
    assert one(merged(itself, others, base), "c").note == "G77: pending CN"
    assert one(merged(itself, yours, base), "c").note == ""


def test_notes_are_put_together_line_by_line() -> None:
    base = edits.annotate(BASE, "c", "old\nkept")
    mine, yours = edits.annotate(base, "c", "kept\nours\nours"), edits.annotate(base, "c", "old\nkept\ntheirs")
    assert sorted(one(merged(mine, yours, base), "c").note.split("\n")) == ["kept", "ours", "ours", "theirs"]
    assert one(merged(edits.annotate(BASE, "c", "x"), edits.annotate(BASE, "c", "y")), "c").note == "x\ny"


def test_of_two_frozen_numbers_one_is_taken_and_the_other_noted() -> None:
    mine, yours = numbering.set_number(BASE, "c", "8"), numbering.set_number(BASE, "c", "7 bis")
    result = merge(BASE, mine, yours, NAMES)
    assert one(result.draft, "c").number == "7 bis"
    assert one(result.draft, "c").note == "EU: number 8"
    assert result.contested == (Contest("c", "number"),)


def links(*found: Link) -> Draft:
    return tree.change(BASE, "c", lambda this: replace(this, links=found))


def test_sources_of_both_sides_are_taken() -> None:
    base = links(Link("NO 1(a)"), Link("NO 2(a)", Treatment.ADAPTED))
    mine = links(Link("NO 2(a)", Treatment.ADAPTED), Link("SO 9"))
    yours = links(Link("NO 1(a)"), Link("NO 2(a)", Treatment.ADAPTED, True, "half"), Link("SO 7(a)"))
    assert one(merged(mine, yours, base), "c").links == (
        Link("NO 2(a)", Treatment.ADAPTED, True, "half"),
        Link("SO 7(a)"),
        Link("SO 9"),
    )
    assert one(merged(links(), links(Link("NO 1(a)", partly=True), Link("NO 1(a)")), base), "c").links == (
        Link("NO 1(a)", partly=True),
        Link("NO 1(a)"),
    )


def test_of_two_treatments_one_is_taken_and_the_other_noted() -> None:
    base = links(Link("SO 9", partly=True, missing="x"))
    mine, yours = links(Link("SO 9", Treatment.MERGED)), links(Link("SO 9", Treatment.ADAPTED, True, "y"))
    result = merge(base, mine, yours, NAMES)
    assert one(result.draft, "c").links == (Link("SO 9", Treatment.ADAPTED, True, "[y - G77; EU delete]"),)
    assert one(result.draft, "c").note == "EU: SO 9 merged"
    assert [contest.what for contest in result.contested] == ["treatment of SO 9"]
    both = merged(links(Link("SO 9", partly=True)), links(Link("SO 9")))
    assert one(both, "c").links == (Link("SO 9", partly=True),)


def test_a_paragraph_that_both_moved_stands_in_one_place_and_the_other_is_noted() -> None:
    mine, yours = tree.move(BASE, ["c"], Place("preamble")), tree.move(BASE, ["c"], Place("b", 0))
    result = merge(BASE, mine, yours, NAMES)
    assert result.draft.spots["c"].container == "b"
    assert one(result.draft, "c").note == "EU: moved it under “Preamble”"
    assert result.contested == (Contest("c", "both moved it"),)
    swapped = merge(BASE, yours, mine, NAMES).draft
    assert swapped.spots["c"].container == "b"
    long = reworded(BASE, "b", "We train everybody who has to do with justice, whoever and wherever they are:")
    mine, yours = tree.move(long, ["c"], Place("b")), tree.move(long, ["c"], Place("a"))
    assert one(merged(mine, yours, long), "c").note.startswith("EU: moved it under “We train everybody who has")
    assert one(merged(mine, yours, long), "c").note.endswith("…”")


def test_paragraphs_that_each_side_moved_under_the_others_go_back() -> None:
    mine, yours = tree.move(BASE, ["a"], Place("c")), tree.move(BASE, ["c"], Place("a"))
    result = merge(BASE, mine, yours, NAMES)
    assert {result.draft.spots[id].container for id in "ac"} == {"justice"}
    assert [contest.what for contest in result.contested] == ["both moved it, each under the other"] * 2


def test_sub_paragraphs_deeper_than_there_are_degrees_are_put_beside() -> None:
    base = draft(
        paragraph("p1", children=(paragraph("p2", children=(paragraph("p3"),)),)),
        paragraph("q1", children=(paragraph("q2", children=(paragraph("q3"),)),)),
        paragraph("r"),
    )
    mine, yours = tree.move(base, ["q1"], Place("p2")), tree.move(base, ["r"], Place("q3"))
    result = merge(base, mine, yours, NAMES)
    assert result.draft.spots["r"].container == "q2"
    assert ("r", "both moved it, deeper than the degrees there are") in [(x.id, x.what) for x in result.contested]


def test_an_order_that_both_changed_is_one_of_the_two() -> None:
    mine, yours = tree.move(BASE, ["c"], Place("justice", 0)), tree.move(BASE, ["a"], Place("justice", 2))
    result = merge(BASE, mine, yours, NAMES)
    assert result.contested == (Contest("justice", "both changed the order"),)
    assert merge(BASE, yours, mine, NAMES).draft == result.draft


def test_parts_are_merged_by_their_fields() -> None:
    first, second, third = BASE.parts
    mine = replace(BASE, parts=(replace(first, title="Ours", takes=("1", "4")), second, third))
    yours = replace(BASE, parts=(replace(first, title="Theirs", takes=("1", "5"), heading=True), third, second))
    result = merge(BASE, mine, yours, NAMES)
    assert [part.id for part in result.draft.parts] == ["preamble", "other", "justice"]
    part = result.draft.parts[0]
    assert (part.title, part.takes, part.heading) == ("[Ours - EU / Theirs - G77]", ("1", "4", "5"), True)
    assert result.contested == (Contest("preamble", "title"),)


def test_parts_that_one_side_has_stay_where_something_was_done_to_them() -> None:
    first, second, third = BASE.parts
    without = replace(BASE, parts=(first, second))
    assert [part.id for part in merged(without, BASE).parts] == ["preamble", "justice"]
    kept = merge(BASE, without, edits.retitle(BASE, "other", "More"), NAMES)
    assert kept.draft.part_by_id["other"].title == "More"
    assert kept.contested == (Contest("other", "EU took it out"),)
    more = replace(BASE, parts=(first, second, third, replace(third, id="new", paragraphs=())))
    assert merged(BASE, more) == more
    turned = [replace(BASE, parts=parts) for parts in ((second, first, third), (first, third, second))]
    both = merge(BASE, turned[0], turned[1], NAMES)
    assert Contest("justice", "both moved the parts") in both.contested


def test_front_matter_and_layout_are_merged() -> None:
    mine = replace(edits.set_front(BASE, Front(place="Vienna", date="1 May")), layout="doha")
    yours = replace(edits.set_front(BASE, Front(place="Kyoto", session="Third")), layout="mine")
    result = merge(BASE, mine, yours, NAMES)
    assert result.draft.front == Front(place="[Vienna - EU / Kyoto - G77]", date="1 May", session="Third")
    assert result.draft.layout == "doha"
    assert [contest.what for contest in result.contested] == ["place", "layout: doha - EU, mine - G77"]


@pytest.mark.parametrize(
    ("mine", "yours", "both"),
    [
        ([SetAside("SO 9", "x")], [SetAside("SO 9", "y")], [SetAside("SO 9", "[x - EU / y - G77]")]),
        ([], [SetAside("SO 9", "y")], [SetAside("SO 9", "[y - G77; EU delete]")]),
        ([SetAside("SO 9", "x")], [], [SetAside("SO 9", "[x - EU; G77 delete]")]),
        ([], list(BASE.set_aside), []),
        (list(BASE.set_aside), [], []),
        ([*BASE.set_aside, SetAside("NO 1(a)", "x")], [SetAside("NO 2(a)", "y")],
         [SetAside("NO 2(a)", "y"), SetAside("NO 1(a)", "x")]),
        ([*BASE.set_aside, SetAside("SO 9", "x")], list(BASE.set_aside), [*BASE.set_aside, SetAside("SO 9", "x")]),
    ],
)  # fmt: skip
def test_reasons_are_merged(mine: list[SetAside], yours: list[SetAside], both: list[SetAside]) -> None:
    assert merged(replace(BASE, set_aside=tuple(mine)), replace(BASE, set_aside=tuple(yours))).set_aside == tuple(both)


def test_what_one_side_took_up_and_the_other_set_aside_is_taken_up_with_the_reason_in_the_note() -> None:
    mine = edits.cite(BASE, "c", "NO 2(a)", Treatment.ADAPTED)
    yours = edits.set_aside(BASE, ["NO 2(a)"], "Too soon.")
    result = merge(BASE, mine, yours, NAMES)
    assert "NO 2(a)" not in result.draft.reasons
    assert one(result.draft, "c").note == "G77: set aside NO 2(a): Too soon."
    assert result.contested == (Contest("c", "NO 2(a) is set aside by one side and taken up by the other"),)


def test_a_paragraph_that_both_sides_added_under_one_id_is_merged_without_a_base() -> None:
    mine, yours = (edits.add(BASE, text, "n", Place("justice")) for text in ("Ours.", "Theirs."))
    assert one(merged(mine, yours), "n").written == "[Ours. - EU / Theirs. - G77]"
    empty = Draft(BASE.id, BASE.layout, BASE.corpus, ())
    assert merge(empty, BASE, BASE).draft == BASE
    assert one(merged(mine, yours, empty), "c") == one(BASE, "c")


def test_lists_are_merged_in_an_order_that_neither_side_rules() -> None:
    assert merged_order("abc", "abxc", "aybc") == (list("aybxc"), False)
    assert merged_order("abc", "cab", "abc") == (list("cab"), False)
    assert merged_order("abc", "abc", "cab") == (list("cab"), False)
    assert merged_order("", "ab", "ba") == (list("ab"), True)
    assert merged_order("abc", "xabc", "yabc") == (list("xyabc"), False)
    assert merged_lines("abc", "ab", "bcd") == list("bd")


def test_a_paragraph_that_one_side_deleted_and_the_other_waits_for_stays_and_the_deletion_is_told() -> None:
    gone = tree.change(BASE, "c", lambda paragraph: replace(paragraph, status=Status.DELETED))
    result = merge(BASE, gone, edits.set_status(BASE, "c", Status.PENDING, "China"), NAMES)
    assert (one(result.draft, "c").status, one(result.draft, "c").note) == (Status.PENDING, "EU: deleted")
    assert result.contested == (Contest("c", "status"),)


@pytest.mark.parametrize(("by", "words"), [("NO", "We propose this now too."), ("EU", "We propose this now as well.")])
def test_words_written_in_a_proposal_that_was_chosen_meanwhile_amend_it(by: str, words: str) -> None:
    base = acts.propose_paragraph(BASE, "We propose this as well.", "c", Stand(by=("NO",)))
    (new,) = base.spots.keys() - BASE.spots.keys()
    chosen = settling.choose(base, CORPUS, next(points_of(new, one(base, new))).id, 2)
    amended = acts.propose_words(base, new, words, Stand(by=(by,)))
    result = one(merge(base, chosen, amended, NAMES).draft, new)
    assert not result.proposed and result.text.base == "We propose this as well."
    assert result.text.wording(View(ViewKind.PARTY, (by,))) == words
    assert one(merge(base, amended, chosen, NAMES[::-1]).draft, new) == result
