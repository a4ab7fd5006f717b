"""The outline: a draft worded and numbered by its layout, citations resolved, ready to be written.

Preview, Word, Markdown, HTML and JSON all read the same outline, so that they can't disagree. An
export's manifest, by which it is known again, is an account of its outline.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import asdict
from enum import StrEnum
from typing import NamedTuple

from drafter.corpus import citations
from drafter.corpus.citations import CitedWords, ReportNames
from drafter.corpus.corpus import Corpus
from drafter.draft.draft import (
    Draft,
    Front,
    Link,
    Paragraph,
    Proposal,
    ProposalKind,
    Spot,
    Status,
    Treatment,
    treatment,
)
from drafter.draft.fields import digest
from drafter.draft.inline_runs import Piece, bracketed, opening, pieces
from drafter.draft.kept_words import in_agreed_words
from drafter.draft.layout import LANGUAGE, LEVELS, NUMBER, RIGHT, Captions, Colour, Kind, Layout, Level
from drafter.draft.numbering import Numbered, numbered_in, numbers, prefixes
from drafter.draft.numerals import DEGREES, Degree, Numeral, label
from drafter.draft.text import ATTRIBUTED, EMPTY, Text, View, ViewKind
from drafter.draft.viewed import unnamed, viewed


class Heading(NamedTuple):
    """The heading of a part."""

    id: str
    """The part's id."""
    text: str


class Sentence(NamedTuple):
    """A sentence that the layout brings: an opening, a lead-in."""

    name: str
    """The sentence's name in the layout: `opening`, `declaring`. Of an opening of several paragraphs, the second is
    `opening 2`; of the lines above the text, see FrontLine."""
    text: str
    opening: int = 0
    """How many characters of the text are opening words, as of a paragraph."""

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """The text as it is set."""
        return pieces(self.text, self.opening)


class FrontLine(StrEnum):
    """What stands above the text. The value is its name as a sentence."""

    HEAD = "masthead head"
    """The first line of a masthead that has two columns."""
    MASTHEAD = "masthead"
    TITLE = "title"


def in_one_line(line: str) -> str:
    """A line of the masthead for a document that has no columns."""
    return " · ".join(column.strip() for column in line.split(RIGHT) if column.strip())


class Source(NamedTuple):
    """A recommendation as a paragraph takes it up."""

    id: str
    treatment: Treatment
    partly: bool
    missing: str
    contested: bool = False
    """Whether most of its words that the paragraph has stand in brackets."""
    vouched: bool = False
    """Whether it counts as reflected by the user's word."""
    why: str = ""
    """The user's reason for that."""


