"""L-BFGS step by step: scipy's own iterations, taken one by one."""

from typing import Any

import numpy as np
import pytest
from npnn_tui.datasets import FieldError, load
from npnn_tui.engine import Experiment, Trainer
from npnn_tui.engine.plan import Method, Objective, QuasiNewton, quasi_newton
from npnn_tui.engine.training import checks
from scipy.optimize import minimize

from .conftest import Problem


def descent_of(problem: Problem, **settings: Any) -> QuasiNewton:
    method = Method("lbfgs", **settings)
    return QuasiNewton(problem.network(), problem.inputs, problem.targets, method, problem.loss)


def trainer_of(**knobs: Any) -> Trainer:
    experiment = Experiment.of({"min_improvement": 0.0, "optimizer": "lbfgs", **knobs})
    return Trainer(experiment.config, load(experiment.recipe))


@pytest.mark.parametrize(("loss", "outputs"), [("cross_entropy", 3), ("squared_error", 2)])
def test_steps_are_the_iterations_of_scipy(loss: str, outputs: int) -> None:
    problem = Problem(loss=loss, outputs=outputs)
    network = problem.network()
    objective = Objective(network, problem.inputs, problem.targets, loss, 0.5)
    expected: list[Any] = []
    minimize(
        objective,
        network.parameters.copy(),
        method="L-BFGS-B",
        jac=True,
        callback=lambda parameters: expected.append(parameters.copy()),
        options={"maxiter": 12, "gtol": 0.0},
    )
    descent = descent_of(problem, l2=0.5)
    for step, parameters in enumerate(expected, start=1):
        descent.run(1)
        assert descent.epoch == descent.steps == step
        np.testing.assert_allclose(descent.network.parameters, parameters, rtol=1e-12)


def test_a_training_taken_back_goes_the_same_way_again() -> None:
    one, other = (descent_of(Problem(dtype="float32"), l2=0.1) for _ in range(2))
    one.run(120)
    other.run(57)  # within the second window of iterations
    checkpoint = other.save()
    other.run(30)
    other.restore(checkpoint)
    assert other.steps == 57
    other.run(63)
    assert (one.network.parameters == other.network.parameters).all()


def test_at_a_minimum_steps_lead_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quasi_newton, "MOST", 5_000)
    descent = descent_of(Problem(hidden=()), l2=5.0)
    descent.run(500)
    before = descent.network.parameters.copy()
    descent.run(3)
    np.testing.assert_allclose(descent.network.parameters, before, rtol=1e-6)
    assert descent.steps == 503


def test_other_parameters_are_gone_on_from_when_the_past_is_forgotten() -> None:
    descent = descent_of(Problem(), l2=0.1)
    descent.run(5)
    middle = descent.network.parameters.copy()
    descent.run(5)
    descent.network.parameters[:] = middle
    descent.forget()
    descent.run(1)
    fresh = descent_of(Problem(), l2=0.1)
    fresh.network.parameters[:] = middle
    fresh.forget()
    fresh.run(1)
    assert (descent.network.parameters == fresh.network.parameters).all()


def test_a_trainer_learns_by_it_in_few_epochs_and_goes_on_by_descent() -> None:
    trainer = trainer_of(l2=0.1)
    trainer.advance(20)
    before = trainer.measure()
    assert trainer.epoch == 20
    assert before.train_score > 0.98
    trainer.tune(trainer_of(optimizer="gd", l2=0.1).config)
    trainer.advance(200)
    assert trainer.epoch == 220
    between = trainer.measure()
    assert between.objective < before.objective
    trainer.tune(trainer_of(l2=0.1).config)
    trainer.advance(20)
    assert trainer.measure().objective < 0.9 * between.objective


@pytest.mark.parametrize(
    ("knobs", "sentence"),
    [
        ({"batch_size": 32}, "batch_size must be full with optimizer lbfgs, got 32"),
        ({"dropout": 0.5}, "dropout must be 0 with optimizer lbfgs, got 0.5"),
        ({"l1": 1.0}, "l1 must be 0 with optimizer lbfgs, got 1.0"),
    ],
)
def test_what_it_cannot_do_is_refused(knobs: dict[str, Any], sentence: str) -> None:
    experiment = Experiment.of({"optimizer": "lbfgs"}).changed(knobs)
    with pytest.raises(FieldError, match=f"^{sentence}$"):
        Trainer(experiment.config, load(experiment.recipe))


def test_without_scipy_a_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "find_spec", lambda name: None)
    with pytest.raises(FieldError, match=r"without scipy: pip install 'npnn-tui\[lbfgs\]'$"):
        trainer_of()
