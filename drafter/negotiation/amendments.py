"""Many amendments at once: what can be applied to a draft is, and of the rest is said why it couldn't be.

An amendment is what somebody wrote in a row of a table, or did in a version of the draft. The order of those that ask
for words makes no difference; those that add, move or delete paragraphs are taken in theirs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from drafter.draft import tree
from drafter.draft.draft import Draft, Outcome, Paragraph, ProposalKind, Status
from drafter.draft.edits import reopened
from drafter.draft.numbering import refs
from drafter.draft.text import Stand, View, ViewKind, is_day
from drafter.errors import EditRefused
from drafter.negotiation import acts
from drafter.negotiation.claims import overlap
from drafter.negotiation.consolidation import Consolidated, Wish, consolidated
from drafter.negotiation.hunks import Hunk, changed, hunks
from drafter.negotiation.record import Record, recorded


@dataclass(frozen=True, slots=True)
class Amendment:
    """What one row asks for, as it is written there."""

    by: tuple[str, ...]
    paragraph: str = ""
    """`OP3`, `3`, `3(a)`, `PP2`, or the paragraph's id."""
    kind: str = ""
    """`amend`, `delete`, `add`, `move`, `alternative`, or another word for one; empty: to amend."""
    text: str = ""
    """The whole paragraph as it is wanted."""
    date: str = ""
    """YYYY-MM-DD; empty for the day on which it is applied."""
    note: str = ""
    after: str = ""
    """What a new or moved paragraph is to follow, named as in `paragraph`; or a part, by its id or title."""
    file: str = ""
    row: int = 0
    """In the file, from 1; 0 for a version of the draft."""

    @property
    def where(self) -> str:
        """`amendments.xlsx:4`."""
        return f"{self.file}:{self.row}" if self.row else self.file


@dataclass(frozen=True, slots=True)
class Refused:
    """An amendment that was not applied."""

    amendment: Amendment
    why: str


@dataclass(frozen=True, slots=True)
class Overlap:
    """Different words of different parties for the same place: the room has to choose."""

    paragraph: str
    """The paragraph's id."""
    alternatives: str
    """The alternatives' id."""
    parties: tuple[tuple[str, ...], ...]
    """Those behind each of the options."""


@dataclass(frozen=True, slots=True)
class Applied:
    """What applying amendments gives."""

    draft: Draft
    taken: tuple[Amendment, ...]
    """Those that are in the draft now, in their order."""
    refused: tuple[Refused, ...]
    """Those that are not, in their order."""
    overlaps: tuple[Overlap, ...]
    """Where amendments ask for other words than other parties do, in the order of the document."""
    given_up: tuple[str, ...] = ()
    """The ids of options that parties had proposed before, and nobody wants any longer."""


KINDS = {
    ProposalKind.AMEND: ("amend", "amendment", "change", "modify", "replace", "reword", "mod", "text"),
    ProposalKind.DELETE: ("delete", "deletion", "remove", "strike", "suppress", "sup"),
    ProposalKind.ADD: ("add", "addition", "insert", "new", "new paragraph"),
    ProposalKind.MOVE: ("move", "relocate"),
    ProposalKind.ALTERNATIVE: ("alternative", "alt", "alternative paragraph"),
}
"""What a table may call each kind."""


def apply(draft: Draft, amendments: Iterable[Amendment], code: Callable[[str], str | None], day: str = "") -> Applied:
    """The draft with these amendments, as far as they can be applied.

    `code` gives the code of the party with this name, None for nobody's. `day` (YYYY-MM-DD) is the date of those that
    have none.
    """
    return _Applying(draft, code, day).applied(list(amendments))


@dataclass(slots=True)
class _Asked:
    """An amendment that can be understood."""

    amendment: Amendment
    kind: ProposalKind
    stand: Stand
    paragraph: str
    """The paragraph's id; empty for a new one."""
    hunks: tuple[Hunk, ...] = ()


