"""Many sessions, and what is wrong with the program's answers: python -m tests.robust.room FIRST LAST [apart|heaped].

`--edits` shows what was done in each and what was found; the file is left as room-SEED.docx with `--keep`. `--shrink`
leaves out as many edits as can be while something is wrong.
"""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable
from pathlib import Path

from drafter.document.table import anchor
from tests.robust.room import answers, sessions

Way = Callable[..., sessions.Session]
_WAYS: dict[str, Way] = {"apart": sessions.apart, "heaped": sessions.heaped}


def main(first: str, last: str, *options: str) -> int:
    ways = [name for name in _WAYS if name in options] or list(_WAYS)
    count = wrong = 0
    for seed in range(int(first), int(last)):
        for name in ways:
            session = _WAYS[name](seed)
            count += 1
            faults = _faults(session)
            wrong += bool(faults)
            if faults and "--shrink" in options:
                session = _shrunk(seed, _WAYS[name])
                faults = _faults(session)
            for fault in faults:
                sys.stdout.write(f"{seed} {name}: {fault}\n")
            if "--edits" in options:
                _show(session)
            if "--keep" in options:
                Path(f"room-{seed}-{name}.docx").write_bytes(session.document)
    sys.stdout.write(f"{count} sessions, {wrong} with faults\n")
    return int(wrong > 0)


def _faults(session: sessions.Session) -> list[str]:
    try:
        found = answers.found_in(session.document, session.draft)
        return [*answers.faults(session), *answers.step_faults(session, found)]
    except Exception:
        return [traceback.format_exc()]


def _shrunk(seed: int, way: Way) -> sessions.Session:
    skipped: frozenset[int] = frozenset()
    for number in range(40):
        if _faults(way(seed, skipped | {number})):
            skipped |= {number}
    return way(seed, skipped)


def _show(session: sessions.Session) -> None:
    ids = {anchor(id): id for id in session.draft.spots}
    for deed in session.deeds:
        who = f"{deed.hand.author or 'untracked'}"
        sys.stdout.write(f"    done: {deed.kind} {ids.get(deed.anchor, '')} {ids.get(deed.other, '')} {who}\n")
    for edit in answers.found_in(session.document, session.draft).room.edits:
        who = edit.author or "untracked"
        difference = answers.difference(edit.was, edit.now)
        sys.stdout.write(f"    found: {edit.kind} {edit.paragraph} ({edit.ref}) {who} {edit.date} {difference}\n")


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
