"""The Word document, opened again and compared by its parts, without python-docx and without drafter's own code."""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from drafter.corpus.citations import CitedWords
from drafter.document.annexes import table_of_sources
from drafter.document.outline import Block, Heading, Outline, OutlineParagraph, Sentence
from drafter.document.table import Annex, Title
from drafter.draft.draft import Front, Treatment
from drafter.draft.layout import Kind
from drafter.errors import DrafterError
from drafter.formats.docx import notes
from drafter.formats.registry import Options, Sources, render
from tests.examples import examples
from tests.formats.outlines import (
    HOSTILE,
    SMALL,
    W,
    WordFile,
    annexed,
    hostile,
    numbered,
    outline,
    paragraph,
    text,
    value,
    whole,
)


def written(of: Outline) -> WordFile:
    return WordFile(whole(of, ".docx"))


def test_the_document_reads_as_the_outline() -> None:
    assert written(SMALL).lines() == [
        ("Declaration Masthead", "", "Unofficial draft"),
        ("Declaration Masthead", "", "Kyoto, 2020"),
        ("Title", "", "Draft declaration of the Congress"),
        ("Lead-in", "", "We, Member States,"),
        ("Preambular Paragraph", "", "Recalling the Doha Declaration,"),
        ("Lead-in", "", "Declare the following:"),
        ("heading 1", "", "Advancing crime prevention"),
        ("Operative Paragraph", "1.", "We endeavour: [Agreed ad ref]"),
        ("Sub-paragraph 1", "(a)", "To invest [substantially - A] in youth;"),
        ("Sub-paragraph 2", "(i)", "in schools & sport;"),
        ("Sub-paragraph 1", "(b)", "To train practitioners. [Pending US]"),
        ("Operative Paragraph", "2.", "We stress the rule of law."),
        ("Annex Heading", "", "Table of sources"),
        ("Annex Text", "", "Recommendations that this draft takes up, "
                           "as compiled in “A mapping exercise”."),
        ("heading 2", "", "Report of the Western Asia Regional Preparatory Meeting"),
        ("heading 2", "", "Report of the European Regional Preparatory Meeting"),
        ("Table Text", "", ""),
    ]  # fmt: skip


def depths() -> st.SearchStrategy[list[int]]:
    """Depths of a draft's paragraphs in order: each at most one degree below the one before."""

    def legal(steps: list[int]) -> list[int]:
        found = [0]
        for step in steps:
            found.append(min(step, found[-1] + 1))
        return found

    return st.lists(st.integers(0, 4), max_size=60).map(legal)


@examples(60)
@given(depths(), depths(), depths())
def test_word_shows_the_outlines_labels(preamble: list[int], first: list[int], second: list[int]) -> None:
    """Sub-paragraphs start again under each paragraph, those of the preamble too; operative numbers run on."""
    tops = first.count(0)
    operative = [block._replace(id=f"s{block.id}") for block in numbered(Kind.OP, second, start=tops)]
    blocks: list[Block] = [*numbered(Kind.PP, preamble), *numbered(Kind.OP, first), Heading("h", "Heading"), *operative]
    shown = [(label, words) for style, label, words in written(outline(*blocks)).lines()[2:] if style != "heading 1"]
    assert shown == [(block.label, block.text) for block in blocks if isinstance(block, OutlineParagraph)]


def test_the_27th_sub_paragraph_is_aa() -> None:
    blocks = numbered(Kind.OP, [0] + [1] * 60)
    assert [label for _, label, _ in written(outline(*blocks)).lines()[2:]] == [block.label for block in blocks]


@pytest.mark.parametrize(
    ("label", "depth"), [("7.", 0), ("7 bis.", 0), ("(b)", 1), ("(b ter)", 1), ("6 alt.", 0), ("odd", 2), ("0.", 0)]
)
def test_a_frozen_label_is_shown_whatever_word_would_count(label: str, depth: int) -> None:
    blocks = [*numbered(Kind.OP, [0, 1, 2]), paragraph(id="odd", label=label, depth=depth)]
    assert written(outline(*blocks)).lines()[-1][1] == label


