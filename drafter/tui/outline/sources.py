"""Tending a paragraph's sources: dialog after dialog until the user closes the first."""

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

from drafter.draft.draft import Link, Treatment
from drafter.tui.dialogs.dialog import Dialog
from drafter.tui.dialogs.form import Field, Form, Pick
from drafter.tui.dialogs.recommendations import Find
from drafter.tui.labels import point_detail, treated
from drafter.tui.pane import Pane
from drafter.tui.widgets.rows import Row, Rows
from drafter.workspace import Workspace

# FOLD: A paragraph's sources, and what the user wants to do about one of them.


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


async def tend_sources(pane: Pane, paragraph: str) -> None:
    """Show the paragraph's sources and do what the user wants with them, one edit at a time."""
    cursor: str | None = None
    while paragraph in pane.workspace.draft.spots:
        wish = await pane.ask(Sources(pane.workspace, paragraph, cursor))
        if wish is None:
            return
        cursor = await _fulfil(pane, paragraph, wish)


async def _fulfil(pane: Pane, paragraph: str, wish: SourceWish) -> str | None:
    """Do what is wanted; returns the source to stand on then."""
    if wish.verb is Verb.CITE:
        return await _cite(pane, paragraph)
    if wish.verb is Verb.UNCITE:
        cited = pane.workspace.draft.spots[paragraph].paragraph.sources
        place = cited.index(wish.recommendation)
        pane.do(lambda: pane.workspace.edits.uncite(paragraph, wish.recommendation))
        return next(iter((*cited[place + 1 :], *reversed(cited[:place]))), None)
    if wish.verb is Verb.TREATMENT:
        await _treat(pane, paragraph, wish.recommendation)
    else:
        await _mark_partly(pane, paragraph, wish.recommendation)
    return wish.recommendation


async def _cite(pane: Pane, paragraph: str) -> str | None:
    found = await pane.ask(Find("Cite which regional point?", pane.workspace))
    if found:
        pane.do(lambda: pane.workspace.edits.cite(paragraph, found))
    return found


async def _treat(pane: Pane, paragraph: str, recommendation: str) -> None:
    rows = [Row(str(one), Content(one)) for one in Treatment]
    now = str(_link(pane, paragraph, recommendation).treatment)
    picked = await pane.ask(Pick(f"How is {recommendation} treated?", rows, now))
    if picked:
        pane.do(lambda: pane.workspace.edits.cite(paragraph, recommendation, Treatment(picked)))


async def _mark_partly(pane: Pane, paragraph: str, recommendation: str) -> None:
    link = _link(pane, paragraph, recommendation)
    share: str | None = "partly"
    if link.partly:
        rows = [
            Row("wholly", Content("Wholly: nothing is missing")),
            Row("partly", Content("Partly: say what is missing")),
        ]
        share = await pane.ask(Pick(f"How much of {recommendation} is taken up?", rows, "partly"))
    if share == "wholly":
        pane.do(lambda: pane.workspace.edits.mark_partly(paragraph, recommendation, False))
    elif share == "partly":
        field = Field("missing", "What is missing? It may stay empty.", link.missing)
        answer = await pane.ask(Form(f"{recommendation}, partly taken up", [field]))
        if answer:
            pane.do(lambda: pane.workspace.edits.mark_partly(paragraph, recommendation, True, answer["missing"]))


def _link(pane: Pane, paragraph: str, recommendation: str) -> Link:
    links = pane.workspace.draft.spots[paragraph].paragraph.links
    return next(link for link in links if link.recommendation == recommendation)
