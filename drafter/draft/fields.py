"""Every field of a draft's values, in one table: what the file, the digest, a merge, `--clean`, a comparison and the
JSON export make of it.

A new field is its line in `draft` and an entry here. Each of those takes from the table what it needs, and
`tests/draft/test_fields.py` fails where one of them misses a field.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import MISSING, replace
from dataclasses import fields as dataclass_fields
from enum import StrEnum
from hashlib import sha256
from typing import Any, NamedTuple

from drafter.draft.draft import (
    Draft,
    Front,
    Link,
    Outcome,
    Paragraph,
    Part,
    Proposal,
    ProposalKind,
    Quoted,
    SetAside,
    Settled,
    Silenced,
    Status,
    Treatment,
)
from drafter.draft.layout import Kind
from drafter.draft.text import Alternatives, Option, Text


class Form(StrEnum):
    """What a field holds, and what a reader of the file holds against it."""

    TEXT = "a text"
    ALTERNATIVES = "a text with alternatives"
    ID = "a text that stands once in the draft"
    NUMBER = "the number of a paragraph, `7 bis`"
    CORPUS = "the id of the corpus that is open"
    SECTIONS = "the titles of that corpus's sections"
    RECOMMENDATION = "the citation of a recommendation of the corpus"
    DATE = "a day, YYYY-MM-DD"
    FLAG = "true or false"
    CHOICE = "a value of an enumeration"
    TEXTS = "several texts"
    VALUE = "another value of this table"
    VALUES = "several other values of this table"


class Merging(StrEnum):
    """How a field of three versions becomes one, where both sides changed it."""

    SAME = "no versions of one draft differ in it"
    WORDS = "both wordings, as alternatives in square brackets"
    PICKED = "one of the two; the other is told"
    UNITED = "the items of both"
    OWN = "by rules of its own, in `negotiation`"


WORDING = "both wordings"
"""How a comparison tells a field whose change is one of its own."""


class Field(NamedTuple):
    """One field of a value: what has to be known of it outside the modules that give it its meaning."""

    name: str
    """The dataclass's own."""
    form: Form = Form.TEXT
    of: type[Any] = str
    """The enumeration, or the value's class, where the form has one."""
    merging: Merging = Merging.PICKED
    told: str = ""
    """How a comparison tells it: `WORDING`, or its part of the line that tells all else of a paragraph. Empty for what
    isn't told by itself: `differences` then says that there is something."""
    late: bool = False
    """Whether that line tells it after the others."""
    private: bool = False
    """Whether `--clean` empties it."""
    json: str = ""
    """The key under which the JSON export shows it; empty for what no reader of the document needs to know."""
    key: str = ""
    """Its key in the file; empty where that is its name."""
    always: bool = False
    """Whether the file has it even with its default. A field without a default is always there, and required."""

    @property
    def file_key(self) -> str:
        return self.key or self.name


def _stand(*told: str, private: bool = False) -> tuple[Field, ...]:
    """Who stands where, with how a comparison tells each; without these, what is of no interest by itself."""
    names = ("by", "supported_by", "opposed_by", "reserved_by", "date", "note")
    forms = (*(4 * (Form.TEXTS,)), Form.DATE, Form.TEXT)
    return tuple(
        Field(name, form, str, Merging.OWN, tells, private=private or name == "note", json="" if private else name)
        for name, form, tells in zip(names, forms, told or 6 * ("",), strict=True)
    )


