"""The screens in a web browser: a real one, a real click, and nobody else let in."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import urlsplit

import aiohttp
import pytest
from textual_serve.download_manager import DownloadManager

from drafter.storage import draft_yaml, folders
from drafter.storage.corpus_yaml import load
from drafter.storage.ui_state import UiState, save
from drafter.tui.browser import BrowserServer, Served
from drafter.workspace import Workspace
from tests.tui import chromium

SCREEN = "(({left, top, width}) => [left, top, width])(document.querySelector('.xterm-screen').getBoundingClientRect())"
"""Where the terminal is on the page."""


@asynccontextmanager
async def served(path: Path) -> AsyncIterator[BrowserServer]:
    server = BrowserServer([sys.executable, "-m", "drafter", "open", str(path)], "127.0.0.1", 0, path.name)
    runner = await server.listen()
    try:
        yield server
    finally:
        await runner.cleanup()


@pytest.fixture
def draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A new draft of the mapping that comes with drafter; the tour was seen."""
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))
    save(UiState(tour=True, own_way=True))
    return Workspace.new(tmp_path / "draft.yaml", load(folders.CORPUS)).file.path


async def status(link: str, **headers: str) -> int:
    async with aiohttp.ClientSession() as session, session.get(link, headers=headers) as answer:
        return answer.status


async def is_closed(reader: asyncio.StreamReader) -> bool:
    try:
        return await asyncio.wait_for(reader.read(), 60) == b""
    except ConnectionError:
        return True


async def test_only_the_link_from_this_machine_gets_in(draft: Path) -> None:
    async with served(draft) as server:
        port = urlsplit(server.link).port
        assert len(server.token) >= 32
        assert await status(server.link) == 200
        assert await status(f"http://localhost:{port}/{server.token}/") == 200
        assert await status(f"http://127.0.0.1:{port}/") == 404
        assert await status(f"http://127.0.0.1:{port}/{server.token[:-1]}/") == 404
        assert await status(server.link, Host=f"evil.example:{port}") == 403
        assert await status(server.link, Host="127.0.0.1:1") == 403
        assert await status(server.link, Origin="http://evil.example") == 403
        assert await status(f"{server.link}ws", Origin=f"http://evil.example:{port}") == 403
        async with aiohttp.ClientSession() as session, session.get(server.link) as answer:
            page = await answer.text()
            assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
            assert (answer.headers["Referrer-Policy"], answer.headers["Cache-Control"]) == ("no-referrer", "no-store")
        assert "https:" not in page
        assert "googleapis" not in page


