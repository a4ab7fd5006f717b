"""How much of each point a paragraph takes up that is to cite it, with what of it is missing there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Button

from drafter.review.reflection import Reach
from drafter.tui.dialogs.dialog import Dialog
from drafter.tui.labels import MUTED
from drafter.tui.outline.source_comparison import left_out
from drafter.tui.tongue import later, tr
from drafter.tui.widgets.row import Row
from drafter.tui.widgets.rows import Rows
from drafter.tui.widgets.sheet import Reader
from drafter.workspace import Workspace

_HINT = later(
    "Proposed by the words that stand there. w: wholly; p: partly, what is missing is noted; b: only as background, "
    "which takes nothing up. Enter cites them so; no word of the paragraph changes."
)
_REACHES: dict[str, Reach] = {"w": Reach.WHOLLY, "p": Reach.PARTLY, "b": Reach.BACKGROUND}
_UNSHOWN = later("  hardly any of its words stand there: wholly, it counts as cited, not reflected")


class CitingDialog(Dialog[Mapping[str, Reach]]):
    """Returns how much the paragraph takes up of each point."""

    KEY = "enter"
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(key, f"reach('{key}')", reach.capitalize(), show=False) for key, reach in _REACHES.items()),
        Binding("enter", "accept", "Cite", show=False),
        Binding("ctrl+down", "text(1)", "Text on", show=False),
        Binding("ctrl+up", "text(-1)", "Text back", show=False),
    ]

    def __init__(self, workspace: Workspace, paragraph: str, supported: Mapping[str, Reach]) -> None:
        """`supported` is what the words of the paragraph support of each point; `NOT` is proposed as background."""
        ref = workspace.refs[paragraph]
        super().__init__(f"How much of {'it' if len(supported) == 1 else 'them'} does {ref} take up?", tr(_HINT))
        self._workspace = workspace
        self._paragraph = paragraph
        self._supported = supported
        self._reaches: dict[str, Reach] = {
            id: Reach.BACKGROUND if reach is Reach.NOT else reach for id, reach in supported.items()
        }

    def body(self) -> Iterator[Widget]:
        yield Rows(id="cited")
        yield Reader(id="source")

    def buttons(self) -> Iterator[Button]:
        yield Button(tr("Cite (enter)"), id="accept", variant="primary")
        for key, reach in _REACHES.items():
            yield Button(f"{reach.capitalize()} ({key})", id=f"reach-{key}")
        yield Button(tr("Cancel (esc)"), id="cancel")

    def on_mount(self) -> None:
        rows = self.query_one("#cited", Rows)
        self._show_rows()
        rows.focus()
        self._show_source()

    def _show_rows(self) -> None:
        def row(id: str, reach: Reach) -> Row:
            remark = tr(_UNSHOWN) if self._supported[id] is Reach.NOT else ""
            return Row(id, Content.assemble((id, "bold"), f"  {reach}", (remark, MUTED)))

        self.query_one("#cited", Rows).set_rows([row(id, reach) for id, reach in self._reaches.items()])

    def on_rows_moved(self, event: Rows.Moved) -> None:
        event.stop()
        self._show_source()

    def _show_source(self) -> None:
        id = self.query_one("#cited", Rows).cursor
        if id:
            editors = self._workspace.editors
            source = left_out(self._workspace.corpus.by_id[id].text, editors.text_around(self._paragraph))
            legend = Content.styled(tr("struck out: not there, or not in these words"), MUTED)
            there = Content.assemble((tr("The paragraph"), "bold"), f"\n{editors.text_of(self._paragraph)}")
            self.query_one(Reader).show(
                Content("\n").join([legend, Content.assemble((id, "bold"), "\n", source), Content(""), there])
            )

    def action_text(self, by: int) -> None:
        self.query_one(Reader).page(by)

    def action_reach(self, key: str) -> None:
        """Say how much of the point at the cursor is taken up, and go on to the next."""
        rows = self.query_one("#cited", Rows)
        if rows.cursor:
            self._reaches[rows.cursor] = _REACHES[key]
            self._show_rows()
            rows.action_cursor_down()

    def on_rows_picked(self, event: Rows.Picked) -> None:
        event.stop()
        self.action_accept()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        _, is_reach, key = (event.button.id or "").partition("reach-")
        if is_reach:
            self.action_reach(key)
            self.query_one("#cited", Rows).focus()

    def value(self) -> Mapping[str, Reach]:
        return self._reaches
