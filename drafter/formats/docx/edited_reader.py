"""A Word document as others left it, read with all that was tracked in it and said in its margin."""

from __future__ import annotations

import re
from pathlib import Path

from drafter.document.edited_document import EditedDocument
from drafter.errors import BadInput
from drafter.formats.docx.margin_comments import comments
from drafter.formats.docx.received_parts import ReceivedParts
from drafter.formats.docx.story_walk import MOST_PARAGRAPHS, StoryWalk, Surroundings, TooMany

_TRACKED = re.compile(rb"<\w+:(?:ins|del|moveTo)\s")


def read(data: bytes, path: Path | str) -> EditedDocument:
    """The document. Raises BadInput, with the file."""
    parts = ReceivedParts(data, path)
    around = surroundings(parts)
    walk = StoryWalk(around)
    try:
        walk.read(parts.main)
        walk.ended()
        said = comments(parts.related("comments"), parts.related("commentsExtended"), around, walk.about)
    except TooMany as error:
        what = f"The document has more than {MOST_PARAGRAPHS:,} paragraphs."
        raise BadInput.of(path, what, "Is it the right file?") from error
    except RecursionError as error:
        raise BadInput.of(path, "The document's XML is nested too deeply.", "Save it again in Word.") from error
    left_out = around.left_out.sentences()
    if any(_TRACKED.search(blob) for blob in parts.blobs("header", "footer")):
        left_out += ("What is tracked in headers and footers is left out.",)
    left_out += tuple(f"The file's part {name} can't be read, and is left out." for name in dict.fromkeys(parts.broken))
    return EditedDocument(tuple(walk.paragraphs), said, parts.manifest, parts.title, left_out)


def surroundings(parts: ReceivedParts) -> Surroundings:
    """What the stories of a file's main part share."""
    notes = {"footnote": parts.related("footnotes"), "endnote": parts.related("endnotes")}
    return Surroundings(parts.related("styles"), parts.related("numbering"), notes)