class _Applying:
    def __init__(self, draft: Draft, code: Callable[[str], str | None], day: str) -> None:
        self.draft, self.code, self.day = draft, code, day
        self.ids = _Names(draft)
        self.refused: dict[int, str] = {}
        self.given_up: list[str] = []

    def applied(self, amendments: Sequence[Amendment]) -> Applied:
        words: dict[str, dict[int, _Asked]] = {}
        for number, amendment in enumerate(amendments):
            try:
                asked = self._asked(amendment)
                if asked.kind is ProposalKind.AMEND:
                    words.setdefault(asked.paragraph, {})[number] = asked
                else:
                    self.draft = self._whole(asked)
            except EditRefused as error:
                self.refused[number] = str(error)
        for id, rows in words.items():
            self._amend(id, rows)
        taken = tuple(each for number, each in enumerate(amendments) if number not in self.refused)
        refused = tuple(Refused(amendments[number], why) for number, why in sorted(self.refused.items()))
        touched = {id for id, rows in words.items() if not rows.keys() <= self.refused.keys()}
        return Applied(self.draft, taken, refused, tuple(_overlaps(self.draft, touched)), tuple(self.given_up))

    def _asked(self, amendment: Amendment) -> _Asked:
        kind = _kind(amendment)
        by = self._parties(amendment.by)
        _refuse_no_date(amendment.date)
        stand = Stand(by=by, date=amendment.date or self.day, note=amendment.note.strip())
        if kind is ProposalKind.ADD:
            return _Asked(amendment, kind, stand, "")
        id = self.ids.paragraph(amendment.paragraph)
        if kind is ProposalKind.AMEND and not amendment.text.strip():
            raise EditRefused("It has no text. To take the paragraph out, say `delete` as its kind.")
        return _Asked(amendment, kind, stand, id)

    def _parties(self, names: Iterable[str]) -> tuple[str, ...]:
        found = [(name, self.code(name)) for name in dict.fromkeys(names)]
        unknown = [f"“{name}”" for name, code in found if code is None]
        if unknown:
            raise EditRefused(f"Nobody is called {' or '.join(unknown)}: add the party first, or mend the name.")
        if not found:
            raise EditRefused("It doesn't say who proposes it.")
        return tuple(sorted({code for _, code in found if code}))

    def _whole(self, asked: _Asked) -> Draft:
        """The draft with a proposal for a paragraph as a whole."""
        amendment, stand = asked.amendment, asked.stand
        match asked.kind:
            case ProposalKind.DELETE:
                return acts.propose_deletion(self.draft, asked.paragraph, stand)
            case ProposalKind.MOVE:
                return acts.propose_move(self.draft, asked.paragraph, self.ids.place(amendment.after), stand)
            case ProposalKind.ALTERNATIVE:
                return acts.propose_alternative(self.draft, asked.paragraph, amendment.text, stand)
        after = self.ids.place(amendment.after or amendment.paragraph)
        return acts.propose_paragraph(self.draft, amendment.text, after, stand)

    # The words of one paragraph

    def _amend(self, id: str, rows: dict[int, _Asked]) -> None:
        paragraph = self.draft.spots[id].paragraph
        if paragraph.proposed or paragraph.status is Status.DELETED:
            self._amend_one_by_one(id, rows)
            return
        for number, row in rows.items():
            row.hunks = hunks(paragraph.wording, row.amendment.text.strip())
            if why := _why_not(row, paragraph):
                self.refused[number] = why
        wishes = [*_wishes(paragraph.wording, self._agreeing(rows))]
        if not wishes:
            return
        found = consolidated(paragraph.text, id, wishes)
        self.draft = tree.change(self.draft, id, lambda old: reopened(replace(old, text=found.text)))
        self._record(id, found)

    def _amend_one_by_one(self, id: str, rows: dict[int, _Asked]) -> None:
        for number, row in rows.items():
            try:
                self.draft = acts.propose_words(self.draft, id, row.amendment.text, row.stand)
            except EditRefused as error:
                self.refused[number] = str(error)

    def _agreeing(self, rows: dict[int, _Asked]) -> dict[str, list[_Asked]]:
        """The rows of each party that can stand together. Of two that can't, a later date counts; else the first."""
        found: dict[str, list[tuple[int, _Asked]]] = {}
        order = sorted((number for number in rows if number not in self.refused), key=lambda n: (rows[n].stand.date, n))
        for number in order:
            row = rows[number]
            for party in row.stand.by:
                for other, earlier in list(found.get(party, ())):
                    if not _contradict(row, earlier):
                        continue
                    if row.stand.date > earlier.stand.date:
                        self.refused[other] = (
                            f"{party} asks for something else in {row.amendment.where}, of a later day."
                        )
                    else:
                        self.refused.setdefault(
                            number, f"{party} asks for something else in the same place in {earlier.amendment.where}."
                        )
            for party in row.stand.by if number not in self.refused else ():
                found.setdefault(party, []).append((number, row))
        return {
            party: [row for number, row in mine if number not in self.refused] for party, mine in sorted(found.items())
        }

    def _record(self, id: str, found: Consolidated) -> None:
        """Put on record what the parties had proposed before and nobody wants any longer."""
        by_id: dict[str, set[str]] = {}
        options = {gone.id: gone.option for gone in found.replaced}
        for gone in found.replaced:
            by_id.setdefault(gone.id, set()).add(gone.party)
        over = [id for id, parties in by_id.items() if set(options[id].wanted_by) <= parties]
        record = Record(id, self.day)
        self.draft = recorded(self.draft, (record.of_option(each, options[each], Outcome.WITHDRAWN) for each in over))
        self.given_up += over


