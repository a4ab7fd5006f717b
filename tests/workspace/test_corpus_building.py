"""A corpus is built in rounds: what is doubtful is settled one by one, and what was settled isn't asked again."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from drafter.corpus.corpus import AboutHeading, HeadingLevel, SourceForm
from drafter.errors import BadInput, CannotWrite, EditRefused
from drafter.intake.doubts import SourceQuestion
from drafter.storage import corpus_yaml
from drafter.workspace.corpus_building import CorpusBuilding
from drafter.workspace.source_files import GivenSources
from tests.intake.samples import LIST, MATRIX


def building(folder: Path, *names: str) -> CorpusBuilding:
    return CorpusBuilding(GivenSources([folder / name for name in names]))


def answer(built: CorpusBuilding, words: str, written: str = "") -> None:
    """Answer the first question by the answer that begins so."""
    question = built.problems[0]
    assert isinstance(question, SourceQuestion)
    built.choose(next(each for each in question.choices if each.words.startswith(words)), written)


def themes(built: CorpusBuilding) -> dict[str, dict[str, tuple[str, ...]]]:
    assert [str(problem) for problem in built.problems] == []
    return {
        section.title: {theme.label: theme.placements for theme in section.themes} for section in built.corpus.sections
    }


def texts(built: CorpusBuilding) -> dict[str, str]:
    assert [str(problem) for problem in built.problems] == []
    return {point.id: point.text for point in built.corpus.recommendations}


LONG = "Light every lamp of the coast and of all islands and reefs off it."
HEAD = "Light\n\nLamps\n\nI.\n\nOil\n\n"
REPORT = (
    "Report of the North\n\n1. The Meeting met.\n\n2. It recommended that:\n\n(a) Lamps be lit;\n\n(b) Oil be saved.\n"
)
TURNS: Sequence[tuple[str, list[str], dict[str, str]]] = [
    ("1. Burn oil. [NA 3]\n\nSave oil. [NA 4]\n", ["It counts"], {"NA 3": "Burn oil.", "NA 4": "Save oil."}),
    (
        "1. Burn it. [NA 3]\n\n3. Save it. [NA 4]\n",
        ["It is a part of the text (all 2)"],
        {"NA 3": "1. Burn it.", "NA 4": "3. Save it."},
    ),
    ("• Burn oil.\n\n• Save oil. [NA 4]\n", ["It is no recommendation"], {"NA 4": "Save oil."}),
    ("• Burn oil [see NA 3]. Then save it. [NA 4]\n", ["It is a part"], {"NA 4": "Burn oil [see NA 3]. Then save it."}),
    (f"Of the sea\n{LONG} [NA 4]\n", ["It is a heading", "It heads a theme", "It is no heading"], {"NA 4": LONG}),
    (f"Of the sea\n{LONG} [NA 4]\n", ["It is a part of the text"], {"NA 4": f"Of the sea {LONG}"}),
    ("• Burn oil. [NA 3]\n\nOf all oil\n", ["It is no heading"], {"NA 3": "Burn oil."}),
]


@pytest.mark.parametrize(("items", "answers", "read"), TURNS)
def test_what_a_list_leaves_in_doubt_is_settled_and_not_asked_again(
    tmp_path: Path, items: str, answers: list[str], read: dict[str, str]
) -> None:
    (tmp_path / "list.txt").write_text(HEAD + items, encoding="utf-8")
    built = building(tmp_path, "list.txt")
    for words in answers:
        answer(built, words)
    assert texts(built) == read
    assert texts(building(tmp_path, "list.txt")) == read


REPORTS = [
    ("2. It noted:\n\n(a) Lamps;\n\n(b) Oil.\n", ["Its letters are"], {"N 2(a)": "Lamps;", "N 2(b)": "Oil."}),
    (
        "2. It recommended:\n\n(a) Lamps;\n\n(b) Oil.\n\n4. It went.\n",
        ["The report has none"],
        {"N 2(a)": "Lamps;", "N 2(b)": "Oil."},
    ),
    (
        "2. It recommended:\n\n(a) Lamps;\n\nAs was said, this is so.\n\n(b) Oil.\n",
        ["It is a part of the text"],
        {"N 2(a)": "Lamps; As was said, this is so.", "N 2(b)": "Oil."},
    ),
    ("2. It recommended:\n\n(a) Lamps, see\n(b) Oil.\n", ["It goes on"], {"N 2(a)": "Lamps, see (b) Oil."}),
    ("2. It recommended:\n\n(a) Lamps, see\n(b) Oil.\n", ["It begins a"], {"N 2(a)": "Lamps, see", "N 2(b)": "Oil."}),
    (
        "2. It recommended:\n\n(a) Lamps; and (b) oil.\n\n(c) Sand.\n",
        ["It is a part"],
        {"N 2(a)": "Lamps; and (b) oil.", "N 2(c)": "Sand."},
    ),
    ("2. It recommended:\n\n(a) Lamps.\nOf the sea\n\n3. It met.\n", ["It is a heading"], {"N 2(a)": "Lamps."}),
    ("2. It recommended:\n\n(a) Lamps.\nOf the sea\n\n3. It met.\n", ["It is a part"], {"N 2(a)": "Lamps. Of the sea"}),
]


@pytest.mark.parametrize(("paragraphs", "answers", "read"), REPORTS)
def test_what_a_report_leaves_in_doubt_is_settled_and_not_asked_again(
    tmp_path: Path, paragraphs: str, answers: list[str], read: dict[str, str]
) -> None:
    (tmp_path / "north.txt").write_text(f"1. The Meeting met.\n\n{paragraphs}", encoding="utf-8")
    (tmp_path / "about.yaml").write_text("files:\n- {file: north.txt, is: report}\n", encoding="utf-8")
    built = building(tmp_path, "north.txt")
    answer(built, "Other letters", " N ")
    for words in answers:
        answer(built, words)
    assert texts(built) == read
    assert texts(building(tmp_path, "north.txt")) == read


def test_what_a_file_is_and_what_its_columns_hold_is_asked(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("Nr;What;Who;More\n1;Save oil.;Coast;x\n2;Burn it.;Coast;y\n", encoding="utf-8")
    built = building(tmp_path, "t.csv")
    assert str(built.found.taken[0]).endswith("taken for nothing yet")
    answer(built, "It is a table")
    answer(built, "“What” holds the recommendations")
    answer(built, "“Who” holds whose they are")
    assert texts(built) == {"Coast 1": "Save oil.", "Coast 2": "Burn it."}
    assert built.found.taken[0].heads == ("Nr", "What", "Who", "More")
    built.set_column("theme", "More")
    assert themes(built) == {"Recommendations": {"x": ("Coast 1",), "y": ("Coast 2",)}}
    built.set_column("theme", "Mor")
    answer(built, "“More” holds the themes")
    assert "columns: {text:" in built.about.read_text(encoding="utf-8")
    built.set_form(built.found.taken[0], SourceForm.LIST)
    assert "There is no citation such as" in str(built.problems[0]) or built.problems
    built.undo()
    assert not built.problems
    built.name_region("Coast", "The Coast", "Report of the Coast")
    built.name_region("Coast", "The Coast", "Report of the Coast")
    assert built.about.read_text(encoding="utf-8").count("The Coast") == 2, "once in each answer"
    assert built.about.read_text(encoding="utf-8").count('{code: "Coast"}') == 1, "the order is kept once"
    assert built.corpus.regions[0].report == "Report of the Coast"


def test_a_column_of_a_matrix_is_given_to_a_region(tmp_path: Path) -> None:
    (tmp_path / "m.txt").write_text(MATRIX, encoding="utf-8")
    (tmp_path / "about.yaml").write_text("regions:\n  - code: NE\n    name: North\ntitle: Light\n", encoding="utf-8")
    built = building(tmp_path, "m.txt")
    answer(built, "It is NE")
    answer(built, "It is of a region with other letters", "SW")
    answer(built, "It is of a region with other letters", "C")
    assert [region.code for region in built.corpus.regions] == ["NE", "SW", "C"]
    assert themes(built)


def test_a_code_that_nobody_declared_may_be_a_region(tmp_path: Path) -> None:
    (tmp_path / "l.txt").write_text(LIST, encoding="utf-8")
    (tmp_path / "about.yaml").write_text("regions:\n- code: NE\n- code: SW\n", encoding="utf-8")
    built = building(tmp_path, "l.txt")
    answer(built, "C is a region as well", "Coast")
    assert [(region.code, region.name) for region in built.corpus.regions][2] == ("C", "Coast")


def test_answers_are_taken_back_and_what_is_doubtful_is_seen_in_its_lines(tmp_path: Path) -> None:
    path, text = tmp_path / "l.txt", f"{HEAD}• Burn oil.\n\n• Save oil. [NA 4]\n"
    path.write_text(text, encoding="utf-8")
    built = building(tmp_path, "l.txt")
    around = [(line.place, line.text, line.meant) for line in built.lines_around(built.problems[0])]
    assert around[3] == ("line 9", "• Burn oil.", True) and around[-1] == ("line 11", "• Save oil. [NA 4]", False)
    with pytest.raises(BadInput, match="There is no citation after"):
        built.write(tmp_path / "c.yaml")
    answer(built, "It is no recommendation")
    built.write(tmp_path / "c.yaml")
    assert list(corpus_yaml.load(tmp_path / "c.yaml").by_id) == ["NA 4"]
    with pytest.raises(CannotWrite, match="this file exists"):
        built.write(tmp_path / "c.yaml")
    built.write(tmp_path / "c.yaml", replace=True)
    built.undo()
    assert (len(built.problems), built.about.exists()) == (1, False)
    with pytest.raises(EditRefused, match="Nothing was answered"):
        built.undo()
    answer(built, "It is no recommendation")
    built.about.write_text("title: Light\n", encoding="utf-8")
    with pytest.raises(EditRefused, match="was changed since"):
        built.undo()
    path.write_text(text.replace("Burn oil.", "Burn oil. [NA 3]"), encoding="utf-8")
    built.read_again()
    assert list(texts(built)) == ["NA 3", "NA 4"] and built.corpus.title == "Light"
    path.unlink()
    with pytest.raises(BadInput, match="There is no such file"):
        built.read_again()
    built.about.write_text("headings: []\n", encoding="utf-8")
    with pytest.raises(BadInput, match="stand on one line"):
        built.settle((AboutHeading("Oil", HeadingLevel.THEME),))
    with pytest.raises(EditRefused, match="can't begin a citation"):
        built.name_region("4 x", "North", "")
    with pytest.raises(BadInput, match="There is no file to read"):
        CorpusBuilding(GivenSources())
