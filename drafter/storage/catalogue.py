"""Reads a language's catalogue, a `.po` file: what the screens say, sentence by sentence.

The file is read as it is: there is nothing to compile, and so nothing that is older than what it was made of.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path
from struct import pack

_MAGIC, _HEADER = 0x950412DE, 28
"""Of a compiled catalogue: its first number, and how many bytes stand before its tables."""


def load(path: Path) -> GNUTranslations:
    """The catalogue as Python's gettext has it, without what is not translated yet."""
    known = {english: forms for english, forms in messages(path.read_text(encoding="utf-8")) if forms.strip("\0")}
    return GNUTranslations(BytesIO(_compiled(known)))


def messages(text: str) -> Iterator[tuple[str, str]]:
    """Each English sentence of a catalogue with what stands for it; forms behind one another, with a NUL between them.
    The catalogue's head stands under the empty sentence.
    """
    for block in text.split("\n\n"):
        fields: dict[str, str] = {}
        keyword = ""
        for line in block.splitlines():
            if line.startswith("#"):
                continue
            word, _, quoted = line.partition('"')
            keyword = word.strip() or keyword
            fields[keyword] = fields.get(keyword, "") + json.loads(f'"{quoted}')
        if fields:
            english = [fields.pop(key) for key in ("msgid", "msgid_plural") if key in fields]
            yield "\0".join(english), "\0".join(fields[key] for key in sorted(fields))


def _compiled(messages: dict[str, str]) -> bytes:
    """The catalogue as gettext reads it: two tables of lengths and places, then the texts."""
    ids = sorted(messages)
    texts = [text.encode() for text in (*ids, *(messages[id] for id in ids))]
    place = _HEADER + 8 * len(texts)
    tables = bytearray()
    for text in texts:
        tables += pack("<2I", len(text), place)
        place += len(text) + 1
    head = pack("<7I", _MAGIC, 0, len(ids), _HEADER, _HEADER + 8 * len(ids), 0, 0)
    return head + bytes(tables) + b"".join(text + b"\0" for text in texts)
