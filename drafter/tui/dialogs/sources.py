"""A paragraph's sources, and what the user wants to do about one of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Button, Static

from drafter.tui.dialogs.dialog import Dialog
from drafter.tui.widgets.rows import Row, Rows
from drafter.tui.words import point_detail, treated
from drafter.workspace import Workspace


class Verb(StrEnum):
    """What can be done with a source. The value is the button's id."""

    TREATMENT = "treatment"
    PARTLY = "partly"
    UNCITE = "uncite"
    CITE = "cite"


@dataclass(frozen=True, slots=True)
class SourceWish:
    """What the user wants to do, and with which source."""

    verb: Verb
    recommendation: str = ""
    """Empty for citing another."""


class Sources(Dialog[SourceWish]):
    """Returns the next thing to do; the caller does it and shows the dialog again."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("t", "wish('treatment')", "Treatment", show=False),
        Binding("p", "wish('partly')", "Partly", show=False),
        Binding("d", "wish('uncite')", "No longer cite", show=False),
        Binding("c", "wish('cite')", "Cite another", show=False),
    ]

    def __init__(self, workspace: Workspace, paragraph: str, cursor: str | None = None) -> None:
        super().__init__(f"Sources of {workspace.refs[paragraph]}", "")
        self._workspace = workspace
        self._spot = workspace.draft.spots[paragraph]
        self._cursor = cursor

    def body(self) -> Iterator[Widget]:
        yield Rows(id="sources")
        yield VerticalScroll(Static(id="source"), can_focus=False)

    def buttons(self) -> Iterator[Button]:
        yield Button("Treatment (t)", id="treatment")
        yield Button("Partly (p)", id="partly")
        yield Button("Uncite (d)", id="uncite")
        yield Button("Cite… (c)", id="cite")
        yield Button("Close (esc)", id="cancel")

    def on_mount(self) -> None:
        rows = [
            Row(
                link.recommendation,
                Content.assemble((link.recommendation, "bold"), f"  {treated(self._workspace, self._spot, link)}"),
            )
            for link in self._spot.paragraph.links
        ]
        shown = self.query_one("#sources", Rows)
        shown.set_rows(rows, self._cursor)
        shown.focus()
        self._show_source()

    def on_rows_moved(self, event: Rows.Moved) -> None:
        event.stop()
        self._show_source()

    def _show_source(self) -> None:
        id = self.query_one("#sources", Rows).cursor
        known = id in self._workspace.corpus.by_id
        text = point_detail(self._workspace, id) if id and known else Content("No source yet: press c to cite one.")
        self.query_one("#source", Static).update(text)

    def value(self) -> SourceWish | None:
        self.action_cancel()
        return None

    def action_wish(self, verb: str) -> None:
        id = self.query_one("#sources", Rows).cursor or ""
        if id or verb == Verb.CITE:
            self.dismiss(SourceWish(Verb(verb), id))

    def on_button_pressed(self, event: Button.Pressed) -> None:
        if event.button.id in set(Verb):
            self.action_wish(event.button.id)
