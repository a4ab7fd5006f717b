"""Reads and writes files safely: text is checked on reading, a file is replaced whole or not at all, and the name of a
new draft must be valid on every system, since drafts travel by e-mail and on sticks.
"""

from __future__ import annotations

import errno
import os
import re
import tempfile
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from drafter.corpus import plain_text
from drafter.errors import BadInput, CannotWrite, DrafterError

_ENDINGS = (".yaml", ".yml")
_REFUSED = r'[<>:"|?*\\\x00-\x1f\x7f-\x9f\ud800-\udfff]'
_PORTS = {f"{port}{number}" for port in ("com", "lpt") for number in "123456789¹²³"}
_RESERVED = {"con", "prn", "aux", "nul", "conin$", "conout$", *_PORTS}
"""Windows opens a device under these names, whatever their ending."""


def new_draft_path(path: Path) -> Path:
    """The path for a new draft: `.yaml` is added unless the path ends in `.yaml` or `.yml`.

    Raises CannotWrite, saying what to change, for a file name that not every system allows. The folders are not
    checked: they exist already.
    """
    name = path.name
    why = name_fault(name)
    if why:
        raise CannotWrite(why)
    return path if not name or path.suffix.lower() in _ENDINGS else path.with_name(f"{name}.yaml")


def name_fault(name: str) -> str:
    """What is wrong with a file name on some system, as a sentence that says what to change; empty where nothing is."""
    refused = [_quoted_sign(sign) for sign in dict.fromkeys(re.findall(_REFUSED, name))]
    if refused:
        which = " and ".join(filter(None, (", ".join(refused[:-1]), refused[-1])))
        return (
            f"{which} can't stand in a file's name on every system: leave {'it' if len(refused) == 1 else 'them'} out."
        )
    unseen = plain_text.direction_signs(name)
    if unseen:
        which = " and ".join(f"U+{ord(sign):04X}" for sign in unseen)
        return f"Nobody sees {which} in a file's name, and it turns the order of the others: leave it out."
    if name.endswith((".", " ")):
        what = "dot" if name.endswith(".") else "blank"
        return f"A file's name can't end with a {what} on every system: leave it out."
    return _device_fault(name)


def _device_fault(name: str) -> str:
    stem = name.partition(".")[0].rstrip()
    return f"Windows keeps the name “{stem}” for itself: add a word to it." if stem.casefold() in _RESERVED else ""


def _quoted_sign(sign: str) -> str:
    return f"“{sign}”" if sign.isprintable() else f"The control character U+{ord(sign):04X}"


DAMAGE = (DrafterError, OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError, OverflowError)
"""What reading may raise where one of our own files isn't as we write it."""
LARGEST = 20_000_000
"""Bytes that a file may have. No mapping or draft comes near it: a larger file is a mistake or an attack."""
_ZIP = b"PK\x03\x04"
"""How a Word file begins."""
_TEMPORARY = ".drafter-new"
"""The suffix of a file that is being written and will replace the real one."""
_HELD = (5, 32, 33)
"""What Windows says (ERROR_ACCESS_DENIED, _SHARING_VIOLATION, _LOCK_VIOLATION) of a file that another program has open:
Word, a virus scanner, a synchronised folder.
"""
_LOOKS_AGAIN = (0.05, 0.1, 0.2, 0.4)
"""Seconds between the tries to replace such a file: most are held for a moment only."""
_LONGEST_ON_WINDOWS = 259
_WINDOWS = os.name == "nt"
_STALE = 60.0
"""Seconds after which such a file is a leftover of a process that died: writing one takes less than a second."""


Progress = Callable[[int, int], object]
"""Told how much of how much is done."""


def untold(_done: int, _all: int) -> None:
    """Nobody is told."""


_within: list[Path] = []
"""The folder that this process is kept within, and those of drafter's own; nothing for all that the user may reach."""


def keep_within(folder: Path | None, *others: Path) -> None:
    """From now on, this process reads and writes only in this folder (None: in any), and in or at the `others`, which
    are drafter's own: a draft names its layout, a link may stand for the parties' file, and whoever sees a served draft
    may have written either. Links are followed before it is judged.
    """
    _within[:] = [each.resolve() for each in (folder, *others)] if folder else []


