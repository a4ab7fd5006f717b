"""The one way through Word's XML: a body, a cell, the notes or the comments, read into paragraphs with what was tracked
in them.

Each element is met once, from the outside in: what holds for all that stands in one is set before its children are
read, and set back behind them. lxml reads no XML that is nested more than 256 deep.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from lxml import etree

from drafter.document.edited_document import EditedParagraph, EditedRun, Mark
from drafter.formats.docx.change_authors import Marks
from drafter.formats.docx.elements import NO, Element, W
from drafter.formats.docx.left_out import LeftOut, Unread
from drafter.formats.docx.list_labels import ListLabels
from drafter.formats.docx.open_ranges import CommentRanges, FieldRanges, MoveRanges

MOST_PARAGRAPHS = 500_000
"""A declaration of a thousand pages has a fiftieth."""

_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_ID, _NAME, _VAL, _CHAR = (W + name for name in ("id", "name", "val", "char"))
_STYLE, _NUMBER, _PLACED, _LOOK = (W + name for name in ("pStyle", "numPr", "pPrChange", "rPr"))
_RUN_STYLE = f"{W}rStyle"
_INSERTING = (f"{W}ins", f"{W}moveTo", f"{W}cellIns")
_MOVING = (f"{W}moveTo", f"{W}moveFrom")
_CHANGES = frozenset([*_INSERTING, f"{W}del", f"{W}moveFrom", f"{W}cellDel"])
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_PLACEHOLDER = "\u200d"
"""What LibreOffice puts into an empty row that was inserted or deleted."""
_LINE_ENDS = str.maketrans("\t\n\r", "   ")
_OWN_SIGNS = range(0xE000, 0xF900)
"""Where fonts of symbols have their signs, each its own."""
_SIGNS = {
    f"{W}tab": " ", f"{W}ptab": " ", f"{W}br": " ", f"{W}cr": " ",
    f"{W}noBreakHyphen": "\u2011", f"{W}softHyphen": "\u00ad",
}  # fmt: skip
_UNREAD = {f"{_MATH}oMath": Unread.EQUATION, f"{W}altChunk": Unread.FILE, f"{W}subDoc": Unread.FILE}
_PASSED_OVER = (
    "rt", "rPrChange", "sdtPr", "tabs", "tblPr", "tblGrid", "sectPr",
    "bookmarkEnd", "lastRenderedPageBreak", "proofErr",
)  # fmt: skip

_State = tuple[Mark | None, Mark | None, str]
"""Who inserted and who deleted what is read now, and the move that it belongs to."""
_UNTRACKED: _State = (None, None, "")
_Handler = Callable[[Element], object]


class TooMany(Exception):
    """There are more paragraphs than a document can have."""


class Note(NamedTuple):
    """A footnote or an endnote."""

    now: str
    before: str
    """Its words without what is tracked in it."""
    comments: tuple[str, ...]
    """The ids of those that begin in it."""
    mark: Mark | None = None
    """Who tracked a change in it, the last of them."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the stories of one document share."""

    styles: Mapping[str, str]
    """The name of each style, by its id."""
    marks: Marks
    left_out: LeftOut
    about: dict[str, str] = field(default_factory=dict)
    """The words that each comment is put to, by its id: fills while the stories are read."""
    labels: ListLabels | None = None
    """None for stories whose paragraphs have no labels."""
    notes: Mapping[tuple[str, str], Note] | None = None
    """By kind, `footnote` or `endnote`, and id; None for stories that can't have any."""


@dataclass(slots=True)
class _Open:
    """A paragraph that is being read."""

    bookmarks: list[str]
    comments: list[str]
    end_inserted: Mark | None
    end_deleted: Mark | None
    state: _State = _UNTRACKED
    """Of the run that goes on, likewise its style and its words."""
    run_style: str = ""
    words: list[str] = field(default_factory=list)
    runs: list[EditedRun] = field(default_factory=list)
    style: str = ""
    """Its id."""
    numbered: Element | None = None
    label: str = ""
    depth: int | None = None
    """None as long as its label isn't counted."""
    placed: Mark | None = None

    def end_run(self) -> None:
        """What comes now is another run."""
        if self.words:
            inserted, deleted, moved = self.state
            self.runs.append(EditedRun("".join(self.words), inserted, deleted, moved, "", "", self.run_style))
            self.words = []


