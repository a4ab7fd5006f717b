"""Questions of a negotiation: which party, which proposals to show, what is agreed, when and where."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Button, Input, Static

from drafter.draft.draft import Status
from drafter.tui.dialogs.dialog import Dialog
from drafter.tui.negotiate.proposal_list import STATUSES, ProposalFilter
from drafter.tui.tongue import later, tr
from drafter.tui.widgets.finder import Finder
from drafter.tui.widgets.inputs import Box, Choice, Columns, Line, Toggles
from drafter.tui.widgets.row import Row
from drafter.tui.widgets.rows import Rows

PartyRows = Callable[[str, bool], Sequence[Row]]
"""The parties to choose from, by what is typed, those that come first for nothing; and whether others are named before.
A row without an id stands for nobody.
"""


class PartyDialog(Dialog[Sequence[str]]):
    """Returns the code of the party at the cursor, or else the words that were typed; of several, with commas between
    them, those before the last as they were typed. Up and down go through the parties while words are typed.
    """

    OK = later("Choose")
    KEY = "enter"

    def __init__(self, title: str, found: PartyRows, *, several: bool = False) -> None:
        """`several`: more than one party may be named."""
        commas = tr("; several with commas: CA, MX") if several else ""
        super().__init__(title, tr("Type a code or a name{commas}. Up and down choose.", commas=commas))
        self._found = found
        self._several = several

    def again(self) -> PartyDialog:
        """The same question, to be asked anew."""
        return PartyDialog(self._title, self._found, several=self._several)

    def body(self) -> Iterator[Widget]:
        yield Finder(self._rows, tr("EU, or Japan"))

    def _rows(self, words: str) -> Sequence[Row]:
        before, last = self._named(words)
        return self._found(last, bool(before))

    def _named(self, words: str) -> tuple[list[str], str]:
        """The names before the last one, and that; it is empty after a comma."""
        *before, last = words.split(",") if self._several else [words]
        return [name for each in before if (name := each.strip())], last.strip()

    def value(self) -> Sequence[str] | None:
        finder = self.query_one(Finder)
        before, last = self._named(finder.typed)
        named = [name for name in (*before, finder.cursor or last) if name]
        self.refuse("" if named else tr("Choose a party: type its code or its name, or go down to it."))
        return named or None


_FILTER_HINT = later("space marks, ctrl+s shows what is marked. Where no party is marked, all are shown.")


class ProposalFilterDialog(Dialog[ProposalFilter]):
    """Returns the filter with the parties marked and the statuses ticked."""

    OK = later("Show these")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "mark", "Mark", show=False),
        Binding("enter", "accept", "Show these", show=False),
    ]

    def __init__(self, parties: Mapping[str, int], names: Callable[[str], str], now: ProposalFilter) -> None:
        """`parties` are those to choose from, each with of how much it says something; `names` gives their names."""
        super().__init__(tr("Show only…"), tr(_FILTER_HINT))
        self._parties = parties
        self._names = names
        self._now = now

    def body(self) -> Iterator[Widget]:
        yield Rows(id="filter-parties", markable=True)
        statuses = [
            Box(Content(status), status in self._now.statuses, id=f"status-{place}")
            for place, status in enumerate(STATUSES)
        ]
        yield Static(tr("Only what is"), classes="label")
        yield Columns(Toggles(*statuses[:2]), Toggles(*statuses[2:]))

    def on_mount(self) -> None:
        rows = self.query_one("#filter-parties", Rows)
        rows.set_rows(
            [
                Row(code, Content.assemble((code, "bold"), f"  {self._names(code)}", (f"  · {count}", "$text-muted")))
                for code, count in self._parties.items()
            ]
        )
        rows.mark(list(self._now.parties))
        if self._parties:
            rows.focus()
        else:
            self.query(Box).first().focus()

    def action_mark(self) -> None:
        rows = self.query_one("#filter-parties", Rows)
        rows.toggle_mark(rows.cursor)
        rows.action_cursor_down()

    def buttons(self) -> Iterator[Button]:
        yield from super().buttons()
        yield Button(tr("Show all that is open"), id="all")

    def value(self) -> ProposalFilter:
        return ProposalFilter(
            frozenset(self.query_one("#filter-parties", Rows).marks),
            frozenset(status for place, status in enumerate(STATUSES) if self.ticked(f"status-{place}")),
            self._now.only_open,
        )

    def on_rows_picked(self, event: Rows.Picked) -> None:
        event.stop()
        self.action_accept()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        if event.button.id == "all":
            self.dismiss(ProposalFilter())


@dataclass(frozen=True, slots=True)
class Agreement:
    """That something is agreed."""

    level: Status
    day: str
    """YYYY-MM-DD."""
    meeting: str = ""


LEVELS = tuple(status for status in Status if status.agreed)


class AgreeDialog(Dialog[Agreement]):
    """Asks for the level, the day and the meeting. `refusal` says why an answer can't be accepted."""

    OK = later("Agree")

    def __init__(self, title: str, now: Agreement, refusal: Callable[[Agreement], str]) -> None:
        super().__init__(title)
        self._now = now
        self._refusal = refusal

    def body(self) -> Iterator[Widget]:
        yield Columns(Toggles(Choice([str(level) for level in LEVELS], LEVELS.index(self._now.level), id="level")))
        yield Static(tr("On which day (YYYY-MM-DD)?"), classes="label")
        yield Line(self._now.day, id="day", select_on_focus=False)
        yield Static(tr("At which meeting?"), classes="label")
        yield Line(self._now.meeting, id="meeting", select_on_focus=False)

    def on_mount(self) -> None:
        self.query_one("#level", Choice).dots[LEVELS.index(self._now.level)].focus()

    def value(self) -> Agreement | None:
        said = Agreement(
            LEVELS[self.query_one("#level", Choice).chosen],
            self.query_one("#day", Input).value.strip(),
            self.query_one("#meeting", Input).value.strip(),
        )
        why = self._refusal(said)
        self.refuse(why)
        return None if why else said

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_accept()
