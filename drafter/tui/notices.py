"""Notices that pass by themselves: they stand over what is worked on, and go when somebody works on."""

from __future__ import annotations

from time import time

from textual.app import App

READ = 2.0
"""Seconds in which a notice was read, by somebody who then goes on."""


def forget(app: App[None], older: float = 0.0) -> None:
    """Take back notices of the usual few seconds that have stood for longer than `older` seconds; those about the file
    were given more time, and stay.
    """
    for notice in tuple(app._notifications):
        if notice.timeout <= app.NOTIFICATION_TIMEOUT and time() - notice.raised_at >= older:
            app._unnotify(notice)
