"""One paragraph against what it was: its words with tracked changes among them.

`redlined` takes two `w:p` of one document's styles and lists; `ParagraphRedline` also those of two documents.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from copy import deepcopy
from dataclasses import replace

from lxml import etree

from drafter.document.edited_document import Mark
from drafter.formats.docx.elements import NAMESPACES, Element, W
from drafter.formats.docx.no_breaks import let_go
from drafter.formats.docx.redlining.change_marks import CAME, ChangeIds, ChangeMarks, TrackedChange
from drafter.formats.docx.redlining.inline_content import (
    FIELD_MARKS,
    NOTE_REFERENCES,
    ROOMLESS,
    STARTS,
    Inline,
    InlineKind,
    content,
    identity,
)
from drafter.formats.docx.redlining.legible_difference import Exchange, Signs, exchanges
from drafter.formats.docx.redlining.tracked_runs import TrackedRuns

MarkFor = Callable[[str, str], Mark]
"""Says who made a change, by the words that came and the words that went. Both are empty for a change of format."""


def redlined(old: Element, new: Element, mark_for: MarkFor, ids: ChangeIds) -> Element:
    """`new`, which is changed in place, with what it has and `old` has not as tracked insertions, and what `old` had as
    tracked deletions; `old` stays as it is.

    Both are `w:p` without tracked changes, of one document's styles, lists and notes: a note's reference that went is
    copied, and notes are told apart by their ids. A change of style or of list is tracked too (`w:pPrChange`).
    """
    return ParagraphRedline(ChangeMarks(ids)).redlined(old, new, mark_for)


def inserted(paragraph: Element, mark: Mark, ids: ChangeIds) -> Element:
    """The `w:p`, changed in place, as one that came: its words and its mark. Refused, it is gone."""
    ParagraphRedline(ChangeMarks(ids)).whole(paragraph, TrackedChange.INSERTED, mark)
    return paragraph


def deleted(paragraph: Element, mark: Mark, ids: ChangeIds) -> Element:
    """The `w:p`, changed in place, as one that went: its words and its mark. Accepted, it is gone."""
    ParagraphRedline(ChangeMarks(ids)).whole(paragraph, TrackedChange.DELETED, mark)
    return paragraph


class Between:
    """What it takes to set paragraphs of one document against those of another. As it is, nothing: they are one."""

    def lend(self, element: Element) -> None:
        """Make an element of the old document one of the new: its styles, lists, notes, links and pictures."""

    def identity(self, atom: Inline, *, old: bool) -> str:  # noqa: ARG002 # both are of one document
        """The same for atoms that show the same."""
        return identity(atom, lambda _, id: id, lambda id: id)

    def likeness(self, atom: Inline, *, old: bool) -> str:
        """For an atom whose identity the other paragraph doesn't have: the same for those that may be a changed one."""
        return self.identity(atom, old=old)

    def pair(self, old: Element, new: Element) -> None:
        """Be told of a note's reference that stays: what its note says may have changed."""

    def tracked(self, reference: Element, change: TrackedChange, mark: Mark) -> None:
        """Be told of a note's reference that came or went, in the new document."""

    def properties(self, old: Element) -> Element | None:
        """The old paragraph's `w:pPr` in the new document's words; None where it has none."""
        return old.find(f"{W}pPr")

    def same_look(self, old: Element, new: Element) -> bool:
        """Whether both are of one style, and on one level of a list."""
        return _look(old) == _look(new)


def _look(paragraph: Element) -> tuple[str | None, ...]:
    paths = (f"{W}pPr/{W}pStyle", f"{W}pPr/{W}numPr/{W}ilvl", f"{W}pPr/{W}numPr/{W}numId")
    found = (paragraph.find(path) for path in paths)
    return tuple(None if each is None else each.get(f"{W}val") for each in found)


