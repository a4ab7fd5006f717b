"""The corpus: what the regional preparatory meetings recommended, and under which themes the mapping lists it; and
`About`, what the mapping's own files can't say: the congress, the regions' codes, the reports' titles.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from enum import StrEnum
from functools import cached_property, lru_cache
from itertools import groupby
from typing import Any, NamedTuple, TypeVar

from drafter.corpus.kept_points import KeptPoints, ListedPoints, squeezed
from drafter.corpus.languages import ENGLISH
from drafter.errors import BadInput, Problem

T = TypeVar("T")

# Compiled when they are first used: a draft is shown before anybody cites.
_CODE = r"[^\W\d_]+(?:[-/][^\W_]+|\d+(?=\s))*"
_ADDED = r"(?:bis|ter|quater|quinquies|sexies|septies|octies)"
_CITATION = (
    rf"\s*({_CODE})\s*(\d{{1,9}})(\.\d{{1,9}})?(?:\s*({_ADDED})(?![^\W\d_]))?"
    r"((?:\s*\(\s*\w{1,4}\s*\)){1,3}|\s*[^\W\d_]{1,4})?\s*"
)
MOST_SIGNS = 40
"""Signs of an id that is no citation, such as `137.12`."""


def citation(region: str, paragraph: int, letter: str) -> str:
    """The name by which people in the room call a recommendation: `AP 62(a)`; `AP 62` where it has no letter."""
    return f"{region} {paragraph}{after_number(letter)}"


def after_number(letter: str) -> str:
    """What stands after a paragraph's number: `(a)` for a letter; `.12`, ` bis` and `(a)(i)` are that already."""
    return letter if letter[:1] in ("", ".", " ", "(") else f"({letter})"


def parse_citation(text: str) -> tuple[str, int, str] | None:
    """Region code, paragraph and letter of `AP 62(a)`, also written `AP 62 (a)`, `ap62a` or `[AP 62(a)]`; else None.

    The letter of `AP 62(a)(i)` is `(a)(i)`, that of `AP 62 bis` ` bis`, that of `AP 137.12` `.12`.
    """
    match = re.fullmatch(_CITATION, text.strip().removeprefix("[").removesuffix("]"))
    if match is None:
        return None
    region, paragraph, place, added, letters = match.groups()
    inner = re.findall(r"\w+", letters or "")
    if len(inner) == 1 and not place and not added:
        return region, int(paragraph), inner[0]
    within = "".join(f"({letter})" for letter in inner)
    return region, int(paragraph), f"{place or ''}{f' {added}' if added else ''}{within}"


@lru_cache(4_096)
def parse_id(id: str, region: str = "") -> tuple[str, int, str] | None:
    """Region code, paragraph and letter of a recommendation's id: a citation; or, where the region is given, any words
    that have a number, `137.12`. None for what is neither.
    """
    parsed = parse_citation(id)
    if not region:
        cited = citation(*parsed) if parsed else ""
        return parsed if id in (cited, "".join(cited.split())) else None
    if parsed and parsed[0] == region:
        return parsed
    number = re.search(r"\d{1,9}", id)
    if number is None or len(id) > MOST_SIGNS or id != " ".join(id.split()):
        return None
    return region, int(number[0]), id[number.end() :].strip(" ()")


class Region(NamedTuple):
    """One regional preparatory meeting's region."""

    code: str
    """`AP`, `LAC`, `WA`…: the letters that its citations begin with."""
    name: str
    report: str
    """The title of the meeting's report, as footnotes print it; empty where nobody has said it: it is never made up."""
    symbol: str = ""
    """The report's document symbol; empty where nobody has confirmed one: it is never made up."""
    short: str = ""
    """What the document is called after its first mention; empty where the layout says it: `Africa report`."""
    asks: bool = True
    """Whether its points ask to be taken up; those of a declaration that was adopted are language to be cited."""
    corpus: str = ""
    """The code of the corpus that it is of, where several are one; empty for the main one."""

    @property
    def title(self) -> str:
        """What its points are cited from: its report; the region itself where no report is known."""
        return self.report or self.name

    @property
    def label(self) -> str:
        """`Asia and the Pacific (AP)`; a name that is its own code, once."""
        return self.name if self.name == self.code else f"{self.name} ({self.code})"


