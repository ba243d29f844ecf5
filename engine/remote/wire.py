"""Messages over a socket: a length, then a record with its checksum. Nothing longer is read."""

import os
import socket
import struct
from contextlib import suppress
from threading import Lock
from typing import Any

from ..runs.packing import DamagedError, Record, pack, unpack

LENGTH = struct.Struct("<Q")

MOST_TO_HOST = 2**26
"""Bytes of a message to the process that trains: a probe of a million points has an eighth."""

MOST_TO_VIEWER = 2**32
"""Bytes of a message to a viewer, whose data may be a large table."""


class Wire:
    """One end of a connection. Any thread may send; one may receive."""

    def __init__(self, connection: socket.socket, most: int) -> None:
        self._connection, self._most, self._sending = connection, most, Lock()

    def send(self, record: Record) -> None:
        """Send a message; raises OSError."""
        content = pack(record)
        with self._sending:
            self._connection.sendall(LENGTH.pack(len(content)) + content)

    def receive(self) -> dict[str, Any] | None:
        """Return the next message, or None at the end; raises OSError, DamagedError."""
        head = self._read(LENGTH.size)
        if not head:
            return None
        (length,) = LENGTH.unpack(head)
        if length > self._most:
            raise DamagedError(f"a message of {length:,} bytes, at most {self._most:,} are allowed")
        return unpack(self._read(length))

    def patient(self) -> None:
        """Wait for messages as long as it takes from now on."""
        self._connection.settimeout(None)

    def close(self) -> None:
        """End the connection, also for a thread that is receiving."""
        with suppress(OSError):
            self._connection.shutdown(socket.SHUT_RDWR)
        self._connection.close()

    def _read(self, count: int) -> bytes:
        """Return so many bytes; none if the connection ends before the first of them."""
        parts, missing = [], count
        while missing:
            part = self._connection.recv(min(missing, 2**20))
            if not part and missing < count:
                raise DamagedError("a message that ends half way")
            if not part:
                return b""
            parts.append(part)
            missing -= len(part)
        return b"".join(parts)


def is_own(connection: socket.socket) -> bool:
    """Tell whether the other end belongs to the same user, as far as the system tells."""
    if hasattr(socket, "SO_PEERCRED"):
        form = struct.Struct("3i")
        credentials = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, form.size)
        return bool(form.unpack(credentials)[1] == os.getuid())
    if hasattr(socket, "LOCAL_PEERCRED"):  # macOS and BSD: version, user
        form = struct.Struct("2I")
        return bool(form.unpack(connection.getsockopt(0, 1, form.size))[1] == os.getuid())
    return True
