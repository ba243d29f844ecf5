"""A training that is extended goes the same way, and then on."""

from dataclasses import replace

import numpy as np
import pytest
from npnn_tui.datasets.knobs import FieldError
from npnn_tui.engine import SERIES
from npnn_tui.engine.sweeps.extension import extended
from npnn_tui.engine.sweeps.training import train
from npnn_tui.engine.sweeps.verdict import Verdict, Word

from .conftest import points_of


def test_it_goes_the_same_way_twice_as_far() -> None:
    [point] = points_of("l2=0.1", max_epochs=20, log_every=1)
    short = train(point, lambda _: None, lambda: False)
    more = extended(point, short, 7)
    long = train(more, lambda _: None, lambda: False)
    assert (more.number, long.number, long.epoch) == (7, 7, 40)
    assert short.curves
    assert long.curves
    column = SERIES.index("train_loss")
    np.testing.assert_array_equal(long.curves.high[:21, column], short.curves.high[:, column])


def test_the_rule_that_ended_it_no_longer_applies() -> None:
    [point] = points_of("l2=0.1", max_epochs=1000, target_loss=0.5)
    short = train(point, lambda _: None, lambda: False)
    assert 0 < short.epoch < 1000
    long = train(extended(point, short, 1), lambda _: None, lambda: False)
    assert long.epoch == 2 * short.epoch


def test_epochs_that_vary_are_told_as_they_are_now() -> None:
    [point] = points_of("max_epochs=20")
    report = train(point, lambda _: None, lambda: False)
    assert extended(point, report, 1).settings == {"max_epochs": 40}


def test_what_has_diverged_is_not_extended() -> None:
    [point] = points_of("l2=0.1")
    report = train(point, lambda _: None, lambda: False)
    diverged = replace(report, verdict=Verdict(Word.DIVERGED, "soon"))
    with pytest.raises(FieldError, match="max_epochs must be left as it is"):
        extended(point, diverged, 1)
