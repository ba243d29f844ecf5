"""What curves show, on curves drawn for the purpose."""

import numpy as np
import pytest
from npnn_tui.engine.diagnosis.symptoms import Symptom, symptom_of
from npnn_tui.engine.training.history import Curves
from numpy.typing import ArrayLike


def symptom(losses: ArrayLike, *, every: int = 10, short: bool = True) -> Symptom:
    column = np.asarray(losses, float)[:, np.newaxis]
    epochs = every * np.arange(len(column), dtype=float)
    rows = np.tile(column, (1, 4))
    return symptom_of(Curves(epochs, rows, rows), short=short, diverged=False)


TIME = np.linspace(0, 5, 51)


@pytest.mark.parametrize("short", [True, False])
def test_divergence_needs_no_further_look(short: bool) -> None:
    nothing = Curves(np.empty(0), np.empty((0, 4)), np.empty((0, 4)))
    assert symptom_of(nothing, short=short, diverged=True) is Symptom.DIVERGED


def test_a_loss_that_climbs_again_and_again_oscillates() -> None:
    assert symptom(0.6 + 0.3 * np.cos(9 * TIME)) is Symptom.OSCILLATES


def test_small_wiggles_are_no_oscillation() -> None:
    assert symptom(np.exp(-TIME) + 0.02 * np.cos(9 * TIME)) is Symptom.LEARNS


def test_a_loss_that_has_come_to_rest_stalls() -> None:
    assert symptom(0.5 + 0.4 * np.exp(-3 * TIME)) is Symptom.STALLS


def test_a_loss_that_falls_still_learns() -> None:
    assert symptom(np.exp(-0.3 * TIME)) is Symptom.LEARNS


def test_a_run_as_good_as_its_data_is_fine_whatever_its_shape() -> None:
    assert symptom(0.5 + 0.4 * np.exp(-3 * TIME), short=False) is Symptom.FINE
    assert symptom(0.6 + 0.3 * np.cos(9 * TIME), short=False) is Symptom.FINE


def test_a_jump_is_explained_while_it_is_recent() -> None:
    losses = np.exp(-TIME)
    losses[1] = 4.0
    assert symptom(losses[:15], short=False) is Symptom.JUMPED
    assert symptom(losses, short=False) is Symptom.FINE


def test_the_beginning_of_a_run_shows_nothing_yet() -> None:
    assert symptom([1.0, 2.0, 1.0], every=5) is Symptom.FINE
    assert symptom([1.0, 1.0], every=50) is Symptom.FINE
