"""The part of the dashboard that knows how its run lasts: saved, in a process of its own, lost."""

from dataclasses import replace

from npnn_tui.engine import Pause, Snapshot
from npnn_tui.engine.training.snapshot import ENDED
from textual import on

from .messages import TrainerLost
from .saving import Beginning
from .screens.lost import LostScreen
from .sweeping import RUNS, SweepingScreen


class LastingScreen(SweepingScreen):
    """A screen of a run that is saved, or that another process trains."""

    @property
    def attached_to(self) -> Beginning | None:
        """The run, if another process trains it."""
        return self.beginning if self.beginning and self.beginning.attached else None

    def name_run(self, snapshot: Snapshot) -> None:
        """Have the title say what the run is called, and who trains it."""
        where = ["in the background"] if self.attached_to else []
        self.title = " · ".join(filter(None, ("npnn-tui", snapshot.name, *where)))

    @property
    def farewell(self) -> str:
        """How to see the run again; empty if there is nothing to see."""
        if self.snapshot is None or not self.snapshot.name:
            return ""
        name = self.snapshot.name
        if self.attached_to and self.snapshot.status not in ENDED:
            return f"{name} goes on in the background; npnn-tui attach {name} shows it"
        return f"saved as {name}; npnn-tui --resume {name} goes on with it"

    def action_detach(self) -> None:
        """Leave, and have the training go on without this terminal."""
        if self.attached_to:
            self.app.exit()
        elif self.snapshot is None or not self.snapshot.name:
            why = self.snapshot.complaint if self.snapshot else ""
            self.notice = why or "what is not saved cannot be detached: train it first"
        elif not self.snapshot.epochs_left:
            self.notice = "there is nothing left to train: raise Max epochs to detach"
        else:
            self.app.exit(self.snapshot.name)

    def action_runs(self) -> None:
        """Go back to the runs below, or show them while this one makes a pause."""
        if self.opened_from == RUNS:
            self.dismiss()
            return
        from npnn_tui.engine.runs.places import runs_folder

        from .runs.opening import runs_screen

        if not self.attached_to:
            self._feed.send(Pause())
        runs = self.beginning.saving.folder if self.beginning else runs_folder()
        self.app.push_screen(runs_screen(self.app, runs, self._link))

    @on(TrainerLost)
    def _ask_how_to_go_on(self, message: TrainerLost) -> None:
        if self.is_attached:  # the widget, to the app: it may be closing
            self.app.push_screen(LostScreen(message.name), self._go_on)

    def _go_on(self, resumes: bool | None) -> None:
        """Resume the run in this process."""
        from npnn_tui.engine.runs.folder import load_run

        from .opening import Opening

        if resumes and self.attached_to:
            lost = self.attached_to
            run = load_run(lost.resumed, str(lost.saving.folder))
            beginning = replace(lost, experiment=run.experiment, attached=False)
            self.app.push_screen(Opening(beginning, self.view, start=True, link=self._link))
