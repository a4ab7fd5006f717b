"""Everything that the room did to a Word file that came back, as edits that can be taken one by one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from drafter.corpus.corpus import Corpus
from drafter.document.edited_document import EditedDocument, Mark
from drafter.document.outline import Outline
from drafter.draft.draft import Draft
from drafter.draft.fields import digest
from drafter.draft.text import ATTRIBUTED, View, short_hash
from drafter.intake.room_edits.framing import framed
from drafter.intake.room_edits.issued_text import IssuedPiece, PieceKind, issued, key
from drafter.intake.room_edits.placing import StandingParagraph, placed
from drafter.intake.room_edits.recognition import Candidate, recognized
from drafter.intake.room_edits.room_edit import (
    Found,
    FoundChain,
    FoundMove,
    FoundRun,
    RoomEdit,
    RoomEditKind,
    RoomEdits,
    Unmatched,
)
from drafter.intake.room_edits.room_paragraphs import RoomParagraph, beside, blocks_of
from drafter.intake.room_edits.word_fates import UNTRACKED, Bit, base_text

Who = tuple[str, bool]
"""An author, and whether they tracked what they did."""

OutlineOf = Callable[[Draft, View], Outline]


def found(
    document: EditedDocument,
    base: Draft,
    ours: Draft,
    outline_of: OutlineOf,
    corpus: Corpus,
    by: str = "",
    view: View | None = None,
) -> Found:
    """What the room did to an export of `base`, the draft being `ours` by now.

    `by` is who is named for what nobody tracked; ids of edits don't depend on it. `view` is the one that was exported,
    that of the file's manifest if it is None.
    """
    if view is None:
        view = (View.named(document.manifest.view) if document.manifest else None) or ATTRIBUTED
    return _Finding(document, base, ours, outline_of, corpus, by, view).found()


@dataclass(slots=True)
class _Edit:
    """An edit while it is being found."""

    kind: RoomEditKind
    paragraph: str
    who: Who
    order: float
    was: str = ""
    now: str = ""
    ref: str = ""
    date: str = ""
    id: str = ""

    def dated(self, mark: Mark | None) -> _Edit:
        self.date = max(self.date, mark.date if mark else "")
        return self


class _Finding:
    """The finding of all edits of one file."""

    def __init__(
        self,
        document: EditedDocument,
        base: Draft,
        ours: Draft,
        outline_of: OutlineOf,
        corpus: Corpus,
        by: str,
        view: View,
    ) -> None:
        self.document, self.base, self.ours = document, base, ours
        self.corpus, self.by, self.view = corpus, by, view
        self.outline = outline_of(base, view)
        self.outline_of_ours = self.outline if digest(base) == digest(ours) else outline_of(ours, view)
        self.home = {block.id: block for block in self.outline_of_ours.paragraphs}
        self.pieces = issued(self.outline, base)
        self.edits: dict[tuple[RoomEditKind, str, Who], _Edit] = {}
        self.chains: list[list[tuple[RoomParagraph, list[tuple[Bit, _Edit | None, _Edit | None]]]]] = []
        self.moves: dict[int, FoundMove] = {}
        self.unmatched: list[Unmatched] = []
        self.taken_ids = {*base.spots, *ours.spots, *base.part_by_id, *ours.part_by_id}
        self.ids: dict[int, str] = {}
        """The ids of new paragraphs, by the `id()` of each."""

    def found(self) -> Found:
        self.paragraphs = self._paragraphs()
        tracked = self._moved_by_tracking()
        self._name_new()
        self._find_words()
        self._find_places(tracked)
        edits = self._finished()
        version = self.document.manifest.version if self.document.manifest else ""
        named = "the draft as it was exported" if version in ("", digest(self.base)) else "another version of the draft"
        return Found(
            RoomEdits(named, edits, tuple(self.unmatched), self.document.left_out),
            self.base,
            tuple(self._chains()),
            {edit.id: self.moves[id(edit)] for edit in self.edits.values() if id(edit) in self.moves},
            {},
            {},
            view=self.view,
        )

    # What stands where

    def _paragraphs(self) -> list[RoomParagraph]:
        blocks = blocks_of(self.document, self._places())
        candidates = [Candidate(block.text, block.bookmarks) for block in blocks]
        known = recognized(candidates, self.pieces, self.document.manifest)
        for place, block in enumerate(blocks):
            if place in known:
                block.piece = self.pieces[known[place]]
                block.bits = framed(block.bits, block.piece)
        annexes = {key(words) for words in self._annex_titles()}
        kept = [block for block in blocks if block.piece or (not block.is_empty and key(block.text) not in annexes)]
        return beside(kept, self.pieces)

    def _annex_titles(self) -> tuple[str, ...]:
        """What a table of contents has beside the text's headings."""
        terms = self.outline.form.terms
        return terms.sources, terms.derivation, terms.coverage, terms.not_reflected, terms.set_aside

    def _places(self) -> list[int]:
        """The numbers of the file's paragraphs that may be text of ours: not those of tables and of annexes."""
        found = []
        for place, paragraph in enumerate(self.document.paragraphs):
            if any(name.startswith("_annex_") for name in paragraph.bookmarks):
                break
            if not paragraph.rows:
                found.append(place)
        return found

    def _moved_by_tracking(self) -> dict[str, Who]:
        """Makes one paragraph of the two that a tracked move, or cutting and pasting, leaves; says who moved it."""
        gone = [each for each in self.paragraphs if each.piece and each.went and not each.is_joined]
        by_words = defaultdict[str, list[RoomParagraph]](list)
        for each in gone:
            if each.piece and each.piece.id:
                by_words[key(base_text(each.words))].append(each)
        moved: dict[str, Who] = {}
        dropped: set[int] = set()
        for each in self.paragraphs:
            mark = each.came
            if mark is None or each.is_part_of_another or each.went:
                continue
            said = key("".join(bit.text for bit in each.words if bit.inserted is mark or bit.inserted == mark))
            waiting = by_words.get(said) if said else None
            if not waiting:
                continue
            old = waiting.pop(0)
            dropped.add(id(old))
            assert old.piece is not None
            moved[old.piece.id] = _who(mark)
            words = [replace(bit, inserted=None) if bit.inserted == mark else bit for bit in each.words]
            each.bits = [replace(each.opening, inserted=None, piece=old.piece), *words]
        self.paragraphs = [each for each in self.paragraphs if id(each) not in dropped]
        return moved

    def _name_new(self) -> None:
        for each in self.paragraphs:
            if each.came is None and each.piece is not None:
                self.ids[id(each)] = each.piece.id
                continue
            words = ["".join(bit.text for bit in each.words)]
            version = self.document.manifest.version if self.document.manifest else ""
            while (name := f"p-{short_hash(version, *words)}") in self.taken_ids:
                words.append("")
            self.taken_ids.add(name)
            self.ids[id(each)] = name

    # Words

    def _find_words(self) -> None:
        for _, hanging in groupby(self.paragraphs, lambda each: each.chain):
            owner = ""
            for chain in _cut(list(hanging)):
                fates = []
                for each in chain:
                    name = self.ids[id(each)]
                    owner = owner if each.is_part_of_another and owner else name
                    fates.append((each, self._fates(each, owner)))
                self.chains.append(fates)

    def _fates(self, paragraph: RoomParagraph, owner: str) -> list[tuple[Bit, _Edit | None, _Edit | None]]:
        """Each bit with the edits that brought it in and took it out."""
        if not self._is_ours(paragraph):
            return []
        opening, name = paragraph.opening, self.ids[id(paragraph)]
        came = went = None
        if opening.inserted:
            kind = RoomEditKind.SPLIT if paragraph.is_part_of_another else RoomEditKind.NEW
            came = self._edit(kind, name, opening.inserted, paragraph)
            came.paragraph = owner
        if opening.deleted:
            kind = RoomEditKind.JOINED if paragraph.is_joined else RoomEditKind.DELETED
            went = self._edit(kind, name, opening.deleted, paragraph)
        found: list[tuple[Bit, _Edit | None, _Edit | None]] = [(opening, came, went)]
        for bit in paragraph.words:
            into = self._of_words(bit.inserted, came, RoomEditKind.NEW, owner, paragraph)
            out = self._of_words(bit.deleted, went, RoomEditKind.DELETED, owner, paragraph)
            found.append((bit, into, out))
        return found

    def _of_words(
        self, mark: Mark | None, whole: _Edit | None, kind: RoomEditKind, owner: str, paragraph: RoomParagraph
    ) -> _Edit | None:
        """The edit that a change of words belongs to: that of the whole paragraph, if the same person made it."""
        if mark is None:
            return None
        if whole and whole.kind is kind and whole.who == _who(mark):
            return whole.dated(mark)
        return self._edit(RoomEditKind.TEXT, owner, mark, paragraph)

    def _edit(self, kind: RoomEditKind, name: str, mark: Mark, paragraph: RoomParagraph) -> _Edit:
        asked = kind, name, _who(mark)
        if asked not in self.edits:
            self.edits[asked] = _Edit(kind, name, _who(mark), paragraph.order)
        return self.edits[asked].dated(mark)

    def _is_ours(self, paragraph: RoomParagraph) -> bool:
        """Whether it is a paragraph of the draft, or may become one."""
        return paragraph.piece is None or paragraph.piece.kind is PieceKind.PARAGRAPH

    # Places

    def _find_places(self, tracked: dict[str, Who]) -> None:
        went_out = [_standing(piece) for piece in self.pieces if piece.id]
        part = next((each.part for each in went_out), "")
        before = placed(went_out, {}, part).places
        now = placed(list(self._standing(tracked)), before, part)
        orders = {self.ids[id(each)]: each for each in self.paragraphs}
        for name in now.moved:
            who = tracked.get(name, ("", False))
            asked = RoomEditKind.MOVED, name, who
            edit = self.edits[asked] = _Edit(RoomEditKind.MOVED, name, who, orders[name].order)
            edit.was, edit.now = self._where(before[name]), self._where(now.places[name])
            self.moves[id(edit)] = now.places[name]
        for (kind, name, _), edit in self.edits.items():
            if kind in (RoomEditKind.NEW, RoomEditKind.SPLIT) and name in now.places:
                self.moves[id(edit)] = now.places[name]
        self.now, self.before = now, before

    def _standing(self, tracked: dict[str, Who]) -> Iterator[StandingParagraph]:
        for each in self.paragraphs:
            if each.went and not each.is_joined:
                continue
            if each.piece:
                if each.piece.id and not each.went:
                    yield _standing(each.piece, moved=each.piece.id in tracked)
            elif not each.went:
                yield StandingParagraph(self.ids[id(each)], self._depth(each))

    def _depth(self, paragraph: RoomParagraph) -> int:
        return self.document.paragraphs[paragraph.place].depth if paragraph.place >= 0 else 0

    def _where(self, move: FoundMove) -> str:
        if move.after:
            return f"after {self._called(move.after)}"
        part = self.base.part_by_id.get(move.container)
        return f"at the beginning of “{part.title}”" if part else f"first under {self._called(move.container)}"

    def _called(self, name: str) -> str:
        refs = {piece.id: piece.ref for piece in self.pieces if piece.id}
        return refs.get(name, "a new paragraph")

    # The result

    def _chains(self) -> Iterator[FoundChain]:
        for chain in self.chains:
            if not any(into or out for _, fates in chain for _, into, out in fates):
                continue
            yield FoundChain(tuple(self._runs(chain)))

    def _runs(
        self, chain: Sequence[tuple[RoomParagraph, Sequence[tuple[Bit, _Edit | None, _Edit | None]]]]
    ) -> Iterator[FoundRun]:
        for paragraph, fates in chain:
            for bit, into, out in fates:
                opens = self.ids[id(paragraph)] if bit.is_break else ""
                yield FoundRun("" if opens else bit.text, into.id if into else "", out.id if out else "", opens)

    def _finished(self) -> tuple[RoomEdit, ...]:
        for chain in self.chains:
            self._word_edits(chain)
        version = self.document.manifest.version if self.document.manifest else ""
        taken: set[str] = set()
        finished = []
        for edit in sorted(self.edits.values(), key=lambda each: each.order):
            words = [version, edit.kind, edit.paragraph, edit.who[0], str(edit.who[1]), edit.now]
            while (name := short_hash(*words)) in taken:
                words.append("")
            taken.add(name)
            edit.id = name
            finished.append(self._public(edit))
        return tuple(finished)

    def _word_edits(
        self, chain: Sequence[tuple[RoomParagraph, Sequence[tuple[Bit, _Edit | None, _Edit | None]]]]
    ) -> None:
        """Gives each edit of the chain what it found and what it leaves, in the paragraphs that it concerns."""
        concerned: dict[int, tuple[_Edit, set[int]]] = {}
        for place, (_, fates) in enumerate(chain):
            for bit, into, out in fates:
                for edit in (into, out):
                    if edit is None:
                        continue
                    places = concerned.setdefault(id(edit), (edit, set()))[1]
                    places.add(place)
                    if bit.is_break and place and edit.kind in (RoomEditKind.SPLIT, RoomEditKind.JOINED):
                        places.add(place - 1)
        for edit, places in concerned.values():
            fates = [fate for place in range(min(places), max(places) + 1) for fate in chain[place][1]]
            edit.was = _composed(fates, None)
            edit.now = _composed(fates, edit)

    def _public(self, edit: _Edit) -> RoomEdit:
        author, tracked = edit.who
        return RoomEdit(
            edit.id,
            edit.kind,
            edit.paragraph,
            self._ref(edit),
            author if tracked else self.by,
            edit.date,
            tracked,
            edit.was,
            edit.now,
            self._home(edit),
        )

    def _ref(self, edit: _Edit) -> str:
        if edit.ref:
            return edit.ref
        if edit.paragraph in self.before:
            return self._called(edit.paragraph)
        place = self.now.places.get(edit.paragraph)
        return self._where(place) if place else ""

    def _home(self, edit: _Edit) -> str | None:
        if self.outline_of_ours is self.outline or edit.paragraph not in self.before:
            return None
        was = next(block for block in self.outline.paragraphs if block.id == edit.paragraph)
        block = self.home.get(edit.paragraph)
        if block is None:
            return ""
        return block.text if block.text != was.text else None


