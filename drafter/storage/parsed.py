"""A file's values with their lines, and a copy of them in the state folder: a file that is as it was at the last start
isn't parsed again.

There is one copy for a path, and it says of which text. It is no cache: what it holds of a draft is the owner's alone.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from drafter.errors import DrafterError
from drafter.storage import files, state

_FOLDER = "parsed"
_FORM = 1
"""Another form of the copy gets another number, so that an older drafter's are not read."""
_MOST = 50
"""Copies that are kept, the newest."""


@dataclass(slots=True)
class Node:
    """A value in a file: text, a list of nodes, or a mapping."""

    line: int
    """Counted from 1."""
    value: str | list[Node] | dict[str, Node]


def find(file: str, text: str) -> Node | None:
    """What the file's text holds; None where no copy of it is kept."""
    with suppress(DrafterError, ValueError, TypeError, AttributeError, RecursionError):
        form, of, root = json.loads(files.read_bytes(_copy(state.base() / _FOLDER, file)))
        if (form, of) == (_FORM, _digest(text)):
            return _node(*root)
    return None


def keep(file: str, text: str, root: Node) -> None:
    """Keep what the file's text holds; where that can't be written, it is not kept."""
    with suppress(DrafterError, OSError):
        content = [_FORM, _digest(text), _flat(root)]
        data = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
        folder = state.folder(_FOLDER)
        files.write(_copy(folder, file), data)
        for old in sorted(folder.glob("*.json"), key=lambda one: one.stat().st_mtime)[:-_MOST]:
            old.unlink()


def _copy(folder: Path, file: str) -> Path:
    return folder / f"{state.key_of_path(Path(file))}.json"


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def _flat(node: Node) -> list[object]:
    match node.value:
        case str(text):
            return [node.line, text]
        case list(items):
            return [node.line, [_flat(one) for one in items]]
        case fields:
            return [node.line, {key: _flat(one) for key, one in fields.items()}]


def _node(line: int, value: Any) -> Node:
    if isinstance(value, str):
        return Node(line, value)
    if isinstance(value, list):
        return Node(line, [_node(*one) for one in value])
    return Node(line, {key: _node(*one) for key, one in value.items()})
