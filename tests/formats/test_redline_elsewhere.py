"""Redlines in other programs' hands: LibreOffice accepts and refuses them, docxodus finds the new document in them."""

from __future__ import annotations

import random
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from drafter.document.edited_document import Mark
from drafter.draft import edits, tree
from drafter.draft.text import ATTRIBUTED
from drafter.draft.tree import Place
from drafter.errors import EditRefused
from drafter.formats.docx.redline import TextChange, redline
from drafter.storage import layout_folder
from tests.formats.documents import REAL, document, full, work
from tests.formats.libreoffice import needs_office, saved
from tests.formats.settling import Settled, settled
from tests.formats.test_redline import LONG, PAIRS, WORDS, changed, checked
from tests.formats.tracked_changes import changes
from tests.formats.word_files import Block, Paragraph, Table, p, word_file
from tests.robust.room.office import needs_bridge


def whose(change: TextChange) -> Mark:
    """Two authors, by the words."""
    return Mark("Ann" if len(change.inserted + change.deleted) % 2 else "Ben B.", "2026-11-28")


def paragraph(chance: random.Random) -> Paragraph:
    pieces = [f"{chance.choice(WORDS[:-1])} " for _ in range(chance.randint(0, 8))]
    return Paragraph(tuple(pieces), chance.choice(("", "Clause", "Other")), chance.choice((None, None, 0, 1)))


def blocks(chance: random.Random) -> list[Block]:
    found: list[Block] = []
    for _ in range(chance.randint(1, 6)):
        if chance.random() < 0.2:
            rows = [tuple((paragraph(chance),) for _ in range(2)) for _ in range(chance.randint(1, 3))]
            found.append(Table(tuple(rows)))
        found.append(paragraph(chance))
    return [*found, p("End.")]


@cache
def exported(name: str) -> bytes:
    """The draft with everything in it, as it is or edited at twenty places, or saved by LibreOffice."""
    draft = full().draft
    chance = random.Random(7)
    for place in range(20 if name == "edited" else 0):
        every = [each for part in draft.parts for each in part.paragraphs]
        one = chance.choice(every)
        words = one.text.wording(ATTRIBUTED).split()
        try:
            if place % 4 == 0:
                draft = edits.remove(draft, [one.id])
            elif place % 4 == 1:
                draft = edits.add(draft, f"{LONG} {place}", f"added-{place}", Place(draft.parts[1].id, 2))
            elif place % 4 == 2:
                draft = tree.shift(draft, [one.id], 3)
            else:
                draft = edits.reword(draft, REAL, one.id, " ".join([*words[:3], "and", "others", *words[5:]]))
        except EditRefused:
            continue
    return document(work(draft, REAL, layout_folder.load("kyoto")), ".docx", kinds=())


def pairs() -> dict[str, tuple[bytes, bytes]]:
    found = {name: (word_file(*old, first_note=5), word_file(*new)) for name, (old, new, _) in PAIRS.items()}
    chance = random.Random(16)
    for place in range(8):
        old = blocks(chance)
        new = blocks(chance) if place % 3 == 0 else changed(old, chance)
        found[f"random {place}"] = word_file(*old, first_note=3), word_file(*new)
    found["exports"] = exported("as it is"), exported("edited")
    return found


def text(paragraphs: list[str]) -> list[str] | str:
    """Without empty paragraphs, and as one where notes are cited: LibreOffice loses the mark of a tracked paragraph
    that has a note, of its own files too. In an empty row that is tracked it puts a joiner.
    """
    words = [each for each in (each.replace("\u200d", "") for each in paragraphs) if each]
    return "".join(words) if any("{" in each for each in words) else words


@needs_bridge
@pytest.mark.parametrize("start", [0, pytest.param(1, marks=pytest.mark.nightly)])
def test_libreoffice_accepts_and_refuses_them(start: int, tmp_path: Path) -> None:
    both = dict([*pairs().items()][start::2])
    made = {name: redline(old, new, whose).data for name, (old, new) in both.items()}
    documents = [each for name, (old, new) in both.items() for each in (old, new, made[name])]
    found = iter(settled(documents, tmp_path))
    for name in both:
        old, new, each = next(found), next(found), next(found)
        assert text(each.accepted) == text(new.accepted), name
        assert text(each.refused) == text(old.accepted), name
        assert {author for _, author in each.changes} == {author for _, author in changes(made[name])}, name
        assert _counted(each) == _of_kinds(made[name]), name


def _counted(each: Settled) -> set[str]:
    return {kind for kind, _ in each.changes}


def _of_kinds(made: bytes) -> set[str]:
    """The kinds of changes in LibreOffice's words."""
    named = {"ins": "Insert", "del": "Delete", "moveTo": "Insert", "moveFrom": "Delete", "pPrChange": "ParagraphFormat"}
    return {named[kind] for kind, _ in changes(made)}


@needs_office
def test_an_export_that_went_through_libreoffice_is_the_same_text(tmp_path: Path) -> None:
    made = checked(exported("as it is"), saved(exported("as it is"), tmp_path))
    assert not Counter(kind for kind, _ in changes(made)).keys() - {"pPrChange"}


def test_docxodus_accepts_them_to_the_new_document(tmp_path: Path) -> None:
    redlines = pytest.importorskip("python_redlines")
    engine = redlines.DocxodusEngine()
    for name, (old, new) in pairs().items():
        if "random" in name or "export" in name:
            paths = tmp_path / "new.docx", tmp_path / "redline.docx"
            for path, data in zip(paths, (new, redline(old, new, whose).data), strict=True):
                path.write_bytes(data)
            _, said, _ = engine.run_redline("Nobody", *paths)
            assert " 0 revision(s) found" in said, name
