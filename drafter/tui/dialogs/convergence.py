"""What several regions ask for, group by group, with all their words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Button

from drafter.review.convergence import Convergence, Group
from drafter.tui.dialogs.dialog import Dialog
from drafter.tui.labels import MUTED, tick
from drafter.tui.tongue import later, tr
from drafter.tui.widgets.row import Row
from drafter.tui.widgets.rows import Rows
from drafter.tui.widgets.sheet import Reader
from drafter.workspace import Workspace

_HINT = later(
    "Found by their words: read whether they do. Enter marks them in Choose, where m merges them and Enter takes them "
    "up; ctrl+↑↓ scrolls."
)


class ConvergenceDialog(Dialog[tuple[str, ...]]):
    """Returns the recommendations of a group."""

    OK = later("Mark in Choose")
    KEY = "enter"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+down", "text(1)", "Text on", show=False),
        Binding("ctrl+up", "text(-1)", "Text back", show=False),
    ]

    def __init__(self, workspace: Workspace, convergence: Convergence) -> None:
        means = tr(", by words and meaning") if convergence.by_meaning else ""
        title = tr(
            "What several regions ask for{means}: {count} groups, most regions first",
            means=means,
            count=len(convergence.groups),
        )
        super().__init__(title, tr(_HINT))
        self._workspace = workspace
        self._convergence = convergence
        self._groups = {str(place): group for place, group in enumerate(convergence.groups)}

    def body(self) -> Iterator[Widget]:
        yield Rows(id="groups")
        yield Reader(id="source")

    def buttons(self) -> Iterator[Button]:
        yield Button(tr("Mark in Choose (enter)"), id="accept", variant="primary")
        yield Button(tr("Close (esc)"), id="cancel")

    def on_mount(self) -> None:
        rows = self.query_one("#groups", Rows)
        rows.set_rows([self._row(id, group) for id, group in self._groups.items()])
        rows.focus()
        self._show()

    def _row(self, id: str, group: Group) -> Row:
        corpus = self._workspace.corpus
        taken = sum(self._workspace.coverage.dispositions[each].covered for each in group.ids)
        many = tr("  {count} points, {taken} in the draft  ", count=len(group.ids), taken=taken)
        about = Content.assemble((" ".join(group.regions), "bold"), (many, MUTED), corpus.by_id[group.ids[0]].text)
        return Row(id, about, most=2)

    def on_rows_moved(self, event: Rows.Moved) -> None:
        event.stop()
        self._show()

    def _show(self) -> None:
        group = self._groups.get(self.query_one("#groups", Rows).cursor or "")
        if group is None:
            self.query_one(Reader).show(Content(tr("No two regions were found to ask for the same.")))
            return
        by_id, dispositions = self._workspace.corpus.by_id, self._workspace.coverage.dispositions
        blocks = [Content.assemble(tick(dispositions[id]), " ", (id, "bold"), f" {by_id[id].text}") for id in group.ids]
        beside = self._convergence.beside(group)
        if beside:
            blocks.append(
                Content.styled(tr("May ask for the same as one of them: {beside}", beside=", ".join(beside)), MUTED)
            )
        self.query_one(Reader).show(Content("\n\n").join(blocks))

    def action_text(self, by: int) -> None:
        self.query_one(Reader).page(by)

    def on_rows_picked(self, event: Rows.Picked) -> None:
        event.stop()
        self.action_accept()

    def value(self) -> tuple[str, ...] | None:
        group = self._groups.get(self.query_one("#groups", Rows).cursor or "")
        return group.ids if group else None
