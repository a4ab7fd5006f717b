"""A Word document as others left it, read with all that was tracked in it and said in its margin."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from drafter.document.edited_document import EditedDocument, EditedParagraph, Mark
from drafter.errors import BadInput
from drafter.formats.docx.change_authors import Marks
from drafter.formats.docx.elements import Element, W
from drafter.formats.docx.left_out import LeftOut
from drafter.formats.docx.list_labels import ListLabels
from drafter.formats.docx.margin_comments import comments
from drafter.formats.docx.no_breaks import plain, with_plain_citations
from drafter.formats.docx.received_parts import ReceivedParts
from drafter.formats.docx.story_walk import MOST_PARAGRAPHS, Note, StoryWalk, Surroundings, TooMany

_TRACKED = re.compile(rb"<\w+:(?:ins|del|moveTo)\s")


def read(data: bytes, path: Path | str) -> EditedDocument:
    """The document. Raises BadInput, with the file."""
    parts = ReceivedParts(data, path)
    with within_bounds(path):
        around = surroundings(parts)
        paragraphs = tuple(map(with_plain_citations, StoryWalk(around).read(parts.main)))
        said = comments(parts.related("comments"), parts.related("commentsExtended"), around)
    manifest, title = parts.manifest, parts.title
    return EditedDocument(paragraphs, said, manifest, title, (*around.left_out.sentences(), *_left_out(parts)))


@contextmanager
def within_bounds(path: Path | str) -> Iterator[None]:
    """What walks through a file's stories goes in here. Raises BadInput where there are too many paragraphs."""
    try:
        yield
    except TooMany as error:
        what = f"The document has more than {MOST_PARAGRAPHS:,} paragraphs."
        raise BadInput.of(path, what, "Is it the right file?") from error


def surroundings(parts: ReceivedParts) -> Surroundings:
    """What the stories of a file's main part share. Raises BadInput and TooMany."""
    styles = parts.sound("styles")
    around = Surroundings(_style_names(styles), Marks(), LeftOut())
    notes = {
        (kind, id): _note(paragraphs)
        for kind in ("footnote", "endnote")
        if (part := parts.related(f"{kind}s")) is not None
        for id, paragraphs in StoryWalk(around).read_each(part, kind).items()
    }
    return replace(around, labels=ListLabels(parts.sound("numbering"), styles), notes=notes)


def _style_names(styles: Element | None) -> dict[str, str]:
    """The name of each style, by its id, which Word and LibreOffice change at will."""
    if styles is None:
        return {}
    named = ((style, style.find(f"{W}name")) for style in styles.iterfind(f"{W}style"))
    return {style.get(f"{W}styleId", ""): name.get(f"{W}val", "") for style, name in named if name is not None}


def _note(paragraphs: list[EditedParagraph]) -> Note:
    if len(paragraphs) == 1 and len(paragraphs[0].runs) == 1 and paragraphs[0].runs[0].kept:
        words = plain(paragraphs[0].runs[0].text.strip())
        return Note(words, words, paragraphs[0].comments)
    now = _joined([(each.accepted, each.end_deleted) for each in paragraphs])
    before = _joined([(each.refused, each.end_inserted) for each in paragraphs])
    comments = tuple([id for each in paragraphs for id in each.comments])
    return Note(now, before, comments, _changed(paragraphs) if now != before else None)


def _changed(paragraphs: list[EditedParagraph]) -> Mark | None:
    """Who changed a note, the last of them."""
    marks = [
        mark
        for each in paragraphs
        for thing in (*((run.inserted, run.deleted) for run in each.runs), (each.end_inserted, each.end_deleted))
        for mark in thing
        if mark
    ]
    return marks[-1]


def _joined(lines: Iterable[tuple[str, Mark | None]]) -> str:
    """Paragraphs as one text; one whose end is gone goes on without a blank."""
    return plain("".join(text if gone else f"{text} " for text, gone in lines).strip())


def _left_out(parts: ReceivedParts) -> Iterator[str]:
    """What of the file's parts was not read."""
    if any(_TRACKED.search(blob) for blob in parts.blobs("header", "footer")):
        yield "What is tracked in headers and footers is left out."
    for name in dict.fromkeys(parts.broken):
        yield f"The file’s part {name} can’t be read, and is left out."
