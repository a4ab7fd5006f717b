"""The file of a draft: safe saving, recovery of unsaved work, earlier versions, merging another writer's changes."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from drafter.corpus.corpus import Corpus
from drafter.draft.draft import Draft
from drafter.errors import BadInput, CannotWrite
from drafter.storage import corpus_files, draft_yaml, earlier_versions, files, folders, locks, unsaved_drafts
from drafter.storage.earlier_versions import Version
from drafter.storage.unsaved_drafts import KeptWork
from drafter.workspace.draft_history import DraftHistory

if TYPE_CHECKING:  # loaded when there is something to merge
    from drafter.negotiation.merge import Merged


class ChangedUnderneath(CannotWrite):
    """Somebody else changed the draft's file since it was read. Nothing was overwritten."""


class DraftFile:
    """Saves a draft to its file and brings work back.

    Call `save` within a second of every edit. It replaces the file whole, only if nobody changed it since it was last
    read or written, and keeps what it replaces as an earlier version every few minutes. If it can't, it writes a
    recovery file and raises; the draft in memory stays as it is.
    """

    def __init__(self, corpus: Corpus, history: DraftHistory, path: Path, data: bytes | None) -> None:
        """`data` is the file's content that the draft was read from; None for a draft without a file."""
        self.path = path
        self.session = os.urandom(8).hex()
        """A random id that tells this session's recovery files and windows from those of others."""
        self._corpus = corpus
        self._history = history
        self._data = data
        """What the file held when it was last read or written."""
        self.has_comments = data is not None and draft_yaml.has_comments(data)
        """Whether the file holds comments of somebody's, which the next save leaves out; it keeps a version with them.
        """
        self._saved = history.draft if data is not None else None
        """The draft in `_data`, as the base of a merge; None where there is no file yet."""
        self._presence = locks.Presence(self.session)
        self._entered = False
        """Whether others see that the draft is open here."""
        self._own_recovery: KeptWork | None = None
        """This session's recovery file; None where there is none."""
        self._recovered: list[KeptWork] = []
        """Recovery files whose work is in the draft and not saved yet."""
        self._after_save: list[Callable[[], None]] = []
        """Calls to make after the next save."""

    @property
    def unsaved(self) -> bool:
        """Whether the draft differs from what its file holds."""
        return self._history.draft != self._saved

    @property
    def content(self) -> bytes:
        """The draft as its file holds it, or, where that isn't saved yet, would hold it."""
        return self._data if self._data is not None and not self.unsaved else self._draft_bytes()

    def prepare(self) -> None:
        """Write the draft as text ahead of the next save, which is then quicker; may run in its own thread."""
        draft_yaml.dump(self._history.draft)

    def create(self) -> None:
        """Write the draft to a new file. Raises CannotWrite where the file exists."""
        self._write(self._draft_bytes())

    def save(self) -> None:
        """Write the draft to its file.

        Raises ChangedUnderneath or CannotWrite; the draft is then in memory and in a recovery file, which the message
        names.
        """
        data = self._draft_bytes()
        try:
            self._write(data)
        except CannotWrite as error:
            raise type(error)(f"{error} {self._keep_for_recovery(data)}") from error
        self._clear_recovery()

    def save_as(self, path: Path) -> None:
        """Save the draft to a new file and use that from now on. Raises CannotWrite, nothing changed, if it exists."""
        before = self.path, self._data, self._saved
        self.path, self._data, self._saved = path, None, None
        try:
            self._write(self._draft_bytes())
        except CannotWrite:
            self.path, self._data, self._saved = before
            raise
        self._clear_recovery()
        if self._entered:
            self._presence.enter(self.path)

    def once_saved(self, call: Callable[[], None]) -> None:
        """Make this call after the next save; at once where nothing is unsaved."""
        self._after_save.append(call)
        if not self.unsaved:
            self._clear_recovery()

    def keep_parsed(self) -> None:
        """Keep a parsed copy of the saved file, so that the next `Workspace.open` is quicker."""
        if self._data is not None:
            with suppress(BadInput):
                draft_yaml.read(self._data, self.path, self._corpus, reuse_parsed=True)

    def enter(self) -> bool:
        """Show other sessions that the draft is open here. Returns whether another one has it open too."""
        self._entered = True
        self._presence.enter(self.path)
        return bool(self.other_sessions)

    def leave(self) -> None:
        """Show other sessions that the draft is no longer open here."""
        self._entered = False
        self._presence.leave()

    @property
    def other_sessions(self) -> frozenset[str]:
        """The keys of the other sessions that have the draft open."""
        return self._presence.others(self.path)

    @property
    def recoverable(self) -> tuple[KeptWork, ...]:
        """Recovery files of other sessions for this draft's file, the newest first."""
        own = self._own_recovery.file if self._own_recovery else None
        return tuple(
            kept for kept in unsaved_drafts.listing(self.path) if kept.file != own and kept not in self._recovered
        )

    def recover(self, kept: KeptWork, names: tuple[str, str] = ("KEPT", "FILE")) -> Merged:
        """Merge a recovery file into the draft, as one step that can be undone.

        `names` label the two sides, the kept work first. The recovery file is removed after the next save. Raises
        BadInput where it can't be read, EditRefused where it is another draft's.
        """
        work = draft_yaml.load(kept.file, self._corpus)
        base = draft_yaml.load(kept.base, self._corpus) if kept.base.exists() else self._history.draft
        merged = _merged(base, work, self._history.draft, names)
        self._history.step(lambda _: merged.draft, f"recover what was kept on {kept.when.astimezone():%d %B %Y, %H:%M}")
        self._recovered.append(kept)
        if not self.unsaved:
            self._clear_recovery()
        return merged

    def dismiss(self, kept: KeptWork) -> None:
        """Remove a recovery file, keeping its work as an earlier version. Raises CannotWrite where that fails."""
        earlier_versions.keep(self.path, self._history.draft.id, files.read_bytes(kept.file))
        unsaved_drafts.remove(kept)

    def merge_underneath(self, names: tuple[str, str] = ("OURS", "THEIRS")) -> Merged:
        """Merge what somebody else wrote to the file into the draft, as one step that can be undone.

        Call it after ChangedUnderneath, then save. `names` label the two sides, this draft first. The file's content is
        kept as an earlier version. Raises BadInput where the file can't be used, EditRefused where it holds another
        draft; the user can then save under another name.
        """
        data = files.read_bytes(self.path)
        theirs = draft_yaml.read(data, self.path, self._corpus)
        base = self._saved if self._saved is not None else _empty(theirs)
        merged = _merged(base, self._history.draft, theirs, names)
        self._try_keep_version(data)
        self._history.step(lambda _: merged.draft, "merge what somebody else wrote")
        self._data, self._saved = data, theirs
        return merged

    @property
    def versions(self) -> tuple[Version, ...]:
        """Earlier versions of this draft's file, the newest first, ten at most."""
        return earlier_versions.listing(self.path, self._history.draft.id)

    def version(self, version: Version) -> Draft:
        """The draft in an earlier version. Raises BadInput where it can't be used, with another corpus for example."""
        return draft_yaml.load(version.path, self._corpus)

    def restore(self, version: Version) -> str:
        """Go back to an earlier version, as one step that can be undone; the file's content is kept as a version.

        Returns the step's name. Raises BadInput where the version can't be used.
        """
        earlier = self.version(version)
        if self._data is not None:
            self._try_keep_version(self._data)
        return self._history.step_to(earlier, _restore_step_name(version))

    def _draft_bytes(self) -> bytes:
        draft = self._history.draft
        if self._corpus.file:
            draft = replace(draft, corpus_file=corpus_files.from_draft(self.path, Path(self._corpus.file)))
        return draft_yaml.dump(draft).encode()

    def _write(self, data: bytes) -> None:
        """Replace the file under a lock: check that nobody changed it, keep a version if one is due, write."""
        if len(data) > files.LARGEST:
            raise CannotWrite(f"{self.path}: the draft is larger than {files.LARGEST // 1_000_000} MB.")
        with locks.locked(self.path):
            before, draft = self._check_unchanged(data), self._history.draft.id
            due = self.has_comments or earlier_versions.is_due(self.path, draft)
            if before is not None and before != data and due:
                self._try_keep_version(before)
            files.write(self.path, data)
            earlier_versions.remember(self.path, draft)
        self._data, self._saved, self.has_comments = data, self._history.draft, False

    def _try_keep_version(self, data: bytes) -> None:
        """Keep this content as an earlier version; a failure must not stop a save."""
        with suppress(CannotWrite):
            earlier_versions.keep(self.path, self._history.draft.id, data)

    def _check_unchanged(self, data: bytes) -> bytes | None:
        """The file's content; None where there is no file.

        Raises ChangedUnderneath where somebody else changed it, CannotWrite where it exists and was never read.
        """
        if not os.path.exists(self.path):  # noqa: PTH110  (Path.exists raises where the folder may not be entered)
            return None
        if self._data is None:
            raise CannotWrite(f"{self.path}: this file exists. Open it, or choose another name.")
        try:
            on_disk = files.read_bytes(self.path)
        except BadInput as error:
            raise ChangedUnderneath(f"{error} It was not overwritten.") from error
        if on_disk not in (self._data, data):
            raise ChangedUnderneath(
                f"{self.path}: somebody else changed this file since it was read; it was not overwritten. "
                "Merge the two, or save under another name."
            )
        return on_disk

    def _keep_for_recovery(self, data: bytes) -> str:
        """Write a recovery file. Returns a sentence that says where, or why that failed too."""
        try:
            self._own_recovery = unsaved_drafts.keep(self.path, self.session, data, self._data)
        except CannotWrite as error:
            return (
                f"It could not be kept in a recovery file either ({error}). The file is as it was; on the screens, "
                "your work is in memory still. Make room on the disk, or name a folder on another one in "
                f"{folders.VARIABLE}; then save, or give the command, again."
            )
        return f"Your work is kept in {self._own_recovery.file}, and offered when the draft is opened again."

    def _clear_recovery(self) -> None:
        """After a save: remove the recovery files that are no longer needed, and make the calls that waited."""
        for kept in (*self._recovered, *([self._own_recovery] if self._own_recovery else ())):
            unsaved_drafts.remove(kept)
        self._own_recovery, self._recovered = None, []
        waiting, self._after_save = self._after_save, []
        for call in waiting:
            call()


