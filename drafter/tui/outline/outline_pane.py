"""The outline, as it works: what can be done with the words of the draft."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content

from drafter.draft.draft import Draft, Front, Part, Spot, Status
from drafter.draft.length import Length, lengths
from drafter.storage import editor_recovery
from drafter.storage.editor_recovery import Purpose, Unfinished
from drafter.tui.background_review import Judging
from drafter.tui.choose.merged_text import what_is_missing, what_is_put_back
from drafter.tui.commands import Scope, bindings_of
from drafter.tui.dialogs.editor import Beside, Editor
from drafter.tui.dialogs.form import Answer, Field, Form, Pick
from drafter.tui.dialogs.place import Where, after
from drafter.tui.messages import GoToPoint, Happened
from drafter.tui.outline import source_comparison
from drafter.tui.outline.findings import Wish, take_suggestion, take_wording
from drafter.tui.outline.numbers import read_targets, targets_form, tend_numbers
from drafter.tui.outline.paragraphs import BADGES, contrast_text, length_text, paragraph_detail, paragraph_row, part_row
from drafter.tui.outline.sources import tend_sources
from drafter.tui.pane import Pane
from drafter.tui.preview import document_rows
from drafter.tui.session import Session
from drafter.tui.widgets.frame import Frame, Plain
from drafter.tui.widgets.reader import Reader
from drafter.tui.widgets.rows import Row, Rows
from drafter.workspace import Workspace

# FOLD: The outline, as it looks: parts and paragraphs as they will be numbered, and the whole of one of them beside.


class OutlineView(Pane):
    """Shows the draft. What can be done with it is `OutlinePane`'s."""

    SCOPE = Scope.OUTLINE
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(Scope.OUTLINE)

    def __init__(self, workspace: Workspace, judging: Judging, session: Session) -> None:
        super().__init__(workspace, judging)
        self.session = session
        place = session.place_in(workspace.draft.id)
        self._back_to = place.paragraph if place else None
        """The paragraph or part to begin with; None once the draft was shown."""
        self._document = False
        """Whether the document stands beside the outline, instead of the paragraph's sources."""
        self.folded: set[str] = set(place.folded) if place else set()
        """Ids of parts and paragraphs whose content is not shown."""
        self._whole = Length(0)
        """Of the draft as it was shown last."""
        self._made: dict[str, tuple[object, Row]] = {}
        """Each paragraph's row, and what it shows: an edit changes few of a thousand."""

    def compose(self) -> ComposeResult:
        yield Plain(id="length")
        with Frame(classes="panes"):
            yield Rows(id="paragraphs", markable=True)
            yield Reader(id="paragraph")
            yield Rows(id="beside-document")

    def on_mount(self) -> None:
        self.query_one("#beside-document").display = False
        self.paragraphs.follower = self._cursor_moved
        self.paragraphs.border_subtitle = Content(BADGES)

    @property
    def paragraphs(self) -> Rows:
        return self.query_one("#paragraphs", Rows)

    @property
    def cursor(self) -> str | None:
        """The id of the paragraph or part at the cursor, or where it will be once the draft is shown."""
        return self._back_to or self.paragraphs.cursor

    @property
    def at(self) -> Spot | None:
        """The paragraph at the cursor; None on a part."""
        return self.workspace.draft.spots.get(self.cursor or "")

    @property
    def part(self) -> Part:
        """The part at the cursor, or that the paragraph at the cursor stands in."""
        draft, spot = self.workspace.draft, self.at
        return spot.part if spot else draft.part_by_id.get(self.cursor or "", draft.parts[0])

    @property
    def chosen(self) -> list[str]:
        """The marked paragraphs, else the one at the cursor; parts are never among them."""
        return [id for id in self.paragraphs.chosen if id in self.workspace.draft.spots]

    def show(self) -> None:
        self.show_at(None)

    def show_at(self, paragraph: str | None) -> None:
        """Show the draft, with the cursor on a paragraph; None for where it is."""
        paragraph, self._back_to = paragraph or self._back_to, None
        if paragraph in self.workspace.draft.spots:
            self._unfold_around(self.workspace.draft.spots[paragraph])
        self._whole, parts = lengths(self.workspace.draft, self.session.targets(self.workspace.draft.id))
        self.paragraphs.set_rows(list(self._rows(parts)), paragraph)
        self._show_meter()
        self._show_document()
        self._show_detail()

    def _show_meter(self) -> None:
        meter = _meter(self._whole, _numbers(self.workspace.draft), len(self.paragraphs.marked))
        self.query_one("#length", Plain).update(meter, layout=False)

    def action_beside(self) -> None:
        """Show the document beside the outline, or the sources again."""
        self._document = not self._document
        self.query_one("#beside-document").display = self._document
        self.query_one("#paragraph").display = not self._document
        self._show_document()

    def _show_document(self) -> None:
        if self._document:
            document = self.query_one("#beside-document", Rows)
            document.set_rows(document_rows(self.workspace))
            document.go(self.cursor or "")

    def action_text(self, by: int) -> None:
        self.query_one(Reader).page(by)

    def take_focus(self) -> None:
        self.screen.set_focus(self.paragraphs)

    def fold(self, id: str, folded: bool) -> None:
        (self.folded.add if folded else self.folded.discard)(id)
        self.show()

    def _rows(self, measured: Mapping[str, Length]) -> Iterator[Row]:
        draft, refs, hidden = self.workspace.draft, self.workspace.refs, set[str]()
        spots = iter(draft.spots.items())
        by_part: dict[str, list[tuple[str, Spot]]] = {part.id: [] for part in draft.parts}
        for id, spot in spots:
            by_part[spot.part.id].append((id, spot))
        for part in draft.parts:
            yield part_row(part, part.id in self.folded, measured[part.id])
            for id, spot in by_part[part.id]:
                if spot.container in self.folded or spot.container in hidden:
                    hidden.add(id)
                else:
                    yield self._row(spot, refs[id])

    def _row(self, spot: Spot, ref: str) -> Row:
        id, folded = spot.paragraph.id, spot.paragraph.id in self.folded
        shows = (spot.paragraph, spot.depth, ref, folded, self.judging.strip(id), self.judging.remarks(id))
        if id not in self._made or self._made[id][0] != shows:
            self._made[id] = shows, paragraph_row(self.workspace, spot, ref, folded, self.judging)
        return self._made[id][1]

    def _unfold_around(self, spot: Spot) -> None:
        while spot.parent is not None:
            self.folded.discard(spot.parent.id)
            spot = self.workspace.draft.spots[spot.parent.id]
        self.folded.discard(spot.part.id)

    def _show_detail(self) -> None:
        if self.at:
            text = paragraph_detail(self.workspace, self.at.paragraph.id, self.judging)
        else:
            text = Content(
                f"{self.part.title}\n\nPress a to add a paragraph of your own here, or 1 to choose regional points. "
                f"Its paragraphs are {'preambular (PP)' if self.part.kind == 'PP' else 'operative (OP), numbered'}."
            )
        self.query_one(Reader).show(text)
        self.offers_changed()

    def _cursor_moved(self) -> None:
        self._show_detail()
        if self._document:
            self.query_one("#beside-document", Rows).go(self.cursor or "")

    @on(Rows.Marked)
    def _marks_changed(self) -> None:
        self._show_meter()
        self.offers_changed()