class OutlineParagraph(NamedTuple):
    """A paragraph or sub-paragraph, numbered."""

    id: str
    ref: str
    """What people call it: `PP1`, `OP7`, `OP7 (a) (i)`. Unique in the outline."""
    label: str
    """The number as printed before it, `7.`, `(a)`; empty for a preambular paragraph."""
    kind: Kind
    depth: int
    """0 for a paragraph, then the degree of sub-paragraph."""
    text: str
    """As the view of the outline words it."""
    sources: tuple[Source, ...]
    """In citation order."""
    note: str
    """The footnote that cites its sources; empty where it has none. It names a report in short that an earlier note has
    in full."""
    status: str
    """In the layout's words: `Agreed ad ref`, `Pending X`, `Bracketed`; empty while it is open."""
    remark: str
    """The user's own note on the paragraph. Not for the document unless the user asks."""
    opening: int = 0
    """How many characters of the text are opening words that the layout sets in a style of their own."""
    lead_in: str = ""
    """Words that the layout puts after the text, before the sub-paragraphs; no part of the paragraph's text."""
    proposals: tuple[Proposal, ...] = ()
    """What is proposed for it as a whole, in a view that shows what is open."""
    content: Text = EMPTY
    """What the text is a view of, where that is more than words."""
    state: Status = Status.OPEN
    colour: Colour = Colour.NONE
    """That of its status."""
    agreed_on: str = ""
    """The day on which it was agreed, as YYYY-MM-DD; empty where it isn't, or nobody has said."""
    meeting: str = ""
    """The meeting that agreed to it; empty as above."""
    day: str = ""
    """`agreed_on` as it is printed, `3 May 2026`."""
    moves: tuple[str, ...] = ()
    """Where it is proposed to go, as printed: `EU: move after OP9`."""
    cited: tuple[CitedWords, ...] = ()
    """The note in stretches: which words of it cite which recommendation."""

    @property
    def runs(self) -> Text:
        """Its words and alternatives."""
        return self.content or Text.of(self.text)

    @property
    def inline(self) -> str:
        """Its sources as they are cited in the text: `[AP 62(a); LAC 19(c)]`; empty where it has none."""
        return said(self.cited_inline)

    @property
    def cited_inline(self) -> tuple[CitedWords, ...]:
        """The same in stretches."""
        if not self.sources:
            return ()
        first, *others = (CitedWords(source.id, source.id) for source in self.sources)
        rest = (words for each in others for words in (CitedWords("; "), each))
        return CitedWords("["), first, *rest, CitedWords("]")

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """The text as it is set. A bracketed paragraph stands in brackets, as negotiators write it, unless brackets in
        it say what is not agreed.
        """
        names: tuple[tuple[int, int], ...] = ()
        if self.content or self.proposals:
            parties = {*self.content.parties, *(party for each in self.proposals for party in each.parties)}
            names = _names(self.text, parties) if parties else ()
        inner = pieces(self.text, self.opening, names)
        return bracketed(inner) if self._in_brackets else inner

    @property
    def _in_brackets(self) -> bool:
        return self.state is Status.BRACKETED and "[" not in self.text

    @property
    def printed(self) -> str:
        """The text as a document without styles has it."""
        return "".join(piece.text for piece in self.pieces) if self._in_brackets else self.text

    @property
    def tag(self) -> str:
        """The status as printed after the text, `[Agreed ad ref, 3 May 2026, third informals]`; empty where none is,
        or brackets say it. Then where the paragraph is proposed to go.
        """
        if not self.status and not self.moves:
            return ""
        status = "" if self.state is Status.BRACKETED else self.status
        status = ", ".join(filter(None, (status, self.day, self.meeting))) if status else ""
        return " ".join(f"[{tag}]" for tag in (status, *self.moves) if tag)


Block = Heading | Sentence | OutlineParagraph


class SourceRow(NamedTuple):
    """A line of the table of sources: one recommendation that the draft takes up."""

    id: str
    region: str
    """The region's code."""
    report: str
    """The title of the report that it stands in, with its symbol where one is known."""
    citation: str
    """`Report of …, para. 62 (a)`."""
    text: str
    """The recommendation to the letter."""
    paragraphs: tuple[tuple[str, str, Treatment], ...]
    """The paragraphs that take it up: id, ref, treatment."""
    partly: bool
    """Whether no paragraph takes up the whole of it."""


class DocumentForm(NamedTuple):
    """What a layout says of the document as a whole."""

    language: str = LANGUAGE
    terms: Captions = Captions()
    numbering: tuple[Degree, ...] = DEGREES
    contents: bool = False
    """Whether a table of contents stands before the text."""
    levels: Mapping[str, Level] = LEVELS
    """How each status of a paragraph is shown, by the status."""
    languages: tuple[str, ...] = ()
    """Those of words in other scripts."""
    labelled: bool = False
    """Whether each paragraph is labelled as what people call it, `PP1`, `OP7`, as in a copy that is negotiated on."""
    columns: bool = False
    """Whether its masthead has two columns, even where nothing stands in the right one."""

    def cited(self, ref: str) -> str:
        """How an annex cites a paragraph of the text before it, by what people call it: `para. 7 (a)` for `OP7 (a)`,
        since the text prints `7.`; as it is where the text has it before the paragraph, or numbers its parts anew.
        """
        number = ref[2:]
        if self.labelled or "." in number:
            return ref
        said = self.terms.cited_preambular if ref.startswith(Kind.PP) else self.terms.cited_operative
        return said.replace(NUMBER, number)

    def degrees(self, kind: Kind) -> tuple[Degree, ...]:
        """How paragraphs of a kind and their sub-paragraphs are numbered."""
        return (Degree(Numeral.DECIMAL, kind), *self.numbering[1:]) if self.labelled else self.numbering


