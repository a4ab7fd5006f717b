"""What people do beside the words: comments and answers, footnotes, headings, the title, the level of a list."""

from __future__ import annotations

import random
import re
from copy import deepcopy
from dataclasses import dataclass, replace

from lxml import etree

from drafter.corpus import citations
from drafter.corpus.corpus import Corpus
from drafter.document.table import anchor
from drafter.draft.draft import Draft
from tests.robust.room.pages import Cell, Hand, Kind, Remark, style_of
from tests.robust.room.parts import W_URI, W
from tests.robust.room.word import Deed, Word

REMARKS = ("Why “urgent”?", "We need instructions from capital.", "See [AP 62(a)] & <the mandate>", "Agreed language?")
_SUB = re.compile(r"((?:Preambular)?)(?:Sub-paragraph)([1-4])$")


@dataclass(slots=True)
class Margins:
    word: Word
    draft: Draft
    corpus: Corpus

    @property
    def chance(self) -> random.Random:
        return self.word.chance

    # Comments

    def comment(self, end: Cell, hand: Hand) -> Deed | None:
        """On a few words of the paragraph; now and then answered, and resolved."""
        page, places = self.word.page, self.word.words(end)
        if not places or not hand.tracked:
            return None
        id, first = str(len(page.remarks)), self.chance.choice(places)
        last = self.chance.choice([at for at in places if at >= first])
        page.cells.insert(last + 1, _thing("commentRangeEnd", id))
        page.cells.insert(last + 2, _reference(id))
        page.cells.insert(first, _thing("commentRangeStart", id))
        page.remarks.append(Remark(id, hand, self.chance.choice(REMARKS), resolved=self.chance.random() < 0.3))
        self._answers(id, page.remarks[-1].resolved)
        return Deed("comment", end.home, hand, None, page.remarks[int(id)].text)

    def _answers(self, id: str, resolved: bool) -> None:
        page = self.word.page
        at = next(at for at, cell in enumerate(page.cells) if _is_end_of(cell, id))
        for _ in range(self.chance.choice([0, 0, 1, 3])):
            new = str(len(page.remarks))
            who = Hand(self.chance.choice(["Ben B.", "Secretariat"]), "2026-05-09")
            page.remarks.append(Remark(new, who, f"Answer {new}.", id, resolved))
            start = next(place for place, cell in enumerate(page.cells) if _is_start_of(cell, id))
            page.cells.insert(at + 1, _thing("commentRangeEnd", new))
            page.cells.insert(at + 2, _reference(new))
            page.cells.insert(start, _thing("commentRangeStart", new))
            at += 1

    # Footnotes

    def cite_another(self, end: Cell, hand: Hand) -> Deed | None:
        """In the footnote, another paragraph of the same report."""
        spot = next((spot for id, spot in self.draft.spots.items() if anchor(id) == end.home), None)
        links = spot.paragraph.links if spot else ()
        note = self._note(end)
        if len(links) != 1 or note is None:
            return None
        mine = self.corpus.by_id[links[0].recommendation]
        others = [each.id for each in self.corpus.recommendations if each.region == mine.region and each.id != mine.id]
        was, now = (citations.footnote(self.corpus, [id]) for id in (mine.id, self.chance.choice(others)))
        run = note.findall(f".//{W}r")[-1]
        if "".join(text.text or "" for text in run.iter(f"{W}t")) != was:
            return None
        _reword(run, was, now, hand)
        return Deed("source", end.home, hand, was, now)

    def _note(self, end: Cell) -> etree._Element | None:
        start, stop = self.word.page.stretch(end)
        notes = [cell for cell in self.word.page.cells[start:stop] if cell.kind is Kind.NOTE and not cell.touched]
        if len(notes) != 1:
            return None
        return self.word.page.note(str(notes[0].element.get(f"{W}id")))

    # Headings and levels

    def headings(self) -> list[Cell]:
        cells = self.word.page.cells
        ends = [cells[stop] for _, stop in self.word.page.stretches()]
        return [end for end in ends if style_of(end) in ("Heading1", "DeclarationTitle")]

    def retitle(self, end: Cell, hand: Hand) -> Deed | None:
        done = self.word.replace_words(end, hand)
        return done and replace(done, kind="title")

    def change_level(self, end: Cell, hand: Hand) -> Deed | None:
        """A paragraph under the one before it, or out from under it; one that nothing stands under."""
        depth, before, after = _depth(end), self.word.around(end, -1), self.word.around(end, 1)
        wanted = [depth + 1] if before is not None and _depth(before) >= depth and depth < 3 else []
        if depth and (after is None or _depth(after) < depth):
            wanted.append(depth - 1)
        if after is not None and _depth(after) > depth:
            return None
        if not wanted or end.element is None or style_of(end) == "PreambularParagraph":
            return None
        was = self.word.text(end, lambda _: False)
        _put_on_level(end, self.chance.choice(wanted), hand)
        self.word.levelled = True
        return Deed("number", end.home, hand) if was else None


def _depth(end: Cell) -> int:
    found = _SUB.search(style_of(end))
    return int(found[2]) if found else 0


def _put_on_level(end: Cell, depth: int, hand: Hand) -> None:
    former, properties = end.xml(), end.xml()
    preambular = style_of(end).startswith("Preambular")
    name = ("PreambularChapeau" if preambular else "OperativeParagraph", *(f"Sub-paragraph{n}" for n in range(1, 5)))
    properties.find(f"{W}pStyle").set(f"{W}val", f"Preambular{name[depth]}" if preambular and depth else name[depth])
    level = properties.find(f"{W}numPr/{W}ilvl")
    if level is not None:
        level.set(f"{W}val", str(depth))
    if hand.tracked:
        attributes = {f"{W}id": "77", f"{W}author": hand.author, f"{W}date": f"{hand.day}T11:00:00Z"}
        etree.SubElement(properties, f"{W}pPrChange", attributes).append(former)
    end.element = properties


def _thing(tag: str, id: str) -> Cell:
    return Cell(Kind.THING, element=etree.Element(W + tag, {f"{W}id": id}, nsmap={"w": W_URI}))


def _reference(id: str) -> Cell:
    run = etree.Element(f"{W}r", nsmap={"w": W_URI})
    etree.SubElement(run, f"{W}commentReference", {f"{W}id": id})
    return Cell(Kind.THING, element=run)


def _is_end_of(cell: Cell, id: str) -> bool:
    return _is(cell, "commentRangeEnd", id)


def _is_start_of(cell: Cell, id: str) -> bool:
    return _is(cell, "commentRangeStart", id)


def _is(cell: Cell, tag: str, id: str) -> bool:
    return cell.kind is Kind.THING and cell.element.tag == W + tag and cell.element.get(f"{W}id") == id


def _reword(run: etree._Element, was: str, now: str, hand: Hand) -> None:
    """The end of the note's text, from where the two differ."""
    same = next(at for at, (one, other) in enumerate(zip(was, f"{now}  ", strict=False)) if one != other)
    run.find(f"{W}t").text = was[:same]
    text = run.find(f"{W}t")
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    if not hand.tracked:
        text.text = now
        return
    deleted, inserted = deepcopy(run), deepcopy(run)
    deleted.find(f"{W}t").text, inserted.find(f"{W}t").text = was[same:], now[same:]
    deleted.find(f"{W}t").tag = f"{W}delText"
    for tag, inner in (("ins", inserted), ("del", deleted)):
        attributes = {f"{W}id": "88", f"{W}author": hand.author, f"{W}date": f"{hand.day}T12:00:00Z"}
        around = etree.Element(W + tag, attributes)
        around.append(inner)
        run.addnext(around)
