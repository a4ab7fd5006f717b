"""`Problem`, a fault in a user's file as a value, and the exceptions that stop a command, with their exit code.

Imports nothing of drafter: every other module may use these.
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
    place: str = ""
    """What a person calls the line where the file has none: `paragraph 12`, `page 3`; empty for the line itself."""

    def __str__(self) -> str:
        at = f", {self.place}" if self.place else f":{self.line}" if self.line else ""
        where = f"{self.file}{at}: " if self.file else ""
        return f"{where}{self.what}{' ' + self.mend if self.mend else ''}"


class DrafterError(Exception):
    """The base of every error that drafter raises on purpose. A front end prints it and exits with `exit_code`."""

    exit_code = 2


class BadInput(DrafterError):
    """A user's file or argument can't be used; `problems` has each fault found, in the order of the file."""

    def __init__(self, problems: Problem | Iterable[Problem]) -> None:
        self.problems = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))

    @classmethod
    def of(cls, path: Path | str, what: str, mend: str = "", line: int | None = None) -> BadInput:
        """An error with one problem in one file; `line` is None where the whole file is meant."""
        return cls(Problem(str(path), line, what, mend))


class EditRefused(DrafterError):
    """An edit makes no sense for this draft (an unknown paragraph, a move into itself); the draft is unchanged.

    `already` says whether that is because the same was proposed before.
    """

    def __init__(self, message: str = "", *, already: bool = False) -> None:
        super().__init__(message)
        self.already = already


class CannotWrite(DrafterError):
    """A file can't be written (it exists, the folder is missing or read-only); nothing was written.

    `exists` says whether that is because a file is there, and nobody said that it may be replaced.
    """

    def __init__(self, message: str = "", *, exists: bool = False) -> None:
        super().__init__(message)
        self.exists = exists
