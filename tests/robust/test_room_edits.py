"""Rooms that edit a Word file in many ways: every edit arrives as what it was, and nothing else changes.

Few sessions here; `DRAFTER_ROOMS=2000` has so many.
"""

import os
import random
from io import BytesIO

import docx
import pytest

from drafter.draft.draft import Status
from drafter.formats.docx import edited_reader
from drafter.intake.room_edits.room_edit import RoomEdit, RoomEditKind
from tests.robust.room import answers, checks, drafts, journeys, sessions, truth

SESSIONS = int(os.environ.get("DRAFTER_ROOMS", "20"))
EACH = max(1, SESSIONS // 10)
"""Of those, what is tried with each of the ways in which other programs write a file."""
GROUPS = [range(start, min(start + 10, SESSIONS)) for start in range(0, SESSIONS, 10)]
WAYS = {"apart": sessions.apart, "heaped": sessions.heaped}
some_sessions = pytest.mark.parametrize("seeds", GROUPS, ids=lambda seeds: f"{seeds[0]}-{seeds[-1]}")


def session(seed: int) -> sessions.Session:
    return WAYS["heaped" if seed % 2 else "apart"](seed)


@some_sessions
def test_the_account_of_what_was_done_is_what_the_file_says(seeds: range) -> None:
    for seed in seeds:
        made = session(seed)
        assert made.page.texts(lambda _: True) == truth.paragraphs(made.document, accept=True), seed
        assert made.page.texts(lambda hand: not hand.tracked) == truth.paragraphs(made.document, accept=False), seed


@some_sessions
def test_every_sign_is_read_with_who_put_it_there_and_who_took_it_out(seeds: range) -> None:
    for seed in seeds:
        made = session(seed)
        faults = list(checks.read_faults(made, edited_reader.read(made.document, "room.docx")))
        assert not faults, (seed, faults[0])


@pytest.mark.parametrize("name", [name for name in journeys.WAYS if name != "styles with other names"])
def test_another_program_s_way_of_writing_changes_nothing_in_what_is_read(name: str) -> None:
    for seed in range(EACH):
        made = session(seed)
        document = journeys.travelled(made.document, name)
        assert document != made.document
        faults = list(checks.read_faults(made, edited_reader.read(document, "room.docx")))
        assert not faults, (seed, faults[0])


@some_sessions
def test_edits_that_do_not_meet_arrive_as_what_they_were_and_are_taken_to_the_letter(seeds: range) -> None:
    for seed in seeds:
        faults = list(answers.faults(sessions.apart(seed)))
        assert not faults, (seed, faults)


@some_sessions
def test_edits_upon_one_another_are_taken_or_said_to_be_left_and_nothing_else_changes(seeds: range) -> None:
    for seed in seeds:
        made = sessions.heaped(seed)
        faults = list(answers.sure_faults(made, answers.found_in(made.document, made.draft)))
        assert not faults, (seed, faults)


def test_taken_in_two_steps_it_is_what_it_is_taken_at_once() -> None:
    for seed in range(EACH):
        made = sessions.heaped(seed)
        faults = list(answers.step_faults(made, answers.found_in(made.document, made.draft)))
        assert not faults, (seed, faults)


@pytest.mark.parametrize("name", journeys.WAYS)
def test_what_other_programs_write_anew_is_no_edit(name: str) -> None:
    for seed in range(EACH):
        made = sessions.apart(seed)
        untouched = journeys.travelled(drafts.exported(made.draft), name)
        found = answers.found_in(untouched, made.draft)
        assert found.room.edits == () and found.room.unmatched == (), name


@pytest.mark.parametrize("name", journeys.WAYS)
def test_what_people_did_is_found_whatever_program_wrote_it_anew(name: str) -> None:
    for seed in range(EACH):
        made = sessions.apart(seed)
        found = answers.found_in(made.document, made.draft).room.edits
        again = answers.found_in(journeys.travelled(made.document, name), made.draft).room.edits
        assert sorted(map(_told, again)) == sorted(map(_told, found)), (seed, name)


def _told(edit: RoomEdit) -> tuple[str, str, bool, str, str]:
    return str(edit.kind), edit.author, edit.tracked, edit.was.strip(), edit.now.strip()


@pytest.mark.parametrize("seed", range(EACH))
def test_what_a_program_of_python_docx_does_is_found_and_taken_to_the_letter(seed: int) -> None:
    chance = random.Random(seed)
    draft = drafts.made(chance)
    plain = [
        spot.paragraph for spot in draft.spots.values() if spot.paragraph.text.plain and not spot.paragraph.children
    ]
    wanted = {
        each.written: place for place, each in enumerate(plain) if each.status is Status.OPEN and len(each.written) > 60
    }
    document = docx.Document(BytesIO(drafts.exported(draft)))
    ours = [each for each in document.paragraphs if each.text in wanted]
    reworded, deleted, before, remarked = chance.sample(ours, 4)
    words = reworded.text
    reworded.runs[-2 if reworded.runs[-1].text == "" else -1].text += " And more."
    gone = deleted.text
    deleted._element.getparent().remove(deleted._element)
    before.insert_paragraph_before("We add this, with python-docx.", style=before.style)
    document.add_comment(remarked.runs[0], text="Why?", author="Ann", initials="A")
    file = BytesIO()
    document.save(file)
    found = answers.found_in(file.getvalue(), draft)
    edits = {edit.kind: edit for edit in found.room.edits if edit.kind not in ("moved", "number", "source")}
    assert set(edits) == {"text", "deleted", "new", "comment"}
    assert (edits[RoomEditKind.TEXT].was, edits[RoomEditKind.TEXT].now) == (words, f"{words} And more.")
    assert edits[RoomEditKind.DELETED].was == gone
    assert edits[RoomEditKind.NEW].now == "We add this, with python-docx."
    assert edits[RoomEditKind.COMMENT].author == "Ann" and edits[RoomEditKind.COMMENT].now == "Why?"
    made = answers.taken(found, lambda _: True).draft
    assert sorted(spot.paragraph.written for spot in made.spots.values() if not spot.paragraph.deleted) == sorted(
        ["We add this, with python-docx.", f"{words} And more."]
        + [spot.paragraph.written for spot in draft.spots.values() if spot.paragraph.written not in (words, gone)]
    )
