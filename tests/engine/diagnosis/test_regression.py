"""Diagnoses of regression: half the squared error, and R² in the place of accuracy."""

import re
from typing import Any

import numpy as np
import pytest
from npnn_tui.engine import Config
from npnn_tui.engine.diagnosis import Diagnosis, diagnose
from npnn_tui.engine.diagnosis.landscape import Landscape
from npnn_tui.engine.nn import Network
from npnn_tui.engine.training.history import Curves

OBSERVATIONS = 300


def examined(config: Config, epochs: int = 2000) -> Diagnosis | None:
    """Train on a wave by gradient descent; if it diverges, the last good weights are back."""
    generator = np.random.default_rng(0)
    inputs = generator.uniform(-2, 2, (2, OBSERVATIONS))
    targets = np.sin(2 * inputs[0]) * inputs[1]
    network = Network((2, *config.hidden, 1), config.activation, np.float64)
    network.initialize(config.initializer, np.random.default_rng(config.seed))
    landscape = Landscape(
        network.sizes, config.activation, inputs, targets, config.l2 / OBSERVATIONS
    )
    step = config.learning_rate * (OBSERVATIONS if config.reduction == "sum" else 1)
    parameters = np.asarray(network.parameters, np.float64).copy()
    losses, diverged_at = [landscape.loss(parameters)], None
    with np.errstate(all="ignore"):
        for epoch in range(1, epochs + 1):
            parameters -= step * landscape.gradient(parameters)
            losses.append(landscape.loss(parameters))
            if not np.isfinite(losses[-1]):
                diverged_at = (epoch, 1)
                break
            if losses[-1] <= 2 * min(losses):
                network.parameters[:] = parameters
    rows = np.tile(np.array(losses)[:, np.newaxis], (1, 4))
    curves = Curves(np.arange(len(losses), dtype=float), rows, rows)
    return diagnose(network, inputs, targets, config, curves, diverged_at=diverged_at)


MEAN: dict[str, Any] = {"reduction": "mean"}


def test_a_sound_run_has_no_diagnosis() -> None:
    assert examined(Config(reduction="mean", learning_rate=0.05)) is None


def test_a_run_at_the_edge_of_stability_is_told_by_its_present_curvature() -> None:
    """Curvature grows up to 2 / step and stays there (Cohen et al., 2021): 2 / 0.19 = 10.5."""
    config = Config(**MEAN, learning_rate=0.19, hidden=(16,), activation="leaky_relu")
    diagnosis = examined(config)
    assert diagnosis is not None
    found = re.search(r"λ_max = ([\d.]+) at the present weights", diagnosis.explanation)
    assert found is not None
    assert float(found[1]) == pytest.approx(2 / 0.19, rel=0.1)
    assert diagnosis.cure["learning_rate"] == pytest.approx(0.25 * 0.19, rel=0.1)
    assert not diagnosis.restart


@pytest.mark.parametrize(
    ("title", "knobs", "epochs"),
    [
        ("step too long", {"learning_rate": 0.05}, 2000),
        ("step too long", {**MEAN, "learning_rate": 3.0}, 2000),
        ("learning rate too small", {**MEAN, "learning_rate": 1e-4}, 1000),
        ("penalty too strong", {**MEAN, "learning_rate": 0.1, "l2": 100.0}, 2000),
        (
            "too few nodes",
            {**MEAN, "learning_rate": 0.8, "hidden": (1,), "activation": "leaky_relu"},
            4000,
        ),
    ],
    ids=str,
)
def test_the_cause_is_named_and_its_cure_leaves_nothing_to_say(
    title: str, knobs: dict[str, Any], epochs: int
) -> None:
    diagnosis = examined(Config(**knobs), epochs)
    assert diagnosis is not None
    assert diagnosis.title == title
    assert "accuracy" not in diagnosis.explanation
    assert examined(Config(**{**knobs, **diagnosis.cure})) is None
