"""Every field of a draft's values reaches the digest, the file, a merge, `--clean`, a comparison and the JSON export.

Two drafts are made that differ in one field only, for each field that a value has. Where a test fails for a field that
is new, its entry in `drafter.draft.fields` is missing or wrong, or what the test names doesn't know the field.
"""

import dataclasses
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from drafter.document.outline import outline
from drafter.draft import tree
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
from drafter.draft.draft_difference import Other, changes, differences
from drafter.draft.fields import DEFAULTS, FIELDS, Field, Form, Merging, cleaned, digest
from drafter.draft.text import Alternatives, Option, Position, Text
from drafter.formats.json import render
from drafter.negotiation.merge import merge
from drafter.storage import draft_yaml
from tests.builders import corpus, draft, layout, paragraph

CORPUS = corpus()
LAYOUT = layout(
    title="{{ front.title }}",
    masthead="{{ front.session }}, {{ front.place }}, {{ front.date }}, {{ front.symbol }}, {{ front.agenda }}\n"
    "{{ front.dates }}, {{ front.distribution }}, {{ front.original }}",
)
STAND: dict[str, Any] = {
    **{position.value: (f"{position}-1", f"{position}-2") for position in Position},
    "date": "2026-03-02",
    "note": "Ask.",
}
OPTION = Option(text=Text.of("shall"), **STAND)
TEXT = Text.of("We ", Alternatives("x1", (Option(text=Text.of("will")), OPTION, Option(by=("CL",)))), " act.")
FULL = replace(
    draft(
        replace(
            paragraph("p", TEXT, children=(paragraph("p1"), paragraph("p2"))),
            links=(Link("NO 1(b)", Treatment.MERGED, False, "half"), Link("SO 7(a)", Treatment.MERGED)),
            status=Status.PENDING,
            pending="EU",
            note="Ask.",
            number="7",
            proposals=(Proposal(id="x2", kind=ProposalKind.MOVE, target="q", **STAND),),
            agreed_on="2026-05-01",
            meeting="Third informals",
        ),
        paragraph("q"),
        preamble=(paragraph("pp"),),
        other=(paragraph("o"),),
    ),
    front=Front(
        "Title", "Session", "Place", "Date", "Symbol", "Agenda", "Dates", "Distribution", "Original", "SO A/X/2"
    ),
    set_aside=(SetAside("SO 9", "Not ours."), SetAside("NO 2(a)", "Later.")),
    silenced=(Silenced("run", "Not yet.", "p"), Silenced("acronym", "Known.")),
    quoted=(Quoted("NO 1(b)", "Protect."), Quoted("SO 7(a)", "Train.")),
    settled=(
        Settled(
            id="x3.abc",
            paragraph="q",
            kind=ProposalKind.AMEND,
            wording="may",
            outcome=Outcome.DROPPED,
            settled_on="2026-04-01",
            **STAND,
        ),
    ),
    taken_home=("4kx2abc", "b7q3xyz"),
    proposed_home=("c2m5klm",),
)
How = Callable[[Any], Any]


def first(values: tuple[Any, ...], how: How) -> tuple[Any, ...]:
    return (how(values[0]), *values[1:])


def in_text(how: How) -> How:
    """What changes the alternatives of the paragraph in this way."""
    return lambda whole: replace(whole, text=Text((whole.text.runs[0], how(whole.text.runs[1]), whole.text.runs[2])))


def second(values: tuple[Any, ...], how: How) -> tuple[Any, ...]:
    return (values[0], how(values[1]), *values[2:])


IN: dict[type[Any], Callable[[How], Draft]] = {
    Draft: lambda how: how(FULL),
    Front: lambda how: replace(FULL, front=how(FULL.front)),
    Part: lambda how: replace(FULL, parts=(FULL.parts[0], how(FULL.parts[1]), FULL.parts[2])),
    Paragraph: lambda how: tree.change(FULL, "p", how),
    Link: lambda how: tree.change(FULL, "p", lambda whole: replace(whole, links=first(whole.links, how))),
    SetAside: lambda how: replace(FULL, set_aside=first(FULL.set_aside, how)),
    Silenced: lambda how: replace(FULL, silenced=first(FULL.silenced, how)),
    Quoted: lambda how: replace(FULL, quoted=first(FULL.quoted, how)),
    Alternatives: lambda how: tree.change(FULL, "p", in_text(how)),
    Option: lambda how: tree.change(FULL, "p", in_text(lambda run: replace(run, options=second(run.options, how)))),
    Proposal: lambda how: tree.change(FULL, "p", lambda whole: replace(whole, proposals=first(whole.proposals, how))),
    Settled: lambda how: replace(FULL, settled=first(FULL.settled, how)),
}
"""The full draft with its first value of a class replaced by what a function makes of it."""


