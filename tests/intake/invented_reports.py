"""Random reports of meetings that never were, and how a file of each kind would have them."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

import docx
from hypothesis import strategies as st

from drafter.draft.numerals import letters
from drafter.intake.found_lines import TITLE, FoundLine, source_text
from drafter.intake.joined_lines import SourceText
from tests.intake import office_files
from tests.intake.invented import breakable, words

LEADS = (
    "The Meeting made the following recommendations:",
    "In the discussion of lamps, the following was recommended:",
    "With regard to oil, Member States were encouraged to consider the following recommendations",
)
NARRATIVE = (
    "The Meeting was opened by the keeper of the lighthouse.",
    "At its second meeting, the Meeting considered item 3.",
    "One speaker was of the view that lamps and lenses shine by night.",
)
ENDS = (";", ".", "; and", "", ";")


@dataclass(frozen=True)
class ReportParagraph:
    """A numbered paragraph; without items it tells, and recommends nothing."""

    number: int
    text: str
    items: tuple[tuple[str, str], ...] = ()
    """Each letter with its text, without what ends it."""
    ends: tuple[str, ...] = ()


@dataclass(frozen=True)
class ReportPart:
    heading: str
    paragraphs: tuple[ReportParagraph, ...]


@dataclass(frozen=True)
class InventedReport:
    title: str
    parts: tuple[ReportPart, ...]

    def texts(self, code: str) -> dict[str, str]:
        """Each recommendation's text, by its id, in order."""
        return {
            f"{code} {paragraph.number}({letter})": f"{text}{end}"
            for part in self.parts
            for paragraph in part.paragraphs
            for (letter, text), end in zip(paragraph.items, paragraph.ends, strict=True)
        }


@st.composite
def reports(draw: st.DrawFn, hostile: bool = True) -> InventedReport:
    """A report: an introduction that recommends nothing, recommendations by subject, and what was said."""
    count = 0
    most = draw(st.sampled_from((2, 4, 29)))

    def said(first: str) -> str:
        return draw(words(first, 8 if hostile else 0))

    def told() -> ReportParagraph:
        nonlocal count
        count += 1
        return ReportParagraph(count, draw(st.sampled_from(NARRATIVE)))

    def recommended() -> ReportParagraph:
        nonlocal count
        count += 1
        number = draw(st.integers(1, most))
        items = tuple((letters(place), said(f"Keep{place}")) for place in range(1, number + 1))
        ends = (*(draw(st.sampled_from(ENDS)) for _ in items[1:]), draw(st.sampled_from(("", "."))))
        return ReportParagraph(count, draw(st.sampled_from(LEADS)), items, ends)

    parts = [ReportPart("I. Introduction", tuple(told() for _ in range(draw(st.integers(1, 3)))))]
    subjects = draw(st.integers(1, 3))
    for place in range(1, subjects + 1):
        heading = f"{letters(place).upper()}. On {draw(st.sampled_from(('lamps', 'oil', 'the sea')))}"
        paragraphs = tuple(recommended() for _ in range(draw(st.integers(1, 3))))
        parts.append(ReportPart(heading, paragraphs))
    parts.append(ReportPart("III. Summary of deliberations", tuple(told() for _ in range(draw(st.integers(0, 2))))))
    return InventedReport("Report of the Northern Regional Preparatory Meeting", tuple(parts))


def labelled(report: InventedReport) -> list[tuple[str, int]]:
    """Its paragraphs as they would be typed, each with the level of a heading, 0 for none."""
    lines = [(report.title, TITLE)]
    for place, part in enumerate(report.parts):
        if place == 1:
            lines.append(("II. Conclusions and recommendations", 1))
        lines.append((part.heading, 1 if part.heading[:2] in ("I.", "II") else 2))
        for paragraph in part.paragraphs:
            lines.append((f"{paragraph.number}. {paragraph.text}", 0))
            for (letter, text), end in zip(paragraph.items, paragraph.ends, strict=True):
                lines.append((f"({letter}) {text}{end}", 0))
    return lines


def as_paragraphs(report: InventedReport, *, marked: bool) -> SourceText:
    """As Word, a web page or Markdown have it."""
    return source_text("r.docx", [FoundLine(text, "1", level if marked else 0) for text, level in labelled(report)])


def as_wrapped(report: InventedReport, random: Random, *, parted: bool, paged: bool) -> SourceText:
    """As a text file or a PDF's text: lines wrapped where words are plain, perhaps nothing between paragraphs, page
    numbers and footnotes.
    """
    out: list[str] = []
    for text, _ in labelled(report):
        parts = breakable(text)
        lines = [parts[0]]
        for part in parts[1:]:
            chance = random.random()
            if chance < 0.25:
                lines.append(part)
            elif paged and chance < 0.3:
                lines += [*random.choice(([], [""], ["", "12"], ["", "3 See A/CONF.1/2.", "", "4"])), f"\f{part}"]
            else:
                lines[-1] += f" {part}"
        out.append("\n".join(lines))
    return SourceText("r.txt", ("\n\n" if parted else "\n").join(out) + "\n")


def as_word(report: InventedReport) -> bytes:
    document = docx.Document()
    for text, level in labelled(report):
        document.add_paragraph(text, style="Title" if level == TITLE else f"Heading {level}" if level else None)
    return office_files.saved(document)


def as_pdf(report: InventedReport) -> bytes:
    """On pages of forty lines, with a running head and page numbers."""
    lines: list[tuple[str, int]] = []
    for text, _ in labelled(report):
        words_, row = text.split(), ""
        for word in words_:
            if len(row) + len(word) > 70:
                lines.append((row, 0))
                row = word
            else:
                row = f"{row} {word}".strip()
        lines.append((row, 1))
    pages: list[list[tuple[float, float, str]]] = []
    page, bottom = [(50.0, 780.0, "A/CONF.1/RPM.1/1")], 740.0
    for row, ends in lines:
        page.append((50.0, bottom, row))
        bottom -= 24 if ends else 13
        if bottom < 60:
            pages.append([*page, (300.0, 20.0, f"{len(pages) + 1}/9")])
            page, bottom = [(50.0, 780.0, "A/CONF.1/RPM.1/1")], 740.0
    return office_files.pdf([*pages, [*page, (300.0, 20.0, f"{len(pages) + 1}/9")]])


_SIGNS = {"&": "&amp;", "<": "&lt;"}


def as_html(report: InventedReport) -> str:
    def element(text: str, level: int) -> str:
        escaped = "".join(_SIGNS.get(sign, sign) for sign in text)
        tag = "h1" if level == TITLE else f"h{level + 1}" if level else "p"
        return f"<{tag}>{escaped}</{tag}>"

    return "\n".join(element(text, level) for text, level in labelled(report))


def as_markdown(report: InventedReport) -> str:
    return "\n\n".join(
        f"{'#' * (level + 1 if level > 0 else 1)} {text}" if level else text for text, level in labelled(report)
    )
