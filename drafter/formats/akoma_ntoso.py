"""The outline as Akoma Ntoso, the OASIS standard for parliamentary and legal texts, in the United Nations' profile of
it (AKN4UN): a `statement` of the subtype `deliberation`, as resolutions and their drafts are.

The opening is the preamble's `formula`, a preambular paragraph a `container`, an operative one a `paragraph` with its
`num`, its sub-paragraphs `point`s of a `list`; parts with a heading are `division`s. Sources stand in `authorialNote`s,
square brackets in `inline`s within one another, who wants what in `inline`s in them. Annexes are attachments; an annex
alone is a `doc`. Ids follow the numbers, `para_7bis__list_1__point_a`; a paragraph's GUID is the same in every export.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, count, pairwise
from typing import TypeAlias
from urllib.parse import quote

from lxml import etree

from drafter.document.outline import Block, Heading, Outline, OutlineParagraph, Sentence
from drafter.document.table import (
    Annex,
    AnnexBlock,
    Items,
    Passage,
    Table,
    TableRow,
    Target,
    TargetKind,
    Title,
    Words,
    anchor,
    undrawn,
)
from drafter.draft.inline_runs import PieceLook
from drafter.draft.layout import RIGHT, Kind
from drafter.draft.text import is_day
from drafter.draft.word_difference import Fate
from drafter.formats.options import Sources, Sourcing

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
NO_DATE = "0001-01-01"
"""Stands for a date that nobody gave: the standard wants one, and none is made up."""

_Element: TypeAlias = etree._Element  # lxml names no public type for it
_TAG = f"{{{NAMESPACE}}}"
_LANGUAGES = {"en": "eng", "fr": "fra", "es": "spa", "ru": "rus", "ar": "ara", "zh": "zho"}
"""ISO 639-2 of the United Nations' languages; any other is `und`."""
_FATES = {Fate.IN: "ins", Fate.OUT: "del"}
_WORDS = frozenset(["p", "num", "heading", "docTitle", "caption", "listIntroduction", "li", "authorialNote"])
"""Elements whose content is words, to the letter: no line end is put into them."""


def render(outline: Outline, annexes: Sequence[Annex] = (), sources: Sources = Sources.FOOTNOTES) -> str:
    """The document, with a line end at the end. The same arguments give the same document."""
    root = etree.Element(f"{_TAG}akomaNtoso", nsmap={None: NAMESPACE})  # type: ignore[dict-item]  # lxml takes None, its stubs don't
    alone = not outline.blocks and len(annexes) == 1 and not annexes[0].title
    ids, names = _Ids(), _Names(outline, "doc" if alone else "statement")
    if alone:
        document = _add(root, "doc", contains="originalVersion", name="annex")
        names.meta(document)
        _preface(document, outline)
        ids.promise(annexes[0].targets)
        _Annexes(ids).write(document, annexes[0])
    else:
        document = _add(root, "statement", contains="originalVersion", name="declarationDraft")
        names.meta(document)
        _preface(document, outline)
        _Text(document, ids, Sourcing(outline, sources)).write(outline.blocks)
        _attach(document, annexes, ids, names)
    _indent(root, 0)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{etree.tostring(root, encoding="unicode")}\n'


def _add(parent: _Element, tag: str, text: str = "", **attributes: str) -> _Element:
    """A new last child with this text and these attributes, the empty ones left out."""
    made = etree.SubElement(parent, _TAG + tag, {name: value for name, value in attributes.items() if value})
    _say(made, text)
    return made


def _say(element: _Element, text: str) -> None:
    """Put text at the end of an element's content; a line end is an element of its own."""
    for place, line in enumerate(re.split(r"\r\n|\r|\n", text) if text else ()):
        if place:
            etree.SubElement(element, f"{_TAG}eol")
        if not len(element):
            element.text = (element.text or "") + line
        else:
            element[-1].tail = (element[-1].tail or "") + line