class StoryWalk:
    """Reads a story, or several one after the other."""

    def __init__(self, around: Surroundings) -> None:
        self._around = around
        self._paragraphs: list[EditedParagraph] = []
        """Those of the story that is being read, one in a text box before the one that holds the box."""
        self._count = 0
        self._state = _UNTRACKED
        self._style = ""
        """Of the run."""
        self._open: _Open | None = None
        self._bookmarks: list[str] = []
        """Those between paragraphs, which belong to the next one; likewise the comments."""
        self._comments: list[str] = []
        self._commented: set[str] = set()
        self._rows: tuple[int, ...] = ()
        self._row = 0
        self._story: Element = etree.Element("none")
        self._fields: FieldRanges | None = None
        """None as long as the story has none."""
        self._silent = 0
        """How many things are open whose words are not shown."""
        self._mark_follows = False
        self._moves = MoveRanges()
        self._ranges = CommentRanges(around.about)
        self._seen = 0
        """How many things were read so far."""
        self._noted = 0
        self._handlers = self._by_name()

    def _by_name(self) -> dict[str, _Handler]:
        """What is done with an element of a name. Of others, what stands in them is read."""
        sign, scope, unread, drawing = self._sign, self._scope, self._unread, self._drawing
        handlers: dict[str, _Handler] = {
            **dict.fromkeys(_PASSED_OVER, _pass_over),
            "p": self._paragraph, "pPr": self._properties, "r": self._run, "rPr": self._look, "trPr": self._track_here,
            "tcPr": self._track_here, "tr": self._table_row, "tc": scope,
            "t": self._text, "delText": self._deleted_text, "sym": self._symbol,
            "tab": sign, "ptab": sign, "br": sign, "cr": sign, "noBreakHyphen": sign, "softHyphen": sign,
            "ins": self._change, "del": self._change, "moveFrom": self._change, "moveTo": self._change,
            "moveFromRangeStart": self._move_begins, "moveToRangeStart": self._move_begins,
            "moveFromRangeEnd": self._move_ends, "moveToRangeEnd": self._move_ends,
            "bookmarkStart": self._bookmark, "fldChar": self._field,
            "footnoteReference": self._note, "endnoteReference": self._note,
            "commentRangeStart": self._comment_begins, "commentRangeEnd": self._comment_ends,
            "commentReference": self._comment,
            "drawing": drawing, "pict": drawing, "object": drawing, "altChunk": unread, "subDoc": unread,
        }  # fmt: skip
        own = {W + name: handler for name, handler in handlers.items()}
        others: dict[str, _Handler] = {f"{_MATH}oMath": unread, f"{_MC}AlternateContent": self._alternatives}
        return {**own, **others}

    def read(self, story: Element) -> list[EditedParagraph]:
        """The paragraphs under this element. Raises TooMany."""
        self._paragraphs = []
        self._story, self._fields, self._silent, self._state = story, None, 0, _UNTRACKED
        self._read(story)
        self._ended()
        return self._paragraphs

    def read_each(self, part: Element, kind: str) -> dict[str, list[EditedParagraph]]:
        """The paragraphs of each `footnote`, `endnote` or `comment` of a part, by its id; the first of two with one id.
        Raises TooMany.
        """
        found: dict[str, list[EditedParagraph]] = {}
        for story in part.iterchildren(W + kind):
            paragraphs, id = self.read(story), story.get(_ID, "")
            if id in found:
                self._leave_out(Unread.TWIN)
            found.setdefault(id, paragraphs)
        return found

    def _ended(self) -> None:
        """What belongs to a next paragraph that there is not belongs to the last one."""
        if self._paragraphs and (self._bookmarks or self._comments):
            last = self._paragraphs[-1]
            bookmarks, comments = (*last.bookmarks, *self._bookmarks), (*last.comments, *self._comments)
            self._paragraphs[-1] = replace(last, bookmarks=bookmarks, comments=comments)
            self._bookmarks, self._comments = [], []

    def _read(self, element: Element) -> None:
        """All that stands in it."""
        handler, read = self._handlers.get, self._read
        for child in element:
            handler(child.tag, read)(child)

    def _scope(self, element: Element) -> None:
        """As `_read`; what is tracked in it ends with it."""
        before = self._state
        self._read(element)
        self._state = before

    # Paragraphs and their place

    def _paragraph(self, element: Element) -> None:
        around, style = self._open, self._style
        if around:
            self._counted(around)
        inserted, deleted, _move = self._state
        self._open = opened = _Open(self._bookmarks, self._comments, inserted, deleted)
        self._bookmarks, self._comments, self._style = [], [], ""
        self._seen += 1
        self._read(element)
        self._end_mark()
        opened.end_run()
        self._counted(opened)
        self._open, self._style = around, style
        self._ranges.say(" ", False)
        self._count += 1
        if self._count > MOST_PARAGRAPHS:
            raise TooMany
        self._paragraphs.append(
            EditedParagraph(
                tuple(opened.runs), self._around.styles.get(opened.style, opened.style), tuple(opened.bookmarks),
                opened.label, opened.depth or 0, self._rows, opened.end_inserted, opened.end_deleted,
                tuple(opened.comments), opened.placed,
            )
        )  # fmt: skip

    def _counted(self, opened: _Open) -> None:
        """Counts the paragraph's label, once, when all is known that it hangs on."""
        if opened.depth is None:
            labels = self._around.labels
            opened.label, opened.depth = labels.place(opened.numbered, opened.style) if labels else ("", 0)

    def _properties(self, element: Element) -> None:
        """Of a paragraph."""
        opened, marks = self._open, self._around.marks
        if opened is None:
            return
        for child in element:
            if child.tag == _STYLE:
                opened.style = child.get(_VAL, "")
            elif child.tag == _NUMBER:
                opened.numbered = child
            elif child.tag == _PLACED:
                opened.placed = marks.of(child)
            elif child.tag == _LOOK:
                for change in child:
                    if change.tag in _INSERTING:
                        opened.end_inserted = marks.of(change)
                    elif change.tag in _CHANGES:
                        opened.end_deleted = marks.of(change)

    def _bookmark(self, element: Element) -> None:
        (self._open.bookmarks if self._open else self._bookmarks).append(element.get(_NAME, ""))

    def _table_row(self, element: Element) -> None:
        self._row += 1
        around, self._rows = self._rows, (*self._rows, self._row)
        self._scope(element)
        self._rows = around

    # Runs and their words

    def _run(self, element: Element) -> None:
        handler, read, before = self._handlers.get, self._read, self._state
        self._style = ""
        for child in element:
            handler(child.tag, read)(child)
        self._state = before
        if self._mark_follows:
            self._end_mark()

    def _end_mark(self) -> None:
        """What stands in a run behind a note's mark may be a mark of the author's own, and is no text."""
        if self._mark_follows:
            self._mark_follows = False
            self._silent -= 1

    def _look(self, element: Element) -> None:
        """Of a run."""
        for child in element:
            if child.tag == _RUN_STYLE:
                id = child.get(_VAL, "")
                self._style = self._around.styles.get(id, id)
            elif child.tag in _CHANGES:
                self._track(child)

    def _text(self, element: Element) -> None:
        text = element.text
        if text:
            words = text if text.isprintable() else self._plain(text)
            if words:
                self._write(words)

    def _plain(self, text: str) -> str:
        if text == _PLACEHOLDER:
            return ""
        words, found = _CONTROL.subn("", text)
        if found:
            self._leave_out(Unread.CONTROL)
        return words.translate(_LINE_ENDS)

    def _deleted_text(self, element: Element) -> None:
        if self._state[1] is not None:
            self._text(element)
        elif element.text:
            self._leave_out(Unread.DELETED)

    def _write(self, words: str) -> None:
        opened = self._open
        if self._silent:
            return
        if opened is None:
            self._leave_out(Unread.STRAY)
            return
        self._seen += 1
        if opened.words and (opened.run_style != self._style or opened.state != self._state):
            opened.end_run()
        opened.state, opened.run_style = self._state, self._style
        opened.words.append(words)
        self._ranges.say(words, self._state[1] is not None)

    def _sign(self, element: Element) -> None:
        self._write(_SIGNS[element.tag])

    def _symbol(self, element: Element) -> None:
        """A sign by its number. Of a symbol font nobody can say which it is."""
        said = element.get(_CHAR, "")
        number = int(said, 16) if re.fullmatch("[0-9A-Fa-f]{1,4}", said) else 0
        if number not in _OWN_SIGNS and chr(number).isprintable():
            self._write(chr(number))
        else:
            self._leave_out(Unread.SYMBOL)

    # Tracked changes

    def _change(self, element: Element) -> None:
        """Words, or whole paragraphs, that are inserted, deleted or moved."""
        before = self._state
        self._track(element)
        self._read(element)
        self._state = before

    def _track_here(self, properties: Element) -> None:
        """The properties of a cell or a row say that all of it is inserted, deleted or moved."""
        for child in properties:
            if child.tag in _CHANGES:
                self._track(child)

    def _track(self, change: Element) -> None:
        """From here on, all is inserted, deleted or moved, until what is open now ends."""
        mark = self._around.marks.of(change)
        inserted, deleted, move = self._state
        if change.tag in _MOVING:
            move = self._moves.name
        before = inserted if change.tag in _INSERTING else deleted
        if before is not None and before.author != mark.author:
            self._leave_out(Unread.WITHIN)
        self._state = (mark, deleted, move) if change.tag in _INSERTING else (inserted, mark, move)

    def _move_begins(self, element: Element) -> None:
        self._moves.begin(element.get(_ID, ""), element.get(_NAME, ""))

    def _move_ends(self, element: Element) -> None:
        self._moves.end(element.get(_ID, ""))

    # What stands for something else

    def _field(self, element: Element) -> None:
        self._fields = self._fields or FieldRanges(self._story)
        self._silent += self._fields.meet(element)

    def _note(self, element: Element) -> None:
        notes, opened = self._around.notes, self._open
        if opened is None or self._silent or notes is None:
            return
        kind = "footnote" if element.tag == f"{W}footnoteReference" else "endnote"
        note = notes.get((kind, element.get(_ID, "")))
        if note is None:
            self._leave_out(Unread.NOTE)
            return
        inserted, deleted, move = self._state
        number = self._noted + 1
        if deleted is None:
            self._noted = number
        opened.end_run()
        label = f"{kind.capitalize()} {number}"
        opened.runs.append(EditedRun("", inserted, deleted, move, note.now, note.before, self._style, label, note.mark))
        opened.comments += note.comments
        self._seen += 1
        if element.get(f"{W}customMarkFollows", "0") not in NO:
            self._mark_follows = True
            self._silent += 1

    def _alternatives(self, element: Element) -> None:
        """Several ways to say one thing, of which the first is read that says something."""
        before = self._seen
        for branch in element.iterchildren(f"{_MC}Choice", f"{_MC}Fallback"):
            if self._seen == before:
                self._read(branch)

    def _drawing(self, element: Element) -> None:
        """Of a drawing, the words of its text boxes are read."""
        before = self._seen
        self._read(element)
        if self._seen == before:
            self._leave_out(Unread.PICTURE)

    def _unread(self, element: Element) -> None:
        self._leave_out(_UNREAD[element.tag])

    def _leave_out(self, what: Unread) -> None:
        if not self._silent:
            self._around.left_out.add(what, self._before)

    def _before(self) -> str:
        """The words of the open paragraph up to here."""
        return "".join([*(run.text for run in self._open.runs), *self._open.words]) if self._open else ""

    # Comments

    def _comment_begins(self, element: Element) -> None:
        self._comment(element)
        self._ranges.begin(element.get(_ID, ""))

    def _comment_ends(self, element: Element) -> None:
        if not self._ranges.end(element.get(_ID, "")):
            self._leave_out(Unread.ABOUT)

    def _comment(self, element: Element) -> None:
        id = element.get(_ID, "")
        if id not in self._commented:
            self._commented.add(id)
            (self._open.comments if self._open else self._comments).append(id)


def _pass_over(_element: Element) -> None:
    """It has no words."""
