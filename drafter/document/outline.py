"""The outline: a draft worded and numbered by its layout, citations resolved, ready to be written.

Preview, Word, Markdown, HTML and JSON all read the same outline, so that they can't disagree. An
export's manifest, by which it is known again, is an account of its outline.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field

from drafter.corpus import citations
from drafter.corpus.corpus import Corpus
from drafter.draft.draft import Draft, Link, Paragraph, Proposal, Status, Treatment, treatment
from drafter.draft.fields import digest
from drafter.draft.inline_runs import Piece, bracketed, opening, pieces
from drafter.draft.layout import LANGUAGE, Captions, Kind, Layout
from drafter.draft.numbering import Numbered, numbered_in, numbers
from drafter.draft.numerals import DEGREES, Degree, label
from drafter.draft.text import ATTRIBUTED, EMPTY, Text, View
from drafter.draft.viewed import viewed


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a part."""

    id: str
    """The part's id."""
    text: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that the layout brings: an opening, a lead-in."""

    name: str
    """The sentence's name in the layout: `opening`, `declaring`."""
    text: str


@dataclass(frozen=True, slots=True)
class Source:
    """A recommendation as a paragraph takes it up."""

    id: str
    treatment: Treatment
    partly: bool
    missing: str


@dataclass(frozen=True, slots=True)
class OutlineParagraph:
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
    """The footnote that cites its sources; empty where it has none."""
    status: str
    """Empty while it is open; else in the document's words: `Agreed ad ref`, `Pending X`, `Bracketed`."""
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

    @property
    def runs(self) -> Text:
        """Its words and alternatives."""
        return self.content or Text.of(self.text)

    @property
    def inline(self) -> str:
        """Its sources as they are cited in the text: `[AP 62(a); LAC 19(c)]`; empty where it has none."""
        return f"[{'; '.join(source.id for source in self.sources)}]" if self.sources else ""

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """The text as it is set. A bracketed paragraph stands in brackets, as negotiators write it, unless brackets in
        it say what is not agreed.
        """
        inner = pieces(self.text, self.opening)
        return bracketed(inner) if self.status == _BRACKETED and "[" not in self.text else inner

    @property
    def printed(self) -> str:
        """The text as a document without styles has it."""
        return "".join(piece.text for piece in self.pieces)

    @property
    def tag(self) -> str:
        """The status as printed after the text, `[Agreed ad ref]`; empty where none is, or brackets say it."""
        return f"[{self.status}]" if self.status not in ("", _BRACKETED) else ""


Block = Heading | Sentence | OutlineParagraph


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A line of the table of sources: one recommendation that the draft takes up."""

    id: str
    region: str
    """The region's code."""
    citation: str
    """`Report of …, para. 62 (a)`."""
    text: str
    """The recommendation to the letter."""
    paragraphs: tuple[tuple[str, str, Treatment], ...]
    """The paragraphs that take it up: id, ref, treatment."""
    partly: bool
    """Whether no paragraph takes up the whole of it."""


@dataclass(frozen=True, slots=True)
class DocumentForm:
    """What a layout says of the document as a whole."""

    language: str = LANGUAGE
    terms: Captions = field(default_factory=Captions)
    numbering: tuple[Degree, ...] = DEGREES
    contents: bool = False
    """Whether a table of contents stands before the text."""


@dataclass(frozen=True, slots=True)
class Outline:
    """The document in the order in which it is written."""

    draft: str
    """The draft's id."""
    corpus: str
    """The corpus's id."""
    title: str
    masthead: tuple[str, ...]
    """Lines that stand above the title; they say that this is an unofficial draft."""
    blocks: tuple[Block, ...]
    sources: tuple[SourceRow, ...]
    """The table of sources, in citation order; empty where nothing is taken up."""
    mapping: str
    """The mapping exercise's title, by which it is cited; empty where it isn't known."""
    form: DocumentForm = field(default_factory=DocumentForm)
    version: str = ""
    """A digest of the whole draft: what was exported when, to know it again."""
    fingerprint: str = ""
    """The corpus's: whether the sources still say the same."""

    @property
    def paragraphs(self) -> tuple[OutlineParagraph, ...]:
        return tuple(block for block in self.blocks if isinstance(block, OutlineParagraph))


@dataclass(frozen=True, slots=True)
class KnownParagraph:
    """A paragraph as it left."""

    id: str
    ref: str
    """What it was called then: `OP7`."""
    hash: str
    """`text_hash` of its text as it was printed then, the brackets of a bracketed one with it."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """An export's account of itself."""

    draft: str
    version: str
    corpus: str
    fingerprint: str
    """The corpus's, as it was then."""
    paragraphs: tuple[KnownParagraph, ...]
    """In the document's order."""


def text_hash(text: str) -> str:
    """A hash of a text's words: blanks and ways to write an accent, which programs change at will, don't count."""
    words = " ".join((text if text.isascii() else unicodedata.normalize("NFC", text)).split())
    return hashlib.sha256(words.encode(errors="surrogatepass")).hexdigest()[:16]


