"""What is proposed in a draft: all of it as one list, open and settled; and one point found by its id."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from drafter.draft.draft import Draft, Outcome, Paragraph, Proposal, ProposalKind, Settled
from drafter.draft.numbering import refs
from drafter.draft.text import Alternatives, Option, Position, Stand, Text
from drafter.errors import EditRefused

AS_PROPOSED = 2
"""The place, among two, of what a proposal for a whole paragraph asks for; 1 is the draft as it stands."""


@dataclass(frozen=True, slots=True)
class PointAtIssue:
    """Something to be settled: alternatives in a paragraph's text, or a proposal for the paragraph as a whole."""

    paragraph: str
    """The paragraph's id."""
    at_issue: Alternatives | Proposal
    named: int = 0
    """The place of the option that was named, from 1; 0 where the point as a whole was."""

    @property
    def id(self) -> str:
        return self.at_issue.id

    @property
    def alternatives(self) -> Alternatives | None:
        return self.at_issue if isinstance(self.at_issue, Alternatives) else None

    @property
    def proposal(self) -> Proposal | None:
        return self.at_issue if isinstance(self.at_issue, Proposal) else None

    @property
    def stands(self) -> tuple[Stand, ...]:
        """What is to be chosen from, the draft as it stands first."""
        return self.at_issue.options if isinstance(self.at_issue, Alternatives) else (Stand(), self.at_issue)

    def place(self, number: int | None) -> int:
        """The place, from 0, of the option with this number, which counts from 1; of the one that was named for None.

        Refuses a number that there isn't, and one that isn't the named option's.
        """
        if number is None and not self.named:
            raise EditRefused(f"Which of the {len(self.stands)} options of {self.id}? Say its number.")
        if number is not None and not 1 <= number <= len(self.stands):
            raise EditRefused(f"{self.id} has no option {number}; it has {len(self.stands)}.")
        if number and self.alternatives and self.named not in (0, number):
            raise EditRefused(f"{_ids(self.alternatives)[self.named - 1]} is option {self.named}, not {number}.")
        return (number or self.named) - 1

    @property
    def proposed_place(self) -> int:
        """The place, from 0, of the option that was named, or of the only one that is proposed. Refuses to guess."""
        if self.alternatives is None or self.named:
            return self.named - 1
        base, ids = self.alternatives.base, _ids(self.alternatives)
        proposed = [place for place, option in enumerate(self.alternatives.options) if option is not base]
        if len(proposed) > 1:
            raise EditRefused(f"Several are proposed there: {', '.join(ids[place] for place in proposed)}. Name one.")
        return proposed[0]


def _ids(alternatives: Alternatives) -> tuple[str, ...]:
    """The ids of the options, in their order."""
    return tuple(map(alternatives.option_id, alternatives.options))


def open_points(draft: Draft) -> Iterator[PointAtIssue]:
    """All that is to be settled, in the order of the document: the proposals for a paragraph, then what is in it."""
    for id, spot in draft.spots.items():
        if spot.paragraph.contested:
            yield from points_of(id, spot.paragraph)


def points_of(id: str, paragraph: Paragraph) -> Iterator[PointAtIssue]:
    """What is to be settled of one paragraph, its sub-paragraphs left out."""
    for proposal in paragraph.proposals:
        yield PointAtIssue(id, proposal, AS_PROPOSED)
    for alternatives in paragraph.text.all_alternatives():
        yield PointAtIssue(id, alternatives)


def find_point(draft: Draft, name: str) -> PointAtIssue:
    """The point with this id, or with the only one that begins so. An option is named by its own id, `k3xq2ma.c7d2`.

    Refuses an id that is no open point's, and one that several begin with.
    """
    name = name.strip()
    found: list[tuple[str, PointAtIssue]] = []
    for point in open_points(draft):
        if point.id.startswith(name):
            found.append((point.id, point))
        elif point.alternatives and name.startswith(f"{point.id}."):
            ids = enumerate(_ids(point.alternatives), 1)
            found += [(id, replace(point, named=number)) for number, id in ids if id.startswith(name)]
    whole = [each for each in found if each[0] == name]
    found = whole or found
    if len(found) == 1 and name:
        return found[0][1]
    if whole and name:
        raise EditRefused(f"Several options have the id “{name}”. Name the point, and the number of the option.")
    if found and name:
        raise EditRefused(f"“{name}” begins several ids: {', '.join(id for id, _ in found[:4])}. Give more of it.")
    settled = next((each for each in reversed(draft.settled) if each.id.startswith(name)), None) if name else None
    if settled:
        when = f" on {settled.settled_on}" if settled.settled_on else ""
        raise EditRefused(f"“{name}” is settled: {settled.outcome}{when}.")
    raise EditRefused(f"Nothing open has the id “{name}”.")


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedProposal(Stand):
    """A proposal in the list."""

    id: str
    paragraph: str
    """The paragraph's id, which the draft may no longer have."""
    ref: str
    """What people call the paragraph; empty where it is gone."""
    kind: ProposalKind
    text: str = ""
    """The words that are proposed; of a deletion that was chosen, those that went; empty for a move."""
    outcome: Outcome | None = None
    """None while it is open."""
    settled_on: str = ""
    number: int = 0
    """Of an open one: its place among what is to be chosen from, where the draft as it stands is 1."""
    target: str = ""
    """Of a move: what people call the paragraph behind which it is to go, or the title of the part that it is to begin;
    empty where neither is there any longer.
    """
    to_part: bool = False
    """Whether that is a part."""

    @property
    def status(self) -> str:
        """`open`, or what became of it."""
        return self.outcome or "open"


