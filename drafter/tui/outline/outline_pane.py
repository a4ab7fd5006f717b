"""The outline: parts and paragraphs as they will be numbered, and one of them in full beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content

from drafter.draft.draft import Draft
from drafter.draft.length import Length, lengths
from drafter.draft.tree import shifted_to, topmost
from drafter.tui.background_review import BackgroundReview
from drafter.tui.commands import Scope, bindings_of
from drafter.tui.messages import GoToPoint
from drafter.tui.outline.editor_windows import EditorWindows, ParagraphWriting
from drafter.tui.outline.paragraph_display import length_text, paragraph_detail, signs
from drafter.tui.outline.paragraph_list import OutlineRows, ParagraphOrder, ParagraphSelection, only_dialog
from drafter.tui.outline.properties import Properties
from drafter.tui.outline.sources import SourceEditing
from drafter.tui.outline.suggestions import Suggestions
from drafter.tui.pane import Action, Pane, possible
from drafter.tui.preview import document_rows
from drafter.tui.session import Session
from drafter.tui.tongue import later, number, tr
from drafter.tui.widgets.bars import Frame, Plain
from drafter.tui.widgets.rows import Rows
from drafter.tui.widgets.sheet import Reader
from drafter.workspace import Workspace

_FOR_PARAGRAPHS = ("up", "down", "place", "remove", "status", "retype", "merge")
"""The actions on all that is marked."""
_FOR_ONE = ("add_sub", "sources", "note")
"""The actions that need a paragraph at the cursor."""


class OutlinePane(Pane):
    """Shows the draft, and runs the commands on its paragraphs and parts."""

    SCOPE = Scope.OUTLINE
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(Scope.OUTLINE)

    def __init__(self, workspace: Workspace, review: BackgroundReview, session: Session) -> None:
        super().__init__(workspace, review)
        self._session = session
        place = session.place_in(workspace.draft.id)
        self.paragraphs = Rows(id="paragraphs", markable=True)
        self._meter = Plain(id="length")
        self._detail = Reader(id="paragraph")
        self._document = Rows(id="beside-document")
        self._document.display = False  # until the user wants it instead of the paragraph's sources
        self._length = Length(0)
        """Of the draft as it was shown last."""
        self._rows = OutlineRows(workspace, review, set(place.folded) if place else set())
        self.selection = ParagraphSelection(self.interaction, self.paragraphs, place.paragraph if place else None)
        self.windows = EditorWindows(self.interaction)
        self._writing = ParagraphWriting(self.selection, self.windows, workspace)
        self.actions = self._by_action()

    def _by_action(self) -> dict[str, Action]:
        """What does the work of the commands, by their actions."""
        order = ParagraphOrder(self.selection, self.interaction)
        properties = Properties(self.selection, self.interaction, self._session, self.show)
        sources = SourceEditing(self.selection, self.interaction)
        suggestions = self._suggestions = Suggestions(self.selection, self.interaction, self._writing, sources)
        return {
            "enter": self._enter,
            "fold": self._fold,
            "unfold": self._unfold,
            "go": self._go_to_source,
            "beside": self._toggle_document,
            "text": self._detail.page,
            "mark": self.selection.mark,
            "only": self._ask_only,
            "clear": self._clear,
            "edit": self._writing.edit,
            "add": self._writing.add,
            "add_sub": self._writing.add_sub,
            "note": self._writing.note,
            "up": order.up,
            "down": order.down,
            "indent": order.indent,
            "outdent": order.outdent,
            "place": order.place,
            "retype": order.retype,
            "merge": order.merge,
            "remove": order.remove,
            "status": properties.status,
            "heading": properties.heading,
            "front": properties.front,
            "length": properties.length,
            "numbers": properties.numbers,
            "sources": sources.edit,
            "wording": suggestions.show_wording,
            "all_wording": suggestions.show_all_wordings,
            "remarks": suggestions.show_remarks,
        }

    def compose(self) -> ComposeResult:
        yield self._meter
        with Frame(classes="panes"):
            yield self.paragraphs
            yield self._detail
            yield self._document

    def on_mount(self) -> None:
        self.paragraphs.follower = self._cursor_moved
        self.paragraphs.border_subtitle = Content(signs())

    @property
    def cursor(self) -> str | None:
        """The id of the paragraph or part at the cursor, or where it will be once the draft is shown."""
        return self.selection.cursor

    @property
    def folded(self) -> set[str]:
        """Ids of parts and paragraphs whose content is not shown."""
        return self._rows.folded

    def show(self) -> None:
        self.show_at(None)

    def show_at(self, paragraph: str | None) -> None:
        """Show the draft, with the cursor on a paragraph; None for where it is."""
        paragraph, self.selection.start = paragraph or self.selection.start, None
        draft = self.workspace.draft
        if paragraph in draft.spots:
            if self._rows.wanted and not self._rows.wanted(draft.spots[paragraph].paragraph):
                self._rows.only = ""  # who is taken to a paragraph wants to see it
            self._rows.unfold_around(paragraph)
        self._length, parts = lengths(draft, self._session.targets(draft.id))
        self.paragraphs.set_rows(list(self._rows.rows(parts)), paragraph)
        self._show_meter()
        self._show_document()
        self._show_detail()

    def _show_meter(self) -> None:
        meter = _meter(self._length, _frozen_numbers(self.workspace.draft), len(self.paragraphs.marked))
        if self._rows.only:
            meter = Content.assemble(
                (tr("Only {only}; esc shows all   ", only=tr(self._rows.only)), "bold $text-warning"), meter
            )
        self._meter.update(meter, layout=False)

    async def _ask_only(self) -> None:
        """Ask which paragraphs to show, by their status."""
        answer = await self.interaction.ask(only_dialog(self.workspace.draft, self._rows.only))
        if answer is not None:
            self._show_only(answer)

    def _show_only(self, what: str) -> None:
        self._rows.only = what
        self.show()

    def _clear(self) -> None:
        """Take all marks away; where there are none, show all paragraphs again."""
        if self.paragraphs.marked or not self._rows.only:
            self.selection.clear()
        else:
            self._show_only("")

    def _toggle_document(self) -> None:
        """Show the document beside the outline, or the sources again."""
        self._document.display = not self._document.display
        self._detail.display = not self._document.display
        self._show_document()

    def _show_document(self) -> None:
        if self._document.display:
            self._document.set_rows(document_rows(self.workspace))
            self._document.go(self.cursor or "")

    def _show_detail(self) -> None:
        """Show the whole of what is at the cursor."""
        spot, part = self.selection.spot, self.selection.part
        if spot:
            text = paragraph_detail(self.workspace, spot.paragraph.id, self.review)
        else:
            begin = tr("Press a to add a paragraph of your own here, or 1 to choose regional points.")
            kind = (
                tr("Its paragraphs are preambular (PP).")
                if part.kind == "PP"
                else tr("Its paragraphs are operative (OP), numbered.")
            )
            text = Content(f"{part.title}\n\n{begin} {kind}")
        self._detail.show(text)
        self.offers_changed()

    def _cursor_moved(self) -> None:
        self._show_detail()
        if self._document.display:
            self._document.go(self.cursor or "")

    @on(Rows.Marked)
    def _marks_changed(self) -> None:
        self._show_meter()
        self.offers_changed()

    def offers(self) -> Mapping[str, bool | str]:
        spot, part, chosen = self.selection.spot, self.selection.part, self.selection.chosen
        return {
            **self._offers_for(chosen),
            **dict.fromkeys(_FOR_ONE, spot is not None),
            "enter": tr("Edit") if spot else tr("Unfold") if part.id in self.folded else tr("Fold"),
            "mark": bool(chosen or part.paragraphs),
            "indent": spot is not None and spot.index > 0,
            "outdent": spot is not None and spot.depth > 0,
            "go": spot is not None and bool(spot.paragraph.links),
            "clear": bool(self.paragraphs.marked) or (bool(self._rows.only) and tr("Show all")),
            "length": spot is None,
            "heading": spot is None,
            "front": spot is None,
            "wording": self._offers_wording(chosen),
            "all_wording": spot is None and self.review.ready and bool(self.workspace.draft.spots),
            "remarks": spot is not None and self._suggestions.has_remarks(spot),
        }

    def _offers_wording(self, chosen: Sequence[str]) -> bool | str:
        """Whether something is suggested for one of these paragraphs; of marked ones, for how many it is shown."""
        spots = self.workspace.draft.spots
        suggested = any(self._suggestions.wording_of(spots[id]) for id in chosen)
        return suggested and (tr("Wording of {count}…", count=number(len(chosen))) if self.paragraphs.marks else True)

    def _offers_for(self, chosen: Sequence[str]) -> Mapping[str, bool | str]:
        """What can be done with these paragraphs; with marked ones, with how many."""
        if not chosen:
            return dict.fromkeys(_FOR_PARAGRAPHS, False)
        draft, count = self.workspace.draft, len(chosen) if self.paragraphs.marked else 0
        top = topmost(draft, chosen)
        level = not any(draft.spots[id].depth for id in top)
        up, down = (possible(partial(shifted_to, draft, chosen, by)) for by in (-1, 1))

        def says(words: str) -> bool | str:
            return tr(words, count=number(count)) if count else True

        return {
            "up": up and says(later("{count} up")),
            "down": down and says(later("{count} down")),
            "place": says(later("Move {count} to…")),
            "remove": says(later("Remove {count}")),
            "status": says(later("Status of {count}…")),
            "retype": level and len({part.kind for part in draft.parts}) > 1 and says(later("PP/OP of {count}")),
            "merge": len(top) > 1 and tr("Merge {count}…", count=number(len(top))),
        }

    @on(Rows.Picked, "#paragraphs")
    def _enter(self) -> None:
        """Edit the paragraph at the cursor; fold the part there, or unfold it."""
        if self.selection.spot:
            self.run("edit")
        else:
            part = self.selection.part.id
            self._set_folded(part, part not in self.folded)

    def _fold(self) -> None:
        """Fold the part or the paragraph's sub-paragraphs away; where there is nothing to fold, go to what holds it."""
        spot = self.selection.spot
        if spot is None:
            self._set_folded(self.selection.part.id, True)
        elif spot.paragraph.children and spot.paragraph.id not in self.folded:
            self._set_folded(spot.paragraph.id, True)
        else:
            self.paragraphs.go(spot.container)

    def _unfold(self) -> None:
        self._set_folded(self.cursor or "", False)

    def _set_folded(self, id: str, folded: bool) -> None:
        self._rows.set_folded(id, folded)
        self.show()

    def _go_to_source(self) -> None:
        """Go to the first point that the paragraph takes up."""
        spot = self.selection.needed()
        if spot and spot.paragraph.sources:
            self.post_message(GoToPoint(spot.paragraph.sources[0]))
        elif spot:
            self.interaction.warn(tr("This paragraph takes up no regional point."))


def _frozen_numbers(draft: Draft) -> Content:
    """How many of the paragraphs' numbers are frozen; empty where all are counted."""
    frozen = sum(bool(spot.paragraph.number) for spot in draft.spots.values())
    if not frozen:
        return Content("")
    which = (
        tr("numbers frozen")
        if frozen == len(draft.spots)
        else tr("{frozen} of {count} numbers frozen", frozen=frozen, count=len(draft.spots))
    )
    return Content.assemble("  · ", (which, "bold"), (" (N)", "$text-muted"))


def _meter(length: Length, frozen: Content, marks: int) -> Content:
    """The line above the outline: how many are marked, how long the draft is, which numbers are frozen."""
    marked = (tr("{marks} marked   ", marks=marks), "bold $text-accent") if marks else ""
    about = tr("about {pages} pages", pages=f"{length.pages:.1f}") if length.pages >= 1 else tr("less than a page")
    pages = f"  · {about}" if length.words else ""
    hint = "" if length.target else tr("  · no target: l sets one")
    words = (tr("Length  "), "bold"), length_text(length), (pages, "$text-muted")
    return Content.assemble(marked, *words, frozen, (hint, "$text-muted"))
