"""The outline, as it is put in order: paragraphs moved, merged, removed, folded away."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import work

from drafter.model.draft import Spot
from drafter.tui.dialogs.where import Where
from drafter.tui.panes.outline_view import OutlineView
from drafter.tui.paragraphs import contrast_text


class OutlineOrder(OutlineView):
    """What is done with whole paragraphs. What is done with their words is `OutlinePane`'s."""

    def here(self) -> Spot | None:
        """The paragraph at the cursor; on a part, says so and returns None."""
        if self.at is None:
            self.warn("Put the cursor on a paragraph first.")
        return self.at

    def action_mark(self) -> None:
        """Mark the paragraph and go on to the next; on a part, mark its paragraphs, or take their marks away."""
        if self.at:
            self.paragraphs.toggle_mark(self.cursor)
            self._go_on()
        else:
            ids = [one.id for one in self.part.paragraphs]
            self.paragraphs.mark(ids, on=not set(ids) <= set(self.paragraphs.marked))

    def _go_on(self) -> None:
        """To the next paragraph, over the parts between: they can't be marked. At the last, nowhere."""
        spots = self.workspace.draft.spots
        ids = [id for id in self.paragraphs.rows.ids() if id in spots]
        place = ids.index(self.cursor or "") + 1
        if place < len(ids):
            self.paragraphs.go(ids[place])

    def action_clear(self) -> None:
        self.paragraphs.clear_marks()

    def _move(self, edit: Callable[[], str], ids: Sequence[str]) -> bool:
        """Do what gives these paragraphs another place, and say what they are called there."""
        return self.do(edit, about=ids)

    def action_up(self) -> None:
        self._move(lambda: self.workspace.shift(self.chosen, -1), self.chosen)

    def action_down(self) -> None:
        self._move(lambda: self.workspace.shift(self.chosen, 1), self.chosen)

    def action_indent(self) -> None:
        spot = self.here()
        if spot:
            self._move(lambda: self.workspace.indent(spot.paragraph.id), [spot.paragraph.id])

    def action_outdent(self) -> None:
        spot = self.here()
        if spot:
            self._move(lambda: self.workspace.outdent(spot.paragraph.id), [spot.paragraph.id])

    @work
    async def action_place(self) -> None:
        ids = self.chosen
        if not ids:
            self.here()
            return
        where = await self.ask(Where("Move to where?", self.workspace, self.cursor))
        if where and self._move(lambda: self.workspace.move(ids, where[0]), ids):
            self.paragraphs.clear_marks()

    def action_retype(self) -> None:
        self._move(lambda: self.workspace.retype(self.chosen), self.chosen)

    def action_merge(self) -> None:
        ids = self.chosen
        self._say_contrasts(ids)
        if self.do(lambda: self.workspace.merge(ids), about=ids):
            self.paragraphs.clear_marks()

    def _say_contrasts(self, ids: list[str]) -> None:
        """Say where the regions whose points are being merged ask for different things."""
        sources = [source for id in ids for source in self.workspace.draft.spots[id].paragraph.sources]
        found = self.judging.contrasts(sources)
        if found:
            self.warn(contrast_text(found).plain)

    def action_remove(self) -> None:
        self.do(lambda: self.workspace.remove(self.chosen))

    def action_fold(self) -> None:
        spot = self.at
        if spot is None:
            self.fold(self.part.id, True)
        elif spot.paragraph.children and spot.paragraph.id not in self.folded:
            self.fold(spot.paragraph.id, True)
        else:
            self.paragraphs.go(spot.container)

    def action_unfold(self) -> None:
        self.fold(self.cursor or "", False)
