"""Documents on paper: nothing that they say is lost in a PDF."""

from __future__ import annotations

import re
import shutil
import subprocess
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from html import unescape
from pathlib import Path
from typing import NamedTuple

import pytest
from lxml import etree, html

from drafter.document.annexes import Work, annexes
from drafter.document.compilation import Shown
from drafter.document.table import (
    Annex,
    AnnexKind,
    Cell,
    Column,
    Segment,
    Shape,
    Table,
    TableRow,
    Target,
    TargetKind,
    Tint,
    Title,
    Words,
)
from drafter.draft import edits
from drafter.draft.draft import Front, Link, Paragraph, Treatment
from drafter.draft.text import Text
from drafter.formats import registry
from drafter.formats.docx.styles import LARGER
from drafter.formats.heading_pages import heading_pages
from drafter.formats.registry import DocumentPurpose, Options, Sources, render
from drafter.review.coverage import Selection
from drafter.storage import draft_yaml, folders, layout_folder
from drafter.workspace.export import Compilation
from tests.formats import libreoffice
from tests.formats.documents import REAL, work
from tests.formats.libreoffice import needs_office
from tests.formats.outlines import W, WordFile, text, value

needs_pdftotext = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler is not installed")
MANY = [source.id for source in REAL.recommendations[:62]]


@cache
def heavy(layout: str) -> Work:
    """Three paragraphs, the second with sixty sources: a row of them is taller than a page."""
    empty = edits.new_draft("d-heavy", layout_folder.load(layout), REAL)
    paragraphs = tuple(
        Paragraph(f"p-{place}", Text.of("We act."), tuple(Link(id, Treatment.ADAPTED) for id in ids))
        for place, ids in enumerate((MANY[:1], MANY[1:61], MANY[61:]))
    )
    parts = (empty.parts[0], replace(empty.parts[1], paragraphs=paragraphs), *empty.parts[2:])
    return work(replace(empty, parts=parts), REAL, layout_folder.load(layout))


LONG_TITLE = " ".join(6 * ["Draft declaration of a congress"])


def paged() -> bytes:
    """A document of several pages with all of its front matter, and a title that takes three lines of a page's head."""
    front = Front(
        LONG_TITLE, "", "Kyoto, Japan", "6 March 2021", "A/CONF.234/L.6", "Item 3", "7–12 March 2021", "Limited"
    )
    draft = replace(draft_yaml.load(folders.SAMPLE, REAL), front=front)
    of = work(draft, REAL, layout_folder.load("kyoto"))
    kinds = (AnnexKind.SOURCES, AnnexKind.COVERAGE)
    return render(of.outline, ".docx", layout_folder.styles(layout_folder.load("kyoto")), annexes=annexes(kinds, of))


class Line(NamedTuple):
    """A line on a page, as poppler finds it; in points, from the page's upper left corner."""

    words: str
    left: float
    right: float
    top: float
    bottom: float


def lines_of(path: Path) -> list[list[Line]]:
    """The lines of each page of a PDF, from above."""
    run = subprocess.run(["pdftotext", "-bbox-layout", str(path), "-"], capture_output=True, check=True)
    pages = html.fromstring(run.stdout, parser=html.HTMLParser(encoding="utf-8")).iter("page")
    return [sorted(map(_line, page.iter("line")), key=lambda line: line.top) for page in pages]


def _line(line: html.HtmlElement) -> Line:
    words = " ".join(word.text or "" for word in line.iter("word"))
    return Line(words, *(float(line.get(side)) for side in ("xmin", "xmax", "ymin", "ymax")))


@needs_office
@needs_pdftotext
def test_pages_have_masthead_heads_and_feet_as_the_united_nations_have_them(papers: dict[str, Path]) -> None:
    pages = lines_of(papers["paged"])
    first = {line.words: line for line in pages[0]}
    assert first["United Nations"].top == pytest.approx(first["A/CONF.234/L.6"].top, abs=1)
    right = first["Distr.: Limited"].left
    assert right == first["6 March 2021"].left > first["Unofficial draft"].right
    assert first["Kyoto, Japan, 7–12 March 2021"].left == first["United Nations"].left
    assert "Prevention and Criminal Justice in Kyoto, Japan, from 7 to 12 March 2021," in first
    for number, lines in enumerate(pages[1:], start=2):
        symbol, foot = lines[0], lines[-1]
        assert (symbol.words, foot.words) == ("A/CONF.234/L.6", f"Page {number} of {len(pages)}")
        outside = (symbol.right, foot.right) if number % 2 else (symbol.left, foot.left)
        assert outside[0] == pytest.approx(outside[1], abs=1)
        assert (symbol.left > first["United Nations"].right) is bool(number % 2)
        head = [line for line in lines[1:8] if "congress" in line.words]
        assert len(head) > 1
        assert lines[lines.index(head[-1]) + 1].top - head[-1].bottom > 9, number
    ends = [line.words.rsplit(" ", 1)[-1] for lines in pages for line in lines]
    assert not {"para.", "paras."} & set(ends)


