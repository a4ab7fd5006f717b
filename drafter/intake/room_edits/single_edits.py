"""What was said of a paragraph beside its words, carried out once it is taken: its status, its citations, comments."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from drafter.corpus.corpus import Corpus
from drafter.draft import edits, tree
from drafter.draft.draft import Draft, Paragraph, Part
from drafter.draft.layout import Kind
from drafter.errors import EditRefused
from drafter.intake.room_edits.room_edit import Found, FoundLinks, FoundStatus, RoomEdit, RoomEditKind
from drafter.negotiation.settling import why_not_agreed


def alone(paragraph: Paragraph) -> Draft:
    """A draft that has this paragraph only, for an act that concerns no other."""
    return Draft("", "", "", (Part("", "", Kind.OP, paragraphs=(paragraph,)),))


class SingleEdits:
    """Carries such edits out. Words, places, numbers and titles are others' business."""

    def __init__(self, found: Found, corpus: Corpus) -> None:
        self._found, self._corpus = found, corpus
        self.cited: set[str] = set()
        """The recommendations that are now cited."""
        self.refused: dict[str, str] = {}
        """The edits that could not be carried out, by their ids, with why not, as a sentence."""

    def concerns(self, edit: RoomEdit) -> bool:
        """Whether the edit is such a one."""
        return edit.kind is RoomEditKind.COMMENT or edit.id in self._found.links or edit.id in self._found.statuses

    def carried_out(self, among: Iterable[RoomEdit], paragraph: Paragraph) -> Paragraph:
        """The paragraph with these edits carried out, which all concern it."""
        draft = alone(paragraph)
        comments = []
        for edit in among:
            try:
                if edit.id in self._found.links:
                    draft = self._cited(draft, paragraph.id, self._found.links[edit.id])
                if edit.id in self._found.statuses:
                    draft = _with_status(draft, paragraph.id, self._found.statuses[edit.id])
            except EditRefused as why:
                self.refused[edit.id] = str(why)
            if edit.kind is RoomEditKind.COMMENT:
                comments.append(edit)
        return _commented(draft, paragraph.id, comments).spots[paragraph.id].paragraph

    def _cited(self, draft: Draft, id: str, links: FoundLinks) -> Draft:
        unknown = [source for source in links.added if source not in self._corpus.by_id]
        if unknown:
            raise EditRefused(f"There is no recommendation {', '.join(unknown)}.")
        sources = draft.spots[id].paragraph.sources
        for source in (each for each in links.removed if each in sources):
            draft = edits.uncite(draft, self._corpus, id, source)
        for source in (each for each in links.added if each not in sources):
            draft = edits.cite(draft, id, source)
        self.cited.update(links.added)
        return tree.change(draft, id, self._rejudged)

    def _rejudged(self, paragraph: Paragraph) -> Paragraph:
        return replace(paragraph, links=edits.retreated(paragraph.links, paragraph.text, self._corpus))


def _with_status(draft: Draft, id: str, said: FoundStatus) -> Draft:
    draft = edits.set_status(draft, id, said.status, said.pending)
    if said.status.agreed and (why_not := why_not_agreed(draft, id)):
        raise EditRefused(why_not)
    if not said.status.agreed:
        return draft
    return tree.change(draft, id, lambda each: replace(each, agreed_on=said.agreed_on, meeting=said.meeting))


def _commented(draft: Draft, id: str, comments: Iterable[RoomEdit]) -> Draft:
    """The draft with the comments as lines of the paragraph's note, except those that the note has."""
    lines = draft.spots[id].paragraph.note.split("\n")
    known = set(lines)
    for edit in comments:
        who = ", ".join(filter(None, (edit.author, edit.date)))
        said = (f"{who}: {edit.now}" if who else edit.now).split("\n")
        if not known.issuperset(said):
            lines += said
            known.update(said)
    return edits.annotate(draft, id, "\n".join(lines))
