"""What every command takes on the largest corpus and draft: seconds of the processor, and memory.

    python -m tests.benchmarks.largest [--size RECOMMENDATIONS PARAGRAPHS] [--only NAME…] [--check]

The corpus and the draft are those of `tests.benchmarks.large`: near copies by the thousand (`--size` makes others). The
commands run one after the other, each in a process of its own, in one folder: what one of them writes is there for
those after it. `--check` fails where one takes more than 10 seconds or 1 GB (but see `LONGER`). What `open` and `serve`
take is measured by `tests.benchmarks.screens`.
"""

from __future__ import annotations

import argparse
import json
import os
import shlex
import subprocess
import sys
import tempfile
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
from tests.benchmarks.large import PARAGRAPHS, RECOMMENDATIONS, corpus, workspace

SECONDS, MEGABYTES = 10.0, 1_000
AMENDED = 500
"""Paragraphs for which somebody wants other words."""


@dataclass(frozen=True)
class Figures:
    """What a process took, with those that it started."""

    seconds: float
    megabytes: float
    exit_code: int
    said: str


_LONG = " OR ".join(["crime", "justice", "victim*", "rule of law"] * 25)
COMMANDS = {
    "themes": "themes",
    "show": "show 'AP 1(a)'",
    "show DRAFT": "show large.yaml",
    "search": "search 'victim* AND trafficking'",
    "search, 100 terms": f"search '{_LONG}'",
    "corpus dump": "corpus dump",
    "corpus report": "corpus report points.csv --about about.yaml",
    "corpus build": "corpus build points.csv --about about.yaml -o built.yaml",
    "corpus join": "corpus join corpus.yaml K=corpus-2.yaml -o all.yaml",
    "corpus compare": "corpus compare corpus.yaml corpus-2.yaml",
    "compile": "compile --as matrix -o matrix.docx",
    "compile, Excel": "compile --as list -o list.xlsx",
    "convergence, first": "convergence --groups --format json",
    "convergence": "convergence",
    "convergence, groups": "convergence --groups",
    "convergence, contrasts": "convergence --contrasts",
    "combine": "combine 'AP 1(a)' 'LAC 1(a)' 'WA 1(a)'",
    "new": "new empty.yaml",
    "new --from": "new theirs.yaml --from theirs.md --links sure",
    "demo": "demo demo",
    "add": "add large.yaml 'AP 70(a)' 'LAC 70(a)' --merge",
    "set-aside": "set-aside large.yaml 'AP 75(a)' --reason Later.",
    "coverage": "coverage large.yaml",
    "coverage, Excel": "coverage large.yaml -o coverage.xlsx",
    "regions": "regions large.yaml",
    "derivation": "derivation large.yaml",
    "report": "report large.yaml -o report.html",
    "check": "check large.yaml",
    "silence": "silence large.yaml future-declaration --reason Spoken.",
    "adapt": "adapt large.yaml",
    "changed": "changed large.yaml",
    "numbers": "numbers large.yaml --freeze",
    "agree": "agree large.yaml OP1",
    "reopen": "reopen large.yaml OP1",
    "export": "export large.yaml -o out.docx",
    "export, Markdown": "export large.yaml -o out.md",
    "export, web page": "export large.yaml -o out.html",
    "export, Akoma Ntoso": "export large.yaml -o out.xml",
    "revision save": "revision large.yaml save Rev.1",
    "propose": "propose large.yaml OP2 --by EU --text 'We will act at once, and together.'",
    "propose --from": "propose large.yaml --from amendments.csv",
    "proposals": "proposals large.yaml",
    "position": "position large.yaml ID --by US --support",
    "settle": "settle large.yaml ID --choose",
    "ledger": "ledger large.yaml --since Rev.1",
    "export, to negotiate": "export large.yaml --for negotiation -o negotiation.docx",
    "revision list": "revision large.yaml list",
    "revision compare": "revision large.yaml compare Rev.1 now -o changes.docx",
    "export --against": "export large.yaml --against Rev.1 -o tracked.docx",
    "compare": "compare other.yaml large.yaml",
    "compare, Word": "compare out.docx room.docx -o compared.docx",
    "merge": "merge base.yaml large.yaml other.yaml -o merged.yaml",
    "import": "import large.yaml room.docx",
    "import --take": "import large.yaml room.docx --by JP --take all",
    "versions": "versions large.yaml",
    "recover": "recover large.yaml",
    "trace": "trace theirs.md",
    "layout list": "layout list",
    "layout copy": "layout copy kyoto mine",
    "layout check": "layout check mine",
    "parties list": "parties list",
    "parties add": "parties add large.yaml Friends --name 'Friends of the text'",
    "settings": "settings",
    "share init": "share init remote.git --as EU",
    "share send": "share send",
    "share get": "share get",
    "share status": "share status",
}
"""By what they are called here, each with its words. `ID` is that of a proposal that is open."""
UNMEASURED = ("open", "serve", "corpus sort")
"""What shows screens."""
LONGER = {"convergence, first": 20.0, "trace": 90.0, "new --from": 90.0}
"""Seconds of what is not held to the bound: what compares everything with everything, once for a corpus or a text."""


def _proposal(folder: Path) -> str:
    """The id of the first proposal that is open; nobody's where there is none."""
    ran = _ran(folder, ["proposals", "large.yaml", "--open", "--format", "json"])
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
    (folder / "base.yaml").write_text(draft_yaml.dump(draft), encoding="utf-8")
    (folder / "other.yaml").write_text(draft_yaml.dump(_reworded(draft)), encoding="utf-8")
    wanted = [f'OP{number},EU,"We will act, and report on it ({number})."\n' for number in range(3, 3 + AMENDED)]
    theirs = "\n\n".join(f"{place}. {spot.paragraph.written}" for place, spot in enumerate(draft.spots.values(), 1))
    (folder / "theirs.md").write_text(f"{theirs}\n", encoding="utf-8")
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


def measured(folder: Path, name: str, words: str) -> bool:
    """Run it and say what it took. Returns whether that is too much, or it failed."""
    if "room.docx" in words and not (folder / "room.docx").exists():
        _edited(folder)
    took = _ran(folder, [_proposal(folder) if word == "ID" else word for word in shlex.split(words)])
    failed = took.exit_code not in (0, 1)
    wrong = failed or took.seconds > LONGER.get(name, SECONDS) or took.megabytes > MEGABYTES
    told = f"  exit {took.exit_code}: {took.said.strip()[:200]}" if failed else ""
    mark = "  !" if wrong else "  not held to the bound" if took.seconds > SECONDS else ""
    sys.stdout.write(f"{name:<24}{took.seconds:>8.2f} s{took.megabytes:>8.0f} MB{mark}{told}\n")
    sys.stdout.flush()
    return wrong


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--size", nargs=2, type=int, default=(RECOMMENDATIONS, PARAGRAPHS))
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--check", action="store_true")
    asked = parser.parse_args()
    missed = []
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work)
        prepare(folder, *asked.size)
        for name, words in COMMANDS.items():
            if not asked.only or name in asked.only:
                missed += [name] if measured(folder, name, words) else []
    if missed and asked.check:
        raise SystemExit(f"More than {SECONDS:g} s or {MEGABYTES} MB, or failed: {', '.join(missed)}")


if __name__ == "__main__":
    main()
