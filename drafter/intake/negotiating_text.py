"""A zero draft or a compilation that somebody sent, as the parts of a draft, with an account of what became of it.

Order, headings and numbers are the text's own; square brackets become alternatives, `Option 1 / Option 2` too:
options of one paragraph are alternatives in its text, options of several are alternative paragraphs (`7 alt`).
Every opening bracket is accounted for, and every word: it is in a paragraph, a heading or a note, or is said to be
left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from drafter.draft.bracket_notation import alternatives_id, read, spaced, unread_brackets
from drafter.draft.draft import MAX_DEPTH, Paragraph, Part, Proposal, ProposalKind
from drafter.draft.inline_runs import opening
from drafter.draft.layout import Kind
from drafter.draft.numerals import ADDED, DEGREES, is_number
from drafter.draft.text import EMPTY, Alternatives, Option, Text, renamed, short_hash
from drafter.intake.item_tree import Draught, OptionChoice, SectionBuilder, is_nothing, item_tree
from drafter.intake.spanning_brackets import TextPiece, pair
from drafter.intake.text_blocks import OPTION, BlockKind, TextBlock

MOST_TYPED = 500
"""How many brackets that are kept as typed are told one by one."""

Known = Callable[[str], bool] | None
Codes = Callable[[Iterable[str]], dict[str, str]] | None


class TextRemarkKind(StrEnum):
    """What is to be said of a text that was read."""

    BRACKET = "bracket kept as typed"
    SPAN = "bracket over several paragraphs"
    LEFT_OUT = "left out"
    NUMBER = "number"
    JOINED = "joined"


@dataclass(frozen=True, slots=True)
class TextRemark:
    """Something that the user should know of the text, and where."""

    kind: TextRemarkKind
    line: int
    what: str


@dataclass(frozen=True, slots=True)
class BracketCount:
    """What became of the text's opening square brackets."""

    found: int
    read: int
    """Are alternatives now."""
    typed: int
    """Stand in a paragraph as typed: without a partner, or with nothing in them."""
    in_headings: int
    in_notes: int
    marks: int
    """Were no brackets of the text: marks of footnotes, and links."""
    left_out: int
    """With the words around them."""

    @property
    def accounted(self) -> int:
        return self.read + self.typed + self.in_headings + self.in_notes + self.marks + self.left_out


@dataclass(frozen=True, slots=True)
class NegotiatingText:
    """The text as a draft has it."""

    title: str
    parts: tuple[Part, ...]
    remarks: tuple[TextRemark, ...]
    """In the order of the text."""
    brackets: BracketCount
    left_out: tuple[str, ...]
    """The words that are in no part of the draft: masthead, contents, tables, annexes."""
    lines: dict[str, int]
    """By a paragraph's id, the line in which it begins."""

    @property
    def parties(self) -> tuple[str, ...]:
        """Whoever says something in it, by the name or the code that it has."""
        paragraphs = (each for part in self.parts for paragraph in part.paragraphs for each in paragraph.whole())
        return tuple(sorted({party for paragraph in paragraphs for party in paragraph.text.parties}))


def read_text(
    blocks: Sequence[TextBlock], new_id: Callable[[], str], known: Known = None, codes: Codes = None
) -> NegotiatingText:
    """The text that these blocks make. `new_id` gives each paragraph its id; `known` says whether a name is a
    party's, as for `bracket_notation.read`; `codes` has of some names the codes that stand in their place.
    """
    return _Reader(new_id, known, codes).read(blocks)


# Its sections


@dataclass(slots=True)
class _Section:
    """What stands under a heading."""

    heading: TextBlock | None
    blocks: list[TextBlock] = field(default_factory=list)


