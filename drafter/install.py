"""Install drafter, from its folder: `python3 -m drafter.install`; with `--demo FOLDER` also make a sample draft there;
with `--meaning` also what judges meaning beside words.

drafter gets an environment of its own, so that nothing else on the machine changes and a Python that belongs to the
system (Debian's, Ubuntu's, Homebrew's) will do; its command is put where the terminal looks for commands. This file
needs Python and nothing else, and an old Python must be able to read it, to be told that it is too old.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
WINDOWS = os.name == "nt"


def folders() -> tuple[Path, Path]:
    """Where the environment goes, and where the command: a folder that the terminal knows already, if there is one."""
    home, known = Path.home(), os.environ.get("PATH", "").split(os.pathsep)
    data, commands = home / ".local" / "share", [home / ".local" / "bin"]
    if not WINDOWS and os.geteuid() == 0:  # for everybody on the machine
        data, commands = Path("/opt"), [Path("/usr/local/bin")]
    elif not WINDOWS:
        commands += [home / "bin", Path("/opt/homebrew/bin"), Path("/usr/local/bin")]
    usable = [folder for folder in commands if str(folder) in known and _can_write(folder)]
    return (
        Path(os.environ.get("XDG_DATA_HOME") or data) / "drafter" / "environment",
        Path(os.environ.get("XDG_BIN_HOME") or (usable or commands)[0]),
    )


def _can_write(folder: Path) -> bool:
    while not folder.exists():
        folder = folder.parent
    return os.access(str(folder), os.W_OK)


def main() -> str | int:
    """Return the exit code, or what is to be mended."""
    if sys.version_info < (3, 11):  # noqa: UP036  (this is where an older Python is told)
        return "drafter needs Python 3.11 or newer; this is {}.{}.".format(*sys.version_info[:2])
    for stream in (sys.stdout, sys.stderr):  # a console may know few signs, and a folder have any
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]  # unless somebody replaced it
    parser = argparse.ArgumentParser(description="Install drafter, for you alone or, as root, for everybody.")
    parser.add_argument("--demo", metavar="FOLDER", help="also make a sample draft, in this folder")
    parser.add_argument("--meaning", action="store_true", help="also judge by meaning: 150 MB more")
    asked = parser.parse_args()
    environment, commands = folders()
    name = "drafter.exe" if WINDOWS else "drafter"
    inside, command = environment / ("Scripts" if WINDOWS else "bin"), commands / name
    if command.exists() and str(environment).encode() not in command.read_bytes():
        return f"{command}: another program has this name. Remove it, then install again."

    print(f"Installing drafter in {environment} …", flush=True)
    if subprocess.call([sys.executable, "-m", "venv", "--clear", str(environment)]):
        return "On Debian and Ubuntu: sudo apt install python3-venv, then install again."
    pip = [str(inside / "python"), "-m", "pip", "--disable-pip-version-check", "install", "-q"]
    if subprocess.call([*pip, f"{HERE}[meaning]" if asked.meaning else str(HERE)]):
        return "drafter is not installed; the lines above say why."
    commands.mkdir(parents=True, exist_ok=True)
    if command.is_symlink() or command.exists():
        command.unlink()
    if WINDOWS:  # where links are a privilege; a copy finds the environment as well
        shutil.copy(inside / name, command)
    else:
        command.symlink_to(inside / name)
    print(f"The command is {command}. To uninstall, delete the two.", flush=True)

    on_path = shutil.which("drafter")
    if str(commands) not in os.environ.get("PATH", "").split(os.pathsep):
        subprocess.call([*pip, "userpath"])
        append = [str(inside / "python"), "-m", "userpath", "append", str(commands)]
        subprocess.call(append, stdout=subprocess.DEVNULL)
        print("Open a new terminal to use it: this one doesn't know that folder yet.", flush=True)
    elif on_path and not Path(on_path).samefile(command):
        print(f"But the terminal finds another one first: {on_path}. Remove that.", flush=True)
    return subprocess.call([str(command), "demo", asked.demo]) if asked.demo else 0


if __name__ == "__main__":
    sys.exit(main())
