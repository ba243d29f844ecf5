"""Memory: a step that cannot fit is refused before it begins, with what would help."""

import tracemalloc

import numpy as np
import pytest
from npnn_tui.datasets import FieldError, load
from npnn_tui.datasets.dataset import Dataset, Split
from npnn_tui.engine import Config, Experiment, Trainer
from npnn_tui.engine.training import memory


def split_of(observations: int) -> Split:
    inputs, targets = np.zeros((observations, 2)), np.zeros(observations, np.int64)
    data = Dataset(inputs, targets, ("x", "y"), ("a", "b"))
    return Split(data, data, np.zeros(2), np.ones(2))


def test_a_batch_of_many_gibibytes_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "_limit", lambda: 4.0 * 2**30)
    with pytest.raises(FieldError) as caught:
        Trainer(Config(hidden=(2000,), batch_size=1_000_000), split_of(1_000_000))
    assert caught.value.field == "hidden"
    assert str(caught.value) == (
        "hidden must be small enough for 4 GiB, half of the memory, got 2000, which needs "
        "37.3 GiB; make it smaller, or batch_size if there is one"
    )


def test_parameters_count_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "_limit", lambda: 1.0 * 2**30)
    with pytest.raises(FieldError, match=r"got 4096,4096,4096,4096,4096,4096,4096, which needs"):
        Trainer(Config(hidden=(4096,) * 7), split_of(10))


@pytest.mark.parametrize("batch_size", [None, 32])
def test_large_data_train_in_small_pieces(
    batch_size: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In one piece, the activations alone would take 40 MB, and each other copy as much."""
    limit = 2**25
    monkeypatch.setattr(memory, "_limit", lambda: limit)
    split = split_of(20_000)
    with pytest.raises(FieldError):
        Trainer(Config(hidden=(500,), batch_size=20_000), split)
    tracemalloc.start()
    trainer = Trainer(Config(hidden=(500,), batch_size=batch_size), split)
    trainer.advance(1, 0.0)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert trainer.steps == 1
    assert peak < limit


def test_the_limit_is_half_of_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    sizes = {"SC_PHYS_PAGES": 1000, "SC_PAGE_SIZE": 4096}
    monkeypatch.setattr("os.sysconf", sizes.__getitem__)
    assert memory._limit() == 2_048_000
    monkeypatch.delattr("os.sysconf")
    assert memory._limit() == 4 * 2**30
    experiment = Experiment.of({})
    assert not Trainer(experiment.config, load(experiment.recipe)).stopped
