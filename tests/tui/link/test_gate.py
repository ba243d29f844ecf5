"""The gate on simulated links: keys are never far behind, and what a link carries is found out."""

from math import inf

import pytest
from npnn_tui.tui.link.gate import FIRST_WINDOW, LATEST, LEAST_WINDOW, SHARE

from .simulated import SimulatedLink

RATES = [2_000, 11_520, 115_200, 1_000_000]
DELAYS = [0.0, 0.05, 0.3]


def flood(link: SimulatedLink, seconds: float, most: int = 10**6) -> None:
    """Send as much as the gate allows, as if there were always more to show."""
    end = link.now + seconds
    while link.now < end:
        if room := min(most, link.gate.room()):
            link.send(max(room, 300))
        link.tick()


@pytest.mark.parametrize("delay", DELAYS)
@pytest.mark.parametrize("rate", RATES)
def test_what_is_sent_never_waits_long(rate: int, delay: float) -> None:
    link = SimulatedLink(rate, delay)
    link.send(4)
    flood(link, 5)
    link.waits.clear()
    flood(link, 60)
    waits = sorted(link.waits)
    longest = max(2 * LATEST, 2 * LEAST_WINDOW / rate)
    assert waits[int(0.95 * len(waits))] <= longest


@pytest.mark.parametrize("delay", DELAYS)
@pytest.mark.parametrize("rate", RATES[1:3])
def test_a_link_is_used(rate: int, delay: float) -> None:
    link = SimulatedLink(rate, delay)
    link.send(4)
    flood(link, 5)
    before = link.carried
    flood(link, 30)
    assert (link.carried - before) / 30 > rate / 4


@pytest.mark.parametrize("delay", DELAYS)
def test_what_a_slow_link_carries_is_found_out(delay: float) -> None:
    link = SimulatedLink(11_520, delay)
    link.send(4)
    assert link.gate.capacity == inf
    flood(link, 20)
    link.gate.demand(55_000)
    assert link.gate.capacity == pytest.approx(11_520, rel=0.3)
    assert link.gate.limit == pytest.approx(SHARE * link.gate.capacity)


@pytest.mark.parametrize("delay", DELAYS)
def test_a_fast_link_is_never_taken_for_a_slow_one(delay: float) -> None:
    link = SimulatedLink(5_000_000, delay)
    link.send(4)
    for _ in range(20):
        flood(link, 1, most=5_000)
        assert link.gate.capacity > 100_000


def test_a_link_that_recovers_is_used_again() -> None:
    link = SimulatedLink(11_520)
    link.send(4)
    flood(link, 20)
    link.rate = 1_000_000
    flood(link, 20)
    while link.gate.is_waiting:
        link.tick()
    assert link.gate.capacity > 100_000
    assert link.gate.room() > 5_000


@pytest.mark.parametrize("limit", [3_800, 9_000, 55_000])
def test_a_demand_is_kept(limit: int) -> None:
    link = SimulatedLink(10_000_000)
    link.gate.demand(limit)
    flood(link, 2)
    before = link.carried
    flood(link, 30)
    assert 0.8 * limit < (link.carried - before) / 30 <= 1.01 * limit


def test_the_first_picture_goes_at_once_whatever_is_demanded() -> None:
    link = SimulatedLink(10_000_000)
    link.gate.demand(55_000)
    assert link.gate.room() == FIRST_WINDOW


def test_a_key_may_go_beyond_the_demand() -> None:
    link = SimulatedLink(10_000_000)
    link.gate.demand(3_800)
    flood(link, 2)
    link.send(5_000)
    assert link.gate.room() == 0
    assert link.gate.pause() > 1
    link.gate.hurry()
    assert link.gate.room() >= LEAST_WINDOW
    assert link.gate.pause() == 0


def test_what_is_on_its_way_takes_room_until_it_arrives() -> None:
    link = SimulatedLink(1_000, delay=0.1)
    room = link.gate.room()
    link.send(1_000)
    assert link.gate.room() == room - 1_000
    assert link.gate.is_waiting
    while link.gate.is_waiting:
        assert link.gate.oldest() == pytest.approx(link.now)
        link.tick()
    assert link.now == pytest.approx(1.1, abs=0.02)
    assert link.gate.oldest() == 0


def test_what_is_given_up_makes_room_and_teaches_nothing() -> None:
    link = SimulatedLink(0)
    room = link.gate.room()
    link.send(room)
    for _ in range(1000):
        link.tick()
    link.gate.drop()
    assert link.gate.room() == room
    assert link.gate.capacity == inf


def test_an_answer_to_nothing_is_passed_over() -> None:
    link = SimulatedLink(1_000)
    link.gate.arrive()
    assert not link.gate.is_waiting
