"""Changes that were tracked in a file when it went out: they are no edits of the room.

An export against an earlier version has what was changed since; one by `--view tracked` has what is proposed. The first
is read with its changes accepted, as the draft has it, the second with them refused, as the text was before. Drafter
dates its changes by the day alone, and editors theirs by the time.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from drafter.document.edited_document import EditedDocument, EditedParagraph, EditedRun, Mark
from drafter.draft.text import ViewKind


def without_sent_changes(document: EditedDocument) -> EditedDocument:
    """The document as it would be had it gone out without tracked changes, and the comments that told of them. Itself
    where it did.
    """
    manifest = document.manifest
    proposed = manifest is not None and manifest.view == ViewKind.TRACKED
    if manifest is None or not (proposed or manifest.tracked):
        return document
    comments = tuple(each for each in document.comments if not (proposed and each.day_only))
    return replace(document, paragraphs=tuple(_paragraphs(document, refused=proposed)), comments=comments)


def _paragraphs(document: EditedDocument, *, refused: bool) -> Iterator[EditedParagraph]:
    """The paragraphs, those joined whose end goes."""
    before: EditedParagraph | None = None
    for paragraph in document.paragraphs:
        goes = _sent(paragraph.end_inserted if refused else paragraph.end_deleted)
        now = replace(
            paragraph,
            runs=tuple(_runs(paragraph, refused)),
            label="",  # what went and what came was counted with the others
            end_inserted=None if _sent(paragraph.end_inserted) else paragraph.end_inserted,
            end_deleted=None if _sent(paragraph.end_deleted) else paragraph.end_deleted,
        )
        now = _joined(before, now)
        before = now if goes else None
        if not goes:
            yield now
    if before is not None and before.runs:
        yield before


def _runs(paragraph: EditedParagraph, refused: bool) -> Iterator[EditedRun]:
    for run in paragraph.runs:
        came, went = _sent(run.inserted), _sent(run.deleted)
        if (came and refused) or (went and not refused):
            continue
        if came or went:
            run = replace(run, inserted=None if came else run.inserted, deleted=None if went else run.deleted, moved="")
        if run.note != run.note_before and _sent(run.note_changed):
            # Whose the changes in a note are, nobody says of each: they are the last one's.
            run = replace(run, note=run.note_before) if refused else replace(run, note_before=run.note)
        yield run


def _joined(before: EditedParagraph | None, paragraph: EditedParagraph) -> EditedParagraph:
    """The paragraph with what stood in the one before it. Of that nothing stays where it has no words left."""
    if before is None:
        return paragraph
    comments = (*before.comments, *paragraph.comments)
    if not before.runs:
        return replace(paragraph, comments=comments)
    return replace(
        paragraph,
        runs=(*before.runs, *paragraph.runs),
        bookmarks=(*before.bookmarks, *paragraph.bookmarks),
        comments=comments,
    )


def _sent(mark: Mark | None) -> bool:
    return mark is not None and mark.day_only
