"""A draft as a view shows it, and without the names of its parties."""

from __future__ import annotations

from dataclasses import replace

import pytest

from drafter.draft.bracket_notation import attributions, read
from drafter.draft.draft import Draft, Link, Paragraph, Proposal, ProposalKind, SetAside, Status
from drafter.draft.fields import stated
from drafter.draft.text import ATTRIBUTED, BASE, LONGEST, SHORTEST, UNATTRIBUTED, View, ViewKind
from drafter.draft.viewed import parties_of, unnamed, viewed
from tests.builders import draft, paragraph

TEXT = read("We [should - EU; MX support / shall - US; JP oppose] act [now - G77].", "a")


def proposed(id: str, kind: ProposalKind, *by: str, target: str = "") -> Paragraph:
    return replace(paragraph(id), proposals=(Proposal(id=f"x-{id}-{by}", kind=kind, target=target, by=by),))


MADE = draft(
    replace(
        paragraph("a", TEXT),
        links=(Link("SO 9", partly=True, missing="EU can't have it"),),
        note="EU again",
        status=Status.PENDING,
        pending="EU",
        meeting="the EU's informals",
        children=(paragraph("aa", read("[That - EU]", "aa")),),
    ),
    proposed("b", ProposalKind.ADD, "EU"),
    proposed("c", ProposalKind.DELETE, "G77"),
    proposed("d", ProposalKind.MOVE, "CN", target="a"),
    proposed("e", ProposalKind.ALTERNATIVE, "RU", target="d"),
)


@pytest.mark.parametrize("view", [ATTRIBUTED, UNATTRIBUTED, BASE, LONGEST, View(ViewKind.PARTY, ("EU", "G77"))])
def test_a_view_is_known_by_its_name(view: View) -> None:
    assert View.named(f" {view.name} ") == view._replace(parties=view.parties[:1])


@pytest.mark.parametrize("name", ["", "party", "party:", "party: ", "base:EU", "Base", "all"])
def test_other_names_are_no_views(name: str) -> None:
    assert View.named(name) is None


def test_every_party_of_a_draft_is_found() -> None:
    assert parties_of(MADE) == {"EU", "MX", "US", "JP", "G77", "CN", "RU"}
    assert parties_of(draft(paragraph("a"))) == set()


def test_a_draft_for_the_public_names_nobody_and_has_all_words() -> None:
    made = unnamed(replace(MADE, set_aside=(SetAside("NO 2(a)", "EU"),)))
    assert not any(party in said for party in parties_of(MADE) for said in texts(made))
    assert made.spots["a"].paragraph.text.wording(UNATTRIBUTED) == "We [should] [shall] act [now]."
    assert viewed(made, UNATTRIBUTED).spots["b"].paragraph.wording == "[Text b.]"
    assert [aside.recommendation for aside in made.set_aside] == ["NO 2(a)"]
    assert unnamed(made) == made


def texts(draft: Draft) -> list[str]:
    """Every text that stands in the draft."""
    return [part for value in stated(draft).values() for part in said(value)]


def said(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, tuple):
        return [part for each in value for part in said(each)]
    if hasattr(value, "runs"):
        return said(value.runs)
    return [part for each in stated(value).values() for part in said(each)] if hasattr(value, "__slots__") else []


@pytest.mark.parametrize("view", [ATTRIBUTED, UNATTRIBUTED, BASE, LONGEST])
def test_of_a_deleted_paragraph_every_view_has_the_number_alone(view: View) -> None:
    gone = replace(
        paragraph("b", "Gone.", "SO 9", children=(paragraph("bb", "", "NO 2(a)"),)), status=Status.DELETED, number="2"
    )
    made = draft(replace(paragraph("a", "We act."), number="1"), gone)
    kept = viewed(made, view).spots["b"].paragraph
    assert (kept.number, kept.wording, kept.links, kept.children) == ("2", "", (), ())
    assert made.cited_in == {}
    assert list(made.standing) == ["a"]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("no [X - EU, G77 retain / Y - US; JP delete] b", ["EU, G77 retain", "US; JP delete"]),
        ("[a - b [c - EU / d] e - US; MX oppose]", ["EU", "US; MX oppose"]),
        ("[X - Y]", []),
        ("[X - EU", []),
    ],
)
def test_the_names_in_brackets_are_found(words: str, names: list[str]) -> None:
    known = {"EU", "G77", "US", "JP", "MX"}
    assert [words[start:end] for start, end in sorted(attributions(words, known.__contains__))] == names


def test_an_alternative_that_a_party_wants_has_the_number_of_what_it_replaces() -> None:
    numbered = draft(
        replace(paragraph("a"), number="2"),
        replace(proposed("b", ProposalKind.ALTERNATIVE, "RU", target="a"), number="2 alt"),
    )
    assert [(spot.paragraph.id, spot.paragraph.number) for spot in viewed(numbered, of("RU")).spots.values()] == [
        ("b", "2")
    ]
    assert [spot.paragraph.number for spot in viewed(numbered, of("EU")).spots.values()] == ["2"]


def of(party: str) -> View:
    return View(ViewKind.PARTY, (party,))


def test_of_two_moves_that_exclude_each_other_the_first_counts() -> None:
    first = replace(proposed("x", ProposalKind.MOVE, "CN", target="ya"), children=(paragraph("xa"),))
    second = replace(proposed("y", ProposalKind.MOVE, "CN", target="xa"), children=(paragraph("ya"),))
    seen = viewed(draft(first, second), View(ViewKind.PARTY, ("CN",)))
    assert list(seen.spots) == ["y", "ya", "x", "xa"]


@pytest.mark.parametrize(
    ("view", "shown"),
    [
        (BASE, ["a", "b", "d"]),
        (LONGEST, ["a", "b", "c", "d"]),
        (SHORTEST, ["a", "d"]),
        (of("EU"), ["a", "b", "c", "d"]),
        (of("G77"), ["a", "d"]),
        (View(ViewKind.PARTY, ("RU", "EU", "G77")), ["a", "c", "e"]),
        (View(ViewKind.PARTY, ("US", "EU", "G77")), ["a", "b", "c", "d"]),
    ],
)
def test_proposed_paragraphs_and_deletions_are_shown_as_the_view_has_them(view: View, shown: list[str]) -> None:
    said = draft(
        paragraph("a"),
        replace(
            paragraph("b"),
            proposals=(Proposal(id="y", kind=ProposalKind.DELETE, by=("G77", "RU"), opposed_by=("EU",)),),
        ),
        proposed("c", ProposalKind.ADD, "EU"),
        paragraph("d"),
        proposed("e", ProposalKind.ALTERNATIVE, "RU", target="d"),
    )
    seen = viewed(said, view)
    assert list(seen.spots) == shown
    assert not any(spot.paragraph.contested for spot in seen.spots.values())


def test_a_party_has_a_paragraph_where_it_wants_it_to_stand() -> None:
    moves = draft(paragraph("a"), proposed("b", ProposalKind.MOVE, "CN", target="other"), paragraph("c"))
    assert [spots_of(viewed(moves, of(party))) for party in ("CN", "EU")] == [["a", "c", "| b"], ["a", "b", "c"]]
    gone = draft(paragraph("a"), proposed("b", ProposalKind.MOVE, "CN", target="nowhere"))
    assert list(viewed(gone, of("CN")).spots) == ["a", "b"]


def spots_of(made: Draft) -> list[str]:
    return [f"{'| ' if spot.part.id == 'other' else ''}{id}" for id, spot in made.spots.items()]
