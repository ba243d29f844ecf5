"""The training of one point, wherever it happens."""

from collections.abc import Callable
from functools import lru_cache
from time import monotonic

from npnn_tui.datasets.dataset import Split
from npnn_tui.datasets.knobs import FieldError
from npnn_tui.datasets.loading import load
from npnn_tui.datasets.recipe import Recipe

from ..diagnosis.yardstick import attainable
from ..training.trainer import Trainer
from .answers import Answers, answers_of
from .report import Report, State, thinned
from .sweep import Point
from .verdict import Verdict, verdict_of

BURST_SECONDS = 0.05
"""After this long it is asked whether to stop."""

REPORT_SECONDS = 0.2

OBSERVATIONS = 1000
"""By which the attainable score is estimated."""


def train(
    point: Point, publish: Callable[[Report], None], is_cancelled: Callable[[], bool]
) -> Report:
    """Train a point to its end, and publish on the way how far it has come.

    An experiment that cannot be trained is refused; any other exception is a bug and goes through.
    """
    try:
        trainer = trainer_of(point)
    except FieldError as error:
        return refused(point, error)
    published = monotonic()
    while not trainer.stopped:
        if is_cancelled():
            return report_of(point, trainer, State.CANCELLED)
        trainer.advance(trainer.config.max_epochs, BURST_SECONDS)
        if not trainer.stopped and monotonic() - published >= REPORT_SECONDS:
            publish(report_of(point, trainer, State.RUNNING))
            published = monotonic()
    return finished(point, trainer)


def trainer_of(point: Point) -> Trainer:
    """Return the trainer of a point at its start; raises FieldError if it cannot be trained."""
    return Trainer(point.experiment.config, split_of(point.experiment.recipe))


def refused(point: Point, error: FieldError) -> Report:
    """Report that a point cannot be trained."""
    return Report(point.number, State.REFUSED, reason=str(error))


def finished(point: Point, trainer: Trainer) -> Report:
    """Report on a training that has come to its end."""
    return report_of(point, trainer, State.FINISHED, _verdict(point, trainer))


def report_of(
    point: Point, trainer: Trainer, state: State, verdict: Verdict | None = None
) -> Report:
    """Report how far a point has come."""
    return Report(
        point.number,
        state,
        trainer.epoch,
        trainer.steps,
        trainer.seconds,
        trainer.measure(),
        thinned(trainer.curves()),
        verdict,
        trainer.stopped,
        _answers(point, trainer),
    )


def _answers(point: Point, trainer: Trainer) -> Answers | None:
    if point.grid is None:
        return None
    return answers_of(trainer.network, split_of(point.experiment.recipe), point.grid)


@lru_cache(maxsize=4)
def split_of(recipe: Recipe) -> Split:
    """Return the data of a point; raises FieldError if there are none."""
    return load(recipe)


def _verdict(point: Point, trainer: Trainer) -> Verdict:
    return verdict_of(
        trainer.curves(),
        trainer.measure().train_score,
        _attainable(point.experiment.recipe),
        is_regression=trainer.batches[0].task == "regression",
        diverged=trainer.stopped if trainer.divergence else "",
    )


@lru_cache(maxsize=64)
def _attainable(recipe: Recipe) -> float:
    train = split_of(recipe).train
    rows = slice(None, None, -(-len(train) // OBSERVATIONS))
    return attainable(train.inputs[rows].T, train.targets[rows])
