"""The one way through Word's XML: a body, a cell, the notes or the comments, read into paragraphs with what was tracked
in them.

Each element is met once, and only those that matter are looked at: lxml passes over the others.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import NamedTuple

from lxml import etree

from drafter.document.edited_document import EditedParagraph, EditedRun, Mark
from drafter.formats.docx.change_authors import Marks
from drafter.formats.docx.elements import Element, W
from drafter.formats.docx.left_out import LeftOut, Unread
from drafter.formats.docx.list_labels import ListLabels

MOST_PARAGRAPHS = 500_000
"""A declaration of a thousand pages has a fiftieth."""
LONGEST_ABOUT = 1_000
"""Signs of the words that a comment is put to; what is longer is cut."""
_MOST_ABOUT = 5_000_000
"""Signs of all of them, which may be the same words again and again."""

_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_ID, _NAME, _VAL, _CHAR, _KIND = (W + name for name in ("id", "name", "val", "char", "fldCharType"))
_OF_THE_BODY = tuple(
    W + name
    for name in ("pStyle", "numPr", "pPrChange", "r", "rStyle", "bookmarkStart", "footnoteReference",
                 "endnoteReference")
)  # fmt: skip
"""Of no account in a note or a comment."""
_INSERTING = (f"{W}ins", f"{W}moveTo", f"{W}cellIns")
_MOVING = (f"{W}moveTo", f"{W}moveFrom")
_R_PR, _P_PR, _TR_PR = (W + name for name in ("rPr", "pPr", "trPr"))
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_PLACEHOLDER = "\u200d"
"""What LibreOffice puts into an empty row that was inserted or deleted."""
_LINE_ENDS = str.maketrans("\t\n\r", "   ")
_NO = ("0", "false", "off")
_OWN_SIGNS = range(0xE000, 0xF900)
"""Where fonts of symbols have their signs, each its own."""
_SIGNS = {
    f"{W}tab": " ", f"{W}ptab": " ", f"{W}br": " ", f"{W}cr": " ",
    f"{W}noBreakHyphen": "\u2011", f"{W}softHyphen": "\u00ad",
}  # fmt: skip
_UNREAD = {f"{_MATH}oMath": Unread.EQUATION, f"{W}altChunk": Unread.FILE, f"{W}subDoc": Unread.FILE}

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
    style_around: str
    """Of the run that the paragraph's text box stands in."""
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
        self.paragraphs: list[EditedParagraph] = []
        """Those of the story that was read last, one in a text box before the one that holds the box."""
        self._around = around
        self._stories: dict[str, list[EditedParagraph]] = {}
        self._walk: etree.iterwalk = etree.iterwalk(etree.Element("none"))
        self._count = 0
        self._state = _UNTRACKED
        self._style = ""
        self._open: list[_Open] = []
        """A text box is a paragraph within another."""
        self._tracked: list[tuple[Element, _State]] = []
        """The elements that are open and say what was tracked, each with the state around it."""
        self._bookmarks: list[str] = []
        """Those between paragraphs, which belong to the next one; likewise the comments."""
        self._comments: list[str] = []
        self._rows: tuple[int, ...] = ()
        self._row = 0
        self._fields: list[bool] = []
        """The fields that are open, each with whether its instructions go on, which nobody sees."""
        self._story: Element = etree.Element("none")
        self._unclosed: set[Element] | None = None
        """Where fields begin in the story that never end; None as long as no field was met."""
        self._silent = 0
        """How many things are open whose words are not shown."""
        self._mark_follows = False
        self._moves: list[tuple[str, str]] = []
        """The ids and names of the moves whose ranges began. Below, where in it an id's range that is open began."""
        self._moves_open: dict[str, int] = {}
        self._commented: set[str] = set()
        self._ranges: dict[str, int] = {}
        self._said: list[tuple[str, bool]] = []
        """The words read since the first open range of a comment began, each with whether they are deleted."""
        self._looked_back = 0
        """Signs that were gone through for what comments are put to."""
        self._seen = 0
        """How many things were read so far."""
        self._seen_before: list[int] = []
        """At the beginning of each element that is open and is told by whether anything was read in it."""
        self._noted = 0
        self._starts, self._ends = self._handlers()
        self._unlooked: tuple[str, ...] = () if around.labels or around.notes else _OF_THE_BODY

    def _handlers(self) -> tuple[dict[object, _Handler], dict[object, _Handler]]:
        """What is done where an element of a name begins, and where it ends."""
        skipped, sign, unread = self._skip, self._sign, self._unread
        starts: dict[str, _Handler] = {
            "p": self._paragraph, "pStyle": self._paragraph_style, "numPr": self._number, "pPrChange": self._placed,
            "r": self._run, "rStyle": self._run_style, "t": self._text, "delText": self._deleted_text,
            "tab": sign, "ptab": sign, "br": sign, "cr": sign, "noBreakHyphen": sign, "softHyphen": sign,
            "sym": self._symbol,
            "ins": self._change, "del": self._change, "moveFrom": self._change, "moveTo": self._change,
            "moveFromRangeStart": self._move_begins, "moveToRangeStart": self._move_begins,
            "moveFromRangeEnd": self._move_ends, "moveToRangeEnd": self._move_ends,
            "bookmarkStart": self._bookmark, "fldChar": self._field,
            "footnoteReference": self._note, "endnoteReference": self._note,
            "commentRangeStart": self._comment_begins, "commentRangeEnd": self._comment_ends,
            "commentReference": self._comment,
            "tr": self._table_row, "tc": self._enter, "cellIns": self._tracked_here, "cellDel": self._tracked_here,
            "drawing": self._look, "pict": self._look, "object": self._look,
            "altChunk": unread, "subDoc": unread,
            "rt": skipped, "rPrChange": skipped, "sdtPr": skipped, "tabs": skipped,
        }  # fmt: skip
        ends: dict[str, _Handler] = {
            "p": self._paragraph_ends, "ins": self._leave, "del": self._leave, "moveFrom": self._leave,
            "moveTo": self._leave, "tc": self._leave, "tr": self._table_row_ends,
            "drawing": self._drawing_ends, "pict": self._drawing_ends, "object": self._drawing_ends,
        }  # fmt: skip
        alternatives, branches = f"{_MC}AlternateContent", (f"{_MC}Choice", f"{_MC}Fallback")
        return (
            {**{W + name: handler for name, handler in starts.items()}, f"{_MATH}oMath": unread,
             alternatives: self._look, **dict.fromkeys(branches, self._branch)},
            {**{W + name: handler for name, handler in ends.items()}, alternatives: self._looked},
        )  # fmt: skip

    def read(self, story: Element) -> list[EditedParagraph]:
        """The paragraphs under this element. Raises TooMany."""
        self.paragraphs = []
        self._story, self._unclosed = story, None
        tags = {*self._starts, *self._ends} - {*self._unlooked}
        self._walk = walk = etree.iterwalk(story, events=("start", "end"), tag=tags)
        begins, ended = self._starts.get, self._ends.get
        for event, element in walk:
            handler = begins(element.tag) if event == "start" else ended(element.tag)
            if handler:
                handler(element)
        self._ended()
        return self.paragraphs

    def read_each(self, part: Element, kind: str) -> dict[str, list[EditedParagraph]]:
        """The paragraphs of each `footnote`, `endnote` or `comment` of a part, by its id; the first of two with one id.
        Raises TooMany.
        """
        self._stories = {}
        self._ends[W + kind] = self._story_ends
        self.read(part)
        return self._stories

    def _story_ends(self, element: Element) -> None:
        self._ended()
        id = element.get(_ID, "")
        if id in self._stories:
            self._leave_out(Unread.TWIN)
        self._stories.setdefault(id, self.paragraphs)
        self.paragraphs = []
        self._fields, self._silent = [], 0

    def _ended(self) -> None:
        """What belongs to a next paragraph that there is not belongs to the last one."""
        if self.paragraphs and (self._bookmarks or self._comments):
            last = self.paragraphs[-1]
            bookmarks, comments = (*last.bookmarks, *self._bookmarks), (*last.comments, *self._comments)
            self.paragraphs[-1] = replace(last, bookmarks=bookmarks, comments=comments)
            self._bookmarks, self._comments = [], []

    def _skip(self, _element: Element) -> None:
        self._walk.skip_subtree()

    # Paragraphs and their place

    def _paragraph(self, _element: Element) -> None:
        if self._open:
            self._counted(self._open[-1])
        inserted, deleted, _move = self._state
        self._open.append(_Open(self._bookmarks, self._comments, inserted, deleted, self._style))
        self._bookmarks, self._comments = [], []
        self._style = ""
        self._seen += 1

    def _paragraph_ends(self, _element: Element) -> None:
        opened = self._open.pop()
        self._end_mark()
        opened.end_run()
        self._counted(opened)
        self._style = opened.style_around
        if self._ranges:
            self._said.append((" ", False))
        self._count += 1
        if self._count > MOST_PARAGRAPHS:
            raise TooMany
        style = self._around.styles.get(opened.style, opened.style)
        self.paragraphs.append(
            EditedParagraph(
                tuple(opened.runs), style, tuple(opened.bookmarks), opened.label, opened.depth or 0, self._rows,
                opened.end_inserted, opened.end_deleted, tuple(opened.comments), opened.placed,
            )
        )  # fmt: skip

    def _counted(self, opened: _Open) -> None:
        """Counts the paragraph's label, once, when all is known that it hangs on."""
        if opened.depth is None:
            labels = self._around.labels
            opened.label, opened.depth = labels.place(opened.numbered, opened.style) if labels else ("", 0)

    def _paragraph_style(self, element: Element) -> None:
        if self._open:
            self._open[-1].style = element.get(_VAL, "")

    def _number(self, element: Element) -> None:
        if self._open:
            self._open[-1].numbered = element
        self._walk.skip_subtree()

    def _placed(self, element: Element) -> None:
        if self._open:
            self._open[-1].placed = self._around.marks.of(element)
        self._walk.skip_subtree()

    def _bookmark(self, element: Element) -> None:
        (self._open[-1].bookmarks if self._open else self._bookmarks).append(element.get(_NAME, ""))

    def _table_row(self, element: Element) -> None:
        self._enter(element)
        self._row += 1
        self._rows = (*self._rows, self._row)

    def _table_row_ends(self, element: Element) -> None:
        self._leave(element)
        self._rows = self._rows[:-1]

    # Runs and their words

    def _run(self, _element: Element) -> None:
        self._style = ""
        self._end_mark()

    def _end_mark(self) -> None:
        """What stands in a run behind a note's mark may be a mark of the author's own, and is no text."""
        if self._mark_follows:
            self._mark_follows = False
            self._silent -= 1

    def _run_style(self, element: Element) -> None:
        id = element.get(_VAL, "")
        self._style = self._around.styles.get(id, id)

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
        if self._silent:
            return
        if not self._open:
            self._leave_out(Unread.STRAY)
            return
        self._seen += 1
        opened = self._open[-1]
        if opened.words and (opened.run_style != self._style or opened.state != self._state):
            opened.end_run()
        opened.state, opened.run_style = self._state, self._style
        opened.words.append(words)
        if self._ranges:
            self._said.append((words, self._state[1] is not None))

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
        """Words that are inserted, deleted or moved; or that the paragraph's end, the row, the run around it is."""
        around = [above.tag for above in islice(element.iterancestors(), 2)]
        if around == [_R_PR, _P_PR]:
            self._paragraph_mark(element)
        elif around and around[0] in (_R_PR, _TR_PR):
            self._tracked_here(element)
        else:
            self._enter(element)
            self._tracked_here(element)

    def _paragraph_mark(self, element: Element) -> None:
        if self._open:
            mark = self._around.marks.of(element)
            if element.tag in _INSERTING:
                self._open[-1].end_inserted = mark
            else:
                self._open[-1].end_deleted = mark

    def _tracked_here(self, element: Element) -> None:
        """From here on, all is inserted, deleted or moved, until what is open now ends."""
        mark = self._around.marks.of(element)
        inserted, deleted, move = self._state
        if element.tag in _MOVING:
            move = self._move()
        before = inserted if element.tag in _INSERTING else deleted
        if before is not None and before.author != mark.author:
            self._leave_out(Unread.WITHIN)
        self._state = (mark, deleted, move) if element.tag in _INSERTING else (inserted, mark, move)

    def _enter(self, element: Element) -> None:
        self._tracked.append((element, self._state))

    def _leave(self, element: Element) -> None:
        if self._tracked and self._tracked[-1][0] is element:
            self._state = self._tracked.pop()[1]

    def _move_begins(self, element: Element) -> None:
        id = element.get(_ID, "")
        self._moves.append((id, element.get(_NAME, "")))
        self._moves_open[id] = len(self._moves)

    def _move_ends(self, element: Element) -> None:
        self._moves_open.pop(element.get(_ID, ""), None)

    def _move(self) -> str:
        """The name of the move whose range began last and goes on."""
        while self._moves and self._moves_open.get(self._moves[-1][0]) != len(self._moves):
            self._moves.pop()
        return self._moves[-1][1] if self._moves else ""

    # What stands for something else

    def _field(self, element: Element) -> None:
        if self._unclosed is None:
            self._unclosed = _unclosed(self._story)
        kind = element.get(_KIND)
        if kind == "begin" and element not in self._unclosed:
            self._fields.append(True)
            self._silent += 1
        elif kind in ("separate", "end") and self._fields:
            self._silent -= self._fields.pop()
            if kind == "separate":
                self._fields.append(False)

    def _note(self, element: Element) -> None:
        notes = self._around.notes
        if not self._open or self._silent or notes is None:
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
        opened = self._open[-1]
        opened.end_run()
        label = f"{kind.capitalize()} {number}"
        opened.runs.append(EditedRun("", inserted, deleted, move, note.now, note.before, self._style, label, note.mark))
        opened.comments += note.comments
        self._seen += 1
        if element.get(f"{W}customMarkFollows", "0") not in _NO:
            self._mark_follows = True
            self._silent += 1

    def _look(self, _element: Element) -> None:
        self._seen_before.append(self._seen)

    def _looked(self, _element: Element) -> None:
        self._seen_before.pop()

    def _branch(self, _element: Element) -> None:
        """One of several ways to say one thing, of which the first is read that says something."""
        if self._seen_before and self._seen != self._seen_before[-1]:
            self._walk.skip_subtree()

    def _drawing_ends(self, _element: Element) -> None:
        """Of a drawing, the words of its text boxes are read."""
        if self._seen_before.pop() == self._seen:
            self._leave_out(Unread.PICTURE)

    def _unread(self, element: Element) -> None:
        self._leave_out(_UNREAD[element.tag])
        self._walk.skip_subtree()

    def _leave_out(self, what: Unread) -> None:
        if not self._silent:
            self._around.left_out.add(what, self._before)

    def _before(self) -> str:
        """The words of the open paragraph up to here."""
        if not self._open:
            return ""
        opened = self._open[-1]
        return "".join([*(run.text for run in opened.runs), *opened.words])

    # Comments

    def _comment_begins(self, element: Element) -> None:
        id = element.get(_ID, "")
        self._comment(element)
        self._ranges.setdefault(id, len(self._said))

    def _comment_ends(self, element: Element) -> None:
        id = element.get(_ID, "")
        start = self._ranges.pop(id, None)
        if start is not None and self._looked_back > _MOST_ABOUT:
            self._leave_out(Unread.ABOUT)
        elif start is not None:
            self._around.about.setdefault(id, self._words_since(start))
        if not self._ranges:
            self._said = []

    def _comment(self, element: Element) -> None:
        id = element.get(_ID, "")
        if id not in self._commented:
            self._commented.add(id)
            (self._open[-1].comments if self._open else self._comments).append(id)

    def _words_since(self, start: int) -> str:
        """What was said since then, without what is deleted unless all of it is."""
        kept: list[str] = []
        gone: list[str] = []
        length = 0
        for place in range(start, len(self._said)):
            words, deleted = self._said[place]
            (gone if deleted else kept).append(words)
            length += len(words)
            if length > LONGEST_ABOUT:
                break
        self._looked_back += length
        about = "".join(kept).strip() or "".join(gone).strip()
        return about if len(about) <= LONGEST_ABOUT else f"{about[:LONGEST_ABOUT].rstrip()}…"


def _unclosed(story: Element) -> set[Element]:
    """Where fields begin that never end: what stands in them is taken for text."""
    opened: list[Element] = []
    unclosed: list[Element] = []
    for element in story.iter(f"{W}fldChar", f"{W}footnote", f"{W}endnote", f"{W}comment"):
        kind = element.get(_KIND)
        if kind == "begin":
            opened.append(element)
        elif kind == "end" and opened:
            opened.pop()
        elif element.tag != f"{W}fldChar":
            unclosed += opened
            opened = []
    return {*unclosed, *opened}
