"""Words in an open window, and who has a draft open: in the state folder, for their owner only."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from drafter.storage import folders, unsaved_texts
from drafter.storage.locks import Presence
from drafter.storage.unsaved_texts import Purpose, Unfinished
from tests.builders import HOSTILE

NEW = Unfinished(Purpose.NEW, "prevention", HOSTILE + "\n\x07 two lines", 3)


def kept(path: Path, words: Unfinished, session: str = "one") -> Unfinished:
    begun = unsaved_texts.with_file(path, session, words)
    unsaved_texts.keep(begun)
    return begun


@pytest.mark.parametrize(
    "words",
    [
        NEW,
        Unfinished(Purpose.WORDING, "p-1", "We act."),
        Unfinished(Purpose.NOTE, "p-1", ""),
        Unfinished(Purpose.MERGED, text="We act.", sources=("NO 1(a)", "SO 7(a)")),
    ],
)
def test_words_come_back_to_the_letter_with_what_they_are_for(tmp_path: Path, words: Unfinished) -> None:
    begun = kept(tmp_path / "draft.yaml", words)
    assert unsaved_texts.listing(tmp_path / "draft.yaml") == (begun,)
    assert replace(begun, file=None) == words
    assert unsaved_texts.listing(tmp_path / "other.yaml") == ()


def test_each_window_has_its_own_and_the_newest_words_take_the_place_of_the_older(tmp_path: Path) -> None:
    path = tmp_path / "draft.yaml"
    first, second = kept(path, NEW), kept(path, NEW)
    unsaved_texts.keep(replace(first, text="Later."))
    os.utime(first.file or "", (1, 1))
    assert [words.text for words in unsaved_texts.listing(path)] == ["Later.", NEW.text]
    unsaved_texts.remove(first)
    unsaved_texts.remove(first)
    assert unsaved_texts.listing(path) == (second,)


@pytest.mark.skipif(os.name != "posix", reason="Windows has no modes")
def test_they_are_their_owner_s_alone(tmp_path: Path, state_folder: Path) -> None:
    kept(tmp_path / "draft.yaml", NEW)
    presence = Presence("one")
    presence.enter(tmp_path / "draft.yaml")
    made = [state_folder, *state_folder.rglob("*")]
    assert {path.name for path in made} >= {"unfinished", "open"}
    for path in made:
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path
    presence.leave()


def test_what_has_no_file_is_kept_nowhere(state_folder: Path) -> None:
    unsaved_texts.keep(NEW)
    unsaved_texts.remove(NEW)
    assert unsaved_texts.session_key(NEW) == ""
    assert not state_folder.exists()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b'{"purpose": "song", "at": "", "index": null, "sources": [], "text": ""}',
        b"\xff",
        b'{"text": ""}',
        b"[" * 100_000,
    ],
)
def test_what_can_t_be_read_is_passed_over(tmp_path: Path, content: bytes) -> None:
    begun = kept(tmp_path / "draft.yaml", NEW)
    assert begun.file
    begun.file.write_bytes(content)
    assert unsaved_texts.listing(tmp_path / "draft.yaml") == ()


def test_a_session_sees_the_others_that_have_the_draft_open_and_not_itself(tmp_path: Path) -> None:
    path, one, two = tmp_path / "draft.yaml", Presence("one"), Presence("two")
    one.enter(path)
    assert one.others(path) == frozenset()
    two.enter(path)
    assert (one.others(path), two.others(path)) == ({folders.key_of("two")}, {folders.key_of("one")})
    assert two.others(tmp_path / "other.yaml") == frozenset()
    one.enter(tmp_path / "other.yaml")
    assert two.others(path) == frozenset()
    one.leave()
    one.leave()
    two.leave()


_HOLD = """
import sys
from pathlib import Path
from drafter.storage.locks import Presence
presence = Presence("killed")
presence.enter(Path(sys.argv[1]))
print("in", flush=True)
sys.stdin.read()
"""


def test_a_session_that_was_killed_has_nothing_open(tmp_path: Path, state_folder: Path) -> None:
    path = tmp_path / "draft.yaml"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    command = [sys.executable, "-c", _HOLD, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "in\n"
        assert Presence("one").others(path) == {folders.key_of("killed")}
        holder.kill()
        holder.wait()
    assert Presence("one").others(path) == frozenset()
    assert list((state_folder / "open").iterdir()) == []


def test_without_a_state_folder_nobody_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv(folders.VARIABLE, str(tmp_path / "file"))
    presence = Presence("one")
    presence.enter(tmp_path / "draft.yaml")
    assert presence.others(tmp_path / "draft.yaml") == frozenset()
    presence.leave()
