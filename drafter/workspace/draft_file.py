"""A draft with its file: saving so that nothing is lost, what could not be saved, earlier versions, two writers."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from drafter.corpus.corpus import Corpus
from drafter.draft.draft import Draft
from drafter.errors import BadInput, CannotWrite
from drafter.storage import draft_yaml, files, locks, recovery, versions
from drafter.storage.recovery import KeptWork
from drafter.storage.versions import Version
from drafter.workspace.draft_history import DraftHistory

if TYPE_CHECKING:  # loaded when there is something to merge
    from drafter.negotiation.merge import Merged

_ID = re.compile(rb"^id:[ ]*['\"]?([^'\"\s]+)", re.MULTILINE)


class ChangedUnderneath(CannotWrite):
    """The draft's file is not what it was when it was read: somebody else wrote to it. Nothing was overwritten."""


class DraftFile:
    """The file that a draft is kept in.

    `save` is the whole promise: call it within a second of every edit. It replaces the file only whole, only where the
    file is what was last read or written, and keeps what it replaces as an earlier version every few minutes. Where it
    can't, it keeps the draft in a recovery file and raises; the work goes on in memory.
    """

    def __init__(self, corpus: Corpus, history: DraftHistory, path: Path, data: bytes | None) -> None:
        """`data` is the file's content, of which the draft was read; None for a draft that has no file yet."""
        self.path = path
        self.session = os.urandom(8).hex()
        """Tells this session's recovery files and windows from those of others."""
        self._corpus = corpus
        self._history = history
        self._data = data
        """What the file held when it was last read or written."""
        self._saved = history.draft if data is not None else None
        """The draft that `_data` is: the base of a merge."""
        self._presence = locks.Presence(self.session)
        self._entered = False
        """Whether others see that the draft is open here."""
        self._own: KeptWork | None = None
        """The recovery file of this session, while there is one."""
        self._taken: list[KeptWork] = []
        """Recovered work that has not reached the file yet."""
        self._waiting: list[Callable[[], None]] = []
        """What is to be done once the draft has reached the file."""

    @property
    def unsaved(self) -> bool:
        """Whether the draft is other than what its file holds."""
        return self._history.draft != self._saved

    def prepare(self) -> None:
        """Do the part of the next save that needs no file, so that it takes less; may run in a thread of its own."""
        draft_yaml.dump(self._history.draft)

    def create(self) -> None:
        """Write the draft to a file that isn't there yet. Raises CannotWrite where it is."""
        self._write(self._dumped())

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
        self._settle()

    def save_as(self, path: Path) -> None:
        """Go on with the draft in another file. Raises CannotWrite, all as it was, where that file exists."""
        before = self.path, self._data, self._saved
        self.path, self._data, self._saved = path, None, None
        try:
            self._write(self._dumped())
        except CannotWrite:
            self.path, self._data, self._saved = before
            raise
        self._settle()
        if self._entered:
            self._presence.enter(self.path)

    def once_saved(self, call: Callable[[], None]) -> None:
        """Call this as soon as the draft as it now is has reached its file: at once where it has."""
        self._waiting.append(call)
        if not self.unsaved:
            self._settle()

    def keep_parsed(self) -> None:
        """Keep what the file now holds for the next `Workspace.open`."""
        if self._data is not None:
            with suppress(BadInput):
                draft_yaml.read(self._data, self.path, self._corpus, reuse_parsed=True)

    def enter(self) -> bool:
        """Let other sessions see that the draft is open here. Returns whether another one has it open as well."""
        self._entered = True
        self._presence.enter(self.path)
        return bool(self.other_sessions)

    def leave(self) -> None:
        """The draft is no longer open here."""
        self._entered = False
        self._presence.leave()

    @property
    def other_sessions(self) -> frozenset[str]:
        """The keys of the other sessions that have the draft open now."""
        return self._presence.others(self.path)

    @property
    def recoverable(self) -> tuple[KeptWork, ...]:
        """Work on this file that an earlier session could not save, or another one can't now; the newest first."""
        own = self._own.file if self._own else None
        return tuple(kept for kept in recovery.listing(self.path) if kept.file != own and kept not in self._taken)

    def recover(self, kept: KeptWork, names: tuple[str, str] = ("KEPT", "FILE")) -> Merged:
        """Bring kept work into the draft, as one step that can be undone, merged with what the file is now.

        `names` are those of the kept work and of the draft. The recovery file goes with the next save. Raises BadInput
        where the kept work can't be read, EditRefused where it is another draft's.
        """
        work = draft_yaml.load(kept.file, self._corpus)
        base = draft_yaml.load(kept.base, self._corpus) if kept.base.exists() else self._history.draft
        merged = _merged(base, work, self._history.draft, names)
        self._history.step(lambda _: merged.draft, f"recover what was kept on {kept.when.astimezone():%d %B %Y, %H:%M}")
        self._taken.append(kept)
        if not self.unsaved:
            self._settle()
        return merged

    def dismiss(self, kept: KeptWork) -> None:
        """Do without kept work. It stays among the earlier versions. Raises CannotWrite where it can't be put there."""
        versions.keep(self._history.draft.id, files.read_bytes(kept.file))
        recovery.remove(kept)

    def merge_underneath(self, names: tuple[str, str] = ("OURS", "THEIRS")) -> Merged:
        """Merge what somebody else wrote to the file into the draft, as one step that can be undone.

        Call it after ChangedUnderneath, then save. `names` are those of this draft and of the file. What the file held
        stays among the earlier versions. Raises BadInput where the file can't be used, EditRefused where it is another
        draft: saving under another name is then the way out.
        """
        data = files.read_bytes(self.path)
        theirs = draft_yaml.read(data, self.path, self._corpus)
        base = self._saved if self._saved is not None else _empty(theirs)
        merged = _merged(base, self._history.draft, theirs, names)
        with suppress(CannotWrite):
            versions.keep(self._history.draft.id, data)
        self._history.step(lambda _: merged.draft, "merge what somebody else wrote")
        self._data, self._saved = data, theirs
        return merged

    @property
    def versions(self) -> tuple[Version, ...]:
        """Earlier versions of this draft, the newest first, ten at most."""
        return versions.listing(self._history.draft.id)

    def version(self, version: Version) -> Draft:
        """What an earlier version holds. Raises BadInput where it can't be used, with another corpus for example."""
        return draft_yaml.load(version.path, self._corpus)

    def restore(self, version: Version) -> str:
        """Go back to an earlier version, as one step that can be undone. What the file holds is kept as a version."""
        earlier = self.version(version)
        if self._data is not None:
            with suppress(CannotWrite):
                versions.keep(self._history.draft.id, self._data)
        return self._history.step_to(earlier, _going_back(version))

    def _dumped(self) -> bytes:
        return draft_yaml.dump(self._history.draft).encode()

    def _write(self, data: bytes) -> None:
        """Look at the file, keep what it holds, replace it; nobody comes in between."""
        if len(data) > files.LARGEST:
            raise CannotWrite(f"{self.path}: the draft is larger than {files.LARGEST // 1_000_000} MB.")
        with locks.locked(self.path):
            before = self._check_unchanged(data)
            if before is not None and before != data and versions.is_due(self._history.draft.id):
                with suppress(CannotWrite):
                    versions.keep(self._history.draft.id, before)
            files.write(self.path, data)
        self._data, self._saved = data, self._history.draft

    def _check_unchanged(self, data: bytes) -> bytes | None:
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
            self._own = recovery.keep(self.path, self.session, data, self._data)
        except CannotWrite as error:
            return f"It could not be kept in a recovery file either ({error}): it is in memory only."
        return f"Your work is kept in {self._own.file}, and offered when the draft is opened again."

    def _settle(self) -> None:
        """The draft has reached its file: remove the recovery files that it came from, do what waited for it."""
        for kept in (*self._taken, *([self._own] if self._own else ())):
            recovery.remove(kept)
        self._own, self._taken = None, []
        waiting, self._waiting = self._waiting, []
        for call in waiting:
            call()


