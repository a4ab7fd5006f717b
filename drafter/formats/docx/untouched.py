"""Whether a Word file is as drafter wrote it, told without reading it: no other program packs one so."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from zipfile import BadZipFile, ZipFile

_FIRST = ["[Content_Types].xml", "_rels/.rels", "docProps/core.xml"]
"""What stands first in a package of drafter's: Word, LibreOffice and python-docx have the document before the rest."""
_APPLICATION = "docProps/app.xml"
"""Word and LibreOffice name themselves there; drafter writes none."""
_NO_DAY = (1980, 1, 1, 0, 0, 0)


def is_untouched(path: Path) -> bool:
    """Whether nobody saved the file since it was exported; False where it can't be read."""
    with suppress(OSError, BadZipFile, ValueError, NotImplementedError), ZipFile(path) as package:
        names = package.namelist()
        no_day = all(entry.date_time == _NO_DAY and entry.create_system == 0 for entry in package.infolist())
        return no_day and names[: len(_FIRST)] == _FIRST and _APPLICATION not in names
    return False