def check_reach(path: Path) -> None:
    """Raises BadInput where this process is kept within a folder, and the path leads out of it."""
    if _within and not any(Path(os.path.realpath(path)).is_relative_to(folder) for folder in _within):
        raise BadInput.of(path, "This can't be used here.", f"Only {_within[0]}, which is served, can be reached.")


def read_bytes(path: Path) -> bytes:
    """The file's content. Raises BadInput where it is missing, no file, unreadable or larger than LARGEST, or not in
    reach.
    """
    try:
        check_reach(path)
        if not path.is_file():
            missing = "There is no such file." if not path.exists() else "This is not a file."
            raise BadInput.of(path, missing, "Check the name.")
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except (OSError, ValueError) as error:  # a name with a NUL in it is a ValueError
        raise BadInput.of(path, f"The file can't be read: {_reason(error, path)}.") from error
    if len(data) > LARGEST:
        raise BadInput.of(path, f"The file is larger than {LARGEST // 1_000_000} MB.")
    return data


def read_text(path: Path) -> str:
    """The file's text, line ends as `\\n`. Raises BadInput, with the line, where it isn't plain UTF-8 text."""
    return decode(read_bytes(path), path)


def decode(data: bytes, path: Path) -> str:
    """Decode the content of the file at `path`, as `read_text` does. Raises BadInput where it isn't UTF-8 text."""
    if data.startswith(_ZIP):
        raise BadInput.of(
            path,
            "This is a Word file, or another archive, and no text.",
            "Name the draft's YAML file. `drafter import DRAFT FILE` takes home what others did in a Word export, "
            "`drafter new DRAFT --from FILE` makes a draft of a text.",
        )
    text = plain_text.decode(data, path)
    control = plain_text.forbidden(text)
    if control:
        line, name = control
        raise BadInput.of(path, f"There is a control character ({name}) in the text.", "Take it out.", line)
    return text


def typed(path: Path) -> str:
    """The path as it is typed in a command: in quotes where it has blanks, or signs that mean something to a shell."""
    return str(path) if re.fullmatch(r"[\w./\\:~+-]+", str(path)) else f'"{path}"'


def make_folder(path: Path, mode: int = 0o777) -> None:
    """Create the folder and its parents where they are missing, the folder with this mode. Raises CannotWrite."""
    try:
        path.mkdir(mode, parents=True, exist_ok=True)
    except OSError as error:
        raise CannotWrite(f"{path}: the folder can't be made: {error.strerror}.") from error


def is_there(path: Path) -> bool:
    """Whether there is anything under this name; False where the folder may not be looked into."""
    return os.path.exists(path)  # noqa: PTH110  (Path.exists raises where the folder is closed to us)


def free_path(path: Path, own: Collection[Path] = ()) -> Path:
    """A name under which nothing is yet, or what is one's `own`: this one, else `draft-2.yaml`, or the next number; the
    name itself where none up to 999 is free.
    """
    numbered = (path.with_stem(f"{path.stem}-{number}") for number in range(2, 1000))
    return next((free for free in (path, *numbered) if free in own or not is_there(free)), path)


def write(path: Path, data: bytes, *, replace: bool = True, lasting: bool = True) -> None:
    """Write the file whole or not at all. Links are followed; an existing file keeps its mode and owner, a new one is
    readable by its owner only (0600). With `lasting`, it survives a power cut from then on, which takes the disk some
    hundredths of a second; a copy that can be made again needs none of that.

    Raises CannotWrite, the file unchanged, where it can't be written, is read-only, is no plain file (a device, a
    pipe, a link that leads in a circle), or exists and `replace` is False; BadInput where it is not in reach.
    """
    with _refusals(path):
        _write_whole(_checked_target(path, replace), data, lasting)


@contextmanager
def replacing(path: Path, *, replace: bool = True) -> Iterator[Path]:
    """A new file beside this one, to be written within the block: at its end it takes this one's place, and where the
    block is left otherwise it is removed. The rest as in `write`.
    """
    with _refusals(path), _replacing_whole(_checked_target(path, replace), lasting=True) as temporary:
        yield temporary


@contextmanager
def _refusals(path: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, ValueError) as error:  # a name with a NUL in it is a ValueError
        raise CannotWrite(f"{path}: the file can't be written: {_reason(error, path)}. Nothing was changed.") from error


