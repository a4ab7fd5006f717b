"""The four panes: which of them is shown, and that what is shown is the draft as it now is."""

from __future__ import annotations

from asyncio import Lock
from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.geometry import Size
from textual.reactive import Reactive
from textual.widgets import ContentSwitcher

from drafter.tui.background_review import BackgroundReview
from drafter.tui.choose.choose_pane import ChoosePane
from drafter.tui.commands import PANES, Scope
from drafter.tui.pane import Pane
from drafter.tui.session import Session
from drafter.workspace import Workspace

if TYPE_CHECKING:  # loaded with what is put in
    from drafter.tui.outline.outline_pane import OutlinePane


class Panes(ContentSwitcher):
    """Shows one of the panes. The first is there from the start; the others are put in when somebody needs them."""

    BLANK: ClassVar[bool] = True  # as in `Frame`
    virtual_size = Reactive(Size(0, 0), repaint=False)  # as there

    def __init__(
        self, workspace: Workspace, review: BackgroundReview, session: Session, follower: Callable[[], None]
    ) -> None:
        """`follower` is told when other commands make sense than before."""
        super().__init__(initial=str(Scope.CHOOSE), id="panes")
        self._workspace, self._review, self._session, self._follower = workspace, review, session, follower
        self._stale = set(PANES)
        self.outline: OutlinePane | None = None
        """None before it was put in, and the other panes with it."""
        self._furnishing = Lock()
        """Held while they are put in, so that who asks meanwhile waits for them."""

    def compose(self) -> ComposeResult:
        place = self._session.place_in(self._workspace.draft.id)
        yield self._followed(ChoosePane(self._workspace, self._review, place.theme if place else None))

    async def furnish(self) -> None:
        """Put the other panes in, once. Loading what they are made of takes as long as the first screen."""
        async with self._furnishing:
            if not self.outline:
                self.outline = await self._put_in()

    async def _put_in(self) -> OutlinePane:
        from drafter.tui.coverage.coverage_pane import CoveragePane
        from drafter.tui.outline.outline_pane import OutlinePane
        from drafter.tui.preview import PreviewPane

        outline = OutlinePane(self._workspace, self._review, self._session)
        others = CoveragePane(self._workspace, self._review), PreviewPane(self._workspace, self._review)
        for pane in (outline, *others):
            await self.add_content(self._followed(pane))
        return outline

    def _followed(self, pane: Pane) -> Pane:
        pane.follower = self._follower
        return pane

    @property
    def scope(self) -> Scope:
        """Which pane is shown."""
        return Scope(str(self.current))

    @property
    def pane(self) -> Pane:
        """The one that is shown."""
        return self.query_one(f"#{self.scope}", Pane)

    @property
    def choose(self) -> ChoosePane:
        return self.query_one(ChoosePane)

    async def switch(self, scope: Scope) -> None:
        """Show a pane, up to date and where the outline's cursor is, with the focus in it."""
        if scope != Scope.CHOOSE:
            await self.furnish()
        self.current = scope
        self.bring_up_to_date()
        self.pane.take_focus()
        self.pane.follow(self.outline.cursor if self.outline else None)

    async def go_to(self, paragraph: str) -> None:
        """Put the outline's cursor on a paragraph, whichever pane is shown."""
        await self.furnish()
        assert self.outline
        self.outline.show_at(paragraph)

    def draft_changed(self, paragraph: str | None = None) -> None:
        """Show the draft as it now is; with a paragraph, the outline's cursor goes there."""
        self._stale = set(PANES)
        if paragraph and self.outline:
            self.outline.show_at(paragraph)
        self.bring_up_to_date()

    def bring_up_to_date(self) -> None:
        """Show the pane that is shown anew, where the draft is another one than it shows."""
        if self.scope in self._stale:
            self.pane.show()
            self._stale.discard(self.scope)
