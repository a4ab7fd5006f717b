"""YAML as our files use it: mappings, lists and text, every value with its line, every fault a Problem.

No anchors, no tags, no guessing of types: a value is text until a reader asks for something else. The file is read
from the parser's events, so neither depth nor aliases can make it explode.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

import yaml

from drafter.errors import BadInput, Problem
from drafter.storage.files import read_text

DEEPEST = 40
"""Levels of lists and mappings in each other. The deepest paragraph of a draft needs fewer than 20."""
MOST = 1_000_000
"""Values, keys and ends of lists in a file. A corpus of 10,000 recommendations has fewer than 200,000."""

T = TypeVar("T", bound=StrEnum)


@dataclass(slots=True)
class Node:
    """A value in a file: text, a list of nodes, or a mapping."""

    line: int
    """Counted from 1."""
    value: str | list[Node] | dict[str, Node]


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


def read(path: Path, faults: Faults) -> Fields:
    """The mapping that the file holds. Raises BadInput where the file is no text, no YAML, or no mapping."""
    return fields(read_text(path), faults)


def fields(text: str, faults: Faults) -> Fields:
    """The mapping that the text of a file is. Raises BadInput where it is no YAML, or no mapping."""
    root = _parse(text, faults)
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


_Loader: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _parse(text: str, faults: Faults) -> Node | None:
    """The document as nodes; None for an empty one. Raises BadInput where it can't be parsed."""
    try:
        return _Builder(faults).build(yaml.parse(text, Loader=_Loader))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        what = getattr(error, "problem", None) or "it can't be read"
        faults.add(
            mark.line + 1 if mark else None, f"This is not valid YAML: {what}.", "Mend the line, or the one above."
        )
    except RecursionError:
        faults.add(None, "Lists and mappings are nested too deeply.")
    faults.check()
    return None


@dataclass(slots=True)
class _Open:
    """A list or mapping that has begun and not ended."""

    node: Node
    key: str | None = None


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


class _Builder:
    """Builds nodes from events, without recursion."""

    def __init__(self, faults: Faults) -> None:
        self.faults = faults
        self.open: list[_Open] = []
        self.root: Node | None = None

    def build(self, events: Iterator[yaml.Event]) -> Node | None:
        documents = 0
        for count, event in enumerate(events):
            if count > MOST:
                self._refuse(event, "There are too many values in the file for what it should be.")
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._refuse(event, "There is more than one document in the file.")
            elif isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                self._refuse(event, "Anchors and aliases (& and *) are not used in these files.")
            elif isinstance(event, yaml.ScalarEvent):
                self._scalar(event)
            elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
                self._begin(event)
            elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
                self.open.pop()
        return self.root

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        line = _line(event)
        self._check_tag(event)
        if self.open and isinstance(self.open[-1].node.value, dict) and self.open[-1].key is None:
            if event.value in self.open[-1].node.value:
                self.faults.add(line, f"`{event.value}` stands twice.", "Keep one of the two.")
            self.open[-1].key = event.value
            return
        plain_nothing = event.style in (None, "") and event.value in ("~", "null")
        self._put(Node(line, "" if plain_nothing else event.value))

    def _begin(self, event: yaml.MappingStartEvent | yaml.SequenceStartEvent) -> None:
        self._check_tag(event)
        if len(self.open) >= DEEPEST:
            self._refuse(event, "Lists and mappings are nested too deeply.")
        if self.open and isinstance(self.open[-1].node.value, dict) and self.open[-1].key is None:
            self._refuse(event, "A key must be text.")
        empty: list[Node] | dict[str, Node] = {} if isinstance(event, yaml.MappingStartEvent) else []
        node = Node(_line(event), empty)
        self._put(node)
        self.open.append(_Open(node))

    def _put(self, node: Node) -> None:
        if not self.open:
            self.root = node
            return
        holder = self.open[-1]
        if isinstance(holder.node.value, dict):
            assert holder.key is not None
            holder.node.value[holder.key] = node
            holder.key = None
        elif isinstance(holder.node.value, list):
            holder.node.value.append(node)

    def _check_tag(self, event: yaml.ScalarEvent | yaml.MappingStartEvent | yaml.SequenceStartEvent) -> None:
        if event.tag not in (None, "!"):
            self._refuse(event, f"Tags ({event.tag}) are not used in these files.")

    def _refuse(self, event: yaml.Event, what: str) -> None:
        self.faults.add(_line(event), what, "Take it out.")
        self.faults.check()


class _Flow(list[str]):
    """A list of short texts, to be written on one line."""


def flow(texts: tuple[str, ...]) -> list[str]:
    """The texts as a list that is written on one line: `[AP 13(a), AP 13(f)]`."""
    return _Flow(texts)


class Items(list[str]):
    """A list whose items are written already, each by `item`."""


def item(content: Mapping[str, object], key: str = "", below: Sequence[str] = ()) -> str:
    """One mapping of a list, as text. The last of its keys is `key`, if there is one, with items that `inner_item`
    wrote.
    """
    text = _text([dict(content)])
    if not key:
        return text
    return f"{text}  {key}:\n{''.join(below)}" if below else f"{text}  {key}: []\n"


def inner_item(content: Mapping[str, object]) -> str:
    """One mapping of a list in a mapping of a list, as text."""
    return _text([{"x": [dict(content)]}]).removeprefix("- x:\n")


def write(content: Mapping[str, object]) -> str:
    """The content as YAML text, keys in the order given, lines up to about 110 characters, long text folded."""
    chunks = (_chunk(key, value) for key, value in content.items())
    return "".join(chunks) or "{}\n"


def _chunk(key: str, value: object) -> str:
    if isinstance(value, Items) and value:
        return f"{key}:\n{''.join(value)}"
    return _text({key: list(value) if isinstance(value, Items) else value})


def _text(content: object) -> str:
    text = _dump(content, _FastDumper)
    # The fast dumper writes emoji and rare scripts as \\U escapes, which a person can't read; the other one doesn't.
    return _dump(content, _PlainDumper) if "\\U000" in text else text


def _dump(content: object, dumper: type[Any]) -> str:
    return str(yaml.dump(content, Dumper=dumper, sort_keys=False, allow_unicode=True, width=110))


def _represent_text(dumper: Any, text: str) -> Any:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=_style(text))


def _style(text: str) -> str | None:
    """Folded for long text, literal for several lines, where that comes back to the letter; else YAML's own choice."""
    lines = text.split("\n")
    if not all(line.isprintable() and line == line.strip() for line in lines) or not lines[0] or not lines[-1]:
        return None
    if len(lines) > 1:
        return "|"
    return ">" if len(text) > 80 and "  " not in text else None


def _represent_flow(dumper: Any, texts: _Flow) -> Any:
    return dumper.represent_sequence("tag:yaml.org,2002:seq", texts, flow_style=True)


class _PlainDumper(yaml.SafeDumper):
    """PyYAML's own, with our way of writing text."""


class _FastDumper(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]  # known at run time only
    """libyaml's, eight times as fast, with our way of writing text."""


for _dumper in (_PlainDumper, _FastDumper):
    _dumper.add_representer(str, _represent_text)
    _dumper.add_representer(_Flow, _represent_flow)
