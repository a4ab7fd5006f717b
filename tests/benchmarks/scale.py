"""A corpus of 2,500, 25,000 and 250,000 recommendations: built, opened, searched, filtered, covered, compared.

    python -m tests.benchmarks.scale [SIZE…] [--check]

The table is invented, like that of the Universal Periodic Review: 40 groups of States, 117 themes, States under review,
SDGs; the draft has 300 paragraphs. Each step runs in a process of its own; seconds are of the processor, memory is the
most that the process ever had. `--check` fails where a figure is missed: the screen opened the second time takes more
than twice as long with the largest as with the smallest, a search more than 60 ms at the 95th percentile, coverage
more than 100 ms, a process more than 400 MB, building more than 1.5 times its share of the rows.
"""

from __future__ import annotations

import csv
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

from drafter.storage import corpus_yaml, folders
from tests.benchmarks.commands import DRAFTER, environment

SIZES = (2_500, 25_000, 250_000)
MEGABYTES, SEARCH_MS, COVERAGE_MS, TIMES = 400, 60, 100, 2.0
_SLACK = 1.5
_PARAGRAPHS = 300
WORDS = (
    "victims", "traffick", "to promote", "vi", "vict", "justice AND children", '"rule of law"', "state:3 victims",
    "capacity*", "prison NOT women", "AP 1", "organization", "education", "sdg:5", "judicial cooperation", "corrupt",
    "cyber", "youth", "terror", "data",
)  # fmt: skip
"""Searches, as they are typed: words, beginnings, phrases, attributes, citations."""


def table(path: Path, size: int, seed: int = 7) -> None:
    """Write so many rows, some under two themes, of words of the real recommendations."""
    real, chance = corpus_yaml.load(folders.CORPUS), Random(seed)
    words = [word for point in real.recommendations for word in point.text.split()]
    themes = [f"{theme.title} ({round})" for round in range(3) for theme in real.themes]
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["Recommendation", "Recommending State", "Theme", "State under review", "SDG"])
        for _ in range(size):
            start = chance.randrange(len(words) - 80)
            theme = "; ".join(chance.sample(themes, 2 if chance.random() < 0.15 else 1))
            group, state = f"Group {chance.randrange(40) + 1}", f"State {chance.randrange(193)}"
            text = " ".join(words[start : start + chance.randint(12, 50)])
            rows.writerow([text, group, theme, state, f"SDG {chance.randrange(17) + 1}"])


def figures(step: str, folder: Path) -> Iterator[tuple[str, float]]:
    """What a step took, in milliseconds; run in a process of its own."""
    from drafter.workspace import Workspace

    begun = time.process_time()
    corpus = corpus_yaml.load(folder / "points.corpus")
    yield "load", 1000 * (time.process_time() - begun)
    if step == "search":
        index = Workspace.open(folder / "draft.yaml", corpus).index
        taken = []
        for _ in range(3):
            for words in WORDS:
                begun = time.process_time()
                index.find_as_typed(words)
                taken.append(1000 * (time.process_time() - begun))
        yield "search, median", statistics.median(taken)
        yield "search, 95th percentile", statistics.quantiles(taken, n=20)[-1]
    if step == "cover":
        workspace = Workspace.open(folder / "draft.yaml", corpus)
        begun = time.process_time()
        _ = workspace.coverage
        yield "coverage, the first", 1000 * (time.process_time() - begun)
        workspace.edits.set_aside([corpus.points.ids[-1]], "Later.")
        begun = time.process_time()
        _ = workspace.coverage
        yield "coverage, after an edit", 1000 * (time.process_time() - begun)
    if step == "compare":
        from drafter.workspace.draft_review import CorpusReview

        review = CorpusReview(corpus)
        begun = time.process_time()
        found = review.within(review.batches[0])
        yield f"convergence of a theme ({len(found.pairs)} pairs)", 1000 * (time.process_time() - begun)


