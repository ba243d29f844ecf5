"""The part of the dashboard that draws no more than its link and its processor carry."""

from dataclasses import replace
from functools import partial

from npnn_tui.engine import Rest, Snapshot, Status
from textual.reactive import reactive
from textual.timer import Timer

from .arrangement import ArrangedScreen
from .frame_rate import FrameRate
from .link.link import Link
from .sessions import Feed
from .terminal import this_terminal
from .view import View

SHORTEST_WAIT = 0.02
"""Seconds until it is asked again whether the last frame has arrived."""

BREAK_SECONDS = 0.05
"""Training makes way for the answer to a key for so long: they would share Python's lock."""


class LinkedScreen(ArrangedScreen):
    """A screen that asks its feed for frames while training runs."""

    snapshot: reactive[Snapshot | None] = reactive(None, init=False, repaint=False)
    detail: reactive[View] = reactive(View, init=False, repaint=False)
    """The view as the charts draw it: with fewer details over a slow link."""

    link_words: reactive[str] = reactive("", init=False, repaint=False)

    def __init__(self, feed: Feed, view: View, link: Link) -> None:
        super().__init__()
        self._feed, self._link, self._rate = feed, link, FrameRate()
        self._timer: Timer | None = None
        self.set_reactive(LinkedScreen.view, view)
        self.set_reactive(LinkedScreen.detail, view)

    def on_mount(self) -> None:
        """Ask for the first frame."""
        self._feed.look()

    def on_screen_resume(self) -> None:
        """Let training make way for keys from now on."""
        self._link.listen(partial(self._feed.send, Rest(BREAK_SECONDS)))

    @property
    def is_training(self) -> bool:
        """Whether the run goes on by itself."""
        return self.snapshot is not None and self.snapshot.status is Status.RUNNING

    def watch_view(self, view: View) -> None:
        """Show things another way at once."""
        marker = this_terminal().marker_for(view.marker)
        self._link.choose(view.link, is_ascii=marker == "ascii")
        self.follow_link()

    def follow_link(self) -> None:
        """Draw what the link carries, and say so."""
        flat = self.view.discretised or self._link.is_slow
        self.detail = replace(self.view, discretised=flat)
        self.link_words = self._link.words if self.is_training else ""

    def take_frame(self, snapshot: Snapshot) -> None:
        """Show a frame that has come, and ask for the next one in time if there will be one."""
        self._feed.arrived()
        self._link.count_frame()
        self.snapshot = snapshot
        if self._timer:
            self._timer.stop()
        if self.is_training:
            self._ask_later()

    def _ask_later(self) -> None:
        self._timer = self.set_timer(max(self._rate.wait, SHORTEST_WAIT), self._ask)

    def _ask(self) -> None:
        """Ask for a frame if it is due and the last one no longer on its way; else try again."""
        self.follow_link()
        if self._link.is_clear and not self._rate.wait:
            self._rate.begin()
            self._feed.ask()
        else:
            self._ask_later()
