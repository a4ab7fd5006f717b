"""The `Workspace`: one draft with its history, file, edits and editor windows, and what is computed from it."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self

from drafter.corpus.corpus import Corpus
from drafter.draft.draft import Draft
from drafter.draft.layout import Layout
from drafter.draft.numbering import refs
from drafter.draft.section_changes import last_part, unknown
from drafter.draft.source_changes import lost_sources, reworded_sources
from drafter.draft.text import ATTRIBUTED, View
from drafter.storage import draft_yaml, files, layout_folder
from drafter.storage.files import typed
from drafter.workspace.draft_file import DraftFile
from drafter.workspace.draft_history import DraftHistory, PerDraft, joined, new_id, quoted_beginning

if TYPE_CHECKING:  # loaded when they are asked for: most commands need few of them
    from drafter.corpus.search import Index
    from drafter.document.outline import Outline
    from drafter.review.coverage import Coverage
    from drafter.workspace.edit_steps import Edits
    from drafter.workspace.named_revisions import NamedRevisions
    from drafter.workspace.negotiation_steps import Acts
    from drafter.workspace.open_editors import Editors


class Workspace:
    """A draft being worked on: `workspace.edits.reword(…)`, `workspace.acts.choose(…)`, `workspace.file.save()`,
    `workspace.history.undo()`.

    `refs`, `coverage` and the outlines are computed once for each version of the draft.
    """

    def __init__(self, corpus: Corpus, draft: Draft, path: Path, data: bytes | None = None) -> None:
        """`data` is the file's content that `draft` was read from; None for a draft without a file."""
        self.corpus = corpus
        self.layout: Layout = layout_folder.load(draft.layout)
        self._refs = PerDraft(refs)
        self._coverage = PerDraft(self._count_coverage)
        self._outlines: dict[View, PerDraft[Outline]] = {}
        self.history = DraftHistory(corpus, draft)
        self.file = DraftFile(corpus, self.history, path, data)
        self.unread: tuple[str, ...] = ()
        """Of a draft that was opened in format 1, what people call the paragraphs with brackets that could not be read
        as alternatives, and stay as they were typed. Once it is saved, nothing tells them from others.
        """

    @classmethod
    def new(cls, path: Path, corpus: Corpus, layout: str = "") -> Self:
        """Create an empty draft with the layout's parts and write it to a new file. Without a layout, the default one
        in the corpus's language.

        Raises CannotWrite where the file exists or can't be written, BadInput where the layout can't be used.
        """
        from drafter.draft import edits

        workspace = cls(
            corpus,
            edits.new_draft(new_id("d"), layout_folder.load(layout or layout_folder.default(corpus.language)), corpus),
            path,
        )
        workspace.file.create()
        return workspace

    @classmethod
    def open(cls, path: Path, corpus: Corpus) -> Self:
        """Open the draft in the file; a file that is unchanged since it was last opened or closed isn't parsed again.

        Raises BadInput where the file can't be used.
        """
        data = files.read_bytes(path)
        workspace = cls(corpus, draft_yaml.read(data, path, corpus, reuse_parsed=True), path, data)
        files.remove_leftovers(path)
        if draft_yaml.has_typed_brackets(data):
            from drafter.draft import edits

            unread = edits.unread(workspace.draft, corpus)
            workspace.unread = tuple(workspace.refs[id] for id in unread)
        return workspace

    @cached_property
    def revisions(self) -> NamedRevisions:
        """The named revisions of the draft."""
        from drafter.workspace.named_revisions import NamedRevisions

        return NamedRevisions(self.corpus, self.history, self.file)

    @cached_property
    def edits(self) -> Edits:
        """The edits, one step each."""
        from drafter.workspace.edit_steps import Edits

        return Edits(self.corpus, self.history, self._refs)

    @cached_property
    def acts(self) -> Acts:
        """What parties and the room do, one step each."""
        from drafter.workspace.negotiation_steps import Acts

        return Acts(self.corpus, self.history, self.file, self._refs)

    @cached_property
    def editors(self) -> Editors:
        """The open windows for writing."""
        from drafter.workspace.open_editors import Editors

        return Editors(self.corpus, self.history, self.file, self.edits, self.acts)

    @property
    def remark(self) -> str:
        """What is to be said, once, to whoever opened the draft; empty for nothing."""
        return " ".join(
            filter(None, (self._unread_remark, self._comments_remark, self.sources_remark, self._sections_remark))
        )

    @property
    def sources_remark(self) -> str:
        """Which sources changed since the draft took them up, and which the corpus no longer has; empty for none."""
        lost = lost_sources(self.draft, self.corpus)
        reworded = reworded_sources(self.draft, self.corpus)
        told = []
        if reworded:
            told.append(f"Sources worded otherwise since they were taken up: {joined(reworded)}.")
        if lost:
            where = [f"{id} ({self._where(id)})" for id in dict.fromkeys(lost)]
            told.append(f"Not in this corpus, or not under this id, and kept as they are: {joined(where)}.")
        return (
            " ".join([*told, f"See: drafter changed {typed(self.file.path)}, or Changed sources (Ctrl+P)."])
            if told
            else ""
        )

    @property
    def _sections_remark(self) -> str:
        new = unknown(self.draft, self.corpus)
        if not new:
            return ""
        which = ", ".join(map(quoted_beginning, new))
        return (
            f"New in this corpus: the section{'s' if len(new) > 1 else ''} {which}. No part of the draft takes their "
            f"points; they go to the last, {quoted_beginning(last_part(self.draft).title)}."
        )

    def _where(self, id: str) -> str:
        paragraphs = self.draft.cited_in.get(id, ())
        return ", ".join(self.refs[each] for each in paragraphs) or "set aside"

    @property
    def _comments_remark(self) -> str:
        if not self.file.has_comments:
            return ""
        return (
            f"{self.file.path}: drafter keeps no comments. The first save leaves those in this file out; the file with "
            "them is kept among its earlier versions."
        )

    @property
    def _unread_remark(self) -> str:
        if not self.unread:
            return ""
        return (
            f"{', '.join(self.unread)}: a square bracket there can't be read as alternatives, and stays as it was "
            "typed. Close it, or take it out."
        )

    @property
    def draft(self) -> Draft:
        return self.history.draft

    @property
    def refs(self) -> dict[str, str]:
        """By a paragraph's id, the name that people call it by: `PP1`, `OP7 (a)`."""
        return self._refs.of(self.draft)

    @property
    def coverage(self) -> Coverage:
        return self._coverage.of(self.draft)

    @property
    def outline(self) -> Outline:
        """The draft as its layout words and numbers it. Raises BadInput where a sentence can't be rendered."""
        return self.outline_in(ATTRIBUTED)

    def outline_in(self, view: View) -> Outline:
        """As `outline`, with what the view makes of alternatives."""
        if view not in self._outlines:
            self._outlines[view] = PerDraft(lambda draft: self._make_outline(draft, view))
        return self._outlines[view].of(self.draft)

    def _count_coverage(self, draft: Draft) -> Coverage:
        from drafter.review.coverage import coverage

        return coverage(self.corpus, draft)

    def _make_outline(self, draft: Draft, view: View) -> Outline:
        from drafter.document.outline import outline

        return outline(draft, self.corpus, self.layout, view)

    @cached_property
    def index(self) -> Index:
        """The search index of the corpus."""
        from drafter.corpus.search import Index

        return Index(self.corpus)
