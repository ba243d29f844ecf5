"""The three runs that broke the original: the cause named is the true one and the cure trains."""

from typing import Any

import numpy as np
import pytest
from npnn_tui.engine.diagnosis.landscape import Landscape

from .conftest import Run, RunOf

CASES: dict[str, dict[str, Any]] = {
    "observations": {"samples": 1000, "noise": 0.1},
    "learning rate": {"learning_rate": 0.05},
    "sigmoid": {"samples": 2000, "noise": 0.1, "activation": "sigmoid"},
}

ORIGINS = {
    "observations": "Each step adds up 1,000 gradients, which makes it 1,000 × 0.01 = 10 times",
    "learning rate": "Each step adds up 200 gradients, which makes it 200 × 0.05 = 10 times",
    "sigmoid": "Each step adds up 2,000 gradients, which makes it 2,000 × 0.01 = 20 times",
}


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("name", CASES)
def test_the_step_is_named_and_its_cure_trains(run_of: RunOf, name: str, seed: int) -> None:
    run = run_of(**CASES[name], seed=seed, data_seed=seed)
    diagnosis = run.explain(50)
    assert run.trainer.measure().train_score < 0.95
    assert diagnosis.title == "step too long"
    assert diagnosis.explanation.startswith(ORIGINS[name])
    assert set(diagnosis.cure) == {"reduction", "learning_rate"}
    assert diagnosis.restart
    cured = {**diagnosis.cure, "min_improvement": 0.01, "max_epochs": 10_000}
    assert run.accuracy_once_cured(cured, 10_000) >= 0.95


@pytest.mark.parametrize("name", ["observations", "learning rate"])
def test_the_cause_stays_named_while_the_damage_lasts(run_of: RunOf, name: str) -> None:
    run = run_of(**CASES[name])
    titles = {run.explain(epochs).title for epochs in (20, 50, 150, 1000)}
    assert titles == {"step too long"}


def test_shorter_steps_do_not_wake_what_has_died(run_of: RunOf) -> None:
    """Why the cure asks for new weights: with the old ones it hardly helps."""
    run = run_of(samples=1000, noise=0.1)
    cure = run.explain(50).cure
    run.trainer.tune(run.experiment.changed(cure).config)
    run.trainer.advance(3000)
    assert run.trainer.measure().train_score < 0.95


def test_the_sentences_of_the_first_case_have_its_numbers(run_of: RunOf) -> None:
    run = run_of(samples=1000, noise=0.1, dtype="float64", log_every=1)
    diagnosis = run.explain(50)
    loss = run.trainer.curves().high[:, 0]
    largest = _largest_eigenvalue(run_of(samples=1000, noise=0.1, dtype="float64"))
    assert diagnosis.explanation == (
        "Each step adds up 1,000 gradients, which makes it 1,000 × 0.01 = 10 times their mean, "
        f"{10 / (2 / largest):.0f} times the longest stable step (2/λ_max = {2 / largest:.3g}: the "
        f"loss curves with λ_max = {largest:.3g} at the initial weights). "
        f"The first {loss.argmax()} steps throw the loss from {loss[0]:.3g} up to "
        f"{loss.max():.3g}, and since then {_dead(run)} of the 32 ReLUs of "
        "layer 1 give 0 for every observation."
    )
    assert diagnosis.cure == {"reduction": "mean", "learning_rate": 0.37}
    assert diagnosis.cure_words == "reduction mean, learning rate 0.37"


def _largest_eigenvalue(run: Run) -> float:
    """Return that of the whole Hessian at the initial weights."""
    train, network = run.split.train, run.trainer.network
    point = np.asarray(network.parameters, np.float64)
    decay = run.experiment.config.l2 / len(train)
    landscape = Landscape(network.sizes, "relu", train.inputs.T, train.targets, decay)
    hessian = np.array([landscape.product(point, column) for column in np.eye(point.size)])
    return float(np.linalg.eigvalsh(hessian)[-1])


def _dead(run: Run) -> int:
    activations = run.trainer.network.forward(run.split.train.inputs.T)[1][1]
    return int((activations == 0).all(axis=1).sum())
