"""A Word file that the room edited comes home: what it was made from is found, and what was done in it is taken,
bracketed or left, as one step, with the draft kept as a revision before it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from drafter.document.outline import Outline
from drafter.draft import tree
from drafter.draft.draft import Draft
from drafter.draft.fields import digest
from drafter.draft.text import ATTRIBUTED, View, renamed
from drafter.errors import BadInput, Problem
from drafter.formats.docx import edited_reader, reader
from drafter.intake.room_edits import finding, taking
from drafter.intake.room_edits.done_before import (
    attributed,
    carried_out_again,
    done_before,
    proposers,
    remembering,
    unchanged_since,
)
from drafter.intake.room_edits.room_edit import Decision, Found, RoomEdit, RoomEdits
from drafter.intake.room_edits.room_words import RoomWords
from drafter.intake.room_edits.sent_changes import without_sent_changes
from drafter.negotiation.parties import name_fault
from drafter.negotiation.revisions import BEFORE
from drafter.storage import draft_yaml, exported_versions, files, parties_yaml, revision_folder
from drafter.workspace import negotiation_steps
from drafter.workspace.draft_history import joined
from drafter.workspace.export import known_view
from drafter.workspace.word_file_base import WordFileBase, base_of
from drafter.workspace.workspace import Workspace

if TYPE_CHECKING:
    from drafter.document.edited_document import EditedDocument
    from drafter.intake.room_edits.taking import Taken
    from drafter.storage.revision_folder import KeptRevision

HOME, ROOM = "HOME", "ROOM"
"""What the two sides are called in brackets, where both changed the same words; the room by its author if there is one
alone, in the file or in the paragraph.
"""
_NO_DOCX = (".doc", ".odt", ".rtf", ".pdf", ".pages")
"""What else may come back."""
_LONGEST_NAME = 40
"""Characters of a file's name in the name of a revision."""


@dataclass(frozen=True, slots=True)
class TakenHome:
    """What became of what a file brought."""

    step: str
    """The step's name, worded to follow “Undone: …” and “Done: …”; empty where nothing was changed."""
    done: Mapping[str, Decision]
    """What became of each edit, by its id, now or before: one that could not be taken is left, and `remarks` says why.
    """
    contested: tuple[str, ...] = ()
    """What both the room and the draft changed since the file went out, in a sentence each: somebody should look."""
    remarks: tuple[str, ...] = ()
    """What else should be known, in a sentence each: that a paragraph is reopened, that an edit could not be taken."""
    revision: KeptRevision | None = None
    """The draft as it was before; None where a revision with the same content was there already, or nothing was
    changed.
    """


