"""What a room did around a paragraph's words: status tags, numbers, citations, comments."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest

from drafter.document.edited_document import EditedComment, EditedDocument, EditedParagraph, EditedRun, Mark
from drafter.draft import edits, numbering
from drafter.draft.draft import Draft, Status
from drafter.formats.options import Sources
from drafter.intake.room_edits.room_edit import Found, FoundLinks, FoundMove, FoundStatus
from tests.builders import corpus, draft, paragraph
from tests.intake.room_edits.files import DAY, at, changed, composed, found, new, retyped, sent, told
from tests.intake.room_edits.files import with_paragraphs as put

ANN = Mark("Ann", DAY)
WORDS = "We urge States to train judges."


def _draft(status: Status = Status.OPEN, pending: str = "") -> Draft:
    made = draft(paragraph("p1", WORDS, "NO 1(a)"), paragraph("p2", "We resolve to act."))
    return edits.set_status(made, "p1", status, pending) if status is not Status.OPEN else made


@pytest.mark.parametrize(
    ("status", "text", "was", "now", "said"),
    [
        (Status.OPEN, f"{WORDS}{{+ [Agreed ad ref]+}}", "", "[Agreed ad ref]", FoundStatus(Status.AD_REF)),
        (Status.OPEN, f"[agreed in informals] {WORDS}", "", "[agreed in informals]", FoundStatus(Status.INFORMALS)),
        (
            Status.OPEN,
            f"{WORDS} [Agreed ad ref, 3 May 2026, third informals]",
            "",
            "[Agreed ad ref, 3 May 2026, third informals]",
            FoundStatus(Status.AD_REF, "", DAY, "third informals"),
        ),
        (Status.OPEN, f"{WORDS}{{+ [Pending EU]+}}", "", "[Pending EU]", FoundStatus(Status.PENDING, "EU")),
        (Status.AD_REF, f"{WORDS}{{- [Agreed ad ref]-}}", "[Agreed ad ref]", "", FoundStatus(Status.OPEN)),
        (
            Status.AD_REF,
            f"{WORDS} [Agreed {{-ad ref-}}{{+in informals+}}]",
            "[Agreed ad ref]",
            "[Agreed in informals]",
            FoundStatus(Status.INFORMALS),
        ),
        (Status.BRACKETED, f"{{-[-}}{WORDS}{{-]-}}", "[…]", "", FoundStatus(Status.OPEN)),
    ],
)
def test_a_tag_typed_changed_or_taken_away_is_a_status(
    status: Status, text: str, was: str, now: str, said: FoundStatus
) -> None:
    base = _draft(status)
    seen = found(retyped(sent(base), "p1", text), base)
    author = "Ann" if "{" in text else ""
    assert told(seen) == [("status", "OP1", author, was, now)]
    assert seen.statuses == {seen.room.edits[0].id: said}
    assert not seen.chains


def test_words_behind_a_tag_are_words_and_the_tag_stays() -> None:
    base = _draft(Status.AD_REF)
    seen = found(retyped(sent(base), "p1", f"{WORDS} [Agreed ad ref]{{+ And clerks.+}}"), base)
    assert told(seen) == [("text", "OP1", "Ann", WORDS, f"{WORDS} And clerks.")]


BOB = Mark("Bob", DAY)
TAG = "[Agreed ad ref]"


def test_a_tag_is_its_author_s_whoever_deletes_it_or_the_paragraph_again() -> None:
    file, base = sent(_draft()), _draft()
    typed, gone = EditedRun(f" {TAG}", BOB, ANN), EditedRun(WORDS, None, ANN)
    passed = changed(file, "p1", lambda each: replace(each, runs=(EditedRun(WORDS), typed, *each.runs[1:])))
    assert told(found(passed, base)) == [("status", "OP1", "Bob", "", TAG), ("status", "OP1", "Ann", TAG, "")]
    deleted = changed(file, "p1", lambda each: replace(each, runs=(gone, typed), end_deleted=ANN))
    assert told(found(deleted, base)) == [("deleted", "OP1", "Ann", WORDS, ""), ("status", "OP1", "Bob", "", TAG)]
    after = replace(typed, deleted=None)
    left = changed(file, "p1", lambda each: replace(each, runs=(gone, after), end_deleted=ANN))
    assert told(found(left, base)) == told(found(deleted, base))


def test_a_tag_that_one_person_took_away_and_another_typed_is_an_edit_of_each() -> None:
    base = _draft(Status.BRACKETED)
    for came, out in ((f"{{+Bob: {TAG}+}}", "Ann"), (f"{{+{TAG}+}}", "Bob")):
        file = retyped(sent(base), "p1", f"{{-{out}:[-}}{WORDS}{{-{out}:]-}}{came}")
        seen = found(file, base)
        by = "Ann" if out == "Bob" else "Bob"
        assert told(seen) == [("status", "OP1", out, "[…]", ""), ("status", "OP1", by, "", TAG)]
        assert [seen.statuses[edit.id].status for edit in seen.room.edits] == [Status.OPEN, Status.AD_REF]


def test_a_tag_in_a_part_of_a_paragraph_that_is_gone_is_its_author_s() -> None:
    file = sent(_draft())
    place = at(file, "p1")
    first = replace(file.paragraphs[place], runs=(EditedRun("We urge States "),), end_inserted=ANN)
    second = replace(new(""), runs=(EditedRun("to train judges.", None, ANN), EditedRun(TAG, BOB)))
    seen = found(put(file, place, place + 1, first, second), _draft())
    assert ("status", "OP1", "Bob", "", TAG) in told(seen)


def test_a_tag_stays_one_where_others_wrote_on_behind_it() -> None:
    seen = found(retyped(sent(_draft()), "p1", f"{WORDS}{{+ {TAG}+}}{{+Bob:And clerks.+}}"), _draft())
    assert [each[:3] for each in told(seen)] == [("text", "OP1", "Bob"), ("status", "OP1", "Ann")]


def test_whose_status_a_tag_is_where_two_paragraphs_became_one_nobody_says() -> None:
    file = retyped(sent(_draft()), "p1", f"{WORDS}{{+ {TAG}+}}We resolve to act.")
    seen = found(put(file, at(file, "p2"), at(file, "p2") + 1), _draft())
    assert [each[0] for each in told(seen)] == ["joined"]
    assert [each.text for each in seen.room.unmatched] == [TAG]


def test_a_tag_in_the_midst_of_words_is_neither_words_nor_a_status() -> None:
    seen = found(retyped(sent(_draft()), "p1", f"We urge {TAG} States to train judges."), _draft())
    assert not seen.room.edits
    assert [each.text for each in seen.room.unmatched] == [TAG]


def test_a_tag_that_others_put_at_a_paragraph_s_end_is_a_status() -> None:
    """Ann, tracked, splits the paragraph behind a tag that somebody typed in its midst."""
    file = sent(_draft())
    place = at(file, "p1")
    first = replace(file.paragraphs[place], runs=(EditedRun(f"We urge  {TAG}"),), end_inserted=ANN)
    seen = found(put(file, place, place + 1, first, new("States to train judges.")), _draft())
    assert [each[0] for each in told(seen) if each[0] != "source"] == ["status", "split"]
    assert not seen.room.unmatched


def test_the_brackets_of_a_status_are_no_words_whatever_is_written_beside_them() -> None:
    base = _draft(Status.BRACKETED)
    for text, now in (
        (f"[{WORDS}]Urgently.", f"{WORDS}Urgently."),
        (f"In 2026, [{WORDS}]", f"In 2026, {WORDS}"),
        (f"[We urge] {WORDS[8:]}]", f"We urge] {WORDS[8:]}"),
    ):
        assert told(found(retyped(sent(base), "p1", text), base)) == [("text", "OP1", "", WORDS, now)]
    second = edits.set_status(_draft(), "p2", Status.BRACKETED)
    file = retyped(sent(second), "p1", f"{WORDS} [We resolve to act.]")
    seen = found(put(file, at(file, "p2"), at(file, "p2") + 1), second)
    assert told(seen) == [("joined", "OP2", "", f"{WORDS}\nWe resolve to act.", f"{WORDS} We resolve to act.")]


@pytest.mark.parametrize(
    ("halves", "known"), [(("[We urge States", "to train judges.]"), 0), (("[Urging,", WORDS[3:] + "]"), 1)]
)
def test_the_brackets_of_a_status_are_no_words_in_paragraphs_that_somebody_made_of_one(
    halves: tuple[str, str], known: int
) -> None:
    """Untracked, with another one between them; `known` is the half that has the paragraph's bookmark."""
    base = _draft(Status.BRACKETED)
    file = sent(base)
    place = at(file, "p1")
    came = [new(half) for half in halves]
    came[known] = replace(file.paragraphs[place], runs=came[known].runs)
    came.insert(1, new("We thank [all [of]] them."))
    words = composed(found(put(file, place, place + 1, *came), base), lambda _: True).values()
    assert list(words)[:3] == [halves[0].strip("[]"), "We thank [all [of]] them.", halves[1].strip("[]")]