def _numbers(draft: Draft) -> Content:
    """Whether the paragraphs' numbers are frozen; empty where all are counted."""
    frozen = sum(bool(spot.paragraph.number) for spot in draft.spots.values())
    if not frozen:
        return Content("")
    which = "numbers frozen" if frozen == len(draft.spots) else f"{frozen} of {len(draft.spots)} numbers frozen"
    return Content.assemble("  · ", (which, "bold"), (" (N)", "$text-muted"))


def _meter(whole: Length, numbers: Content, marks: int) -> Content:
    marked = (f"{marks} marked   ", "bold $text-accent") if marks else ""
    pages = f"  · about {whole.pages:.1f} pages" if whole.pages >= 1 else "  · less than a page" if whole.words else ""
    hint = "" if whole.target else "  · no target: l sets one"
    length = ("Length  ", "bold"), length_text(whole), (pages, "$text-muted")
    return Content.assemble(marked, *length, numbers, (hint, "$text-muted"))


# FOLD: The outline, as it is put in order: paragraphs moved, merged, removed, folded away.


class OutlineOrder(OutlineView):
    """What is done with whole paragraphs. What is done with their words is `OutlinePane`'s."""

    def here(self) -> Spot | None:
        """The paragraph at the cursor; on a part, says so and returns None."""
        if self.at is None:
            self.warn("Put the cursor on a paragraph first.")
        return self.at

    def action_mark(self) -> None:
        """Mark the paragraph and go on to the next; on a part, mark its paragraphs, or take their marks away."""
        if self.at:
            self.paragraphs.toggle_mark(self.cursor)
            self._go_on()
        else:
            ids = [one.id for one in self.part.paragraphs]
            self.paragraphs.mark(ids, on=not set(ids) <= set(self.paragraphs.marked))

    def _go_on(self) -> None:
        """To the next paragraph, over the parts between: they can't be marked. At the last, nowhere."""
        spots = self.workspace.draft.spots
        ids = [id for id in self.paragraphs.rows.ids() if id in spots]
        place = ids.index(self.cursor or "") + 1
        if place < len(ids):
            self.paragraphs.go(ids[place])

    def action_clear(self) -> None:
        self.paragraphs.clear_marks()

    def _move(self, edit: Callable[[], str], ids: Sequence[str]) -> bool:
        """Do what gives these paragraphs another place, and say what they are called there."""
        return self.do(edit, about=ids)

    def action_up(self) -> None:
        self._move(lambda: self.workspace.edits.shift(self.chosen, -1), self.chosen)

    def action_down(self) -> None:
        self._move(lambda: self.workspace.edits.shift(self.chosen, 1), self.chosen)

    def action_indent(self) -> None:
        spot = self.here()
        if spot:
            self._move(lambda: self.workspace.edits.indent(spot.paragraph.id), [spot.paragraph.id])

    def action_outdent(self) -> None:
        spot = self.here()
        if spot:
            self._move(lambda: self.workspace.edits.outdent(spot.paragraph.id), [spot.paragraph.id])

    @work
    async def action_place(self) -> None:
        ids = self.chosen
        if not ids:
            self.here()
            return
        where = await self.ask(Where("Move to where?", self.workspace, self.cursor))
        if where and self._move(lambda: self.workspace.edits.move(ids, where[0]), ids):
            self.paragraphs.clear_marks()

    def action_retype(self) -> None:
        self._move(lambda: self.workspace.edits.retype(self.chosen), self.chosen)

    def action_merge(self) -> None:
        ids = self.chosen
        self._say_contrasts(ids)
        if self.do(lambda: self.workspace.edits.merge(ids), about=ids):
            self.paragraphs.clear_marks()

    def _say_contrasts(self, ids: list[str]) -> None:
        """Say where the regions whose points are being merged ask for different things."""
        sources = [source for id in ids for source in self.workspace.draft.spots[id].paragraph.sources]
        found = self.judging.contrasts(sources)
        if found:
            self.warn(contrast_text(found).plain)

    def action_remove(self) -> None:
        self.do(lambda: self.workspace.edits.remove(self.chosen))

    def action_fold(self) -> None:
        spot = self.at
        if spot is None:
            self.fold(self.part.id, True)
        elif spot.paragraph.children and spot.paragraph.id not in self.folded:
            self.fold(spot.paragraph.id, True)
        else:
            self.paragraphs.go(spot.container)

    def action_unfold(self) -> None:
        self.fold(self.cursor or "", False)


