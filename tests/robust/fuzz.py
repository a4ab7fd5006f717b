"""The readers under fire: `python -m tests.robust.fuzz READER RUNS [FOLDER]`.

With a FOLDER, in which atheris keeps what it learnt, the inputs follow the code's branches; without it they are sound
inputs with random damage. READER `all` parts the RUNS among the readers. A crasher is written to
tests/robust/crashers/READER-*, which test_hostile runs for good; of each place in the code one is kept.
"""

from __future__ import annotations

import hashlib
import os
import random
import sys
import tempfile
import time
import traceback
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

CRASHERS = Path(__file__).parent / "crashers"
SLOW = 10.0
"""Seconds of the processor that an input may take."""
LONGEST = 4_000
"""Bytes of an input that follows the branches: what is small is read often."""
LONGEST_PACKAGE = 60_000
"""Bytes of a package: one that is cut is none."""
_WORDS = (
    b"\n", b"\t", b": ", b"- ", b"&a ", b"*a", b"!!x ", b"[", b"]", b"{", b"}", b"{{ ", b" }}", b"{% ", b" %}", b"|",
    b">-", b"\x00", b"\xff", b"\xc2\x9b", b"'", b'"', b"#", b"---", b"?", b"(a)", b"[NO 1(a)]", b"<p>", b"</p>", b"~",
    b"1e999", b"\xe2\x80\xa8", b"PK\x03\x04", b"\r", b"\xef\xbb\xbf", b"for a in b", b"endfor", b"IV. ", b"0" * 30,
)  # fmt: skip


def damaged(data: bytes, chance: random.Random) -> bytes:
    """The input with a few bytes or words cut, doubled, turned round or put in."""
    found = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        at, span = chance.randint(0, len(found)), chance.choice((1, 2, 8, 60, 400))
        way = chance.randint(0, 4)
        if way == 0:
            del found[at : at + span]
        elif way == 1:
            found[at:at] = chance.choice(_WORDS) * chance.choice((1, 1, 1, 3, 50))
        elif way == 2:
            found[at:at] = found[at : at + span] * chance.choice((1, 2, 20))
        elif way == 3 and found:
            found[at % len(found)] = chance.randint(0, 255)
        else:
            other = chance.randint(0, len(found))
            found[at : at + span], found[other : other + span] = found[other : other + span], found[at : at + span]
    return bytes(found[:200_000])


def damaged_package(data: bytes, chance: random.Random) -> bytes:
    """A sound package with one of its parts damaged, left out, or under another name."""
    stream = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(stream, "w") as new:
        chosen = chance.choice(old.namelist())
        for name in old.namelist():
            way = chance.randint(0, 9) if name == chosen else -1
            if way != 0:
                blob = damaged(old.read(name), chance) if way > 1 else old.read(name)
                new.writestr(f"../{name}" if way == 1 else name, blob)
    return stream.getvalue()


def at_random(reader: str, runs: int) -> None:
    from tests.robust.readers import PACKAGES, seeds

    chance, sound, watch = random.Random(runs), seeds(reader), Watch(reader)
    for count in range(runs):
        how = damaged_package if reader in PACKAGES and count % 2 else damaged
        watch.read(how(chance.choice(sound), chance))
    print(watch.report(), flush=True)  # noqa: T201


class Watch:
    """Reads inputs, and keeps one for each place in the code that didn't stand it, and one that took long."""

    def __init__(self, reader: str, report_every: int = 0) -> None:
        from tests.robust.readers import stands

        self._reader, self._stands = reader, stands
        self._report_every = report_every
        self._count = 0
        self._slowest = 0.0
        self._broken: dict[str, Path] = {}

    def read(self, data: bytes) -> None:
        began = time.process_time()
        try:
            self._stands(self._reader, data)
        except Exception as error:
            self._keep(f"{type(error).__name__} in {_place(error)}", data)
        took = time.process_time() - began
        self._count, self._slowest = self._count + 1, max(self._slowest, took)
        if took > SLOW:
            self._keep(f"more than {SLOW:g} s", data)
        if self._report_every and self._count % self._report_every == 0:
            print(self.report(), flush=True)  # noqa: T201

    def _keep(self, why: str, data: bytes) -> None:
        if why not in self._broken:
            self._broken[why] = keep(self._reader, data)
            print(f"{self._reader}: {why} after {self._count} inputs; see {self._broken[why]}", flush=True)  # noqa: T201

    def report(self) -> str:
        return f"{self._reader}: {self._count} inputs, {len(self._broken)} kept, the slowest took {self._slowest:.2f} s"