_OPERATIVE = "Operative paragraphs"
"""What a part is called that has no heading in the text."""
_PREAMBLE = re.compile(r"\[?preamb", re.IGNORECASE)
_ANNEX = re.compile(
    r"\[?(?:annex|appendix)\b|(?:table of sources|derivation table|coverage|points not reflected|points set aside)$",
    re.IGNORECASE,
)
"""What heads an annex; drafter's own are called as it calls them."""
_OPENING = re.compile(r"\[?(?:we|the [\w ]{3,80}),? ?.{0,300},$", re.IGNORECASE)
_DECLARING = re.compile(
    r"\[?(?:to (?:that|this) end,? )?(?:we )?(?:hereby )?(?:have )?(?:declared?|agreed?|adopt|proclaim)s?\b"
    r"[^.;\[\]]{0,60}:$",
    re.IGNORECASE,
)
_CONTENTS = re.compile(r"(?:table of )?contents\W{0,3}", re.IGNORECASE)
_ENDED = re.compile(r"[.;:,]\W{0,3}$")
"""How a paragraph ends, and no line of a table of contents."""
_LONGEST_ENTRY = 150
_META_TITLE = re.compile(r"title:\s*[\"']?(.+?)[\"']?\s*$", re.IGNORECASE)


class _Sections:
    """Tells the title and the sections from what is no text of the draft."""

    def __init__(self, blocks: Sequence[TextBlock]) -> None:
        self.title = ""
        self.titles: list[TextBlock] = []
        """The blocks that the title stands in."""
        self.left_out: list[tuple[str, list[TextBlock]]] = []
        self.sections = [_Section(None)]
        self._sort(blocks)

    def _sort(self, blocks: Sequence[TextBlock]) -> None:
        aside = {
            BlockKind.META: "What the file says of itself",
            BlockKind.CONTENTS: "The table of contents",
            BlockKind.ROW: "A table",
            BlockKind.NOTE: "A footnote that nothing refers to",
        }
        listed = set(_listed_contents(block for block in blocks if block.kind not in aside))
        text = [block for block in blocks if block.kind not in aside and block not in listed]
        self.titles = self._title(text)
        self.title = " ".join(block.text for block in self.titles)
        annex: list[TextBlock] = []
        for block in text:
            if annex or block.kind is BlockKind.ANNEX or (_heads_annex(block) and self._has_text()):
                annex.append(block)
            elif block.kind is BlockKind.HEADING and block not in self.titles:
                self.sections.append(_Section(block))
            elif block not in self.titles:
                self.sections[-1].blocks.append(block)
        self._masthead()
        if annex:
            self.left_out.append(("The annexes", annex))
        for kind, what in aside.items():
            found = [block for block in blocks if block.kind is kind]
            if kind is BlockKind.CONTENTS:
                found = sorted([*listed, *found], key=lambda block: block.line)
            if kind is BlockKind.META and not self.title:
                self._title_of_file(found)
            if found:
                self.left_out.append((what, found))

    def _has_text(self) -> bool:
        return any(section.blocks for section in self.sections)

    def _title(self, text: Sequence[TextBlock]) -> list[TextBlock]:
        """The blocks of the title: those in the style of one, else a heading over all others, or over nothing."""
        styled = [block for block in text if block.kind is BlockKind.TITLE]
        headings = [block for block in text if block.kind is BlockKind.HEADING]
        if styled or not headings:
            return styled
        first = headings[0]
        over_all = len(headings) > 1 and all(block.depth > first.depth for block in headings[1:])
        after = text[text.index(first) + 1 : text.index(first) + 2]
        over_nothing = bool(after) and after[0].kind is BlockKind.HEADING and after[0].depth <= first.depth
        opens = bool(after) and not after[0].label and bool(_OPENING.match(after[0].text) or _is_preambular(after[0]))
        named = _PREAMBLE.match(first.text) or re.match(r"\[?article\b", first.text, re.IGNORECASE)
        return [first] if (over_all or over_nothing or opens) and not named else []

    def _title_of_file(self, found: list[TextBlock]) -> None:
        for block in found:
            said = _META_TITLE.match(block.text)
            if said:
                self.title, self.titles = said[1], []

    def _masthead(self) -> None:
        """What stands before the text itself: symbols, dates, remarks. Its last lines are the title of a text without
        headings.
        """
        first = self.sections[0]
        begin = next((place for place, block in enumerate(first.blocks) if _begins(block)), None)
        if begin is None:
            begin = len(first.blocks) if len(self.sections) > 1 else 0
        before, first.blocks = first.blocks[:begin], first.blocks[begin:]
        if before and not self.title and not any(block.kind is BlockKind.META for block in before):
            likely = [block for block in before if len(block.text.split()) > 3 and not re.search(r"[.:]$", block.text)]
            if likely:
                self.titles, self.title = likely[-1:], likely[-1].text
                before = [block for block in before if block is not likely[-1]]
        if before:
            self.left_out.append(("What stands before the text", before))
        for section in self.sections[:2]:
            self._sentences(section)

    def _sentences(self, section: _Section) -> None:
        """Leaves out the opening and the declaring sentence, which the layout has in its own words."""
        kept = []
        for place, block in enumerate(section.blocks):
            opens = place == 0 and not block.label and _OPENING.match(block.text) and not opening(block.text)
            if not block.label and (opens or _DECLARING.match(block.text)):
                what = "The opening sentence" if opens else "The declaring sentence"
                self.left_out.append(
                    (f"{what}; the layout has its own (`drafter layout copy` makes one to change)", [block])
                )
            else:
                kept.append(block)
        section.blocks = kept


