"""Builders of small outlines, and a reader of what Word will show, which knows nothing of drafter's own writer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO
from zipfile import ZipFile

from lxml import etree

from drafter.document.annexes import table_of_sources
from drafter.document.outline import (
    Block,
    DocumentForm,
    Heading,
    Outline,
    OutlineParagraph,
    Sentence,
    Source,
    SourceRow,
)
from drafter.document.table import Annex
from drafter.draft.draft import Treatment
from drafter.draft.layout import Kind
from drafter.draft.numerals import LABELS
from drafter.formats.registry import render

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

HOSTILE = (
    "[X - EU, G77 retain / Y - US] {{ front.title }} {% if %} <w:p>&amp; R&D <draft> ]]> \\ `*_~^$|#@",
    "السلام على الجميع [ب] (a) 12",
    "e\u0301 n\u0303 Z\u0351\u036b\u0343, zero\u200dwidth, a\u00a0b \u202eabc\u202c",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467 \U0001f3f3\ufe0f\u200d\U0001f308 \U0001f1ef\U0001f1f5",
    '- 1. (a) “quoted” "straight" it\'s e.g. this, Mr. X -- and --- so... on!',
    "line one\nline two\tafter a tab",
    "  two  blanks  ",
    "7. not a list",
    "(b) nor this",
    "# no heading",
    "> no quotation ===",
    "a. b",
    "+ plus",
    ": definition",
    "Table: caption",
    "https://example.org/a_b?c=d&e=f www.example.org me@example.org",
    "\\begin{a} $x$ [^1] ![i](u) [a]: b {#id .c} <!-- x --> &lt;",
    "ends with a bang!",
    "ends with a backslash\\",
    "first\n- second\n1. third\n=====\n\nlast",
    "crlf\r\nafter",
)
"""Texts that a careless writer of some format would break."""


def paragraph(
    text: str = "We stress it.",
    *,
    id: str = "p1",
    kind: Kind = Kind.OP,
    label: str = "1.",
    depth: int = 0,
    note: str = "",
    status: str = "",
    sources: Sequence[Source] = (),
    remark: str = "",
    ref: str = "",
) -> OutlineParagraph:
    return OutlineParagraph(id, ref or f"ref-{id}", label, kind, depth, text, tuple(sources), note, status, remark)


def outline(
    *blocks: Block,
    title: str = "Draft declaration",
    masthead: tuple[str, ...] = ("Unofficial draft",),
    sources: tuple[SourceRow, ...] = (),
    mapping: str = "",
    columns: bool = False,
) -> Outline:
    return Outline("d", "c", title, masthead, blocks, sources, mapping, DocumentForm(columns=columns))


def annexed(of: Outline) -> tuple[Annex, ...]:
    """The table of sources, where there are any: what `drafter export` adds by itself."""
    return (table_of_sources(of),) if of.sources else ()


def whole(of: Outline, suffix: str, styles: bytes | None = None) -> bytes:
    """The outline as `drafter export` writes it without options."""
    return render(of, suffix, styles, annexes=annexed(of))


def numbered(kind: Kind, depths: Sequence[int], start: int = 0) -> tuple[OutlineParagraph, ...]:
    """Paragraphs of these depths, labelled and called as `drafter.document.outline` labels and calls them."""
    counts = [start, 0, 0, 0, 0]
    built = []
    for place, depth in enumerate(depths):
        counts[depth] += 1
        counts[depth + 1 :] = [0] * (4 - depth)
        top = f"{counts[0]}." if kind is Kind.OP else ""
        label = LABELS[depth - 1](counts[depth]) if depth else top
        ref = " ".join([f"{kind}{counts[0]}", *(LABELS[at](counts[at + 1]) for at in range(depth))])
        id = f"{kind.lower()}{place}"
        built.append(paragraph(f"{kind} {place}", id=id, kind=kind, label=label, depth=depth, ref=ref))
    return tuple(built)


SMALL = outline(
    Sentence("opening", "We, Member States,"),
    paragraph(
        "Recalling the Doha Declaration,",
        id="a1",
        kind=Kind.PP,
        label="",
        ref="PP1",
        note="Report of the European Regional Preparatory Meeting, para. 57 (c).",
        sources=[Source("E 57(c)", Treatment.ADAPTED, True, "the Doha title")],
    ),
    Sentence("declaring", "Declare the following:"),
    Heading("prevention", "Advancing crime prevention"),
    paragraph(
        "We endeavour:",
        id="b2",
        ref="OP1",
        note="Report of the Western Asia Regional Preparatory Meeting, paras. 33 (a) and 35 (b).",
        status="Agreed ad ref",
        sources=[Source("WA 33(a)", Treatment.MERGED, False, ""), Source("WA 35(b)", Treatment.MERGED, False, "")],
        remark="PRIVATE",
    ),
    paragraph("To invest [substantially - A] in youth;", id="c3", label="(a)", depth=1, ref="OP1 (a)"),
    paragraph("in schools & sport;", id="d4", label="(i)", depth=2, ref="OP1 (a) (i)"),
    paragraph("To train practitioners.", id="e5", label="(b)", depth=1, ref="OP1 (b)", status="Pending US"),
    paragraph("We stress the rule of law.", id="f6", label="2.", ref="OP2"),
    title="Draft declaration of the Congress",
    masthead=("Unofficial draft", "Kyoto, 2020"),
    mapping="“A mapping exercise”",
    sources=(
        SourceRow(
            "WA 33(a)",
            "WA",
            "Report of the Western Asia Regional Preparatory Meeting",
            "Report of the Western Asia Regional Preparatory Meeting, para. 33 (a)",
            "Invest in youth.",
            (("b2", "OP1", Treatment.MERGED),),
            False,
        ),
        SourceRow(
            "WA 35(b)",
            "WA",
            "Report of the Western Asia Regional Preparatory Meeting",
            "Report of the Western Asia Regional Preparatory Meeting, para. 35 (b)",
            "Train practitioners.",
            (("b2", "OP1", Treatment.MERGED),),
            False,
        ),
        SourceRow(
            "E 57(c)",
            "E",
            "Report of the European Regional Preparatory Meeting",
            "Report of the European Regional Preparatory Meeting, para. 57 (c)",
            "Build on and carry forward the commitments reflected in the Doha Declaration.",
            (("a1", "PP1", Treatment.ADAPTED),),
            True,
        ),
    ),
)


def hostile() -> Outline:
    """Each hostile text as title, masthead, heading, paragraph, note, status and source."""
    blocks: list[Block] = []
    for place, text in enumerate(HOSTILE, start=1):
        blocks.append(Heading(f"h{place}", text))
        blocks.append(
            paragraph(text, id=f"{text[:9]}{place}", label=f"{place}.", ref=f"OP{place}", note=text, status=text)
        )
    rows = tuple(
        SourceRow(f"A {place}", "A", text, text, text, ((blocks[1].id, "OP1", Treatment.CHAPEAU),), False)
        for place, text in enumerate(HOSTILE, start=1)
    )
    return outline(*blocks, title=HOSTILE[0], masthead=HOSTILE, sources=rows, mapping=HOSTILE[0])


class WordFile:
    """A .docx as its parts, read without python-docx."""

    def __init__(self, data: bytes) -> None:
        with ZipFile(BytesIO(data)) as package:
            self.parts = {name: package.read(name) for name in package.namelist()}

    def xml(self, name: str) -> etree._Element:
        return etree.fromstring(self.parts[f"word/{name}.xml"])

    @property
    def style_names(self) -> dict[str, str]:
        styles = self.xml("styles").iter(f"{W}style")
        return {value(style, "styleId"): value(style.find(f"{W}name")) for style in styles}

    def body(self) -> Iterator[etree._Element]:
        """The paragraphs of the body, those of tables left out."""
        return self.xml("document").iterfind(f"{W}body/{W}p")

    def notes(self) -> dict[int, str]:
        return {
            int(value(note, "id")): text(note).removeprefix("\t")
            for note in self.xml("footnotes")
            if note.get(f"{W}type") is None
        }

    def lines(self) -> list[tuple[str, str, str]]:
        """Style name, label as Word will show it, and text of each paragraph of the body."""
        names, labels = self.style_names, Labels(self.xml("styles"), self.xml("numbering"))
        found = []
        for p in self.body():
            style = value(p.find(f"{W}pPr/{W}pStyle"))
            found.append((names[style], labels.next(p), text(p)))
        return found


def value(element: etree._Element | None, name: str = "val") -> str:
    assert element is not None
    return str(element.get(W + name))


def text(element: etree._Element) -> str:
    """All text below an element, breaks and tabs as characters."""
    signs = {f"{W}br": "\n", f"{W}tab": "\t"}
    return "".join(one.text or "" if one.tag == f"{W}t" else signs.get(str(one.tag), "") for one in element.iter())


class Labels:
    """What Word shows before each paragraph, computed from styles.xml and numbering.xml as the standard says."""

    def __init__(self, styles: etree._Element, numbering: etree._Element) -> None:
        self.styles = {value(style, "styleId"): style for style in styles.iter(f"{W}style")}
        self.numbering = numbering
        self.counts: dict[str, dict[int, int]] = {}

    def next(self, p: etree._Element) -> str:
        style, direct = value(p.find(f"{W}pPr/{W}pStyle")), p.find(f"{W}pPr/{W}numPr")
        num = value(direct.find(f"{W}numId")) if direct is not None else self._number(style)
        if not num:
            return ""
        abstract = self._abstract(num)
        levels = {int(value(one, "ilvl")): one for one in abstract.iter(f"{W}lvl")}
        if direct is not None:
            depth = int(value(direct.find(f"{W}ilvl")))
        else:
            depth = next(n for n, one in levels.items() if value(one.find(f"{W}pStyle")) == style)
        counts = self.counts.setdefault(value(abstract, "abstractNumId"), {})
        for deeper in [n for n in counts if n > depth]:
            del counts[deeper]
        start = int(value(levels[depth].find(f"{W}start")))
        counts[depth] = counts.get(depth, start - 1) + 1
        label = value(levels[depth].find(f"{W}lvlText"))
        for n, level in levels.items():
            if f"%{n + 1}" in label:
                label = label.replace(f"%{n + 1}", shown(value(level.find(f"{W}numFmt")), counts[n]))
        return label

    def _number(self, style: str) -> str:
        while style:
            found = self.styles[style].find(f"{W}pPr/{W}numPr/{W}numId")
            if found is not None:
                return value(found)
            parent = self.styles[style].find(f"{W}basedOn")
            style = value(parent) if parent is not None else ""
        return ""

    def _abstract(self, num: str) -> etree._Element:
        use = next(one for one in self.numbering.iter(f"{W}num") if value(one, "numId") == num)
        wanted = value(use.find(f"{W}abstractNumId"))
        lists = self.numbering.iterfind(f"{W}abstractNum")
        return next(one for one in lists if value(one, "abstractNumId") == wanted)


def shown(number_format: str, number: int) -> str:
    """A number as Word writes it: letters double after z, `aa`, `bb`."""
    if number_format == "lowerLetter":
        return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
    if number_format == "lowerRoman":
        signs = [(10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")]
        word = ""
        for worth, sign in signs:
            word += sign * (number // worth)
            number %= worth
        return word
    return {"none": "", "bullet": "•"}.get(number_format, str(number))
