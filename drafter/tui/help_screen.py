"""Help: every command from the table and what the marks mean, and a short tour of the panes."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Static

from drafter.tui import appearance
from drafter.tui.commands import PANES, CommandTable, Scope
from drafter.tui.labels import SEARCH, legend, regions_legend
from drafter.tui.tongue import later, tr
from drafter.tui.widgets.row import Row
from drafter.tui.widgets.sheet import Page

_CARDS: dict[Scope, str] = {
    Scope.CHOOSE: later(
        "Here you choose. Left: the themes, with what is covered and which regions are still missing (−). Right: "
        "what the regions ask for. Enter takes a point up, word for word; s sets it aside with a reason; / searches. "
        "F makes a first draft with you, step by step, of what most regions ask for."
    ),
    Scope.OUTLINE: later(
        "Here the draft takes shape: the paragraphs as they will be numbered. Enter words a paragraph, with its "
        "sources beside it; comma and full stop move it up and down; m merges what space has marked."
    ),
    Scope.COVERAGE: later(
        "Here you see what is covered, theme by theme and region by region, and how evenly. Enter on a figure shows "
        "the points behind it; o shows only where something is missing."
    ),
    Scope.PREVIEW: later(
        "Here you read the document as it will be written. x exports it, to Word among others. u undoes, back to "
        "where you began, and all you do is saved as you go. The keys that work now are at the bottom; ? explains all."
    ),
    Scope.NEGOTIATE: later(
        "Here the draft is negotiated, once others have it: what is proposed, by whom, who stands where. p proposes "
        "other words for a party; s supports, o opposes; c makes an option the text; y agrees; Enter is for the wall."
    ),
}


class Tour(ModalScreen[None]):
    """What each pane is for, with the pane itself behind the words. Shown once, and skipped with one key."""

    AUTO_FOCUS = ""  # Enter is the tour's: a button takes it only once in a while, with its effect
    CSS_PATH = appearance.DIALOGS_CSS
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,right,space", "next", "Next"),
        Binding("left", "back", "Back"),
        Binding("escape,q", "dismiss", "Skip"),
    ]

    def __init__(self, show: Callable[[str], Awaitable[None]], table: CommandTable) -> None:
        """`show` shows a pane."""
        super().__init__()
        self._show = show
        self._at = 0
        self._keys = [table.by_id(f"everywhere.show_{pane}").shown_key for pane in PANES]

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(id="card-title", classes="dialog-title")
            yield Static(id="card")
            with Horizontal(classes="dialog-buttons"):
                yield Button(tr("Next (enter)"), id="next", variant="primary")
                yield Button(tr("Skip (esc)"), id="skip")

    async def on_mount(self) -> None:
        await self._turn(0)

    async def action_next(self) -> None:
        await self._turn(1)

    async def action_back(self) -> None:
        await self._turn(-1)

    async def _turn(self, by: int) -> None:
        self._at = max(0, self._at + by)
        if self._at == len(PANES):
            self.dismiss()
            return
        pane = PANES[self._at]
        await self._show(pane)
        title = f"{pane.capitalize()}, key {self._keys[self._at]}  ({self._at + 1} of {len(PANES)})"
        self.query_one("#card-title", Static).update(Content(title))
        self.query_one("#card", Static).update(Content(tr(_CARDS[pane])))
        self.query_one("#next", Button).label = (
            tr("Begin (enter)") if self._at == len(PANES) - 1 else tr("Next (enter)")
        )

    async def on_button_pressed(self, event: Button.Pressed) -> None:
        if event.button.id == "next":
            await self._turn(1)
        else:
            self.dismiss()


_INTRO = later(
    "Take the regional points that you want into the draft (1; F goes step by step through what most regions ask for), "
    "put the paragraphs in order and word them (2), see what is covered (3), read the document (4), export it (x), "
    "negotiate it (5). Every change is saved within a second, and u undoes it."
)
_MOUSE = later(
    "a click goes there, a double click is Enter; a click on the · or the [ ] before a point, or with Ctrl, marks it; "
    "in a list of answers one click chooses; tabs, keys and underlined words can be clicked"
)
_POINTS = later(
    "space marks a point (*) and goes on to the next; marks stay while you search, filter and go to other themes, and "
    "what you then do is done with all of them; esc takes them away"
)


_KEYS = later("yours to change: drafter settings --write makes a file with all of them (on the command line)")


class HelpScreen(ModalScreen[None]):
    """One page to scroll; any of Escape, q, ? or Enter closes it."""

    CSS_PATH = appearance.DIALOGS_CSS
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q,question_mark,f1,enter", "dismiss", "Close")]

    def __init__(self, table: CommandTable, first: Scope, code: str) -> None:
        """`first` is the pane whose keys come first, `code` the region that examples show."""
        super().__init__()
        self._table = table
        self._first = first
        self._code = code

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog tall"):
            yield Page(help_rows(self._table, self._first, self._code), id="help-text")
            yield Button(tr("Close (esc)"), id="close", variant="primary")

    def on_mount(self) -> None:
        self.query_one("#help-text").focus()

    def on_button_pressed(self) -> None:
        self.dismiss()


def help_rows(table: CommandTable, first: Scope, code: str) -> list[Row]:
    """The whole help, made from the table of commands: the pane that is shown first, then what works everywhere."""
    before = [first, Scope.EVERYWHERE]
    scopes = [*before, *(scope for scope in _scopes(table) if scope not in before)]
    regions = regions_legend(code)
    about = [
        (tr("Marking"), tr(_POINTS)),
        (tr("Regions"), regions),
        (tr("Search"), tr(SEARCH)),
        (tr("Mouse"), tr(_MOUSE)),
        (tr("Keys"), tr(_KEYS)),
    ]
    rows = [
        Row("", Content(tr(_INTRO))),
        _line(tr("Marks"), Content(legend())),
        *(row for scope in before for row in _section(table, scope)),
        Row("", Content("")),
        *(_line(name, Content(words)) for name, words in about),
        *(row for scope in scopes[len(before) :] for row in _section(table, scope)),
    ]
    return [replace(row, id=str(place)) for place, row in enumerate(rows)]


def _scopes(table: CommandTable) -> list[Scope]:
    return list(dict.fromkeys(command.scope for command in table.commands))


def _section(table: CommandTable, scope: Scope) -> Iterator[Row]:
    yield Row("", Content(""))
    yield Row("", Content.styled(scope.called, "bold"), heading=True)
    for command in table.of(scope):
        label = f"{command.name}  "
        yield _line(command.shown_key, Content.assemble((label, "bold"), command.shown_help))


def _line(lead: str, words: Content) -> Row:
    return Row("", words, Content.styled(f"{lead:>9}  ", "bold"))