class Outline(NamedTuple):
    """The document in the order in which it is written."""

    draft: str
    """The draft's id."""
    corpus: str
    """The corpus's id."""
    title: str
    masthead: tuple[str, ...]
    """Lines that stand above the title; they say that this is an unofficial draft. What follows a tab stands in the
    right column."""
    blocks: tuple[Block, ...]
    sources: tuple[SourceRow, ...]
    """The table of sources, in citation order; empty where nothing is taken up."""
    mapping: str
    """The mapping exercise's title, by which it is cited; empty where it isn't known."""
    form: DocumentForm = DocumentForm()
    version: str = ""
    """A digest of the whole draft: what was exported when, to know it again."""
    fingerprint: str = ""
    """The corpus's: whether the sources still say the same."""
    view: View = ATTRIBUTED
    """What it makes of alternatives."""
    tracked: bool = False
    """Whether what was changed before is written with it, as tracked changes."""
    front_matter: Front = Front()
    """What the user said of the document; the masthead is made of it."""
    congress: str = ""
    """The congress's name; empty where it isn't known."""
    stamp: str = ""
    """What copy it is, of which version and day; empty for a document that isn't negotiated on."""

    @property
    def above(self) -> tuple[Sentence, ...]:
        """What stands above the text: the lines of the masthead, and the title as the last."""
        first = FrontLine.HEAD if self.form.columns else FrontLine.MASTHEAD
        names = (FrontLine.MASTHEAD if place else first for place in range(len(self.masthead)))
        lines = (Sentence(name, line) for name, line in zip(names, self.masthead, strict=True))
        return (*lines, Sentence(FrontLine.TITLE, self.title))

    @property
    def view_line(self) -> str:
        """What tells a reader that this isn't the rolling text; empty for the rolling text itself."""
        return _view_line(self.view, self.form.terms)

    @property
    def paragraphs(self) -> tuple[OutlineParagraph, ...]:
        return tuple(block for block in self.blocks if isinstance(block, OutlineParagraph))


class KnownParagraph(NamedTuple):
    """A paragraph as it left."""

    id: str
    ref: str
    """What it was called then: `OP7`."""
    hash: str
    """`text_hash` of its text as it was printed then, the brackets of a bracketed one with it."""


class Manifest(NamedTuple):
    """An export's account of itself."""

    draft: str
    version: str
    corpus: str
    fingerprint: str
    """The corpus's, as it was then."""
    paragraphs: tuple[KnownParagraph, ...]
    """In the document's order."""
    view: str = ATTRIBUTED.name
    """The name of the view that was exported."""
    tracked: bool = False
    """Whether it went out with tracked changes, of what was changed before."""


def text_hash(text: str) -> str:
    """A hash of a text's words: blanks and ways to write an accent, which programs change at will, don't count."""
    words = " ".join((text if text.isascii() else unicodedata.normalize("NFC", text)).split())
    return hashlib.sha256(words.encode(errors="surrogatepass")).hexdigest()[:16]


def outline(
    draft: Draft, corpus: Corpus, layout: Layout, view: View = ATTRIBUTED, *, labelled: bool = False
) -> Outline:
    """The draft's outline in a view; `labelled` as `DocumentForm` has it.

    Raises BadInput where a sentence of the layout can't be worded.
    """
    made = _worded(draft, corpus, layout, view, labelled=labelled)
    sources = _source_rows(corpus, made.blocks, report_names(draft, layout.terms))
    return made._replace(sources=sources, version=digest(draft))


