"""How many bytes may be sent now, so that a key is never far behind them. It knows only the time.

Everything that is sent is answered by the terminal when it has arrived. What is on its way is kept
to a window; the window shrinks when arrivals come late and grows while they come in time, as the
congestion control of TCP Vegas does (Brakmo and Peterson, 1995). A limit in bytes a second stands
besides, which the screen asks for or the link makes necessary.
"""

from collections import deque
from collections.abc import Callable
from math import inf
from time import monotonic
from typing import NamedTuple

LATEST = 0.1
"""Seconds that a frame may take beyond the time of an empty one."""

FAR_TOO_LATE = 4 * LATEST
FIRST_WINDOW, LEAST_WINDOW, MOST_WINDOW = 16_384, 600, 262_144
GROWTH = 1.3
SHARE = 0.85
"""Of what a link carries, so that the rest is free for the answers to keys."""

TELLING = 500
"""Bytes in a frame, at least, for its time to tell what the link carries."""

SHORTEST_TELLING = 0.025
"""Seconds; what arrives sooner tells only that the link carries at least so much."""

FEWEST_SAMPLES, MOST_SAMPLES = 3, 8
BURST = 0.5
"""Seconds of silence for which the limit allows to catch up."""


class _Flight(NamedTuple):
    """Bytes sent at a moment, and the load: all that was on its way then, these included."""

    size: int
    sent: float
    load: int


class Gate:
    """Tells how many bytes may go, given what has been sent and what has arrived."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._flights: deque[_Flight] = deque()
        self._window = float(FIRST_WINDOW)
        self._shortest = inf
        self._last_arrival = -inf
        self._delay_before = 0.0
        self._rates: deque[float] = deque(maxlen=MOST_SAMPLES)
        self._demanded = inf
        self._allowance, self._counted = inf, clock()

    @property
    def capacity(self) -> float:
        """Bytes a second that the link carries; infinite while nothing has come late."""
        return max(self._rates) if len(self._rates) >= FEWEST_SAMPLES else inf

    @property
    def limit(self) -> float:
        """Bytes a second that may be sent; without a demand for less, as many as will go."""
        if self._demanded == inf:
            return inf
        return min(self._demanded, SHARE * self.capacity)

    @property
    def is_waiting(self) -> bool:
        """Whether anything is still on its way."""
        return bool(self._flights)

    def demand(self, limit: float) -> None:
        """Send no more than so many bytes a second from now on."""
        self._demanded = limit

    def room(self) -> int:
        """Return how many bytes may be sent now."""
        self._count()
        return max(0, int(min(self._window - self._on_its_way, self._allowance)))

    def pause(self) -> float:
        """Return the seconds until the limit allows something worth sending; 0 if it does now."""
        self._count()
        if self._allowance == inf:
            return 0.0
        return max(0.0, (LEAST_WINDOW - self._allowance) / self.limit)

    def hurry(self) -> None:
        """Let the limit allow a little at once: a key has been pressed."""
        self._allowance = max(self._allowance, 2.0 * LEAST_WINDOW)

    def send(self, size: int) -> None:
        """Take note that so many bytes go now and will be answered."""
        self._count()
        self._allowance -= size
        self._flights.append(_Flight(size, self._clock(), self._on_its_way + size))

    def arrive(self, moment: float | None = None) -> None:
        """Take note that the oldest of what is on its way has arrived."""
        if not self._flights:
            return
        moment = self._clock() if moment is None else moment
        flight = self._flights.popleft()
        taken = moment - flight.sent
        self._shortest = min(self._shortest, taken)
        delay = taken - self._shortest
        self._learn_rate(flight, moment, delay)
        self._learn_window(flight.load, delay)
        self._last_arrival = moment

    def drop(self) -> None:
        """Wait no longer for the oldest of what is on its way, and learn nothing from it."""
        if self._flights:
            self._flights.popleft()

    def oldest(self) -> float:
        """Return how many seconds the oldest has been on its way; 0 if nothing is."""
        return self._clock() - self._flights[0].sent if self._flights else 0.0

    @property
    def _on_its_way(self) -> int:
        return sum(flight.size for flight in self._flights)

    def _learn_rate(self, flight: _Flight, moment: float, delay: float) -> None:
        if flight.size < TELLING:
            return
        served = min(delay, moment - max(flight.sent, self._last_arrival))
        rate = flight.size / max(served, SHORTEST_TELLING)
        if served >= SHORTEST_TELLING or (self._rates and rate > max(self._rates)):
            self._rates.append(rate)

    def _learn_window(self, load: int, delay: float) -> None:
        """Shrink when a frame came far too late, or two in a row came late."""
        late = delay if delay > FAR_TOO_LATE else min(delay, self._delay_before)
        self._delay_before = delay
        if late > LATEST:
            fitting = load * (self._shortest + LATEST) / (self._shortest + late)
            self._window = max(LEAST_WINDOW, min(self._window, fitting))
            self._delay_before = 0.0
        elif delay < LATEST / 2 and load * 2 > self._window:
            self._window = min(MOST_WINDOW, self._window * GROWTH)

    def _count(self) -> None:
        now = self._clock()
        if self.limit == inf:
            self._allowance = inf
        else:
            more = self.limit * (now - self._counted)
            most = max(self.limit * BURST, 2.0 * LEAST_WINDOW)
            self._allowance = min(most, min(self._allowance, most) + more)
        self._counted = now
