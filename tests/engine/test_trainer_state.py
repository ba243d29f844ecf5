"""A trainer's state: another trainer goes on from it as the first would have, bit for bit."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from npnn_tui.datasets import load
from npnn_tui.engine import Experiment, Trainer
from npnn_tui.engine.names import OPTIMIZER_NAMES
from npnn_tui.engine.runs.packing import pack, unpack

SHORT: dict[str, Any] = {
    "hidden": (5,),
    "samples": 60,
    "max_epochs": 90,
    "min_improvement": 0.0,
    "reduction": "mean",
}


def trainer_of(knobs: dict[str, Any]) -> Trainer:
    experiment = Experiment().changed({**SHORT, **knobs})
    return Trainer(experiment.config, load(experiment.recipe))


def exact(value: Any) -> Any:
    """Return a state in a form that differs where a single bit does."""
    if isinstance(value, Mapping):
        return {key: exact(entry) for key, entry in value.items() if key != "seconds"}
    if isinstance(value, np.ndarray):
        return value.tobytes()
    return float(value).hex() if isinstance(value, float) else value


def assert_alike(one: Trainer, other: Trainer) -> None:
    assert exact(one.state()) == exact(other.state())
    assert repr(one.measure()) == repr(other.measure())


KNOBS = st.fixed_dictionaries(
    {
        "optimizer": st.sampled_from([*OPTIMIZER_NAMES, "lbfgs"]),
        "learning_rate": st.sampled_from([0.01, 0.5, 90.0]),
        "schedule": st.sampled_from(["constant", "step", "plateau", "cosine"]),
        "decay_every": st.sampled_from([1, 7]),
        "batch_size": st.sampled_from([None, 7]),
        "dropout": st.sampled_from([0.0, 0.3]),
        "dtype": st.sampled_from(["float32", "float64"]),
        "patience": st.sampled_from([None, 8]),
        "min_improvement": st.sampled_from([0.0, 0.02]),
        "check_every": st.sampled_from([10, 1000]),
        "log_every": st.sampled_from([None, 1, 13]),
        "data": st.sampled_from(["moons", "hills"]),
    }
)


@settings(max_examples=40, deadline=None)
@given(KNOBS, st.integers(0, 90), st.integers(0, 20))
@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_a_restored_trainer_goes_on_as_if_there_had_been_no_break(
    knobs: dict[str, Any], epochs: int, steps: int
) -> None:
    if knobs["optimizer"] == "lbfgs":
        knobs |= {"batch_size": None, "dropout": 0.0, "schedule": "constant"}
    whole, first, second = trainer_of(knobs), trainer_of(knobs), trainer_of(knobs)
    for trainer in (whole, first):
        trainer.advance(epochs)
        if not trainer.stopped:
            trainer.advance(99, 0.0)  # a burst, which may end within an epoch
            trainer.descent.run(steps % trainer.descent.steps_per_epoch)
    first.restore(unpack(pack(whole.state())))
    second.restore(unpack(pack(first.state())))
    for trainer in (whole, second):
        while not (trainer.stopped or trainer.divergence):
            trainer.advance(90)
    assert_alike(second, whole)


def test_a_tuned_trainer_is_restored_by_its_new_configuration() -> None:
    whole = trainer_of({"optimizer": "momentum"})
    whole.advance(20)
    config = Experiment().changed({**SHORT, "optimizer": "adam", "learning_rate": 0.02}).config
    whole.tune(config)
    whole.advance(20)
    other = trainer_of({"optimizer": "adam", "learning_rate": 0.02})
    other.restore(unpack(pack(whole.state())))
    for trainer in (whole, other):
        trainer.advance(50)
    assert_alike(other, whole)


def test_the_state_of_another_network_is_refused() -> None:
    state = trainer_of({"hidden": (6,)}).state()
    with pytest.raises(ValueError, match="instead of"):
        trainer_of({}).restore(state)


def test_long_histories_come_back_with_their_buckets() -> None:
    first, second = trainer_of({"log_every": 1}), trainer_of({"log_every": 1})
    for epoch in range(10_000):
        first.history.append(epoch, first.recorded)
    second.restore(unpack(pack(first.state())))
    for trainer in (first, second):
        trainer.history.append(10_000, first.recorded)
    for name in ("epochs", "low", "high"):
        one, other = (getattr(trainer.curves(), name) for trainer in (first, second))
        np.testing.assert_array_equal(one, other)
