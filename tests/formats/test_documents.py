"""Whole documents, in every way to show sources and with every annex: what the validators don't look for."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from lxml import etree

from drafter.document.annexes import annexes
from drafter.document.outline import text_hash
from drafter.document.table import AnnexKind, Tint, anchor
from drafter.formats.docx import reader
from drafter.formats.docx.styles import CELL_FILLS
from drafter.formats.registry import Options, Sources, render
from tests.formats.documents import ALL, WORKS, alone, document, empty, full, hostile
from tests.formats.outlines import W, WordFile, text, value

PARTS = ("document", "footnotes", "comments", "header", "footer")


def sound(data: bytes) -> WordFile:
    """The document, where nothing in it points to what isn't there and no id stands twice."""
    file = WordFile(data)
    document = file.xml("document")
    starts = [value(one, "id") for one in document.iter(f"{W}bookmarkStart")]
    names = [value(one, "name") for one in document.iter(f"{W}bookmarkStart")]
    assert Counter(starts) == Counter(value(one, "id") for one in document.iter(f"{W}bookmarkEnd"))
    assert not [id for id, times in Counter(starts).items() if times > 1]
    assert not [name for name, times in Counter(name.lower() for name in names).items() if times > 1]
    assert all(len(name) <= 40 for name in names)
    assert {value(one, "anchor") for one in document.iter(f"{W}hyperlink")} <= set(names)
    _numbers(file)
    _notes(file)
    _styles(file)
    return file


def _numbers(file: WordFile) -> None:
    numbering = file.xml("numbering")
    abstracts = [value(one, "abstractNumId") for one in numbering.iterfind(f"{W}abstractNum")]
    numbers = [value(one, "numId") for one in numbering.iterfind(f"{W}num")]
    assert len(set(abstracts)) == len(abstracts) and len(set(numbers)) == len(numbers)
    assert {value(one) for one in numbering.iter(f"{W}abstractNumId")} <= set(abstracts)
    tied = [value(one) for one in numbering.iter(f"{W}pStyle")]
    assert len(tied) == len(set(tied)), "a style hangs on one level only"
    for part in ("document", "styles"):
        assert {value(one) for one in file.xml(part).iter(f"{W}numId")} <= set(numbers)


def _notes(file: WordFile) -> None:
    document = file.xml("document")
    marks = [value(one, "id") for one in document.iter(f"{W}footnoteReference")]
    assert marks == [str(number) for number in sorted(file.notes())]
    shown = [value(one, "id") for one in document.iter(f"{W}commentReference")]
    made = [value(one, "id") for one in file.xml("comments")] if "word/comments.xml" in file.parts else []
    assert shown == made and len(set(made)) == len(made)
    for kind in ("commentRangeStart", "commentRangeEnd"):
        assert [value(one, "id") for one in document.iter(W + kind)] == made


def _styles(file: WordFile) -> None:
    for part in PARTS:
        if f"word/{part}.xml" not in file.parts:
            continue
        tree = file.xml(part)
        used = {value(one) for name in ("pStyle", "rStyle", "tblStyle") for one in tree.iter(W + name)}
        assert used <= set(file.style_names)
        direct = {one.tag for own in tree.iter(f"{W}rPr") for one in own}
        assert direct <= {f"{W}rStyle", f"{W}rtl"}, "no direct formatting"


@pytest.mark.parametrize("sources", Sources)
@pytest.mark.parametrize("name", WORKS)
def test_nothing_dangles_and_no_id_stands_twice(name: str, sources: Sources) -> None:
    sound(document(WORKS[name](), ".docx", sources))


@pytest.mark.parametrize("kind", ALL)
@pytest.mark.parametrize("name", WORKS)
def test_an_annex_alone_is_a_sound_document(name: str, kind: AnnexKind) -> None:
    file = sound(alone(WORKS[name](), ".docx", kind))
    assert {size.get(f"{W}orient") for size in file.xml("document").iter(f"{W}pgSz")} == {None}


