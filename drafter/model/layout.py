"""A layout: how a congress words and orders its declaration. Data under `templates/`, never code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from drafter.model.captions import Captions
from drafter.model.numbering import DEGREES, Degree

LANGUAGE = "en-GB"

SENTENCES = ("title", "masthead", "opening", "declaring")
"""The sentences that a layout may bring, each a file `NAME.j2`."""


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
    """The layout's own sentences as Jinja, by name: see SENTENCES."""
    styles: str = ""
    """The path of the Word file that holds its styles; empty where it has none."""
    language: str = LANGUAGE
    """The language tag of the text, which spelling checkers and screen readers go by."""
    numbering: tuple[Degree, ...] = DEGREES
    """How paragraphs and their four degrees of sub-paragraph are numbered."""
    lead_in: str = ""
    """Words that are printed after an operative paragraph that has sub-paragraphs and doesn't end with a colon
    itself; empty for none."""
    opening_words: bool = False
    """Whether the first words of a preambular paragraph (`Recalling also`) are set in a style of their own."""
    contents: bool = False
    """Whether a table of contents stands before the text."""
    terms: Captions = field(default_factory=Captions)