def _wishes(base: str, rows: dict[str, list[_Asked]]) -> Iterator[Wish]:
    """Each party's wish: the base with all that its rows change."""
    for party, mine in rows.items():
        if mine:
            all_of = {hunk for row in mine for hunk in row.hunks}
            day = min(filter(None, (row.stand.date for row in mine)), default="")
            notes = "\n".join(dict.fromkeys(row.stand.note for row in mine if row.stand.note))
            yield Wish(changed(base, all_of), (party,), day, notes)


def _kind(amendment: Amendment) -> ProposalKind:
    said = " ".join(amendment.kind.lower().replace("_", " ").split())
    if not said:
        return ProposalKind.DELETE if _asks_to_delete(amendment.text) else ProposalKind.AMEND
    for kind, names in KINDS.items():
        if said in names:
            return kind
    raise EditRefused(f"“{amendment.kind}” is no kind of amendment; there are {', '.join(KINDS)}.")


def _asks_to_delete(text: str) -> bool:
    """Whether the text is no wording, but says that the paragraph is to go: `delete`, `[Delete]`."""
    return text.strip(" .[]").lower() in KINDS[ProposalKind.DELETE]


def _refuse_no_date(said: str) -> None:
    if said and not is_day(said):
        raise EditRefused(f"“{said}” is no date: write it as 2026-03-01.")


def _why_not(row: _Asked, paragraph: Paragraph) -> str:
    """Why the row's words can't be applied; empty where they can."""
    if not row.hunks:
        return "These are the draft's own words."
    if any(sign in row.amendment.text and sign not in paragraph.wording for sign in "[]"):
        return "A party's wording has no square brackets: give the words as it wants them."
    return ""


def _contradict(one: _Asked, other: _Asked) -> bool:
    """Whether the two ask for different words in one place."""
    mine, theirs = set(one.hunks), set(other.hunks)
    return any(overlap(hunk.place, each.place) for hunk in mine - theirs for each in theirs - mine)


def _overlaps(draft: Draft, ids: Iterable[str]) -> Iterator[Overlap]:
    touched = set(ids)
    for id, spot in draft.spots.items():
        for run in spot.paragraph.text.all_alternatives() if id in touched else ():
            proposed = tuple(option.by for option in run.options if option.by)
            if len(proposed) > 1:
                yield Overlap(id, run.id, proposed)


