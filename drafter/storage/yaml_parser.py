"""Parses the part of YAML that our files use: mappings, lists and text, each value with its line.

Anchors and tags are refused and types aren't guessed. Nodes are built from the parser's events, without recursion and
within limits, so that neither depth nor aliases can exhaust the memory.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from drafter.storage.yaml_file import Faults, Node

DEEPEST = 200
"""How many lists and mappings may be nested. The deepest paragraph of a draft needs fewer than 20, five more for each
time that alternatives stand in others: real texts have them ten deep.
"""
MOST = 1_000_000
"""How many YAML events a file may have. A corpus of 10,000 recommendations has fewer than 200,000."""

_TOO_DEEP = "Lists and mappings are nested too deeply."
_MEND = "Take it out."

_Loader: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def parse(text: str, faults: Faults) -> Node | None:
    """The text as nodes; None where it is empty. Raises BadInput where it can't be parsed."""
    try:
        return _NodeBuilder(faults).build(yaml.parse(text, Loader=_Loader))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else None
        if mark and _unclosed(text[: mark.index]) > DEEPEST:  # libyaml gives up at a limit of its own, in its own words
            faults.add(line, _TOO_DEEP, _MEND)
        else:
            what = getattr(error, "problem", None) or "it can't be read"
            faults.add(line, f"This is not valid YAML: {what}.", "Mend the line, or the one above.")
    except RecursionError:
        faults.add(None, _TOO_DEEP)
    faults.raise_if_any()
    return None


def has_comment(text: str) -> bool:
    """Whether there is a comment in the text, which is valid YAML: they stand between its tokens."""
    until = 0
    for token in yaml.scan(text, Loader=_Loader):
        if "#" in text[until : token.start_mark.index]:
            return True
        until = max(until, token.end_mark.index)
    return "#" in text[until:]


def _unclosed(text: str) -> int:
    """How many more brackets and braces the text opens than it closes."""
    return sum(text.count(opening) for opening in "[{") - sum(text.count(closing) for closing in "]}")


@dataclass(slots=True)
class _Open:
    """A list or mapping whose end has not been read; `key` is the mapping's key that waits for its value."""

    node: Node
    key: str | None = None


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


class _NodeBuilder:
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
        self._add_to_open(Node(line, "" if plain_nothing else event.value))

    def _begin(self, event: yaml.MappingStartEvent | yaml.SequenceStartEvent) -> None:
        self._check_tag(event)
        if len(self.open) >= DEEPEST:
            self._refuse(event, _TOO_DEEP)
        if self.open and isinstance(self.open[-1].node.value, dict) and self.open[-1].key is None:
            self._refuse(event, "A key must be text.")
        empty: list[Node] | dict[str, Node] = {} if isinstance(event, yaml.MappingStartEvent) else []
        node = Node(_line(event), empty)
        self._add_to_open(node)
        self.open.append(_Open(node))

    def _add_to_open(self, node: Node) -> None:
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
        self.faults.add(_line(event), what, _MEND)
        self.faults.raise_if_any()
