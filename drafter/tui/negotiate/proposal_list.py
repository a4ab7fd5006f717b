"""What the pane Negotiate lists: every paragraph with what is proposed in it, by paragraph, by party or by age."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from drafter.draft.draft import Draft, Outcome, Paragraph, Proposal, ProposalKind, Settled
from drafter.draft.text import Alternatives, Option, Stand, Text
from drafter.negotiation.proposals import AS_PROPOSED, points_of, proposed_options
from drafter.tui.tongue import later, tr
from drafter.workspace import Workspace

OPEN = "open"
STATUSES = (OPEN, *map(str, Outcome))
"""What a proposal can be: open, or what became of it."""


class Order(StrEnum):
    """By what the list is ordered."""

    PARAGRAPH = later("by paragraph")
    PARTY = later("by party")
    AGE = later("by age")

    @property
    def following(self) -> Order:
        """The one that the key goes on to."""
        orders = list(Order)
        return orders[(orders.index(self) + 1) % len(orders)]


@dataclass(frozen=True, slots=True)
class ProposalEntry:
    """What one row is about: a paragraph, an option in it, a proposal for it as a whole, or what is settled of it."""

    id: str
    """Unique among the entries of a draft. The paragraph's own where it is about the paragraph."""
    paragraph: str
    """The id of the paragraph, which the draft may no longer have where it is about something settled."""
    stand: Stand | None = None
    """Who stands where; None where it is about the paragraph."""
    kind: ProposalKind | None = None
    """None where it is about the paragraph, or about the draft's own words among options."""
    alternatives: Alternatives | None = None
    """The options among which it is one."""
    proposal: Proposal | None = None
    settled: Settled | None = None
    number: int = 0
    """Its place among what is to be chosen from, where the draft as it stands is 1; 0 where there is no choice."""
    words: str = ""
    """What is proposed; empty for a deletion or a move."""
    instead_of: str = ""
    """The words that these are to take the place of."""

    @property
    def point(self) -> str:
        """The id of the alternatives or the proposal, by which it is settled; empty where nothing is to be settled."""
        return self.alternatives.id if self.alternatives else self.proposal.id if self.proposal else ""

    @property
    def status(self) -> str:
        """`open`, or what became of it; empty where it is no proposal."""
        return str(self.settled.outcome) if self.settled else OPEN if self.kind else ""

    @property
    def option(self) -> Option | None:
        """The option that it is, of alternatives."""
        return self.alternatives.options[self.number - 1] if self.alternatives else None


@dataclass(frozen=True, slots=True)
class ProposalFilter:
    """Which proposals to show. What is set must hold together."""

    parties: frozenset[str] = frozenset()
    """Those that say something of it; empty for every party."""
    statuses: frozenset[str] = frozenset([OPEN])
    """Of `STATUSES`; empty for every status."""
    only_open: bool = False
    """Only paragraphs in which something is shown, where the list is by paragraph."""

    @property
    def active(self) -> bool:
        return self != ProposalFilter()

    @property
    def narrow(self) -> bool:
        """Whether paragraphs in which nothing passes are left out."""
        return self.only_open or self != ProposalFilter(only_open=self.only_open)

    def keeps(self, entry: ProposalEntry) -> bool:
        """Whether it lets a proposal, or the draft's own words among options, through."""
        status = entry.status or OPEN
        if self.statuses and status not in self.statuses:
            return False
        return not self.parties or (entry.stand is not None and not self.parties.isdisjoint(entry.stand.parties))

    def described(self) -> str:
        """`EU, US · open, dropped`; empty where nothing is set."""
        statuses = "" if self.statuses == {OPEN} else ", ".join(each for each in STATUSES if each in self.statuses)
        return " · ".join(
            filter(
                None,
                (
                    ", ".join(sorted(self.parties)),
                    statuses if self.statuses else tr("open and settled"),
                    tr("only paragraphs where something is open") if self.only_open else "",
                ),
            )
        )


