"""How proposals are worded on the screen: a row each, a paragraph with its options side by side, changes in a text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from textual.content import Content

from drafter.draft.draft import Outcome, ProposalKind, Status
from drafter.draft.text import Alternatives, Option, Position, Stand, Text
from drafter.draft.word_difference import Fate
from drafter.negotiation.parties import Parties
from drafter.tui.labels import MUTED, labelled, shortened
from drafter.tui.negotiate.proposal_list import (
    ListedEntry,
    ListHeading,
    ListLine,
    Order,
    ProposalEntries,
    ProposalEntry,
    context_of,
)
from drafter.tui.outline.paragraph_display import bracketed
from drafter.tui.outline.source_comparison import FATES, compared
from drafter.tui.tongue import later, number, short_date, tr, word
from drafter.tui.widgets.listing import Listing
from drafter.tui.widgets.row import Row
from drafter.workspace import Workspace

LEGEND = later("underlined: proposed   struck: would go")
NO_WORDS, OWN_WORDS = later("no text"), later("the draft's own words")
_VERBS = {
    Position.BY: "",
    Position.SUPPORT: later("support"),
    Position.OPPOSE: later("oppose"),
    Position.RESERVE: later("reserve"),
}
_STYLES = {
    Position.BY: "bold",
    Position.SUPPORT: "$text-success",
    Position.OPPOSE: "$text-error",
    Position.RESERVE: "$text-warning",
}
_LINES = 2
"""The lines of a row."""
_LEAD = 10
"""The cells of a row's lead."""
Block = tuple[str, Content]
"""What stands left of some lines, and the lines."""
_GAP: Block = ("", Content(""))
_INDENT = "   "
_MOST = 2_000
"""Characters of a proposed paragraph that are shown beside the list."""
_LEAST = 12
_AROUND = 60
"""Characters of the words around a point that are shown with its options."""


def _no_words_here() -> str:
    """What stands among the words around an option that has none: no words of the draft."""
    return f"∅ {tr(NO_WORDS)}"


def day(written: str) -> str:
    """A stored date as people write it, `3 Mar 2026`; as it is where it isn't one, `no date` where there is none."""
    try:
        found = date.fromisoformat(written)
    except ValueError:
        return written or tr("no date")
    return short_date(found)


def stand_text(stand: Stand, own_words: bool = False) -> Content:
    """`EU, JP · MX support · US oppose`: who stands where. Of the draft's own words, parties retain them."""
    parts = []
    for position, verb in _VERBS.items():
        names = ", ".join(getattr(stand, position))
        if names:
            said = tr("retain") if own_words and position is Position.SUPPORT else tr(verb) if verb else ""
            parts.append(Content.styled(f"{names} {said}".strip(), _STYLES[position]))
    return Content(" · ").join(parts)


