"""What every command takes on the largest corpus and draft: seconds of the processor, and memory.

    python -m tests.benchmarks.largest [--size RECOMMENDATIONS PARAGRAPHS] [--only NAME…] [--check]

The corpus and the draft are those of `tests.benchmarks.large`, as large as `drafter` accepts them (`--size` makes
others). The commands run one after the other, each in a process of its own, in one folder: what one of them writes is
there for those after it. `--check` fails where one takes more than 10 seconds or 1 GB. What `open` and `serve` take is
measured by `tests.benchmarks.screens`.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import docx

from drafter.corpus.corpus import Recommendation
from drafter.draft.draft import Draft
from drafter.draft.text import Text
from drafter.draft.tree import change
from drafter.storage import corpus_yaml, draft_yaml
from tests.benchmarks.commands import DRAFTER, environment
from tests.benchmarks.large import corpus, workspace

MOST_RECOMMENDATIONS = 10_000
MOST_PARAGRAPHS = 1_000
SECONDS, MEGABYTES = 10.0, 1_000
DRAFT, OTHER, BASE = "large.yaml", "other.yaml", "base.yaml"
UNMEASURED = {"open", "serve", "share init"}
"""What shows screens, or asks git for the most part."""
AMENDED = 500
"""Paragraphs for which somebody wants other words."""


@dataclass(frozen=True)
class Figures:
    """What a process took, with those that it started."""

    seconds: float
    megabytes: float
    exit_code: int
    said: str


def commands(folder: Path) -> Iterator[tuple[str, list[str]]]:
    """By their names, the words after `drafter`. What is needed of the commands before is read when its turn comes."""
    yield "themes", ["themes"]
    yield "show", ["show", "AP 1(a)"]
    yield "show draft", ["show", DRAFT]
    yield "search", ["search", "victim* AND trafficking"]
    yield "search long", ["search", " OR ".join(["crime", "justice", "victim*", "rule of law"] * 25)]
    yield "corpus dump", ["corpus", "dump"]
    yield "corpus report", ["corpus", "report", "points.csv", "--about", "about.yaml"]
    yield "corpus build", ["corpus", "build", "points.csv", "--about", "about.yaml", "-o", "built.yaml"]
    yield "corpus compare", ["corpus", "compare", "corpus.yaml", "corpus-2.yaml"]
    yield "compile", ["compile", "--as", "matrix", "-o", "matrix.docx"]
    yield "compile xlsx", ["compile", "--as", "list", "-o", "list.xlsx"]
    yield "convergence", ["convergence"]
    yield "convergence groups", ["convergence", "--groups", "--format", "json"]
    yield "convergence contrasts", ["convergence", "--contrasts"]
    yield "combine", ["combine", "AP 1(a)", "LAC 1(a)", "WA 1(a)"]
    yield "new", ["new", "empty.yaml"]
    yield "demo", ["demo", "demo"]
    yield "add", ["add", DRAFT, "AP 5(a)", "LAC 5(a)", "--merge"]
    yield "set-aside", ["set-aside", DRAFT, "AP 70(a)", "--reason", "Later."]
    yield "coverage", ["coverage", DRAFT]
    yield "coverage xlsx", ["coverage", DRAFT, "-o", "coverage.xlsx"]
    yield "regions", ["regions", DRAFT]
    yield "derivation", ["derivation", DRAFT]
    yield "report", ["report", DRAFT, "-o", "report.html"]
    yield "check", ["check", DRAFT]
    yield "silence", ["silence", DRAFT, "future-declaration", "--reason", "Long by nature."]
    yield "adapt", ["adapt", DRAFT]
    yield "changed", ["changed", DRAFT]
    yield "numbers", ["numbers", DRAFT, "--freeze"]
    yield "agree", ["agree", DRAFT, "OP1"]
    yield "reopen", ["reopen", DRAFT, "OP1"]
    for ending in ("docx", "md", "html", "json", "xml"):
        yield f"export {ending}", ["export", DRAFT, "-o", f"out.{ending}"]
    yield "revision save", ["revision", DRAFT, "save", "Rev.1"]
    yield "propose one", ["propose", DRAFT, "OP2", "--by", "EU", "--text", "We will act at once, and together."]
    yield "propose table", ["propose", DRAFT, "--from", "amendments.csv"]
    yield "proposals", ["proposals", DRAFT]
    yield "position", ["position", DRAFT, _proposal(folder), "--by", "US", "--support"]
    yield "settle", ["settle", DRAFT, _proposal(folder), "--choose"]
    yield "ledger", ["ledger", DRAFT, "--since", "Rev.1"]
    yield "export negotiation", ["export", DRAFT, "--for", "negotiation", "-o", "negotiation.docx"]
    yield "revision list", ["revision", DRAFT, "list"]
    yield "revision compare", ["revision", DRAFT, "compare", "Rev.1", "now", "-o", "changes.docx"]
    yield "export against", ["export", DRAFT, "--against", "Rev.1", "-o", "tracked.docx"]
    yield "compare", ["compare", OTHER, DRAFT]
    yield "merge", ["merge", BASE, DRAFT, OTHER, "-o", "merged.yaml"]
    _edited(folder)
    yield "import", ["import", DRAFT, "room.docx"]
    yield "import take", ["import", DRAFT, "room.docx", "--by", "JP", "--take", "all"]
    yield "compare docx", ["compare", "out.docx", "room.docx", "-o", "compared.docx"]
    yield "versions", ["versions", DRAFT]
    yield "recover", ["recover", DRAFT]
    yield "trace", ["trace", "out.md"]
    yield "new from", ["new", "theirs.yaml", "--from", "out.md", "--links", "sure"]
    yield "layout list", ["layout", "list"]
    yield "layout copy", ["layout", "copy", "kyoto", "mine"]
    yield "layout check", ["layout", "check", "mine"]
    yield "parties list", ["parties", "list"]
    yield "parties add", ["parties", "add", DRAFT, "Friends", "--name", "Friends of the text"]
    yield "settings", ["settings"]
    yield "share init", ["share", "init", "remote.git", "--as", "EU"]
    yield "share send", ["share", "send"]
    yield "share get", ["share", "get"]
    yield "share status", ["share", "status"]


def _proposal(folder: Path) -> str:
    """The id of the first proposal that is open; nobody's where there is none."""
    ran = _ran(folder, ["proposals", DRAFT, "--open", "--format", "json"])
    found = json.loads(ran.said)["proposals"] if not ran.exit_code else []
    return next((str(one["id"]) for one in found), "none")


