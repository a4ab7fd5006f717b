"""A Word document as PDF, made by LibreOffice where it is installed. The one module here that starts a program."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from contextlib import suppress
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
        said = run_whole(command, SECONDS)
    except subprocess.TimeoutExpired as error:
        raise DrafterError(f"LibreOffice didn't end within {SECONDS} seconds. Export as .docx instead.") from error
    except OSError as error:
        raise DrafterError(f"LibreOffice can't be started: {error.strerror}. Export as .docx instead.") from error
    if not made.is_file():
        last = said.strip().splitlines()[-1:]
        raise DrafterError(f"LibreOffice made no PDF{''.join(f': {line}' for line in last)}. Export as .docx instead.")
    return made.read_bytes()


def run_whole(command: list[str], seconds: float) -> str:
    """Run a program to its end and return what it prints. Where it isn't done in time, or we are stopped, it is ended
    with all that it started: LibreOffice's command starts another program, which would otherwise go on for ever.

    Raises TimeoutExpired, OSError where it can't be started.
    """
    own_group = os.name == "posix"
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        start_new_session=own_group,
    ) as process:
        try:
            return process.communicate(timeout=seconds)[0]
        except BaseException:
            if own_group:
                with suppress(OSError):  # it has ended meanwhile
                    os.killpg(process.pid, signal.SIGKILL)
            process.kill()
            raise
