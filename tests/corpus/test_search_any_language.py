"""Words are found in any language of the United Nations: accents folded, forms of a word, characters without blanks."""

from __future__ import annotations

from functools import cache

import pytest

from drafter.corpus.corpus import About, AboutRegion, Corpus
from drafter.corpus.roots import apart, root
from drafter.corpus.search import Index
from drafter.corpus.tokens import stems, words
from drafter.intake.joined_lines import SourceText
from drafter.intake.mapping_exercise import read_mapping
from tests.languages import LISTS


@cache
def corpus(language: str) -> Corpus:
    about = About(regions=(AboutRegion("AP", "Asia", "Report"), AboutRegion("AF", "Africa", "Report")))
    return read_mapping(listing=SourceText("l", LISTS[language]), matrix=None, about=about)[0].corpus


@cache
def index(language: str) -> Index:
    return Index(corpus(language))


@pytest.mark.parametrize(
    ("language", "words", "found", "marked"),
    [
        ("fr", "prevention", ["AF 17(b)"], ["prévention"]),
        ("fr", "mesure", ["AF 60(a)"], ["mesures"]),
        ("fr", "renforcement coopérer", ["AP 13(a)"], ["Renforcer", "coopération"]),
        ("fr", "l’extradition", ["AP 13(a)"], ["extradition"]),
        ("fr", "NOT (victime OR mesure) justice", [], []),
        ("fr", "(victime OR mesure) justice", ["AP 13(b)"], ["victimes", "justice"]),
        ("fr", '"données probantes"', ["AF 17(b)"], ["données", "probantes"]),
        ("fr", "prév*", ["AF 17(b)"], ["prévention"]),
        ("fr", "AP 13(b)", ["AP 13(b)"], []),
        ("fr", "^", [], []),
        ("es", "víctima", ["AP 13(b)"], ["víctimas"]),
        ("es", "fortalecimiento", ["AP 13(a)"], ["Fortalecer"]),
        ("ru", "коррупция", ["AF 60(a)"], ["коррупцией"]),
        ("ru", "мера", ["AF 60(a)"], ["меры"]),
        ("ar", "تعاون", ["AP 13(a)"], ["التعاون"]),
        ("ar", "استراتيجية", ["AF 17(b)"], ["استراتيجيات"]),
        ("ar", "فَسَاد", ["AF 60(a)"], ["الفساد"]),
        ("zh", "合作", ["AP 13(a)"], ["合作"]),
        ("zh", "资源 合作", ["AP 13(a)"], ["合作", "资源"]),
        ("zh", "腐败 NOT 合作", ["AF 60(a)"], ["腐败"]),
        ("zh", "作合", [], []),
    ],
)
def test_words_are_found_in_their_forms(language: str, words: str, found: list[str], marked: list[str]) -> None:
    ids = index(language).find(words)
    assert ids == found
    for id in ids:
        text = corpus(language).by_id[id].text
        assert [text[start:end] for start, end in index(language).hits(id, words)] == marked


def test_what_is_being_typed_is_the_beginning_of_a_word() -> None:
    assert index("fr").find_as_typed("natio") == ["AF 17(b)"]
    assert index("ar").find_as_typed("تعا") == ["AP 13(a)"]
    assert index("zh").find_as_typed("加") == ["AP 13(a)"]
    text = corpus("fr").by_id["AF 17(b)"].text
    assert [text[start:end] for start, end in index("fr").hits_as_typed("AF 17(b)", "natio")] == ["nationales"]


def test_forms_of_a_word_have_one_root() -> None:
    for language, forms in {
        "fr": ("coopération coopérer", "mesures mesure", "nationaux nationales national", "lois loi"),
        "es": ("medidas medida", "cooperación cooperar", "nacionales nacional"),
        "ru": ("преступности преступность", "меры мера мерам", "национальный национальные"),
        "ar": ("والتعاون بالتعاون تعاون", "إجراءات اجراءات", "للدول الدول دول"),
        "de": ("Staaten", "staaten"),
    }.items():
        for several in forms:
            assert len({root(form, language) for form in several.split()}) == 1, several


def test_measures_of_likeness_know_the_words_of_every_script() -> None:
    assert words("L’entraide, l'aide; don’t") == ["l’", "entraide", "l'", "aide", "don’t"]
    assert stems("la coopération et l’entraide") == stems("Coopération, entraide")
    assert stems("加强UNODC合作，促进 法") == ["加强", "unodc", "合作", "促进", "法"]
    assert stems("مكافحة الفساد") == stems("لمكافحة فساد")
    assert stems("меры по борьбе") == stems("мерам борьбы")
    assert apart("第15条 UNODC的") == "第 15 条 unodc 的"
