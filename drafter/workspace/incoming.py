"""Reads files that others sent: Word documents through the Word reader, everything else through intake."""

from __future__ import annotations

from pathlib import Path

from drafter.intake import paragraphs
from drafter.storage import files


def text_paragraphs(path: Path) -> list[str]:
    """The paragraphs of a file to trace, see `intake.paragraphs`. Raises BadInput where it can't be read."""
    data = files.read_bytes(path)
    if path.suffix.lower() != paragraphs.WORD:
        return paragraphs.from_text(str(path), data)
    from drafter.formats.docx import reader

    return paragraphs.from_word(str(path), reader.read(data, path))


def mapping_text(path: Path) -> str:
    """The text of a mapping exercise's file, plain or as `drafter compile` writes it in Word or Markdown. Raises
    BadInput.
    """
    match path.suffix.lower():
        case paragraphs.WORD:
            from drafter.formats.docx import reader

            return "\n\n".join(paragraph.text for paragraph in reader.read(files.read_bytes(path), path))
        case ".md":
            return paragraphs.from_markdown(files.read_text(path))
        case _:
            return files.read_text(path)
