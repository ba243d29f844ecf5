"""What the tests of the page share: a real server, its visitors' processes, and a client."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

import aiohttp
import pyte
import pytest

COMMAND = [sys.executable, "-m", "npnn_tui.tui", "serve"]

# A terminal that can show next to nothing: what the page can show must not depend on it.
POOR_TERMINAL = {"TERM": "linux", "NO_COLOR": "1", "LC_ALL": "POSIX", "COLORTERM": ""}


async def until(condition: Callable[[], bool], seconds: float, what: str) -> None:
    """Poll until something holds; fail when it has taken too long."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"after {seconds} s: {what}"
        await asyncio.sleep(0.02)


def is_alive(pid: int) -> bool:
    """Tell whether the process exists and is more than a zombie."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2][0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Served:
    """A running server."""

    def __init__(self, process: subprocess.Popen[str], port: int) -> None:
        self.process = process
        self.netloc = f"127.0.0.1:{port}"
        self.url = f"http://{self.netloc}/"

    def visitors(self) -> list[int]:
        """Return the processes that the server has started and that are alive."""
        pid = self.process.pid
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        return [child for child in map(int, children) if is_alive(child)]

    def end(self, number: signal.Signals) -> int:
        """Send a signal and return the exit code."""
        self.process.send_signal(number)
        return self.process.wait(timeout=10)


@contextmanager
def serving(*words: str, folder: Path | None = None) -> Iterator[Served]:
    """Run the command until it has said where the page is."""
    port = free_port()
    process = subprocess.Popen(
        [*COMMAND, "--port", str(port), *words],
        cwd=folder,
        env={**os.environ, **POOR_TERMINAL},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    try:
        assert f"http://127.0.0.1:{port}" in process.stdout.readline()
        yield Served(process, port)
    finally:
        process.terminate()
        process.communicate(timeout=10)


class Client:
    """A page without a browser: a websocket, and the screen that is drawn through it."""

    def __init__(self, websocket: aiohttp.ClientWebSocketResponse) -> None:
        self.websocket = websocket
        self.drawn = b""
        self._screen = pyte.Screen(120, 40)
        self._stream = pyte.ByteStream(self._screen)

    @property
    def text(self) -> str:
        return "\n".join(self._screen.display)

    async def press(self, keys: str) -> None:
        await self.websocket.send_json(["stdin", keys])

    async def until(self, words: str) -> None:
        """Read what is drawn until some words stand on the screen; fail after 30 seconds."""
        async with asyncio.timeout(30):
            while words not in self.text:
                message = await self.websocket.receive()
                assert message.type == aiohttp.WSMsgType.BINARY, f"{message} before {words!r}"
                self.drawn += message.data
                self._stream.feed(message.data)

    async def until_closed(self) -> None:
        """Read until the server closes the websocket; fail after 30 seconds."""
        async with asyncio.timeout(30):
            while not self.websocket.closed:
                await self.websocket.receive()

    def vanish(self) -> None:
        """Drop the connection without a word, as when a browser is killed."""
        connection = self.websocket._response.connection
        assert connection is not None
        assert connection.transport is not None
        connection.transport.abort()


@asynccontextmanager
async def visiting(served: Served) -> AsyncIterator[Client]:
    address = f"ws://{served.netloc}/ws?width=120&height=40"
    headers = {"Origin": f"http://{served.netloc}"}
    async with aiohttp.ClientSession() as session:
        yield Client(await session.ws_connect(address, headers=headers))


FLAT_OUT = ("--start", "--pace", "max", "--min-improvement", "0", "--max-epochs", "1000000000")


@pytest.fixture(scope="module")
def training() -> Iterator[Served]:
    """A server whose visitors train without an end, for tests that leave it as it was."""
    with serving(*FLAT_OUT) as running:
        yield running


@pytest.fixture(scope="module")
def served() -> Iterator[Served]:
    """A server with the defaults, for tests that leave it as it was."""
    with serving() as running:
        yield running
