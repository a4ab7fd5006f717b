"""Status tags as people type them, `[Agreed ad ref, 3 May 2026]`, read as statuses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from drafter.document.outline import Outline
from drafter.draft.draft import Status
from drafter.draft.text import is_day
from drafter.intake.room_edits.room_edit import FoundStatus

_TAG_AT_END = re.compile(r"\s?\[([^\[\]]*)\]\s*\Z")
_TAG_AT_START = re.compile(r"\s*\[([^\[\]]*)\]\s*")
_TAG_WITHIN = re.compile(r"\s?\[([^\[\]]*)\]")
_TAG = re.compile(r"\[([^\[\]]*)\]")
_DAY = re.compile(r"(\d{1,2}) (\S+) (\d{4})")
_SAID_OTHERWISE = {
    "agreed": Status.AD_REF,
    "agreed ad referendum": Status.AD_REF,
    "ad ref": Status.AD_REF,
    "ad referendum": Status.AD_REF,
}


class StatusTags:
    """The tags that a document of this form may have."""

    def __init__(self, outline: Outline) -> None:
        self._months = outline.form.terms.months.casefold().split()
        words = _SAID_OTHERWISE | {str(status).casefold(): status for status in Status}
        levels = {
            outline.form.levels[status].words.casefold(): status
            for status in Status
            if status in outline.form.levels and outline.form.levels[status].words
        }
        self._statuses = words | levels
        self._pending = sorted(
            (word for word, status in self._statuses.items() if status is Status.PENDING), key=len, reverse=True
        )

    def read(self, words: str) -> FoundStatus | None:
        """The status that stands between these brackets; None for anything else."""
        status, _, rest = words.strip().rstrip(".").partition(", ")
        said = " ".join(status.split()).casefold()
        if said in self._statuses:
            return FoundStatus(self._statuses[said], "", *self._when(rest))
        pending = next((word for word in self._pending if said.startswith(f"{word} ")), "")
        if pending:
            return FoundStatus(Status.PENDING, " ".join(words.split())[len(pending) :].strip(" ."))
        return None

    def _when(self, rest: str) -> tuple[str, str]:
        """The day and the meeting after a status."""
        first, _, meeting = rest.partition(", ")
        day = self._day(first.strip())
        return (day, meeting.strip()) if day else ("", rest.strip())

    def _day(self, words: str) -> str:
        if is_day(words):
            return words
        match = _DAY.fullmatch(words)
        if match is None or match[2].casefold() not in self._months:
            return ""
        day = f"{match[3]}-{self._months.index(match[2].casefold()) + 1:02}-{int(match[1]):02}"
        return day if is_day(day) else ""

    def statuses(self, tags: str) -> list[FoundStatus]:
        """The statuses among tags, in order."""
        return [status for each in _TAG.findall(tags) if (status := self.read(each))]

    def within(self, text: str) -> Iterator[tuple[int, int]]:
        """From where to where tags stand anywhere in a text, each with the blank before it."""
        return (match.span() for match in _TAG_WITHIN.finditer(text) if self.read(match[1]))

    def at_end(self, text: str, end: int, others: Sequence[str] = ()) -> tuple[int, int]:
        """From where to where the tags stand that end the text at this place, with the blank before them; twice the
        same place for none. `others` are tags that say something else.
        """
        start, stop = end, end
        while match := _TAG_AT_END.search(text, _last_bracket(text, start), start):
            if not self.read(match[1]) and f"[{match[1]}]" not in others:
                break
            stop = stop if start < stop else match.end(1) + 1
            start = match.start()
        return start, stop

    def at_start(self, text: str) -> int:
        """Where the tag ends with which the text begins, with the blank after it; 0 where it begins with none."""
        match = _TAG_AT_START.match(text)
        return match.end() if match and self.read(match[1]) else 0


def _last_bracket(text: str, end: int) -> int:
    """The place of the last opening bracket, with the blank before it."""
    return max(text.rfind("[", 0, end) - 1, 0)
