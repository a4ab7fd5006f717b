"""A layout: how a congress words and orders its declaration. Data under `templates/`, never code."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from drafter.corpus.citations import SHORT
from drafter.draft.numerals import DEGREES, Degree

NUMBER = "{number}"
"""What stands for a paragraph's number in how it is cited."""
CORPUS = "{corpus}"
"""What stands for a corpus's code in what its figures are called."""


class Captions(NamedTuple):
    """Every word of a document that is neither the user's, nor a recommendation's, nor a sentence of the layout's. A
    layout may say any of them otherwise, under `words:`.

    No dataclass: every start makes this class, and one of fifty fields takes it a hundredth part of its time.
    """

    unofficial: str = "Unofficial draft"
    """Stands in the running header whatever the masthead says: a page that is passed on alone must say it too."""
    contents: str = "Contents"
    page: str = "Page"
    pages: str = "of"
    """Between a page's number and the number of pages."""
    notes: str = "Notes"
    partly: str = "partly taken up"
    missing: str = "without"
    """Before what a paragraph leaves out of a recommendation."""

    annex: str = "Annex"
    """Before an annex's number."""
    table: str = "Table"
    """Before the number of a table of an annex."""
    sources: str = "Table of sources"
    sources_intro: str = "Recommendations that this draft takes up"
    short_report: str = SHORT
    """What a report is called after its first mention; `{region}` stands for the region's name."""
    para: str = "para."
    """Before a cited paragraph's number."""
    paras: str = "paras."
    last_of_several: str = "and"
    """Before the last of several cited paragraphs."""
    compiled: str = "as compiled in"
    """Before the mapping exercise's title, by which it is cited."""
    derivation: str = "Derivation table"
    derivation_intro: str = "Where each paragraph of the draft comes from, and how it treats its sources."
    coverage: str = "Coverage by region and by theme"
    coverage_once: str = "Recommendations, each counted once"
    coverage_placed: str = "Placements by theme and region: those that the draft takes up, of those that a theme lists"
    balance: str = "Share of what the region asked for"
    """Over the bars."""
    covered: str = "covered"
    """Taken up, wholly or partly, as a share."""
    of_main_corpus: str = "Of the main corpus"
    """Before the figures of one corpus, where a draft has several."""
    of_corpus: str = f"Of corpus {CORPUS}"
    beside_mean: str = "beside the mean"
    """How many points that share is above or below the regions' mean."""
    heat_legend: str = (
        "Each figure says how many placements are covered, of how many; a dash says that nothing is asked for. Where "
        "there are colours, they are the stronger the more are covered; a figure is bold where none is."
    )
    coverage_intro: str = (
        "A recommendation may stand under several themes. It is counted once by region, and once under each of its "
        "themes; the two figures are never mixed."
    )
    gaps: str = "Gaps"
    """The sheet of a workbook with what isn't in the draft, or only in part."""
    by_region: str = "By region"
    by_theme: str = "By theme"
    by_theme_and_region: str = "By theme and region"
    not_reflected: str = "Points not reflected"
    not_reflected_intro: str = (
        "Recommendations that no paragraph of the draft takes up and that were not set aside, by region, those that "
        "are cited without being reflected, and those of which only a part is taken up."
    )
    set_aside: str = "Points set aside"
    set_aside_intro: str = "Recommendations that the draft leaves out on purpose, with the reason."
    nothing: str = "None."

    source: str = "Source"
    report: str = "Report"
    recommendation: str = "Recommendation"
    recommendations: str = "Recommendations"
    taken_up_in: str = "Taken up in"
    paragraph: str = "Paragraph"
    cited_operative: str = f"para. {NUMBER}"
    """How an annex cites a paragraph of the text before it; `{number}` stands for its number as the text prints it."""
    cited_preambular: str = f"preambular para. {NUMBER}"
    regions: str = "Contributing regions"
    source_paragraphs: str = "Source paragraphs"
    rationale: str = "Treatment and rationale"
    own: str = "No source"
    """In place of a treatment, for a paragraph that takes up nothing."""
    section: str = "Section"
    sections: str = "Sections of the mapping, by which its themes are numbered"
    theme: str = "Theme"
    region: str = "Region"
    trace: str = "Trace"
    trace_intro: str = (
        "Which recommendations the text reflects: a look, not a verdict. Doubtful is what no paragraph reflects for "
        "sure, with the paragraph that comes nearest. Faint is what comes near where a paragraph reflects nothing: not "
        "counted."
    )
    found_by_words: str = "Found by words."
    found_by_meaning: str = "Found by words and meaning."
    faint: str = "faint"
    reflected: str = "reflected"
    doubtful: str = "doubtful"
    unreflected: str = "not reflected"
    by_paragraph: str = "By paragraph"
    surely: str = "Sure (%)"
    reason: str = "Reason"
    state: str = "Disposition"
    taken_up: str = "taken up"
    partly_short: str = "partly"
    cited_short: str = "cited, not reflected"
    cited_intro: str = (
        "Cited, not reflected (chapeau only, or hardly any of their words are in the paragraph that cites them):"
    )
    vouched: str = "counted as reflected"
    """Before the reason for which a point counts whose words hardly stand there."""
    aside_short: str = "set aside"
    open_short: str = "not yet reviewed"
    total: str = "total"
    in_preamble: str = "Taken up in the preamble only"
    in_operative: str = "in operative paragraphs only"
    in_both: str = "in both"
    all: str = "Together"
    """Of all regions that a table shows."""
    selection: str = "Selection"
    """Before the filters that a compilation was made with."""
    list_of: str = "Throughout this document,"
    stands_for: str = "stands for the"

    overview: str = "Overview of the draft"
    as_of: str = "As of"
    """Before the day on which it is told."""
    at_a_glance: str = "At a glance"
    now: str = "Now"
    no_paragraph: str = "The draft has no paragraph yet."
    nothing_reviewed: str = "Nothing is taken up, cited or set aside yet. Recommendations not yet reviewed"
    how_long: str = "How long it is"
    about: str = "about"
    pages_long: str = "pages"
    at_most: str = "at most"
    """Before how long it should be."""
    exceeded_by: str = "exceeded by"
    paragraphs: str = "Paragraphs"
    preambular: str = "preambular"
    operative: str = "operative"
    sub_paragraphs: str = "sub-paragraphs"
    what_is_in: str = "What is in, of the recommendations"
    what_is_not: str = "What is not"
    what_is_open: str = "Open proposals"
    open_in: str = "in"
    """Between how many are open and in how many paragraphs."""
    what_is_agreed: str = "Agreed paragraphs"
    in_and_out: str = "What is in and what is not, by region"
    who_holds: str = "Who holds what"
    nothing_open: str = "No proposal is open, and no paragraph is bracketed, pending or reopened."
    by_party: str = "By party"
    party: str = "Party"
    parties: str = "parties that hold them"
    """Before how many these are."""
    nobody: str = "nobody named"
    cited_where: str = "Cited in"
    more: str = "more"
    """Behind how many are not listed."""
    length_by_part: str = "How long each part is"
    part: str = "Part"
    words: str = "Words"

    comparison: str = "Comparison"
    comparison_intro: str = "Words that came are underlined; words that went are struck through."
    was: str = "Was"
    is_now: str = "Is now"
    what_happened: str = "What happened"
    wording: str = "Wording"
    headings: str = "Title, masthead and headings"
    returned: str = "comes back"
    """Of words that were dropped in an earlier revision."""
    proposals: str = "Proposals"
    still_open: str = "still open"
    id: str = "Id"
    option: str = "Option"
    """The number by which a proposal is chosen or dropped."""
    kind: str = "Kind"
    who: str = "By"
    proposed_by: str = "Proposed by"
    supported_by: str = "Supported by"
    opposed_by: str = "Opposed by"
    reserved_by: str = "Reserved by"
    date: str = "Date"
    status: str = "Status"
    note: str = "Note"
    in_draft: str = "In the draft"
    """What the draft has where something else is proposed."""
    no_text: str = "No text"
    ledger: str = "Ledger of open points"
    open: str = "Open"
    held_by: str = "Held by"
    since: str = "Since"
    opened: str = "Opened"
    closed: str = "Closed"
    come_back: str = "Come back"
    unattributed: str = "Unattributed text"
    """Stands under the masthead of a text that isn't the rolling text with everybody's names."""
    before_proposals: str = "Text before the open proposals"
    proposals_tracked: str = "Text with the open proposals as tracked changes"
    longest: str = "Text with the longest of the alternatives"
    shortest: str = "Text with the shortest of the alternatives"
    as_proposed_by: str = "Text as proposed by"
    """Before the party whose text it is."""
    move_after: str = "move after"
    """Before the paragraph that a paragraph is proposed to follow."""
    move_to: str = "move to the beginning of"
    contested: str = "contested"
    """Of a recommendation that isn't in agreed words."""
    contested_intro: str = (
        "Contested, because their words stand only in square brackets, or in a paragraph that is proposed or may go:"
    )
    negotiating_copy: str = "Negotiating copy"
    version: str = "version"
    """Before the version of a negotiating copy."""
    months: str = "January February March April May June July August September October November December"
    """The months' names, with blanks between them, for the day on which a paragraph was agreed."""


