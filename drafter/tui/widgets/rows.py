"""A list of rows, of several lines each, with a cursor and marks that survive a change of the rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.style import Style
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from drafter.tui.widgets.hanging import Hanging

NO_LEAD = Content("")
_MARK = Style.from_meta({"mark": True})
_FEW = 12
"""Up to so many changed rows are replaced one by one; beyond, building the list anew is cheaper."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row. Its content is never read as markup."""

    id: str
    """Unique in the list."""
    content: Content
    lead: Content = NO_LEAD
    """A mark or number; the content's lines all begin to the right of it."""
    heading: bool = False
    """A heading is passed over by cursor and mouse."""
    markable: bool = True

    @property
    def plain(self) -> str:
        """What the row says."""
        return f"{self.lead.plain}{self.content.plain}"


class Rows(OptionList, inherit_bindings=False):
    """Rows to move through and, where `markable`, to mark. Its content is plain text, whatever brackets it holds.

    A click moves the cursor, a double click, Enter or a click on something with the meta `act` selects; where
    `menu` is said, a single click selects.
    """

    # Without those of a scrolling widget: rows wrap, and left and right are the panes' own.
    BINDINGS: ClassVar[list[BindingType]] = list(OptionList.BINDINGS)

    @dataclass
    class Marked(Message):
        """Marks were set or taken away."""

        rows: Rows

    def __init__(self, *, id: str | None = None, markable: bool = False, menu: bool = False) -> None:
        super().__init__(id=id, markup=False)
        self._markable = markable
        self._menu = menu
        self._rows: tuple[Row, ...] = ()
        self._marked: frozenset[str] = frozenset()

    @property
    def cursor(self) -> str | None:
        """The id of the row at the cursor; None where there is no row."""
        option = self.highlighted_option
        return option.id if option else None

    @property
    def marked(self) -> list[str]:
        """The marked rows' ids, in the order of the rows."""
        return [row.id for row in self._rows if row.id in self._marked]

    @property
    def rows(self) -> tuple[Row, ...]:
        """What is shown."""
        return self._rows

    @property
    def chosen(self) -> list[str]:
        """The marked rows, else the one at the cursor; empty where there is neither."""
        return self.marked or [self.cursor] if self.cursor else self.marked

    def set_rows(self, rows: Sequence[Row], cursor: str | None = None) -> None:
        """Show these rows. The cursor goes to the row named, else stays on its row, else near to where it was."""
        before, offset, top = self.cursor, self.highlighted, self.scroll_offset.y
        wanted = cursor if cursor is not None else before
        old, self._rows = self._rows, tuple(rows)
        self._marked &= {row.id for row in rows}
        with self.prevent(OptionList.OptionHighlighted):
            if not self._replaced(old):
                self.set_options([self._option(row) for row in rows])
                self.highlighted = self._near(wanted, offset)
                if wanted == before is not None:
                    self.scroll_to(y=top, animate=False, force=True, immediate=True)
                    self.scroll_to_highlight()
            elif wanted != before or before is None:
                self.highlighted = self._near(wanted, offset)

    def go(self, id: str) -> bool:
        """Put the cursor on the row; False where there is none with this id."""
        at = next((place for place, row in enumerate(self._rows) if row.id == id), None)
        if at is None:
            return False
        self.highlighted = at
        return True

    def toggle_mark(self, id: str | None) -> None:
        """Mark the row or take its mark away; nothing for None or where rows can't be marked."""
        at = next((place for place, row in enumerate(self._rows) if row.id == id and row.markable), None)
        if at is None or not self._markable or id is None:
            return
        self._marked ^= {id}
        self.replace_option_prompt_at_index(at, self._prompt(self._rows[at]))
        self.post_message(self.Marked(self))

    def clear_marks(self) -> None:
        for id in self.marked:
            self.toggle_mark(id)

    def _replaced(self, old: tuple[Row, ...]) -> bool:
        """Replace the few rows that changed, where the ids are the same; False where that can't be done."""
        if not old or [(row.id, row.heading) for row in old] != [(row.id, row.heading) for row in self._rows]:
            return False
        changed = [place for place, (one, other) in enumerate(zip(old, self._rows, strict=True)) if one != other]
        if len(changed) > _FEW:
            return False
        for place in changed:
            self.replace_option_prompt_at_index(place, self._prompt(self._rows[place]))
        return True

    def _near(self, wanted: str | None, offset: int | None) -> int | None:
        selectable = [place for place, row in enumerate(self._rows) if not row.heading]
        found = next((place for place in selectable if self._rows[place].id == wanted), None)
        if found is not None or not selectable:
            return found
        return min(selectable, key=lambda place: abs(place - (offset or 0)))

    def _option(self, row: Row) -> Option:
        return Option(self._prompt(row), id=row.id, disabled=row.heading)

    def _prompt(self, row: Row) -> Hanging:
        if not self._markable or row.heading:
            return Hanging(row.lead, row.content)
        mark = ("* " if row.id in self._marked else "· ", _MARK) if row.markable else "  "
        return Hanging(Content.assemble(mark, row.lead), row.content)

    async def _on_click(self, event: events.Click) -> None:
        event.prevent_default()
        at = event.style.meta.get("option")
        if at is None or self._rows[at].heading:
            return
        self.highlighted = at
        if event.ctrl or event.shift or "mark" in event.style.meta:
            self.toggle_mark(self._rows[at].id)
        elif self._menu or event.chain == 2 or "act" in event.style.meta:
            self.action_select()
