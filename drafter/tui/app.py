"""The terminal application: it opens a draft and shows the main screen on it."""

from __future__ import annotations

import asyncio
import gc
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, TypeVar, runtime_checkable

from rich.console import RenderableType
from rich.segment import Segments
from textual import events
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.dom import DOMNode
from textual.driver import Driver
from textual.filter import LineFilter
from textual.notifications import Notify
from textual.screen import Screen

from drafter.corpus.corpus import Corpus
from drafter.corpus.plain_text import harmless
from drafter.errors import DrafterError
from drafter.storage.ui_state import LeftPlace
from drafter.tui import appearance, conversation, terminal_driver, tongue
from drafter.tui.harmless_lines import HarmlessLines
from drafter.tui.last_resort import LastResort
from drafter.tui.main_screen import MainScreen
from drafter.tui.session import Session
from drafter.tui.terminal_driver import Terminal
from drafter.tui.tongue import tr
from drafter.workspace import Workspace

if TYPE_CHECKING:  # loaded where no draft is named
    from drafter.tui.start_screen import Opening

T = TypeVar("T")
_TURNS = 20
"""Turns of the loop in which what a key led to has happened, and a window that it opens is there."""
_A_MOMENT = 0.005
"""Seconds between two looks at whether that stands."""
_LOOKS = 2_000
"""Looks after which the next key is not held back any longer."""
_OFTEN = 1.0
"""Seconds between two looks at where the user is, and at what is to be tidied up."""
_MANY = 5_000
"""New objects from which garbage is looked for: some milliseconds' work, better between keys than with one of them."""
_TOO_MANY = 500_000
"""As above, where it can't wait."""


async def settle(app: App[Any], takers: Sequence[DOMNode]) -> None:
    """Return when what a key began is done, as far as that takes no work of its own: the next key may be there before,
    from somebody who knows drafter, or on a slow line. `takers` hand the key on from one to the next.
    """
    for _ in range(_LOOKS):
        for _ in range(_TURNS):
            await asyncio.sleep(0)
        if not app.screen_stack or (app.screen.is_mounted and not any(taker.message_queue_size for taker in takers)):
            return
        await asyncio.sleep(_A_MOMENT)


def place_in(main: MainScreen, before: LeftPlace | None) -> LeftPlace:
    """Where the user is in the draft, to begin there when it is opened again. `before` is where they were, for what
    they haven't looked at since.
    """
    outline, draft = main.panes.outline, main.workspace.draft
    last = before or LeftPlace("")
    paragraph = (outline.cursor if outline else None) or last.paragraph
    folded = sorted(outline.folded) if outline else last.folded
    still_there = tuple(id for id in folded if id in draft.spots or id in draft.part_by_id)
    return LeftPlace(str(main.panes.scope), main.panes.choose.lists.theme or "", paragraph, still_there)


_ENDING = [getattr(signal, name) for name in ("SIGHUP", "SIGINT", "SIGQUIT", "SIGTERM") if hasattr(signal, name)]
"""The signals that end a program in order."""
_LAST_LOOKS = 160
"""Looks (at `_A_MOMENT`) at whether what was typed before a signal is taken, after which it is left."""


@runtime_checkable
class _Writing(Protocol):
    """A screen in which words are typed that are no part of the draft yet."""

    def keep_typed(self) -> None:
        """Keep them, for the next start to offer."""