def _indent(element: _Element, depth: int) -> None:
    """Begin each element on a line of its own, as far as words are not touched."""
    if etree.QName(element).localname in _WORDS or not len(element):
        return
    element.text = f"\n{'  ' * (depth + 1)}"
    for child in element:
        _indent(child, depth + 1)
        child.tail = element.text
    element[-1].tail = f"\n{'  ' * depth}"


class _Ids:
    """Element ids, each given once; and those of the places that links lead to."""

    def __init__(self) -> None:
        self._given: dict[str, Iterator[int]] = {}
        self._counts: dict[str, Iterator[int]] = {}
        self._of: dict[Target, str] = {}
        self._promised: dict[Target, str] = {}
        """The ids of elements that are yet to be made."""

    def new(self, *parts: str) -> str:
        """An id of these parts; one that is given already gets a number."""
        id = wanted = "__".join(filter(None, parts))
        while id in self._given:
            id = f"{wanted}_{next(self._given[wanted])}"
        self._given[id] = count(2)
        return id

    def next(self, kind: str) -> str:
        """The id of the next of its kind: `formula_1`, `formula_2`."""
        return self.new(f"{kind}_{next(self._counts.setdefault(kind, count(1)))}")

    def lead(self, target: Target, id: str) -> None:
        """What leads to the target leads to the element with this id; to the first of several."""
        self._of.setdefault(target, id)

    def promise(self, targets: Iterable[Target]) -> None:
        """Each target is an element that is yet to be made: what leads there may stand before it."""
        for target in targets:
            if target not in self._of:
                self._of[target] = self._promised[target] = self.new(target.name.strip("_"))

    def here(self, target: Target) -> str:
        """The id for an element that is a promised target; empty for a second one, which nothing leads to."""
        return self._promised.pop(target, "")

    def of(self, target: Target | None) -> str:
        """The id of what the target is; empty for nothing in the document."""
        return self._of.get(target, "") if target else ""


class _Names:
    """How the document is called at each of the levels of the standard: work, expression, manifestation."""

    def __init__(self, outline: Outline, kind: str) -> None:
        front = outline.front_matter
        self._outline = outline
        self._language = _LANGUAGES.get(outline.form.language.partition("-")[0].lower(), "und")
        self._date = _day(front.date, outline.form.terms.months.split())
        self._subtype = "deliberation" if kind == "statement" else "annex"
        self._number = _slug(front.symbol) or _slug(outline.draft) or "document"
        author = _slug(outline.corpus) or "congress"
        self._work = f"/akn/un/{kind}/{self._subtype}/{author}/{self._date}/{self._number}"

    def meta(self, document: _Element, component: str = "main") -> None:
        """What identifies the document, or a component of it."""
        outline, expression = self._outline, f"{self._work}/{self._language}@"
        meta = _add(document, "meta")
        identification = _add(meta, "identification", source="#drafter")
        work = self._level(identification, "FRBRWork", f"{self._work}/!{component}", self._work)
        _add(work, "FRBRcountry", value="un")
        _add(work, "FRBRsubtype", value=self._subtype)
        _add(work, "FRBRnumber", value=self._number, showAs=outline.front_matter.symbol)
        level = self._level(identification, "FRBRExpression", f"{expression}/!{component}", expression)
        if outline.version:
            _add(level, "FRBRversionNumber", value=outline.version)
        _add(level, "FRBRlanguage", language=self._language)
        level = self._level(identification, "FRBRManifestation", f"{expression}/!{component}.xml", f"{expression}.xml")
        _add(level, "FRBRformat", value="application/akn+xml")
        if component == "main":
            references = _add(meta, "references", source="#drafter")
            named = outline.congress or outline.corpus or "The congress"
            for tag, id, show_as in (("organization", "congress", named), ("object", "drafter", "drafter")):
                href = f"/akn/ontology/{tag}/un/{id}"
                _add(references, f"TLC{tag.capitalize()}", eId=id, href=href, showAs=show_as)

    def _level(self, identification: _Element, tag: str, this: str, uri: str) -> _Element:
        level = _add(identification, tag)
        _add(level, "FRBRthis", value=this)
        _add(level, "FRBRuri", value=uri)
        _add(level, "FRBRdate", date=self._date, name="unknown" if self._date == NO_DATE else "draft")
        _add(level, "FRBRauthor", href="#congress")
        return level


