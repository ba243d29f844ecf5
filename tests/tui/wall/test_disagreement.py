"""Where networks disagree, and a field on another grid."""

import numpy as np
from npnn_tui.engine.sweeps.answers import Answers
from npnn_tui.tui.charts.sampling import sampled
from npnn_tui.tui.wall.disagreement import deviation, disagreement


def answering(*classes: int) -> list[Answers]:
    """Return networks that answer these classes of three everywhere on a grid of one sample."""
    return [np.eye(3, dtype=np.float16)[[[number]]] for number in classes]


def test_the_share_that_differs_from_the_majority() -> None:
    assert disagreement(answering(1, 1, 1)).tolist() == [[0.0]]
    assert disagreement(answering(0, 1, 1, 1)).tolist() == [[0.25]]
    assert disagreement(answering(0, 0, 1, 2)).tolist() == [[0.5]]


def test_numbers_differ_by_their_standard_deviation() -> None:
    answers = [np.full((2, 3, 1), value, dtype=np.float16) for value in (0.0, 0.5, 1.0)]
    np.testing.assert_allclose(deviation(answers), np.full((2, 3), np.std([0, 0.5, 1])))


def test_each_sample_is_the_nearest_one() -> None:
    values = np.array([[1, 2], [3, 4]])
    assert sampled(values, 4, 2).tolist() == [[1, 2], [1, 2], [3, 4], [3, 4]]
    assert sampled(values, 1, 1).tolist() == [[4]]
    assert sampled(values, 2, 4).tolist() == [[1, 1, 2, 2], [3, 3, 4, 4]]