class Reading(NamedTuple):
    """What one source says a recommendation is, to the letter."""

    source: str
    """`list` or `matrix`: the annex that has this reading."""
    text: str
    themes: tuple[str, ...]
    """Ids of the themes under which that source has it so worded."""


class Recommendation(NamedTuple):
    """A regional point: one lettered recommendation of one report."""

    id: str
    """Its citation, `AP 62(a)`; or the name that its source gives it, `137.12`."""
    region: str
    paragraph: int
    letter: str
    """Empty where the report's paragraph has no letters; see `parse_citation` for what else may follow its number."""
    text: str
    """The reading that is shown: a source's words to the letter, on one line."""
    readings: tuple[Reading, ...] = ()
    """Every distinct reading, the shown one first, where sources or places differ; empty where all agree."""
    attributes: tuple[tuple[str, str], ...] = ()
    """What its table says of it besides, each by its column's head, `("State under review", "France")`; several values
    of one are parted by semicolons."""


class Theme(NamedTuple):
    """A theme of the mapping, with the recommendations that it lists."""

    id: str
    """The section's place and the theme's number, `6.III`, or its place in the section, `6.3`, where several have none;
    the section's place alone for its only theme without a number."""
    number: str
    """`III`; empty where the source gives none."""
    title: str
    placements: tuple[str, ...]
    """Ids of recommendations, in the order of the source. Each is one placement."""

    @property
    def label(self) -> str:
        """`III. Juvenile justice`, or the title alone."""
        return f"{self.number}. {self.title}" if self.number else self.title

    @property
    def full_label(self) -> str:
        """`6.III Juvenile justice`, which says its section, too; the title alone of what is not sorted yet."""
        return self.title if self.id == UNSORTED else f"{self.id} {self.title}"


def theme_ids(section: str, numbers: Sequence[str]) -> list[str]:
    """The ids of a section's themes by their numbers. Of several that have none, each has its place in the section."""
    several = numbers.count("") > 1
    return [f"{section}.{number or place}" if number or several else section for place, number in enumerate(numbers, 1)]


class Section(NamedTuple):
    """A section of the mapping: general issues, the main theme, an agenda item."""

    id: str
    """Its place in the mapping, counted from 1, as text; UNSORTED for what nobody has put under a theme yet."""
    title: str
    themes: tuple[Theme, ...]
    corpus: str = ""
    """The code of the corpus that it is of, where several are one; empty for the main one."""

    @property
    def number(self) -> str:
        """`6.`; empty for what is not sorted yet."""
        return "" if self.id == UNSORTED else f"{self.id}."

    @property
    def label(self) -> str:
        """`6. Integrated approaches`, or the title alone."""
        return f"{self.number} {self.title}".lstrip()


UNSORTED = "unsorted"
"""The id of the section, the last, and of its only theme, in which the points stand that have no theme yet."""
NOT_SORTED = "Not sorted yet"
"""Their title."""


def unsorted_section(ids: Iterable[str]) -> tuple[Section, ...]:
    """The section of these points, which have no theme yet; none where there are none."""
    placements = tuple(ids)
    return (Section(UNSORTED, NOT_SORTED, (Theme(UNSORTED, "", NOT_SORTED, placements),)),) if placements else ()


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
    file: str = ""
    """The name of the report's file, which is then recognised as this region's; empty where nobody has said it."""


class HeadingLevel(StrEnum):
    """What a heading of a mapping heads."""

    SECTION = "section"
    THEME = "theme"
    PART = "part"
    """A part of the theme above: its heading is left out, and told."""


@dataclass(frozen=True, slots=True)
class AboutHeading:
    """What the user says of a heading that its file leaves in doubt, or of all that are marked and numbered like it."""

    title: str
    level: HeadingLevel
    alike: bool = False


class ParagraphUse(StrEnum):
    """What words of a meeting's report are."""

    LETTERS = "letters"
    """Of a paragraph: its letters are recommendations."""
    RECOMMENDATION = "recommendation"
    """It is one, whole."""
    NONE = "none"
    """It recommends nothing; or the report has no paragraph of this number."""
    TEXT = "text"
    """Words without a number: they go on with what stands before."""
    HEADING = "heading"
    """As above: they head what follows."""
    NUMBER = "number"
    """The number or letter that they begin with counts them, and is none of the words."""