def _heads_annex(block: TextBlock) -> bool:
    return block.kind is BlockKind.HEADING and bool(_ANNEX.match(block.text))


def _listed_contents(text: Iterable[TextBlock]) -> list[TextBlock]:
    """A heading that says it is the table of contents, with the lines of that."""
    found: list[TextBlock] = []
    goes_on = False
    for block in text:
        if block.kind is BlockKind.HEADING:
            goes_on = bool(_CONTENTS.fullmatch(block.text))
        else:
            goes_on = goes_on and len(block.text) <= _LONGEST_ENTRY and not _ENDED.search(block.text)
        if goes_on:
            found.append(block)
    return found


def _begins(block: TextBlock) -> bool:
    """Whether the text itself begins here: with a number, an option, a participle, the opening sentence, or another
    that isn't about the document.
    """
    first = re.match(r"\[?We\b|\[?The [\w ]{3,80},$", block.text) or OPTION.match(block.text)
    return bool(block.label or first or _is_preambular(block) or _is_sentence(block.text))


def _is_sentence(text: str) -> bool:
    """Whether it is a whole sentence, and not one about the document."""
    return bool(_STOPPED.search(text)) and len(text.split()) >= _FEWEST_WORDS and not _ABOUT.search(text)


def _is_preambular(block: TextBlock) -> bool:
    words = block.text.lstrip("[ ")
    return not block.label and bool((opening(words) and _COMMA.search(words)) or _DECLARING.match(words))


_STOPPED = re.compile(r"[.;]\W{0,3}$")
_FEWEST_WORDS = 5
_ABOUT = re.compile(
    r"\b(?:documents?|drafts?|texts?|version|notes?|prepared|submitted|circulated|edited|issued|secretariat|chairs?|"
    r"co-chairs?|facilitators?|deadline|comments?|brackets?)\b",
    re.IGNORECASE,
)
_COMMA = re.compile(r"[,;]\]*$")


# Its paragraphs


_LABEL = re.compile(
    rf"(?:(?:PP|OP)\s?)?\(?(?P<base>\d{{1,3}}|[a-z]{{1,5}})\.?\s?(?P<added>(?:{'|'.join(ADDED)})(?:\s\d)?)?"
    r"\s?(?P<alt>alt(?:\s\d)?)?[.:)]?"
)


