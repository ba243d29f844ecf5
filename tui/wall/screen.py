"""The screen of a sweep: its views, the keys that turn them, and the frames that they draw.

It trains nothing: the drive does, and is asked for news as often as the link and the core carry.
"""

from collections.abc import Mapping, Sequence
from math import isfinite
from typing import ClassVar

from npnn_tui.datasets.knobs import FieldError
from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.events import Resize
from textual.widgets import Footer, Input, Label, Tab, Tabs

from ..frame_rate import FrameRate
from ..link.link import Link
from ..panels.prompt_line import PromptLine
from ..saving import Saving
from ..screens.steady import Steady
from .choice import Choice
from .curves_view import CurvesView
from .digest import LOSSES, Digests
from .drive import Drive
from .keys import KEYS
from .parallel_view import ParallelView
from .seeds_view import SeedsView
from .showing import Showing
from .slice_view import SliceView
from .status import Status
from .view import CellChosen, WallView
from .wall_view import TilesView

VIEWS: Mapping[str, type[WallView]] = {
    "wall": TilesView,
    "curves": CurvesView,
    "slice": SliceView,
    "parallel": ParallelView,
    "seeds": SeedsView,
}

SHORTEST_WAIT, LONGEST_WAIT = 0.02, 0.18
"""Seconds between two looks at the drive: five frames a second while there is news."""


