"""A draft with its file, and what is made of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from drafter.corpus.corpus import Corpus
from drafter.draft.draft import Draft
from drafter.draft.layout import Layout
from drafter.errors import EditRefused
from drafter.review.coverage import Coverage, Disposition, coverage
from drafter.storage import files, layout_folder
from drafter.workspace.cached import Derived
from drafter.workspace.editors import Writing

if TYPE_CHECKING:  # not for a circle of imports: what writes documents is loaded when one is asked for
    from drafter.corpus.search import Index
    from drafter.document.outline import Outline
    from drafter.formats.registry import Options
    from drafter.workspace.export import Progress


class Workspace(Writing):
    """One draft being worked on, with its file. What is derived from the draft is computed once for each version."""

    def __init__(self, corpus: Corpus, draft: Draft, path: Path, data: bytes | None = None) -> None:
        super().__init__(corpus, draft, path, data)
        self.layout: Layout = layout_folder.load(draft.layout)
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
        from drafter.document.outline import outline

        return outline(draft, self.corpus, self.layout)

    @property
    def index(self) -> Index:
        """The corpus, ready to be searched; made when it is first asked for."""
        if self._index is None:
            from drafter.corpus.search import Index

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
        from drafter.document.annexes import Work
        from drafter.document.outline import outline
        from drafter.draft.redaction import cleaned
        from drafter.formats.registry import Options
        from drafter.workspace import export

        wanted = options or Options()
        work = Work(self.corpus, self.draft, self.coverage, self.outline)
        if wanted.clean:
            shown = cleaned(self.draft)
            work = Work(self.corpus, shown, self.coverage, outline(shown, self.corpus, self.layout))
        return export.document(work, self.layout, suffix, wanted, progress or export.quiet)