class RoomReturn:
    """A Word file that was opened for a draft. `edits` is what it brings; `take` takes it home.

    `home` of the edits is the draft as it was when the file was opened: where it was changed since, open it again.
    """

    def __init__(self, workspace: Workspace, path: Path, found: Found) -> None:
        """`found` is what `intake.room_edits` found in the file at `path`."""
        self.path = path
        self._workspace = workspace
        self._found = found

    @property
    def edits(self) -> RoomEdits:
        """Every edit of the room, in the document's order, with what it was compared with and what should be known."""
        return self._found.room

    def there(self, parties: Mapping[str, str] | None = None) -> dict[str, Decision]:
        """What was done with edits before, by their ids: taken where the draft has them, whoever put them there;
        bracketed where they are proposals of their authors in it, in the same words. `parties` says who the authors
        are, as for `take`. One that isn't there, or was undone, waits for a decision.
        """
        draft, known = self._workspace.draft, _Parties(self._workspace.file.path, parties or {})
        there = {
            edit.id: Decision.BRACKETED
            for edit in self.edits.edits
            if (known.code(edit.author) or edit.author) in proposers(edit, draft)
        }
        there |= {edit.id: Decision.TAKEN for edit in self.edits.edits if edit.is_home}
        return there | done_before(self.edits.edits, draft)

    def take(
        self, decisions: Mapping[str, Decision], parties: Mapping[str, str] | None = None, *, keep: bool = True
    ) -> TakenHome:
        """Take, bracket or leave each edit, by its id, as one step that can be undone; one without a decision is left.
        `parties` says who the authors are, where the user said it: a party's code by the author's name, `""` for what
        is not tracked. An author who isn't there is the party of that name. What was taken from the same file before
        stays taken; what was bracketed can be taken, and is the text then.

        Before it the draft is kept as a revision, `before kyoto-room.docx, 28 November 2026 14.05`, unless `keep` is
        False or it is one already. Nothing is saved to the draft's file. Raises BadInput for an id that there isn't,
        CannotWrite where the revision can't be kept; the draft is then unchanged.
        """
        self._check(decisions)
        workspace = self._workspace
        said = parties or {}
        known = _Parties(workspace.file.path, said)
        names = (HOME, self._room(decisions, known))
        found = replace(self._found, room=self._attributed(said.get("", "")))
        taken = taking.taken(
            found, decisions, workspace.draft, workspace.corpus, names, known.code, negotiation_steps.today()
        )
        there = self.there(parties)
        new = {id: what for id, what in taken.done.items() if what not in (Decision.LEFT, there.get(id))}
        if taken.draft == workspace.draft and not new:
            return TakenHome("", taken.done, self._contested(taken, decisions), taken.remarks)
        revision = self._keep_before() if keep else None
        draft = remembering(self._signed(taken, known), new)
        step = workspace.history.step_to(draft, f"take {self.path.name} home: {_counted(new)}")
        return TakenHome(step, taken.done, self._contested(taken, decisions), taken.remarks, revision)

    def version(self) -> tuple[Draft, Draft]:
        """The draft that the file was made from, and what whoever sent it made of its words and paragraphs."""
        base, corpus = replace(self._found.base, taken_home=(), proposed_home=()), self._workspace.corpus
        wanted = {edit.id: Decision.TAKEN for edit in self.edits.edits if edit.may_be_bracketed}
        known = _Parties(self._workspace.file.path, {})
        return base, taking.taken(
            self._found, wanted, base, corpus, (HOME, ROOM), known.code, negotiation_steps.today()
        ).draft

    def _check(self, decisions: Mapping[str, Decision]) -> None:
        known = {edit.id for edit in self.edits.edits}
        unknown = [Problem(str(self.path), None, f"It has no edit “{id}”.") for id in decisions if id not in known]
        if unknown:
            raise BadInput(unknown)

    def _attributed(self, author_of_untracked: str) -> RoomEdits:
        """The edits, with this author for what nobody tracked and nobody is named for."""
        edits = (edit if edit.author else replace(edit, author=author_of_untracked) for edit in self.edits.edits)
        return replace(self.edits, edits=tuple(edits))

    def _room(self, decisions: Mapping[str, Decision], parties: _Parties) -> str:
        """What the room is called in brackets."""
        taken = {edit.author for edit in self.edits.edits if decisions.get(edit.id) is Decision.TAKEN}
        name = taken.pop() if len(taken) == 1 else ""
        name = parties.code(name) or name
        return ROOM if name_fault(name) or name == HOME else name

    def _signed(self, taken: Taken, parties: _Parties) -> Draft:
        """The draft, with an author's name for the room's where both sides changed a paragraph, and no other author."""
        draft = taken.draft
        for id in dict.fromkeys(contest.id for contest in taken.contested if contest.id in draft.spots):
            edits = (edit for edit in self.edits.edits if edit.paragraph == id)
            authors = {edit.author for edit in edits if taken.done.get(edit.id) is Decision.TAKEN}
            name = authors.pop() if len(authors) == 1 else ""
            name = parties.code(name) or name
            text = draft.spots[id].paragraph.text
            if ROOM in text.parties and name not in (HOME, *text.parties) and not name_fault(name):
                signed = renamed(text, {ROOM: name})
                draft = tree.change(draft, id, lambda paragraph, signed=signed: replace(paragraph, text=signed))  # type: ignore[misc]
        return draft

    def _keep_before(self) -> KeptRevision | None:
        """Keep the draft as it is as a revision, unless one is the same already."""
        workspace = self._workspace
        if revision_folder.with_digest(workspace.file.path, digest(workspace.draft)):
            return None
        name = f"{BEFORE}{_short(self.path.name)}, {this_minute()}"
        taken = {kept.name.casefold() for kept in workspace.revisions.kept.revisions}
        names = (name, *(f"{name} ({number})" for number in range(2, len(taken) + 3)))
        return workspace.revisions.save(next(each for each in names if each.casefold() not in taken))

    def _contested(self, taken: Taken, decisions: Mapping[str, Decision]) -> tuple[str, ...]:
        """What both sides changed, a sentence for each paragraph, by the number that it now has."""
        found: dict[str, list[str]] = {}
        for contest in taken.contested:
            found.setdefault(contest.id, []).append(contest.what)
        return tuple(
            f"{self._called(id)}: {'; '.join(self._both_changed(id, what, taken, decisions) for what in all_of_it)}."
            for id, all_of_it in found.items()
        )

    def _both_changed(self, id: str, what: str, taken: Taken, decisions: Mapping[str, Decision]) -> str:
        """Of what both sides changed in a paragraph, what became of it."""
        if what != "text":
            what = f"both sides changed its {what.replace('_', ' ')}" if what.isidentifier() else what
            return f"{what}, and its note says what each wanted"
        done = {id for id, made in taken.done.items() if made is Decision.BRACKETED and decisions.get(id) is not made}
        authors = dict.fromkeys(edit.author for edit in self.edits.edits if edit.paragraph == id and edit.id in done)
        proposed = joined(list(authors))
        if not proposed:
            return "both sides changed the same words, and both wordings stand in square brackets"
        return f"both sides changed the same words: the draft has yours, those of {proposed} are a proposal"

    def _called(self, id: str) -> str:
        """What a paragraph or a part is called now, with what the file calls it where that is something else."""
        part = self._workspace.draft.part_by_id.get(id)
        if part:
            return f"“{part.title}”"
        edit = next((edit for edit in self.edits.edits if edit.paragraph == id), None)
        refs = self._workspace.refs
        return edit.called(refs) if edit else refs.get(id, "The draft")


