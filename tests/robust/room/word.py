"""What people do in Word, each as Word writes it; and what was done, told from having done it."""

from __future__ import annotations

import random
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, replace
from html import escape
from itertools import pairwise

from lxml import etree

from tests.robust.room.pages import UNSEEN, Cell, Hand, Kind, Move, Page, Role, style_of
from tests.robust.room.parts import W_URI, W

TYPED = (
    "and all others", "as appropriate", "in accordance with domestic law", "urgently", "the most vulnerable", "within "
    "existing resources", "including women, children and youth", "naïve", "R&D <new>", "para. (a)", "7", "“quoted”",
    "e.g.",
)  # fmt: skip
"""None is a number where it comes to stand at a paragraph's beginning: a letter in brackets may be one there."""
SENTENCES = (
    "We decide to remain seized of the matter.",
    "We invite the Secretary-General to report on the implementation of this paragraph.",
    "We stress the importance of adequate funding, and of timely reports;",
    "We note with appreciation the work of the host country.",
)
TEXT_STYLES = {
    "PreambularParagraph", "PreambularChapeau", "OperativeParagraph",
    *(f"Sub-paragraph{depth}" for depth in range(1, 5)), *(f"PreambularSub-paragraph{depth}" for depth in range(1, 5)),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Deed:
    """What somebody did, in the words of the program's answer."""

    kind: str
    anchor: str
    """The bookmark of the paragraph; empty for a new one."""
    hand: Hand
    was: str | None = None
    """As it should be told; None where it may be told in other ways."""
    now: str | None = None
    also: tuple[str, ...] = ()
    """Kinds that are as right."""
    other: str = ""
    """The bookmark of the other paragraph that it may be told of."""

    @property
    def anchors(self) -> tuple[str, ...]:
        return self.anchor, self.other


class Word:
    """One document on the screen."""

    def __init__(self, page: Page, chance: random.Random) -> None:
        self.page, self.chance = page, chance
        self.moves = 0
        self.apart = False
        """Whether nobody puts anything between what somebody else tore apart."""
        self.moved: list[Move] = []
        self.wiped: set[Hand] = set()
        """Who moved what somebody else, untracked, deleted where it had stood."""
        self.levelled = False
        """Whether somebody changed the level of a paragraph."""

    # Places

    def paragraphs(self) -> list[Cell]:
        """The ends of the paragraphs of the text."""
        cells = self.page.cells
        return [cell for cell in cells if cell.kind is Kind.END and cell.present and style_of(cell) in TEXT_STYLES]

    def words(self, end: Cell) -> list[int]:
        """The places of the paragraph's own words that can be seen."""
        start, stop = self.page.stretch(end)
        cells = self.page.cells
        return [
            at
            for at in range(start, stop)
            if cells[at].kind is Kind.SIGN and cells[at].role is Role.WORDS and cells[at].present
        ]

    def text(self, end: Cell, taken: Callable[[Hand], bool]) -> str:
        cells = self.page.cells
        return "".join(cells[at].text for at in self.words(end) if cells[at].stands(taken))

    def around(self, end: Cell, by: int) -> Cell | None:
        """The paragraph that stands so many further on, where it is one of the text too."""
        found = self.page.around(end, by)
        return found if found is not None and style_of(found) in TEXT_STYLES else None

    # What a key does

    def type(self, at: int, text: str, hand: Hand, like: Cell | None = None) -> list[Cell]:
        """Words before the cell at this place, looking like `like`."""
        look = like.look if like is not None and like.role is Role.WORDS else ""
        made = [Cell(Kind.SIGN, sign, look, by=hand) for sign in text]
        self.page.cells[at:at] = made
        return made

    def delete(self, places: list[int], hand: Hand) -> None:
        """These cells, as a selection that is deleted."""
        removed = set()
        for at in places:
            cell = self.page.cells[at]
            if cell.kind in (Kind.THING, Kind.BLOCK) or not cell.present:
                continue
            if cell.by is not None and (cell.by == hand or not hand.tracked):
                removed.add(at)
            elif not hand.tracked or cell.gone is None:
                if cell.gone is not None and any(cell in source for source, _ in self.moved):
                    self.wiped.add(cell.gone)
                cell.gone = hand if hand.tracked else UNSEEN
        if not hand.tracked:
            removed |= self._bookmarks(places)
        self.page.cells[:] = [cell for at, cell in enumerate(self.page.cells) if at not in removed]

    def _bookmarks(self, places: list[int]) -> set[int]:
        """Those that begin and end in a stretch that is deleted go with it."""
        inside = set(range(places[0], places[-1] + 1)) if places else set()
        things = {at: self.page.cells[at].element for at in inside if self.page.cells[at].kind is Kind.THING}
        starts = {each.get(f"{W}id") for each in things.values() if each.tag == f"{W}bookmarkStart"}
        ends = {each.get(f"{W}id") for each in things.values() if each.tag == f"{W}bookmarkEnd"}
        whole = starts & ends
        return {
            at
            for at, each in things.items()
            if each.tag in (f"{W}bookmarkStart", f"{W}bookmarkEnd") and each.get(f"{W}id") in whole
        }

    def enter(self, at: int, end: Cell, hand: Hand) -> Cell:
        """Enter before the cell at this place, in the paragraph with this end: the first half gets the new end."""
        made = Cell(Kind.END, by=hand, element=_copied(end))
        self.page.cells.insert(at, made)
        return made

    # What people do

    def put_words(self, end: Cell, hand: Hand) -> Deed | None:
        places = self.words(end)
        if not places:
            return None
        was = self.text(end, _none)
        at = self.chance.choice([*self._gaps(places), places[-1] + 1, places[0]])
        words = self.chance.choice(TYPED)
        like = self.page.cells[min(at, places[-1])]
        self.type(at, f"{words} " if at <= places[-1] else f" {words}", hand, like)
        return self._reworded(end, hand, was)

    def _gaps(self, places: list[int]) -> list[int]:
        """Where words begin; now and then anywhere."""
        if self.chance.random() < 0.1:
            return places
        cells = self.page.cells
        return [at for before, at in pairwise(places) if cells[before].text == " "] or places

    def delete_words(self, end: Cell, hand: Hand) -> Deed | None:
        places = self.words(end)
        if len(places) < 4:
            return None
        was = self.text(end, _none)
        self.delete(self._some(places), hand)
        return self._reworded(end, hand, was)

    def _some(self, places: list[int]) -> list[int]:
        """A few words, with the blank behind them; not all there are."""
        gaps = sorted({places[0], *self._gaps(places)})
        first = self.chance.randrange(len(gaps))
        stop = gaps[min(first + self.chance.randrange(1, 6), len(gaps) - 1)]
        chosen = [at for at in places if gaps[first] <= at < stop]
        return chosen if 0 < len(chosen) < len(places) else places[-3:-1]

    def replace_words(self, end: Cell, hand: Hand) -> Deed | None:
        places = self.words(end)
        if len(places) < 4:
            return None
        was = self.text(end, _none)
        chosen = self._some(places)
        like, after = self.page.cells[chosen[-1]], self.page.cells[chosen[-1] + 1]
        self.delete(chosen, hand)
        self.type(self.page.cells.index(after), f"{self.chance.choice(TYPED)} ", hand, like)
        return self._reworded(end, hand, was)

    def put_brackets(self, end: Cell, hand: Hand) -> Deed | None:
        """Around one of the words, with a name, with another word, or without."""
        places = self.words(end)
        text = "".join(self.page.cells[at].text for at in places)
        if "[" in text or not text.strip():
            return None
        was = self.text(end, _none)
        word = self._a_word(places)
        if not word:
            return None
        last, first = self.page.cells[word[-1]], self.page.cells[word[0]]
        behind = self.chance.choice(
            ["]", " - EU]", " / otherwise]", " - EU, JP / otherwise - US]", " - US; CN oppose]"]
        )
        self.type(word[-1] + 1, behind, hand, last)
        self.type(self.page.cells.index(first), "[", hand, first)
        return self._reworded(end, hand, was)

    def _a_word(self, places: list[int]) -> list[int]:
        cells = self.page.cells
        starts = [at for before, at in pairwise(places) if cells[before].text == " "]
        starts = [at for at in starts if cells[at].text.isalpha() and not cells[at].touched]
        if not starts:
            return []
        start = self.chance.choice(starts)
        word = []
        for at in places[places.index(start) :]:
            if not cells[at].text.isalpha() or cells[at].touched:
                break
            word.append(at)
        return word

    def _reworded(self, end: Cell, hand: Hand, was: str) -> Deed | None:
        now = self.text(end, lambda who: who == hand)
        return Deed("text", end.home, hand, was, now) if now != was else None

    def new_after(self, end: Cell, hand: Hand) -> Deed | None:
        """Enter at the end, and a sentence."""
        start, stop = self.page.stretch(end)
        text = self.chance.choice(SENTENCES)
        at = stop
        if self.chance.random() < 0.3:  # before the bookmark's end
            at = next((at for at in range(start, stop) if _is_bookmark_end(self.page.cells[at])), stop)
        self.enter(at, end, hand)
        self.type(at + 1, text, hand)
        return Deed("new", "", hand, "", text)

    def new_before(self, end: Cell, hand: Hand) -> Deed | None:
        """Enter at the beginning, and a sentence above."""
        start, _ = self.page.stretch(end)
        text = self.chance.choice(SENTENCES)
        at = start
        if self.chance.random() < 0.5 and self.page.cells[start].kind is Kind.THING:
            at = start + 1  # behind the bookmark's beginning
        self.enter(at, end, hand)
        self.type(at, text, hand)
        return Deed("new", "", hand, "", text)

    def split(self, end: Cell, hand: Hand) -> Deed | None:
        places = self.words(end)
        gaps = [at for at in self._gaps(places) if places[0] + 3 < at < places[-1] - 3]
        if not gaps or self._in_brackets(places):
            return None
        was = self.text(end, _none)
        at = self.chance.choice(gaps)
        count = min(sum(places[0] <= gap <= at for gap in gaps), sum(gap >= at for gap in gaps))
        self.enter(at, end, hand)
        # A few words that stand alone, and nothing tracked: that may be told as words that went, and a new paragraph.
        return Deed("split", end.home, hand, was, also=("text",) if count < 12 and not hand.tracked else ())

    def _in_brackets(self, places: list[int]) -> bool:
        return any(self.page.cells[at].text in "[]" for at in places)

    def join(self, end: Cell, hand: Hand) -> Deed | None:
        """With the next one."""
        after = self.around(end, 1)
        if after is None or not self.words(end) or not self.words(after):
            return None
        if style_of(after) != style_of(end) or (not hand.tracked and self._is_bracketed(end, after)):
            return None
        self.delete([self.page.cells.index(end)], hand)
        return Deed("joined", end.home, hand, other=after.home)

    def _is_bracketed(self, *ends: Cell) -> bool:
        """Whether one of them has brackets around it, which would stand in the midst of words."""
        spans = (self.page.stretch(end) for end in ends)
        return any(cell.role is Role.BRACKET for start, stop in spans for cell in self.page.cells[start:stop])

    def delete_paragraph(self, end: Cell, hand: Hand) -> Deed | None:
        """With its own end, as a triple click marks it; or with the end of the one before, as dragging does."""
        start, stop = self.page.stretch(end)
        was = self.text(end, _none)
        if not self.words(end):
            return None
        before = self.around(end, -1)
        places = list(range(start, stop + 1))
        if before is not None and self.chance.random() < 0.3 and style_of(before) == style_of(end):
            places = list(range(self.page.cells.index(before), stop))
        elif self.around(end, 1) is None:
            return None
        self.delete(places, hand)
        return Deed("deleted", end.home, hand, was)

    def delete_across(self, end: Cell, hand: Hand) -> Deed | None:
        """From within a paragraph to within the next."""
        after = self.around(end, 1)
        if after is None or style_of(after) != style_of(end):
            return None
        here, there = self.words(end), self.words(after)
        if self._is_bracketed(end, after) or self._in_brackets(here) or self._in_brackets(there):
            return None
        if len(here) < 20 or len(there) < 20:
            return None
        first, last = self.chance.choice(self._gaps(here)[1:] or here[5:]), self.chance.choice(self._gaps(there))
        self.delete([at for at in range(first, last) if self.page.cells[at].role is Role.WORDS], hand)
        return Deed("joined", end.home, hand, other=after.home)

    def move(self, end: Cell, hand: Hand) -> Deed | None:
        """Dragged behind another paragraph, or cut and pasted."""
        targets = [
            each
            for each in self.paragraphs()
            if each is not end and each is not self.around(end, -1) and style_of(each) == style_of(end)
            if not (self.apart and each.touched)
        ]
        start, stop = self.page.stretch(end)
        mine = self.page.cells[start : stop + 1]
        if not targets or any(cell.touched for cell in mine) or self.around(end, 1) is None or not self.words(end):
            return None
        target = self.chance.choice(targets)
        if not hand.tracked:
            del self.page.cells[start : stop + 1]
            at = self.page.cells.index(target) + 1
            self.page.cells[at:at] = mine
            return Deed("moved", end.home, hand)
        as_move = self.chance.random() < 0.7
        self.moves += 1
        name = f"move{self.chance.randrange(10**8)}" if as_move else ""
        copied = [self._copy(cell, hand, name) for cell in mine if cell.kind is not Kind.THING]
        for cell in mine:
            if cell.kind is not Kind.THING:
                cell.gone, cell.move = hand, name
        if as_move:
            copied = [self._range("moveToRangeStart", name, hand), *copied, self._range("moveToRangeEnd", name, hand)]
            copied.insert(-1, copied.pop())
            at = self.page.cells.index(mine[0])
            self.page.cells.insert(at, self._range("moveFromRangeStart", name, hand))
            at = self.page.cells.index(end)
            self.page.cells.insert(at, self._range("moveFromRangeEnd", name, hand))
        at = self.page.cells.index(target) + 1
        self.page.cells[at:at] = copied
        self.moved.append((mine, copied))
        return Deed("moved", end.home, hand, also=() if as_move else ("deleted", "new"))

    def _copy(self, cell: Cell, hand: Hand, name: str) -> Cell:
        element = self.page.copied_note(cell.element) if cell.kind is Kind.NOTE else cell.element
        return replace(cell, by=hand, gone=None, move=name, home="", element=element)

    def _range(self, tag: str, name: str, hand: Hand) -> Cell:
        attributes = {f"{W}id": str(900_000 + 2 * self.moves + ("To" in tag))}
        if tag.endswith("Start"):
            attributes |= {f"{W}name": name, f"{W}author": hand.author, f"{W}date": f"{hand.day}T09:00:00Z"}
        return Cell(Kind.THING, element=etree.Element(W + tag, attributes, nsmap={"w": W_URI}))

    def tag(self, end: Cell, hand: Hand) -> Deed | None:
        """A status typed behind the words, where there is none."""
        start, stop = self.page.stretch(end)
        cells = self.page.cells
        if any(cell.role is Role.TAG for cell in cells[start:stop]) or "[" in self.text(end, _all):
            return None
        words = self.chance.choice(["[Agreed ad ref]", "[Agreed in informals]", "[Pending US]"])
        for cell in self.type(stop, f" {words}", hand):
            cell.role = Role.TAG
        return Deed("status", end.home, hand, "", words)

    def untag(self, end: Cell, hand: Hand) -> Deed | None:
        start, stop = self.page.stretch(end)
        cells = self.page.cells
        places = [at for at in range(start, stop) if cells[at].role is Role.TAG and cells[at].present]
        if not places or any(cells[at].touched for at in places):
            return None
        was = "".join(cells[at].text for at in places).strip()
        self.delete(places, hand)
        return Deed("status", end.home, hand, was, "")

    def settle_brackets(self) -> None:
        """Those around a copy of a paragraph are words that somebody pasted, where somebody else typed in the paragraph
        itself: then something was done to it where it stands, and the copy is another one. So they are if what stands
        before the copy goes on in it. Where the move was accepted, the copy is all there is of it.
        """
        cells = self.page.cells
        for source, copied in self.moved:
            ours = set(map(id, source))
            places = [at for at, cell in enumerate(cells) if id(cell) in ours and cell.kind is Kind.SIGN]
            within = cells[places[0] : places[-1]] if places else []
            typed = any(cell.by and (cell.kind is Kind.END or cell.role is Role.WORDS) for cell in within)
            if (typed and copied[-1].by != UNSEEN) or self._goes_on_in(copied):
                for cell in copied:
                    cell.role = Role.WORDS if cell.role is Role.BRACKET else cell.role

    def _goes_on_in(self, copied: list[Cell]) -> bool:
        """Whether the end of the paragraph before these cells is deleted, and words of it are left."""
        cells = self.page.cells
        ours = set(map(id, copied))
        first = next((at for at, cell in enumerate(cells) if id(cell) in ours), 0)
        before = cells[max((at for at in range(first) if _ends(cells[at])), default=-1) + 1 : first]
        return any(cell.kind is Kind.SIGN and cell.role is Role.WORDS and cell.stands(_all) for cell in before)

    def make_bold(self, end: Cell, hand: Hand) -> None:
        """Formatting alone, tracked or not: no edit."""
        places = self.words(end)
        id, author = self.chance.randrange(10**6), escape(hand.author, quote=True)
        change = f'<w:rPrChange w:id="{id}" w:author="{author}"><w:rPr/></w:rPrChange>'
        former = change if hand.tracked else ""
        for at in self._some(places) if len(places) > 4 else places:
            cell = self.page.cells[at]
            if not cell.look:
                cell.look = f'<w:rPr xmlns:w="{W_URI}"><w:b/>{former}</w:rPr>'

    def accept(self, wanted: Callable[[Hand], bool]) -> None:
        """These people's changes accepted: nobody can tell any more who made them."""
        kept = []
        for cell in self.page.cells:
            if cell.by is not None and wanted(cell.by):
                cell.by = UNSEEN
            if cell.gone is not None and wanted(cell.gone):
                if cell.by is not None:
                    continue
                cell.gone = UNSEEN
            kept.append(cell)
        self.page.cells[:] = kept


def _ends(cell: Cell) -> bool:
    """Whether a paragraph ends here, with everything accepted."""
    return cell.kind is Kind.BLOCK or (cell.kind is Kind.END and cell.stands(_all))


def _none(_: Hand) -> bool:
    return False


def _all(_: Hand) -> bool:
    return True


def _copied(end: Cell) -> etree._Element | None:
    """A paragraph's properties for a new end, without what is tracked in them."""
    if end.element is None:
        return None
    made = deepcopy(end.element)
    for each in made.findall(f"{W}rPr") + made.findall(f"{W}sectPr"):
        made.remove(each)
    return made


def _is_bookmark_end(cell: Cell) -> bool:
    return cell.kind is Kind.THING and cell.element is not None and cell.element.tag == f"{W}bookmarkEnd"
