"""A layout as a folder: those that come with drafter are sound, and a user's own says what is wrong with it."""

from pathlib import Path

import pytest

from drafter.corpus.languages import primary
from drafter.draft.draft import Status
from drafter.draft.layout import LEVELS, Colour, Kind, Level
from drafter.errors import BadInput
from drafter.storage import layout_folder


@pytest.mark.parametrize("name", layout_folder.names())
def test_every_layout_that_comes_with_drafter_can_be_loaded(name: str) -> None:
    layout = layout_folder.load(name)
    assert layout.parts[0].kind is Kind.PP
    assert {"title", "masthead", "declaring"} <= set(layout.sentences)
    assert "rest" in {section for part in layout.parts for section in part.takes}
    assert layout_folder.styles(layout)
    assert primary(layout.language) == (name.partition("/")[2] or "en")
    assert [level.colour for level in layout.levels.values()] == [level.colour for level in LEVELS.values()]


def test_a_corpus_begins_with_the_layout_in_its_language() -> None:
    named = [layout_folder.default(language) for language in ("fr-CA", "zh", "en", "de")]
    assert named == ["kyoto/fr", "kyoto/zh", "kyoto", "kyoto"]
    french, chinese = layout_folder.load("kyoto/fr"), layout_folder.load("kyoto/zh")
    assert (french.terms.annex, french.terms.para, len(french.terms.months.split())) == ("Annexe", "par.", 12)
    assert chinese.sentences["opening"].strip() == "我们，联合国各会员国，"
    assert "opening" not in layout_folder.load("kyoto/ru").sentences


def test_words_of_a_language_are_those_of_any_layout_in_it(tmp_path: Path) -> None:
    content = "title: x\nlanguage: es-MX\nwords: {annex: Apéndice}\nparts:\n- id: a\n  title: A\n"
    (tmp_path / "layout.yaml").write_text(content, encoding="utf-8")
    terms = layout_folder.load(str(tmp_path)).terms
    assert (terms.annex, terms.table) == ("Apéndice", "Cuadro")


def test_a_layout_in_another_language_is_copied_with_its_styles(tmp_path: Path) -> None:
    layout_folder.copy("kyoto/es", tmp_path / "mine")
    assert layout_folder.styles(layout_folder.load(str(tmp_path / "mine"))) == layout_folder.styles(
        layout_folder.load("kyoto")
    )


def test_a_users_own_folder_works_by_its_path(tmp_path: Path) -> None:
    (tmp_path / "layout.yaml").write_text("title: Mine\nparts:\n- id: all\n  title: All\n  kind: OP\n  takes: [rest]\n")
    layout = layout_folder.load(str(tmp_path))
    assert (layout.id, layout.title, layout.sentences) == (str(tmp_path), "Mine", {})
    assert layout_folder.styles(layout) is None


@pytest.mark.parametrize(
    ("content", "sentence", "fault"),
    [
        ("title: x\nparts:\n- id: a\n  title: A\n  kind: PP\n", "", "layout.yaml:1: The layout has no operative part"),
        ("title: x\nparts:\n- id: a\n  kind: OP\n", "", "layout.yaml:3: `title` is missing"),
        ("title: x\nparts:\n- id: a\n  title: A\n", "one\n{% if %}", "opening.j2:2: Not a valid sentence"),
    ],
)
def test_what_is_wrong_with_it_is_said_with_file_and_line(
    tmp_path: Path, content: str, sentence: str, fault: str
) -> None:
    (tmp_path / "layout.yaml").write_text(content)
    (tmp_path / "opening.j2").write_text(sentence)
    with pytest.raises(BadInput) as caught:
        layout_folder.load(str(tmp_path))
    assert fault in str(caught.value)


def test_an_unknown_layout_is_answered_with_the_known_ones() -> None:
    with pytest.raises(BadInput, match="Name one of doha, kyoto"):
        layout_folder.load("paris")


