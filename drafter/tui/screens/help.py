"""Help: every command from the table, and what the marks mean."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Static

from drafter.tui import styles
from drafter.tui.commands import Scope, Table
from drafter.tui.words import LEGEND, SEARCH, STRIP_LEGEND

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

    def __init__(self, table: Table, first: Scope) -> None:
        """`first` is the pane whose keys are told first."""
        super().__init__()
        self._table = table
        self._first = first

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog tall"):
            yield VerticalScroll(Static(help_text(self._table, self._first)), id="help-text")
            yield Button("Close (esc)", id="close", variant="primary")

    def on_mount(self) -> None:
        self.query_one("#help-text").focus()

    def on_button_pressed(self) -> None:
        self.dismiss()


def help_text(table: Table, first: Scope) -> Content:
    """The whole help, made from the table of commands: the pane that is shown first, then what works everywhere."""
    before = [first, Scope.EVERYWHERE]
    scopes = [*before, *(scope for scope in _scopes(table) if scope not in before)]
    return Content("\n").join(
        [
            Content(_INTRO),
            Content.assemble(("Marks  ", "bold"), LEGEND),
            *(line for scope in before for line in _section(table, scope)),
            Content(""),
            Content.assemble(("Marking  ", "bold"), _POINTS),
            Content.assemble(("Regions  ", "bold"), STRIP_LEGEND),
            Content.assemble(("Search  ", "bold"), SEARCH),
            Content.assemble(("Mouse  ", "bold"), _MOUSE),
            Content.assemble(("Keys  ", "bold"), _KEYS),
            *(line for scope in scopes[len(before) :] for line in _section(table, scope)),
        ]
    )


def _scopes(table: Table) -> list[Scope]:
    return list(dict.fromkeys(command.scope for command in table.commands))


def _section(table: Table, scope: Scope) -> Iterator[Content]:
    yield Content("")
    yield Content.styled(scope.capitalize(), "bold underline")
    for command in table.of(scope):
        yield Content.assemble((f"{command.shown_key:>9}  ", "bold"), f"{command.label.rstrip('…'):18} ", command.help)