class DrafterApp(App[None]):
    """Starts with the workspace given, else with the start screen."""

    TITLE = "drafter"
    CSS_PATH = appearance.MAIN_CSS
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+q", "quit", "Quit", show=False, priority=True)]

    def __init__(
        self,
        corpus: Corpus,
        workspace: Workspace | None,
        folder: Path,
        session: Session,
        came: Path | None = None,
        *,
        alone: Screen[Any] | None = None,
    ) -> None:
        """`came` is a Word file that is taken home into the workspace's draft first; None for none. `alone` is a screen
        of no draft, that is shown instead of the start screen, and with which the application ends.
        """
        super().__init__()
        tongue.speak(session.language)
        self.corpus = corpus
        self.workspace = workspace
        self.folder = folder
        self.session = session
        self._came = came
        self._alone = alone
        self.outcome: Any = None
        """What the screen of no draft returned."""
        self._read: Sequence[str] | None = None
        self.place: LeftPlace | None = None
        """Where the user is in the draft, or was a moment ago."""
        self._can_take = False
        """Whether there is a screen to take what is typed."""
        self._typed: deque[events.Key | events.Paste] = deque()
        """What was typed and is still to be taken."""
        self._taking: asyncio.Task[None] | None = None
        """Who takes it."""
        self._notices = conversation.Notices(self)
        self._harmless = HarmlessLines()
        self.fault: Exception | None = None
        """What nobody foresaw and ended the application; None where the user ended it."""
        self.ended_by = 0
        """The number of the signal that ended the application; 0 where none did."""
        self._ends_on_signals = False
        self._terminal: Terminal | None = None
        """What it is drawn on; None where that is no terminal."""
        self._leaving = False
        self._last_resort = LastResort()
        for theme in appearance.THEMES:
            self.register_theme(theme)
        self._begin_in(session.theme)
        self.set_keymap(dict(session.settings.keys))

    def _begin_in(self, theme: str) -> None:
        """Set the theme before there is anything to show; to change to it would parse the style sheets twice."""
        self.set_reactive(App.theme, theme)
        self.stylesheet.set_variables(self.get_css_variables())
        for name, on in (("-dark-mode", self.current_theme.dark), ("-light-mode", not self.current_theme.dark)):
            self.set_class(on, name, update=False)

    async def on_event(self, event: events.Event) -> None:
        """What is typed goes on one by one, each when the one before has done its work: who knows drafter types ahead,
        and a key is for the window that the one before it opens, or about what that one brought.
        """
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            self._typed.append(event)
            self._take_keys()
        else:
            await super().on_event(event)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Whatever is drawn can't command the terminal."""
        return [*super().get_line_filters(), self._harmless]

    def notify(self, message: str, **how: Any) -> None:
        """As Textual does, with what a terminal would act on shown by its name."""
        super().notify(harmless(message), **how)

    def on_notify(self, message: Notify) -> None:
        self._notices.raised(message.notification)

    def on_ready_for_keys(self) -> None:
        """There is a screen to take keys; what was typed before waited for it."""
        self._can_take = True
        self._take_keys()

    def _take_keys(self) -> None:
        if self._can_take and not self._is_taking:
            self._taking = asyncio.create_task(self._take_each())

    @property
    def _is_taking(self) -> bool:
        return self._taking is not None and not self._taking.done()

    async def _take_each(self) -> None:
        try:
            while self._typed:
                self._notices.forget(older=conversation.READ)
                takers = (self.focused or self.screen).ancestors_with_self if self.screen_stack else []
                await super().on_event(self._typed.popleft())
                await settle(self, takers)
        except Exception as error:  # as in the loops of Textual's own, which don't see this one
            self._handle_exception(error)

    def get_default_screen(self) -> Screen[Any]:
        """The main screen, if there is a draft: with Textual's own below it, every start would lay out one more."""
        if self.workspace is None:
            return super().get_default_screen()
        return self._screen_on(self.workspace)

    def get_driver_class(self) -> type[Driver]:
        """Textual's own, with what is amiss with it in a terminal put right."""
        return terminal_driver.instead_of(super().get_driver_class())

    def driven_by(self, terminal: Terminal) -> None:
        """Know the terminal: what was typed before a signal is taken before the end."""
        self._terminal = terminal

    @contextmanager
    def ending_on_signals(self) -> Iterator[None]:
        """Have signals end the application in order while it runs, and what stands behind it: a second one changes
        nothing. Where the loop is held up, the program is left all the same.
        """
        before = {number: signal.getsignal(number) for number in _ENDING}
        self._ends_on_signals = threading.current_thread() is threading.main_thread()
        try:
            yield
        finally:
            self._last_resort.restore()
            if self._ends_on_signals:
                for number, handler in before.items():
                    signal.signal(number, handler)

    def on_load(self) -> None:
        """Have signals end the application between two steps of its loop: raised within one, SystemExit may be lost, or
        leave Textual's threads running.
        """
        if not self._ends_on_signals:
            return
        loop = asyncio.get_running_loop()
        self._last_resort.stand_by(self._save_all)

        def end(number: int, _frame: object) -> None:
            # A terminal that closes says SIGHUP, then SIGCONT, at which Textual would begin again on what is ending.
            signal.signal(getattr(signal, "SIGCONT", number), lambda *_: None)
            if not self.ended_by:
                self._last_resort.leave_soon(128 + number)
                self.ended_by = number
                with suppress(RuntimeError):  # the loop is closed: what is still to be done is done
                    loop.call_soon_threadsafe(self._end_in_order)

        for number in _ENDING:
            signal.signal(number, end)

    def on_mount(self) -> None:
        if self._alone:
            self.push_screen(self._alone, self._left_alone)
        elif self.workspace is None:
            from drafter.tui.start_screen import StartScreen

            self.push_screen(StartScreen(self.corpus, self.folder, self.session), self.open)
        else:
            self._opened(self.workspace)

    def _left_alone(self, outcome: object) -> None:
        self.outcome = outcome
        self.exit()

    def open(self, chosen: Opening | Corpus | None) -> None:
        """Work on this draft, or begin again with this corpus; without either there is nothing to do."""
        if chosen is None:
            self.exit()
            return
        if isinstance(chosen, Corpus):
            from drafter.tui.start_screen import StartScreen

            self.corpus = chosen
            self.push_screen(StartScreen(chosen, self.folder, self.session), self.open)
            return
        self.workspace = workspace = chosen.workspace
        self._came, self._read = chosen.came, chosen.read
        self.push_screen(self._screen_on(workspace))
        self._opened(workspace)

    def _screen_on(self, workspace: Workspace) -> MainScreen:
        return MainScreen(workspace, self.session, self._notices, self.size, self._came, self._read)

    def _opened(self, workspace: Workspace) -> None:
        self.call_after_refresh(self.session.opened, workspace.file.path)
        self.place = self.session.place_in(workspace.draft.id)
        if self.main:
            self.main.set_interval(_OFTEN, self.note_place)
            self.main.set_interval(_OFTEN, self.tidy_up)

    @property
    def main(self) -> MainScreen | None:
        """The main screen, whatever dialogs stand before it; None before a draft is open."""
        return next((screen for screen in self.screen_stack if isinstance(screen, MainScreen)), None)

    def note_place(self) -> None:
        """Note where the user is: once the screens are closed, they can't be asked any more."""
        if self.main and self.main.is_mounted:
            self.place = place_in(self.main, self.place)

    def tidy_up(self) -> None:
        """Look for garbage, where there may be enough of it."""
        if gc.get_count()[0] > _MANY:
            gc.collect(1)

    def remember_place(self) -> None:
        """Keep where the user was for the next session."""
        if self.workspace and self.place:
            self.session.left(self.workspace.draft.id, self.place)

    def action_command_palette(self) -> None:
        """On the start screen there is no command to find."""
        if self.workspace or self.screen is self._alone:
            super().action_command_palette()

    async def action_quit(self) -> None:
        """Leave by way of the main screen, which saves; not over a dialog, whose words would be lost."""
        if self.main is None:
            self.exit()
        elif self.screen is self.main:
            await self.main.action_run("everywhere.quit")
        else:
            self.notify(tr("Close this first, with esc."), severity="warning", markup=False)

    def save(self) -> None:
        """Write what the last save missed, where that can be done."""
        if self.workspace is not None and self.workspace.file.unsaved:
            with suppress(DrafterError):
                self.workspace.file.save()

    def _end_in_order(self) -> None:
        """Keep what stands in a window, in case that not even this comes to its end; then take what was typed before,
        and leave.
        """
        self._keep_typed()
        self._last_keys = asyncio.create_task(self._take_last_keys())

    async def _take_last_keys(self) -> None:
        """Words that were typed a moment before a signal may be anywhere on their way to the window."""
        terminal = self._terminal
        if terminal:
            terminal.ends = True
            await self._when(lambda: not terminal.unread)
            terminal.disable_input()
        await self._when(lambda: not (self.message_queue_size or self._typed or self._is_taking))
        self.exit()

    async def _when(self, holds: Callable[[], bool]) -> None:
        """Return when it holds, and no later than in moments."""
        for _ in range(_LAST_LOOKS):
            for _ in range(_TURNS):
                await asyncio.sleep(0)
            if holds():
                return
            await asyncio.sleep(_A_MOMENT)

    def _keep_typed(self) -> None:
        for screen in self.screen_stack:
            if isinstance(screen, _Writing):
                screen.keep_typed()

    def _save_all(self) -> None:
        """Where the screens don't end in order any more, write what they would have written then: what is typed first,
        since the draft's file may be locked by what holds them up.
        """
        self._keep_typed()
        self.save()

    def exit(self, result: None = None, return_code: int = 0, message: RenderableType | None = None) -> None:
        self._leaving = True
        self.note_place()
        self.remember_place()
        super().exit(result, return_code, message)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:  # noqa: ARG002
        """The palette is the table of commands; nothing of Textual's own is left."""
        return ()

    def _handle_exception(self, error: Exception) -> None:
        """End in order and without a word: Textual would print the values of variables, which hold the draft (and take
        5 s to do so with 10,000 recommendations). It has no public place that hears of what nobody foresaw.
        """
        if not self._leaving:  # what was being put on a screen that goes misses it, which is no mistake
            self.fault = self.fault or error
        error.__rich__ = lambda: Segments(())  # type: ignore[attr-defined]  # Textual shows what can show itself that way
        super()._handle_exception(error)


