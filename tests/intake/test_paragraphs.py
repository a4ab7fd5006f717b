"""Lists that drafter wrote itself in Markdown, as text for the list reader."""

import pytest

from drafter.formats.markdown import escaped
from drafter.intake import paragraphs
from tests.formats.outlines import HOSTILE

TEXTS = [text for text in HOSTILE if "\n" not in text and "\t" not in text]


@pytest.mark.parametrize("text", TEXTS)
def test_markdown_stands_for_the_text_to_the_letter(text: str) -> None:
    assert paragraphs.from_markdown(escaped(text)) == text


def test_headings_and_bullets_keep_their_lines() -> None:
    assert (
        paragraphs.from_markdown("# A \\[b\\]\n\n- Train. \\[NO 1(a)\\]\nend\\") == "A [b]\n\n• Train. [NO 1(a)]\nend"
    )
