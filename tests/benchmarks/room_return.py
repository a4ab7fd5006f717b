"""How long a Word file takes to come home: its edits found, beside python-docx, which only opens it.

    python -m tests.benchmarks.room_return [3000] [--check]

A draft with so many paragraphs is exported, and a third of them edited with tracked changes. Each way is a process of
its own; the seconds are of the processor from its start to its end, Python's own included, the least of three.
`--check` fails where the command takes more than `MOST` times as long as python-docx.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

MOST = 9
"""The command also loads the draft, words and numbers it, and compares each paragraph: it takes 7.4 times as long. It
should be 3.
"""

_OPEN = "import sys, docx; docx.Document(sys.argv[2])"
_FIND = "import sys; from drafter.__main__ import run; sys.exit(run(['import', *sys.argv[1:], '--format', 'json']))"
_TAKE = "import sys; from drafter.__main__ import run; sys.exit(run(['import', *sys.argv[1:], '--take', 'all']))"
WAYS = {"python-docx opens it": _OPEN, "drafter finds the edits": _FIND, "drafter takes them home": _TAKE}


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
    before = draft.read_bytes()
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(draft), str(room)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    draft.write_bytes(before)
    if status:
        raise SystemExit(f"failed: {code}")
    return usage.ru_utime + usage.ru_stime


def main(*arguments: str) -> int:
    count = next((int(each) for each in arguments if each.isdigit()), 3_000)
    with tempfile.TemporaryDirectory() as folder:
        draft, room = prepare(Path(folder), count)
        found = {name: min(seconds(code, draft, room) for _ in range(3)) for name, code in WAYS.items()}
    least = found["python-docx opens it"]
    for name, took in found.items():
        sys.stdout.write(f"{name:<28}{took:>6.2f} s  {took / least:>5.1f} times\n")
    return int("--check" in arguments and found["drafter finds the edits"] > MOST * least)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