def _draft(folder: Path) -> None:
    """A draft of 300 paragraphs, each with words of its source."""
    from drafter.draft.draft import Link, Paragraph, Treatment
    from drafter.draft.text import Text
    from drafter.storage import draft_yaml
    from drafter.workspace import Workspace

    corpus = corpus_yaml.load(folder / "points.corpus")
    draft = Workspace.new(folder / "draft.yaml", corpus).draft
    step = len(corpus.points) // _PARAGRAPHS
    made = [
        Paragraph(f"p-{place:08x}", Text.of(f"We will {point.text}"), (Link(point.id, Treatment.ADAPTED),))
        for place, point in enumerate(corpus.recommendations[:: max(1, step)][:_PARAGRAPHS])
    ]
    parts = (*draft.parts[:-1], replace(draft.parts[-1], paragraphs=tuple(made)))
    (folder / "draft.yaml").write_text(draft_yaml.dump(replace(draft, parts=parts)), encoding="utf-8")


def _ran(command: list[str], folder: Path) -> tuple[float, float, str]:
    """Seconds of the processor, megabytes and what it printed."""
    with (folder / ".out").open("wb") as out:
        process = subprocess.Popen(command, cwd=folder, env=environment(folder), stdout=out, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} failed")
    said = (folder / ".out").read_text(encoding="utf-8")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, said


def measured(size: int, folder: Path) -> dict[str, float]:
    """Every figure of a size: milliseconds, and megabytes."""
    from drafter.storage import ui_state
    from tests.benchmarks import screens

    table(folder / "points.csv", size)
    seconds, memory, _ = _ran([*DRAFTER, "corpus", "build", "points.csv", "-o", "points.corpus"], folder)
    found = {"build, s": seconds, "build, MB": memory}
    _draft(folder)
    for step in ("search", "cover", "compare"):
        _, memory, said = _ran([sys.executable, "-m", "tests.benchmarks.scale", "--step", step], folder)
        found |= {**json.loads(said), f"{step}, MB": memory}
    ui_state.save(ui_state.UiState(tour=True, own_way=True))
    command = [sys.executable, "-m", "drafter", "--corpus", "points.corpus", "open", "draft.yaml"]
    opened = []
    for _ in range(4):
        terminal = screens.Terminal.start(command, folder)
        begun = time.perf_counter()
        terminal.until(b"Quit")
        opened.append(1000 * (time.perf_counter() - begun))
        terminal.settle(3.0)
        found["screen, MB"] = terminal.memory()
        terminal.stop()
    found["screen opened again"] = statistics.median(opened[1:])
    return found


def missed(by_size: dict[int, dict[str, float]]) -> list[str]:
    """The bounds that are not kept."""
    small, large = min(by_size), max(by_size)
    last = by_size[large]
    bounds = {
        "screen opened again": TIMES * by_size[small]["screen opened again"],
        "search, 95th percentile": SEARCH_MS,
        "coverage, after an edit": COVERAGE_MS,
        "build, s": _SLACK * by_size[small]["build, s"] * large / small,
        **{what: MEGABYTES for what in last if what.endswith("MB")},
    }
    return [f"{what}: {last[what]:.0f}, at most {most:.0f}" for what, most in bounds.items() if last[what] > most]


def main(arguments: list[str]) -> None:
    if arguments[:1] == ["--step"]:
        sys.stdout.write(json.dumps(dict(figures(arguments[1], Path.cwd()))))
        return
    sizes = [int(word) for word in arguments if word.isdigit()] or list(SIZES)
    by_size = {}
    for size in sizes:
        with tempfile.TemporaryDirectory() as name:
            os.environ |= environment(Path(name))
            by_size[size] = measured(size, Path(name))
        for what, figure in by_size[size].items():
            sys.stdout.write(f"{size:>8,}  {what:<44}{figure:>10.1f}\n")
        sys.stdout.flush()
    if "--check" in arguments and (said := missed(by_size)):
        raise SystemExit("\n".join(said))


if __name__ == "__main__":
    main(sys.argv[1:])
