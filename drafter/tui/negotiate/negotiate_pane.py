"""Negotiate: what is proposed, by paragraph, by party or by age, and one point with its options beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content

from drafter.tui.background_review import BackgroundReview
from drafter.tui.commands import Scope, bindings_of
from drafter.tui.messages import GoToParagraph
from drafter.tui.negotiate.negotiating import Proposing, Settling
from drafter.tui.negotiate.proposal_display import LEGEND, ProposalDetails, ProposalListing
from drafter.tui.negotiate.proposal_list import Order, ProposalEntries, ProposalEntry, ProposalFilter
from drafter.tui.negotiate.speaking import Speaking
from drafter.tui.pane import Pane
from drafter.tui.session import Session
from drafter.tui.tongue import capitalized, number, tr, tr_count, word
from drafter.tui.widgets.bars import Frame, Plain, Says
from drafter.tui.widgets.rows import Rows
from drafter.tui.widgets.sheet import Reader
from drafter.workspace import Workspace

if TYPE_CHECKING:  # loaded when somebody asks for it
    from drafter.tui.negotiate.room_view import RoomView

_FOR_POINTS = ("support", "oppose", "reserve", "withdraw", "choose", "drop")
"""The actions that need something open at the cursor."""
_FOR_PARAGRAPHS = ("room", "propose", "delete", "add", "move", "alternative", "go", "mark")


class NegotiatePane(Pane):
    """Shows what is proposed, and runs the acts of the negotiation on it."""

    SCOPE = Scope.NEGOTIATE
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(Scope.NEGOTIATE)

    def __init__(self, workspace: Workspace, review: BackgroundReview, session: Session) -> None:
        super().__init__(workspace, review)
        self.proposals = Rows(id="proposals", markable=True)
        self._line = Plain(id="negotiation")
        self._detail = Reader(id="proposal")
        self.entries = ProposalEntries(workspace)
        self._details = ProposalDetails(workspace, self.entries)
        self.order = Order.PARAGRAPH
        self.filter = ProposalFilter()
        self._listing: ProposalListing | None = None
        self.speaking = Speaking(self.interaction, self.entries, session, self._show_line)
        self._room_view: RoomView | None = None
        """The room view, while it stands before the pane."""
        self._settling = Settling(self, self.interaction, self.speaking)
        self.actions = {
            **Proposing(self, self.interaction, self.speaking).actions(),
            **self._settling.actions(),
            "room": self._room,
            "mark": self._mark,
            "order": self._next_order,
            "filter": self._ask_filter,
            "only_open": self._toggle_open,
            "go": self._go_to_paragraph,
            "clear": self._clear,
            "text": self._detail.page,
        }

    def compose(self) -> ComposeResult:
        yield self._line
        with Frame(classes="panes"):
            yield self.proposals
            yield self._detail

    def on_mount(self) -> None:
        self.proposals.follower = self._show_detail
        self.proposals.border_subtitle = Content(tr(LEGEND))

    # What is chosen

    @property
    def entry(self) -> ProposalEntry | None:
        """What is at the cursor; None where the list is empty."""
        return self._listing.entry(self.proposals.cursor) if self._listing else None

    @property
    def chosen(self) -> list[ProposalEntry]:
        """What is marked, else what is at the cursor."""
        listing = self._listing
        found = [listing.entry(id) for id in self.proposals.chosen] if listing else []
        return list({entry.id: entry for entry in found if entry}.values())

    def done(self) -> None:
        """Take the marks away."""
        self.proposals.clear_marks()

    def _mark(self) -> None:
        self.proposals.toggle_mark(self.proposals.cursor)
        self.proposals.action_cursor_down()

    # What is shown

    def show(self) -> None:
        self._list(self.proposals.cursor)
        if self._room_view:
            self._room_view.say(self.screen.query_one(Says).said[-1])

    def follow(self, id: str | None) -> None:
        """Go to the paragraph that the outline's cursor is on, unless the cursor is on something of it."""
        entry = self.entry
        if id and (entry is None or entry.paragraph != id):
            self.proposals.go(id)

    def _list(self, cursor: str | None, *, top: bool = False) -> None:
        """List anew; where the row at the cursor is settled, the cursor goes to its paragraph."""
        entry = self.entry
        lines = self.entries.lines(self.order, self.filter)
        self._listing = ProposalListing(self.workspace, self.entries, lines, self.order, self.speaking.parties)
        gone = entry is not None and self._listing.place(cursor) is None
        self.proposals.set_rows(self._listing, entry.paragraph if gone and entry else cursor, top=top)
        self._show_line()
        self._show_detail()

    def _show_line(self) -> None:
        """Say how much is open, what is shown of it, for whom the user proposes."""
        count, paragraphs = self.entries.open_count()
        where = tr_count(" in {count} paragraph", " in {count} paragraphs", paragraphs) if count else ""
        parts = [
            Content.styled(tr("{count} open{where}", count=number(count), where=where), "bold"),
            Content(word(self.order)),
            Content.styled(self.filter.described(), "bold $text-warning"),
            Content.styled(
                tr("proposing for {party}", party=self.speaking.party) if self.speaking.party else "",
                "bold $text-accent",
            ),
            Content.styled(tr("esc shows all that is open") if self.filter.active else "", "$text-muted"),
        ]
        self._line.update(Content("   ").join(part for part in parts if part.plain), layout=False)
        self.offers_changed()

    def _show_detail(self) -> None:
        entry = self.entry
        if entry:
            self._detail.show_rows(self._details.of(entry))
        elif self.filter.active:
            self._detail.show(Content(tr("Nothing here passes the filter; esc shows all again.")))
        else:
            self._detail.show(Content(tr("The draft has no paragraph yet. Key 2 goes to the outline, to write some.")))
        if self._room_view:
            self._room_view.show()
        self.offers_changed()

    @on(Rows.Marked)
    def _marks_changed(self) -> None:
        self.offers_changed()

    def offers(self) -> Mapping[str, bool | str]:
        entry, marks = self.entry, bool(self.proposals.marked)
        spot = self.workspace.draft.spots.get(entry.paragraph) if entry else None
        is_open = bool(entry and entry.point and not entry.settled)
        own_words = is_open and entry is not None and entry.kind is None
        return {
            **self._settling.offers(),
            **dict.fromkeys(_FOR_POINTS, is_open),
            **dict.fromkeys(_FOR_PARAGRAPHS, spot is not None),
            "support": is_open and (tr("Retain…") if own_words else True),
            "withdraw": is_open and bool(entry and entry.stand and entry.stand.parties),
            "order": capitalized(word(self.order.following)),
            "only_open": self.order is Order.PARAGRAPH and (tr("All paragraphs") if self.filter.only_open else True),
            "speak": tr("For {party}…", party=self.speaking.party) if self.speaking.party else True,
            "clear": marks or self.filter.active,
        }

    # What is listed

    def _next_order(self) -> None:
        """List by paragraph, by party, by age."""
        self._order_by(self.order.following)

    def _order_by(self, order: Order) -> None:
        """List in this order; the cursor stays on what it is on."""
        entry = self.entry
        self.order = order
        self._list(None, top=True)
        if entry and self._listing:
            row = next(self._listing.ids_of(entry.id), None) or next(self._listing.ids_of(entry.paragraph), None)
            self.proposals.go(row or "")

    async def _ask_filter(self) -> None:
        from drafter.tui.dialogs.negotiation import ProposalFilterDialog

        dialog = ProposalFilterDialog(self.entries.parties(), self.speaking.name, self.filter)
        answer = await self.interaction.ask(dialog)
        if answer:
            self._use(answer)

    def _toggle_open(self) -> None:
        self._use(replace(self.filter, only_open=not self.filter.only_open))

    def _use(self, filter: ProposalFilter) -> None:
        self.filter = filter
        self._list(self.proposals.cursor)

    def _clear(self) -> None:
        """Take the marks away; without any, show all that is open again."""
        if self.proposals.marks:
            self.done()
        else:
            self._use(ProposalFilter())

    def _go_to_paragraph(self) -> None:
        entry = self.entry
        if entry and entry.paragraph in self.workspace.draft.spots:
            self.post_message(GoToParagraph(entry.paragraph))

    @on(Rows.Picked, "#proposals")
    def _room(self) -> None:
        """Show the paragraph to the whole room, and stay there until the user leaves."""
        from drafter.tui.negotiate.room_view import RoomView

        entry = self.entry
        if entry is None or entry.paragraph not in self.workspace.draft.spots:
            self.interaction.warn(tr("Put the cursor on a paragraph first."))
            return
        if self.order is not Order.PARAGRAPH:
            self._order_by(Order.PARAGRAPH)
        self._room_view = RoomView(self)
        self.app.push_screen(self._room_view, self._room_left)

    def _room_left(self, _: None) -> None:
        self._room_view = None

    def go_by_paragraph(self, by: int) -> None:
        """Go to the next paragraph that is listed, or to the one before."""
        draft, entry = self.workspace.draft, self.entry
        listed = [id for id in self.proposals.rows.ids() if id in draft.spots]
        if entry and entry.paragraph in listed:
            self.proposals.go(listed[max(0, min(listed.index(entry.paragraph) + by, len(listed) - 1))])
