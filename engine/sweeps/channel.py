"""The way of reports from worker processes to the coordinator, and of its few words back.

Each worker has a connection of its own: one that is killed while it writes can block no other, as
it could with a queue that all share. Knows no sweep.
"""

import sys
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Client, Connection, Listener
from os import urandom
from threading import Lock, Thread
from typing import Any

KEY_BYTES = 32


class Receiver:
    """The coordinator's end: calls `tell` with everything that comes, on threads of its own."""

    def __init__(self, tell: Callable[[Any], None]) -> None:
        self._tell = tell
        self.key = urandom(KEY_BYTES)
        self._listener = Listener(_address(), authkey=self.key)
        self._connections: list[Connection] = []
        self._lock = Lock()
        self._said: list[str] = []
        Thread(target=self._accept, daemon=True).start()

    @property
    def address(self) -> Any:
        """Where a worker finds this receiver."""
        return self._listener.address

    def say(self, word: str) -> None:
        """Say something to all workers, those too that have yet to come."""
        with self._lock:
            self._said.append(word)
            for connection in self._connections:
                _say(connection, word)

    def close(self) -> None:
        """Take no more workers; those that are there end, as they see their connection closed."""
        with self._lock, suppress(OSError):
            self._listener.close()
        for connection in self._connections:
            connection.close()

    def _accept(self) -> None:
        while True:
            try:
                connection = self._listener.accept()
            except OSError:  # closed
                return
            except (EOFError, ConnectionError):  # it went before it had said who it was
                continue
            with self._lock:
                self._connections.append(connection)
                for word in self._said:
                    _say(connection, word)
            Thread(target=self._receive, args=(connection,), daemon=True).start()

    def _receive(self, connection: Connection) -> None:
        with suppress(EOFError, OSError):
            while True:
                self._tell(connection.recv())


class Sender:
    """A worker's end; `on_word` and `on_end` are called on a thread of its own."""

    def __init__(
        self, address: Any, key: bytes, on_word: Callable[[str], None], on_end: Callable[[], None]
    ) -> None:
        self._connection = Client(address, authkey=key)
        self._on_word, self._on_end = on_word, on_end
        Thread(target=self._listen, daemon=True).start()

    def send(self, value: object) -> None:
        """Send a value; one that finds nobody is lost."""
        with suppress(OSError):
            self._connection.send(value)

    def _listen(self) -> None:
        with suppress(EOFError, OSError):
            while True:
                self._on_word(self._connection.recv_bytes().decode())
        self._on_end()


def _address() -> str | None:
    """Return a name of Linux that is no file, so that not even a kill -9 leaves one behind."""
    return f"\0npnn-tui-{urandom(16).hex()}" if sys.platform == "linux" else None


def _say(connection: Connection, word: str) -> None:
    with suppress(OSError):
        connection.send_bytes(word.encode())
