"""Where to write the document, in which format, and what is in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, RadioSet, Static

from drafter.export import FORMATS, Options, Sources
from drafter.model.table import AnnexKind
from drafter.tui.dialogs.dialog import Dialog
from drafter.tui.widgets.toggles import Box, Dot

_SOURCES = {
    Sources.FOOTNOTES: "in footnotes",
    Sources.INLINE: "in the text, [AP 62(a)]",
    Sources.COMMENTS: "as comments, in full",
    Sources.NONE: "not at all: a clean text",
}
_ANNEXES = {
    AnnexKind.SOURCES: "table of sources, in full",
    AnnexKind.DERIVATION: "derivation of each paragraph",
    AnnexKind.COVERAGE: "coverage",
    AnnexKind.NOT_REFLECTED: "points not reflected",
    AnnexKind.SET_ASIDE: "points set aside, and why",
}
_WHOLE = "the declaration"


@dataclass(frozen=True, slots=True)
class ExportWish:
    """A file to write."""

    path: Path
    replace: bool = False
    """Whether a file that is there already may be replaced."""
    options: Options = Options()  # noqa: RUF009  (a frozen value)


class Exporting(Dialog[ExportWish]):
    """Returns the file to write, and how. The format follows the name's suffix, and the name the format."""

    OK = "Export"

    def __init__(self, wish: ExportWish) -> None:
        super().__init__("Export the document", "Tab: on to the next, space: choose or tick.")
        self._wish = wish

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
            Box("number the lines (Word, PDF)", options.line_numbers, id="line-numbers"),
            Box("leave out notes, reasons and statuses", options.clean, id="clean"),
        ]
        yield VerticalScroll(
            Horizontal(
                Vertical(Static("Format", classes="label"), formats),
                Vertical(Static("Sources are shown", classes="label"), sources),
                classes="columns",
            ),
            Horizontal(
                Vertical(Static("Annexes", classes="label"), *annexes),
                Vertical(Static("What is written", classes="label"), what, *text),
                classes="columns",
            ),
            can_focus=False,
            id="export-options",
        )  # fmt: skip

    def on_mount(self) -> None:
        self.query_one("#path", Input).focus()

    @property
    def _suffix(self) -> str:
        return self._wish.path.suffix.lower()

    def on_radio_set_changed(self, event: RadioSet.Changed) -> None:
        event.stop()
        if event.radio_set.id == "format":
            path = self.query_one("#path", Input)
            suffix = list(FORMATS)[event.index]
            path.value = str(Path(path.value or self._wish.path.name).with_suffix(suffix))
            if FORMATS[suffix].tables_only and self._chosen("what") == 0:
                self.call_after_refresh(self._offer_annex)

    def _offer_annex(self) -> None:
        """A table holds no declaration: offer the first annex instead of a refusal."""
        self.query_one("#what", RadioSet).query(Dot)[1].value = True

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_accept()

    def value(self) -> ExportWish | None:
        path = self.query_one("#path", Input).value.strip()
        if not path:
            self.notify("Name a file.", severity="warning", markup=False)
            return None
        what = self._chosen("what")
        only = list(_ANNEXES)[what - 1] if what > 0 else None
        annexes = tuple(one for one in _ANNEXES if self._ticked(f"annex-{one}"))
        sources = list(_SOURCES)[max(0, self._chosen("sources"))]
        return ExportWish(
            Path(path).expanduser(),
            self._ticked("replace"),
            Options(sources, annexes, only, self._ticked("line-numbers"), self._ticked("clean")),
        )

    def _ticked(self, id: str) -> bool:
        return self.query_one(f"#{id}", Box).value

    def _chosen(self, id: str) -> int:
        """Which of a set is chosen, from 0; -1 for none."""
        return self.query_one(f"#{id}", RadioSet).pressed_index


def _radio(id: str, choices: dict[str, str], now: str) -> RadioSet:
    return RadioSet(*(Dot(Content(words), value=key == now) for key, words in choices.items()), id=id)