FIELDS: Mapping[type[Any], tuple[Field, ...]] = {
    Draft: (
        Field("id", merging=Merging.SAME, json="draft"),
        Field("corpus", Form.CORPUS, merging=Merging.SAME, json="corpus"),
        Field("corpus_file"),
        Field("layout"),
        Field("front", Form.VALUE, Front, Merging.OWN, WORDING, json="masthead"),
        Field("parts", Form.VALUES, Part, Merging.OWN, WORDING, json="blocks"),
        Field("set_aside", Form.VALUES, SetAside, Merging.OWN, WORDING),
        Field("silenced", Form.VALUES, Silenced, Merging.UNITED),
        Field("settled", Form.VALUES, Settled, Merging.UNITED, private=True),
        Field("taken_home", Form.TEXTS, merging=Merging.UNITED, private=True),
        Field("proposed_home", Form.TEXTS, merging=Merging.UNITED, private=True),
        Field("sections", Form.SECTIONS),  # the last, since they are long
        Field("quoted", Form.VALUES, Quoted, Merging.UNITED),
    ),
    Front: (
        Field("title", merging=Merging.WORDS, told=WORDING, json="title"),
        *(
            Field(name, merging=Merging.WORDS, told=WORDING, json="masthead")
            for name in ("session", "place", "date", "symbol", "agenda", "dates", "distribution", "original")
        ),
        Field("reports", told=WORDING, json="sources"),
    ),
    Part: (
        Field("id", Form.ID, merging=Merging.SAME, told=WORDING, json="id"),
        Field("title", merging=Merging.WORDS, told=WORDING, json="text"),
        Field("kind", Form.CHOICE, Kind, json="kind", always=True),
        Field("takes", Form.TEXTS, merging=Merging.UNITED),
        Field("heading", Form.FLAG, bool, json="blocks"),
        Field("anew", Form.FLAG, bool, key="numbered anew"),
        Field("paragraphs", Form.VALUES, Paragraph, Merging.OWN, WORDING, json="blocks", always=True),
    ),
    Paragraph: (
        Field("id", Form.ID, merging=Merging.SAME, told=WORDING, json="id"),
        Field("number", Form.NUMBER, told="; number {}", late=True, json="label"),
        Field("text", Form.ALTERNATIVES, Text, Merging.OWN, WORDING, json="text", always=True),
        Field("links", Form.VALUES, Link, Merging.OWN, "; {}", json="sources", key="sources"),
        Field("status", Form.CHOICE, Status, Merging.OWN, "; status {}", private=True, json="status"),
        Field("pending", merging=Merging.OWN, told=" {}", private=True, json="status"),
        Field("note", merging=Merging.OWN, told="; note: {}", late=True, private=True),
        Field("agreed_on", Form.DATE, told="; agreed on {}", late=True, private=True, json="agreed_on"),
        Field("meeting", told=", {}", late=True, private=True, json="meeting"),
        Field("proposals", Form.VALUES, Proposal, Merging.OWN, "; {}", late=True, json="proposals"),
        Field("children", Form.VALUES, Paragraph, Merging.OWN, WORDING, json="blocks", key="sub-paragraphs"),
    ),
    Link: (
        Field("recommendation", Form.RECOMMENDATION, merging=Merging.SAME, told="{} (", json="id"),
        Field("treatment", Form.CHOICE, Treatment, told="{}", json="treatment", always=True),
        Field("partly", Form.FLAG, bool, Merging.OWN, ", partly", json="partly"),
        Field("missing", merging=Merging.WORDS, told=": {}", private=True, json="missing"),
        Field("vouched", Form.FLAG, bool, Merging.OWN, ", counted as reflected", json="vouched"),
        Field("why", merging=Merging.WORDS, told=": {}", private=True, json="why"),
    ),
    SetAside: (
        Field("recommendation", Form.RECOMMENDATION, merging=Merging.SAME, told=WORDING),
        Field("reason", merging=Merging.WORDS, told=WORDING, private=True),
    ),
    Silenced: (Field("rule"), Field("reason", private=True), Field("paragraph")),
    Quoted: (Field("recommendation", Form.RECOMMENDATION), Field("text")),
    Alternatives: (
        Field("id", merging=Merging.SAME, json="id"),
        Field("options", Form.VALUES, Option, Merging.OWN, WORDING, json="options"),
    ),
    Option: (
        Field("text", Form.ALTERNATIVES, Text, Merging.OWN, WORDING, json="runs", always=True),
        *_stand(*4 * (WORDING,), "", ""),
    ),
    Proposal: (
        Field("id", merging=Merging.SAME, json="proposals"),
        Field("kind", Form.CHOICE, ProposalKind, Merging.SAME, "{} (", json="proposals"),
        Field("target", merging=Merging.SAME, told="to {}, ", json="proposals"),
        *_stand("by {}", "; supported by {}", "; opposed by {}", "; reserved by {}", "; {}", ": {}"),
    ),
    Settled: (
        Field("id", merging=Merging.SAME, private=True),
        Field("paragraph", merging=Merging.SAME, private=True),
        Field("kind", Form.CHOICE, ProposalKind, Merging.SAME, private=True),
        Field("wording", merging=Merging.SAME, private=True),
        Field("outcome", Form.CHOICE, Outcome, Merging.OWN, private=True),
        Field("settled_on", Form.DATE, merging=Merging.OWN, private=True),
        *_stand(private=True),
    ),
}
"""The fields of each value, in the order in which its file has them."""


def _defaults(kind: type[Any]) -> dict[str, Any]:
    found = {}
    for field in dataclass_fields(kind):
        if field.default_factory is not MISSING:
            found[field.name] = field.default_factory()
        elif field.default is not MISSING:
            found[field.name] = field.default
    return found


DEFAULTS = {kind: _defaults(kind) for kind in FIELDS}
"""The default of each field of each value; no key for one that must be given."""
_UNSAID = {
    kind: [(field.name, field.file_key, MISSING if field.always else DEFAULTS[kind].get(field.name, MISSING))
           for field in fields]
    for kind, fields in FIELDS.items()
}  # fmt: skip
"""Name and key of each field, with the content that the file leaves out; MISSING for one that it always has."""


def stated(value: Any) -> dict[str, Any]:
    """What the value has to say, by the keys of its file and in their order: defaults go without saying."""
    said = {}
    for name, key, unsaid in _UNSAID[type(value)]:
        content = getattr(value, name)
        if content is not unsaid and content != unsaid:  # most are the default itself
            said[key] = content
    return said


def _sayable(value: Any) -> Any:
    """The value as JSON takes it, a text with alternatives as the list of its runs."""
    if isinstance(value, Text):
        return value.base if value.plain else list(value.runs)
    return stated(value)


def digest(draft: Draft) -> str:
    """A digest of all that the draft says: two drafts with the same one are the same.

    A field that drafter learns later changes none of them, as long as it has its default.
    """
    return sha256(json.dumps(draft, default=_sayable).encode()).hexdigest()[:16]


def cleaned(draft: Draft) -> Draft:
    """The draft without what a delegation keeps to itself: notes, reasons, statuses, the record of what was settled.
    Words, sources and numbers stay, and the alternatives with their parties.

    What is set aside stays set aside, its reason empty. Such a draft is for exporting, not for saving.
    """
    clean: Draft = _cleaned(draft)
    return clean


def _cleaned(value: Any) -> Any:
    empty, changed = DEFAULTS[type(value)], dict[str, Any]()
    for field in FIELDS[type(value)]:
        content = getattr(value, field.name)
        if field.private:
            changed[field.name] = empty.get(field.name, "")
        elif field.form is Form.VALUE:
            changed[field.name] = _cleaned(content)
        elif field.form is Form.VALUES:
            changed[field.name] = tuple(map(_cleaned, content))
        elif field.form is Form.ALTERNATIVES and not content.plain:
            changed[field.name] = Text(tuple(run if isinstance(run, str) else _cleaned(run) for run in content.runs))
    return replace(value, **changed)
