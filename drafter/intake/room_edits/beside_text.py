"""What stands beside a file's paragraphs, and what the room did to it: tables and annexes, which no draft has; the
title, the lines above it, headings and the layout's own sentences; comments.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields

from drafter.document.annexes import table_of_sources
from drafter.document.edited_document import EditedComment, EditedDocument, EditedParagraph, Mark
from drafter.document.outline import Outline
from drafter.document.table import Annex, AnnexKind, Passage, Table, Target, TargetKind, Title
from drafter.draft.draft import Front
from drafter.draft.layout import Captions, Kind
from drafter.intake.room_edits.issued_text import IssuedPiece, PieceKind, key
from drafter.intake.room_edits.pending_edits import PendingEdit, PendingEdits
from drafter.intake.room_edits.room_edit import RoomEditKind, Unmatched
from drafter.intake.room_edits.room_paragraphs import RoomParagraph
from drafter.intake.room_edits.word_fates import same_hand, who

_IN_ANNEX = "An annex is made from the draft; what is changed in it is lost."
_IN_TABLE = "A draft has no tables of its own."


class FileZones:
    """The text of a file, its tables, and its annexes."""

    def __init__(self, document: EditedDocument, outline: Outline) -> None:
        self._document = document
        self._outline = outline
        terms = outline.form.terms
        self._intros = {
            key(terms.sources): key(terms.sources_intro),
            key(terms.derivation): key(terms.derivation_intro),
            key(terms.coverage): key(terms.coverage_intro),
            key(terms.not_reflected): key(terms.not_reflected_intro),
            key(terms.set_aside): key(terms.set_aside_intro),
        }
        self._titles = {*self._intros, key(terms.overview)}
        self._label = re.compile(rf"^{re.escape(terms.annex)}(?: [IVXLC]+)?[. ]+")
        self._number = re.compile(rf"{re.escape(terms.table)} \d+(?:\. |$)")
        self._annexes_at = self._first_annex()

    @property
    def text(self) -> list[int]:
        """The numbers of the paragraphs that may be the draft's."""
        paragraphs = self._document.paragraphs
        return [place for place in range(self._annexes_at) if not paragraphs[place].rows]

    def is_title(self, text: str) -> bool:
        """Whether this is an annex's title, as a table of contents has it, too."""
        words = self._title(text)
        return words in self._titles or _NUMBERED.sub("", words) in self._titles

    def _title(self, text: str) -> str:
        """The title of an annex, without its number."""
        return self._label.sub("", key(text), count=1)

    def unmatched(self) -> Iterator[Unmatched]:
        """What was changed in tables and in annexes."""
        row = 0
        for paragraph in self._document.paragraphs[: self._annexes_at]:
            if paragraph.rows and paragraph.rows[0] != row and paragraph.accepted.strip():
                row = paragraph.rows[0]
                yield Unmatched(paragraph.accepted.strip(), "in a table", _IN_TABLE)
        yield from self._in_annexes()

    def _in_annexes(self) -> Iterator[Unmatched]:
        expected: set[str] | None = None
        for paragraph in self._document.paragraphs[self._annexes_at :]:
            if any(name.startswith(TargetKind.ANNEX) for name in paragraph.bookmarks):
                is_sources = Target(TargetKind.ANNEX, AnnexKind.SOURCES).name in paragraph.bookmarks
                expected = self._in_sources() if is_sources else None
            typed = expected is not None and not any(
                _without_ref(words) in expected for words in self._said(paragraph.refused)
            )
            if typed or _is_tracked(paragraph):
                yield Unmatched((paragraph.accepted or paragraph.refused).strip(), "in an annex", _IN_ANNEX)

    def _said(self, text: str) -> Iterator[str]:
        """What a paragraph of an annex says, without the numbers that a program counts."""
        said = key(text)
        yield said
        yield self._title(said)
        yield self._number.sub("", said, count=1)

    def _in_sources(self) -> set[str]:
        """Every paragraph of the table of sources; earlier exports had each citation whole in a column of its own, and
        called every source a regional meeting's.
        """
        intro, before = _bare(self._outline.form.terms.sources_intro), _bare(_EARLIER_INTRO)
        tables = (table_of_sources(self._outline, behind=behind) for behind in (True, False))
        now = {text for table in tables for text in _texts(table)}
        earlier = {"Report and paragraph", *(row.citation for row in self._outline.sources)}
        earlier |= {text.replace(intro, before) for text in now if text.startswith(intro)}
        return {*now, *map(_without_ref, earlier)}

    def _first_annex(self) -> int:
        paragraphs = self._document.paragraphs
        for place, paragraph in enumerate(paragraphs):
            if any(name.startswith(TargetKind.ANNEX) for name in paragraph.bookmarks):
                return place
            # Programs that drop bookmarks keep the words; a table of contents has the title, and no introduction.
            intro = self._intros.get(self._title(paragraph.refused)) if len(paragraph.refused) < _LONGEST else None
            if intro and place + 1 < len(paragraphs) and key(paragraphs[place + 1].refused).startswith(intro):
                return place
        return len(paragraphs)


