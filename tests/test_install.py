"""Where `drafter.install` puts drafter, and what it refuses; .ci/run runs it in earnest."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from drafter import install

SCRIPT = Path(install.__file__)
posix = pytest.mark.skipif(os.name != "posix", reason="folders of Linux and macOS")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The home of a user who is not root, with no folder of commands in the PATH."""
    for name in ("XDG_DATA_HOME", "XDG_BIN_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("PATH", "/usr/bin")
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    return tmp_path


@posix
def test_the_command_goes_where_the_terminal_looks(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    environment = home / ".local" / "share" / "drafter" / "environment"
    assert install.folders() == (environment, home / ".local" / "bin")
    (home / "bin").mkdir()
    monkeypatch.setenv("PATH", f"/usr/bin:{home}/bin")
    assert install.folders() == (environment, home / "bin")
    monkeypatch.setenv("PATH", f"/usr/bin:{home}/bin:{home}/.local/bin")
    assert install.folders() == (environment, home / ".local" / "bin")


@posix
@pytest.mark.usefixtures("home")
def test_root_installs_for_everybody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    assert install.folders() == (Path("/opt/drafter/environment"), Path("/usr/local/bin"))


def test_another_program_of_the_same_name_is_left_alone(tmp_path: Path) -> None:
    command = tmp_path / ("drafter.exe" if install.WINDOWS else "drafter")
    command.write_bytes(b"another program")
    folders = {"XDG_DATA_HOME": str(tmp_path), "XDG_BIN_HOME": str(tmp_path)}
    run = subprocess.run(
        [sys.executable, SCRIPT], env={**os.environ, **folders}, capture_output=True, text=True, check=False
    )
    assert run.returncode == 1
    assert run.stderr == f"{command}: another program has this name. Remove it, then install again.\n"
    assert command.read_bytes() == b"another program"
    assert list(tmp_path.iterdir()) == [command]
