"""The name of a new draft's file: one that drafter finds again, and that a file can have on every system.

A draft goes round by e-mail and on sticks; a name that only some systems take stops it on its way.
"""

from __future__ import annotations

import re
from pathlib import Path

from drafter.errors import CannotWrite

_ENDINGS = (".yaml", ".yml")
_REFUSED = r'[<>:"|?*\\\x00-\x1f\x7f-\x9f\ud800-\udfff]'
_PORTS = {f"{port}{number}" for port in ("com", "lpt") for number in "123456789¹²³"}
_RESERVED = {"con", "prn", "aux", "nul", "conin$", "conout$", *_PORTS}
"""Windows opens a device under these names, whatever their ending."""


def new_name(path: Path) -> Path:
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
