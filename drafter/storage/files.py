"""Reading and writing files so that nothing is lost: text checked on the way in, files replaced only whole."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from drafter.errors import BadInput, CannotWrite
from drafter.model.plaintext import forbidden

LARGEST = 50_000_000
"""Bytes. No mapping or draft comes near it; what is larger was handed in by mistake or to do harm."""


def read_bytes(path: Path) -> bytes:
    """The file's content. Raises BadInput where it is missing, no file, unreadable or larger than LARGEST."""
    try:
        if not path.is_file():
            missing = "There is no such file." if not path.exists() else "This is not a file."
            raise BadInput.of(path, missing, "Check the name.")
        if path.stat().st_size > LARGEST:
            raise BadInput.of(path, f"The file is larger than {LARGEST // 1_000_000} MB.")
        return path.read_bytes()
    except OSError as error:
        raise BadInput.of(path, f"The file can't be read: {error.strerror}.") from error


def read_text(path: Path) -> str:
    """The file's text, line ends as `\\n`. Raises BadInput, with the line, where it is no plain UTF-8 text."""
    return decode(read_bytes(path), path)


def decode(data: bytes, path: Path) -> str:
    """The bytes as text, or BadInput in the name of the file that they come from."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise BadInput.of(path, "This is not UTF-8 text.", "Save it as plain text in UTF-8.", line) from error
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    found = forbidden(text)
    if found:
        line, name = found
        raise BadInput.of(path, f"There is a control character ({name}) in the text.", "Take it out.", line)
    return text


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a file held when it was last read or written, so that a change by somebody else is noticed."""

    digest: str

    @classmethod
    def of(cls, data: bytes) -> Stamp:
        return cls(sha256(data).hexdigest())


def make_folder(path: Path) -> None:
    """Make the folder, and those above it, where they are missing. Raises CannotWrite."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotWrite(f"{path}: the folder can't be made: {error.strerror}.") from error


def write(path: Path, data: bytes, *, replace: bool = True) -> None:
    """Write the file whole or not at all; links are followed, an existing file's permissions kept.

    Raises CannotWrite, with the file as it was, where it can't be written, or exists and `replace` is not said.
    """
    target = Path(os.path.realpath(path))
    if target.exists() and not replace:
        raise CannotWrite(f"{path}: this file exists. Choose another name, or say that it may be replaced.")
    if target.is_dir():
        raise CannotWrite(f"{path}: this is a folder. Name a file.")
    try:
        _write_whole(target, data)
    except OSError as error:
        raise CannotWrite(f"{path}: the file can't be written: {error.strerror}. Nothing was changed.") from error


def _write_whole(target: Path, data: bytes) -> None:
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            temporary.chmod(target.stat().st_mode & 0o7777)
        temporary.replace(target)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    _sync_folder(target.parent)


def _sync_folder(folder: Path) -> None:
    """Make the rename last through a power cut. Windows has no such call, and its folders can't be opened."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
