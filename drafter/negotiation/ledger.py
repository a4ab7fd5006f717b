"""The ledger of a negotiation: which paragraphs are open, who holds them, since when; and what has been opened, closed
and has come back since an earlier revision.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from drafter.draft.draft import Draft, Outcome, Paragraph, ProposalKind, Settled, Status
from drafter.draft.numbering import refs
from drafter.draft.text import Alternatives, Stand
from drafter.negotiation.proposals import ListedProposal, open_proposals, points_of, proposed_options
from drafter.negotiation.revisions import Returned


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """How one paragraph stands."""

    id: str
    ref: str
    """What people call it, or called it while it was there; empty where nobody knows."""
    status: Status
    open: int
    """How many proposals are open, for words in it and for the paragraph as a whole."""
    held_by: tuple[str, ...]
    """Who proposes or supports one of them, and the delegation whose word is awaited."""
    since: str
    """The day of the oldest of them, YYYY-MM-DD; empty for none, or where nobody knows."""
    opened: int
    closed: int
    reinserted: int
    """What was dropped or withdrawn before, and is open again or back in the words."""


@dataclass(frozen=True)
class Ledger:
    """The paragraphs in the order of the document, then those that are gone since the earlier revision."""

    rows: tuple[LedgerRow, ...]
    agreed: int
    """How many paragraphs are agreed, in informals or ad referendum."""
    paragraphs: int
    """How many the draft has, proposed ones among them, deleted ones not."""

    @cached_property
    def open(self) -> int:
        return sum(row.open for row in self.rows)

    @cached_property
    def open_in(self) -> int:
        """In how many paragraphs something is open."""
        return sum(1 for row in self.rows if row.open)

    @cached_property
    def opened(self) -> int:
        return sum(row.opened for row in self.rows)

    @cached_property
    def closed(self) -> int:
        return sum(row.closed for row in self.rows)

    @cached_property
    def reinserted(self) -> int:
        return sum(row.reinserted for row in self.rows)

    def summary(self) -> str:
        """`12 open in 5 of 40 paragraphs; 20 agreed. Opened: 14, closed: 2, come back: 1.`"""
        return (
            f"{self.open} open in {self.open_in} of {self.paragraphs} paragraphs; {self.agreed} agreed. "
            f"Opened: {self.opened}, closed: {self.closed}, come back: {self.reinserted}."
        )


@dataclass(frozen=True, slots=True)
class Holding:
    """What one party holds open."""

    party: str
    """As the draft names it; empty for what is open, and nobody is on record for."""
    open: int
    """How many open proposals it proposes or supports."""
    paragraphs: tuple[str, ...]
    """What people call the paragraphs in which it does, and those that wait for its word; in the document's order."""
    since: str
    """The day of the oldest of its proposals, YYYY-MM-DD; empty where nobody knows."""


def holdings(draft: Draft) -> tuple[Holding, ...]:
    """What each party holds, the most first: the same as the ledger's rows say, told by party."""
    called = refs(draft)
    held: dict[str, list[tuple[str, str]]] = {}
    awaited: dict[str, list[str]] = {}
    for id, spot in draft.spots.items():
        paragraph = spot.paragraph
        for stand in _open_stands(paragraph) if paragraph.contested else ():
            for party in stand.wanted_by or ("",):
                held.setdefault(party, []).append((id, stand.date))
        if paragraph.status is Status.PENDING and paragraph.pending:
            awaited.setdefault(paragraph.pending, []).append(id)
    found = [_holding(party, held.get(party, []), awaited.get(party, []), called) for party in {**held, **awaited}]
    return tuple(sorted(found, key=lambda holding: (not holding.party, -holding.open, holding.party)))


def _holding(party: str, held: list[tuple[str, str]], awaited: list[str], called: dict[str, str]) -> Holding:
    ids = {*awaited, *(id for id, _ in held)}
    days = (day for _, day in held if day)
    return Holding(party, len(held), tuple(ref for id, ref in called.items() if id in ids), min(days, default=""))


def ledger(draft: Draft, since: Draft | None = None, returned: Iterable[Returned] = ()) -> Ledger:
    """The ledger of a draft. What was opened and closed is counted since the earlier draft, or, without one, from the
    beginning: what was open then, and what was opened, less what was closed, is what is open now.

    `returned` is what `revisions.came_back` finds since then, of words that stood in earlier revisions.
    """
    return _Count(draft, since, tuple(returned)).ledger()


