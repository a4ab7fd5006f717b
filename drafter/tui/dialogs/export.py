"""Where to write the document, in which format, and what is in it."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from textual import work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Input, ProgressBar, Static

from drafter.document.table import AnnexKind
from drafter.draft.text import View, ViewKind
from drafter.errors import DrafterError
from drafter.formats.registry import FORMATS, DocumentPurpose, Options, Sources, styled
from drafter.storage import files
from drafter.tui import appearance
from drafter.tui.dialogs.dialog import Dialog
from drafter.tui.labels import shortened
from drafter.tui.session import expanded
from drafter.tui.tongue import later, tr
from drafter.tui.widgets.inputs import Box, Choice, Columns, Line, Toggles
from drafter.workspace import Workspace, export

_OFTEN = 0.05
"""Seconds between two reports of progress."""


class ExportProgress(ModalScreen[str]):
    """Writes the document in a thread, so that the screen goes on living, and shows how far that is. Returns what went
    wrong, empty for nothing. It can't be closed before that.
    """

    CSS_PATH = appearance.DIALOGS_CSS

    def __init__(self, workspace: Workspace, wish: ExportWish) -> None:
        super().__init__()
        self._workspace = workspace
        self._wish = wish
        self._told = 0.0
        self.remark = ""
        """What is to be said of a document that was written; empty for nothing."""

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(Content(tr("Writing {name}…", name=self._wish.path.name)), classes="dialog-title")
            yield ProgressBar(show_eta=False)

    def on_mount(self) -> None:
        self._write()

    @work(thread=True)
    def _write(self) -> None:
        fault, wish = "", self._wish
        try:
            tracking = None
            if wish.against:
                from drafter.workspace import tracked_export

                tracking = tracked_export.tracking(self._workspace, wish.against, wish.author)
            self.remark = export.write(
                self._workspace,
                wish.path,
                replace=wish.replace,
                options=wish.options,
                progress=self._progress,
                tracking=tracking,
            )
        except DrafterError as error:
            fault = str(error)
        self.app.call_from_thread(self.dismiss, fault)

    def _progress(self, done: int, whole: int) -> None:
        """Called in the thread, for every block."""
        now = time.monotonic()
        if now - self._told > _OFTEN:
            self._told = now
            self.app.call_from_thread(self._show, done, whole)

    def _show(self, done: int, whole: int) -> None:
        self.query_one(ProgressBar).update(total=whole, progress=done)


_SOURCES = {
    Sources.FOOTNOTES: later("in footnotes"),
    Sources.INLINE: later("in the text, [AP 62(a)]"),
    Sources.COMMENTS: later("as comments, in full"),
    Sources.NONE: later("not at all"),
}
_ANNEXES = {
    AnnexKind.SOURCES: later("table of sources, in full"),
    AnnexKind.DERIVATION: later("derivation by paragraph"),
    AnnexKind.COVERAGE: later("coverage"),
    AnnexKind.NOT_REFLECTED: later("points not reflected"),
    AnnexKind.SET_ASIDE: later("points set aside, and why"),
}
_REPORT = {AnnexKind.OVERVIEW: later("the overview")}
_PURPOSES = {
    DocumentPurpose.READING: later("readers"),
    DocumentPurpose.NEGOTIATION: later("the negotiation: PP, OP, lines"),
    DocumentPurpose.WALL: later("the wall, in large letters"),
}
_WHOLE = later("the declaration")
_LABELS = {
    "format": later("Format"),
    "annexes": later("Annexes"),
    "sources": later("Sources are shown"),
    "what": later("What is written"),
    "for": later("The copy is for"),
    "view": later("Alternatives are shown"),
    "against": later("Tracked changes"),
}
_VIEWS = {
    ViewKind.ATTRIBUTED: later("with who wants them"),
    ViewKind.UNATTRIBUTED: later("without names, for the public"),
    ViewKind.BASE: later("not at all: before the proposals"),
    ViewKind.LONGEST: later("not at all: the longest"),
    ViewKind.PARTY: later("not at all: as this party wants"),
    ViewKind.TRACKED: later("as tracked changes, in Word or PDF"),
}
_NO_CHANGES, _OTHER = later("none"), later("since this revision or file:")
_FILES = (".docx", ".yaml", ".yml")
"""What is no name of a revision ends so."""
_LATEST = 3
"""Revisions that are offered by their names."""
_BROAD = 24
"""Characters of such a name for which the column has room."""
_TITLE = later("Export the document")
_ONLY_TABLES = later("What is written: a table only")


@dataclass(frozen=True, slots=True)
class ExportWish:
    """A file to write."""

    path: Path
    replace: bool = False
    """Whether a file that is there already may be replaced."""
    options: Options = Options()  # noqa: RUF009  (a frozen value)
    against: str = ""
    """Since what changes are tracked: the name of a revision, the path of a draft or of a Word file; empty for none."""
    author: str = ""
    """Whose those changes are that nothing on record explains; empty for nobody's."""


