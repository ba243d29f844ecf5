"""The screen of watching: charts, runs and keys. It reads nothing: the follower does."""

import time
from collections.abc import Callable
from dataclasses import replace
from typing import ClassVar

from npnn_tui.datasets.text import printable
from npnn_tui.engine.logs.watch import Watched
from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.events import Resize
from textual.message import Message
from textual.widgets import Footer, Label

from ..link.link import Link
from ..screens.steady import Steady
from ..terminal import this_terminal
from ..view import View, next_smoothing
from .arrangement import MOST_CHARTS, grid_of, page_of
from .chart_tabs import ChartTabs
from .follower import Follower
from .help import WatchHelp
from .keys import KEYS
from .look import Look
from .metric_chart import ChartChosen, MetricChart
from .run_list import RunChosen, RunList
from .showing import Showing, axis_of
from .status import WatchStatus, look_of, progress_of, remarks_of

WIDE = 150
"""Columns from which on the runs stand beside the charts."""

MOST_ROWS = 5
"""Rows of runs below the charts."""

WAITING = (
    "Waiting for CSV files that count steps or epochs",
    "and for TensorBoard event files, here and below",
)

RETRY_SECONDS, TICK_SECONDS = 0.1, 1.0


class News(Message):
    """What is known of the files by now."""

    def __init__(self, watched: Watched) -> None:
        super().__init__()
        self.watched = watched


