"""An exported document as a row of signs, each with who put it there and who took it out.

A paragraph's end is a sign like any other, as it is for Word: Enter inserts one, joining deletes one. So what a set of
people's changes makes of the document is told by leaving out signs, and by nothing else.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import groupby, pairwise

from lxml import etree

from tests.robust.room.parts import (
    MAIN,
    NOTES,
    STYLES,
    W14_URI,
    W15,
    W15_URI,
    W_URI,
    Parts,
    W,
    add_part,
    as_bytes,
    parsed,
)

ANCHOR = "_drafter_"


@dataclass(frozen=True, slots=True)
class Hand:
    """Somebody at the keyboard."""

    author: str
    day: str = ""
    """YYYY-MM-DD."""
    tracked: bool = True


UNSEEN = Hand("", "", False)
"""Whoever types while nothing is tracked."""


class Kind(StrEnum):
    SIGN = "sign"
    NOTE = "note"
    """A footnote's mark."""
    END = "end"
    """A paragraph's end."""
    THING = "thing"
    """A bookmark's beginning or end, a comment's: takes no room."""
    BLOCK = "block"
    """A table, or a paragraph that nobody touches."""


class Role(StrEnum):
    """What the words are for."""

    WORDS = "words"
    TAG = "tag"
    LEAD = "lead"
    CITED = "cited"
    BRACKET = "bracket"
    """Around a paragraph that is bracketed or proposed as a whole: the draft has them otherwise than as words."""


_ROLES = {"Status Tag": Role.TAG, "Lead-in Words": Role.LEAD, "Inline Source": Role.CITED}
"""By the beginning of the style's name: each colour of a status has its own."""


@dataclass(eq=False, slots=True)
class Cell:
    kind: Kind
    text: str = ""
    look: str = ""
    """The run's properties, as XML."""
    role: Role = Role.WORDS
    home: str = ""
    """The bookmark of the paragraph that it stood in when the file went out; empty for what came since."""
    by: Hand | None = None
    gone: Hand | None = None
    move: str = ""
    element: etree._Element | None = None
    """Of a note, a thing and a block, itself; of an end, the paragraph's properties, or None."""

    @property
    def present(self) -> bool:
        """Whether the file has it at all: what was deleted untracked is remembered, and not written."""
        return self.gone is None or self.gone.tracked

    def stands(self, taken: Callable[[Hand], bool]) -> bool:
        """Whether it is there where these people's changes are accepted, and all others refused."""
        return (self.by is None or taken(self.by)) and (self.gone is None or not taken(self.gone))

    def xml(self) -> etree._Element:
        """A copy of the element."""
        assert self.element is not None
        return deepcopy(self.element)

    @property
    def touched(self) -> bool:
        return self.by is not None or self.gone is not None


Move = tuple[list[Cell], list[Cell]]
"""What was moved, tracked, as it stood, and where it is now."""


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, as a set of changes leaves it."""

    words: str
    tag: str
    notes: tuple[str, ...]
    """Ids of the footnotes."""
    homes: tuple[str, ...]
    """Whose words it has, in order."""
    style: str


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment in the margin."""

    id: str
    hand: Hand
    text: str
    answers: str = ""
    resolved: bool = False


