"""What git has to know so that it merges drafts by paragraph: settings of a repository, files of a folder.

The settings are a clone's own and don't travel; the files do.
"""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Sequence
from pathlib import Path

from drafter.storage import checks_yaml, draft_yaml, exported_versions, files, parties_yaml
from drafter.storage.git import Repository

_ATTRIBUTES = (
    "# drafter merges drafts by paragraph; git knows of it by this folder's settings, which `drafter share` makes.",
    "*.yaml text eol=lf merge=drafter",
    "*.yml text eol=lf merge=drafter",
    f"{checks_yaml.NAME} merge=text",
    f"{parties_yaml.NAME} merge=union",
    f"*{exported_versions.FOLDER}/** -merge",
)
_IGNORED = (
    "# What drafter, Word and LibreOffice leave while they are at work.",
    "*.drafter-new",
    "~$*",
    ".~lock.*",
)
_DRIVER = "merge.drafter.driver"
_OLD = "drafter merge %O %A %B"
"""How the driver was called before: it left drafts that it couldn't merge as ours alone."""


def set_up_merging(repository: Repository) -> bool:
    """Have git merge drafts by paragraph in this repository, where it doesn't yet. Returns whether it didn't."""
    known = repository.own_setting(_DRIVER)
    if known and not _is_gone(known) and not known.endswith(_OLD):
        return False
    repository.set("merge.drafter.name", "drafts by paragraph")
    repository.set(_DRIVER, f"{_this_program()} merge --driver %O %A %B")
    return True


def set_up_files(folder: Path) -> tuple[str, ...]:
    """Write what git has to know of drafts into the folder, where it isn't there. Returns the names of the files.

    Not in a folder without drafts: they come with the first `get`.
    """
    if not draft_yaml.found_in(folder):
        return ()
    wanted = ((".gitattributes", _ATTRIBUTES), (".gitignore", _IGNORED))
    return tuple(name for name, lines in wanted if _have_lines(folder / name, lines))


def _this_program() -> str:
    """The command that runs this drafter, from any folder, as git's shell takes it."""
    script = Path(sys.executable).with_name("drafter.exe" if os.name == "nt" else "drafter")
    if script.is_file():
        return shlex.quote(script.as_posix())
    # Without -P, Python would import what lies in the folder that is merged.
    return f"{shlex.quote(Path(sys.executable).as_posix())} -P -m drafter"


def _is_gone(driver: str) -> bool:
    """Whether the driver names a program by its path, and there is none any more."""
    try:
        program = Path(shlex.split(driver)[0])
    except (ValueError, IndexError):
        return True
    return program.is_absolute() and not program.is_file()


def _have_lines(path: Path, lines: Sequence[str]) -> bool:
    """Add the lines that the file lacks, at its end. Returns whether it lacked any."""
    data = files.read_bytes(path) if path.exists() else b""
    known = {line.strip() for line in data.decode("utf-8", "replace").splitlines()}
    missing = [line for line in lines if line not in known]
    if missing:
        before = data if not data or data.endswith(b"\n") else data + b"\n"
        files.write(path, before + "".join(f"{line}\n" for line in missing).encode())
    return bool(missing)
