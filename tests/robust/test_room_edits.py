"""Rooms that edit a Word file in many ways: every edit arrives as what it was, and nothing else changes.

Few sessions here; `DRAFTER_ROOMS=2000` has so many.
"""

import os
import random
from collections import Counter
from io import BytesIO

import docx
import pytest

from drafter.draft.draft import Draft, Status
from drafter.formats.docx import edited_reader
from drafter.intake.room_edits.room_edit import RoomEdit, RoomEditKind
from tests.robust.room import answers, checks, drafts, journeys, sessions, truth

SESSIONS = int(os.environ.get("DRAFTER_ROOMS", "10"))
EACH = max(1, SESSIONS // 10)
"""Of those, what is tried with each of the ways in which other programs write a file."""
GROUPS = [range(start, min(start + 10, SESSIONS)) for start in range(0, SESSIONS, 10)]
WAYS = {"apart": sessions.apart, "heaped": sessions.heaped}
BEYOND = frozenset({512})
"""Heaped sessions in which the machine asks for what can't be: a paragraph that somebody, untracked, joined with the
layout's sentence behind it stays one of its own.
"""
some_sessions = pytest.mark.parametrize("seeds", GROUPS, ids=lambda seeds: f"{seeds[0]}-{seeds[-1]}")


def session(seed: int) -> sessions.Session:
    return WAYS["heaped" if seed % 2 else "apart"](seed)


@some_sessions
@pytest.mark.parametrize("way", WAYS)
def test_every_edit_arrives_and_is_taken_to_the_letter_and_nothing_else_changes(seeds: range, way: str) -> None:
    for seed in seeds:
        made = WAYS[way](seed)
        # The machine's own account is what the file says, and every sign is read with who put it there and took it out.
        assert made.page.texts(lambda _: True) == truth.paragraphs(made.document, accept=True), seed
        assert made.page.texts(lambda hand: not hand.tracked) == truth.paragraphs(made.document, accept=False), seed
        assert not [*checks.read_faults(made, edited_reader.read(made.document, "room.docx"))], seed
        found = answers.found_in(made.document, made.draft)
        assert not [*answers.sure_faults(made, found)], seed
        if way == "apart" or seed not in BEYOND:
            assert not [*answers.faults(made)], seed


@pytest.mark.parametrize("name", [name for name in journeys.WAYS if name != "styles with other names"])
def test_another_program_s_way_of_writing_changes_nothing_in_what_is_read(name: str) -> None:
    for seed in range(EACH):
        made = session(seed)
        document = journeys.travelled(made.document, name)
        assert document != made.document
        faults = list(checks.read_faults(made, edited_reader.read(document, "room.docx")))
        assert not faults, (seed, faults[0])


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
        found = answers.found_in(made.document, made.draft)
        again = answers.found_in(journeys.travelled(made.document, name), made.draft)
        if sorted(map(_told, again.room.edits)) != sorted(map(_told, found.room.edits)):
            # Without bookmarks nobody can say which of two paragraphs with the same words was moved or deleted, nor
            # whose the few words are that are left of one. Told otherwise, it gives the same text, no other is lost.
            said = Counter(spot.paragraph.written for spot in made.draft.spots.values())
            alike = [id for id, spot in made.draft.spots.items() if said[spot.paragraph.written] > 1]
            gone = tuple(f"{id} is gone" for id in alike)
            faults = [fault for fault in answers.taken_faults(made, again) if not fault.startswith(gone)]
            assert name in journeys.WITHOUT_BOOKMARKS and not faults, (seed, name)


def _told(edit: RoomEdit) -> tuple[str, str, bool, str, str]:
    return str(edit.kind), edit.author, edit.tracked, edit.was.strip(), edit.now.strip()


@pytest.mark.parametrize("seed", range(EACH))
def test_what_a_program_of_python_docx_does_is_found_and_taken_to_the_letter(seed: int) -> None:
    chance = random.Random(seed)
    draft = drafts.made(chance)
    while len(wanted := _to_be_edited(draft)) < 4:
        draft = drafts.made(chance)
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


def _to_be_edited(draft: Draft) -> set[str]:
    """The words of paragraphs that can be edited one by one."""
    plain = (spot.paragraph for spot in draft.spots.values() if spot.paragraph.text.plain)
    return {
        each.written for each in plain if not each.children and each.status is Status.OPEN and len(each.written) > 60
    }
