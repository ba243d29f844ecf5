"""The web server: the page, and a visitor for each of its websockets. It draws nothing itself."""

import asyncio
import shlex
import signal
import socket
import sys
from collections.abc import Sequence
from pathlib import Path

import textual_serve.server
from aiohttp import WSCloseCode, web

from .address import announce
from .guard import hosts_only, require_same_origin, seal
from .visitor import PATIENCE, Visitor


class Server(textual_serve.server.Server):
    """Serves the dashboard, opened with some words, to the pages of one host."""

    def __init__(self, words: Sequence[str], host: str) -> None:
        program = [sys.executable, "-P", "-m", "npnn_tui.tui"]  # -P: not from this folder
        command = "exec " + shlex.join([*program, *words])
        page = Path(__file__).parent / "page"
        super().__init__(command, host, title="npnn-tui", templates_path=page)
        self._pages: set[web.WebSocketResponse] = set()

    def serve_on(self, listener: socket.socket) -> int:
        """Serve until a signal comes and all visitors have gone; return 128 and its number."""
        return asyncio.run(self._serve_on(listener))

    async def _serve_on(self, listener: socket.socket) -> int:
        ended = _signalled()
        runner = web.AppRunner(
            await self._make_app(), access_log=None, shutdown_timeout=2 * PATIENCE
        )
        await runner.setup()
        try:
            await web.SockSite(runner, listener).start()
            announce(listener)
            return 128 + await ended
        finally:
            await runner.cleanup()

    async def _make_app(self) -> web.Application:
        app = await super()._make_app()
        app.middlewares.append(hosts_only(self.host))
        app.on_response_prepare.append(seal)
        return app

    async def on_startup(self, app: web.Application) -> None:
        """Say nothing: the address is announced when the page is there."""

    async def on_shutdown(self, app: web.Application) -> None:
        """Close the pages, and so end their processes."""
        pages = [page.close(code=WSCloseCode.GOING_AWAY) for page in self._pages]
        await asyncio.gather(*pages)

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        """Keep a visitor for as long as its websocket is open."""
        require_same_origin(request)
        page = web.WebSocketResponse(heartbeat=15, timeout=PATIENCE)
        await page.prepare(request)
        visitor = Visitor(self.command, page, self.download_manager)
        self._pages.add(page)
        try:
            await visitor.start(*_size(request))
            await self._process_messages(page, visitor)
        finally:
            self._pages.discard(page)
            await visitor.stop()
        return page


def _size(request: web.Request) -> tuple[int, int]:
    """Return the columns and rows of the page, or the usual ones where it has not said."""
    width, height = (request.query.get(name, "") for name in ("width", "height"))
    return textual_serve.server.to_int(width, 80), textual_serve.server.to_int(height, 24)


def _signalled() -> "asyncio.Future[int]":
    """Return the number of the first signal that tells the program to end.

    Who ignores them (nohup) goes on doing so.
    """
    loop = asyncio.get_running_loop()
    first = loop.create_future()

    def end(number: int) -> None:
        if not first.done():
            first.set_result(number)

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is not signal.SIG_IGN:
            loop.add_signal_handler(number, end, number)
    return first
