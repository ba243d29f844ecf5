"""The pacer and the rates, on a clock that the test moves."""

import math

import pytest
from npnn_tui.engine.training import pacing
from npnn_tui.engine.training.pacing import BURST_SECONDS, Break, Pacer, Rate, Stopwatch


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
    """Train as a session does: wait, train what is due for as long as a burst, report it."""
    end, epochs = clock.now + seconds, 0
    while clock.now + pacer.wait() <= end:
        clock.now += max(pacer.wait(), 1e-9)
        burst = min(pacer.burst(), math.ceil(BURST_SECONDS / epoch_seconds))
        clock.now += burst * epoch_seconds
        pacer.took(burst)
        epochs += burst
    return epochs


@pytest.mark.parametrize("epoch_seconds", [2e-5, 9e-4, 1.2e-3, 1.1e-2, 0.3])
@pytest.mark.parametrize("pace", [1, 10, 100, 1000])
def test_a_pace_is_kept_as_far_as_the_machine_can(
    clock: Clock, pace: float, epoch_seconds: float
) -> None:
    pacer = Pacer(pace)
    pacer.restart()
    epochs = epochs_within(clock, pacer, 20, epoch_seconds)
    possible = min(pace, 1 / epoch_seconds)
    assert epochs == pytest.approx(20 * possible, abs=1 + 0.03 * possible)


@pytest.mark.parametrize("pace", [0.5, 2.0])
def test_an_epoch_of_many_bursts_stays_due_until_it_is_whole(clock: Clock, pace: float) -> None:
    """At 0.9 of the time an epoch may take, the pace is kept none the less."""
    pacer = Pacer(pace)
    pacer.restart()
    began, bursts = clock.now, math.ceil(0.9 / pace / BURST_SECONDS)
    for _ in range(10):
        clock.now += pacer.wait()
        for _ in range(bursts):
            assert pacer.wait() == 0
            assert pacer.burst() == 1
            clock.now += BURST_SECONDS
            pacer.took(0)
        pacer.took(1)
    assert clock.now + pacer.wait() - began == pytest.approx(10 / pace, abs=0.05)


def test_the_first_epoch_is_due_at_once(clock: Clock) -> None:
    pacer = Pacer(0.1)
    pacer.restart()
    assert pacer.wait() <= 0.02
    clock.now += pacer.wait()
    assert pacer.burst() == 1
    pacer.took(1)
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


def test_flat_out_never_waits_and_is_never_done(clock: Clock) -> None:
    pacer = Pacer(math.inf)
    for _ in range(40):
        assert pacer.wait() == 0
        assert pacer.burst() > 10**9
        clock.now += 0.001
        pacer.took(1000)


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


def test_a_break_lasts_as_long_as_it_was_asked_for(clock: Clock) -> None:
    rest = Break()
    assert rest.wait() == 0
    rest.take(0.03)
    clock.now += 0.01
    assert rest.wait() == pytest.approx(0.02)
    clock.now += 0.02
    assert rest.wait() == 0


def test_breaks_asked_for_without_end_leave_half_of_the_time(clock: Clock) -> None:
    rest, resting = Break(), 0
    for _ in range(10_000):
        rest.take(0.03)
        resting += rest.wait() > 1e-9
        clock.now += 0.001
    assert resting == pytest.approx(5_000, rel=0.02)
