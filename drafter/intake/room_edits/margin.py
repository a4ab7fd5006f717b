"""What the room wrote in a file's margin, beside the comments that an export itself has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from drafter.document.edited_document import EditedComment, EditedDocument, Mark
from drafter.document.outline import Outline
from drafter.intake.room_edits.edit_collector import PendingEdits
from drafter.intake.room_edits.room_edit import RoomEditKind, Unmatched


@dataclass(slots=True)
class Margin:
    """Finds the comments of one file."""

    document: EditedDocument
    outline: Outline
    edits: PendingEdits
    unmatched: list[Unmatched] = field(default_factory=list)

    def read(self, spots: Mapping[int, tuple[str, float]]) -> None:
        """`spots` has the id of each paragraph of the file, empty for what isn't the draft's, and its place in the
        order, by its number in the file.
        """
        ours = {(row.region, _bare(f"{row.citation} [{row.id}]{row.text}")) for row in self.outline.sources}
        by_id = {comment.id: comment for comment in self.document.comments}
        at = {id: place for place, each in enumerate(self.document.paragraphs) for id in each.comments}
        for comment in self.document.comments:
            if (comment.author, _bare(comment.text)) in ours:
                continue
            first = self._first(comment, by_id)
            name, order = spots.get(at.get(comment.id, at.get(first.id, -1)), ("", 0.0))
            if name:
                edit = self.edits.of(RoomEditKind.COMMENT, name, Mark(comment.author, comment.date), order, comment.id)
                edit.was = first.about
                edit.now = f"{comment.text.strip()}{' (resolved)' if first.resolved else ''}"
            else:
                why = "This comment stands at no paragraph of the draft."
                self.unmatched.append(Unmatched(comment.text, f"a comment by {comment.author or 'nobody'}", why))

    def _first(self, comment: EditedComment, by_id: Mapping[str, EditedComment]) -> EditedComment:
        """The comment that began the conversation."""
        seen = {comment.id}
        while comment.answers in by_id and comment.answers not in seen:
            seen.add(comment.answers)
            comment = by_id[comment.answers]
        return comment


def _bare(text: str) -> str:
    """A text without blank space, which every program puts elsewhere."""
    return "".join(text.split())
