"""The layouts' declaration.docx: what an export takes from it, and what it never does."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Mm, Pt
from lxml import etree

from drafter.document.edited_document import Mark
from drafter.draft.layout import Kind
from drafter.errors import DrafterError
from drafter.formats.docx.redline import redline
from drafter.formats.docx.style_sample import declaration
from drafter.formats.docx.styles import FORMER_NAMES, Style
from drafter.formats.registry import missing_styles, render
from tests.formats import libreoffice
from tests.formats.letterhead import letterhead
from tests.formats.libreoffice import needs_office
from tests.formats.outlines import SMALL, W, WordFile, numbered, outline, text, value, whole

TEMPLATES = Path(__file__).parents[2] / "templates"
LABELLED = outline(*numbered(Kind.PP, [0, 1, 0, 1, 2]), *numbered(Kind.OP, [0, 1, 2, 3, 4, 1, 0, 1]))


@pytest.mark.parametrize("layout", ["kyoto", "doha"])
def test_the_shipped_files_are_what_the_specimen_writes(layout: str) -> None:
    """After a change in parts/: `python -m drafter.formats.docx.style_sample templates/*/declaration.docx`."""
    shipped = WordFile((TEMPLATES / layout / "declaration.docx").read_bytes()).parts
    made = WordFile(declaration()).parts
    assert list(shipped) == list(made)
    assert shipped == made


def test_it_shows_every_style_that_an_export_uses() -> None:
    file = WordFile(declaration())
    used = set()
    for part in ("document", "footnotes", "comments", "header", "headerEven", "footer", "footerEven"):
        for name in ("pStyle", "rStyle", "tblStyle"):
            used |= {file.style_names[value(one)] for one in file.xml(part).iter(W + name)}
    assert used == set(Style)


def test_a_layout_with_drafters_own_styles_changes_nothing() -> None:
    assert whole(SMALL, ".docx", declaration()) == whole(SMALL, ".docx")


def test_restyling_the_file_restyles_the_export() -> None:
    base = _edited(lambda document: _restyle(document))
    file = WordFile(whole(SMALL, ".docx", base))
    styles = docx.Document(BytesIO(whole(SMALL, ".docx", base))).styles
    assert styles["Operative Paragraph"].font.size == Pt(17)
    assert value(next(file.xml("document").iter(f"{W}pgSz")), "w") == str(round(Mm(200) / 635))


def test_nothing_but_looks_is_taken_from_it() -> None:
    def sign(document: docx.document.Document) -> None:
        document.core_properties.author = "SECRET"
        document.core_properties.last_modified_by = "SECRET"
        document.add_paragraph("SECRET")
        document.add_comment(document.paragraphs[0].runs, "SECRET", "SECRET", "S")

    base = _edited(sign)
    assert any(b"SECRET" in part for part in WordFile(base).parts.values())
    file = WordFile(whole(SMALL, ".docx", base))
    assert all(b"SECRET" not in part for part in file.parts.values())
    assert list(file.parts) == list(WordFile(whole(SMALL, ".docx")).parts)


@pytest.mark.parametrize("name", [str(style) for style in Style])
def test_a_style_that_the_file_lacks_is_drafters_own(name: str) -> None:
    base = _styles_edited(lambda root: root.remove(_style(root, name)))
    file = WordFile(render(LABELLED if "aragraph" in name else SMALL, ".docx", base))
    assert set(Style) <= set(file.style_names.values())
    named = {value(one) for one in file.xml("styles").iter(f"{W}basedOn")}
    assert named <= set(file.style_names)


def test_a_style_of_another_id_is_found_by_its_name() -> None:
    def rename(root: etree._Element) -> None:
        _style(root, "Title").set(f"{W}styleId", "P17")

    file = WordFile(whole(SMALL, ".docx", _styles_edited(rename)))
    assert file.lines()[2][0] == "Title"
    assert file.style_names["P17"] == "Title"


def _as_before(data: bytes) -> bytes:
    """A document whose styles are called what drafter called them once."""

    def rename(root: etree._Element) -> None:
        for former, today in FORMER_NAMES.items():
            style = _style(root, today)
            style.find(f"{W}name").set(f"{W}val", former.capitalize())
            style.set(f"{W}customStyle", "1")

    return _part_edited(data, "styles", rename)


def test_a_style_is_known_by_the_name_that_it_had_before() -> None:
    base = _as_before(_edited(lambda document: setattr(document.styles["Title"].font, "size", Pt(31))))
    assert set(missing_styles(base)) == set()
    file = WordFile(whole(SMALL, ".docx", base))
    assert list(file.lines()) == list(WordFile(whole(SMALL, ".docx")).lines())
    titles = _style(file.xml("styles"), "Title")
    assert value(titles.find(f"{W}rPr/{W}sz")) == "62" and titles.get(f"{W}customStyle") is None

    def beside(root: etree._Element) -> None:
        own = etree.fromstring(etree.tostring(_style(WordFile(declaration()).xml("styles"), "Title")))
        own.set(f"{W}styleId", "WordsOwn")
        root.append(own)

    file = WordFile(whole(SMALL, ".docx", _part_edited(base, "styles", beside)))
    assert file.lines()[2][0] == "Declaration title", "what was made for this counts more than Word's own"


def test_a_document_of_before_differs_in_no_style() -> None:
    today = whole(SMALL, ".docx")
    made = WordFile(redline(_as_before(today), today, Mark("A", "2026-11-28")).data)
    assert b'w:author="' not in made.parts["word/document.xml"]


def _unnumber(root: etree._Element) -> None:
    for numbers in list(root.iter(f"{W}numPr")):
        parent = numbers.getparent()
        assert parent is not None
        parent.remove(numbers)


def _drop_numbered_styles(root: etree._Element) -> None:
    for name in ("Sub-paragraph 1", "Operative Paragraph", "Preambular Chapeau"):
        root.remove(_style(root, name))


@pytest.mark.parametrize("damage", [_unnumber, _drop_numbered_styles])
def test_labels_are_right_whatever_the_file_says_of_numbers(damage: Callable[[etree._Element], None]) -> None:
    lines = WordFile(render(LABELLED, ".docx", _styles_edited(damage))).lines()[2:]
    assert [label for _, label, _ in lines] == [block.label for block in LABELLED.paragraphs]


def test_a_numbered_level_of_another_kind_is_put_right() -> None:
    data = _part_edited(declaration(), "numbering", lambda root: next(root.iter(f"{W}lvlText")).set(f"{W}val", "§%1"))
    labels = [label for style, label, _ in WordFile(render(LABELLED, ".docx", data)).lines() if style.startswith("Op")]
    assert labels == ["1.", "2."]


def test_a_file_without_lists_gets_drafters() -> None:
    lines = WordFile(render(LABELLED, ".docx", _without(declaration(), "numbering"))).lines()[2:]
    assert [label for _, label, _ in lines] == [block.label for block in LABELLED.paragraphs]


def test_a_file_without_styles_or_a_section_gets_drafters() -> None:
    base = _part_edited(declaration(), "document", lambda root: root[0].remove(root[0][-1]))
    assert whole(SMALL, ".docx", base) == whole(SMALL, ".docx")
    assert whole(SMALL, ".docx", _without(declaration(), "styles")) == whole(SMALL, ".docx")


def test_a_strict_file_is_refused() -> None:
    parts = WordFile(declaration()).parts
    strict = parts["word/styles.xml"].replace(W[1:-1].encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main")
    with pytest.raises(DrafterError, match="Strict"):
        whole(SMALL, ".docx", _zipped({**parts, "word/styles.xml": strict}))


def test_a_plain_word_file_will_do() -> None:
    stream = BytesIO()
    docx.Document().save(stream)
    file = WordFile(whole(SMALL, ".docx", stream.getvalue()))
    assert [line[1:] for line in file.lines()] == [line[1:] for line in WordFile(whole(SMALL, ".docx")).lines()]


@pytest.mark.parametrize("data", [b"", b"no zip", b"PK\x03\x04 cut short"])
def test_what_is_no_word_file_is_refused(data: bytes) -> None:
    with pytest.raises(DrafterError, match=r"declaration\.docx can't be read as a Word document"):
        whole(SMALL, ".docx", data)


def test_a_zip_of_something_else_is_refused() -> None:
    stream = BytesIO()
    with ZipFile(stream, "w") as package:
        package.writestr("a.txt", "a")
    with pytest.raises(DrafterError, match="can't be read as a Word document"):
        whole(SMALL, ".docx", stream.getvalue())


@needs_office
def test_a_file_saved_by_libreoffice_serves_as_well(tmp_path: Path) -> None:
    file = WordFile(render(LABELLED, ".docx", libreoffice.saved(letterhead(), tmp_path)))
    assert [line[1:] for line in file.lines()[2:]] == [(block.label, block.text) for block in LABELLED.paragraphs]
    said = [text(one) for one in file.xml("header").iter(f"{W}p")]
    assert said[:2] == ["Mission", "Unofficial draft\nDraft declaration"]
    assert (
        text(file.xml("footer")).endswith("Page 1 of 1V.21-00815") and b"<pic:pic" in file.parts["word/headerFirst.xml"]
    )
    assert b"LibreOffice" not in b"".join(file.parts.values())


def _restyle(document: docx.document.Document) -> None:
    style = document.styles["Operative Paragraph"]
    assert style.type == WD_STYLE_TYPE.PARAGRAPH
    style.font.size = Pt(17)
    document.sections[0].page_width = Mm(200)


def _edited(change: Callable[[docx.document.Document], None]) -> bytes:
    document = docx.Document(BytesIO(declaration()))
    change(document)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def _styles_edited(change: Callable[[etree._Element], None]) -> bytes:
    return _part_edited(declaration(), "styles", change)


def _part_edited(data: bytes, name: str, change: Callable[[etree._Element], None]) -> bytes:
    parts = WordFile(data).parts
    root = etree.fromstring(parts[f"word/{name}.xml"])
    change(root)
    parts[f"word/{name}.xml"] = etree.tostring(root)
    return _zipped(parts)


def _without(data: bytes, name: str) -> bytes:
    """The package without the relationship that makes a part play its role."""
    parts = WordFile(data).parts
    relations = etree.fromstring(parts["word/_rels/document.xml.rels"])
    relations.remove(next(one for one in relations if one.get("Id") == name))
    return _zipped({**parts, "word/_rels/document.xml.rels": etree.tostring(relations)})


def _zipped(parts: dict[str, bytes]) -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w") as package:
        for path, blob in parts.items():
            package.writestr(path, blob)
    return stream.getvalue()


def _style(root: etree._Element, name: str) -> etree._Element:
    return next(one for one in root.iter(f"{W}style") if value(one.find(f"{W}name")) == name)