def test_a_fifth_degree_of_sub_paragraph_is_refused() -> None:
    with pytest.raises(DrafterError, match="nested too deeply"):
        render(outline(paragraph(depth=5)), ".docx")


def test_footnotes_are_numbered_from_1_in_order_each_after_its_text() -> None:
    blocks = [block._replace(note=f"Note {block.id}.") for block in numbered(Kind.OP, [0, 1, 0])]
    file = written(outline(*blocks))
    assert file.notes() == {1: "Note op0.", 2: "Note op1.", 3: "Note op2."}
    marks = []
    for p in file.body():
        kinds = [etree.QName(one).localname for one in p.iter() if one.tag in (f"{W}t", f"{W}footnoteReference")]
        if "footnoteReference" in kinds:
            assert kinds == ["t", "footnoteReference"]
            marks.append(int(value(next(p.iter(f"{W}footnoteReference")), "id")))
    assert marks == [1, 2, 3]


def test_the_notes_part_begins_with_the_separators_that_the_settings_name() -> None:
    file = written(outline())
    kinds = [(value(note, "id"), value(note, "type")) for note in file.xml("footnotes")]
    assert kinds == [("-1", "separator"), ("0", "continuationSeparator")]
    assert [value(one, "id") for one in file.xml("settings").iter(f"{W}footnote")] == ["-1", "0"]


def test_more_notes_than_word_can_number_are_refused_with_a_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    assert notes.MOST_NOTES == 32_767
    monkeypatch.setattr(notes, "MOST_NOTES", 2)
    blocks = [block._replace(note="Note.") for block in numbered(Kind.OP, [0, 0, 0])]
    assert len(written(outline(*blocks[:2])).notes()) == 2
    with pytest.raises(DrafterError, match=r"Word can number 2 footnotes.*\.html"):
        render(outline(*blocks), ".docx")


def test_the_table_of_sources_says_where_each_is_taken_up() -> None:
    rows = [
        [[text(p) for p in cell.iter(f"{W}p")] for cell in row.iter(f"{W}tc")]
        for row in written(SMALL).xml("document").iter(f"{W}tr")
    ]
    assert rows == [
        [["Source"], ["Recommendation"], ["Taken up in"]],
        [["WA\u00a033(a)"], ["Invest in youth."], ["OP1 (merged)"]],  # no line ends in a citation
        [["WA\u00a035(b)"], ["Train practitioners."], ["OP1 (merged)"]],
        [["Source"], ["Recommendation"], ["Taken up in"]],
        [
            ["E\u00a057(c)"],
            ["Build on and carry forward the commitments reflected in the Doha Declaration."],
            ["PP1 (adapted)", "partly taken up"],
        ],
    ]


def test_the_tables_head_is_repeated_and_only_long_rows_may_break() -> None:
    long = SMALL.sources[0]._replace(text="word " * 1_000)
    rows = list(written(SMALL._replace(sources=(SMALL.sources[0], long))).xml("document").iter(f"{W}tr"))
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True, False, False]
    assert [row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows] == [True, True, False]


def test_the_table_has_alternative_text() -> None:
    table = next(written(SMALL).xml("document").iter(f"{W}tblPr"))
    assert value(table.find(f"{W}tblCaption")) == "Report of the Western Asia Regional Preparatory Meeting"
    assert value(table.find(f"{W}tblDescription")).startswith("Rows: 2. Columns: Source, ")


def test_no_sources_no_table() -> None:
    assert "Table of sources" not in [words for *_, words in written(outline(paragraph())).lines()]