GOOD = "title: x\nparts:\n- id: a\n  title: A\n"


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (GOOD + "language: 'english!'\n", "layout.yaml:5: “english!” is no language tag."),
        (GOOD + "languages: [ar-EG, '日本']\n", "layout.yaml:5: “日本” is no language tag."),
        (GOOD + "numbering: ['1.', '(a)']\n", "layout.yaml:5: These are not five ways to number."),
        (GOOD + "numbering: ['1.', '(b)', '(i)', 'a.', 'i.']\n", "layout.yaml:5: These are not five ways"),
        (GOOD + "- id: a\n  title: B\n", "layout.yaml:5: The id “a” stands twice."),
        (GOOD + "words:\n  unoficial: y\n", "layout.yaml:6: "),
        (GOOD + "words:\n  short-report: The report\n", "layout.yaml:6: `short-report` would be the same for every"),
    ],
)
def test_what_a_layout_says_of_the_document_is_checked(tmp_path: Path, content: str, fault: str) -> None:
    (tmp_path / "layout.yaml").write_text(content)
    with pytest.raises(BadInput) as caught:
        layout_folder.load(str(tmp_path))
    assert fault in str(caught.value)


def test_a_layout_says_language_numbers_and_words(tmp_path: Path) -> None:
    (tmp_path / "layout.yaml").write_text(
        f"{GOOD}language: fr-FR\nlanguages: [ar-EG, zh-CN]\nlead-in: 'Nous :'\nopening-words: true\n"
        "numbering: ['1)', 'a)', 'i)', 'a.', 'i.']\n"
        "contents: true\nwords:\n  not-reflected: Points absents\n"
    )
    layout = layout_folder.load(str(tmp_path))
    assert (layout.language, layout.lead_in, layout.opening_words, layout.contents) == ("fr-FR", "Nous :", True, True)
    assert layout.languages == ("ar-EG", "zh-CN")
    assert [degree.label("a") for degree in layout.numbering] == ["a)", "a)", "a)", "a.", "a."]
    assert (layout.terms.not_reflected, layout.terms.sources) == ("Points absents", "Tableau des sources")


def test_a_frozen_number_is_kept_in_the_drafts_file(tmp_path: Path) -> None:
    from drafter.draft import numbering
    from drafter.storage import draft_yaml
    from tests.builders import corpus, draft, paragraph

    made = numbering.freeze(draft(paragraph("p1", children=(paragraph("p2"),))))
    made = numbering.set_number(made, "p1", "7 bis")
    path = tmp_path / "d.yaml"
    path.write_text(draft_yaml.dump(made))
    assert "number: 7 bis" in path.read_text()
    assert draft_yaml.load(path, corpus()) == made
    path.write_text(path.read_text().replace("7 bis", "7bis"))
    with pytest.raises(BadInput, match=r"d\.yaml:\d+: “7bis” can't be a paragraph's number here"):
        draft_yaml.load(path, corpus())


ONE_PART = "title: Mine\nparts:\n- id: all\n  title: All\n  kind: OP\n  takes: [rest]\n"


def test_a_layout_says_how_each_level_of_agreement_is_shown(tmp_path: Path) -> None:
    levels = "levels:\n  agreed in informals: {words: Clean, colour: blue}\n  pending: {colour: grey}\n"
    (tmp_path / "layout.yaml").write_text(ONE_PART + levels)
    found = layout_folder.load(str(tmp_path)).levels
    assert found["agreed in informals"] == Level("Clean", Colour.BLUE)
    assert found["pending"] == Level("Pending", Colour.GREY)
    assert found["agreed ad referendum"] == LEVELS["agreed ad referendum"]


@pytest.mark.parametrize("name", ["doha", "kyoto"])
def test_the_levels_that_come_with_drafter_are_those_of_every_status(name: str) -> None:
    assert layout_folder.load(name).levels == LEVELS
    assert set(LEVELS) == set(Status)


@pytest.mark.parametrize(
    ("levels", "fault"),
    [
        ("  agreed: {words: x}", "`agreed` is not known"),
        ("  open: {colour: pink}", "`colour` can't be “pink”"),
        ("  open: {look: x}", "`look` is not known"),
    ],
)
def test_what_is_wrong_with_a_level_is_said(tmp_path: Path, levels: str, fault: str) -> None:
    (tmp_path / "layout.yaml").write_text(f"{ONE_PART}levels:\n{levels}\n")
    with pytest.raises(BadInput, match=fault):
        layout_folder.load(str(tmp_path))