@dataclass(slots=True)
class Page:
    """The document's body."""

    cells: list[Cell]
    parts: Parts
    notes: etree._Element
    section: etree._Element | None = None
    remarks: list[Remark] = field(default_factory=list)
    _untouched: dict[int, tuple[etree._Element, etree._Element | None, tuple[int, ...]]] = field(default_factory=dict)
    """By the `id` of a paragraph's end, the paragraph as it came, its properties, and the `id`s of its cells."""

    @classmethod
    def of(cls, parts: Parts) -> Page:
        page = cls([], parts, parsed(parts[NOTES]))
        body, roles = parsed(parts[MAIN])[0], _roles(parts)
        for link in [*body.iter(f"{W}hyperlink", f"{W}fldSimple")]:
            # Of what cites, and of a table's number, the words stay, as some programs have it.
            if link.get(f"{W}anchor", "_source_").startswith("_source_"):
                for inner in [*link]:
                    link.addprevious(inner)
                link.getparent().remove(link)
        for element in body:
            kept = ".//w:fldChar|.//w:hyperlink"
            if element.tag == f"{W}sectPr":
                page.section = element
            elif element.tag == f"{W}p" and not element.xpath(kept, namespaces={"w": W_URI}):
                page._add(element, roles)
            else:
                page.cells.append(Cell(Kind.BLOCK, element=element))
        return page

    def _add(self, paragraph: etree._Element, roles: dict[str, Role]) -> None:
        names = [str(each.get(f"{W}name")) for each in paragraph.iter(f"{W}bookmarkStart")]
        home = next((name for name in names if name.startswith(ANCHOR)), "")
        start = len(self.cells)
        for element in paragraph:
            if element.tag == f"{W}r":
                self.cells.extend(_signs(element, home, roles))
            elif element.tag != f"{W}pPr":
                self.cells.append(Cell(Kind.THING, element=element, home=home))
        for cell, after in pairwise(self.cells[start:]):
            if cell.text == " " and after.role is not Role.WORDS and cell.role is Role.WORDS:
                cell.role = after.role  # the blank before a tag
        end = Cell(Kind.END, element=paragraph.find(f"{W}pPr"), home=home)
        self.cells.append(end)
        self._untouched[id(end)] = (paragraph, end.element, tuple(map(id, self.cells[start:])))

    def mark_brackets(self, home: str, before: int, after: int) -> None:
        """Say of so many of the first and the last signs of the paragraph with this bookmark that they are brackets."""
        signs = [cell for cell in self.cells if cell.home == home and cell.kind is Kind.SIGN]
        words = [cell for cell in signs if cell.role is Role.WORDS]
        for cell in (*words[:before], *words[len(words) - after :]):
            cell.role = Role.BRACKET

    def stretches(self) -> Iterator[tuple[int, int]]:
        """The paragraphs that the file has: from their first cell to their end's place."""
        start = 0
        for place, cell in enumerate(self.cells):
            if cell.kind is Kind.BLOCK:
                start = place + 1
            elif cell.kind is Kind.END and cell.present:
                yield start, place
                start = place + 1

    def stretch(self, end: Cell) -> tuple[int, int]:
        """Where the paragraph with this end begins, and where its end is."""
        stop = start = self.cells.index(end)
        while start and not _bounds(self.cells[start - 1]):
            start -= 1
        return start, stop

    def around(self, end: Cell, by: int) -> Cell | None:
        """The end of the paragraph that stands so many further on; None where a table or the text's end is between."""
        at, step = self.cells.index(end), 1 if by > 0 else -1
        left = abs(by)
        while left and 0 <= at + step < len(self.cells) and self.cells[at + step].kind is not Kind.BLOCK:
            at += step
            left -= _bounds(self.cells[at])
        return None if left else self.cells[at]

    def lines(self, taken: Callable[[Hand], bool]) -> list[Line]:
        """The paragraphs where these people's changes are accepted, and all others refused; without tables."""
        found: list[Line] = []
        standing: list[Cell] = []
        for cell in self.cells:
            if cell.kind is Kind.BLOCK:
                standing.clear()
            elif cell.stands(taken):
                standing.append(cell)
                if cell.kind is Kind.END:
                    found.append(_line(standing))
                    standing.clear()
        return found

    def texts(self, taken: Callable[[Hand], bool]) -> list[str]:
        """All words of each paragraph then, without tables and the contents; none for one without words."""
        found, words = [], ""
        for cell in self.cells:
            if cell.kind is Kind.BLOCK:
                words = ""
            elif cell.kind is Kind.END and cell.stands(taken):
                found.append(words)
                words = ""
            elif cell.kind is Kind.SIGN and cell.stands(taken):
                words += " " if cell.text in ("\n", "\t") else cell.text
        return [each for each in found if each.strip()]

    def moved_back(self, moves: Iterable[Move]) -> Page:
        """The page without these moves. What others did to the words since, they did to them where they stood; what
        nobody tracked there is a part of the move.
        """
        instead: dict[int, list[Cell]] = {}
        """By the `id` of a cell, what stands in its place."""
        for source, copied in moves:
            pairs = [[cell for cell in each if cell.kind is not Kind.THING] for each in (source, copied)]
            known = {id(copy): cell for cell, copy in zip(*pairs, strict=True)}
            mover = pairs[1][0].by
            instead |= {id(cell): [replace(cell, gone=None)] for cell in pairs[0]}
            places = [at for at, cell in enumerate(self.cells) if id(cell) in known]
            first, last = places[0], max(at for at in places if self.cells[at].kind is not Kind.END)
            ends = (at for at in range(last, places[-1]) if self.cells[at].kind is Kind.END)
            behind = next(ends, places[-1])  # where somebody put another paragraph before its end
            while self.cells[first - 1].kind is Kind.SIGN and self.cells[first - 1].by not in (None, mover):
                first -= 1  # typed before them
            waiting: list[Cell] = []
            here = waiting
            for copy in (*self.cells[first:behind], self.cells[places[-1]]):
                instead[id(copy)] = []
                cell = known.get(id(copy))
                if cell is not None:
                    here = instead[id(cell)]
                    here[0] = replace(cell, gone=copy.gone)
                elif copy.by != UNSEEN:
                    here.append(copy)
            instead[id(pairs[0][0])][:0] = waiting
        return replace(self, cells=[cell for each in self.cells for cell in instead.get(id(each), [each])])

    def note(self, id: str) -> etree._Element:
        """The footnote with this id, which may be changed: `write` keeps it so."""
        return next(each for each in self.notes if each.get(f"{W}id") == id)

    def copied_note(self, reference: etree._Element | None) -> etree._Element:
        """A reference to a copy of the note that this one leads to."""
        assert reference is not None
        made, note = deepcopy(reference), deepcopy(self.note(str(reference.get(f"{W}id"))))
        new = str(max(int(str(each.get(f"{W}id"))) for each in self.notes) + 1)
        made.set(f"{W}id", new)
        note.set(f"{W}id", new)
        self.notes.append(note)
        return made

    def write(self, chance: random.Random) -> Parts:
        """The parts with the body as Word would save it."""
        writer = _Writer(chance)
        body = etree.Element(f"{W}body")
        start = 0
        for place, cell in enumerate(self.cells):
            if cell.kind is Kind.BLOCK:
                body.append(cell.xml())
                start = place + 1
            elif cell.kind is Kind.END and cell.present:
                body.append(self._paragraph(self.cells[start : place + 1], writer))
                start = place + 1
        if self.section is not None:
            body.append(deepcopy(self.section))
        spaces = {"w": W_URI, "w14": W14_URI, "r": _RELATION}
        document = etree.Element(f"{W}document", nsmap=spaces)
        document.append(body)
        return with_remarks({**self.parts, MAIN: as_bytes(document), NOTES: as_bytes(self.notes)}, self.remarks)

    def _paragraph(self, cells: list[Cell], writer: _Writer) -> etree._Element:
        known = self._untouched.get(id(cells[-1]))
        same = known and known[1] is cells[-1].element and known[2] == tuple(map(id, cells))
        if known and same and not any(cell.touched for cell in cells):
            return deepcopy(known[0])
        return writer.paragraph([cell for cell in cells if cell.present])


