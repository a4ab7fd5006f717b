"""Everything that the room did to a Word file that came back, as edits that can be taken one by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from drafter.corpus.corpus import Corpus
from drafter.document.edited_document import EditedDocument, Mark
from drafter.document.outline import Outline
from drafter.draft.draft import Draft
from drafter.draft.text import ATTRIBUTED, View, short_hash
from drafter.intake.room_edits.around_words import AroundWords, DocumentWays, Subject
from drafter.intake.room_edits.edit_collector import PendingEdit, PendingEdits
from drafter.intake.room_edits.file_zones import FileZones
from drafter.intake.room_edits.framing import Framing
from drafter.intake.room_edits.front_matter import FrontMatter
from drafter.intake.room_edits.home_changes import HomeChanges
from drafter.intake.room_edits.issued_text import IssuedPiece, PieceKind, issued
from drafter.intake.room_edits.lost_base import LostBase
from drafter.intake.room_edits.margin import Margin
from drafter.intake.room_edits.moved_paragraphs import MovedParagraphs
from drafter.intake.room_edits.placing import StandingParagraph, depth_of, placed
from drafter.intake.room_edits.recognition import Candidate, recognized
from drafter.intake.room_edits.room_edit import (
    Found,
    FoundMove,
    RoomEdit,
    RoomEditKind,
    RoomEdits,
    Unmatched,
)
from drafter.intake.room_edits.room_paragraphs import FileBlock, RoomParagraph, beside, blocks_of
from drafter.intake.room_edits.split_and_joined import united
from drafter.intake.room_edits.status_tags import StatusTags
from drafter.intake.room_edits.typed_numbers import as_frozen, of_label
from drafter.intake.room_edits.word_edits import WordEdits
from drafter.intake.room_edits.word_fates import UNTRACKED, Bit, Role

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


_STIRRING = {
    RoomEditKind.NEW,
    RoomEditKind.DELETED,
    RoomEditKind.MOVED,
    RoomEditKind.SPLIT,
    RoomEditKind.JOINED,
    RoomEditKind.NUMBER,
}
"""What makes programs count the paragraphs behind it otherwise."""

_OF_WORDS = {RoomEditKind.TEXT, RoomEditKind.DELETED, RoomEditKind.SPLIT, RoomEditKind.JOINED}
_HEADINGS = ("heading", "title", "declaration title", "declaration masthead", "toc")
"""How the names of styles begin that no paragraph of a text has."""


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
        self.version = document.manifest.version if document.manifest else ""
        self.outline = outline_of(base, view)
        today = self.outline if base is ours or base == ours else outline_of(ours, view)
        self.home = HomeChanges(base, ours, self.outline, today)
        self.pieces = issued(self.outline, base)
        lost = document.manifest and document.manifest.draft == base.id and self.version != self.outline.version
        self.lost = LostBase(document.manifest, base, view) if document.manifest and lost else None
        self.zones = FileZones(document, self.outline)
        self.tags = StatusTags(self.outline)
        self.frames: dict[int, list[Bit]] = {}
        self.ways = DocumentWays(cited=False, noted=False, tagged=True)
        self.edits = PendingEdits()
        self.words = WordEdits(self.edits)
        self.moves: dict[PendingEdit, FoundMove] = {}
        self.numbers: dict[PendingEdit, str] = {}
        self.fields: dict[PendingEdit, str] = {}
        self.unmatched: list[Unmatched] = []
        self.taken_ids = {*base.spots, *base.part_by_id, *ours.part_by_id}
        self.ids: dict[int, str] = {}
        """The id of each paragraph, new ones among them, by its place in `paragraphs`."""
        self.refs = {piece.id: piece.ref for piece in self.pieces if piece.id}
        self.movers: dict[str, Mark] = {}
        self.came: dict[str, Mark] = {}
        """Who brought each new paragraph in."""
        self.went: dict[str, Mark] = {}
        """Who took each paragraph out that is gone, or joined it with another one."""
        self.tags_of_joined: dict[str, tuple[str, ...]] = {}

    def found(self) -> Found:
        self.paragraphs = self._paragraphs()
        self._pair_moved()
        self._drop_what_is_no_text()
        self._name()
        self.words.look_at((self.ids[place], each) for place, each in enumerate(self.paragraphs))
        self._find_places()
        around = self._look_around()
        self._find_labels()
        self.fields = self._front_matter().fields
        self._read_margin()
        finished = self._finished()
        named = "the draft as it was exported" if self.version in ("", self.outline.version) else "another version"
        return Found(
            RoomEdits(
                named, finished, (*self.unmatched, *around.unmatched, *self.zones.unmatched()), self.document.left_out
            ),
            self.lost.draft if self.lost else self.base,
            tuple(self.words.chains()),
            {edit.id: place for edit, place in self.moves.items()},
            {edit.id: links for edit, links in around.links.items()},
            {edit.id: status for edit, status in around.statuses.items()},
            {edit.id: number for edit, number in (self.numbers | around.numbers).items()},
            {edit.id: field for edit, field in self.fields.items()},
            self.view,
            tuple(filter(None, (self.ids[place] for place in range(len(self.paragraphs))))),
        )

    # What stands where

    def _paragraphs(self) -> list[RoomParagraph]:
        blocks = blocks_of(self.document, self.zones.text)
        candidates = [Candidate(block.text, block.bookmarks) for block in blocks]
        for place, piece in recognized(candidates, self.pieces, self.document.manifest).items():
            blocks[place].piece = self.pieces[piece]
        blocks = united(blocks, self.pieces)
        self.tags_of_joined = {
            block.piece.id: tuple(piece.tag or ("[…]" if piece.bracketed else "") for piece in block.joined)
            for block in blocks
            if block.piece and block.joined
        }
        self.ways = self._ways(blocks)
        framing = Framing(self.document, self.tags, self.outline.form.numbering, self.ways.cited)
        for block in blocks:
            if block.piece is None or block.piece.kind is PieceKind.PARAGRAPH:
                block.bits = framing.framed(block)
                self._keep_frames(block)
        kept = [block for block in blocks if block.piece or not block.is_empty]
        if self.lost:
            return beside(self.lost.restated(kept), self.lost.went_out(self.pieces))
        return beside(kept, self.pieces)

    def _ways(self, blocks: Iterable[FileBlock]) -> DocumentWays:
        """How the file cites, and whether it has the tags: as most of its paragraphs do."""
        cited, tagged, noted = Counter[bool](), Counter[bool](), False
        for block in blocks:
            if block.piece is None:
                continue
            text = block.text
            if block.piece.citation:
                without = block.piece.words.count(block.piece.citation)
                cited[text.count(block.piece.citation) > without] += 1
                noted = noted or any(run.note for place in block.places for run in self.document.paragraphs[place].runs)
            if block.piece.tag:
                tagged[block.piece.tag in text] += 1
        return DocumentWays(
            cited=cited[True] > 0 and cited[True] >= cited[False],
            noted=noted,
            tagged=tagged[True] > 0 or tagged[False] < 2,
        )

    def _keep_frames(self, block: FileBlock) -> None:
        place = -1
        for bit in block.bits:
            if bit.is_break:
                place = bit.place
            elif bit.role is not Role.WORDS:
                self.frames.setdefault(place, []).append(bit)

    def _pair_moved(self) -> None:
        moved = MovedParagraphs()
        self.paragraphs = moved.paired(self.paragraphs)
        self.movers = moved.movers
        for place, brackets in moved.brackets.items():
            self.frames.setdefault(place, []).extend(brackets)

    def _drop_what_is_no_text(self) -> None:
        """Takes out what came and can't be a paragraph of the draft: headings, lines above the title."""
        kept, where, titled = [], "before the text", False
        for each in self.paragraphs:
            if each.piece:
                titled = titled or each.piece.kind is not PieceKind.MASTHEAD
                where = f"after {each.piece.ref}" if each.piece.id else where
            elif self._why_no_text(each, titled):
                if not self.zones.is_title(_text(each)):
                    self.unmatched.append(Unmatched(_text(each).strip(), where, self._why_no_text(each, titled)))
                continue
            kept.append(each)
        self.paragraphs = kept

    def _why_no_text(self, paragraph: RoomParagraph, titled: bool) -> str:
        if paragraph.is_part_of_another:
            return ""
        if self.zones.is_title(_text(paragraph)):
            return "It is an annex's title."
        if not titled:
            return "What stands above the title is made from the draft's front matter."
        style = self.document.paragraphs[paragraph.place].style.casefold()
        return "The draft has no part for this heading." if style.startswith(_HEADINGS) else ""

    def _name(self) -> None:
        """Names every paragraph; new ones by their words and what is before them, so that what was taken home before is
        known again in the draft.
        """
        for place, each in enumerate(self.paragraphs):
            if each.piece is not None:
                self.ids[place] = each.piece.id
                if each.went:
                    self.went[each.piece.id] = each.went
                continue
            words = [self.ids.get(place - 1, ""), _text(each)]
            while (name := f"p-{short_hash(self.version, *words)}") in self.taken_ids:
                words.append("")
            self.taken_ids.add(name)
            self.ids[place] = name
            if each.came:
                self.came[name] = each.came

    # Places

    def _find_places(self) -> None:
        went_out = [_standing(piece) for piece in self.pieces if piece.part]
        part = next((each.part for each in went_out), "") or self.base.parts[0].id
        self.before = placed(went_out, {}, part).places
        now = placed(list(self._standing()), self.before, part)
        shown = placed(list(self._standing(shown=True)), self.before, part)
        self.places = {**shown.places, **now.places}
        for place, each in enumerate(self.paragraphs):
            name = self.ids[place]
            if each.piece and name in (now if name in now.places else shown).moved:
                self._moved(each, name, self.places[name])
        for edit, name in self.words.brought.items():
            if name in self.places:
                self.moves[edit] = self.places[name]

    def _moved(self, paragraph: RoomParagraph, name: str, place: FoundMove) -> None:
        piece, file = paragraph.piece, self.document.paragraphs[paragraph.place]
        mover = self.movers.get(name)
        if piece and self._depth(paragraph) != piece.depth and mover is None:
            edit = self.edits.of(RoomEditKind.NUMBER, name, file.placed, paragraph.order, "level")
            edit.was, edit.now = piece.ref, self._ref_now(paragraph, place)
        else:
            edit = self.edits.of(RoomEditKind.MOVED, name, mover or self._who_moved(name, place), paragraph.order)
            edit.was, edit.now = self._where(self.before[name]), self._where(place)
        self.moves[edit] = place

    def _who_moved(self, name: str, place: FoundMove) -> Mark | None:
        """Who made a paragraph stand under another one than before without having moved it: who put that one before it,
        or took away the one that it stood under.
        """
        before = self.before[name].container
        if before == place.container:
            return None
        for marks, container in ((self.came, place.container), (self.movers, place.container), (self.went, before)):
            if container in marks:
                return marks[container]
        return self.movers.get(before)

    def _find_labels(self) -> None:
        """Numbers that a program counted otherwise than they were, and nothing else explains."""
        stirred = {edit.kind for edit in self.edits} & _STIRRING
        if stirred or self.lost:
            return
        before: dict[tuple[str, str], int] = {}
        for each in self.paragraphs:
            piece = each.piece
            if piece is None or piece.block is None or each.place < 0:
                continue
            was, now = piece.block.label, self.document.paragraphs[each.place].label
            run = self.before[piece.id].container if piece.depth else str(piece.block.kind), str(piece.depth)
            shift = self._shift(was, now, piece.depth)
            if was and now and was != now and (shift is None or shift != before.get(run)):
                self._relabelled(each, piece, was, now)
            if was and now:
                before[run] = shift or 0

    def _shift(self, was: str, now: str, depth: int) -> int | None:
        """How much higher a number is than it was; None where that can't be said."""
        degrees = self.outline.form.numbering
        places = [degrees[depth].numeral.place(of_label(label, depth, degrees)) for label in (was, now)]
        return places[1] - places[0] if places[0] and places[1] else None

    def _relabelled(self, paragraph: RoomParagraph, piece: IssuedPiece, was: str, now: str) -> None:
        degrees = self.outline.form.numbering
        number = of_label(now, piece.depth, degrees)
        frozen = as_frozen(number, piece.depth, degrees)
        if frozen:
            edit = self.edits.of(RoomEditKind.NUMBER, piece.id, None, paragraph.order)
            edit.was, edit.now = of_label(was, piece.depth, degrees), number
            self.numbers[edit] = frozen

    def _standing(self, *, shown: bool = False) -> Iterator[StandingParagraph]:
        """What stands in the file when every change is accepted; if `shown`, with what it shows as deleted: somebody
        may leave that.
        """
        for place, each in enumerate(self.paragraphs):
            if each.went and not (shown and each.place >= 0 and each.went is not UNTRACKED):
                continue
            if each.piece is None:
                yield StandingParagraph(self.ids[place], self._depth(each))
            elif each.piece.part:
                standing = _standing(each.piece, moved=each.piece.id in self.movers)
                yield replace(standing, depth=self._depth(each))

    def _depth(self, paragraph: RoomParagraph) -> int:
        """How deep it stands in the file; as it was where the file doesn't say."""
        before = paragraph.piece.depth if paragraph.piece else 0
        return depth_of(self.document.paragraphs[paragraph.place], before) if paragraph.place >= 0 else before

    def _ref_now(self, paragraph: RoomParagraph, place: FoundMove) -> str:
        """What a paragraph is called whose level changed."""
        label = self.document.paragraphs[paragraph.place].label
        if place.container in self.base.spots:
            return f"{self._called(place.container)} {label or '…'}"
        kind = self.base.part_by_id[place.container].kind if place.container in self.base.part_by_id else ""
        return f"{kind}{label.rstrip('.')}"

    def _where(self, move: FoundMove) -> str:
        if move.after:
            return f"after {self._called(move.after)}"
        part = self.base.part_by_id.get(move.container)
        return f"at the beginning of “{part.title}”" if part else f"first under {self._called(move.container)}"

    def _called(self, name: str) -> str:
        return self.refs.get(name, "a new paragraph")

    # What stands around words

    def _look_around(self) -> AroundWords:
        form = self.outline.form
        sure = self.lost is None
        around = AroundWords(
            self.document, self.frames, self.corpus, self.tags, form.numbering, self.ways, self.edits, sure
        )
        subjects: dict[str, Subject] = {}
        for place, each in enumerate(self.paragraphs):
            if each.place < 0 or (each.piece and each.piece.kind is not PieceKind.PARAGRAPH):
                continue
            owner = self.words.owners[self.ids[place]]
            known = subjects.get(owner)
            if known and known.gone == each.is_gone:
                subjects[owner] = replace(known, places=(*known.places, each.place))
            elif known is None or known.gone:
                subjects[owner] = Subject(
                    owner,
                    each.order,
                    (each.place,),
                    each.piece,
                    self._depth(each),
                    self._called(owner),
                    self.tags_of_joined.get(owner, ()),
                    self.movers.get(owner),
                    each.is_gone,
                )
        for subject in subjects.values():
            around.look_at(subject)
        return around

    def _front_matter(self) -> FrontMatter:
        front = FrontMatter(self.base.front, self.edits)
        for each in self.paragraphs:
            if each.piece and each.piece.kind is not PieceKind.PARAGRAPH:
                front.look_at(each, each.piece)
        self.unmatched += front.unmatched
        return front

    def _read_margin(self) -> None:
        margin = Margin(self.document, self.outline, self.edits)
        spots = {}
        for place, each in enumerate(self.paragraphs):
            is_text = each.piece is None or each.piece.kind is PieceKind.PARAGRAPH
            if each.place >= 0:
                spots[each.place] = (self.ids[place] if is_text else "", each.order)
        margin.read(spots)
        self.unmatched += margin.unmatched

    # The result

    def _finished(self) -> tuple[RoomEdit, ...]:
        taken: set[str] = set()
        finished = []
        for edit in self.edits:
            words = [self.version, edit.kind, edit.paragraph, edit.who[0], str(edit.who[1]), edit.now]
            while (name := short_hash(*words)) in taken:
                words.append("")
            taken.add(name)
            edit.id = name
            finished.append(self._public(edit))
        return tuple(finished)

    def _public(self, edit: PendingEdit) -> RoomEdit:
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
            edit.needs_asking,
        )

    def _ref(self, edit: PendingEdit) -> str:
        if edit.ref:
            return edit.ref
        if edit.paragraph in self.refs:
            return self._called(edit.paragraph)
        place = self.places.get(edit.paragraph)
        return self._where(place) if place else ""

    def _home(self, edit: PendingEdit) -> str | None:
        if self.lost and edit.kind in _OF_WORDS and self.lost.words(edit.paragraph) is not None:
            return self.home.words(edit.paragraph)
        return self.home.where(edit, self.fields.get(edit, ""))


def _text(paragraph: RoomParagraph) -> str:
    return "".join(bit.text for bit in paragraph.words)


def _standing(piece: IssuedPiece, *, moved: bool = False) -> StandingParagraph:
    heads = piece.kind is not PieceKind.PARAGRAPH
    return StandingParagraph(piece.id, piece.depth, piece.part, piece.index, heads, moved)