def report_names(draft: Draft, terms: Captions) -> ReportNames:
    """What this draft calls the reports, in this layout's words."""
    symbols = citations.symbols(draft.front.reports)
    return ReportNames(terms.short_report, symbols, terms.para, terms.paras, terms.last_of_several)


def outline_before(draft: Draft, corpus: Corpus, layout: Layout, now: Draft, later: Outline) -> Outline:
    """The outline of an earlier version of `now`, of which `later` is the outline, in the same view. It is there for
    its text: it has no table of sources, and no version. Paragraphs that are the same are not worded again.

    Raises as `outline`.
    """
    known = {block.id: block for block in later.paragraphs if not now.spots[block.id].paragraph.contested}
    same = {id: block for id, block in known.items() if id in draft.spots and _alike(draft.spots[id], now.spots[id])}
    return _worded(draft, corpus, layout, later.view, same, labelled=later.form.labelled)


def _alike(spot: Spot, other: Spot) -> bool:
    """Whether two versions of a paragraph are worded the same."""
    return spot.paragraph == other.paragraph and spot.depth == other.depth and spot.part.kind is other.part.kind


def _worded(
    draft: Draft,
    corpus: Corpus,
    layout: Layout,
    view: View,
    known: Mapping[str, OutlineParagraph] | None = None,
    *,
    labelled: bool,
) -> Outline:
    """The draft's outline without what is counted from its text. `known` has paragraphs as they are worded already."""
    # Loads Jinja, which takes as long as writing a draft's document; who only writes outlines doesn't need it.
    from drafter.document import layout_sentences

    values = _values(draft, corpus)
    words = {name: layout_sentences.render(name, text, values) for name, text in layout.sentences.items()}
    shown = unnamed(draft) if view.kind is ViewKind.UNATTRIBUTED else draft
    blocks = tuple(_Blocks(shown, corpus, layout, view, known or {}, labelled=labelled).of(words))
    masthead = (_columns(line) for line in (*words.get("masthead", "").splitlines(), _view_line(view, layout.terms)))
    return Outline(
        draft.id,
        corpus.id,
        words.get("title", "") or draft.front.title or "Draft declaration",
        tuple(line for line in masthead if line),
        blocks,
        (),
        corpus.title,
        _form(layout, labelled=labelled),
        "",
        corpus.fingerprint,
        view,
        front_matter=draft.front,
        congress=corpus.congress,
    )


def _form(layout: Layout, *, labelled: bool) -> DocumentForm:
    return DocumentForm(
        layout.language,
        layout.terms,
        layout.numbering,
        layout.contents,
        layout.levels,
        layout.languages,
        labelled,
        "right" in re.findall(r"\w+", layout.sentences.get("masthead", "")),
    )


def _columns(line: str) -> str:
    """A line of the masthead without blanks at the ends of its columns; empty where it has no words."""
    columns = (" ".join(column.split()) for column in line.split(RIGHT))
    return RIGHT.join(columns).rstrip(RIGHT)


def _view_line(view: View, terms: Captions) -> str:
    match view.kind:
        case ViewKind.ATTRIBUTED:
            return ""
        case ViewKind.PARTY:
            return f"{terms.as_proposed_by} {view.parties[0]}"
        case ViewKind.BASE:
            return terms.before_proposals
        case ViewKind.TRACKED:
            return terms.proposals_tracked
    return {ViewKind.LONGEST: terms.longest, ViewKind.SHORTEST: terms.shortest}.get(view.kind, terms.unattributed)


def _values(draft: Draft, corpus: Corpus) -> dict[str, object]:
    """What a layout's sentences may name. Strings are never None, so that a sentence can ask `if front.date`."""
    return {
        "congress": corpus.congress,
        "mapping": corpus.title,
        "front": asdict(draft.front),
        "regions": [region.name for region in corpus.regions],
        "right": RIGHT,
    }


