"""Tending a paragraph's sources: dialog after dialog until the user closes the first."""

from __future__ import annotations

from textual.content import Content

from drafter.model.draft import Link, Treatment
from drafter.tui.dialogs.find import Find
from drafter.tui.dialogs.form import Field, Form
from drafter.tui.dialogs.pick import Pick
from drafter.tui.dialogs.sources import Sources, SourceWish, Verb
from drafter.tui.panes.pane import Pane
from drafter.tui.widgets.rows import Row


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
        pane.do(lambda: pane.workspace.uncite(paragraph, wish.recommendation))
        return next(iter((*cited[place + 1 :], *reversed(cited[:place]))), None)
    if wish.verb is Verb.TREATMENT:
        await _treat(pane, paragraph, wish.recommendation)
    else:
        await _mark_partly(pane, paragraph, wish.recommendation)
    return wish.recommendation


async def _cite(pane: Pane, paragraph: str) -> str | None:
    found = await pane.ask(Find("Cite which regional point?", pane.workspace))
    if found:
        pane.do(lambda: pane.workspace.cite(paragraph, found))
    return found


async def _treat(pane: Pane, paragraph: str, recommendation: str) -> None:
    rows = [Row(str(one), Content(one)) for one in Treatment]
    now = str(_link(pane, paragraph, recommendation).treatment)
    picked = await pane.ask(Pick(f"How is {recommendation} treated?", rows, now))
    if picked:
        pane.do(lambda: pane.workspace.cite(paragraph, recommendation, Treatment(picked)))


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
        pane.do(lambda: pane.workspace.mark_partly(paragraph, recommendation, False))
    elif share == "partly":
        field = Field("missing", "What is missing? It may stay empty.", link.missing)
        answer = await pane.ask(Form(f"{recommendation}, partly taken up", [field]))
        if answer:
            pane.do(lambda: pane.workspace.mark_partly(paragraph, recommendation, True, answer["missing"]))


def _link(pane: Pane, paragraph: str, recommendation: str) -> Link:
    links = pane.workspace.draft.spots[paragraph].paragraph.links
    return next(link for link in links if link.recommendation == recommendation)
