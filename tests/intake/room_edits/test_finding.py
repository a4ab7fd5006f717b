"""What a room did to a file, found again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from drafter.document.edited_document import EditedDocument, EditedParagraph, EditedRun, Mark
from drafter.document.table import anchor
from drafter.draft import edits
from drafter.draft.draft import Draft, Front, Status
from drafter.draft.tree import Place
from drafter.formats.options import Sources
from drafter.intake.room_edits.room_edit import Decision, FoundMove, RoomEditKind
from drafter.intake.room_edits.taking import taken
from tests.builders import corpus, draft, layout, paragraph
from tests.intake.room_edits.files import DAY, at, changed, composed, found, new, plain, retyped, sent, told, tracked
from tests.intake.room_edits.files import with_paragraphs as put

ANN = Mark("Ann", DAY)


def _draft() -> Draft:
    return draft(
        paragraph("p1", "We urge States to train judges.", "NO 1(a)"),
        paragraph("p2", "We resolve to protect victims.", children=(paragraph("p3", "Of all crimes;"),)),
        other=(paragraph("p4", "We share data."), paragraph("p5", "We build trust.", "SO 9")),
        preamble=(paragraph("q1", "Recalling its resolutions,"),),
    )


@pytest.mark.parametrize("sources", Sources)
def test_in_a_file_that_nobody_edited_there_is_nothing(sources: Sources) -> None:
    seen = found(sent(_draft(), sources), _draft())
    assert (seen.room.edits, seen.room.unmatched, seen.chains) == ((), (), ())


def test_words_tracked_and_untracked_are_edits_of_their_own() -> None:
    file = retyped(sent(_draft()), "p1", "We urge all States to {-train-}{+teach+} judges{+Bob: and clerks+}.")
    seen = found(file, _draft(), by="the chair")
    was = "We urge States to train judges."
    assert told(seen) == [
        ("text", "OP1", "the chair", was, "We urge all States to train judges."),
        ("text", "OP1", "Ann", was, "We urge States to teach judges."),
        ("text", "OP1", "Bob", was, "We urge States to train judges and clerks."),
    ]
    assert [(edit.tracked, edit.date) for edit in seen.room.edits] == [(False, ""), (True, DAY), (True, DAY)]
    assert composed(seen, lambda _: False) == {"p1": was}
    assert composed(seen, lambda _: True) == {"p1": "We urge all States to teach judges and clerks."}


def _with_new(after: bool, tracked: bool) -> EditedDocument:
    file = sent(_draft())
    place = at(file, "p4")
    old, came = file.paragraphs[place], new("{+We add this.+}") if tracked else plain("We add this.")
    first, second = (old, came) if after else (came, old)
    return put(file, place, place + 1, replace(first, end_inserted=ANN) if tracked else first, second)


@pytest.mark.parametrize("tracked", [True, False])
@pytest.mark.parametrize("after", [True, False])
def test_a_new_paragraph_is_new_before_another_and_after_it(after: bool, tracked: bool) -> None:
    seen = found(_with_new(after, tracked), _draft())
    where = "after OP3" if after else "at the beginning of “On other matters”"
    assert told(seen) == [("new", where, "Ann" if tracked else "", "", "We add this.")]
    edit = seen.room.edits[0]
    assert seen.moves == {edit.id: FoundMove("other", "p4" if after else "")}
    assert composed(seen, lambda _: True) == {edit.paragraph: "We add this."}


def test_a_new_paragraph_that_somebody_untracked_typed_into_is_new_all_the_same() -> None:
    file = sent(_draft())
    place = at(file, "p4")
    came = replace(plain(""), runs=tracked("{+We add +}also {+this.+}"), end_inserted=ANN)
    seen = found(put(file, place, place, came), _draft())
    where = "at the beginning of “On other matters”"
    assert [edit[:3] for edit in told(seen)] == [("new", where, "Ann"), ("text", where, "")]
    assert "p4" not in {edit.paragraph for edit in seen.room.edits}
    end = next(number for number, each in enumerate(file.paragraphs) if "_annex_sources" in each.bookmarks)
    assert [edit[0] for edit in told(found(put(file, end, end, came), _draft()))] == ["new", "text"]
    came = replace(came, runs=tracked("We add {+this.+}"))  # what was there keeps its id, with all that goes with it
    seen = found(put(file, place, place, came), _draft())
    assert [edit[0] for edit in told(seen)] == ["new", "text"]
    assert "p4" not in {edit.paragraph for edit in seen.room.edits}


def test_what_is_put_before_a_paragraph_whose_first_words_went_untracked_is_new() -> None:
    file = retyped(sent(_draft()), "p4", "share data.")
    place = at(file, "p4")
    came = replace(new("{+We add this.+}"), end_inserted=ANN)
    seen = found(put(file, place, place, came), _draft())
    assert [(edit[0], edit[4]) for edit in told(seen)] == [("new", "We add this."), ("text", "share data.")]
    assert composed(seen, lambda _: False)["p4"] == "We share data."


def test_a_paragraph_is_deleted_with_its_mark_without_it_or_untracked() -> None:
    file = sent(_draft())
    place = at(file, "p4")
    with_mark = put(retyped(file, "p4", "{-We share data.-}"), 0, 0)
    with_mark = changed(with_mark, "p4", lambda each: replace(each, end_deleted=ANN))
    ways = [(with_mark, "Ann"), (retyped(file, "p4", "{-We share data.-}"), "Ann"), (put(file, place, place + 1), "")]
    for edited, author in ways:
        seen = found(edited, _draft())
        assert told(seen) == [("deleted", "OP3", author, "We share data.", "")]
        assert composed(seen, lambda _: True) == {"p4": None}


def test_a_paragraph_that_is_split_or_joined_keeps_its_words() -> None:
    file = sent(_draft())
    place = at(file, "p1")
    first = replace(file.paragraphs[place], runs=new("We urge States").runs, end_inserted=ANN)
    notes = tuple(run for run in file.paragraphs[place].runs if run.note)
    last = replace(plain(" to train judges."), runs=(*new(" to train judges.").runs, *notes))
    seen = found(put(file, place, place + 1, first, last), _draft())
    assert told(seen) == [
        ("split", "OP1", "Ann", "We urge States to train judges.", "We urge States\n to train judges.")
    ]
    assert list(composed(seen, lambda _: True).values()) == ["We urge States", " to train judges."]
    seen = found(changed(file, "p4", lambda each: replace(each, end_deleted=ANN)), _draft())
    assert told(seen) == [("joined", "OP4", "Ann", "We share data.\nWe build trust.", "We share data.We build trust.")]
    assert composed(seen, lambda _: False) == {"p4": "We share data.", "p5": "We build trust."}


@pytest.mark.parametrize("tracked", [True, False])
def test_a_paragraph_that_was_moved_is_moved(tracked: bool) -> None:
    file = sent(_draft())
    place = at(file, "p4")
    moved = file.paragraphs[place]
    if tracked:
        file = changed(retyped(file, "p4", "{-We share data.-}"), "p4", lambda each: replace(each, end_deleted=ANN))
        moved = replace(new("{+We share data.+}"), end_inserted=ANN)
    else:
        file = put(file, place, place + 1)
    seen = found(put(file, at(file, "p1"), at(file, "p1"), moved), _draft())
    assert told(seen) == [
        (
            "moved",
            "OP3",
            "Ann" if tracked else "",
            "at the beginning of “On other matters”",
            "at the beginning of “On justice”",
        )
    ]
    assert seen.moves == {seen.room.edits[0].id: FoundMove("justice", "")}
    assert seen.room.edits[0].kind is RoomEditKind.MOVED


@pytest.mark.parametrize("typed", [EditedRun("our ", ANN), EditedRun("our ")])
def test_words_that_were_changed_on_their_way_are_changed_and_moved(typed: EditedRun) -> None:
    file = changed(sent(_draft()), "p4", lambda each: replace(each, end_deleted=ANN))
    gone = EditedRun("We share data.", deleted=ANN, moved="move1")
    file = changed(file, "p4", lambda each: replace(each, runs=(gone,)))
    runs = (EditedRun("We share all ", ANN, moved="move1"), typed, EditedRun("data.", ANN, moved="move1"))
    place = at(file, "p1")
    seen = found(put(file, place, place, replace(new(""), runs=runs, end_inserted=ANN)), _draft())
    where = "at the beginning of “On other matters”", "at the beginning of “On justice”"
    assert told(seen) == [
        ("text", "OP3", "Ann", "We share data.", "We share all our data."),
        ("moved", "OP3", "Ann", *where),
    ]
    assert composed(seen, lambda _: False) == {"p4": "We share data."}


def test_words_that_one_person_moved_and_another_deleted_are_deleted_where_they_stood() -> None:
    """In what was moved, the file names what was deleted there as words that came, not as moved ones."""
    file = changed(sent(_draft()), "p4", lambda each: replace(each, end_deleted=ANN))
    file = changed(file, "p4", lambda each: replace(each, runs=(EditedRun(each.accepted, None, ANN, moved="move1"),)))
    runs = (EditedRun("We share", ANN, moved="move1"), EditedRun(" data", ANN, BOB), EditedRun(".", ANN, moved="move1"))
    place = at(file, "p1")
    seen = found(put(file, place, place, replace(new(""), runs=runs, end_inserted=ANN)), _draft())
    assert [edit[:3] for edit in told(seen)] == [("text", "OP3", "Bob"), ("moved", "OP3", "Ann")]
    bob = seen.room.edits[0].id
    assert composed(seen, lambda id: id == bob) == {"p4": "We share."}


def test_a_title_a_line_of_the_front_matter_and_a_heading_are_changed() -> None:
    draft = replace(_draft(), front=Front(place="Kyoto", date="7 March"))
    masthead = "Unofficial\n{{ front.place }}, {{ front.date }}"
    shape = layout(title="{{ front.title or 'A declaration' }}", masthead=masthead)
    file = sent(draft, shape=shape)
    words = {"Kyoto, 7 March": "Kyoto, {-7-}{+8+} March", "A declaration": "Our declaration"}
    for was, now in (words | {"On justice": "Justice{+ now+}"}).items():
        place = next(place for place, each in enumerate(file.paragraphs) if each.accepted == was)
        file = put(file, place, place + 1, replace(file.paragraphs[place], runs=new(now).runs))
    seen = found(file, draft, shape=shape)
    assert told(seen) == [
        ("title", "date", "Ann", "7 March", "8 March"),
        ("title", "title", "", "A declaration", "Our declaration"),
        ("title", "heading “On justice”", "", "On justice", "Justice"),
        ("title", "heading “On justice”", "Ann", "On justice", "On justice now"),
    ]
    assert seen.fronts == {seen.room.edits[0].id: "date", seen.room.edits[1].id: "title"}
    assert {edit.paragraph for edit in seen.room.edits} == {"", "justice"}


def test_a_line_of_a_masthead_in_two_columns_is_changed_and_a_masthead_of_old_is_no_edit() -> None:
    front = Front(place="Kyoto", date="7 March", symbol="A/X/9", agenda="Item 3")
    draft = replace(_draft(), front=front)
    shape = layout(
        title="A declaration",
        masthead="United Nations{{ right }}{{ front.symbol }}\nUnofficial draft{{ right }}{{ front.date }}",
    )
    file = sent(draft, shape=shape)
    changed = replace(file.paragraphs[0], runs=new("United Nations A/X/{-9-}{+10+}").runs)
    seen = found(put(file, 0, 1, changed), draft, shape=shape)
    assert told(seen) == [("title", "symbol", "Ann", "A/X/9", "A/X/10")]
    old = (plain(line, "Declaration Masthead") for line in ("Unofficial draft", "A/X/9", "Kyoto, 7 March", "Item 3"))
    seen = found(put(file, 0, 2, *old), draft, shape=shape)
    assert (seen.room.edits, seen.room.unmatched) == ((), ())


def test_what_the_layout_says_what_stands_in_tables_and_what_is_no_paragraph_is_unmatched() -> None:
    file = sent(_draft())
    changes = {
        "Declare:": plain("Solemnly declare:", "Lead-in"),
        "Source": replace(plain("Sauce", "Table Head"), rows=(1,)),
        "On other matters": plain("On other matters", "heading 1"),
    }
    for was, now in changes.items():
        place = next(place for place, each in enumerate(file.paragraphs) if each.accepted == was)
        file = put(file, place, place + 1, now)
    place = at(file, "p1")
    table = replace(plain("A cell"), rows=(9,))
    file = put(file, place, place, new("{+On peace+}", style="Heading 2"), table)
    file = put(file, 0, 0, plain("Restricted", "Declaration Masthead"))
    seen = found(file, _draft())
    assert not seen.room.edits
    assert [(each.text, each.where) for each in seen.room.unmatched] == [
        ("Restricted", "before the text"),
        ("On peace", "after heading “On justice”"),
        ("Solemnly declare:", "sentence"),
        ("A cell", "in a table"),
        ("Sauce", "in an annex"),
    ]


@pytest.mark.parametrize("marked", [True, False])
def test_contents_whose_pages_a_program_counted_are_no_words_of_the_room(marked: bool) -> None:
    shape = layout(title="A declaration", opening="We,")._replace(contents=True)
    file = sent(_draft(), shape=shape)
    place = next(place for place, each in enumerate(file.paragraphs) if each.accepted == "A declaration")
    entries = (("Contents", "Contents 1"), ("On justice\t2", "Normal"), ("On other matters 12", "Contents 1"))
    titles = (("Table of sources 13", "toc 1"), ("Annex II. Table of sources 13", "Normal"))
    file = put(file, place + 1, place + 1, *(plain(*entry) for entry in (*entries, *titles)))
    if not marked:  # by a program that drops bookmarks
        file = replace(file, paragraphs=tuple(replace(each, bookmarks=()) for each in file.paragraphs))
    seen = found(file, _draft(), shape=shape)
    assert (seen.room.edits, seen.room.unmatched) == ((), ())


@pytest.mark.parametrize("marked", [True, False])
def test_the_number_of_an_annex_and_of_its_table_are_no_words_of_the_room(marked: bool) -> None:
    file = sent(_draft())
    place = next(place for place, each in enumerate(file.paragraphs) if each.accepted == "Table of sources")
    heading = replace(file.paragraphs[place], runs=plain("Annex IV Table of sources").runs)
    file = put(file, place, place + 1, heading if marked else replace(heading, bookmarks=()))
    table = (plain("Table 12", "caption"), plain("Table 13. Report of the Northern Meeting (A/X/1)", "caption"))
    file = put(file, place + 2, place + 2, *table)
    seen = found(file, _draft())
    assert seen.room.edits == ()
    assert seen.room.unmatched == ()


def test_the_table_of_sources_is_known_as_it_is_printed_and_as_it_was() -> None:
    file = sent(_draft())
    cells = (
        ("Report of the Northern Meeting (A/X/1)", "Annex Subheading"),
        ("NO 1(a)", "Table Text"),
        ("OP1 (adapted)", "Table Text"),
        ("OP12(a) (adapted)", "Table Text"),
        ("Report and paragraph", "Table Head"),
        ("Report of the Northern Meeting (A/X/1), para. 1 (a)", "Table Text"),
        ("Report of the Northern Meeting (A/X/1), para. 2 (a)", "Table Text"),
    )
    end = len(file.paragraphs)
    seen = found(put(file, end, end, *(replace(plain(text, style), rows=(2,)) for text, style in cells)), _draft())
    assert [each.text for each in seen.room.unmatched] == [cells[-1][0]]


@pytest.mark.parametrize("back", [False, True])
def test_a_paragraph_is_split_and_joined_untracked(back: bool) -> None:
    whole = paragraph("p1", "We urge States to train judges and to share all data that they have.", "NO 1(a)")
    other = paragraph("p2", "We resolve to protect the victims of all crimes.")
    file = sent(draft(whole, other))
    place = at(file, "p1")
    if not back:
        first = replace(file.paragraphs[place], runs=new("We urge States to train judges").runs)
        notes = tuple(run for run in file.paragraphs[place].runs if run.note)
        second = replace(plain(""), runs=(*new("and to share all data that they have.").runs, *notes))
        seen = found(put(file, place, place + 1, first, second), draft(whole, other))
        assert [str(edit.kind) for edit in seen.room.edits] == ["split"]
        expected: list[str | None] = ["We urge States to train judges", "and to share all data that they have."]
    else:
        text = "We urge States to train judges and to share all data, and to protect the victims of all crimes."
        seen = found(put(retyped(file, "p1", text), place + 1, place + 2), draft(whole, other))
        assert [str(edit.kind) for edit in seen.room.edits] == ["joined"]
        expected = [text, None]
    assert [edit.author for edit in seen.room.edits] == [""] * len(seen.room.edits)
    assert list(composed(seen, lambda _: True).values()) == expected


def test_what_was_moved_untracked_between_the_halves_of_another_is_moved() -> None:
    base = draft(
        paragraph("p1", "We urge all States that have not yet done so to train judges."),
        *(paragraph(f"p{number}", f"We act on matter {number}.") for number in (2, 3, 4)),
    )
    file = sent(base)
    place = at(file, "p1")
    whole, second, moved = file.paragraphs[place : place + 3]
    first = replace(whole, runs=(EditedRun("We urge all States that have not yet done so "),), end_inserted=ANN)
    seen = found(put(file, place, place + 3, first, moved, plain("to train judges."), second), base)
    moves = [edit.paragraph for edit in seen.room.edits if edit.kind is RoomEditKind.MOVED]
    assert moves == ["p3"] and not {"new", "deleted"} & {edit[0] for edit in told(seen)}


def test_what_was_moved_untracked_and_joined_there_is_both() -> None:
    base = draft(*(paragraph(f"p{number}", f"We act on matter {number}.") for number in (1, 2, 3)))
    file = sent(base)
    place = at(file, "p1")
    first, second = file.paragraphs[place : place + 2]
    seen = found(put(file, place, place + 2, replace(second, end_deleted=ANN), first), base)
    edits = [(edit.kind, edit.paragraph, edit.author) for edit in seen.room.edits]
    assert edits == [(RoomEditKind.JOINED, "p1", "Ann"), (RoomEditKind.MOVED, "p1", "")]
    assert seen.moves[seen.room.edits[1].id].after == "p2"


@pytest.mark.parametrize(
    "text", ["Noting that we train judges will be heard.", "Noting that we teach all judges will be heard."]
)
def test_of_two_that_somebody_cut_and_joined_untracked_a_word_and_the_bookmark_is_enough(text: str) -> None:
    """Both begin alike, and so do both end."""
    base = draft(
        paragraph("p1", "Noting that we teach all clerks will be heard."),
        paragraph("p2", "Noting that States train judges will be heard."),
    )
    file = retyped(sent(base), "p1", text)
    place = at(file, "p1")
    both = replace(file.paragraphs[place], bookmarks=(anchor("p1"), anchor("p2")))
    kinds = {edit[0] for edit in told(found(put(file, place, place + 2, both), base))}
    assert "joined" in kinds and "deleted" not in kinds


def test_paragraphs_between_which_others_were_deleted_are_joined_untracked() -> None:
    said = ("We train judges.", "Victims are heard.", "States share data.", "All crimes count.")
    base = draft(*(paragraph(f"p{number}", words) for number, words in enumerate(said, start=1)))
    file, text = sent(base), f"{said[0]}{said[3]}"
    seen = found(put(retyped(file, "p1", text), at(file, "p2"), at(file, "p4") + 1), base)
    assert [edit[:2] for edit in told(seen)] == [("deleted", "OP2"), ("deleted", "OP3"), ("joined", "OP4")]


def test_of_two_paragraphs_with_the_same_words_the_last_one_stands_if_one_was_deleted() -> None:
    base = draft(*(paragraph(f"p{number}", "We act.") for number in (1, 2, 3)))
    file = sent(base)
    place = at(file, "p1")
    left = replace(file.paragraphs[place + 1], bookmarks=(anchor("p1"), anchor("p2")))
    assert told(found(put(file, place, place + 2, left), base)) == [("deleted", "OP1", "", "We act.", "")]


def test_a_break_that_somebody_put_untracked_and_another_deleted_makes_halves_all_the_same() -> None:
    file = sent(_draft())
    place = at(file, "p1")
    first = replace(file.paragraphs[place], runs=(EditedRun("We urge States "),), end_deleted=ANN)
    seen = found(put(file, place, place + 1, first, new("{-to train-}{+teach+} judges.")), _draft())
    kinds = {(edit[0], edit[2]) for edit in told(seen) if edit[0] != "source"}
    assert kinds == {("split", ""), ("joined", "Ann"), ("text", "Ann")}
    assert [text for text in composed(seen, lambda _: True).values() if text] == ["We urge States teach judges."]


@pytest.mark.parametrize(("first", "kind"), [("Invite", "split"), ("Request", "new")])
def test_one_word_is_half_of_a_paragraph_if_it_is_the_paragraphs_own_and_has_its_bookmark(
    first: str, kind: str
) -> None:
    base = draft(paragraph("p1", "Invite Member States to share all data that they have of every crime."))
    file = sent(base)
    place = at(file, "p1")
    rest = plain("Member States to share all data that they have of every crime.")
    seen = found(put(file, place, place + 1, replace(file.paragraphs[place], runs=new(first).runs), rest), base)
    assert kind in {str(edit.kind) for edit in seen.room.edits}


def test_what_came_untracked_beside_a_break_came_there_though_both_end_alike() -> None:
    """One word of the first was deleted, so that no comparison says which full stop was there."""
    file = sent(_draft())
    place = at(file, "p4")
    first = replace(file.paragraphs[place], runs=(EditedRun("We share."),), end_inserted=ANN)
    for words in ("We thank all. We act.", " We act."):
        seen = found(put(file, place, place + 1, first, plain(words)), _draft())
        assert {edit[0] for edit in told(seen)} == {"text", "new"}
        assert list(composed(seen, lambda _: True).values()) == ["We share.", words]


def test_words_that_touch_a_break_hang_together_with_it_if_one_person_changed_both() -> None:
    base = draft(paragraph("p1", "We thank all institutions, and adopt the following text."))
    file = sent(base)
    place, mark = at(file, "p1"), Mark("Ann", DAY)
    whole = file.paragraphs[place]
    for other, count in (("Ann", 1), ("Bob", 2)):
        first = replace(
            whole, runs=tracked(f"We thank {{+Ann:warmly +}}all institutions{{-{other}:, and-}}{{+Ann:.+}}"),
            end_inserted=mark,
        )  # fmt: skip
        second = replace(plain(""), runs=tracked("{+Ann:We will+} adopt the following text."))
        seen = found(put(file, place, place + 1, first, second), base)
        assert sorted(str(edit.kind) for edit in seen.room.edits) == ["split", *(["text"] * count)]
        split = next(edit.id for edit in seen.room.edits if edit.kind == "split")
        texts = list(composed(seen, lambda id, split=split: id == split).values())  # type: ignore[misc]
        comma = "" if other == "Ann" else ", and"
        assert texts == [f"We thank all institutions{comma}.", "We will adopt the following text."]


def test_without_bookmarks_and_manifest_paragraphs_are_known_by_their_words() -> None:
    file = sent(_draft())
    bare = [replace(each, bookmarks=()) for each in file.paragraphs]
    file = replace(file, paragraphs=tuple(bare), manifest=None)
    assert not found(file, _draft()).room.edits
    place = next(place for place, each in enumerate(file.paragraphs) if each.accepted.startswith("We urge"))
    notes = tuple(run for run in file.paragraphs[place].runs if run.note)
    other = replace(plain(""), runs=(*new("We urge all States to train their judges.").runs, *notes))
    seen = found(put(file, place, place + 1, other), _draft())
    assert told(seen) == [
        ("text", "OP1", "", "We urge States to train judges.", "We urge all States to train their judges.")
    ]


def test_what_was_changed_at_home_too_is_named() -> None:
    file = retyped(retyped(sent(_draft()), "p1", "We urge all States to train judges."), "p4", "{-We share data.-}")
    ours = edits.remove(edits.reword(_draft(), corpus(), "p1", "We ask States to train judges."), ["p4"])
    seen = found(file, _draft(), ours)
    assert [(edit.paragraph, edit.home) for edit in seen.room.edits] == [
        ("p1", "We ask States to train judges."),
        ("p4", ""),
    ]
    assert {edit.home for edit in found(file, _draft()).room.edits} == {None}
    file = retyped(sent(_draft()), "p4", "We share data. [Agreed ad ref]")
    place = next(place for place, each in enumerate(file.paragraphs) if each.accepted == "On justice")
    file = put(file, place, place + 1, replace(file.paragraphs[place], runs=new("On all justice").runs))
    ours = edits.set_status(edits.retitle(_draft(), "justice", "Justice"), "p4", Status.PENDING, "EU")
    assert [edit.home for edit in found(file, _draft(), ours).room.edits] == ["Justice", "[Pending EU]"]
    assert [edit.home for edit in found(file, _draft(), edits.retitle(_draft(), "other", "More")).room.edits] == [
        None,
        None,
    ]


def test_where_the_files_own_version_is_gone_its_hashes_say_what_went_out() -> None:
    gone = edits.set_status(_draft(), "p5", Status.AD_REF)
    file = retyped(sent(gone), "p1", "We urge States to train {+all +}judges.")
    ours = edits.remove(edits.reword(gone, corpus(), "p1", "We ask States to train judges."), ["p4"])
    ours = edits.add(edits.set_status(ours, "p5", Status.OPEN), "We came later.", "p9", Place("other"))
    seen = found(file, ours)
    assert told(seen) == [
        ("text", "OP1", "Ann", "We urge States to train judges.", "We urge States to train all judges.")
    ]
    assert seen.room.edits[0].home == "We ask States to train judges."
    assert seen.base.spots["p1"].paragraph.wording == "We urge States to train judges."
    assert not seen.room.unmatched


BOB = Mark("Bob", DAY)


def test_a_new_paragraph_that_another_deleted_has_its_place_all_the_same() -> None:
    file = sent(_draft())
    place = at(file, "p3")
    came = EditedParagraph((EditedRun("Of all kinds;", None, ANN),), file.paragraphs[place].style)
    first = replace(file.paragraphs[place], end_deleted=ANN)
    seen = found(put(file, place, place + 1, first, came), _draft())
    assert [each[:3] for each in told(seen)] == [("new", "after OP2 (a)", ""), ("deleted", "after OP2 (a)", "Ann")]
    assert seen.moves == {seen.room.edits[0].id: FoundMove("p2", "p3")}


def test_halves_of_a_paragraph_are_its_own_whatever_stands_between_them() -> None:
    file = sent(_draft())
    place = at(file, "p1")
    first = replace(file.paragraphs[place], runs=(EditedRun("We urge States "),), end_inserted=ANN)
    between = EditedParagraph((EditedRun("We thank them.", BOB),), "Operative Paragraph", end_inserted=BOB)
    seen = found(put(file, place, place + 1, first, between, plain("to train judges.")), _draft())
    assert {(edit.kind, edit.paragraph) for edit in seen.room.edits} >= {(RoomEditKind.SPLIT, "p1")}
    gone = changed(retyped(file, "p4", "{-Bob:We share data.-}"), "p4", lambda each: replace(each, end_deleted=BOB))
    came = replace(between, runs=(EditedRun("We share data.", BOB),))
    seen = found(put(gone, place, place + 1, first, came, plain("to train judges.")), _draft())
    assert {(edit.kind, edit.paragraph) for edit in seen.room.edits} >= {
        (RoomEditKind.SPLIT, "p1"),
        (RoomEditKind.MOVED, "p4"),
    }


def test_what_stands_under_a_paragraph_goes_with_whoever_did_something_to_that() -> None:
    file = sent(_draft())
    place = at(file, "p2")
    between = EditedParagraph((EditedRun("We thank them.", ANN),), "Operative Paragraph", end_inserted=ANN)
    whole = file.paragraphs[place]
    split = replace(whole, runs=(EditedRun("We resolve "),), end_inserted=ANN)
    ways = {
        "new": put(file, place + 1, place + 1, between),
        "split": put(file, place, place + 1, split, plain("to protect victims.")),
        "deleted": changed(
            retyped(file, "p2", "{-We resolve to protect victims.-}"), "p2", lambda each: replace(each, end_deleted=ANN)
        ),
    }
    for kind, edited in ways.items():
        seen = found(edited, _draft())
        assert [(str(edit.kind), edit.author) for edit in seen.room.edits] == [(kind, "Ann"), ("moved", "Ann")], kind


def test_where_something_stood_that_was_moved_is_known_to_what_came_beside_it() -> None:
    base = draft(*(paragraph(f"p{number}", f"We act on matter {number}.") for number in range(1, 5)))
    file = sent(base)
    place = at(file, "p2")
    words = "We act on matter 2."
    gone = replace(retyped(file, "p2", f"{{-{words}-}}").paragraphs[place], end_inserted=BOB)
    came = EditedParagraph((EditedRun("We thank them.", BOB),), "Operative Paragraph", end_deleted=ANN)
    moved = replace(new(f"{{+{words}+}}"), end_inserted=ANN)
    seen = found(put(put(file, place + 2, place + 2, moved), place, place + 1, gone, came), base)
    mine = {edit.id: Decision.TAKEN for edit in seen.room.edits if edit.author == "Bob"}
    for decisions, order in (
        (mine, ["p1", "p2", "new", "p3", "p4"]),
        (
            {edit.id: Decision.TAKEN for edit in seen.room.edits},
            ["p1", "new", "p2", "p4"],
        ),  # Ann deleted the mark behind the new one
    ):
        made = taken(seen, decisions, base, corpus(), ("home", "room"), lambda _: None, DAY).draft
        assert [id if id in base.spots else "new" for id in made.spots] == order


def test_a_move_that_came_back_in_pieces_is_no_move() -> None:
    file = changed(sent(_draft()), "p4", lambda each: replace(each, end_deleted=ANN))
    words = "We share data."
    typed = EditedRun("all ", BOB, ANN)
    gone = (EditedRun("We share ", None, ANN), typed, EditedRun("data.", None, ANN))
    file = changed(file, "p4", lambda each: replace(each, runs=gone))
    came = replace(new(f"{{+{words}+}}"), end_inserted=ANN)
    seen = found(put(file, at(file, "p1"), at(file, "p1"), came), _draft())
    assert [(str(edit.kind), edit.author) for edit in seen.room.edits] == [
        ("new", "Ann"), ("deleted", "Ann"), ("text", "Bob"),
    ]  # fmt: skip


def test_a_break_that_one_person_put_beside_one_that_they_deleted_is_nothing() -> None:
    file = sent(_draft())
    place = at(file, "p4")
    first = replace(file.paragraphs[place], end_inserted=ANN)
    nothing = EditedParagraph((), "Operative Paragraph", end_deleted=ANN)
    ways = [put(file, place, place + 1, first, nothing)]
    joined = replace(file.paragraphs[place + 1], label="6.")  # a program counted what is empty
    ways.append(put(ways[0], place + 2, place + 3, joined))
    ways.append(put(file, place, place + 1, first))  # and somebody, untracked, took the other one out
    for edited in ways:
        seen = found(edited, _draft())
        assert told(seen) == []
        (other,) = seen.room.unmatched
        assert (other.text, other.where) == ("a paragraph’s end", "after OP3")
        assert other.why.startswith("Ann put it where another one went")


def test_whoever_deletes_an_empty_paragraph_that_nobody_tracked_joins_nothing() -> None:
    file = sent(_draft())
    place = at(file, "p5")
    nothing = EditedParagraph((), "Operative Paragraph", end_deleted=ANN)
    assert told(found(put(file, place, place, nothing, nothing), _draft())) == []
    before = replace(file.paragraphs[place - 1], end_deleted=ANN)
    assert [edit[0] for edit in told(found(put(file, place - 1, place, before, nothing), _draft()))] == ["joined"]
    emptied = replace(nothing, end_deleted=None)
    assert told(found(put(file, place - 1, place, before, emptied), _draft())) == []


def test_a_new_paragraph_that_others_joined_with_the_one_before_it_leaves_the_one_behind_it_alone() -> None:
    file = sent(_draft())
    place = at(file, "p5")
    before = replace(file.paragraphs[place - 1], end_deleted=BOB)
    seen = found(put(file, place - 1, place, before, replace(new("{+We add this.+}"), end_inserted=ANN)), _draft())
    assert "p5" not in {edit.paragraph for edit in seen.room.edits}
    assert composed(seen, lambda _: True)["p4"] == "We share data.We add this."


def test_a_new_paragraph_deleted_with_the_mark_before_it_takes_none_that_was_there_with_it() -> None:
    file = sent(_draft())
    place, bob = at(file, "p5"), Mark("Bob", DAY)
    before = replace(file.paragraphs[place - 1], end_deleted=bob)
    came = EditedParagraph((EditedRun("We add this.", ANN, bob),), "Operative Paragraph", end_inserted=ANN)
    seen = found(put(file, place - 1, place, before, came), _draft())
    assert "p5" not in {edit.paragraph for edit in seen.room.edits}
    authors = {edit.id: edit.author for edit in seen.room.edits}
    for wanted in ("", "Ann", "Bob", "Ann Bob"):
        taken_ids = {id for id, author in authors.items() if author in wanted}
        assert composed(seen, taken_ids.__contains__).get("p5", "We build trust.") == "We build trust."


def test_a_paragraph_moved_between_the_halves_of_another_has_no_words_of_it() -> None:
    """Bob cuts OP1 in two, Ann moves OP2 between, and Bob deletes the second half with the mark before it."""
    file = sent(_draft())
    words = "We share data."
    file = changed(retyped(file, "p4", f"{{-{words}-}}"), "p4", lambda each: replace(each, end_deleted=ANN))
    place = at(file, "p1")
    first = replace(file.paragraphs[place], runs=(EditedRun("We urge States "),), end_inserted=BOB)
    moved = replace(new(f"{{+{words}+}}"), end_inserted=ANN, end_deleted=BOB)
    rest = replace(plain(""), runs=(EditedRun("to train judges.", None, BOB),))
    seen = found(put(file, place, place + 1, first, moved, rest), _draft())
    owned = {edit.paragraph for edit in seen.room.edits if edit.author == "Bob"}
    assert "p4" not in owned and ("moved", "OP3", "Ann") in [edit[:3] for edit in told(seen)]
    everything = {edit.id: Decision.TAKEN for edit in seen.room.edits}
    made = taken(seen, everything, _draft(), corpus(), ("home", "room"), lambda _: None, DAY)
    texts = [spot.paragraph.written for spot in made.draft.spots.values()]
    assert texts[1:3] == ["We urge States", words] and not any("is left" in each for each in made.remarks)


@pytest.mark.parametrize("deleter", ["Ann", "Bob"])
def test_what_one_person_moved_and_another_deleted_there_was_moved_and_deleted(deleter: str) -> None:
    file = sent(_draft())
    words = "We share data."
    gone = changed(retyped(file, "p4", f"{{-{words}-}}"), "p4", lambda each: replace(each, end_deleted=ANN))
    out = Mark(deleter, DAY)
    came = EditedParagraph((EditedRun(words, ANN, out),), "Operative Paragraph", end_inserted=ANN, end_deleted=out)
    seen = found(put(gone, at(file, "p1"), at(file, "p1"), came), _draft())
    kinds = [(str(edit.kind), edit.paragraph, edit.author) for edit in seen.room.edits]
    both = [("deleted", "p4", "Bob"), ("moved", "p4", "Ann")]
    assert (kinds == both) is (deleter == "Bob")
    other = changed(gone, "p4", lambda each: replace(each, end_deleted=BOB, runs=tracked(f"{{-Bob:{words}-}}")))
    seen = found(put(other, at(file, "p1"), at(file, "p1"), came), _draft())
    assert "moved" not in {edit[0] for edit in told(seen)}


def test_a_level_is_another_one_though_what_the_paragraph_stands_under_is_deleted() -> None:
    base = draft(
        paragraph("p1", "We resolve:", children=(paragraph("p2", "to train judges;"), paragraph("p3", "to pay them.")))
    )
    file = changed(retyped(sent(base), "p2", "{-to train judges;-}"), "p2", lambda each: replace(each, end_deleted=ANN))
    file = changed(file, "p3", lambda each: replace(each, style="Sub-paragraph 2", depth=2, placed=BOB))
    kinds = {(edit[0], edit[1], edit[2]) for edit in told(found(file, base))}
    assert kinds == {("deleted", "OP1 (a)", "Ann"), ("number", "OP1 (b)", "Bob")}


def test_what_was_moved_untracked_is_not_the_work_of_who_moved_what_it_stood_under() -> None:
    base = draft(
        paragraph("p1", "We resolve:", children=(paragraph("p2", "to train judges;"), paragraph("p3", "to pay them."))),
        *(paragraph(f"p{number}", f"We act on matter {number}.") for number in (4, 5, 6)),
        paragraph("p7", "We decide:", children=(paragraph("p8", "to share data;"),)),
    )
    file = sent(base)
    below = file.paragraphs[at(file, "p3")]
    file = put(file, at(file, "p8") + 1, at(file, "p8") + 1, below)
    file = put(file, at(file, "p3"), at(file, "p3") + 1)
    moved = replace(new("{+We resolve:+}"), end_inserted=ANN)
    file = put(file, at(file, "p6"), at(file, "p6"), moved)
    file = changed(retyped(file, "p1", "{-We resolve:-}"), "p1", lambda each: replace(each, end_deleted=ANN))
    who = {edit.paragraph: edit.author for edit in found(file, base).room.edits if edit.kind is RoomEditKind.MOVED}
    assert who == {"p1": "Ann", "p2": "Ann", "p3": ""}


def test_without_bookmarks_each_of_several_with_the_same_words_is_the_one_beside_what_it_stood_beside() -> None:
    said = ("We act.", "We train judges.", "We act.", "We share data.", "We build trust.", "We act.", "We thank all.")
    base = draft(*(paragraph(f"p{number}", words) for number, words in enumerate(said, start=1)))
    bare = [replace(each, bookmarks=()) for each in sent(base).paragraphs]
    file = replace(sent(base), paragraphs=tuple(bare), manifest=None)
    first = next(place for place, each in enumerate(bare) if each.accepted == "We act.")
    for gone, number in ((0, "OP1"), (2, "OP3"), (5, "OP6")):
        seen = found(put(file, first + gone, first + gone + 1), base)
        assert told(seen) == [("deleted", number, "", "We act.", "")]


@pytest.mark.parametrize("tag", [False, True])
def test_a_paragraph_that_is_cut_in_the_midst_of_a_word_is_split(tag: bool) -> None:
    status = Status.AD_REF if tag else Status.OPEN
    base = draft(replace(paragraph("p1", "We resolve to build just and inclusive societies."), status=status))
    file = sent(base)
    place = at(file, "p1")
    whole = file.paragraphs[place]
    first = replace(whole, runs=(EditedRun("We resolve to build just and incl"),))
    second = replace(whole, runs=(EditedRun("usive societies."), *whole.runs[1:]), bookmarks=())
    kinds = [str(edit.kind) for edit in found(put(file, place, place + 1, first, second), base).room.edits]
    assert "split" in kinds and not {"new", "text"} & {*kinds}
