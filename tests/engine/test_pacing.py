"""The pacer and the rates, on a clock that the test moves."""

import math

import pytest
from npnn_tui.engine.training import pacing
from npnn_tui.engine.training.pacing import BURST_SECONDS, Pacer, Rate, Stopwatch


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(pacing, "perf_counter", clock)
    return clock


def epochs_within(clock: Clock, pacer: Pacer, seconds: float, epoch_seconds: float) -> int:
    """Train as a session does: wait, take a burst, spend its time, report it."""
    end, epochs = clock.now + seconds, 0
    while clock.now + pacer.wait() <= end:
        clock.now += max(pacer.wait(), 1e-9)
        burst = pacer.burst()
        clock.now += burst * epoch_seconds
        if burst:
            pacer.took(burst, burst * epoch_seconds)
        epochs += burst
    return epochs


@pytest.mark.parametrize("pace", [1, 10, 100, 1000])
def test_a_pace_is_kept(clock: Clock, pace: float) -> None:
    pacer = Pacer(pace)
    pacer.restart()
    epochs_within(clock, pacer, 2, 2e-5)  # while it learns how many fit into a burst
    epochs = epochs_within(clock, pacer, 20, 2e-5)
    assert epochs == pytest.approx(20 * pace, abs=1 + 0.03 * pace)


def test_the_first_epoch_is_due_at_once(clock: Clock) -> None:
    pacer = Pacer(0.1)
    pacer.restart()
    assert pacer.wait() <= 0.02
    clock.now += pacer.wait()
    assert pacer.burst() == 1
    assert pacer.wait() == pytest.approx(10, abs=0.1)


def test_time_lost_is_not_caught_up(clock: Clock) -> None:
    pacer = Pacer(100)
    pacer.restart()
    assert epochs_within(clock, pacer, 10, 0.1) <= 101  # ten a second is all that is possible
    assert epochs_within(clock, pacer, 10, 1e-4) <= 1005


def test_a_pause_earns_nothing(clock: Clock) -> None:
    pacer = Pacer(100)
    epochs_within(clock, pacer, 5, 1e-4)
    clock.now += 3600
    pacer.restart()
    assert epochs_within(clock, pacer, 1, 1e-4) <= 102


@pytest.mark.parametrize("epoch_seconds", [1e-6, 1e-4, 1e-2, 1.0])
def test_flat_out_never_waits_and_its_bursts_stay_short(clock: Clock, epoch_seconds: float) -> None:
    pacer = Pacer(math.inf)
    bursts = []
    for _ in range(40):
        assert pacer.wait() == 0
        bursts.append(pacer.burst())
        clock.now += bursts[-1] * epoch_seconds
        pacer.took(bursts[-1], bursts[-1] * epoch_seconds)
    assert max(bursts) * epoch_seconds <= max(2 * BURST_SECONDS, epoch_seconds)
    assert bursts[-1] * epoch_seconds >= BURST_SECONDS / 2
    for _ in range(20):  # epochs have become a hundred times as long
        burst = pacer.burst()
        pacer.took(burst, burst * 100 * epoch_seconds)
    assert pacer.burst() * 100 * epoch_seconds <= max(2 * BURST_SECONDS, 100 * epoch_seconds)


def test_rates_are_those_of_the_last_second(clock: Clock) -> None:
    rate = Rate()
    assert rate.sample(0, 0) == (0, 0)
    for tick in range(1, 31):
        clock.now += 0.1
        slow = min(tick, 10)
        steps_per_second, epochs_per_second = rate.sample(20 * slow + 50 * (tick - slow), tick)
    assert steps_per_second == pytest.approx(500)
    assert epochs_per_second == pytest.approx(10)
    rate.clear()
    assert rate.sample(99, 99) == (0, 0)


def test_a_stopwatch_counts_only_while_it_runs(clock: Clock) -> None:
    watch = Stopwatch()
    for seconds, running in ((5, True), (2, True), (7, False), (11, True), (3, False)):
        watch.run(running)
        clock.now += seconds
    assert watch.seconds == 5 + 2 + 11