def test_hidden_bookmarks_are_closed_unique_and_link_targets() -> None:
    ids = ["abc", "ABC", "x-y", "ü", "a" * 80, "a_1"]
    blocks = [paragraph(id=id, label=f"{n}.") for n, id in enumerate(ids, start=1)]
    linked = SMALL.sources[0]._replace(paragraphs=tuple((block.id, block.ref, Treatment.MERGED) for block in blocks))
    document = written(outline(*blocks, sources=(linked,))).xml("document")
    blocks_and_places = len(blocks) + len(["the annex", "its row"])
    starts = {value(one, "id"): value(one, "name") for one in document.iter(f"{W}bookmarkStart")}
    ends = [value(one, "id") for one in document.iter(f"{W}bookmarkEnd")]
    assert len(ends) == len(set(ends)) == blocks_and_places
    assert set(starts) == set(ends)
    assert len({name.lower() for name in starts.values()}) == blocks_and_places, "to Word, capitals are small letters"
    assert all(re.fullmatch(r"_(drafter|annex|source)_[A-Za-z0-9_]{1,31}", name) for name in starts.values())
    assert starts["1"] == "_drafter_abc"
    assert [value(one, "anchor") for one in document.iter(f"{W}hyperlink")] == list(starts.values())[: len(blocks)]


def test_every_style_used_is_defined_and_nothing_is_formatted_directly() -> None:
    file = written(hostile())
    for part in ("document", "footnotes", "header", "footer"):
        tree = file.xml(part)
        used = [value(one) for name in ("pStyle", "rStyle", "tblStyle") for one in tree.iter(W + name)]
        assert used
        assert set(used) <= set(file.style_names)
        assert {one.tag for own in tree.iter(f"{W}pPr") for one in own} <= {f"{W}pStyle", f"{W}bidi", f"{W}rPr"}
        assert {one.tag for own in tree.iter(f"{W}rPr") for one in own} <= {f"{W}rStyle", f"{W}rtl"}
        assert all(p.find(f"{W}pPr/{W}pStyle") is not None for p in tree.iter(f"{W}p"))


def test_every_style_and_number_named_by_a_style_exists() -> None:
    file = written(SMALL)
    styles, numbering = file.xml("styles"), file.xml("numbering")
    named = {value(one) for name in ("basedOn", "next", "link") for one in styles.iter(W + name)}
    assert named <= set(file.style_names)
    numbers = {value(one, "numId") for one in numbering.iter(f"{W}num")}
    assert {value(one) for one in styles.iter(f"{W}numId")} <= numbers
    assert {value(one) for one in numbering.iter(f"{W}pStyle")} <= set(file.style_names)


def test_headings_are_in_the_navigation_pane() -> None:
    file = written(SMALL)
    heading = next(id for id, name in file.style_names.items() if name == "heading 1")
    assert value(file.xml("styles").find(f"{W}style[@{W}styleId='{heading}']/{W}pPr/{W}outlineLvl")) == "0"


def test_hostile_text_passes_to_the_letter() -> None:
    file = written(hostile())
    lines = file.lines()
    plain = [text.replace("\r\n", "\n") for text in HOSTILE]
    assert [words for style, _, words in lines if style == "heading 1"] == plain
    assert [words for style, _, words in lines if style == "Declaration Masthead"] == plain
    assert [words for style, _, words in lines if style == "Operative Paragraph"] == [f"{one} [{one}]" for one in plain]
    assert list(file.notes().values()) == plain
    tables = [list(table.iter(f"{W}tr"))[1] for table in file.xml("document").iter(f"{W}tbl")]
    assert [text(list(row.iter(f"{W}tc"))[1]) for row in tables] == plain


def test_a_text_from_right_to_left_is_set_so() -> None:
    arabic, english = "السلام (a)", "Peace السلام"
    paragraphs = list(written(outline(paragraph(arabic), paragraph(english, id="p2", label="2."))).body())[-2:]
    assert [p.find(f"{W}pPr/{W}bidi") is not None for p in paragraphs] == [True, False]
    assert [next(p.iter(f"{W}rtl"), None) is not None for p in paragraphs] == [True, False]


