"""Who changed or said something in a Word file, and on which day, whatever stands where these should."""

from __future__ import annotations

import re
from datetime import date

from drafter.document.edited_document import Mark
from drafter.formats.docx.elements import Element, W

_DAY = re.compile(r"\s*([0-9]{4})-([0-9]{2})-([0-9]{2})(?![0-9])")
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff]+")
"""What a name can't hold: control signs, and what can't be seen or turns the direction of the words around it."""
_LONGEST = 200
_MIDNIGHT = "T00:00:00Z"
"""How drafter ends a day where Word wants a time too."""
_AUTHOR, _DATE = f"{W}author", f"{W}date"


class Marks:
    """The authors and days of one document, one value for each."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], Mark] = {}

    def of(self, element: Element) -> Mark:
        """Of an element that has an author and a date."""
        said = (element.get(_AUTHOR, ""), element.get(_DATE, ""))
        if said not in self._known:
            self._known[said] = Mark(_author(said[0]), _day(said[1]), not said[1] or said[1].endswith(_MIDNIGHT))
        return self._known[said]


def _author(said: str) -> str:
    """A name without control signs, its blanks run together; cut where it is none."""
    return " ".join(_UNSEEN.sub(" ", said).split())[:_LONGEST].rstrip()


def _day(said: str) -> str:
    """The day of a date and time, YYYY-MM-DD; empty where the calendar has no such day."""
    found = _DAY.match(said)
    if found is None:
        return ""
    try:
        return date(int(found[1]), int(found[2]), int(found[3])).isoformat()
    except ValueError:
        return ""
