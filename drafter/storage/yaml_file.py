"""Reads our YAML files as mappings, lists and text, each value with its line and each fault as a `Problem`; and writes
them for people: keys in the order given, long text folded, every script readable.

Every value is text until a reader asks for a number or a choice. Parsed files are kept in the state folder, one copy a
path, so that an unchanged file isn't parsed again; not in the cache folder, because they hold words of drafts, which
only their owner may read.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

from drafter.errors import BadInput, DrafterError, Problem
from drafter.storage import files, folders, sealed_json
from drafter.storage.files import read_text

_FOLDER = "parsed"
_FORM = 2
"""The copies' format. Raise it when they change, so that those of an older drafter are ignored."""
_MOST = 50
"""How many copies are kept, the newest."""


@dataclass(slots=True)
class Node:
    """A value in a file: text, a list of nodes, or a mapping."""

    line: int
    """Counted from 1."""
    value: str | list[Node] | dict[str, Node]


def find_parsed(file: str, text: str) -> Node | None:
    """The parsed copy of this file with this text; None where there is none."""
    with suppress(*files.DAMAGE):
        data = files.read_bytes(_copy_path(folders.state_folder() / _FOLDER, file))
        return _node_from_json(*json.loads(sealed_json.body_of(_key(text), data)))
    return None


def keep_parsed(file: str, text: str, root: Node) -> None:
    """Keep a parsed copy of this file with this text; does nothing where it can't be written."""
    with suppress(DrafterError, OSError):
        data = sealed_json.sealed(_key(text), _node_as_json(root))
        folder = folders.make_state_folder(_FOLDER)
        files.write(_copy_path(folder, file), data, lasting=False)
        for old in sorted(folder.glob("*.json"), key=lambda copy: copy.stat().st_mtime)[:-_MOST]:
            old.unlink()


def _copy_path(folder: Path, file: str) -> Path:
    return folder / f"{folders.key_of_path(Path(file))}.json"


def _key(text: str) -> str:
    return f"{_FORM} {sha256(text.encode()).hexdigest()}"


def _node_as_json(node: Node) -> list[object]:
    match node.value:
        case str(text):
            return [node.line, text]
        case list(items):
            return [node.line, [_node_as_json(child) for child in items]]
        case fields:
            return [node.line, {key: _node_as_json(child) for key, child in fields.items()}]


def _node_from_json(line: int, value: Any) -> Node:
    if isinstance(value, str):
        return Node(line, value)
    if isinstance(value, list):
        return Node(line, [_node_from_json(*item) for item in value])
    return Node(line, {key: _node_from_json(*item) for key, item in value.items()})


T = TypeVar("T", bound=StrEnum)


@dataclass(slots=True)
class Faults:
    """Collects the problems of one file while it is read."""

    file: str
    found: list[Problem] = field(default_factory=list)

    def add(self, line: int | None, what: str, mend: str = "") -> None:
        self.found.append(Problem(self.file, line, what, mend))

    def raise_if_any(self) -> None:
        """Raise BadInput with all problems, in the order of the file, where there are any."""
        if self.found:
            raise BadInput(sorted(self.found, key=lambda problem: problem.line or 0))


def read(path: Path, faults: Faults, *, reuse_parsed: bool = False) -> Fields:
    """The mapping in the file. Raises BadInput where the file is no text, no YAML, or no mapping."""
    return parse_fields(read_text(path), faults, reuse_parsed=reuse_parsed)


