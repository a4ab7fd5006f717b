"""The readers under fire: `python -m tests.robust.fuzz READER RUNS [FOLDER]`.

With atheris the inputs follow the code's branches (FOLDER keeps what was learnt); without it they are sound inputs with
random damage. A crasher is written to tests/robust/crashers/READER-*, which test_hostile runs for good.
"""

from __future__ import annotations

import hashlib
import random
import sys
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

CRASHERS = Path(__file__).parent / "crashers"
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
    from tests.robust.readers import seeds, stands

    chance, sound = random.Random(runs), seeds(reader)
    for count in range(runs):
        how = damaged_package if reader == "word" and count % 2 else damaged
        data = how(chance.choice(sound), chance)
        try:
            stands(reader, data)
        except Exception as error:
            kept = keep(reader, data)
            print(f"{reader}: {type(error).__name__} after {count} inputs; see {kept}", flush=True)  # noqa: T201
    print(f"{reader}: {runs} inputs", flush=True)  # noqa: T201


def keep(reader: str, data: bytes) -> Path:
    CRASHERS.mkdir(exist_ok=True)
    path = CRASHERS / f"{reader}-{hashlib.sha256(data).hexdigest()[:12]}"
    path.write_bytes(data)
    return path


def by_branches(reader: str, runs: int, folder: Path) -> None:
    import atheris

    with atheris.instrument_imports(include=["drafter", "yaml", "jinja2"]):
        from tests.robust import readers

    folder.mkdir(parents=True, exist_ok=True)
    for number, data in enumerate(readers.seeds(reader)):
        (folder / f"seed-{number}").write_bytes(data)

    def one(data: bytes) -> None:
        try:
            readers.stands(reader, data)
        except Exception:
            keep(reader, data)
            raise

    limits = ["-max_len=6000", "-timeout=10", "-rss_limit_mb=1024"]
    says = ["-print_final_stats=1", "-verbosity=0"]
    atheris.Setup([sys.argv[0], f"-runs={runs}", *limits, *says, str(folder)], one)
    atheris.Fuzz()


def main(reader: str, runs: str, folder: str = "") -> None:
    if folder:
        by_branches(reader, int(runs), Path(folder))
    else:
        at_random(reader, int(runs))


if __name__ == "__main__":
    main(*sys.argv[1:])