LANGUAGE = "en-GB"


class Colour(StrEnum):
    """The colours in which a layout can show how far a paragraph is agreed: light ones, so that black print stands on
    them. The value is its name in a layout.
    """

    NONE = "none"
    YELLOW = "yellow"
    GREEN = "green"
    BLUE = "blue"
    ORANGE = "orange"
    RED = "red"
    VIOLET = "violet"
    GREY = "grey"


class Level(NamedTuple):
    """How a document shows where the negotiation of a paragraph stands."""

    words: str
    """In its tag; empty for no tag."""
    colour: Colour = Colour.NONE


LEVELS: Mapping[str, Level] = {
    "open": Level(""),
    "bracketed": Level("Bracketed"),
    "agreed in informals": Level("Agreed in informals", Colour.YELLOW),
    "agreed ad referendum": Level("Agreed ad ref", Colour.GREEN),
    "pending": Level("Pending"),
    "reopened": Level("Reopened"),
    "deleted": Level("deleted"),
}
"""The level of each status, where a layout says no other."""

SENTENCES = ("title", "masthead", "opening", "declaring")
"""The sentences that a layout may bring, each a file `NAME.j2`."""

RIGHT = "\t"
"""In a line of the masthead, what follows stands in the right column. Its name in a sentence is `right`."""


