"""The one way through Word's XML: a body, a cell or a note, read into paragraphs with what was tracked in them.

Each element is met once. XML that lxml lets in is nested some 250 deep at most, so the walk may call itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple

from drafter.document.edited_document import EditedParagraph, EditedRun, Mark
from drafter.formats.docx.elements import Element, W
from drafter.formats.docx.list_labels import ListLabels

_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

_ID, _NAME, _VAL, _AUTHOR, _DATE, _TYPE = (W + name for name in ("id", "name", "val", "author", "date", "fldCharType"))
_MARKED = tuple(W + name for name in ("ins", "del", "moveTo", "moveFrom"))
_INS, _DEL, _MOVE_TO, _MOVE_FROM = _MARKED
_R_STYLE, _P_STYLE, _NUM_PR, _R_PR, _P_PR_CHANGE = (
    W + name for name in ("rStyle", "pStyle", "numPr", "rPr", "pPrChange")
)
_DAY = re.compile(r"\s*(\d{4})-(\d\d)-(\d\d)(?!\d)")
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff]+")
"""What a name can't hold: controls, and what turns the direction of the words around it."""
_CONTROL = re.compile("[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_LINE_ENDS = str.maketrans("\t\n\r", "   ")
_LONGEST_NAME = 200
MOST_PARAGRAPHS = 500_000
"""A declaration of a thousand pages has a fiftieth."""
_LONGEST_ABOUT = 1_000
_NO = ("0", "false", "off")
_PRIVATE = range(0xE000, 0xF900)
"""Where fonts of symbols have their signs, each its own."""

_SIGNS = {
    f"{W}tab": " ", f"{W}ptab": " ", f"{W}br": " ", f"{W}cr": " ", f"{W}noBreakHyphen": "-",
}  # fmt: skip
_FILES = ("A file within the file is left out", "files within the file are left out")
_UNREAD = {
    f"{_MATH}oMath": ("An equation is left out", "equations are left out"),
    f"{W}altChunk": _FILES,
    f"{W}subDoc": _FILES,
}

State = tuple[Mark | None, Mark | None, str, str]
"""Who inserted, who deleted, the move's name, the style's name."""
_PLAIN: State = (None, None, "", "")


class TooMany(Exception):
    """There are more paragraphs than a document can have."""


class LeftOut:
    """What could not be read, each kind with how often it was met and where first."""

    def __init__(self) -> None:
        self._kinds: dict[tuple[str, str], tuple[int, str]] = {}

    def add(self, one: str, many: str, near: str) -> None:
        """Met once more: `one` is the sentence's beginning for a single one, `many` for several, after their number."""
        count, first = self._kinds.get((one, many), (0, near))
        self._kinds[one, many] = (count + 1, first)

    def sentences(self) -> tuple[str, ...]:
        return tuple(
            (one if count == 1 else f"{count:,} {many}")
            + (f", {'' if count == 1 else 'the first '}near “{near}”." if near else ".")
            for (one, many), (count, near) in self._kinds.items()
        )


class Note(NamedTuple):
    """A footnote or an endnote."""

    now: str = ""
    before: str = ""
    comments: tuple[str, ...] = ()


class Marks:
    """Who made a change, and when: one value for each."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], Mark] = {}

    def of(self, element: Element) -> Mark:
        """Of an element that has author and date."""
        said = (element.get(_AUTHOR, ""), element.get(_DATE, ""))
        if said not in self._known:
            self._known[said] = Mark(author(said[0]), day(said[1]))
        return self._known[said]


def author(said: str) -> str:
    """A name without control signs, blanks run together."""
    return " ".join(_UNSEEN.sub(" ", said).split())[:_LONGEST_NAME].rstrip()


def day(said: str) -> str:
    """The day of a date and time, as YYYY-MM-DD; empty where it is none that there was."""
    found = _DAY.match(said)
    if found is None:
        return ""
    try:
        return date(int(found[1]), int(found[2]), int(found[3])).isoformat()
    except ValueError:
        return ""


class Surroundings:
    """What the stories of one document share: its styles, lists and notes, and the account of what was left out."""

    def __init__(self, styles: Element | None, numbering: Element | None, notes: Mapping[str, Element | None]) -> None:
        """`notes` has the parts `footnote` and `endnote`."""
        self.style_names = _style_names(styles)
        self.labels = ListLabels(numbering, styles)
        self.marks = Marks()
        self.left_out = LeftOut()
        self._elements = {
            (kind, each.get(_ID, "")): each
            for kind, tree in notes.items()
            if tree is not None
            for each in tree.iterfind(W + kind)
        }
        self._notes: dict[tuple[str, str], Note] = {}

    def note(self, kind: str, id: str) -> Note | None:
        """The note with this id; None where the document has none."""
        key = (kind, id)
        if key not in self._elements:
            return None
        if key not in self._notes:
            walk = StoryWalk(self, in_note=True)
            walk.read(self._elements[key])
            self._notes[key] = Note(
                _joined((each.accepted, each.end_deleted) for each in walk.paragraphs),
                _joined((each.refused, each.end_inserted) for each in walk.paragraphs),
                tuple(id for each in walk.paragraphs for id in each.comments),
            )
        return self._notes[key]


def _style_names(styles: Element | None) -> dict[str, str]:
    """The name of each style, by its id, which Word and LibreOffice change at will."""
    if styles is None:
        return {}
    named = ((style, style.find(f"{W}name")) for style in styles.iterfind(f"{W}style"))
    return {style.get(f"{W}styleId", ""): name.get(_VAL, "") for style, name in named if name is not None}


def _joined(lines: Iterable[tuple[str, Mark | None]]) -> str:
    """Paragraphs as one text: those whose end is gone go on without a blank."""
    return "".join(text if gone else f"{text} " for text, gone in lines).strip()


@dataclass(slots=True)
class _Open:
    """A paragraph that is being read."""

    bookmarks: list[str]
    comments: list[str]
    state: State = _PLAIN
    words: list[str] = field(default_factory=list)
    """Of the run that goes on."""
    runs: list[EditedRun] = field(default_factory=list)
    style: str = ""
    label: str = ""
    depth: int = 0
    end_inserted: Mark | None = None
    end_deleted: Mark | None = None
    placed: Mark | None = None

    def end_run(self) -> None:
        """What comes now is another run."""
        if self.words:
            inserted, deleted, moved, style = self.state
            self.runs.append(EditedRun("".join(self.words), inserted, deleted, moved, "", "", style))
            self.words = []


class StoryWalk:
    """Reads a story, or several one after the other, into `paragraphs`."""

    def __init__(self, around: Surroundings, *, in_note: bool = False) -> None:
        self.paragraphs: list[EditedParagraph] = []
        self.about: dict[str, str] = {}
        """The words that each comment is put to, by its id."""
        self._around = around
        self._in_note = in_note
        self._state = _PLAIN
        self._open: _Open | None = None
        self._bookmarks: list[str] = []
        """Those between paragraphs, which belong to the next one; likewise the comments."""
        self._comments: list[str] = []
        self._rows: tuple[int, ...] = ()
        self._row = 0
        self._fields: list[bool] = []
        """The fields that are open, each with whether its instructions go on."""
        self._unclosed: set[Element] = set()
        self._silent = 0
        """How many things are open whose words are not shown."""
        self._mark_follows = False
        self._moves: list[tuple[str, str]] = []
        self._moves_open: dict[str, int] = {}
        self._commented: set[str] = set()
        self._ranges: dict[str, int] = {}
        self._said: list[tuple[str, bool]] = []
        """The words read since a comment's range began, each with whether they are deleted."""
        self._seen = 0
        self._noted = 0
        self._handlers = self._all_handlers()

    def _all_handlers(self) -> dict[object, Callable[[Element], None]]:
        sign, skipped, unread = self._sign, self._skip, self._unread
        names: dict[str, Callable[[Element], None]] = {
            "p": self._paragraph, "pPr": self._paragraph_properties, "r": self._run, "rPr": self._run_properties,
            "t": self._text, "delText": self._deleted_text, "instrText": skipped, "delInstrText": skipped,
            "tab": sign, "ptab": sign, "br": sign, "cr": sign,
            "noBreakHyphen": sign, "softHyphen": skipped, "sym": self._symbol,
            "ins": self._inserted, "del": self._deleted, "moveFrom": self._moved_from, "moveTo": self._moved_to,
            "moveFromRangeStart": self._move_begins, "moveToRangeStart": self._move_begins,
            "moveFromRangeEnd": self._move_ends, "moveToRangeEnd": self._move_ends,
            "bookmarkStart": self._bookmark, "fldChar": self._field,
            "footnoteReference": self._footnote, "endnoteReference": self._endnote,
            "commentRangeStart": self._comment_begins, "commentRangeEnd": self._comment_ends,
            "commentReference": self._comment,
            "tr": self._table_row, "tc": self._cell,
            "drawing": self._drawing, "pict": self._drawing, "object": self._drawing,
            "altChunk": unread, "subDoc": unread,
            "rt": skipped, "sectPr": skipped, "tblPr": skipped, "tblGrid": skipped, "trPr": skipped, "tcPr": skipped,
            "tblPrEx": skipped, "sdtPr": skipped, "sdtEndPr": skipped,
        }  # fmt: skip
        return {
            **{W + name: handler for name, handler in names.items()},
            f"{_MC}AlternateContent": self._alternatives,
            f"{_MATH}oMath": unread,
        }

    def read(self, story: Element) -> None:
        """Reads what is under this element. Raises TooMany."""
        self._unclosed = _unclosed(story)
        self._inside(story)

    def ended(self) -> None:
        """What was still open at the document's end finds its place."""
        if self.paragraphs and (self._bookmarks or self._comments):
            last = self.paragraphs[-1]
            self.paragraphs[-1] = replace(
                last,
                bookmarks=(*last.bookmarks, *self._bookmarks),
                comments=(*last.comments, *self._comments),
            )

    def _inside(self, parent: Element) -> None:
        handlers = self._handlers
        for element in parent:
            handler = handlers.get(element.tag)
            if handler:
                handler(element)
            else:
                self._inside(element)

    def _skip(self, element: Element) -> None:
        pass

    # Paragraphs and their place

    def _paragraph(self, element: Element) -> None:
        outer, state = self._open, self._state
        self._open = opened = _Open(self._bookmarks, self._comments, end_inserted=state[0], end_deleted=state[1])
        self._bookmarks, self._comments = [], []
        self._state = opened.state = state if not state[3] else (*state[:3], "")
        self._seen += 1
        self._inside(element)
        opened.end_run()
        if self._ranges:
            self._said.append((" ", False))
        self._open, self._state = outer, state
        self.paragraphs.append(
            EditedParagraph(
                tuple(opened.runs), opened.style, tuple(opened.bookmarks), opened.label, opened.depth, self._rows,
                opened.end_inserted, opened.end_deleted, tuple(opened.comments), opened.placed,
            )
        )  # fmt: skip
        if len(self.paragraphs) > MOST_PARAGRAPHS:
            raise TooMany

    def _paragraph_properties(self, element: Element) -> None:
        opened = self._open
        if opened is None:
            return
        style, numbered = "", None
        for child in element.iterchildren(_P_STYLE, _NUM_PR, _R_PR, _P_PR_CHANGE):
            tag = child.tag
            if tag == _P_STYLE:
                style = child.get(_VAL, "")
            elif tag == _NUM_PR:
                numbered = child
            elif tag == _R_PR:
                self._paragraph_mark(opened, child)
            else:
                opened.placed = self._around.marks.of(child)
        opened.style = self._around.style_names.get(style, style)
        if not self._in_note:
            opened.label, opened.depth = self._around.labels.place(numbered, style)

    def _paragraph_mark(self, opened: _Open, element: Element) -> None:
        for child in element.iterchildren(*_MARKED):
            mark = self._around.marks.of(child)
            if child.tag in (_INS, _MOVE_TO):
                opened.end_inserted = mark
            else:
                opened.end_deleted = mark

    def _table_row(self, element: Element) -> None:
        around = self._rows
        self._row += 1
        self._rows = (*around, self._row)
        self._tracked(element, element.find(f"{W}trPr"), f"{W}ins", f"{W}del")
        self._rows = around

    def _cell(self, element: Element) -> None:
        self._tracked(element, element.find(f"{W}tcPr"), f"{W}cellIns", f"{W}cellDel")

    def _tracked(self, element: Element, properties: Element | None, inserted: str, deleted: str) -> None:
        """What is in a row or a cell, all of it inserted or deleted where its properties say so."""
        state = self._state
        for child in () if properties is None else properties.iterchildren(inserted, deleted):
            mark = self._around.marks.of(child)
            self._state = (
                (mark, *self._state[1:]) if child.tag == inserted else (self._state[0], mark, *self._state[2:])
            )
        self._inside(element)
        self._state = state

    def _bookmark(self, element: Element) -> None:
        (self._open.bookmarks if self._open else self._bookmarks).append(element.get(_NAME, ""))

    # Runs and their words

    def _run(self, element: Element) -> None:
        state = self._state
        self._inside(element)
        self._state = state
        if self._mark_follows:
            self._mark_follows = False
            self._silent -= 1

    def _run_properties(self, element: Element) -> None:
        inserted, deleted, moved, style = self._state
        for child in element.iterchildren(_R_STYLE, *_MARKED):
            tag = child.tag
            if tag == _R_STYLE:
                id = child.get(_VAL, "")
                style = self._around.style_names.get(id, id)
            elif tag in (_INS, _MOVE_TO):
                inserted = self._around.marks.of(child)
            else:
                deleted = self._around.marks.of(child)
        self._state = (inserted, deleted, moved, style)

    def _text(self, element: Element) -> None:
        text = element.text
        if text:
            self._write(text if text.isprintable() else self._plain(text))

    def _plain(self, text: str) -> str:
        words, found = _CONTROL.subn("", text)
        if found:
            self._leave_out("A control sign is left out", "times control signs are left out")
        return words.translate(_LINE_ENDS)

    def _deleted_text(self, element: Element) -> None:
        if self._state[1] is not None:
            self._text(element)
        elif element.text:
            self._leave_out("Words that are deleted, nobody knows by whom, are left out",
                            "times words that are deleted, nobody knows by whom, are left out")  # fmt: skip

    def _write(self, words: str) -> None:
        opened = self._open
        if self._silent:
            return
        if opened is None:
            self._leave_out("Words outside of any paragraph are left out",
                            "times words outside of any paragraph are left out")  # fmt: skip
            return
        self._seen += 1
        if opened.state != self._state:
            opened.end_run()
            opened.state = self._state
        opened.words.append(words)
        if self._ranges:
            self._said.append((words, self._state[1] is not None))

    def _sign(self, element: Element) -> None:
        self._write(_SIGNS[element.tag])

    def _symbol(self, element: Element) -> None:
        """A sign by its number. Of a font of symbols nobody can say which it is."""
        try:
            number = int(element.get(f"{W}char", ""), 16)
        except ValueError:
            number = 0
        sign = chr(number) if 0 < number < 0xFFFF and number not in _PRIVATE else ""
        if sign.isprintable() and sign:
            self._write(sign)
        else:
            self._leave_out("A sign of a symbol font is left out", "signs of symbol fonts are left out")

    # Tracked changes

    def _inserted(self, element: Element) -> None:
        state = self._state
        self._state = (self._around.marks.of(element), *state[1:])
        self._inside(element)
        self._state = state

    def _deleted(self, element: Element) -> None:
        state = self._state
        self._state = (state[0], self._around.marks.of(element), *state[2:])
        self._inside(element)
        self._state = state

    def _moved_to(self, element: Element) -> None:
        state = self._state
        self._state = (self._around.marks.of(element), state[1], self._move(), state[3])
        self._inside(element)
        self._state = state

    def _moved_from(self, element: Element) -> None:
        state = self._state
        self._state = (state[0], self._around.marks.of(element), self._move(), state[3])
        self._inside(element)
        self._state = state

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
        kind = element.get(_TYPE, "")
        if kind == "begin" and element not in self._unclosed:
            self._fields.append(True)
            self._silent += 1
        elif kind in ("separate", "end") and self._fields:
            if self._fields[-1]:
                self._silent -= 1
            if kind == "end":
                self._fields.pop()
            else:
                self._fields[-1] = False

    def _footnote(self, element: Element) -> None:
        self._note("footnote", element)

    def _endnote(self, element: Element) -> None:
        self._note("endnote", element)

    def _note(self, kind: str, element: Element) -> None:
        opened = self._open
        if opened is None or self._silent or self._in_note:
            return
        note = self._around.note(kind, element.get(_ID, ""))
        if note is None:
            self._leave_out(f"A {kind}’s mark that leads to no {kind} is left out",
                            f"marks that lead to no {kind} are left out")  # fmt: skip
            return
        inserted, deleted, moved, style = self._state
        number = self._noted + 1
        if deleted is None:
            self._noted = number
        opened.end_run()
        opened.state = self._state
        label = f"{kind.capitalize()} {number}"
        opened.runs.append(EditedRun("", inserted, deleted, moved, note.now, note.before, style, label))
        opened.comments += note.comments
        self._seen += 1
        if element.get(f"{W}customMarkFollows", "0") not in _NO:
            self._mark_follows = True
            self._silent += 1

    def _alternatives(self, element: Element) -> None:
        """The first of several ways to say one thing that says something which is read."""
        seen = self._seen
        for branch in element:
            self._inside(branch)
            if self._seen != seen:
                return

    def _drawing(self, element: Element) -> None:
        """The words of its text boxes."""
        seen = self._seen
        self._inside(element)
        if self._seen == seen:
            self._leave_out("A picture or drawing is left out", "pictures or drawings are left out")

    def _unread(self, element: Element) -> None:
        self._leave_out(*_UNREAD[element.tag])

    # Comments

    def _comment_begins(self, element: Element) -> None:
        id = element.get(_ID, "")
        self._put_comment(id)
        self._ranges[id] = len(self._said)

    def _comment_ends(self, element: Element) -> None:
        id = element.get(_ID, "")
        start = self._ranges.pop(id, None)
        if start is not None:
            self.about.setdefault(id, self._words_since(start))
        if not self._ranges:
            self._said = []

    def _comment(self, element: Element) -> None:
        self._put_comment(element.get(_ID, ""))

    def _put_comment(self, id: str) -> None:
        if id not in self._commented:
            self._commented.add(id)
            (self._open.comments if self._open else self._comments).append(id)

    def _words_since(self, start: int) -> str:
        """What was said since then, without what is deleted, unless all of it is; cut where it is long."""
        kept: list[str] = []
        gone: list[str] = []
        length = 0
        for place in range(start, len(self._said)):
            words, deleted = self._said[place]
            (gone if deleted else kept).append(words)
            length += len(words)
            if length > _LONGEST_ABOUT:
                break
        about = "".join(kept).strip() or "".join(gone).strip()
        return about if len(about) <= _LONGEST_ABOUT else f"{about[:_LONGEST_ABOUT].rstrip()}…"

    def _leave_out(self, one: str, many: str) -> None:
        opened = self._open
        near = "".join(run.text for run in opened.runs) + "".join(opened.words) if opened else ""
        self._around.left_out.add(one, many, near[-40:].strip())


def _unclosed(story: Element) -> set[Element]:
    """Where fields begin that never end: their words are taken for words."""
    opened: list[Element] = []
    for element in story.iter(f"{W}fldChar"):
        kind = element.get(_TYPE)
        if kind == "begin":
            opened.append(element)
        elif kind == "end" and opened:
            opened.pop()
    return set(opened)
