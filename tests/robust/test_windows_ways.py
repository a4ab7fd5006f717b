"""Windows' ways, as far as they can be tried elsewhere: files that others have open, names of devices, long paths,
lines that end in CR and LF, a console that knows 256 signs.
"""

from __future__ import annotations

import ntpath
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PureWindowsPath

import pytest

from drafter.cli import drafter
from drafter.errors import CannotWrite, DrafterError
from drafter.negotiation.revisions import Revision
from drafter.storage import (
    checks_yaml,
    corpus_yaml,
    draft_yaml,
    files,
    folders,
    git,
    layout_folder,
    parties_yaml,
    revision_folder,
    settings,
)
from drafter.workspace import Workspace, amendment_files, others_texts
from drafter.workspace.source_files import GivenSources, read_sources
from tests.builders import corpus
from tests.robust.readers import INPUTS

elsewhere = pytest.mark.skipif(os.name == "nt", reason="Windows itself takes no such names")


def held(number: int) -> PermissionError:
    """What Windows raises for a file that another program has open."""
    error = PermissionError(13, "The process cannot access the file because it is being used by another process")
    error.winerror = number  # type: ignore[attr-defined]  # only Windows has it
    return error


@pytest.fixture
def slept(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The seconds that were waited, without waiting."""
    waited: list[float] = []
    monkeypatch.setattr(time, "sleep", waited.append)
    return waited


def refusing(monkeypatch: pytest.MonkeyPatch, errors: Iterator[Exception]) -> None:
    """Have `Path.replace` raise these in turn, and then do what it does."""
    before = Path.replace

    def replaced(path: Path, target: Path) -> Path:
        for error in errors:
            raise error
        return before(path, target)

    monkeypatch.setattr(Path, "replace", replaced)


@pytest.mark.parametrize("number", [5, 32, 33])
def test_a_file_that_is_open_elsewhere_for_a_moment_is_replaced_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, slept: list[float], number: int
) -> None:
    path = tmp_path / "draft.yaml"
    path.write_bytes(b"old")
    refusing(monkeypatch, iter([held(number)] * 3))
    files.write(path, b"new")
    assert path.read_bytes() == b"new"
    assert len(slept) == 3


def test_one_that_stays_open_is_left_as_it_is_with_a_message_and_what_was_done_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, slept: list[float]
) -> None:
    workspace = Workspace.new(tmp_path / "draft.yaml", corpus())
    before = workspace.file.path.read_bytes()
    workspace.edits.set_aside(["NO 1(a)"], "Later.")
    put = Path.replace

    def replaced(path: Path, target: Path) -> Path:
        if target == workspace.file.path:
            raise held(32)
        return put(path, target)

    monkeypatch.setattr(Path, "replace", replaced)
    with pytest.raises(CannotWrite, match=r"draft\.yaml: .*another program has it open; close it there") as refused:
        workspace.file.save()
    assert "Your work is kept in" in str(refused.value)
    assert workspace.file.path.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["draft.yaml"]
    assert 0 < sum(slept) < 2
    monkeypatch.undo()
    workspace.file.save()
    assert workspace.file.path.read_bytes() != before


def test_other_refusals_are_not_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, slept: list[float]
) -> None:
    refusing(monkeypatch, iter([PermissionError(13, "Permission denied")]))
    with pytest.raises(CannotWrite, match="Permission denied"):
        files.write(tmp_path / "draft.yaml", b"new")
    assert not slept


@elsewhere
def test_a_path_that_is_too_long_for_windows_is_said_to_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    missing = FileNotFoundError(2, "The system cannot find the path specified")
    missing.winerror = 3  # type: ignore[attr-defined]  # only Windows has it
    refusing(monkeypatch, iter([missing, missing]))
    long = tmp_path / ("long " * 40) / "x"
    long.mkdir(parents=True)
    with pytest.raises(CannotWrite, match="more than 259 characters; choose a shorter one"):
        files.write(long / ("n" * 60), b"new")
    with pytest.raises(CannotWrite, match="cannot find the path"):
        files.write(tmp_path / "short", b"new")


DEVICES = ["CON", "NUL.yaml", "aux.txt", "Prn.docx", "com1.md", "LPT9 .x.docx", "conin$"]


@pytest.mark.parametrize("name", DEVICES)
def test_nothing_is_written_under_a_device_s_name(tmp_path: Path, name: str) -> None:
    with pytest.raises(CannotWrite, match="Windows keeps the name"):
        files.write(tmp_path / name, b"swallowed")
    assert not list(tmp_path.iterdir())


@elsewhere
@pytest.mark.parametrize("name", ["trailing.", "blank ", "kyoto:hidden.docx", "what?.md"])
def test_on_windows_nothing_is_written_under_a_name_that_becomes_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    files.write(tmp_path / name, b"as it may be called here")
    files.write(tmp_path / name, b"and replaced")
    (tmp_path / name).unlink()
    monkeypatch.setattr(files, "_WINDOWS", True)
    with pytest.raises(CannotWrite, match="on every system"):
        files.write(tmp_path / name, b"lost")


def test_what_a_person_names_is_refused_by_every_command_that_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Workspace.new(Path("draft.yaml"), corpus_yaml.load(folders.CORPUS))
    for words in (
        "new aux", "export draft.yaml -o nul.docx", "revision draft.yaml save con", "compile --as list -o prn.md",
        "report draft.yaml -o com1.html", "corpus build -o lpt1.yaml", "export draft.yaml -o NUL.json",
    ):  # fmt: skip
        with pytest.raises(DrafterError, match="Windows keeps the name"):
            drafter.main(words.split(), prog_name="drafter", standalone_mode=False)
    assert [path.name for path in tmp_path.iterdir()] == ["draft.yaml"]


# Lines that end in CR and LF


def of_windows(path: Path, folder: Path) -> Path:
    """A copy of the file, every line of which ends in CR and LF."""
    copy = folder / path.name
    copy.write_bytes(path.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))
    return copy


def test_whatever_we_read_may_have_lines_that_end_in_cr_and_lf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    congress, sources = corpus_yaml.load(folders.CORPUS), folders.CONGRESS / "sources"
    assert corpus_yaml.load(of_windows(folders.CORPUS, tmp_path)) == congress
    assert draft_yaml.load(of_windows(INPUTS / "rich.yaml", tmp_path), congress) == draft_yaml.load(
        INPUTS / "rich.yaml", congress
    )
    about = of_windows(folders.CONGRESS / "about.yaml", tmp_path)
    assert corpus_yaml.load_about(about) == corpus_yaml.load_about(folders.CONGRESS / "about.yaml")
    annexes = [of_windows(sources / name, tmp_path) for name in ("annex-a.txt", "annex-b.txt")]
    assert read_sources(GivenSources(annexes, about=about)).exercise.corpus == congress
    rules = INPUTS / "rules.yaml"
    assert str(checks_yaml.read(of_windows(rules, tmp_path))) == str(checks_yaml.read(rules))
    parties = of_windows(parties_yaml.SHIPPED, tmp_path)
    monkeypatch.setattr(parties_yaml, "SHIPPED", parties)
    assert len(parties_yaml.load().all) > 200
    monkeypatch.setenv(settings.VARIABLE, str(of_windows(INPUTS / "own-settings.yaml", tmp_path)))
    assert settings.load().target_words == 6000
    table = of_windows(INPUTS / "amendments.csv", tmp_path)
    rows = [amendment_files.read(path, parties_yaml.load()) for path in (table, INPUTS / table.name)]
    assert [replace(row, file="") for row in rows[0]] == [replace(row, file="") for row in rows[1]]
    for name in ("compilation.md", "zero.txt"):
        texts = [
            [(part.title, [paragraph.written for paragraph in part.paragraphs]) for part in read.parts]
            for read in (
                others_texts.negotiating_text(path, parties_yaml.load())
                for path in (INPUTS / name, of_windows(INPUTS / name, tmp_path))
            )
        ]
        assert texts[0] == texts[1]


def test_a_layout_may_have_such_lines_and_so_may_what_git_brings(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    layout_folder.copy("kyoto", folder)
    for path in folder.glob("*[!x]"):
        of_windows(path, folder)
    mine, theirs = layout_folder.load(str(folder)), layout_folder.load("kyoto")
    assert (mine.sentences, mine.parts) == (theirs.sentences, theirs.parts)
    workspace = Workspace.new(tmp_path / "draft.yaml", corpus())
    kept = workspace.revisions.save("Rev.1")
    of_windows(kept.path, kept.path.parent)
    assert isinstance(revision_folder.load(workspace.revisions.kept.revisions[0], corpus()), Revision)


# A console of code page 850, names of Windows


_MANY = r"""
import sys
from drafter.__main__ import main
for words in (
    ["--help"], ["themes"], ["show", "AP 62(a)"], ["search", "\u062c\u0631\u064a"], ["parties", "cote d'ivoire"],
    ["coverage", "\u5ba3.yaml"], ["coverage", "a\udcff.yaml"], ["settings"], ["demo", "\u5ba3"], ["check", "--help"],
    ["show", "\u5ba3/sample-draft.yaml"], ["export", "\u5ba3/sample-draft.yaml", "-o", "-"],
):
    sys.argv[1:] = words
    try:
        main()
    except SystemExit as end:
        assert end.code in (0, 2), (words, end.code)
from drafter import install
sys.stdout.reconfigure(encoding="cp850", errors="strict")  # as it was before the commands
install.subprocess.call = lambda *_: 1
sys.argv[1:] = []
print(install.main())
"""


def test_a_console_with_few_signs_gets_everything_that_is_said(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "cp850", "PYTHONUTF8": "0", "HOME": str(tmp_path)}
    environment |= {name: str(tmp_path) for name in ("XDG_DATA_HOME", "XDG_BIN_HOME")}
    environment["PYTHONPATH"] = os.pathsep.join(filter(None, sys.path))
    run = subprocess.run([sys.executable, "-c", _MANY], cwd=tmp_path, env=environment, capture_output=True, check=False)
    assert (run.returncode, b"Traceback" in run.stderr) == (0, False), run.stderr.decode()[-2000:]
    assert "Installing drafter in" in run.stdout.decode(errors="replace")


def test_windows_names_are_told_from_others() -> None:
    assert git.local_path(r"E:\kyoto.git") == Path(r"E:\kyoto.git")
    assert git.local_path("host:kyoto.git") is None
    typed = PureWindowsPath(r"C:\Users\Ana Maria\draft.yaml")
    assert files.typed(typed) == rf'"{typed}"'  # type: ignore[arg-type]  # of Windows, wherever this runs
    for name in DEVICES:
        assert files.name_fault(ntpath.basename(rf"C:\drafts\{name}"))
