"""The app's end of a page, in the process of a visitor."""

from textual.drivers.web_driver import WebDriver
from textual.messages import ExitApp


class BrowserDriver(WebDriver):
    """Textual's driver for the web, which also ends the app when the server is gone."""

    def run_input_thread(self) -> None:
        """Read what comes from the page; its end, without a word, is that of a killed server."""
        super().run_input_thread()
        if not self.exit_event.is_set():
            self._app.post_message(ExitApp())
