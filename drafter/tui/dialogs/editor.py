"""Writing a text: a paragraph's wording with its sources beside it, a paragraph of one's own, a note."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Button, Static, TextArea

from drafter.tui import appearance
from drafter.tui.dialogs.dialog import Dialog
from drafter.tui.dialogs.questions import changed
from drafter.tui.tongue import later, tr

_PAUSE = 0.08
"""Seconds without a key after which what stands beside the text follows it."""
_KEPT = 0.4
"""Seconds after a change until what stands in the window is kept."""
_HINT = later(
    "ctrl+s: save · enter: a new line · ctrl+a: select all · ctrl+home, ctrl+end: beginning, end · ctrl+z: undo"
)
_FITS = {False: 240, True: 700}
"""Characters that are seen at once, whatever the terminal's width; a longer text is shown from its beginning."""
_SCROLL = later(" · ctrl+↑↓: scroll what is beside")


@dataclass(frozen=True, slots=True)
class Written:
    """What was written, and whether it is to be cut in two."""

    text: str
    cut: int | None = None
    """The character of the text, stripped, before which to cut; None for no cut."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside and below a text while it is written, made of the text as it is."""

    sources: Callable[[str], Content]
    effect: Callable[[str], Content]
    title: str = later("Sources")


class Area(TextArea):
    """The text, with keys that every other editor has and Textual's hasn't."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+a", "select_all", "Select all", show=False),
        Binding("ctrl+home", "ends(False)", "Beginning", show=False),
        Binding("ctrl+end", "ends(True)", "End", show=False),
    ]

    def action_ends(self, last: bool) -> None:
        self.move_cursor(self.document.end if last else (0, 0))


class Editor(Dialog[Written]):
    """Returns the text as written, stripped. Escape asks before it throws changed words away."""

    OK = later("Save")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+b", "cut", "Break in two here"),
        Binding("ctrl+down", "sources(1)", "Sources on", show=False),
        Binding("ctrl+up", "sources(-1)", "Sources back", show=False),
    ]

    def __init__(
        self,
        title: str,
        text: str,
        beside: Beside | None = None,
        *,
        cuts: bool = False,
        before: str | None = None,
        keep: Callable[[str], None] | None = None,
        to_read: bool = False,
    ) -> None:
        """`before` is what the draft says, where that isn't the text; `keep` is called with the text, half a second at
        most after it changed; `to_read`, it is to be read before it is written on: the cursor is at its beginning.
        """
        super().__init__(title, f"{tr(_HINT)}{tr(_SCROLL) if beside is not None else ''}")
        self._text = text
        self._area = Area(text, id="text", soft_wrap=True, show_line_numbers=False, tab_behavior="focus")
        self._before = text if before is None else before
        self._beside = beside
        self._cuts = cuts
        self._keep = keep
        self._to_read = to_read
        self._kept = text
        """What was kept last."""
        self._keeping = False
        """Whether the text is about to be kept."""

    def body(self) -> Iterator[Widget]:
        if self._beside is None:
            yield self._area
            return
        sources = VerticalScroll(Static(self._beside.sources(self._text), id="sources-text"), id="beside")
        sources.border_title = Content(self._beside.title)
        yield Container(self._area, sources, id="side-by-side")
        yield Static(self._beside.effect(self._text), id="effect")

    def buttons(self) -> Iterator[Button]:
        yield from super().buttons()
        if self._cuts:
            yield Button(tr("Break in two at the cursor (ctrl+b)"), id="cut")

    def on_mount(self) -> None:
        self._area.focus()
        if not self._to_read and len(self._text) < _FITS[self.app.size.height >= appearance.ROOMY]:
            self._area.move_cursor(self._area.document.end)
        self._pause = self.set_timer(_PAUSE, self._follow, pause=True)

    def action_sources(self, by: int) -> None:
        for beside in self.query("#beside"):
            beside.scroll_relative(y=by * max(1, beside.size.height - 2), animate=False)

    def on_unmount(self) -> None:
        self.keep_typed()  # where drafter is ended with the window open

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        event.stop()
        if self._beside:
            self._pause.stop()
            self._pause = self.set_timer(_PAUSE, self._follow)
        if self._keep and not self._keeping:
            self._keeping = True
            self.set_timer(_KEPT, self._keep_now)

    def _keep_now(self) -> None:
        self._keeping = False
        self.keep_typed()

    def keep_typed(self) -> None:
        """Keep what was typed since the last time. May be called when the window is gone, and in another thread."""
        text = self._area.text
        if self._keep and text != self._kept:
            self._kept = text
            self._keep(text)

    def _follow(self) -> None:
        if self._beside:
            text = self._area.text.strip()
            self.query_one("#sources-text", Static).update(self._beside.sources(text))
            self.query_one("#effect", Static).update(self._beside.effect(text))

    def value(self) -> Written:
        self.keep_typed()  # drafter may be ended before the caller comes to them
        self._keep = None
        return Written(self._area.text.strip())

    def action_cut(self) -> None:
        if not self._cuts:
            return
        text = self._area.text
        at = len(text[: _index(self._area)].lstrip()) if text[: _index(self._area)].strip() else 0
        self.keep_typed()
        self._keep = None
        self.dismiss(Written(text.strip(), at))

    def action_cancel(self) -> None:
        self._leave()

    @work
    async def _leave(self) -> None:
        touched = self._area.text != self._before
        answer = await self.app.push_screen_wait(changed(tr("The text was changed"))) if touched else "discard"
        if answer == "discard":
            self._keep = None
            self.dismiss(None)
        elif answer == "save":
            self.action_accept()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        if event.button.id == "cut":
            self.action_cut()


def _index(area: TextArea) -> int:
    """The cursor's place as a character of the whole text."""
    row, column = area.cursor_location
    return sum(len(line) + 1 for line in area.text.split("\n")[:row]) + column