async def test_strangers_are_few_and_who_knows_the_link_gets_in_all_the_same(
    draft: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("drafter.tui.browser_door.MOST_STRANGERS", 2)
    async with served(draft) as server:
        host, port = server.bound or ("", 0)
        half_open = [await asyncio.open_connection(host, port) for _ in range(4)]
        for _, writer in half_open:
            writer.write(b"GET / HTTP/1.1\r\n")
        assert await status(server.link) == 200
        assert await is_closed(half_open[0][0])
        once = server.link_for_once()
        assert server.token not in once
        assert await status(once) == 200
        assert await status(once) == 404
        for _, writer in half_open:
            writer.close()


async def test_what_is_slow_to_ask_or_knows_no_link_is_not_kept(draft: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("drafter.tui.browser_door._TIME_TO_ASK", 0.01)
    async with served(draft) as server:
        host, port = server.bound or ("", 0)
        reader, writer = await asyncio.open_connection(host, port)
        assert await is_closed(reader)
        writer.close()
        monkeypatch.setattr("drafter.tui.browser_door._TIME_TO_ASK", 60.0)
        reader, writer = await asyncio.open_connection(host, port)
        writer.write(f"GET /x HTTP/1.1\r\nHost: {host}:{port}\r\n\r\n".encode())
        assert (await reader.read()).startswith(b"HTTP/1.1 404")
        writer.close()


async def test_tabs_and_sizes_are_bounded_and_a_bad_frame_is_passed_over(
    draft: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("drafter.tui.browser.MOST_TABS", 1)
    said: list[object] = []
    begun = asyncio.Event()

    async def start(_: Served, width: int, height: int) -> None:
        said.append((width, height))
        begun.set()

    async def resize(_: Served, width: int, height: int) -> None:
        said.append((width, height))

    async def keys(_: Served, data: bytes) -> bool:
        said.append(data)
        return True

    async def stop(_: Served) -> None:
        pass

    for name, instead in (("start", start), ("set_terminal_size", resize), ("send_bytes", keys), ("stop", stop)):
        monkeypatch.setattr(Served, name, instead)
    resized = '["resize", {"width": 100000, "height": 100000}]'
    async with (
        served(draft) as server,
        aiohttp.ClientSession() as session,
        session.ws_connect(f"{server.link}ws?width=100000&height=0") as socket,
    ):
        await begun.wait()
        assert await status(f"{server.link}ws") == 503
        for frame in ("no", "[" * 100_000, resized, '["stdin", "\\ud800"]'):
            await socket.send_str(frame)
        await socket.send_json(["ping", 1])
        assert await socket.receive_json() == ["pong", 1]
    assert said == [(500, 1), (500, 200), b"?"]
    assert not caplog.records


@pytest.mark.skipif(sys.platform == "win32", reason="there, asking whether a process is there ends it")
async def test_a_process_that_does_not_end_with_its_page_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def ignore(_: object) -> None:
        pass

    monkeypatch.setattr("drafter.tui.browser._PATIENCE", 0.1)
    program, written = tmp_path / "deaf.py", tmp_path / "process"
    program.write_text(
        "import os, pathlib, time\n\nprint('__GANGLION__', flush=True)\n"
        f"pathlib.Path({str(written)!r}).write_text(str(os.getpid()))\ntime.sleep(600)\n"
    )
    service = Served(
        f"exec {sys.executable} {program}",
        write_bytes=ignore,
        write_str=ignore,
        close=lambda: ignore(None),
        download_manager=DownloadManager(),
    )
    await service.start(80, 24)
    while not written.exists() or not written.read_text():
        await asyncio.sleep(0.05)
    await service.stop()
    with pytest.raises(ProcessLookupError):
        os.kill(int(written.read_text()), 0)


@pytest.mark.skipif(chromium.PROGRAM is None, reason="there is no Chromium on this machine")
async def test_a_click_in_a_real_browser_and_nothing_asked_of_any_other_host(draft: Path, tmp_path: Path) -> None:
    async with served(draft) as server, chromium.tab(tmp_path / "profile") as page:
        await page.send("Page.navigate", url=server.link)
        await page.until("document.body.classList.contains('-first-byte')")
        await page.until("document.querySelector('.xterm-screen canvas, .xterm-rows') !== null")
        await page.until_heard("Showing all.")
        left, top, width = await page.run(SCREEN)
        assert width > 600
        await page.click(left + 120, top + 8)  # on “2 Outline”
        await page.until_heard("Document beside")
        await page.type("a")
        await page.until_heard("A new")
        await page.type("We decide.")
        await page.until_heard("decide.")
        save = {"key": "s", "code": "KeyS", "modifiers": 2, "windowsVirtualKeyCode": 83}  # ctrl+s
        await page.send("Input.dispatchKeyEvent", type="keyDown", **save)
        for _ in range(600):
            await asyncio.sleep(0.1)
            texts = [one.paragraph.written for one in draft_yaml.load(draft, load(folders.CORPUS)).spots.values()]
            if texts:
                break
        await page.screenshot(Path(os.environ.get("DRAFTER_SCREENSHOT") or tmp_path / "browser.png"))
        assert texts == ["We decide."]
        hosts = {urlsplit(url).netloc for url in page.asked if not url.startswith(("data:", "about:", "chrome:"))}
        assert hosts == {urlsplit(server.link).netloc}
    await asyncio.sleep(0.2)
