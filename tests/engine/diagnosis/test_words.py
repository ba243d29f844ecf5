"""Numbers in sentences and in cures."""

import pytest
from npnn_tui.engine.diagnosis.words import (
    exact,
    figure,
    nice,
    percent,
    rounded_down,
    times,
    words_of,
)


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.7578, "0.758"), (13.24, "13.2"), (1684.0, "1,680"), (3.39e15, "3.39e+15"), (2, "2")],
)
def test_a_figure_has_three_digits(value: float, text: str) -> None:
    assert figure(value) == text


def test_what_overflows_is_said_in_words() -> None:
    assert figure(float("inf")) == figure(float("nan")) == "more than a number can hold"


@pytest.mark.parametrize(
    ("value", "text"), [(1.33, "1.3"), (13.24, "13"), (266.5, "270"), (31_721, "32,000")]
)
def test_a_ratio_has_two_digits(value: float, text: str) -> None:
    assert times(value) == text


@pytest.mark.parametrize(("value", "text"), [(0.01, "0.01"), (1e4, "10,000"), (2.5, "2.5")])
def test_a_knob_is_written_as_it_was_given(value: float, text: str) -> None:
    assert exact(value) == text


@pytest.mark.parametrize(
    ("share", "text"), [(0.8812, "88 %"), (0.0027, "0.3 %"), (0.9962, "99.6 %"), (1.0, "100 %")]
)
def test_percent(share: float, text: str) -> None:
    assert percent(share) == text


@pytest.mark.parametrize(
    ("value", "down"), [(0.379, 0.37), (0.0019, 0.0019), (12.9, 12.0), (3.0, 3.0), (1e-7, 1e-7)]
)
def test_a_rate_is_rounded_down_to_two_digits(value: float, down: float) -> None:
    assert rounded_down(value) == down


@pytest.mark.parametrize(("value", "down"), [(0.379, 0.2), (0.05, 0.05), (99.0, 50.0), (1.0, 1.0)])
def test_a_nice_number_is_1_2_or_5_with_zeros(value: float, down: float) -> None:
    assert nice(value) == down


def test_a_cure_reads_like_a_change_of_knobs() -> None:
    cure = {"reduction": "mean", "learning_rate": 0.37, "hidden": (16, 16), "standardise": True}
    words = "reduction mean, learning rate 0.37, hidden 16,16, standardise on"
    assert words_of(cure) == words
