"""How long a Word file takes to come home: its edits found, beside python-docx, which only opens it.

    python -m tests.benchmarks.room_return [3000] [--check]

A draft with so many paragraphs is exported, and a third of them edited with tracked changes. Each way is a process of
its own; the seconds are of the processor from its start to its end, Python's own included, the least of three turns
after one that fills the caches. Modules are loaded from bytecode, as in `commands`.

Two ways are measured within their process, when all is loaded: what opening the window of a file that came home takes
in the screens, with the draft open, and python-docx's `Document` alone. `--check` fails where a way takes more than its
bound.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from tests.benchmarks.commands import environment

_OPEN = "import sys, docx; docx.Document(sys.argv[2])"
_FIND = "import sys; from drafter.__main__ import run; sys.exit(run(['import', *sys.argv[1:], '--format', 'json']))"
_TAKE = "import sys; from drafter.__main__ import run; sys.exit(run(['import', *sys.argv[1:], '--take', 'all']))"
_TIMED = """
from time import process_time
start = process_time()
{what}
print(process_time() - start)
"""
_OPEN_ALONE = f"import sys, docx{_TIMED.format(what='docx.Document(sys.argv[2])')}"
_FIND_ALONE = """
import sys, gc
from pathlib import Path
from drafter.storage import corpus_yaml, folders
from drafter.workspace import Workspace, room_return
from drafter.document import layout_sentences
gc.set_threshold(20_000, 20, 20)  # as in drafter.__main__
workspace = Workspace.open(Path(sys.argv[1]), corpus_yaml.load(folders.CORPUS))
path = Path(sys.argv[2])
""" + _TIMED.format(what="room_return.opened(workspace, path)")
WAYS = {
    "python-docx opens it": _OPEN,
    "drafter finds the edits": _FIND,
    "drafter takes them home": _TAKE,
    "python-docx, loaded": _OPEN_ALONE,
    "drafter, the draft open": _FIND_ALONE,
}
BOUNDS = [
    ("drafter finds the edits", "python-docx opens it", 7.5),
    ("drafter, the draft open", "python-docx, loaded", 13.0),
]
"""A way, what it is measured by, and how many times as long it may take. It should be 3; but loading drafter and
the draft, and unpacking and parsing the file, take more than twice what python-docx takes for all.
"""


def prepare(folder: Path, count: int) -> tuple[Path, Path]:
    """The draft, and the file that came back."""
    from drafter.draft.draft import Link, Paragraph, Treatment
    from drafter.draft.edits import new_draft
    from drafter.draft.text import Text
    from drafter.storage import draft_yaml, layout_folder
    from tests.robust.room import drafts
    from tests.robust.room.pages import Hand, Page
    from tests.robust.room.parts import packed, unpacked
    from tests.robust.room.word import Word

    known = drafts.corpus()
    sources = [known.recommendations[place % len(known.recommendations)] for place in range(count)]
    paragraphs = tuple(
        Paragraph(f"p-{place}", Text.of(f"{source.text} ({place:x})"), (Link(source.id, Treatment.ADAPTED),))
        for place, source in enumerate(sources)
    )
    empty = new_draft("d-large", layout_folder.load("kyoto"), known)
    parts = (empty.parts[0], replace(empty.parts[1], paragraphs=paragraphs), *empty.parts[2:])
    draft = replace(empty, parts=parts)
    page = Page.of(unpacked(drafts.exported(draft)))
    word = Word(page, random.Random(1))
    for place, end in enumerate(word.paragraphs()):
        if place % 3 == 0:
            word.put_words(end, Hand("Ann", "2026-05-01"))
    path, room = folder / "draft.yaml", folder / "room.docx"
    path.write_text(draft_yaml.dump(draft), encoding="utf-8")
    room.write_bytes(packed(page.write(random.Random(1))))
    return path, room


def seconds(code: str, draft: Path, room: Path) -> float:
    """Of the processor: what the process says that it took, or else what all of it did."""
    before = draft.read_bytes()
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(draft), str(room)],
        env=environment(draft.parent),
        stdout=subprocess.PIPE if _timed(code) else subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    said = process.stdout.read() if process.stdout else b""
    _, status, usage = os.wait4(process.pid, 0)
    draft.write_bytes(before)
    if status:
        raise SystemExit(f"failed: {code}")
    return float(said) if said else usage.ru_utime + usage.ru_stime


def _timed(code: str) -> bool:
    return "process_time" in code


def main(*arguments: str) -> int:
    count = next((int(each) for each in arguments if each.isdigit()), 3_000)
    with tempfile.TemporaryDirectory() as folder:
        draft, room = prepare(Path(folder), count)
        found = {name: min([seconds(code, draft, room) for _ in range(4)][1:]) for name, code in WAYS.items()}
    for name, took in found.items():
        beside = found["python-docx, loaded" if _timed(WAYS[name]) else "python-docx opens it"]
        sys.stdout.write(f"{name:<28}{took:>6.2f} s  {took / beside:>5.1f} times\n")
    return int("--check" in arguments and any(found[name] > most * found[other] for name, other, most in BOUNDS))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
