"""Layouts before a person: which there are, a copy of one, what is wrong with one."""

from __future__ import annotations

from pathlib import Path

from drafter.errors import DrafterError, Problem
from drafter.formats import registry
from drafter.storage import layout_folder

DEFAULT = layout_folder.DEFAULT


def listed() -> list[tuple[str, str]]:
    """Name and title of each layout that comes with drafter."""
    return [(name, layout_folder.load(name).title) for name in layout_folder.names()]


def copy(name: str, folder: Path) -> None:
    """Copies a layout to a folder of the user's own. Raises BadInput for no such layout, CannotWrite."""
    layout_folder.copy(name, folder)


def check(name: str) -> list[Problem]:
    """Everything that is wrong with a layout, file by file; also the styles that its declaration.docx lacks."""
    problems = layout_folder.check(name)
    if any(problem.line and problem.file.endswith("layout.yaml") for problem in problems):
        return problems
    return [*problems, *_styles(name)]


def _styles(name: str) -> list[Problem]:
    try:
        layout = layout_folder.load(name)
    except DrafterError:
        return []
    content = layout_folder.styles(layout)
    if content is None:
        return []
    try:
        missing = registry.missing_styles(content)
    except DrafterError as error:
        return [Problem(layout.styles, None, str(error))]
    mend = "Exports use drafter's own; `drafter layout copy` gives a file that has it."
    return [Problem(layout.styles, None, f"The style “{style}” is missing.", mend) for style in missing]
