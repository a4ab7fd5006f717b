"""The screen on which a corpus is built from files: what was found, and what is doubtful, settled one by one."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content

from drafter.corpus.corpus import COLUMN_NAMES, SourceForm
from drafter.errors import DrafterError, Problem
from drafter.intake.doubts import PossibleAnswer, SourceQuestion
from drafter.intake.recommendation_table import HOLDS
from drafter.storage import files
from drafter.tui import appearance
from drafter.tui.apart_screen import ApartScreen
from drafter.tui.build.build_display import (
    DOUBT,
    FILE,
    REGION,
    THEME,
    problem_text,
    region_text,
    rows,
    theme_text,
    where_text,
)
from drafter.tui.commands import Scope, bindings_of
from drafter.tui.conversation import Conversation
from drafter.tui.dialogs.questions import Answer, FormDialog, FormField, PickDialog
from drafter.tui.dialogs.working import Working
from drafter.tui.messages import ReadyForKeys
from drafter.tui.session import Session
from drafter.tui.tongue import number, tr
from drafter.tui.widgets.bars import Frame, Plain, Says
from drafter.tui.widgets.row import Row
from drafter.tui.widgets.rows import Rows
from drafter.tui.widgets.sheet import Reader
from drafter.workspace.corpus_building import CorpusBuilding
from drafter.workspace.source_files import TakenFile


@dataclass(frozen=True, slots=True)
class _Offered:
    """What can be done about the row at the cursor."""

    words: str
    do: Callable[[], Coroutine[Any, Any, object]]


class BuildScreen(ApartScreen[Path]):
    """Returns the corpus's file once it is written; None for who leaves before. Each answer is kept at once."""

    SCOPE = Scope.BUILD
    LAST = ("leave",)
    AUTO_FOCUS = "#build-rows"
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(Scope.BUILD)

    def __init__(self, built: CorpusBuilding, session: Session, target: Path, *, replace: bool = False) -> None:
        """`target` is the file that is proposed for the corpus."""
        super().__init__(built.corpus, session)
        self.built = built
        self._target = target
        self._replace = replace
        self.list = Rows(id="build-rows")
        self.choices = Rows(id="build-choices", menu=True)
        self._offered: list[_Offered] = []
        self._where, self._text, self._line = Plain(id="build-where"), Reader(id="build-text"), Says()
        self.conversation = Conversation(self, self._line.say)
        self.actions |= {
            "answer": self._answer,
            "next": self._next,
            "again": self._read_again,
            "write": self._write,
            "list": lambda: self.set_focus(self.list),
            "choices": self._to_choices,
            "text": self._text.page,
            "undo": self._undo,
            "leave": self._leave,
        }

    def compose(self) -> ComposeResult:
        appearance.fit(self, self.app.size)
        yield self._where
        with Frame(classes="panes"):
            yield self.list
            with Frame(id="build-beside"):
                yield self._text
                yield self.choices
        yield self._line
        yield self.key_bar

    def on_mount(self) -> None:
        self.list.follower = self._show_beside
        self._show(top=True)
        self.post_message(ReadyForKeys())

    # What is shown

    @property
    def _problem(self) -> Problem | None:
        """The doubtful thing at the cursor."""
        place = self._place_of(DOUBT)
        return None if place is None else self.built.problems[place]

    def _place_of(self, kind: str) -> int | None:
        cursor = self.list.cursor or ""
        return int(cursor.removeprefix(kind)) if cursor.startswith(kind) else None

    def _show(self, *, top: bool = False) -> None:
        self.list.set_rows(list(rows(self.built)), top=top)
        self.list.border_title = Content(tr("What was found"))
        self._where.update(where_text(self.built), layout=False)
        self._show_beside()

    def _show_beside(self) -> None:
        """Show what is at the cursor, and what can be done about it."""
        self._text.show(self._shown())
        self._offered = self._offers()
        lead = [f"{place} " if place < 10 else "  " for place in range(1, len(self._offered) + 1)]
        self.choices.set_rows(
            [
                Row(str(place), Content(each.words), Content.styled(lead[place], "bold"))
                for place, each in enumerate(self._offered)
            ],
            top=True,
        )
        self.choices.display = bool(self._offered)
        self.show_keys()

    def _shown(self) -> Content:
        corpus, cursor = self.built.corpus, self.list.cursor or ""
        if self._problem:
            return problem_text(self.built, self._problem)
        if cursor.startswith(REGION):
            return region_text(corpus, cursor.removeprefix(REGION))
        if cursor.startswith(THEME):
            theme = next(each for each in corpus.themes if each.id == cursor.removeprefix(THEME))
            return theme_text(corpus, corpus.section_of[theme.id], theme)
        taken = self.built.found.taken[self._place_of(FILE) or 0]
        return Content(f"{taken}.\nColumns: {', '.join(taken.heads)}" if taken.heads else f"{taken}.")

    def _offers(self) -> list[_Offered]:
        cursor, problem = self.list.cursor or "", self._problem
        if isinstance(problem, SourceQuestion):
            return [_Offered(choice.words, partial(self._settle, choice)) for choice in problem.choices]
        if cursor.startswith(REGION):
            return [_Offered(tr("Give it another name…"), partial(self._name_region, cursor.removeprefix(REGION)))]
        place = self._place_of(FILE)
        if place is None:
            return []
        taken = self.built.found.taken[place]
        forms = [
            _Offered(
                tr("Read it as a {form}", form=form), partial(self._keep, partial(self.built.set_form, taken, form))
            )
            for form in SourceForm
            if form is not taken.form
        ]
        return [
            *forms,
            *([_Offered(tr("Say what a column holds…"), partial(self._column, taken))] if taken.heads else []),
        ]

    def offers(self) -> Mapping[str, bool | str]:
        count = len(self._offered)
        return {
            "answer": count > 0 and (tr("Answer so") if self.focused is self.choices else tr("To the answers")),
            "answer(1)": count > 0 and (tr("Answer") if count == 1 else tr("Answer (1–{last})", last=min(count, 9))),
            "next": bool(self.built.problems),
            "write": not self.built.problems,
        }

    def on_descendant_focus(self) -> None:
        self.show_keys()

    # What is done

    @on(Rows.Picked)
    def _picked(self) -> None:
        self.action_run("build.answer")

    def _answer(self, place: int = 0) -> Coroutine[Any, Any, object] | None:
        """Give the answer of this place; without one that at the cursor, and from the list go to the answers."""
        if place > len(self._offered):
            self.conversation.warn(tr("There is no such answer."))
        elif place:
            return self._offered[place - 1].do()
        elif self.focused is self.choices and self.choices.cursor:
            return self._offered[int(self.choices.cursor)].do()
        else:
            self._to_choices()
        return None

    def _to_choices(self) -> None:
        if self._offered:
            self.set_focus(self.choices)
        elif self._problem:
            self.conversation.warn(tr("This is corrected in the file; then read it again: r."))

    def _next(self) -> None:
        """To the next doubtful thing, and from the last to the first."""
        count, here = len(self.built.problems), self._place_of(DOUBT)
        if not count:
            self.conversation.inform(tr("Nothing is doubtful. To write the corpus: w."))
            return
        self.list.go(f"{DOUBT}{0 if here is None else (here + 1) % count}")
        self.set_focus(self.list)

    async def _settle(self, choice: PossibleAnswer) -> None:
        written = ""
        if choice.asks:
            answer = await self.conversation.ask(FormDialog(choice.words, [FormField("written", choice.asks)]))
            written = answer["written"].strip() if answer else ""
            if not written:
                return
        await self._keep(partial(self.built.choose, choice, written))

    async def _name_region(self, code: str) -> None:
        region = self.built.corpus.by_region[code]
        fields = [
            FormField("name", tr("Its name"), region.name),
            FormField("report", tr("Its report's title"), region.report),
        ]
        answer = await self.conversation.ask(FormDialog(tr("What {code} stands for", code=code), fields))
        if answer:
            await self._keep(partial(self.built.name_region, code, answer["name"].strip(), answer["report"].strip()))

    async def _column(self, taken: TakenFile) -> None:
        heads = [Row(str(place), Content(head)) for place, head in enumerate(taken.heads)]
        head = await self.conversation.ask(PickDialog(tr("Which column?"), heads))
        if head is None:
            return
        holds = [Row(name, Content(HOLDS[name])) for name in COLUMN_NAMES]
        title = tr("“{heads}” holds", heads=taken.heads[int(head)])
        name = await self.conversation.ask(PickDialog(title, holds))
        if name:
            await self._keep(partial(self.built.set_column, name, taken.heads[int(head)]))

    async def _keep(self, step: Callable[[], object]) -> None:
        """Do what has all read anew, show what is found then, and go on to what is doubtful next."""
        before = len(self.built.problems)
        error = await self.conversation.ask(Working(tr("Reading…"), step))
        if isinstance(error, DrafterError):
            self.conversation.complain(str(error))
            return
        after = len(self.built.problems)
        self._show()
        self.set_focus(self.list)
        if not after:
            self._line.say(tr("Nothing is doubtful. To write the corpus: w."))
        elif self._problem is None and before:
            self._next()

    async def _read_again(self) -> None:
        await self._keep(self.built.read_again)

    async def _undo(self) -> None:
        await self._keep(self.built.undo)

    async def _write(self) -> None:
        """Ask for the file's name, write the corpus there, and leave."""
        if self.built.problems:
            self.conversation.warn(
                tr(
                    "{count} things are to be settled first: n goes to the next.",
                    count=number(len(self.built.problems)),
                )
            )
            return
        written: list[Path] = []

        def refusal(answer: Answer) -> str:
            try:
                path = self.session.reach(files.new_draft_path(self._target.parent / answer["file"].strip()))
                self.built.write(path, replace=self._replace)
            except DrafterError as error:
                return str(error)
            written.append(path)
            return ""

        field = FormField("file", tr("Its file"), self._target.name)
        if await self.conversation.ask(FormDialog(tr("Write the corpus"), [field], ok=tr("Write"), refusal=refusal)):
            self.dismiss(written[-1])

    def _leave(self) -> None:
        if self.focused is self.choices:
            self.set_focus(self.list)
        else:
            self.dismiss(None)
