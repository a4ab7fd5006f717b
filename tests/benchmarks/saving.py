"""How long after an edit it is on disk: sessions of random editing, saved as the screens save.

    python -m tests.benchmarks.saving [--check]

Ten seconds of editing a small draft, and of editing one of a thousand paragraphs under ten thousand recommendations;
each with a disk that has room, and with one that is full from the fifth edit on. Printed are the median and the longest
time from an edit until drafter has said that it is on disk, or in a recovery file; and from words written in an open
window until they are kept. `--check` fails where the longest is more than a second; a machine that is busy with
something else may be slower than drafter is.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from textual import events

from drafter.draft.tree import Place
from drafter.storage import corpus_yaml, unsaved_texts
from drafter.tui.app import DrafterApp
from drafter.workspace import Workspace
from tests.benchmarks import large
from tests.robust.session import CORPUS
from tests.robust.test_killed import log_of, server
from tests.tui.conftest import seen

SECONDS = 10.0
BOUND = 1.0


def delays(path: Path) -> list[float]:
    """Seconds from each edit to the next promise; the last edits, which no promise follows, are left out."""
    found, waiting = [], list[float]()
    for said in log_of(path):
        if said.what == "edit":
            waiting.append(said.when)
        else:
            found += [said.when - edited for edited in waiting]
            waiting.clear()
    return found


def measured(path: Path, corpus: Path | None, full: bool) -> list[float]:
    with server(corpus) as starter:
        session = starter.start(path, 0, full)
        while not log_of(path):
            time.sleep(0.1)
        time.sleep(SECONDS)
        os.kill(session.process, signal.SIGKILL)
        assert starter.process.stdin is not None
        starter.process.stdin.close()
    return delays(path)


async def window(workspace: Workspace) -> list[float]:
    """Seconds from words in the window of a paragraph's wording until they are kept, twenty times."""
    found, text = [], ""
    app = DrafterApp(workspace.corpus, workspace, workspace.file.path.parent, seen())
    async with app.run_test() as pilot:
        await pilot.press("2", "end", "e")
        for number in range(20):
            began, text = time.monotonic(), f"{text} More {number}."
            app.post_message(events.Paste(f" More {number}."))
            while not any(text in words.text for words in unsaved_texts.listing(workspace.file.path)):
                await asyncio.sleep(0.005)
            found.append(time.monotonic() - began)
    return found


def main(arguments: list[str]) -> None:
    slow = list[str]()

    def tell(what: str, seconds: list[float]) -> None:
        sys.stdout.write(f"{what}: {len(seconds)}, median {median(seconds):.2f} s, longest {max(seconds):.2f} s\n")
        slow.extend([what] if max(seconds) > BOUND else [])

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["DRAFTER_STATE"] = str(folder / "state")
        made, corpus = large.corpus(), folder / "corpus.yaml"
        corpus.write_text(corpus_yaml.dump(made), encoding="utf-8")
        for size, full in (("small", False), ("small", True), ("large", False), ("large", True)):
            place = folder / f"{size}-{full}"
            place.mkdir()
            path = place / "large.yaml"
            if size == "small":
                Workspace.new(path, CORPUS)
            else:
                large.workspace(place, made)
            seconds = measured(path, corpus if size == "large" else None, full)
            tell(f"edits of the {size} draft, {'full' if full else 'free'} disk", seconds)
        begun = Workspace.new(folder / "window.yaml", CORPUS)
        begun.edits.add("We act.", Place(begun.draft.parts[-1].id))
        tell("words in an open window", asyncio.run(window(begun)))
    if slow and "--check" in arguments:
        raise SystemExit(f"Longer than {BOUND} s: {'; '.join(slow)}")


if __name__ == "__main__":
    main(sys.argv[1:])
