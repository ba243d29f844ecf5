"""What networks answer over the plane of their data, as it comes with reports."""

from dataclasses import replace

import numpy as np
from npnn_tui.datasets.plane import Plane, window
from npnn_tui.engine.sweeps.answers import answers_of
from npnn_tui.engine.sweeps.plain import plain_of, report_from
from npnn_tui.engine.sweeps.sweep import Point
from npnn_tui.engine.sweeps.training import split_of, train, trainer_of

from .conftest import points_of

GRID = (4, 6)


def gridded(axis: str, **shared: object) -> Point:
    return replace(points_of(axis, **shared)[0], grid=GRID)


def test_each_sample_is_the_probability_at_its_middle_the_top_row_first() -> None:
    point = gridded("l2=0.1", noise=0.2)
    split, trainer = split_of(point.experiment.recipe), trainer_of(point)
    answers = answers_of(trainer.network, split, GRID)
    assert answers.shape == (4, 6, 2)
    plane = Plane.of(split)
    inputs = np.concatenate((split.train.inputs, split.test.inputs))
    (left, right), (bottom, top) = window(plane.project(inputs))
    for row, column in ((0, 0), (3, 5), (1, 2)):
        x = left + (right - left) * (column + 0.5) / 6
        y = top - (top - bottom) * (row + 0.5) / 4
        place = plane.lift(np.array([[x, y]])).astype(np.float32)
        expected = trainer.network.probabilities(place)[0]
        np.testing.assert_allclose(answers[row, column], expected, atol=2e-3)


def test_a_number_is_told_as_its_place_between_low_and_high_targets() -> None:
    point = gridded("l2=0", data="hills")
    split, trainer = split_of(point.experiment.recipe), trainer_of(point)
    answers = answers_of(trainer.network, split, GRID)
    assert answers.shape == (4, 6, 1)
    low, high = np.percentile(split.train.targets, [2, 98])
    raw = answers.astype(float) * (high - low) + low
    inputs = np.concatenate((split.train.inputs, split.test.inputs))
    (left, right), (bottom, _) = window(Plane.of(split).project(inputs))
    corner = [left + (right - left) / 12, bottom + (window(inputs)[1][1] - bottom) / 8]
    place = Plane.of(split).lift(np.array([corner])).astype(np.float32)
    np.testing.assert_allclose(raw[3, 0], trainer.network.predictions(place)[0], atol=0.01)


def test_there_are_answers_only_where_they_are_wanted_and_they_travel() -> None:
    bare = points_of("l2=0.1")[0]
    assert train(bare, lambda _: None, lambda: False).answers is None
    report = train(replace(bare, grid=GRID), lambda _: None, lambda: False)
    again = report_from(plain_of(report))
    assert report.answers is not None
    assert again.answers is not None
    np.testing.assert_array_equal(again.answers, report.answers)
    assert again.answers.dtype == report.answers.dtype
