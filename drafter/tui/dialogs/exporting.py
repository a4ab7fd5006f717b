"""Where to write the document, in which format, and what is in it."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, RadioSet, Static

from drafter.export import FORMATS, Options, Sources
from drafter.model.table import AnnexKind
from drafter.tui.dialogs.dialog import Dialog
from drafter.tui.session import expanded
from drafter.tui.widgets.toggles import Box, Dot

_SOURCES = {
    Sources.FOOTNOTES: "in footnotes",
    Sources.INLINE: "in the text, [AP 62(a)]",
    Sources.COMMENTS: "as comments, in full",
    Sources.NONE: "not at all",
}
_ANNEXES = {
    AnnexKind.SOURCES: "table of sources, in full",
    AnnexKind.DERIVATION: "derivation of each paragraph",
    AnnexKind.COVERAGE: "coverage",
    AnnexKind.NOT_REFLECTED: "points not reflected",
    AnnexKind.SET_ASIDE: "points set aside, and why",
}
_WHOLE = "the declaration"
_SOON = 0.01
"""Seconds until a dot is set because of another. At once, or by `call_later`, its set would not hear of it: Textual
passes on to what a `RadioSet`'s message leads to that dots are silent.
"""


@dataclass(frozen=True, slots=True)
class ExportWish:
    """A file to write."""

    path: Path
    replace: bool = False
    """Whether a file that is there already may be replaced."""
    options: Options = Options()  # noqa: RUF009  (a frozen value)


def _never(_: Path) -> str:
    return ""


class Exporting(Dialog[ExportWish]):
    """Returns the file to write, and how. The format follows the name's suffix, and the name the format."""

    OK = "Export"

    def __init__(
        self,
        wish: ExportWish,
        own: Collection[Path] = (),
        changed: Collection[Path] = (),
        *,
        fault: str = "",
        refusal: Callable[[Path], str] = _never,
    ) -> None:
        """`own` are the files that are as this session wrote them, and may be written again; `changed` those that it
        wrote and somebody else then did. `fault` is why the last try failed; `refusal` says why a file can't be
        written, empty where it may.
        """
        super().__init__("Export the document", "Tab: on to the next, space: choose or tick.")
        self._wish = wish
        self._own, self._changed = own, changed
        self._fault = fault
        self._named = str(wish.path)
        """What stands in the line for the file."""
        self._refusal = refusal
        self._stems = [wish.path.stem, *(f"{wish.path.stem}-{kind}" for kind in _ANNEXES)]
        """The file's name for the declaration, and for each annex alone."""
        self._offered = False
        """Whether an annex alone is chosen because the format takes no more."""

    def body(self) -> Iterator[Widget]:
        options = self._wish.options
        yield Static("File: its ending says the format", classes="label")
        yield Input(str(self._wish.path), id="path", select_on_focus=False)
        yield Box("Replace the file if it is there already", self._wish.replace, id="replace")
        formats = _radio("format", {suffix: f"{one.name} ({suffix})" for suffix, one in FORMATS.items()}, self._suffix)
        sources = _radio("sources", {str(one): words for one, words in _SOURCES.items()}, str(options.sources))
        kinds = {str(one): f"only: {words}" for one, words in _ANNEXES.items()}
        what = _radio("what", {"": _WHOLE, **kinds}, str(options.only or ""))
        annexes = [Box(words, one in options.kinds, id=f"annex-{one}") for one, words in _ANNEXES.items()]
        text = [
            Box("no reasons, no statuses", options.clean, id="clean"),
            Box("number the lines (Word, PDF)", options.line_numbers, id="line-numbers"),
        ]
        yield VerticalScroll(
            Horizontal(
                Vertical(_label("Format"), formats, _label("Annexes"), *annexes),
                Vertical(_label("Sources are shown"), sources, _label("What is written (notes never)"), *text, what),
                classes="columns",
            ),
            can_focus=False,
            id="export-options",
        )  # fmt: skip

    def on_mount(self) -> None:
        path = self.query_one("#path", Input)
        path.focus()
        self.call_after_refresh(self._show_name)
        self.refuse(self._fault)

    def _show_name(self) -> None:
        """Of a path that is longer than its line, the end: the file's name, not the folders before it."""
        path = self.query_one("#path", Input)
        path.cursor_position = 0
        path.action_end()

    @property
    def _suffix(self) -> str:
        return self._wish.path.suffix.lower()

    def on_radio_set_changed(self, event: RadioSet.Changed) -> None:
        event.stop()
        if event.radio_set.id == "format":
            path = self.query_one("#path", Input)
            suffix = list(FORMATS)[event.index]
            named = path.value if Path(path.value).name else self._wish.path
            path.value = str(proposed(Path(named).with_suffix(suffix), self._own))
            tables_only = FORMATS[suffix].tables_only
            if tables_only and self._chosen("what") == 0:
                self._offered = True
                self.set_timer(_SOON, partial(self._offer, 1))
            elif self._offered and not tables_only:
                self._offered = False
                self.set_timer(_SOON, partial(self._offer, 0))
        elif event.radio_set.id == "what":
            self._name_after(event.index)

    def _name_after(self, what: int) -> None:
        """An annex alone gets a name of its own, unless the user has named the file."""
        path = self.query_one("#path", Input)
        now = Path(path.value)
        if now.stem in self._stems:
            path.value = str(proposed(now.with_stem(self._stems[what]), self._own))

    def _offer(self, what: int) -> None:
        """A table holds no declaration: the first annex is offered instead of a refusal, and taken back with it."""
        self.query_one("#what", RadioSet).query(Dot)[what].value = True

    def on_input_changed(self, event: Input.Changed) -> None:
        """Another name is another file: that one may be replaced is said anew, or known because it is our own."""
        event.stop()
        if event.value == self._named:
            return
        self._named = event.value
        self.query_one("#replace", Box).value = expanded(Path(event.value)) in self._own
        self.refuse("")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_accept()

    def value(self) -> ExportWish | None:
        path = expanded(Path(self.query_one("#path", Input).value.strip()))
        why = self._why_not(path)
        self.refuse(why)
        if why:
            return None
        what = self._chosen("what")
        only = list(_ANNEXES)[what - 1] if what > 0 else None
        annexes = tuple(one for one in _ANNEXES if self._ticked(f"annex-{one}"))
        sources = list(_SOURCES)[max(0, self._chosen("sources"))]
        return ExportWish(
            path,
            self._ticked("replace"),
            Options(sources, annexes, only, self._ticked("line-numbers"), self._ticked("clean")),
        )

    def _why_not(self, path: Path) -> str:
        if not path.name:
            return "Name a file."
        if path.suffix.lower() not in FORMATS:
            return f"“{path.suffix}” is not a format to export to. Use {', '.join(FORMATS)}."
        refused = self._refusal(path)
        if refused or self._ticked("replace") or not _exists(path):
            return refused
        self.query_one("#replace", Box).focus()
        changed = " and was changed since it was written here" if path in self._changed else ""
        return f"{path.name} exists{changed}. Tick the box that lets it be replaced (space), or choose another name."

    def _ticked(self, id: str) -> bool:
        return self.query_one(f"#{id}", Box).value

    def _chosen(self, id: str) -> int:
        """Which of a set is chosen, from 0; -1 for none."""
        return self.query_one(f"#{id}", RadioSet).pressed_index


def proposed(path: Path, own: Collection[Path]) -> Path:
    """The file that may be written without a question: this one, else `declaration-2.docx`, or the next number."""
    numbered = (path.with_stem(f"{path.stem}-{number}") for number in range(2, 1000))
    return next((one for one in (path, *numbered) if one in own or not _exists(one)), path)


def _exists(path: Path) -> bool:
    return os.path.exists(path)  # noqa: PTH110  (Path.exists raises where the folder may not be entered)


def _label(words: str) -> Static:
    return Static(words, classes="label")


def _radio(id: str, choices: dict[str, str], now: str) -> RadioSet:
    return RadioSet(*(Dot(Content(words), value=key == now) for key, words in choices.items()), id=id)
