"""Nothing leaves the machine, and what stays is its owner's: no connection, 0600, no name of a user, host or folder."""

from __future__ import annotations

import getpass
import os
import socket
import stat
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from drafter.draft.draft import Status
from drafter.draft.fields import cleaned
from drafter.draft.tree import Place
from drafter.errors import CannotWrite
from drafter.storage import crash_report, draft_yaml, folders, unsaved_drafts
from drafter.workspace import Workspace, export
from tests.builders import corpus

CORPUS = corpus()
SECRET = "Confidential words of a delegation"
posix = pytest.mark.skipif(os.name != "posix", reason="Windows has no modes")

_WITHOUT_A_NETWORK = """
import sys

def forbid(event, arguments):
    if event.startswith("socket.") and event not in ("socket.__new__", "socket.gethostname"):
        raise SystemExit(f"{event} {arguments}")
    if event == "socket.__new__" and arguments[1] not in (1, -1):  # a pair of local sockets is how asyncio wakes up
        raise SystemExit(f"{event} {arguments}")
    if event in ("urllib.Request", "http.client.connect", "ftplib.connect", "smtplib.connect"):
        raise SystemExit(event)

sys.addaudithook(forbid)
"""
_MAIN_JOB = """
import asyncio
import shutil
from pathlib import Path
from drafter.__main__ import run

for command in (
    ["new", "a.yaml"], ["add", "a.yaml", "AP 34(a)", "LAC 40(f)", "--merge"],
    ["set-aside", "a.yaml", "LAC 40(g)", "--reason", "No."], ["coverage", "a.yaml"], ["themes"], ["search", "victims"],
    ["show", "AP 62(a)"], ["export", "a.yaml", "-o", "a.docx"], ["export", "a.yaml", "-o", "a.html"],
    ["export", "a.yaml", "-o", "a.md"], ["export", "a.yaml", "-o", "a.json"], ["corpus", "build", "-o", "c.yaml"],
    ["merge", "a.yaml", "a.yaml", "a.yaml"], ["versions", "a.yaml"], ["recover"], ["demo", "demo"],
    *([["share", "init", "host:kyoto.git"], ["share", "status"]] if shutil.which("git") else ()),
):
    assert run(command) == 0, command

from drafter.storage import corpus_yaml, folders
from drafter.tui import app as tui
from drafter.workspace import Workspace

async def screens():
    workspace = Workspace.open(Path("a.yaml"), corpus_yaml.load(folders.CORPUS))
    app = tui.DrafterApp(workspace.corpus, workspace, Path.cwd(), tui.Session.load())
    async with app.run_test() as pilot:
        await pilot.press("2", "3", "4", "5", "1")
        await pilot.pause()

asyncio.run(screens())
print("all done")
"""


def python(code: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    path = os.pathsep.join(filter(None, sys.path))
    return subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": path, **environment},
        timeout=120,
    )


def test_the_main_job_needs_no_network(tmp_path: Path) -> None:
    run = python(_WITHOUT_A_NETWORK + _MAIN_JOB, tmp_path)
    assert run.stdout.endswith("all done\n"), run.stderr


@pytest.mark.parametrize(
    "call",
    ["socket.socket(socket.AF_INET)", "socket.getaddrinfo('localhost', 80)", "urllib.request.urlopen('http://x')"],
)
def test_a_connection_would_be_noticed(tmp_path: Path, call: str) -> None:
    run = python(f"{_WITHOUT_A_NETWORK}import socket, urllib.request\n{call}\nprint('all done')", tmp_path)
    assert "socket" in run.stderr or "urllib" in run.stderr
    assert "all done" not in run.stdout


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    made = Workspace.new(tmp_path / "draft.yaml", CORPUS)
    made.edits.add("We act.", Place("justice"))
    (id,) = made.draft.spots
    made.edits.annotate(id, SECRET)
    made.edits.set_status([id], Status.PENDING, SECRET)
    made.edits.set_aside(["SO 9"], SECRET)
    made.edits.cite(id, "NO 1(a)")
    made.edits.mark_partly(id, "NO 1(a)", True, SECRET)
    made.file.save()
    return made


