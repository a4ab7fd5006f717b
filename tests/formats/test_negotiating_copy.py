"""The copy that is negotiated on: its labels, stamp, lines and references; its large letters; and a clean text."""

from dataclasses import replace
from functools import cache

import pytest
from lxml import etree

from drafter.document.annexes import Work, annexes
from drafter.document.outline import outline
from drafter.document.table import AnnexKind, anchor
from drafter.draft.layout import Kind
from drafter.formats.docx.elements import part
from drafter.formats.docx.styles import LARGER, Style, Styles
from drafter.formats.registry import DocumentPurpose, Options, render
from drafter.storage import layout_folder
from tests.formats.documents import REAL, WORKS
from tests.formats.outlines import W, WordFile, text, value

KINDS = (AnnexKind.DERIVATION, AnnexKind.SOURCES)


@cache
def negotiated(name: str) -> Work:
    of: Work = WORKS[name]()
    layout = layout_folder.load("doha" if name == "doha" else "kyoto")
    labelled = outline(of.draft, REAL, layout, labelled=True)
    return replace(of, outline=labelled._replace(stamp="Negotiating copy, version Rev.2, 3 May 2026, 14.05"))


def copied(name: str, purpose: DocumentPurpose) -> bytes:
    of = negotiated(name)
    options = Options(annexes=KINDS, purpose=purpose)
    return render(of.outline, ".docx", annexes=annexes(KINDS, of), options=options)


@cache
def copy(name: str, purpose: DocumentPurpose = DocumentPurpose.NEGOTIATION) -> WordFile:
    return WordFile(copied(name, purpose))


@pytest.mark.parametrize("name", ["full", "doha"])
def test_word_counts_every_label_as_people_call_the_paragraph(name: str) -> None:
    names = {anchor(one.id): one for one in negotiated(name).outline.paragraphs}
    shown, file = {}, copy(name)
    for (_, label, _), p in zip(file.lines(), file.body(), strict=True):
        start = p.find(f"{W}bookmarkStart")
        if start is not None and value(start, "name") in names:
            shown[value(start, "name")] = label
    assert shown == {name: one.label for name, one in names.items()}
    tops = [one for one in names.values() if not one.depth]
    assert all(one.label == one.ref for one in tops) and {one.kind for one in tops} == set(Kind)
    assert any(" bis" in one.label for one in tops)


def test_lines_are_numbered_and_each_page_says_which_copy_it_is() -> None:
    file = copy("full")
    assert next(file.xml("document").iter(f"{W}lnNumType"), None) is not None
    stamp = "Negotiating_copy, version_Rev.2, 3_May_2026,_14.05".replace("_", "\u00a0")
    assert text(file.xml("footer")) == f"{stamp}Page 1 of 1"


def test_what_names_a_paragraph_in_an_annex_is_a_field_that_shows_the_same() -> None:
    file = copy("full")
    codes = [one.text for one in file.xml("document").iter(f"{W}instrText") if one.text.startswith(" REF ")]
    names = {anchor(one.id): one.ref for one in negotiated("full").outline.paragraphs}
    assert {code.split()[1] for code in codes} == set(names)
    assert all(code.split()[2:] == ["\\n", "\\h"] for code in codes)  # each number of `OP2 (a)` is one of its own
    rows = list(next(file.xml("document").iter(f"{W}tbl")).iter(f"{W}tr"))[1:]
    shown = [text(next(row.iter(f"{W}tc"))) for row in rows]
    assert [words.replace("\u00a0", " ") for words in shown] == list(names.values())


def test_a_label_has_room_and_the_sides_of_the_text_stay_together() -> None:
    made, usual = copy("full"), WordFile(render(WORKS["full"]().outline, ".docx"))

    def indents(file: WordFile) -> dict[str, tuple[int, int]]:
        styles = Styles(file.xml("styles"))
        found = {}
        for style in (Style.PREAMBULAR, Style.PREAMBULAR_CHAPEAU, Style.OPERATIVE, Style.SUB_1, Style.HEADING):
            indent = styles.indent(style)
            assert indent is not None
            found[str(style)] = int(indent.get(f"{W}left", 0)), int(indent.get(f"{W}hanging", 0))
        return found

    assert indents(usual) == {
        "Preambular Paragraph": (567, 0), "Preambular Chapeau": (567, 0), "Operative Paragraph": (567, 567),
        "Sub-paragraph 1": (1134, 567), "heading 1": (567, 0),
    }  # fmt: skip
    assert indents(made) == {
        "Preambular Paragraph": (1134, 1134), "Preambular Chapeau": (1134, 1134), "Operative Paragraph": (1134, 1134),
        "Sub-paragraph 1": (1701, 567), "heading 1": (1134, 0),
    }  # fmt: skip


def sizes(file: WordFile) -> list[int]:
    return [int(value(size)) for size in file.xml("styles").iter(f"{W}sz")]


def test_on_the_wall_all_letters_are_larger_and_rows_break_sooner() -> None:
    usual, large = copy("full"), copy("full", DocumentPurpose.WALL)
    assert sizes(large) == [round(size * LARGER) for size in sizes(usual)]

    def whole(file: WordFile) -> int:
        return sum(1 for _ in file.xml("document").iter(f"{W}cantSplit"))

    assert whole(large) < whole(usual)


BARE = """<w:docDefaults><w:rPrDefault><w:rPr/></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:styleId="A"><w:name w:val="Operative Paragraph"/><w:rPr><w:color w:val="FF0000"/>
<w:shd w:fill="FFFF00"/><w:highlight w:val="yellow"/><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="B"><w:name w:val="Sub-paragraph 1"/><w:pPr>
<w:ind w:start="400" w:firstLine="20"/><w:jc w:val="both"/></w:pPr></w:style>"""


def bare() -> Styles:
    return Styles(etree.fromstring(part("styles", [BARE])))


def test_styles_that_say_less_are_suited_too() -> None:
    styles = bare()
    styles.make_room()
    operative, sub = styles.find(Style.OPERATIVE), styles.find(Style.SUB_1)
    assert dict(operative.find(f"{W}pPr/{W}ind").attrib) == {f"{W}left": "567", f"{W}hanging": "567"}
    properties = sub.find(f"{W}pPr")
    assert [etree.QName(each).localname for each in properties] == ["ind", "jc"]
    assert dict(properties[0].attrib) == {f"{W}left": "967", f"{W}hanging": "0"}
    styles.enlarge()
    assert value(styles.element.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}sz")) == "32"
    assert properties[0].get(f"{W}left") == str(round(967 * LARGER))
    styles.blacken()
    assert [etree.QName(each).localname for each in operative.find(f"{W}rPr")] == ["b"]


def test_a_part_without_defaults_is_enlarged_as_far_as_it_says() -> None:
    styles = Styles(etree.fromstring(part("styles", [])))
    styles.enlarge()
    assert styles.element.find(f"{W}docDefaults") is None


def test_a_clean_text_is_black() -> None:
    of = WORKS["full"]()
    clean, usual = (WordFile(render(of.outline, ".docx", options=Options(clean=clean))) for clean in (True, False))
    for name in ("color", "shd"):
        found = [list(file.xml("styles").iter(f"{W}rPr")) for file in (clean, usual)]
        assert [any(look.find(W + name) is not None for look in looks) for looks in found] == [False, True]
    pages = (render(of.outline, ".html", options=Options(clean=clean)) for clean in (True, False))
    assert [b"--bracket: var(--ink)" in page for page in pages] == [True, False]