def test_header_and_footer_say_what_the_page_belongs_to() -> None:
    file = written(SMALL._replace(front_matter=Front(symbol="A/CONF.234/L.6")))
    looks = {}
    for odd, even in (("header", "headerEven"), ("footer", "footerEven")):
        assert text(file.xml(odd)) == text(file.xml(even))
        for part in (odd, even):
            looks[part] = [file.style_names[value(one)] for one in file.xml(part).iter(f"{W}pStyle")]
    assert looks == {
        "header": ["header", "Header End"], "headerEven": ["Header Even", "Header End"],
        "footer": ["footer"], "footerEven": ["Footer Even"],
    }  # fmt: skip
    assert text(file.xml("header")) == "A/CONF.234/L.6\nUnofficial draft\nDraft declaration of the Congress"
    assert text(written(SMALL).xml("header")) == "Unofficial draft\nDraft declaration of the Congress"
    assert text(file.xml("footer")) == "Page 1 of 1"
    assert [value(one, "instr").strip() for one in file.xml("footer").iter(f"{W}fldSimple")] == ["PAGE", "NUMPAGES"]
    section = next(file.xml("document").iter(f"{W}sectPr"))
    kinds = [(etree.QName(one).localname, value(one, "type")) for one in section if "Reference" in str(one.tag)]
    assert kinds == [
        ("headerReference", "default"), ("headerReference", "even"),
        ("footerReference", "default"), ("footerReference", "even"), ("footerReference", "first"),
    ]  # fmt: skip
    assert section.find(f"{W}titlePg") is not None
    assert next(file.xml("settings").iter(f"{W}evenAndOddHeaders"), None) is not None


def test_a_masthead_has_two_columns_where_the_layout_says_so_and_an_opening_goes_on_as_the_preamble_does() -> None:
    file = written(
        outline(
            Sentence("opening", "We,"),
            Sentence("opening 2", "Assembled in Kyoto,", 9),
            masthead=("United Nations\tA/CONF.234/L.6", "\tDistr.: Limited", "Agenda item 3"),
            columns=True,
        )
    )
    lines = [(style, words) for style, _, words in file.lines()]
    assert lines == [
        ("Declaration Masthead Head", "United Nations\tA/CONF.234/L.6"),
        ("Declaration Masthead", "\tDistr.: Limited"),
        ("Declaration Masthead", "Agenda item 3"),
        ("Title", "Draft declaration"),
        ("Lead-in", "We,"),
        ("Opening Paragraph", "Assembled in Kyoto,"),
    ]
    assert [text(run) for run in list(file.body())[-1].iter(f"{W}r")] == ["Assembled", " in Kyoto,"]


def test_annexes_have_numbers_and_so_have_their_tables() -> None:
    made = table_of_sources(SMALL)
    other = Annex("other", "Other", (Title("A table"), next(made.tables)._replace(title="Another")))
    annexes = (made._replace(label="Annex I"), other._replace(label="Annex II"), other)
    file = WordFile(render(SMALL, ".docx", annexes=annexes))
    lines = [(style, words) for style, _, words in file.lines() if style in ("Annex Heading", "caption")]
    assert lines == [
        ("Annex Heading", "Annex I\nTable of sources"),
        ("caption", "Table 1"),
        ("caption", "Table 2"),
        ("Annex Heading", "Annex II\nOther"),
        ("caption", "Table 3. Another"),
        ("Annex Heading", "Other"),
    ]
    codes = [value(one, "instr").strip() for one in file.xml("document").iter(f"{W}fldSimple")]
    assert codes == 3 * ["SEQ Table \\* ARABIC"]