def _bounds(cell: Cell) -> bool:
    """Whether a paragraph of the file ends here."""
    return cell.kind is Kind.BLOCK or (cell.kind is Kind.END and cell.present)


def _roles(parts: Parts) -> dict[str, Role]:
    """By the ids of character styles."""
    found = {}
    for style in parsed(parts[STYLES]).iter(f"{W}style"):
        name = str(style.find(f"{W}name").get(f"{W}val"))
        role = next((role for start, role in _ROLES.items() if name.startswith(start)), None)
        if role is not None:
            found[str(style.get(f"{W}styleId"))] = role
    return found


def _signs(run: etree._Element, home: str, roles: dict[str, Role]) -> Iterator[Cell]:
    properties = run.find(f"{W}rPr")
    look = "" if properties is None else etree.tostring(properties, encoding="unicode")
    style = run.find(f"{W}rPr/{W}rStyle")
    role = roles.get(str(style.get(f"{W}val")), Role.WORDS) if style is not None else Role.WORDS
    for element in run:
        if element.tag == f"{W}t":
            yield from (Cell(Kind.SIGN, sign, look, role, home) for sign in element.text or "")
        elif element.tag in (f"{W}footnoteReference", f"{W}commentReference"):
            kind = Kind.NOTE if element.tag == f"{W}footnoteReference" else Kind.THING
            yield Cell(kind, "", look, role, home, element=element if kind is Kind.NOTE else run)
        elif element.tag in (f"{W}br", f"{W}tab"):
            yield Cell(Kind.SIGN, "\n" if element.tag == f"{W}br" else "\t", look, role, home)
        elif element.tag != f"{W}rPr":
            raise ValueError(element.tag)


