"""A Word document in the kinds that LibreOffice makes of it, and others' files as Word or Excel has them, where it is
installed. The one module here that starts a program.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import tempfile
from contextlib import suppress
from enum import StrEnum
from pathlib import Path

from drafter.errors import DrafterError


class Made(StrEnum):
    """What LibreOffice makes. The value is the suffix of its files, without the dot."""

    PDF = "pdf"
    ODT = "odt"
    DOCX = "docx"
    XLSX = "xlsx"


READ = {".odt": Made.DOCX, ".rtf": Made.DOCX, ".doc": Made.DOCX, ".ods": Made.XLSX, ".xls": Made.XLSX}
"""Others' files that it makes something of that we read, by their suffix."""

_TAGGED = {
    "UseTaggedPDF": True,
    "PDFUACompliance": True,
    "ExportBookmarks": True,
    "DisplayPDFDocumentTitle": True,
}
"""What a PDF has for whoever can't see it: its structure, its language, its title, a contents pane (PDF/UA)."""

_FILTERS = {
    Made.PDF: "pdf:writer_pdf_Export:"
    + json.dumps({name: {"type": "boolean", "value": str(on).lower()} for name, on in _TAGGED.items()}),
    Made.ODT: "odt:writer8",
    Made.DOCX: "docx",
    Made.XLSX: "xlsx",
}
"""What to make, by which of LibreOffice's filters; one older than 7.4 knows no such options, and makes a plain PDF."""

PROGRAMS = ("soffice", "libreoffice")
SECONDS = 300
"""After so long LibreOffice is taken to hang."""


def converted(document: bytes, kind: Made, seconds: float = SECONDS) -> bytes:
    """A Word document as another kind. Raises DrafterError, saying what to do, where LibreOffice is missing, fails or
    doesn't end in so many seconds.

    It runs with a profile of its own, which is thrown away: it neither waits for a window that is open, nor remembers
    the file in anybody's list of recent documents.
    """
    program = _program()
    if program is None:
        raise DrafterError(
            f".{kind} is made by LibreOffice, which isn't installed here (there is no `soffice` on the PATH). Install "
            f"it, or export as .docx and save that as .{kind} in Word."
        )
    with tempfile.TemporaryDirectory(prefix="drafter-convert-") as name:
        return _converted(program, Path(name), document, ".docx", kind, seconds, "Export as .docx instead.")


def readable(data: bytes, suffix: str, seconds: float = SECONDS) -> bytes:
    """The content of somebody's file with one of the suffixes in `READ` as what `READ` says. Raises DrafterError as
    `converted`; no macro of the file is run.
    """
    kind = READ[suffix]
    instead = f"Save it as .{kind} instead."
    program = _program()
    if program is None:
        raise DrafterError(
            f"A {suffix} file is read by LibreOffice, which isn't installed here (there is no `soffice` on the PATH). "
            f"{instead}"
        )
    with tempfile.TemporaryDirectory(prefix="drafter-convert-") as name:
        return _converted(program, Path(name), data, suffix, kind, seconds, instead)


def _program() -> str | None:
    return next((found for name in PROGRAMS if (found := shutil.which(name))), None)


def _converted(
    program: str, folder: Path, document: bytes, suffix: str, kind: Made, seconds: float, instead: str
) -> bytes:
    source, made = folder / f"document{suffix}", folder / f"document.{kind}"
    source.write_bytes(document)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    asked = ["--headless", "--norestore", "--convert-to", _FILTERS[kind], "--outdir", str(folder), str(source)]
    try:
        said = run_whole([program, profile, *asked], seconds)
    except subprocess.TimeoutExpired as error:
        raise DrafterError(f"LibreOffice didn't end within {seconds:g} seconds. {instead}") from error
    except OSError as error:
        raise DrafterError(f"LibreOffice can't be started: {error.strerror}. {instead}") from error
    if not made.is_file():
        last = said.strip().splitlines()[-1:]
        raise DrafterError(f"LibreOffice made no .{kind} file{''.join(f': {line}' for line in last)}. {instead}")
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
        encoding="utf-8",
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