def test_latin_numerals_are_set_in_italics() -> None:
    text_of = "We recall articles 2 bis and 7 ter, and a terse bis."
    of = outline(paragraph(text_of, status="See OP7 bis"))
    file = written(of)
    body = list(file.body())[-1]
    looks = ((run.find(f"{W}rPr/{W}rStyle"), text(run)) for run in body.iter(f"{W}r"))
    styled = [(file.style_names[value(look)], words) for look, words in looks if look is not None]
    assert [each for each in styled if "Latin" in each[0]] == [
        ("Latin Numeral", "bis"), ("Latin Numeral", "ter"), ("Status Tag (Latin)", "bis"),
    ]  # fmt: skip
    italic = {value(style.find(f"{W}name")) for style in file.xml("styles") if style.find(f"{W}rPr/{W}i") is not None}
    assert italic >= {"Latin Numeral", "Status Tag (Latin)"}
    assert text(body) == f"{text_of} [See OP7 bis]"


def test_what_cites_leads_to_the_table_of_sources_where_there_is_one() -> None:
    words = ("Report of X, ", ""), ("paras. 33 (a)", "WA 33(a)"), (" and ", ""), ("35 (b)", "WA 35(b)"), (".", "")
    cited = tuple(CitedWords(*each) for each in words)
    noted = SMALL.paragraphs[1]._replace(cited=cited, note="".join(each.text for each in cited))
    of = SMALL._replace(blocks=(noted,))
    for sources, part in ((Sources.FOOTNOTES, "footnotes"), (Sources.INLINE, "document")):
        options = Options(sources)
        file = WordFile(render(of, ".docx", annexes=annexed(of), options=options))
        links = [link for link in file.xml(part).iter(f"{W}hyperlink") if value(link, "anchor").startswith("_source_")]
        assert [value(link, "anchor") for link in links] == ["_source_wa_33_a", "_source_wa_35_b"]
        alone = WordFile(render(of, ".docx", options=options))
        assert next(alone.xml(part).iter(f"{W}hyperlink"), None) is None
        said = file.notes()[1] if part == "footnotes" else text(list(alone.body())[-1])
        assert ("paras.\u00a033\u00a0(a) and 35\u00a0(b)." if part == "footnotes" else "[WA\u00a033(a); WA") in said


def test_the_properties_name_the_document_and_nobody() -> None:
    properties = docx.Document(BytesIO(whole(SMALL, ".docx"))).core_properties
    assert (properties.title, properties.language) == ("Draft declaration of the Congress", "en-GB")
    assert (properties.author, properties.last_modified_by) == ("", "")
    assert (properties.created, properties.modified) == (None, None)


def test_the_language_is_british_english_everywhere() -> None:
    file = written(SMALL)
    for name in file.parts:
        if name.startswith("word/") and name.endswith(".xml"):
            assert {value(one) for one in etree.fromstring(file.parts[name]).iter(f"{W}lang")} <= {"en-GB"}
    assert value(next(file.xml("styles").iter(f"{W}lang"))) == "en-GB"


def test_the_package_is_bare_and_undated() -> None:
    with ZipFile(BytesIO(whole(SMALL, ".docx"))) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert sorted(package.namelist()) == [
            "[Content_Types].xml",
            "_rels/.rels",
            "customXml/_rels/item1.xml.rels",
            "customXml/item1.xml",
            "customXml/itemProps1.xml",
            "docProps/core.xml",
            "word/_rels/document.xml.rels",
            *(f"word/{name}.xml" for name in ("document", "footer", "footerEven", "footnotes", "header", "headerEven")),
            *(f"word/{name}.xml" for name in ("numbering", "settings", "styles")),
        ]


def test_the_private_remark_is_in_no_part() -> None:
    assert all(b"PRIVATE" not in part for part in written(SMALL).parts.values())


def test_python_docx_opens_it_and_reads_the_same_text() -> None:
    document = docx.Document(BytesIO(whole(SMALL, ".docx")))
    assert "We stress the rule of law." in [p.text for p in document.paragraphs]
    assert [len(table.rows) for table in document.tables] == [3, 2]