def proposed_words(entry: ProposalEntry, target: str = "", most: int = 200) -> Content:
    """What is proposed, in a few words: `“promote” for “ensure”`. `target` is what a move goes behind, or what an
    alternative would take the place of, as people call it.
    """
    words = _quoted(entry.words, most if not entry.instead_of else most // 2)
    match entry.kind:
        case None:
            return Content.assemble(words or tr(NO_WORDS), (f"  {tr(OWN_WORDS)}", MUTED))
        case ProposalKind.AMEND if entry.words and entry.instead_of:
            return Content.assemble(words, (tr(" for "), MUTED), _quoted(entry.instead_of, most // 2))
        case ProposalKind.AMEND if entry.words:
            return Content.assemble((tr("add "), MUTED), words)
        case ProposalKind.AMEND:
            return Content.assemble((tr("delete "), MUTED), _quoted(entry.instead_of, most) or tr("words"))
        case ProposalKind.ADD:
            return Content.assemble((tr("add the paragraph "), MUTED), words)
        case ProposalKind.ALTERNATIVE:
            return Content.assemble((tr("instead of {target} ", target=target or tr("another")), MUTED), words)
        case ProposalKind.MOVE:
            return Content.assemble(
                (tr("move the paragraph "), MUTED), tr("behind {target}", target=target) if target else tr("elsewhere")
            )
    return Content(tr("delete the paragraph"))


def _quoted(words: str, most: int) -> str:
    return f"“{shortened(' '.join(words.split()), max(_LEAST, most))}”" if words else ""


class ProposalListing(Listing):
    """The lines of the list, as rows of two lines. A row is made when it is looked at."""

    def __init__(
        self, workspace: Workspace, entries: ProposalEntries, lines: Sequence[ListLine], order: Order, parties: Parties
    ) -> None:
        super().__init__()
        self._workspace = workspace
        self._entries = entries
        self._lines = lines
        self._order = order
        self._parties = parties
        self._width = 80
        """The cells that a row has, as it was last measured."""
        self._made: dict[int, Row] = {}

    def __len__(self) -> int:
        return len(self._lines)

    def row(self, place: int) -> Row:
        if place not in self._made:
            self._made[place] = self._new_row(self._lines[place])
        return self._made[place]

    def id(self, place: int) -> str:
        return self._lines[place].id

    def is_heading(self, place: int) -> bool:
        return isinstance(self._lines[place], ListHeading)

    def heights(self, width: int) -> list[int]:
        if width != self._width:
            self._width = width
            self._made.clear()
        return [_LINES if isinstance(line, ListedEntry) and _says_who(line.entry) else 1 for line in self._lines]

    def entry(self, id: str | None) -> ProposalEntry | None:
        """The entry of the row with this id; None where there is none."""
        place = self.place(id)
        line = None if place is None else self._lines[place]
        return line.entry if isinstance(line, ListedEntry) else None

    def ids_of(self, entry: str) -> Iterator[str]:
        """The ids of the rows of an entry."""
        return (line.id for line in self._lines if isinstance(line, ListedEntry) and line.entry.id == entry)

    def _new_row(self, line: ListLine) -> Row:
        if isinstance(line, ListHeading):
            return self._heading(line)
        entry = line.entry
        room = self._width - min(_LEAD, self._width // 3)
        ref = self._workspace.refs.get(entry.paragraph, tr("gone"))
        if entry.stand is None:
            return Row(line.id, _lines(room, *self._paragraph(entry, room)), _lead(ref, "bold"))
        place = f"   {entry.number}" if entry.alternatives else ""
        lead = _lead(place if self._order is Order.PARAGRAPH else ref)
        words = [proposed_words(entry, target_of(self._workspace, entry), room - _LEAST)]
        return Row(line.id, _lines(room, *words, *([_since(entry)] if _says_who(entry) else [])), lead)

    def _heading(self, line: ListHeading) -> Row:
        party = self._parties.by_code.get(line.name)
        name = f"  {party.name}" if party and party.name != line.name else ""
        nobody = line.name or tr("Nobody is named")
        words = (
            f"{nobody}{name}"
            if line.order is Order.PARTY
            else tr("Since {day}", day=day(line.name))
            if line.name
            else tr("No date")
        )
        return Row(line.id, Content.styled(f"{words} · {number(line.count)}", "bold"), heading=True, most=1)

    def _paragraph(self, entry: ProposalEntry, room: int) -> tuple[Content, Content]:
        paragraph = self._workspace.draft.spots[entry.paragraph].paragraph
        words = bracketed(" ".join(shortened(paragraph.wording, room).split()))
        return words, paragraph_state(self._workspace, self._entries, entry.paragraph)


def paragraph_state(workspace: Workspace, entries: ProposalEntries, id: str) -> Content:
    """`4 open: EU, G77, US`, or where it stands: `agreed ad referendum 3 Mar 2026, 12th meeting`."""
    paragraph = workspace.draft.spots[id].paragraph
    open_here = [entry for entry in entries.of(id) if entry.kind]
    where = ", ".join(filter(None, (paragraph.agreed_on and day(paragraph.agreed_on), paragraph.meeting)))
    status = f"{word(paragraph.status)} {paragraph.pending}{where}".strip()
    style = "bold $text-success" if paragraph.status.agreed else MUTED
    if not open_here:
        return Content.styled(status, style)
    holders = dict.fromkeys(party for entry in open_here if entry.stand for party in entry.stand.by)
    who = f": {', '.join(sorted(holders))}" if holders else ""
    besides = "" if paragraph.status is Status.OPEN else f"  · {status}"
    return Content.assemble((tr("{count} open", count=len(open_here)), "bold $text-warning"), who, (besides, MUTED))


def _since(entry: ProposalEntry) -> Content:
    """Who stands where, and since when, or what became of it."""
    stand, settled = entry.stand, entry.settled
    assert stand
    who = stand_text(stand, own_words=entry.kind is None)
    when = day(stand.date) if entry.kind or stand.date else ""
    if settled:
        when = f"{word(settled.outcome)} {day(settled.settled_on)}"
        return Content.assemble((when, _OUTCOMES[settled.outcome]), ("  ", ""), who)
    return Content.assemble((f"{when}  " if when else "", MUTED), who)


_OUTCOMES = {
    Outcome.CHOSEN: "bold $text-success",
    Outcome.DROPPED: "bold $text-error",
    Outcome.WITHDRAWN: "bold $text-warning",
}


def _says_who(entry: ProposalEntry) -> bool:
    """Whether a row has a line on who stands where: the draft's own words have one where somebody does."""
    return entry.stand is None or entry.kind is not None or bool(entry.stand.parties)


def _lead(words: str, style: str = "") -> Content:
    return Content.styled(words, style).truncate(_LEAD - 1, ellipsis=True, pad=True) + Content(" ")


def _lines(width: int, *lines: Content) -> Content:
    return Content("\n").join(line.truncate(max(1, width), ellipsis=True) for line in lines)


# A paragraph in full


class ProposalDetails:
    """What stands beside the list. Made once for each entry of a draft: a difference takes a while."""

    def __init__(self, workspace: Workspace, entries: ProposalEntries) -> None:
        self._workspace = workspace
        self._entries = entries
        self._draft: object = None
        self._made: dict[str, list[Row]] = {}

    def of(self, entry: ProposalEntry) -> list[Row]:
        """The point with its options side by side, then the whole paragraph."""
        if self._draft is not self._workspace.draft:
            self._draft = self._workspace.draft
            self._made.clear()
        if entry.id not in self._made:
            blocks = self._blocks(entry)
            self._made[entry.id] = [Row(str(n), content, Content(lead)) for n, (lead, content) in enumerate(blocks)]
        return self._made[entry.id]

    def _blocks(self, entry: ProposalEntry) -> Iterator[Block]:
        workspace, id = self._workspace, entry.paragraph
        spot = workspace.draft.spots.get(id)
        if spot is None:
            yield "", Content.styled(tr("A paragraph that the draft no longer has"), "bold")
            yield from self._record(entry)
            return
        state = paragraph_state(workspace, self._entries, id)
        yield "", Content.assemble((workspace.refs[id], "bold"), "  ", state, (f"  {spot.part.title}", MUTED))
        yield _GAP
        if entry.settled:
            yield from self._record(entry)
        yield from self._points(entry)
        yield "", Content.styled(tr("The whole paragraph"), "bold")
        yield "", whole_text(spot.paragraph.text, entry.alternatives)
        settled = self._entries.settled_in(id) if entry.stand is None else ()
        if settled:
            yield _GAP
            yield "", Content.styled(tr("Settled"), "bold")
            for each in settled:
                yield from self._record(each)

    def _points(self, entry: ProposalEntry) -> Iterator[Block]:
        """The point that the entry is about; of a paragraph all of its points."""
        if entry.alternatives:
            yield from self._options(entry.paragraph, entry.alternatives, entry.number)
        elif entry.proposal:
            yield from self._whole(entry)
        elif not entry.settled:
            points = {other.point: other for other in reversed(self._entries.of(entry.paragraph)) if other.point}
            for other in reversed(points.values()):
                if other.alternatives:
                    yield from self._options(entry.paragraph, other.alternatives, 0)
                else:
                    yield from self._whole(other)

    def _options(self, id: str, alternatives: Alternatives, here: int) -> Iterator[Block]:
        """Each option as a block: who stands where, and its words among those around them."""
        paragraph = self._workspace.draft.spots[id].paragraph
        before, after = context_of(paragraph.text, alternatives.id) or ("", "")
        for place, option in enumerate(alternatives.options, 1):
            own = option is alternatives.base and not option.by
            who = stand_text(option, own_words=own)
            nobody = Content.styled(tr(OWN_WORDS) if own else tr("nobody is named"), MUTED)
            since = (tr("  since {day}", day=day(option.date)) if option.date else "", MUTED)
            words = _end(before), option_text(alternatives, option), _begin(after)
            yield f"{'▸' if place == here else ' '}{place} ", Content.assemble(who if who.plain else nobody, since)
            yield _INDENT, _among(*words)
            if option.note:
                yield _INDENT, labelled(tr("Note"), option.note)
            yield _GAP

    def _whole(self, entry: ProposalEntry) -> Iterator[Block]:
        """A proposal for the paragraph as a whole."""
        assert entry.stand
        yield "▸  ", Content.assemble(stand_text(entry.stand), (tr("  since {day}", day=day(entry.stand.date)), MUTED))
        yield _INDENT, proposed_words(entry, target_of(self._workspace, entry), _MOST)
        if entry.stand.note:
            yield _INDENT, labelled(tr("Note"), entry.stand.note)
        yield _GAP

    def _record(self, entry: ProposalEntry) -> Iterator[Block]:
        """What became of a proposal."""
        settled = entry.settled
        assert settled
        when = tr(" on {day}", day=day(settled.settled_on)) if settled.settled_on else ""
        proposed = (tr("  proposed {day}", day=day(settled.date)) if settled.date else "", MUTED)
        outcome = (f"{word(settled.outcome)}{when}  ", _OUTCOMES[settled.outcome])
        yield "", Content.assemble(outcome, stand_text(settled), proposed)
        yield _INDENT, proposed_words(entry, "", _MOST)
        if settled.note:
            yield _INDENT, labelled(tr("Note"), settled.note)
        yield _GAP


def target_of(workspace: Workspace, entry: ProposalEntry) -> str:
    """What people call that which a move goes behind, or an alternative would take the place of; empty for nothing."""
    target = entry.proposal.target if entry.proposal else ""
    part = workspace.draft.part_by_id.get(target)
    return part.title if part else workspace.refs.get(target, "")


def option_text(alternatives: Alternatives, option: Option) -> Content:
    """An option's words, a mark for no text where nothing shows it; against the draft's own, what it brings is
    underlined, what it takes out struck.
    """
    base = alternatives.base
    if not option.text.runs and not base.text.base.strip():
        return Content.styled(_no_words_here(), "bold $text-warning")
    if option is base or not option.text.plain:
        return bracketed(option.text.written)
    return compared(base.text.base, option.text.base)


def whole_text(text: Text, alternatives: Alternatives | None = None) -> Content:
    """A text in the attributed view, its brackets standing out; those of the alternatives, at its first level, more."""
    words = bracketed(text.written)
    for place, run in enumerate(text.runs):
        if alternatives and isinstance(run, Alternatives) and run.id == alternatives.id:
            start, end = (len(Text(text.runs[:upto]).written) for upto in (place, place + 1))
            if text.written.startswith(Text(text.runs[: place + 1]).written):
                return words.stylize("reverse", start, end)
    return words


def changes_text(text: Text, here: str = "") -> Content:
    """A text with all of its options in place, in brackets with who wants them: the draft's own words struck where they
    may go, the proposed ones underlined. `here` is the id of the alternatives that stand out.
    """
    return Content.assemble(*(run if isinstance(run, str) else _changed(run, here) for run in text.runs))


def _changed(alternatives: Alternatives, here: str) -> Content:
    """The alternatives in brackets, the blank space at their ends outside."""
    base, bracket = alternatives.base, _BRACKET_HERE if alternatives.id == here else _BRACKET
    ends = {words[-1:] for option in alternatives.options if (words := option.text.base)}
    starts = {words[:1] for option in alternatives.options if (words := option.text.base)}
    others = (option for option in alternatives.options if option is not base)
    parts = [part for option in (base, *others) if (part := _with_names(option, here, own=option is base)).plain]
    inside = Content.styled(" / ", bracket).join(parts)
    return Content.assemble(
        " " * (starts == {" "}), ("[", bracket), inside, ("]", bracket), " " * (ends == {" "} != starts)
    )


_BRACKET, _BRACKET_HERE = "bold $text-warning", "bold reverse $text-warning"


def _with_names(option: Option, here: str, *, own: bool) -> Content:
    """An option's words with who stands where; `delete` for no words that somebody wants, empty for those of nobody."""
    whole = changes_text(option.text, here).rstrip()
    words = whole[len(whole.plain) - len(whole.plain.lstrip()) :]
    who = stand_text(option, own_words=own and not option.by)
    if not words.plain:
        return Content.assemble(who, (tr(" delete"), "bold")) if who.plain else Content("")
    style = FATES[Fate.OUT] if own and not option.by else FATES[Fate.IN]
    return Content(" ").join(part for part in (words.stylize_before(style), who) if part.plain)


def _among(before: str, words: Content, after: str) -> Content:
    """An option among the words around it; the mark for no text stands apart from them."""
    marked = words.plain == _no_words_here()
    gaps = [" " if marked and around else "" for around in (before[-1:].strip(), after[:1].strip())]
    return Content.assemble((f"{before}{gaps[0]}", MUTED), words, (f"{gaps[1]}{after}", MUTED))


def _end(words: str) -> str:
    """The last words before a point, with an ellipsis where there are more."""
    if len(words) <= _AROUND:
        return words
    cut = words.find(" ", len(words) - _AROUND)
    return f"…{words[cut if cut > 0 else -_AROUND :]}"


def _begin(words: str) -> str:
    """The first words after a point, likewise."""
    if len(words) <= _AROUND:
        return words
    cut = words.rfind(" ", 0, _AROUND)
    return f"{words[: cut if cut > 0 else _AROUND]} …"
