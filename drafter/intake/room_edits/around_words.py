"""Edits found around a paragraph's words: of its status tag, of its citations, of its number."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from drafter.corpus.citations import ReportNames
from drafter.corpus.corpus import Corpus
from drafter.document.edited_document import EditedRun, Mark
from drafter.draft.draft import Status
from drafter.draft.numerals import Degree
from drafter.intake.room_edits.file_text import FileText
from drafter.intake.room_edits.issued_text import IssuedPiece, key
from drafter.intake.room_edits.pending_edits import PendingEdit, PendingEdits
from drafter.intake.room_edits.room_edit import FoundLinks, FoundStatus, RoomEditKind, Unmatched
from drafter.intake.room_edits.typed_signs import as_frozen, of_label, only_cites, sources_named, typed_number
from drafter.intake.room_edits.word_fates import UNTRACKED, Bit, Role, who


@dataclass(frozen=True, slots=True)
class Subject:
    """A paragraph of which it is asked what was done around its words."""

    id: str
    order: float
    places: Sequence[int]
    """The file's paragraphs that it is made of."""
    piece: IssuedPiece | None
    depth: int
    where: str
    """Where it stands, in words."""
    joined: tuple[str, ...] = ()
    """The tags of those that became one with it, untracked."""
    mover: Mark | None = None
    """Who moved it, tracked: all that stands there is then tracked as new."""
    gone: bool = False
    """Whether nothing of it stands any more."""


