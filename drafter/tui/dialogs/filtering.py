"""Choosing which recommendations to show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Button, Static

from drafter.model.corpus import Region
from drafter.model.coverage import Disposition
from drafter.tui.dialogs.dialog import Dialog
from drafter.tui.filters import Filter
from drafter.tui.widgets.toggles import Box
from drafter.tui.words import TICKS


class Filtering(Dialog[Filter]):
    """Returns the filter with the regions and dispositions ticked; the search's words stay as they are."""

    OK = "Show these"

    def __init__(self, regions: Sequence[Region], now: Filter) -> None:
        super().__init__("Show only…", "Space ticks. No tick in a column means all of it.")
        self._regions = regions
        self._now = now

    def body(self) -> Iterator[Widget]:
        regions = [
            Box(Content(f"{region.code}  {region.name}"), region.code in self._now.regions, id=f"region-{place}")
            for place, region in enumerate(self._regions)
        ]
        dispositions = [
            Box(Content(f"{TICKS[one]} {one}"), one in self._now.dispositions, id=f"disposition-{place}")
            for place, one in enumerate(Disposition)
        ]
        yield Horizontal(
            VerticalScroll(Static("Regions", classes="label"), *regions, can_focus=False),
            VerticalScroll(
                Static("Dispositions", classes="label"),
                *dispositions,
                Static("And", classes="label"),
                Box("only what no paragraph covers", self._now.uncovered, id="uncovered"),
                can_focus=False,
            ),
            classes="columns",
        )

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
