"""How the edits of a file are worded on the screen: a row each, one in full, what is undecided, what is not ours."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from textual.content import Content

from drafter.draft.draft import Draft
from drafter.draft.word_difference import Fate, aligned
from drafter.intake.room_edits.room_edit import Decision, RoomEdit, RoomEditKind, RoomEdits, Unmatched
from drafter.tui.incoming.decisions import Decisions, of_same_place
from drafter.tui.labels import MUTED
from drafter.tui.negotiate.proposal_display import day, whole_text
from drafter.tui.outline.paragraph_display import bracketed
from drafter.tui.outline.source_comparison import FATES, compared
from drafter.tui.tongue import later, tr, word
from drafter.tui.widgets.listing import Listing
from drafter.tui.widgets.row import Row, cells
from drafter.workspace import Workspace

KINDS = {
    RoomEditKind.TEXT: "reworded",
    RoomEditKind.NEW: later("new paragraph"),
    RoomEditKind.DELETED: "deleted",
    RoomEditKind.MOVED: "moved",
    RoomEditKind.SPLIT: later("broken in two"),
    RoomEditKind.JOINED: "joined",
    RoomEditKind.COMMENT: "comment",
    RoomEditKind.STATUS: "status",
    RoomEditKind.SOURCE: "citation",
    RoomEditKind.NUMBER: "number",
    RoomEditKind.TITLE: "heading",
}
"""What happened, in plain words."""
SIGNS = {None: "[ ]", Decision.TAKEN: "[t]", Decision.BRACKETED: "[b]", Decision.LEFT: "[l]"}
"""The box before an edit: the key of the decision stands in it."""
LEGEND = later("struck: would go   underlined: came")
_AT_HOME = "[=]"
"""The box before what needs no decision: the draft has it."""
_SIGN_STYLES = {
    None: "",
    Decision.TAKEN: "$text-success",
    Decision.BRACKETED: "$text-accent",
    Decision.LEFT: MUTED,
}
_DECIDED = {
    None: "undecided",
    Decision.TAKEN: later("you take it"),
    Decision.BRACKETED: later("you bracket it"),
    Decision.LEFT: later("you leave it"),
}
_REWORDING = (RoomEditKind.TEXT, RoomEditKind.DELETED, RoomEditKind.SPLIT, RoomEditKind.JOINED)
"""What an agreed paragraph doesn't survive."""
_VALUES = (RoomEditKind.STATUS, RoomEditKind.NUMBER, RoomEditKind.MOVED)
"""What is no text: the one number or place took that of the other."""
_ABOUT_IT = (*_VALUES, RoomEditKind.SOURCE, RoomEditKind.COMMENT)
"""What is about a paragraph and doesn't show its words."""
_NO_WORDS = later("no words of its own")
_LINES = 2
"""The lines of a row."""
_LEAD = 20
"""The cells of a row's lead at most: box and reference."""
_AROUND = 16
"""Characters before the first changed word that a row shows."""
_BROADEST = 200
"""Characters of which no row shows more."""
_BREAK = " ¶ "
"""What stands for the end of a paragraph in a row."""
_UNTRACKED = later("not tracked")
_INDENT = "  "
_GAP = Row("", Content(""))

PartyOf = Callable[[str], str]
"""The code of the party that an author is, by the author's name in the file; empty where nobody knows."""


def who(edit: RoomEdit, party_of: PartyOf) -> str:
    """`Jane Doe (US)`, `US`, `not tracked`, `not tracked (US)`."""
    party = party_of(edit.author)
    name = edit.author or tr(_UNTRACKED)
    return name if party in ("", name) or f"({party})" in name else f"{name} ({party})"


def signature(edit: RoomEdit, party_of: PartyOf) -> str:
    """`EU · other words · 3 Mar 2026`: who did what, and when; whether it was tracked."""
    untracked = tr(_UNTRACKED) if edit.author and not edit.tracked else ""
    when = day(edit.date) if edit.date else ""
    return " · ".join(filter(None, (who(edit, party_of), tr(KINDS[edit.kind]), when, untracked)))


def clashes(edit: RoomEdit, decisions: Decisions) -> bool:
    """Whether the same was changed at home, otherwise than in the file."""
    return edit.clashes and edit.id not in decisions.there


_THERE = {Decision.TAKEN: later("taken before"), Decision.BRACKETED: later("proposed before")}
"""Why an edit needs no decision, unless the draft has it, whoever put it there."""


def changed_words(edit: RoomEdit) -> Content:
    """All of what the edit changed: struck what went, underlined what came. A comment's words as they are."""
    if edit.kind is RoomEditKind.COMMENT:
        about = Content.assemble((tr("about “{was}”: ", was=edit.was), MUTED)) if edit.was else Content("")
        return about + edit.now
    if edit.kind in _VALUES:
        return _exchanged(edit.was, edit.now)
    if edit.kind is RoomEditKind.SOURCE:
        return _by_blanks(edit.was, edit.now)
    if not edit.was and not edit.now:
        return Content.styled(tr(_NO_WORDS), MUTED)
    return bracketed(edit.now) if edit.was == edit.now else compared(edit.was, edit.now)


