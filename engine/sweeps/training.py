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
        split = _split_of(point.experiment.recipe)
        trainer = Trainer(point.experiment.config, split)
    except FieldError as error:
        return Report(point.number, State.REFUSED, reason=str(error))
    published = monotonic()
    while not trainer.stopped:
        if is_cancelled():
            return _report(point, trainer, State.CANCELLED)
        trainer.advance(trainer.config.max_epochs, BURST_SECONDS)
        if not trainer.stopped and monotonic() - published >= REPORT_SECONDS:
            publish(_report(point, trainer, State.RUNNING))
            published = monotonic()
    verdict = _verdict(point, trainer, split)
    return _report(point, trainer, State.FINISHED, verdict)


def _report(point: Point, trainer: Trainer, state: State, verdict: Verdict | None = None) -> Report:
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
    )


def _verdict(point: Point, trainer: Trainer, split: Split) -> Verdict:
    return verdict_of(
        trainer.curves(),
        trainer.measure().train_score,
        _attainable(point.experiment.recipe),
        is_regression=split.task == "regression",
        diverged=trainer.stopped if trainer.divergence else "",
    )


@lru_cache(maxsize=4)
def _split_of(recipe: Recipe) -> Split:
    return load(recipe)


@lru_cache(maxsize=64)
def _attainable(recipe: Recipe) -> float:
    train = _split_of(recipe).train
    rows = slice(None, None, -(-len(train) // OBSERVATIONS))
    return attainable(train.inputs[rows].T, train.targets[rows])
