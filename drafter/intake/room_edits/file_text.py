"""The text of a file that came back: its paragraphs beside those that went out, each with its id, and with what stands
around its words.

Where the file's own version of the draft is gone, its manifest has a hash of each paragraph, and the draft as it is
stands for what went out: a paragraph of the file that has the very words of its hash went out so, whatever was made of
it at home since; one that the draft lost, or came to have since, is no edit of the room.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace

from drafter.document.edited_document import EditedDocument
from drafter.document.outline import Manifest, Outline, text_hash
from drafter.draft.bracket_notation import reread
from drafter.draft.draft import Draft, Paragraph
from drafter.draft.text import Text, View, short_hash
from drafter.intake.room_edits.beside_text import FileZones
from drafter.intake.room_edits.framing import DocumentWays, Framing, give_halves
from drafter.intake.room_edits.issued_text import IssuedPiece, PieceKind, key, without_page
from drafter.intake.room_edits.placing import depth_of
from drafter.intake.room_edits.recognition import Candidate, recognized, united
from drafter.intake.room_edits.room_edit import Unmatched
from drafter.intake.room_edits.room_paragraphs import FileBlock, MovedParagraphs, RoomParagraph, beside, blocks_of
from drafter.intake.room_edits.typed_signs import StatusTags
from drafter.intake.room_edits.word_fates import Bit, Role, refused_text

_HEADINGS = ("heading", "title", "declaration title", "declaration masthead", "toc")
"""How the names of styles begin that no paragraph of a text has."""
_ENTRIES = ("toc ", "contents ")
"""The same of those that the entries of a table of contents have, in Word and in LibreOffice."""


class FileText:
    """The text of one file."""

    def __init__(
        self,
        document: EditedDocument,
        outline: Outline,
        pieces: Sequence[IssuedPiece],
        lost: LostBase | None,
        taken: Container[str],
        earlier: Container[str],
    ) -> None:
        """`outline` and `pieces` are what went out, or, if that is `lost`, what stands for it; `taken` has the ids that
        no new paragraph may have, `earlier` the lines of a masthead of old.
        """
        self.document = document
        self.tags = StatusTags(outline)
        self.zones = FileZones(document, outline)
        self._earlier = earlier
        self.frames: dict[int, list[Bit]] = {}
        """What stands around the words of each of the file's paragraphs, by its number in the file."""
        self.unmatched: list[Unmatched] = []
        """What came and can't be a paragraph of the draft."""
        blocks = _recognized(document, self.zones, pieces)
        self.joined_tags = {
            block.piece.id: tuple(piece.tag or ("[…]" if piece.bracketed else "") for piece in block.joined)
            for block in blocks
            if block.piece and block.joined
        }
        """The tags of those that became one with a paragraph, untracked, by its id."""
        self.ways = _ways(document, blocks)
        self._frame(blocks, Framing(document, self.tags, outline.form.numbering, self.ways.cited))
        kept = _without_empty(blocks)
        found = beside(lost.restated(kept), lost.went_out(pieces)) if lost else beside(kept, pieces)
        there = {each.piece.index for each in found if each.piece}
        sentences = {
            key(piece.words) for piece in pieces if piece.kind is PieceKind.SENTENCE and piece.index not in there
        }
        self.paragraphs = list(self._texts(self._paired(found), sentences))
        """Those that went out and those that came, in the file's order; what is gone stands where it stood."""
        self._name(taken)

    def _frame(self, blocks: Sequence[FileBlock], framing: Framing) -> None:
        for block in blocks:
            if block.piece and block.piece.kind is not PieceKind.PARAGRAPH and len(block.places) == 1:
                continue  # a heading; where somebody put paragraphs before it, they are looked at
            block.bits = framing.framed(block)
        give_halves(blocks)
        for block in blocks:
            place = -1
            for bit in block.bits:
                if bit.is_break:
                    place = bit.place
                elif bit.role is not Role.WORDS:
                    self.frames.setdefault(place, []).append(bit)

    @property
    def order(self) -> tuple[tuple[str, ...], dict[str, int]]:
        """The ids of all in the file's order, what was moved twice; and the places there at which that stood before."""
        stood = [(order, id) for id, order in self._stood.items()]
        places = sorted([*((each.order, each.id) for each in self.paragraphs if each.id), *stood])
        at = {place: number for number, place in enumerate(places)}
        return tuple(id for _, id in places), {id: at[order, id] for order, id in stood}

    def _paired(self, paragraphs: Sequence[RoomParagraph]) -> list[RoomParagraph]:
        moved = MovedParagraphs()
        found = moved.paired(paragraphs)
        self._stood = moved.stood
        for place, brackets in moved.brackets.items():
            self.frames.setdefault(place, []).extend(brackets)
        return found

    def _texts(self, paragraphs: Iterable[RoomParagraph], sentences: Container[str]) -> Iterator[RoomParagraph]:
        """The paragraphs without what came and can't be one of the draft: headings, lines above the title, and the
        layout's `sentences` that stand behind what came.
        """
        where, titled = "before the text", False
        for each in paragraphs:
            if undone := each.opening.undone:
                why = f"{undone.author or 'Somebody'} put it where another one went; together that changes nothing."
                self.unmatched.append(Unmatched("a paragraph’s end", where, why))
            if each.piece:
                titled = titled or each.piece.kind is not PieceKind.MASTHEAD
                where = f"after {each.piece.ref}" if each.piece.id else where
                yield each
            elif key(each.text) in sentences or (not titled and key(each.text) in self._earlier):
                continue
            elif why := self._why_no_text(each, titled):
                if not self.zones.is_title(self._entry(each)):
                    self.unmatched.append(Unmatched(each.text.strip(), where, why))
            else:
                yield each

    def _entry(self, paragraph: RoomParagraph) -> str:
        return without_page(paragraph.text, self.document.paragraphs[paragraph.place].style)

    def _why_no_text(self, paragraph: RoomParagraph, titled: bool) -> str:
        if paragraph.is_part_of_another:
            return ""
        if self.zones.is_title(self._entry(paragraph)):
            return "It is an annex's title."
        if not titled:
            return "What stands above the title is made from the draft's front matter."
        style = self.document.paragraphs[paragraph.place].style.casefold()
        return "The draft has no part for this heading." if style.startswith(_HEADINGS) else ""

    def _name(self, taken: Container[str]) -> None:
        """Names every paragraph; new ones by their words and what is before them, so that what was taken home before is
        known again in the draft.
        """
        version = self.document.manifest.version if self.document.manifest else ""
        before, given = "", set[str]()
        for each in self.paragraphs:
            if each.piece is not None:
                each.id = each.piece.id
            else:
                words = [before, each.text]
                while (name := f"p-{short_hash(version, *words)}") in taken or name in given:
                    words.append("")
                given.add(name)
                each.id = name
            was = each.piece.depth if each.piece else 0
            each.depth = depth_of(self.document.paragraphs[each.place], was) if each.place >= 0 else was
            before = each.id


