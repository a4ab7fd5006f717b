"""Help: every command from the table, and what the marks mean."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button

from drafter.tui import styles
from drafter.tui.commands import Scope, Table
from drafter.tui.widgets.listing import Row
from drafter.tui.widgets.page import Page
from drafter.tui.words import LEGEND, SEARCH, strip_legend

_INTRO = (
    "Take the regional points that you want into the draft (1), put the paragraphs in order and word them (2), see "
    "what is covered (3), read the document (4), export it (x). Every change is saved within a second, and u undoes it."
)
_MOUSE = (
    "a click goes there, a double click is Enter; a click on the · or the [ ] before a point, or with Ctrl, marks it; "
    "in a list of answers one click chooses; tabs, keys and underlined words can be clicked"
)
_POINTS = (
    "space marks a point (*) and goes on to the next; marks stay while you search, filter and go to other themes, and "
    "what you then do is done with all of them; esc takes them away"
)


_KEYS = "yours to change: drafter settings --write makes a file with all of them (on the command line)"


class HelpScreen(ModalScreen[None]):
    """One page to scroll; any of Escape, q, ? or Enter closes it."""

    CSS_PATH = styles.DIALOGS
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q,question_mark,f1,enter", "dismiss", "Close")]

    def __init__(self, table: Table, first: Scope, code: str) -> None:
        """`first` is the pane whose keys are told first, `code` the region with which signs are shown."""
        super().__init__()
        self._table = table
        self._first = first
        self._code = code

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog tall"):
            yield Page(help_rows(self._table, self._first, self._code), id="help-text")
            yield Button("Close (esc)", id="close", variant="primary")

    def on_mount(self) -> None:
        self.query_one("#help-text").focus()

    def on_button_pressed(self) -> None:
        self.dismiss()


def help_rows(table: Table, first: Scope, code: str) -> list[Row]:
    """The whole help, made from the table of commands: the pane that is shown first, then what works everywhere."""
    before = [first, Scope.EVERYWHERE]
    scopes = [*before, *(scope for scope in _scopes(table) if scope not in before)]
    regions = strip_legend(code)
    about = [("Marking", _POINTS), ("Regions", regions), ("Search", SEARCH), ("Mouse", _MOUSE), ("Keys", _KEYS)]
    rows = [
        Row("", Content(_INTRO)),
        _line("Marks", Content(LEGEND)),
        *(row for scope in before for row in _section(table, scope)),
        Row("", Content("")),
        *(_line(name, Content(words)) for name, words in about),
        *(row for scope in scopes[len(before) :] for row in _section(table, scope)),
    ]
    return [replace(row, id=str(place)) for place, row in enumerate(rows)]


def _scopes(table: Table) -> list[Scope]:
    return list(dict.fromkeys(command.scope for command in table.commands))


def _section(table: Table, scope: Scope) -> Iterator[Row]:
    yield Row("", Content(""))
    yield Row("", Content.styled(scope.capitalize(), "bold"), heading=True)
    for command in table.of(scope):
        label = f"{command.label.rstrip('…')}  "
        yield _line(command.shown_key, Content.assemble((label, "bold"), command.help))


def _line(lead: str, words: Content) -> Row:
    return Row("", words, Content.styled(f"{lead:>9}  ", "bold"))
