"""Workers of a Dask cluster, which may be other machines (extra `cluster`).

Their Python needs npnn-tui too, without its screen. Dask itself trains the points of a worker that
dies on another one.
"""

import re
from concurrent.futures import Future
from importlib import import_module
from importlib.util import find_spec
from time import monotonic
from typing import Any
from uuid import uuid4

from npnn_tui.datasets.knobs import FieldError
from npnn_tui.datasets.text import printable

from ..threads import use_one_thread
from .plain import Plain, plain_of, report_from
from .report import Report
from .sweep import Point
from .training import train
from .workers import Tell

ADDRESS = re.compile(r"([a-z]+://)?[^\s/]+:[0-9]{1,5}")

CONNECTION_SECONDS = 10

CHECK_SECONDS = 0.25
"""A worker asks the scheduler so often whether to stop."""


class Cluster:
    """All threads of a cluster's workers. Raises FieldError if there is no such cluster."""

    def __init__(self, address: str) -> None:
        if find_spec("distributed") is None:
            sentence = "scheduler must be left out without Dask: pip install 'npnn-tui[cluster]'"
            raise FieldError("scheduler", f"{sentence}, got {printable(address)}")
        if not ADDRESS.fullmatch(address):
            raise _refusal(address)
        try:
            self._client = _dask().Client(address, timeout=CONNECTION_SECONDS)
        except (OSError, ValueError):
            raise _refusal(address) from None
        self.count = self.lanes = max(1, sum(self._client.nthreads().values()))
        self._name = f"npnn-tui-{uuid4().hex}"

    def start(self, tell: Tell) -> None:
        """Listen to the reports of this sweep."""
        self._stopped = _dask().Event(self._name, client=self._client)
        self._client.subscribe_topic(self._name, lambda event: tell(report_from(event[1])))
        self._executor = self._client.get_executor(pure=False)

    def submit(self, point: Point) -> "Future[Report]":
        """Have a point trained by the next worker that has time."""
        future: Future[Report] = self._executor.submit(_work, point, self._name)
        return future

    def stop(self, number: int) -> None:
        """Tell all workers to stop that point."""
        _dask().Event(_name_of(self._name, number), client=self._client).set()

    def cancel(self) -> None:
        """Tell all workers to stop."""
        self._stopped.set()

    def close(self) -> None:
        """Leave the cluster, which goes on without us."""
        self._executor.shutdown(wait=False)
        self._client.unsubscribe_topic(self._name)
        self._client.close()


class _Stop:
    """Whether a sweep or one point of it has been stopped, asked now and then."""

    def __init__(self, name: str, number: int) -> None:
        self._events = [_dask().Event(name), _dask().Event(_name_of(name, number))]
        self._asked, self._is_set = monotonic(), False

    def __call__(self) -> bool:
        """Return the scheduler's last answer."""
        if monotonic() - self._asked >= CHECK_SECONDS:
            self._asked = monotonic()
            self._is_set = any(event.is_set() for event in self._events)
        return self._is_set


def _work(point: Point, name: str) -> Report:
    """Train a point on a worker of the cluster."""
    use_one_thread()
    worker = _dask().get_worker()

    def publish(report: Report) -> None:
        plain: Plain = plain_of(report)
        worker.log_event(name, plain)

    return train(point, publish, _Stop(name, point.number))


def _name_of(name: str, number: int) -> str:
    """Return the name of the event that stops one point."""
    return f"{name}-{number}"


def _dask() -> Any:
    """Return Dask's package, which takes half a second to import and has few types."""
    return import_module("distributed")


def _refusal(address: str) -> FieldError:
    allowed = "the address of a running Dask scheduler, as tcp://HOST:8786"
    got = printable(address) or "nothing"
    return FieldError("scheduler", f"scheduler must be {allowed}, got {got}")
