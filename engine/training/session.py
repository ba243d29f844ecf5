"""The session: an actor that owns the trainer. Commands go in by a queue, snapshots come out.

`Session.run` belongs in a thread of its own; `send` may be called from any. Nothing else of a
session is shared between threads.
"""

import math
from collections.abc import Callable
from queue import Empty, SimpleQueue
from threading import Event

import numpy as np
from npnn_tui.datasets.dataset import Split
from npnn_tui.datasets.knobs import FieldError
from npnn_tui.datasets.loading import load

from .answers import ANSWERS
from .checkup import Checkup
from .commands import Apply, Close, Command, Look, Pause, Play, Reset, Rest, SetPace, Step
from .experiment import Experiment
from .moment import Keeping, Moment
from .pacing import BURST_SECONDS, Break, Pacer, Rate, Stopwatch
from .snapshot import ENDED, Answer, Mark, Probe, Refusal, Snapshot, Status
from .trainer import Trainer


class Session:
    """Trains one experiment after another as the commands say.

    `publish` is called on the session's thread: with a Snapshot for each Look and each change of
    state, with a Refusal for an experiment that cannot be built. `keeper` saves each run from its
    first epoch on; `resumed` is a saved moment to begin with.
    """

    _experiment: Experiment
    _split: Split
    _trainer: Trainer
    _status: Status
    _marks: tuple[Mark, ...]
    _checkup: Checkup

    def __init__(
        self,
        experiment: Experiment,
        split: Split,
        publish: Callable[[Snapshot | Refusal], None],
        keeper: Keeping | None = None,
        resumed: Moment | None = None,
    ) -> None:
        self._publish, self._keeper = publish, keeper
        self._commands: SimpleQueue[Command] = SimpleQueue()
        self._closing = Event()
        self._pacer, self._break, self._rate = Pacer(float("inf")), Break(), Rate()
        self._probe: Probe | None = None
        self._run = 0
        if resumed:
            self._go_on(resumed)
        else:
            self._begin(experiment, split, Trainer(experiment.config, split))

    def send(self, command: Command) -> None:
        """Put a command into the queue; it is obeyed soon, in order. Close cuts a Step short."""
        if isinstance(command, Close):
            self._closing.set()
        self._commands.put(command)

    def run(self) -> None:
        """Obey commands and train between them, until Close."""
        while not isinstance(command := self._next_command(), Close):
            if command is None:
                self._train()
            else:
                self._obey(command)
        self._save()
        if self._keeper:
            self._keeper.close()

    def _next_command(self) -> Command | None:
        """Return the next command; None when a burst of training is due before one comes."""
        try:
            if self._status is not Status.RUNNING:
                return self._commands.get()
            wait = max(self._pacer.wait(), self._break.wait())
            return self._commands.get(timeout=wait) if wait else self._commands.get_nowait()
        except Empty:
            return None

    def _obey(self, command: Command) -> None:
        match command:
            case Rest(seconds):
                self._break.take(seconds)
                return  # there is nothing new to show
            case Apply(experiment, anew):
                self._apply(experiment, anew)
            case Play():
                self._play()
            case Pause():
                self._pause()
            case Step(epochs):
                self._step(epochs)
            case Reset():
                self._restart(self._experiment, self._split)
            case SetPace(epochs_per_second):
                self._set_pace(epochs_per_second)
            case Look(probe):
                self._probe = probe
        self._show()

    def _train(self) -> None:
        if not (epochs := self._pacer.burst()):
            return
        self._pacer.took(self._advance(epochs))
        if self._checkup.is_due(self._stopwatch.seconds):
            self._examine()
        if self._status is not Status.RUNNING:
            self._show()

    def _step(self, epochs: int) -> None:
        self._pause()
        missing = epochs
        while missing and not (self._trainer.stopped or self._closing.is_set()):
            missing -= self._advance(missing)

    def _advance(self, epochs: int) -> int:
        """Train for one burst, of at most so many epochs; return how many it made whole."""
        before = self._trainer.epoch
        self._trainer.advance(epochs, BURST_SECONDS)
        if self._trainer.divergence:
            self._enter(Status.DIVERGED)
        elif self._trainer.stopped:
            self._enter(Status.FINISHED)
        elif self._status is not Status.RUNNING:
            self._enter(Status.PAUSED)
        if self._keeper and self._keeper.is_due():
            self._save()
        return self._trainer.epoch - before

    def _play(self) -> None:
        if self._status is Status.DIVERGED:
            return
        self._enter(Status.RUNNING)
        self._save()
        self._pacer.restart()
        self._rate.clear()

    def _pause(self) -> None:
        if self._status is Status.RUNNING:
            self._enter(Status.PAUSED)
            self._examine()
            self._save()

    def _enter(self, status: Status) -> None:
        self._status = status
        self._stopwatch.run(status is Status.RUNNING)
        if status in ENDED:
            self._examine()
            self._save()

    def _examine(self) -> None:
        self._checkup.examine(self._trainer, self._stopwatch.seconds)

    def _set_pace(self, epochs_per_second: float) -> None:
        before = self._pacer.epochs_per_second
        self._pacer = Pacer(epochs_per_second)
        self._pacer.restart()
        if epochs_per_second != before and self._trainer.epoch:
            self._mark(f"Pace {_pace(before)} → {_pace(epochs_per_second)}")

    def _apply(self, experiment: Experiment, anew: bool) -> None:
        changed = list(experiment.differences(self._experiment))
        if not changed:
            return
        try:
            if not anew and all(knob.live for knob in changed):
                self._tune(experiment)
            else:
                same_data = experiment.recipe == self._experiment.recipe
                split = self._split if same_data else load(experiment.recipe)
                self._restart(experiment, split)
        except FieldError as error:
            self._publish(Refusal(error.field, str(error)))

    def _tune(self, experiment: Experiment) -> None:
        self._trainer.tune(experiment.config)
        before, after = self._experiment.values, experiment.values
        for knob in experiment.differences(self._experiment):
            old, new = (knob.kind.format(values[knob.name]) for values in (before, after))
            self._mark(f"{knob.label} {old} → {new}")
        self._experiment = experiment
        self._checkup = Checkup(self._stopwatch.seconds)
        if self._status in ENDED:
            self._enter(self._status if self._trainer.stopped else Status.PAUSED)

    def _mark(self, text: str) -> None:
        self._marks = (*self._marks, Mark(self._trainer.epoch, text))
        if self._keeper:
            self._keeper.note(self._trainer.epoch, text)

    def _restart(self, experiment: Experiment, split: Split) -> None:
        """Train anew; what was running goes on running."""
        running = self._status is Status.RUNNING
        self._save()
        self._begin(experiment, split, Trainer(experiment.config, split))
        if running:
            self._play()

    def _begin(self, experiment: Experiment, split: Split, trainer: Trainer) -> None:
        self._experiment, self._split, self._trainer = experiment, split, trainer
        self._run += 1
        self._marks = ()
        self._stopwatch, self._checkup = Stopwatch(), Checkup()
        self._status = Status.READY
        self._rate.clear()
        if self._keeper:
            self._keeper.begin(trainer)

    def _go_on(self, moment: Moment) -> None:
        """Be where a run was saved; the keeper has it in hand already."""
        self._experiment, self._split, self._trainer = (
            moment.experiment,
            moment.split,
            moment.trainer,
        )
        self._run, self._marks, self._status = 1, moment.marks, moment.status
        self._stopwatch, self._checkup = Stopwatch(moment.seconds), Checkup(moment.seconds)
        if moment.status in ENDED:
            self._examine()

    def _save(self) -> None:
        """Save the run, unless it was never begun: that leaves nothing."""
        begun = self._trainer.steps or self._status is Status.RUNNING
        if self._keeper and begun:
            self._keeper.save(self._moment())

    def _moment(self) -> Moment:
        return Moment(
            self._experiment,
            self._split,
            self._trainer,
            self._status,
            self._marks,
            self._stopwatch.seconds,
        )

    def _show(self) -> None:
        self._publish(self._snapshot())

    def _snapshot(self) -> Snapshot:
        trainer = self._trainer
        metrics = trainer.measure()
        steps_per_second, epochs_per_second = self._rate.sample(trainer.steps, trainer.epoch)
        return Snapshot(
            run=self._run,
            experiment=self._experiment,
            split=self._split,
            status=self._status,
            reason=trainer.stopped,
            epoch=trainer.epoch,
            steps=trainer.steps,
            metrics=metrics,
            curves=trainer.curves(),
            marks=self._marks,
            parameter_count=trainer.network.parameters.size,
            seconds=max(self._stopwatch.seconds, trainer.seconds),
            training_seconds=trainer.seconds,
            steps_per_second=steps_per_second,
            epochs_per_second=epochs_per_second,
            learning_rate=trainer.learning_rate,
            answer=self._answer(),
            diagnosis=self._checkup.diagnosis,
            name=self._keeper.name if self._keeper else "",
            complaint=self._keeper.complaint if self._keeper else "",
        )

    def _answer(self) -> Answer | None:
        probe, network = self._probe, self._trainer.network
        if probe is None or probe.points.shape[1] != network.sizes[0]:
            return None
        with np.errstate(over="ignore", invalid="ignore"):  # the weights may be near overflow
            return Answer(probe, ANSWERS[self._split.task](network, probe.points))


def _pace(epochs_per_second: float) -> str:
    return "max" if math.isinf(epochs_per_second) else f"{epochs_per_second:g}"
