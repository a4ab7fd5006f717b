"""Versions of drafts as files: merging three, finding and restoring earlier ones, also where the draft is damaged."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path

from drafter.corpus.corpus import Corpus
from drafter.draft.draft import Draft
from drafter.errors import BadInput, CannotWrite
from drafter.negotiation.merge import Merged, merge
from drafter.storage import draft_yaml, files, locks, versions
from drafter.storage.versions import Version

_ID = re.compile(rb"^id:[ ]*['\"]?([^'\"\s]+)", re.MULTILINE)


def merge_files(
    base: Path, ours: Path, theirs: Path, corpus: Corpus, names: tuple[str, str], target: Path | None = None
) -> Merged:
    """Merge two versions of a draft and write the result to `target`, or over `ours`.

    An empty base, which git hands over for a file that both sides added, stands for a draft with nothing in it. Raises
    BadInput or EditRefused, all files as they were, where they are not versions of one draft.
    """
    data = files.read_bytes(ours)
    one, two = draft_yaml.read(data, ours, corpus), draft_yaml.load(theirs, corpus)
    began = files.read_bytes(base)
    was = draft_yaml.read(began, base, corpus) if began.strip() else Draft(one.id, one.layout, one.corpus, ())
    merged = merge(was, one, two, names)
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


def restore(path: Path, version: Version, corpus: Corpus) -> str:
    """Put an earlier version in the file's place, and the file among the versions. Says what was done.

    Unlike a restoration in a workspace it also mends a file that can't be read as a draft any more. Raises BadInput
    where the version can't be used.
    """
    draft = draft_yaml.load(version.path, corpus)
    with locks.locked(path):
        now = files.read_bytes(path)
        with suppress(CannotWrite, BadInput):
            versions.keep(draft.id, now)
        files.write(path, draft_yaml.dump(draft).encode())
    return f"go back to the version of {version.when.astimezone():%d %B %Y, %H:%M}"
