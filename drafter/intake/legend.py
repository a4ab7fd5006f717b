"""The footnote of a list that says what its codes stand for: `“[AP…]” stands for the Report of the …`. Pure."""

from __future__ import annotations

import re

from drafter.intake.annex import Legend
from drafter.intake.prose import Prose

_STANDS = re.compile(
    r"[“”\"'‘«„]?\[\s{0,3}(?P<code>[^\W\d_]{1,8})\s{0,3}(?:…|\.{3})\s{0,3}\]\s{0,3}[”\"'’»“]?\s{1,3}stands?\s{1,3}for\s{1,3}"
)
_TRAILING = re.compile(r"(?:\s*[,;]?\s*\band)?\s*[,;.]?\s*$")
_MEETING = re.compile(
    r"^report\s+(?:of|on)\s+(?:the\s+)?|(?:\s+regional)?(?:\s+preparatory)?\s+meeting$", re.IGNORECASE
)


def read_legend(prose: Prose) -> tuple[Legend, ...]:
    """The regions that a paragraph explains, in its order; empty for any other paragraph."""
    found = list(_STANDS.finditer(prose.text))
    ends = [match.start() for match in found[1:]] + [len(prose.text)]
    return tuple(
        Legend(prose.line_at(match.start()), match["code"], _report(prose.text[match.end() : end]))
        for match, end in zip(found, ends, strict=False)
    )


def _report(phrase: str) -> str:
    """The title of a report. Where the legend names only the meeting, its report is the report of that meeting."""
    phrase = phrase.partition(". ")[0]  # Another sentence follows the last name.
    phrase = _TRAILING.sub("", phrase.strip()[:300], count=1).strip()
    without = re.sub(r"^the\s+", "", phrase)
    return without[:1].upper() + without[1:] if without.casefold().startswith("report") else f"Report of the {without}"


def region_name(report: str) -> str:
    """What a report's title says of its region: `Asia and Pacific`; the whole title where it says no more."""
    return _MEETING.sub("", report).strip() or report