def _recognized(document: EditedDocument, zones: FileZones, pieces: Sequence[IssuedPiece]) -> list[FileBlock]:
    """The file's paragraphs, each with the piece that it is."""
    blocks = blocks_of(document, zones.text)
    styles = [document.paragraphs[block.places[0]].style for block in blocks]
    texts = [without_page(block.text, style) for block, style in zip(blocks, styles, strict=True)]
    candidates = [Candidate(text, block.bookmarks) for text, block in zip(texts, blocks, strict=True)]
    for place, piece in recognized(candidates, pieces, document.manifest).items():
        blocks[place].piece = pieces[piece]
    return united(blocks, pieces)


def _without_empty(blocks: Iterable[FileBlock]) -> list[FileBlock]:
    """The blocks without those that are nothing and have no words. Whoever deleted the mark of one of these joined
    nothing: the mark before it stands before what follows.
    """
    kept: list[FileBlock] = []
    stays = False
    for block in blocks:
        if block.piece is None and block.is_empty:
            stays = stays or block.went is None
            continue
        if stays and block.went:
            block.went, block.bits[0] = None, replace(block.bits[0], deleted=None)
        kept.append(block)
        stays = False
    return kept


def _ways(document: EditedDocument, blocks: Iterable[FileBlock]) -> DocumentWays:
    """How the file cites, and whether it has the tags: as most of its paragraphs do."""
    cited, tagged, noted = Counter[bool](), Counter[bool](), False
    for block in blocks:
        if block.piece is None:
            continue
        text = block.text
        if block.piece.citation:
            without = block.piece.words.count(block.piece.citation)
            cited[text.count(block.piece.citation) > without] += 1
            noted = noted or any(run.note for place in block.places for run in document.paragraphs[place].runs)
        if block.piece.tag:
            tagged[block.piece.tag in text] += 1
    return DocumentWays(
        cited=cited[True] > 0 and cited[True] >= cited[False],
        noted=noted,
        tagged=tagged[True] > 0 or tagged[False] < 2,
    )