def outline(draft: Draft, corpus: Corpus, layout: Layout, view: View = ATTRIBUTED) -> Outline:
    """The draft's outline in a view. Raises BadInput where a sentence of the layout can't be worded."""
    # Loads Jinja, which takes as long as writing a draft's document; who only writes outlines doesn't need it.
    from drafter.document import templates

    values = _values(draft, corpus)
    words = {name: templates.render(name, text, values) for name, text in layout.sentences.items()}
    blocks = tuple(_Blocks(draft, corpus, layout, view).of(words))
    return Outline(
        draft.id,
        corpus.id,
        words.get("title", "") or draft.front.title or "Draft declaration",
        tuple(line.strip() for line in words.get("masthead", "").splitlines() if line.strip()),
        blocks,
        _source_rows(corpus, blocks),
        corpus.title,
        DocumentForm(layout.language, layout.terms, layout.numbering, layout.contents),
        digest(draft),
        corpus.fingerprint,
    )


def _values(draft: Draft, corpus: Corpus) -> dict[str, object]:
    """What a layout's sentences may name. Strings are never None, so that a sentence can ask `if front.date`."""
    return {
        "congress": corpus.congress,
        "mapping": corpus.title,
        "front": asdict(draft.front),
        "regions": [region.name for region in corpus.regions],
    }


class _Blocks:
    """The blocks of one outline."""

    def __init__(self, draft: Draft, corpus: Corpus, layout: Layout, view: View) -> None:
        self.draft, self.corpus, self.layout, self.view = draft, corpus, layout, view

    def of(self, words: Mapping[str, str]) -> Iterator[Block]:
        """All blocks, with the layout's own sentences."""
        if words.get("opening"):
            yield Sentence("opening", words["opening"])
        seen = viewed(self.draft, self.view)
        declared, numbered = False, numbers(seen)
        for part in seen.parts:
            if part.kind is Kind.OP and not declared:
                declared = True
                if words.get("declaring"):
                    yield Sentence("declaring", words["declaring"])
            if part.heading and part.paragraphs:
                yield Heading(part.id, part.title)
            for paragraph in numbered_in(part, numbered):
                yield self._paragraph(paragraph, part.kind)

    def _paragraph(self, numbered: Numbered, kind: Kind) -> OutlineParagraph:
        paragraph, depth, layout = numbered.paragraph, numbered.depth, self.layout
        stored = self.draft.spots[paragraph.id].paragraph
        links = {link.recommendation: link for link in paragraph.links if link.recommendation in self.corpus.by_id}
        ordered = self.corpus.in_order(links)
        counted, text = kind is Kind.OP or depth > 0, paragraph.wording
        return OutlineParagraph(
            id=paragraph.id,
            ref=numbered.ref,
            label=label(numbered.number, depth, layout.numbering) if counted else "",
            kind=kind,
            depth=depth,
            text=text,
            content=EMPTY if self.view.plain or stored.text.plain else stored.text,
            sources=tuple(_source(links[id], stored, self.corpus) for id in ordered),
            note=citations.footnote(self.corpus, ordered),
            status=_tag(paragraph),
            remark=paragraph.note,
            opening=opening(text) if layout.opening_words and kind is Kind.PP and not depth else 0,
            lead_in=layout.lead_in if _wants_lead_in(paragraph, kind) else "",
            proposals=() if self.view.plain else stored.proposals,
        )


def _wants_lead_in(paragraph: Paragraph, kind: Kind) -> bool:
    """A statement that is complete in itself, with sub-paragraphs under it."""
    return kind is Kind.OP and bool(paragraph.children) and paragraph.wording.rstrip().endswith((".", ";"))


def _source(link: Link, paragraph: Paragraph, corpus: Corpus) -> Source:
    return Source(link.recommendation, treatment(link, paragraph, corpus), link.partly, link.missing)


_BRACKETED = "Bracketed"
_TAGS = {
    Status.OPEN: "",
    Status.BRACKETED: _BRACKETED,
    Status.INFORMALS: "Agreed in informals",
    Status.AD_REF: "Agreed ad ref",
    Status.PENDING: "Pending",
    Status.REOPENED: "Reopened",
    Status.DELETED: "Deleted",
}


def _tag(paragraph: Paragraph) -> str:
    tag = _TAGS[paragraph.status]
    return f"{tag} {paragraph.pending}" if paragraph.pending else tag


def _source_rows(corpus: Corpus, blocks: tuple[Block, ...]) -> tuple[SourceRow, ...]:
    used: dict[str, list[tuple[OutlineParagraph, Source]]] = {}
    for block in blocks:
        if isinstance(block, OutlineParagraph):
            for source in block.sources:
                used.setdefault(source.id, []).append((block, source))
    return tuple(_source_row(corpus, id, used[id]) for id in corpus.in_order(used))


def _source_row(corpus: Corpus, id: str, uses: list[tuple[OutlineParagraph, Source]]) -> SourceRow:
    recommendation = corpus.by_id[id]
    return SourceRow(
        id,
        recommendation.region,
        citations.footnote(corpus, [id]).removesuffix("."),
        recommendation.text,
        tuple((paragraph.id, paragraph.ref, source.treatment) for paragraph, source in uses),
        all(source.partly for _, source in uses),
    )
