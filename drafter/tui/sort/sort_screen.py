"""The screen on which points are put under themes: what waits, the themes, and which of them a point is like."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.timer import Timer

from drafter.corpus import sorting
from drafter.corpus.corpus import UNSORTED, Corpus, Section, Theme
from drafter.corpus.sorting import SuggestedTheme
from drafter.errors import DrafterError
from drafter.tui import appearance
from drafter.tui.apart_screen import ApartScreen
from drafter.tui.commands import Scope, bindings_of
from drafter.tui.conversation import Conversation
from drafter.tui.dialogs.questions import Answer, FormDialog, FormField
from drafter.tui.messages import ReadyForKeys
from drafter.tui.session import Session
from drafter.tui.sort.sort_display import (
    SECTION,
    THEME,
    point_rows,
    point_text,
    theme_name,
    tree_rows,
    tree_text,
    where_text,
)
from drafter.tui.tongue import number, tr
from drafter.tui.widgets.bars import Frame, Plain, Says
from drafter.tui.widgets.rows import Rows
from drafter.tui.widgets.sheet import Reader
from drafter.workspace.corpus_file import CorpusFile

_SOON = 0.4
"""Seconds after an edit in which it is saved."""


class SortScreen(ApartScreen[None]):
    """Every edit is in the corpus's file within a second, and undo takes it back."""

    SCOPE = Scope.SORT
    LAST = ("leave",)
    AUTO_FOCUS = "#sort-points"
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(Scope.SORT)

    def __init__(self, file: CorpusFile, session: Session) -> None:
        super().__init__(file.corpus, session)
        self.file = file
        self._looking: tuple[str, str] | None = None
        """The section's and the theme's titles of what is looked into; None for what waits."""
        self._saving: Timer | None = None
        self.points = Rows(id="sort-points", markable=True)
        self.themes = Rows(id="sort-themes")
        self._where, self._text, self._line = Plain(id="sort-where"), Reader(id="sort-text"), Says()
        self.conversation = Conversation(self, self._line.say)
        self.actions |= {
            "put": self._put,
            "suggested": self._put_as_suggested,
            "also": lambda: self._put_under(self._theme_at_cursor, leave=False),
            "take_out": self._take_out,
            "mark": self._mark,
            "theme": self._add_theme,
            "section": self._add_section,
            "rename": self._rename,
            "remove": self._remove,
            "look": self._look,
            "points": lambda: self.set_focus(self.points),
            "themes": lambda: self.set_focus(self.themes),
            "text": self._text.page,
            "undo": self._undo,
            "redo": self._redo,
            "leave": self._leave,
        }

    def compose(self) -> ComposeResult:
        appearance.fit(self, self.app.size)
        yield self._where
        with Frame(classes="panes"):
            yield self.points
            with Frame(id="sort-beside"):
                yield self.themes
                yield self._text
        yield self._line
        yield self.key_bar

    def on_mount(self) -> None:
        self.points.follower = self._show_text
        self.themes.follower = self._show_text
        self._show(top=True)
        self.post_message(ReadyForKeys())

    def on_descendant_focus(self) -> None:
        self._show_text()

    def on_unmount(self) -> None:
        self.keep_typed()

    def keep_typed(self) -> None:
        """Save what was edited a moment ago, where that can be done."""
        with suppress(DrafterError):
            self.file.save()

    # What is shown

    @property
    def corpus(self) -> Corpus:
        return self.file.corpus

    @property
    def looked_into(self) -> Theme | None:
        """The theme whose points are listed; None for what waits."""
        return next(
            (
                theme
                for section in self.corpus.sorted_sections
                for theme in section.themes
                if (section.title, theme.title) == self._looking
            ),
            None,
        )

    @property
    def chosen(self) -> list[str]:
        """The marked points, else the one at the cursor."""
        return [id for id in self.points.chosen if id in self.corpus.by_id]

    @property
    def suggestions(self) -> list[SuggestedTheme]:
        return sorting.suggested(self.corpus, self.chosen) if self.chosen else []

    @property
    def _on_tree(self) -> bool:
        return self.focused is self.themes

    @property
    def _theme_at_cursor(self) -> Theme | None:
        """The theme at the tree's cursor; of a section with one theme, that one."""
        cursor = self.themes.cursor or ""
        if cursor.startswith(THEME):
            return self.corpus.theme(cursor.removeprefix(THEME))
        section = self._section_at_cursor
        return section.themes[0] if section and len(section.themes) == 1 else None

    @property
    def _section_at_cursor(self) -> Section | None:
        """The section at the tree's cursor, or of the theme there."""
        cursor = self.themes.cursor or ""
        if cursor.startswith(THEME):
            return self.corpus.section_of.get(cursor.removeprefix(THEME))
        return next((each for each in self.corpus.sorted_sections if f"{SECTION}{each.id}" == cursor), None)

    def _show(self, *, top: bool = False, themes: str | None = None) -> None:
        into = self.looked_into
        ids = into.placements if into else self.corpus.unsorted
        self.points.unmark(set(self.points.marks) - set(ids))
        self.points.set_rows(point_rows(self.corpus, ids), top=top)
        self.points.border_title = Content(into.label if into else tr("Not sorted yet"))
        self.themes.set_rows(list(tree_rows(self.corpus)), themes)
        self.themes.border_title = Content(tr("Themes"))
        self._show_text()

    def _show_text(self) -> None:
        into = self.looked_into
        looking = tr("Under {label}", label=into.label) if into else tr("Not sorted yet")
        where = where_text(self.corpus, self.file.path.name, looking, len(self.points.marked))
        self._where.update(where, layout=False)
        cursor = self.points.cursor if self.points.cursor in self.corpus.by_id else None
        if self._on_tree:
            theme = self._theme_at_cursor
            self._text.show(tree_text(self.corpus, self._section_at_cursor, theme))
        else:
            self._text.show(point_text(self.corpus, self.chosen, cursor, self.suggestions))
        self.show_keys()

    @on(Rows.Marked)
    def _marks_changed(self) -> None:
        self._show_text()

    def offers(self) -> Mapping[str, bool | str]:
        count, into = len(self.chosen), self.looked_into
        some = tr("{count} points", count=number(count)) if count > 1 else tr("it")
        here = self._theme_at_cursor is not None
        likest = self.suggestions[:1]
        return {
            "put": count > 0 and (here and tr("Put {some} here", some=some) if self._on_tree else tr("Choose a theme")),
            "suggested(1)": bool(likest) and tr("Put {some} as suggested", some=some),
            "also": into is not None and here and self._on_tree,
            "take_out": into is not None and count > 0,
            "mark": not self._on_tree,
            "rename": self.themes.cursor is not None,
            "remove": self._on_tree,
            "look": tr("What waits") if into and not self._on_tree else here,
            "undo": bool(self.file.steps.past),
        }

    # What is done

    @on(Rows.Picked)
    def _picked(self) -> None:
        self.action_run("sort.put")

    def _put(self) -> None:
        """From the points, go to the themes; there, put the points under the one at the cursor, and go back."""
        if self._on_tree:
            self._put_under(self._theme_at_cursor)
        else:
            self.set_focus(self.themes)

    def _put_as_suggested(self, place: int) -> None:
        suggestions = self.suggestions
        if place > len(suggestions):
            self.conversation.warn(tr("No theme is like it yet: put a few points by hand first."))
        else:
            self._put_under(suggestions[place - 1].theme)

    def _put_under(self, theme: Theme | None, *, leave: bool = True) -> None:
        ids, into = self.chosen, self.looked_into
        out_of = into.id if into and leave else "" if into else UNSORTED
        name = theme_name(self.corpus, theme) if theme else ""
        if self._edit(
            lambda corpus: sorting.put(corpus, ids, theme.id if theme else "", out_of),
            tr("{some} put under {name}", some=_some(ids), name=name),
        ):
            self.set_focus(self.points)

    def _take_out(self) -> None:
        ids, into = self.chosen, self.looked_into
        if into is None:
            self.conversation.warn(tr("These are not sorted yet. Look into a theme first: v."))
            return
        self._edit(
            lambda corpus: sorting.take_out(corpus, ids, into.id),
            tr("{some} taken out of {label}", some=_some(ids), label=into.label),
        )

    def _mark(self) -> None:
        if not self._on_tree:
            self.points.toggle_mark(self.points.cursor)
            self.points.action_cursor_down()

    async def _add_section(self) -> None:
        title = await self._asked(
            tr("A new section"), tr("Its title"), lambda title: sorting.add_section(self.corpus, title)
        )
        if title and self._edit(
            lambda corpus: sorting.add_section(corpus, title), tr("new section {title}", title=title)
        ):
            self._show(themes=f"{SECTION}{self.corpus.sorted_sections[-1].id}")
            self.set_focus(self.themes)

    async def _add_theme(self) -> None:
        """A new theme in the section at the cursor; where there is none yet, a section first."""
        if not self.corpus.sorted_sections:
            await self._add_section()
        section = self._section_at_cursor
        if section is None:
            return
        title = await self._asked(
            tr("A new theme in {title}", title=section.title),
            tr("Its title"),
            lambda title: sorting.add_theme(self.corpus, section.id, title),
        )
        if title and self._edit(
            lambda corpus: sorting.add_theme(corpus, section.id, title), tr("new theme {title}", title=title)
        ):
            themes = next(each.themes for each in self.corpus.sorted_sections if each.id == section.id)
            self._show(themes=f"{THEME}{themes[-1].id}")
            self.set_focus(self.themes)

    async def _rename(self) -> None:
        cursor, section = self.themes.cursor or "", self._section_at_cursor
        theme = self._theme_at_cursor if cursor.startswith(THEME) else None
        if section is None:
            return
        looking = self._looking

        def renamed(corpus: Corpus, title: str) -> Corpus:
            if theme:
                return sorting.rename_theme(corpus, theme.id, title)
            return sorting.rename_section(corpus, section.id, title)

        before = theme.title if theme else section.title
        title = await self._asked(tr("Another title"), before, lambda title: renamed(self.corpus, title), before)
        if title and title != before:
            if looking == (section.title, theme.title if theme else None):
                self._looking = (section.title, title)
            elif looking and looking[0] == section.title and not theme:
                self._looking = (title, looking[1])
            self._edit(
                lambda corpus: renamed(corpus, title), tr("{before} renamed {title}", before=before, title=title)
            )

    async def _asked(self, title: str, label: str, tried: Callable[[str], object], value: str = "") -> str:
        """What the user calls it; empty where he left."""

        def refusal(answer: Answer) -> str:
            try:
                tried(answer["title"])
            except DrafterError as error:
                return str(error)
            return ""

        form = FormDialog(title, [FormField("title", label, value)], refusal=refusal)
        answer = await self.conversation.ask(form)
        return " ".join(answer["title"].split()) if answer else ""

    def _remove(self) -> None:
        """Remove the theme or section at the cursor; what stood there alone waits again."""
        cursor, section = self.themes.cursor or "", self._section_at_cursor
        if section is None or not self._on_tree:
            self.conversation.warn(tr("Put the cursor on a theme or section first."))
        elif cursor.startswith(THEME):
            id = cursor.removeprefix(THEME)
            removed = tr("{title} removed", title=self.corpus.theme(id).label)  # type: ignore[union-attr]
            self._edit(lambda corpus: sorting.remove_theme(corpus, id), removed)
        else:
            self._edit(
                lambda corpus: sorting.remove_section(corpus, section.id), tr("{title} removed", title=section.title)
            )

    def _look(self) -> None:
        """Look into the theme at the cursor, or at what waits again."""
        theme = self._theme_at_cursor
        if self.looked_into and not self._on_tree:
            self._looking = None
        elif theme is None:
            self.conversation.warn(tr("Put the cursor on a theme first."))
            return
        else:
            self._looking = self.corpus.section_of[theme.id].title, theme.title
        self.points.clear_marks()
        self._show(top=True)
        self.set_focus(self.points)

    # Steps, and the file

    def _edit(self, change: Callable[[Corpus], Corpus], name: str) -> bool:
        return self._step(lambda: self.file.edit(change, name), tr("Done"))

    def _undo(self) -> None:
        self._step(self.file.undo, tr("Undone"))

    def _redo(self) -> None:
        self._step(self.file.redo, tr("Redone"))

    def _step(self, way: Callable[[], str], word: str) -> bool:
        try:
            said = way()
        except DrafterError as error:
            self.conversation.warn(str(error))
            return False
        self._line.say(f"{word}: {said}")
        self._show()
        if self._saving:
            self._saving.stop()
        self._saving = self.set_timer(_SOON, self._save)
        return True

    def _save(self) -> None:
        try:
            self.file.save()
        except DrafterError as error:
            self.conversation.complain(str(error))

    def _leave(self) -> None:
        """From a theme, back to what waits; from there, leave, with all saved."""
        if self._on_tree:
            self.set_focus(self.points)
        elif self.looked_into:
            self._look()
        else:
            try:
                self.file.save()
            except DrafterError as error:
                self.conversation.complain(str(error))
                return
            self.dismiss(None)


def _some(ids: list[str]) -> str:
    return ids[0] if len(ids) == 1 else tr("{count} points", count=len(ids))