class _Parties:
    """Who the authors of a file are: as the user says, else the party of that name."""

    def __init__(self, draft: Path, said: Mapping[str, str]) -> None:
        self._parties = parties_yaml.load(draft)
        self._said = said

    def code(self, name: str) -> str | None:
        """The code of the party with this name; None where nobody has it."""
        if said := self._said.get(name):
            return said
        party = self._parties.find(name) if name else None
        return party.code if party else None


def this_minute() -> str:
    """The time here, as it can stand in a file's name: `28 November 2026 14.05`."""
    return f"{datetime.now():%d %B %Y %H.%M}"


def opened(workspace: Workspace, path: Path, by: str = "") -> RoomReturn:
    """Open a Word file that the room edited, an export of the workspace's draft. `by` is who is named for what was
    changed in it without being tracked; ids of edits don't depend on it.

    Raises BadInput where the file can't be read, is no Word file, or is an export of another draft beside this one.
    """
    if path.suffix.lower() in _NO_DOCX:
        what = f"This is no .docx file, and drafter reads no {path.suffix}."
        raise BadInput.of(path, what, "Open it in Word or LibreOffice, and save it as .docx.")
    document = without_sent_changes(edited_reader.read(files.read_bytes(path), path))
    if document.manifest and document.manifest.draft != workspace.draft.id:
        _refuse_other_draft(path, workspace.file.path)
    base = base_of(workspace, document)
    if _is_an_annex(document) and base.draft.spots and not base.remark:
        raise BadInput.of(path, "This is an annex of the draft on its own, without any of its paragraphs.")
    found = _found(workspace, document, base, by)
    remarks = (*filter(None, (base.remark,)), *found.room.remarks)
    edits = tuple(_compared_with_home(workspace, found))
    room = replace(found.room, base=base.called, edits=edits, remarks=tuple(dict.fromkeys(remarks)))
    return RoomReturn(workspace, path, replace(found, room=room))


