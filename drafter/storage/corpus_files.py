"""Where a draft's corpus is: the draft says it, by a path from its own folder, so that both can move together."""

from __future__ import annotations

import os
from pathlib import Path

from drafter.corpus.corpus import Corpus
from drafter.errors import BadInput
from drafter.storage import corpus_yaml, draft_yaml, files, folders


def from_draft(draft: Path, corpus: Path) -> str:
    """The path of a corpus's file as a draft keeps it; empty for the corpus that comes with drafter."""
    return "" if _same(corpus, folders.CORPUS) else relative(draft, corpus)


def relative(file: Path, other: Path) -> str:
    """The path of another file from the folder of this one, with slashes."""
    try:
        return Path(os.path.relpath(other.absolute(), file.absolute().parent)).as_posix()
    except ValueError:  # on another drive of Windows
        return other.absolute().as_posix()


def corpus_of(draft: Path) -> Path | None:
    """The file of a draft's corpus; None where the draft says nothing, or can't be read: opening it tells why.

    Raises BadInput where the draft says a file that isn't there, or isn't in reach.
    """
    try:
        said = draft_yaml.corpus_file_in(files.read_bytes(draft))
    except BadInput:
        return None
    if not said:
        return None
    # A revision lies in a folder beside its draft, which it is a copy of.
    tried = [draft.absolute().parent / said, draft.absolute().parent.parent / said]
    files.check_reach(tried[0])  # before it is said whether there is such a file
    found = next((path for path in tried if path.is_file()), None)
    if found is None:
        what = f"It was made with the corpus in {tried[0]}, and there is no such file."
        raise BadInput.of(draft, what, "Say where it is now with --corpus PATH; the draft remembers it.")
    files.check_reach(found)
    return found


def load_for(draft: Path, otherwise: Corpus) -> Corpus:
    """The corpus that a draft says, where the other one is drafter's own: one that the user named stays. Raises
    BadInput as `corpus_of` and `corpus_yaml.load`.
    """
    path = corpus_of(draft) if otherwise.file and _same(Path(otherwise.file), folders.CORPUS) else None
    return corpus_yaml.load(path) if path else otherwise


def _same(one: Path, other: Path) -> bool:
    return os.path.realpath(one) == os.path.realpath(other)
