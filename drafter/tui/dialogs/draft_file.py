"""Dialogs about the draft's file: it can't be saved, an earlier session left work, an earlier version comes back."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Sequence
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget

from drafter.draft.draft import Draft
from drafter.draft.draft_difference import Named, differences
from drafter.draft.word_difference import Fate, difference
from drafter.storage.unsaved_drafts import KeptWork
from drafter.storage.unsaved_texts import Purpose, Unfinished
from drafter.tui.dialogs.dialog import Dialog
from drafter.tui.dialogs.questions import PickDialog
from drafter.tui.labels import labelled
from drafter.tui.tongue import later, moment, number, shown, tr, tr_count
from drafter.tui.widgets.row import Row
from drafter.tui.widgets.rows import Rows
from drafter.tui.widgets.sheet import Reader
from drafter.workspace import Workspace, quoted_beginning

_WAYS_OUT = {
    "as": later("Save under another name…"),
    "merge": later("Merge both: what is there now and what you did here; one step, which undo takes back"),
    "later": later("Go on working; your work stays here, unsaved, until it can be saved"),
    "stay": later("Stay"),
    "leave": later("Leave without saving: your work is kept apart, and offered next time"),
}
_UNSAVED = later("The draft can't be saved")


def ways_out(fault: str, *, merging: bool) -> PickDialog:
    """How to go on where a save failed: `merge`, if somebody else changed the file, `as` or `later`."""
    title = tr("Somebody else changed the file") if merging else tr(_UNSAVED)
    return PickDialog(title, _ways([*(["merge"] if merging else []), "as", "later"]), hint=shown(fault))


def leaving(fault: str) -> PickDialog:
    """How to leave where the last save failed: `as`, `stay` or `leave`."""
    return PickDialog(tr(_UNSAVED), _ways(["as", "stay", "leave"]), hint=shown(fault))


def _ways(ids: Sequence[str]) -> list[Row]:
    return [Row(id, Content(tr(_WAYS_OUT[id]))) for id in ids]


def kept_work(kept: KeptWork) -> PickDialog:
    """What to do with work that could not be saved: `recover`, `later` or `dismiss`."""
    rows = [
        Row("recover", Content(tr("Bring it back: merged with what the file holds, one step, which undo takes back"))),
        Row("later", Content(tr("Not now; ask again when the draft is opened next"))),
        Row("dismiss", Content(tr("Do without it; it stays among the earlier versions"))),
    ]
    when = moment(kept.when.astimezone())
    return PickDialog(
        tr("There is work that never reached this file"), rows, hint=tr("drafter kept it on {when}.", when=when)
    )


_WRITING = {
    Purpose.WORDING: later("The wording of {what}"),
    Purpose.NOTE: later("A note on {what}"),
    Purpose.NEW: later("A new paragraph"),
    Purpose.MERGED: later("One paragraph for {what}"),
    Purpose.UNITED: later("One paragraph of {what}"),
    Purpose.PROPOSAL: later("{parties} on {what}"),
    Purpose.ADDITION: later("A paragraph after {what}, for {parties}"),
    Purpose.ALTERNATIVE: later("An alternative to {what}, for {parties}"),
}


def left_words(words: Unfinished, workspace: Workspace) -> PickDialog:
    """What to do with words of a window that was open at the end: `take`, `look`, `later` or `drop`."""
    sources = ", ".join(workspace.refs.get(source, source) for source in words.sources)
    ref = workspace.refs.get(words.at, tr("a paragraph that is gone"))
    rows = [
        Row("take", Content(tr("Take them up as they are: one step, which undo takes back"))),
        Row("look", Content(tr("Look at them in the window that they were written in"))),
        Row("later", Content(tr("Not now; ask again when the draft is opened next"))),
        Row("drop", Content(tr("Do without them"))),
    ]
    what = tr(_WRITING[words.purpose], what=sources or ref, parties=", ".join(words.parties))
    hint = f"{what}: {quoted_beginning(_fresh(workspace.editors.text_before(words), words.text).strip(), 300)}"
    return PickDialog(tr("Words that you were writing when drafter ended"), rows, hint=hint)


def _fresh(before: str, text: str) -> str:
    """The text from the first to the last of its words that weren't there before; all of it where none is new."""
    stretches = [stretch for stretch in difference(before, text) if stretch.fate is not Fate.OUT]
    new = [place for place, stretch in enumerate(stretches) if stretch.fate is Fate.IN]
    return "".join(stretch.text for stretch in stretches[new[0] : new[-1] + 1]) if new else text