def _slug(words: str) -> str:
    """`A-CONF.234-L.6` of `A/CONF.234/L.6`."""
    return quote(re.sub(r"[^\w.]+", "-", words).strip("-."))


def _day(words: str, months: list[str]) -> str:
    """The last day that the words name, as YYYY-MM-DD: `12 March 2021`, `7–12 March 2021`; NO_DATE for none."""
    found = re.findall(r"(\d{1,2}) (\w+) (\d{4})", words)
    named = [(int(year), months.index(month) + 1, int(day)) for day, month, year in found if month in months]
    for year, month, day in reversed(named):
        try:
            return date(year, month, day).isoformat()
        except ValueError:  # 31 June
            continue
    return words.strip() if is_day(words.strip()) else NO_DATE


def _preface(document: _Element, outline: Outline) -> None:
    """Masthead and title."""
    preface = _add(document, "preface")
    if outline.masthead:
        masthead = _add(preface, "container", name="masthead", eId="masthead")
        known = {outline.front_matter.symbol: "docNumber", outline.front_matter.session: "session"}
        for line in outline.masthead:
            paragraph = _add(masthead, "p")
            for place, column in enumerate(line.split(RIGHT)):
                _say(paragraph, RIGHT if place else "")
                if column in known and column:
                    _add(paragraph, known[column], column)
                else:
                    _say(paragraph, column)
    _add(_add(_add(preface, "longTitle", eId="title"), "p"), "docTitle", outline.title)


@dataclass(slots=True)
class _Node:
    """A paragraph with what stands under it."""

    paragraph: OutlineParagraph
    under: list[_Node]


def _trees(blocks: Iterable[Block]) -> list[Heading | Sentence | _Node]:
    """The blocks in order, sub-paragraphs under their paragraphs."""
    found: list[Heading | Sentence | _Node] = []
    above: list[_Node] = []
    for block in blocks:
        if not isinstance(block, OutlineParagraph):
            above = []
            found.append(block)
            continue
        node = _Node(block, [])
        above = [each for each in above if each.paragraph.depth < block.depth]
        if above:
            above[-1].under.append(node)
        else:
            found.append(node)
        above.append(node)
    return found


