"""A negotiation as documents of their own: the list of proposals, and the ledger of open points."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from drafter.document.table import Annex, Cell, Column, Passage, Shape, Table, TableRow
from drafter.draft.bracket_notation import positions
from drafter.draft.draft import ProposalKind
from drafter.draft.layout import Captions
from drafter.negotiation.ledger import Ledger, LedgerRow
from drafter.negotiation.proposals import ListedProposal


def proposals_annex(
    listed: Iterable[ListedProposal], in_draft: Mapping[str, str], terms: Captions, *, apart: bool = False
) -> Annex:
    """The list of proposals; `in_draft` is what the draft has in their places: see `proposals.words_in_place`.
    `apart`: each position in a column of its own, to be sorted and filtered.
    """
    shown = tuple(listed)
    is_open = sum(1 for each in shown if not each.outcome)
    summary = f"{terms.proposals}: {len(shown)}, {is_open} {terms.still_open}."
    who = (terms.proposed_by, terms.supported_by, terms.opposed_by, terms.reserved_by) if apart else (terms.who,)
    columns = (
        Column(terms.id, 13, Shape.NAME),
        Column(terms.option, 8, Shape.FIGURE),
        Column(terms.paragraph, 12),
        Column(terms.kind, 11),
        *(Column(title, 14) for title in who),
        Column(terms.in_draft, 24),
        Column(terms.wording, 30),
        Column(terms.date, 12),
        Column(terms.status, 12),
        Column(terms.note, 12),
    )
    rows = tuple(TableRow(tuple(map(Cell.of, _cells(each, in_draft, terms, apart)))) for each in shown)
    table = Table(terms.proposals, summary, columns, rows)
    return Annex("proposals", terms.proposals, (Passage(summary), *((table,) if rows else ())), landscape=True)


def _cells(proposal: ListedProposal, in_draft: Mapping[str, str], terms: Captions, apart: bool) -> tuple[str, ...]:
    parties = (proposal.by, proposal.supported_by, proposal.opposed_by, proposal.reserved_by)
    who = tuple(map(", ".join, parties)) if apart else (positions(proposal),)
    number = str(proposal.number) if proposal.number else ""
    status = f"{proposal.status} {proposal.settled_on}".rstrip()
    words = (own_words(proposal, in_draft), proposed_words(proposal, terms))
    return (proposal.id, number, proposal.ref, proposal.kind, *who, *words, proposal.date, status, proposal.note)


def own_words(proposal: ListedProposal, in_draft: Mapping[str, str]) -> str:
    """What the draft has in the place of an open proposal; empty for one that is settled."""
    return "" if proposal.outcome else in_draft.get(proposal.id.partition(".")[0], "")


def proposed_words(proposal: ListedProposal, terms: Captions) -> str:
    """The words that are proposed; of a move, where to; `No text` for words that are to go."""
    if proposal.kind is ProposalKind.MOVE:
        if proposal.to_part:
            return f"{terms.move_to} “{proposal.target}”"
        return f"{terms.move_after} {proposal.target}" if proposal.target else ""
    if proposal.kind is ProposalKind.AMEND and not proposal.text:
        return terms.no_text
    return proposal.text


def ledger_annex(
    ledger: Ledger, rows: Iterable[LedgerRow], terms: Captions, since: str = "", *, total: bool = True
) -> Annex:
    """The ledger, with these of its rows; `since` names the revision from which it counts. `total`: with a last row
    that sums the others up.
    """
    counted = (terms.opened, terms.closed, terms.come_back)
    columns = (
        Column(terms.paragraph, 12, Shape.NAME),
        Column(terms.status, 22),
        Column(terms.open, 7, Shape.FIGURE),
        Column(terms.held_by, 30),
        Column(terms.since, 13),
        *(Column(title, 10, Shape.FIGURE) for title in counted),
    )
    lines = tuple(TableRow(tuple(map(Cell.of, ledger_cells(row)))) for row in rows)
    sums = (TableRow(tuple(map(Cell.of, total_cells(ledger, terms)))),) if total else ()
    intro = f"{terms.since} {since}. " if since else ""
    table = Table(terms.ledger, ledger.summary(), columns, (*lines, *sums))
    return Annex("ledger", terms.ledger, (Passage(f"{intro}{ledger.summary()}"), table), landscape=True)


def ledger_cells(row: LedgerRow) -> tuple[str, ...]:
    """A row of the ledger as it is printed; nothing for none."""
    figures = (str(figure or "") for figure in (row.opened, row.closed, row.reinserted))
    return (row.ref, row.status, str(row.open or ""), ", ".join(row.held_by), row.since, *figures)


def total_cells(ledger: Ledger, terms: Captions) -> tuple[str, ...]:
    """Its last row."""
    figures = (str(figure) for figure in (ledger.opened, ledger.closed, ledger.reinserted))
    return (terms.total, "", str(ledger.open), "", "", *figures)
