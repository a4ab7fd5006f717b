"""Begins the guided first draft: offered where a draft is empty, or asked for."""

from __future__ import annotations

from asyncio import Event
from collections.abc import Awaitable, Callable

from drafter.tui.pane import Interaction
from drafter.tui.session import Session
from drafter.tui.tongue import tr, tr_count


class Guide:
    """Offers the way to a first draft, and goes it with the user."""

    def __init__(
        self,
        interaction: Interaction,
        session: Session,
        draft_changed: Callable[[str | None], None],
        show_outline: Callable[[], Awaitable[None]],
    ) -> None:
        """`draft_changed` has the draft shown and saved; `show_outline` shows the outline."""
        self._interaction = interaction
        self._workspace = interaction.workspace
        self._session = session
        self._draft_changed = draft_changed
        self._show_outline = show_outline
        self.reviewed = Event()
        """Set once the review is there, or is known not to come."""

    @property
    def is_fitting(self) -> bool:
        """Whether the draft is empty: nothing stands in it, and nothing is set aside."""
        draft = self._workspace.draft
        return not draft.spots and not draft.set_aside

    async def offer(self) -> None:
        """Where the draft is empty and was not worked on before, ask how to begin it."""
        seen = self._session.place_in(self._workspace.draft.id) is not None
        if self._session.memory.own_way or seen or not self.is_fitting:
            return
        from drafter.tui.guided.leaving import offering

        answer = await self._interaction.ask(offering())
        if answer == "never":
            self._session.goes_own_way()
        elif answer == "path":
            await self.begin()

    async def begin(self) -> None:
        """Go the way, from what is neither taken up nor set aside."""
        from drafter.tui.guided.guided_screen import GuidedScreen

        if not self.reviewed.is_set():
            self._interaction.say(tr("Comparing what the regions ask for…"))
            await self.reviewed.wait()
        made = self._interaction.review.made
        if made is None:
            self._interaction.complain(tr("The recommendations could not be compared: see what was said of it."))
            return
        screen = GuidedScreen(self._workspace, self._session, self._interaction.review, made, self._draft_changed)
        if screen.way.stop is None:
            self._interaction.inform(tr("Everything is taken up or set aside already."))
            return
        kept = await self._interaction.ask(screen)
        count = screen.way.paragraphs
        if kept and count:
            await self._show_outline()
            said = tr_count(
                "First draft: {count} paragraph, all yours to word",
                "First draft: {count} paragraphs, all yours to word",
                count,
            )
            self._interaction.say(said)
        elif not screen.way.changed:
            self._interaction.say(tr("The draft is as it was before"))