def _line(cells: list[Cell]) -> Line:
    signs = [cell for cell in cells if cell.kind is Kind.SIGN]
    notes = tuple(str(cell.element.get(f"{W}id")) for cell in cells if cell.kind is Kind.NOTE)
    homes = tuple(dict.fromkeys(cell.home for cell in signs if cell.home and cell.role is Role.WORDS))
    return Line(
        "".join(cell.text for cell in signs if cell.role is Role.WORDS),
        "".join(cell.text for cell in signs if cell.role is Role.TAG),
        notes,
        homes,
        style_of(cells[-1]),
    )


def style_of(end: Cell) -> str:
    style = end.element.find(f"{W}pStyle") if end.element is not None else None
    return str(style.get(f"{W}val")) if style is not None else ""


def with_remarks(parts: Parts, remarks: list[Remark]) -> Parts:
    """The parts with the two that hold the comments, as Word writes them."""
    if not remarks:
        return parts
    comments = etree.Element(f"{W}comments", nsmap={"w": W_URI, "w14": W14_URI})
    extended = etree.Element(f"{W15}commentsEx", nsmap={"w15": W15_URI})
    keys = {remark.id: f"5A{place:06X}" for place, remark in enumerate(remarks)}
    for remark in remarks:
        attributes = {f"{W}id": remark.id, f"{W}author": remark.hand.author, f"{W}initials": remark.hand.author[:1]}
        if remark.hand.day:
            attributes[f"{W}date"] = f"{remark.hand.day}T10:00:00Z"
        comment = etree.SubElement(comments, f"{W}comment", attributes)
        paragraph = etree.SubElement(comment, f"{W}p", {f"{{{W14_URI}}}paraId": keys[remark.id]})
        etree.SubElement(etree.SubElement(paragraph, f"{W}r"), f"{W}annotationRef")
        etree.SubElement(etree.SubElement(paragraph, f"{W}r"), f"{W}t").text = remark.text
        told = {f"{W15}paraId": keys[remark.id], f"{W15}done": "1" if remark.resolved else "0"}
        if remark.answers:
            told[f"{W15}paraIdParent"] = keys[remark.answers]
        etree.SubElement(extended, f"{W15}commentEx", told)
    found = dict(parts)
    add_part(found, "comments.xml", as_bytes(comments), f"{_TYPE}.comments+xml", f"{_RELATION}/comments")
    extended_relation = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"
    add_part(found, "commentsExtended.xml", as_bytes(extended), f"{_TYPE}.commentsExtended+xml", extended_relation)
    return found


_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


