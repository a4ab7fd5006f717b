"""LibreOffice as an editor: real edits with its changes recorded, through its UNO bridge."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.robust.room.truth import paragraphs

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
    with listening(pipe, folder):
        said = subprocess.run(
            [python(), str(_SCRIPT), pipe, str(folder / "jobs.json")],
            capture_output=True, text=True, timeout=_SECONDS, check=False,
        )  # fmt: skip
    assert said.returncode == 0, said.stderr
    missed = json.loads(said.stdout.splitlines()[-1])
    assert not any(missed), missed
    return [Path(str(job["target"])).read_bytes() for job in jobs]


@contextmanager
def listening(pipe: str, folder: Path) -> Iterator[None]:
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


@dataclass(frozen=True, slots=True)
class OfficeSession:
    """Edits of a document in LibreOffice, and what is then true of it."""

    edits: tuple[Edit, ...]
    before: tuple[str, ...]
    """The words of each paragraph when the document went out, without tables and the contents."""
    after: tuple[str, ...]


def session(document: bytes, chance: random.Random) -> OfficeSession:
    """Up to ten edits, of which none meets another."""
    before = paragraphs(document, accept=True)
    starts = [each[:60] for each in before]
    first = next(place for place, each in enumerate(before) if each.startswith("We, Heads")) + 1
    last = next(place for place, each in enumerate(before) if each.startswith("Recommendations that this draft")) - 2
    """The last of the text: the annex's title stands before its first sentence."""
    places = [
        place
        for place in range(first, last + 1)
        if starts.count(starts[place]) == 1 and _length(before[place]) > 60 and before[place][0] != "["
    ]
    after: dict[int, tuple[str, ...]] = {}
    edits = []
    for place in chance.sample(places, min(10, len(places))):
        if not {place - 1, place, place + 1} & set(after) and "Declare the" not in before[place]:
            edit, *texts = _edit(chance, before[place])
            edits.append({"where": starts[place], "author": chance.choice(["Ann", "Ben B."]), **edit})
            after[place] = tuple(texts)
    return OfficeSession(
        tuple(edits),
        tuple(before),
        tuple(each for place, text in enumerate(before) for each in after.get(place, (text,)) if each.strip()),
    )


def _length(text: str) -> int:
    """Of the words before the first that is no plain word: a status, a bracket."""
    return min(text.find(sign, 1) % (len(text) + 1) for sign in (" [", "]"))


def _edit(chance: random.Random, text: str) -> tuple[Any, ...]:
    """An edit of a paragraph with this text, and the texts that it leaves."""
    at = chance.randrange(1, _length(text) - 20)
    until = at + chance.randrange(1, 15)
    words = chance.choice(["as appropriate ", "naïve & <new> ", "and others "])
    return chance.choice(
        [
            ({"do": "words", "at": at, "until": at, "text": words}, text[:at] + words + text[at:]),
            ({"do": "words", "at": at, "until": until, "text": words}, text[:at] + words + text[until:]),
            ({"do": "words", "at": at, "until": until, "text": ""}, text[:at] + text[until:]),
            ({"do": "after", "at": 0, "until": 0, "text": "We add this."}, text, "We add this."),
            ({"do": "split", "at": at, "until": at, "text": ""}, text[:at], text[at:]),
            ({"do": "drop", "at": 0, "until": 0, "text": ""},),
        ]
    )
