"""Our files, read: mappings, lists and text, every value with its line, every fault a Problem.

A value is text until a reader asks for something else. They are YAML: `yamlparse` parses it, `yamlwrite` writes it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from drafter.errors import BadInput, Problem
from drafter.storage import parsed
from drafter.storage.files import read_text
from drafter.storage.parsed import Node

T = TypeVar("T", bound=StrEnum)


@dataclass(slots=True)
class Faults:
    """Collects the problems of one file while it is read."""

    file: str
    found: list[Problem] = field(default_factory=list)

    def add(self, line: int | None, what: str, mend: str = "") -> None:
        self.found.append(Problem(self.file, line, what, mend))

    def check(self) -> None:
        """Raise BadInput with all problems, in the order of the file, where there are any."""
        if self.found:
            raise BadInput(sorted(self.found, key=lambda problem: problem.line or 0))


def read(path: Path, faults: Faults, *, again: bool = False) -> Fields:
    """The mapping that the file holds. Raises BadInput where the file is no text, no YAML, or no mapping."""
    return fields(read_text(path), faults, again=again)


def fields(text: str, faults: Faults, *, again: bool = False) -> Fields:
    """The mapping that the text of a file is; with `again` kept parsed, since the next start will read it.

    Raises BadInput where it is no YAML, or no mapping.
    """
    root = parsed.find(faults.file, text) if again else None
    if root is None:
        from drafter.storage.yamlparse import parse  # PyYAML: a tenth of a start

        root = parse(text, faults)
        if root and again and not faults.found:
            parsed.keep(faults.file, text, root)
    if root is None or not isinstance(root.value, dict):
        faults.add(1, "This is not a mapping of keys and values.", "Is it the right file?")
        faults.check()
        raise AssertionError
    return Fields(root, faults)


class Fields:
    """A mapping being read. Each call asks for one key; `end` reports the keys that nobody asked for.

    What is missing or of the wrong kind becomes a problem and an empty value, so that reading goes on.
    """

    def __init__(self, node: Node, faults: Faults) -> None:
        self.line = node.line
        self.faults = faults
        self._left: dict[str, Node] = {}
        if isinstance(node.value, dict):
            self._left = dict(node.value)
        else:
            faults.add(node.line, "Keys and values are expected here.")

    def _take(self, key: str, required: bool) -> Node | None:
        node = self._left.pop(key, None)
        if node is None and required:
            self.faults.add(self.line, f"`{key}` is missing.", f"Add a line `{key}: …`.")
        return node

    def line_of(self, key: str) -> int:
        """The key's line, or the mapping's where it is missing. To be asked before the key is taken."""
        node = self._left.get(key)
        return node.line if node else self.line

    def text(self, key: str, *, required: bool = False) -> str:
        """The key's text; empty where it is missing."""
        node = self._take(key, required)
        if node is None:
            return ""
        if not isinstance(node.value, str):
            self.faults.add(node.line, f"`{key}` must be text.")
            return ""
        if required and not node.value.strip():
            self.faults.add(node.line, f"`{key}` is empty.", "Fill it in.")
        return node.value

    def flag(self, key: str, default: bool) -> bool:
        """The key's `true` or `false`."""
        line, word = self.line_of(key), self.text(key)
        if word not in ("", "true", "false"):
            self.faults.add(line, f"`{key}` must be true or false, not “{word}”.")
        return default if word not in ("true", "false") else word == "true"

    def choice(self, key: str, kind: type[T], default: T) -> T:
        """The key's word as one of an enumeration's values."""
        line, word = self.line_of(key), self.text(key)
        if not word:
            return default
        try:
            return kind(word)
        except ValueError:
            self.faults.add(line, f"`{key}` can't be “{word}”.", f"It is one of: {', '.join(kind)}.")
            return default

    def nodes(self, key: str, *, required: bool = False) -> list[Node]:
        """The key's list; empty where it is missing."""
        node = self._take(key, required)
        if node is None or node.value == "":
            return []
        if not isinstance(node.value, list):
            self.faults.add(node.line, f"`{key}` must be a list.")
            return []
        return node.value

    def texts(self, key: str) -> tuple[str, ...]:
        """The key's list of texts."""
        found = []
        for node in self.nodes(key):
            if isinstance(node.value, str):
                found.append(node.value)
            else:
                self.faults.add(node.line, f"Each of `{key}` must be text.")
        return tuple(found)

    def mappings(self, key: str, *, required: bool = False) -> Iterator[Fields]:
        """The key's list of mappings, each to be read and ended."""
        for node in self.nodes(key, required=required):
            yield Fields(node, self.faults)

    def mapping(self, key: str) -> Fields | None:
        """The key's mapping; None where it is missing."""
        node = self._take(key, False)
        return Fields(node, self.faults) if node else None

    def end(self) -> None:
        """Report the keys that nobody asked for: misspelt, or from a newer drafter."""
        for key, node in self._left.items():
            self.faults.add(node.line, f"`{key}` is not known here.", "Check its spelling, or take it out.")
