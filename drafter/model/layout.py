"""A layout: how a congress words and orders its declaration. Data under `templates/`, never code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """The two kinds of paragraph that a declaration has."""

    PP = "PP"
    """Preambular: opens with a participle or adjective, not numbered, ends with a comma or semicolon."""
    OP = "OP"
    """Operative: numbered, opens with a verb in the present indicative."""


@dataclass(frozen=True, slots=True)
class PartPlan:
    """One part of the document as the layout plans it."""

    id: str
    title: str
    kind: Kind
    takes: tuple[str, ...] = ()
    """The mapping's sections that feed it, by their place from 1; `rest` for those that no other part takes."""
    heading: bool = True


@dataclass(frozen=True, slots=True)
class Layout:
    """How the document is built and worded."""

    id: str
    title: str
    parts: tuple[PartPlan, ...]
    sentences: Mapping[str, str]
    """The layout's own sentences as Jinja, by name: `title`, `masthead`, `opening`, `declaring`, `sources`."""
    styles: str = ""
    """The path of the Word file that holds its styles; empty where it has none."""