_EARLIER_INTRO = "Recommendations of the regional preparatory meetings that this draft takes up"
_NUMBERED = re.compile(r" \d{1,4}\Z")
"""The number of a page, where a table of contents was read without the tab before it."""
_LONGEST = 200
"""Characters of an annex's title at most."""


def _is_tracked(paragraph: EditedParagraph) -> bool:
    marks = paragraph.end_inserted, paragraph.end_deleted
    return any(marks) or any(not run.kept and run.text.strip() for run in paragraph.runs)


def _texts(annex: Annex) -> set[str]:
    """Every paragraph of an annex of passages, titles and tables."""
    found = {"", annex.title}
    for block in annex.blocks:
        if isinstance(block, Passage | Title):
            found.add(block.text)
        elif isinstance(block, Table):
            found |= {block.title, *(column.title for column in block.columns)}
            lines = (line for row in block.rows for cell in row.cells for line in cell.lines)
            found |= {"".join(words.text for words in line) for line in lines}
    return {*map(_without_ref, found)}


_REF = re.compile(rf"(?:{'|'.join(Kind)})\d+(?:\s\w+)*(?:\s*\(\w{{1,5}}\))*(?=\s\()")


def _without_ref(text: str) -> str:
    """A text of an annex without the paragraph that it names before how that treats a source: Word counts it anew."""
    return _bare(_REF.sub("", text, count=1))


def earlier_masthead(front: Front, terms: Captions) -> frozenset[str]:
    """The lines, as `key` has them, that a masthead had of this front matter when it had one column only."""
    met = ", ".join(filter(None, (front.place, front.date)))
    lines = terms.unofficial, front.symbol, front.session, met, front.agenda
    return frozenset(filter(None, map(key, lines)))


_LAYOUTS_OWN = "These words are the layout's own; they are changed in the layout."


