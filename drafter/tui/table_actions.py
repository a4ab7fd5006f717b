"""What the palette has beside the panes: who asks for the same, and tables as files of their own."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

from textual.content import Content

from drafter.draft.text import ATTRIBUTED
from drafter.tui.labels import MUTED
from drafter.tui.pane import Interaction
from drafter.tui.session import Session
from drafter.tui.tongue import tr
from drafter.tui.widgets.row import Row


class TableActions:
    """Shows what converges, and writes the derivation table, the mapping and comparisons."""

    def __init__(
        self, interaction: Interaction, session: Session, mark_points: Callable[[Sequence[str]], Awaitable[None]]
    ) -> None:
        """`mark_points` shows recommendations in Choose, marked."""
        self._interaction = interaction
        self._workspace = interaction.workspace
        self._session = session
        self._mark_points = mark_points

    async def convergence(self) -> None:
        """Show what several regions ask for; mark one such group in Choose."""
        from drafter.tui.dialogs.convergence import ConvergenceDialog

        review = self._interaction.review.made
        if review is None:
            self._interaction.warn(tr("The recommendations are still being compared; try again in a moment."))
            return
        ids = await self._interaction.ask(ConvergenceDialog(self._workspace, review.corpus_review.convergence))
        if ids:
            await self._mark_points(ids)

    async def derivation(self) -> None:
        """Write where each paragraph comes from."""
        from drafter.document.table import AnnexKind
        from drafter.formats.registry import Options
        from drafter.workspace.export import render

        options = Options(only=AnnexKind.DERIVATION)
        await self._write(
            tr("Write the derivation table"),
            self._named("derivation", ".docx"),
            lambda suffix: render(self._workspace, suffix, options),
        )

    async def compile(self) -> None:
        """Write the mapping itself."""
        from drafter.document.compilation import Shown
        from drafter.review.coverage import Selection
        from drafter.tui.dialogs.questions import PickDialog
        from drafter.workspace.export import Compilation

        words = {Shown.LIST: tr("A list by theme"), Shown.MATRIX: tr("A matrix: a column a region")}
        rows = [Row(shown, Content(text)) for shown, text in words.items()]
        picked = await self._interaction.ask(PickDialog(tr("Compile the mapping as…"), rows))
        if picked:
            corpus, layout = self._workspace.corpus, self._workspace.layout.id
            made = Compilation(Shown(picked), Selection())
            path = self._workspace.file.path.with_name(f"mapping-{picked}.docx")
            await self._write(tr("Compile the mapping"), path, lambda suffix: made.render(corpus, suffix, layout))

    async def compare(self) -> None:
        """Write what is different between a revision, or another draft of the folder, and this draft."""
        from drafter.negotiation.comparison import Comparison
        from drafter.negotiation.revisions import NOW
        from drafter.storage import draft_yaml
        from drafter.tui.dialogs.questions import PickDialog
        from drafter.workspace.export import comparison_document, in_view
        from drafter.workspace.named_revisions import compare_files

        here, shown = self._workspace.file.path.absolute(), in_view(self._workspace, ATTRIBUTED)
        names = self._workspace.revisions.given_names
        found = [path for path in draft_yaml.found_in(here.parent) if path != here and self._session.reaches(path)]
        others = {f"file {path.name}": path for path in found}
        rows = [
            *(Row(f"revision {name}", Content.assemble((tr("Revision "), MUTED), (name, "bold"))) for name in names),
            *(Row(id, Content.assemble((tr("Draft "), MUTED), (path.name, "bold"))) for id, path in others.items()),
        ]
        if not rows:
            self._interaction.inform(tr("There is no revision, and no other draft in this folder, to compare with."))
            return
        hint = tr("What is different since, by paragraph and word by word; revisions are shown under Revisions, too.")
        picked = await self._interaction.ask(PickDialog(tr("Compare this draft with…"), rows, hint=hint))
        if not picked:
            return
        name = picked.partition(" ")[2]

        def comparison() -> Comparison:
            if picked in others:
                self._workspace.file.save()
                return compare_files(others[picked], here, self._workspace.corpus, shown)
            return self._workspace.revisions.compare(name, NOW, shown)

        def document(suffix: str) -> bytes:
            return comparison_document(comparison(), self._workspace.corpus, suffix, self._workspace.draft.layout)

        await self._write(tr("Write the comparison"), self._named(f"since-{Path(name).stem}", ".docx"), document)

    def _named(self, what: str, suffix: str) -> Path:
        path = self._workspace.file.path
        return path.with_name(f"{path.stem}-{what}{suffix}")

    async def _write(self, title: str, path: Path, render: Callable[[str], bytes]) -> None:
        from drafter.tui.dialogs.report import write_report

        await write_report(self._interaction, self._session, title, path, render)