@posix
def test_what_is_kept_is_its_owners_alone(workspace: Workspace, state_folder: Path) -> None:
    old = os.umask(0)
    try:
        unsaved_drafts.keep(workspace.file.path, "x", b"x", b"y")
        workspace.edits.add("We go on.", Place("justice"))
        workspace.file.save()
        export.write(workspace, workspace.file.path.with_suffix(".docx"))
        crash_report.write(ValueError(SECRET))
        Workspace.new(workspace.file.path.with_name("other.yaml"), CORPUS)
    finally:
        os.umask(old)
    made = [*state_folder.rglob("*"), *workspace.file.path.parent.rglob("*"), state_folder]
    assert {"recovery", "versions", "locks", "reports"} <= {path.name for path in made}
    for path in made:
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path


def test_a_state_folder_that_cannot_be_made_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv(folders.VARIABLE, str(tmp_path / "file"))
    with pytest.raises(CannotWrite, match="the folder can't be made"):
        folders.make_state_folder("versions")
    assert crash_report.write(ValueError()) is None


def everything(document: Path) -> bytes:
    """The document's bytes; of a zip, the bytes of every part and its name."""
    if document.suffix not in (".docx", ".xlsx"):
        return document.read_bytes()
    with ZipFile(BytesIO(document.read_bytes())) as package:
        return b"".join(name.encode() + package.read(name) for name in package.namelist()) + package.comment


@pytest.mark.parametrize("suffix", [".docx", ".md", ".html", ".json"])
def test_an_export_names_no_user_host_or_folder(workspace: Workspace, suffix: str, tmp_path: Path) -> None:
    code = f"""
import sys
sys.path[:0] = {sys.path!r}
from pathlib import Path
from drafter.workspace import Workspace, export
from tests.builders import corpus
export.write(Workspace.open(Path({str(workspace.file.path)!r}), corpus()), Path({str(tmp_path / "out")!r} + {suffix!r}))
"""
    names = {"USER": "Zebedee-User", "LOGNAME": "Zebedee-User", "USERNAME": "Zebedee-User", "HOSTNAME": "zebedee-host"}
    assert python(code, tmp_path, **names).returncode == 0
    found = everything(tmp_path / f"out{suffix}")
    assert b"We act" in found
    for name in ("Zebedee", "zebedee", socket.gethostname(), str(tmp_path), str(Path.home()), getpass.getuser() + "@"):
        assert len(name) < 5 or name.encode() not in found, name


def test_a_cleaned_draft_keeps_words_and_sources_and_no_note_reason_or_status(workspace: Workspace) -> None:
    clean = cleaned(workspace.draft)
    assert SECRET not in draft_yaml.dump(clean)
    assert "pending" not in draft_yaml.dump(clean)
    (spot,) = clean.spots.values()
    assert (spot.paragraph.written, spot.paragraph.sources) == ("We act.", ("NO 1(a)",))
    assert list(clean.reasons) == ["SO 9"]


def test_a_report_of_a_crash_tells_where_and_never_what_was_written(workspace: Workspace, tmp_path: Path) -> None:
    try:
        try:
            workspace.corpus.section_of[SECRET]
        except KeyError as error:
            raise ValueError(f"“{SECRET}” in {tmp_path}") from error
    except ValueError as error:
        path = crash_report.write(error)
    assert path is not None
    said = path.read_text()
    assert said.startswith("builtins.ValueError\n  test_private.py:")
    assert "builtins.KeyError" in said
    assert "Python 3" in said
    for secret in (SECRET, str(tmp_path), socket.gethostname(), getpass.getuser()):
        assert len(secret) < 5 or secret not in said


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("/home/zoe/venv/lib/python3.11/site-packages/textual/app.py", "textual/app.py"),
        ("/home/zoe/drafter/drafter/model/tree.py", "drafter/model/tree.py"),
        ("/home/zoe/x/y.py", "y.py"),
        ("", ""),
    ],
)
def test_a_report_names_files_from_their_package_on(path: str, shown: str) -> None:
    assert crash_report._package_path(path) == shown


def test_a_mistake_of_drafters_own_is_one_message_and_a_report(tmp_path: Path, state_folder: Path) -> None:
    code = f"""
from drafter.cli import drafter
from drafter.__main__ import run
def fail(*_a, **_k): raise ZeroDivisionError({SECRET!r})
drafter.main = fail
raise SystemExit(run(["themes"]))
"""
    run = python(code, tmp_path)
    assert run.returncode == 70
    assert "drafter made a mistake (ZeroDivisionError). Nothing of yours is lost." in run.stderr
    assert SECRET not in run.stderr
    (report,) = (state_folder / "reports").iterdir()
    assert str(report) in run.stderr
    assert SECRET not in report.read_text()
