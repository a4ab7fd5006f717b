"""The same screens in a web browser, through textual-serve: on this machine only, behind a link nobody can guess.

The page comes from here and asks no other host for anything. A request that names another host, or comes from a page of
another origin, is refused, so that no web site that is open in the same browser can reach the draft.
"""

from __future__ import annotations

import asyncio
import errno
import ipaddress
import json
import secrets
import shlex
import subprocess
import sys
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from html import escape
from pathlib import Path

import textual_serve
from aiohttp import WSMsgType, web
from textual_serve.app_service import AppService
from textual_serve.download_manager import DownloadManager
from textual_serve.server import to_int

from drafter.tui.browser_door import Door

_STATIC = Path(textual_serve.__file__).parent / "static"
_PAGE = Path(__file__).parent / "browser.html"
_PATIENCE = 5.0
"""Seconds that the screens have to save and end once their page is closed."""
_HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}

MOST_TABS = 8
"""Tabs at once: each has a process of its own."""
_WIDEST, _HIGHEST = 500, 200
"""Cells of the largest screen: what it shows is kept cell by cell."""
_KEPT_OPEN = 30.0
"""Seconds that a connection stays open between two requests."""
_FOR_ONCE = 60.0
"""Seconds within which the link that works once is to be followed."""

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Served(AppService):
    """One browser tab's process. It ends with the tab, whatever it is busy with."""

    async def stop(self) -> None:
        with suppress(asyncio.TimeoutError):
            await asyncio.wait_for(super().stop(), _PATIENCE)
        # textual-serve waits for ever for a process that doesn't end, and shows it to nobody: it is left to its class.
        process = self._process
        if process and process.returncode is None:
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()


