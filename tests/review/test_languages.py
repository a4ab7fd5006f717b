"""A text in another language is adapted and checked by that language's rules; no rule of English touches it."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafter.corpus.corpus import Corpus, Recommendation, Region, Section, Theme
from drafter.draft.draft import Draft, Paragraph, Part
from drafter.draft.layout import Kind
from drafter.draft.text import Text
from drafter.review.adaptation import adaptation
from drafter.review.checks import Checker
from drafter.review.combine import combination
from drafter.review.convergence import contrasts, convergence
from drafter.storage import checks_yaml

ADAPTED = {
    "fr": [
        ("Prendre des mesures", "Nous nous engageons à prendre des mesures."),
        ("Les États Membres devraient veiller à ce point.", "Nous nous engageons à veiller à ce point."),
        ("Nous prenons note des vues ;", "Nous prenons note des vues."),
    ],
    "es": [("Adoptar medidas", "Nos comprometemos a adoptar medidas."), ("Reafirmamos esto.", "Reafirmamos esto.")],
    "ru": [("Принять меры", "Мы обязуемся принять меры."), ("Мы подтверждаем это", "Мы подтверждаем это.")],
    "ar": [("تعزيز التعاون", "نلتزم بتعزيز التعاون."), ("نؤكد هذا؛", "نؤكد هذا.")],
    "zh": [
        ("加强合作", "我们将加强合作。"),
        ("会员国应当确保此事。", "我们将确保此事。"),
        ("我们重申此事；", "我们重申此事。"),
    ],
}


@pytest.mark.parametrize("language", ADAPTED)
def test_a_text_is_adapted_as_its_language_says(language: str) -> None:
    rules = checks_yaml.load(language=language)
    for text, said in ADAPTED[language]:
        assert adaptation(text, Kind.OP, rules, language=language).text == said


def test_what_no_rule_knows_how_to_open_is_left_and_said() -> None:
    rules = checks_yaml.load(language="fr")
    declined = adaptation("La coopération", Kind.OP, rules, language="fr")
    assert (declined.text, declined.declined[:7]) == ("La coopération", "Nothing")
    unfit = adaptation("La déclaration devrait être courte.", Kind.OP, rules, language="fr")
    assert "speaks for itself" in unfit.declined
    assert adaptation("Renforcer la justice", Kind.PP, rules, language="fr").text == "Résolus à renforcer la justice,"
    assert adaptation("de renforcer", Kind.OP, rules, language="fr", depth=1).text == "de renforcer;"


def test_without_rules_of_its_language_a_text_only_gets_its_sign() -> None:
    rules = checks_yaml.load(language="de")
    assert adaptation("Die Zusammenarbeit stärken", Kind.OP, rules, language="de").text == "Die Zusammenarbeit stärken."
    assert not {"programme", "opening-op", "spelling"} & {rule.id for rule in rules}
    assert {"brackets", "ending-op", "little-left"} <= {rule.id for rule in rules}


def _corpus(language: str, *texts: str) -> Corpus:
    points = tuple(Recommendation(f"AP {n}", "AP", n, "", text) for n, text in enumerate(texts, 1))
    theme = Theme("1", "", "Theme", tuple(point.id for point in points))
    return Corpus("c", "", "", (Region("AP", "Asia", "Report"),), (Section("1", "S", (theme,)),), points, language)


def _draft(*texts: str) -> Draft:
    paragraphs = tuple(Paragraph(f"p-{n}", Text.of(text)) for n, text in enumerate(texts))
    return Draft("d-1", "kyoto", "c", (Part("part", "Part", Kind.OP, (), False, paragraphs),))


def test_only_rules_of_the_texts_language_fire() -> None:
    said = "Nous appuierons le programme des chairmen (ONUDC), en 1990's"
    french = Checker(checks_yaml.load(language="fr"), _corpus("fr", "Renforcer.")).check(_draft(said)).findings
    found = {(finding.rule, finding.words, finding.suggestion) for finding in french if finding.paragraph}
    assert found == {("ending-op", "1990's", "1990's."), ("no-source", "", None)}
    english = Checker(checks_yaml.load(), _corpus("en", "Renforcer.")).check(_draft(said)).findings
    assert {"opening-op", "gendered", "years"} <= {finding.rule for finding in english}


def test_signs_of_other_scripts_end_a_paragraph() -> None:
    rules = checks_yaml.load(language="zh")
    draft = _draft("我们加强合作。", "我们加强合作，", "我们加强合作", "نعزز التعاون.")
    found = [f for f in Checker(rules, _corpus("zh", "合作")).check(draft).findings if f.rule == "ending-op"]
    assert [(finding.paragraph, finding.suggestion) for finding in found] == [
        ("p-1", "我们加强合作。"),
        ("p-2", "我们加强合作。"),
    ]


def test_a_users_rules_are_for_the_language_that_they_say(tmp_path: Path) -> None:
    own = tmp_path / "checks.yaml"
    rule = "rules:\n- {id: mine, kind: words, words: [foo], why: Not this.}\n- {id: bare, kind: brackets, why: Pair.}\n"
    own.write_text(f"drafter-checks: 1\nlanguage: fr\n{rule}", encoding="utf-8")
    assert {"mine", "bare"} <= {rule.id for rule in checks_yaml.load(own, language="fr-CA")}
    assert "mine" not in {rule.id for rule in checks_yaml.load(own)}
    own.write_text(f"drafter-checks: 1\n{rule}", encoding="utf-8")
    assert "mine" in {rule.id for rule in checks_yaml.load(own, language="ru")}


def test_what_english_words_tell_is_not_told_in_another_language() -> None:
    texts = ("Renforcer la lutte contre la corruption.", "Étudier la corruption et le terrorisme.")
    corpus = _corpus("fr", *texts)
    assert contrasts(corpus, convergence(corpus)) == ()
    merged = combination(corpus, ["AP 1", "AP 2"]).text
    assert merged == "Renforcer la lutte contre la corruption; Étudier la corruption et le terrorisme."
