"""Workers of a Dask cluster, which may be other machines (extra `cluster`).

Their Python needs npnn-tui too, without its screen. Dask itself trains the points of a worker that
dies on another one.
"""

from concurrent.futures import Future
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

CONNECTION_SECONDS = 10

CHECK_SECONDS = 0.25
"""A worker asks the scheduler so often whether to stop."""


class Cluster:
    """All threads of a cluster's workers. Raises FieldError if there is no such cluster."""

    def __init__(self, address: str) -> None:
        if find_spec("distributed") is None:
            sentence = "scheduler must be left out without Dask: pip install 'npnn-tui[cluster]'"
            raise FieldError("scheduler", f"{sentence}, got {printable(address)}")
        from distributed import Client

        try:
            self._client: Any = Client(address, timeout=CONNECTION_SECONDS)
        except (OSError, ValueError, TypeError):
            allowed = "the address of a running Dask scheduler, as tcp://HOST:8786"
            sentence = f"scheduler must be {allowed}, got {printable(address)}"
            raise FieldError("scheduler", sentence) from None
        self.count = max(1, sum(self._client.nthreads().values()))
        self._name = f"npnn-tui-{uuid4().hex}"

    def start(self, tell: Tell) -> None:
        """Listen to the reports of this sweep."""
        from distributed import Event

        self._stopped = Event(self._name, client=self._client)
        self._client.subscribe_topic(self._name, lambda event: tell(report_from(event[1])))
        self._executor = self._client.get_executor(pure=False)

    def submit(self, point: Point) -> "Future[Report]":
        """Have a point trained by the next worker that has time."""
        future: Future[Report] = self._executor.submit(_work, point, self._name)
        return future

    def cancel(self) -> None:
        """Tell all workers to stop."""
        self._stopped.set()

    def close(self) -> None:
        """Leave the cluster, which goes on without us."""
        self._executor.shutdown(wait=False)
        self._client.unsubscribe_topic(self._name)
        self._client.close()


class _Stop:
    """Whether a sweep has been stopped, asked now and then."""

    def __init__(self, name: str) -> None:
        from distributed import Event

        self._event, self._is_set = Event(name), False
        self._asked = monotonic()

    def __call__(self) -> bool:
        """Return the scheduler's last answer."""
        if monotonic() - self._asked >= CHECK_SECONDS:
            self._asked, self._is_set = monotonic(), self._event.is_set()
        return self._is_set


def _work(point: Point, name: str) -> Report:
    """Train a point on a worker of the cluster."""
    from distributed import get_worker

    use_one_thread()
    worker = get_worker()

    def publish(report: Report) -> None:
        plain: Plain = plain_of(report)
        worker.log_event(name, plain)

    return train(point, publish, _Stop(name))
