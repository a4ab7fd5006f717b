"""A Word document as PDF, made by LibreOffice where it is installed. The one module here that starts a program."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from drafter.errors import DrafterError

PROGRAMS = ("soffice", "libreoffice")
SECONDS = 300
"""After so long LibreOffice is taken to hang."""


def from_word(document: bytes) -> bytes:
    """The PDF. Raises DrafterError, saying what to do, where LibreOffice is missing, fails or doesn't end.

    It runs with a profile of its own, which is thrown away: it neither waits for a window that is open, nor remembers
    the file in anybody's list of recent documents.
    """
    program = next((found for name in PROGRAMS if (found := shutil.which(name))), None)
    if program is None:
        raise DrafterError(
            "PDF is made by LibreOffice, which isn't installed here (there is no `soffice` on the PATH). Install it, "
            "or export as .docx and save that as PDF in Word."
        )
    with tempfile.TemporaryDirectory(prefix="drafter-pdf-") as name:
        return _converted(program, Path(name), document)


def _converted(program: str, folder: Path, document: bytes) -> bytes:
    source, made = folder / "document.docx", folder / "document.pdf"
    source.write_bytes(document)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [
        program,
        profile,
        "--headless",
        "--norestore",
        "--convert-to",
        "pdf",
        "--outdir",
        str(folder),
        str(source),
    ]
    try:
        run = subprocess.run(command, capture_output=True, text=True, errors="replace", timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired as error:
        raise DrafterError(f"LibreOffice didn't end within {SECONDS} seconds. Export as .docx instead.") from error
    except OSError as error:
        raise DrafterError(f"LibreOffice can't be started: {error.strerror}. Export as .docx instead.") from error
    if not made.is_file():
        said = (run.stderr or run.stdout).strip().splitlines()
        raise DrafterError(f"LibreOffice made no PDF{': ' + said[-1] if said else ''}. Export as .docx instead.")
    return made.read_bytes()