@dataclass(slots=True)
class AroundWords:
    """Finds what was done around the words of a file's paragraphs."""

    text: FileText
    corpus: Corpus
    degrees: Sequence[Degree]
    edits: PendingEdits
    names: ReportNames
    """What the reports are called in its notes."""
    sure: bool = True
    """Whether it is known what stood there when the file went out; where it isn't, only what is tracked is an edit."""
    links: dict[PendingEdit, FoundLinks] = field(default_factory=dict)
    statuses: dict[PendingEdit, FoundStatus] = field(default_factory=dict)
    numbers: dict[PendingEdit, str] = field(default_factory=dict)
    unmatched: list[Unmatched] = field(default_factory=list)

    def look_at(self, owners: Mapping[str, str], called: Callable[[str], str]) -> None:
        """`owners` has, of a half of a paragraph, the id of the whole, and of every other its own; `called` says what
        people call it.
        """
        for subject in self._subjects(owners, called):
            if subject.gone:
                self._passed(subject, ("", None))
                continue
            self._status(subject)
            self._number(subject)
            if self.text.ways.cited:
                self._citations(subject)
            elif self.text.ways.noted or not subject.piece:
                self._notes(subject)

    def _subjects(self, owners: Mapping[str, str], called: Callable[[str], str]) -> Iterable[Subject]:
        """Where some parts of a paragraph are gone and others stand, the former and the latter apart."""
        found: dict[tuple[str, bool], Subject] = {}
        for each in self.text.paragraphs:
            if each.place < 0 or not each.is_text:
                continue
            owner = owners[each.id]
            if known := found.get((owner, each.is_gone)):
                found[owner, each.is_gone] = replace(known, places=(*known.places, each.place))
            else:
                found[owner, each.is_gone] = Subject(
                    owner,
                    each.order,
                    (each.place,),
                    each.piece,
                    each.depth,
                    called(owner),
                    self.text.joined_tags.get(owner, ()),
                    each.mover,
                    each.is_gone,
                )
        return found.values()

    def _bits(self, subject: Subject, *roles: Role) -> list[Bit]:
        return [bit for place in subject.places for bit in self.text.frames.get(place, ()) if bit.role in roles]

    # Status

    def _status(self, subject: Subject) -> None:
        for bit in self._bits(subject, Role.STRAY):
            if bit.accepted:
                why = "It stands in the midst of words; of what it is the status, nobody can say."
                self.unmatched.append(Unmatched(bit.text.strip(), subject.where, why))
        bits = self._bits(subject, Role.TAG, Role.BRACKET)
        was = self._shown(subject.piece) if subject.piece and self.text.ways.tagged else ("", None)
        if not bits and not was[1]:
            return
        refused = self._said(bits, was, lambda bit: bit.refused)
        accepted = self._said(bits, was, lambda bit: bit.accepted)
        if not self.sure:
            was = refused
        elif subject.mover or key(refused[0]) in map(key, subject.joined):
            was = refused if not subject.mover else was
            refused = was
        self._status_edit(subject, was, refused, UNTRACKED)
        self._passed(subject, refused)
        self._tracked_status(subject, refused, accepted, [bit for bit in bits if not bit.passed])

    def _tracked_status(
        self,
        subject: Subject,
        was: tuple[str, FoundStatus | None],
        now: tuple[str, FoundStatus | None],
        bits: Sequence[Bit],
    ) -> None:
        """What was done, tracked, to the tag: where one person took a status away and another one gave it a new one,
        each of them did that.
        """
        gone, came = _mark(bits, "deleted"), _mark(bits, "inserted")
        if gone and came and who(gone) != who(came) and was[1] and now[1] and was != now:
            self._status_edit(subject, was, ("", None), gone)
            self._status_edit(subject, ("", None), now, came)
        else:
            self._status_edit(subject, was, now, came or gone or subject.mover)

    def _passed(self, subject: Subject, was: tuple[str, FoundStatus | None]) -> None:
        """The tags that one person typed and another took out again, alone or with the paragraph."""
        bits = [
            bit
            for bit in self._bits(subject, Role.TAG)
            if (bit.passed or (subject.gone and bit.inserted)) and who(bit.inserted) != who(bit.deleted)
        ]
        for author, theirs in groupby(bits, key=lambda bit: bit.inserted):
            passed = list(theirs)
            said = self._said(passed, was, lambda _: True)
            self._status_edit(subject, was, said, author)
            if not subject.gone:
                self._status_edit(subject, said, was, passed[0].deleted)

    def _said(
        self, bits: Iterable[Bit], was: tuple[str, FoundStatus | None], stands: Callable[[Bit], bool]
    ) -> tuple[str, FoundStatus | None]:
        """The tag that stands there, and the status that it says."""
        there = [bit for bit in bits if stands(bit)]
        tag = "".join(bit.text for bit in there if bit.role is Role.TAG).strip()
        if not tag:
            bracketed = any(bit.role is Role.BRACKET for bit in there)
            return ("[…]", FoundStatus(Status.BRACKETED)) if bracketed else ("", None)
        statuses = self.text.tags.statuses(tag)
        if key(tag) == key(was[0]) or was[1] in statuses[:1]:
            return was
        return tag, next((each for each in statuses if each != was[1]), None)

    def _status_edit(
        self,
        subject: Subject,
        was: tuple[str, FoundStatus | None],
        now: tuple[str, FoundStatus | None],
        mark: Mark | None,
    ) -> None:
        if was[1] == now[1] or mark is None:
            return
        if now[0] and now[1] is None:
            self.unmatched.append(Unmatched(now[0], subject.where, "This tag is no status that the layout knows."))
            return
        edit = self.edits.of(RoomEditKind.STATUS, subject.id, mark, subject.order)
        edit.was, edit.now = was[0], now[0]
        self.statuses[edit] = now[1] or FoundStatus(Status.OPEN)

    def _shown(self, piece: IssuedPiece) -> tuple[str, FoundStatus | None]:
        """The tag with which a paragraph went out, and the status that it says."""
        block = piece.block
        if piece.bracketed:
            return "[…]", FoundStatus(Status.BRACKETED)
        if block is None or not block.status or block.state is Status.BRACKETED:
            return "", None
        read = self.text.tags.statuses(piece.tag)
        pending = read[0].pending if read else ""
        return piece.tag, FoundStatus(block.state, pending, block.agreed_on, block.meeting)

    # Number

    def _number(self, subject: Subject) -> None:
        bits = self._bits(subject, Role.NUMBER)
        if not bits:
            return
        block = subject.piece.block if subject.piece else None
        was = of_label(block.label, subject.depth, self.degrees) if block else ""
        refused = _typed(bit.text for bit in bits if bit.refused) or was
        accepted = _typed(bit.text for bit in bits if bit.accepted) or was
        if self.sure:
            self._number_edit(subject, was, refused, UNTRACKED)
        self._number_edit(subject, refused, accepted, _mark(bits) or UNTRACKED)

    def _number_edit(self, subject: Subject, was: str, now: str, mark: Mark) -> None:
        if was == now:
            return
        number = as_frozen(now, subject.depth, self.degrees)
        if not number:
            self.unmatched.append(Unmatched(now, subject.where, "This can't be the number of a paragraph here."))
            return
        edit = self.edits.of(RoomEditKind.NUMBER, subject.id, mark, subject.order)
        edit.was, edit.now = was, now
        self.numbers[edit] = number

    # Sources

    def _citations(self, subject: Subject) -> None:
        bits = self._bits(subject, Role.CITATION)
        was = subject.piece.citation if subject.piece else ""
        refused = "".join(bit.text for bit in bits if bit.refused).strip()
        accepted = "".join(bit.text for bit in bits if bit.accepted).strip()
        self._cited(subject, was, refused, accepted, _mark(bits))

    def _notes(self, subject: Subject) -> None:
        runs = [
            run
            for place in subject.places
            for run in self.text.document.paragraphs[place].runs
            if run.note or run.note_before
        ]
        was = subject.piece.block.note if subject.piece and subject.piece.block else ""
        refused = " ".join(run.note_before for run in runs if run.inserted is None)
        accepted = " ".join(run.note for run in runs if run.deleted is None)
        self._cited(subject, was, refused, accepted, _mark_of_notes(runs))

    def _cited(self, subject: Subject, was: str, refused: str, accepted: str, mark: Mark | None) -> None:
        """What cites the sources: as it went out, with all that is tracked refused, and accepted; `mark` is who tracked
        a change of it.
        """
        refused = was if subject.mover else refused
        if self.sure:
            self._source_edit(subject, was, refused, UNTRACKED)
        self._source_edit(subject, refused, accepted, mark or subject.mover)

    def _source_edit(self, subject: Subject, was: str, now: str, mark: Mark | None) -> None:
        if key(was) == key(now) or mark is None:
            return
        before, _ = sources_named(was, self.corpus, self.names)
        after, unknown = sources_named(now, self.corpus, self.names)
        removed = tuple(each for each in before if each not in after)
        added = tuple(each for each in after if each not in before)
        for each in unknown:
            self.unmatched.append(Unmatched(each, subject.where, f"There is no recommendation {each}."))
        if removed or added:
            edit = self.edits.of(RoomEditKind.SOURCE, subject.id, mark, subject.order)
            edit.was, edit.now, edit.needs_asking = was, now, True
            self.links[edit] = FoundLinks(removed, added)
        elif not unknown and not (after and only_cites(now, self.corpus, self.names)):
            why = "The note cites the same recommendations, in other words; its words are made from them."
            self.unmatched.append(Unmatched(now, subject.where, why if after else "This note cites no recommendation."))


def _typed(words: Iterable[str]) -> str:
    """The number that these words are, which stand before others."""
    typed = typed_number(f"{''.join(words)}x")
    return typed.number if typed else ""


def _mark(bits: Iterable[Bit], *did: str) -> Mark | None:
    """Who tracked a change of these: who `inserted` or `deleted` some, if it is said which."""
    marks = (getattr(bit, what) for bit in bits for what in did or ("inserted", "deleted"))
    return next((mark for mark in marks if mark is not None and mark is not UNTRACKED), None)


def _mark_of_notes(runs: Iterable[EditedRun]) -> Mark | None:
    """The same of notes."""
    named = (mark for run in runs for mark in (run.note_changed, run.inserted, run.deleted) if mark)
    return next(named, None)
