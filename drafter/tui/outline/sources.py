"""A paragraph's sources: which recommendations it cites, how it treats them, what of them is missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Button, Static

from drafter.draft.draft import Link, Treatment
from drafter.review.reflection import Reach
from drafter.tui.dialogs.citing import CitingDialog
from drafter.tui.dialogs.dialog import Dialog
from drafter.tui.dialogs.questions import Answer, FormDialog, FormField, PickDialog
from drafter.tui.dialogs.recommendations import FindDialog
from drafter.tui.labels import point_detail, treatment_label
from drafter.tui.outline.paragraph_list import ParagraphSelection
from drafter.tui.pane import Interaction
from drafter.tui.tongue import tr
from drafter.tui.widgets.row import Row
from drafter.tui.widgets.rows import Rows
from drafter.workspace import Workspace


async def cite_supported(interaction: Interaction, paragraph: str, ids: Sequence[str]) -> bool:
    """Cite points in a paragraph: wholly where its words have all of them, else as the user says, who is shown what is
    missing. Those that it cites already stay as they are. False where nothing was cited.
    """
    workspace = interaction.workspace
    cited = workspace.draft.spots[paragraph].paragraph.sources
    fresh = [id for id in ids if id not in cited]
    hardly = workspace.editors.hardly_said(paragraph, fresh)
    supported = {
        id: Reach.NOT if id in hardly else reach for id, reach in workspace.editors.supported(paragraph, fresh).items()
    }
    reaches: Mapping[str, Reach] | None = supported
    if not supported:
        interaction.warn(tr("{ref} cites {ids} already.", ref=workspace.refs[paragraph], ids=", ".join(ids)))
        return False
    if set(supported.values()) != {Reach.WHOLLY}:
        reaches = await interaction.ask(CitingDialog(workspace, paragraph, supported))
    if reaches is None:
        return False
    said = workspace.editors.lacking(paragraph, [id for id, reach in reaches.items() if reach is Reach.PARTLY])
    return interaction.edit(lambda: workspace.edits.cite_as(paragraph, reaches, said))


class SourceVerb(StrEnum):
    """What can be done with a source. The value is the button's id."""

    TREATMENT = "treatment"
    PARTLY = "partly"
    UNCITE = "uncite"
    CITE = "cite"


@dataclass(frozen=True, slots=True)
class SourceWish:
    """What the user wants to do, and with which source."""

    verb: SourceVerb
    recommendation: str = ""
    """Empty for citing another."""