class _Reader:
    """Reads one text."""

    def __init__(self, new_id: Callable[[], str], known: Known, codes: Codes) -> None:
        self._new_id = new_id
        self._known = known
        self._codes = codes
        self._remarks: list[TextRemark] = []
        self._lines: dict[str, int] = {}
        self._typed = Counter[str]()
        """How many brackets of either sign are kept as typed."""
        self._side_by_side = False
        """Whether `[X] [Y]` are alternatives: not in a text that writes those as `[X][Y]`."""

    def read(self, blocks: Sequence[TextBlock]) -> NegotiatingText:
        sorted_out = _Sections(blocks)
        self._side_by_side = not any("][" in block.text for block in blocks if block.kind is BlockKind.PARAGRAPH)
        plans: list[tuple[str, Kind, list[Draught]]] = []
        pieces: list[TextPiece] = []
        for number, section in enumerate(sorted_out.sections):
            builder = SectionBuilder(number)
            draughts = builder.paragraphs(item_tree(section.blocks))
            pieces += builder.pieces
            self._note_joined(builder, section)
            plans += _planned(section, draughts)
        self._note_spans(pieces)
        for what, left in sorted_out.left_out:
            self._remark(TextRemarkKind.LEFT_OUT, left[0].line, f"{what}: {_shortened(left)}")
        ids = set[str]()
        parts = _anew([self._part(title, kind, draughts, ids) for title, kind, draughts in plans])
        return NegotiatingText(
            sorted_out.title,
            parts,
            tuple(sorted(self._remarks, key=lambda remark: remark.line)),
            self._count(blocks, sorted_out, pieces, parts),
            tuple(block.text for _, left in sorted_out.left_out for block in left),
            self._lines,
        )

    def _remark(self, kind: TextRemarkKind, line: int, what: str) -> None:
        self._remarks.append(TextRemark(kind, line, what))

    def _note_joined(self, builder: SectionBuilder, section: _Section) -> None:
        if builder.joined:
            line = section.heading.line if section.heading else section.blocks[0].line
            were = "1 paragraph was" if builder.joined == 1 else f"{builder.joined} paragraphs were"
            what = f"{were} joined to the numbered one before, having no number."
            self._remark(TextRemarkKind.JOINED, line, what)

    def _note_spans(self, pieces: Sequence[TextPiece]) -> None:
        for span in pair(pieces):
            first, last = pieces[span.first], pieces[span.last]
            what = f"A bracket that opens here closes in line {last.line}: each paragraph's part is bracketed."
            self._remark(TextRemarkKind.SPAN, first.line, what)
        for piece in pieces:
            for place in unread_brackets(piece.words, piece.typed_in_words):
                at = place - piece.opened
                if 0 <= at < len(piece.text):
                    self._note_typed(piece, at)
        rest = self._typed.total() - MOST_TYPED
        if rest > 0:
            self._remark(TextRemarkKind.BRACKET, pieces[-1].line, f"{rest} more brackets are kept as typed.")

    def _note_typed(self, piece: TextPiece, at: int) -> None:
        self._typed[piece.text[at]] += 1
        if self._typed.total() <= MOST_TYPED:
            around = f"…{piece.text[max(0, at - 30) : at + 31]}…"
            self._remark(TextRemarkKind.BRACKET, piece.line, f"“{piece.text[at]}” is kept as typed: {around}")

    def _count(
        self, blocks: Sequence[TextBlock], sections: _Sections, pieces: Sequence[TextPiece], parts: Sequence[Part]
    ) -> BracketCount:
        def all_of(found: Sequence[TextBlock]) -> int:
            return sum(block.text.count("[") + sum(note.count("[") for note in block.notes) for block in found)

        in_pieces = sum(piece.text.count("[") for piece in pieces)
        typed = self._typed["["]
        marks = sum(block.marks for block in blocks)
        headings = [section.heading for section in sections.sections if section.heading] + sections.titles
        left_out = sum(all_of(left) for _, left in sections.left_out)
        found = all_of(blocks) + marks
        in_headings = sum(block.text.count("[") for block in headings)
        paragraphs = (paragraph for part in parts for top in part.paragraphs for paragraph in top.whole())
        in_notes = sum(paragraph.note.count("[") for paragraph in paragraphs)
        return BracketCount(found, in_pieces - typed, typed, in_headings, in_notes, marks, left_out)

    def _part(self, title: str, kind: Kind, draughts: list[Draught], ids: set[str]) -> Part:
        base = "preamble" if kind is Kind.PP else "-".join(re.findall(r"[a-z0-9]+", title.lower()))[:40].strip("-")
        base = "operative" if title == _OPERATIVE else base
        id = base if base and base not in ids else f"part-{len(ids) + 1}"
        while id in ids:
            id += "-x"
        ids.add(id)
        self._name(draughts)
        if kind is Kind.OP and any(draught.label for draught in draughts):
            for draught in draughts:
                if not draught.label and not draught.instead:
                    what = "A paragraph without a number stands among numbered ones: it is counted with them."
                    self._remark(TextRemarkKind.NUMBER, draught.line, what)
        heading = kind is Kind.OP and title != _OPERATIVE
        return Part(id, title, kind, heading=heading, paragraphs=tuple(self._all(draughts, 0)))

    def _name(self, draughts: Sequence[Draught]) -> None:
        """Gives each paragraph its id: an alternative names the one that it stands instead of."""
        for draught in draughts:
            draught.id = self._new_id()
            self._lines[draught.id] = draught.line
            self._name(draught.body.children)

    def _all(self, draughts: Sequence[Draught], depth: int) -> Iterator[Paragraph]:
        counted = Counter(draught.label for draught in draughts if draught.label and not draught.instead)
        for label, times in counted.items():
            if times > 1 and label != "•":
                line = next(draught.line for draught in draughts if draught.label == label)
                self._remark(
                    TextRemarkKind.NUMBER, line, f"The number {label} stands {times} times; only the first keeps it."
                )
        for draught in draughts:
            children = draught.body.children
            deeper = tuple(self._all(children, depth + 1)) if depth < MAX_DEPTH else ()
            yield self._paragraph(draught, depth, deeper)
            if children and depth == MAX_DEPTH:  # no degree is left for them
                self._remark(
                    TextRemarkKind.NUMBER, draught.line, "What stands under this is too deep: it stands beside it."
                )
                yield from self._all(children, depth)

    def _paragraph(self, draught: Draught, depth: int, children: tuple[Paragraph, ...]) -> Paragraph:
        text = self._text(draught.body.parts, draught.id) or Text.of(_called(draught))
        text = renamed(text, self._codes(text.parties)) if self._codes and not text.plain else text
        proposals = tuple(_proposals(draught))
        note = "\n".join(draught.body.notes)
        number = _number(draught, depth)
        if draught.label not in ("", "•") and not number:
            self._remark(
                TextRemarkKind.NUMBER, draught.line, f"The number {draught.label} can't stand here: it is counted."
            )
        return Paragraph(draught.id, text, children=children, note=note, number=number, proposals=proposals)

    def _text(self, parts: Sequence[TextPiece | OptionChoice | str], owner: str) -> Text:
        runs: list[str | Text | Alternatives] = []
        for place, part in enumerate(parts):
            own = f"{owner}/{place}" if place else owner
            runs += [" "] if runs else []
            if isinstance(part, str):
                runs.append(part)
            elif isinstance(part, TextPiece):
                runs.append(
                    read(part.words, own, self._known, side_by_side=self._side_by_side, typed=part.typed_in_words)
                )
            else:
                runs.append(self._alternatives(part, own))
        return spaced(Text.of(*runs))

    def _alternatives(self, choice: OptionChoice, owner: str) -> Alternatives:
        options: list[Option] = []
        nothing: list[str] = []
        for place, (name, body) in enumerate(choice.options):
            if is_nothing(body):
                nothing.append(f"{name}: {body.words}" if body.words else name)
            else:
                options.append(Option(text=self._text(body.parts, f"{owner}/{place}"), note=name))
        if nothing or len(options) < 2:
            options.append(Option(text=EMPTY, note="; ".join(nothing)))
        if len(options) < 2:
            options.insert(0, Option(text=Text.of("No text"), note=options[0].note))
        return Alternatives(alternatives_id(owner, "", *(option.text.base for option in options)), tuple(options))


