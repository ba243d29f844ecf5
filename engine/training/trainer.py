"""The trainer: one network on one data set, its descent watched by the stopping rules."""

import math
from collections.abc import Callable
from time import perf_counter

import numpy as np
from npnn_tui.datasets.dataset import Split

from ..diagnosis import Diagnosis, diagnose
from ..nn.network import Network
from ..nn.penalty import Penalty
from ..plan import Checkpoint, Descent, QuasiNewton
from ..threads import blas_threads
from .bursts import Bursts
from .checks import check_batch_size, check_optimizer, check_patience
from .config import Config
from .descents import descent_by, threads_for
from .history import Curves, History
from .looks import is_looked_at, next_look
from .memory import check_memory
from .methods import method_of
from .metrics import Batch, Metrics, batch_of, measure
from .recovery import Divergence, LastGood, broken_layer
from .schedules import Plateau
from .state import State
from .stopping import Stopping

FEW = 256
"""Observations that show where the values of the network leave the finite."""


class Trainer:
    """Trains as Config says, with its stopping rules.

    `stopped` says why training has stopped, and is empty while it may go on. `divergence` tells
    where the numbers left the finite; the last good weights are back then, and a change of a live
    knob lets the run go on from them. `recorded` is the last measurement in the history; it is
    not of weights that have been restored since. `on_look` is called after each measurement.
    Raises FieldError when the batch size exceeds the training observations, when patience has no
    test observations to watch, or when a step does not fit into the memory.
    """

    recorded: Metrics
    _metrics: Metrics

    def __init__(self, config: Config, split: Split) -> None:
        check_batch_size(config, len(split.train))
        check_patience(config, len(split.test))
        check_optimizer(config)
        sizes = (split.train.inputs.shape[1], *config.hidden, split.train.outputs)
        check_memory(config, sizes, len(split.train))
        self.config = config
        self.seconds = 0.0
        self.stopped = ""
        self.divergence: Divergence | None = None
        self.history = History()
        self.on_look: Callable[[], object] = lambda: None
        self._train = batch_of(split.train, config.dtype)
        self._test = batch_of(split.test, config.dtype)
        self.network = Network(sizes, config.activation, config.dtype)
        generator = np.random.default_rng(config.seed)
        self.network.initialize(config.initializer, generator)
        self._descent = descent_by(method_of(config), config, self.network, self._train, generator)
        self._threads = threads_for(config, self.network.sizes, self._descent.columns)
        self._bursts, self._plateau = Bursts(), Plateau()
        self._stopping, self._last_good = Stopping(), LastGood()
        self._measured_at = -1
        self._look()

    @property
    def steps(self) -> int:
        """The number of updates of the parameters."""
        return self._descent.steps

    @property
    def epoch(self) -> int:
        """The number of whole epochs trained."""
        return self._descent.epoch

    @property
    def learning_rate(self) -> float:
        """The learning rate of this epoch, as the schedule has it."""
        return self._descent.method.rate(self.epoch)

    @property
    def descent(self) -> Descent | QuasiNewton:
        """What takes the steps."""
        return self._descent

    @property
    def batches(self) -> tuple[Batch, Batch]:
        """The observations to train on and those to test on, as the network takes them."""
        return self._train, self._test

    def advance(self, epochs: int, seconds: float = math.inf) -> None:
        """Train until `epochs` more epochs are whole, less when a stopping rule applies.

        After `seconds` it returns, though not before it has taken a step; in the middle of an
        epoch the next call goes on from there, as if there had been no break. As `log_every`
        says, the network is measured, recorded and the rules are asked.
        """
        if self.divergence:
            return
        deadline = perf_counter() + seconds
        last = min(self.epoch + epochs, self.config.max_epochs)
        self.stopped = self._stopping.epochs(self.config, self.epoch)
        with np.errstate(all="ignore"), blas_threads(self._threads.count()):
            while self.epoch < last and not self.stopped:
                self._run(min(last, next_look(self.config, self.epoch)), deadline)
                if self._is_due():
                    self._look()
                else:
                    self.stopped = self._stopping.time(self.config, self.seconds)
                if perf_counter() >= deadline:
                    break

    def catch_up(self, seconds: float, metrics: Metrics | None = None) -> None:
        """Take note of steps that the descent was taken through elsewhere, in so many seconds.

        With the metrics of this moment it looks, as `advance` does when a look is due.
        """
        self.seconds += seconds
        if metrics is not None:
            self._metrics, self._measured_at = metrics, self.steps
            self._look()

    def tune(self, config: Config) -> None:
        """Take over the live knobs of another configuration; the others must be unchanged.

        Raises FieldError as the constructor does.
        """
        check_patience(config, len(self._test.targets))
        check_optimizer(config)
        before, self.config = vars(self.config), config
        changed = {name for name, value in vars(config).items() if value != before[name]}
        self._stopping.tune(changed)
        self._threads = threads_for(config, self.network.sizes, self._descent.columns)
        if changed & {"schedule", "decay", "decay_every", "learning_rate"}:
            self._plateau = Plateau()
        self._plan()
        self._measured_at = -1
        if changed & {"l2", "l1"}:  # the objective has another formula
            self._plateau.forget()
            self._last_good.rejudge(self.measure().objective)
        if changed - {"log_every"}:
            self.stopped = ""  # any other live knob may let a run go on that had ended
            self.divergence = None

    def measure(self) -> Metrics:
        """Return the losses and accuracies of this moment, computed once for each step."""
        if self._measured_at != self.steps:
            with np.errstate(all="ignore"):
                penalty = Penalty(self.config.l2, self.config.l1)
                self._metrics = measure(self.network, self._train, self._test, penalty)
            self._measured_at = self.steps
        return self._metrics

    def curves(self) -> Curves:
        """Return the history, and this moment as its last row if an epoch has passed since."""
        return self.history.curves((self.epoch, self.measure()))

    def diagnose(self) -> Diagnosis | None:
        """Return why this run fails and what would help, or None if nothing is the matter."""
        where = self.divergence
        return diagnose(
            self.network,
            self._train.inputs,
            self._train.targets,
            self.config,
            self.curves(),
            diverged_at=(where.epoch, where.layer) if where else None,
        )

    def state(self) -> State:
        """Return a copy of all that the training to come depends on, and of what it has shown."""
        where = self.divergence
        return {
            "descent": vars(self._descent.save()),
            "seconds": self.seconds,
            "stopped": self.stopped,
            "divergence": where and vars(where),
            "recorded": vars(self.recorded),
            **{name: part.state() for name, part in self._parts()},
        }

    def restore(self, state: State) -> None:
        """Be as a trainer of the same configuration and data was when it gave its state.

        What follows is the same, bit for bit. Raises KeyError, TypeError or ValueError for a state
        of another trainer; this one cannot be used then.
        """
        moment, fresh = Checkpoint(**state["descent"]), self._descent.save()
        for found, expected in (
            (moment.parameters, fresh.parameters),
            (moment.moments, fresh.moments),
        ):
            if (found.shape, found.dtype) != (expected.shape, expected.dtype):
                raise ValueError(f"{found.shape} {found.dtype} instead of {expected.shape}")
        for name, part in self._parts():
            part.restore(state[name])
        self._plan()  # a plateau may have lowered the learning rate
        self._descent.restore(moment)
        self.seconds, self.stopped = state["seconds"], state["stopped"]
        self.divergence = Divergence(**state["divergence"]) if state["divergence"] else None
        self.recorded = Metrics(**state["recorded"])
        self._measured_at = -1

    def _parts(self) -> tuple[tuple[str, History | Plateau | Stopping | LastGood], ...]:
        """Return the parts that remember something, by their names."""
        return (
            ("history", self.history),
            ("plateau", self._plateau),
            ("stopping", self._stopping),
            ("last_good", self._last_good),
        )

    def _run(self, last: int, deadline: float) -> None:
        """Train up to the end of epoch `last`, if time allows and no number is in doubt."""
        began = perf_counter()
        if self.config.time_limit is not None:
            deadline = min(deadline, began + self.config.time_limit - self.seconds)
        end, now = last * self._descent.steps_per_epoch, began
        try:
            while self.steps < end:
                self._burst(min(end - self.steps, self._bursts.steps(deadline - now)))
                now = perf_counter()
                if now >= deadline or self._is_doubtful():
                    break
        finally:
            self.seconds += perf_counter() - began

    def _burst(self, steps: int) -> None:
        """Take so many steps, or less if a number is in doubt: up to the end of that epoch.

        An interrupt takes back the steps of this burst.
        """
        before, began = self._descent.save(), perf_counter()
        try:
            self._descent.run(steps)
            if self._is_finite():
                self._bursts.took(steps, perf_counter() - began)
            else:
                self._retrace(before)
        except BaseException:
            self._descent.restore(before)
            raise

    def _retrace(self, before: Checkpoint) -> None:
        """Go the same way again step by step, to the first epoch that ends in doubt."""
        end = self.steps
        self._descent.restore(before)
        while self.steps < end:
            self._descent.run(1)
            if self._is_doubtful():
                break

    def _plan(self) -> None:
        method, before = method_of(self.config, self._plateau.factor), self._descent.method
        if "lbfgs" in (method.optimizer, before.optimizer) and method.optimizer != before.optimizer:
            steps = self.steps
            generator = np.random.default_rng(self.config.seed)
            self._descent = descent_by(method, self.config, self.network, self._train, generator)
            self._descent.steps = steps
        elif method != before:
            self._descent.tune(method)

    def _is_due(self) -> bool:
        """Tell whether this moment is to be recorded: never one within an epoch."""
        if not self._is_between_epochs():
            return False
        return is_looked_at(self.config, self.epoch) or self._is_doubtful()

    def _is_between_epochs(self) -> bool:
        return self.steps % self._descent.steps_per_epoch == 0

    def _look(self) -> None:
        """Record this moment, then ask whether training goes on."""
        self.recorded = self.measure()
        self.history.append(self.epoch, self.recorded)
        self.on_look()
        finite = bool(np.isfinite(self.network.parameters).all())
        if not (finite and math.isfinite(self.recorded.objective)):
            self._go_back()
            return
        parameters, objective = self.network.parameters, self.recorded.objective
        self._last_good.look(self.epoch, objective, parameters)
        self._follow_plateau(objective)
        self.stopped = self._stopping.look(
            self.config, self.epoch, self.seconds, self.recorded, parameters
        )
        if self._stopping.restored:
            self._descent.forget()
            self._measured_at = -1

    def _follow_plateau(self, objective: float) -> None:
        config = self.config
        if config.schedule == "plateau" and self._plateau.look(
            config.decay, config.decay_every, self.epoch, objective
        ):
            self._plan()

    def _go_back(self) -> None:
        """Say where the numbers left the finite, and return to the last good weights."""
        layer = broken_layer(self.network, self._train.inputs[:, :FEW])
        good = self._last_good.epoch
        self._last_good.put_back(self.network.parameters)
        self._descent.forget()
        self._measured_at = -1
        self.divergence = Divergence(self.epoch, layer, good)
        self.stopped = (
            f"no longer finite at epoch {self.epoch:,}: back to the weights of epoch {good:,}"
        )

    def _is_doubtful(self) -> bool:
        """Tell whether an epoch has ended with parameters that may have left the finite."""
        return self._is_between_epochs() and not self._is_finite()

    def _is_finite(self) -> bool:
        """Tell quickly whether the parameters are finite; their squares may not be."""
        parameters = self.network.parameters
        return math.isfinite(np.dot(parameters, parameters))
