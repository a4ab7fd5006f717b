"""What was done to a draft between two of its versions, in as few words as a person would use: `OP3 reworded`,
`deletion of OP5 proposed by JP`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from drafter.draft.draft import Draft, Paragraph, ProposalKind
from drafter.draft.draft_difference import Change, ChangeKind, changes
from drafter.draft.fields import FIELDS, WORDING
from drafter.draft.numbering import refs
from drafter.draft.text import EMPTY, Position, Stand, Text, View, ViewKind

_DONE = {
    ChangeKind.ADDED: "added",
    ChangeKind.REMOVED: "removed",
    ChangeKind.REWORDED: "reworded",
    ChangeKind.MOVED: "moved",
    ChangeKind.SET_ASIDE: "set aside",
    ChangeKind.BROUGHT_BACK: "no longer set aside",
}
_PROPOSALS = {
    ProposalKind.AMEND: "amendment of",
    ProposalKind.ADD: "addition of",
    ProposalKind.DELETE: "deletion of",
    ProposalKind.MOVE: "move of",
    ProposalKind.ALTERNATIVE: "alternative paragraph",
}
_POSITIONS = {Position.SUPPORT: "supports", Position.OPPOSE: "opposes", Position.RESERVE: "reserves on"}
_TOLD_BY_STATUS = ("pending", "agreed_on", "meeting")
_REST = "its layout, parts or silenced checks changed"


def summary(before: Draft, after: Draft) -> tuple[str, ...]:
    """What was done, each thing once: edits in the order of the draft, then what parties proposed and what was settled.

    Paragraphs are called by the numbers that they have now; those that were removed, by the ones that they had. What
    stands under a paragraph that came or went with it is not told. Empty for two versions that are the same.
    """
    negotiated = list(_negotiated(before, after))
    edited = list(_edited(before, after, {done.paragraph for done in negotiated}))
    called = {**refs(before), **refs(after)}
    found: dict[str, list[str]] = {}
    for done in (*edited, *negotiated):
        found.setdefault(done.what, []).append(called.get(done.paragraph, ""))
    if not found and before != after:
        return (_REST,)
    return tuple(what.format(_joined(subjects)) for what, subjects in found.items())


@dataclass(frozen=True, slots=True)
class _Done:
    what: str
    """With `{}` where the paragraph is named, if it is."""
    paragraph: str = ""
    """Its id."""


# Edits


def _edited(before: Draft, after: Draft, negotiated: set[str]) -> Iterator[_Done]:
    """What was edited; `negotiated` are the paragraphs of which something else is told."""
    for change in changes(before, after):
        for what in _told(change, before, after, change.subject in negotiated):
            yield _Done(what, change.subject)


def _told(change: Change, before: Draft, after: Draft, negotiated: bool) -> Iterator[str]:
    """What the change is; nothing for what another change tells."""
    id = change.subject
    match change.kind:
        case ChangeKind.ADDED if after.spots[id].paragraph.proposed or not _is_topmost(id, after, before):
            return
        case ChangeKind.REMOVED if not _is_topmost(id, before, after):
            return
        case ChangeKind.CHANGED:
            yield from _fields(before.spots[id].paragraph, after.spots[id].paragraph, negotiated)
        case ChangeKind.FRONT:
            yield f"{_plain(id)} of the document changed"
        case ChangeKind.REWORDED if id in after.part_by_id:
            yield f"the heading “{_plain(change.after)}” reworded"
        case ChangeKind.REWORDED:
            yield from _reworded(before.spots[id].paragraph, after.spots[id].paragraph, negotiated)
        case ChangeKind.SET_ASIDE | ChangeKind.BROUGHT_BACK:
            yield f"{_plain(id)} {_DONE[change.kind]}"
        case kind:
            yield f"{{}} {_DONE[kind]}"


def _reworded(before: Paragraph, after: Paragraph, negotiated: bool) -> Iterator[str]:
    if negotiated:
        return
    yield "{} reworded" if before.wording != after.wording else "alternatives in {} changed"


def _fields(before: Paragraph, after: Paragraph, negotiated: bool) -> Iterator[str]:
    """What changed beside the words. That sources are adapted now goes without saying where the words are others."""
    for field in FIELDS[Paragraph]:
        was, now = getattr(before, field.name), getattr(after, field.name)
        if field.told == WORDING or was == now or (field.name in _TOLD_BY_STATUS and before.status != after.status):
            continue
        if field.name == "status":
            yield f"{{}} {now}"
        elif (field.name != "links" or before.text == after.text or before.sources != after.sources) and not (
            field.name == "proposals" and negotiated
        ):
            yield f"{_plain(field.file_key)} of {{}} changed"


def _is_topmost(id: str, draft: Draft, other: Draft) -> bool:
    parent = draft.spots[id].parent
    return parent is None or parent.id in other.spots


# Acts


def _negotiated(before: Draft, after: Draft) -> Iterator[_Done]:
    """What parties proposed and said, and what became of what they had proposed."""
    for id, spot in after.spots.items():
        was = before.spots[id].paragraph if id in before.spots else Paragraph(id)
        yield from (_Done(what, id) for what in _proposed(was, spot.paragraph))
        yield from (_Done(what, id) for what in _positions(was, spot.paragraph))
    known = {(settled.id, settled.outcome) for settled in before.settled}
    new = {(settled.id, settled.outcome): settled for settled in after.settled}
    for settled in (each for key, each in new.items() if key not in known):
        yield _Done(f"{_PROPOSALS[settled.kind]} {{}} {settled.outcome}", settled.paragraph)


def _proposed(before: Paragraph, after: Paragraph) -> Iterator[str]:
    old = {(proposal.id, party) for proposal in before.proposals for party in proposal.by}
    for proposal in after.proposals:
        if by := [party for party in proposal.by if (proposal.id, party) not in old]:
            yield f"{_PROPOSALS[proposal.kind]} {{}} proposed by {_plain(_joined(by))}"
    if before.text == after.text or before.text is EMPTY:
        return
    known = _proposers(before.text)
    by = [
        party
        for party in _proposers(after.text)
        if party not in known or _wish(before.text, party) != _wish(after.text, party)
    ]
    if by:
        yield f"{_PROPOSALS[ProposalKind.AMEND]} {{}} proposed by {_plain(_joined(by))}"


def _proposers(text: Text) -> list[str]:
    return sorted({party for run in text.all_alternatives() for option in run.options for party in option.by})


def _wish(text: Text, party: str) -> str:
    """The paragraph as the party alone wants it."""
    return text.wording(View(ViewKind.PARTY, (party,)))


def _positions(before: Paragraph, after: Paragraph) -> Iterator[str]:
    """What parties say now of what others propose, and did not say before."""
    new = _said(after) - _said(before)
    for (party, position), _ in sorted(new.items()):
        yield f"{_plain(party)} {_POSITIONS[position]} a proposal for {{}}"


def _said(paragraph: Paragraph) -> Counter[tuple[str, Position]]:
    stands: list[Stand] = [*paragraph.proposals]
    stands += [option for run in paragraph.text.all_alternatives() for option in run.options]
    return Counter(
        (party, position) for stand in stands for position in _POSITIONS for party in getattr(stand, position.value)
    )


def _joined(names: list[str]) -> str:
    named = list(filter(None, names))
    return " and ".join(filter(None, (", ".join(named[:-1]), *named[-1:])))


def _plain(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}").replace("_", " ")
