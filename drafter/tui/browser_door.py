"""Who comes to the door of a served draft: who knows its link, and strangers, of whom few may stand there."""

from __future__ import annotations

import asyncio
from typing import cast

from aiohttp import web

MOST_STRANGERS = 32
"""Connections that asked for nothing yet; with one more, the oldest of them is closed."""
_TIME_TO_ASK = 10.0
"""Seconds that a connection has to ask for something, its headers complete."""


class Door:
    """Makes a protocol for each connection: aiohttp's, which ends if it doesn't ask in time."""

    def __init__(self, server: web.Server) -> None:
        self._server = server
        self._strangers: dict[asyncio.BaseTransport, asyncio.TimerHandle] = {}
        """The oldest first, each with what ends it."""

    def __call__(self) -> asyncio.Protocol:
        return _Visitor(self, self._server())

    def came(self, transport: asyncio.Transport) -> None:
        if len(self._strangers) >= MOST_STRANGERS:
            oldest = next(iter(self._strangers))
            self.gone(oldest)
            cast("asyncio.Transport", oldest).abort()
        self._strangers[transport] = asyncio.get_running_loop().call_later(_TIME_TO_ASK, transport.abort)

    def gone(self, transport: asyncio.BaseTransport | None) -> None:
        """It is no stranger any more: it went, or knows the link."""
        if transport is not None and (ending := self._strangers.pop(transport, None)):
            ending.cancel()


class _Visitor(asyncio.Protocol):
    def __init__(self, door: Door, inner: asyncio.Protocol) -> None:
        self._door = door
        self._inner = inner
        self._transport: asyncio.BaseTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport
        self._door.came(cast("asyncio.Transport", transport))
        self._inner.connection_made(transport)

    def connection_lost(self, exc: Exception | None) -> None:
        self._door.gone(self._transport)
        self._inner.connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        self._inner.data_received(data)

    def eof_received(self) -> bool | None:
        return self._inner.eof_received()

    def pause_writing(self) -> None:
        self._inner.pause_writing()

    def resume_writing(self) -> None:
        self._inner.resume_writing()
