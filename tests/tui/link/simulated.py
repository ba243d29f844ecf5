"""A terminal at the end of a link, in simulated time: nothing here waits for a real clock."""

from collections import deque

from npnn_tui.tui.link.gate import Gate

TICK = 0.005


class SimulatedLink:
    """Carries so many bytes a second, after a delay, and answers each frame that has arrived.

    `rate` and `delay` may be changed at any moment. What is sent waits in a buffer without an end,
    as an SSH connection has one of megabytes.
    """

    def __init__(self, rate: float, delay: float = 0.0) -> None:
        self.rate, self.delay, self.now = rate, delay, 0.0
        self.gate = Gate(lambda: self.now)
        self.carried = 0.0
        self.waits: list[float] = []
        self._queue: deque[tuple[float, float]] = deque()
        self._answers: deque[float] = deque()
        self._left = 0.0

    @property
    def backlog(self) -> float:
        """Bytes that have been sent and are still on the link."""
        return sum(size for size, _ in self._queue)

    def send(self, size: int) -> None:
        """Send a frame."""
        self.gate.send(size)
        self._queue.append((size, self.now))

    def tick(self) -> None:
        """Let some time pass."""
        self.now += TICK
        self._left += self.rate * TICK
        while self._queue and self._left >= self._queue[0][0]:
            size, sent = self._queue.popleft()
            self._left -= size
            self.carried += size
            self.waits.append(self.now - sent)
            self._answers.append(self.now + self.delay)
        if not self._queue:
            self._left = 0.0
        while self._answers and self._answers[0] <= self.now:
            self.gate.arrive(self._answers.popleft())