def _never(_: Path) -> str:
    return ""


class ExportDialog(Dialog[ExportWish]):
    """Returns the file to write, and how. The format follows the name's suffix, and the name the format."""

    OK = later("Export")

    def __init__(
        self,
        wish: ExportWish,
        own: Collection[Path] = (),
        changed: Collection[Path] = (),
        *,
        revisions: Sequence[str] = (),
        fault: str = "",
        refusal: Callable[[Path], str] = _never,
    ) -> None:
        """`own` are the files that are as this session wrote them, and may be written again; `changed` those that it
        wrote and somebody else then did; `revisions` the names of those that are kept, the latest last. `fault` is why
        the last try failed; `refusal` says why a file can't be written, or read, empty where it may.
        """
        super().__init__(
            tr(_TITLE),
            tr("Arrow keys or Tab: on to the next, space: choose or tick. Your notes are never written."),
        )
        self._wish = wish
        self._own, self._changed = own, changed
        self._annexes = {**_ANNEXES, **(_REPORT if wish.options.only in _REPORT else {})}
        """What may stand behind the declaration or alone; the overview where it was asked for by its own key."""
        self._revisions = [*reversed(revisions)][:_LATEST]
        self._fault = fault
        self._named = str(wish.path)
        """What stands in the line for the file."""
        self._refusal = refusal
        stem = wish.path.stem.removesuffix(f"-{wish.options.only}")
        self._stems = [stem, *(f"{stem}-{kind}" for kind in self._annexes)]
        """The file's name for the declaration, and for each annex alone."""
        self._offered = False
        """Whether an annex alone is chosen because the format takes no more."""

    def body(self) -> Iterator[Widget]:
        options = self._wish.options
        yield Static(tr("File: its ending says the format"), classes="label")
        yield Line(str(self._wish.path), id="path", select_on_focus=False)
        yield Box(tr("Replace the file if it is there already"), self._wish.replace, id="replace")
        suffixes, annexes = list(FORMATS), list(self._annexes.items())
        formats = [f"{known.name} ({suffix})" for suffix, known in FORMATS.items()]
        what = [tr(_WHOLE), *(tr("only: {words}", words=tr(words)) for _, words in annexes)]
        yield Columns(
            Toggles(
                _label("format"),
                Choice(formats, suffixes.index(self._suffix) if self._suffix in FORMATS else 0, id="format"),
                _label("annexes"),
                *(Box(words, kind in options.kinds, id=f"annex-{kind}") for kind, words in annexes),
                _label("against"),
                Choice(self._bases, self._base_of(self._wish.against), id="against"),
                Line(
                    "" if self._wish.against in self._revisions else self._wish.against,
                    placeholder="L.4.docx",
                    id="against-name",
                ),
                Line(self._wish.author, placeholder=tr("whose, where nobody knows"), id="author"),
            ),
            Toggles(
                _label("for"),
                Choice(map(tr, _PURPOSES.values()), list(_PURPOSES).index(options.purpose), id="for"),
                _label("sources"),
                Choice(map(tr, _SOURCES.values()), list(_SOURCES).index(options.sources), id="sources"),
                Box(tr("leave out statuses and names"), options.clean, id="clean"),
                Box(tr("number the lines ({formats})", formats=styled()), options.line_numbers, id="line-numbers"),
                _label("what"),
                Choice(what, list(self._annexes).index(options.only) + 1 if options.only else 0, id="what"),
                _label("view"),
                Choice(map(tr, _VIEWS.values()), list(_VIEWS).index(options.view.kind), id="view"),
                Line(options.view.parties[0] if options.view.parties else "", placeholder="EU", id="party"),
            ),
            id="export-options",
        )

    @property
    def _bases(self) -> list[str]:
        """Since what changes may be tracked, in words."""
        return [
            tr(_NO_CHANGES),
            *(tr("since {name}", name=shortened(name, _BROAD)) for name in self._revisions),
            tr(_OTHER),
        ]

    def _base_of(self, against: str) -> int:
        """The place of a base among them."""
        named = self._revisions.index(against) + 1 if against in self._revisions else len(self._revisions) + 1
        return named if against else 0

    def on_mount(self) -> None:
        path = self.query_one("#path", Input)
        path.focus()
        self.call_after_refresh(self._show_name)
        self.refuse(self._fault)
        self._say_what_counts()

    def _show_name(self) -> None:
        """Of a path that is longer than its line, the end: the file's name, not the folders before it."""
        path = self.query_one("#path", Input)
        path.cursor_position = 0
        path.action_end()

    @property
    def _suffix(self) -> str:
        return self._wish.path.suffix.lower()

    def on_choice_changed(self, event: Choice.Changed) -> None:
        event.stop()
        if event.choice.id == "format":
            self._format_changed(list(FORMATS)[event.choice.chosen])
        elif event.choice.id == "what":
            self._name_after(event.choice.chosen)
        self._say_what_counts()

    def _format_changed(self, suffix: str) -> None:
        """A table holds no declaration: the first annex is offered instead of a refusal, and taken back with it."""
        path = self.query_one("#path", Input)
        named = Path(path.value) if Path(path.value).name else self._wish.path
        if named.suffix.lower() != suffix:
            path.value = str(files.free_path(named.with_suffix(suffix), self._own))
        tables_only, what = FORMATS[suffix].tables_only, self._choice("what")
        if tables_only and what.chosen == 0:
            self._offered = True
            what.choose(1)
        elif self._offered and not tables_only:
            self._offered = False
            what.choose(0)

    def _say_what_counts(self) -> None:
        """What has no effect on what is chosen can't be chosen, and its label says so. The title says which text is
        written and for whom: on a low screen, what says so may be out of sight.
        """
        purpose = list(_PURPOSES)[self._choice("for").chosen]
        whose = (
            ""
            if purpose is DocumentPurpose.READING
            else tr(" · for {purpose}", purpose=re.split(r"\s?[:,]", tr(_PURPOSES[purpose]))[0])
        )
        base = tr(" · changes since {version}", version=self._against.strip() or "…") if self._against else ""
        self.query_one(".dialog-title", Static).update(
            Content(f"{tr(_TITLE)}{whose}{tr(' · alternatives {view}', view=tr(_VIEWS[self._view_kind]))}{base}")
        )
        suffix, what = list(FORMATS)[self._choice("format").chosen], self._choice("what")
        alone = what.chosen > 0
        self._choice("sources").disabled = alone
        for kind in self._annexes:
            self.query_one(f"#annex-{kind}").disabled = alone
        for name in ("annexes", "sources"):
            self.query_one(f"#{name}-label", Static).update(f"{_LABELS[name]}{': without effect' if alone else ''}")
        self.query_one("#party").disabled = self._view_kind is not ViewKind.PARTY
        self.query_one("#line-numbers").disabled = not FORMATS[suffix].styled
        against = self._choice("against")
        against.disabled = not self._can_track
        self.query_one("#against-name").disabled = not self._can_track or against.chosen <= len(self._revisions)
        self.query_one("#author").disabled = not self._can_track or not against.chosen
        self.query_one("#against-label", Static).update(
            f"{_LABELS['against']}{'' if self._can_track else ': without effect'}"
        )
        tables_only = FORMATS[suffix].tables_only
        what.dots[0].disabled = tables_only
        self.query_one("#what-label", Static).update(tr(_ONLY_TABLES if tables_only else _LABELS["what"]))

    def _name_after(self, what: int) -> None:
        """An annex alone gets a name of its own, unless the user has named the file."""
        path = self.query_one("#path", Input)
        now = Path(path.value)
        if now.stem in self._stems:
            path.value = str(files.free_path(now.with_stem(self._stems[what]), self._own))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Another name is another file: that one may be replaced is said anew, or known because it is our own."""
        event.stop()
        if event.input.id != "path" or event.value == self._named:
            return
        self._named = event.value
        self.query_one("#replace", Box).value = expanded(Path(event.value)) in self._own
        suffix = Path(event.value).suffix.lower()
        if suffix in FORMATS:
            self._choice("format").choose(list(FORMATS).index(suffix))
        self.refuse("")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_accept()

    def value(self) -> ExportWish | None:
        path = expanded(Path(self.query_one("#path", Input).value.strip()))
        if path.name and not path.suffix and not _is_folder(path):
            path = path.with_suffix(list(FORMATS)[self._choice("format").chosen])
        why = self._why_not(path)
        self.refuse(why)
        if why:
            return None
        what = self._choice("what").chosen
        only = list(self._annexes)[what - 1] if what > 0 else None
        annexes = tuple(kind for kind in self._annexes if self.ticked(f"annex-{kind}"))
        sources = list(_SOURCES)[self._choice("sources").chosen]
        purpose = list(_PURPOSES)[self._choice("for").chosen]
        numbered, clean = self.ticked("line-numbers"), self.ticked("clean")
        options = Options(sources, annexes, only, numbered, clean, self._view, purpose)
        author = self.query_one("#author", Line).value.strip()
        return ExportWish(path, self.ticked("replace"), options, self._against, author)

    @property
    def _can_track(self) -> bool:
        """Whether what is chosen besides can show what was changed."""
        styled = FORMATS[list(FORMATS)[self._choice("format").chosen]].styled
        return styled and self._choice("what").chosen == 0 and self._view_kind is not ViewKind.TRACKED

    @property
    def _against(self) -> str:
        """Since what changes are tracked; empty for no such thing, a blank where it is still to be named."""
        chosen = self._choice("against").chosen
        if not chosen or not self._can_track:
            return ""
        if chosen <= len(self._revisions):
            return self._revisions[chosen - 1]
        named = self.query_one("#against-name", Line).value.strip()
        return str(expanded(Path(named))) if Path(named).suffix.lower() in _FILES else named or " "

    @property
    def _view_kind(self) -> ViewKind:
        return list(_VIEWS)[self._choice("view").chosen]

    @property
    def _view(self) -> View:
        party = self.query_one("#party", Line).value.strip()
        return View(self._view_kind, (party,) if self._view_kind is ViewKind.PARTY else ())

    def _why_not(self, path: Path) -> str:
        refused = self._refusal(path) if path.name else tr("Name a file.")
        if refused:
            return refused
        if _is_folder(path):
            return tr("{path} is a folder. Name a file in it.", path=path)
        if path.suffix.lower() not in FORMATS:
            return tr(
                "“{suffix}” is not a format to export to. Use {formats}.",
                suffix=path.suffix,
                formats=", ".join(FORMATS),
            )
        if self._view.parties == ("",):
            self.query_one("#party").focus()
            return tr("Name the party whose text it is.")
        why = self._why_not_since(self._against)
        if why:
            self.query_one("#against-name").focus()
            return why
        if self._view_kind is ViewKind.TRACKED and not FORMATS[path.suffix.lower()].styled:
            return tr("{suffix} shows no tracked changes: export to Word, or choose another text.", suffix=path.suffix)
        if self.ticked("replace") or not files.is_there(path):
            return ""
        self.query_one("#replace", Box).focus()
        changed = tr(" and was changed since it was written here") if path in self._changed else ""
        return tr(
            "{name} exists{changed}. Tick the box that lets it be replaced (space), or choose another name.",
            name=path.name,
            changed=changed,
        )

    def _why_not_since(self, against: str) -> str:
        """Why changes can't be tracked since this; empty where nothing is known against it yet."""
        if against == " ":
            return tr("Name since what: a revision, another version of the draft (.yaml), or a Word file.")
        return self._refusal(Path(against)) if Path(against).suffix.lower() in _FILES else ""

    def _choice(self, id: str) -> Choice:
        return self.query_one(f"#{id}", Choice)


def _is_folder(path: Path) -> bool:
    return os.path.isdir(path)  # noqa: PTH112  (Path.is_dir raises where the folder may not be entered)


def _label(name: str) -> Static:
    return Static(tr(_LABELS[name]), classes="label", id=f"{name}-label")
