"""The outline's list: its rows, what of it is folded away, which paragraphs are chosen, and putting them in order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from textual.content import Content

from drafter.draft.draft import Draft, Paragraph, Part, Spot, Status
from drafter.draft.length import Length
from drafter.tui.background_review import BackgroundReview
from drafter.tui.dialogs.place import PlaceDialog
from drafter.tui.dialogs.questions import PickDialog
from drafter.tui.outline.paragraph_display import paragraph_row, part_row
from drafter.tui.pane import Interaction
from drafter.tui.tongue import later, tr
from drafter.tui.widgets.row import Row
from drafter.tui.widgets.rows import Rows
from drafter.workspace import Workspace

_OPEN = later("what is not agreed in its words")


def _of_status(status: Status) -> Callable[[Paragraph], bool]:
    return lambda paragraph: paragraph.status is status


WANTED = {_OPEN: lambda paragraph: paragraph.contested, **{str(status): _of_status(status) for status in Status}}
"""By their names, which paragraphs the outline can be narrowed to."""


class OutlineRows:
    """The rows of the draft's parts and paragraphs. An edit changes few of a thousand: the others are kept."""

    def __init__(self, workspace: Workspace, review: BackgroundReview, folded: set[str]) -> None:
        """`folded` are the parts and paragraphs whose content is not shown."""
        self._workspace = workspace
        self._review = review
        self.folded = folded
        self.only = ""
        """Which paragraphs are shown, whatever is folded, as `WANTED` names them; empty for all."""
        self._made: dict[str, tuple[object, Row]] = {}
        """Each paragraph's row, and what it shows."""

    def rows(self, lengths: Mapping[str, Length]) -> Iterator[Row]:
        """The rows to show; `lengths` are the parts', by their ids."""
        draft, refs, hidden, wanted = self._workspace.draft, self._workspace.refs, set[str](), self.wanted
        by_part: dict[str, list[tuple[str, Spot]]] = {part.id: [] for part in draft.parts}
        for id, spot in draft.spots.items():
            by_part[spot.part.id].append((id, spot))
        for part in draft.parts:
            yield part_row(part, part.id in self.folded and not wanted, lengths[part.id])
            for id, spot in by_part[part.id]:
                if wanted is not None:
                    if wanted(spot.paragraph):
                        yield self._row(spot, refs[id])
                elif spot.container in self.folded or spot.container in hidden:
                    hidden.add(id)
                else:
                    yield self._row(spot, refs[id])

    def _row(self, spot: Spot, ref: str) -> Row:
        id, folded = spot.paragraph.id, spot.paragraph.id in self.folded
        shows = (spot.paragraph, spot.depth, ref, folded, self._review.support(id), self._review.remarks(id))
        if id not in self._made or self._made[id][0] != shows:
            self._made[id] = shows, paragraph_row(self._workspace, spot, ref, folded, self._review)
        return self._made[id][1]

    @property
    def wanted(self) -> Callable[[Paragraph], bool] | None:
        """Whether a paragraph is among those shown; None for all that isn't folded away."""
        return WANTED.get(self.only)

    def set_folded(self, id: str, folded: bool) -> None:
        (self.folded.add if folded else self.folded.discard)(id)

    def unfold_around(self, paragraph: str) -> None:
        """Unfold whatever holds the paragraph, so that it is shown."""
        spots = self._workspace.draft.spots
        spot = spots[paragraph]
        while spot.parent is not None:
            self.folded.discard(spot.parent.id)
            spot = spots[spot.parent.id]
        self.folded.discard(spot.part.id)


def only_dialog(draft: Draft, now: str) -> PickDialog:
    """Asks which paragraphs to show. The answer is one of `WANTED`'s names, or empty for all."""
    paragraphs = [spot.paragraph for spot in draft.spots.values()]
    counted = {name: sum(map(wanted, paragraphs)) for name, wanted in WANTED.items()}
    rows = [Row("", Content(tr("All {count} paragraphs", count=len(paragraphs))))]
    rows += [
        Row(name, Content.assemble(f"{name[0].upper()}{name[1:]}  ", (str(count), "$text-muted")))
        for name, count in counted.items()
        if count
    ]
    return PickDialog(tr("Show only"), rows, now)


class ParagraphSelection:
    """The paragraph or part at the cursor of the outline, and the marked paragraphs."""

    def __init__(self, interaction: Interaction, paragraphs: Rows, start: str | None) -> None:
        """`start` is the paragraph or part where the cursor will be once the draft is shown."""
        self._interaction = interaction
        self._workspace = interaction.workspace
        self._paragraphs = paragraphs
        self.start = start

    @property
    def cursor(self) -> str | None:
        """The id of the paragraph or part at the cursor, or where it will be once the draft is shown."""
        return self.start or self._paragraphs.cursor

    @property
    def spot(self) -> Spot | None:
        """The paragraph at the cursor; None on a part."""
        return self._workspace.draft.spots.get(self.cursor or "")

    @property
    def part(self) -> Part:
        """The part at the cursor, or that the paragraph at the cursor stands in."""
        draft, spot = self._workspace.draft, self.spot
        return spot.part if spot else draft.part_by_id.get(self.cursor or "", draft.parts[0])

    @property
    def chosen(self) -> list[str]:
        """The marked paragraphs, else the one at the cursor; parts are never among them."""
        return [id for id in self._paragraphs.chosen if id in self._workspace.draft.spots]

    def needed(self) -> Spot | None:
        """The paragraph at the cursor, for a command that needs one; on a part, says so and returns None."""
        if self.spot is None:
            self._interaction.warn(tr("Put the cursor on a paragraph first."))
        return self.spot

    def mark(self) -> None:
        """Mark the paragraph and go on to the next; on a part, mark its paragraphs, or take their marks away."""
        if self.spot:
            self._paragraphs.toggle_mark(self.cursor)
            self._go_on()
        else:
            ids = [paragraph.id for paragraph in self.part.paragraphs]
            self._paragraphs.mark(ids, on=not set(ids) <= set(self._paragraphs.marked))

    def _go_on(self) -> None:
        """To the next paragraph, over the parts between: they can't be marked. At the last, nowhere."""
        spots = self._workspace.draft.spots
        ids = [id for id in self._paragraphs.rows.ids() if id in spots]
        next_place = ids.index(self.cursor or "") + 1
        if next_place < len(ids):
            self._paragraphs.go(ids[next_place])

    def unmark(self, ids: Sequence[str]) -> None:
        self._paragraphs.unmark(ids)

    def clear(self) -> None:
        """Take all marks away."""
        self._paragraphs.clear_marks()


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
        answer = await self._interaction.ask(PlaceDialog(tr("Move to where?"), self._workspace, self._selection.cursor))
        if answer:
            place, _ = answer
            if self._interaction.edit(lambda: self._edits.move(ids, place), about=ids):
                self._selection.clear()

    def retype(self) -> None:
        """Make operative paragraphs preambular, or the other way round."""
        ids = self._selection.chosen
        self._interaction.edit(lambda: self._edits.retype(ids), about=ids)

    async def merge(self) -> None:
        """Make one paragraph of several, as the user words it."""
        from drafter.tui.outline.editor_windows import merge_paragraphs  # which imports the selection from here

        if await merge_paragraphs(self._interaction, self._selection.chosen):
            self._selection.clear()

    def remove(self) -> None:
        ids = self._selection.chosen
        self._interaction.edit(lambda: self._edits.remove(ids))