def _anew(parts: Sequence[Part]) -> tuple[Part, ...]:
    """The parts, each that begins with 1 again, or has no numbers among such, numbered anew."""
    begins = [next((paragraph.number for paragraph in part.paragraphs if paragraph.number), "") for part in parts]
    if begins.count("1") < 2:
        return tuple(parts)
    return tuple(
        replace(part, anew=part.kind is Kind.OP and number in ("", "1"))
        for part, number in zip(parts, begins, strict=True)
    )


def _planned(section: _Section, draughts: list[Draught]) -> Iterator[tuple[str, Kind, list[Draught]]]:
    """The parts that a section makes: one without a heading begins with the preamble."""
    title = section.heading.text if section.heading else ""
    if section.heading:
        kind = Kind.PP if _PREAMBLE.match(title) else Kind.OP
        called = [kind is Kind.OP and draught.label.startswith("PP") for draught in draughts]
        if any(called):
            yield (
                "Preamble",
                Kind.PP,
                [draught for draught, is_called in zip(draughts, called, strict=True) if is_called],
            )
        yield title, kind, [draught for draught, is_called in zip(draughts, called, strict=True) if not is_called]
        return
    first = next(
        (place for place, draught in enumerate(draughts) if not _draught_is_preambular(draught)), len(draughts)
    )
    if first:
        yield "Preamble", Kind.PP, draughts[:first]
    if draughts[first:]:
        yield _OPERATIVE, Kind.OP, draughts[first:]


