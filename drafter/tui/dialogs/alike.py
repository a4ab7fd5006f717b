"""The recommendations of other regions that ask for the same: to look at, go to, or take up as one paragraph."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Button

from drafter.tui.choose.points import PointListing
from drafter.tui.dialogs.dialog import Dialog
from drafter.tui.labels import point_detail
from drafter.tui.widgets.reader import Reader
from drafter.tui.widgets.rows import Rows
from drafter.workspace import Workspace

_HINT = (
    "Found by their words: read whether they do ask for the same. enter: one text, what they share once, for you to "
    "word; m: all their words; space: unmark one to leave it out; g: go there; ctrl+↑↓: scroll."
)


class AlikeVerb(StrEnum):
    """What can be done with them. The value is the button's id."""

    GO = "go"
    MERGE = "merge"
    PROPOSE = "propose"


@dataclass(frozen=True, slots=True)
class AlikeWish:
    """What the user wants to do, and with which recommendations."""

    verb: AlikeVerb
    ids: tuple[str, ...]


class AlikeDialog(Dialog[AlikeWish]):
    """Returns what to do. All are marked to begin with; a mark taken away leaves that one out."""

    KEY = "enter"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "mark", "Mark", show=False),
        Binding("m", "wish('merge')", "Merge", show=False),
        Binding("g", "wish('go')", "Go", show=False),
        Binding("ctrl+down", "text(1)", "Text on", show=False),
        Binding("ctrl+up", "text(-1)", "Text back", show=False),
    ]

    def __init__(self, workspace: Workspace, asked: Sequence[str], partners: Sequence[str]) -> None:
        """`asked` are the points that the user chose, `partners` those that ask for the same."""
        points = f"{len(asked) + len(partners)} points, all marked"
        super().__init__(f"{', '.join(asked)}, and who may ask for the same: {points}", _HINT)
        self._workspace = workspace
        self._ids = [*asked, *partners]

    def body(self) -> Iterator[Widget]:
        yield Rows(id="alike", markable=True)
        yield Reader(id="source")

    def buttons(self) -> Iterator[Button]:
        yield Button("Merged text… (enter)", id="propose", variant="primary")
        yield Button("All their words (m)", id="merge")
        yield Button("Go there (g)", id="go")
        yield Button("Close (esc)", id="cancel")

    def on_mount(self) -> None:
        rows = self.query_one("#alike", Rows)
        rows.set_rows(PointListing(self._workspace, self._ids))
        rows.mark(self._ids)
        rows.focus()
        self._show()

    def on_rows_moved(self, event: Rows.Moved) -> None:
        event.stop()
        self._show()

    def _show(self) -> None:
        id = self.query_one("#alike", Rows).cursor
        self.query_one(Reader).show(point_detail(self._workspace, id) if id else Content(""))

    def action_text(self, by: int) -> None:
        self.query_one(Reader).page(by)

    def on_rows_picked(self, event: Rows.Picked) -> None:
        event.stop()
        self.action_accept()

    def action_mark(self) -> None:
        """Mark the point or take its mark away, and go on, as in the lists behind."""
        rows = self.query_one("#alike", Rows)
        rows.toggle_mark(rows.cursor)
        rows.action_cursor_down()

    def action_wish(self, verb: str) -> None:
        rows = self.query_one("#alike", Rows)
        ids = tuple(rows.marked if verb != AlikeVerb.GO else [rows.cursor or self._ids[0]])
        if verb != AlikeVerb.GO and len(ids) < 2:
            self.notify("Mark two or more.", severity="warning", markup=False)
            return
        self.dismiss(AlikeWish(AlikeVerb(verb), ids))

    def value(self) -> AlikeWish | None:
        self.action_wish(AlikeVerb.PROPOSE)
        return None

    def on_button_pressed(self, event: Button.Pressed) -> None:
        if event.button.id in set(AlikeVerb):
            self.action_wish(event.button.id)
