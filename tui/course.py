"""A training without a screen: it goes on to its end, and is saved on the way."""

from collections.abc import Callable
from dataclasses import replace

from npnn_tui.datasets.loading import load
from npnn_tui.engine.runs.keeper import Keeper
from npnn_tui.engine.runs.resuming import resume
from npnn_tui.engine.training.looks import is_logged, next_log
from npnn_tui.engine.training.moment import Moment
from npnn_tui.engine.training.snapshot import Status
from npnn_tui.engine.training.trainer import Trainer

from .saving import Beginning
from .signals import SignalError

SLICE_SECONDS = 0.5
"""Training returns so often to look whether it is time to save."""

STATUSES = {
    "finished": Status.FINISHED,
    "diverged": Status.DIVERGED,
    "interrupted": Status.PAUSED,
}
"""How each end of a training is saved."""


class Course:
    """Trains what a beginning says; raises FieldError for data or a run that cannot be used.

    `complain` is told why a run is not being saved, and what was wrong with one that goes on.
    """

    def __init__(self, beginning: Beginning, complain: Callable[[str], None]) -> None:
        self._complain, self._complained = complain, ""
        self._keeper, run = beginning.saving.keeper(), beginning.run
        self._signal: SignalError | None = None
        if run and self._keeper:
            self.moment, complaint = resume(run, self._keeper, beginning.experiment)
            if complaint:
                complain(complaint)
        else:
            self.moment = _fresh(beginning, self._keeper)
        self.trainer, self.split = self.moment.trainer, self.moment.split

    @property
    def name(self) -> str:
        """The name of the run, empty if it is not saved."""
        return self._keeper.name if self._keeper else ""

    @property
    def exit_code(self) -> int | None:
        """What a signal wants to be told when the program ends."""
        return self._signal.exit_code if self._signal else None

    def follow(self, show: Callable[[], None]) -> str:
        """Train to the end, calling `show` at each logged epoch; return the status then."""
        status = "interrupted"
        try:
            self._train(show)
            status = "diverged" if self.trainer.divergence else "finished"
        except KeyboardInterrupt:
            pass
        except SignalError as signal:
            self._signal = signal
        finally:
            self._save(STATUSES[status])
            if self._keeper:
                self._keeper.close()
        return status

    def _train(self, show: Callable[[], None]) -> None:
        trainer = self.trainer
        self._save(Status.RUNNING)
        show()
        shown = trainer.epoch
        while not trainer.stopped:
            trainer.advance(next_log(trainer.config, trainer.epoch) - trainer.epoch, SLICE_SECONDS)
            if trainer.epoch > shown and is_logged(trainer.config, trainer.epoch):
                show()
                shown = trainer.epoch
            if self._keeper and self._keeper.is_due():
                self._save(Status.RUNNING)

    def _save(self, status: Status) -> None:
        if self._keeper is None:
            return
        self._keeper.save(replace(self.moment, status=status, seconds=self.trainer.seconds))
        if self._keeper.complaint != self._complained:
            self._complained = self._keeper.complaint
            self._complain(self._complained or "it is being saved again")


def _fresh(beginning: Beginning, keeper: Keeper | None) -> Moment:
    experiment = beginning.experiment
    split = load(experiment.recipe)
    trainer = Trainer(experiment.config, split)
    if keeper:
        keeper.begin(trainer)
    return Moment(experiment, split, trainer, Status.READY, (), 0.0)
