"""The curves of a cell over its seeds."""

from dataclasses import replace

import numpy as np
import pytest
from npnn_tui.tui.wall.digest import Digests

from .conftest import board_of, finished


def test_quartiles_over_the_seeds_as_numpy_has_them() -> None:
    board = board_of("l2=0", seeds=5)
    losses = np.random.default_rng(0).uniform(0.1, 1, (5, 8))
    for number, row in enumerate(losses):
        board.take(finished(number, 0.1, losses=row.tolist()))
    band = Digests().of(board.cells[0]).bands["test_loss"]
    expected = np.quantile(losses, [0.25, 0.5, 0.75], axis=0)
    np.testing.assert_allclose([band.low, band.middle, band.high], expected)


def test_a_seed_that_ended_earlier_does_not_count_after_its_end() -> None:
    board = board_of("l2=0", seeds=2)
    board.take(finished(0, 0.1, losses=[4, 2]))
    board.take(finished(1, 0.1, losses=[2, 1, 1, 1]))
    band = Digests().of(board.cells[0]).bands["train_loss"]
    np.testing.assert_allclose(band.middle, [3, 1.5, 1, 1])
    assert band.epochs.tolist() == [0, 1, 2, 3]


def test_what_is_not_finite_is_left_out() -> None:
    board = board_of("l2=0", seeds=2)
    board.take(finished(0, 0.1, losses=[1, np.inf, np.nan]))
    board.take(finished(1, 0.1, losses=[3, 3, np.nan]))
    digest = Digests().of(board.cells[0])
    band = digest.bands["train_loss"]
    np.testing.assert_allclose(band.middle, [2, 3, np.nan])
    assert band.extent == pytest.approx((1.5, 3))
    assert digest.last_epoch == 2


def test_it_is_made_anew_when_there_is_news_and_only_then() -> None:
    board, digests = board_of("l2=0", seeds=2), Digests()
    board.take(finished(0, 0.1))
    first = digests.of(board.cells[0])
    assert digests.of(board.cells[0]) is first
    board.take(finished(1, 0.1, losses=[5, 5]))
    assert digests.of(board.cells[0]) is not first


def test_nothing_is_known_of_a_cell_that_waits() -> None:
    digest = Digests().of(board_of("l2=0").cells[0])
    assert digest.last_epoch == 0
    assert all(len(band.epochs) == 0 for band in digest.bands.values())


@pytest.mark.parametrize("seeds", [1, 3])
def test_a_row_of_several_epochs_counts_with_the_middle_of_its_extremes(seeds: int) -> None:
    board = board_of("l2=0", seeds=seeds)
    for number in range(seeds):
        report = finished(number, 0.1, losses=[1, 4])
        assert report.curves
        curves = replace(report.curves, low=report.curves.low / 4)
        board.take(replace(report, curves=curves))
    band = Digests().of(board.cells[0]).bands["test_loss"]
    for series in (band.low, band.middle, band.high):
        np.testing.assert_allclose(series, [0.5, 2])
