"""LibreOffice, as tests call it: each time with a profile of its own, and once more where it hangs at its start."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from drafter.formats.pdf import run_whole

SECONDS = 120
"""After so long it is taken to hang: on a busy machine it needs some twenty."""

needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")


def saved(document: bytes, folder: Path, kind: str = "docx:MS Word 2007 XML") -> bytes:
    """A Word document as LibreOffice saves it. What it makes on the way lies in `folder`.

    Raises TimeoutExpired where two of them hang, one after the other; each was then ended with all that it started.
    """
    try:
        return _saved(document, folder / "first", kind)
    except subprocess.TimeoutExpired:
        return _saved(document, folder / "second", kind)


def _saved(document: bytes, folder: Path, kind: str) -> bytes:
    (folder / "in").mkdir(parents=True)
    source, made = folder / "in" / "document.docx", folder / f"document.{kind.partition(':')[0]}"
    source.write_bytes(document)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--norestore", "--convert-to", kind, "--outdir", str(folder)]
    said = run_whole([*command, str(source)], SECONDS)
    assert made.is_file(), said
    return made.read_bytes()