class LostBase:
    """The draft as it is, made as like what went out as can be."""

    def __init__(self, manifest: Manifest, draft: Draft, view: View) -> None:
        self._hashes = {known.id: known.hash for known in manifest.paragraphs}
        self._draft = draft
        self._view = view
        self._restated: dict[str, str] = {}

    def restated(self, blocks: Sequence[FileBlock]) -> list[FileBlock]:
        """The blocks, framed, each beside the words that it went out with, without those that are gone at home."""
        gone = {hash for id, hash in self._hashes.items() if id not in self._draft.spots}
        found = []
        for block in blocks:
            words = refused_text(bit for bit in block.bits if bit.role is Role.WORDS and not bit.is_break)
            if block.piece is None and text_hash(words) in gone:
                continue
            if block.piece and block.piece.kind is PieceKind.PARAGRAPH and not block.joined:
                block.piece = self._restate(block.piece, words)
            found.append(block)
        return found

    def _restate(self, piece: IssuedPiece, words: str) -> IssuedPiece:
        hashes = {text_hash(words), text_hash(f"[{words}]")}
        if words == piece.words or self._hashes.get(piece.id) not in hashes or not self._may_be_said_anew(piece):
            return piece
        self._restated[piece.id] = words
        return replace(piece, words=words)

    def _may_be_said_anew(self, piece: IssuedPiece) -> bool:
        """Whether a paragraph's text can be made of what this view shows of it."""
        spot = self._draft.spots.get(piece.id)
        return spot is not None and (not self._view.plain or spot.paragraph.text.plain)

    def went_out(self, pieces: Sequence[IssuedPiece]) -> list[IssuedPiece]:
        """Without the paragraphs that the draft came to have since."""
        return [piece for piece in pieces if piece.kind is not PieceKind.PARAGRAPH or piece.id in self._hashes]

    def words(self, id: str) -> str | None:
        """The words with which a paragraph went out that has others now; None for one that hasn't."""
        return self._restated.get(id)

    @property
    def draft(self) -> Draft:
        """The draft with the words that went out."""
        if not self._restated:
            return self._draft
        parts = (replace(part, paragraphs=tuple(map(self._paragraph, part.paragraphs))) for part in self._draft.parts)
        return replace(self._draft, parts=tuple(parts))

    def _paragraph(self, paragraph: Paragraph) -> Paragraph:
        words = self._restated.get(paragraph.id)
        text = paragraph.text
        if words is not None:
            text = Text.of(words) if self._view.plain else reread(words, text, paragraph.id)
        return replace(paragraph, text=text, children=tuple(map(self._paragraph, paragraph.children)))
