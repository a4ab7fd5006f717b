"""The labels that Word counts and doesn't write."""

from __future__ import annotations

import pytest
from lxml import etree

from drafter.document.outline import outline
from drafter.draft import numbering
from drafter.formats.docx import reader
from drafter.formats.docx.list_labels import ListLabels
from drafter.formats.registry import render
from tests import builders
from tests.formats.outlines import W

XMLNS = f'xmlns:w="{W[1:-1]}"'
NUMBERING = f"""<w:numbering {XMLNS}>
  <w:abstractNum w:abstractNumId="7">
    <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="Op"/>
      <w:lvlText w:val="%1."/></w:lvl>
    <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%2)"/></w:lvl>
    <w:lvl w:ilvl="2"><w:start w:val="4"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1.%3"/></w:lvl>
    <w:lvl w:ilvl="3"><w:numFmt w:val="bullet"/><w:lvlText w:val="o"/></w:lvl>
    <w:lvl w:ilvl="4"><w:numFmt w:val="none"/><w:lvlText w:val="7 bis."/></w:lvl>
  </w:abstractNum>
  <w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>
  <w:num w:numId="2"><w:abstractNumId w:val="7"/>
    <w:lvlOverride w:ilvl="0"><w:startOverride w:val="9"/></w:lvlOverride></w:num>
  <w:num w:numId="3"><w:abstractNumId w:val="none"/></w:num>
</w:numbering>"""
STYLES = f"""<w:styles {XMLNS}>
  <w:style w:styleId="Op"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
  <w:style w:styleId="Mine"><w:basedOn w:val="Op"/></w:style>
  <w:style w:styleId="A"><w:basedOn w:val="B"/></w:style><w:style w:styleId="B"><w:basedOn w:val="A"/></w:style>
</w:styles>"""


def labels(*paragraphs: tuple[str, str, str]) -> list[str]:
    """The labels of paragraphs, each given as its style, its numbering and its level; empty for what it doesn't say."""
    counted = ListLabels(etree.fromstring(NUMBERING), etree.fromstring(STYLES))
    return [counted.place(made(number, level), style)[0] for style, number, level in paragraphs]


def made(number: str, level: str) -> etree._Element | None:
    said = f'<w:ilvl w:val="{level}"/>' * bool(level) + f'<w:numId w:val="{number}"/>' * bool(number)
    return etree.fromstring(f"<w:numPr {XMLNS}>{said}</w:numPr>") if said else None


def test_levels_count_and_begin_again_under_each_number() -> None:
    found = labels(*(("", "1", level) for level in "0110122"))
    assert found == ["1.", "(a)", "(b)", "2.", "(a)", "2.IV", "2.V"]


def test_a_style_hangs_on_a_list_and_so_does_one_that_is_based_on_it() -> None:
    assert labels(("Op", "", ""), ("Mine", "", ""), ("Op", "0", ""), ("A", "", ""), ("Op", "", "")) == [
        "1.", "2.", "", "", "3.",
    ]  # fmt: skip


def test_a_numbering_may_begin_elsewhere_and_goes_on_from_there() -> None:
    assert labels(("", "1", "0"), ("", "2", "0"), ("", "2", "0"), ("", "1", "0")) == ["1.", "9.", "10.", "11."]


def test_bullets_labels_said_outright_and_lists_that_are_not_there() -> None:
    assert labels(("", "1", "3"), ("", "1", "4"), ("", "3", "0"), ("", "8", "0"), ("", "1", "8"), ("", "1", "x")) == [
        "•", "7 bis.", "", "", "", "1.",
    ]  # fmt: skip
    assert ListLabels(None, None).place(made("1", "0"), "Op") == ("", 0)


@pytest.mark.parametrize("level", ["²", "9" * 5_000, "-1"])
def test_a_level_that_is_no_number_is_the_first(level: str) -> None:
    assert labels(("", "1", level)) == ["1."]


def test_our_own_documents_are_read_with_their_labels_and_footnotes() -> None:
    paragraphs = (
        builders.paragraph("p1", "Train [judges].", "NO 1(a)", children=(builders.paragraph("a", "Sub one."),)),
        builders.paragraph("p2", "More."),
        builders.paragraph("p3", "Last."),
    )
    draft = numbering.set_number(numbering.freeze(builders.draft(*paragraphs)), "p2", "1 bis")
    document = outline(draft, builders.corpus(), builders.layout())
    read = {each.text: each for each in reader.read(render(document, ".docx"), "d.docx")}
    assert [read[text].label for text in ("Train [judges].", "Sub one.", "More.", "Last.")] == [
        "1.",
        "(a)",
        "1 bis.",
        "3.",
    ]
    assert read["Train [judges]."].notes[0].startswith("Footnote 1: ")
