"""Editing sessions without a person: random edits on a file, saved as the screens save, until somebody kills it.

`python -m tests.robust.session [CORPUS]` begins sessions as it is told on stdin; see `serve`. A session says, a line
each time, that an edit was done or that drafter has told it that the draft is on disk, when, and a digest of the draft
then. Where the disk is to be `full`, it is from the fifth edit on, and what can't be saved is kept in a recovery file.
"""

from __future__ import annotations

import asyncio
import errno
import os
import random
import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

from drafter.__main__ import _exit_on_signals
from drafter.corpus.corpus import Corpus
from drafter.draft.draft import Draft
from drafter.draft.tree import Place
from drafter.errors import CannotWrite, DrafterError
from drafter.storage import corpus_yaml, draft_yaml
from drafter.tui.file_actions import Autosave
from drafter.workspace import Workspace
from tests import builders

CORPUS = builders.corpus()


def digest(draft: Draft) -> str:
    return sha256(draft_yaml.dump(draft).encode()).hexdigest()


def edit(workspace: Workspace, chance: random.Random, count: int) -> None:
    """One edit that changes the draft, whatever it is."""
    asked = [one.id for one in workspace.corpus.recommendations]
    parts, ids = [part.id for part in workspace.draft.parts], list(workspace.draft.spots)
    text, part = f"We act {count} {chance.random()}.", chance.choice(parts)
    some = chance.choice(ids) if ids else ""
    ways: list[Callable[[], object]] = [
        lambda: workspace.edits.add(text, Place(part)),
        lambda: workspace.edits.add(text * 20, Place(some)),
        lambda: workspace.edits.reword(some, text),
        lambda: workspace.edits.annotate(some, text),
        lambda: workspace.edits.remove([some]),
        lambda: workspace.edits.move([some], Place(part, 0)),
        lambda: workspace.edits.take_up([chance.choice(asked)]),
        lambda: workspace.edits.set_aside([chance.choice(asked)], text),
        lambda: workspace.history.undo(),
    ]
    before = workspace.draft
    while workspace.draft == before:
        with suppress(DrafterError):
            chance.choice(ways)()


def fill_the_disk(keep: Path) -> None:
    """From now on nothing can be written beside the draft; the state folder lies elsewhere."""
    fsync = os.fsync

    def full(fd: Any) -> None:
        if str(keep) in str(Path(f"/proc/self/fd/{fd}").readlink()):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        fsync(fd)

    os.fsync = full


def say(what: str, draft: Draft) -> None:
    small = draft.corpus == CORPUS.id  # the digest of a large draft takes as long as what is measured
    os.write(1, f"{what} {time.monotonic()} {digest(draft) if small else '-'}\n".encode())


def speaking(workspace: Workspace) -> None:
    """Let it say what drafter promises: the draft is on disk once `save` is back, or once it names a recovery file."""
    save = workspace.file.save

    def saying() -> None:
        draft = workspace.draft
        try:
            save()
        except CannotWrite as error:
            if "Your work is kept in" in str(error):
                say("disk", draft)
            raise
        say("disk", draft)

    workspace.file.save = saying  # type: ignore[method-assign]  # what is said is said by whoever saves


async def work(path: Path, corpus: Corpus, seed: int, full: bool) -> None:
    chance, loop = random.Random(seed), asyncio.get_running_loop()
    workspace = Workspace.open(path, corpus)
    speaking(workspace)
    autosave = Autosave(workspace, lambda after, then: loop.call_later(after, then), lambda _fault: None)
    try:
        for count in range(100_000):
            if full and count == 5:
                fill_the_disk(path.parent)
            edit(workspace, chance, count)
            say("edit", workspace.draft)
            autosave.changed()
            await asyncio.sleep(chance.random() * 0.15)
    finally:
        say("edit", workspace.draft)  # a signal may have come between an edit and its line
        autosave.now()


def serve(corpus: Corpus) -> None:
    """Begin a session for each line `DRAFT SEED full|free` on stdin, in a process of its own, and say its id.

    Its output goes to `DRAFT.log`. The libraries are loaded once for all of them.
    """
    for line in sys.stdin:
        path, seed, disk = line.split()
        child = os.fork()
        if child == 0:
            log = os.open(f"{path}.log", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
            os.dup2(log, 1)
            _exit_on_signals()
            with suppress(SystemExit):
                asyncio.run(work(Path(path), corpus, int(seed), disk == "full"))
            os._exit(0)
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    serve(corpus_yaml.load(Path(sys.argv[1])) if sys.argv[1:] else CORPUS)
