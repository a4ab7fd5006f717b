"""What several commands share: DRAFT, `--corpus`, `--format`, and finding a paragraph by its name."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
from click.core import ParameterSource

from drafter.errors import BadInput, Problem

if TYPE_CHECKING:  # a corpus is loaded when a command that needs one runs
    from drafter.corpus.corpus import Corpus
    from drafter.draft.text import View
    from drafter.workspace import Workspace

F = TypeVar("F", bound=Callable[..., Any])

FILE = click.Path(path_type=Path)


class _DraftType(click.ParamType["Path"]):
    """The path of a draft, of which `.yaml` may be left out, as `drafter new` lets people do."""

    name = "path"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Path:  # noqa: ARG002
        path = Path(str(value))
        with suppress(OSError, ValueError):  # a name that no file can have: whoever opens it says so
            full = path.with_name(f"{path.name}.yaml")
            return full if not path.suffix and not path.exists() and full.is_file() else path
        return path


DRAFT = click.argument("path", metavar="DRAFT", type=_DraftType())
"""The file of the draft that a command works on, which the command gets as `path`."""


def corpus_option(command: F) -> F:
    """Add `--corpus PATH`, which may also stand before the command's name; the command gets the loaded `corpus`."""
    return click.option(
        "--corpus",
        type=FILE,
        metavar="PATH",
        callback=_load,
        help="Work with this corpus instead of the one that comes with drafter.",
    )(command)


def format_option(command: F) -> F:
    """Add `--format table|json`; the command gets `as_json`."""
    return click.option(
        "--format",
        "as_json",
        type=click.Choice(["table", "json"]),
        default="table",
        show_default=True,
        callback=lambda _context, _option, value: value == "json",
        help="json prints data and nothing else on stdout.",
    )(command)


VIEWS = "attributed, unattributed, base, longest, or a party's, as party:EU"
TRACKED_VIEWS = VIEWS.replace("longest,", "longest, tracked,")


class ViewType(click.ParamType["View"]):
    """Parses the name of a view. `tracked` is one where a document is written that can hold tracked changes."""

    name = "view"

    def __init__(self, *, tracked: bool = False) -> None:
        self._tracked = tracked

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> View:
        from drafter.draft.text import TRACKED, View

        view = value if isinstance(value, View) else View.named(str(value))
        if view is None or (view == TRACKED and not self._tracked):
            self.fail(f"“{value}” is no view. Use {TRACKED_VIEWS if self._tracked else VIEWS}.", param, ctx)
        return view


def _load(context: click.Context, _option: click.Parameter, path: Path | None) -> Corpus:
    """The corpus that the command line names, else the one of a draft that it names, else drafter's own."""
    from drafter.storage import corpus_yaml, folders

    named = path or context.find_root().params.get("corpus_path")
    return corpus_yaml.load(named or _corpus_of_a_draft(context) or folders.CORPUS)


def corpus_was_named() -> bool:
    """Whether the command line says which corpus to work with."""
    context = click.get_current_context()
    given = context.get_parameter_source("corpus")
    return given is ParameterSource.COMMANDLINE or context.find_root().params.get("corpus_path") is not None


def _corpus_of_a_draft(context: click.Context) -> Path | None:
    from drafter.storage import corpus_files

    given = [each for value in context.params.values() for each in (value if isinstance(value, tuple) else (value,))]
    drafts = [Path(each) for each in given if isinstance(each, Path | str) and _is_named_as_a_draft(str(each))]
    return next(filter(None, map(corpus_files.corpus_of, drafts)), None)


def _is_named_as_a_draft(name: str) -> bool:
    with suppress(OSError, ValueError):
        return name.lower().endswith((".yaml", ".yml")) and Path(name).is_file()
    return False


def opened(path: Path, corpus: Corpus) -> Workspace:
    """The draft in the file; what could not be read in it, or won't be kept, is said. Raises as `Workspace.open`."""
    from drafter.cli import output
    from drafter.workspace import Workspace

    workspace = Workspace.open(path, corpus)
    if workspace.remark:
        output.say(workspace.remark)
    return workspace


def paragraph_named(workspace: Workspace, name: str) -> str:
    """The id of the paragraph with this name, `OP7` or `op 7(a)`; blanks and case don't count. Raises BadInput."""
    wanted = name.replace(" ", "").casefold()
    for id, ref in workspace.refs.items():
        if ref.replace(" ", "").casefold() == wanted:
            return id
    raise BadInput(Problem("", None, f"The draft has no paragraph “{name}”.", "Name one as OP7, PP1 or OP7 (a)."))
