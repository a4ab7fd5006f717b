"""Where answers go: each command that takes `-o` writes what the file's suffix names, or refuses."""

from __future__ import annotations

import io
import json
import shutil
import sys
import zipfile
from pathlib import Path

import click
import pytest

from drafter.cli.root import drafter as root
from drafter.formats.registry import FORMATS
from drafter.storage import folders
from tests.benchmarks.largest import COMMANDS, UNMEASURED
from tests.cli.conftest import Command

DOCUMENTS = {
    "coverage": ("coverage", "d.yaml"),
    "report": ("report", "d.yaml"),
    "trace": ("trace", "zero.md"),
    "proposals": ("proposals", "d.yaml"),
    "ledger": ("ledger", "d.yaml"),
    "export": ("export", "d.yaml", "--only", "coverage"),
    "compile": ("compile",),
    "compare": ("compare", "d.yaml", "e.yaml"),
    "revision": ("revision", "d.yaml", "compare", "Rev.1"),
    "corpus compare": ("corpus", "compare", str(folders.CORPUS), str(folders.CORPUS)),
}
YAML = {
    "merge": ("merge", "d.yaml", "d.yaml", "e.yaml"),
    "import": ("import", "d.yaml", "room.docx", "--take", "all"),
    "corpus build": ("corpus", "build"),
    "corpus join": ("corpus", "join", str(folders.CORPUS), f"K={folders.CORPUS}"),
}


def commands(group: click.Group, before: str = "") -> dict[str, click.Command]:
    """Every command, by its whole name."""
    found: dict[str, click.Command] = {}
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        nested = commands(command, f"{name} ") if isinstance(command, click.Group) else {f"{before}{name}": command}
        found |= nested
    return found


@pytest.fixture
def drafts(drafter: Command) -> Command:
    """Beside the sample draft, a copy of it, and somebody else's text."""
    for name in ("d.yaml", "e.yaml"):
        shutil.copy(folders.CONGRESS / "sample-draft.yaml", name)
    Path("zero.md").write_text("We will train judges and prosecutors.\n", encoding="utf-8")
    return drafter


def test_every_command_that_takes_o_is_looked_at() -> None:
    taking = {name for name, command in commands(root).items() if any("-o" in each.opts for each in command.params)}
    assert taking == {*DOCUMENTS, *YAML}


def test_every_command_is_measured_at_the_largest_sizes() -> None:
    measured = {" ".join(words.split()[:count]) for words in COMMANDS.values() for count in (1, 2)}
    assert set(commands(root)) - measured == set(UNMEASURED)


@pytest.mark.parametrize("command", DOCUMENTS)
def test_the_suffix_names_the_format_or_the_file_is_refused(drafts: Command, command: str) -> None:
    if command == "revision":
        drafts("revision", "d.yaml", "save", "Rev.1")
    before = set(Path().iterdir())
    for name, why in (("lac.xls", "“.xls” is not a format"), ("lac", "What kind of file is lac to be?")):
        said = drafts(*DOCUMENTS[command], "-o", name)
        assert (said.code, said.out, why in said.err) == (2, "", True), said.err
    assert set(Path().iterdir()) == before
    assert (drafts(*DOCUMENTS[command], "-o", "lac.XLSX").code, zipfile.is_zipfile("lac.XLSX")) == (0, True)
    said = drafts(*DOCUMENTS[command], "-o", "lac.json")
    assert (said.code, said.out) == (0, ""), said.err
    assert json.loads(Path("lac.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("command", YAML)
def test_a_draft_and_a_corpus_are_no_documents(drafts: Command, command: str) -> None:
    said = drafts(*YAML[command], "-o", "x.docx")
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith("drafter: x.docx: A ") and "Let its name end with .yaml." in said.err
    assert not Path("x.docx").exists()


@pytest.mark.parametrize("command", ["coverage", "export", "compile", "compare"])
def test_a_format_that_the_name_contradicts_is_refused(drafts: Command, command: str) -> None:
    said = drafts(*DOCUMENTS[command], "--format", "json", "-o", "lac.docx")
    assert (said.code, said.out, Path("lac.docx").exists()) == (2, "", False)
    assert "--format says json, and the name of the file .docx." in said.err
    assert drafts(*DOCUMENTS[command], "--format", "json", "-o", "lac").code == 0
    assert json.loads(Path("lac").read_text(encoding="utf-8"))


def test_what_is_packed_goes_to_a_pipe_and_to_no_terminal(drafts: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as terminal:
        terminal.setattr(sys.stdout, "isatty", lambda: True)
        for suffix, known in FORMATS.items():
            said = drafts("coverage", "d.yaml", "--format", suffix[1:])
            assert said.code == (0 if known.is_text else 2)
            assert known.is_text or "can't be shown in a terminal. Name a file with -o, or send it into" in said.err
    pipe = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(pipe))
    said = drafts("export", "d.yaml", "--format", "docx", "-o", "-")
    assert (said.code, said.err, zipfile.is_zipfile(pipe)) == (0, "", True)


def test_what_may_be_replaced_is_said_with_the_option_that_replaces_it(drafts: Command) -> None:
    assert drafts("export", "d.yaml", "-o", "e.md").code == 0
    for command in (("export", "d.yaml"), ("coverage", "d.yaml"), ("compile",)):
        said = drafts(*command, "-o", "e.md")
        assert (said.code, said.err.endswith("Choose another name, or replace it with --replace.\n")) == (2, True)
        assert drafts(*command, "-o", "e.md", "--replace").code == 0


def test_options_that_are_repeated_add_up(drafts: Command) -> None:
    def of(*only: str) -> list[str]:
        repeated = (word for name in only for word in ("--only", name))
        return [each["id"] for each in drafts("coverage", "d.yaml", *repeated, "--format", "json").data["points"]]

    assert of("open") and of("partly")
    assert sorted(of("open", "partly", "open")) == sorted(of("open") + of("partly"))
    assert drafts("export", "d.yaml", "-o", "a.md", "--annex", "coverage", "--annex", "set-aside").code == 0
    written = Path("a.md").read_text(encoding="utf-8")
    assert "Coverage by region and by theme" in written and "Points set aside" in written
    said = drafts("export", "d.yaml", "-o", "b.md", "--only", "coverage", "--only", "set-aside")
    assert (said.code, Path("b.md").exists()) == (2, False)
    assert "several: --annex coverage,set-aside" in said.err