def test_what_came_whole_before_a_paragraph_has_none_of_its_brackets_or_tags() -> None:
    base = _draft(Status.BRACKETED)
    file = sent(base)
    place = at(file, "p1")
    for text in ("[We add this.]", f"We add {TAG} this."):
        seen = found(put(file, place, place, replace(new(f"{{+{text}+}}"), end_inserted=ANN)), base)
        assert [(edit[0], edit[4]) for edit in told(seen)] == [("new", text.replace(f" {TAG}", ""))]
        assert [each.text for each in seen.room.unmatched] == [TAG] * (TAG in text)


def test_words_in_brackets_that_are_no_status_are_words() -> None:
    seen = found(retyped(sent(_draft()), "p1", f"{WORDS[:-1]} [in time]."), _draft())
    assert told(seen) == [("text", "OP1", "", WORDS, f"{WORDS[:-1]} [in time].")]


def test_a_file_that_went_out_without_tags_has_lost_none() -> None:
    base = edits.set_status(_draft(Status.AD_REF), "p2", Status.INFORMALS)
    file = retyped(retyped(sent(base), "p1", WORDS), "p2", "We resolve to act.")
    assert not found(file, base).room.edits


@pytest.mark.parametrize(("typed", "number"), [("7 bis. ", "7 bis"), ("OP 7 alt ", "7 alt"), ("9. ", "9")])
def test_a_number_that_is_typed_is_a_number(typed: str, number: str) -> None:
    seen = found(retyped(sent(_draft()), "p2", f"{{+{typed}+}}We resolve to act."), _draft())
    assert told(seen) == [("number", "OP2", "Ann", "2", number)]
    assert seen.numbers == {seen.room.edits[0].id: number}
    assert not seen.chains


