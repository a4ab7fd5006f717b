"""Any text that somebody sent, as paragraphs; and lists that drafter wrote itself, as text for the list reader."""

import io
import tempfile
import zipfile
from pathlib import Path

import pytest
from docx import Document

from drafter.errors import BadInput
from drafter.formats.docx import guard
from drafter.formats.markdown import escaped
from drafter.intake import paragraphs
from drafter.workspace import export
from drafter.workspace.others_texts import text_paragraphs
from tests.formats.outlines import HOSTILE

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def docx(body: str, head: str = "") -> bytes:
    content = (
        f'<?xml version="1.0"?>{head}<w:document xmlns:w="{W}" xmlns:mc="{MC}"><w:body>{body}</w:body></w:document>'
    )
    made, stream = io.BytesIO(), io.BytesIO()
    Document().save(made)
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(stream, "w") as package:
        for name in old.namelist():
            package.writestr(name, content if name == "word/document.xml" else old.read(name))
    return stream.getvalue()


def read(name: str, data: bytes) -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        return text_paragraphs(path)


def p(text: str, style: str = "") -> str:
    props = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{props}<w:r><w:t>{text}</w:t></w:r></w:p>"


def test_plain_text_is_parted_by_empty_lines_or_else_by_lines() -> None:
    assert read("a.txt", b"One\nand on.\n\nTwo.\n \nThree.") == ["One and on.", "Two.", "Three."]
    assert read("a.TXT", b"\xef\xbb\xbfOne.\r\nTwo.\r\n") == ["One.", "Two."]
    assert read("a.txt", b"") == []


def test_markdown_loses_its_markup_headings_tables_and_notes() -> None:
    text = """# Title

Recalling the *Doha* **Declaration**,[^1]

1. We act
   now.
2. We [rest](http://x).
    (a) To sleep;

- A bullet \\[not agreed\\]

| AP 62(a) | text |
|---|---|

[^1]: Report of the Meeting, para. 1.
    It goes on.

---

The end.
"""
    assert read("a.md", text.encode()) == [
        "Recalling the Doha Declaration,",
        "1. We act now.",
        "2. We rest.",
        "(a) To sleep;",
        "A bullet [not agreed]",
        "The end.",
    ]


def test_word_gives_its_paragraphs_headings_left_out() -> None:
    document = Document()
    document.add_heading("A title", 0)
    document.add_heading("A heading", 1)
    document.add_paragraph("We act,\tand rest.")
    document.add_table(1, 1).cell(0, 0).text = "In a table."
    stream = io.BytesIO()
    document.save(stream)
    assert read("a.docx", stream.getvalue()) == ["We act, and rest.", "In a table."]


def test_tracked_changes_are_read_as_if_accepted() -> None:
    body = (
        "<w:p><w:r><w:t>We </w:t></w:r><w:del><w:r><w:delText>rest</w:delText><w:t>gone</w:t></w:r></w:del>"
        "<w:ins><w:r><w:t>act</w:t></w:r></w:ins><w:r><w:br/><w:t>well</w:t><w:noBreakHyphen/><w:t>off.</w:t></w:r></w:p>"
        "<w:p><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>"
    )
    assert read("a.docx", docx(body)) == ["We act well-off."]


def test_a_text_box_is_read_once_and_beside_its_paragraph() -> None:
    inner = p("In the box.")
    body = (
        f"<w:p><w:r><w:t>Before</w:t><mc:AlternateContent><mc:Choice>{inner}</mc:Choice>"
        f"<mc:Fallback>{inner}</mc:Fallback></mc:AlternateContent><w:t> after.</w:t></w:r></w:p>"
    )
    assert read("a.docx", docx(body)) == ["In the box.", "Before after."]


def test_a_table_of_sources_is_no_text() -> None:
    row = f"<w:tr><w:tc>{p('AP 62(a)')}</w:tc><w:tc>{p('The recommendation.')}</w:tc></w:tr>"
    other = f"<w:tr><w:tc>{p('We act.')}</w:tc></w:tr>"
    assert read("a.docx", docx(f"<w:tbl>{row}{other}</w:tbl>")) == ["We act."]


def test_words_outside_of_paragraphs_are_passed_over() -> None:
    assert read("a.docx", docx(f"<w:t>lost</w:t><w:br/>{p('kept')}")) == ["kept"]


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        pytest.param("a.pdf", b"", "can't be traced", id="a PDF"),
        pytest.param("a", b"", "can't be traced", id="no ending"),
        pytest.param("a.txt", b"ok\n\xff", "not UTF-8", id="not UTF-8"),
        pytest.param("a.md", b"a \x1b[31m", "control character", id="an escape sequence"),
        pytest.param("a.docx", b"not a zip", "no Word document", id="no zip"),
        pytest.param("a.docx", docx("")[:60], "no Word document", id="a zip cut in half"),
        pytest.param("a.docx", docx("<w:p>"), "can't be read", id="broken XML"),
        pytest.param(
            "a.docx", docx(p("x"), "<!DOCTYPE x [<!ENTITY a 'b'>]>"), "declares a document type", id="entities"
        ),
    ],
)
def test_what_can_not_be_read_is_refused_with_the_reason(name: str, data: bytes, why: str) -> None:
    with pytest.raises(BadInput, match=why):
        read(name, data)


def test_a_package_without_a_document_is_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("x", "y")
    with pytest.raises(BadInput, match="no Word document"):
        read("a.docx", stream.getvalue())


def test_a_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "LARGEST", 1_000)
    with pytest.raises(BadInput, match="larger than"):
        read("a.docx", docx(p("a" * 5_000)))


def test_a_text_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paragraphs, "MOST_PARAGRAPHS", 2)
    with pytest.raises(BadInput, match="more than 2 paragraphs"):
        read("a.txt", b"a\nb\nc")
    monkeypatch.setattr(paragraphs, "LARGEST", 9)
    for name, content in (("a.txt", b"a" * 10), ("a.md", b"a" * 10), ("a.docx", docx(p("a" * 10)))):
        with pytest.raises(BadInput, match="far larger than a declaration"):
            read(name, content)


def test_a_draft_exported_by_drafter_is_read_without_its_sources(tmp_path: Path) -> None:
    from drafter.storage import corpus_yaml, folders
    from drafter.workspace import Workspace

    workspace = Workspace.open(folders.CONGRESS / "sample-draft.yaml", corpus_yaml.load(folders.CORPUS))
    for suffix in (".docx", ".md"):
        path = tmp_path / f"draft{suffix}"
        export.write(workspace, path)
        found = text_paragraphs(path)
        assert any("We will reduce" in text or "prison overcrowding" in text for text in found)
        assert not any("Building on the successful experience of the Thirteenth" in text for text in found)
        assert len(found) < 60


TEXTS = [text for text in HOSTILE if "\n" not in text and "\t" not in text]


@pytest.mark.parametrize("text", TEXTS)
def test_markdown_stands_for_the_text_to_the_letter(text: str) -> None:
    assert paragraphs.from_markdown(escaped(text)) == text


def test_headings_and_bullets_keep_their_lines() -> None:
    assert (
        paragraphs.from_markdown("# A \\[b\\]\n\n- Train. \\[NO 1(a)\\]\nend\\") == "A [b]\n\n• Train. [NO 1(a)]\nend"
    )
