"""The house stands: the direction of imports, and what loads what."""

import ast
import re
import subprocess
import sys
import tomllib
from importlib import import_module
from pathlib import Path

import pytest

from drafter.cli import root
from drafter.storage import caches, corpus_yaml, folders
from drafter.workspace import Workspace

ROOT = Path(__file__).resolve().parent.parent


def loaded_by(code: str, *, whole: bool = False) -> set[str]:
    """Names of the modules that a fresh interpreter has loaded after running the code; the top-level ones alone,
    unless their whole names are wanted.
    """
    script = f"import sys\n{code}\nprint(*sorted(sys.modules))"
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    names = run.stdout.splitlines()[-1].split()
    return set(names) if whole else {name.split(".")[0] for name in names}


@pytest.mark.parametrize(
    "arguments",
    [["--version"], ["--help"], ["themes"], ["show", "AP 62(a)"], ["search", "victims"], ["parties", "Japan"]],
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
    loaded = loaded_by(f"from drafter.__main__ import run\nassert run({arguments!r}) == 0", whole=True)
    rooms = ("workspace", "review", "negotiation", "intake", "formats")
    assert not [name for name in loaded if name.startswith(tuple(f"drafter.{room}" for room in rooms))]


def test_listing_parties_again_loads_no_yaml(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(caches.VARIABLE, str(tmp_path))
    code = "from drafter.__main__ import run\nassert run(['parties', 'Japan']) == 0"
    assert "yaml" in loaded_by(code)
    assert "yaml" not in loaded_by(code)


@pytest.mark.parametrize("arguments", [["themes"], ["coverage"]])
def test_a_command_that_prints_a_table_loads_neither_its_like_nor_edits(tmp_path: Path, arguments: list[str]) -> None:
    draft = Workspace.new(tmp_path / "draft.yaml", corpus_yaml.load(folders.CORPUS)).file.path
    command = [*arguments, str(draft)] if arguments == ["coverage"] else arguments
    loaded = loaded_by(f"from drafter.__main__ import run\nassert run({command!r}) == 0", whole=True)
    assert not loaded & {"rich.console", "rich.table", "rich.text", "drafter.document.outline", "drafter.draft.edits"}


def test_the_first_screen_loads_neither_yaml_nor_search_nor_documents() -> None:
    loaded = loaded_by("import drafter.cli.screens, drafter.tui")
    assert "textual" in loaded
    assert not loaded & {"yaml", "sqlite3", "jinja2", "lxml", "docx", "aiohttp"}


def test_what_reads_a_word_file_that_comes_home_loads_nothing_that_writes_one() -> None:
    assert not loaded_by("import drafter.workspace.room_return") & {"docx", "jinja2", "yaml"}


def test_importing_drafter_does_no_work() -> None:
    assert not loaded_by("import drafter") & {"click", "yaml", "jinja2", "textual", "docx"}


def test_nothing_imports_the_network() -> None:
    assert "drafter" in loaded_by("import drafter.cli, drafter.workspace")
    code = "import socket\nclass No(socket.socket):\n    def __init__(self, *a, **k): raise AssertionError('network')\n"
    code += "socket.socket = No\nfrom drafter.__main__ import run\nassert run(['themes']) == 0"
    assert "drafter" in loaded_by(code)


def test_code_and_comments_refer_to_nothing_outside_of_the_tree() -> None:
    tree = Path(__file__).parent.parent
    texts = [path for folder in ("drafter", "tests") for path in (tree / folder).rglob("*.py")]
    texts += [path for folder in (".ci", ".github") for path in (tree / folder).rglob("*") if path.suffix != ".png"]
    texts += [*tree.glob("*.py"), *tree.glob("*.md"), tree / "pyproject.toml", tree / ".pre-commit-config.yaml"]
    elsewhere = re.compile(r"\.\./shared|\bissue \d|\b(?!README|CHANGELOG|CONTRIBUTING)[A-Z]{3,}\.md\b")
    found = {
        f"{path.relative_to(tree)}: {match[0]}"
        for path in texts
        if path.is_file() and path != Path(__file__)
        for match in elsewhere.finditer(path.read_text(encoding="utf-8"))
    }
    assert not found


GUIDE = (ROOT / ".github" / "CONTRIBUTING.md").read_text(encoding="utf-8")


def test_the_picture_of_the_house_is_what_the_contracts_hold() -> None:
    picture = re.search(r"```\n(.*?)```", GUIDE, re.DOTALL)
    assert picture
    drawn = [re.split(r"\s{3,}", line.strip())[0] for line in picture[1].splitlines() if line.strip() != "↓"]
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers = settings["tool"]["importlinter"]["contracts"][0]["layers"]
    assert drawn == [layer for layer in layers if not layer.startswith("__main__")]


@pytest.mark.parametrize("path", sorted(set(re.findall(r"`((?:drafter|tests|templates|data)/[\w./]*)`", GUIDE))))
def test_what_the_guide_names_is_there(path: str) -> None:
    assert (ROOT / path).exists()


@pytest.mark.parametrize(
    ("start", "end", "most"),
    [("From Enter", "From there", 10), ("From there", "And home", 12), ("And home", "## To add", 12)],
)
def test_the_ways_through_the_house_are_short(start: str, end: str, most: int) -> None:
    way = GUIDE.partition(start)[2].partition(end)[0]
    assert 5 <= len(set(re.findall(r"`(drafter/[\w./]+)`", way))) <= most


def test_a_name_stands_for_one_thing() -> None:
    """But a screen or a command may be called like what it shows or runs."""
    modules: dict[tuple[str, str], list[str]] = {}
    classes: dict[str, list[str]] = {}
    for path in sorted((ROOT / "drafter").rglob("*.py")):
        room = path.relative_to(ROOT / "drafter").parts[0]
        if path.name != "__init__.py":
            modules.setdefault((path.stem, room if room in ("cli", "tui") else ""), []).append(str(path))
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                classes.setdefault(node.name, []).append(str(path))
    assert not [paths for paths in (*modules.values(), *classes.values()) if len(paths) > 1]


def test_no_chain_of_own_classes_is_longer_than_two() -> None:
    """Errors aside, which are told apart by what catches them."""
    bases: dict[str, list[str]] = {}
    for path in (ROOT / "drafter").rglob("*.py"):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef):
                names = [base.value if isinstance(base, ast.Subscript) else base for base in node.bases]
                bases[node.name] = [ast.unparse(name).rpartition(".")[2] for name in names]

    def depth(name: str) -> int:
        return 1 + max((depth(base) for base in bases[name] if base in bases), default=0)

    assert not [name for name in bases if depth(name) > 2 and name != "ChangedUnderneath"]