def parse_fields(text: str, faults: Faults, *, reuse_parsed: bool = False) -> Fields:
    """The mapping in a file's text. With `reuse_parsed`, use the parsed copy of the last time, or else keep one.

    Raises BadInput where the text is no YAML, or no mapping.
    """
    root = find_parsed(faults.file, text) if reuse_parsed else None
    if root is None:
        from drafter.storage.yaml_parser import parse  # PyYAML: a tenth of a start

        root = parse(text, faults)
        if root and reuse_parsed and not faults.found:
            keep_parsed(faults.file, text, root)
    if root is None or not isinstance(root.value, dict):
        faults.add(1, "This is not a mapping of keys and values.", "Is it the right file?")
        faults.raise_if_any()
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

    @property
    def names(self) -> tuple[str, ...]:
        """The keys that were not read yet, in the order of the file."""
        return tuple(self._left)

    def has(self, key: str) -> bool:
        """Whether the key is there and was not read yet."""
        return key in self._left

    def line_of(self, key: str) -> int:
        """The key's line, or the mapping's where the key is missing. Call it before the key is read."""
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
        """The key's `true` or `false`; the default where it is missing or neither."""
        line, word = self.line_of(key), self.text(key)
        if word not in ("", "true", "false"):
            self.faults.add(line, f"`{key}` must be true or false, not “{word}”.")
        return default if word not in ("true", "false") else word == "true"

    def choice(self, key: str, kind: type[T], default: T) -> T:
        """The key's text as a member of an enumeration; the default where it is missing or no member."""
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

    def node(self, key: str, *, required: bool = False) -> Node | None:
        """Whatever stands under the key; None where it is missing."""
        return self._take(key, required)

    def texts(self, key: str) -> tuple[str, ...]:
        """The key's list of texts; empty where it is missing."""
        texts = []
        for node in self.nodes(key):
            if isinstance(node.value, str):
                texts.append(node.value)
            else:
                self.faults.add(node.line, f"Each of `{key}` must be text.")
        return tuple(texts)

    def mappings(self, key: str, *, required: bool = False) -> Iterator[Fields]:
        """The key's list of mappings, each to be read and ended; none where it is missing."""
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


class _InlineList(list[str]):
    """A list of short texts that is written on one line."""


def inline_list(texts: tuple[str, ...]) -> list[str]:
    """Have `dump` write these texts on one line: `[AP 13(a), AP 13(f)]`."""
    return _InlineList(texts)


class DumpedItems(list[str]):
    """A list whose items are YAML text already, each from `dump_item`."""


def dump_item(content: Mapping[str, object], key: str = "", below: Sequence[str] = ()) -> str:
    """One mapping of a list, as YAML text. `key`, if given, comes last, with the items in `below`, each from
    `dump_inner_item`.
    """
    text = _dump_readably([dict(content)])
    if not key:
        return text
    return f"{text}  {key}:\n{''.join(below)}" if below else f"{text}  {key}: []\n"


def dump_inner_item(content: Mapping[str, object]) -> str:
    """One mapping of a list inside a mapping of a list, as YAML text."""
    return _dump_readably([{"x": [dict(content)]}]).removeprefix("- x:\n")


def dump(content: Mapping[str, object]) -> str:
    """The content as YAML text, keys in the order given, lines up to about 110 characters, long text folded."""
    chunks = (_dump_key(key, value) for key, value in content.items())
    return "".join(chunks) or "{}\n"


def _dump_key(key: str, value: object) -> str:
    if isinstance(value, DumpedItems) and value:
        return f"{key}:\n{''.join(value)}"
    return _dump_readably({key: list(value) if isinstance(value, DumpedItems) else value})


def _dump_readably(content: object) -> str:
    fast, plain = _dumpers()
    text = _dump_with(content, fast)
    # The fast dumper writes emoji and rare scripts as \\U escapes, which a person can't read; the other one doesn't.
    return _dump_with(content, plain) if "\\U000" in text else text


def _dump_with(content: object, dumper: type[Any]) -> str:
    import yaml

    return str(yaml.dump(content, Dumper=dumper, sort_keys=False, allow_unicode=True, width=110))


def _represent_text(dumper: Any, text: str) -> Any:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=_text_style(text))


def _text_style(text: str) -> str | None:
    """Folded for long text, literal for several lines, where that comes back to the letter; else YAML's own choice."""
    lines = text.split("\n")
    if not all(line.isprintable() and line == line.strip() for line in lines) or not lines[0] or not lines[-1]:
        return None
    if len(lines) > 1:
        return "|"
    return ">" if len(text) > 80 and "  " not in text else None


def _represent_flow(dumper: Any, texts: _InlineList) -> Any:
    return dumper.represent_sequence("tag:yaml.org,2002:seq", texts, flow_style=True)


@cache
def _dumpers() -> tuple[type[Any], type[Any]]:
    """The dumper of libyaml, eight times as fast, and PyYAML's own, both with our way of writing text."""
    import yaml  # a screen is there before anything is to be written

    class Fast(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]  # known at run time only
        pass

    class Plain(yaml.SafeDumper):
        pass

    for dumper in (Fast, Plain):
        dumper.add_representer(str, _represent_text)
        dumper.add_representer(_InlineList, _represent_flow)
    return Fast, Plain
