"""Wording a merged text that is proposed for points of several regions."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from textual.content import Content

from drafter.review.combine import Proposal
from drafter.storage import editor_recovery
from drafter.storage.editor_recovery import Purpose, Unfinished
from drafter.tui import stylesheets
from drafter.tui.dialogs.editor import Beside, Editor
from drafter.tui.dialogs.form import Pick
from drafter.tui.outline.source_comparison import effect_merged, proposed
from drafter.tui.pane import Pane
from drafter.tui.widgets.rows import Row
from drafter.workspace import beginning

_SHOWN = {False: 150, True: 500}
"""Characters of what a source says that are shown, in few lines and in many."""


async def take_up_as_worded(pane: Pane, proposal: Proposal, theme: str | None) -> bool:
    """Show the proposal with who says what, and take the points up as the user words it; False where nothing was done.

    `theme` says in which part the paragraph belongs. What is written meanwhile survives a crash, as in every window for
    writing.
    """
    workspace, ids = pane.workspace, proposal.ids
    words = workspace.editors.open(Unfinished(Purpose.MERGED, theme or "", proposal.text, sources=ids))
    while written := await pane.ask(_window(pane, proposal, words)):
        words = replace(words, text=written.text)
        pane.keep_words(words)
        missing = await what_is_missing(pane, words)
        if missing is not None and pane.do(partial(workspace.editors.write, words, missing), to_newest=True):
            workspace.editors.done(words)
            return True
    editor_recovery.remove(words)
    return False


def _window(pane: Pane, proposal: Proposal, words: Unfinished) -> Editor:
    return Editor(
        f"One paragraph for {', '.join(proposal.ids)}",
        words.text,
        Beside(
            lambda text: proposed(pane.workspace, proposal, text),
            lambda text: effect_merged(pane.workspace, proposal.ids, text),
        ),
        before=proposal.text,
        to_read=words.text == proposal.text,
        keep=lambda text: pane.keep_words(replace(words, text=text)),
    )


async def what_is_missing(pane: Pane, words: Unfinished) -> dict[str, str] | None:
    """What is to be said to be missing of each source; None where the user rather goes on writing."""
    missing = pane.workspace.editors.missing(words)
    if not missing:
        return {}
    every = Row("all", Content(f"Mark {', '.join(missing)} as partly taken up, and note these words as missing"))
    each = [Row(id, Content(f"Mark {id} alone")) for id in missing] if len(missing) > 1 else []
    wholly = Row("wholly", Content("Nothing of substance is missing: all are wholly taken up"))
    back = Row("back", Content("Go on writing"))
    hint = "\n".join(
        f"{id}: {beginning(lost, _SHOWN[pane.app.size.height >= stylesheets.ROOMY])}" for id, lost in missing.items()
    )
    answer = await pane.ask(Pick("Words that are not in your text", [every, *each, wholly, back], hint=hint))
    if answer in missing:
        return {answer: missing[answer]}
    return missing if answer == "all" else {} if answer == "wholly" else None


async def what_is_put_back(pane: Pane, words: Unfinished) -> dict[str, str] | None:
    """What is still missing of sources of which a wording has again what was said to be missing: empty for those that
    are wholly taken up now; None where the user rather goes on writing.
    """
    still = pane.workspace.editors.put_back(words)
    whole = [id for id, missing in still.items() if not missing]
    if not whole:
        return still
    rows = [
        Row("wholly", Content(f"Mark {', '.join(whole)} as wholly taken up: nothing is missing any more")),
        Row("partly", Content("Leave that as it is: something is still missing")),
        Row("back", Content("Go on writing")),
    ]
    answer = await pane.ask(Pick("What was said to be missing stands in your text", rows))
    if answer == "wholly":
        return still
    return {id: missing for id, missing in still.items() if missing} if answer == "partly" else None