class _Blocks:
    """The blocks of one outline."""

    def __init__(
        self,
        draft: Draft,
        corpus: Corpus,
        layout: Layout,
        view: View,
        known: Mapping[str, OutlineParagraph],
        *,
        labelled: bool,
    ) -> None:
        self.labelled = labelled
        self.draft, self.corpus, self.layout, self.view, self.known = draft, corpus, layout, view, known
        self.refs: Mapping[str, str] = {}
        """What each paragraph is called, by its id."""
        self._names = report_names(draft, layout.terms)
        self._mentioned: set[str] = set()
        """The codes of the regions whose reports a note has in full by now."""
        self._notes: dict[tuple[str, ...], tuple[CitedWords, ...]] = {}
        """Notes by what they cite, those alone that have all reports in short: such a one says the same again."""

    def of(self, words: Mapping[str, str]) -> Iterator[Block]:
        """All blocks, with the layout's own sentences."""
        yield from self._opening(words.get("opening", ""))
        seen = viewed(self.draft, self.view)
        # With brackets, what is proposed is numbered as what is proposed; without, as what the view makes of it.
        declared, numbered = False, numbers(seen if self.view.plain else self.draft)
        called = prefixes(seen)
        everyone = (each for part in seen.parts for each in numbered_in(part, numbered, called[part.id]))
        self.refs = {each.paragraph.id: each.ref for each in everyone}
        for part in seen.parts:
            if part.kind is Kind.OP and not declared:
                declared = True
                if words.get("declaring"):
                    yield Sentence("declaring", words["declaring"])
            if part.heading and part.paragraphs:
                yield Heading(part.id, part.title)
            for paragraph in numbered_in(part, numbered, called[part.id]):
                yield self._paragraph(paragraph, part.kind)

    def _opening(self, words: str) -> Iterator[Sentence]:
        """The opening; of its lines, all but the first are set as preambular paragraphs are."""
        lines = [line.strip() for line in words.splitlines() if line.strip()]
        for place, line in enumerate(lines, start=1):
            name = f"opening {place}" if place > 1 else "opening"
            yield Sentence(name, line, opening(line) if place > 1 and self.layout.opening_words else 0)

    def _paragraph(self, numbered: Numbered, kind: Kind) -> OutlineParagraph:
        paragraph, depth, layout = numbered.paragraph, numbered.depth, self.layout
        counted = kind is Kind.OP or depth > 0
        printed_label = label(numbered.number, depth, layout.numbering) if counted else ""
        if self.labelled and not depth:
            printed_label = numbered.ref
        if known := self.known.get(paragraph.id):
            cited = self._note(source.id for source in known.sources)
            same = known.ref == numbered.ref and known.label == printed_label and known.cited == cited
            note = said(cited)
            return known if same else known._replace(ref=numbered.ref, label=printed_label, note=note, cited=cited)
        stored = self.draft.spots[paragraph.id].paragraph
        links = {link.recommendation: link for link in paragraph.links if link.recommendation in self.corpus.by_id}
        ordered = self.corpus.in_order(links)
        text = paragraph.wording
        cited = self._note(ordered)
        level = layout.levels[paragraph.status]
        return OutlineParagraph(
            id=paragraph.id,
            ref=numbered.ref,
            label=printed_label,
            kind=kind,
            depth=depth,
            text=text,
            content=EMPTY if self.view.plain or stored.wording == text or stored.deleted else stored.text,
            sources=tuple(self._source(links[id], stored) for id in ordered),
            note=said(cited),
            status=f"{level.words} {paragraph.pending}" if paragraph.pending else level.words,
            remark=paragraph.note,
            opening=opening(text) if layout.opening_words and kind is Kind.PP and not depth else 0,
            lead_in=layout.lead_in if _wants_lead_in(paragraph, kind) else "",
            proposals=stored.proposals if self.view.kind is ViewKind.ATTRIBUTED and not stored.deleted else (),
            state=paragraph.status,
            colour=level.colour,
            agreed_on=paragraph.agreed_on,
            meeting=paragraph.meeting,
            day=printed_day(paragraph.agreed_on, layout.terms),
            moves=() if self.view.plain or stored.deleted else tuple(self._moves(stored)),
            cited=cited,
        )

    def _note(self, ids: Iterable[str]) -> tuple[CitedWords, ...]:
        cited, before = tuple(ids), len(self._mentioned)
        if known := self._notes.get(cited):
            return known
        note = citations.note(self.corpus, cited, self._names, self._mentioned)
        if len(self._mentioned) == before:
            self._notes[cited] = note
        return note

    def _source(self, link: Link, paragraph: Paragraph) -> Source:
        how, source = treatment(link, paragraph, self.corpus), self.corpus.by_id[link.recommendation]
        safe = self.view.plain or in_agreed_words(self.draft.spots[paragraph.id], source, self.draft)
        return Source(link.recommendation, how, link.partly, link.missing, not safe, link.vouched, link.why)

    def _moves(self, paragraph: Paragraph) -> Iterator[str]:
        """Where the paragraph is proposed to go, with who wants it."""
        if not paragraph.proposals:
            return
        from drafter.draft import bracket_notation  # loaded where something is open

        terms = self.layout.terms
        for proposal in paragraph.proposals:
            if proposal.kind is ProposalKind.MOVE:
                part = self.draft.part_by_id.get(proposal.target)
                where = f"{terms.move_to} “{part.title}”" if part else f"{terms.move_after} {self._ref(proposal)}"
                who = bracket_notation.positions(proposal)
                yield f"{who}: {where}" if who else where

    def _ref(self, proposal: Proposal) -> str:
        return self.refs.get(proposal.target, "…")


