"""Taking what is suggested for a paragraph: a check's wording, or the wording that a declaration would use."""

from __future__ import annotations

from enum import StrEnum

from textual.content import Content

from drafter.draft.draft import Spot
from drafter.draft.layout import Kind
from drafter.draft.text import opening
from drafter.review.checks import Finding
from drafter.tui.dialogs.form import Answer, Field, Form, Pick
from drafter.tui.outline.paragraphs import remark_text
from drafter.tui.outline.source_comparison import compared
from drafter.tui.pane import Pane
from drafter.tui.widgets.rows import Row

_SOON = "The checks are still being read; try again in a moment."
_NOTHING = "Nothing is suggested for this wording."
_DIFFERENCE = "Struck out goes, underlined comes. Enter takes it; then e to work on it, u to take it back."
_SILENCED = "silenced, Enter hears it again: ", "$text-muted"
_NO_PARTICIPLE = (
    "Nothing is suggested: a preambular paragraph opens with a participle, Recalling for example. e words it."
)


async def take_wording(pane: Pane, id: str) -> None:
    """Show the paragraph in declaration wording, and reword it where the user agrees."""
    spot, suggested = pane.workspace.draft.spots[id], pane.judging.adapted(id)
    text = spot.paragraph.text
    if suggested is None or suggested == text or not _opens_well(spot, suggested):
        pane.warn(_SOON if suggested is None else _NOTHING if suggested == text else _NO_PARTICIPLE)
        return
    rows = [Row("take", compared(text, suggested)), Row("leave", Content("Leave it as it is"))]
    if await pane.ask(Pick(f"{pane.workspace.refs[id]} in declaration wording", rows, hint=_DIFFERENCE)) == "take":
        pane.do(lambda: pane.workspace.edits.reword(id, suggested))


def _opens_well(spot: Spot, text: str) -> bool:
    """Whether the suggestion opens as the preamble does; words that open otherwise are no declaration wording there."""
    return spot.part.kind is not Kind.PP or spot.depth > 0 or opening(text) > 0 or text.startswith("We,")


class Wish(StrEnum):
    """What the user wants to do about a remark, in a window of the outline's. The value is the row's id."""

    WORD = "word"
    SOURCES = "sources"


async def take_suggestion(pane: Pane, id: str) -> Wish | None:
    """Show the checks' remarks on the paragraph; take a suggestion, or silence a check, with the reason. Returns what
    else the user wants to do about it.
    """
    findings, silenced = pane.judging.remarks(id), pane.judging.silenced(id)
    if not findings and not silenced:
        pane.warn("The checks have no remark on this paragraph." if pane.judging.ready else _SOON)
        return None
    texts = [*map(remark_text, findings), *(Content.assemble(_SILENCED, remark_text(one)) for one in silenced)]
    rows = [Row(str(place), text) for place, text in enumerate(texts)]
    hint = "Enter: what can be done about it."
    picked = await pane.ask(Pick(f"Remarks on {pane.workspace.refs[id]}", rows, hint=hint))
    if picked and int(picked) < len(findings):
        return await _take(pane, id, findings[int(picked)])
    if picked:
        _hear(pane, id, silenced[int(picked) - len(findings)].rule)
    return None


def _hear(pane: Pane, id: str, rule: str) -> None:
    """Hear a silenced check again, in this paragraph or, where it is silent in the whole draft, everywhere."""
    here = any((one.rule, one.paragraph) == (rule, id) for one in pane.workspace.draft.silenced)
    pane.do(lambda: pane.workspace.edits.unsilence(rule, id if here else ""))


async def _take(pane: Pane, id: str, finding: Finding) -> Wish | None:
    paragraph, ref = pane.workspace.draft.spots[id].paragraph, pane.workspace.refs[id]
    text = finding.applied(paragraph.text)
    rows = [
        *([] if text is None else [Row("take", compared(paragraph.text, text))]),
        Row(Wish.WORD, Content("Word the paragraph…")),
        *([Row(Wish.SOURCES, Content("Its sources: say what of them is missing…"))] if paragraph.links else []),
        Row("silence", Content("Leave it, and silence the check here…")),
    ]
    title = f"About {ref}" if text is None else f"{ref} as suggested"
    way = await pane.ask(Pick(title, rows, hint=finding.why if text is None else _DIFFERENCE))
    if way == "take" and text is not None:
        pane.do(lambda: pane.workspace.edits.reword(id, text))
    if way == "silence":
        await _silence(pane, id, finding)
    return Wish(way) if way in set(Wish) else None


async def _silence(pane: Pane, id: str, finding: Finding) -> None:
    field = Field("reason", "Why is it silenced? The reason is kept in the draft.")
    form = Form(f"Silence a check in {pane.workspace.refs[id]}", [field], finding.why, refusal=_no_reason)
    answer = await pane.ask(form)
    if answer:
        pane.do(lambda: pane.workspace.edits.silence(finding.rule, answer["reason"], id))


def _no_reason(answer: Answer) -> str:
    return "" if answer["reason"].strip() else "Say why: silencing a check needs a reason."