class WatchScreen(Steady[None]):
    """Metrics files while they grow."""

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [key.binding for key in KEYS]

    def __init__(
        self,
        follower: Follower,
        view: View | None = None,
        look: Look | None = None,
        link: Link | None = None,
        now: Callable[[], float] = time.time,
    ) -> None:
        super().__init__()
        view, look = view or View(), look or Look()
        self._follower, self._link, self._now = follower, link or Link(), now
        self._link.choose(view.link, is_ascii=this_terminal().marker == "ascii")
        self.showing = Showing(
            smoothing=view.smoothing, log=look.log, log_x=look.log_x, axis=axis_of(look.axis)
        )
        self._notice = ""
        self._is_drawing_later = False

    def compose(self) -> ComposeResult:
        """Lay out as many charts as there can be; the others are hidden."""
        yield Label("", id="too-small-message")
        yield ChartTabs("chart-tabs")
        with Container(id="watch-body"):
            with Container(id="metric-charts"):
                yield from (MetricChart(f"chart-{number}") for number in range(MOST_CHARTS))
            yield RunList("runs")
        yield WatchStatus(id="watch-status")
        yield Footer(compact=True, show_command_palette=False)

    def on_mount(self) -> None:
        """Begin to follow."""
        self._follow()
        self.set_interval(TICK_SECONDS, self._tell)

    def on_unmount(self) -> None:
        """End the follower's thread; without this the program would not end."""
        self._follower.close()

    @work(thread=True, exit_on_error=True)
    def _follow(self) -> None:
        self._follower.run(lambda watched: self.post_message(News(watched)))

    def on_resize(self, event: Resize) -> None:
        """Say so where there is no room."""
        width, height = self.app.size
        self.set_class(width < 60 or height < 18, "too-small")
        words = f"npnn-tui needs 60 x 18 characters;\nthis window has {width} x {height}."
        self.query_one("#too-small-message", Label).update(words)
        self._draw()

    @on(News)
    def _take(self, message: News) -> None:
        self.take(message.watched)

    def take(self, watched: Watched) -> None:
        """Show what is known now, as soon as the last frame has arrived."""
        is_new = [run.version for run in watched.runs] != [run.version for run in self.showing.runs]
        self.showing = replace(self.showing, watched=watched)
        if is_new or not watched.runs:
            self._draw_when_clear()
        else:
            self._tell()

    def _draw_when_clear(self) -> None:
        if self._link.is_clear and self.is_current:
            self._is_drawing_later = False
            self._link.count_frame()
            self._draw()
        elif not self._is_drawing_later:
            self._is_drawing_later = True
            self.set_timer(RETRY_SECONDS, self._draw_later)

    def _draw_later(self) -> None:
        self._is_drawing_later = False
        self._draw_when_clear()

    def _draw(self) -> None:
        """Arrange the charts, and draw them once they have their sizes."""
        showing = self.showing
        count = len(showing.groups)
        chosen = min(showing.chosen_chart, max(0, count - 1))
        if chosen != showing.chosen_chart:
            self.showing = showing = replace(showing, chosen_chart=chosen)
        self._arrange(showing, count)
        self.call_after_refresh(self._draw_charts)
        self._tell()

    def _arrange(self, showing: Showing, count: int) -> None:
        width, height = self.app.size
        runs, is_wide = len(showing.runs), width >= WIDE
        self.set_class(is_wide, "wide")
        run_list = self.query_one(RunList)
        run_list.display = runs > 1
        run_list.styles.height = "1fr" if is_wide else min(runs, MOST_ROWS)
        body_height = height - 3 - (0 if is_wide or runs < 2 else min(runs, MOST_ROWS))
        body_width = width - (36 if is_wide and runs > 1 else 0)
        grid = grid_of(body_width, body_height, 1 if showing.alone else max(1, count))
        self._page = page_of(showing.chosen_chart, max(1, count), grid.places)
        rows = -(-len(self._page) // grid.columns)
        charts = self.query_one("#metric-charts")
        charts.styles.grid_size_columns, charts.styles.grid_size_rows = grid.columns, rows
        for place in range(MOST_CHARTS):
            self.query_one(f"#chart-{place}").display = place < len(self._page)
        self.query_one(ChartTabs).display = count > len(self._page)

    def _draw_charts(self) -> None:
        showing, groups = self.showing, self.showing.groups
        for place, number in enumerate(self._page):
            chart = self.query_one(f"#chart-{place}", MetricChart)
            if number < len(groups):
                chart.show(showing, number, groups[number])
            else:
                chart.say(*self._waiting())
        self.query_one(ChartTabs).show(groups, showing.chosen_chart)
        self.query_one(RunList).show(showing)

    def _waiting(self) -> tuple[str, ...]:
        """Say what is waited for before there is any metric."""
        places = ", ".join(printable(str(path), 60) for path in self._follower.watch.paths)
        return (f"No metrics yet in {places}", "", *WAITING)

    def _tell(self) -> None:
        """Write the lines below: they change with the time, too."""
        showing = self.showing
        progress = progress_of(showing.watched, self._now(), is_paused=self._follower.is_paused)
        remarks = [self._notice] if self._notice else remarks_of(showing)
        more = f" (and {len(remarks) - 1} more)" if len(remarks) > 1 else ""
        self.query_one(WatchStatus).lines = (
            f"{progress} · {look_of(showing)}" if showing.runs else progress,
            f"{remarks[0]}{more}" if remarks else self._link.words,
        )

    def _change(self, showing: Showing, notice: str = "") -> None:
        """Show things another way."""
        self.showing, self._notice = showing, notice
        self._draw()

    def action_pause_or_follow(self) -> None:
        """Read no more for now, or go on."""
        self._follower.is_paused = not self._follower.is_paused
        self._notice = ""
        self._tell()

    def action_choose_chart(self, step: int) -> None:
        """Choose the next chart, or the one before."""
        count = len(self.showing.groups)
        if count:
            self._choose_chart((self.showing.chosen_chart + step) % count)

    def action_choose_number(self, number: int) -> None:
        """Choose a chart by its number, from 1."""
        if number <= len(self.showing.groups):
            self._choose_chart(number - 1)

    @on(ChartChosen)
    def _choose_clicked(self, message: ChartChosen) -> None:
        self._choose_chart(message.number)

    def _choose_chart(self, number: int) -> None:
        self._change(replace(self.showing, chosen_chart=number))

    def action_switch_size(self) -> None:
        """Give the chosen chart all the room, or show the others again."""
        self._change(replace(self.showing, alone=not self.showing.alone))

    def action_next_smoothing(self) -> None:
        """Smooth more, or not at all."""
        smoothing = next_smoothing(self.showing.smoothing)
        self._change(replace(self.showing, smoothing=smoothing))

    def action_switch_log(self) -> None:
        """Turn the vertical axis of the chosen chart."""
        if self.showing.groups:
            showing = self.showing.log_switched()
            group = showing.groups[showing.chosen_chart]
            is_vain = showing.wants_log(group) and not showing.is_log(group)
            words = f"{printable(group.quantity, 60)} has values below 0: its axis stays linear"
            self._change(showing, words if is_vain else "")

    def action_switch_log_x(self) -> None:
        """Turn the horizontal axes."""
        self._change(replace(self.showing, log_x=not self.showing.log_x))

    def action_next_axis(self) -> None:
        """Draw against the next axis that is known."""
        self._change(self.showing.axis_turned())

    def action_choose_run(self, step: int) -> None:
        """Choose the next run, or the one before."""
        if self.showing.runs:
            number = (self.showing.chosen_run + step) % len(self.showing.runs)
            self._change(replace(self.showing, chosen_run=number))

    @on(RunChosen)
    def _choose_run(self, message: RunChosen) -> None:
        self._change(replace(self.showing, chosen_run=message.number))

    def action_hide_or_show(self) -> None:
        """Hide the chosen run, or show it."""
        self._change(self.showing.run_switched())

    def action_only_or_all(self) -> None:
        """Hide all runs but the chosen one, or show all."""
        self._change(self.showing.only_or_all())

    def action_help(self) -> None:
        """Explain the keys and the charts."""
        self.app.push_screen(WatchHelp())
