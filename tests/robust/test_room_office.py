"""What LibreOffice makes of a document, edited with its changes recorded, comes home as what it was."""

import os
import random
import re
from collections.abc import Iterable, Iterator
from itertools import takewhile
from pathlib import Path

import pytest

from drafter.document.outline import OutlineParagraph
from drafter.draft.draft import Draft
from drafter.draft.fields import digest
from drafter.formats.docx import edited_reader
from tests.robust.room import answers, drafts, office
from tests.robust.room.truth import paragraphs

SESSIONS = int(os.environ.get("DRAFTER_OFFICE_ROOMS", "6"))
"""They share one LibreOffice, which takes a tenth of a second for each, and some for its start."""


@pytest.fixture(scope="module")
def rooms(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[office.OfficeSession, bytes]]:
    sessions, documents = [], []
    for seed in range(SESSIONS):
        chance = random.Random(seed)
        document = drafts.exported(drafts.made(chance))
        sessions.append(office.session(document, chance))
        documents.append((document, list(sessions[-1].edits)))
    return list(zip(sessions, office.edited(documents, tmp_path_factory.mktemp("office")), strict=True))


@office.needs_bridge
def test_what_is_recorded_is_read_as_it_was_done(rooms: list[tuple[office.OfficeSession, bytes]]) -> None:
    for seed, (session, document) in enumerate(rooms):
        assert paragraphs(document, accept=False) == list(session.before), seed
        assert paragraphs(document, accept=True) == list(session.after), seed
        read = edited_reader.read(document, "room.docx")
        marks = {mark for each in read.paragraphs for run in each.runs for mark in (run.inserted, run.deleted) if mark}
        ends = {mark for each in read.paragraphs for mark in (each.end_inserted, each.end_deleted) if mark}
        assert {mark.author for mark in marks | ends} == {each["author"] for each in session.edits}, seed


@office.needs_bridge
def test_what_is_recorded_comes_home_to_the_letter(rooms: list[tuple[office.OfficeSession, bytes]]) -> None:
    for seed, (session, document) in enumerate(rooms):
        draft = drafts.made(random.Random(seed))
        found = answers.found_in(document, draft)
        # What stood under a paragraph that went stands elsewhere now, and nobody did that.
        done = [edit for edit in found.room.edits if edit.kind not in ("moved", "number")]
        assert {edit.author for edit in done} == {each["author"] for each in session.edits}, seed
        assert all(edit.tracked for edit in done), seed
        left = answers.taken(found, lambda _: False)
        assert digest(left.draft) == digest(draft), seed
        made = answers.taken(found, lambda _: True).draft
        assert [spot.paragraph.written.strip() for spot in made.spots.values() if not spot.paragraph.deleted] == [
            *_words(session.after, draft)
        ], seed


@office.needs_bridge
def test_what_nobody_edited_comes_home_as_it_was(tmp_path: Path) -> None:
    made = [drafts.made(random.Random(seed)) for seed in range(4)]
    for draft, document in zip(
        made, office.edited([(drafts.exported(each), []) for each in made], tmp_path), strict=True
    ):
        found = answers.found_in(document, draft)
        assert (found.room.edits, found.room.unmatched) == ((), ())


def _words(texts: Iterable[str], draft: Draft) -> Iterator[str]:
    """The words of the draft's own paragraphs among these, without their status."""
    outline = drafts.outlined(draft)
    others = {outline.title, *outline.masthead, outline.form.terms.contents}
    others |= {block.text for block in outline.blocks if not isinstance(block, OutlineParagraph)}
    for text in takewhile(lambda text: text != "Annex Table of sources", texts):
        if text not in others:
            words = re.sub(r" \[(?:Agreed|Pending|Bracketed)[^\]]*\]$", "", text)
            yield (words[1:-1] if words[0] == "[" and words.find("]") == len(words) - 1 else words).strip()
