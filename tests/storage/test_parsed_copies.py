"""A file that is as it was isn't parsed again, and says the same; one that changed, or whose copy is spoilt, is."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.errors import BadInput
from drafter.storage import draft_yaml, folders, yaml_file, yaml_parser
from drafter.storage.yaml_file import Faults, Node
from drafter.workspace import Workspace
from tests import builders

TEXT = "title: A draft\nparts:\n- id: p\n  words: [one, 'two [2]']\n"
NODES = st.recursive(
    st.builds(Node, st.integers(1, 999), st.text(max_size=20)),
    lambda inner: st.builds(
        Node, st.integers(1, 999), st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=9), inner, max_size=4)
    ),
    max_leaves=30,
)


@pytest.fixture
def unparsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that are parsed from now on."""
    texts: list[str] = []
    parse = yaml_parser.parse

    def counted(text: str, faults: Faults) -> Node | None:
        texts.append(text)
        return parse(text, faults)

    monkeypatch.setattr(yaml_parser, "parse", counted)
    return texts


def words(text: str = TEXT, file: str = "draft.yaml") -> list[tuple[str, ...]]:
    return [
        part.texts("words") for part in yaml_file.parse_fields(text, Faults(file), reuse_parsed=True).mappings("parts")
    ]


@given(NODES)
def test_a_copy_says_what_was_kept(node: Node) -> None:
    yaml_file.keep_parsed("some.yaml", "text", node)
    assert yaml_file.find_parsed("some.yaml", "text") == node


def test_the_second_time_nothing_is_parsed(unparsed: list[str]) -> None:
    assert words() == words() == [("one", "two [2]")]
    assert unparsed == [TEXT]


def test_another_text_is_parsed_and_so_is_another_file_s(unparsed: list[str]) -> None:
    other = TEXT.replace("two", "three")
    assert words() == [("one", "two [2]")]
    assert words(other) == [("one", "three [2]")]
    assert words(TEXT, "copy.yaml") == [("one", "two [2]")]
    assert unparsed == [TEXT, other, TEXT]


@pytest.mark.parametrize("spoilt", ["", "{", "[]", "null", "[" * 100_000, "altered"])
def test_a_copy_that_is_not_as_it_was_written_is_no_copy(spoilt: str, state_folder: Path) -> None:
    assert words()
    (copy,) = (state_folder / "parsed").iterdir()
    said = copy.read_text()
    copy.write_text(said.replace('"two [2]"', '"never said"') if spoilt == "altered" else spoilt)
    assert words() == [("one", "two [2]")]
    assert copy.read_text() == said


def test_a_fault_is_found_again_with_its_line_and_nothing_faulty_is_kept(state_folder: Path) -> None:
    for _ in range(2):
        faults = Faults("draft.yaml")
        yaml_file.parse_fields("title: A\nparts: []\n", faults, reuse_parsed=True).end()
        assert [(problem.line, problem.what) for problem in faults.found][1] == (2, "`parts` is not known here.")
        faults = Faults("twice.yaml")
        yaml_file.parse_fields("title: A\ntitle: B\n", faults, reuse_parsed=True)
        assert [problem.line for problem in faults.found] == [2]
    with pytest.raises(BadInput):
        yaml_file.parse_fields("[", Faults("broken.yaml"), reuse_parsed=True)
    assert len(list((state_folder / "parsed").iterdir())) == 1


def test_fifty_copies_are_kept_and_a_folder_that_can_t_be_written_is_borne(state_folder: Path) -> None:
    for number in range(53):
        words(file=f"{number}.yaml")
    assert len(list((state_folder / "parsed").iterdir())) == 50
    for copy in (state_folder / "parsed").iterdir():
        copy.unlink()
    (state_folder / "parsed").rmdir()
    (state_folder / "parsed").write_text("no folder")
    assert words() == [("one", "two [2]")]


def test_a_draft_that_was_closed_is_opened_without_parsing_as_it_was_left(tmp_path: Path, unparsed: list[str]) -> None:
    corpus = builders.corpus()
    path = tmp_path / "draft.yaml"
    workspace = Workspace.new(path, corpus)
    workspace.edits.take_up(["NO 1(a)"])
    workspace.file.save()
    workspace.file.keep_parsed()
    unparsed.clear()
    assert Workspace.open(path, corpus).draft == workspace.draft == draft_yaml.load(path, corpus)
    assert unparsed == [path.read_text()], "only the last one, which wasn't asked for a copy"


def test_only_its_owner_can_read_a_copy() -> None:
    words()
    (copy,) = (folders.state_folder() / "parsed").iterdir()
    assert copy.stat().st_mode & 0o077 == 0
    assert copy.parent.stat().st_mode & 0o077 == 0


def test_what_is_written_is_kept_to_the_letter() -> None:
    text = yaml_file.dump({"title": builders.HOSTILE, "parts": []})
    for _ in range(2):
        assert yaml_file.parse_fields(text, Faults("x.yaml"), reuse_parsed=True).text("title") == builders.HOSTILE
