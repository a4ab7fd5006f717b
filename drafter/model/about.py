"""What a mapping exercise's files can't say of themselves: the congress, the regions' codes, the reports' titles."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AboutRegion:
    """One region as the user names it. The code ties it to a list's citations, the name to a matrix's column."""

    code: str
    name: str = ""
    """As a matrix's column heads it; empty where the user leaves it to the files."""
    report: str = ""
    """The title of the meeting's report; empty where the user leaves it to the files."""
    symbol: str = ""
    """The report's document symbol; empty where it is not known."""


@dataclass(frozen=True, slots=True)
class About:
    """The facts beside the files. Everything may be left out; what is given stands over what the files say."""

    id: str = ""
    congress: str = ""
    title: str = ""
    """The mapping's title."""
    regions: tuple[AboutRegion, ...] = ()
    """In the order in which regions are to be listed."""
