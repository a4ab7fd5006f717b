"""Faults as values, and the few errors that stop a command, each with its exit code.

May import nothing of drafter: every room above uses these.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Problem:
    """A fault in a user's file: where it is, what is wrong, how to mend it.

    Loading returns `(value, problems)`, so that one reading reports every fault that it can find.
    """

    file: str
    """The file as the user would name it; empty where the fault is in no file (a command's argument)."""
    line: int | None
    """Counted from 1; None where the whole file is meant."""
    what: str
    mend: str = ""
    """What the user can do, as a sentence; empty where `what` already says so."""

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}: " if self.line and self.file else f"{self.file}: " if self.file else ""
        return f"{where}{self.what}{' ' + self.mend if self.mend else ''}"


class DrafterError(Exception):
    """The base of what drafter raises on purpose. A front end prints it as it is and ends with `exit_code`."""

    exit_code = 2


class BadInput(DrafterError):
    """A user's file or argument can't be used; carries each problem found, in the order of the file."""

    def __init__(self, problems: Problem | Iterable[Problem]) -> None:
        self.problems = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))

    @classmethod
    def of(cls, path: Path | str, what: str, mend: str = "", line: int | None = None) -> BadInput:
        """One problem with one file."""
        return cls(Problem(str(path), line, what, mend))


class EditRefused(DrafterError):
    """An edit that makes no sense for this draft (an unknown paragraph, a move into itself); the draft is as it was."""


class CannotWrite(DrafterError):
    """A file can't be written (it exists, the folder is missing or read-only); nothing was written."""
