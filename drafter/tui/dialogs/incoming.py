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
from drafter.tui.widgets.finder import Finder
from drafter.tui.widgets.row import Row
from drafter.tui.widgets.rows import Rows

_NOT_NOW = "not now"
_WORDS = {
    Decision.TAKEN: "t  take {count}",
    Decision.BRACKETED: "b  bracket {count}, each for its author's party",
    Decision.LEFT: "l  leave {count}",
}


class AllOfThemDialog(Dialog[Decision]):
    """Returns the one decision for several edits; the first answer is to decide nothing."""

    OK = "Choose"
    KEY = "enter"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "accept", "Choose", show=False),
        Binding("t", f"decide('{Decision.TAKEN}')", "Take", show=False),
        Binding("b", f"decide('{Decision.BRACKETED}')", "Bracket", show=False),
        Binding("l", f"decide('{Decision.LEFT}')", "Leave", show=False),
    ]

    def __init__(self, title: str, edits: int, undecided: int, reached: Mapping[Decision, int], asking: int) -> None:
        """`reached` is how many edits each decision would reach, `asking` how many undecided ones are citations."""
        state = f"{edits:,} edit{'' if edits == 1 else 's'}, {undecided:,} undecided."
        alone = f" {asking} citation{'' if asking == 1 else 's'}: decided on one by one." if asking else ""
        super().__init__(title, f"{state}{alone}")
        again = "" if undecided > asking else " that you decided on otherwise"
        words = {decision: _WORDS[decision].format(count=f"{count:,}{again}") for decision, count in reached.items()}
        self._answers = [
            Row(_NOT_NOW, Content("Decide nothing: look at them first")),
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
    return f"{count:,} edit{' is' if count == 1 else 's are'} undecided"


def finishing(undecided: int, name: str) -> PickDialog:
    """Whether to do what was decided while something is undecided: `on` or `do`."""
    other, they = ("the other one stays as it is", "it") if undecided == 1 else ("the others stay as they are", "they")
    rows = [Row("on", Content("Go on deciding")), Row("do", Content(f"Do what is decided; {other}"))]
    hint = f"The draft stays as it is there, and {they} can be taken later from {name}."
    return PickDialog(_counted(undecided), rows, hint=hint)


def leaving_edits(decided: int, name: str) -> PickDialog:
    """What becomes of decisions that were not done: `on`, `do`, `leave` or `forget`."""
    rows = [
        Row("on", Content("Go on here")),
        Row("do", Content("Do what is decided; what is undecided stays as it is")),
        Row("leave", Content(f"Leave: the draft stays as it is; what you decided is here when {name} is opened again")),
        Row("forget", Content("Leave, and forget what you decided")),
    ]
    return PickDialog(f"You decided on {decided:,}, and nothing is done yet", rows)


class TakenHomeDialog(Dialog[bool]):
    """Says what was done, and what somebody should look at. It comes at the end of every taking home, so that the keys
    that end it are always the same: whoever presses Enter once more does nothing to the draft.
    """

    OK = "Back to the draft"
    KEY = "enter"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "accept", "Back to the draft", show=False)]

    def __init__(self, told: str, contested: Sequence[str], remarks: Sequence[str], revision: str, undo: str) -> None:
        """`revision` is the name of the draft before, `undo` the key that takes all of it back; each empty for none."""
        super().__init__(told)
        kept = f"The draft as it was is kept as “{revision}”." if revision else ""
        back = f"{undo} in the draft takes all of it back." if undo else ""
        muted = [Content.styled(words, MUTED) for words in (kept, back) if words]
        self._lines = [
            *(Content.assemble(("Look at this: ", "bold $text-warning"), sentence) for sentence in contested),
            *map(Content, remarks),
            *muted,
        ]

    def body(self) -> Iterator[Widget]:
        yield VerticalScroll(Static(Content("\n").join(self._lines)), id="about")

    def buttons(self) -> Iterator[Button]:
        yield Button(f"{self.OK} ({self.KEY})", id="accept", variant="primary")

    def on_mount(self) -> None:
        self.query_one("#about").focus()

    def value(self) -> bool:
        return True


def draft_of(name: str, drafts: Sequence[Path]) -> PickDialog:
    """Which draft a Word file is to be taken home into: the path of one."""
    rows = [Row(str(path), Content(path.name)) for path in drafts]
    return PickDialog(f"{name} was exported from one of these: copies of one draft", rows)


class WordFileDialog(Dialog[Path]):
    """Returns the file at the cursor, or else the one whose path is typed. What is typed narrows the list."""

    OK = "Open"
    KEY = "enter"

    def __init__(
        self, title: str, files: Sequence[tuple[Path, str]], folder: Path, refusal: Callable[[Path], str]
    ) -> None:
        """`files` are those to choose from, with what is said of each; a path that is typed begins in `folder`.
        `refusal` says why a file can't be opened, empty where it may.
        """
        super().__init__(title, "Up and down choose, what you type narrows the list; or type a path.")
        self._files = {str(path): (path, about) for path, about in files}
        self._folder = folder
        self._refusal = refusal

    def body(self) -> Iterator[Widget]:
        yield Finder(self._rows, "a part of its name, or a path", "path")

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
        why = self._refusal(path) if path else "Name a file."
        self.refuse(why)
        return None if why else path