def test_numbers_that_a_program_made_words_of_are_the_same() -> None:
    file = changed(sent(_draft()), "p2", lambda each: replace(each, runs=new("2. We resolve to act.").runs, label=""))
    assert not found(file, _draft()).room.edits


def test_a_list_that_begins_anew_is_a_number_changed_by_hand() -> None:
    base = draft(*(paragraph(f"p{n}", f"We do the thing number {n}.") for n in range(1, 5)))
    file = sent(base)
    for id, label in (("p3", "7."), ("p4", "8.")):
        file = changed(file, id, lambda each, label=label: replace(each, label=label))  # type: ignore[misc]
    assert told(found(file, base)) == [("number", "OP3", "", "3", "7")]
    gone = put(file, at(file, "p2"), at(file, "p2") + 1)
    assert [str(edit.kind) for edit in found(gone, base).room.edits] == ["deleted"]


def _called(file: EditedDocument, labels: Mapping[str, str]) -> EditedDocument:
    """The file with these labels, as a negotiating copy has them."""
    for id, label in labels.items():
        file = changed(file, id, lambda each, label=label: replace(each, label=label))  # type: ignore[misc]
    return file


def test_the_labels_of_a_negotiating_copy_are_numbers_too() -> None:
    base = draft(
        *(paragraph(f"p{n}", f"We do the thing number {n}.") for n in range(1, 5)),
        preamble=(paragraph("q1", "Recalling its resolutions,"),),
    )
    labels = {"q1": "PP1", "p1": "OP1", "p2": "OP2", "p3": "OP3", "p4": "OP4"}
    file = _called(sent(base), labels)
    assert not found(file, base).room.edits
    assert told(found(_called(file, {"p3": "OP7", "p4": "OP8"}), base)) == [("number", "OP3", "", "3", "7")]
    typed = retyped(file, "p2", "{+OP 7 bis. +}We do the thing number 2.")
    assert told(found(typed, base)) == [("number", "OP2", "Ann", "2", "7 bis")]


