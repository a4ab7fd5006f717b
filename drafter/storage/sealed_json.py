"""JSON that is believed only as it was written: a digest of it, and of what it is kept for, stands before it."""

from __future__ import annotations

import json
from hashlib import sha256

_DIGITS = 64
_BEFORE, _BETWEEN, _AFTER = b'{"digest":"', b'","content":', b"}"
_HEAD = len(_BEFORE) + _DIGITS + len(_BETWEEN)


def sealed(key: str, content: object) -> bytes:
    """The content as a JSON file that is kept for what the key names."""
    body = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    return b"".join((_BEFORE, _digest(key, body), _BETWEEN, body, _AFTER))


def body_of(key: str, data: bytes) -> bytes:
    """The JSON that was kept for what the key names. Raises ValueError where it isn't as it was written."""
    body = data[_HEAD : -len(_AFTER)]
    if data != b"".join((_BEFORE, _digest(key, body), _BETWEEN, body, _AFTER)):
        raise ValueError("It isn't as it was written.")
    return body


def _digest(key: str, body: bytes) -> bytes:
    return sha256(b"%s\0%s" % (key.encode(), body)).hexdigest().encode()
