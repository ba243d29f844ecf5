"""Points that are given to a worker at once."""

from concurrent.futures import BrokenExecutor, Future
from queue import Queue

import pytest
from npnn_tui.engine.sweeps.batches import Batch, Batches
from npnn_tui.engine.sweeps.report import Report, State
from npnn_tui.engine.sweeps.sweep import Point

from .conftest import points_of

WAIT = 20


class Taken:
    """What has been handed over, for the test to answer."""

    def __init__(self, workers: int) -> None:
        self.batches: Queue[tuple[list[int], Batch]] = Queue()
        self.hands = Batches(workers, self._submit)

    def _submit(self, points: list[Point]) -> Batch:
        batch: Batch = Future()
        self.batches.put(([point.number for point in points], batch))
        return batch

    def next(self) -> tuple[list[int], Batch]:
        return self.batches.get(timeout=WAIT)


def finished(number: int) -> Report:
    return Report(number, State.FINISHED)


def test_points_that_are_alike_go_out_in_equal_shares() -> None:
    taken = Taken(2)
    futures = [taken.hands.add(point) for point in points_of("learning_rate=0.01:0.1:10")]
    numbers, batch = taken.next()
    others, other = taken.next()
    assert (numbers, others) == ([0, 1, 2, 3, 4], [5, 6, 7, 8, 9])
    batch.set_result([finished(number) for number in numbers])
    other.set_result([finished(number) for number in others])
    assert [future.result(WAIT).number for future in futures] == [*range(10)]
    taken.hands.close()


@pytest.mark.parametrize("axis", ["batch_size=8,16,32", "hidden=100,101,102"])
def test_points_that_cannot_be_stacked_go_out_one_by_one(axis: str) -> None:
    taken = Taken(1)
    for point in points_of(axis):
        taken.hands.add(point)
    assert [len(taken.next()[0]) for _ in range(2)] == [1, 1]
    taken.hands.close()


def test_a_point_is_over_before_the_rest_of_its_batch() -> None:
    taken = Taken(1)
    first, second = map(taken.hands.add, points_of("learning_rate=0.1,0.2"))
    numbers, batch = taken.next()
    assert numbers == [0, 1]
    taken.hands.settle(finished(0))
    assert first.result(WAIT).number == 0
    assert not second.done()
    batch.set_result([finished(0), finished(1)])
    assert second.result(WAIT).number == 1
    taken.hands.close()


def test_what_had_come_before_a_worker_broke_is_kept() -> None:
    taken = Taken(1)
    first, second = map(taken.hands.add, points_of("learning_rate=0.1,0.2"))
    _, batch = taken.next()
    taken.hands.settle(finished(0))
    batch.set_exception(BrokenExecutor())
    assert first.result(WAIT).number == 0
    with pytest.raises(BrokenExecutor):
        second.result(WAIT)
    taken.hands.close()


def test_what_is_cancelled_while_it_waits_is_not_handed_over() -> None:
    taken = Taken(1)
    busy = [taken.hands.add(point) for point in points_of("batch_size=8,16,32,64")]
    _, batch = taken.next()
    taken.next()
    assert busy[2].cancel()
    batch.set_result([finished(0)])
    assert taken.next()[0] == [3]
    taken.hands.close()