def run_alone(screen: Callable[[Session], Screen[T]], corpus: Corpus) -> T | None:
    """Show a screen of no draft until the user leaves it. Returns what it returned. Raises as `run`."""
    session = Session.load()
    app = DrafterApp(corpus, None, Path.cwd(), session, alone=screen(session))
    _run(app)
    return app.outcome  # type: ignore[no-any-return]  # the screen's own


def run(
    corpus: Corpus,
    workspace: Workspace | None,
    folder: Path,
    within: Path | None = None,
    came: Path | None = None,
) -> None:
    """Show the screens until the user leaves. What the last save missed is written, whatever ended them.

    `within` is the only folder that the user can then reach from them; None for all. `came` is a Word file that is
    taken home into the workspace's draft first; None for none. Raises BadInput where the user's
    settings can't be used, and whatever ended the screens unforeseen.
    """
    _run(DrafterApp(corpus, workspace, folder, Session.load(within), came))


def _run(app: DrafterApp) -> None:
    gc.freeze()  # what is loaded now stays: to look through all of it for garbage would halt the screen for a moment
    gc.set_threshold(_TOO_MANY, 20, 20)
    with app.ending_on_signals():
        try:
            app.run()
        finally:
            app.remember_place()
            app.save()
            if app.workspace is not None:
                app.workspace.file.keep_parsed()
    if app.fault:
        raise app.fault
    if app.ended_by:
        sys.exit(128 + app.ended_by)