def entry(kind: type[Any], name: str) -> Field:
    found = [field for field in FIELDS[kind] if field.name == name]
    assert len(found) == 1, f"{kind.__name__}.{name} needs an entry in drafter.draft.fields"
    return found[0]


def another(field: Field, content: Any, mark: str) -> Any:
    """Another content for the field; one for each mark where the form has so many."""
    match field.form:
        case Form.FLAG:
            return not content
        case Form.CHOICE:
            choices: list[Any] = [*iter(field.of)]  # type: ignore[call-overload]  # an enumeration
            return choices[(choices.index(content) + len(mark)) % len(choices)]
        case Form.TEXTS:
            return (*content, mark)
        case Form.VALUE:
            return field.of()
        case Form.VALUES:
            return content[:-1]
        case Form.DATE:
            return f"2027-01-{len(mark):02}"
        case Form.ALTERNATIVES:
            return Text.of(*content.runs, f" {mark}")
        case Form.NUMBER:
            return f"{len(mark) + 20}"
        case Form.RECOMMENDATION:
            return "NO 1(a)"
    return f"{content} {mark}"


def different(kind: type[Any], name: str, mark: str = "ü") -> Draft:
    """The full draft, but for this one field."""
    field = entry(kind, name)
    return IN[kind](lambda value: replace(value, **{name: another(field, getattr(value, name), mark)}))


def names(*without: object) -> list[Any]:
    """Class and name of each field, but those of a form or with a way of merging that is left out."""
    known = {(kind, field.name): {field.form, field.merging} for kind, table in FIELDS.items() for field in table}
    return [
        pytest.param(kind, each.name, id=f"{kind.__name__}.{each.name}")
        for kind in IN
        for each in dataclasses.fields(kind)
        if not known.get((kind, each.name), set()) & set(without)
    ]


ALIKE = (Form.FLAG, Form.VALUES, Form.RECOMMENDATION)
"""Forms of which `another` gives the same for every mark."""
every_field = pytest.mark.parametrize(("kind", "name"), names())
fields_of_one_corpus = pytest.mark.parametrize(("kind", "name"), names(Form.CORPUS, Form.SECTIONS))


def test_the_table_has_every_value_and_nothing_that_is_no_field() -> None:
    assert set(FIELDS) == set(IN)
    for kind, table in FIELDS.items():
        assert {field.name for field in table} == {field.name for field in dataclasses.fields(kind)}
        assert {field.of for field in table if field.form in (Form.VALUE, Form.VALUES)} <= set(FIELDS)
        keys = [field.file_key for field in table]
        assert len(keys) == len(set(keys))


@every_field
def test_the_digest_is_another(kind: type[Any], name: str) -> None:
    assert digest(different(kind, name)) != digest(FULL)


def test_the_digest_of_the_same_is_the_same() -> None:
    assert digest(replace(FULL)) == digest(FULL)


def test_a_digest_that_is_in_files_already_is_still_the_same() -> None:
    assert digest(draft(paragraph("p"))) == "12f44379956eb3f0"


def read(text: str) -> Draft:
    return draft_yaml.read(text.encode(), Path("draft.yaml"), CORPUS)


@fields_of_one_corpus
def test_the_file_keeps_it(kind: type[Any], name: str) -> None:
    made = different(kind, name)
    assert read(draft_yaml.dump(made)) == made


@fields_of_one_corpus
def test_the_file_keeps_its_default(kind: type[Any], name: str) -> None:
    if name in DEFAULTS[kind] and (kind, name) != (Paragraph, "text"):  # a paragraph has words
        made = IN[kind](lambda value: replace(value, **{name: DEFAULTS[kind][name]}))
        assert read(draft_yaml.dump(made)) == made


