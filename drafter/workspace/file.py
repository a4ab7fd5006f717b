"""A draft with its file: saving so that nothing is lost, what could not be saved, earlier versions, two writers."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Self

from drafter.corpus.corpus import Corpus
from drafter.draft import edits
from drafter.draft.draft import Draft
from drafter.errors import BadInput, CannotWrite
from drafter.storage import draft_yaml, files, layout_folder, locks, recovery, versions
from drafter.storage.recovery import Kept
from drafter.storage.versions import Version
from drafter.workspace.editing import Editing
from drafter.workspace.undo import new_id

if TYPE_CHECKING:  # loaded when there is something to merge
    from drafter.negotiation.merge import Merged


class ChangedUnderneath(CannotWrite):
    """The draft's file is not what it was when it was read: somebody else wrote to it. Nothing was overwritten."""


class Filed(Editing):
    """One draft and the file that it is kept in.

    `save` is the whole promise: call it within a second of every edit. It replaces the file only whole, only where the
    file is what was last read or written, and keeps what it replaces as an earlier version every few minutes. Where it
    can't, it keeps the draft in a recovery file and raises; the work goes on in memory.
    """

    def __init__(self, corpus: Corpus, draft: Draft, path: Path, data: bytes | None = None) -> None:
        """`data` is the file's content, of which `draft` was read; None for a draft that has no file yet."""
        super().__init__(corpus, draft)
        self.path = path
        self._data = data
        """What the file held when it was last read or written."""
        self._saved = draft if data is not None else None
        """The draft that `_data` is: the base of a merge."""
        self._session = os.urandom(8).hex()
        self._own: Kept | None = None
        """The recovery file of this session, while there is one."""
        self._taken: list[Kept] = []
        """Recovered work that has not reached the file yet."""

    @classmethod
    def new(cls, path: Path, corpus: Corpus, layout: str = layout_folder.DEFAULT) -> Self:
        """An empty draft with the layout's parts, written to the file at once.

        Raises CannotWrite where the file exists or can't be written, BadInput where the layout can't be used.
        """
        filed = cls(corpus, edits.new_draft(new_id("d"), layout_folder.load(layout), corpus), path)
        filed._write(filed._dumped())
        return filed

    @classmethod
    def open(cls, path: Path, corpus: Corpus, *, again: bool = False) -> Self:
        """The draft in the file; faster where `keep_parsed` left a copy of it, which is looked for with `again`.

        Raises BadInput where it can't be used.
        """
        data = files.read_bytes(path)
        filed = cls(corpus, draft_yaml.read(data, path, corpus, again=again), path, data)
        files.sweep(path)
        return filed

    def keep_parsed(self) -> None:
        """Keep what the file now holds for the next `open`."""
        if self._data is not None:
            with suppress(BadInput):
                draft_yaml.read(self._data, self.path, self.corpus, again=True)

    @property
    def unsaved(self) -> bool:
        """Whether the draft is other than what its file holds."""
        return self.draft != self._saved

    def prepare(self) -> None:
        """Do the part of the next save that needs no file, so that it takes less; may run in a thread of its own."""
        draft_yaml.dump(self.draft)

    def save(self) -> None:
        """Write the draft to its file.

        Raises ChangedUnderneath or CannotWrite; the draft is then in memory and in a recovery file, which the message
        names.
        """
        data = self._dumped()
        try:
            self._write(data)
        except CannotWrite as error:
            raise type(error)(f"{error} {self._keep(data)}") from error
        self._forget()

    def save_as(self, path: Path) -> None:
        """Go on with the draft in another file. Raises CannotWrite, all as it was, where that file exists."""
        before = self.path, self._data, self._saved
        self.path, self._data, self._saved = path, None, None
        try:
            self._write(self._dumped())
        except CannotWrite:
            self.path, self._data, self._saved = before
            raise
        self._forget()

    @property
    def kept(self) -> tuple[Kept, ...]:
        """Work on this file that an earlier session could not save, or another one can't now; the newest first."""
        own = self._own.file if self._own else None
        return tuple(one for one in recovery.listing(self.path) if one.file != own and one not in self._taken)

    def recover(self, kept: Kept, names: tuple[str, str] = ("KEPT", "FILE")) -> Merged:
        """Bring kept work into the draft, as one step that can be undone, merged with what the file is now.

        `names` are those of the kept work and of the draft. The recovery file goes with the next save. Raises BadInput
        where the kept work can't be read, EditRefused where it is another draft's.
        """
        work = draft_yaml.load(kept.file, self.corpus)
        base = draft_yaml.load(kept.base, self.corpus) if kept.base.exists() else self.draft
        from drafter.negotiation.merge import merge

        merged = merge(base, work, self.draft, names)
        self._step(lambda _: merged.draft, f"recover what was kept on {kept.when.astimezone():%d %B %Y, %H:%M}")
        self._taken.append(kept)
        if not self.unsaved:
            self._forget()
        return merged

    def dismiss(self, kept: Kept) -> None:
        """Do without kept work. It stays among the earlier versions. Raises CannotWrite where it can't be put there."""
        versions.keep(self.draft.id, files.read_bytes(kept.file))
        recovery.remove(kept)

    def merge_underneath(self, names: tuple[str, str] = ("OURS", "THEIRS")) -> Merged:
        """Merge what somebody else wrote to the file into the draft, as one step that can be undone.

        Call it after ChangedUnderneath, then save. `names` are those of this draft and of the file. What the file held
        stays among the earlier versions. Raises BadInput where the file can't be used, EditRefused where it is another
        draft: saving under another name is then the way out.
        """
        data = files.read_bytes(self.path)
        theirs = draft_yaml.read(data, self.path, self.corpus)
        base = self._saved if self._saved is not None else Draft(theirs.id, theirs.layout, theirs.corpus, ())
        from drafter.negotiation.merge import merge

        merged = merge(base, self.draft, theirs, names)
        with suppress(CannotWrite):
            versions.keep(self.draft.id, data)
        self._step(lambda _: merged.draft, "merge what somebody else wrote")
        self._data, self._saved = data, theirs
        return merged

    @property
    def versions(self) -> tuple[Version, ...]:
        """Earlier versions of this draft, the newest first, ten at most."""
        return versions.listing(self.draft.id)

    def version(self, version: Version) -> Draft:
        """What an earlier version holds. Raises BadInput where it can't be used, with another corpus for example."""
        return draft_yaml.load(version.path, self.corpus)

    def restore(self, version: Version) -> str:
        """Go back to an earlier version, as one step that can be undone. What the file holds is kept as a version."""
        earlier = self.version(version)
        if self._data is not None:
            with suppress(CannotWrite):
                versions.keep(self.draft.id, self._data)
        return self._go_on_with(earlier, f"go back to the version of {version.when.astimezone():%d %B %Y, %H:%M}")

    def _dumped(self) -> bytes:
        return draft_yaml.dump(self.draft).encode()

    def _write(self, data: bytes) -> None:
        """Look at the file, keep what it holds, replace it; nobody comes in between."""
        if len(data) > files.LARGEST:
            raise CannotWrite(f"{self.path}: the draft is larger than {files.LARGEST // 1_000_000} MB.")
        with locks.locked(self.path):
            before = self._looked(data)
            if before is not None and before != data and versions.is_due(self.draft.id):
                with suppress(CannotWrite):
                    versions.keep(self.draft.id, before)
            files.write(self.path, data)
        self._data, self._saved = data, self.draft

    def _looked(self, data: bytes) -> bytes | None:
        """What the file holds; None where there is none. Raises where it isn't ours to replace."""
        if not os.path.exists(self.path):  # noqa: PTH110  (Path.exists raises where the folder may not be entered)
            return None
        if self._data is None:
            raise CannotWrite(f"{self.path}: this file exists. Open it, or choose another name.")
        try:
            now = files.read_bytes(self.path)
        except BadInput as error:
            raise ChangedUnderneath(f"{error} It was not overwritten.") from error
        if now not in (self._data, data):
            raise ChangedUnderneath(
                f"{self.path}: somebody else changed this file since it was read; it was not overwritten. "
                "Merge the two, or save under another name."
            )
        return now

    def _keep(self, data: bytes) -> str:
        """Put the draft into a recovery file, and say where."""
        try:
            self._own = recovery.keep(self.path, self._session, data, self._data)
        except CannotWrite as error:
            return f"It could not be kept in a recovery file either ({error}): it is in memory only."
        return f"Your work is kept in {self._own.file}, and offered when the draft is opened again."

    def _forget(self) -> None:
        """Remove the recovery files of work that has now reached a file."""
        for kept in (*self._taken, *([self._own] if self._own else ())):
            recovery.remove(kept)
        self._own, self._taken = None, []