def going_back(version: str, otherwise: Content) -> PickDialog:
    """Whether to go back to a version, given what it has otherwise than the draft: `stay` or `back`."""
    rows = [
        Row("stay", Content(tr("Leave the draft as it is now"))),
        Row("back", Content(tr("Go back to {version}: one step, which undo takes back", version=version))),
    ]
    hint = tr("This is what it has otherwise than the draft has it now.")
    return PickDialog(tr("Go back to {version}?", version=version), rows, hint=hint, about=otherwise)


_VERSIONS_HINT = later("Enter: back to it, which is asked first. ctrl+↑↓: text.")
_WAIT = Content("…")
_PAUSE = 0.15
"""Seconds that the cursor rests before its version is read: who holds an arrow down passes many, and reads none."""
_FEW = 3
"""How many are named of what differs in one way."""


class VersionsDialog(Dialog[str]):
    """Returns the id of the version picked, by Enter or a double click: a single one shows what there is to know."""

    OK = later("Go back to it")
    KEY = "enter"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "accept", "Go back to it", show=False),
        Binding("ctrl+down", "text(1)", "Text on", show=False),
        Binding("ctrl+up", "text(-1)", "Text back", show=False),
    ]

    def __init__(
        self,
        rows: Sequence[Row],
        tell: Callable[[str], Content],
        title: str = later("Earlier versions of this draft"),
        hint: str = later("One is kept every five minutes of work."),
    ) -> None:
        """`title` and `hint` are in English. `tell` says what the version with this id has otherwise; it may take long,
        and is called in a thread.
        """
        super().__init__(tr(title), f"{tr(hint)} {tr(_VERSIONS_HINT)}")
        self._versions = rows
        self._tell = tell
        self._told: dict[str, Content] = {}

    def body(self) -> Iterator[Widget]:
        yield Rows(id="versions")
        yield Reader(id="otherwise")

    def on_mount(self) -> None:
        rows = self.query_one("#versions", Rows)
        rows.set_rows(self._versions)
        rows.focus()
        self._read(rows.cursor)

    def on_rows_moved(self, event: Rows.Moved) -> None:
        event.stop()
        self._read(event.rows.cursor)

    @work(exclusive=True)
    async def _read(self, id: str | None) -> None:
        """Show what is told of the version; the dialog goes on meanwhile, and another row ends the waiting for it."""
        reader = self.query_one(Reader)
        if id and id not in self._told:
            reader.show(_WAIT)
            await asyncio.sleep(_PAUSE)
            self._told[id] = await asyncio.to_thread(self._tell, id)
        reader.show(self._told[id] if id else Content(""))

    def action_text(self, by: int) -> None:
        self.query_one(Reader).page(by)

    def value(self) -> str | None:
        return self.query_one("#versions", Rows).cursor

    def on_rows_picked(self, event: Rows.Picked) -> None:
        event.stop()
        self.action_accept()


def otherwise(version: Draft, now: Draft) -> Content:
    """What the version has otherwise than the draft has it now, a line for each way in which the two differ."""
    found = differences(version, now)
    if not found:
        return Content(tr("The same as the draft is now."))
    lines = [labelled(shown(how), _few(names)) if names else Content(f"{shown(how)}.") for how, names in found.items()]
    return Content("\n").join([Content(_counted(_count(version), _count(now))), *lines])


def _counted(then: int, now: int) -> str:
    words = tr_count("{number} paragraph", "{number} paragraphs", then, number=number(then))
    if then == now:
        return tr("{words}, as there are now.", words=words)
    there = tr_count("there is {number} now.", "there are {number} now.", now, number=number(now))
    return f"{words}; {there}"


def _count(draft: Draft) -> int:
    return sum(len(part.paragraphs) for part in draft.parts)


def _few(names: Sequence[Named]) -> str:
    """`OP4 “We train…”, OP7 “We share…” and 3 more`."""
    few = [
        " ".join(filter(None, (name.ref, quoted_beginning(name.text) if name.text else ""))) for name in names[:_FEW]
    ]
    return ", ".join(few) + (tr(" and {count} more", count=len(names) - _FEW) if len(names) > _FEW else "")