class ParagraphRedline:
    """Redlines paragraphs of one document."""

    def __init__(self, marks: ChangeMarks, between: Between | None = None) -> None:
        self._marks = marks
        self._between = between or Between()

    def redlined(self, old: Element, new: Element, mark_for: MarkFor) -> Element:
        """As the function of this name."""
        before, after = list(content(old)), list(content(new))
        was, now = self._texts(before, after)
        if was == now:
            self._pair(before, after)
        else:
            self._write(exchanges(was, now), before, after, TrackedRuns(new, self._marks), mark_for)
        if not self._between.same_look(old, new):
            self._marks.mark_format(new, self._between.properties(old), mark_for("", ""))
        return new

    def whole(
        self, paragraph: Element, change: TrackedChange, mark: Mark, *, end: bool = True, fields: bool = False
    ) -> None:
        """Track all that a paragraph of the new document (or a lent one) holds, and with `end` its mark.

        Of a field that spans paragraphs, the marks are tracked with `fields`. Without, some of its paragraphs stay:
        it is the new document's field, whose marks stay, and the old one's go.
        """
        pieces = list(content(paragraph))  # before the paragraph is emptied
        runs = TrackedRuns(paragraph, self._marks)
        for piece in pieces:
            if piece.kind is not InlineKind.ROOMLESS or piece.element.tag not in FIELD_MARKS:
                self._track(runs, piece, piece.text, change, mark)
            elif fields:
                runs.add(replace(piece, kind=InlineKind.ATOM), "", change, mark)
            elif change in CAME:
                runs.add(piece, "")
        runs.close()
        if end:
            self._marks.mark_end(paragraph, change, mark)

    def _write(
        self,
        changes: Iterable[Exchange],
        before: list[Inline],
        after: list[Inline],
        runs: TrackedRuns,
        mark_for: MarkFor,
    ) -> None:
        old, new, lent = _Reader(before), _Reader(after), _Lent(self._between.lend)
        for kept, went, came in changes:
            self._keep(old.take(kept), new.take(kept), runs)
            for piece in new.starts():
                runs.add(piece, "")
            if went or came:
                removed, added = list(old.take(went)), list(new.take(came))
                mark = mark_for(_words(added), _words(removed))
                for piece, text in removed:
                    if piece.kind is not InlineKind.ROOMLESS:
                        self._track(runs, lent.piece(piece), text, TrackedChange.DELETED, mark)
                for piece, text in added:
                    self._track(runs, piece, text, TrackedChange.INSERTED, mark)
        for piece in new.rest():
            runs.add(piece, "")
        runs.close()

    def _track(self, runs: TrackedRuns, piece: Inline, text: str, change: TrackedChange, mark: Mark) -> None:
        runs.add(piece, text, change, mark)
        if piece.element.tag in NOTE_REFERENCES:
            self._between.tracked(piece.element, change, mark)

    def _keep(self, old: Iterator[tuple[Inline, str]], new: Iterator[tuple[Inline, str]], runs: TrackedRuns) -> None:
        kept = []
        for piece, text in new:
            runs.add(piece, text)
            if _is_compared(piece):
                kept.append(piece)
        self._pair((piece for piece, _ in old), kept)

    def _pair(self, before: Iterable[Inline], after: Iterable[Inline]) -> None:
        """The references of notes in two stretches that are the same."""
        for old, new in zip(filter(_is_compared, before), filter(_is_compared, after), strict=True):
            if new.element.tag in NOTE_REFERENCES:
                self._between.pair(old.element, new.element)

    def _texts(self, before: list[Inline], after: list[Inline]) -> tuple[str, str]:
        """Both paragraphs as strings, each atom a sign that only its like has."""
        names = [
            [self._between.identity(atom, old=not side) for atom in filter(_is_compared, pieces)]
            for side, pieces in enumerate((before, after))
        ]
        shared, signs = set(names[0]) & set(names[1]), Signs()
        texts = []
        for side, pieces in enumerate((before, after)):
            following = iter(names[side])
            text = []
            for piece in pieces:
                if _is_compared(piece):
                    name = next(following)
                    text.append(signs[name if name in shared else self._between.likeness(piece, old=not side)])
                else:
                    text.append(signs.in_words(let_go(piece.text)))
            texts.append("".join(text))
        return texts[0], texts[1]


def _is_compared(piece: Inline) -> bool:
    return piece.kind is InlineKind.ATOM and not piece.is_sign


def _words(pieces: list[tuple[Inline, str]]) -> str:
    return "".join(text for piece, text in pieces if not _is_compared(piece))


class _Lent:
    """Pieces of the old paragraph, as ones of the new document: copies, in runs that look as they did."""

    def __init__(self, lend: Callable[[Element], None]) -> None:
        self._lend = lend
        self._runs: dict[Element, Element] = {}

    def piece(self, piece: Inline) -> Inline:
        parts = []
        for run, element in piece.parts:
            if piece.kind is InlineKind.WORDS:
                parts.append((self._run(run), element))
            elif element.tag not in ROOMLESS:
                copied = deepcopy(element)
                self._lend(copied)
                parts.append((self._run(run), copied))
        return Inline(piece.kind, piece.text, parts)

    def _run(self, run: Element | None) -> Element | None:
        if run is None:
            return None
        if run not in self._runs:
            lent = etree.Element(f"{W}r", nsmap=NAMESPACES)
            look = run.find(f"{W}rPr")
            if look is not None:
                lent.append(deepcopy(look))
                self._lend(lent)
            self._runs[run] = lent
        return self._runs[run]


class _Reader:
    """Goes through pieces by the signs of their text."""

    def __init__(self, pieces: list[Inline]) -> None:
        self._pieces = pieces
        self._place = self._read = 0
        """The piece that is read, and how many of its signs have been."""

    def take(self, signs: int) -> Iterator[tuple[Inline, str]]:
        """The next pieces, each with those of its signs that are among so many; and what takes no room before them."""
        while signs:
            piece = self._pieces[self._place]
            text = piece.text[self._read : self._read + signs]
            signs -= len(text)
            self._read += len(text)
            if self._read == len(piece.text):
                self._place, self._read = self._place + 1, 0
            if text or piece.kind is InlineKind.ROOMLESS:
                yield piece, text

    def starts(self) -> Iterator[Inline]:
        """What begins here and takes no room, so that what went from here stands within it."""
        while self._place < len(self._pieces) and self._pieces[self._place].element.tag in STARTS:
            yield self._pieces[self._place]
            self._place += 1

    def rest(self) -> Iterator[Inline]:
        """What takes no room behind the last sign."""
        yield from self._pieces[self._place :]