def merge_files(
    base: Path, ours: Path, theirs: Path, corpus: Corpus, names: tuple[str, str], target: Path | None = None
) -> Merged:
    """Merge two versions of a draft and write the result to `target`, or over `ours`.

    An empty base, which git hands over for a file that both sides added, stands for a draft with nothing in it. Raises
    BadInput or EditRefused, all files as they were, where they are not versions of one draft.
    """
    data = files.read_bytes(ours)
    our_draft, their_draft = draft_yaml.read(data, ours, corpus), draft_yaml.load(theirs, corpus)
    began = files.read_bytes(base)
    was = draft_yaml.read(began, base, corpus) if began.strip() else _empty(our_draft)
    merged = _merged(was, our_draft, their_draft, names)
    goal = target or ours
    with locks.locked(goal):
        if target is None and files.read_bytes(ours) != data:
            raise CannotWrite(f"{ours}: this file changed while it was being merged. Merge again.")
        files.write(goal, draft_yaml.dump(merged.draft).encode(), replace=target is None)
    return merged


def versions_of(path: Path) -> tuple[Version, ...]:
    """The earlier versions of the draft in this file, the newest first, even where it can't be read as a draft."""
    found = _ID.search(files.read_bytes(path))
    return versions.listing(found[1].decode("utf-8", "replace")) if found else ()


def restore_file(path: Path, version: Version, corpus: Corpus) -> str:
    """Put an earlier version in the file's place, and the file among the versions. Says what was done.

    Unlike `DraftFile.restore` it also mends a file that can't be read as a draft any more. Raises BadInput where the
    version can't be used.
    """
    draft = draft_yaml.load(version.path, corpus)
    with locks.locked(path):
        now = files.read_bytes(path)
        with suppress(CannotWrite, BadInput):
            versions.keep(draft.id, now)
        files.write(path, draft_yaml.dump(draft).encode())
    return _going_back(version)


def _merged(base: Draft, ours: Draft, theirs: Draft, names: tuple[str, str]) -> Merged:
    from drafter.negotiation.merge import merge

    return merge(base, ours, theirs, names)


def _empty(draft: Draft) -> Draft:
    """The draft before anything stood in it: the base of two that have none in common."""
    return Draft(draft.id, draft.layout, draft.corpus, ())


def _going_back(version: Version) -> str:
    return f"go back to the version of {version.when.astimezone():%d %B %Y, %H:%M}"
