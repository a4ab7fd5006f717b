"""A layout's own headers and footers: taken as they are, around the document's lines, and without who made them."""

from __future__ import annotations

import struct
from collections.abc import Callable
from io import BytesIO
from typing import Any

import docx
from docx.section import Section
from lxml import etree

from drafter.formats.docx.pictures import bare
from drafter.formats.docx.style_sample import declaration
from tests.formats.letterhead import MAKER, letterhead, png
from tests.formats.outlines import SMALL, W, WordFile, text, whole

OWN = ["Unofficial draft", "Draft declaration of the Congress"]
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def edited(change: Callable[[docx.document.Document], None]) -> WordFile:
    """An export with drafter's own declaration.docx, as `change` left it."""
    document = docx.Document(BytesIO(declaration()))
    change(document)
    stream = BytesIO()
    document.save(stream)
    return WordFile(whole(SMALL, ".docx", stream.getvalue()))


def within(of: Callable[[Section], Any], inner: str) -> Callable[[docx.document.Document], None]:
    """Puts XML into the header or footer of a section, in place of all that is there."""

    def change(document: docx.document.Document) -> None:
        root = of(document.sections[0]).part.element
        for child in list(root):
            root.remove(child)
        spaces = f'xmlns:w="{W[1:-1]}" xmlns:r="{R}"'
        root.extend(etree.fromstring(f"<w:all {spaces}>{inner}</w:all>"))

    return change


def lines(file: WordFile, part: str) -> list[str]:
    return [line for one in file.xml(part).iter(f"{W}p") for line in text(one).splitlines() if line]


def test_a_letterhead_stands_around_the_documents_own_lines() -> None:
    file = WordFile(whole(SMALL, ".docx", letterhead()))
    assert lines(file, "headerFirst") == ["Permanent Mission"]
    assert lines(file, "header") == ["Mission", *OWN]
    assert lines(file, "footer") == lines(file, "footerFirst") == ["Page 1 of 1", "V.21-00815"]
    (logo,) = (data for name, data in file.parts.items() if name.startswith("word/media/"))
    assert logo == bare(png()) and not any(MAKER in data for data in file.parts.values())
    document = docx.Document(BytesIO(whole(SMALL, ".docx", letterhead())))
    for header in (document.sections[0].header, document.sections[0].first_page_header):
        (shape,) = header.part.element.iter("{*}blip")
        assert header.part.related_parts[shape.get(f"{{{R}}}embed")].blob == logo


def test_a_header_without_drafters_lines_gets_them_at_its_end_and_a_footer_that_counts_keeps_its_count() -> None:
    file = edited(within(lambda section: section.header, "<w:p><w:r><w:t>Letterhead</w:t></w:r></w:p>"))
    assert lines(file, "header") == ["Letterhead", *OWN]
    count = '<w:p><w:fldSimple w:instr=" PAGE "><w:r><w:t>7</w:t></w:r></w:fldSimple></w:p>'
    file = edited(within(lambda section: section.footer, count))
    assert lines(file, "footer") == ["7"]
    file = edited(within(lambda section: section.footer, "<w:p><w:r><w:t>V.21</w:t></w:r></w:p>"))
    assert lines(file, "footer") == ["V.21", "Page 1 of 1"]


def test_what_is_shown_on_no_page_is_not_taken() -> None:
    def hidden(document: docx.document.Document) -> None:
        section = document.sections[0]
        section.first_page_header.paragraphs[0].text = "First"
        section.even_page_header.paragraphs[0].text = "On even pages"
        section.different_first_page_header_footer = False
        document.settings.odd_and_even_pages_header_footer = False

    file = edited(hidden)
    assert "word/headerFirst.xml" not in file.parts
    assert not any(b"On even pages" in data for name, data in file.parts.items() if "header" in name)


def test_who_wrote_it_and_what_it_leads_to_is_left_out() -> None:
    inner = (
        '<w:p w:rsidR="00AB12CD"><w:ins w:id="1" w:author="SECRET" w:date="2026-01-01T00:00:00Z"><w:r><w:t>new </w:t>'
        '</w:r></w:ins><w:del w:id="2" w:author="SECRET"><w:r><w:delText>SECRET</w:delText></w:r></w:del>'
        '<w:bookmarkStart w:id="0" w:name="SECRET"/><w:bookmarkEnd w:id="0"/>'
        '<w:hyperlink r:id="rId99"><w:r><w:t>linked</w:t></w:r></w:hyperlink>'
        '<w:sdt><w:sdtPr><w:tag w:val="SECRET"/></w:sdtPr><w:sdtContent><w:r><w:t> held</w:t></w:r></w:sdtContent>'
        "</w:sdt>"
        '<w:r><w:pict><v:imagedata xmlns:v="urn:schemas-microsoft-com:vml" r:id="rId99"/></w:pict></w:r></w:p>'
    )
    file = edited(within(lambda section: section.header, inner))
    assert lines(file, "header") == ["new linked held", *OWN]
    header = file.parts["word/header.xml"]
    assert not any(word in header for word in (b"SECRET", b"rsid", b"rId99", b"pict"))


def test_a_pictures_own_words_are_left_out_and_its_data_kept() -> None:
    def segment(marker: int, data: bytes) -> bytes:
        return struct.pack(">BBH", 0xFF, marker, len(data) + 2) + data

    kept = segment(0xE0, b"JFIF\0"), segment(0xDB, b"table"), segment(0xDA, b"scan") + b"data\xff\xd9"
    jpeg = b"\xff\xd8" + kept[0] + segment(0xE1, b"Exif\0\0" + MAKER) + segment(0xFE, MAKER) + kept[1] + kept[2]
    assert bare(jpeg) == b"\xff\xd8" + b"".join(kept)
    assert MAKER not in bare(png()) and bare(png()).endswith(png()[-12:])
    for broken in (b"\xff\xd8\xff", png()[:30], b"GIF89a", b""):
        assert bare(broken) == broken
