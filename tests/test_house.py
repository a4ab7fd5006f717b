"""The house stands: the direction of imports, and what loads what."""

import subprocess
import sys
from importlib import import_module

import pytest

from drafter.cli import root


def loaded_by(code: str) -> set[str]:
    """Names of the top-level modules that a fresh interpreter has loaded after running the code."""
    script = f"import sys\n{code}\nprint(*sorted({{name.split('.')[0] for name in sys.modules}}))"
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(run.stdout.splitlines()[-1].split())


@pytest.mark.parametrize(
    "arguments", [["--version"], ["--help"], ["themes"], ["show", "AP 62(a)"], ["search", "victims"]]
)
def test_a_command_without_a_screen_loads_neither_textual_nor_word(arguments: list[str]) -> None:
    loaded = loaded_by(f"from drafter.__main__ import run\nassert run({arguments!r}) == 0")
    assert not loaded & {"textual", "docx"}


def test_each_command_stands_under_the_module_that_holds_it() -> None:
    for module, names in root.COMMANDS.items():
        commands = import_module(f"drafter.cli.{module}").COMMANDS
        assert tuple(command.name for command in commands) == names


@pytest.mark.parametrize("arguments", [["--version"], ["show", "AP 62(a)"]])
def test_a_command_loads_what_it_needs(arguments: list[str]) -> None:
    script = f"import sys\nfrom drafter.__main__ import run\nassert run({arguments!r}) == 0\nprint(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    rooms = {
        ".".join(name.split(".")[:2]) for name in run.stdout.splitlines()[-1].split() if name.startswith("drafter.")
    }
    assert not rooms & {
        "drafter.workspace",
        "drafter.review",
        "drafter.negotiation",
        "drafter.intake",
        "drafter.formats",
    }


def test_the_first_screen_loads_neither_yaml_nor_search_nor_documents() -> None:
    loaded = loaded_by("import drafter.cli.drafts, drafter.tui")
    assert "textual" in loaded
    assert not loaded & {"yaml", "sqlite3", "jinja2", "lxml", "docx", "aiohttp"}


def test_importing_drafter_does_no_work() -> None:
    assert not loaded_by("import drafter") & {"click", "yaml", "jinja2", "textual", "docx"}


def test_nothing_imports_the_network() -> None:
    assert "drafter" in loaded_by("import drafter.cli, drafter.workspace")
    code = "import socket\nclass No(socket.socket):\n    def __init__(self, *a, **k): raise AssertionError('network')\n"
    code += "socket.socket = No\nfrom drafter.__main__ import run\nassert run(['themes']) == 0"
    assert "drafter" in loaded_by(code)
