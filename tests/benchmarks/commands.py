"""How long small commands take: beside `drafter --version`, the bare interpreter, and pandoc for the sample's document.

    python -m tests.benchmarks.commands [TURNS] [--check]

The commands take turns (15, or as many as are named), each in a process of its own, on a fresh copy of the sample
draft as drafter saves it today. The milliseconds are of the processor, from a process's start to its end; the figure is
the least of all turns, since whatever else goes on only adds to it. Modules are loaded as an installed drafter loads
them, from bytecode, whatever the environment says of that. The first turn, which fills the caches, is not counted.
`again` adds to a draft that `add` has just written, and so reads a file that nobody has read before. `--check` fails
where a bound is missed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from drafter.storage import corpus_yaml, draft_yaml, folders

TURNS = 15
DRAFTER = [sys.executable, "-m", "drafter"]
DRAFT = "sample-draft.yaml"
COMMANDS = {
    "bare": [sys.executable, "-c", "pass"],
    "--version": [*DRAFTER, "--version"],
    "show": [*DRAFTER, "show", "AP 62(a)"],
    "search": [*DRAFTER, "search", "victims"],
    "coverage": [*DRAFTER, "coverage", DRAFT],
    "add": [*DRAFTER, "add", DRAFT, "AP 62(a)"],
    "again": [*DRAFTER, "add", DRAFT, "AP 62(b)"],
    "export": [*DRAFTER, "export", DRAFT, "-o", "ours.docx", "--replace"],
    "pandoc": ["pandoc", "sample.md", "-o", "pandocs.docx"],
}
BOUNDS = [
    ("--version", "bare", 5.0),
    *((name, "--version", 2.5) for name in ("show", "search", "coverage", "add")),
    ("export", "pandoc", 1.0),
]
"""A command, what it is measured by, and how many times as long it may take."""


def environment(folder: Path) -> dict[str, str]:
    own = {name: str(folder / name) for name in ("PYTHONPYCACHEPREFIX", "DRAFTER_STATE", "DRAFTER_CACHE")}
    path = os.pathsep.join([str(Path(__file__).resolve().parents[2]), os.environ.get("PYTHONPATH", "")])
    return {**os.environ, **own, "PYTHONDONTWRITEBYTECODE": "", "PYTHONPATH": path.rstrip(os.pathsep)}


def milliseconds(command: list[str], folder: Path) -> float:
    """Of the processor, for one process."""
    process = subprocess.Popen(
        command, cwd=folder, env=environment(folder), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} failed")
    return (usage.ru_utime + usage.ru_stime) * 1000


def figures(turns: int) -> dict[str, float]:
    """The least milliseconds of each command."""
    named = {name: command for name, command in COMMANDS.items() if shutil.which(command[0])}
    least = dict.fromkeys(named, float("inf"))
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work)
        draft = draft_yaml.dump(draft_yaml.load(folders.SAMPLE, corpus_yaml.load(folders.CORPUS)))
        (folder / DRAFT).write_text(draft, encoding="utf-8")
        milliseconds([*DRAFTER, "export", DRAFT, "-o", "sample.md"], folder)
        for turn in range(turns + 1):
            for name, command in named.items():
                if name != "again":
                    (folder / DRAFT).write_text(draft, encoding="utf-8")
                needed = milliseconds(command, folder)
                least[name] = min(least[name], needed) if turn else least[name]
    return least


def main(arguments: list[str]) -> None:
    least = figures(next((int(word) for word in arguments if word.isdigit()), TURNS))
    for name, needed in least.items():
        ratios = [f"{needed / least[other]:>10.2f} {other}" for other in ("bare", "--version")]
        sys.stdout.write(f"{name:<12}{needed:>8.0f} ms{''.join(ratios)}\n")
    ratios_of = [(name, other, least[name] / least[other], most) for name, other, most in BOUNDS if other in least]
    missed = [f"{name}: {ratio:.2f} times {other}" for name, other, ratio, most in ratios_of if ratio > most]
    for name, other, ratio, _ in ratios_of:
        sys.stdout.write(f"{name} takes {ratio:.2f} times {other}\n" if other == "pandoc" else "")
    if missed and "--check" in arguments:
        raise SystemExit("\n".join(missed))


if __name__ == "__main__":
    main(sys.argv[1:])
