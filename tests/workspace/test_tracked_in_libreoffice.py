"""Tracked exports as LibreOffice accepts and refuses them; and before the judges of Word files."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from drafter.draft.draft import Draft
from drafter.draft.text import BASE, TRACKED
from drafter.formats.registry import Options, Sources
from tests.formats.libreoffice import needs_office
from tests.formats.settling import settled
from tests.formats.test_validators import COMMANDS
from tests.formats.tracked_changes import changes
from tests.negotiation.test_acts_any import Act, all_of, start
from tests.workspace.test_tracked_export import EDITS, kyoto, written

ACTS: list[Act] = [
    ("words", 1, 0, "EU", "We strongly urge all States to act now."),
    ("words", 1, 0, "US", "We invite States to act."),
    ("add", 0, 1, "JP", "All shall act."),
    ("delete", 2, 0, "CN", ""),
    ("alternative", 6, 0, "EU", "We urge States, and all others, to act."),
    ("position", 1, 1, "CN", ""),
    ("move", 3, 1, "US", ""),
]


def in_doha(made: Draft) -> Draft:
    """In a layout without a table of contents, which LibreOffice makes anew."""
    return replace(made, layout="doha")


def without_comments(data: bytes) -> bytes:
    """The document without comments, over which LibreOffice falls when it is steered from outside."""
    made = BytesIO()
    with ZipFile(BytesIO(data)) as package, ZipFile(made, "w") as target:
        for name in package.namelist():
            part = package.read(name)
            target.writestr(name, _COMMENT.sub(b"", part) if name == "word/document.xml" else part)
    return made.getvalue()


_COMMENT = re.compile(rb"<w:commentRange[^>]*>|<w:r><w:rPr>(?:(?!</w:rPr>).)*</w:rPr><w:commentReference[^>]*></w:r>")


NAMES = [name for name in EDITS if name != "everything new"]


@needs_office
@pytest.mark.parametrize(
    "names", [NAMES[::2], pytest.param(NAMES[1::2], marks=pytest.mark.nightly)], ids=["", "others"]
)
def test_libreoffice_accepts_and_refuses_to_the_two_texts(names: list[str], tmp_path: Path) -> None:
    pairs = [(in_doha(kyoto()), in_doha(EDITS[name](kyoto()))) for name in names]
    documents = [
        written(made, Options(annexes=()), since, "The Secretariat")
        for before, after in pairs
        for made, since in ((after, before), (before, None), (after, None))
    ]
    found = settled(documents, tmp_path)
    for place, name in enumerate(names):
        tracked, before, after = found[3 * place : 3 * place + 3]
        assert (name, tracked.accepted) == (name, after.accepted)
        assert (name, tracked.refused) == (name, before.accepted)
        authors = {author for _, author in changes(documents[3 * place])}
        assert (name, {author for _, author in tracked.changes}) == (name, authors)


@needs_office
def test_libreoffice_refuses_what_is_proposed_to_the_text_before_it(tmp_path: Path) -> None:
    made = in_doha(all_of(start(), ACTS)[-1])
    data = without_comments(written(made, Options(annexes=(), view=TRACKED)))
    tracked, base = settled([data, written(made, Options(annexes=(), view=BASE))], tmp_path)
    told = {"Text with the open proposals as tracked changes", "Text before the open proposals"}
    refused, before = ([each for each in said if each not in told] for said in (tracked.refused, base.accepted))
    assert refused == before
    assert {author for _, author in tracked.changes} == {author for _, author in changes(data)}


@pytest.mark.parametrize("variable", COMMANDS)
def test_the_documents_are_valid(variable: str, tmp_path: Path) -> None:
    command, arguments = COMMANDS[variable]
    found = os.environ.get(variable) or shutil.which(command)
    if not found:
        pytest.skip(f"{command} is not installed ({variable} can name it)")
    made = all_of(start(), ACTS)[-1]
    everything = kyoto()
    for name in ("moved and reworded", "frozen", "deleted last", "source exchanged", "title", "bracketed"):
        everything = EDITS[name](everything)
    documents = {f"open {how}": written(made, Options(how, view=TRACKED)) for how in Sources}
    documents |= {f"forth {how}": written(everything, Options(how), kyoto()) for how in Sources}
    documents |= {f"back {how}": written(kyoto(), Options(how), everything) for how in Sources}
    for name, data in documents.items():
        file = tmp_path / f"{name}.docx"
        file.write_bytes(data)
        run = subprocess.run([found, *arguments, str(file)], capture_output=True, text=True, timeout=120, check=False)
        assert run.returncode == 0, f"{name}\n{run.stdout}{run.stderr}"
