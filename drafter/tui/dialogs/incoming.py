"""Questions about a Word file that comes back: which file, what becomes of many edits at once, of undecided ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Button, Static

from drafter.intake.room_edits.room_edit import Decision
from drafter.tui.dialogs.dialog import Dialog
from drafter.tui.dialogs.questions import PickDialog
from drafter.tui.labels import MUTED
from drafter.tui.session import expanded
from drafter.tui.tongue import later, number, shown, tr, tr_count
from drafter.tui.widgets.finder import Finder
from drafter.tui.widgets.row import Row
from drafter.tui.widgets.rows import Rows

_NOT_NOW = "not now"
_WORDS = {
    Decision.TAKEN: later("t  take {count}"),
    Decision.BRACKETED: later("b  bracket {count}, each for its author's party"),
    Decision.LEFT: later("l  leave {count}"),
}


class AllOfThemDialog(Dialog[Decision]):
    """Returns the one decision for several edits; the first answer is to decide nothing."""

    OK = later("Choose")
    KEY = "enter"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "accept", "Choose", show=False),
        Binding("t", f"decide('{Decision.TAKEN}')", "Take", show=False),
        Binding("b", f"decide('{Decision.BRACKETED}')", "Bracket", show=False),
        Binding("l", f"decide('{Decision.LEFT}')", "Leave", show=False),
    ]

    def __init__(self, title: str, edits: int, undecided: int, reached: Mapping[Decision, int], asking: int) -> None:
        """`reached` is how many edits each decision would reach, `asking` how many undecided ones are citations."""
        state = tr_count(
            "{edits} edit, {undecided} undecided.",
            "{edits} edits, {undecided} undecided.",
            edits,
            edits=number(edits),
            undecided=number(undecided),
        )
        alone = tr_count(
            " {count} citation: decided on one by one.", " {count} citations: decided on one by one.", asking
        )
        super().__init__(title, f"{state}{alone if asking else ''}")
        again = "" if undecided > asking else tr(" that you decided on otherwise")
        words = {decision: tr(_WORDS[decision], count=f"{number(count)}{again}") for decision, count in reached.items()}
        self._answers = [
            Row(_NOT_NOW, Content(tr("Decide nothing: look at them first"))),
            *(Row(str(decision), Content(words[decision])) for decision, count in reached.items() if count),
        ]

    def body(self) -> Iterator[Widget]:
        yield Rows(id="choices", menu=True)

    def on_mount(self) -> None:
        rows = self.query_one("#choices", Rows)
        rows.set_rows(self._answers)
        rows.focus()

    def value(self) -> Decision | None:
        answer = self.query_one("#choices", Rows).cursor
        return Decision(answer) if answer and answer != _NOT_NOW else None

    def action_accept(self) -> None:
        self.dismiss(self.value())

    def action_decide(self, decision: str) -> None:
        if any(row.id == decision for row in self._answers):
            self.dismiss(Decision(decision))

    def on_rows_picked(self, event: Rows.Picked) -> None:
        event.stop()
        self.action_accept()


def _counted(count: int) -> str:
    return tr_count("{edits} edit is undecided", "{edits} edits are undecided", count, edits=number(count))


def finishing(undecided: int, name: str) -> PickDialog:
    """Whether to do what was decided while something is undecided: `on` or `do`."""
    do = tr_count(
        "Do what is decided; the other one stays as it is", "Do what is decided; the others stay as they are", undecided
    )
    rows = [
        Row("on", Content(tr("Go on deciding"))),
        Row("do", Content(do)),
    ]
    hint = tr_count(
        "The draft stays as it is there, and it can be taken later from {name}.",
        "The draft stays as it is there, and they can be taken later from {name}.",
        undecided,
        name=name,
    )
    return PickDialog(_counted(undecided), rows, hint=hint)


def leaving_edits(decided: int, name: str) -> PickDialog:
    """What becomes of decisions that were not done: `on`, `do`, `leave` or `forget`."""
    rows = [
        Row("on", Content(tr("Go on here"))),
        Row("do", Content(tr("Do what is decided; what is undecided stays as it is"))),
        Row(
            "leave",
            Content(
                tr("Leave: the draft stays as it is; what you decided is here when {name} is opened again", name=name)
            ),
        ),
        Row("forget", Content(tr("Leave, and forget what you decided"))),
    ]
    return PickDialog(tr("You decided on {decided}, and nothing is done yet", decided=number(decided)), rows)


class TakenHomeDialog(Dialog[bool]):
    """Says what was done, and what somebody should look at. It comes at the end of every taking home, so that the keys
    that end it are always the same: whoever presses Enter once more does nothing to the draft.
    """

    OK = later("Back to the draft")
    KEY = "enter"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "accept", "Back to the draft", show=False)]

    def __init__(self, told: str, contested: Sequence[str], remarks: Sequence[str], revision: str, undo: str) -> None:
        """`revision` is the name of the draft before, `undo` the key that takes all of it back; each empty for none."""
        super().__init__(told)
        kept = tr("The draft as it was is kept as “{revision}”.", revision=revision) if revision else ""
        back = tr("{undo} in the draft takes all of it back.", undo=undo) if undo else ""
        muted = [Content.styled(words, MUTED) for words in (kept, back) if words]
        self._lines = [
            *(
                Content.assemble((tr("Look at this: "), "bold $text-warning"), sentence)
                for sentence in map(shown, contested)
            ),
            *(Content(shown(remark)) for remark in remarks),
            *muted,
        ]

    def body(self) -> Iterator[Widget]:
        yield VerticalScroll(Static(Content("\n").join(self._lines)), id="about")

    def buttons(self) -> Iterator[Button]:
        yield Button(f"{tr(self.OK)} ({tr(self.KEY)})", id="accept", variant="primary")

    def on_mount(self) -> None:
        self.query_one("#about").focus()

    def value(self) -> bool:
        return True


def draft_of(name: str, drafts: Sequence[Path]) -> PickDialog:
    """Which draft a Word file is to be taken home into: the path of one."""
    rows = [Row(str(path), Content(path.name)) for path in drafts]
    return PickDialog(tr("{name} was exported from one of these: copies of one draft", name=name), rows)


class WordFileDialog(Dialog[Path]):
    """Returns the file at the cursor, or else the one whose path is typed. What is typed narrows the list."""

    OK = later("Open")
    KEY = "enter"

    def __init__(
        self, title: str, files: Sequence[tuple[Path, str]], folder: Path, refusal: Callable[[Path], str]
    ) -> None:
        """`files` are those to choose from, with what is said of each; a path that is typed begins in `folder`.
        `refusal` says why a file can't be opened, empty where it may.
        """
        super().__init__(title, tr("Up and down choose, what you type narrows the list; or type a path."))
        self._files = {str(path): (path, about) for path, about in files}
        self._folder = folder
        self._refusal = refusal

    def body(self) -> Iterator[Widget]:
        yield Finder(self._rows, tr("a part of its name, or a path"), "path")

    def _rows(self, typed: str) -> list[Row]:
        key = typed.strip().casefold()
        return [
            Row(id, Content.assemble((path.name, "bold"), (f"   {about}", MUTED)))
            for id, (path, about) in self._files.items()
            if key in path.name.casefold()
        ]

    def value(self) -> Path | None:
        finder = self.query_one(Finder)
        typed, cursor = finder.typed.strip(), finder.cursor
        path = self._files[cursor][0] if cursor else self._folder / expanded(Path(typed)) if typed else None
        why = self._refusal(path) if path else tr("Name a file.")
        self.refuse(why)
        return None if why else path
