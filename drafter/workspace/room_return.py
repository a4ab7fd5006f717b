"""A Word file that the room edited comes home: what it was made from is found, and what was done in it is taken,
bracketed or left, as one step, with the draft kept as a revision before it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from drafter.errors import BadInput
from drafter.storage import draft_yaml, files
from drafter.workspace.workspace import Workspace

if TYPE_CHECKING:
    from drafter.intake.room_edits.room_edit import Decision, RoomEdits
    from drafter.storage.revision_folder import KeptRevision


@dataclass(frozen=True, slots=True)
class TakenHome:
    """What became of what a file brought."""

    step: str
    """The step's name, worded to follow “Undone: …” and “Done: …”; empty where nothing was taken or bracketed."""
    done: Mapping[str, Decision]
    """What became of each edit, by its id: one that could not be taken is left, and `remarks` says why."""
    contested: tuple[str, ...] = ()
    """What both the room and the draft changed since the file went out, in a sentence each: somebody should look."""
    remarks: tuple[str, ...] = ()
    """What else should be known, in a sentence each: that a paragraph is reopened, that an edit could not be taken."""
    revision: KeptRevision | None = None
    """The draft as it was before; None where one with the same content was kept already, or nothing was changed."""


class RoomReturn:
    """A Word file that was opened for a draft. `edits` is what it brings; `take` takes it home.

    What is at home is the draft as it was when the file was opened: where it was changed since, open it again.
    """

    def __init__(self, workspace: Workspace, path: Path, found: Any) -> None:
        """`found` is what `intake.room_edits` found in the file at `path`."""
        self.path = path
        self._workspace = workspace
        self._found = found

    @property
    def edits(self) -> RoomEdits:
        """Every edit of the room, in the document's order, with what it was compared with and what should be known."""
        edits: RoomEdits = self._found.room
        return edits

    def take(self, decisions: Mapping[str, Decision], parties: Mapping[str, str] | None = None) -> TakenHome:
        """Take, bracket or leave each edit, by its id, as one step that can be undone; one without a decision is left.
        `parties` says who the authors are, where the user said it: a party's code by the author's name, `""` for what
        is not tracked. An author who isn't there is the party of that name.

        Before it the draft is kept as a revision, `before kyoto-room.docx, 28 November 2026 14.05`. Nothing is saved to
        the draft's file. Raises EditRefused for a decision that makes no sense, BadInput for an id that there isn't,
        CannotWrite where the revision can't be kept; the draft is then unchanged.
        """
        raise BadInput.of(self.path, f"{len(decisions)} decisions can't be carried out yet.")


def opened(workspace: Workspace, path: Path, by: str = "") -> RoomReturn:
    """Open a Word file that the room edited, an export of the workspace's draft. `by` is who is named for what was
    changed in it without being tracked; ids of edits don't depend on it.

    Raises BadInput where the file can't be read, is no Word file, or is an export of another draft beside this one.
    """
    document = import_module("drafter.formats.docx.edited_reader").read(files.read_bytes(path), path)
    finding: Any = import_module("drafter.intake.room_edits.finding")
    draft, corpus = workspace.draft, workspace.corpus
    found = finding.found(document, draft, draft, lambda _draft, view: workspace.outline_in(view), corpus, by)
    return RoomReturn(workspace, path, found)


def drafts_of(path: Path) -> tuple[Path, ...]:
    """The drafts beside a Word file that it is an export of: mostly one; several where a draft was copied; none for a
    file that is no export. Raises BadInput where the file can't be read.
    """
    from drafter.formats.docx import reader

    manifest = reader.manifest(files.read_bytes(path))
    if manifest is None:
        return ()
    folder = path.absolute().parent
    return tuple(
        each for each in draft_yaml.found_in(folder) if draft_yaml.id_in(files.read_bytes(each)) == manifest.draft
    )
