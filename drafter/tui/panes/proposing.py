"""Wording a merged text that is proposed for points of several regions."""

from __future__ import annotations

from dataclasses import replace

from drafter.model.proposals import Proposal
from drafter.storage.unfinished import Purpose, Unfinished
from drafter.tui.dialogs.editor import Editor
from drafter.tui.panes.pane import Pane
from drafter.tui.sourced import proposed


async def take_up_as_worded(pane: Pane, proposal: Proposal) -> bool:
    """Show the proposal with who says what, and take the points up as the user words it; False where nothing was done.

    What is written meanwhile survives a crash, as in every window for writing.
    """
    workspace = pane.workspace
    words = Unfinished(Purpose.MERGED, text=proposal.text, sources=proposal.ids)
    words = workspace.begin_writing(words)
    editor = Editor(
        f"One paragraph for {', '.join(proposal.ids)}",
        proposal.text,
        proposed(workspace, proposal),
        keep=lambda text: pane.keep_words(replace(words, text=text)),
    )
    written = await pane.ask(editor)
    if written and pane.do(lambda: workspace.take_up_merged(proposal.ids, text=written.text), to_newest=True):
        workspace.words_done(words)
        return True
    workspace.drop_words(words)
    return False
