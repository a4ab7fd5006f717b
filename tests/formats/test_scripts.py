"""Texts from right to left, and in several languages: how Word and LibreOffice are told."""

from __future__ import annotations

import pytest

from drafter.document.outline import Heading, Outline
from drafter.draft.layout import Kind
from drafter.formats.options import Options
from drafter.formats.registry import render
from tests.formats.outlines import W, WordFile, numbered, outline, text, value

ARABIC = "نؤكد من جديد التزامنا المشترك"


def arabic(*, most: bool = True) -> Outline:
    """A text of five paragraphs, three of them Arabic, or one."""
    blocks = numbered(Kind.OP, [0, 1, 0, 1, 0])
    own = [block._replace(text=ARABIC) for block in blocks[: 3 if most else 1]]
    made = outline(Heading("h", ARABIC), *own, *blocks[len(own) :])
    return made._replace(form=made.form._replace(contents=True))


def test_all_that_is_arabic_runs_from_the_right() -> None:
    file = WordFile(render(arabic(), ".docx"))
    paragraphs = [one for one in file.body() if ARABIC in text(one)]
    assert len(paragraphs) == 5, "the entry of the contents, the heading, three paragraphs"
    assert all(one.find(f"{W}pPr/{W}bidi") is not None for one in paragraphs)
    words = [run for one in paragraphs for run in one.iter(f"{W}r") if run.find(f"{W}t") is not None]
    assert all(run.find(f"{W}rPr/{W}rtl") is not None for run in words)


@pytest.mark.parametrize(
    ("most", "printed", "side"), [(True, True, "right"), (True, False, "left"), (False, True, "left")]
)
def test_libreoffice_has_numbers_end_at_their_place(most: bool, printed: bool, side: str) -> None:
    """It takes left for left, where Word takes it for where lines begin."""
    file = WordFile(render(arabic(most=most), ".docx", options=Options(), printed=printed))
    sides = {value(one) for one in file.xml("numbering").iter(f"{W}lvlJc")}
    assert sides == {side}


@pytest.mark.parametrize(
    ("language", "others", "spoken"),
    [
        ("fr-FR", (), ("fr-FR", "en-GB", "ar-SA")),
        ("fr-FR", ("he-IL", "ar-EG", "zh-CN", "de-DE"), ("fr-FR", "zh-CN", "he-IL")),
        ("ar-EG", ("en-US",), ("en-US", "en-GB", "ar-EG")),
    ],
)  # fmt: skip
def test_each_script_has_its_language(language: str, others: tuple[str, ...], spoken: tuple[str, ...]) -> None:
    made = outline()
    form = made.form._replace(language=language, languages=others)
    file = WordFile(render(made._replace(form=form), ".docx"))
    (lang,) = file.xml("styles").iterfind(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    assert tuple(value(lang, name) for name in ("val", "eastAsia", "bidi")) == spoken
    assert f"<dc:language>{language}<" in file.parts["docProps/core.xml"].decode()