def test_a_sub_paragraph_of_a_negotiating_copy_that_becomes_a_paragraph_is_called_by_its_label() -> None:
    base = draft(paragraph("p1", "We act:", children=(paragraph("p2", "To train judges;"),)))
    file = changed(
        _called(sent(base), {"p1": "OP1"}),
        "p2",
        lambda each: replace(each, style="Operative Paragraph", depth=0, label="OP2", placed=ANN),
    )
    assert told(found(file, base)) == [("number", "OP1 (a)", "Ann", "OP1 (a)", "OP2")]


def test_frozen_numbers_stay() -> None:
    base = numbering.set_number(numbering.freeze(_draft()), "p2", "7 bis")
    assert not found(sent(base), base).room.edits


def _under(each: EditedParagraph) -> EditedParagraph:
    return replace(each, style="Sub-paragraph 1", depth=1, label="(a)", placed=ANN)


def test_a_paragraph_made_a_sub_paragraph_is_a_number_and_a_place() -> None:
    seen = found(changed(sent(_draft()), "p2", _under), _draft())
    assert told(seen) == [("number", "OP2", "Ann", "OP2", "OP1 (a)")]
    assert seen.moves == {seen.room.edits[0].id: FoundMove("p1", "")}


def _noted(note: str) -> Callable[[EditedParagraph], EditedParagraph]:
    def how(paragraph: EditedParagraph) -> EditedParagraph:
        runs = (replace(run, note=note, note_changed=ANN) if run.note else run for run in paragraph.runs)
        return replace(paragraph, runs=tuple(runs))

    return how


NOTE = "Report of the Northern Meeting (A/X/1), para. 1 (a)."


@pytest.mark.parametrize(
    ("note", "links"),
    [
        (NOTE.replace("(a)", "(b)"), FoundLinks(("NO 1(a)",), ("NO 1(b)",))),
        (
            f"{NOTE[:-1]}; Report of the Southern Meeting, paras. 7 (a) and (b) and 9.",
            FoundLinks((), ("SO 7(b)", "SO 7(a)", "SO 9")),
        ),
        ("See NO 2(a).", FoundLinks(("NO 1(a)",), ("NO 2(a)",))),
    ],
)
def test_a_changed_note_changes_the_links(note: str, links: FoundLinks) -> None:
    seen = found(changed(sent(_draft()), "p1", _noted(note)), _draft())
    assert told(seen) == [("source", "OP1", "Ann", NOTE, note)]
    assert seen.room.edits[0].needs_asking
    in_order = corpus().in_order(links.added)
    assert seen.links == {seen.room.edits[0].id: FoundLinks(links.removed, tuple(in_order))}


@pytest.mark.parametrize("note", [NOTE.replace("Report", "See the report"), NOTE.replace("1 (a)", "1 (a) and 99")])
def test_a_note_that_cites_nothing_else_or_nothing_known_is_unmatched(note: str) -> None:
    seen = found(changed(sent(_draft()), "p1", _noted(note)), _draft())
    assert not seen.room.edits
    assert len(seen.room.unmatched) == 1


def test_a_citation_in_the_text_is_a_source_and_no_words() -> None:
    base = _draft()
    file = retyped(sent(base, Sources.INLINE), "p1", f"{WORDS} [NO 1({{-a-}}{{+b+}})]")
    seen = found(file, base)
    assert told(seen) == [("source", "OP1", "Ann", "[NO 1(a)]", "[NO 1(b)]")]
    assert seen.links == {seen.room.edits[0].id: FoundLinks(("NO 1(a)",), ("NO 1(b)",))}


