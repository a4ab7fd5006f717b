"""Dialogs about recommendations: find one, filter them, set them aside, see who else asks for the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Button, Static

from drafter.corpus.corpus import Region
from drafter.review.coverage import Disposition
from drafter.tui.choose.filter import Filter
from drafter.tui.choose.points import PointListing
from drafter.tui.dialogs.dialog import Dialog
from drafter.tui.dialogs.questions import Answer, FormDialog, FormField
from drafter.tui.labels import point_detail
from drafter.tui.outline.source_comparison import in_full
from drafter.tui.tongue import later, tr
from drafter.tui.widgets.finder import Finder
from drafter.tui.widgets.inputs import Box, Columns, Toggles
from drafter.tui.widgets.rows import Rows
from drafter.tui.widgets.sheet import Reader
from drafter.workspace import Workspace


def aside_form(workspace: Workspace, ids: Sequence[str]) -> FormDialog:
    """The words of the recommendations, to be scrolled through, and a line for the reason: `reason` in the answer."""
    single = len(ids) == 1
    title = tr("Set aside {ids}", ids=ids[0]) if single else tr("Set aside {count} points", count=len(ids))
    field = FormField(
        "reason", tr("Why is it left out?") if single else tr("Why are they left out?"), _reason(workspace, ids)
    )
    hint = "" if single else tr("shift+tab goes to their words, to scroll through them.")
    return FormDialog(title, [field], hint, ok=tr("Set aside"), about=in_full(workspace, ids), refusal=_refusal)


def _reason(workspace: Workspace, ids: Sequence[str]) -> str:
    """The reason that one of them has already."""
    return next((workspace.draft.reasons[id] for id in ids if id in workspace.draft.reasons), "")


def _refusal(answer: Answer) -> str:
    return "" if answer["reason"].strip() else tr("Say why: setting aside needs a reason, which the draft keeps.")


_FILTER_HINT = later(
    "Arrow keys move, space ticks, ctrl+s shows what is ticked. Where nothing is ticked, all of it is shown."
)


class FilterDialog(Dialog[Filter]):
    """Returns the filter with the regions and dispositions ticked; the search's words stay as they are."""

    OK = later("Show these")

    def __init__(self, regions: Sequence[Region], now: Filter) -> None:
        super().__init__(tr("Show only…"), tr(_FILTER_HINT))
        self._regions = regions
        self._now = now

    def body(self) -> Iterator[Widget]:
        regions = [
            Box(Content(f"{region.code} {region.name}"), region.code in self._now.regions, id=f"region-{place}")
            for place, region in enumerate(self._regions)
        ]
        dispositions = [
            Box(Content(disposition), disposition in self._now.dispositions, id=f"disposition-{place}")
            for place, disposition in enumerate(Disposition)
        ]
        yield Columns(
            Toggles(Static(tr("Regions"), classes="label"), *regions),
            Toggles(
                Static(tr("What the draft does with them"), classes="label"),
                *dispositions,
                Static(tr("And only what is"), classes="label"),
                Box(tr("covered by no paragraph"), self._now.uncovered, id="uncovered"),
            ),
        )

    def on_mount(self) -> None:
        self.query(Box).first().focus()

    def buttons(self) -> Iterator[Button]:
        yield from super().buttons()
        yield Button(tr("Show all"), id="all")

    def value(self) -> Filter:
        return replace(
            self._now,
            regions=frozenset(
                region.code for place, region in enumerate(self._regions) if self.ticked(f"region-{place}")
            ),
            dispositions=frozenset(
                disposition for place, disposition in enumerate(Disposition) if self.ticked(f"disposition-{place}")
            ),
            uncovered=self.ticked("uncovered"),
        )

    def on_button_pressed(self, event: Button.Pressed) -> None:
        if event.button.id == "all":
            self.dismiss(Filter(words=self._now.words))


class FindDialog(Dialog[str]):
    """Returns the recommendation's id."""

    OK = later("Cite it")
    KEY = "enter"

    def __init__(self, title: str, workspace: Workspace) -> None:
        super().__init__(title, tr("Type words or a citation; Enter takes the one at the cursor."))
        self._workspace = workspace

    def body(self) -> Iterator[Widget]:
        yield Finder(self._points, tr("AP 62(a), or words"), menu=False)

    def value(self) -> str | None:
        return self.query_one(Finder).cursor

    def _points(self, words: str) -> PointListing:
        found = self._workspace.index.find_as_typed(words) if words.strip() else list(self._workspace.corpus.by_id)
        return PointListing(self._workspace, found)


_ALIKE_HINT = later(
    "Found by their words: read whether they do ask for the same. enter: one text, what they share once, for you to "
    "word; w: all their words; space: unmark one to leave it out; g: go there; ctrl+↑↓: scroll."
)


class AlikeVerb(StrEnum):
    """What can be done with them. The value is the button's id."""

    GO = "go"
    MERGE = "merge"
    WORDS = "words"
    """One paragraph with all their words."""


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
        Binding("w", "wish('words')", "All their words", show=False),
        Binding("g", "wish('go')", "Go", show=False),
        Binding("ctrl+down", "text(1)", "Text on", show=False),
        Binding("ctrl+up", "text(-1)", "Text back", show=False),
    ]

    def __init__(self, workspace: Workspace, asked: Sequence[str], partners: Sequence[str]) -> None:
        """`asked` are the points that the user chose, `partners` those that ask for the same."""
        points = tr("{value} points, all marked", value=len(asked) + len(partners))
        super().__init__(
            tr("{asked}, and who may ask for the same: {points}", asked=", ".join(asked), points=points),
            tr(_ALIKE_HINT),
        )
        self._workspace = workspace
        self._ids = [*asked, *partners]

    def body(self) -> Iterator[Widget]:
        yield Rows(id="alike", markable=True)
        yield Reader(id="source")

    def buttons(self) -> Iterator[Button]:
        yield Button(tr("Merged text… (enter)"), id="merge", variant="primary")
        yield Button(tr("All their words (w)"), id="words")
        yield Button(tr("Go there (g)"), id="go")
        yield Button(tr("Close (esc)"), id="cancel")

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
            self.notify(tr("Mark two or more."), severity="warning", markup=False)
            return
        self.dismiss(AlikeWish(AlikeVerb(verb), ids))

    def value(self) -> AlikeWish | None:
        self.action_wish(AlikeVerb.MERGE)
        return None

    def on_button_pressed(self, event: Button.Pressed) -> None:
        if event.button.id in set(AlikeVerb):
            self.action_wish(event.button.id)
