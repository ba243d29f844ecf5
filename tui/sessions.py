"""What the dashboard needs of a session, so that a test can put another in its place."""

from collections.abc import Callable
from typing import Protocol

from npnn_tui.datasets.dataset import Split
from npnn_tui.engine import Command, Experiment, Refusal, Snapshot

Publish = Callable[[Snapshot | Refusal], None]


class SessionLike(Protocol):
    """What the dashboard needs of a session."""

    def send(self, command: Command) -> None:
        """Take a command, from any thread."""

    def run(self) -> None:
        """Obey commands until Close, on a thread of its own."""


SessionFactory = Callable[[Experiment, Split, Publish], SessionLike]
