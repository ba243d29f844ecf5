"""What the dashboard is told of the link."""

from math import inf
from typing import Any, cast

import pytest
from npnn_tui.tui.link.link import ASCII_LIMIT, FAST_AGAIN, LIMITS, SLOW, Link
from npnn_tui.tui.view import LinkChoice


class Gate:
    """A gate of known capacity."""

    capacity, demanded = inf, inf

    def demand(self, limit: float) -> None:
        self.demanded = limit

    @property
    def limit(self) -> float:
        return min(self.demanded, self.capacity)


class Way:
    """An output with that gate."""

    def __init__(self) -> None:
        self.gate, self.is_clear, self.redraws = Gate(), True, 0

    def redraw(self) -> None:
        self.redraws += 1


class Bench:
    def __init__(self) -> None:
        self.now, self.way = 100.0, Way()
        self.link = Link(lambda: self.now)
        self.link.connect(cast("Any", self.way))


@pytest.fixture
def bench() -> Bench:
    return Bench()


def test_without_an_output_all_is_clear() -> None:
    link = Link()
    link.choose("slow", is_ascii=False)
    link.redraw()
    assert link.is_clear
    assert link.words == ""


@pytest.mark.parametrize("choice", LIMITS)
def test_a_choice_is_demanded_of_the_gate(bench: Bench, choice: LinkChoice) -> None:
    bench.link.choose(choice, is_ascii=False)
    assert bench.way.gate.demanded == LIMITS[choice]
    bench.link.choose(choice, is_ascii=True)
    assert bench.way.gate.demanded == (inf if choice == "fast" else ASCII_LIMIT)


def test_another_output_gets_the_same_demand(bench: Bench) -> None:
    bench.link.choose("slow", is_ascii=False)
    other = Way()
    bench.link.connect(cast("Any", other))
    assert other.gate.demanded == LIMITS["slow"]


def test_a_slow_link_is_found_and_left_again_with_some_distance(bench: Bench) -> None:
    for capacity, is_slow in [
        (inf, False),
        (SLOW + 1, False),
        (SLOW - 1, True),
        (SLOW + 1, True),
        (FAST_AGAIN + 1, False),
        (SLOW + 1, False),
    ]:
        bench.way.gate.capacity = capacity
        assert bench.link.is_slow is is_slow
        assert bool(bench.link.words) is is_slow


def test_a_choice_overrules_what_is_found(bench: Bench) -> None:
    bench.link.choose("slow", is_ascii=False)
    assert bench.link.is_slow
    bench.way.gate.capacity = 1_000.0
    bench.link.choose("fast", is_ascii=False)
    assert not bench.link.is_slow


def test_the_words_tell_speed_detail_and_rate(bench: Bench) -> None:
    bench.link.choose("slow", is_ascii=False)
    for moment in (90.0, 98.5, 99.0, 99.5, 99.9):
        bench.now = moment
        bench.link.count_frame()
    bench.now = 100.0
    assert bench.link.words == "slow link (9 kB/s): flat colours, 2 frames/s"


def test_it_is_clear_when_the_output_is(bench: Bench) -> None:
    assert bench.link.is_clear
    bench.way.is_clear = False
    assert not bench.link.is_clear
    bench.link.redraw()
    assert bench.way.redraws == 1
