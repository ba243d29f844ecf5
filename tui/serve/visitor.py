"""The process behind one page: it has a terminal's abilities, and ends when the page does."""

import asyncio
from contextlib import suppress

from aiohttp import web
from textual_serve.app_service import AppService
from textual_serve.download_manager import DownloadManager

PATIENCE = 1.0
"""The seconds that a process has to end, once it has been asked to."""

_TERMINAL = {
    "TERM": "xterm-256color",
    "COLORTERM": "truecolor",
    "LC_ALL": "C.UTF-8",
    "TEXTUAL_DRIVER": "npnn_tui.tui.serve.driver:BrowserDriver",
}
"""What the page can show, whatever terminal the server was started in."""


class Visitor(AppService):
    """Runs the app for one page. Neither outlives the other."""

    def __init__(
        self, command: str, page: web.WebSocketResponse, downloads: DownloadManager
    ) -> None:
        self._page = page
        super().__init__(
            command,
            write_bytes=page.send_bytes,
            write_str=page.send_str,
            close=self._close_page,
            download_manager=downloads,
        )

    async def _close_page(self) -> None:
        await self._page.close()

    def _build_environment(self, width: int = 80, height: int = 24) -> dict[str, str]:
        environment = super()._build_environment(width, height) | _TERMINAL
        environment.pop("NO_COLOR", None)
        return environment

    async def run(self) -> None:
        """Pass on what the process draws until it ends, for whatever reason; close the page."""
        try:
            await super().run()
        finally:
            await self.remote_close()

    async def on_data(self, payload: bytes) -> None:
        """Send what was drawn, or drop it: unread, it would block the process for ever."""
        with suppress(ConnectionResetError):
            await super().on_data(payload)

    async def stop(self) -> None:
        """Ask the process to end, kill it if it does not, and return when it is gone."""
        if self._process is None:
            return
        try:
            async with asyncio.timeout(PATIENCE):
                await self.send_meta({"type": "quit"})
                await self._process.wait()
        except TimeoutError:
            with suppress(ProcessLookupError):
                self._process.kill()
        await super().stop()
