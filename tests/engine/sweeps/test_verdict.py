"""What is said of a finished training, by curves made for it and by real ones."""

import numpy as np
import pytest
from npnn_tui.engine import SERIES, Curves
from npnn_tui.engine.sweeps.report import thinned
from npnn_tui.engine.sweeps.verdict import Word, verdict_of
from numpy.typing import NDArray

Losses = NDArray[np.float64] | float

EPOCHS = np.arange(0.0, 151, 5)
FALLING = 0.7 * np.exp(-EPOCHS / 30)
STILL_FALLING = 0.7 - 0.002 * EPOCHS
FLAT = np.maximum(FALLING, 0.3)


def curves(train: Losses, test: Losses = np.nan) -> Curves:
    values = np.zeros((len(EPOCHS), len(SERIES)))
    values[:, SERIES.index("train_loss")] = train
    values[:, SERIES.index("test_loss")] = test
    return Curves(EPOCHS, values, values.copy())


def judged(train: Losses, test: Losses = np.nan, score: float = 0.97) -> tuple[Word, str]:
    return verdict_of(curves(train, test), score, 0.97, is_regression=False)


def test_a_loss_that_reaches_what_the_data_allow_has_converged() -> None:
    assert judged(FALLING, FALLING) == (Word.CONVERGED, "an accuracy of 97 %")


def test_without_test_observations_nothing_is_said_of_overfitting() -> None:
    assert judged(FALLING)[0] is Word.CONVERGED


def test_a_test_loss_that_turns_while_training_goes_on_is_overfitting() -> None:
    test = 0.2 + (EPOCHS / 100 - 0.5) ** 2
    assert judged(FALLING, test) == (
        Word.OVERFITS,
        "since epoch 50 the test loss rose from 0.2 to 1.2",
    )


def test_a_small_rise_of_the_test_loss_is_no_overfitting() -> None:
    assert judged(FALLING, 0.01 + 0.0001 * EPOCHS)[0] is Word.CONVERGED
    assert judged(FALLING, 0.5 + 0.0005 * EPOCHS)[0] is Word.CONVERGED


def test_a_loss_that_has_settled_short_of_the_data_underfits() -> None:
    assert judged(FLAT, score=0.8) == (
        Word.UNDERFITS,
        "settled at an accuracy of 80 %; neighbours give 97 %",
    )


def test_a_loss_that_still_falls_underfits_for_now() -> None:
    word, reason = judged(STILL_FALLING, score=0.8)
    assert (word, reason) == (
        Word.UNDERFITS,
        "still learning at an accuracy of 80 %, 97 % in reach",
    )


def test_a_loss_that_climbs_again_and_again_oscillates() -> None:
    swinging = np.where(np.arange(len(EPOCHS)) % 2, 0.3, 0.9)
    word, reason = judged(swinging, score=0.8)
    assert (word, reason) == (Word.OSCILLATES, "the training loss climbed to 3 times its lowest")


def test_a_loss_that_settles_after_a_jump_has_been_thrown_out() -> None:
    thrown = np.where(EPOCHS == 10, 1.4, 0.6)
    thrown[0] = 0.7
    word, reason = judged(thrown, score=0.8)
    assert (word, reason) == (Word.OSCILLATES, "the training loss jumped to 2 times its start")


def test_a_jump_on_the_way_to_a_good_end_is_told() -> None:
    jumping = FALLING.copy()
    jumping[5] = 2.0
    assert judged(jumping)[0] is Word.OSCILLATES


def test_after_a_few_epochs_nothing_has_converged() -> None:
    first = curves(FALLING)
    few = Curves(first.epochs[:3], first.low[:3], first.high[:3])
    word, reason = verdict_of(few, 0.8, 0.97, is_regression=False)
    assert (word, reason) == (Word.UNDERFITS, "10 epochs are too few to tell")


def test_a_divergence_is_told_with_its_place() -> None:
    word, reason = verdict_of(
        curves(FALLING), 0.5, 0.97, is_regression=False, diverged="at epoch 3"
    )
    assert (word, reason) == (Word.DIVERGED, "at epoch 3")


def test_numbers_are_judged_by_their_explained_part() -> None:
    _, reason = verdict_of(curves(FLAT), 0.4, 0.9, is_regression=True)
    assert reason == "settled at an R² of 0.40; neighbours give 0.90"


@pytest.mark.parametrize("rows", [1, 7, 64, 1000])
def test_thinned_curves_keep_every_extreme_and_the_last_epoch(rows: int) -> None:
    random = np.random.default_rng(0)
    count = 500
    low = random.random((count, len(SERIES)))
    whole = Curves(np.arange(float(count)), low, low + random.random(low.shape))
    thin = thinned(whole, rows)
    assert len(thin.epochs) == min(rows, count)
    assert thin.epochs[-1] == count - 1
    assert (np.diff(thin.epochs) > 0).all()
    np.testing.assert_array_equal(thin.low.min(axis=0), low.min(axis=0).astype(np.float32))
    np.testing.assert_array_equal(thin.high.max(axis=0), whole.high.max(axis=0).astype(np.float32))
