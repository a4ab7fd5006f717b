"""Preview: the document as it will be written, from the same outline as every export."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content

from drafter.document.outline import Block, Heading, Outline, OutlineParagraph, Sentence, in_one_line
from drafter.draft.inline_runs import PieceLook
from drafter.draft.text import ATTRIBUTED, BASE, LONGEST, UNATTRIBUTED, View
from drafter.draft.viewed import parties_of
from drafter.errors import DrafterError
from drafter.tui.background_review import BackgroundReview
from drafter.tui.commands import Scope, bindings_of
from drafter.tui.dialogs.questions import PickDialog
from drafter.tui.messages import GoToParagraph
from drafter.tui.outline.paragraph_display import LEVEL_STYLES
from drafter.tui.pane import Pane
from drafter.tui.tongue import later, tr
from drafter.tui.widgets.row import Row
from drafter.tui.widgets.rows import Rows
from drafter.workspace import Workspace

VIEWS = {
    ATTRIBUTED: later("in square brackets, with who wants it"),
    UNATTRIBUTED: later("in square brackets, without names"),
    BASE: later("as it was before the open proposals"),
    LONGEST: later("with the longest of the alternatives"),
}
"""What is made of alternatives, in words; a party's view aside."""
_LOOKS = {
    PieceLook.PLAIN: "",
    PieceLook.OPENING: "italic",
    PieceLook.BRACKETED: "$text-warning",
    PieceLook.NESTED: "$text-primary",
    PieceLook.ATTRIBUTION: "bold",
}
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


class PreviewPane(Pane):
    """Shows the outline, block by block."""

    SCOPE = Scope.PREVIEW
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(Scope.PREVIEW)

    def __init__(self, workspace: Workspace, review: BackgroundReview) -> None:
        super().__init__(workspace, review)
        self.document = Rows(id="document")
        self._view = ATTRIBUTED
        self.actions = {"go": self._go_to_paragraph, "view": self._choose_view}

    def compose(self) -> ComposeResult:
        yield self.document

    def on_mount(self) -> None:
        self.document.border_subtitle = Content(tr("the text with footnotes; export adds contents, sources, annexes"))

    def show(self) -> None:
        self.document.set_rows(document_rows(self.workspace, self._view))

    async def _choose_view(self) -> None:
        """Ask what is to be made of alternatives, and show the document so."""
        from drafter.workspace.export import known_view  # what exports know isn't needed before

        names = {view.name: words for view, words in VIEWS.items()}
        names |= {
            f"party:{party}": tr("as {party} wants it", party=party)
            for party in sorted(parties_of(self.workspace.draft))
        }
        rows = [Row(name, Content(f"{words[0].upper()}{words[1:]}")) for name, words in names.items()]
        answer = await self.interaction.ask(PickDialog(tr("The text, and its alternatives"), rows, self._view.name))
        view = View.named(answer) if answer else None
        if view:
            self._view = known_view(self.workspace, view)
            self.show()

    def follow(self, id: str | None) -> None:
        """Put the cursor on the paragraph or heading that the outline's cursor is on, where the document has it."""
        if id:
            self.document.go(id)

    @on(Rows.Picked, "#document")
    def _go_to_paragraph(self) -> None:
        draft = self.workspace.draft
        id = self.document.cursor
        if id and (id in draft.spots or id in draft.part_by_id):
            self.post_message(GoToParagraph(id))


def document_rows(workspace: Workspace, view: View = ATTRIBUTED) -> list[Row]:
    """The document, or what is wrong with the layout's sentences."""
    try:
        return list(preview_rows(workspace.outline_in(view)))
    except DrafterError as error:
        return [Row("error", Content(str(error)))]


def preview_rows(outline: Outline) -> Iterator[Row]:
    """The document from masthead to last paragraph; a paragraph's note stands right under it."""
    yield Row("masthead", Content("\n".join([*map(in_one_line, outline.masthead), ""])))
    yield Row("title", Content.styled(f"{outline.title}\n", "bold"))
    notes = 0
    for block in outline.blocks:
        notes += bool(isinstance(block, OutlineParagraph) and block.note)
        yield _row(block, notes)


def _row(block: Block, note: int) -> Row:
    if isinstance(block, Heading):
        return Row(block.id, Content.styled(f"\n{block.text}\n", "bold"))
    if isinstance(block, Sentence):
        return Row(f"sentence {block.name}", Content(f"{block.text}\n"))
    return _paragraph(block, note)


def _paragraph(block: OutlineParagraph, note: int) -> Row:
    number = str(note).translate(_SUPERSCRIPTS)
    on_colour = LEVEL_STYLES.get(block.colour, "")
    indent = "    " * block.depth
    label = Content.assemble(indent, (block.label, on_colour), " ") if block.label else Content("")
    words = [(piece.text, _LOOKS[piece.look]) for piece in block.pieces]
    parts: list[Content | tuple[str, str] | str] = [*words, number if block.note else ""]
    if block.lead_in:
        parts.append(f" {block.lead_in}")
    if block.tag:
        parts += [" " if block.text else "", (block.tag, f"bold {on_colour or '$text-warning'}")]
    if block.note:
        parts.append((f"\n{number} {block.note}", "$text-muted"))
    return Row(block.id, Content.assemble(*parts, "\n"), label)