class _Writer:
    """Writes paragraphs as Word does: ids of sessions, marks of the spelling check, runs cut where nobody sees why."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.ids = iter(range(5_000, 10_000_000))
        self.sessions = [f"00{chance.randrange(16**6):06X}" for _ in range(4)]
        self.cuts = chance.choice([0.0, 0.05, 0.4])
        self.checks = chance.random() < 0.6

    def paragraph(self, cells: list[Cell]) -> etree._Element:
        made = etree.Element(f"{W}p", {f"{W}rsidR": self._session(), f"{W}rsidRDefault": self._session()})
        end = cells[-1]
        made.append(self._properties(end))
        for key, group in groupby(
            cells[:-1], key=lambda cell: (cell.kind is Kind.THING, cell.by, cell.gone, cell.move)
        ):
            inner = list(group)
            if key[0]:
                made.extend([cell.xml() for cell in inner])
            else:
                self._tracked(made, inner)
        return made

    def _session(self) -> str:
        return self.chance.choice(self.sessions)

    def _properties(self, end: Cell) -> etree._Element:
        properties = deepcopy(end.element) if end.element is not None else etree.Element(f"{W}pPr")
        if not end.touched:
            return properties
        look = properties.find(f"{W}rPr")
        if look is None:
            look = etree.Element(f"{W}rPr")
            last = next((each for each in properties if each.tag in (f"{W}sectPr", f"{W}pPrChange")), None)
            properties.append(look) if last is None else last.addprevious(look)
        marks = (("moveTo" if end.move else "ins", end.by), ("moveFrom" if end.move else "del", end.gone))
        at = 0
        for name, hand in marks:
            if hand is not None and hand.tracked:
                look.insert(at, self._mark(name, hand))
                at += 1
        return properties

    def _mark(self, name: str, hand: Hand) -> etree._Element:
        attributes = {f"{W}id": str(next(self.ids)), f"{W}author": hand.author}
        if hand.day:
            attributes[f"{W}date"] = f"{hand.day}T{self.chance.randrange(24):02}:{self.chance.randrange(60):02}:00Z"
        return etree.Element(W + name, attributes)

    def _tracked(self, parent: etree._Element, cells: list[Cell]) -> None:
        first = cells[0]
        if first.by is not None and first.by.tracked:
            inner = self._mark("moveTo" if first.move and first.gone is None else "ins", first.by)
            parent.append(inner)
            parent = inner
        deleted = first.gone is not None
        if deleted:
            inner = self._mark("moveFrom" if first.move and first.by is None else "del", first.gone or UNSEEN)
            parent.append(inner)
            parent = inner
        name = "delText" if deleted and not (first.move and first.by is None) else "t"
        for look, group in groupby(cells, key=lambda cell: (cell.kind, cell.look)):
            for piece in self._pieces(list(group)):
                if self.checks and self.chance.random() < 0.1 and name == "t":
                    etree.SubElement(
                        parent, f"{W}proofErr", {f"{W}type": self.chance.choice(["spellStart", "gramEnd"])}
                    )
                parent.append(self._run(piece, look[1], name))

    def _pieces(self, cells: list[Cell]) -> Iterator[list[Cell]]:
        piece: list[Cell] = []
        for cell in cells:
            if piece and (cell.kind is Kind.NOTE or (self.cuts and self.chance.random() < self.cuts)):
                yield piece
                piece = []
            piece.append(cell)
        yield piece

    def _run(self, cells: list[Cell], look: str, name: str) -> etree._Element:
        made = etree.Element(f"{W}r")
        if self.chance.random() < 0.5:
            made.set(f"{W}rsidR", self._session())
        if look:
            made.append(etree.fromstring(look))
        if self.chance.random() < 0.02:
            etree.SubElement(made, f"{W}lastRenderedPageBreak")
        for special, group in groupby(cells, key=lambda cell: cell.text if cell.text in ("\n", "\t") else cell.kind):
            signs = list(group)
            if special is Kind.NOTE:
                made.extend([cell.xml() for cell in signs])
            elif special in ("\n", "\t"):
                for _ in signs:
                    etree.SubElement(made, f"{W}br" if special == "\n" else f"{W}tab")
            else:
                text = etree.SubElement(made, W + name)
                text.text = "".join(cell.text for cell in signs)
                text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        return made
