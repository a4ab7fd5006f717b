"""A corpus being sorted: its file, and the steps that can be undone."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from drafter.corpus import sorting
from drafter.corpus.corpus import Corpus
from drafter.errors import BadInput, CannotWrite, EditRefused
from drafter.storage import corpus_yaml, earlier_versions, files, locks
from drafter.workspace.draft_history import Steps


class CorpusFile:
    """A corpus's file. Call `save` within a second of each edit: it replaces the file whole, only where nobody changed
    it since it was read or written here; what it held first is kept as an earlier version.
    """

    def __init__(self, path: Path) -> None:
        """Read the file. Raises BadInput where it is no corpus, or a compiled one, which nobody changes."""
        if corpus_yaml.is_compiled(path):
            mend = "Put the themes into the table that it was built of, and build it again."
            raise BadInput.of(path, "A compiled corpus is not sorted here.", mend)
        self.path = path
        self._data = files.read_bytes(path)
        self._first: bytes | None = self._data
        """What the file held when it was opened; None once that is kept."""
        self.steps = Steps.of(corpus_yaml.read(self._data, path), datetime.now(UTC))
        self._saved = self.corpus

    @property
    def corpus(self) -> Corpus:
        return self.steps.value

    @property
    def unsaved(self) -> bool:
        """Whether the corpus differs from what its file holds."""
        return self.corpus != self._saved

    def edit(self, change: Callable[[Corpus], Corpus], name: str) -> str:
        """Change the corpus as one step, and return the step's name. Raises EditRefused, nothing changed."""
        self.steps = self.steps.then(change(self.corpus), name, datetime.now(UTC))
        return name

    def put_by_title(self, section: str, theme: str, names: Iterable[str]) -> str:
        """Put points under a theme as one step, by their titles and citations; what is missing is made. Raises
        EditRefused, or BadInput for a citation of nothing.
        """
        corpus = self.corpus
        ids = [corpus.get(name).id for name in names]
        if all(each.title != section for each in corpus.sorted_sections):
            corpus = sorting.add_section(corpus, section)
        within = next(each for each in corpus.sorted_sections if each.title == section)
        if all(theme not in (each.title, each.label) for each in within.themes):
            corpus = sorting.add_theme(corpus, within.id, theme)
            within = next(each for each in corpus.sorted_sections if each.title == section)
        target = next(each for each in within.themes if theme in (each.title, each.label))
        return self.edit(lambda _: sorting.put(corpus, ids, target.id), f"{len(ids)} put under {target.label}")

    def undo(self) -> str:
        """Undo the last step and return its name. Raises EditRefused where there is none."""
        if not self.steps.past:
            raise EditRefused("There is nothing to undo.")
        name, self.steps = self.steps.present.name, self.steps.undo()
        return name

    def redo(self) -> str:
        """Redo what was undone last and return its name. Raises EditRefused where there is nothing."""
        if not self.steps.future:
            raise EditRefused("There is nothing to redo.")
        self.steps = self.steps.redo()
        return self.steps.present.name

    def save(self) -> None:
        """Write the corpus to its file. Raises CannotWrite where that can't be done, or somebody else changed it."""
        if not self.unsaved:
            return
        corpus = self.corpus
        data = corpus_yaml.dump(corpus).encode()
        with locks.locked(self.path):
            if not self.path.exists() or files.read_bytes(self.path) != self._data:
                raise CannotWrite(
                    f"{self.path}: somebody else changed this file since it was read; it was not overwritten. What you "
                    "sorted since is lost when you leave: copy that file elsewhere first, then sort again."
                )
            if self._first is not None:
                with suppress(CannotWrite):
                    earlier_versions.keep(self.path, corpus.id, self._first)
                self._first = None
            files.write(self.path, data)
        self._data, self._saved = data, corpus
