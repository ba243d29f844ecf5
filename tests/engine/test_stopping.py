"""Stopping rules: each ends a run exactly where its formula says, in a sentence that names it."""

import math
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from npnn_tui.datasets import FieldError, load
from npnn_tui.engine import Experiment, Metrics, Trainer
from npnn_tui.engine.plan import Descent
from npnn_tui.engine.training import trainer as trainer_module

FOR_EVER = {"min_improvement": 0.0, "max_epochs": 100_000, "log_every": 1}


def trainer_of(**knobs: Any) -> Trainer:
    experiment = Experiment.of({**FOR_EVER, **knobs})
    return Trainer(experiment.config, load(experiment.recipe))


def measured_alone(epochs: int, **knobs: Any) -> list[Metrics]:
    """Metrics of epochs 0, 1, 2, … of a run that no rule ends."""
    trainer = trainer_of(**knobs)
    metrics = [trainer.measure()]
    for _ in range(epochs):
        trainer.advance(1)
        assert not trainer.stopped
        metrics.append(trainer.measure())
    return metrics


@pytest.mark.parametrize("call", [1, 7, 10_000])
def test_max_epochs(call: int) -> None:
    trainer = trainer_of(max_epochs=23, log_every=10)
    while not trainer.stopped:
        trainer.advance(call)
        assert trainer.epoch <= 23
    assert (trainer.epoch, trainer.stopped) == (23, "max_epochs 23 reached")
    trainer.advance(5)
    assert (trainer.epoch, trainer.stopped) == (23, "max_epochs 23 reached")


def test_a_finished_run_goes_on_when_max_epochs_is_raised() -> None:
    trainer, whole = trainer_of(max_epochs=20), trainer_of(max_epochs=50)
    trainer.advance(1000)
    trainer.tune(whole.config)
    assert trainer.stopped == ""
    trainer.advance(1000)
    whole.advance(1000)
    assert trainer.stopped == "max_epochs 50 reached"
    assert (trainer.network.parameters == whole.network.parameters).all()


@pytest.mark.parametrize("max_epochs", [20, 5])
def test_a_run_without_epochs_left_ends_again_after_any_change(max_epochs: int) -> None:
    trainer = trainer_of(max_epochs=20)
    trainer.advance(20)
    trainer.tune(trainer_of(max_epochs=max_epochs, learning_rate=0.02).config)
    trainer.advance(1)
    assert (trainer.epoch, trainer.stopped) == (20, f"max_epochs {max_epochs} reached")