@dataclass(frozen=True, slots=True)
class AboutParagraph:
    """What the user says of words that their file leaves in doubt."""

    paragraph: str
    """In a report `AP 14`, `AP 14-20`; `AP` for all of it. In a list the citation of a recommendation, or `1.`, `(a)`
    for all that begin so. Else their first words.
    """
    use: ParagraphUse


class SourceForm(StrEnum):
    """How a file holds recommendations."""

    LIST = "list"
    MATRIX = "matrix"
    TABLE = "table"
    REPORT = "report"


class AboutFile(NamedTuple):
    """What the user says that a file is."""

    file: str
    """Its name, without its folder."""
    form: SourceForm


class AboutColumn(NamedTuple):
    """What the user says that a column holds."""

    name: str
    """One of `COLUMN_NAMES`."""
    head: str
    """What the table calls it."""


COLUMN_NAMES = ("text", "id", "region", "report", "paragraph", "letter", "section", "theme", "sub-theme", "remarks")
"""What the columns of a table or a matrix can hold."""


@dataclass(frozen=True, slots=True)
class About:
    """The facts beside the files. Everything may be left out; what is given stands over what the files say."""

    id: str = ""
    congress: str = ""
    title: str = ""
    """The mapping's title."""
    regions: tuple[AboutRegion, ...] = ()
    """In the order in which regions are to be listed."""
    headings: tuple[AboutHeading, ...] = ()
    """Of two about the same heading, the first holds."""
    paragraphs: tuple[AboutParagraph, ...] = ()
    """Of reports; of two about the same paragraph, the first holds."""
    columns: tuple[tuple[str, str], ...] = ()
    """What a table calls the column of the text, the id, the region, the theme…: our name for it, and the table's."""
    files: tuple[AboutFile, ...] = ()
    """Of two about the same file, the first holds."""
    language: str = ""
    """The tag of the recommendations' language; empty for the one that their words show."""


