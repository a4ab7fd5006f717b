"""Plain text: UTF-8, any script, any sign, no control characters (a terminal or Word would act on them).

Works on bytes and strings; may import errors, and opens no file.
"""

from __future__ import annotations

import re
from pathlib import Path

from drafter.errors import BadInput

# C0 but tab and line feed, DEL, C1, lone surrogates, and the two that XML can't hold. Carriage returns are handled
# by whoever reads a file; escape sequences all begin with one of these.
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


_MISLEADING = re.compile(f"{_FORBIDDEN.pattern[:-1]}\u202d\u202e]")
"""What is forbidden, and the two signs that have what follows read backwards, whatever its script. A text may hold
those two; on a terminal `cod.exe` would be read for `exe.doc`.
"""


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
    """The text with each control character, and each sign that turns the order round, shown as its name: fit for a
    terminal.
    """
    return _MISLEADING.sub(lambda match: f"<U+{ord(match.group()):04X}>", text)


def without_misleading(text: str) -> str:
    """The text without what `harmless` shows by name, where there is room for no name: each takes no cell."""
    return _MISLEADING.sub("", text)


def escaped(json: str) -> str:
    """JSON with the same characters escaped as JSON has it, so that it holds what it held."""
    return _MISLEADING.sub(lambda match: f"\\u{ord(match.group()):04x}", json)
