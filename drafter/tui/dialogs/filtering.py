"""Choosing which recommendations to show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Button, Static

from drafter.model.corpus import Region
from drafter.model.coverage import Disposition
from drafter.tui.dialogs.dialog import Dialog
from drafter.tui.filters import Filter
from drafter.tui.widgets.toggles import Box, Boxes

_HINT = "Arrow keys move, space ticks, ctrl+s shows what is ticked. Where nothing is ticked, all of it is shown."


class Filtering(Dialog[Filter]):
    """Returns the filter with the regions and dispositions ticked; the search's words stay as they are."""

    OK = "Show these"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "step(1)", "Next box", show=False),
        Binding("up", "step(-1)", "Box before", show=False),
        Binding("right", "column(1)", "Column to the right", show=False),
        Binding("left", "column(-1)", "Column to the left", show=False),
    ]

    def __init__(self, regions: Sequence[Region], now: Filter) -> None:
        super().__init__("Show only…", _HINT)
        self._regions = regions
        self._now = now

    def body(self) -> Iterator[Widget]:
        regions = [
            Box(Content(f"{region.code} {region.name}"), region.code in self._now.regions, id=f"region-{place}")
            for place, region in enumerate(self._regions)
        ]
        dispositions = [
            Box(Content(str(one)), one in self._now.dispositions, id=f"disposition-{place}")
            for place, one in enumerate(Disposition)
        ]
        yield Horizontal(
            Boxes(Static("Regions", classes="label"), *regions),
            Boxes(
                Static("What the draft does with them", classes="label"),
                *dispositions,
                Static("And only what is", classes="label"),
                Box("covered by no paragraph", self._now.uncovered, id="uncovered"),
            ),
            classes="columns",
        )

    def on_mount(self) -> None:
        self.query(Box).first().focus()

    def action_step(self, by: int) -> None:
        """To the next box of the column, or to the one before; from the last on to the buttons, and back from there."""
        boxes = list(self.query(Box))
        at = boxes.index(self.focused) + by if isinstance(self.focused, Box) else len(boxes) - 1
        self.set_focus(boxes[max(0, min(at, len(boxes) - 1))])

    def action_column(self, by: int) -> None:
        """To the box beside, in the column to the right or to the left; between the buttons there."""
        columns = [list(column.query(Box)) for column in self.query(Boxes)]
        at = next((place for place, column in enumerate(columns) if self.focused in column), None)
        if at is None:
            (self.focus_next if by > 0 else self.focus_previous)(Button)
        elif 0 <= at + by < len(columns) and isinstance(self.focused, Box):
            beside = columns[at + by]
            self.set_focus(beside[min(columns[at].index(self.focused), len(beside) - 1)])

    def buttons(self) -> Iterator[Button]:
        yield from super().buttons()
        yield Button("Show all", id="all")

    def value(self) -> Filter:
        return replace(
            self._now,
            regions=frozenset(
                region.code for place, region in enumerate(self._regions) if self._ticked(f"#region-{place}")
            ),
            dispositions=frozenset(
                one for place, one in enumerate(Disposition) if self._ticked(f"#disposition-{place}")
            ),
            uncovered=self._ticked("#uncovered"),
        )

    def _ticked(self, selector: str) -> bool:
        return self.query_one(selector, Box).value

    def on_button_pressed(self, event: Button.Pressed) -> None:
        if event.button.id == "all":
            self.dismiss(Filter(words=self._now.words))
