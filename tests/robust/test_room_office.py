"""What LibreOffice makes of a document, edited with its changes recorded, comes home as what it was."""

import os
import random

import pytest

from drafter.formats.docx import edited_reader
from tests.robust.room import drafts, office
from tests.robust.room.truth import paragraphs

SESSIONS = int(os.environ.get("DRAFTER_OFFICE_ROOMS", "12"))
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