def excerpt(edit: RoomEdit) -> Content:
    """The same in one line, from shortly before the first change."""
    line = replace(edit, was=_BREAK.join(edit.was.splitlines()), now=_BREAK.join(edit.now.splitlines()))
    if edit.kind is RoomEditKind.COMMENT:
        return Content(f"“{line.now}”")
    words = changed_words(line)
    first = next((span.start for span in words.spans if str(span.style) in FATES.values()), 0)
    cut = words.plain.rfind(" ", 0, max(0, first - _AROUND)) + 1
    shown = words[cut : cut + _BROADEST]
    return Content("…") + shown if cut else shown


def _exchanged(was: str, now: str) -> Content:
    """The one value struck, the other underlined: of two numbers or places, no words are mixed."""
    values = ((was, FATES[Fate.OUT]), (now, FATES[Fate.IN]))
    return Content(" → ").join(Content.styled(" ".join(value.split()) or "none", style) for value, style in values)


def _by_blanks(was: str, now: str) -> Content:
    """Two notes compared from blank to blank: `para. 40 (l). 19 (h).` and not the letters in the brackets."""
    parts: list[Content] = []
    for same, old, new in aligned(was.split(), now.split()):
        fates = ((Fate.SAME, old),) if same else ((Fate.OUT, old), (Fate.IN, new))
        parts += [Content.styled(" ".join(words), FATES[fate]) for fate, words in fates if words]
    return Content(" ").join(parts)