def _edited(folder: Path) -> None:
    """The room adds words to every tenth paragraph of the export."""
    if not (folder / "out.docx").exists():
        return
    document = docx.Document(str(folder / "out.docx"))
    for paragraph in document.paragraphs[10::10]:
        paragraph.add_run(" As the room has it.")
    document.save(str(folder / "room.docx"))


def prepare(folder: Path, recommendations: int, paragraphs: int) -> None:
    """The corpus, two editions of it, as a table too; the draft, another version of it and what both come from."""
    made = corpus(recommendations)
    (folder / "corpus.yaml").write_text(corpus_yaml.dump(made), encoding="utf-8")
    told = (
        Recommendation(one.id, one.region, one.paragraph, one.letter, f"{one.text} And so on.")
        if not place % 50
        else one
        for place, one in enumerate(made.recommendations)
    )
    (folder / "corpus-2.yaml").write_text(
        corpus_yaml.dump(replace(made, recommendations=tuple(told))), encoding="utf-8"
    )
    theme = {id: theme.title for theme in made.themes for id in theme.placements}
    rows = (f'{one.id},"{one.text.replace(chr(34), chr(39))}","{theme[one.id]}"\n' for one in made.recommendations)
    _within_bytes(folder / "points.csv", "Reference,Text,Theme\n", rows)
    regions = "".join(f"- {{code: {one.code}, name: {one.name}, report: {one.report}}}\n" for one in made.regions)
    (folder / "about.yaml").write_text(f"id: built\ntitle: A mapping\nregions:\n{regions}", encoding="utf-8")
    draft = workspace(folder, made, paragraphs).draft
    (folder / BASE).write_text(draft_yaml.dump(draft), encoding="utf-8")
    (folder / OTHER).write_text(draft_yaml.dump(_reworded(draft)), encoding="utf-8")
    wanted = [f'OP{number},EU,"We will act, and report on it ({number})."\n' for number in range(3, 3 + AMENDED)]
    (folder / "amendments.csv").write_text(f"Paragraph,By,Text\n{''.join(wanted)}", encoding="utf-8")


def _within_bytes(path: Path, head: str, rows: Iterator[str], most: int = 2_900_000) -> None:
    """A table with as many of the rows as a mapping exercise may have."""
    with path.open("w", encoding="utf-8") as file:
        left = most - file.write(head)
        for row in rows:
            left -= len(row)
            if left < 0:
                return
            file.write(row)


def _reworded(draft: Draft) -> Draft:
    """Another's version, with other words in every fifth paragraph."""
    for id in list(draft.spots)[::5]:
        draft = change(draft, id, lambda one: replace(one, text=Text.of(f"{one.text.base} Today.")))
    return draft


def _ran(folder: Path, words: list[str]) -> Figures:
    out, error = folder / ".out", folder / ".error"
    with out.open("wb") as to, error.open("wb") as err:
        process = subprocess.Popen(
            [*DRAFTER, "--corpus", "corpus.yaml", *words], cwd=folder, env=environment(folder), stdout=to, stderr=err
        )
        _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    said = (error if process.returncode else out).read_text(encoding="utf-8")
    return Figures(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, process.returncode, said)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--size", nargs=2, type=int, default=(MOST_RECOMMENDATIONS, MOST_PARAGRAPHS))
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--check", action="store_true")
    asked = parser.parse_args()
    missed = []
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work)
        prepare(folder, *asked.size)
        for name, words in commands(folder):
            if asked.only and name not in asked.only:
                continue
            began = time.monotonic()
            took = _ran(folder, words)
            failed = took.exit_code not in (0, 1)
            wrong = failed or took.seconds > SECONDS or took.megabytes > MEGABYTES
            missed += [name] if wrong else []
            told = f"  exit {took.exit_code}: {took.said.strip()[:200]}" if failed else ""
            figures = f"{took.seconds:>8.2f} s{took.megabytes:>8.0f} MB{time.monotonic() - began:>8.1f} s by the clock"
            sys.stdout.write(f"{name:<24}{figures}{'  !' if wrong else ''}{told}\n")
            sys.stdout.flush()
    if missed and asked.check:
        raise SystemExit(f"More than {SECONDS:g} s or {MEGABYTES} MB, or failed: {', '.join(missed)}")


if __name__ == "__main__":
    main()
