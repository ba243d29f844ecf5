"""A link carries its bytes a second, whatever the rhythm in which it is asked."""

import pytest

from benchmarks.terminal_link import LARGEST_READ, LONGEST_CREDIT, Link


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.mark.parametrize("rate", [1_200, 11_520, 115_200])
@pytest.mark.parametrize("tick", [0.0004, 0.005, 0.013])
def test_a_busy_link_carries_its_rate(rate: int, tick: float) -> None:
    clock = Clock()
    link = Link(rate, clock)
    carried, ticks = 0, round(10 / tick)
    for _ in range(ticks):
        clock.now += tick
        allowance = link.allowance()
        link.carry(allowance)
        carried += allowance
    assert carried == pytest.approx(rate * ticks * tick, rel=0.001)


def test_what_was_not_taken_stays_allowed() -> None:
    clock = Clock()
    link = Link(10_000, clock)
    clock.now += 0.01
    assert link.allowance() == pytest.approx(100, abs=1)
    link.carry(60)
    assert link.allowance() == pytest.approx(40, abs=1)


def test_silence_is_not_made_up_for() -> None:
    clock = Clock()
    link = Link(10_000, clock)
    clock.now += 60
    assert link.allowance() == 10_000 * LONGEST_CREDIT


def test_no_rate_is_no_limit() -> None:
    link = Link(None, Clock())
    link.carry(10**9)
    assert link.allowance() == LARGEST_READ
