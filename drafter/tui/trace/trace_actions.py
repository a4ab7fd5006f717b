"""Tracing on the screen: the draft itself, or somebody's text, of which a draft can be made."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from drafter.errors import DrafterError
from drafter.tui.pane import Interaction
from drafter.tui.session import Session
from drafter.tui.tongue import tr
from drafter.workspace import Workspace

if TYPE_CHECKING:  # all of it is loaded when somebody traces
    from drafter.workspace.traced_text import TextAsDraft


class TraceActions:
    """Shows what paragraphs reflect, and makes drafts of texts."""

    def __init__(
        self,
        interaction: Interaction,
        session: Session,
        changed: Callable[[str | None], None],
        go_to: Callable[[str], Awaitable[None]],
    ) -> None:
        """`changed` shows the draft as it now is and saves it soon; `go_to` goes to a paragraph in the outline."""
        self._interaction = interaction
        self._workspace = interaction.workspace
        self._session = session
        self._changed = changed
        self._go_to = go_to

    async def trace(self, remarks: Sequence[str] = ()) -> None:
        """Show what the draft's paragraphs reflect, and cite what the user takes. `remarks` are what should be known of
        the text that the draft was made of.
        """
        from drafter.tui.trace.trace_screen import TraceScreen

        if not await self._read_by_model():
            return
        screen = TraceScreen(
            self._workspace.file.path.name,
            self._workspace,
            self._session,
            remarks=remarks,
            changed=lambda: self._changed(None),
        )
        paragraph = await self._interaction.ask(screen)
        if paragraph:
            await self._go_to(paragraph)

    async def _read_by_model(self) -> bool:
        """Have the model read the draft, where there is one; what it found is kept. Returns whether it could."""
        from drafter.storage import corpus_meaning
        from drafter.tui.dialogs.working import Working
        from drafter.workspace.traced_text import trace_of

        if not corpus_meaning.is_told(self._workspace.corpus):
            return True
        came = await self._interaction.ask(Working(tr("Reading what is meant…"), lambda: trace_of(self._workspace)))
        if isinstance(came, DrafterError):
            self._interaction.complain(str(came))
        return not isinstance(came, DrafterError)

    async def trace_text(self) -> None:
        """Show what a text reflects that the user names, and make a draft of it where that is wanted."""
        from drafter.tui.dialogs.working import Working
        from drafter.tui.trace.texts import remarks_on, text_dialog, text_files
        from drafter.tui.trace.trace_screen import TraceScreen
        from drafter.workspace.traced_text import free_target, text_as_draft, trace_of

        folder = self._workspace.file.path.absolute().parent
        found = text_files([folder, Path.cwd()], self._session)
        path = await self._interaction.ask(text_dialog(found, folder, self._session))
        if path is None:
            return

        def read() -> TextAsDraft:
            target = free_target(path)
            came = text_as_draft(path, target, self._workspace.corpus, self._workspace.layout.id)
            trace_of(came.workspace)  # what is found is kept, so that the screen comes at once
            return came

        came = await self._interaction.ask(Working(tr("Reading {name}…", name=path.name), read))
        if isinstance(came, DrafterError):
            self._interaction.complain(str(came))
        elif came:
            screen = TraceScreen(path.name, came.workspace, self._session, remarks=remarks_on(came.text))
            if await self._interaction.ask(screen) == TraceScreen.MADE:
                self._make(came.workspace)

    def _make(self, made: Workspace) -> None:
        links = sum(len(spot.paragraph.links) for spot in made.draft.spots.values())
        try:
            made.file.create()
        except DrafterError as error:
            self._interaction.complain(str(error))
        else:
            said = tr(
                "Wrote {name}: {count} paragraphs, {links} citations",
                name=made.file.path.name,
                count=len(made.draft.spots),
                links=links,
            )
            self._interaction.inform(
                tr("{said}. To open it, leave this draft (q): drafter {name}", said=said, name=made.file.path.name)
            )
