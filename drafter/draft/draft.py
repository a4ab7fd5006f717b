"""The draft declaration as a frozen value: front matter, parts, paragraphs with their links, dispositions.

Editing lives in `edits`; every edit returns a new draft. Numbers are counted by `numbering`, and stored only where a
negotiation froze them. What else has to know of a field stands in `fields`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from drafter.corpus.corpus import Corpus
from drafter.draft.layout import Kind
from drafter.draft.text import EMPTY, Stand, Text

MAX_DEPTH = 4
"""Degrees of sub-paragraph under a paragraph: (a), (i), a., i. (UN Editorial Manual)."""


class Treatment(StrEnum):
    """How a paragraph's text treats a recommendation that it takes up."""

    VERBATIM = "verbatim"
    ADAPTED = "adapted"
    MERGED = "merged"
    CHAPEAU = "chapeau only"


class Status(StrEnum):
    """Where the negotiation of a paragraph stands."""

    OPEN = "open"
    BRACKETED = "bracketed"
    INFORMALS = "agreed in informals"
    AD_REF = "agreed ad referendum"
    PENDING = "pending"
    REOPENED = "reopened"
    DELETED = "deleted"
    """Taken out of a draft whose numbers are frozen: its number stays, and stands for `[deleted]`."""

    @property
    def agreed(self) -> bool:
        """Whether somebody agreed to the paragraph's very words."""
        return self in (Status.INFORMALS, Status.AD_REF)


class ProposalKind(StrEnum):
    """What a party proposes."""

    AMEND = "amend"
    """Other words within a paragraph: an option of alternatives in its text."""
    ADD = "add"
    """A paragraph that is not in the draft yet."""
    DELETE = "delete"
    MOVE = "move"
    ALTERNATIVE = "alternative"
    """A paragraph instead of another one: `7 alt`."""


class Outcome(StrEnum):
    """What became of a proposal."""

    CHOSEN = "chosen"
    DROPPED = "dropped"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal(Stand):
    """A proposal for a paragraph as a whole; one for words in it is an option in its text."""

    id: str
    kind: ProposalKind
    target: str = ""
    """Of a move, the id of the paragraph that it is to follow, or of the part that it is to begin; of an alternative
    paragraph, the id of the one whose place it is to take. Empty else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled(Stand):
    """A proposal that is no longer open, for the record."""

    id: str
    """As it was while it was open."""
    paragraph: str
    """The id of the paragraph, which the draft may no longer have."""
    kind: ProposalKind
    wording: str = ""
    """The words that were proposed; of a deletion that was chosen, those that went; empty for a move."""
    outcome: Outcome
    settled_on: str = ""
    """When, as YYYY-MM-DD; empty where nobody knows."""


@dataclass(frozen=True, slots=True)
class Link:
    """That a paragraph takes up a recommendation, and how."""

    recommendation: str
    """The recommendation's id."""
    treatment: Treatment = Treatment.VERBATIM
    partly: bool = False
    """True where part of what the recommendation asks for is missing from the paragraph."""
    missing: str = ""
    """Which part is missing, in the user's words; empty where nothing is, or nobody has said."""
    vouched: bool = False
    """True where the user says that the paragraph reflects the recommendation though its words hardly show it."""
    why: str = ""
    """Why it does, in the user's words; empty where nobody had to say."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph or sub-paragraph. Preambular or operative by the part that it stands in."""

    id: str
    """Stable through every edit, so that paragraphs are known again in other versions and files."""
    text: Text = EMPTY
    links: tuple[Link, ...] = ()
    children: tuple[Paragraph, ...] = ()
    """Its sub-paragraphs; its own text is then their chapeau."""
    status: Status = Status.OPEN
    pending: str = ""
    """The delegation whose word is awaited; empty unless the status is pending."""
    note: str = ""
    number: str = ""
    """The number that a negotiation froze, as text without brackets or full stop: `7`, `7 bis`, `6 alt`, `a`; empty
    where it is counted."""
    proposals: tuple[Proposal, ...] = ()
    """What parties propose for it as a whole. One to add it, or an alternative to another, says that it is itself not
    in the draft yet."""
    agreed_on: str = ""
    """The day on which it was agreed, as YYYY-MM-DD; empty where it isn't, or nobody has said."""
    meeting: str = ""
    """The meeting that agreed to it; empty as above."""

    @property
    def wording(self) -> str:
        """Its text before the open proposals."""
        return self.text.base

    @property
    def written(self) -> str:
        """Its text as people write and edit it, alternatives in square brackets."""
        return self.text.written

    @property
    def proposed(self) -> Proposal | None:
        """The proposal by which the paragraph is there at all; None for one of the draft's own."""
        kinds = (ProposalKind.ADD, ProposalKind.ALTERNATIVE)
        return next((proposal for proposal in self.proposals if proposal.kind in kinds), None)

    @property
    def deletion(self) -> Proposal | None:
        """The proposal to take it out; None where nobody proposes that."""
        return next((proposal for proposal in self.proposals if proposal.kind is ProposalKind.DELETE), None)

    @property
    def deleted(self) -> bool:
        """Whether nothing is left of it but its number."""
        return self.status is Status.DELETED

    @property
    def contested(self) -> bool:
        """Whether something in it, or its being there, is open."""
        return bool(self.proposals) or not self.text.plain

    @property
    def sources(self) -> tuple[str, ...]:
        """Ids of the recommendations that this paragraph itself takes up, sub-paragraphs left out."""
        return tuple(link.recommendation for link in self.links)

    @property
    def claimed(self) -> tuple[str, ...]:
        """As `sources`, without those that give the chapeau only."""
        return tuple(link.recommendation for link in self.links if link.treatment is not Treatment.CHAPEAU)

    def whole(self) -> Iterator[Paragraph]:
        """Itself and all that stands under it, in the document's order."""
        yield self
        for child in self.children:
            yield from child.whole()


