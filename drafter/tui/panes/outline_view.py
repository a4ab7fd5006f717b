"""The outline, as it looks: parts and paragraphs as they will be numbered, and the whole of one of them beside."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content

from drafter.model.draft import Draft, Part, Spot
from drafter.model.lengths import Length, lengths
from drafter.tui.commands import Scope, bindings_of
from drafter.tui.judging import Judging
from drafter.tui.panes.pane import Pane
from drafter.tui.panes.preview import document_rows
from drafter.tui.paragraphs import BADGES, length_text, paragraph_detail, paragraph_row, part_row
from drafter.tui.session import Session
from drafter.tui.widgets.frame import Frame, Plain
from drafter.tui.widgets.reader import Reader
from drafter.tui.widgets.rows import Row, Rows
from drafter.workspace import Workspace


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