def test_target_loss_at_the_first_look_that_reaches_it() -> None:
    losses = [metrics.train_loss for metrics in measured_alone(60)]
    expected = next(epoch for epoch, loss in enumerate(losses) if loss <= 0.15)
    trainer = trainer_of(target_loss=0.15)
    trainer.advance(60)
    assert 0 < expected < 60
    assert (trainer.epoch, trainer.stopped) == (expected, "target_loss 0.15 reached")
    rarely = trainer_of(target_loss=0.15, log_every=7)
    rarely.advance(60)
    assert rarely.epoch == -(-expected // 7) * 7


@pytest.mark.parametrize("share", [0.5, 0.1])
@pytest.mark.parametrize("log_every", [1, 10, 1000])
def test_min_improvement_compares_the_objective_every_so_many_epochs(
    log_every: int, share: float
) -> None:
    """With so large a lambda the training loss alone falls by 41 %, then rises."""
    every, l2 = 30, 20.0
    objectives = [metrics.objective for metrics in measured_alone(300, l2=l2)][::every]
    falls = [1 - after / before for before, after in pairwise(objectives)]
    expected = every * next(look for look, fall in enumerate(falls, start=1) if fall < share)
    trainer = trainer_of(min_improvement=share, check_every=every, l2=l2, log_every=log_every)
    trainer.advance(300)
    assert 30 < expected < 300  # it let at least one check pass
    assert trainer.epoch == expected
    sentence = f"min_improvement: the objective fell by less than {share:.0%} in 30 epochs"
    assert trainer.stopped == sentence.replace("%", " %")


def test_min_improvement_zero_switches_the_rule_off() -> None:
    knobs = {"learning_rate": 1e-6, "check_every": 10, "data": "linear"}
    rising = {**knobs, "learning_rate": 5.0, "reduction": "mean"}
    for each in (knobs, rising):
        trainer = trainer_of(**each)
        trainer.advance(100)
        assert (trainer.epoch, trainer.stopped) == (100, "")
        stopped = trainer_of(**each, min_improvement=0.99)
        stopped.advance(100)
        assert stopped.epoch == 10


def test_min_improvement_does_not_mistake_a_larger_lambda_for_a_rise() -> None:
    """At 40 the objective has another formula than at 20; from 40 to 60 it falls as it should."""
    trainer = trainer_of(min_improvement=0.01, check_every=20, l2=0.0)
    trainer.advance(30)
    before = trainer.measure()
    trainer.tune(trainer_of(min_improvement=0.01, check_every=20, l2=20.0).config)
    after = trainer.measure()
    weights = sum(float((layer**2).sum()) for layer in trainer.network.weights)
    assert before.objective == before.train_loss == after.train_loss
    assert after.objective == pytest.approx(before.objective + 10 * weights / 200, rel=1e-5)
    trainer.advance(15)
    assert (trainer.epoch, trainer.stopped) == (45, "")


@pytest.mark.parametrize(
    ("change", "first", "then"),
    [
        ({"check_every": 10, "min_improvement": 0.01}, 110, 120),
        ({"check_every": 100, "min_improvement": 0.99}, 200, 300),
    ],
)
def test_min_improvement_begins_anew_when_its_rule_changes(
    change: dict[str, Any], first: int, then: int
) -> None:
    """The check at `first` would compare with one taken under another rule."""
    trainer = trainer_of(min_improvement=0.01, check_every=100, learning_rate=0.001)
    trainer.advance(105)
    trainer.tune(trainer_of(**change, learning_rate=1e-6).config)
    trainer.advance(first - 105)
    assert (trainer.epoch, trainer.stopped) == (first, "")
    trainer.advance(1000)
    assert trainer.epoch == then
    assert trainer.stopped.endswith(f"% in {then - first} epochs")


def test_patience_restores_the_weights_of_the_best_test_loss() -> None:
    knobs = {"samples": 60, "noise": 0.5, "hidden": (32, 32), "test_fraction": 0.5, "l2": 0.0}
    losses = [metrics.test_loss for metrics in measured_alone(400, **knobs)]
    trainer = trainer_of(patience=30, **knobs)
    best, expected = next(
        (int(np.argmin(losses[: epoch + 1])), epoch)
        for epoch in range(400)
        if epoch - np.argmin(losses[: epoch + 1]) >= 30
    )
    trainer.advance(400)
    assert best > 0
    assert trainer.epoch == expected == best + 30
    assert trainer.stopped == (
        "patience: the test loss has not fallen for 30 epochs; "
        f"the weights of epoch {best} are back"
    )
    at_best = trainer_of(**knobs)
    at_best.advance(best)
    assert (trainer.network.parameters == at_best.network.parameters).all()
    assert trainer.measure() == at_best.measure()
    assert trainer.measure().test_loss == min(losses[: expected + 1])
    assert trainer.recorded.test_loss == losses[expected]
    assert trainer.history.curves().high[-1, 1] == losses[expected]


OVERFIT = {"samples": 60, "noise": 0.5, "hidden": (32, 32), "test_fraction": 0.5, "l2": 0.0}


def test_patience_waits_anew_after_it_has_ended_a_run() -> None:
    trainer = trainer_of(patience=30, **OVERFIT)
    trainer.advance(400)
    ended, best = trainer.epoch, trainer.network.parameters.copy()
    trainer.advance(1)
    assert (trainer.epoch, trainer.stopped) == (ended + 1, "")
    trainer.advance(400)
    assert trainer.epoch == ended + 30
    assert trainer.stopped.endswith(f"; the weights of epoch {ended} are back")
    assert (trainer.network.parameters == best).all()


@pytest.mark.parametrize("optimizer", ["adam", "lbfgs"])
def test_a_run_goes_on_from_restored_weights_without_the_optimizers_memory(optimizer: str) -> None:
    trainer = trainer_of(patience=5, **OVERFIT, optimizer=optimizer)
    trainer.advance(400)
    assert "are back" in trainer.stopped
    best = trainer.network.parameters.copy()
    trainer.advance(1)
    fresh = trainer_of(**OVERFIT)
    fresh.network.parameters[:] = best
    fresh.tune(trainer_of(**OVERFIT, optimizer=optimizer).config)
    fresh.advance(1)
    np.testing.assert_allclose(trainer.network.parameters, fresh.network.parameters, rtol=1e-6)


@pytest.mark.parametrize("between", [None, 500])
def test_patience_forgets_the_best_when_it_is_changed(between: int | None) -> None:
    losses = [metrics.test_loss for metrics in measured_alone(200, **OVERFIT)]
    best = int(np.argmin(losses))
    trainer = trainer_of(patience=400, **OVERFIT)
    trainer.advance(150)
    assert best < 100
    for patience in (between, 20):
        trainer.tune(trainer_of(patience=patience, **OVERFIT).config)
    trainer.advance(1)
    assert (trainer.epoch, trainer.stopped) == (151, "")
    trainer.advance(400)
    since = 151 + int(np.argmin(losses[151:]))
    assert trainer.stopped.endswith(f"; the weights of epoch {since} are back")


def test_a_finished_run_stays_finished_when_only_the_log_changes() -> None:
    trainer = trainer_of(max_epochs=20)
    trainer.advance(20)
    trainer.tune(trainer_of(max_epochs=20, log_every=3).config)
    assert trainer.stopped == "max_epochs 20 reached"
    for knobs in ({"learning_rate": 0.02}, {"patience": 3}, {"l1": 0.1}, {"time_limit": 9.0}):
        trainer.advance(1)
        trainer.tune(trainer_of(max_epochs=20, **knobs).config)
        assert trainer.stopped == ""


@pytest.mark.parametrize("seconds", [math.inf, 0.3])
def test_time_limit(seconds: float, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a clock that advances by 1/8 s with each step it ends even within an epoch."""
    now = 0.0

    def slow_run(descent: Descent, steps: int) -> None:
        nonlocal now
        now += 0.125 * steps
        run(descent, steps)

    run = Descent.run
    monkeypatch.setattr(trainer_module, "perf_counter", lambda: now)
    monkeypatch.setattr(Descent, "run", slow_run)
    for batch_size, epoch in ((None, 20), (100, 10), (10, 1), (1, 0)):
        trainer = trainer_of(time_limit=2.5, log_every=1000, batch_size=batch_size)
        trainer.advance(1000, seconds)
        while not trainer.stopped:
            trainer.advance(1000, seconds)
        assert trainer.stopped == "time_limit 2.5 s reached"
        assert (trainer.epoch, trainer.steps, trainer.seconds) == (epoch, 20, 2.5)
        assert trainer.history.curves().epochs.tolist() == [0]


def test_the_best_rule_is_named_when_several_apply_at_once() -> None:
    trainer = trainer_of(max_epochs=10, target_loss=100.0, log_every=10)
    assert trainer.stopped == "target_loss 100 reached"


def test_patience_without_test_observations_is_refused() -> None:
    experiment = Experiment.of({"test_fraction": 0.0, "patience": 5})
    with pytest.raises(FieldError, match=r"^patience must be off .* got 5"):
        Trainer(experiment.config, load(experiment.recipe))
    trainer = Trainer(Experiment.of({}).config, load(experiment.recipe))
    with pytest.raises(FieldError, match=r"^patience must be off"):
        trainer.tune(experiment.config)