def _checked_target(path: Path, replace: bool) -> Path:
    """The file that the path leads to, which may be written."""
    check_reach(path)
    target = Path(os.path.realpath(path))
    if is_there(target) and not replace:
        raise CannotWrite(f"{path}: this file exists. Choose another name.", exists=True)
    if os.path.isdir(target):  # noqa: PTH112  (as in `is_there`)
        raise CannotWrite(f"{path}: this is a folder. Name a file.")
    if os.path.lexists(target) and not os.path.isfile(target):  # noqa: PTH113  (as there)
        raise CannotWrite(f"{path}: this is no plain file, and nothing else is ever replaced. Choose another name.")
    _check_new_name(target)
    return target


def _check_new_name(target: Path) -> None:
    """Raises CannotWrite where a new file would be a device on Windows, which swallows what is written, or on Windows
    itself a part of another file (`a:b`), or one under another name (`a.`).
    """
    fault = name_fault(target.name) if _WINDOWS else _device_fault(target.name)
    if fault and not is_there(target):
        raise CannotWrite(f"{target}: {fault}")


def remove_leftovers(path: Path) -> None:
    """Remove temporary files beside this file that a process left when it died while writing."""
    with suppress(OSError):
        target = Path(os.path.realpath(path))
        for leftover in target.parent.glob(f"{_glob_escaped(_temporary_prefix(target))}*{_TEMPORARY}"):
            if leftover.stat().st_mtime < time.time() - _STALE:
                leftover.unlink()


def _reason(error: OSError | ValueError, path: Path) -> str:
    if getattr(error, "winerror", None) in _HELD[1:]:
        return "another program has it open; close it there"
    if getattr(error, "winerror", None) and len(os.path.abspath(path)) > _LONGEST_ON_WINDOWS:  # noqa: PTH100
        return f"with its folders its name has more than {_LONGEST_ON_WINDOWS} characters; choose a shorter one"
    return (error.strerror if isinstance(error, OSError) else None) or str(error) or "the system gives no reason"


def _temporary_prefix(target: Path) -> str:
    return f".{target.name[:40]}."


def _glob_escaped(name: str) -> str:
    return "".join(f"[{sign}]" if sign in "*?[" else sign for sign in name)


def _write_whole(target: Path, data: bytes, lasting: bool) -> None:
    with _replacing_whole(target, lasting) as temporary, temporary.open("wb") as file:
        file.write(data)


@contextmanager
def _replacing_whole(target: Path, lasting: bool) -> Iterator[Path]:
    before = target.stat() if target.exists() else None
    if before and not (before.st_mode & 0o222 and os.access(target, os.W_OK)):
        raise PermissionError(errno.EACCES, "it is read-only")
    handle, name = tempfile.mkstemp(prefix=_temporary_prefix(target), suffix=_TEMPORARY, dir=target.parent)
    os.close(handle)
    temporary = Path(name)
    try:
        yield temporary
        if lasting:
            _sync(temporary, os.O_RDWR)
        if before:
            _copy_owner_and_mode(temporary, before)
        _put_in_place(temporary, target)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    if lasting:
        _sync_folder(target.parent)


def _sync(path: Path, mode: int) -> None:
    """Flush it to disk."""
    handle = os.open(path, mode)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _put_in_place(temporary: Path, target: Path) -> None:
    for seconds in (*_LOOKS_AGAIN, None):
        try:
            temporary.replace(target)
            return
        except PermissionError as error:
            if seconds is None or getattr(error, "winerror", None) not in _HELD:
                raise
            time.sleep(seconds)


def _copy_owner_and_mode(temporary: Path, before: os.stat_result) -> None:
    """Give the new file the old one's mode, and its owner where the system allows that."""
    if os.name == "posix":
        ours = temporary.stat()
        if (ours.st_uid, ours.st_gid) != (before.st_uid, before.st_gid):
            with suppress(OSError):
                os.chown(temporary, before.st_uid, before.st_gid)
    temporary.chmod(before.st_mode & 0o7777)


def _sync_folder(folder: Path) -> None:
    """Flush the folder to disk, so that the rename survives a power cut.

    Does nothing on Windows, where folders can't be opened. Errors are ignored: some file systems refuse, and the file
    is in place already.
    """
    if os.name != "posix":
        return
    with suppress(OSError):
        _sync(folder, os.O_RDONLY)