def _draught_is_preambular(draught: Draught) -> bool:
    words = draught.body.words.lstrip("[ ")
    if draught.label.startswith("PP"):
        return True
    return not draught.label and bool(opening(words) or _COMMA.search(words))


def _called(draught: Draught) -> str:
    """What stands over sub-paragraphs that have no words over them: what their option is called."""
    return f"{draught.body.notes[0]}:" if draught.instead and draught.body.notes else "…"


def _proposals(draught: Draught) -> Iterator[Proposal]:
    def proposal(kind: ProposalKind, note: str, target: str = "") -> Proposal:
        return Proposal(id=short_hash(draught.id, kind, *filter(None, (target,))), kind=kind, target=target, note=note)

    name = draught.body.notes[0] if draught.body.notes else ""
    if draught.instead:
        yield proposal(ProposalKind.ALTERNATIVE, name, draught.instead.id)
    elif draught.added:
        yield proposal(ProposalKind.ADD, draught.added)
    if draught.nothing:
        yield proposal(ProposalKind.DELETE, "; ".join(draught.nothing))


def _number(draught: Draught, depth: int) -> str:
    """The paragraph's number as a draft keeps it at this depth; empty where it can't stand there."""
    label = draught.label or (draught.instead.label if draught.instead else "")
    found = _LABEL.fullmatch(label)
    if found is None:
        return ""
    base, own = found["base"], DEGREES[depth].numeral
    if own.place(base) is None or (depth and base.isdigit()):
        place = next((place for degree in DEGREES if (place := degree.numeral.place(base))), None)
        base = own.number(place) if place else base
    alt = found["alt"] or ""
    if draught.instead:
        alt = "alt" if draught.alternative < 2 else f"alt {draught.alternative}"
    number = " ".join(part for part in (base, found["added"], alt) if part)
    return number if is_number(number, depth) else ""


def _shortened(blocks: Sequence[TextBlock]) -> str:
    words = " · ".join(block.text for block in blocks)
    count = sum(len(block.text.split()) for block in blocks)
    return f"“{words}”" if len(words) <= 200 else f"“{words[:160]}…” ({count} words)"
