"""LibreOffice as an editor: real edits with its changes recorded, through its UNO bridge."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Any

import pytest

_SCRIPT = Path(__file__).with_name("office_script.py")
_SECONDS = 600
"""After so long it is taken to hang."""

Edit = dict[str, Any]


@cache
def python() -> str:
    """A Python that has `uno`: mostly the system's own; empty where none has."""
    if shutil.which("soffice") is None:
        return ""
    for candidate in ("/usr/bin/python3", "python3"):
        with suppress(OSError):
            if subprocess.run([candidate, "-c", "import uno"], capture_output=True, check=False).returncode == 0:
                return candidate
    return ""


needs_bridge = pytest.mark.skipif(not python(), reason="LibreOffice with its Python bridge is not installed")


def edited(documents: list[tuple[bytes, list[Edit]]], folder: Path, tracked: bool = True) -> list[bytes]:
    """Each document as LibreOffice saves it after these edits, made in their order."""
    jobs = []
    for place, (document, edits) in enumerate(documents):
        source, target = folder / f"{place}.docx", folder / f"{place}-edited.docx"
        source.write_bytes(document)
        jobs.append({"source": str(source), "target": str(target), "edits": edits, "tracked": tracked})
    (folder / "jobs.json").write_text(json.dumps(jobs))
    pipe = f"drafter{os.getpid()}"
    with _listening(pipe, folder):
        said = subprocess.run(
            [python(), str(_SCRIPT), pipe, str(folder / "jobs.json")],
            capture_output=True, text=True, timeout=_SECONDS, check=False,
        )  # fmt: skip
    assert said.returncode == 0, said.stderr
    missed = json.loads(said.stdout.splitlines()[-1])
    assert not any(missed), missed
    return [Path(str(job["target"])).read_bytes() for job in jobs]


@contextmanager
def _listening(pipe: str, folder: Path) -> Iterator[None]:
    """LibreOffice, in a group of its own, which is ended with all that it started."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--norestore", f"--accept=pipe,name={pipe};urp;"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        yield
        process.wait(60)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
