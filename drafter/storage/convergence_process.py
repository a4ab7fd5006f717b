"""Compares a large corpus's recommendations in a process of its own, which leaves the result in the cache.

A thread would slow every key of the screens for as long as it takes, half a minute for 10,000 recommendations. The
process hears of the corpus on its standard input, and ends when that is closed: with the program that started it,
whatever ended that one.
"""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from threading import Thread

from drafter.corpus.corpus import Corpus
from drafter.review.convergence import Batch
from drafter.storage import caches

_PACKAGES = str(Path(__file__).resolve().parents[2])
"""The folder that holds the package, which Python may have found in a way that a new process doesn't know."""


def compare_apart(corpus: Corpus, batch: Batch) -> bool:
    """Compare the recommendations of a batch in a new process, and wait for it. Returns whether the result is in the
    cache.
    """
    path = os.pathsep.join(filter(None, (_PACKAGES, os.environ.get("PYTHONPATH", ""))))
    try:
        process = subprocess.Popen(
            [sys.executable, "-m", __name__],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": path},
        )
    except OSError:
        return False
    assert process.stdin
    with suppress(OSError):  # it ended before it had read all
        pickle.dump((corpus, batch), process.stdin)
        process.stdin.flush()
    process.wait()
    with suppress(OSError):
        process.stdin.close()
    return process.returncode == 0 and caches.is_convergence_kept(corpus, batch)


def _end_with_input() -> None:
    os.read(sys.stdin.fileno(), 1)  # not through the stream, whose lock an orderly end would wait for
    os.kill(os.getpid(), signal.SIGTERM)


def main() -> None:
    """Read a corpus and a batch of it from standard input, compare its recommendations, and keep the result."""
    corpus, batch = pickle.load(sys.stdin.buffer)  # from the program that started this one
    Thread(target=_end_with_input, daemon=True).start()
    caches.load_convergence(corpus, batch)


if __name__ == "__main__":
    main()
