"""Plain text: UTF-8, any script, any sign, no control characters (a terminal or Word would act on them).

Works on bytes and strings; may import errors, and opens no file.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

from drafter.errors import BadInput

# C0 but tab and line feed, DEL, C1, lone surrogates, and the two that XML can't hold. Carriage returns are handled
# by whoever reads a file; escape sequences all begin with one of these.
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


_OVERRIDES = "\u202d\u202e"
"""Have what follows read backwards, whatever its script: `cod.exe` would be read for `exe.doc`. No text needs them."""
_EMBEDDINGS, _ISOLATES = "\u202a\u202b", "\u2066\u2067\u2068"
_OPENING = {**dict.fromkeys(_EMBEDDINGS, "\u202c"), **dict.fromkeys(_ISOLATES, "\u2069")}
"""By the signs that begin a stretch of one direction, the one that ends it. They turn the order of what is in them, and
of all that follows where they aren't ended.
"""
_MARKS = "\u200e\u200f\u061c"
"""Stand for a letter of one direction that isn't seen."""
_DIRECTIONS = "".join((_OVERRIDES, *_OPENING, *dict.fromkeys(_OPENING.values()), _MARKS))
_MISLEADING = re.compile(f"{_FORBIDDEN.pattern[:-1]}{_DIRECTIONS}]")
"""What is forbidden, and every sign of direction, which a text may hold."""


def decode(data: bytes, path: Path | str) -> str:
    """Decode UTF-8, with or without a byte order mark, every line end as `\\n`. Control characters are not looked for.

    Raises BadInput, with the line, for other bytes; `path` names the file for the message.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise BadInput.of(path, "This is not UTF-8 text.", "Save it as plain text in UTF-8.", line) from error
    return text.replace("\r\n", "\n").replace("\r", "\n")


def told_apart(data: bytes, path: Path | str) -> tuple[str, str]:
    """Decode what others saved, as `decode` does: UTF-8, UTF-16 or Windows-1252. Returns the text and the encoding's
    name. Raises BadInput where it is none of these.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    elif len(data) > 3 and 0 in data[:2] and not (data[0] == data[1] == 0):
        encoding = "utf-16-be" if data[0] == 0 else "utf-16-le"
    else:
        encoding = "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text, encoding = _of_windows(data, path), "windows-1252"
    return text.replace("\r\n", "\n").replace("\r", "\n"), encoding.removesuffix("-sig").upper()


_LEAST_PLAIN = 0.6
"""The share of letters of a Western text that have no accent, at least."""


def _of_windows(data: bytes, path: Path | str) -> str:
    """Decode Windows-1252. Raises BadInput for what is another encoding, by the letters that it would have."""
    text = data.decode("cp1252", errors="replace")
    letters = [sign for sign in text if sign.isalpha()]
    plain = sum(sign.isascii() for sign in letters)
    if "\ufffd" in text or plain < _LEAST_PLAIN * len(letters):
        what = "This is text neither in UTF-8 nor in UTF-16 nor in Windows-1252."
        raise BadInput.of(path, what, "Save it as plain text in UTF-8.")
    return text


def forbidden(text: str) -> tuple[int, str] | None:
    """The line (from 1) and the name (`U+001B`) of the first control character; None where there is none."""
    match = _FORBIDDEN.search(text)
    if match is None:
        return None
    return text.count("\n", 0, match.start()) + 1, f"U+{ord(match.group()):04X}"


def harmless(text: str) -> str:
    """The text with what would act on a terminal shown by its name: control characters, and each sign of direction that
    turns the order of what is read, but where a text that is written from right to left needs it (see `_needed`).
    """
    return _without(text, lambda sign: f"<U+{ord(sign):04X}>")


def without_misleading(text: str) -> str:
    """The text without what `harmless` shows by name, where there is room for no name: each takes no cell."""
    return _without(text, lambda _sign: "")


def undirected(text: str) -> str:
    """As `harmless`, and without the signs that work in pairs: for what somebody else parts into lines."""
    paired = dict.fromkeys(map(ord, (*_OPENING, *_OPENING.values())))
    return harmless(text).translate(paired)


def direction_signs(text: str) -> tuple[str, ...]:
    """The signs of direction in the text, each once: nobody sees them in a name."""
    return tuple(dict.fromkeys(sign for sign in text if sign in _DIRECTIONS))


def _without(text: str, shown: Callable[[str], str]) -> str:
    if not _MISLEADING.search(text):  # as nearly all
        return text
    return "\n".join(_line_without(line, shown) for line in text.split("\n"))


def _line_without(line: str, shown: Callable[[str], str]) -> str:
    needed = _needed(line)
    return _MISLEADING.sub(lambda match: match[0] if match.start() in needed else shown(match[0]), line)


def _needed(line: str) -> set[int]:
    """The places of signs of direction that a line in a right-to-left script may have: marks, and embeddings and
    isolates that are ended within it. A line without a letter of such a script needs none.
    """
    if not any(unicodedata.bidirectional(sign) in ("R", "AL") and sign not in _MARKS for sign in line):
        return set()
    needed: set[int] = set()
    open_: list[tuple[int, str]] = []
    for place, sign in enumerate(line):
        if sign in _MARKS:
            needed.add(place)
        elif sign in _OPENING:
            open_.append((place, _OPENING[sign]))
        elif open_ and sign == open_[-1][1]:
            needed |= {place, open_.pop()[0]}
    return needed


def escaped(json: str) -> str:
    """JSON with control characters and all signs of direction escaped as JSON has it, so that it holds what it held."""
    return _MISLEADING.sub(lambda match: f"\\u{ord(match.group()):04x}", json)
