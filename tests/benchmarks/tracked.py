"""How long a document with tracked changes takes, and how much memory: beside the same one without, in one run.

    python -m tests.benchmarks.tracked [3000 30000] [--check]

A draft of so many paragraphs, with footnotes and without annexes, against a version of it in which every tenth
paragraph reads otherwise, and every hundredth came, went or moved. Each export is a process of its own, `drafter
export`, after one that filled the caches; the seconds are of the processor, the least of five. `--check` fails where a
bound that is in `faults` is missed.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from drafter.corpus.corpus import Corpus
from drafter.draft.draft import Draft, Link, Paragraph, Treatment
from drafter.draft.text import Text
from drafter.storage import corpus_yaml, draft_yaml, folders
from tests.benchmarks.commands import DRAFTER, environment

SIZES = (3_000, 30_000)
TIMES, MEGABYTES = 1.6, 500
EXPORT = [*DRAFTER, "export", "new.yaml", "--replace", "--annex", "none"]
WAYS = {
    "clean": [*EXPORT, "-o", "clean.docx"],
    "tracked": [*EXPORT, "-o", "tracked.docx", "--against", "old.yaml", "--as", "The Secretariat"],
}


def drafts(folder: Path, size: int) -> None:
    """The two versions, `old.yaml` and `new.yaml`."""
    corpus = corpus_yaml.load(folders.CORPUS)
    made = draft_yaml.load(folders.CONGRESS / "sample-draft.yaml", corpus)
    known = corpus.recommendations
    paragraphs = [
        Paragraph(f"p-{place:08x}", Text.of(f"{known[place % len(known)].text} ({place:x})"), links(corpus, place))
        for place in range(size)
    ]
    share = -(-size // len(made.parts))
    parts = tuple(
        replace(part, paragraphs=tuple(paragraphs[place * share : (place + 1) * share]))
        for place, part in enumerate(made.parts)
    )
    old = replace(made, parts=parts)
    for name, draft in (("old", old), ("new", changed(old))):
        (folder / f"{name}.yaml").write_text(draft_yaml.dump(draft), encoding="utf-8")


def links(corpus: Corpus, place: int) -> tuple[Link, ...]:
    ids = corpus.recommendations[place % len(corpus.recommendations)], corpus.recommendations[place * 7 % 249]
    return tuple(Link(id, Treatment.ADAPTED) for id in dict.fromkeys(each.id for each in ids))


def changed(old: Draft) -> Draft:
    """Every tenth paragraph reads otherwise; of a hundred one came, one went, one stands elsewhere."""
    return replace(old, parts=tuple(replace(part, paragraphs=_changed(part.paragraphs)) for part in old.parts))


def _changed(paragraphs: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
    found: list[Paragraph] = []
    for place, paragraph in enumerate(paragraphs):
        if place % 10 == 5:
            words = paragraph.wording.split(" ")
            words[2:3] = ["otherwise", "and", "better"]
            words.insert(-1, "everywhere")
            paragraph = replace(paragraph, text=Text.of(" ".join(words)))
        if place % 100 == 21:
            found.append(Paragraph(f"{paragraph.id}-new", Text.of(f"We add the words of {paragraph.id}.")))
        if place % 100 == 61 and len(found) > 3:
            found.insert(-3, paragraph)
        elif place % 100 != 41:
            found.append(paragraph)
    return tuple(found)


def measure(way: str, folder: Path) -> tuple[float, float]:
    """Seconds and peak megabytes of one process."""
    process = subprocess.Popen(
        WAYS[way], cwd=folder, env=environment(folder), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{way} failed")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


Figures = dict[int, dict[str, tuple[float, float]]]
"""Seconds and megabytes of each way, by the number of paragraphs."""


def table(sizes: list[int]) -> Figures:
    found: Figures = {}
    for size in sizes:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            drafts(folder, size)
            runs: dict[str, list[tuple[float, float]]] = {way: [] for way in WAYS}
            for turn in range(6):
                for way in WAYS:
                    figures = measure(way, folder)
                    if turn:
                        runs[way].append(figures)
            found[size] = {
                way: (min(seconds for seconds, _ in figures), max(peak for _, peak in figures))
                for way, figures in runs.items()
            }
    return found


def show(found: Figures) -> None:
    for size, figures in found.items():
        told = ", ".join(f"{way} {seconds:.2f} s ({peak:.0f} MB)" for way, (seconds, peak) in figures.items())
        sys.stdout.write(f"{size:>6,} paragraphs: {told}; {_times(figures):.2f} times\n")


def _times(figures: dict[str, tuple[float, float]]) -> float:
    return figures["tracked"][0] / figures["clean"][0]


def faults(found: Figures) -> list[str]:
    """Which bounds are missed; that of the time is for 3,000 paragraphs."""
    missed = []
    for size, figures in found.items():
        if size <= SIZES[0] and _times(figures) > TIMES:
            missed.append(f"{size}: {_times(figures):.2f} times the clean one")
        if figures["tracked"][1] > MEGABYTES:
            missed.append(f"{size}: {figures['tracked'][1]:.0f} MB")
    return missed


def main(arguments: list[str]) -> None:
    found = table([int(each) for each in arguments if each.isdigit()] or list(SIZES))
    show(found)
    missed = faults(found) if "--check" in arguments else []
    if missed:
        raise SystemExit("\n".join(missed))


if __name__ == "__main__":
    main(sys.argv[1:])
