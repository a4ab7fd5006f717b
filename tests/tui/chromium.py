"""A real browser, driven over its DevTools protocol: enough of it to click, type, look and listen."""

from __future__ import annotations

import asyncio
import base64
import itertools
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp

PROGRAM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
"""The browser of this machine; None where it has none."""


class Tab:
    """A page, every address that it asked for, and what came to it over its socket."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self._ids = itertools.count(1)
        self._answers: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self.asked: list[str] = []
        self.heard = b""
        self._reading = asyncio.create_task(self._read())

    async def _read(self) -> None:
        async for message in self._socket:
            data = message.json()
            if "id" in data and not self._answers[data["id"]].done():
                self._answers[data["id"]].set_result(data.get("result", {}))
            elif data.get("method") == "Network.requestWillBeSent":
                self.asked.append(data["params"]["request"]["url"])
            elif data.get("method") == "Network.webSocketCreated":
                self.asked.append(data["params"]["url"])
            elif data.get("method") == "Network.webSocketFrameReceived":
                frame = data["params"]["response"]
                text = frame["payloadData"]
                self.heard += base64.b64decode(text) if frame["opcode"] == 2 else text.encode()

    async def send(self, method: str, **params: Any) -> dict[str, Any]:
        id = next(self._ids)
        self._answers[id] = asyncio.get_running_loop().create_future()
        await self._socket.send_json({"id": id, "method": method, "params": params})
        return await asyncio.wait_for(self._answers[id], 120)

    async def run(self, script: str) -> Any:
        answer = await self.send("Runtime.evaluate", expression=script, returnByValue=True)
        return answer["result"].get("value")

    async def until(self, script: str) -> None:
        for _ in range(600):
            if await self.run(script):
                return
            await asyncio.sleep(0.1)
        raise AssertionError(f"never true: {script}")

    async def until_heard(self, words: str) -> None:
        """Wait until these words have come over the socket since this was last asked."""
        for _ in range(600):
            before, found, after = self.heard.partition(words.encode())
            if found:
                self.heard = after
                return
            await asyncio.sleep(0.1)
        raise AssertionError(f"never heard: {words}, in {before[-3000:]!r}")

    async def click(self, x: float, y: float) -> None:
        for kind in ("mousePressed", "mouseReleased"):
            await self.send("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    async def type(self, text: str) -> None:
        for sign in text:
            await self.send("Input.dispatchKeyEvent", type="keyDown", text=sign, key=sign)
            await self.send("Input.dispatchKeyEvent", type="keyUp", key=sign)

    async def screenshot(self, path: Path) -> None:
        answer = await self.send("Page.captureScreenshot", format="png")
        path.write_bytes(base64.b64decode(answer["data"]))

    async def close(self) -> None:
        self._reading.cancel()
        await asyncio.gather(self._reading, return_exceptions=True)
        await self._socket.close()


@asynccontextmanager
async def tab(profile: Path, size: tuple[int, int] = (1200, 760)) -> AsyncIterator[Tab]:
    """A page of a browser started for it, with a profile of its own."""
    assert PROGRAM is not None
    process = await asyncio.create_subprocess_exec(
        PROGRAM,
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--no-first-run",
        "--disable-component-update",
        "--remote-debugging-port=0",
        f"--user-data-dir={profile}",
        f"--window-size={size[0]},{size[1]}",
        "about:blank",
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        port = await _port(profile / "DevToolsActivePort")
        async with aiohttp.ClientSession() as session:
            async with session.get(f"http://127.0.0.1:{port}/json/list") as answer:
                page = next(one for one in await answer.json() if one["type"] == "page")
            async with session.ws_connect(page["webSocketDebuggerUrl"], max_msg_size=0) as socket:
                opened = Tab(socket)
                await opened.send("Network.enable")
                await opened.send("Page.enable")
                yield opened
                await opened.close()
    finally:
        process.kill()
        await process.wait()


async def _port(path: Path) -> int:
    for _ in range(200):
        if path.exists() and (lines := path.read_text().splitlines()):
            return int(lines[0])
        await asyncio.sleep(0.1)
    raise AssertionError("the browser did not start")