def printed(layout: str, sources: Sources, *kinds: AnnexKind) -> bytes:
    """The document that LibreOffice is given for a PDF."""
    of = heavy(layout)
    options = Options(sources, kinds)
    return render(of.outline, ".docx", annexes=annexes(kinds, of), options=options, printed=True)


def matrix(*regions: str) -> bytes:
    return Compilation(Shown.MATRIX, Selection(regions)).render(REAL, ".docx")


class Word(NamedTuple):
    """A word on a page, in points from its upper left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


class Page(NamedTuple):
    width: float
    height: float
    words: tuple[Word, ...]

    @property
    def filled(self) -> float:
        """How far down between the margins the last word stands."""
        body = [word.bottom for word in self.words if _MARGIN < word.top < self.height - _MARGIN]
        return (max(body) - _MARGIN) / (self.height - 2 * _MARGIN)


_MARGIN = 1417 / 20
_PAGE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', re.DOTALL)
_WORD = re.compile(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>')


def pages(pdf: Path) -> list[Page]:
    run = subprocess.run(["pdftotext", "-bbox", str(pdf), "-"], capture_output=True, check=True)
    found = []
    for width, height, inner in _PAGE.findall(run.stdout.decode()):
        words = tuple(Word(unescape(text), *map(float, box)) for *box, text in _WORD.findall(inner))
        found.append(Page(float(width), float(height), words))
    return found


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """All that is looked at here, printed in one start of LibreOffice."""
    folder = tmp_path_factory.mktemp("printed")
    made = {
        "comments": printed("kyoto", Sources.COMMENTS),
        "inline": printed("doha", Sources.INLINE, AnnexKind.SOURCES),
        "derivation": printed("kyoto", Sources.NONE, AnnexKind.DERIVATION, AnnexKind.COVERAGE),
        "matrix": matrix(),
        "upright": matrix("LAC"),
        "paged": paged(),
    }
    papers = {name: folder / f"{name}.pdf" for name in made}
    for name, pdf in libreoffice.saved_all(made, folder, "pdf").items():
        papers[name].write_bytes(pdf)
    return papers


def has(words: str, shown: str) -> bool:
    """Whether a page, or two, have these words: a page's foot and the next one's head may stand between them."""
    length = bisect_left(range(len(words)), True, key=lambda length: words[: length + 1] not in shown)
    return length > 0 and words[length:] in shown


@needs_office
@needs_pdftotext
def test_every_source_can_be_read_in_a_pdf(papers: dict[str, Path]) -> None:
    shown = {}
    for name in ("comments", "inline", "derivation"):
        run = subprocess.run(["pdftotext", "-raw", str(papers[name]), "-"], capture_output=True, check=True)
        shown[name] = "".join(run.stdout.decode().split())
    for id in MANY:
        cited, words = "".join(id.split()), "".join(REAL.by_id[id].text.split())
        assert has(f"[{cited}]:{words}", shown["comments"]), id
        assert shown["inline"].count(cited) == 2, id
        assert has(words, shown["inline"]), id
        assert cited in shown["derivation"], id


@needs_office
@needs_pdftotext
def test_the_matrix_has_every_placement_and_no_page_that_is_half_empty(papers: dict[str, Path]) -> None:
    for name, region in (("matrix", ""), ("upright", "LAC")):
        found = pages(papers[name])
        assert [(place, page.filled) for place, page in enumerate(found[:-1], 1) if page.filled < 0.5] == []
        assert {page.width > page.height for page in found} == {not region}
        themes = ["".join(theme.label.split()) for theme in REAL.themes]
        tops = ["".join(word.text for word in page.words if word.top < page.height / 3) for page in found[1:]]
        assert [top for top in tops if not any(theme[:20] in top for theme in themes)] == []  # which theme goes on
        shown = "".join(word.text for page in found for word in page.words)
        placed = Counter(id for theme in REAL.themes for id in theme.placements if id.startswith(region))
        assert {id: shown.count(f"[{''.join(id.split())}]") for id in placed} == placed


@needs_office
@needs_pdftotext
def test_the_contents_of_a_pdf_have_its_pages(papers: dict[str, Path]) -> None:
    found = pages(papers["derivation"])
    counted = heading_pages(
        papers["derivation"].read_bytes(), ["Annex I. Derivation table", "Annex II. Coverage by region and by theme"]
    )
    dotted = {round(word.top) for word in found[0].words if "...." in word.text}
    ends = [
        max((word for word in found[0].words if round(word.top) == top), key=lambda word: word.right)
        for top in sorted(dotted)
    ]
    assert [int(word.text.rpartition(".")[2]) for word in ends] == list(counted)
    for page, number in zip(counted, ("I", "II"), strict=True):
        first = [each.text for each in found[page - 1].words if each.top > _MARGIN]
        assert first[:2] == ["Annex", number]


def tables_of(annex: Annex, options: Options | None = None) -> Iterator[etree._Element]:
    made = render(heavy("kyoto").outline._replace(blocks=()), ".docx", annexes=(annex,), options=options)
    return WordFile(made).xml("document").iter(f"{W}tbl")


def test_no_word_of_a_title_or_citation_breaks_whatever_the_letters() -> None:
    columns = (Column("Paragraph", 5, Shape.NAME), Column("In", 5), Column("Wording", 90))
    rows = (
        TableRow((Cell.of("OP1"), Cell(((Words("LAC 40(d)", Target(TargetKind.TEXT, "x")),),)), Cell.of("We act."))),
    )
    for purpose, larger in ((DocumentPurpose.READING, 1), (DocumentPurpose.WALL, LARGER)):
        annex = Annex("list", "", (Table("", "", columns, rows),))
        (table,) = tables_of(annex, Options(purpose=purpose))
        widths = [int(value(each, "w")) for each in table.iter(f"{W}gridCol")]
        assert all(width >= 9 * 102 * larger for width in widths[:2]), widths  # in the broadest letters
        assert 9000 < sum(widths) <= 9072
    narrow = tuple(Column("Responsibilities", 1) for _ in range(9))
    (table,) = tables_of(Annex("list", "", (Table("", "", narrow, ()),)))
    assert {int(value(each, "w")) for each in table.iter(f"{W}gridCol")} == {1008}  # no room for any of them


def test_a_short_table_stays_whole_and_an_annex_alone_begins_at_the_first_level() -> None:
    def kept(rows: int) -> list[bool]:
        made = tuple(TableRow((Cell.of("We act."),)) for _ in range(rows))
        annex = Annex("list", "", (Title("Points"), Table("", "", (Column("Wording", 1),), made)))
        (table,) = tables_of(annex)
        heading = table.getprevious()
        assert heading is not None and value(heading.find(f"{W}pPr/{W}outlineLvl")) == "0"
        return [row.find(f".//{W}keepNext") is not None for row in list(table.iter(f"{W}tr"))[1:]]

    assert kept(4) == [True, True, True, False]
    assert not any(kept(60))


def test_a_clean_table_has_no_colour_and_one_from_the_right_is_mirrored() -> None:
    tally = (Column("Region", 1, Shape.NAME), Column("", 1, Shape.BAR), Column("partly", 1, Shape.FIGURE, Tint.PARTLY))
    bar = Cell(bar=(Segment(Tint.PARTLY, 0, 1),))
    cells = (Cell.of("Asia"), bar, Cell(Cell.of("1 of 1").lines, Tint.ALL))
    usual, clean = (
        next(tables_of(Annex("list", "", (Table("", "", tally, (TableRow(cells),)),)), Options(clean=clean)))
        for clean in (False, True)
    )
    assert (len(list(usual.iter(f"{W}gridCol"))), len(list(clean.iter(f"{W}gridCol")))) == (3, 2)
    assert list(usual.iter(f"{W}shd")) and not list(clean.iter(f"{W}shd"))
    assert usual.find(f"{W}tblPr/{W}bidiVisual") is None
    arabic = Table("", "", (Column("المصدر", 1),), (TableRow((Cell.of("1"),)),))
    assert next(tables_of(Annex("list", "", (arabic,)))).find(f"{W}tblPr/{W}bidiVisual") is not None


def test_only_a_row_that_fits_on_half_a_page_may_not_break() -> None:
    many = tuple(Words(f"{id}, ") for id in MANY * 5)
    long, short = Cell((many,)), Cell.of("AP 62(a)")
    rows = tuple(TableRow((cell,)) for cell in (short, long, short))
    alone = Annex("list", "", (Table("", "", (Column("Sources", 1),), rows),))
    shown = WordFile(render(heavy("kyoto").outline, ".docx", annexes=(alone,))).xml("document").iter(f"{W}tr")
    assert [row.find(f"{W}trPr/{W}cantSplit") is not None for row in shown] == [True, True, False, True]


def test_what_would_be_comments_is_printed_as_notes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "from_word", lambda document, _suffix: document)
    file = WordFile(render(heavy("kyoto").outline, ".pdf", options=Options(Sources.COMMENTS)))
    assert "word/comments.xml" not in file.parts
    notes = list(file.notes().values())
    assert {note.partition("]: ")[2] for note in notes} == {REAL.by_id[id].text for id in MANY}
    (many,) = (p for p in file.xml("document").iter(f"{W}p") if len(list(p.iter(f"{W}footnoteReference"))) == 60)
    assert text(many) == f"We act.{', ' * 59}"  # the marks don't run together: 2, 3, 4
