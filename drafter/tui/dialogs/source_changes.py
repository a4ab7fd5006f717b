"""The sources that changed since the draft took them up, one by one: what they say now, and what is made of that."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Button

from drafter.draft.source_changes import Changed, chain, changed_sources
from drafter.tui.dialogs.dialog import Dialog
from drafter.tui.dialogs.questions import PickDialog
from drafter.tui.dialogs.recommendations import FindDialog
from drafter.tui.labels import MUTED
from drafter.tui.outline.source_comparison import compared
from drafter.tui.pane import Interaction
from drafter.tui.tongue import later, tr
from drafter.tui.widgets.row import Row
from drafter.tui.widgets.rows import Rows
from drafter.tui.widgets.sheet import Reader
from drafter.workspace import Workspace

_HINT = later("The draft keeps what it took up until you say otherwise. Struck out: what went; underlined: what came.")


class ChangeVerb(StrEnum):
    """What can be made of a change. The value is the button's id."""

    TAKE = "take"
    FOLLOW = "follow"
    SEEN = "seen"
    GO = "go"


@dataclass(frozen=True, slots=True)
class ChangeWish:
    """What the user wants to make of which source's change."""

    verb: ChangeVerb
    source: str
    """Its id, as the draft has it."""


class SourceChangesDialog(Dialog[ChangeWish]):
    """Returns the next thing to do; the caller does it and shows the dialog again."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("t", "wish('take')", "Take", show=False),
        Binding("f", "wish('follow')", "Follow", show=False),
        Binding("s", "wish('seen')", "Seen", show=False),
        Binding("g", "wish('go')", "Go to", show=False),
        Binding("ctrl+down", "text(1)", "Text on", show=False),
        Binding("ctrl+up", "text(-1)", "Text back", show=False),
    ]

    def __init__(self, workspace: Workspace, changed: tuple[Changed, ...], cursor: str | None = None) -> None:
        super().__init__(tr("Sources that changed: {count}", count=len(changed)), tr(_HINT))
        self._workspace = workspace
        self._changed = {each.id: each for each in changed}
        self._cursor = cursor

    def body(self) -> Iterator[Widget]:
        yield Rows(id="changed")
        yield Reader(id="source")

    def buttons(self) -> Iterator[Button]:
        yield Button(tr("Take new words (t)"), id="take")
        yield Button(tr("Follow… (f)"), id="follow")
        yield Button(tr("Seen (s)"), id="seen")
        yield Button(tr("Go to (g)"), id="go")
        yield Button(tr("Close (esc)"), id="cancel")

    def on_mount(self) -> None:
        rows = self.query_one("#changed", Rows)
        rows.set_rows([self._row(each) for each in self._changed.values()], self._cursor)
        rows.focus()
        self._show()

    def _row(self, source: Changed) -> Row:
        where = ", ".join(self._workspace.refs[id] for id in source.paragraphs) or tr("set aside")
        what = source.told or tr("worded otherwise")
        return Row(source.id, Content.assemble((source.id, "bold"), f"  {what}", (f"  {where}", MUTED)))

    def on_rows_moved(self, event: Rows.Moved) -> None:
        event.stop()
        self._show()

    def _show(self) -> None:
        source = self._changed.get(self.query_one("#changed", Rows).cursor or "")
        if source:
            self.query_one(Reader).show(compared(source.before, source.now))

    def action_text(self, by: int) -> None:
        self.query_one(Reader).page(by)

    def action_wish(self, verb: str) -> None:
        source = self.query_one("#changed", Rows).cursor
        if source:
            self.dismiss(ChangeWish(ChangeVerb(verb), source))

    def value(self) -> None:
        self.action_cancel()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        if event.button.id in set(ChangeVerb):
            self.action_wish(event.button.id)


async def deal_with_changes(interaction: Interaction) -> str | None:
    """Show what changed again after each thing that is done, until nothing is left or the user closes it. Returns the
    id of a paragraph to go to; None for none.
    """
    workspace, cursor = interaction.workspace, None
    while changed := changed_sources(workspace.draft, workspace.corpus):
        wish = await interaction.ask(SourceChangesDialog(workspace, changed, cursor))
        if wish is None:
            return None
        cursor = wish.source
        source = next(each for each in changed if each.id == wish.source)
        if wish.verb is ChangeVerb.GO:
            if source.paragraphs:
                return source.paragraphs[0]
            interaction.warn(tr("{id} is set aside; no paragraph cites it.", id=source.id))
        elif wish.verb is ChangeVerb.FOLLOW:
            await _follow(interaction, changed, source)
        else:
            _settle(interaction, source, wish.verb)
    interaction.inform(tr("No source of the draft changed since it was taken up."))
    return None


def _settle(interaction: Interaction, source: Changed, verb: ChangeVerb) -> None:
    edits = interaction.workspace.edits
    if source.id not in interaction.workspace.corpus.by_id:
        interaction.warn(tr("{id} is not in this corpus: follow it (f), or no longer cite it.", id=source.id))
    elif verb is ChangeVerb.TAKE and source.has_other_id:
        interaction.warn(tr("Its words stand under {successor} now: follow it (f) first.", successor=source.successor))
    elif verb is ChangeVerb.TAKE:
        interaction.edit(lambda: edits.take_new_words(source.id), about=source.paragraphs)
    else:
        interaction.edit(lambda: edits.acknowledge([source.id]), about=source.paragraphs)


async def _follow(interaction: Interaction, changed: tuple[Changed, ...], source: Changed) -> None:
    """Ask whether the source is what drafter takes it for, or which one it is, and follow it there."""
    moves = chain(changed, source.id)
    asked = ", ".join(tr("{old} to {new}", old=old, new=new) for old, new in moves.items())
    rows = [
        *([Row("so", Content(tr("Follow {asked}", asked=asked)))] if moves else []),
        Row("other", Content(tr("It is another one…"))),
    ]
    picked = await interaction.ask(PickDialog(tr("{id} is which one now?", id=source.id), rows))
    if picked == "other":
        other = await interaction.ask(FindDialog(tr("{id} is which one now?", id=source.id), interaction.workspace))
        moves = chain(changed, source.id, other) if other else {}
    if picked and moves:
        interaction.edit(lambda: interaction.workspace.edits.follow(moves), about=source.paragraphs)
