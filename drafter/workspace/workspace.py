"""One draft being worked on: its history, its file, its edits, the words being written for it, and what it comes to."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self

from drafter.corpus.corpus import Corpus
from drafter.draft import edits
from drafter.draft.draft import Draft
from drafter.draft.layout import Layout
from drafter.draft.numbering import refs
from drafter.review.coverage import Coverage, coverage
from drafter.storage import draft_yaml, files, layout_folder
from drafter.workspace.draft_file import DraftFile
from drafter.workspace.draft_history import DraftHistory, PerDraft, new_id
from drafter.workspace.editing import Edits
from drafter.workspace.editors import Editors

if TYPE_CHECKING:  # loaded when they are asked for: most commands need neither
    from drafter.corpus.search import Index
    from drafter.document.outline import Outline


class Workspace:
    """`workspace.edits.reword(…)`, `workspace.file.save()`, `workspace.history.undo()`. What is derived from the draft
    is computed once for each version of it.
    """

    def __init__(self, corpus: Corpus, draft: Draft, path: Path, data: bytes | None = None) -> None:
        """`data` is the file's content, of which `draft` was read; None for a draft that has no file yet."""
        self.corpus = corpus
        self.layout: Layout = layout_folder.load(draft.layout)
        self._refs = PerDraft(refs)
        self._coverage = PerDraft(lambda draft: coverage(corpus, draft))
        self._outline = PerDraft(self._worded)
        self.history = DraftHistory(corpus, draft)
        self.file = DraftFile(corpus, self.history, path, data)
        self.edits = Edits(corpus, self.history, self._refs)
        self.editors = Editors(corpus, self.history, self.file, self.edits)

    @classmethod
    def new(cls, path: Path, corpus: Corpus, layout: str = layout_folder.DEFAULT) -> Self:
        """An empty draft with the layout's parts, written to the file at once.

        Raises CannotWrite where the file exists or can't be written, BadInput where the layout can't be used.
        """
        workspace = cls(corpus, edits.new_draft(new_id("d"), layout_folder.load(layout), corpus), path)
        workspace.file.create()
        return workspace

    @classmethod
    def open(cls, path: Path, corpus: Corpus) -> Self:
        """The draft in the file, which is not parsed again where it is as it was when it was last opened or closed.

        Raises BadInput where it can't be used.
        """
        data = files.read_bytes(path)
        workspace = cls(corpus, draft_yaml.read(data, path, corpus, reuse_parsed=True), path, data)
        files.remove_leftovers(path)
        return workspace

    @property
    def draft(self) -> Draft:
        return self.history.draft

    @property
    def refs(self) -> dict[str, str]:
        """What people call each paragraph, by its id: `PP1`, `OP7 (a)`."""
        return self._refs.of(self.draft)

    @property
    def coverage(self) -> Coverage:
        return self._coverage.of(self.draft)

    @property
    def outline(self) -> Outline:
        """Raises BadInput where a sentence of the layout can't be worded."""
        return self._outline.of(self.draft)

    def _worded(self, draft: Draft) -> Outline:
        from drafter.document.outline import outline

        return outline(draft, self.corpus, self.layout)

    @cached_property
    def index(self) -> Index:
        """The corpus, ready to be searched."""
        from drafter.corpus.search import Index

        return Index(self.corpus)
