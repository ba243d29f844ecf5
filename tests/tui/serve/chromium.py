"""Headless Chromium, driven by its DevTools protocol: what a page shows, and keys for it."""

import asyncio
import json
import shutil
import subprocess
from base64 import b64decode
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp

PROGRAM = shutil.which("chromium") or shutil.which("google-chrome")

OPTIONS = ["--headless", "--no-sandbox", "--disable-dev-shm-usage", "--window-size=1280,900"]

# xterm.js draws on a canvas. What it has understood is in its terminal, which the page keeps to
# itself: the setter catches it when the page gives it its first addon.
REVEAL = """
Object.defineProperty(Object.prototype, "fitAddon", {configurable: true, set(addon) {
  window.shown = this.terminal;
  Object.defineProperty(this, "fitAddon", {value: addon, writable: true});
}});
"""

TEXT = """(() => {
  const buffer = window.shown ? shown.buffer.active : {length: 0};
  return Array.from({length: buffer.length}, (_, y) => buffer.getLine(y).translateToString())
    .join("\\n");
})()"""

COLOURS = """(() => {
  const colours = [];
  for (let y = 0; y < shown.rows; y++) for (let x = 0; x < shown.cols; x++) {
    const cell = shown.buffer.active.getLine(y).getCell(x);
    colours.push(cell.isBgRGB() ? cell.getBgColor() : -1);
  }
  return colours;
})()"""
"""The background of each cell, -1 where it is none of the 16 million colours."""


class Tab:
    """A tab of the browser."""

    def __init__(self, devtools: aiohttp.ClientWebSocketResponse) -> None:
        self.requested: list[str] = []
        self._devtools = devtools
        self._sent = 0

    async def call(self, method: str, **parameters: Any) -> Any:
        """Return the result of a DevTools method."""
        self._sent += 1
        await self._devtools.send_json({"id": self._sent, "method": method, "params": parameters})
        while True:
            news = json.loads((await self._devtools.receive(timeout=30)).data)
            if news.get("id") == self._sent:
                return news["result"]
            if news.get("method") == "Network.requestWillBeSent":
                self.requested.append(news["params"]["request"]["url"])

    async def open(self, url: str) -> None:
        """Go to a page."""
        await self.call("Network.enable")
        await self.call("Page.enable")
        await self.call("Page.addScriptToEvaluateOnNewDocument", source=REVEAL)
        await self.call("Page.navigate", url=url)

    async def evaluate(self, script: str) -> Any:
        """Return the value of an expression, awaited where it is a promise."""
        wanted = {"expression": script, "returnByValue": True, "awaitPromise": True}
        return (await self.call("Runtime.evaluate", **wanted))["result"].get("value")

    async def until(self, words: str) -> None:
        """Wait until some words stand in the terminal of the page; fail after 40 seconds."""
        async with asyncio.timeout(40):
            while words not in await self.evaluate(TEXT):
                await asyncio.sleep(0.05)

    async def press(self, key: str, code: str) -> None:
        """Press a key that writes a character, wherever the focus is."""
        for kind, more in (("keyDown", {"text": key}), ("keyUp", {})):
            await self.call("Input.dispatchKeyEvent", type=kind, key=key, code=code, **more)

    async def picture(self) -> bytes:
        """Return what is painted, as PNG."""
        return b64decode((await self.call("Page.captureScreenshot"))["data"])


@asynccontextmanager
async def tab(profile: Path) -> AsyncIterator[Tab]:
    """Start a browser, and end it."""
    assert PROGRAM is not None
    folder = f"--user-data-dir={profile}"
    process = subprocess.Popen(
        [PROGRAM, *OPTIONS, folder, "--remote-debugging-port=0", "about:blank"],
        stderr=subprocess.DEVNULL,
    )
    try:
        url = await _devtools_url(profile / "DevToolsActivePort")
        async with (
            aiohttp.ClientSession() as session,
            session.ws_connect(url, max_msg_size=0) as devtools,
        ):
            yield Tab(devtools)
    finally:
        process.terminate()
        process.wait(timeout=20)


async def _devtools_url(told: Path) -> str:
    """Wait for the browser to tell its port, and return the address of its only tab."""
    async with asyncio.timeout(30):
        while not told.exists() or "\n" not in told.read_text():
            await asyncio.sleep(0.05)
    port = told.read_text().split()[0]
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"http://127.0.0.1:{port}/json/list") as answer,
    ):
        tabs = await answer.json()
    return str(next(tab["webSocketDebuggerUrl"] for tab in tabs if tab["type"] == "page"))
