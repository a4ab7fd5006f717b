"""A table of separated values that is too large to be held: its rows are read as they are gone through."""

from __future__ import annotations

from collections.abc import Iterator
from io import TextIOWrapper
from pathlib import Path

from drafter.corpus import plain_text
from drafter.errors import BadInput
from drafter.intake.found_lines import cell_paragraphs
from drafter.intake.joined_lines import TableRow
from drafter.intake.table_rows import rows_of_lines
from drafter.storage import files
from drafter.storage.files import Progress, untold

_TOLD = 1_000
"""Lines after which it is told how far the file is read."""
_FORM_FEED = "\f"


class StreamedTable:
    """The rows of a file, read anew by each who goes through them. Blank rows are left out."""

    def __init__(self, path: Path, progress: Progress = untold) -> None:
        """Raises BadInput where the file is not in reach, or can't be read."""
        files.check_reach(path)
        self._path = path
        self._progress = progress
        try:
            with path.open("rb") as file:
                is_wide = file.read(2) in (b"\xff\xfe", b"\xfe\xff")
        except OSError as error:
            raise BadInput.of(path, f"The file can't be read: {error.strerror}.") from error
        self.encoding = "utf-16" if is_wide else "utf-8-sig"

    def __iter__(self) -> Iterator[TableRow]:
        """The rows. Raises BadInput, with the line, for what is no text, or no table."""
        width = 0
        separator = "\t" if self._path.suffix.lower() == ".tsv" else ""
        for line, cells in rows_of_lines(self._lines(), str(self._path), separator):
            width = width or len(cells)
            if any(cells):
                yield line, cell_paragraphs((*cells, *[""] * (width - len(cells))))

    def _lines(self) -> Iterator[str]:
        whole, number = self._path.stat().st_size, 0
        with self._path.open("rb") as file, TextIOWrapper(file, self.encoding) as text:
            try:
                for number, line in enumerate(text, 1):
                    if number % _TOLD == 0:
                        self._progress(file.tell(), whole)
                    control = plain_text.forbidden(line.replace(_FORM_FEED, " "))
                    if control:
                        what = f"There is a control character ({control[1]}) in the text."
                        raise BadInput.of(self._path, what, "Take it out.", number)
                    yield line
            except UnicodeDecodeError as error:
                what = f"This is not UTF-8 text, somewhere below line {number}."
                raise BadInput.of(self._path, what, "Save a table as large as this in UTF-8.") from error
