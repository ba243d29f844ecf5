"""The part of the dashboard that leads to a wall, and from a run of a wall back to it."""

from functools import partial
from typing import TYPE_CHECKING

from npnn_tui.engine import Pause

from .linked import LinkedScreen
from .panels.parameters import ParameterPanel
from .saving import Beginning

if TYPE_CHECKING:
    from .wall.form import Plan


WALL, RUNS = "the wall", "the runs"
"""Screens from which a dashboard can be opened."""


class SweepingScreen(LinkedScreen):
    """A screen whose experiment can be swept; `opened_from` is a wall or a list."""

    beginning: Beginning | None = None
    """What it was opened with, if known."""

    opened_from = ""
    """The screen below, in words, to which escape leads back: the wall, the runs."""

    def action_leave(self) -> None:
        """Go back to where this run was opened, once nothing else is to be left."""
        editing = self.query_one(ParameterPanel).has_focus_within
        if self.opened_from and not editing and self.diagnosis is None:
            self.dismiss()
        else:
            super().action_leave()

    def action_sweep(self, seeds: int = 1) -> None:
        """Go back to the wall below, or ask what to sweep over."""
        from .wall.form import SweepForm

        if self.opened_from == WALL:
            self.dismiss()
        elif self.snapshot is not None:
            form = SweepForm(self.snapshot.experiment, seeds)
            self.app.push_screen(form, self._show_wall)

    def _show_wall(self, plan: "Plan | None") -> None:
        """Sweep, while this run makes a pause."""
        from .sweep.workforce import workers_for
        from .wall.entry import wall_of

        if plan is not None:
            self._feed.send(Pause())
            saving = self.beginning.saving if self.beginning else None
            workers = partial(workers_for, None, None)
            self.app.push_screen(wall_of(*plan, workers, link=self._link, saving=saving))