class BrowserServer:
    """Serves a command's screens under `/TOKEN/`; everything else is not found."""

    def __init__(self, command: Sequence[str], host: str, port: int, title: str) -> None:
        self.host = host
        self.port = port
        self._command = _command_line(command)
        self._title = title
        self.token = secrets.token_urlsafe(24)
        self._once = ""
        self._door: Door | None = None
        self._listener: asyncio.Server | None = None
        self._tabs = 0
        self.bound: tuple[str, int] | None = None
        """Where it listens; None before that."""

    @property
    def link(self) -> str:
        """The address to open; the port is known once it listens."""
        host, port = self.bound or (self.host, self.port)
        return f"http://{f'[{host}]' if ':' in host else host}:{port}/{self.token}/"

    def link_for_once(self) -> str:
        """Another address, which leads there once, and for a minute: everybody on the machine sees the arguments with
        which a browser is started.
        """
        self._once = once = secrets.token_urlsafe(24)

        def forget() -> None:
            self._once = "" if self._once == once else self._once

        asyncio.get_running_loop().call_later(_FOR_ONCE, forget)
        return self.link.replace(f"/{self.token}/", f"/once/{once}")

    async def listen(self) -> web.AppRunner:
        """Begin to serve; the runner is to be cleaned up in the end.

        Raises OSError where the port is taken, or the host can't be one.
        """
        runner = web.AppRunner(self._routed(), access_log=None, keepalive_timeout=_KEPT_OPEN)
        await runner.setup()
        assert runner.server is not None
        self._door = Door(runner.server)
        try:
            listener = await asyncio.get_running_loop().create_server(self._door, self.host, self.port)
        except OSError:
            await runner.cleanup()
            raise
        except UnicodeError as error:
            await runner.cleanup()
            raise OSError(errno.EADDRNOTAVAIL, f"“{self.host}” can't be the name of a machine") from error
        self._listener = listener
        self.bound = (self.host, int(listener.sockets[0].getsockname()[1]))
        return runner

    def _routed(self) -> web.Application:
        app = web.Application(middlewares=[self._guard])
        app.on_shutdown.append(self._close)
        app.add_routes(
            [
                web.get("/once/{code}", self._lead),
                web.get(f"/{self.token}/", self._page, name="index"),
                web.get(f"/{self.token}/ws", self._screens, name="websocket"),
                web.static(f"/{self.token}/static", _STATIC, name="static"),
            ]
        )
        return app

    @web.middleware
    async def _guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Refuse what names another host or comes from another origin; say so to the browser as well."""
        origin = request.headers.get("Origin")
        if not self._is_ours(request.host) or (origin is not None and origin != f"http://{request.host}"):
            raise web.HTTPForbidden(text="This link works in a browser on its own machine only.")
        named = request.path.lstrip("/").partition("/")[0].encode("utf-8", "replace")
        if not secrets.compare_digest(named, self.token.encode()):
            return await self._answer_stranger(request, handler)
        if self._door:
            self._door.gone(request.transport)
        response = await handler(request)
        if not response.prepared:
            policy = (
                "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; "
                f"img-src 'self' data:; connect-src ws://{request.host}; base-uri 'none'; form-action 'none'"
            )
            response.headers.update({**_HEADERS, "Content-Security-Policy": policy})
        return response

    async def _answer_stranger(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Answer once, and close the connection: who doesn't know the link can't keep one."""
        try:
            response = await handler(request)
        except web.HTTPException as refusal:
            refusal.force_close()
            raise
        response.force_close()
        return response

    async def _close(self, _: web.Application) -> None:
        if self._listener:
            self._listener.close()

    async def _lead(self, request: web.Request) -> web.StreamResponse:
        once, given = self._once, request.match_info["code"]
        if not once or not secrets.compare_digest(once.encode(), given.encode("utf-8", "replace")):
            raise web.HTTPNotFound
        self._once = ""
        raise web.HTTPFound(f"/{self.token}/", headers=_HEADERS)

    def _is_ours(self, host: str) -> bool:
        """Whether the host that a request names is the one served. On all addresses, any address or own name is."""
        name, _, port = host.rpartition(":")
        if not name or port != str(self.bound[1] if self.bound else self.port):
            return False
        name = name.strip("[]").lower()
        if name == self.host.lower() or (_is_loopback(name) and _is_loopback(self.host)):
            return True
        return self.host in ("0.0.0.0", "::") and (_is_address(name) or name == "localhost")

    async def _page(self, request: web.Request) -> web.Response:
        values = {"title": self._title, "websocket": f"ws://{request.host}/{self.token}/ws"}
        page = _PAGE.read_text(encoding="utf-8")
        for name, value in values.items():
            page = page.replace(f"{{{{ {name} }}}}", escape(value))
        return web.Response(text=page, content_type="text/html")

    async def _screens(self, request: web.Request) -> web.WebSocketResponse:
        """A browser tab: start the screens for it, pass on what both say, and end them with it."""
        if self._tabs >= MOST_TABS:
            raise web.HTTPServiceUnavailable(text=f"{MOST_TABS} tabs show drafter already. Close one of them.")
        self._tabs += 1
        try:
            return await self._tab(request)
        finally:
            self._tabs -= 1

    async def _tab(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(heartbeat=15)
        await socket.prepare(request)
        service = Served(
            self._command,
            write_bytes=socket.send_bytes,
            write_str=socket.send_str,
            close=socket.close,  # type: ignore[arg-type]  # it returns whether it closed
            download_manager=DownloadManager(),
        )
        size = to_int(request.query.get("width", ""), 80), to_int(request.query.get("height", ""), 24)
        await service.start(*_bounded(*size))
        try:
            await _pass_on(socket, service)
        finally:
            await service.stop()
        return socket


async def _pass_on(socket: web.WebSocketResponse, service: AppService) -> None:
    """Tell the screens what the page says, until it is closed."""
    async for message in socket:
        if message.type is not WSMsgType.TEXT:
            continue
        match _parsed(message.data):
            case ["stdin", str(keys)]:
                await service.send_bytes(keys.encode("utf-8", "replace"))
            case ["resize", {"width": int(width), "height": int(height)}]:
                await service.set_terminal_size(*_bounded(width, height))
            case ["ping", sent]:
                await socket.send_json(["pong", sent])
            case ["blur", *_]:
                await service.blur()
            case ["focus", *_]:
                await service.focus()


def _parsed(frame: str) -> object:
    """What a page says; None for what no page of ours does."""
    try:
        return json.loads(frame)
    except (ValueError, RecursionError):
        return None


def _bounded(width: int, height: int) -> tuple[int, int]:
    return min(max(width, 1), _WIDEST), min(max(height, 1), _HIGHEST)


async def serve(server: BrowserServer, told: Callable[[str], None]) -> None:
    """Serve until cancelled; `told` gets the link once it works. Raises OSError as `listen`."""
    runner = await server.listen()
    try:
        told(server.link)
        await asyncio.Event().wait()
    finally:
        await runner.cleanup()


def _command_line(command: Sequence[str]) -> str:
    """The command for the system's shell, which textual-serve starts it with."""
    return subprocess.list2cmdline(command) if sys.platform == "win32" else f"exec {shlex.join(command)}"


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _is_loopback(name: str) -> bool:
    return name == "localhost" or (_is_address(name) and ipaddress.ip_address(name).is_loopback)