def proposals(draft: Draft) -> tuple[ListedProposal, ...]:
    """The open ones in the order of the document, then those on record in the order in which they were settled."""
    called = refs(draft)
    return (*_open(open_points(draft), draft, called), *(_of_record(settled, called) for settled in draft.settled))


def open_proposals(draft: Draft, paragraphs: Collection[str]) -> tuple[ListedProposal, ...]:
    """The open ones of these paragraphs, by their ids; those that the draft doesn't have are passed over."""
    points = (point for id in paragraphs if id in draft.spots for point in points_of(id, draft.spots[id].paragraph))
    return tuple(_open(points, draft, refs(draft)))


def of_party(listed: tuple[ListedProposal, ...], *parties: str) -> tuple[ListedProposal, ...]:
    """Those that one of these parties proposes or supports."""
    return tuple(each for each in listed if set(parties) & set(each.wanted_by))


def proposed_options(alternatives: Alternatives) -> Iterator[tuple[int, Option]]:
    """The options that somebody proposes, with their numbers, from 1: all but the draft's own words."""
    base = alternatives.base
    for number, option in enumerate(alternatives.options, 1):
        if option is not base or option.by:
            yield number, option


def _open(points: Iterable[PointAtIssue], draft: Draft, called: dict[str, str]) -> Iterator[ListedProposal]:
    for point in points:
        paragraph, ref = point.paragraph, called[point.paragraph]
        if isinstance(point.at_issue, Alternatives):
            for number, option in proposed_options(point.at_issue):
                yield ListedProposal(
                    id=point.at_issue.option_id(option),
                    paragraph=paragraph,
                    ref=ref,
                    kind=ProposalKind.AMEND,
                    text=option.text.base.strip(),
                    number=number,
                    **stand_of(option),
                )
        else:
            kind = point.at_issue.kind
            new = kind in (ProposalKind.ADD, ProposalKind.ALTERNATIVE)
            yield ListedProposal(
                id=point.id,
                paragraph=paragraph,
                ref=ref,
                kind=kind,
                text=draft.spots[paragraph].paragraph.wording if new else "",
                number=AS_PROPOSED,
                target=_target(draft, point.at_issue, called),
                to_part=point.at_issue.target in draft.part_by_id,
                **stand_of(point.at_issue),
            )


def _target(draft: Draft, proposal: Proposal, called: dict[str, str]) -> str:
    if proposal.target in draft.part_by_id:
        return draft.part_by_id[proposal.target].title
    return called.get(proposal.target, "")


def _of_record(settled: Settled, called: dict[str, str]) -> ListedProposal:
    return ListedProposal(
        id=settled.id,
        paragraph=settled.paragraph,
        ref=called.get(settled.paragraph, ""),
        kind=settled.kind,
        text=settled.wording,
        outcome=settled.outcome,
        settled_on=settled.settled_on,
        **stand_of(settled),
    )


_WORD = re.compile(r"\S+")
_AROUND = 4
"""Words that are shown around the place of a proposal."""
_ENDS = 6
"""Words that are shown of a long stretch, at its beginning and at its end."""


def words_in_place(draft: Draft) -> dict[str, str]:
    """What the draft itself has where something open is proposed: `We urge States to`, by the id of the alternatives or
    the proposal. Of a paragraph that is to go or to move, how it begins; nothing of one that isn't the draft's yet.
    """
    found: dict[str, str] = {}
    for spot in draft.spots.values():
        if spot.paragraph.contested:
            _add_places(spot.paragraph.text, found)
            for proposal in spot.paragraph.proposals:
                own = proposal.kind in (ProposalKind.DELETE, ProposalKind.MOVE)
                found[proposal.id] = _short(spot.paragraph.wording.split()) if own else ""
    return found


def _add_places(text: Text, found: dict[str, str]) -> None:
    base, at = text.base, 0
    for run in text.runs:
        words = run if isinstance(run, str) else run.base.text.base
        end = at + len(words)
        if isinstance(run, Alternatives):
            before, after = list(_WORD.finditer(base[:at])), list(_WORD.finditer(base[end:]))
            head = f"… {base[before[-_AROUND].start() : at]}" if len(before) > _AROUND else base[:at]
            tail = f"{base[end : end + after[_AROUND - 1].end()]} …" if len(after) > _AROUND else base[end:]
            own = f"{words[: len(words) - len(words.lstrip())]}{_short(words.split())}{words[len(words.rstrip()) :]}"
            found.setdefault(run.id, f"{head}{own if words.strip() else words}{tail}".strip())
            for option in run.options:
                _add_places(option.text, found)
        at = end


def _short(words: Sequence[str]) -> str:
    return " ".join(words if len(words) <= 2 * _ENDS + 1 else (*words[:_ENDS], "…", *words[-_ENDS:]))


def stand_of(stand: Stand) -> dict[str, Any]:
    """Who stands where, with its date and note, as the fields of another `Stand`."""
    said: dict[str, Any] = {position.value: getattr(stand, position) for position in Position}
    return {**said, "date": stand.date, "note": stand.note}