class _Count:
    """Counts one ledger."""

    def __init__(self, draft: Draft, since: Draft | None, returned: Sequence[Returned]) -> None:
        self._draft, self._since = draft, since
        self._returned = returned
        settled = Counter(draft.settled)
        settled.subtract(since.settled if since else ())
        self._closed = Counter(each.paragraph for each in settled.elements() if each.by)
        self._back = self._come_back()

    def ledger(self) -> Ledger:
        called = refs(self._draft)
        standing = [spot.paragraph for spot in self._draft.spots.values()]
        rows = [self._row(paragraph, called[paragraph.id]) for paragraph in standing]
        agreed = sum(1 for paragraph in standing if paragraph.status.agreed)
        there = sum(1 for paragraph in standing if paragraph.status is not Status.DELETED)
        return Ledger((*rows, *self._gone()), agreed, there)

    def _row(self, paragraph: Paragraph, ref: str) -> LedgerRow:
        stands = list(_open_stands(paragraph)) if paragraph.contested else []
        holding = {party for stand in stands for party in stand.wanted_by}
        if paragraph.status is Status.PENDING and paragraph.pending:
            holding.add(paragraph.pending)
        opened, closed = self._opened_and_closed(paragraph.id, len(stands))
        return LedgerRow(
            id=paragraph.id,
            ref=ref,
            status=paragraph.status,
            open=len(stands),
            held_by=tuple(sorted(holding)),
            since=min(filter(None, (stand.date for stand in stands)), default=""),
            opened=opened,
            closed=closed,
            reinserted=self._back[paragraph.id],
        )

    def _opened_and_closed(self, id: str, now: int) -> tuple[int, int]:
        before = self._since.spots.get(id) if self._since else None
        then = sum(1 for _ in _open_stands(before.paragraph)) if before else 0
        closed = self._closed[id]
        opened = now - then + closed
        # Brackets that somebody typed away have left no record.
        return (opened, closed) if opened >= 0 else (0, closed - opened)

    def _gone(self) -> Iterator[LedgerRow]:
        """Those that the draft no longer has, if something was closed with them."""
        called = refs(self._since) if self._since else {}
        for id in dict.fromkeys((*called, *self._closed)):
            opened, closed = (0, 0) if id in self._draft.spots else self._opened_and_closed(id, 0)
            if opened or closed:
                yield LedgerRow(id, called.get(id, ""), Status.DELETED, 0, (), "", opened, closed, 0)

    def _opened(self, paragraphs: set[str]) -> list[ListedProposal]:
        """The proposals for these paragraphs, and for new ones, that are open and were not in the earlier draft."""
        if not paragraphs:
            return []
        new = {id for id, spot in self._draft.spots.items() if spot.paragraph.proposed}
        known = open_proposals(self._since, paragraphs | new) if self._since else ()
        then = {(each.paragraph, each.id) for each in known}
        listed = open_proposals(self._draft, paragraphs | new)
        return [each for each in listed if (each.paragraph, each.id) not in then]

    def _come_back(self) -> Counter[str]:
        """How much has come back, by paragraph: proposals that were given up and are open again, and words that were
        gone from the draft and are back in it without being proposed.
        """
        given_up = [each for each in self._draft.settled if each.outcome is not Outcome.CHOSEN]
        dropped = {key for each in given_up for key in _keys(each, each.wording)}
        again = [each for each in self._opened({each.paragraph for each in given_up}) if _is_among(each, dropped)]
        found = Counter(each.paragraph for each in again)
        told = {(each.paragraph, " ".join(each.text.split())) for each in again}
        for each in self._returned:
            if not any(id == each.paragraph and each.words in text for id, text in told):
                found[each.paragraph] += 1
        return found


def _open_stands(paragraph: Paragraph) -> Iterator[Stand]:
    """What is open in a paragraph, its sub-paragraphs left out: an option or a proposal each."""
    for point in points_of(paragraph.id, paragraph):
        if isinstance(point.at_issue, Alternatives):
            yield from (option for _, option in proposed_options(point.at_issue))
        else:
            yield point.at_issue


_Key = tuple[str, ProposalKind, str]


def _keys(proposal: Settled | ListedProposal, words: str) -> Iterator[_Key]:
    """What tells a proposal from others: its id, and for words, where they are proposed. A paragraph may come back
    anywhere.
    """
    yield proposal.id, proposal.kind, ""
    if words:
        new = proposal.kind in (ProposalKind.ADD, ProposalKind.ALTERNATIVE)
        yield ("", ProposalKind.ADD, words) if new else (proposal.paragraph, proposal.kind, words)


def _is_among(proposal: ListedProposal, keys: set[_Key]) -> bool:
    return any(key in keys for key in _keys(proposal, proposal.text))
