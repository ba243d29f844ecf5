"""The dashboard in a real browser: it is drawn, a key trains, and a closed tab leaves nothing."""

import asyncio
from collections import Counter
from pathlib import Path

import pytest

from . import chromium
from .conftest import Served, is_alive, serving, until

pytestmark = pytest.mark.skipif(chromium.PROGRAM is None, reason="no Chromium here")

OPEN_WEBSOCKET = """new Promise(tell => {
  const socket = new WebSocket("ws://NETLOC/ws");
  socket.onopen = () => tell("opened");
  socket.onerror = () => tell("refused");
})"""


async def test_a_page_that_trains(tmp_path: Path) -> None:
    with serving("--pace", "max", "--max-epochs", "300") as served:
        async with chromium.tab(tmp_path) as tab:
            await tab.open(served.url)
            await tab.until("ready")
            await tab.until("▀")
            colours, picture = await tab.evaluate(chromium.COLOURS), await tab.picture()
            assert -1 not in colours
            assert len(Counter(colours)) > 10

            await tab.press(" ", "Space")
            await tab.until("finished · max_epochs 300 reached")
            trained = await tab.evaluate(chromium.COLOURS)
            changed = sum(map(int.__ne__, colours, trained))
            assert changed > 100
            assert await tab.picture() != picture

            assert [url for url in tab.requested if not url.startswith(served.url)] == []


@pytest.mark.parametrize(
    "leave",
    [("Page.close", {}), ("Page.navigate", {"url": "about:blank"})],
    ids=["close", "navigate"],
)
async def test_a_page_that_is_left_takes_its_process_along(
    training: Served, tmp_path: Path, leave: tuple[str, dict[str, str]]
) -> None:
    async with chromium.tab(tmp_path) as tab:
        await tab.open(training.url)
        await tab.until("running")
        (visitor,) = training.visitors()
        method, parameters = leave
        await tab.call(method, **parameters)
        await until(lambda: not is_alive(visitor), 4, "the process is alive")


async def test_a_page_from_elsewhere_gets_no_websocket(served: Served, tmp_path: Path) -> None:
    script = OPEN_WEBSOCKET.replace("NETLOC", served.netloc)
    async with chromium.tab(tmp_path) as tab:
        assert await tab.evaluate(script) == "refused"
        await tab.open(served.url)
        await tab.until("ready")
        assert await tab.evaluate(script) == "opened"


async def test_a_page_says_when_the_app_has_ended(served: Served, tmp_path: Path) -> None:
    async with chromium.tab(tmp_path) as tab:
        await tab.open(served.url)
        await tab.until("ready")
        await tab.press("q", "KeyQ")
        await until(lambda: not served.visitors(), 4, "the process is alive")
        shown = "getComputedStyle(document.querySelector('#ended')).display"
        async with asyncio.timeout(10):
            while await tab.evaluate(shown) != "block":
                await asyncio.sleep(0.05)
        await tab.press("\r", "Enter")
        await tab.until("ready")
