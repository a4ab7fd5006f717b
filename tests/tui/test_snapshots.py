"""Four screens as they look, on the mapping and the sample draft that come with drafter: characters, not colours.

One size, since every rewording changes all of them: that everything fits in other sizes, test_sizes_and_texts says.

Where a change is meant, `DRAFTER_SNAPSHOTS=renew python -m pytest tests/tui/test_snapshots.py` writes the files anew;
read the difference before you commit it.
"""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import pytest

from drafter.storage import corpus_yaml, folders
from drafter.tui.app import DrafterApp
from drafter.workspace import Workspace
from tests.tui.conftest import Desk, seen

SNAPSHOTS = Path(__file__).parent / "snapshots"
SIZE = (80, 24)
CORPUS = corpus_yaml.load(folders.CORPUS)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the sample draft, called and dated the same on every machine."""
    monkeypatch.chdir(tmp_path)
    sample = Path("vienna/declaration.yaml")
    sample.parent.mkdir()
    Workspace.open(folders.CONGRESS / "sample-draft.yaml", CORPUS).file.save_as(sample)
    changed = datetime(2020, 1, 31, 12).timestamp()
    os.utime(sample, (changed, changed))
    return sample.parent


def picture(desk: Desk) -> str:
    return "".join(f"{line.rstrip()}\n" for line in desk.lines())


async def check(desk: Desk, name: str) -> None:
    """The screen is as its snapshot, once it is laid out."""
    file = SNAPSHOTS / f"{name}.txt"
    if os.environ.get("DRAFTER_SNAPSHOTS") == "renew":
        await desk.pilot.pause(1.0)
        file.write_text(picture(desk), encoding="utf-8", newline="\n")
    wanted = file.read_text(encoding="utf-8")
    with suppress(AssertionError):
        await desk.until(lambda: picture(desk) == wanted, patience=20.0)
    assert picture(desk) == wanted


async def test_the_screens_look_as_they_did(folder: Path) -> None:
    app = DrafterApp(CORPUS, None, folder, seen())
    app.animation_level = "none"
    async with app.run_test(size=SIZE) as pilot:
        desk = Desk(app, pilot)
        await pilot.pause()
        await check(desk, "start")
        await desk.press("enter")
        await desk.reviewed()
        await desk.press("enter")
        await check(desk, "choose")
        await desk.press("2", "down")
        await check(desk, "outline")
        await desk.press("3")
        await check(desk, "coverage")