@dataclass(frozen=True, slots=True)
class Part:
    """The preamble, or one operative section."""

    id: str
    title: str
    kind: Kind
    takes: tuple[str, ...] = ()
    """Ids of the mapping's sections whose recommendations go here unless the user chooses another place."""
    heading: bool = True
    """Whether the document prints the title as a heading."""
    paragraphs: tuple[Paragraph, ...] = ()
    anew: bool = False
    """Whether its paragraphs are numbered from 1 again, as those of an article are."""


@dataclass(frozen=True, slots=True)
class Front:
    """What only the user can know of the document. Whatever is empty is not printed: nothing is made up."""

    title: str = ""
    """Empty: the layout's own wording is used."""
    session: str = ""
    place: str = ""
    date: str = ""
    symbol: str = ""
    agenda: str = ""
    """The agenda items, as the user wants them printed."""
    dates: str = ""
    """When the congress meets, `7 to 12 March 2021`; `date` is the document's own."""
    distribution: str = ""
    """What stands after `Distr.:`, `Limited`."""
    original: str = ""
    """The language in which the document was written, after `Original:`."""
    reports: str = ""
    """The symbols of the meetings' reports, by their regions: `AP A/CONF.234/RPM.2/1; WA A/CONF.234/RPM.4/1`. They
    stand over those of the corpus.
    """


@dataclass(frozen=True, slots=True)
class SetAside:
    """A recommendation that the draft leaves out on purpose."""

    recommendation: str
    reason: str


@dataclass(frozen=True, slots=True)
class Quoted:
    """A recommendation's words as they were when the draft took it up, so that a change at its source is noticed."""

    recommendation: str
    text: str


@dataclass(frozen=True, slots=True)
class Silenced:
    """A check that this draft does without."""

    rule: str
    """The rule's id."""
    reason: str
    paragraph: str = ""
    """The id of the only paragraph in which it is silent; empty for the whole draft."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a paragraph stands."""

    paragraph: Paragraph
    part: Part
    parent: Paragraph | None
    """The paragraph that it is a sub-paragraph of; None at the top of its part."""
    index: int
    """Among its siblings, from 0."""
    depth: int
    """0 for a paragraph, 1 to MAX_DEPTH for the degrees of sub-paragraph."""

    @property
    def container(self) -> str:
        """The id of what holds it: its parent's, or its part's."""
        return self.parent.id if self.parent else self.part.id


