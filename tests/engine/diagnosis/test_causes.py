"""Each cause on runs that truly have it: it is named, with its numbers, and the cure trains."""

from typing import Any

import numpy as np
import pytest

from .conftest import RunOf

MEAN = {"reduction": "mean"}

FAULTS: list[tuple[str, dict[str, Any], int]] = [
    ("step too long", {"learning_rate": 1.0}, 50),
    ("step too long", {**MEAN, "learning_rate": 10.0}, 50),
    ("step too long", {"batch_size": 100, "learning_rate": 0.1}, 50),
    ("step too long", {"activation": "gelu", "learning_rate": 1.0}, 50),
    ("step too long", {"hidden": (32, 32), "learning_rate": 0.05}, 50),
    ("step too long", {"optimizer": "momentum", "learning_rate": 0.05}, 50),
    ("step too long", {"optimizer": "nesterov", "learning_rate": 0.05}, 50),
    ("step too long", {"warmup": 50, "learning_rate": 0.1}, 100),
    ("step too long", {**MEAN, "optimizer": "adam", "learning_rate": 100.0}, 200),
    ("step too long", {**MEAN, "optimizer": "rmsprop", "learning_rate": 10.0}, 200),
    ("learning rate too small", {"learning_rate": 1e-5}, 300),
    ("learning rate too small", {**MEAN, "learning_rate": 1e-4}, 300),
    ("learning rate too small", {**MEAN, "optimizer": "adam", "learning_rate": 1e-5}, 300),
    ("penalty too strong", {"l2": 1e4}, 50),
    ("penalty too strong", {"l2": 100.0}, 100),
    ("penalty too strong", {"l2": 5.0}, 500),
    ("penalty too strong", {**MEAN, "l2": 20.0, "learning_rate": 0.1}, 500),
    ("penalty too strong", {"l1": 20.0}, 200),
    ("all nodes alike", {"initializer": "zeros"}, 50),
    ("all nodes alike", {"initializer": "zeros", "activation": "tanh"}, 50),
    ("vanishing gradients", {**MEAN, "hidden": (16,) * 5, "activation": "sigmoid"}, 200),
    ("vanishing gradients", {"hidden": (16,) * 5, "activation": "sigmoid"}, 200),
    ("too few nodes", {"data": "circles", "noise": 0.05, "hidden": (2,)}, 5000),
    ("too few nodes", {"data": "spirals", "noise": 0.05, "hidden": (2,)}, 5000),
    ("too few nodes", {"hidden": ()}, 4000),
    ("straight boundary", {"hidden": (8,), "activation": "identity"}, 3000),
    ("features out of scale", {"data": "wine", "standardise": False}, 100),
    ("features out of scale", {"data": "breast_cancer", "standardise": False}, 100),
    ("features out of scale", {"data": "wine", "standardise": False, "activation": "tanh"}, 100),
]


@pytest.mark.parametrize(("title", "knobs", "epochs"), FAULTS, ids=str)
def test_the_cause_is_named_and_the_cure_trains(
    run_of: RunOf, title: str, knobs: dict[str, Any], epochs: int
) -> None:
    run = run_of(**knobs)
    diagnosis = run.explain(epochs)
    before = run.trainer.measure().train_score
    assert diagnosis.title == title
    assert diagnosis.explanation.count(". ") == 1
    assert diagnosis.explanation.endswith(".")
    cured = run.accuracy_once_cured(dict(diagnosis.cure), 5000)
    assert cured >= 0.95 > before


def test_a_cure_does_not_lead_from_one_fault_into_another(run_of: RunOf) -> None:
    """With the other activation alone the steps of these many observations would be too long."""
    run = run_of(hidden=(16,) * 5, activation="sigmoid", samples=1000)
    diagnosis = run.explain(100)
    assert diagnosis.title == "vanishing gradients"
    changed = {"activation": "relu", "initializer": "he_normal"}
    assert diagnosis.cure.items() > {**changed, "reduction": "mean"}.items()
    assert run.accuracy_once_cured(changed, 2000) < 0.95
    assert run.accuracy_once_cured(dict(diagnosis.cure), 2000) >= 0.95


def test_a_divergence_says_where_the_numbers_ended(run_of: RunOf) -> None:
    run = run_of(activation="gelu", learning_rate=1.0)
    diagnosis = run.explain(100)
    found = run.trainer.divergence
    assert found is not None
    end = f"and at epoch {found.epoch} the numbers of layer {found.layer} of 2 were no longer"
    assert end in diagnosis.explanation


def test_a_divergence_that_the_start_does_not_explain_is_blamed_on_the_way(run_of: RunOf) -> None:
    run = run_of(reduction="mean", learning_rate=0.1)
    run.trainer.advance(5)
    run.trainer.network.parameters[0] = np.nan
    diagnosis = run.explain(6)
    assert "curvature grows as training goes on" in diagnosis.explanation
    assert "the numbers of layer 1 of 2" in diagnosis.explanation
    assert diagnosis.cure == {"learning_rate": 0.01}


def _damaged(run_of: RunOf, **knobs: Any) -> Any:
    """Ruin the weights by long steps and then lower the rate: the damage outlives its cause."""
    run = run_of(**knobs, learning_rate=0.05, samples=1000)
    run.trainer.advance(20)
    run.experiment = run.experiment.changed({"learning_rate": 0.0005})
    run.trainer.tune(run.experiment.config)
    return run


def test_dead_relus_outlive_the_long_steps_that_killed_them(run_of: RunOf) -> None:
    run = _damaged(run_of)
    diagnosis = run.explain(1000)
    activations = run.trainer.network.forward(run.split.train.inputs.T)[1][1]
    dead = int((activations == 0).all(axis=1).sum())
    assert diagnosis.title == "dead ReLUs"
    assert diagnosis.explanation.startswith(f"{dead} of the 32 ReLUs of layer 1 give 0")
    assert run.accuracy_once_cured(dict(diagnosis.cure), 5000) >= 0.95


def test_saturated_nodes_outlive_the_long_steps_that_drove_them_there(run_of: RunOf) -> None:
    run = _damaged(run_of, activation="sigmoid", seed=2, data_seed=2)
    diagnosis = run.explain(1000)
    a = run.trainer.network.forward(run.split.train.inputs.T)[1][1]
    share = np.mean((a < 0.01) | (a > 0.99))
    assert diagnosis.title == "saturated nodes"
    assert f"{100 * share:.1f} % of the sigmoid values are stuck at 0 or 1" in diagnosis.explanation
    assert run.accuracy_once_cured(dict(diagnosis.cure), 5000) >= 0.95


def test_the_penalty_is_told_by_its_numbers(run_of: RunOf) -> None:
    run = run_of(l2=1e4)
    assert "λ/n = 10,000/200 = 50, which allows steps of 0.04 at most, not of 2." in (
        run.explain(50).explanation
    )


def test_a_timid_rate_is_told_by_its_share(run_of: RunOf) -> None:
    run = run_of(learning_rate=1e-5)
    explanation = run.explain(300).explanation
    loss = run.trainer.curves().high[[0, -1], 0]
    assert explanation.startswith("Each step is 0.002 times the gradient, 0.3 % of the longest")
    assert f"from {loss[0]:.3g} to {loss[1]:.3g} only" in explanation
