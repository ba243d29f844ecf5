"""The original program's five tuning pictures: what its author saw, as runs with these findings.

Each trains for 150 passes and looks at the loss every 5. A finding is asserted for each of
several seeds where it holds for each, and for their median where it is a trend.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
from npnn_tui.datasets import load
from npnn_tui.engine import Experiment, Trainer
from numpy.typing import NDArray

SEEDS = range(10)


@dataclass(frozen=True)
class Run:
    losses: NDArray[np.float64]
    objective: float

    @property
    def final(self) -> float:
        return float(self.losses[-1])

    @property
    def spikes(self) -> int:
        """How often the loss rose, from one look to the next, by a tenth or more."""
        return int((self.losses[1:] > 1.1 * self.losses[:-1]).sum())


def trained(seed: int, **knobs: Any) -> Run:
    fixed = {"max_epochs": 150, "log_every": 5, "min_improvement": 0.0, "seed": seed}
    experiment = Experiment.of({**fixed, "data_seed": seed, **knobs})
    trainer = Trainer(experiment.config, load(experiment.recipe))
    trainer.advance(150)
    losses = trainer.history.curves().high[:, 0]
    assert len(losses) == 31
    return Run(losses, trainer.measure().objective)


def over_seeds(**knobs: Any) -> list[Run]:
    return [trained(seed, **knobs) for seed in SEEDS]


def median(runs: list[Run]) -> float:
    return float(np.median([run.final for run in runs]))


@pytest.mark.parametrize("seed", SEEDS)
def test_with_sum_a_thousand_observations_break_what_a_hundred_do_not(seed: int) -> None:
    few, many = (trained(seed, samples=samples, noise=0.1) for samples in (100, 1000))
    assert few.losses.max() == few.losses[0]  # it never rises above its start
    assert many.losses.max() > 2 * many.losses[0]
    assert many.final > 3 * few.final


@pytest.mark.parametrize("seed", SEEDS)
def test_with_mean_a_thousand_observations_do_as_well_as_a_hundred(seed: int) -> None:
    """A hundred observations summed at 0.01 step as far as their mean at 1.0."""
    few = trained(seed, samples=100, noise=0.1)
    many = trained(seed, samples=1000, noise=0.1, reduction="mean", learning_rate=1.0)
    assert many.losses.max() == many.losses[0]
    assert many.spikes == 0
    assert many.final < 2 * few.final
    assert many.final < 0.1


@pytest.mark.parametrize("seed", SEEDS)
def test_noise_raises_the_final_loss(seed: int) -> None:
    finals = [trained(seed, noise=noise).final for noise in (0.01, 0.1, 0.2, 0.3, 0.4)]
    assert finals == sorted(finals)
    assert finals[-1] > 10 * finals[0]


LAMBDAS = (0.0, 0.01, 0.1, 0.2, 0.3)


@pytest.mark.parametrize("seed", SEEDS)
def test_lambda_raises_loss_and_objective_in_a_steady_run(seed: int) -> None:
    """Half the original's rate: at 0.01 some seeds' losses jump, by more than lambda does."""
    runs = [trained(seed, l2=l2, learning_rate=0.005) for l2 in LAMBDAS]
    assert [run.final for run in runs] == sorted(run.final for run in runs)
    assert [run.objective for run in runs] == sorted(run.objective for run in runs)
    assert runs[-1].objective > 1.2 * runs[0].objective


def test_lambda_raises_loss_and_objective_at_the_originals_rate_as_a_trend() -> None:
    """Between 0 and 0.01 the training loss tells nothing: the jumps differ by more."""
    families = [over_seeds(l2=l2) for l2 in LAMBDAS]
    finals = [median(runs) for runs in families]
    objectives = [float(np.median([run.objective for run in runs])) for runs in families]
    assert objectives == sorted(objectives)
    assert finals[1:] == sorted(finals[1:])
    assert finals[-1] > 1.1 * finals[0]


@pytest.mark.parametrize("seed", SEEDS)
def test_a_small_learning_rate_is_slow_and_a_large_one_spikes(seed: int) -> None:
    slow, good, wild = (trained(seed, learning_rate=rate) for rate in (0.001, 0.01, 0.05))
    assert (np.diff(slow.losses) < 0).all()
    assert slow.final > 2 * good.final
    assert good.losses.max() == good.losses[0]
    assert wild.losses.max() > 1.25 * wild.losses[0]
    assert (np.diff(wild.losses) > 0).sum() > 3


def test_a_large_learning_rate_ends_worse_as_a_trend() -> None:
    good, wild = (median(over_seeds(learning_rate=rate)) for rate in (0.01, 0.05))
    assert wild > 3 * good


def test_more_nodes_lower_the_loss_as_a_trend() -> None:
    finals = [median(over_seeds(samples=400, hidden=(nodes,))) for nodes in (4, 16, 32, 128)]
    assert finals[0] > 1.5 * finals[1] > 1.5 * finals[2]
    assert finals[3] < 1.2 * finals[2]  # beyond 32 there is little left to gain