@dataclass(frozen=True)
class Corpus:
    """All recommendations of one congress's regional meetings. Immutable; look-ups are by id."""

    id: str
    """A short name for files and messages, `fourteenth-congress`."""
    congress: str
    """The congress's full name; empty where no source says it."""
    title: str
    """The mapping's title, by which it is cited; empty where no source says it."""
    regions: tuple[Region, ...]
    sections: tuple[Section, ...]
    recommendations: tuple[Recommendation, ...] | KeptPoints
    """In the order in which the mapping first lists them; of a large corpus, each is read when it is asked for."""
    language: str = ENGLISH
    """The tag of the language that they are in."""
    file: str = field(default="", compare=False)
    """The absolute path of the file that it was read from; empty for one that was made otherwise."""

    @cached_property
    def points(self) -> KeptPoints:
        """The recommendations, with what is known of all of them without reading their texts."""
        if isinstance(self.recommendations, KeptPoints):
            return self.recommendations
        return ListedPoints(self.recommendations, self.by_region)

    @cached_property
    def by_id(self) -> Mapping[str, Recommendation]:
        return self.points.by_id

    @cached_property
    def region_of(self) -> dict[str, str]:
        """The code of each recommendation's region."""
        return dict(zip(self.points.ids, self.points.regions, strict=True))

    @cached_property
    def by_region(self) -> dict[str, Region]:
        return {region.code: region for region in self.regions}

    @cached_property
    def themes(self) -> tuple[Theme, ...]:
        """Every theme of every section, in order."""
        return tuple(theme for section in self.sections for theme in section.themes)

    @property
    def sorted_sections(self) -> tuple[Section, ...]:
        """The sections that a mapping has, or somebody made: without what is not sorted yet."""
        return tuple(section for section in self.sections if section.id != UNSORTED)

    @property
    def unsorted(self) -> tuple[str, ...]:
        """The ids of the recommendations that have no theme yet."""
        return tuple(id for theme in self.themes if theme.id == UNSORTED for id in theme.placements)

    @cached_property
    def themes_of(self) -> dict[str, tuple[Theme, ...]]:
        """The themes that list each recommendation, in order; a recommendation listed nowhere has none."""
        themes: dict[str, tuple[Theme, ...]] = dict.fromkeys(self.points.ids, ())
        for theme in self.themes:
            alone = (theme,)  # of most recommendations, the same
            for placement in theme.placements:
                before = themes[placement]
                themes[placement] = (*before, theme) if before else alone
        return themes

    @cached_property
    def section_of(self) -> dict[str, Section]:
        """The section of each theme, by the theme's id."""
        return {theme.id: section for section in self.sections for theme in section.themes}

    @cached_property
    def order(self) -> dict[str, int]:
        """Each recommendation's place in the mapping: the order in which it first lists them."""
        return {id: place for place, id in enumerate(self.points.ids)}

    @cached_property
    def rank(self) -> dict[str, int]:
        """Each recommendation's place in citation order: regions in the corpus's order, then paragraph, then letter."""
        return dict(zip(self.points.ids, self.points.ranks, strict=True))

    def once(self, work: Callable[[Corpus], T]) -> T:
        """What `work` makes of this corpus: made when it is first asked for, and kept as long as the corpus is."""
        if work not in self._made:
            self._made.setdefault(work, work(self))  # two threads may make it; both get the first
        found: T = self._made[work]
        return found

    @cached_property
    def _made(self) -> dict[Callable[[Corpus], Any], Any]:
        return {}

    def __getstate__(self) -> dict[str, Any]:
        """Its fields, without what was worked out of them: for a copy, and for another process."""
        return {each.name: getattr(self, each.name) for each in fields(self)}

    @property
    def fingerprint(self) -> str:
        """A hash of every id and shown text: two corpora with the same one quote the same words."""
        return self.points.fingerprint

    def in_order(self, ids: Iterable[str]) -> list[str]:
        """The ids in citation order, each once. Raises KeyError for an id that the corpus hasn't."""
        return sorted(set(ids), key=self.rank.__getitem__)

    def theme(self, name: str) -> Theme | None:
        """The theme with this id (`6.III`, any case), or None."""
        return next((theme for theme in self.themes if theme.id.casefold() == name.strip().casefold()), None)

    def find(self, name: str) -> Recommendation | None:
        """The recommendation that a person means by `AP 62(a)`, `ap 62 (a)`, `AP62a` or `[AP 62(a)]`; None if none."""
        if exact := self.by_id.get(name):
            return exact
        region, paragraph, letter = parse_citation(name) or ("", 0, "")
        cited = self.points.called((region.casefold(), paragraph, letter.casefold()))
        return cited or self.points.called(squeezed(name))

    def get(self, name: str) -> Recommendation:
        """Like `find`, but raises BadInput, with the nearest ids, where there is none."""
        point = self.find(name)
        if point is None:
            near = self._near(name)
            mend = f"Did you mean {', '.join(near)}?" if near else "See `drafter themes` and `drafter search`."
            raise BadInput(Problem("", None, f"There is no recommendation “{name}” in {self.id}.", mend))
        return point

    def by_regions(self, ids: Iterable[str]) -> Iterator[tuple[Region, list[str]]]:
        """The ids grouped by region, regions and ids in their order; empty groups are left out."""
        for code, of_region in groupby(self.in_order(ids), self.region_of.__getitem__):
            if code in self.by_region:
                yield self.by_region[code], list(of_region)

    def _near(self, name: str) -> list[str]:
        """Up to three ids that a person may have meant by a citation of nothing: of that paragraph, or else of the
        paragraphs nearest to it in its region; where the region isn't known either, ids that are written alike.
        """
        region, paragraph, letter = parse_citation(name) or ("", 0, "")
        of_region = [point for point in self.recommendations if point.region.casefold() == region.casefold()]
        if not of_region:
            from difflib import get_close_matches  # most names are known

            return get_close_matches(name.strip(), self.by_id, n=3, cutoff=0.5)
        some = sorted([point for point in of_region if point.paragraph == paragraph] or of_region, key=_place)
        at = bisect_left(some, _place(Recommendation("", region, paragraph, letter, "")), key=_place)
        # Those of one paragraph are equally near by its number: then it counts how near they stand.
        near = sorted(
            range(len(some)), key=lambda place: (abs(some[place].paragraph - paragraph), abs(place + 0.5 - at))
        )
        return [some[place].id for place in sorted(near[:3])]


def _place(point: Recommendation) -> tuple[int, int, str]:
    """By this, the recommendations of one region stand in order: (z) before (aa)."""
    return point.paragraph, len(point.letter), point.letter.casefold()
