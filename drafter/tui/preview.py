"""Preview: the document as it will be written, from the same outline as every export."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content

from drafter.document.outline import Block, Heading, Outline, OutlineParagraph, Sentence
from drafter.errors import DrafterError
from drafter.tui.background_review import BackgroundReview
from drafter.tui.commands import Scope, bindings_of
from drafter.tui.messages import GoToParagraph
from drafter.tui.outline.paragraph_display import bracketed
from drafter.tui.pane import Pane
from drafter.tui.widgets.row import Row
from drafter.tui.widgets.rows import Rows
from drafter.workspace import Workspace

_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


class PreviewPane(Pane):
    """Shows the outline, block by block."""

    SCOPE = Scope.PREVIEW
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(Scope.PREVIEW)

    def __init__(self, workspace: Workspace, review: BackgroundReview) -> None:
        super().__init__(workspace, review)
        self.document = Rows(id="document")
        self.actions = {"go": self._go_to_paragraph}

    def compose(self) -> ComposeResult:
        yield self.document

    def on_mount(self) -> None:
        self.document.border_subtitle = Content("the text with footnotes; export adds contents, sources, annexes")

    def show(self) -> None:
        self.document.set_rows(document_rows(self.workspace))

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


def document_rows(workspace: Workspace) -> list[Row]:
    """The document, or what is wrong with the layout's sentences."""
    try:
        return list(preview_rows(workspace.outline))
    except DrafterError as error:
        return [Row("error", Content(str(error)))]


def preview_rows(outline: Outline) -> Iterator[Row]:
    """The document from masthead to last paragraph; a paragraph's note stands right under it."""
    yield Row("masthead", Content("\n".join([*outline.masthead, ""])))
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
    label = Content(f"{'    ' * block.depth}{block.label} " if block.label else "")
    parts: list[Content | tuple[str, str] | str] = [bracketed(block.printed), number if block.note else ""]
    if block.lead_in:
        parts.append(f" {block.lead_in}")
    if block.tag:
        parts.append((f" {block.tag}", "bold $text-warning"))
    if block.note:
        parts.append((f"\n{number} {block.note}", "$text-muted"))
    return Row(block.id, Content.assemble(*parts, "\n"), label)
