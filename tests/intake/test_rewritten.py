"""Lists that drafter wrote itself, as the text that the list reader takes."""

import pytest

from drafter.document.compilation import Shown, compiled
from drafter.document.outline import DocumentForm
from drafter.errors import BadInput
from drafter.formats.docx import reader
from drafter.formats.markdown import escaped
from drafter.formats.registry import render
from drafter.intake import paragraphs
from drafter.review.coverage import Selection
from tests import builders
from tests.formats.outlines import HOSTILE

TEXTS = [text for text in HOSTILE if "\n" not in text and "\t" not in text]


@pytest.mark.parametrize("text", TEXTS)
def test_markdown_stands_for_the_text_to_the_letter(text: str) -> None:
    assert paragraphs.from_markdown(escaped(text)) == text


def test_headings_and_bullets_keep_their_lines() -> None:
    assert (
        paragraphs.from_markdown("# A \\[b\\]\n\n- Train. \\[NO 1(a)\\]\nend\\") == "A [b]\n\n• Train. [NO 1(a)]\nend"
    )


def test_a_word_document_is_its_paragraphs() -> None:
    cover, annex = compiled(Shown.LIST, builders.corpus(), Selection(), {}, DocumentForm())
    lines = [paragraph.text for paragraph in reader.read(render(cover, ".docx", annexes=(annex,)), "m.docx")]
    assert lines[0] == "A mapping of the recommendations"
    assert "Protect victims [of all crimes]. [NO 1(b)]" in lines


@pytest.mark.parametrize("data", [b"", b"no zip", b"PK\x03\x04"])
def test_what_is_no_word_document_is_refused_by_name(data: bytes) -> None:
    with pytest.raises(BadInput, match=r"m\.docx: This can't be read as a Word document"):
        reader.read(data, "m.docx")
