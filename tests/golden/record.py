"""Runs a case in a folder of its own and records what it did, as text that a person can read and compare.

The command runs in this process, through the entry point that the installed `drafter` has, with the state, cache and
settings of nobody. What depends on the machine, the clock or chance (folders, times, new ids) has a name in its place.
"""

from __future__ import annotations

import atexit
import contextlib
import difflib
import gc
import io
import json
import os
import re
import shutil
import signal
import sys
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from unittest import mock

from drafter.__main__ import main
from drafter.storage import files
from drafter.storage.exported_versions import EXPORTED, FOLDER
from drafter.workspace import export, negotiation_steps, room_return
from tests.golden.cases import Case

HERE = Path(__file__).parent
EXPECTED = HERE / "expected"
ROOT = HERE.parent.parent
INPUTS = (HERE / "inputs", ROOT / "data/fourteenth-congress", ROOT / "data/fourteenth-congress/sources")

WHOLE = 30_000
"""Characters up to which a text is kept whole; of a longer one, the digest of every ten lines."""
_BLOCK = 10
_NEW_ID = re.compile(r"\b(d|p|part)-[0-9a-f]{8}\b")
_ALTERNATIVES_ID = re.compile(r"(?m)^( +(?:- )?id: )([a-z2-7]{7})$")
"""In a draft's file. It is made of the paragraph's id, which may be new."""
_PASSING = (
    (re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC"), "YYYY-MM-DD hh:mm:ss UTC"),
    (re.compile(r"\(\d{4}-\d\d-\d\d \d\d:\d\d\):"), "(YYYY-MM-DD hh:mm):"),
    (re.compile(r"\"heard\": \"[^\"]+\""), '"heard": "YYYY-MM-DDThh:mm:ss+00:00"'),
    (re.compile(r"\d{8}T\d{6}\.\d{6}Z"), "YYYYMMDDThhmmss.ffffffZ"),
    (re.compile(r"\b\d{1,2} [A-Z][a-z]+ \d{4}, \d\d:\d\d\b"), "D Month YYYY, hh:mm"),
    (re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00:00"), "YYYY-MM-DDThh:mm:ss.ffffff+00:00"),
    (re.compile(r"(?<=\()\d{4}-\d\d-\d\d(?=\))"), "YYYY-MM-DD"),
    (re.compile(r'(?<="date": ")\d{4}-\d\d-\d\d'), "YYYY-MM-DD"),
    (re.compile(r"(?<=As of )\d{1,2} [A-Z][a-z]+ \d{4}"), "D Month YYYY"),
    (re.compile(r"\b[0-9a-f]{24}-[0-9a-f]{24}\b"), "<file and session>"),
    (re.compile(r"\b[0-9a-f]{12}-[0-9a-f]{12}\b"), "<file>-<draft>"),
)
_DEPENDS = re.compile(r" \[(?:zlib|XlsxWriter) \S+\]")
"""What a digest depends on beside drafter. It is compared only with one that was made with the same."""
_SWITCHES = ("NO_COLOR", "FORCE_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "DRAFTER_DEBUG", "LINES", "TTY_COMPATIBLE")
"""Variables of the environment that would change what is printed."""


def file_of(case: Case) -> Path:
    return EXPECTED / f"{case.name}.txt"


def write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="\n")


def difference(case: Case, record: str) -> str:
    """What the record says otherwise than the case's file, as a unified diff; empty where it says the same."""
    file = file_of(case)
    expected = file.read_text(encoding="utf-8") if file.exists() else ""
    shared = {*_DEPENDS.findall(expected)} & {*_DEPENDS.findall(record)}
    kept, now = (
        [line for line in text.split("\n") if shared.issuperset(_DEPENDS.findall(line))] for text in (expected, record)
    )
    if case.is_help and _words(kept) == _words(now):
        return ""
    return "\n".join(difflib.unified_diff(kept, now, "expected", "now", lineterm="", n=2))


def _words(lines: list[str]) -> list[str]:
    """The words of a help, without the brackets that one click prints about an argument and another doesn't."""
    return re.sub(r"[\[\]]", "", " ".join(lines)).split()


def of(case: Case) -> str:
    """The record of a case: each call with its exit code, what it printed, the files that it wrote."""
    with tempfile.TemporaryDirectory() as name:
        run = _Run(Path(name).resolve(), case)
        return "\n".join(line for call in case.calls for line in run.call(call)) + "\n"


@dataclass(frozen=True, slots=True)
class _Answer:
    code: object
    out: bytes
    err: bytes


class _Run:
    """One case while it runs: its folder, and the names given to what chance named."""

    def __init__(self, folder: Path, case: Case) -> None:
        self.case = case
        self.folder = folder / "work"
        self.folder.mkdir()
        self.ids: dict[str, str] = {}
        for name in dict.fromkeys((case.settings, *case.unsaved, *(word for call in case.calls for word in call))):
            self._provide(name)
        if case.unsaved:
            self._keep_unsaved(*case.unsaved)

    def call(self, arguments: tuple[str, ...]) -> Iterator[str]:
        before = self._files()
        answer = _answer(arguments, self.case.typed, self.folder, self.case.settings)
        after = self._files()
        yield f"$ drafter {' '.join(map(_quoted, arguments))}".rstrip()
        yield f"exit code {answer.code}"
        yield from self._text("stdout", answer.out)
        if self.case.worded_by_click:
            yield f"--- stderr: {len(answer.err.splitlines())} line"
        else:
            yield from self._text("stderr", answer.err)
        for path, data in after.items():
            if before.get(path) != data:
                yield from self._file(path, data)
        for path in before.keys() - after.keys():
            yield f"--- {path.as_posix()} is gone"

    def _provide(self, name: str) -> None:
        """Put the input of this name, if it is one, into the folder, and the layout that it needs."""
        found = next(
            (folder / name for folder in INPUTS if re.fullmatch(r"\w[\w.-]*", name) and (folder / name).exists()), None
        )
        if found is None or found.name == "sources":
            return
        if found.is_dir():
            shutil.copytree(found, self.folder / name, dirs_exist_ok=True)
            return
        shutil.copyfile(found, self.folder / name)
        if layout := re.search(rb"^layout: (\S+)$", found.read_bytes(), re.M):
            self._provide(layout[1].decode())

    def _keep_unsaved(self, name: str, work: str) -> None:
        """Leave `work` behind, as a drafter does that could not save it to the file `name`."""
        path = self.folder / name
        folder = self.folder.parent / "state" / "recovery"
        folder.mkdir(parents=True)
        key = sha256(os.path.normcase(path).encode()).hexdigest()[:24]
        head = json.dumps({"path": str(path), "when": "2026-01-02T03:04:05+00:00"})
        said = f"# drafter keeps here what it could not save: {head}\n".encode()
        (folder / f"{key}-{key}.yaml").write_bytes(said + (HERE / "inputs" / work).read_bytes())
        shutil.copyfile(path, folder / f"{key}-{key}.base.yaml")

    def _files(self) -> dict[Path, bytes]:
        paths = sorted(path for path in self.folder.rglob("*") if path.is_file() and ".git" not in path.parts)
        return {path.relative_to(self.folder): path.read_bytes() for path in paths}

    def _file(self, path: Path, data: bytes) -> Iterator[str]:
        if copied := self._copied(path, data):
            yield f"--- {path.as_posix()}: as {copied}"
            return
        if path.suffix == ".yaml":
            # The next call is to find the same ids in every run.
            data = _ALTERNATIVES_ID.sub(self._alternatives_id, _NEW_ID.sub(self._id, data.decode())).encode()
            if not path.parent.name.endswith(FOLDER):  # a revision that somebody changed is damaged
                (self.folder / path).write_bytes(data)
        yield from self._text(path.as_posix(), data)

    def _copied(self, path: Path, data: bytes) -> str:
        """Of a version that was exported, the name of the draft that it is a copy of; empty for any other file."""
        if path.parent.name != EXPORTED:
            return ""
        beside = (self.folder / path).parent.parent.parent.glob("*.yaml")
        return next((draft.name for draft in sorted(beside) if draft.read_bytes() == data), "")

    def _text(self, name: str, data: bytes) -> Iterator[str]:
        if not data:
            return
        if zipfile.is_zipfile(io.BytesIO(data)):
            yield f"--- {name}"
            yield from _package(Path(name).suffix, data)
            return
        lines = [_visible(line) for line in self._neutral(data.decode()).split("\n")]
        ended = lines[-1] == ""
        yield f"--- {name}{'' if ended else ', without a newline at its end'}"
        lines = lines[:-1] if ended else lines
        if len(data) <= WHOLE:
            yield from lines
            return
        for first in range(0, len(lines), _BLOCK):
            block = lines[first : first + _BLOCK]
            yield f"lines {first + 1:5} to {first + len(block):5}: {_digest(chr(10).join(block).encode())[:16]}"

    def _neutral(self, text: str) -> str:
        """The text without what depends on the machine, the clock or chance."""
        for path, called in ((self.folder.parent, "<folder>"), (ROOT, "<drafter>")):
            for said in (json.dumps(str(path))[1:-1], str(path)):
                text = text.replace(said, called)
        for pattern, called in _PASSING:
            text = pattern.sub(called, text)
        return _NEW_ID.sub(self._id, text)

    def _alternatives_id(self, found: re.Match[str]) -> str:
        return found[1] + self.ids.setdefault(found[2], f"alt{len(self.ids):04}")

    def _id(self, new: re.Match[str]) -> str:
        """A stable id in place of a new one: counted in the order in which they were first seen."""
        id = new[0]
        if id not in self.ids.values():
            self.ids.setdefault(id, f"{new[1]}-{len(self.ids):08x}")
        return self.ids.get(id, id)


def _answer(arguments: tuple[str, ...], typed: str, folder: Path, settings: str) -> _Answer:
    """What `drafter` answers to these arguments in the folder."""
    streams = [io.TextIOWrapper(io.BytesIO(data), encoding="utf-8") for data in (typed.encode(), b"", b"")]
    environment = {
        **{name: value for name, value in os.environ.items() if name not in _SWITCHES},
        "DRAFTER_STATE": "../state",
        "DRAFTER_CACHE": str(_cache()),
        "DRAFTER_COUNT_PAGES": "no",
        "DRAFTER_MEANING": "no",
        "DRAFTER_SETTINGS": settings,
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "COLUMNS": "80",
    }
    with ExitStack() as stack:
        stack.enter_context(_as_before())
        stack.enter_context(contextlib.chdir(folder))
        stack.enter_context(mock.patch.dict(os.environ, environment, clear=True))
        stack.enter_context(mock.patch.object(sys, "argv", ["drafter", *arguments]))
        stack.enter_context(mock.patch.object(negotiation_steps, "today", lambda: "2026-03-02"))
        stack.enter_context(mock.patch.object(room_return, "this_minute", lambda: "02 March 2026 10.00"))
        stack.enter_context(mock.patch.object(export, "this_minute", lambda: ("2026-03-02", "10.00")))
        for name, stream in zip(("stdin", "stdout", "stderr"), streams, strict=True):
            stack.enter_context(mock.patch.object(sys, name, stream))
        code: object = "none"
        try:
            main()
        except SystemExit as end:
            code = end.code
    for stream in streams:
        stream.flush()
    _, out, err = (stream.detach().getvalue() for stream in streams)
    return _Answer(code, out, err)


@contextmanager
def _as_before() -> Iterator[None]:
    """Put back what the command sets for a process that it takes for its own."""
    numbers = [getattr(signal, name) for name in ("SIGHUP", "SIGTERM") if hasattr(signal, name)]
    handlers, threshold = [signal.getsignal(number) for number in numbers], gc.get_threshold()
    try:
        yield
    finally:
        for number, handler in zip(numbers, handlers, strict=True):
            signal.signal(number, handler)
        gc.set_threshold(*threshold)
        files.keep_within(None)


@cache
def _cache() -> Path:
    """One cache folder for all cases of this process: what is kept there is not to be seen in what is printed."""
    path = Path(tempfile.mkdtemp())
    atexit.register(shutil.rmtree, path, ignore_errors=True)
    return path


def _package(suffix: str, data: bytes) -> Iterator[str]:
    """A Word file or a spreadsheet: the digest of the whole, and of each part by its name."""
    by = f" [XlsxWriter {version('XlsxWriter')}]" if suffix == ".xlsx" else ""
    yield f"{_digest(data)}  the file{by} [zlib {zlib.ZLIB_RUNTIME_VERSION}]"
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            yield f"{_digest(package.read(name))}  {name}{by}"


def _digest(data: bytes) -> str:
    return sha256(data).hexdigest()


def _visible(line: str) -> str:
    """The line with its control characters and a space at its end to be seen, and safe from editors."""
    shown = "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in line)
    return f"{shown}⏎" if shown.endswith(" ") else shown


def _quoted(word: str) -> str:
    return word if re.fullmatch(r"[\w./=,-]+", word) else f"'{_visible(word)}'"