def test_comments_are_their_authors_and_ours_are_none() -> None:
    file = changed(sent(_draft(), Sources.COMMENTS), "p2", lambda each: replace(each, comments=("1", "2")))
    ours = "Report of the Northern Meeting (A/X/1), para. 1 (a) [NO 1(a)]\nTrain judges."
    comments = (
        EditedComment("0", "NO", "", ours, WORDS),
        EditedComment("1", "Ann", DAY, "Too weak.", "to act"),
        EditedComment("2", "Bob", "", "No.", "", answers="1"),
        EditedComment("3", "Cy", DAY, "Nowhere.", "", resolved=True),
    )
    seen = found(replace(file, comments=comments), _draft())
    assert told(seen) == [
        ("comment", "OP2", "Ann", "to act", "Too weak."),
        ("comment", "OP2", "Bob", "to act", "No."),
    ]
    assert [each.text for each in seen.room.unmatched] == ["Nowhere."]


def test_brackets_that_were_typed_are_words_in_which_ids_can_be_found_again() -> None:
    base = edits.reword(_draft(), corpus(), "p2", "We [resolve - EU / plan - US] to act.")
    text = "We [resolve - EU / plan - US] to act [now - JP]."
    seen = found(retyped(sent(base), "p2", text), base)
    assert composed(seen, lambda _: False) == {"p2": "We [resolve - EU / plan - US] to act."}
    assert composed(seen, lambda _: True) == {"p2": text}


def test_a_new_paragraph_has_a_status_and_notes_of_its_own() -> None:
    file = sent(_draft())
    note = "Report of the Southern Meeting, para. 9."
    runs = (*new("{+We add this. [Agreed ad ref]+}").runs, EditedRun("", ANN, note=note))
    seen = found(put(file, at(file, "p2"), at(file, "p2"), replace(new(""), runs=runs, end_inserted=ANN)), _draft())
    assert [(str(edit.kind), edit.now) for edit in seen.room.edits] == [
        ("new", "We add this."),
        ("status", "[Agreed ad ref]"),
        ("source", note),
    ]
    assert len({edit.paragraph for edit in seen.room.edits}) == 1


def test_the_tag_of_what_came_before_a_sentence_of_the_layout_s_is_a_status() -> None:
    base = draft(paragraph("p1", WORDS), preamble=(paragraph("q1", "Recalling its resolutions,"),))
    file = sent(base)
    came = replace(new(f"{{+Noting the reports,+}}{{+ {TAG}+}}"), end_inserted=ANN)
    seen = found(put(file, at(file, "q1") + 1, at(file, "q1") + 1, came), base)
    assert [(each[0], each[4]) for each in told(seen)] == [("new", "Noting the reports,"), ("status", TAG)]


CITED = "North report, paras. 1 (a) and 2 (a)."


def _second_noted(text: str, was: str = "") -> Found:
    """What is found where the note of the second of two paragraphs, which cite one report, has other words."""
    base = draft(paragraph("p1", WORDS, "NO 1(a)"), paragraph("p2", "We resolve to act.", "NO 1(a)", "NO 2(a)"))
    file = sent(base)
    (mark,) = (run for run in file.paragraphs[at(file, "p2")].runs if run.note)
    assert mark.note == CITED
    other = replace(mark, note=text, note_before=was or text, note_changed=ANN if was else None)
    noted = changed(file, "p2", lambda each: replace(each, runs=(*each.runs[:-1], other)))
    return found(noted, base)


@pytest.mark.parametrize(
    "text",
    [
        CITED,
        "Report of the Northern Meeting (A/X/1), paras. 1 (a) and 2 (a).",
        "A/X/1, paras. 1 (a), 2 (a)",
    ],
)
def test_a_note_that_cites_the_same_in_short_or_in_full_is_no_edit(text: str) -> None:
    seen = _second_noted(text)
    assert (seen.room.edits, seen.room.unmatched) == ((), ())


def test_a_note_with_words_of_somebody_s_own_is_told() -> None:
    seen = _second_noted("See also the North report, paras. 1 (a) and 2 (a).")
    assert [each.why[:36] for each in seen.room.unmatched] == ["The note cites the same recommendati"]
    seen = _second_noted("Ibid.")
    assert [str(edit.kind) for edit in seen.room.edits] == ["source"], "it cites nothing any more"


def test_a_short_form_comes_home_as_the_same_citation() -> None:
    seen = _second_noted(
        "North report, paras. 1 (a) and (b); South report, para. 9.", "North report, paras. 1 (a) and 2 (a)."
    )
    assert seen.links == {seen.room.edits[0].id: FoundLinks(("NO 2(a)",), ("NO 1(b)", "SO 9"))}
