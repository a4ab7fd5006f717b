"""What a text lacks of its sources, clause by clause: the user ticks what is missing in substance."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Button

from drafter.tui.dialogs.dialog import Dialog
from drafter.tui.tongue import later, tr
from drafter.tui.widgets.row import Row
from drafter.tui.widgets.rows import Rows

_HINT = later(
    "Space ticks what is missing in substance; its source then counts as partly taken up, with these words noted as "
    "missing. Enter saves your text; where nothing is ticked, it changes nothing else."
)


class MissingDialog(Dialog[Mapping[str, tuple[str, ...]]]):
    """Returns the clauses ticked, by their source's id; none of them is ticked beforehand."""

    KEY = "enter"
    OK = later("Save")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "mark", "Tick", show=False),
        Binding("enter", "accept", "Save", show=False),
    ]

    def __init__(self, missing: Mapping[str, Sequence[str]]) -> None:
        """`missing` has, by a source's id, the clauses that stand nowhere in the text."""
        super().__init__(tr("Words that are not in your text"), tr(_HINT))
        self._clauses = {f"{id} {place}": (id, clause) for id in missing for place, clause in enumerate(missing[id])}

    def body(self) -> Iterator[Widget]:
        yield Rows(id="clauses", markable=True)

    def buttons(self) -> Iterator[Button]:
        yield Button(tr("Save (enter)"), id="accept", variant="primary")
        yield Button(tr("Go on writing (esc)"), id="cancel")

    def on_mount(self) -> None:
        rows: list[Row] = []
        for key, (id, clause) in self._clauses.items():
            if key == f"{id} 0":
                rows.append(Row(f"source {id}", Content.styled(id, "bold"), heading=True))
            rows.append(Row(key, Content(clause)))
        shown = self.query_one("#clauses", Rows)
        shown.set_rows(rows, rows[1].id)
        shown.focus()

    def action_mark(self) -> None:
        """Tick the clause or take its tick away, and go on."""
        rows = self.query_one("#clauses", Rows)
        rows.toggle_mark(rows.cursor)
        rows.action_cursor_down()

    def on_rows_picked(self, event: Rows.Picked) -> None:
        event.stop()
        self.action_accept()

    def value(self) -> Mapping[str, tuple[str, ...]]:
        ticked: dict[str, list[str]] = {}
        for id, clause in map(self._clauses.__getitem__, self.query_one("#clauses", Rows).marked):
            ticked.setdefault(id, []).append(clause)
        return {id: tuple(clauses) for id, clauses in ticked.items()}
