"""Choosing a place in the draft: at the end of a part, after a paragraph, or under one as its sub-paragraph."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Button

from drafter.draft.draft import Draft, Spot
from drafter.draft.tree import Place
from drafter.tui.dialogs.dialog import Dialog
from drafter.tui.tongue import tr
from drafter.tui.widgets.inputs import Box
from drafter.tui.widgets.row import Row
from drafter.tui.widgets.rows import Rows
from drafter.workspace import Workspace


class PlaceDialog(Dialog[tuple[Place, bool]]):
    """Returns the place, and whether what goes there is to be merged into one paragraph."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "accept", "After it", show=False),
        Binding("s", "under", "As its sub-paragraph", show=False),
    ]

    def __init__(self, title: str, workspace: Workspace, cursor: str | None = None, *, merging: bool = False) -> None:
        super().__init__(title, tr("Enter: after the paragraph, or at the part's end.  s: under it, as sub-paragraph."))
        self._draft = workspace.draft
        self._rows = place_rows(workspace)
        self._cursor = cursor
        self._merging = merging

    def body(self) -> Iterator[Widget]:
        yield Rows(id="places")
        if self._merging:
            yield Box(tr("Merge them into one paragraph"), id="merged")

    def buttons(self) -> Iterator[Button]:
        yield Button(tr("After it (enter)"), id="accept", variant="primary")
        yield Button(tr("Under it, as sub-paragraph (s)"), id="under")
        yield Button(tr("Cancel (esc)"), id="cancel")

    def on_mount(self) -> None:
        rows = self.query_one("#places", Rows)
        rows.set_rows(self._rows, self._cursor)
        rows.focus()

    def on_rows_moved(self, event: Rows.Moved) -> None:
        part = event.rows.cursor in self._draft.part_by_id
        self._label("#accept", tr("At its end (enter)") if part else tr("After it (enter)"))
        self._label("#under", tr("At its beginning (s)") if part else tr("Under it, as sub-paragraph (s)"))

    def _label(self, button: str, label: str) -> None:
        self.query_one(button, Button).label = label
        self.query_one(button, Button).refresh(layout=True)  # else it keeps the width of the label before

    def on_rows_picked(self) -> None:
        self.action_accept()

    def value(self) -> tuple[Place, bool] | None:
        id = self.query_one("#places", Rows).cursor
        return (after(self._draft, id), self._merged) if id else None

    def action_under(self) -> None:
        id = self.query_one("#places", Rows).cursor
        if id:
            self.dismiss((Place(id, 0 if id in self._draft.part_by_id else None), self._merged))

    @property
    def _merged(self) -> bool:
        return self._merging and self.query_one("#merged", Box).value

    def on_button_pressed(self, event: Button.Pressed) -> None:
        if event.button.id == "under":
            self.action_under()


def after(draft: Draft, id: str) -> Place:
    """Right after the paragraph, or at the end of the part."""
    if id in draft.part_by_id:
        return Place(id)
    spot = draft.spots[id]
    return Place(spot.container, spot.index + 1)


def place_rows(workspace: Workspace) -> list[Row]:
    """Every part and paragraph of the draft, as rows to choose from."""
    draft, refs = workspace.draft, workspace.refs
    rows = []
    for part in draft.parts:
        rows.append(Row(part.id, Content.assemble((part.title, "bold"), f"  {part.kind}")))
        rows += [
            Row(id, Content(_begin(spot.paragraph.written)), _lead(spot, refs[id]))
            for id, spot in draft.spots.items()
            if spot.part.id == part.id
        ]
    return rows


def _lead(spot: Spot, ref: str) -> Content:
    return Content.styled(f"{'   ' * (spot.depth + 1)}{ref} ", "bold")


def paragraph_rows(workspace: Workspace) -> list[Row]:
    """The draft's paragraphs alone can be chosen; the parts are headings."""
    parts = workspace.draft.part_by_id
    return [Row(row.id, row.content, row.lead, heading=row.id in parts) for row in place_rows(workspace)]


def _begin(text: str, length: int = 90) -> str:
    return text if len(text) <= length else text[:length].rstrip() + "…"
