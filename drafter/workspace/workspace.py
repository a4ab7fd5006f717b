"""A draft with its file, and what is made of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from drafter.errors import EditRefused
from drafter.model.corpus import Corpus
from drafter.model.coverage import Coverage, Disposition, coverage
from drafter.model.draft import Draft
from drafter.model.layout import Layout
from drafter.storage import files, layouts
from drafter.workspace.derived import Derived
from drafter.workspace.writing import Writing

if TYPE_CHECKING:  # not for a circle of imports: what writes documents is loaded when one is asked for
    from drafter.export import Options
    from drafter.model.outline import Outline
    from drafter.model.search import Index
    from drafter.workspace.publishing import Progress


class Workspace(Writing):
    """One draft being worked on, with its file. What is derived from the draft is computed once for each version."""

    def __init__(self, corpus: Corpus, draft: Draft, path: Path, data: bytes | None = None) -> None:
        super().__init__(corpus, draft, path, data)
        self.layout: Layout = layouts.load(draft.layout)
        self._covered = Derived(lambda draft: coverage(self.corpus, draft))
        self._outlined = Derived(self._outline)
        self._index: Index | None = None

    @property
    def coverage(self) -> Coverage:
        return self._covered.of(self.draft)

    def take_up_open(self, ids: Sequence[str], theme: str | None = None) -> str:
        """Take up those of the recommendations that are not yet reviewed. Raises EditRefused where none is left."""
        left = [id for id in ids if self.coverage.dispositions[id] is Disposition.OPEN]
        if not left:
            raise EditRefused("Everything in this list is taken up or set aside already.")
        return self.take_up(left, theme=theme)

    @property
    def outline(self) -> Outline:
        """Raises BadInput where a sentence of the layout can't be worded."""
        return self._outlined.of(self.draft)

    def _outline(self, draft: Draft) -> Outline:
        from drafter.model.outline import outline

        return outline(draft, self.corpus, self.layout)

    @property
    def index(self) -> Index:
        """The corpus, ready to be searched; made when it is first asked for."""
        if self._index is None:
            from drafter.model.search import Index

            self._index = Index(self.corpus)
        return self._index

    def export(
        self, path: Path, *, replace: bool = False, options: Options | None = None, progress: Progress | None = None
    ) -> None:
        """Write the document in the format that the file's suffix names.

        `progress` is told how many of how many blocks are written. Raises BadInput for a suffix that stands for no
        format, CannotWrite where the file exists and `replace` is not said, or can't be written.
        """
        files.write(path, self.rendered(path.suffix, options, progress), replace=replace)

    def rendered(self, suffix: str, options: Options | None = None, progress: Progress | None = None) -> bytes:
        """The document in one of `export.FORMATS`, by its suffix. Raises BadInput for another suffix."""
        from drafter.export import Options
        from drafter.model.annexes import Work
        from drafter.model.cleaning import cleaned
        from drafter.model.outline import outline
        from drafter.workspace import publishing

        wanted = options or Options()
        work = Work(self.corpus, self.draft, self.coverage, self.outline)
        if wanted.clean:
            shown = cleaned(self.draft)
            work = Work(self.corpus, shown, self.coverage, outline(shown, self.corpus, self.layout))
        return publishing.document(work, self.layout, suffix, wanted, progress or publishing.quiet)
