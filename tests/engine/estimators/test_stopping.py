"""When training stops: patience, and early stopping by observations held back."""

from math import inf
from typing import Any

import numpy as np
import pytest
from npnn_tui.engine import MLPClassifier, MLPRegressor
from npnn_tui.engine.estimators import course
from npnn_tui.engine.estimators.patience import Patience
from npnn_tui.engine.estimators.validation import held_out

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning")


@pytest.mark.parametrize(
    ("epochs", "values", "taken"),
    [
        (2, [5, 4, 3, 2, 1], 5),  # always better
        (2, [5, 5, 5, 5, 5], 4),  # the first is better than nothing, then three in a row
        (2, [5, 5, 5, 4, 5, 5, 5, 9], 7),  # the wait begins anew
        (2, [5, 4.95, 4.9, 4.85, 4.8], 4),  # each falls by less than 0.1 below the best
        (1, [5, 6, 4.95, 3], 3),  # a small improvement moves the best, but not the wait
        (inf, [5] * 9, 9),
    ],
)
def test_patience(epochs: float, values: list[float], taken: int) -> None:
    patience = Patience(0.1, epochs)
    assert patience.look(values) == taken
    assert patience.over == (taken < len(values) or (epochs, taken) == (1, 3))


def test_patience_can_be_asked_how_long_it_lasts_at_least() -> None:
    patience = Patience(0.1, 3)
    for value in (5, 5, 4, 4, 4):
        assert patience.look([value] * 1) == 1
    assert patience.left == 2
    assert patience.look([4, 4]) == 2
    assert patience.over


@pytest.mark.parametrize("longest", [1, 2, 7, 64])
@pytest.mark.parametrize("batch_size", [300, 128])
def test_the_epochs_of_one_call_do_not_change_the_training(
    longest: int, batch_size: int, rings: tuple[Any, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Shuffled batches, stopped by patience: the loop goes back and replays its random orders."""
    shared: dict[str, Any] = {
        "batch_size": batch_size,
        "learning_rate_init": 0.01,
        "tol": 0.01,
        "n_iter_no_change": 2,
        "random_state": 1,
    }
    expected = MLPClassifier((8,), **shared).fit(*rings)
    monkeypatch.setattr(course, "LONGEST", longest)
    model = MLPClassifier((8,), **shared).fit(*rings)
    np.testing.assert_allclose(model.loss_curve_, expected.loss_curve_, rtol=1e-9)
    assert 3 < model.n_iter_ < 200
    for own, weights in zip(model.coefs_, expected.coefs_, strict=True):
        np.testing.assert_array_equal(own, weights)


def test_early_stopping_ends_with_the_best_weights(rings: tuple[Any, Any]) -> None:
    points, labels = rings
    model = MLPClassifier(
        (16,),
        early_stopping=True,
        validation_fraction=0.3,
        learning_rate_init=0.05,
        n_iter_no_change=5,
        random_state=0,
    ).fit(points, labels)
    scores = model.validation_scores_
    assert scores is not None
    assert len(scores) == model.n_iter_ < 200
    assert model.best_validation_score_ == max(scores)
    assert model.best_loss_ is None
    assert model.t_ == model.n_iter_ * 210
    shorter = MLPClassifier(**{**model.get_params(), "max_iter": 1 + int(np.argmax(scores))})
    for own, weights in zip(model.coefs_, shorter.fit(points, labels).coefs_, strict=True):
        np.testing.assert_array_equal(own, weights)


def test_early_stopping_of_regression_looks_at_r_squared(wave: tuple[Any, Any]) -> None:
    model = MLPRegressor((16,), early_stopping=True, random_state=0, learning_rate_init=0.05)
    model.fit(*wave)
    assert model.best_validation_score_ is not None
    assert 0.3 < model.best_validation_score_ <= 1
    assert abs(model.best_validation_score_ - model.score(*wave)) < 0.3


def test_each_class_has_its_share_of_the_rows_held_back() -> None:
    classes = np.repeat([0, 1, 2], [60, 30, 10])
    train, held = held_out(classes, 0.2, True, np.random.default_rng(0))
    assert np.bincount(classes[held]).tolist() == [12, 6, 2]
    assert sorted([*train, *held]) == list(range(100))
    other = held_out(classes, 0.2, True, np.random.default_rng(1))[1]
    assert set(other) != set(held)


def test_numbers_are_held_back_at_random() -> None:
    train, held = held_out(np.arange(50.0), 0.1, False, np.random.default_rng(0))
    assert len(held) == 5
    assert sorted([*train, *held]) == list(range(50))
    assert held.tolist() != list(range(5))


@pytest.mark.parametrize("fraction", [0.0, 0.1, 0.99])
def test_too_few_to_validate_or_to_train_on(fraction: float) -> None:
    with pytest.raises(ValueError, match=r"validation_fraction .* of 10 observations"):
        held_out(np.zeros(10), fraction, False, np.random.default_rng(0))


def test_a_training_that_max_iter_ends_warns(rings: tuple[Any, Any]) -> None:
    with pytest.warns(UserWarning, match="after 3 of 3 epochs") as caught:
        MLPClassifier((4,), max_iter=3).fit(*rings)
    assert caught[0].filename == __file__
