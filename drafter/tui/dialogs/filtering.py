"""Choosing which recommendations to show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Button, Static

from drafter.model.corpus import Region
from drafter.model.coverage import Disposition
from drafter.tui.dialogs.ticking import Ticking
from drafter.tui.filters import Filter
from drafter.tui.widgets.toggles import Box, Columns, Toggles

_HINT = "Arrow keys move, space ticks, ctrl+s shows what is ticked. Where nothing is ticked, all of it is shown."


class Filtering(Ticking[Filter]):
    """Returns the filter with the regions and dispositions ticked; the search's words stay as they are."""

    OK = "Show these"

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
        yield Columns(
            Toggles(Static("Regions", classes="label"), *regions),
            Toggles(
                Static("What the draft does with them", classes="label"),
                *dispositions,
                Static("And only what is", classes="label"),
                Box("covered by no paragraph", self._now.uncovered, id="uncovered"),
            ),
        )

    def on_mount(self) -> None:
        self.query(Box).first().focus()

    def buttons(self) -> Iterator[Button]:
        yield from super().buttons()
        yield Button("Show all", id="all")

    def value(self) -> Filter:
        return replace(
            self._now,
            regions=frozenset(
                region.code for place, region in enumerate(self._regions) if self.ticked(f"region-{place}")
            ),
            dispositions=frozenset(one for place, one in enumerate(Disposition) if self.ticked(f"disposition-{place}")),
            uncovered=self.ticked("uncovered"),
        )

    def on_button_pressed(self, event: Button.Pressed) -> None:
        if event.button.id == "all":
            self.dismiss(Filter(words=self._now.words))
