"""Taking what is suggested for a paragraph: a check's wording, or the wording that a declaration would use."""

from __future__ import annotations

from textual.content import Content

from drafter.model.checking import Finding
from drafter.tui.dialogs.form import Field, Form
from drafter.tui.dialogs.pick import Pick
from drafter.tui.panes.pane import Pane
from drafter.tui.paragraphs import remark_text
from drafter.tui.sourced import compared
from drafter.tui.widgets.rows import Row

_SOON = "The checks are still being read; try again in a moment."


async def take_wording(pane: Pane, id: str) -> None:
    """Show the paragraph in declaration wording, and reword it where the user agrees."""
    text, suggested = pane.workspace.draft.spots[id].paragraph.text, pane.judging.adapted(id)
    if suggested is None or suggested == text:
        pane.warn(_SOON if suggested is None else "Nothing is suggested for this wording.")
        return
    rows = [Row("take", compared(text, suggested)), Row("leave", Content("Leave it as it is"))]
    hint = "Struck out goes, underlined comes. Enter takes it; then e to work on it, u to take it back."
    if await pane.ask(Pick(f"{pane.workspace.refs[id]} in declaration wording", rows, hint=hint)) == "take":
        pane.do(lambda: pane.workspace.reword(id, suggested))


async def take_suggestion(pane: Pane, id: str) -> None:
    """Show the checks' remarks on the paragraph; take a suggestion, or silence a check, with the reason."""
    findings = pane.judging.remarks(id)
    if not findings:
        pane.warn("The checks have no remark on this paragraph." if pane.judging.ready else _SOON)
        return
    rows = [Row(str(place), remark_text(one)) for place, one in enumerate(findings)]
    hint = "Enter takes the suggestion; where there is none, it offers to silence the check here."
    picked = await pane.ask(Pick(f"Remarks on {pane.workspace.refs[id]}", rows, hint=hint))
    if picked:
        await _take(pane, id, findings[int(picked)])


async def _take(pane: Pane, id: str, finding: Finding) -> None:
    text = finding.applied(pane.workspace.draft.spots[id].paragraph.text)
    if text is not None:
        pane.do(lambda: pane.workspace.reword(id, text))
        return
    form = Form(f"Silence “{finding.rule}” here", [Field("reason", "Why? It is kept in the draft.")], finding.why)
    answer = await pane.ask(form)
    if answer:
        pane.do(lambda: pane.workspace.silence(finding.rule, answer["reason"], id))
