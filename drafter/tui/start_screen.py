"""The start: open a draft of this folder, or begin a new one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Button, Input, Select, Static

from drafter.corpus.corpus import Corpus
from drafter.corpus.plain_text import harmless
from drafter.errors import DrafterError
from drafter.storage import corpus_files, corpus_yaml, draft_yaml, files, folders, layout_folder
from drafter.tui import appearance
from drafter.tui.commands import Scope
from drafter.tui.incoming.return_actions import offered_files
from drafter.tui.labels import example_region
from drafter.tui.messages import ReadyForKeys
from drafter.tui.session import Session
from drafter.tui.tongue import later, moment, shown, tr, tr_count
from drafter.tui.widgets.inputs import Line
from drafter.tui.widgets.row import Row
from drafter.tui.widgets.rows import Rows
from drafter.workspace import Workspace

_INTRO = later(
    "drafter turns the recommendations of the regional meetings into a draft declaration whose every paragraph says "
    "which regional points it takes up. Open a draft, or begin a new one."
)
_MOST_WORD_FILES = 20
"""Word files that are listed; others can be named once a draft is open."""
_NO_EXPORT = later("It is no export of a draft in this folder: a zero draft, or another text of somebody else's?")
_WORD_FILES = later("Word files here: take home what others did in one, or begin a draft of somebody's text")
_TEXTS = later("Word files here: begin a draft of somebody's text")
_CORPORA = later("Drafts are begun with one of them; points of reports are sorted under themes")
_HINT = later("tab: on to the next · enter: open or begin · f1: help · esc: quit")


@dataclass(frozen=True, slots=True)
class Opening:
    """What the user begins with."""

    workspace: Workspace
    came: Path | None = None
    """A Word file that is to be taken home first; None for none."""
    read: tuple[str, ...] | None = None
    """What should be known of the text that the draft was just made of, to be traced first; None for another draft."""


class StartScreen(Screen[Opening | Corpus]):
    """Returns the workspace opened or begun; or another corpus, to begin with. Nothing in the folder changes until the
    user says so.
    """

    CSS_PATH = appearance.START_CSS
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "app.quit", "Quit"),
        Binding("f1,question_mark", "help", "Help"),
    ]

    def __init__(self, corpus: Corpus, folder: Path, session: Session) -> None:
        super().__init__()
        self._corpus = corpus
        self._folder = folder
        self._session = session
        here = [path for path in draft_yaml.found_in(folder) if session.reaches(path)]
        known = {path.absolute() for path in here}
        recent = [path for path in session.memory.recent if session.reaches(path)]
        elsewhere = [path for path in recent if path not in known and path.is_file()]
        self._here = {f"here {place}": path for place, path in enumerate(here)}
        self._recent = {f"recent {place}": path for place, path in enumerate(elsewhere)}
        self._drafts = {**self._here, **self._recent}
        came = offered_files([folder], session)[:_MOST_WORD_FILES]
        self._came = {f"came {place}": file for place, file in enumerate(came)}
        self._sample = folder / folders.SAMPLE.name
        """Where the sample is put for somebody to look at."""
        fits = corpus.id == folders.CONGRESS.name and session.reaches(self._sample)
        self._offers_sample = fits and not self._sample.exists()

    def compose(self) -> ComposeResult:
        count = len(self._corpus.recommendations)
        loaded = tr_count("{count} recommendation is loaded.", "{count} recommendations are loaded.", count)
        with VerticalScroll(id="start", can_focus=False):
            yield Static(Content.styled("drafter", "bold"), classes="dialog-title")
            yield Static(Content(f"{tr(_INTRO)}\n{loaded}"))
            with Vertical(id="open-box"):
                open_ = tr("Open a draft") if self._drafts else tr("Open a text")
                yield Static(tr("{open}: arrows and Enter, or a click", open=open_), classes="label")
                yield Rows(id="drafts", menu=True)
            yield Static(tr("A new draft: the layout that it follows, and its name"), classes="label")
            layout = layout_folder.default(self._corpus.language)
            yield Select(self._layouts(layout), id="layout", allow_blank=False, value=layout)
            with Horizontal(id="new"):
                yield Line(self._free_name(), id="name", placeholder="my-draft")
                # With a draft to open, Enter opens it.
                yield (
                    Button(tr("Begin"), id="begin")
                    if self._drafts
                    else Button(tr("Begin (enter)"), "primary", id="begin")
                )
                if self._offers_sample:
                    yield Button(tr("Look at a sample"), id="sample")
                yield Button(tr("Corpora…"), id="corpora")
            yield Static(id="refusal", markup=False)
            yield Static(Content(tr(_HINT)), classes="dialog-hint")

    def on_mount(self) -> None:
        rows = self.query_one("#drafts", Rows)
        rows.set_rows(list(self._rows()))
        self.query_one("#open-box").display = bool(self._drafts or self._came)
        self._refuse("")
        self.set_focus(rows if self._drafts else self.query_one("#name"))
        self.post_message(ReadyForKeys())

    def _rows(self) -> Iterator[Row]:
        if self._here:
            yield Row("here", Content(tr("In this folder, {folder}", folder=self._folder)), heading=True)
        yield from (Row(id, _described(path)) for id, path in self._here.items())
        if self._recent:
            yield Row("recent", Content(tr("Worked on last, elsewhere")), heading=True)
        yield from (Row(id, _described(path, path.parent)) for id, path in self._recent.items())
        if self._came:
            yield Row("came", Content(tr(_WORD_FILES if self._here else _TEXTS)), heading=True)
        for id, (path, about) in self._came.items():
            yield Row(id, Content.assemble((harmless(path.name), "bold"), (f"   {about}", "$text-muted")))

    def _layouts(self, default: str) -> list[tuple[Content, str]]:
        """The layouts in English, and the one in the corpus's language."""
        names = (name for name in layout_folder.names() if "/" not in name or name == default)
        return [(Content(layout_folder.load(name).title), name) for name in names]

    def _free_name(self) -> str:
        names = ["declaration", *(f"declaration-{number}" for number in range(2, 100))]
        return next((name for name in names if not (self._folder / f"{name}.yaml").exists()), "")

    @on(Rows.Picked, "#drafts")
    def _open(self, event: Rows.Picked) -> None:
        picked = str(event.rows.cursor)
        if picked in self._came:
            self._take_home(self._came[picked][0])
        else:
            self._open_draft(self._drafts[picked])

    def _open_draft(self, path: Path, came: Path | None = None) -> None:
        try:
            self.dismiss(Opening(Workspace.open(path, corpus_files.load_for(path, self._corpus)), came))
        except DrafterError as error:
            self.notify(shown(error), severity="error", timeout=15, markup=False)

    @work
    async def _take_home(self, came: Path) -> None:
        """Open the draft that a Word file is an export of; where several may be meant, ask which."""
        from drafter.tui.dialogs.incoming import draft_of
        from drafter.workspace import room_return

        try:
            drafts = room_return.drafts_of(came)
        except DrafterError as error:
            self.notify(shown(error), severity="error", timeout=15, markup=False)
            return
        chosen = await self.app.push_screen_wait(draft_of(came.name, drafts)) if len(drafts) > 1 else ""
        if not drafts:
            await self._begin_with(came)
        elif chosen is not None:
            self._open_draft(Path(chosen) if chosen else drafts[0], came)

    async def _begin_with(self, text: Path) -> None:
        """Begin a draft of somebody else's text, where the user wants that."""
        from drafter.tui.dialogs.questions import PickDialog
        from drafter.tui.dialogs.working import Working
        from drafter.tui.trace.texts import remarks_on
        from drafter.workspace.traced_text import TextAsDraft, free_target, text_as_draft

        target = free_target(text, self._folder)
        begin = tr("Begin a draft of it, {name}, and see which regional points it reflects", name=harmless(target.name))
        rows = [Row("begin", Content(begin)), Row("leave", Content(tr("Leave it")))]
        if await self.app.push_screen_wait(PickDialog(harmless(text.name), rows, hint=tr(_NO_EXPORT))) != "begin":
            return
        layout = str(self.query_one("#layout", Select).value)

        def read() -> TextAsDraft:
            made = text_as_draft(text, target, self._corpus, layout)
            made.workspace.file.create()
            return made

        came = await self.app.push_screen_wait(Working(tr("Reading {name}…", name=harmless(text.name)), read))
        if isinstance(came, DrafterError):
            self.notify(shown(came), severity="error", timeout=15, markup=False)
        elif came:
            self.dismiss(Opening(came.workspace, read=tuple(remarks_on(came.text))))

    @on(Button.Pressed, "#sample")
    def _look_at_sample(self) -> None:
        try:
            sample = Workspace.open(folders.SAMPLE, self._corpus)
            sample.file.save_as(self._session.reach(self._sample))
            self.dismiss(Opening(Workspace.open(self._sample, self._corpus)))
        except DrafterError as error:
            self._refuse(str(error))

    @on(Button.Pressed, "#corpora")
    @work
    async def _choose_corpus(self) -> None:
        """Begin with another corpus of this folder, sort its points, or build one from files."""
        from drafter.tui.dialogs.questions import PickDialog

        here = [path for path in draft_yaml.found_in(self._folder, "drafter-corp") if self._session.reaches(path)]
        rows = [Row("build", Content(tr("Build a corpus from files…")))]
        rows += [Row(str(path), Content(harmless(path.name))) for path in here]
        picked = await self.app.push_screen_wait(PickDialog(tr("What is recommended"), rows, hint=tr(_CORPORA)))
        if picked == "build":
            path = await self._build()
        else:
            path = Path(picked) if picked else None
        if path:
            await self._work_with(path, built=picked == "build")

    async def _build(self) -> Path | None:
        """The file of a corpus that was built; None where it wasn't."""
        from drafter.tui.build.build_screen import BuildScreen
        from drafter.tui.build.files_dialog import FilesDialog
        from drafter.tui.dialogs.working import Working
        from drafter.workspace import source_files
        from drafter.workspace.corpus_building import CorpusBuilding

        found = [path for path in source_files.readable_in(self._folder) if self._session.reaches(path)]
        names = await self.app.push_screen_wait(FilesDialog(found))
        if not names:
            return None

        def read() -> CorpusBuilding:
            paths = [self._session.reach(self._folder / name) for name in names]
            return CorpusBuilding(source_files.GivenSources(paths))

        built = await self.app.push_screen_wait(Working(tr("Reading the files…"), read))
        if isinstance(built, DrafterError):
            self.notify(str(built), severity="error", timeout=15, markup=False)
            return None
        target = files.free_path(self._folder / "corpus.yaml")
        return await self.app.push_screen_wait(BuildScreen(built, self._session, target))

    async def _work_with(self, path: Path, *, built: bool) -> None:
        """Begin with the corpus, or sort its points; one just built is begun with at once where no point waits."""
        from drafter.tui.dialogs.questions import PickDialog
        from drafter.tui.sort.sort_screen import SortScreen
        from drafter.workspace.corpus_file import CorpusFile

        try:
            corpus = corpus_yaml.load(path)
            waiting = tr("Sort its points under themes ({count} wait)", count=len(corpus.unsorted))
            ways = [Row("begin", Content(tr("Begin drafts with it"))), Row("sort", Content(waiting))]
            asks = not built or corpus.unsorted
            way = await self.app.push_screen_wait(PickDialog(harmless(path.name), ways)) if asks else "begin"
            if way == "sort":
                await self.app.push_screen_wait(SortScreen(CorpusFile(path), self._session))
                corpus = corpus_yaml.load(path)
        except DrafterError as error:
            self.notify(str(error), severity="error", timeout=15, markup=False)
        else:
            if way:
                self.dismiss(corpus)

    def action_help(self) -> None:
        from drafter.tui.help_screen import HelpScreen

        self.app.push_screen(HelpScreen(self._session.table, Scope.CHOOSE, example_region(self._corpus)))

    @on(Button.Pressed, "#begin")
    @on(Input.Submitted, "#name")
    def _begin(self) -> None:
        name = self.query_one("#name", Input).value.strip()
        if not name:
            self._refuse(tr("Give the draft a name."))
            return
        layout = str(self.query_one("#layout", Select).value)
        try:
            path = self._session.reach(files.new_draft_path(self._folder / name))
            self.dismiss(Opening(Workspace.new(path, self._corpus, layout)))
        except DrafterError as error:
            self._refuse(str(error))

    @on(Input.Changed, "#name")
    def _name_changed(self) -> None:
        self._refuse("")

    def _refuse(self, why: str) -> None:
        """Say under the name why it can't be used; empty takes the sentence away."""
        line = self.query_one("#refusal", Static)
        line.display = bool(why)
        line.update(Content(shown(why)))
        if why:
            self.query_one("#start").scroll_end(animate=False)


def _described(path: Path, folder: Path | None = None) -> Content:
    changed = datetime.fromtimestamp(path.stat().st_mtime)
    where = tr("   in {folder}", folder=harmless(str(folder))) if folder else ""
    return Content.assemble(
        (harmless(path.name), "bold"),
        (tr("   changed {changed}{where}", changed=moment(changed), where=where), "$text-muted"),
    )
