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
