"""Which language texts are in is told by their letters and little words, and not at all where that isn't sure."""

from __future__ import annotations

import pytest

from drafter.corpus import languages, scripts
from tests.languages import LISTS


@pytest.mark.parametrize("language", LISTS)
def test_a_text_tells_its_language(language: str) -> None:
    assert languages.told_apart([LISTS[language]]) == language


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("The rule of law should be strengthened, and access to justice ensured for all.", "en"),
        ("Die Mitgliedstaaten sollten die Zusammenarbeit stärken und die Opfer schützen.", ""),
        ("Os Estados devem reforçar a cooperação e garantir que as vítimas tenham acesso à justiça.", ""),
        ("Gli Stati membri dovrebbero garantire che le vittime della tratta abbiano accesso alla giustizia.", ""),
        ("Держави-члени мають забезпечити потерпілим доступ до правосуддя.", ""),
        ("Polish every lens.", ""),
        ("", ""),
    ],
)
def test_what_is_not_sure_is_not_told(text: str, tag: str) -> None:
    assert languages.told_apart([text]) == tag


def test_a_tag_is_named_by_its_language() -> None:
    assert [languages.named(tag) for tag in ("fr-CA", "zh-Hans", "de")] == ["French", "Chinese", "de"]
    assert languages.is_english("en-GB")
    assert not languages.is_english("fr")


def test_a_lines_end_becomes_a_blank_where_the_script_has_blanks() -> None:
    joined = {
        "加强\n合作": "加强合作",
        "办公室\nUNODC": "办公室UNODC",
        "第15\n条": "第15条",
        "宣言，\n并": "宣言，并",
        "加强 合作": "加强 合作",
        "（a）\n[AP 1(a)]": "（a） [AP 1(a)]",
        "تعزيز\nالتعاون": "تعزيز التعاون",
        "Lamps \n and oil": "Lamps and oil",
    }
    assert {text: scripts.on_one_line(text) for text in joined} == joined


def test_signs_are_those_of_the_script() -> None:
    said = [scripts.sign_in(text, ".") for text in ("合作", "Lamps", "été", "", "مكافحة")]
    assert said == ["。", ".", ".", ".", "."]
    assert scripts.sign_in("مكافحة (3)", ";") == "؛"
    assert [scripts.latin_sign(sign) for sign in ("。", "؛", "x")] == [".", ";", "x"]
    assert [scripts.may_be_capital(sign) for sign in ("A", "合", "ا", "a", "1")] == [True, True, True, False, False]
    assert scripts.needs_no_blank("合作", "（a）")
    assert scripts.needs_no_blank("UNODC", "办公室")
    assert not scripts.needs_no_blank("合作", "[AP 1(a)]")