@pytest.mark.parametrize(("kind", "name"), names(Merging.SAME))
def test_a_merge_takes_the_side_that_changed_it(kind: type[Any], name: str) -> None:
    made = different(kind, name)
    assert merge(FULL, made, FULL).draft == made
    assert merge(FULL, FULL, made).draft == made
    assert not merge(FULL, made, FULL).contested


@pytest.mark.parametrize(("kind", "name"), names(Merging.SAME, Merging.OWN, *ALIKE))
def test_a_merge_loses_neither_of_two_changes(kind: type[Any], name: str) -> None:
    mine, yours = different(kind, name), different(kind, name, "öö")
    merged = merge(FULL, mine, yours)
    assert merged.draft == merge(FULL, yours, mine, ("THEIRS", "OURS")).draft
    told = f"{merged.draft} {merged.contested}"
    for made, mark in ((mine, "ü"), (yours, "öö")):
        assert (mark if mark in str(made) else content(made, kind, name)) in told


def content(made: Draft, kind: type[Any], name: str) -> str:
    """What the field has that differs."""
    value: Any = made.parts[1]
    value = value.paragraphs[0] if kind in (Paragraph, Link, Alternatives, Option, Proposal) else value
    value = value.links[0] if kind is Link else value
    value = value.text.runs[1] if kind in (Alternatives, Option) else value
    value = value.options[1] if kind is Option else value.proposals[0] if kind is Proposal else value
    return str(getattr(value, name))


@every_field
def test_clean_empties_what_is_private_and_nothing_else(kind: type[Any], name: str) -> None:
    assert (cleaned(different(kind, name)) == cleaned(FULL)) is entry(kind, name).private


@every_field
def test_a_comparison_tells_it(kind: type[Any], name: str) -> None:
    field, made = entry(kind, name), different(kind, name)
    if not field.told:
        assert changes(FULL, made) == ()
        assert differences(FULL, made) == {Other.REST: []}
    elif field.merging is Merging.SAME:
        assert changes(FULL, made)
    else:
        assert any(change.before != change.after for change in changes(FULL, made))


NOT_IN_JSON = {
    Draft: {"layout", "set_aside", "silenced", "quoted", "settled", "taken_home", "proposed_home", "corpus_file"},
    Part: {"takes", "anew"},
    Paragraph: {"note"},
    SetAside: {"recommendation", "reason"},
    Silenced: {"rule", "reason", "paragraph"},
    Quoted: {"recommendation", "text"},
    Settled: {field.name for field in dataclasses.fields(Settled)},
}
"""What no reader of the document needs to know. A new field is shown, or stands here."""


@fields_of_one_corpus
def test_the_json_export_shows_it_under_its_key(kind: type[Any], name: str) -> None:
    key, made = entry(kind, name).json, different(kind, name)
    assert bool(key) is not (name in NOT_IN_JSON.get(kind, ()))
    before, after = (render(outline(each, CORPUS, LAYOUT)) for each in (FULL, made))
    before, after = (text.replace(digest(each), "") for text, each in ((before, FULL), (after, made)))
    assert (list(under(key, json.loads(before))) == list(under(key, json.loads(after)))) is not bool(key)
    assert (before == after) is not bool(key)


def under(key: str, content: Any) -> Iterator[Any]:
    """What stands under this key anywhere in the content."""
    if isinstance(content, dict):
        if key in content:
            yield content[key]
        for each in content.values():
            yield from under(key, each)
    elif isinstance(content, list):
        for each in content:
            yield from under(key, each)


def test_notes_reasons_and_statuses_go_and_words_sources_and_numbers_stay() -> None:
    secret = replace(paragraph("a", "We act."), note="x", status=Status.PENDING, pending="x", number="7 bis")
    secret = replace(secret, links=(Link("NO 1(a)", Treatment.MERGED, True, "x"),))
    made = replace(draft(replace(secret, children=(replace(secret, id="b"),))), set_aside=(SetAside("SO 9", "x"),))
    plain = replace(paragraph("a", "We act."), number="7 bis", links=(Link("NO 1(a)", Treatment.MERGED, True),))
    assert cleaned(made) == replace(
        draft(replace(plain, children=(replace(plain, id="b"),))), set_aside=(SetAside("SO 9", ""),)
    )