def _wants_lead_in(paragraph: Paragraph, kind: Kind) -> bool:
    """A statement that is complete in itself, with sub-paragraphs under it."""
    return kind is Kind.OP and bool(paragraph.children) and paragraph.wording.rstrip().endswith((".", ";"))


def _names(text: str, parties: Collection[str]) -> tuple[tuple[int, int], ...]:
    """Where the text says who wants what."""
    from drafter.draft.bracket_notation import attributions  # loaded where something is open

    return tuple(attributions(text, parties.__contains__))


def printed_day(date: str, terms: Captions) -> str:
    """`3 May 2026` for a day as YYYY-MM-DD; the date as it is where the months have no names."""
    months = terms.months.split()
    year, _, rest = date.partition("-")
    month, _, day = rest.partition("-")
    return f"{int(day)} {months[int(month) - 1]} {year}" if day and len(months) == 12 else date


def said(cited: Iterable[CitedWords]) -> str:
    """The words of a note."""
    return "".join([stretch.text for stretch in cited])


def _source_rows(corpus: Corpus, blocks: tuple[Block, ...], names: ReportNames) -> tuple[SourceRow, ...]:
    used: dict[str, list[tuple[OutlineParagraph, Source]]] = {}
    for block in blocks:
        if isinstance(block, OutlineParagraph):
            for source in block.sources:
                used.setdefault(source.id, []).append((block, source))
    return tuple(_source_row(corpus, id, used[id], names) for id in corpus.in_order(used))


def _source_row(corpus: Corpus, id: str, uses: list[tuple[OutlineParagraph, Source]], names: ReportNames) -> SourceRow:
    recommendation = corpus.by_id[id]
    return SourceRow(
        id,
        recommendation.region,
        names.in_full(corpus.by_region[recommendation.region]),
        citations.footnote(corpus, [id], names).removesuffix("."),
        recommendation.text,
        tuple((paragraph.id, paragraph.ref, source.treatment) for paragraph, source in uses),
        all(source.partly for _, source in uses),
    )
