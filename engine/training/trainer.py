"""The trainer: one network on one data set, advanced batch by batch, in one thread."""

import math
from collections.abc import Iterator
from time import perf_counter

import numpy as np
from npnn_tui.datasets.dataset import Dataset, Split
from npnn_tui.datasets.knobs import FieldError

from ..nn.gradient import write_gradient
from ..nn.network import Network
from ..nn.penalty import Penalty
from .config import Config
from .history import Curves, History
from .memory import check_memory
from .metrics import Batch, Metrics, measure
from .stopping import Stopping

REMEDY = "try a lower learning_rate"


class Trainer:
    """Gradient descent on the objective of Config, with its stopping rules.

    `stopped` says why training has stopped, and is empty while it may go on; `diverged` tells
    whether that was because the numbers left the finite. `recorded` is the last measurement in
    the history; that of patience is not of the weights that have been restored since. Raises
    FieldError when the batch size exceeds the training observations, when patience has no test
    observations to watch, or when a step does not fit into the memory.
    """

    recorded: Metrics
    _metrics: Metrics

    def __init__(self, config: Config, split: Split) -> None:
        _check_batch_size(config, len(split.train))
        _check_patience(config, len(split.test))
        sizes = (split.train.inputs.shape[1], *config.hidden, len(split.train.class_names))
        check_memory(config, sizes, len(split.train))
        self.config = config
        self.steps = 0
        self.seconds = 0.0
        self.stopped = ""
        self.diverged = False
        self.history = History()
        self._train = _batch(split.train, config.dtype)
        self._test = _batch(split.test, config.dtype)
        self.network = Network(sizes, config.activation, config.dtype)
        generator = np.random.default_rng(config.seed)
        self.network.initialize(config.initializer, generator)
        self._steps_per_epoch = -(-len(split.train) // (config.batch_size or len(split.train)))
        self._batches = _endless_batches(self._train, config.batch_size, generator)
        self._gradient = np.empty_like(self.network.parameters)
        self._weights_gradients, _ = self.network.views_of(self._gradient)
        self._stopping = Stopping()
        self._measured_at = -1
        self._look()

    @property
    def epoch(self) -> int:
        """The number of whole epochs trained."""
        return self.steps // self._steps_per_epoch

    def advance(self, epochs: int, seconds: float = math.inf) -> None:
        """Train until `epochs` more epochs are whole, less when a stopping rule applies.

        After `seconds` it returns, though not before it has taken a step; in the middle of an
        epoch the next call goes on from there, as if there had been no break. Every `log_every`
        epochs the network is measured, recorded and the rules are asked.
        """
        if self.diverged:
            return
        deadline = perf_counter() + seconds
        last = min(self.epoch + epochs, self.config.max_epochs)
        self.stopped = self._stopping.epochs(self.config, self.epoch)
        with np.errstate(over="ignore", invalid="ignore"):
            while self.epoch < last and not self.stopped:
                self._run(min(last, self._next_look()), deadline)
                if self._is_due():
                    self._look()
                else:
                    self.stopped = self._stopping.time(self.config, self.seconds)
                if perf_counter() >= deadline:
                    break

    def tune(self, config: Config) -> None:
        """Take over the live knobs of another configuration; the others must be unchanged.

        Raises FieldError as the constructor does.
        """
        _check_patience(config, len(self._test.targets))
        before, self.config = vars(self.config), config
        changed = {name for name, value in vars(config).items() if value != before[name]}
        self._stopping.tune(changed)
        self._measured_at = -1  # the objective may have another formula
        if changed - {"log_every"} and not self.diverged:
            self.stopped = ""  # any other live knob may let a run go on that had ended

    def measure(self) -> Metrics:
        """Return the losses and accuracies of this moment, computed once for each step."""
        if self._measured_at != self.steps:
            with np.errstate(over="ignore", invalid="ignore"):
                self._metrics = measure(self.network, self._train, self._test, self._penalty())
            self._measured_at = self.steps
        return self._metrics

    def curves(self) -> Curves:
        """Return the history, and this moment as its last row if an epoch has passed since."""
        return self.history.curves((self.epoch, self.measure()))

    def _run(self, last: int, deadline: float) -> None:
        """Train up to the end of epoch `last`, if time allows and no number is in doubt.

        The counts stay true when an interrupt ends this half way.
        """
        began = perf_counter()
        if self.config.time_limit is not None:
            deadline = min(deadline, began + self.config.time_limit - self.seconds)
        try:
            while self.epoch < last:
                self._step(next(self._batches))
                if self._is_between_epochs() and self._is_doubtful():
                    break
                if perf_counter() >= deadline:
                    break
        finally:
            self.seconds += perf_counter() - began

    def _step(self, batch: Batch) -> None:
        """Step along the batch's gradient of J: its mean, or that times the size of the batch."""
        write_gradient(self.network, batch.inputs, batch.targets, self._gradient)
        penalty, share = self._penalty(), 1 / len(self._train.targets)
        for gradient, weights in zip(self._weights_gradients, self.network.weights, strict=True):
            penalty.add_gradient(gradient, weights, share)
        summed = len(batch.targets) if self.config.reduction == "sum" else 1
        self._gradient *= self.config.learning_rate * summed
        self.network.parameters -= self._gradient
        self.steps += 1

    def _penalty(self) -> Penalty:
        return Penalty(self.config.l2, self.config.l1)

    def _next_look(self) -> int:
        """Return the epoch at which a rule may apply next."""
        config = self.config
        log = self.epoch - self.epoch % config.log_every + config.log_every
        check = self.epoch - self.epoch % config.check_every + config.check_every
        return min(log, check, config.max_epochs)

    def _is_due(self) -> bool:
        """Tell whether this moment is to be recorded: never one within an epoch."""
        if not self._is_between_epochs():
            return False
        config, epoch = self.config, self.epoch
        scheduled = epoch % config.log_every == 0 or epoch % config.check_every == 0
        return scheduled or epoch >= config.max_epochs or self._is_doubtful()

    def _is_between_epochs(self) -> bool:
        return self.steps % self._steps_per_epoch == 0

    def _look(self) -> None:
        """Record this moment, then ask whether training goes on."""
        self.recorded = self.measure()
        self.history.append(self.epoch, self.recorded)
        finite = bool(np.isfinite(self.network.parameters).all())
        if not (finite and math.isfinite(self.recorded.objective)):
            self.diverged = True
            self.stopped = f"no longer finite numbers at epoch {self.epoch:,}: {REMEDY}"
            return
        self.stopped = self._stopping.look(
            self.config, self.epoch, self.seconds, self.recorded, self.network.parameters
        )
        if self.stopped:
            self._measured_at = -1  # the best weights may be back

    def _is_doubtful(self) -> bool:
        """Tell quickly whether the parameters may have left the finite; their squares have."""
        parameters = self.network.parameters
        return not math.isfinite(np.dot(parameters, parameters))


def _endless_batches(
    train: Batch, size: int | None, generator: np.random.Generator
) -> Iterator[Batch]:
    """Yield the whole training set, or its observations cut into batches, epoch after epoch.

    Each epoch takes the observations in a new order.
    """
    while size is None:
        yield train
    while True:
        order = generator.permutation(len(train.targets))
        for start in range(0, len(order), size):
            rows = order[start : start + size]
            yield Batch(train.inputs[:, rows], train.targets[rows])


def _batch(dataset: Dataset, dtype: str) -> Batch:
    """Lay the observations out as (features, observations); raises FieldError on an overflow."""
    with np.errstate(over="ignore"):
        inputs = np.ascontiguousarray(dataset.inputs.T, dtype)
    if not np.isfinite(inputs).all():
        largest = np.abs(dataset.inputs).max()
        sentence = f"dtype must be float64 for features as large as {largest:g}, got {dtype}"
        raise FieldError("dtype", sentence)
    return Batch(inputs, dataset.targets)


def _check_patience(config: Config, observations: int) -> None:
    if config.patience is not None and not observations:
        sentence = "patience must be off without test observations, got "
        raise FieldError("patience", f"{sentence}{config.patience}; raise test_fraction")


def _check_batch_size(config: Config, observations: int) -> None:
    if config.batch_size is not None and config.batch_size > observations:
        allowed = f"between 1 and {observations:,}, the training observations, or full"
        sentence = f"batch_size must be {allowed}, got {config.batch_size}"
        raise FieldError("batch_size", sentence)