@dataclass(frozen=True, slots=True)
class ListHeading:
    """What stands over entries: a party, empty for nobody; or a day, empty where nobody knows."""

    order: Order
    name: str
    count: int

    @property
    def id(self) -> str:
        return f"{self.order} {self.name}"


@dataclass(frozen=True, slots=True)
class ListedEntry:
    """An entry at a place of the list, where it may stand several times."""

    id: str
    entry: ProposalEntry


ListLine = ListHeading | ListedEntry


class ProposalEntries:
    """The entries of a workspace's draft. An act changes one paragraph: the entries of the others are kept."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._made: dict[str, tuple[Paragraph, tuple[ProposalEntry, ...]]] = {}
        self._draft: Draft | None = None
        self._by_paragraph: dict[str, tuple[ProposalEntry, ...]] = {}
        self._settled: dict[str, list[ProposalEntry]] = {}

    def _update(self) -> None:
        draft = self._workspace.draft
        if draft is self._draft:
            return
        self._draft = draft
        made = {}
        for id, spot in draft.spots.items():
            kept = self._made.get(id)
            made[id] = kept if kept and kept[0] is spot.paragraph else (spot.paragraph, tuple(_of(id, spot.paragraph)))
        self._made = made
        self._by_paragraph = {id: entries for id, (_, entries) in made.items()}
        self._settled = {}
        for number, settled in enumerate(draft.settled):
            self._settled.setdefault(settled.paragraph, []).append(_of_record(settled, number))

    def of(self, paragraph: str) -> tuple[ProposalEntry, ...]:
        """The paragraph's own entry and what is open in it; empty where the draft hasn't it."""
        self._update()
        return self._by_paragraph.get(paragraph, ())

    def settled_in(self, paragraph: str) -> tuple[ProposalEntry, ...]:
        """What is settled in the paragraph, in the order in which it was."""
        self._update()
        return tuple(self._settled.get(paragraph, ()))

    def lines(self, order: Order, filter: ProposalFilter) -> list[ListLine]:
        """The list in this order, as the filter lets it through."""
        self._update()
        match order:
            case Order.PARAGRAPH:
                return list(self._in_place(filter))
            case Order.PARTY:
                return list(self._by_party(filter))
            case Order.AGE:
                return list(self._by_age(filter))

    def _in_place(self, filter: ProposalFilter) -> Iterator[ListedEntry]:
        for id, entries in self._by_paragraph.items():
            of_paragraph, *others = (*entries, *self.settled_in(id))
            kept = [entry for entry in others if filter.keeps(entry)]
            if kept or not filter.narrow:
                yield ListedEntry(of_paragraph.id, of_paragraph)
                yield from (ListedEntry(entry.id, entry) for entry in kept)
        for id, settled in self._settled.items():
            if id not in self._by_paragraph:
                yield from (ListedEntry(entry.id, entry) for entry in settled if filter.keeps(entry))

    def _all(self, filter: ProposalFilter) -> Iterator[ProposalEntry]:
        """All that is proposed and passes, in the order of the document."""
        for id, entries in self._by_paragraph.items():
            yield from filter_entries((*entries[1:], *self.settled_in(id)), filter)
        for id, settled in self._settled.items():
            if id not in self._by_paragraph:
                yield from filter_entries(settled, filter)

    def _by_party(self, filter: ProposalFilter) -> Iterator[ListLine]:
        """Under each party all of which it says something; under nobody what no party is named with."""
        found: dict[str, list[ProposalEntry]] = {}
        for entry in self._all(filter):
            parties = entry.stand.parties if entry.stand else ()
            for party in parties or ("",) * bool(entry.kind):
                if not filter.parties or party in filter.parties:
                    found.setdefault(party, []).append(entry)
        for party in sorted(found, key=lambda party: (not party, party)):
            yield ListHeading(Order.PARTY, party, len(found[party]))
            yield from (ListedEntry(f"{party} {entry.id}", entry) for entry in found[party])

    def _by_age(self, filter: ProposalFilter) -> Iterator[ListLine]:
        """The oldest first; what has no date last."""
        found: dict[str, list[ProposalEntry]] = {}
        for entry in self._all(filter):
            if entry.kind and entry.stand:
                found.setdefault(entry.stand.date, []).append(entry)
        for day in sorted(found, key=lambda day: (not day, day)):
            yield ListHeading(Order.AGE, day, len(found[day]))
            yield from (ListedEntry(entry.id, entry) for entry in found[day])

    def parties(self) -> dict[str, int]:
        """Every party that says something of what is open or settled, in the order of the alphabet, and of how much."""
        counts: dict[str, int] = {}
        for entry in self._all(ProposalFilter(statuses=frozenset())):
            for party in entry.stand.parties if entry.stand else ():
                counts[party] = counts.get(party, 0) + 1
        return dict(sorted(counts.items()))

    def open_count(self) -> tuple[int, int]:
        """How many proposals are open, and in how many paragraphs."""
        self._update()
        counts = [sum(bool(entry.kind) for entry in entries) for entries in self._by_paragraph.values()]
        return sum(counts), sum(map(bool, counts))


def filter_entries(entries: Iterable[ProposalEntry], filter: ProposalFilter) -> Iterator[ProposalEntry]:
    """Those that the filter lets through."""
    return (entry for entry in entries if filter.keeps(entry))


def _of(id: str, paragraph: Paragraph) -> Iterator[ProposalEntry]:
    """The paragraph, then the proposals for it, then what is open in its words."""
    yield ProposalEntry(id, id)
    taken: dict[str, int] = {}
    for point in points_of(id, paragraph):
        if point.proposal:
            yield _of_proposal(id, paragraph, point.proposal)
        elif point.alternatives:
            # Two copies of a point may stand in one paragraph: options that were lifted hold the same words.
            taken[point.id] = taken.get(point.id, 0) + 1
            yield from _of_alternatives(id, point.alternatives, taken[point.id])


def _of_proposal(id: str, paragraph: Paragraph, proposal: Proposal) -> ProposalEntry:
    new = proposal.kind in (ProposalKind.ADD, ProposalKind.ALTERNATIVE)
    words = paragraph.wording if new else ""
    return ProposalEntry(
        f"{id}/{proposal.id}", id, proposal, proposal.kind, proposal=proposal, number=AS_PROPOSED, words=words
    )


def _of_alternatives(id: str, alternatives: Alternatives, copy: int) -> Iterator[ProposalEntry]:
    """Its options, the draft's own words first."""
    proposed = {number for number, _ in proposed_options(alternatives)}
    base = alternatives.base.text.base.strip()
    for number, option in enumerate(alternatives.options, 1):
        kind = ProposalKind.AMEND if number in proposed else None
        yield ProposalEntry(
            f"{id}/{alternatives.id}/{copy}/{number}",
            id,
            option,
            kind,
            alternatives=alternatives,
            number=number,
            words=option.text.base.strip(),
            instead_of=base if kind else "",
        )


def _of_record(settled: Settled, number: int) -> ProposalEntry:
    return ProposalEntry(
        f"settled/{number}", settled.paragraph, settled, settled.kind, settled=settled, words=settled.wording
    )


def context_of(text: Text, alternatives: str) -> tuple[str, str] | None:
    """The words before and after the alternatives with this id: the draft's own, and, inside an option, that option's.
    None where the text hasn't them.
    """
    for place, run in enumerate(text.runs):
        if isinstance(run, str):
            continue
        found = ("", "") if run.id == alternatives else _context_in(run.options, alternatives)
        if found:
            before, after = Text(text.runs[:place]).base, Text(text.runs[place + 1 :]).base
            return f"{before}{found[0]}", f"{found[1]}{after}"
    return None


def _context_in(options: Sequence[Option], alternatives: str) -> tuple[str, str] | None:
    found = (context_of(option.text, alternatives) for option in options)
    return next((each for each in found if each), None)
