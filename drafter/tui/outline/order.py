"""Putting the outline in order: paragraphs moved, indented, merged, removed."""

from __future__ import annotations

from collections.abc import Callable

from drafter.tui.dialogs.place import PlaceDialog
from drafter.tui.outline.paragraph_display import contrast_text
from drafter.tui.outline.paragraph_list import ParagraphSelection
from drafter.tui.pane import Interaction


class ParagraphOrder:
    """Puts the chosen paragraphs elsewhere, and says what they are called there."""

    def __init__(self, selection: ParagraphSelection, interaction: Interaction) -> None:
        self._selection = selection
        self._interaction = interaction
        self._workspace = interaction.workspace
        self._edits = interaction.workspace.edits

    def up(self) -> None:
        self._shift(-1)

    def down(self) -> None:
        self._shift(1)

    def _shift(self, by: int) -> None:
        ids = self._selection.chosen
        self._interaction.edit(lambda: self._edits.shift(ids, by), about=ids)

    def indent(self) -> None:
        """Make the paragraph a sub-paragraph of the one before it."""
        self._edit_here(self._edits.indent)

    def outdent(self) -> None:
        """Move the paragraph out of the one that holds it."""
        self._edit_here(self._edits.outdent)

    def _edit_here(self, edit: Callable[[str], str]) -> None:
        spot = self._selection.needed()
        if spot:
            id = spot.paragraph.id
            self._interaction.edit(lambda: edit(id), about=[id])

    async def place(self) -> None:
        """Move the paragraphs to a place that the user chooses."""
        ids = self._selection.chosen
        if not ids:
            self._selection.needed()
            return
        answer = await self._interaction.ask(PlaceDialog("Move to where?", self._workspace, self._selection.cursor))
        if answer:
            place, _ = answer
            if self._interaction.edit(lambda: self._edits.move(ids, place), about=ids):
                self._selection.clear()

    def retype(self) -> None:
        """Make operative paragraphs preambular, or the other way round."""
        ids = self._selection.chosen
        self._interaction.edit(lambda: self._edits.retype(ids), about=ids)

    def merge(self) -> None:
        """Merge the paragraphs, and say where the regions whose points these are ask for different things."""
        ids = self._selection.chosen
        spots = self._workspace.draft.spots
        sources = [source for id in ids for source in spots[id].paragraph.sources]
        contrasts = self._interaction.review.contrasts(sources)
        if contrasts:
            self._interaction.warn(contrast_text(contrasts).plain)
        if self._interaction.edit(lambda: self._edits.merge(ids), about=ids):
            self._selection.clear()

    def remove(self) -> None:
        ids = self._selection.chosen
        self._interaction.edit(lambda: self._edits.remove(ids))
