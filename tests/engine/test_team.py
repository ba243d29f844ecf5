"""Trainers that advance together: each is what it would have become by itself."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from npnn_tui.datasets import load
from npnn_tui.engine import Experiment, Trainer
from npnn_tui.engine.names import ACTIVATION_NAMES
from npnn_tui.engine.training.stackable import stackable
from npnn_tui.engine.training.team import Team

SHORT = {"hidden": (5,), "samples": 60, "max_epochs": 120, "min_improvement": 0.0}


def trainers(varied: Sequence[dict[str, Any]], **shared: Any) -> list[Trainer]:
    """Return trainers that can be stacked."""
    experiments = [Experiment.of({**SHORT, **shared, **knobs}) for knobs in varied]
    splits = [load(experiment.recipe) for experiment in experiments]
    pairs = list(zip(experiments, splits, strict=True))
    keys = {stackable(experiment.config, split) for experiment, split in pairs}
    assert len(keys) == 1
    assert keys != {None}
    return [Trainer(experiment.config, split) for experiment, split in pairs]


def train(team: Team, members: Sequence[Trainer]) -> None:
    while not all(trainer.stopped for trainer in members):
        team.advance(0.01)


def trained_both_ways(
    varied: Sequence[dict[str, Any]], **shared: Any
) -> tuple[list[Trainer], list[Trainer]]:
    """Return the trainers of a team and the same by themselves, all at their ends."""
    together, alone = trainers(varied, **shared), trainers(varied, **shared)
    train(Team(together), together)
    for trainer in alone:
        if not trainer.stopped:
            trainer.advance(trainer.config.max_epochs)
    return together, alone


def figures(trainer: Trainer) -> list[str]:
    """Return the metrics in words, in which NaN is NaN."""
    return [repr(float(value)) for value in vars(trainer.measure()).values()]


def assert_alike(ours: Sequence[Trainer], theirs: Sequence[Trainer]) -> None:
    for one, other in zip(ours, theirs, strict=True):
        assert (one.stopped, one.divergence) == (other.stopped, other.divergence)
        assert (one.epoch, one.steps) == (other.epoch, other.steps)
        assert one.network.parameters.tobytes() == other.network.parameters.tobytes()
        assert figures(one) == figures(other)
        for name in ("epochs", "low", "high"):
            found, expected = (getattr(trainer.curves(), name) for trainer in (one, other))
            np.testing.assert_array_equal(found, expected)


SEEDED = [{"seed": seed, "learning_rate": 0.002 * (seed + 1)} for seed in range(4)]

KNOBS = st.fixed_dictionaries(
    {
        "hidden": st.lists(st.integers(1, 9), max_size=2).map(tuple),
        "activation": st.sampled_from(ACTIVATION_NAMES),
        "dtype": st.sampled_from(["float32", "float64"]),
        "reduction": st.sampled_from(["sum", "mean"]),
        "optimizer": st.sampled_from(["gd", "momentum", "adam"]),
        "data": st.sampled_from(["moons", "blobs", "ripple"]),
        "samples": st.sampled_from([10, 60, 250]),
        "test_fraction": st.sampled_from([0.0, 0.2]),
        "l2": st.sampled_from([0.0, 0.2]),
    }
)


@settings(max_examples=25, deadline=None)
@given(knobs=KNOBS)
def test_a_team_gives_what_each_gives_by_itself_bit_for_bit(knobs: dict[str, Any]) -> None:
    assert_alike(*trained_both_ways(SEEDED, **knobs, max_epochs=25))


def test_what_is_trained_together_has_different_data_and_penalties() -> None:
    varied = [{"noise": 0.1 * k, "data_seed": k, "l2": 0.1 + 0.2 * k} for k in range(4)]
    assert_alike(*trained_both_ways(varied))


def test_many_trainers_with_more_observations_than_one_piece_of_a_sum() -> None:
    varied = [{"seed": seed} for seed in range(12)]
    assert_alike(*trained_both_ways(varied, samples=900, reduction="mean", max_epochs=20))


def test_sound_trainers_never_train_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    members = trainers(SEEDED)
    monkeypatch.delattr(Trainer, "advance")
    train(Team(members), members)
    assert [trainer.steps for trainer in members] == [120] * 4


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("log_every", [None, 1, 50, 1000])
def test_one_that_diverges_ends_as_by_itself_and_the_others_go_on(
    log_every: int | None, dtype: str
) -> None:
    varied = [{"learning_rate": rate} for rate in (0.001, 100.0, 0.002, 0.004, 30.0)]
    shared: dict[str, Any] = {"data": "ripple", "optimizer": "gd", "activation": "silu"}
    together, alone = trained_both_ways(
        varied, **shared, log_every=log_every, dtype=dtype, check_every=1000
    )
    assert_alike(together, alone)
    assert [bool(trainer.divergence) for trainer in together] == [False, True, False, False, True]


RULES = [
    {"min_improvement": 0.02, "check_every": 10},
    {"target_loss": 0.3},
    {"patience": 7, "test_fraction": 0.5, "noise": 0.4, "hidden": (16,)},
]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: next(iter(rule)))
def test_each_stops_by_its_own_rules(rule: dict[str, Any]) -> None:
    varied = [{"seed": k, "learning_rate": 0.001 * 2**k} for k in range(6)]
    together, alone = trained_both_ways(varied, **rule, max_epochs=2000)
    assert_alike(together, alone)
    assert len({trainer.epoch for trainer in together}) > 3


def test_one_that_has_reached_its_target_at_the_start_is_never_trained() -> None:
    kinds = ("he_normal", "zeros", "lecun_normal", "he_normal")
    varied = [{"initializer": kind, "learning_rate": 1e-6} for kind in kinds]
    together, alone = trained_both_ways(varied, target_loss=0.6932)
    assert_alike(together, alone)
    assert [trainer.epoch for trainer in together] == [120, 0, 120, 120]


def test_one_that_is_dismissed_stays_where_it_is() -> None:
    members, alone = trainers(SEEDED, max_epochs=10**9), trainers(SEEDED, max_epochs=10**9)
    team = Team(members)
    team.advance(0.01)
    team.dismiss(members[1])
    epoch = members[1].epoch
    team.advance(0.01)
    assert 0 < members[1].epoch == epoch < members[0].epoch
    for trainer, other in zip(members, alone, strict=True):
        other.advance(trainer.epoch)
    assert_alike(members, alone)


def test_the_time_of_a_team_is_shared_out() -> None:
    members = trainers(SEEDED, max_epochs=2000)
    train(Team(members), members)
    seconds = [trainer.seconds for trainer in members]
    assert 0 < min(seconds) == max(seconds)
