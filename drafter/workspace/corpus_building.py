"""A corpus being built from files: what they give, and what the user says of what is doubtful, kept at once in the
about file. The files themselves are never written.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from drafter.corpus.corpus import AboutColumn, AboutFile, AboutRegion, Corpus, SourceForm
from drafter.errors import BadInput, EditRefused, Problem
from drafter.intake.doubts import Answer, PossibleAnswer
from drafter.intake.joined_lines import physical_lines
from drafter.storage import corpus_yaml, files
from drafter.workspace import about_file, others_texts, source_files
from drafter.workspace.source_files import GivenSources, ReadSources, SourceFile, TakenFile

_AROUND = 3
"""Lines with words that are shown before and after a doubtful one."""


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A line of a file, shown around what is doubtful."""

    place: str
    text: str
    meant: bool
    """Whether it is the doubtful one."""


class CorpusBuilding:
    """Holds what the files give; each answer is kept, and all is read again. Only `read_again` opens the files."""

    def __init__(self, sources: GivenSources) -> None:
        """Read the files. Raises BadInput where one can't be read at all, or none is given."""
        about = sources.about_file
        if about is None:
            raise BadInput(Problem("", None, "There is no file to read.", "Name the files of the mapping."))
        self.about: Path = about
        self._sources = sources
        self._opened: dict[Path, SourceFile] = {}
        self._steps: list[tuple[str | None, str]] = []
        """Of each answer, what the about file held before (None for no file) and after."""
        self.found: ReadSources = self._read()

    @property
    def corpus(self) -> Corpus:
        """Where there are problems, it lacks what they name."""
        return self.found.exercise.corpus

    @property
    def problems(self) -> tuple[Problem, ...]:
        return self.found.problems

    def read_again(self) -> None:
        """Read what the files hold now. Raises BadInput as at first, and keeps what was read before."""
        before, self._opened = self._opened, {}
        try:
            self.found = self._read()
        except BadInput:
            self._opened = before
            raise

    def settle(self, answers: Sequence[Answer]) -> None:
        """Keep answers, and read with them. Raises as `about_file.settle`, and BadInput where the about file is none;
        nothing is changed then.
        """
        before = files.read_text(self.about) if self.about.exists() else None
        about_file.settle(self.about, answers)
        after = files.read_text(self.about)
        try:
            self.found = self._read()
        except BadInput:
            self._put_back(before)
            raise
        self._steps.append((before, after))

    def choose(self, choice: PossibleAnswer, written: str = "") -> None:
        """Settle a question; `written` is what the user wrote where the choice asks for it. Raises as `settle`."""
        written = " ".join(written.split())
        self.settle(choice.of(written) if choice.of else choice.answers)

    def undo(self) -> None:
        """Take the last answer back. Raises EditRefused where there is none, or the about file was changed since."""
        if not self._steps:
            raise EditRefused("Nothing was answered here.")
        before, after = self._steps[-1]
        if not self.about.exists() or files.read_text(self.about) != after:
            raise EditRefused(f"{self.about} was changed since; correct the answer there.")
        self._steps.pop()
        self._put_back(before)
        self.found = self._read()

    def _put_back(self, text: str | None) -> None:
        if text is None:
            self.about.unlink()
        else:
            files.write(self.about, text.encode())

    def set_form(self, taken: TakenFile, form: SourceForm) -> None:
        """Have a file read as a list, a matrix, a table, a report. Raises as `settle`."""
        self.settle((AboutFile(taken.path.name, form),))

    def set_column(self, name: str, head: str) -> None:
        """Say what a column holds. Raises as `settle`."""
        self.settle((AboutColumn(name, head),))

    def name_region(self, code: str, name: str, report: str) -> None:
        """Name a region and its report, and keep the others in their order. Raises as `settle`."""
        named = {region.code for region in corpus_yaml.load_about(self.about).regions} if self.about.exists() else set()
        order = (AboutRegion(region.code) for region in self.corpus.regions if region.code not in named)
        self.settle((*order, AboutRegion(code, name, report)))

    def lines_around(self, problem: Problem) -> list[SourceLine]:
        """The doubtful line with those around it; none where the whole file is meant."""
        taken = next((each for each in self.found.taken if str(each.path) == problem.file), None)
        if taken is None or problem.line is None or taken.source.streamed is not None:
            return []
        source = taken.source
        lines = [(number, text.strip()) for number, text in enumerate(physical_lines(source.text), 1)]
        filled = [(number, text) for number, text in lines if text or number == problem.line]
        here = next(place for place, (number, _) in enumerate(filled) if number == problem.line)
        around = filled[max(0, here - _AROUND) : here + _AROUND + 1]
        return [SourceLine(source.place(number), text, number == problem.line) for number, text in around]

    def write(self, target: Path, *, replace: bool = False) -> None:
        """Write the corpus. Raises BadInput where something is doubtful still, CannotWrite as `files.write`."""
        if self.problems:
            raise BadInput(self.problems)
        corpus = source_files.kept_sorted(self.found, target) if replace else self.corpus
        others_texts.write_corpus(target, corpus, replace=replace)

    def _read(self) -> ReadSources:
        about = self.about if self.about.exists() else None
        return source_files.read_sources(dataclasses.replace(self._sources, about=about), self._open)

    def _open(self, path: Path) -> SourceFile:
        if path not in self._opened:
            self._opened[path] = source_files.read(path)
        return self._opened[path]