def _compared_with_home(workspace: Workspace, found: Found) -> Iterator[RoomEdit]:
    """The edits; where all that was changed at home was done with others of the same file, nothing was."""
    edits, ours = found.room.edits, workspace.draft
    before = done_before(edits, ours)
    if not before:
        yield from edits
        return
    words = RoomWords(workspace.corpus, _Parties(workspace.file.path, {}).code)
    again = carried_out_again(attributed(found, ours, words, before), before, words, negotiation_steps.today())
    same = unchanged_since(again.draft, ours, {edit.paragraph for edit in edits})
    for edit in edits:
        yield replace(edit, home=None) if edit.paragraph in same and edit.id not in before else edit


def drafts_of(path: Path) -> tuple[Path, ...]:
    """The drafts beside a Word file that it is an export of: mostly one; several where a draft was copied, and more of
    them than one have kept what was exported, or none has; none for a file that is no export. Raises BadInput where
    the file can't be read.
    """
    manifest = reader.manifest(files.read_bytes(path))
    if manifest is None:
        return ()
    beside = draft_yaml.found_in(path.absolute().parent)
    versions = [path.with_name(each.name) for each in beside if _id_in(each) == manifest.draft]
    return tuple([each for each in versions if exported_versions.is_kept(each, manifest.version)] or versions)


def _is_an_annex(document: EditedDocument) -> bool:
    """Whether it went out without any paragraph of the draft. One whose manifest is gone doesn't say."""
    return bool(document.manifest and document.manifest.corpus and not document.manifest.paragraphs)


def _id_in(path: Path) -> str | None:
    with suppress(BadInput):
        return draft_yaml.id_in(files.read_bytes(path))
    return None


def _refuse_other_draft(path: Path, draft: Path) -> None:
    """Raises BadInput, naming the draft that the file is an export of, where that is beside the file."""
    others = drafts_of(path)
    if others:
        what = f"This file was exported from another draft, {others[0]}, and not from {draft}."
        raise BadInput.of(
            path, what, f"Take it home there: drafter import {files.typed(others[0])} {files.typed(path)}"
        )


def _found(workspace: Workspace, document: EditedDocument, base: WordFileBase, by: str) -> Found:
    path, corpus = workspace.file.path, workspace.corpus
    view = (View.named(document.manifest.view) if document.manifest else None) or ATTRIBUTED
    with suppress(BadInput):  # a party that says nothing in the draft any more
        view = known_view(Workspace(corpus, base.draft, path), view)

    def outline_of(draft: Draft, view: View) -> Outline:
        return (workspace if draft is workspace.draft else Workspace(corpus, draft, path)).outline_in(view)

    return finding.found(document, base.draft, workspace.draft, outline_of, corpus, by, view)


def _short(name: str) -> str:
    """A file's name as a part of another's, with none of the signs that can't stand in one."""
    plain = "".join("-" if files.name_fault(f"a{sign}a") or sign in "/\\" else sign for sign in name)
    stem, dot, ending = plain.rpartition(".")
    return plain if len(plain) <= _LONGEST_NAME else f"{stem[: _LONGEST_NAME - len(ending) - 2]}…{dot}{ending}"


def _counted(done: Mapping[str, Decision]) -> str:
    """`12 taken, 3 bracketed`."""
    counts = Counter(done.values())
    return ", ".join(f"{counts[each]} {each}" for each in (Decision.TAKEN, Decision.BRACKETED) if counts[each])