@dataclass(slots=True)
class FrontMatter:
    """Finds what was done to what is printed beside the paragraphs."""

    front: Front
    """As it was when the file went out."""
    edits: PendingEdits
    earlier: Container[str]
    """The lines of a masthead of old, see `earlier_masthead`."""
    fields: dict[PendingEdit, str] = field(default_factory=dict)
    """The field of the front matter whose value an edit has."""
    unmatched: list[Unmatched] = field(default_factory=list)

    def look_at(self, paragraphs: Iterable[RoomParagraph]) -> None:
        for paragraph in paragraphs:
            piece = paragraph.piece
            if piece is None or piece.kind in (PieceKind.PARAGRAPH, PieceKind.CONTENTS):
                continue
            marks = {who(mark): mark for bit in paragraph.bits for mark in (bit.inserted, bit.deleted) if mark}
            for mark in marks.values():
                self._changed(piece, _with(paragraph, mark).strip(), mark, paragraph.order)

    def _changed(self, piece: IssuedPiece, now: str, mark: Mark, order: float) -> None:
        if piece.kind is PieceKind.HEADING:
            edit = self.edits.of(RoomEditKind.TITLE, piece.id, mark, order)
            edit.was, edit.now, edit.ref = piece.words, now, piece.ref
        elif piece.kind is PieceKind.TITLE:
            self._field("title", piece.words, now, mark, order)
        else:
            is_masthead = piece.kind is PieceKind.MASTHEAD
            if is_masthead and key(now) in self.earlier:
                return
            name, was, value = self._in_line(piece.words.strip(), now) if is_masthead else ("", "", "")
            if name:
                self._field(name, was, value, mark, order)
            else:
                self.unmatched.append(Unmatched(now or piece.words, str(piece.kind), _LAYOUTS_OWN))

    def _field(self, name: str, was: str, now: str, mark: Mark, order: float) -> None:
        edit = self.edits.of(RoomEditKind.TITLE, "", mark, order, name)
        edit.was, edit.now, edit.ref = was, now, name
        self.fields[edit] = name

    def _in_line(self, was: str, now: str) -> tuple[str, str, str]:
        """The field whose value a changed line shows, what it was and what it is; nothing where that can't be known."""
        for each in fields(self.front):
            value = " ".join(str(getattr(self.front, each.name)).split())
            before, found, after = was.partition(value) if value else (was, "", "")
            if not found:
                continue
            if not now:
                return (each.name, value, "") if value == was else ("", "", "")
            if now.startswith(before) and now.endswith(after) and len(now) >= len(before) + len(after):
                return each.name, value, now[len(before) : len(now) - len(after)].strip()
        return "", "", ""


def _with(paragraph: RoomParagraph, mark: Mark) -> str:
    """The paragraph's words with what one author did, and nobody else."""
    if same_hand(paragraph.went, mark) and not paragraph.is_joined:
        return ""
    return "".join(
        bit.text
        for bit in paragraph.words
        if (bit.inserted is None or same_hand(bit.inserted, mark)) and not same_hand(bit.deleted, mark)
    )


@dataclass(slots=True)
class Margin:
    """Finds the comments of one file."""

    document: EditedDocument
    outline: Outline
    edits: PendingEdits
    unmatched: list[Unmatched] = field(default_factory=list)

    def look_at(self, paragraphs: Iterable[RoomParagraph]) -> None:
        spots = {each.place: (each.id if each.is_text else "", each.order) for each in paragraphs if each.place >= 0}
        ours = {(row.region, _bare(f"{row.citation} [{row.id}]{row.text}")) for row in self.outline.sources}
        by_id = {comment.id: comment for comment in self.document.comments}
        at = {id: place for place, each in enumerate(self.document.paragraphs) for id in each.comments}
        for comment in self.document.comments:
            if (comment.author, _bare(comment.text)) in ours:
                continue
            first = self._first(comment, by_id)
            name, order = spots.get(at.get(comment.id, at.get(first.id, -1)), ("", 0.0))
            if name:
                edit = self.edits.of(RoomEditKind.COMMENT, name, Mark(comment.author, comment.date), order, comment.id)
                edit.was = first.about
                edit.now = f"{comment.text.strip()}{' (resolved)' if first.resolved else ''}"
            else:
                why = "This comment stands at no paragraph of the draft."
                self.unmatched.append(Unmatched(comment.text, f"a comment by {comment.author or 'nobody'}", why))

    def _first(self, comment: EditedComment, by_id: Mapping[str, EditedComment]) -> EditedComment:
        """The comment that began the conversation."""
        seen = {comment.id}
        while comment.answers in by_id and comment.answers not in seen:
            seen.add(comment.answers)
            comment = by_id[comment.answers]
        return comment


def _bare(text: str) -> str:
    """A text without blank space, which every program puts elsewhere."""
    return "".join(text.split())