class _Text:
    """Writes preamble and main body."""

    def __init__(self, document: _Element, ids: _Ids, sourcing: Sourcing) -> None:
        self._document = document
        self._ids = ids
        self._sourcing = sourcing
        self._markers = count(1)

    def write(self, blocks: Sequence[Block]) -> None:
        """The preamble ends where the operative text is declared, or begins."""
        operative = (place for place in range(len(blocks)) if _is_operative(blocks, place))
        end = next(operative, len(blocks))
        if blocks[:end]:
            self._preamble(blocks[:end])
        self._body(blocks[end:])

    def _preamble(self, blocks: Sequence[Block]) -> None:
        preamble = _add(self._document, "preamble")
        for block in _trees(blocks):
            if isinstance(block, _Node):
                container = self._container(preamble, "preambularParagraph")
                container.set("GUID", anchor(block.paragraph.id))
                self._listed(container, block)
            elif isinstance(block, Heading):
                _add(self._container(preamble, "heading"), "p", block.text)
            elif block.name in _FORMULAS:
                formula = _add(preamble, "formula", name=_FORMULAS[block.name], eId=self._ids.next("formula"))
                _add(formula, "p", block.text)
            else:
                self._pieces(_add(self._container(preamble, "preambularParagraph"), "p"), block)

    def _container(self, preamble: _Element, name: str) -> _Element:
        return _add(preamble, "container", name=name, eId=self._ids.next("container"))

    def _listed(self, parent: _Element, node: _Node) -> None:
        """A paragraph in a part without hierarchy: sub-paragraphs are items of a list."""
        id = str(parent.get("eId"))
        if not node.under:
            self._words(_add(parent, "p"), node.paragraph)
            return
        made = _add(parent, "blockList", eId=self._ids.new(id, "list_1"))
        self._words(_add(made, "listIntroduction"), node.paragraph)
        for each in node.under:
            number = each.paragraph.label
            item = _add(made, "item", eId=self._ids.new(str(made.get("eId")), f"item_{_plain(number)}"))
            item.set("GUID", anchor(each.paragraph.id))
            _add(item, "num", number)
            self._listed(item, each)

    def _body(self, blocks: Sequence[Block]) -> None:
        body = within = _add(self._document, "mainBody")
        for block in _trees(blocks):
            if isinstance(block, Heading):
                id = self._ids.next("dvs")
                within = _add(body, "division", eId=id, GUID=anchor(block.id))
                _add(within, "heading", block.text)
                self._ids.lead(Target(TargetKind.TEXT, block.id), id)
            elif isinstance(block, _Node):
                self._hierarchy(within, block, "paragraph", "para")
            else:
                paragraph = _add(within, "paragraph", eId=self._ids.new("para_1"))
                _add(_add(paragraph, "content"), "p", block.text)
        if not len(body):
            _add(body, "p")

    def _hierarchy(self, parent: _Element, node: _Node, tag: str, short: str, before: str = "") -> None:
        paragraph = node.paragraph
        id = self._ids.new(before, f"{short}_{_plain(paragraph.label)}")
        self._ids.lead(Target(TargetKind.TEXT, paragraph.id), id)
        made = _add(parent, tag, eId=id, GUID=anchor(paragraph.id))
        if paragraph.label:
            _add(made, "num", paragraph.label)
        if not node.under:
            self._words(_add(_add(made, "content", eId=self._ids.new(id, "content")), "p"), paragraph)
            return
        under = self._ids.new(id, "list_1")
        made = _add(made, "list", eId=under)
        self._words(_add(_add(made, "intro", eId=self._ids.new(under, "intro")), "p"), paragraph)
        for each in node.under:
            self._hierarchy(made, each, "point", "point", under)

    def _words(self, element: _Element, paragraph: OutlineParagraph) -> None:
        """Text, sources, the layout's lead-in, status tag."""
        self._pieces(element, paragraph)
        for note in self._sourcing.notes(paragraph):
            marker = str(next(self._markers))
            id = self._ids.new(f"note_{marker}")
            _add(_add(element, "authorialNote", eId=id, marker=marker, placement="bottom"), "p", note)
        said = {"source": self._sourcing.inline(paragraph), "leadIn": paragraph.lead_in, "status": paragraph.tag}
        for name, text in said.items():
            if text:
                _say(element, " ")
                _add(element, "inline", text, name=name)

    def _pieces(self, element: _Element, paragraph: OutlineParagraph | Sentence) -> None:
        """The text, each pair of square brackets an element."""
        open_ = [element]
        for piece in paragraph.pieces:
            if piece.look is PieceLook.OPENING:
                _add(open_[-1], "i", piece.text)
            elif piece.look is PieceLook.ATTRIBUTION:
                _add(open_[-1], "inline", piece.text, name="attribution")
            elif piece.look is PieceLook.PLAIN:
                _say(open_[-1], piece.text)
            else:
                _bracketed(open_, piece.text)


def _bracketed(open_: list[_Element], text: str) -> None:
    """Words in brackets, and brackets; `open_` has the element that is written into, and those around it."""
    for words in re.split(r"([\[\]])", text):
        if words == "[":
            open_.append(_add(open_[-1], "inline", name="squareBrackets"))
        if words:
            _say(open_[-1], words)
        if words == "]" and len(open_) > 1:
            open_.pop()


_FORMULAS = {"opening": "enactingAuthority", "declaring": "enactingFormula"}
"""What the profile calls the sentences of a layout; all others of the preamble are paragraphs of it."""


