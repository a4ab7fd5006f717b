"""Which proposals the acts are about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from drafter.tui.negotiate.proposal_list import ProposalEntry


class Selected(Protocol):
    """What is chosen where the user is: in the list, or in the room view."""

    @property
    def entry(self) -> ProposalEntry | None:
        """What is at the cursor; None where there is nothing."""

    @property
    def chosen(self) -> Sequence[ProposalEntry]:
        """What is marked, else what is at the cursor."""

    def done(self) -> None:
        """What was chosen has been worked on: take the marks away."""
