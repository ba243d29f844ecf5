"""How many threads the linear algebra uses: one, unless two are faster here and now."""

import os
from contextlib import AbstractContextManager
from functools import cache, partial
from time import perf_counter

import numpy as np
from numpy.typing import DTypeLike
from threadpoolctl import ThreadpoolController

LARGE = 5e7
"""Multiplications and additions of a product below which a second thread cannot win."""

GAIN = 0.85
"""Two threads must take at most this share of the time of one, every time."""

ROUNDS = 3
"""Products of a trial, for either number of threads."""

SECONDS_BETWEEN_TRIALS = 5.0
"""Another program may have taken the second core since."""


def use_one_thread() -> None:
    """Let every BLAS of this process use one thread from now on.

    The products of a small network gain nothing from a second one, and beside another busy
    process its waiting made a step up to 37 times slower.
    """
    _controller().limit(limits=1, user_api="blas")


def blas_threads(count: int) -> AbstractContextManager[object]:
    """Return a context in which every BLAS of this process uses so many threads."""
    context: AbstractContextManager[object] = _controller().limit(limits=count, user_api="blas")
    return context


class Threads:
    """The number of BLAS threads for products of (rows, inner) and (inner, columns) arrays.

    `wanted` settles it; otherwise large products are tried from time to time.
    """

    def __init__(self, wanted: int | None, shape: tuple[int, int, int], dtype: DTypeLike) -> None:
        rows, inner, columns = shape
        self._wanted, self._shape, self._dtype = wanted, shape, dtype
        self._tries = 2.0 * rows * inner * columns >= LARGE and cores() > 1
        self._chosen, self._tried_at = 1, -SECONDS_BETWEEN_TRIALS

    def count(self) -> int:
        """Return how many threads to use for a while."""
        if self._wanted is not None:
            return self._wanted
        if self._tries and perf_counter() - self._tried_at >= SECONDS_BETWEEN_TRIALS:
            self._chosen = faster(*self._shape, self._dtype)
            self._tried_at = perf_counter()
        return self._chosen


def faster(rows: int, inner: int, columns: int, dtype: DTypeLike) -> int:
    """Try one thread and two in turns on such a product; return 2 only if two always win."""
    left, right = np.ones((rows, inner), dtype), np.ones((inner, columns), dtype)
    call = partial(np.matmul, left, right, out=np.empty((rows, columns), dtype))
    seconds = [[_seconds(call, count) for count in (1, 2)] for _ in range(ROUNDS)]
    one, two = zip(*seconds, strict=True)
    return 2 if max(two) <= GAIN * min(one) else 1


def _seconds(call: partial[object], threads: int) -> float:
    with blas_threads(threads):
        began = perf_counter()
        call()
        return perf_counter() - began


def cores() -> int:
    """Return on how many cores this process may run."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@cache
def _controller() -> ThreadpoolController:
    return ThreadpoolController()