def test_coverage_is_drawn_with_tabs_and_shaded_cells_beside_its_figures() -> None:
    body = WordFile(alone(hostile(), ".docx", AnnexKind.COVERAGE)).xml("document")
    balance, heat = list(body.iter(f"{W}tbl"))
    for row in list(balance)[3:]:
        bar, *figures = row.findall(f"{W}tc")[1:7]
        stops = [int(value(stop, "pos")) for stop in bar.iterfind(f".//{W}tabs/{W}tab")]
        assert stops == sorted(stops) and stops[-1] < int(value(bar.find(f"{W}tcPr/{W}tcW"), "w"))
        drawn = len([cell for cell in figures if text(cell) != "0"])
        assert len(stops) == len(list(bar.iter(f"{W}r"))) == drawn
    fills = [value(shading, "fill") for shading in heat.iterfind(f".//{W}tcPr/{W}shd")]
    assert set(fills) == {CELL_FILLS[Tint.ALL], CELL_FILLS[Tint.MOST], CELL_FILLS[Tint.ASIDE]}
    nothing = WordFile(alone(empty(), ".docx", AnnexKind.COVERAGE)).xml("document")
    figures = [p for p in nothing.iter(f"{W}p") if text(p).startswith("0 of")]
    assert figures and all(value(p.find(f"{W}r/{W}rPr/{W}rStyle")) == "Strong" for p in figures)


@pytest.mark.parametrize("name", ["full", "doha"])
def test_word_shows_every_label_frozen_ones_too(name: str) -> None:
    of = WORKS[name]().outline
    names = {anchor(one.id): one for one in of.paragraphs}
    file = WordFile(document(WORKS[name](), ".docx", Sources.NONE, ()))
    shown = {}
    for (_, label, _), p in zip(file.lines(), file.body(), strict=True):
        start = p.find(f"{W}bookmarkStart")
        if start is not None and value(start, "name") in names:
            shown[value(start, "name")] = label
    assert shown == {name: one.label for name, one in names.items()}
    assert any(" bis" in label for label in shown.values())


def test_each_way_shows_the_sources_and_a_clean_text_none() -> None:
    of = full()
    said = {}
    for how in Sources:
        file = WordFile(document(of, ".docx", how, ()))
        said[how] = {name: b"".join(blob for part, blob in file.parts.items() if name in part) for name in
                     ("document", "footnotes", "comments")}  # fmt: skip
    one = of.corpus.by_id["LAC 19(c)"]
    assert "para.\u00a019\u00a0(c)".encode() in said[Sources.FOOTNOTES]["footnotes"]
    assert "[LAC\u00a019(c)]".encode() in said[Sources.INLINE]["document"]
    assert one.text.encode() in said[Sources.COMMENTS]["comments"]
    for part in said[Sources.NONE].values():
        assert not re.search("(LAC|para\\.)\\s19", part.decode())


def test_a_comment_is_the_whole_recommendation_signed_by_its_region() -> None:
    of = full()
    comments = WordFile(document(of, ".docx", Sources.COMMENTS, ())).xml("comments")
    first = comments[0]
    source = of.outline.paragraphs[1].sources[0]
    assert value(first, "author") == value(first, "initials") == source.id.split()[0]
    assert text(first).endswith(of.corpus.by_id[source.id].text)
    assert first.get(f"{W}date") is None
    taken = sum(len(one.sources) for one in of.outline.paragraphs)
    assert len(comments) == taken


def test_the_manifest_names_the_draft_and_hashes_every_paragraph() -> None:
    of = full()
    found = reader.manifest(document(of, ".docx"))
    assert found is not None
    assert (found.draft, found.corpus, found.version) == ("d-full", of.corpus.id, of.outline.version)
    assert found.fingerprint == of.corpus.fingerprint
    assert [(one.id, one.ref, one.hash) for one in found.paragraphs] == [
        (one.id, one.ref, text_hash(one.printed)) for one in of.outline.paragraphs
    ]