def merge_files(
    base: Path, ours: Path, theirs: Path, corpus: Corpus, names: tuple[str, str], target: Path | None = None
) -> Merged:
    """Merge two versions of a draft and write the result to `target`; None means over `ours`.

    An empty base file, as git passes for a file that both sides added, counts as an empty draft. Raises BadInput or
    EditRefused where they aren't versions of one draft, CannotWrite; no file is changed then.
    """
    data = files.read_bytes(ours)
    our_draft, their_draft = draft_yaml.read(data, ours, corpus), draft_yaml.load(theirs, corpus)
    base_data = files.read_bytes(base)
    base_draft = draft_yaml.read(base_data, base, corpus) if base_data.strip() else _empty(our_draft)
    merged = _merged(base_draft, our_draft, their_draft, names)
    result_path = target or ours
    with locks.locked(result_path):
        if target is None and files.read_bytes(ours) != data:
            raise CannotWrite(f"{ours}: this file changed while it was being merged. Merge again.")
        files.write(result_path, draft_yaml.dump(merged.draft).encode(), replace=target is None)
    return merged


def versions_of(path: Path) -> tuple[Version, ...]:
    """The earlier versions of this file, the newest first; empty where no draft's id can be read from it.

    The file needn't be a valid draft any more. Raises BadInput where it can't be read.
    """
    id = draft_yaml.id_in(files.read_bytes(path))
    return earlier_versions.listing(path, id) if id else ()


def restore_file(path: Path, version: Version, corpus: Corpus) -> str:
    """Replace the file by an earlier version, and keep its content as a version. Returns what was done, as a step's
    name.

    Unlike `DraftFile.restore` it also works where the file isn't a valid draft any more. Raises BadInput where the
    version can't be used.
    """
    draft = draft_yaml.load(version.path, corpus)
    with locks.locked(path):
        replaced = files.read_bytes(path)
        with suppress(CannotWrite, BadInput):
            earlier_versions.keep(path, draft.id, replaced)
        files.write(path, draft_yaml.dump(draft).encode())
        earlier_versions.remember(path, draft.id)
    return _restore_step_name(version)


def _merged(base: Draft, ours: Draft, theirs: Draft, names: tuple[str, str]) -> Merged:
    from drafter.negotiation.merge import merge

    return merge(base, ours, theirs, names)


def _empty(draft: Draft) -> Draft:
    """The draft without any content, as the base of a merge where the two sides have none in common."""
    return Draft(draft.id, draft.layout, draft.corpus, ())


def _restore_step_name(version: Version) -> str:
    return f"go back to the version of {version.when.astimezone():%d %B %Y, %H:%M}"
