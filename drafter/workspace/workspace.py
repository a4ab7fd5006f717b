"""A draft, the file that it is kept in, and what is made of it."""

from __future__ import annotations

from pathlib import Path

from drafter.errors import BadInput, CannotWrite, Problem
from drafter.model import edits
from drafter.model.corpus import Corpus
from drafter.model.coverage import Coverage, coverage
from drafter.model.draft import Draft
from drafter.model.layout import Layout
from drafter.model.outline import Outline, outline
from drafter.model.search import Index
from drafter.storage import drafts, files, layouts
from drafter.storage.files import Stamp
from drafter.workspace.editing import Editing, new_id


class ChangedUnderneath(CannotWrite):
    """The draft's file is not what it was when it was read: somebody else wrote to it. Nothing was overwritten."""


class Workspace(Editing):
    """One draft being worked on, with its file. What is derived from the draft is computed once for each version."""

    def __init__(self, corpus: Corpus, draft: Draft, path: Path, stamp: Stamp | None = None) -> None:
        super().__init__(corpus, draft)
        self.path = path
        self.layout: Layout = layouts.load(draft.layout)
        self._stamp = stamp
        self._saved = draft if stamp else None
        self._covered: tuple[Draft, Coverage] | None = None
        self._outlined: tuple[Draft, Outline] | None = None
        self._index: Index | None = None

    @classmethod
    def new(cls, path: Path, corpus: Corpus, layout: str = layouts.DEFAULT) -> Workspace:
        """An empty draft with the layout's parts, written to the file at once.

        Raises CannotWrite where the file exists or can't be written, BadInput where the layout can't be used.
        """
        workspace = cls(corpus, edits.new_draft(new_id("d"), layouts.load(layout), corpus), path)
        workspace.save()
        return workspace

    @classmethod
    def open(cls, path: Path, corpus: Corpus) -> Workspace:
        """The draft in the file. Raises BadInput where it can't be used."""
        stamp = Stamp.of(files.read_bytes(path))
        return cls(corpus, drafts.load(path, corpus), path, stamp)

    @property
    def unsaved(self) -> bool:
        """Whether the draft is other than what its file holds."""
        return self.draft != self._saved

    @property
    def coverage(self) -> Coverage:
        if self._covered is None or self._covered[0] is not self.draft:
            self._covered = self.draft, coverage(self.corpus, self.draft)
        return self._covered[1]

    @property
    def outline(self) -> Outline:
        """Raises BadInput where a sentence of the layout can't be worded."""
        if self._outlined is None or self._outlined[0] is not self.draft:
            self._outlined = self.draft, outline(self.draft, self.corpus, self.layout)
        return self._outlined[1]

    @property
    def index(self) -> Index:
        """The corpus, ready to be searched; made when it is first asked for."""
        if self._index is None:
            self._index = Index(self.corpus)
        return self._index

    def save(self) -> None:
        """Write the draft to its file. Raises ChangedUnderneath or CannotWrite, the draft staying in memory."""
        data = drafts.dump(self.draft).encode()
        if self._stamp is None and self.path.exists():
            raise CannotWrite(f"{self.path}: this file exists. Open it, or choose another name.")
        if self._stamp is not None and self.path.exists() and Stamp.of(files.read_bytes(self.path)) != self._stamp:
            raise ChangedUnderneath(
                f"{self.path}: somebody else changed this file since it was read; it was not overwritten. "
                "Save under another name, or open the file again."
            )
        files.write(self.path, data)
        self._stamp = Stamp.of(data)
        self._saved = self.draft

    def save_as(self, path: Path) -> None:
        """Go on with the draft in another file. Raises CannotWrite, all as it was, where that file exists."""
        before = self.path, self._stamp, self._saved
        self.path, self._stamp, self._saved = path, None, None
        try:
            self.save()
        except CannotWrite:
            self.path, self._stamp, self._saved = before
            raise

    def export(self, path: Path, *, replace: bool = False) -> None:
        """Write the document in the format that the file's suffix names.

        Raises BadInput for a suffix that stands for no format, CannotWrite where the file exists and `replace` is not
        said, or can't be written.
        """
        files.write(path, self.rendered(path.suffix), replace=replace)

    def rendered(self, suffix: str) -> bytes:
        """The document in a format: `.docx`, `.md`, `.html` or `.json`. Raises BadInput for another suffix."""
        # Word's library takes longer to load than a command to run; only what exports needs it.
        from drafter import export

        known = suffix.lower()
        if known not in export.FORMATS:
            raise BadInput(
                Problem("", None, f"“{suffix}” is not a format to export to.", f"Use {', '.join(export.FORMATS)}.")
            )
        return export.render(self.outline, known, layouts.styles(self.layout))