class Kind(StrEnum):
    """The two kinds of paragraph that a declaration has."""

    PP = "PP"
    """Preambular: opens with a participle or adjective, not numbered, ends with a comma or semicolon."""
    OP = "OP"
    """Operative: numbered, opens with a verb in the present indicative."""


class PartPlan(NamedTuple):
    """One part of the document as the layout plans it."""

    id: str
    title: str
    kind: Kind
    takes: tuple[str, ...] = ()
    """The mapping's sections that feed it, by their place from 1; `rest` for those that no other part takes."""
    heading: bool = True


class Layout(NamedTuple):
    """How the document is built and worded."""

    id: str
    title: str
    parts: tuple[PartPlan, ...]
    sentences: Mapping[str, str]
    """The layout's own sentences as Jinja, by name: see SENTENCES."""
    styles: str = ""
    """The path of the Word file that holds its styles; empty where it has none."""
    language: str = LANGUAGE
    """The language tag of the text, which spelling checkers and screen readers go by."""
    languages: tuple[str, ...] = ()
    """The tags of other languages: those of words in other scripts, in the order of their weight."""
    numbering: tuple[Degree, ...] = DEGREES
    """How paragraphs and their four degrees of sub-paragraph are numbered."""
    lead_in: str = ""
    """Words that are printed after an operative paragraph that has sub-paragraphs and doesn't end with a colon
    itself; empty for none."""
    opening_words: bool = False
    """Whether the first words of a preambular paragraph (`Recalling also`) are set in a style of their own."""
    contents: bool = False
    """Whether a table of contents stands before the text."""
    terms: Captions = Captions()
    levels: Mapping[str, Level] = LEVELS
    """How it shows each status of a paragraph, by the status."""
    corpus: str = ""
    """The id of the corpus whose sections the parts take; empty where they are counted in any."""