def _composed(fates: Iterable[tuple[Bit, _Edit | None, _Edit | None]], edit: _Edit | None) -> str:
    """The words with one edit taken, or none."""
    standing = [
        "\n" if bit.is_break else bit.text
        for bit, into, out in fates
        if (into is None or into is edit) and (out is None or out is not edit)
    ]
    return "".join(standing).removeprefix("\n")


def _standing(piece: IssuedPiece, *, moved: bool = False) -> StandingParagraph:
    return StandingParagraph(piece.id, piece.depth, piece.part, piece.index, piece.kind is PieceKind.HEADING, moved)


def _who(mark: Mark) -> Who:
    return ("", False) if mark is UNTRACKED else (mark.author, True)


def _cut(hanging: Sequence[RoomParagraph]) -> Iterator[list[RoomParagraph]]:
    """Paragraphs that hang together, cut before each that stands or falls by itself."""
    chain: list[RoomParagraph] = []
    for each in hanging:
        if chain and _is_apart(each):
            yield chain
            chain = []
        chain.append(each)
    if chain:
        yield chain


def _is_apart(paragraph: RoomParagraph) -> bool:
    came, went = paragraph.came, paragraph.went
    if came is None and went is None:
        return True
    if came is not None and went is None:
        return all(bit.inserted is not None and _who(bit.inserted) == _who(came) for bit in paragraph.words)
    if went is not None and came is None:
        return all(bit.deleted is not None and _who(bit.deleted) == _who(went) for bit in paragraph.words)
    return False
