"""YAML as our files use it: text to the letter, every fault with its line, nothing that can explode."""

from pathlib import Path

import pytest
import yaml as pyyaml
from hypothesis import given
from hypothesis import strategies as st

from drafter.draft.layout import Kind
from drafter.errors import BadInput
from drafter.storage import yaml_file, yaml_parser
from drafter.storage.yaml_file import Faults, Node
from tests.builders import HOSTILE
from tests.examples import PLAIN

plain_text = st.text(PLAIN, max_size=300)
long_text = st.lists(st.text("ab [](){}:#'\"\\&*!|>%@`-é😀ש\u0301.,", min_size=1, max_size=12), min_size=8).map(
    " ".join
)


def faults_of(tmp_path: Path, content: str | bytes) -> list[str]:
    path = tmp_path / "file.yaml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(BadInput) as caught:
        faults = Faults("file.yaml")
        fields = yaml_file.read(path, faults)
        fields.text("a", required=True)
        fields.end()
        faults.raise_if_any()
    return [f"{problem.line}: {problem.what}" for problem in caught.value.problems]


@given(st.one_of(plain_text, long_text))
def test_any_text_comes_back_to_the_letter(text: str) -> None:
    written = yaml_file.dump({"a": text, "list": [{"b": text}], "flow": yaml_file.inline_list((text, "x"))})
    root = yaml_parser.parse(written, Faults("x"))
    assert root is not None
    assert isinstance(root.value, dict)
    assert root.value["a"].value == text
    assert root.value["flow"].value[0].value == text
    (held,) = list(root.value["list"].value)
    assert isinstance(held, Node)
    assert isinstance(held.value, dict)
    assert held.value["b"].value == text


def test_long_text_is_folded_and_any_script_readable() -> None:
    text = f"{HOSTILE} " * 4 + "end"
    written = yaml_file.dump({"text": text})
    assert written.startswith("text: >-\n")
    assert "😀" in written
    assert "שלום" in written
    assert max(map(len, written.splitlines())) < 125


def test_text_of_several_lines_stands_line_by_line() -> None:
    assert yaml_file.dump({"note": "one\ntwo"}) == "note: |-\n  one\n  two\n"


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("a: 1\na: 2\n", "2: `a` stands twice."),
        ("a: &x 1\n", "1: Anchors and aliases (& and *) are not used in these files."),
        ("a: 1\nb: *x\n", "2: Anchors"),
        ("a: !!python/object:os.system x\n", "1: Tags"),
        ("a: [1\nb: 2\n", "2: This is not valid YAML"),
        ("a: 1\n--- \nb: 2\n", "2: There is more than one document in the file."),
        ("a:\n- 1\n", "2: `a` must be text."),
        ("b: 1\n", "1: `a` is missing."),
        ("a: ' '\n", "1: `a` is empty."),
        ("a: 1\nbb: 2\n", "2: `bb` is not known here."),
        ("- a\n", "1: This is not a mapping of keys and values."),
        ("", "1: This is not a mapping of keys and values."),
        ("? [a]\n: 1\n", "1: A key must be text."),
        ("a: " + "[" * 10_000, "1: Lists and mappings are nested too deeply."),
        ("a: 1\nb: \x1b[31m\n", "2: There is a control character (U+001B) in the text."),
        ("a: 1\n\nb: \x00\n", "3: There is a control character (U+0000) in the text."),
        (b"a: 1\nb: \xff\xfe\n", "2: This is not UTF-8 text."),
        (b"PK\x03\x04\xff", "None: This is a Word file, or another archive"),
    ],
)  # fmt: skip
def test_faults_are_named_with_their_line(tmp_path: Path, content: str | bytes, fault: str) -> None:
    assert any(found.startswith(fault) for found in faults_of(tmp_path, content))


@pytest.mark.parametrize(
    "content",
    ["a: " + "[" * 10_000, "a: 1\nb: " + "{a: " * 10_000, "a: ü\nb:\n" + "- " * 10_000],
    ids=["brackets", "braces", "dashes"],
)
@pytest.mark.parametrize("loader", ["CSafeLoader", "SafeLoader"])
def test_deep_nesting_is_told_in_our_words_whatever_the_parser_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, loader: str, content: str
) -> None:
    monkeypatch.setattr(yaml_parser, "_Loader", getattr(pyyaml, loader, pyyaml.SafeLoader))
    (fault,) = faults_of(tmp_path, content)
    assert fault == f"{content.count(chr(10)) + 1}: Lists and mappings are nested too deeply."


def test_every_fault_of_a_file_is_reported_in_its_order(tmp_path: Path) -> None:
    path = tmp_path / "file.yaml"
    path.write_text("flag: maybe\nlist: x\nkind: y\nmap: z\nitems: [[1]]\n")
    faults = Faults("file.yaml")
    fields = yaml_file.read(path, faults)
    assert fields.flag("flag", True)
    assert fields.nodes("list") == []
    assert fields.choice("kind", Kind, Kind.OP) is Kind.OP
    inner = fields.mapping("map")
    assert inner is not None
    assert inner.text("x") == ""
    assert fields.texts("items") == ()
    with pytest.raises(BadInput) as caught:
        faults.raise_if_any()
    assert [problem.line for problem in caught.value.problems] == [1, 2, 3, 4, 5]


def test_empty_values_are_empty_text_and_empty_lists(tmp_path: Path) -> None:
    path = tmp_path / "file.yaml"
    path.write_text("text: ~\nlist:\nflag: false\n")
    fields = yaml_file.read(path, Faults("file.yaml"))
    assert (fields.text("text"), fields.nodes("list"), fields.flag("flag", True)) == ("", [], False)
    assert (fields.flag("other", True), fields.choice("none", Kind, Kind.OP), fields.mapping("nothing")) == (
        True,
        Kind.OP,
        None,
    )
