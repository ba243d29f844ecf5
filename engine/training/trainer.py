"""The trainer: one network on one data set, advanced epoch by epoch, in one thread."""

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
from .history import History
from .metrics import Batch, Metrics, measure
from .stopping import Stopping

REMEDY = "try a lower learning_rate"


class Trainer:
    """Gradient descent on the objective of Config, with its stopping rules.

    `stopped` says why training has stopped, and is empty while it may go on; `diverged` tells
    whether that was because the numbers left the finite. `recorded` is the last measurement in
    the history; that of patience is not of the weights that have been restored since. Raises
    FieldError when the batch size exceeds the training observations, or when patience has no test
    observations to watch.
    """

    recorded: Metrics
    _metrics: Metrics

    def __init__(self, config: Config, split: Split) -> None:
        _check_batch_size(config, len(split.train))
        _check_patience(config, len(split.test))
        self.config = config
        self.epoch = self.steps = 0
        self.seconds = 0.0
        self.stopped = ""
        self.diverged = False
        self.history = History()
        self._train = _batch(split.train, config.dtype)
        self._test = _batch(split.test, config.dtype)
        sizes = (split.train.inputs.shape[1], *config.hidden, len(split.train.class_names))
        self.network = Network(sizes, config.activation, config.dtype)
        self._generator = np.random.default_rng(config.seed)
        self.network.initialize(config.initializer, self._generator)
        self._gradient = np.empty_like(self.network.parameters)
        self._weights_gradients, _ = self.network.views_of(self._gradient)
        self._stopping = Stopping()
        self._measured_epoch = -1
        self._look()

    def advance(self, epochs: int) -> None:
        """Train for at most `epochs` epochs, fewer when a stopping rule applies.

        Every `log_every` epochs the network is measured, recorded and the rules are asked.
        """
        if self.diverged:
            return
        last = min(self.epoch + epochs, self.config.max_epochs)
        self.stopped = self._stopping.epochs(self.config, self.epoch)
        with np.errstate(over="ignore", invalid="ignore"):
            while self.epoch < last and not self.stopped:
                self._run_epochs(min(last, self._next_look()) - self.epoch)
                if self._is_due() or not self._is_finite():
                    self._look()

    def tune(self, config: Config) -> None:
        """Take over the live knobs of another configuration; the others must be unchanged.

        Raises FieldError as the constructor does.
        """
        _check_patience(config, len(self._test.targets))
        objective_changes = (config.l2, config.l1) != (self.config.l2, self.config.l1)
        self.config = config
        if not self.diverged:
            self.stopped = ""
        if objective_changes:
            self._metrics = self._evaluate()
            self._stopping.forget_objective()

    def measure(self) -> Metrics:
        """Return the losses and accuracies of this moment, recording them if they are new."""
        if self._measured_epoch != self.epoch:
            self._record()
        return self._metrics

    def _run_epochs(self, count: int) -> None:
        """Train for `count` epochs, fewer when the numbers leave the finite.

        The counts stay true when an interrupt ends this half way.
        """
        began, last = perf_counter(), self.epoch + count
        try:
            while self.epoch < last and self._is_finite():
                for batch in self._batches():
                    self._step(batch)
                self.epoch += 1
        finally:
            self.seconds += perf_counter() - began

    def _batches(self) -> Iterator[Batch]:
        """Yield the whole training set, or its observations in a new order, cut into batches."""
        size = self.config.batch_size
        if size is None:
            yield self._train
            return
        order = self._generator.permutation(len(self._train.targets))
        for start in range(0, len(order), size):
            rows = order[start : start + size]
            yield Batch(self._train.inputs[:, rows], self._train.targets[rows])

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
        if config.time_limit is not None:
            return self.epoch + 1
        log = self.epoch - self.epoch % config.log_every + config.log_every
        check = self.epoch - self.epoch % config.check_every + config.check_every
        return min(log, check, config.max_epochs)

    def _is_due(self) -> bool:
        config, epoch = self.config, self.epoch
        scheduled = epoch % config.log_every == 0 or epoch % config.check_every == 0
        time_is_up = config.time_limit is not None and self.seconds >= config.time_limit
        return scheduled or time_is_up or epoch >= config.max_epochs

    def _look(self) -> None:
        """Record this moment, then ask whether training goes on."""
        self._record()
        if not (self._is_finite() and math.isfinite(self._metrics.objective)):
            self.diverged = True
            self.stopped = f"no longer finite numbers at epoch {self.epoch:,}: {REMEDY}"
            return
        self.stopped = self._stopping.look(
            self.config, self.epoch, self.seconds, self._metrics, self.network.parameters
        )
        if self.stopped:  # the best weights may be back
            self._metrics = self._evaluate()

    def _record(self) -> None:
        self.recorded = self._metrics = self._evaluate()
        self._measured_epoch = self.epoch
        self.history.append(self.epoch, self.recorded)

    def _evaluate(self) -> Metrics:
        with np.errstate(over="ignore", invalid="ignore"):
            return measure(self.network, self._train, self._test, self._penalty())

    def _is_finite(self) -> bool:
        parameters = self.network.parameters
        return math.isfinite(np.dot(parameters, parameters))


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
