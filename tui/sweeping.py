"""The part of the dashboard that leads to a wall, and from a run of a wall back to it."""

from functools import partial
from typing import TYPE_CHECKING

from npnn_tui.engine import Pause

from .linked import LinkedScreen
from .panels.parameters import ParameterPanel

if TYPE_CHECKING:
    from .wall.form import Plan


class SweepingScreen(LinkedScreen):
    """A screen whose experiment can be swept; with `is_of_wall` it was opened from a wall."""

    is_of_wall = False

    def action_leave(self) -> None:
        """Go back to the wall from which this run was opened, once nothing else is to be left."""
        editing = self.query_one(ParameterPanel).has_focus_within
        if self.is_of_wall and not editing and self.diagnosis is None:
            self.dismiss()
        else:
            super().action_leave()

    def action_sweep(self, seeds: int = 1) -> None:
        """Go back to the wall below, or ask what to sweep over."""
        from .wall.form import SweepForm

        if self.is_of_wall:
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
            wall = wall_of(*plan, partial(workers_for, None, None), link=self._link)
            self.app.push_screen(wall)