# FOLD: The outline's windows for writing: a paragraph's wording, a paragraph of one's own, a note.


class OutlineWriting(OutlineOrder):
    """What is written in a window is kept while it is open, and no window closes over words that were refused."""

    @work
    async def action_edit(self) -> None:
        spot = self.here()
        if spot:
            await self.write(Unfinished(Purpose.WORDING, spot.paragraph.id, spot.paragraph.text))

    @on(Rows.Picked, "#paragraphs")
    def action_enter(self) -> None:
        """Edit the paragraph at the cursor; fold the part there, or unfold it."""
        if self.at:
            self.action_edit()
        else:
            self.fold(self.part.id, self.part.id not in self.folded)

    @work
    async def action_add(self) -> None:
        place = after(self.workspace.draft, self.cursor or self.part.id)
        await self.write(Unfinished(Purpose.NEW, place.container, index=place.index))

    @work
    async def action_add_sub(self) -> None:
        spot = self.here()
        if spot:
            await self.write(Unfinished(Purpose.NEW, spot.paragraph.id))

    @work
    async def action_note(self) -> None:
        spot = self.here()
        if spot:
            await self.write(Unfinished(Purpose.NOTE, spot.paragraph.id, spot.paragraph.note))

    async def write(self, words: Unfinished) -> None:
        """Open the window for these words, and do with them what they are for; to be called from a worker."""
        words = self.workspace.editors.open(words)
        while True:
            written = await self.ask(self._window(words))
            if written is None:
                editor_recovery.remove(words)
                return
            words = replace(words, text=written.text)
            self.keep_words(words)
            missing = await what_is_missing(self, words)
            still = None if missing is None else await what_is_put_back(self, words)
            if missing is None or still is None:
                continue
            if self._put_in(words, {**still, **missing}, written.cut):
                self.workspace.editors.done(words)
                return

    def _put_in(self, words: Unfinished, missing: Mapping[str, str], cut: int | None) -> bool:
        """Make the edit, and where the wording is to be cut, the cut; False where the words were refused."""
        is_new = words.purpose in (Purpose.NEW, Purpose.MERGED)
        changed = is_new or words.text != self.workspace.editors.said_before(words)
        if changed and not self.do(lambda: self.workspace.editors.write(words, missing), to_newest=is_new):
            return False
        if cut is not None and self.do(lambda: self.workspace.edits.split(words.at, cut), to_newest=True):
            self._tell_halves(words.at)
        return True

    def _tell_halves(self, first: str) -> None:
        """Say which half cites what, where there were several sources to go with one or the other."""
        spots, new = self.workspace.draft.spots, self.workspace.history.brought_in
        halves = {id: spots[id].paragraph.sources for id in (first, *new)}
        if len({source for sources in halves.values() for source in sources}) > 1:
            cited = (f"{self.workspace.refs[id]} cites {', '.join(its) or 'nothing'}" for id, its in halves.items())
            self.notify(f"{'; '.join(cited)}. c changes that.", markup=False)

    def _window(self, words: Unfinished) -> Editor:
        spot = self.workspace.draft.spots.get(words.at)
        wording = spot if words.purpose is Purpose.WORDING else None
        return Editor(
            self._title(words, spot),
            words.text,
            self._beside(words, wording),
            cuts=wording is not None,
            before=self.workspace.editors.said_before(words),
            keep=lambda text: self.keep_words(replace(words, text=text)),
        )

    def _beside(self, words: Unfinished, spot: Spot | None) -> Beside | None:
        if words.purpose is Purpose.MERGED:
            return Beside(
                lambda now: source_comparison.against_all(self.workspace, words.sources, now),
                lambda now: source_comparison.effect_merged(self.workspace, words.sources, now),
            )
        if spot is None:
            return None
        return Beside(
            lambda now: source_comparison.beside(self.workspace, spot, now),
            lambda now: source_comparison.effect(self.workspace, self.judging, spot, now),
        )

    def _title(self, words: Unfinished, spot: Spot | None) -> str:
        ref = self.workspace.refs[words.at] if spot else ""
        match words.purpose:
            case Purpose.WORDING:
                return f"Wording of {ref}"
            case Purpose.NOTE:
                return f"Your note on {ref or 'a paragraph that is gone'} (empty takes it away)"
            case Purpose.MERGED:
                return f"One paragraph for {', '.join(words.sources)}"
            case Purpose.NEW:
                if spot:
                    return f"A new sub-paragraph under {ref}"
                part = self.workspace.draft.part_by_id[words.at]
                kind = "preambular" if part.kind == "PP" else "operative"
                return f"A new {kind} paragraph of your own in “{part.title}”"


