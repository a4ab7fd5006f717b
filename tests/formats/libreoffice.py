"""LibreOffice, as tests call it: each time with a profile of its own, and once more where it hangs at its start."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from drafter.formats.libreoffice import run_whole

SECONDS = 120
"""After so long it is taken to hang: on a busy machine it needs some twenty."""

needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")


def saved(document: bytes, folder: Path, kind: str = "docx:MS Word 2007 XML") -> bytes:
    """A Word document as LibreOffice saves it. What it makes on the way lies in `folder`.

    Raises TimeoutExpired where two of them hang, one after the other; each was then ended with all that it started.
    """
    return saved_all({"document": document}, folder, kind)["document"]


def saved_all(documents: dict[str, bytes], folder: Path, kind: str) -> dict[str, bytes]:
    """As `saved`, several by their names in one start."""
    try:
        return _saved(documents, folder / "first", kind)
    except subprocess.TimeoutExpired:
        return _saved(documents, folder / "second", kind)


def _saved(documents: dict[str, bytes], folder: Path, kind: str) -> dict[str, bytes]:
    (folder / "in").mkdir(parents=True)
    sources = [folder / "in" / f"{name}.docx" for name in documents]
    for source, document in zip(sources, documents.values(), strict=True):
        source.write_bytes(document)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--norestore", "--convert-to", kind, "--outdir", str(folder)]
    said = run_whole([*command, *map(str, sources)], SECONDS)
    made = {name: folder / f"{name}.{kind.partition(':')[0]}" for name in documents}
    assert all(path.is_file() for path in made.values()), said
    return {name: path.read_bytes() for name, path in made.items()}