class SourcesDialog(Dialog[SourceWish]):
    """Returns the next thing to do; the caller does it and shows the dialog again."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("t", "wish('treatment')", "Treatment", show=False),
        Binding("p", "wish('partly')", "Partly", show=False),
        Binding("d", "wish('uncite')", "No longer cite", show=False),
        Binding("c", "wish('cite')", "Cite another", show=False),
    ]

    def __init__(self, workspace: Workspace, paragraph: str, cursor: str | None = None) -> None:
        super().__init__(tr("Sources of {ref}", ref=workspace.refs[paragraph]), "")
        self._workspace = workspace
        self._spot = workspace.draft.spots[paragraph]
        self._cursor = cursor

    def body(self) -> Iterator[Widget]:
        yield Rows(id="sources")
        yield VerticalScroll(Static(id="source"), can_focus=False)

    def buttons(self) -> Iterator[Button]:
        yield Button(tr("Treatment (t)"), id="treatment")
        yield Button(tr("How much (p)"), id="partly")
        yield Button(tr("Uncite (d)"), id="uncite")
        yield Button(tr("Cite… (c)"), id="cite")
        yield Button(tr("Close (esc)"), id="cancel")

    def on_mount(self) -> None:
        rows = [
            Row(
                link.recommendation,
                Content.assemble(
                    (link.recommendation, "bold"), f"  {treatment_label(self._workspace, self._spot, link)}"
                ),
            )
            for link in self._spot.paragraph.links
        ]
        shown = self.query_one("#sources", Rows)
        shown.set_rows(rows, self._cursor)
        shown.focus()
        self._show_source()

    def on_rows_moved(self, event: Rows.Moved) -> None:
        event.stop()
        self._show_source()

    def _show_source(self) -> None:
        id = self.query_one("#sources", Rows).cursor
        known = id in self._workspace.corpus.by_id
        text = point_detail(self._workspace, id) if id and known else Content(tr("No source yet: press c to cite one."))
        self.query_one("#source", Static).update(text)

    def value(self) -> SourceWish | None:
        self.action_cancel()
        return None

    def action_wish(self, verb: str) -> None:
        id = self.query_one("#sources", Rows).cursor or ""
        if id or verb == SourceVerb.CITE:
            self.dismiss(SourceWish(SourceVerb(verb), id))

    def on_button_pressed(self, event: Button.Pressed) -> None:
        if event.button.id in set(SourceVerb):
            self.action_wish(event.button.id)


def _needs_why(answer: Answer) -> str:
    return "" if answer["why"].strip() else tr("Say why: it counts against its words only with a reason.")


class SourceEditing:
    """Shows the sources of the paragraph at the cursor and does what the user wants with them, one edit at a time."""

    def __init__(self, selection: ParagraphSelection, interaction: Interaction) -> None:
        self._selection = selection
        self._interaction = interaction
        self._workspace = interaction.workspace
        self._edits = interaction.workspace.edits

    async def edit(self) -> None:
        """Show the dialog again after each edit, until the user closes it."""
        spot, cursor = self._selection.needed(), None
        if spot is None:
            return
        paragraph = spot.paragraph.id
        while paragraph in self._workspace.draft.spots:
            wish = await self._interaction.ask(SourcesDialog(self._workspace, paragraph, cursor))
            if wish is None:
                return
            cursor = await self._fulfil(paragraph, wish)

    async def _fulfil(self, paragraph: str, wish: SourceWish) -> str | None:
        """Do what is wanted; returns the source to stand on then."""
        source = wish.recommendation
        match wish.verb:
            case SourceVerb.CITE:
                return await self._cite(paragraph)
            case SourceVerb.UNCITE:
                return self._uncite(paragraph, source)
            case SourceVerb.TREATMENT:
                await self._treat(paragraph, source)
            case SourceVerb.PARTLY:
                await self._mark_partly(paragraph, source)
        return source

    async def _cite(self, paragraph: str) -> str | None:
        recommendation = await self._interaction.ask(FindDialog(tr("Cite which regional point?"), self._workspace))
        if recommendation:
            await cite_supported(self._interaction, paragraph, [recommendation])
        return recommendation

    def _uncite(self, paragraph: str, source: str) -> str | None:
        """Returns the source after it, else the one before it."""
        cited = self._workspace.draft.spots[paragraph].paragraph.sources
        place = cited.index(source)
        self._interaction.edit(lambda: self._edits.uncite(paragraph, source))
        return next(iter((*cited[place + 1 :], *reversed(cited[:place]))), None)

    async def _treat(self, paragraph: str, source: str) -> None:
        rows = [Row(str(treatment), Content(treatment)) for treatment in Treatment]
        now = str(self._link(paragraph, source).treatment)
        picked = await self._interaction.ask(PickDialog(tr("How is {source} treated?", source=source), rows, now))
        if picked:
            self._interaction.edit(lambda: self._edits.cite(paragraph, source, Treatment(picked)))

    async def _mark_partly(self, paragraph: str, source: str) -> None:
        link = self._link(paragraph, source)
        is_background = link.treatment is Treatment.CHAPEAU
        now = "background" if is_background else "partly" if link.partly else "vouched" if link.vouched else "wholly"
        rows = [
            Row("partly", Content(tr("Partly: say what is missing"))),
            Row("wholly", Content(tr("Wholly, as far as its words stand there"))),
            Row("vouched", Content(tr("Wholly, though hardly a word of it stands there: say why it counts"))),
            Row("background", Content(tr("Only as background: it gives the chapeau, and is not taken up"))),
        ]
        picked = await self._interaction.ask(
            PickDialog(tr("How much of {source} is taken up?", source=source), rows, now)
        )
        if picked == "partly":
            field = FormField("missing", tr("What is missing? It may stay empty."), link.missing)
            await self._say(
                paragraph, source, Reach.PARTLY, FormDialog(tr("{source}, partly taken up", source=source), [field])
            )
        elif picked == "vouched":
            field = FormField("why", tr("Why does it count? The reason is kept in the draft."), link.why)
            form = FormDialog(tr("{source}, counted as reflected", source=source), [field], refusal=_needs_why)
            await self._say(paragraph, source, Reach.WHOLLY, form)
        elif picked:
            reach = Reach.WHOLLY if picked == "wholly" else Reach.BACKGROUND
            self._interaction.edit(lambda: self._edits.cite_as(paragraph, {source: reach}))

    async def _say(self, paragraph: str, source: str, reach: Reach, form: FormDialog) -> None:
        """Ask for the words that go with it, and say it."""
        answer = await self._interaction.ask(form)
        if answer:
            said = {source: "".join(answer.values())}
            self._interaction.edit(lambda: self._edits.cite_as(paragraph, {source: reach}, said))

    def _link(self, paragraph: str, source: str) -> Link:
        links = self._workspace.draft.spots[paragraph].paragraph.links
        return next(link for link in links if link.recommendation == source)