def _place(error: Exception) -> str:
    ours = [frame for frame in traceback.extract_tb(error.__traceback__) if "fuzz.py" not in frame.filename]
    near = [frame for frame in ours if f"{os.sep}drafter{os.sep}" in frame.filename] or ours
    return f"{Path(near[-1].filename).name}:{near[-1].lineno}"


def keep(reader: str, data: bytes) -> Path:
    CRASHERS.mkdir(exist_ok=True)
    path = CRASHERS / f"{reader}-{hashlib.sha256(data).hexdigest()[:12]}"
    path.write_bytes(data)
    return path


def instrumented() -> None:
    """Load the readers so that atheris sees which branches an input takes: ten seconds of work."""
    import atheris

    with atheris.instrument_imports(include=["drafter", "yaml", "jinja2"]):
        from tests.robust import readers  # noqa: F401  (what is loaded now is loaded for good)


def by_branches(reader: str, runs: int, folder: Path) -> None:
    """Ends the process."""
    import atheris

    from tests.robust import readers

    folder.mkdir(parents=True, exist_ok=True)
    for number, data in enumerate(readers.seeds(reader)):
        (folder / f"seed-{number}").write_bytes(data)
    words = folder.with_name(f"{folder.name}.words")
    words.write_text("".join(f'"{"".join(f"{chr(92)}x{byte:02x}" for byte in word)}"\n' for word in _WORDS[:-1]))
    watch = Watch(reader, report_every=max(1, runs // 4))  # libFuzzer ends the process by itself
    package = reader in readers.PACKAGES
    mutator = {"custom_mutator": _mutated_package} if package else {}
    longest = LONGEST_PACKAGE if package else LONGEST
    limits = [f"-max_len={longest}", "-timeout=120", "-rss_limit_mb=1500", f"-dict={words}"]
    atheris.Setup([sys.argv[0], f"-runs={runs}", *limits, "-verbosity=0", str(folder)], watch.read, **mutator)
    atheris.Fuzz()


def _mutated_package(data: bytes, longest: int, seed: int) -> bytes:
    """One of a package's parts changed; a package that is none any more, as it is."""
    chance = random.Random(seed)
    with suppress(Exception):
        return damaged_package(data, chance)[:longest]
    return damaged(data, chance)[:longest]


SHARES = {
    "draft": 30, "corpus": 8, "about": 6, "layout": 6, "parties": 6, "checks": 3, "sentence": 20, "revision": 6,
    "merged": 3, "kept": 8, "notation": 20, "search": 15, "list": 10, "matrix": 10, "table": 8, "annexpage": 6,
    "annextext": 4, "workbook": 3, "sheet": 5, "pdf": 6, "amendments": 8, "word": 2, "body": 6, "edited": 1, "room": 2,
    "markdown": 4, "text": 4, "page": 6,
}  # fmt: skip
"""Of how many inputs each reader gets how many: the slow ones get few."""


ROUNDS = (0.02, 0.08, 0.1, *(0.2,) * 4)
"""Of the inputs of each reader, those that come before the next reader has its turn."""


def all_readers(runs: int, folder: Path) -> None:
    """Each reader in a process of its own, one after the other, in rounds."""
    instrumented()
    for part in ROUNDS:
        for reader, share in SHARES.items():
            process = os.fork()
            if not process:
                by_branches(reader, int(runs * part * share / sum(SHARES.values())), folder / reader)
            os.waitpid(process, 0)


def main(reader: str, runs: str, folder: str = "") -> None:
    os.environ["DRAFTER_STATE"] = tempfile.mkdtemp(prefix="drafter-state-")  # what is kept is nobody's
    if reader == "all":
        all_readers(int(runs), Path(folder))
    elif folder:
        instrumented()
        by_branches(reader, int(runs), Path(folder))
    else:
        at_random(reader, int(runs))


if __name__ == "__main__":
    main(*sys.argv[1:])
