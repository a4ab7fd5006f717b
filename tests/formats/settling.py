"""LibreOffice accepting and refusing all tracked changes, as tests call it."""

from __future__ import annotations

import json
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

from tests.robust.room.office import listening, python

_SCRIPT = Path(__file__).with_name("settling_script.py")
_SECONDS = 600


@dataclass(frozen=True)
class Settled:
    changes: list[tuple[str, str]]
    """What was done (`Insert`, `Delete`, `ParagraphFormat`) and by whom."""
    accepted: list[str]
    """The paragraphs, with all changes accepted; a note's words in braces where it is cited."""
    refused: list[str]


def settled(documents: list[bytes], folder: Path) -> list[Settled]:
    """Of each document; where several are the same, LibreOffice opens it once."""
    paths = []
    for place, document in enumerate(dict.fromkeys(documents)):
        paths.append(str(folder / f"{place}.docx"))
        Path(paths[-1]).write_bytes(document)
    (folder / "jobs.json").write_text(json.dumps(paths))
    pipe = f"drafter-settling{os.getpid()}"
    with listening(pipe, folder):
        said = subprocess.run(
            [python(), str(_SCRIPT), pipe, str(folder / "jobs.json")],
            capture_output=True, text=True, timeout=_SECONDS, check=False,
        )  # fmt: skip
    assert said.returncode == 0, said.stderr
    answers = (
        Settled([(kind, author) for kind, author in each["changes"]], each["accept"], each["reject"])
        for each in json.loads(said.stdout.splitlines()[-1])
    )
    found = dict(zip(dict.fromkeys(documents), answers, strict=True))
    return [found[document] for document in documents]