@dataclass(frozen=True)
class Draft:
    """A draft declaration. Ids of parts and paragraphs share one space and are unique in it."""

    id: str
    layout: str
    """The layout's name, or the path of the user's own."""
    corpus: str
    """The id of the corpus that its links point into."""
    parts: tuple[Part, ...]
    front: Front = field(default_factory=Front)
    set_aside: tuple[SetAside, ...] = ()
    """In the order in which they were set aside."""
    silenced: tuple[Silenced, ...] = ()
    """In the order in which they were silenced."""
    quoted: tuple[Quoted, ...] = ()
    """In the order of the recommendations' ids; none for what was taken up before drafter kept these."""
    settled: tuple[Settled, ...] = ()
    """The proposals that are no longer open, in the order in which they were settled."""
    taken_home: tuple[str, ...] = ()
    """The ids of the edits of Word files that were taken into this draft, so that none is taken twice; sorted."""
    proposed_home: tuple[str, ...] = ()
    """The same of those that were put into brackets."""
    corpus_file: str = ""
    """Where the corpus's file is, from the draft's own folder, with slashes; empty for the one that comes with drafter,
    and where that isn't known."""
    sections: tuple[str, ...] = ()
    """The titles of the corpus's sections, to whose places in this row `Part.takes` refers; empty where they aren't
    known."""

    @cached_property
    def spots(self) -> dict[str, Spot]:
        """Every paragraph's place, by its id, in the order of the document."""
        return {spot.paragraph.id: spot for part in self.parts for spot in _spots(part, None, part.paragraphs, 0)}

    @cached_property
    def standing(self) -> dict[str, Spot]:
        """As `spots`, without the paragraphs that were deleted and what stood under them."""
        found: dict[str, Spot] = {}
        for id, spot in self.spots.items():
            if not spot.paragraph.deleted and (spot.parent is None or spot.parent.id in found):
                found[id] = spot
        return found

    @cached_property
    def part_by_id(self) -> dict[str, Part]:
        return {part.id: part for part in self.parts}

    @cached_property
    def cited_in(self) -> dict[str, tuple[str, ...]]:
        """The paragraphs that cite each recommendation, in the document's order; no key for one cited nowhere."""
        cited: dict[str, list[str]] = {}
        for id, spot in self.standing.items():
            for source in spot.paragraph.sources:
                cited.setdefault(source, []).append(id)
        return {source: tuple(ids) for source, ids in cited.items()}

    @cached_property
    def claimed(self) -> frozenset[str]:
        """The recommendations that some paragraph says that it takes up; not those that give a chapeau only."""
        return frozenset(source for spot in self.standing.values() for source in spot.paragraph.claimed)

    @cached_property
    def reasons(self) -> dict[str, str]:
        """Why each recommendation that is set aside was, by its id."""
        return {aside.recommendation: aside.reason for aside in self.set_aside}


def treatment(link: Link, paragraph: Paragraph, corpus: Corpus) -> Treatment:
    """The link's treatment, but never `verbatim` for a text that isn't the recommendation's own to the letter."""
    if link.treatment is not Treatment.VERBATIM:
        return link.treatment
    source = corpus.by_id.get(link.recommendation)
    said = {source.text, *(reading.text for reading in source.readings)} if source else set()
    return Treatment.VERBATIM if paragraph.wording in said else Treatment.ADAPTED


def _spots(part: Part, parent: Paragraph | None, paragraphs: tuple[Paragraph, ...], depth: int) -> Iterator[Spot]:
    for index, paragraph in enumerate(paragraphs):
        yield Spot(paragraph, part, parent, index, depth)
        yield from _spots(part, paragraph, paragraph.children, depth + 1)
