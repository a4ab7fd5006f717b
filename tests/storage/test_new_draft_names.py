"""The names of new drafts: found again by drafter, taken by every system."""

from pathlib import Path

import pytest

from drafter.errors import CannotWrite
from drafter.storage import draft_yaml
from drafter.storage.files import new_draft_path
from drafter.workspace import Workspace
from tests.builders import HOSTILE, corpus


@pytest.mark.parametrize(
    ("wanted", "name"),
    [
        ("kyoto", "kyoto.yaml"), ("kyoto.yaml", "kyoto.yaml"), ("KYOTO.YML", "KYOTO.YML"), ("v1.2", "v1.2.yaml"),
        ("A.CONF.234.L.1", "A.CONF.234.L.1.yaml"), ("notes on [victims] & 'more'", "notes on [victims] & 'more'.yaml"),
        ("宣言 إعلان 😀", "宣言 إعلان 😀.yaml"), ("console", "console.yaml"), ("com10", "com10.yaml"), ("~", "~.yaml"),
    ],
)  # fmt: skip
def test_a_new_draft_has_an_ending_by_which_it_is_found_again(tmp_path: Path, wanted: str, name: str) -> None:
    path = new_draft_path(tmp_path / wanted)
    assert path == tmp_path / name
    Workspace.new(path, corpus())
    assert draft_yaml.found_in(tmp_path) == [path]


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("my:draft", "“:” can't stand in a file's name on every system: leave it out."),
        ("my:draft?*:.yaml", "“:”, “?” and “*” can't stand in a file's name on every system: leave them out."),
        *((f"a{sign}b.yaml", f"“{sign}” can't") for sign in '<>"|\\'),
        ("a\x1bb", "The control character U+001B can't"),
        ("a\nb", "The control character U+000A can't"),
        ("a\udce9b", "The control character U+DCE9 can't"),
        ("exe\u202ecod\u200f", "Nobody sees U+202E and U+200F in a file's name"),
        ("draft.", "can't end with a dot on every system: leave it out."),
        ("draft ", "can't end with a blank on every system: leave it out."),
        ("..", "can't end with a dot"),
        ("con", "Windows keeps the name “con” for itself: add a word to it."),
        ("NUL.yaml", "Windows keeps the name “NUL”"),
        ("aux .old.yaml", "Windows keeps the name “aux”"),
        ("Lpt¹", "Windows keeps the name “Lpt¹”"),
        (HOSTILE.replace("/", ""), "“<”, “:”, “>”, “\\” and “\"” can't"),
    ],
)
def test_a_name_that_not_every_system_takes_is_refused_with_what_to_change(name: str, why: str) -> None:
    with pytest.raises(CannotWrite) as caught:
        new_draft_path(Path("folder") / name)
    assert why in str(caught.value)


@pytest.mark.parametrize("folder", ["a:b", "con", "ends.", "c\\d"])
def test_the_folders_of_a_path_are_not_judged(folder: str) -> None:
    assert new_draft_path(Path(folder) / "x") == Path(folder) / "x.yaml"


@pytest.mark.parametrize("path", ["", ".", "/"])
def test_a_path_without_a_name_stays_one(path: str) -> None:
    assert new_draft_path(Path(path)) == Path(path)


@pytest.mark.parametrize("name", ["my:draft?*.yaml", "con.yaml", "ends.yaml "])
def test_a_draft_that_has_such_a_name_already_opens_and_is_saved(tmp_path: Path, name: str) -> None:
    try:
        Workspace.new(tmp_path / name, corpus())
    except CannotWrite:
        pytest.skip("this system takes no such name")
    workspace = Workspace.open(tmp_path / name, corpus())
    workspace.edits.take_up(["NO 1(a)"])
    workspace.file.save()
    assert not workspace.file.unsaved
