"""What a Word file was made from: the version of the draft that it names, wherever that was kept."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from drafter.draft.draft import Draft
from drafter.draft.fields import cleaned, digest
from drafter.errors import BadInput
from drafter.negotiation.revisions import BEFORE
from drafter.storage import draft_yaml, exported_versions, layout_folder, revision_folder
from drafter.workspace.workspace import Workspace

if TYPE_CHECKING:
    from drafter.document.edited_document import EditedDocument
    from drafter.storage.revision_folder import KeptRevision

_MOST = 20
"""Versions that are looked at for the likest."""
_TAGS = re.compile(r"(?:\s*\[[^\[\]]*\])+\s*$")
_AS_EXPORTED = "the draft as it was exported"
_AS_IT_IS = "the draft as it is"
_MAY_DIFFER = "it is compared with the draft as it is, so that what was changed at home since may look like the room's."


@dataclass(frozen=True, slots=True)
class WordFileBase:
    """The draft that a Word file was made from, or what has to stand for it."""

    draft: Draft
    """Of an export without what a delegation keeps to itself, the draft without that."""
    called: str
    """For people: `Rev.1`, `the draft as it was exported`."""
    remark: str = ""
    """What should be known of it, as a sentence; empty for nothing."""


def base_of(workspace: Workspace, document: EditedDocument) -> WordFileBase:
    """What the file was made from: a revision, a version that was kept when it was exported, the draft itself, an
    earlier version of its file. Where none of them is the one, the draft as it is, and where the file doesn't say, the
    one that is likest; with a remark.
    """
    manifest = document.manifest
    if manifest is None:
        return _likest(workspace, document)
    if manifest.draft != workspace.draft.id:
        remark = "The file was exported from another draft: its paragraphs are known by their words alone."
        return WordFileBase(workspace.draft, _AS_IT_IS, remark)
    for draft, called in _candidates(workspace, manifest.version):
        known = _version(draft, manifest.version)
        if known:
            return WordFileBase(_with_known_layout(known, workspace.draft), called)
    remark = (
        f"The version that the file was made from isn't here: {_MAY_DIFFER} Where it was exported, the folder "
        f"{exported_versions.folder_of(workspace.file.path).name} has it; put that beside the draft, and open the file "
        "again."
    )
    return WordFileBase(workspace.draft, _AS_IT_IS, remark)


def _likest(workspace: Workspace, document: EditedDocument) -> WordFileBase:
    """The version with the most paragraphs that stand in the file as they are; the draft as it is before others."""
    texts = {_plain(text) for each in document.paragraphs for text in (each.refused, each.accepted)}

    def alike(version: Draft) -> int:
        return sum(_plain(spot.paragraph.written) in texts for spot in version.spots.values())

    found, called, most = workspace.draft, _AS_IT_IS, alike(workspace.draft)
    for version, name in islice(_kept(workspace), _MOST):
        if (count := alike(version)) > most:
            found, called, most = version, name, count
    if called == _AS_IT_IS:
        return WordFileBase(found, called, f"The file doesn't say which version it was made from: {_MAY_DIFFER}")
    remark = f"The file doesn't say which version it was made from: it is compared with the likest, {called}."
    return WordFileBase(_with_known_layout(found, workspace.draft), called, remark)


def _plain(text: str) -> str:
    """The words without the status tag or the citation behind them, however blank they are."""
    return " ".join(_TAGS.sub("", text).split())


def _kept(workspace: Workspace) -> Iterator[tuple[Draft, str]]:
    """The versions that are kept beside the draft, the last first, with what each is called."""
    path, corpus = workspace.file.path, workspace.corpus
    for kept in reversed(revision_folder.listing(path).revisions):
        with suppress(BadInput):
            yield revision_folder.load(kept, corpus).draft, _name(kept)
    for file in exported_versions.latest(path):
        with suppress(BadInput):
            yield draft_yaml.load(file, corpus), _AS_EXPORTED


def _name(kept: KeptRevision) -> str:
    return f"the draft {kept.name}" if kept.name.startswith(BEFORE) else kept.name


def _candidates(workspace: Workspace, version: str) -> Iterator[tuple[Draft, str]]:
    """Drafts that may be the version, with what each is called; the likely ones and those quickly read first."""
    path, corpus = workspace.file.path, workspace.corpus

    def read(load: Callable[[], Draft], called: str) -> Iterator[tuple[Draft, str]]:
        with suppress(BadInput):
            yield load(), called

    named = revision_folder.with_digest(path, version)
    if named and not named.name.startswith(BEFORE):
        yield from read(lambda: revision_folder.load(named, corpus).draft, named.name)
    yield workspace.draft, _AS_IT_IS
    for file in exported_versions.find(path, version):
        yield from read(lambda file=file: draft_yaml.load(file, corpus), _AS_EXPORTED)  # type: ignore[misc]
    for kept in revision_folder.listing(path).revisions:
        yield from read(lambda kept=kept: revision_folder.load(kept, corpus).draft, _name(kept))  # type: ignore[misc]
    for earlier in workspace.file.versions:
        called = f"the version of {earlier.when.astimezone():%d %B %Y, %H:%M}"
        yield from read(lambda earlier=earlier: workspace.file.version(earlier), called)  # type: ignore[misc]


def _version(draft: Draft, version: str) -> Draft | None:
    """The draft, whole or cleaned, where it is the version; None where it isn't."""
    if digest(draft) == version:
        return draft
    clean = cleaned(draft)
    return clean if digest(clean) == version else None


def _with_known_layout(draft: Draft, now: Draft) -> Draft:
    """The draft with its layout; where that is gone, with the one that the draft has now."""
    try:
        layout_folder.load(draft.layout)
    except BadInput:
        return replace(draft, layout=now.layout)
    return draft