class EditListing(Listing):
    """What should be known before, every edit, and what nobody could match. A row is made when it is looked at."""

    def __init__(self, room: RoomEdits, decisions: Decisions, party_of: PartyOf) -> None:
        super().__init__()
        self._room = room
        self._decisions = decisions
        self._party_of = party_of
        remarks = [(f"remark {number}", remark) for number, remark in enumerate(room.remarks)]
        others = [(f"unmatched {number}", other) for number, other in enumerate(room.unmatched)]
        heading = [("unmatched", f"{tr(_UNMATCHED)} · {len(others)}")] if others else []
        self._lines: list[tuple[str, str | RoomEdit | Unmatched]] = [
            *remarks,
            *((edit.id, edit) for edit in room.edits),
            *heading,
            *others,
        ]
        refs = [*(place_of(edit) for edit in room.edits), *(other.where for other in room.unmatched)]
        self._lead = min(_LEAD, max(map(cells, refs), default=0) + 5)
        self._excerpts: dict[str, Content] = {}
        self._made: dict[str, tuple[tuple[Decision | None, str], Row]] = {}
        """By the edit's id: what of it may change, and the row that shows it so."""
        self._width = 80
        """The cells that a row has, as it was last measured."""

    def deciding(self, decisions: Decisions) -> None:
        """Show these decisions from now on."""
        self._decisions = decisions

    def __len__(self) -> int:
        return len(self._lines)

    def id(self, place: int) -> str:
        return self._lines[place][0]

    def is_heading(self, place: int) -> bool:
        return self.id(place) == "unmatched"

    def heights(self, width: int) -> list[int]:
        if width != self._width:
            self._width = width
            self._made.clear()
        return [
            _LINES if isinstance(line, RoomEdit) else self.row(place).height(width)
            for place, (_, line) in enumerate(self._lines)
        ]

    def line(self, id: str | None) -> str | RoomEdit | Unmatched | None:
        """What the row with this id is about; a remark is its sentence."""
        place = self.place(id)
        return None if place is None else self._lines[place][1]

    def row(self, place: int) -> Row:
        id, line = self._lines[place]
        if isinstance(line, RoomEdit):
            return self._edit_row(line)
        if isinstance(line, Unmatched):
            words, why = Content(" ".join(line.text[:_BROADEST].split())), Content.styled(line.why, MUTED)
            return self._two_lined(id, words, why, Content(f"    {line.where}"))
        if self.is_heading(place):
            return Row(id, Content.styled(line, "bold"), heading=True, most=1)
        return Row(id, Content.styled(line, "bold $text-warning"), Content.styled("!  ", "bold $text-warning"), most=3)

    @property
    def _room_for_words(self) -> int:
        return max(1, self._width - self._lead_width)

    @property
    def _lead_width(self) -> int:
        return min(self._lead, self._width // 3)

    def _edit_row(self, edit: RoomEdit) -> Row:
        state = self._decisions.of(edit), self._party_of(edit.author)
        before = self._made.get(edit.id)
        if before is None or before[0] != state:
            before = self._made[edit.id] = state, self._new_row(edit)
        return before[1]

    def _new_row(self, edit: RoomEdit) -> Row:
        if edit.id not in self._excerpts:
            self._excerpts[edit.id] = excerpt(edit)
        clash = (tr("changed here too · "), "bold $text-warning") if clashes(edit, self._decisions) else ""
        there = self._decisions.there.get(edit.id)
        home = f"{tr('the draft has it') if edit.is_home else tr(_THERE[there])} · " if there else ""
        about = Content.assemble(clash, (f"{home}{signature(edit, self._party_of)}", MUTED))
        lead = _sign(edit, self._decisions) + Content.styled(place_of(edit), "bold")
        return self._two_lined(edit.id, self._excerpts[edit.id], about, lead)

    def _two_lined(self, id: str, words: Content, about: Content, lead: Content) -> Row:
        room = self._room_for_words
        lines = Content("\n").join(line.truncate(room, ellipsis=True) for line in (words, about))
        return Row(id, lines, lead.truncate(self._lead_width - 1, ellipsis=True, pad=True) + Content(" "))


def place_of(edit: RoomEdit) -> str:
    """What people call the place; a word for one that has no name."""
    return edit.ref or ("title" if edit.kind is RoomEditKind.TITLE else "new")


def _sign(edit: RoomEdit, decisions: Decisions) -> Content:
    """The box before the edit."""
    decision = decisions.of(edit)
    if decision is None and edit.id in decisions.there:
        return Content.styled(f"{_AT_HOME} ", MUTED)
    return Content.styled(f"{SIGNS[decision]} ", f"bold {_SIGN_STYLES[decision]}".strip())


_UNMATCHED = later("Nobody can say what this is; it stays in the file")


# One in full


def remark_rows(remark: str) -> list[Row]:
    """A remark in full."""
    return _numbered([Row("", Content.styled(tr("To be known before"), "bold $text-warning")), _GAP, _words(remark)])


def unmatched_rows(other: Unmatched) -> list[Row]:
    """What nobody could match, in full."""
    head = Content.assemble((other.where, "bold"), f"  {other.why}")
    return _numbered([Row("", head), _GAP, _words(other.text)])


def edit_rows(
    edit: RoomEdit, room: RoomEdits, workspace: Workspace, decisions: Decisions, party_of: PartyOf
) -> list[Row]:
    """An edit in full: who did what, how it stands to the draft today, its words; the other edits of its paragraph."""
    return _numbered(
        [*_edit_rows(edit, room.base, workspace, decisions, party_of), *_others(edit, room, decisions, party_of)]
    )


def _edit_rows(
    edit: RoomEdit, base: str, workspace: Workspace, decisions: Decisions, party_of: PartyOf
) -> Iterator[Row]:
    decided, draft = decisions.of(edit), workspace.draft
    there = edit.id in decisions.there
    said = (f"  {tr(_DECIDED[decided]) if decided or not there else ''}", _SIGN_STYLES[decided] or MUTED)
    now = edit.renumbered(workspace.refs)
    today = (tr(" (now {now})", now=now) if now else "", "bold")
    yield Row("", Content.assemble((place_of(edit), "bold"), today, f"  {signature(edit, party_of)}", said))
    yield from (
        Row("", Content.styled(sentence, "bold $text-warning")) for sentence in _warnings(edit, draft, decisions)
    )
    yield _GAP
    yield Row("", Content.styled(tr("In the file, against {base}", base=base), "bold"))
    yield Row("", changed_words(edit), Content(_INDENT))
    if edit.home is not None and clashes(edit, decisions):
        yield _GAP
        yield Row("", Content.styled(tr("In the draft today, against {base}", base=base), "bold"))
        yield Row("", compared(edit.was, edit.home) if edit.home else Content(tr("gone")), Content(_INDENT))
    spot = draft.spots.get(edit.paragraph)
    if spot and edit.kind in _ABOUT_IT:
        yield _GAP
        yield Row("", Content.styled(tr("The paragraph, in the draft today"), "bold"))
        yield Row("", whole_text(spot.paragraph.text), Content(_INDENT))


def _warnings(edit: RoomEdit, draft: Draft, decisions: Decisions) -> Iterator[str]:
    """What the user should know before the decision."""
    spot = draft.spots.get(edit.paragraph)
    there = decisions.there.get(edit.id)
    if there:
        yield tr("The draft has it already.") if edit.is_home else tr("It was {there}.", there=tr(_THERE[there]))
    elif edit.home == "" and edit.was:
        yield tr("It is no longer in the draft.")
    elif edit.home is not None:
        yield tr("Changed here too since the file went out: see below.")
    if spot and spot.paragraph.status.agreed and edit.kind in _REWORDING:
        yield tr("It is {status}: to take or bracket this reopens it.", status=word(spot.paragraph.status))
    if edit.needs_asking:
        yield tr("A citation is taken only where you say so here; no decision for several reaches it.")


def _others(edit: RoomEdit, room: RoomEdits, decisions: Decisions, party_of: PartyOf) -> Iterator[Row]:
    """The other edits of the same paragraph."""
    others = [other for other in of_same_place(room.edits, edit) if other is not edit]
    if not others:
        return
    yield _GAP
    yield Row("", Content.styled(tr("Also in {place}", place=place_of(edit)), "bold"))
    for other in others:
        yield Row("", Content.styled(signature(other, party_of), MUTED), _sign(other, decisions))
        yield Row("", changed_words(other), Content(_INDENT * 2))


def _words(words: str) -> Row:
    return Row("", Content(words), Content(_INDENT))


def _numbered(rows: Sequence[Row]) -> list[Row]:
    """The rows with ids of their own."""
    return [Row(str(number), row.content, row.lead) for number, row in enumerate(rows)]