class WallScreen(Steady[None]):
    """A sweep while it is trained; leaving it stops the sweep."""

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [key.binding for key in KEYS]

    def __init__(
        self,
        drive: Drive,
        link: Link | None = None,
        view: str = "wall",
        saving: Saving | None = None,
    ) -> None:
        super().__init__()
        self._drive, self._link, self._saving = drive, link or Link(), saving or Saving()
        self._digests, self._rate = Digests(), FrameRate(longest=LONGEST_WAIT)
        self._names: Sequence[str] = list(drive.board.labels)
        self._shown = view
        self._choice = Choice(drive.board)
        self._axis, self._loss, self._notice = 0, LOSSES[1], ""

    def compose(self) -> ComposeResult:
        """Lay out the tabs, the views of which one is seen, and the lines below."""
        yield Label("", id="too-small-message")
        labels = (Tab(name.capitalize(), id=f"tab-{name}") for name in VIEWS)
        tabs = Tabs(*labels, active=f"tab-{self._shown}")
        tabs.can_focus = False
        yield tabs
        with Container(id="views"):
            yield from (kind(name) for name, kind in VIEWS.items())
        yield PromptLine("filter: converged, l2=0.1, test_loss<0.3; empty shows all")
        yield Status(id="status")
        yield Footer(compact=True, show_command_palette=False)

    def on_mount(self) -> None:
        """Begin to train, and to look at what comes."""
        self._show_only(self._shown)
        self._drive.start()
        self._ask_later()

    def on_unmount(self) -> None:
        """Stop the sweep: nothing goes on without a wall."""
        self._drive.close()

    def on_resize(self, event: Resize) -> None:
        """Say so where there is no room."""
        width, height = self.app.size
        self.set_class(width < 60 or height < 18, "too-small")
        words = f"npnn-tui needs 60 x 18 characters;\nthis window has {width} x {height}."
        self.query_one("#too-small-message", Label).update(words)
        self.call_after_refresh(self._draw)

    def on_screen_resume(self) -> None:
        """Show what has come meanwhile; other processes train, so no key waits for them."""
        self._link.listen(lambda: None)
        self.call_after_refresh(self._draw)

    @property
    def showing(self) -> Showing:
        """What is to be seen now."""
        axis = self._names[self._axis] if self._names else ""
        cells, selected = self._choice.cells, self._choice.selected
        has_test = any(isfinite(cell.middle("test_loss")) for cell in cells)
        loss = self._loss if has_test else LOSSES[0]
        return Showing(self._drive.board, self._digests, cells, selected, loss, axis)

    def _ask_later(self) -> None:
        self.set_timer(max(self._rate.wait, SHORTEST_WAIT), self._look)

    def _look(self) -> None:
        """Take the news and draw them, unless the last frame is still on its way."""
        if self._link.is_clear and not self._rate.wait:
            self._rate.begin()
            if self._drive.gather() and self.is_current:
                self._link.count_frame()
                self._draw()
        self._ask_later()

    def _draw(self) -> None:
        """Draw the view in front, and the lines below."""
        self._choice.refresh()
        showing = self.showing
        self.query_one(f"#{self._shown}", WallView).show(showing)
        self.query_one(Status).show(
            self._drive, showing, self._choice.words, self._notice or self._drive.complaint
        )

    def action_show(self, name: str) -> None:
        """Bring a view to the front."""
        self.query_one(Tabs).active = f"tab-{name}"

    @on(Tabs.TabActivated)
    def _show_tab(self, event: Tabs.TabActivated) -> None:
        self._show_only(str(event.tab.id).removeprefix("tab-"))
        self.call_after_refresh(self._draw)

    def _show_only(self, shown: str) -> None:
        self._shown = shown
        for name in VIEWS:
            self.query_one(f"#{name}").display = name == shown

    def action_move(self, right: int, down: int) -> None:
        """Select another cell."""
        self._choice.move(self.query_one(f"#{self._shown}", WallView).step(right, down))
        self._say("")

    @on(CellChosen)
    def _choose(self, message: CellChosen) -> None:
        if message.place < len(self._choice.cells):
            self._choice.select(message.place)
            self._say("")
            if message.is_wanted:
                self.action_open()

    def action_next_sort(self) -> None:
        """Sort in another way."""
        self._choice.sort_next()
        self._say("" if self._choice.words else f"sorted by {self._choice.sort}")

    def action_next_loss(self) -> None:
        """Show the other loss."""
        self._loss = LOSSES[LOSSES.index(self._loss) - 1]
        self._draw()

    def action_next_axis(self) -> None:
        """Slice along the next knob."""
        if self._names:
            self._axis = (self._axis + 1) % len(self._names)
            self._draw()

    def action_filter(self) -> None:
        """Ask which cells to show."""
        self.query_one(PromptLine).ask(self._choice.filter)

    @on(Input.Submitted)
    def _take_filter(self, event: Input.Submitted) -> None:
        line = self.query_one(PromptLine)
        try:
            self._choice.check(event.value)
        except FieldError as error:
            line.refuse(str(error))
            return
        self._choice.filter = event.value
        line.leave()
        self._draw()

    def action_leave(self) -> None:
        """Leave the filter, or else the wall."""
        line = self.query_one(PromptLine)
        if line.is_asking:
            line.leave()
        elif len(self.app.screen_stack) > 1:
            self.dismiss()
        else:
            self._say("q quits")

    def action_stop_or_go_on(self) -> None:
        """Stop everything, or go on with what is not over."""
        if self._drive.is_running and not self._drive.is_stopped:
            self._drive.stop()
        else:
            self._drive.start()
        self._say("")

    def action_kill(self) -> None:
        """End the trainings of the selected cell."""
        if self._choice.selected:
            self._drive.kill(self._choice.selected)
            self._say("")

    def action_extend(self) -> None:
        """Train the selected cell again, for longer."""
        if self._choice.selected is None:
            return
        try:
            self._drive.extend(self._choice.selected)
        except FieldError as error:
            self._say(str(error))
        else:
            later = ", as soon as space lets it go on" if self._drive.is_stopped else ""
            self._say(f"to be trained again{later}")

    def action_open(self) -> None:
        """Open the selected cell as a run of its own."""
        from .opened import open_cell

        if self._choice.selected:
            try:
                open_cell(self.app, self._choice.selected, self._saving, self._link)
            except FieldError as error:
                self._say(str(error))

    def action_help(self) -> None:
        """Explain the keys and the views."""
        from .help import WallHelp

        self.app.push_screen(WallHelp())

    def _say(self, notice: str) -> None:
        self._notice = notice
        self._draw()