@pytest.mark.parametrize("data", [b"", b"no zip"])
def test_what_is_no_package_has_no_manifest(data: bytes) -> None:
    assert reader.manifest(data) is None


def test_the_contents_are_filled_in_and_lead_to_the_headings() -> None:
    file = WordFile(document(full(), ".docx"))
    entries = [p for p in file.body() if file.style_names[value(p.find(f"{W}pPr/{W}pStyle"))] == "toc 1"]
    titles = [text(p) for p in entries]
    assert "Advancing crime prevention" in titles and "Annex I. Derivation table" in titles
    assert all(p.find(f"{W}hyperlink") is not None for p in entries)
    marks = list(file.xml("document").iter(f"{W}fldChar"))
    assert [value(one, "fldCharType") for one in marks] == ["begin", "separate", "end"]
    assert value(marks[0], "dirty") == "true", "Word counts the pages"
    assert not list(WordFile(document(full("doha"), ".docx")).xml("document").iter(f"{W}fldChar"))


def test_lines_are_numbered_on_request_in_the_text_alone() -> None:
    of = full()
    made = [annex._replace(landscape=annex.id == AnnexKind.COVERAGE) for annex in annexes(ALL, of)]
    data = render(of.outline, ".docx", annexes=tuple(made), options=Options(line_numbers=True))
    sections = list(WordFile(data).xml("document").iter(f"{W}sectPr"))
    assert [one.find(f"{W}lnNumType") is not None for one in sections] == [True, False, False]
    assert [one.find(f"{W}pgSz").get(f"{W}orient") for one in sections] == [None, "landscape", None]
    assert [one.find(f"{W}titlePg") is not None for one in sections] == [True, False, False]


def test_opening_words_brackets_and_the_lead_in_have_styles_of_their_own() -> None:
    def looks(of: str) -> dict[str, list[str]]:
        file = WordFile(document(WORKS[of](), ".docx"))
        found: dict[str, list[str]] = {}
        for run in file.xml("document").iter(f"{W}r"):
            style = run.find(f"{W}rPr/{W}rStyle")
            if style is not None:
                found.setdefault(file.style_names[value(style)], []).append(text(run))
        return found

    kyoto, doha = looks("full"), looks("doha")
    assert kyoto["Opening Words"] == ["Recalling also"]
    assert {"[one - ", " / none - ", "]"} <= set(kyoto["Square Brackets"])
    assert {"US", "EU"} <= set(kyoto["Attribution"])
    assert "Opening Words" not in doha and "Lead-in Words" not in kyoto
    assert set(doha["Lead-in Words"]) == {" Therefore, we endeavour:"}


@pytest.mark.parametrize("sources", Sources)
@pytest.mark.parametrize("suffix", [".docx", ".md", ".html", ".json"])
def test_the_same_draft_gives_the_same_bytes_and_no_private_remark(suffix: str, sources: Sources) -> None:
    first = document(hostile(), suffix, sources)
    assert document(hostile(), suffix, sources) == first
    parts = WordFile(first).parts.values() if suffix == ".docx" else [first]
    assert all(b"PRIVATE" not in part for part in parts)


def test_the_empty_draft_says_that_there_is_nothing() -> None:
    lines = [words for *_, words in WordFile(document(empty(), ".docx")).lines()]
    assert lines.count("None.") == 3
    assert not empty().outline.paragraphs


def test_the_language_is_the_layouts() -> None:
    of = empty()
    form = of.outline.form._replace(language="fr-FR")
    file = WordFile(render(of.outline._replace(form=form), ".docx"))
    defaults = file.xml("styles").find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    assert defaults is not None and value(defaults) == "fr-FR"
    assert b"fr-FR" in file.parts["docProps/core.xml"]
    assert etree.fromstring(render(of.outline._replace(form=form), ".html"), etree.HTMLParser()).get("lang") == "fr-FR"
