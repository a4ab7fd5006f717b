"""Waiting for what a key does. Keys may come faster than that: from somebody who knows drafter, or on a slow line."""

from __future__ import annotations

import asyncio
from typing import Any

from textual.app import App

_TURNS = 20
"""Turns of the loop in which what a key led to has happened, and a window that it opens is there."""
_A_MOMENT = 0.02
"""Seconds between two looks at whether that stands."""


async def settle(app: App[Any]) -> None:
    """Return when what was begun is done, as far as that takes no work of its own."""
    for _ in range(_TURNS):
        await asyncio.sleep(0)
    for _ in range(_TURNS):
        if not app.screen_stack or app.screen.is_mounted:
            return
        await asyncio.sleep(_A_MOMENT)
