"""One BLAS thread by default, two where a trial shows that they win."""

from typing import Any

import pytest
from npnn_tui.datasets import load
from npnn_tui.engine import Experiment, Trainer, threads
from npnn_tui.engine.plan import Descent
from npnn_tui.engine.threads import Threads, blas_threads, faster, use_one_thread
from threadpoolctl import threadpool_info, threadpool_limits

BIG = (256, 785, 1000)


def in_use() -> set[int]:
    return {pool["num_threads"] for pool in threadpool_info() if pool["user_api"] == "blas"}


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> dict[Any, Any]:
    """Let a product take as long as said for one thread and for two, and let time stand still."""
    clock: dict[Any, Any] = {1: [2.0], 2: [1.0], "now": 0.0, "trials": 0}

    def seconds(call: object, count: int) -> float:
        clock["trials"] += 1
        taken: float = clock[count][clock["trials"] // 2 % len(clock[count])]
        return taken

    monkeypatch.setattr(threads, "_seconds", seconds)
    monkeypatch.setattr(threads, "cores", lambda: 2)
    monkeypatch.setattr(threads, "perf_counter", lambda: clock["now"])
    return clock


def test_one_thread_is_used() -> None:
    with threadpool_limits(2, user_api="blas"):
        use_one_thread()
        assert in_use() == {1}


def test_the_threads_of_a_context_end_with_it() -> None:
    with threadpool_limits(1, user_api="blas"):
        with blas_threads(2):
            assert in_use() == {2}
        assert in_use() == {1}


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [([2.0], [1.0], 2), ([1.0], [0.9], 1), ([1.0], [2.0], 1), ([2.0], [1.0, 1.9, 1.0], 1)],
)
def test_two_threads_must_win_clearly_and_every_time(
    one: list[float], two: list[float], expected: int, clock: dict[Any, Any]
) -> None:
    clock[1], clock[2] = one, two
    assert faster(8, 8, 8, "float32") == expected


def test_a_trial_is_repeated_after_a_while_as_another_program_may_have_come(
    clock: dict[Any, Any],
) -> None:
    chosen = Threads(None, BIG, "float32")
    assert (chosen.count(), clock["trials"]) == (2, 6)
    clock[2] = [100.0]
    assert (chosen.count(), clock["trials"]) == (2, 6)
    clock["now"] = 6.0
    assert (chosen.count(), clock["trials"]) == (1, 12)


def test_small_products_and_lonely_cores_are_never_tried(
    clock: dict[Any, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert Threads(None, (32, 3, 200), "float32").count() == 1
    monkeypatch.setattr(threads, "cores", lambda: 1)
    assert Threads(None, BIG, "float32").count() == 1
    assert clock["trials"] == 0


def test_what_is_wanted_is_not_tried(clock: dict[Any, Any]) -> None:
    assert Threads(3, BIG, "float32").count() == 3
    assert clock["trials"] == 0


@pytest.mark.parametrize("wanted", [None, 2])
def test_a_trainer_limits_the_threads_while_it_trains(
    wanted: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    experiment = Experiment.of({"threads": wanted})
    trainer = Trainer(experiment.config, load(experiment.recipe))
    seen: set[int] = set()
    run = Descent.run

    def watched_run(descent: Descent, steps: int) -> None:
        seen.update(in_use())
        run(descent, steps)

    monkeypatch.setattr(Descent, "run", watched_run)
    with threadpool_limits(3, user_api="blas"):
        trainer.advance(1)
        assert in_use() == {3}
    assert seen == {wanted or 1}
