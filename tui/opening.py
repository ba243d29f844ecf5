"""The first screen: the frame of the dashboard, painted before anything heavy is imported.

While it stands, a thread imports the engine and reads the data. Keys wait for the dashboard.
"""

import gc
from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from npnn_tui.datasets.knobs import FieldError, Knob, knobs_of
from npnn_tui.datasets.text import printable
from npnn_tui.engine.training.experiment import KNOBS
from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.events import Key, Resize
from textual.widgets import Static

from .layout import layout_classes
from .link.link import Link
from .saving import Beginning
from .screens.steady import Steady
from .view import View

if TYPE_CHECKING:
    from .begun import Begun
    from .dashboard import Dashboard


class Opening(Steady[None]):
    """Shows names and values until the dashboard covers it.

    `refusal` says why the data cannot be used, in which case the app has ended. `dashboard` is
    what has covered it.
    """

    def __init__(
        self, beginning: Beginning, view: View, *, start: bool, link: Link | None = None
    ) -> None:
        super().__init__()
        self._link = link or Link()
        self.refusal: FieldError | MemoryError | None = None
        self.dashboard: Dashboard | None = None
        self._beginning, self._experiment = beginning, beginning.experiment
        self._view, self._start = view, start
        self._keys: list[Key] = []

    def compose(self) -> ComposeResult:
        """Lay out a few boxes of text, where the dashboard has its regions."""
        with Horizontal(id="body"):
            rows = Static("\n".join(self._rows()), id="parameters", markup=False)
            rows.border_title = "Parameters"
            yield rows
            data = printable(self._experiment.recipe.data, 40)
            chart = Static(f"opening {data} …", id="opening", markup=False)
            chart.border_title = "Boundary"
            yield chart
        yield Static(" q Quit", id="transport")

    def _rows(self) -> Iterator[str]:
        values = {**self._experiment.values, **vars(self._view)}
        knobs: list[Knob] = [*KNOBS.values(), *knobs_of(View)]
        for group, members in groupby(knobs, key=lambda knob: knob.group):
            yield group
            for knob in members:
                if knob.is_needed(values):
                    value = printable(knob.kind.format(values[knob.name]), 40)
                    yield f"  {knob.label:<17}{value}"

    def on_mount(self) -> None:
        """Go on as soon as something is on the screen."""
        self.call_after_refresh(self._prepare)

    def on_resize(self, event: Resize) -> None:
        """Choose the layout for the window."""
        self.update_classes(layout_classes(*self.app.size))

    def on_key(self, event: Key) -> None:
        """Keep a key for the dashboard; only q acts at once."""
        event.stop()
        if event.key == "q":
            self.app.exit()
        else:
            self._keys.append(event)

    @work(thread=True)
    def _prepare(self) -> None:
        from npnn_tui.datasets.plane import Plane
        from npnn_tui.engine.threads import use_one_thread

        from . import dashboard  # noqa: F401 (the longest of the imports, for _show_dashboard)
        from .begun import begin

        use_one_thread()
        try:
            begun = begin(self._beginning)
            Plane.of(begun.split, self._view.plane)
        except (FieldError, MemoryError) as error:
            self.app.call_later(self._refuse, error)
        else:
            self.app.call_later(self._show_dashboard, begun)

    def _refuse(self, error: FieldError | MemoryError) -> None:
        self.refusal = error
        self.app.exit()

    async def _show_dashboard(self, begun: "Begun") -> None:
        """Put the dashboard on top, and give it the keys.

        The app, whose callback this is, takes no other key before these.
        """
        from .dashboard import Dashboard

        try:
            dashboard = Dashboard(
                begun.experiment,
                begun.split,
                self._view,
                start=self._start,
                session_of=begun.session_of,
                link=self._link,
                notice=begun.complaint,
                beginning=self._beginning,
            )
        except (FieldError, MemoryError) as error:  # the session will not train that
            self._refuse(error)
            return
        self.dashboard = dashboard
        await self.app.push_screen(dashboard)
        gc.freeze()  # it would look through all these widgets again and again, a tenth of a second
        gc.enable()
        for key in self._keys:
            await self.app.on_event(Key(key.key, key.character))