def _is_operative(blocks: Sequence[Block], place: int) -> bool:
    """Whether the operative text may begin here: with a paragraph of it, or the heading of one of its parts."""
    block = blocks[place]
    if isinstance(block, Heading) and place + 1 < len(blocks):
        block = blocks[place + 1]
    return isinstance(block, OutlineParagraph) and block.kind is Kind.OP


def _plain(label: str) -> str:
    """`7bis` of `7 bis.`."""
    return re.sub(r"[\W_]+", "", label) or "1"


def _attach(document: _Element, annexes: Sequence[Annex], ids: _Ids, names: _Names) -> None:
    if not annexes:
        return
    ids.promise(chain.from_iterable((annex.target, *annex.targets) for annex in annexes))
    attachments = _add(document, "attachments")
    for number, annex in enumerate(annexes, start=1):
        attachment = _add(attachments, "attachment", eId=ids.here(annex.target))
        _add(attachment, "heading", annex.heading)
        made = _add(attachment, "doc", contains="originalVersion", name="annex")
        names.meta(made, f"annex_{number}")
        _Annexes(ids).write(made, annex)


class _Annexes:
    """Writes the main body of annexes: text, lists, tables, under their headings."""

    def __init__(self, ids: _Ids) -> None:
        self._ids = ids

    def write(self, document: _Element, annex: Annex) -> None:
        body = _add(document, "mainBody")
        self._section(body, body, annex.blocks)
        if not len(body):
            _add(body, "p")

    def _section(self, element: _Element, first: _Element | None, blocks: Sequence[AnnexBlock]) -> None:
        """Blocks under a heading; what comes before the first one within goes into `first`, made here for None."""
        level = min((block.level for block in blocks if isinstance(block, Title)), default=0)
        starts = [place for place, block in enumerate(blocks) if isinstance(block, Title) and block.level == level]
        ends = [*starts, len(blocks)]
        if first is None:
            first = _add(element, "intro" if starts else "content", eId=self._ids.new(f"{element.get('eId')}__content"))
        for block in blocks[: ends[0]]:
            self._block(first, block)
        for start, end in pairwise(ends):
            made = _add(element, "hcontainer", name="section", eId=self._ids.next("section"))
            title = blocks[start]
            _add(made, "heading", title.text if isinstance(title, Title) else "")
            self._section(made, None, blocks[start + 1 : end])

    def _block(self, parent: _Element, block: AnnexBlock) -> None:
        match block:
            case Title():  # under a lesser one
                _add(parent, "p", block.text)
            case Passage():
                _add(parent, "p", block.text)
            case Items():
                made = _add(parent, "ul", eId=self._ids.next("list"))
                for item in block.items:
                    line = _add(made, "li", f"{item.text} ")
                    _add(line, "inline", f"[{item.citation}]", name="source")
            case Table():
                self._table(parent, undrawn(block))

    def _table(self, parent: _Element, table: Table) -> None:
        made = _add(parent, "table", eId=self._ids.next("table"), title=table.title)
        head = _add(made, "tr")
        for column in table.columns:
            _add(_add(head, "th"), "p", column.title)
        for row in table.rows:
            self._row(made, row, len(table.columns))

    def _row(self, table: _Element, row: TableRow, columns: int) -> None:
        made = _add(table, "tr", eId=self._ids.here(row.target) if row.target else "")
        for cell in row.cells:
            shown = _add(made, "th" if row.heads else "td", colspan=str(columns) if row.heads else "")
            for line in cell.lines or ((),):
                element = _add(shown, "p")
                for words in line:
                    self._said(element, words)

    def _said(self, element: _Element, words: Words) -> None:
        id = self._ids.of(words.link)
        if words.fate in _FATES:
            _add(element, _FATES[words.fate], words.text)
        elif id:
            _add(element, "ref", words.text, href=f"#{id}")
        elif words.strong:
            _add(element, "b", words.text)
        else:
            _say(element, words.text)
