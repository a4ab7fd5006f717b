"""How long a redline of two Word files takes, and how large it is: ours and docxodus's, side by side.

    python -m tests.benchmarks.redline [300 3000] [--check]
    python -m tests.benchmarks.redline 30000           # ours alone: docxodus would take half an hour

Two exports of numbered paragraphs with a footnote each, of which a third is changed, came, went or moved. Each way is a
process of its own; the seconds are of the processor, from its start to its end, with all that it starts. docxodus is
measured where `python-redlines[docxodus]` is installed, by this Python or the one that DOCXODUS_PYTHON names. `--check`
fails where the bounds that are in `faults` are missed.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks.word import Paragraphs, paragraphs
from tests.benchmarks.word import ours as write

SIZES = (300, 3_000)
LARGEST = 3_000
"""The most paragraphs that docxodus is given."""


class Figures(NamedTuple):
    seconds: float
    megabytes: float
    """The most memory that one process took."""
    size: int
    """Bytes of the result."""


def edited(items: Paragraphs) -> Paragraphs:
    """Of a hundred paragraphs three go, three come, one moves, 24 have other words, ten another note."""
    chance = random.Random(1)
    found = []
    for place, (text, note) in enumerate(items):
        fate = chance.random()
        if 0.03 <= fate < 0.06:
            found.append((f"We also decide, number {place:x}, to strengthen the rule of law at all levels.", "AP 1."))
        if 0.06 <= fate < 0.3:
            words = text.split()
            words[chance.randrange(len(words))] = "otherwise"
            words.insert(chance.randrange(len(words)), "also")
            text = " ".join(words)
        if fate >= 0.9:
            note = note.replace("para", "paras", 1)
        if fate >= 0.03:
            found.append((text, note))
    for _ in range(len(found) // 100):
        moved = found.pop(chance.randrange(len(found)))
        found.insert(chance.randrange(len(found)), moved)
    return found


_OURS = """
import sys
from pathlib import Path
from drafter.document.edited_document import Mark
from drafter.formats.docx.redline import redline
old, new, made = map(Path, sys.argv[1:])
made.write_bytes(redline(old.read_bytes(), new.read_bytes(), Mark("Chair", "2026-11-28")).data)
"""
_DOCXODUS = """
import sys
from pathlib import Path
from python_redlines import DocxodusEngine
old, new, made = map(Path, sys.argv[1:])
made.write_bytes(DocxodusEngine().run_redline("Chair", old, new, detect_moves=True)[0])
"""


def docxodus_python() -> str:
    """A Python that has docxodus; empty for none."""
    python = os.environ.get("DOCXODUS_PYTHON", sys.executable)
    found = subprocess.run([python, "-c", "import python_redlines"], capture_output=True, check=False)
    return "" if found.returncode else python


def measure(python: str, code: str, old: Path, new: Path, made: Path) -> Figures:
    process = subprocess.Popen([python, "-c", code, *map(str, (old, new, made))])
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit("a way failed")
    return Figures(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, made.stat().st_size)


def table(sizes: list[int]) -> dict[str, dict[int, Figures]]:
    python = docxodus_python()
    found: dict[str, dict[int, Figures]] = {"ours": {}, "docxodus": {}}
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            old, new, made = (Path(folder) / f"{name}{size}.docx" for name in ("old", "new", "made"))
            items = paragraphs(size)
            write(items, old)
            write(edited(items), new)
            found["ours"][size] = min(measure(sys.executable, _OURS, old, new, made) for _ in range(3))
            if python and size <= LARGEST:
                found["docxodus"][size] = measure(python, _DOCXODUS, old, new, made)
    return found


def show(found: dict[str, dict[int, Figures]], sizes: list[int]) -> None:
    head = "seconds (peak MB, KB of the result)".ljust(38)
    lines = [head + "".join(f"{size:>26,}" for size in sizes)]
    for way, figures in found.items():
        cells = (f"{each.seconds:.2f} ({each.megabytes:.0f}, {each.size / 1000:.0f})" for each in figures.values())
        lines.append(way.ljust(38) + "".join(f"{cell:>26}" for cell in cells))
    sys.stdout.write("\n".join(lines) + "\n")


def faults(found: dict[str, dict[int, Figures]]) -> list[str]:
    """Which bounds are missed; the smallest size is mostly Python's start and counts for nothing but the result's."""
    missed = []
    for size, ours in found["ours"].items():
        theirs = found["docxodus"].get(size)
        if theirs and ours.size > theirs.size:
            missed.append(f"{size}: the result is {ours.size / theirs.size:.2f} times as large")
        if theirs and size >= 3_000 and ours.seconds * 10 > theirs.seconds:
            missed.append(f"{size}: only {theirs.seconds / ours.seconds:.1f} times faster than docxodus")
        if ours.megabytes > 500:
            missed.append(f"{size}: {ours.megabytes:.0f} MB")
    return missed


def main(arguments: list[str]) -> None:
    sizes = [int(one) for one in arguments if one.isdigit()] or list(SIZES)
    found = table(sizes)
    show(found, sizes)
    missed = faults(found) if "--check" in arguments else []
    if missed:
        raise SystemExit("\n".join(missed))


if __name__ == "__main__":
    main(sys.argv[1:])