class _Names:
    """Finds paragraphs and parts of a draft by what people call them."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.by_ref = {_key(ref): id for id, ref in refs(draft).items()}
        self.by_title = {_key(part.title): part.id for part in reversed(draft.parts)}

    def paragraph(self, name: str) -> str:
        """The paragraph's id. A number alone is an operative paragraph's. Refuses what no paragraph is called."""
        name = name.strip()
        if not name:
            raise EditRefused("It doesn't say which paragraph.")
        if name in self.draft.spots:
            return name
        key = _key(name)
        found = self.by_ref.get(key) or self.by_ref.get(f"op{key}")
        if found is None:
            raise EditRefused(f"The draft has no paragraph “{name}”.")
        return found

    def place(self, name: str) -> str:
        """The id of the paragraph or part that something is to follow."""
        name = _AFTER.sub("", name.strip())
        if not name:
            raise EditRefused("It doesn't say after which paragraph.")
        if name in self.draft.part_by_id:
            return name
        part = self.by_title.get(_key(name))
        return part or self.paragraph(name)


_AFTER = re.compile(r"after\s+", re.IGNORECASE)
_PREFIX = re.compile(r"^(?:operative|preambular)?(?:paragraph|para|§)\.?", re.IGNORECASE)


def _key(name: str) -> str:
    """A name without what people write in more than one way: `OP 7 (a)`, `op7(a)`, `para. 7 a`."""
    name = "".join(name.split()).lower()
    kind = "pp" if name.startswith("preambular") else "op" if name.startswith("operative") else ""
    return kind + re.sub(r"[().]", "", _PREFIX.sub("", name))


def version_amendments(draft: Draft, version: Draft, party: str, file: str = "") -> tuple[Amendment, ...]:
    """What a party's version of the draft asks for: words, deletions, new paragraphs and moves, in its order.

    Refuses another draft's version.
    """
    if (draft.id, draft.corpus) != (version.id, version.corpus):
        raise EditRefused(f"{file or 'This'} is another draft, not a version of this one.")
    return tuple(_Version(draft, version, party, file).amendments())


class _Version:
    def __init__(self, draft: Draft, version: Draft, party: str, file: str) -> None:
        self.draft, self.version = draft, version
        self.blank = Amendment((party,), file=file)
        self.view = View(ViewKind.PARTY, (party,))
        self.moved = {id for container in self._containers() for id in self._moved_in(container)}

    def amendments(self) -> Iterator[Amendment]:
        for id, spot in self.draft.spots.items():
            if id in self.version.spots or spot.paragraph.proposed:
                continue  # what others only proposed, the version need not know
            if spot.parent is None or spot.parent.id in self.version.spots:  # else it goes with what it stands under
                yield replace(self.blank, paragraph=id, kind=ProposalKind.DELETE)
        for id, spot in self.version.spots.items():
            wording = spot.paragraph.text.wording(self.view)
            if id not in self.draft.spots:
                yield replace(self.blank, kind=ProposalKind.ADD, text=wording, after=self._before(id))
                continue
            if id in self.moved:
                yield replace(self.blank, paragraph=id, kind=ProposalKind.MOVE, after=self._before(id))
            if wording != self.draft.spots[id].paragraph.text.wording(self.view):
                yield replace(self.blank, paragraph=id, kind=ProposalKind.AMEND, text=wording)

    def _containers(self) -> Iterator[str]:
        return iter(dict.fromkeys(spot.container for spot in self.version.spots.values()))

    def _moved_in(self, container: str) -> Iterator[str]:
        """The paragraphs that stand here in the version and stood elsewhere, or in another order."""
        now, before = (
            [id for id, spot in each.spots.items() if spot.container == container]
            for each in (self.version, self.draft)
        )
        stayed = {id for id in now if id in set(before)}
        old, new = ([id for id in ids if id in stayed] for ids in (before, now))
        kept = {
            id
            for block in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
            for id in old[block.a : block.a + block.size]
        }
        return (id for id in now if id in self.draft.spots and id not in kept)

    def _before(self, id: str) -> str:
        """What the paragraph follows in the version, of what the draft has: a paragraph beside it, or its part."""
        spot = self.version.spots[id]
        siblings = spot.parent.children if spot.parent else spot.part.paragraphs
        known = [
            each.id for each in siblings[: spot.index] if each.id in self.draft.spots and each.id not in self.moved
        ]
        if known:
            return known[-1]
        return "" if spot.parent else spot.part.id
