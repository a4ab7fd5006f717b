"""What plain text may hold: any script, any sign, no control characters (a terminal or Word would act on them)."""

from __future__ import annotations

import re

# C0 but tab and line feed, DEL, C1, lone surrogates, and the two that XML can't hold. Carriage returns are handled
# by whoever reads a file; escape sequences all begin with one of these.
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def forbidden(text: str) -> tuple[int, str] | None:
    """The line (from 1) and the name (`U+001B`) of the first control character; None where there is none."""
    match = _FORBIDDEN.search(text)
    if match is None:
        return None
    return text.count("\n", 0, match.start()) + 1, f"U+{ord(match.group()):04X}"


def harmless(text: str) -> str:
    """The text with each control character shown as its name, fit for a message about it."""
    return _FORBIDDEN.sub(lambda match: f"<U+{ord(match.group()):04X}>", text)
