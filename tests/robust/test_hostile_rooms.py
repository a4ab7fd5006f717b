"""Word files that were made to do harm, taken home: a clear message or a right reading, and the draft is whole.

Each goes through the real command in a process of its own, with its memory and its time of the processor limited.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from drafter.storage import draft_yaml
from tests.robust.room import drafts, hostile

BYTES, SECONDS = 1_000_000_000, 60
"""It is to be done in ten seconds on a machine that does nothing else; what is far from it would hang."""
REFUSED = {
    "entities that multiply": "declares a document type",
    "100,000 insertions in one another": "nested too deeply",
    "a part that swells": "far larger than it looks",
}

LARGEST = ("100,000 insertions in a row", "100,000 brackets", "20,000 comments", "30,000 paragraphs")
"""A tenth of them stands beside each."""
LEFT = ("nothing", "every paragraph twice", "ids that collide", "10,000 brackets", "no text at all")
"""Of which nothing is taken here too: each is read as if all were."""

_LIMITS = (
    f"import resource; resource.setrlimit(resource.RLIMIT_AS, ({BYTES}, {BYTES}))\n"
    f"resource.setrlimit(resource.RLIMIT_CPU, ({SECONDS}, {SECONDS}))\n"
)
_COMMAND = "import sys\nfrom drafter.__main__ import run\nsys.exit(run(sys.argv[1:]))"


@pytest.mark.parametrize(
    ("name", "take"),
    [
        pytest.param(name, take, marks=[] if daily else [pytest.mark.nightly])
        for name in (*hostile.WAYS, "a part that swells")
        for take, daily in (("all", name not in LARGEST), ("none", name in LEFT))
    ],
)
def test_a_hostile_file_is_refused_or_rightly_read(tmp_path: Path, name: str, take: str) -> None:
    draft = drafts.made(random.Random(4))
    path, room = tmp_path / "draft.yaml", tmp_path / "room.docx"
    path.write_text(draft_yaml.dump(draft), encoding="utf-8")
    exported = drafts.exported(draft)
    room.write_bytes(hostile.bomb(exported) if name == "a part that swells" else hostile.made(name, exported))
    before = path.read_bytes()
    limits = _LIMITS if os.name == "posix" else ""
    said = subprocess.run(
        [sys.executable, "-c", limits + _COMMAND, "import", str(path), str(room), "--take", take],
        capture_output=True, text=True, timeout=20 * SECONDS, check=False, cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )  # fmt: skip
    assert "Traceback" not in said.stderr, said.stderr[-2_000:]
    assert said.returncode == (2 if name in REFUSED else 0), said.stderr[-2_000:]
    assert REFUSED.get(name, "") in said.stderr
    assert len(said.stdout) < 5_000_000  # what nobody can read any more is named, and not shown
    if take == "none" or name in (*REFUSED, "nothing"):
        assert path.read_bytes() == before
    elif name != "no text at all":
        kept = draft_yaml.load(path, drafts.corpus())
        assert {source for spot in draft.spots.values() for source in spot.paragraph.sources} <= {
            source for spot in kept.spots.values() for source in spot.paragraph.sources
        }
