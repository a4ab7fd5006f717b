"""The outline's windows for writing: a paragraph's wording, a paragraph of one's own, a note."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from textual import on, work

from drafter.model.draft import Spot
from drafter.storage.unfinished import Purpose, Unfinished
from drafter.tui import sourced
from drafter.tui.dialogs.editor import Beside, Editor
from drafter.tui.dialogs.where import after
from drafter.tui.panes.outline_order import OutlineOrder
from drafter.tui.panes.proposing import what_is_missing, what_is_put_back
from drafter.tui.widgets.rows import Rows


class OutlineWriting(OutlineOrder):
    """What is written in a window is kept while it is open, and no window closes over words that were refused."""

    @work
    async def action_edit(self) -> None:
        spot = self.here()
        if spot:
            await self.write(Unfinished(Purpose.WORDING, spot.paragraph.id, spot.paragraph.text))

    @on(Rows.Picked, "#paragraphs")
    def action_enter(self) -> None:
        """Edit the paragraph at the cursor; fold the part there, or unfold it."""
        if self.at:
            self.action_edit()
        else:
            self.fold(self.part.id, self.part.id not in self.folded)

    @work
    async def action_add(self) -> None:
        place = after(self.workspace.draft, self.cursor or self.part.id)
        await self.write(Unfinished(Purpose.NEW, place.container, index=place.index))

    @work
    async def action_add_sub(self) -> None:
        spot = self.here()
        if spot:
            await self.write(Unfinished(Purpose.NEW, spot.paragraph.id))

    @work
    async def action_note(self) -> None:
        spot = self.here()
        if spot:
            await self.write(Unfinished(Purpose.NOTE, spot.paragraph.id, spot.paragraph.note))

    async def write(self, words: Unfinished) -> None:
        """Open the window for these words, and do with them what they are for; to be called from a worker."""
        words = self.workspace.begin_writing(words)
        while True:
            written = await self.ask(self._window(words))
            if written is None:
                self.workspace.drop_words(words)
                return
            words = replace(words, text=written.text)
            self.keep_words(words)
            missing = await what_is_missing(self, words)
            still = None if missing is None else await what_is_put_back(self, words)
            if missing is None or still is None:
                continue
            if self._put_in(words, {**still, **missing}, written.cut):
                self.workspace.words_done(words)
                return

    def _put_in(self, words: Unfinished, missing: Mapping[str, str], cut: int | None) -> bool:
        """Make the edit, and where the wording is to be cut, the cut; False where the words were refused."""
        is_new = words.purpose in (Purpose.NEW, Purpose.MERGED)
        changed = is_new or words.text != self.workspace.said_before(words)
        if changed and not self.do(lambda: self.workspace.write_words(words, missing), to_newest=is_new):
            return False
        if cut is not None and self.do(lambda: self.workspace.split(words.at, cut), to_newest=True):
            self._tell_halves(words.at)
        return True

    def _tell_halves(self, first: str) -> None:
        """Say which half cites what, where there were several sources to go with one or the other."""
        halves = {id: self.workspace.draft.spots[id].paragraph.sources for id in (first, *self.workspace.brought_in)}
        if len({source for sources in halves.values() for source in sources}) > 1:
            cited = (f"{self.workspace.refs[id]} cites {', '.join(its) or 'nothing'}" for id, its in halves.items())
            self.notify(f"{'; '.join(cited)}. c changes that.", markup=False)

    def _window(self, words: Unfinished) -> Editor:
        spot = self.workspace.draft.spots.get(words.at)
        wording = spot if words.purpose is Purpose.WORDING else None
        return Editor(
            self._title(words, spot),
            words.text,
            self._beside(words, wording),
            cuts=wording is not None,
            before=self.workspace.said_before(words),
            keep=lambda text: self.keep_words(replace(words, text=text)),
        )

    def _beside(self, words: Unfinished, spot: Spot | None) -> Beside | None:
        if words.purpose is Purpose.MERGED:
            return Beside(
                lambda now: sourced.against_all(self.workspace, words.sources, now),
                lambda now: sourced.effect_merged(self.workspace, words.sources, now),
            )
        if spot is None:
            return None
        return Beside(
            lambda now: sourced.beside(self.workspace, spot, now),
            lambda now: sourced.effect(self.workspace, self.judging, spot, now),
        )

    def _title(self, words: Unfinished, spot: Spot | None) -> str:
        ref = self.workspace.refs[words.at] if spot else ""
        match words.purpose:
            case Purpose.WORDING:
                return f"Wording of {ref}"
            case Purpose.NOTE:
                return f"Your note on {ref or 'a paragraph that is gone'} (empty takes it away)"
            case Purpose.MERGED:
                return f"One paragraph for {', '.join(words.sources)}"
            case Purpose.NEW:
                if spot:
                    return f"A new sub-paragraph under {ref}"
                part = self.workspace.draft.part_by_id[words.at]
                kind = "preambular" if part.kind == "PP" else "operative"
                return f"A new {kind} paragraph of your own in “{part.title}”"