_FRONT = {
    "title": "Title (empty: the layout's own)",
    "session": "Session",
    "place": "Place",
    "date": "Date",
    "symbol": "Document symbol, where one is given",
    "agenda": "Agenda items, as they are to be printed",
}
_MEANS = {
    Status.OPEN: "no result yet",
    Status.BRACKETED: "not agreed: stands in square brackets",
    Status.INFORMALS: "agreed in informal consultations",
    Status.AD_REF: "agreed, subject to approval by the governments",
    Status.PENDING: "waits for the word of a delegation",
    Status.REOPENED: "was agreed, and is discussed again",
}
_ON_PARAGRAPH = {
    "mark", "add_sub", "up", "down", "place", "remove", "sources", "note", "status", "retype", "wording",
    "remarks",
}  # fmt: skip


class OutlinePane(OutlineWriting):
    """Each action is one call of the workspace with the paragraphs chosen."""

    def offers(self) -> Mapping[str, bool | str]:
        spot, chosen = self.at, self.chosen
        return {
            **dict.fromkeys(_ON_PARAGRAPH, bool(chosen)),
            "enter": "Edit" if spot else "Unfold" if self.part.id in self.folded else "Fold",
            "mark": bool(chosen or self.part.paragraphs),
            "merge": len(chosen) > 1 and f"Merge {len(chosen)}",
            "indent": spot is not None and spot.index > 0,
            "outdent": spot is not None and spot.depth > 0,
            "go": spot is not None and bool(spot.paragraph.links),
            "clear": bool(self.paragraphs.marked),
            "length": spot is None,
            "heading": spot is None,
            "front": spot is None,
        }

    @work
    async def action_status(self) -> None:
        ids = self.chosen
        if not ids and not self.here():
            return
        first = self.workspace.draft.spots[ids[0]]
        rows = [Row(str(one), Content.assemble(f"{one}  ", (_MEANS[one], "$text-muted"))) for one in Status]
        title = f"Status of {', '.join(self.workspace.refs[id] for id in ids)}"
        status = await self.ask(Pick(title, rows, str(first.paragraph.status)))
        if status:
            pending = await self._pending(first) if status == Status.PENDING else ""
            if pending is not None and self.do(lambda: self.workspace.edits.set_status(ids, Status(status), pending)):
                self.paragraphs.unmark(ids)
                self._warn_of_brackets(ids, Status(status))

    def _warn_of_brackets(self, ids: Iterable[str], status: Status) -> None:
        spots = self.workspace.draft.spots
        contested = [self.workspace.refs[id] for id in ids if "[" in spots[id].paragraph.text]
        if status.agreed and contested:
            self.warn(
                f"{', '.join(contested)}: there are square brackets in it, and what stands in them is not agreed."
            )

    async def _pending(self, spot: Spot) -> str | None:
        field = Field("pending", "Whose word is awaited?", spot.paragraph.pending)
        answer = await self.ask(Form("Pending", [field], refusal=_no_name))
        return answer["pending"] if answer else None

    @work
    async def action_heading(self) -> None:
        part = self.part
        hint = "" if part.heading else "The layout prints no heading for this part; the outline alone shows it."
        answer = await self.ask(Form("Heading of the part", [Field("title", "Heading", part.title)], hint))
        if answer:
            self.do(lambda: self.workspace.edits.retitle(part.id, answer["title"]))

    @work
    async def action_front(self) -> None:
        now = asdict(self.workspace.draft.front)
        fields = [Field(name, label, now[name]) for name, label in _FRONT.items()]
        answer = await self.ask(Form("Front matter", fields, "What is left empty is not printed."))
        if answer:
            self.do(lambda: self.workspace.edits.set_front(Front(**answer)))

    def action_go(self) -> None:
        spot = self.here()
        if spot and spot.paragraph.sources:
            self.post_message(GoToPoint(spot.paragraph.sources[0]))
        elif spot:
            self.warn("This paragraph takes up no regional point.")

    @work
    async def action_length(self) -> None:
        targets = await self.ask(targets_form(self.workspace.draft, self.session.targets(self.workspace.draft.id)))
        if targets is not None:
            self.session.targeted(read_targets(targets))
            self.show()
            self.post_message(Happened("Done: target lengths, kept on this machine and not in the draft"))

    @work
    async def action_numbers(self) -> None:
        await tend_numbers(self, self.at)

    @work
    async def action_wording(self) -> None:
        spot = self.here()
        if spot:
            await take_wording(self, spot.paragraph.id)

    @work
    async def action_remarks(self) -> None:
        spot = self.here()
        if spot:
            wish = await take_suggestion(self, spot.paragraph.id)
            if wish is Wish.WORD:
                await self.write(Unfinished(Purpose.WORDING, spot.paragraph.id, spot.paragraph.text))
            elif wish is Wish.SOURCES:
                await tend_sources(self, spot.paragraph.id)

    @work
    async def action_sources(self) -> None:
        spot = self.here()
        if spot:
            await tend_sources(self, spot.paragraph.id)


def _no_name(answer: Answer) -> str:
    named = answer["pending"].strip()
    return "" if named else "Name the delegation or group whose word is awaited; esc leaves it as it was."
