"""Reading and writing files so that nothing is lost: text checked on the way in, files replaced only whole, and names
for new drafts that every system takes (a draft goes round by e-mail and on sticks).
"""

from __future__ import annotations

import errno
import os
import re
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from drafter.corpus.plain_text import forbidden
from drafter.errors import BadInput, CannotWrite

_ENDINGS = (".yaml", ".yml")
_REFUSED = r'[<>:"|?*\\\x00-\x1f\x7f-\x9f\ud800-\udfff]'
_PORTS = {f"{port}{number}" for port in ("com", "lpt") for number in "123456789¹²³"}
_RESERVED = {"con", "prn", "aux", "nul", "conin$", "conout$", *_PORTS}
"""Windows opens a device under these names, whatever their ending."""


def new_draft_path(path: Path) -> Path:
    """Where a new draft is written that a user wants under this path: with `.yaml`, unless it ends so or in `.yml`.

    Raises CannotWrite where not every system takes the name, which says what to change. Only the last part of the path
    is judged: the folders are there already.
    """
    name = path.name
    why = _why_not(name)
    if why:
        raise CannotWrite(why)
    return path if not name or path.suffix.lower() in _ENDINGS else path.with_name(f"{name}.yaml")


def _why_not(name: str) -> str:
    """Why a file can't be called so everywhere; empty where it can."""
    found = [_said(sign) for sign in dict.fromkeys(re.findall(_REFUSED, name))]
    if found:
        which = " and ".join(filter(None, (", ".join(found[:-1]), found[-1])))
        return f"{which} can't stand in a file's name on every system: leave {'it' if len(found) == 1 else 'them'} out."
    if name.endswith((".", " ")):
        what = "dot" if name.endswith(".") else "blank"
        return f"A file's name can't end with a {what} on every system: leave it out."
    stem = name.partition(".")[0].rstrip()
    if stem.casefold() in _RESERVED:
        return f"Windows keeps the name “{stem}” for itself: add a word to it."
    return ""


def _said(sign: str) -> str:
    return f"“{sign}”" if sign.isprintable() else f"The control character U+{ord(sign):04X}"


LARGEST = 20_000_000
"""Bytes. No mapping or draft comes near it; what is larger was handed in by mistake or to do harm."""
_ZIP = b"PK\x03\x04"
"""How a Word file begins."""
_TEMPORARY = ".drafter-new"
"""How the name of a file ends that is being written, and has not taken its place yet."""
_STALE = 60.0
"""Seconds after which such a file was left by a process that died: writing one takes less than a second."""


def read_bytes(path: Path) -> bytes:
    """The file's content. Raises BadInput where it is missing, no file, unreadable or larger than LARGEST."""
    try:
        if not path.is_file():
            missing = "There is no such file." if not path.exists() else "This is not a file."
            raise BadInput.of(path, missing, "Check the name.")
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except (OSError, ValueError) as error:  # a name with a NUL in it is a ValueError
        raise BadInput.of(path, f"The file can't be read: {_reason(error)}.") from error
    if len(data) > LARGEST:
        raise BadInput.of(path, f"The file is larger than {LARGEST // 1_000_000} MB.")
    return data


def read_text(path: Path) -> str:
    """The file's text, line ends as `\\n`. Raises BadInput, with the line, where it is no plain UTF-8 text."""
    return decode(read_bytes(path), path)


def decode(data: bytes, path: Path) -> str:
    """The bytes as text, or BadInput in the name of the file that they come from."""
    if data.startswith(_ZIP):
        raise BadInput.of(path, "This is a Word file, or another archive, and no text.", "Name the YAML file itself.")
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


def make_folder(path: Path) -> None:
    """Make the folder, and those above it, where they are missing. Raises CannotWrite."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotWrite(f"{path}: the folder can't be made: {error.strerror}.") from error


def write(path: Path, data: bytes, *, replace: bool = True) -> None:
    """Write the file whole or not at all. Links are followed, an existing file's mode and owner kept; a new file is
    its owner's alone (0600).

    Raises CannotWrite, with the file as it was, where it can't be written, is marked read-only, or exists and `replace`
    is not said.
    """
    try:
        target = Path(os.path.realpath(path))
        if os.path.exists(target) and not replace:  # noqa: PTH110  (Path.exists raises where the folder is closed to us)
            raise CannotWrite(f"{path}: this file exists. Choose another name, or say that it may be replaced.")
        if os.path.isdir(target):  # noqa: PTH112  (as above)
            raise CannotWrite(f"{path}: this is a folder. Name a file.")
        _write_whole(target, data)
    except (OSError, ValueError) as error:  # a name with a NUL in it is a ValueError
        raise CannotWrite(f"{path}: the file can't be written: {_reason(error)}. Nothing was changed.") from error


def remove_leftovers(path: Path) -> None:
    """Remove what a process that died while it wrote this file may have left beside it."""
    with suppress(OSError):
        target = Path(os.path.realpath(path))
        for one in target.parent.glob(f"{_glob(_prefix(target))}*{_TEMPORARY}"):
            if one.stat().st_mtime < time.time() - _STALE:
                one.unlink()


def _reason(error: OSError | ValueError) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error) or "the system gives no reason"


def _prefix(target: Path) -> str:
    return f".{target.name[:40]}."


def _glob(name: str) -> str:
    return "".join(f"[{sign}]" if sign in "*?[" else sign for sign in name)


def _write_whole(target: Path, data: bytes) -> None:
    before = target.stat() if target.exists() else None
    if before and not (before.st_mode & 0o222 and os.access(target, os.W_OK)):
        raise PermissionError(errno.EACCES, "it is read-only")
    handle, name = tempfile.mkstemp(prefix=_prefix(target), suffix=_TEMPORARY, dir=target.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if before:
            _look_like(temporary, before)
        temporary.replace(target)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    _sync_folder(target.parent)


def _look_like(temporary: Path, before: os.stat_result) -> None:
    """Give the new file the old one's owner, where the system lets us, and its mode."""
    if os.name == "posix":
        now = temporary.stat()
        if (now.st_uid, now.st_gid) != (before.st_uid, before.st_gid):
            with suppress(OSError):
                os.chown(temporary, before.st_uid, before.st_gid)
    temporary.chmod(before.st_mode & 0o7777)


def _sync_folder(folder: Path) -> None:
    """Make the rename last through a power cut. Windows has no such call, and its folders can't be opened; some file
    systems refuse it, and the file is in its place by then.
    """
    if os.name != "posix":
        return
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
