"""The socket in a run's folder, whose path may be longer than the system takes for one."""

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from npnn_tui.datasets.knobs import FieldError

FILE_NAME = "socket"

LONGEST = 100
"""Bytes of a path to a socket; Linux takes 107, macOS 103."""

BACKLOG = 8


def listen(folder: Path) -> socket.socket:
    """Return a socket that only its owner can reach; raises OSError, FieldError."""
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    with suppress(FileNotFoundError):
        (folder / FILE_NAME).unlink()  # of a process that was killed: the run is locked by us
    with _short(folder) as path:
        listener.bind(path)
    (folder / FILE_NAME).chmod(0o600)
    listener.listen(BACKLOG)
    return listener


def connect(folder: Path, timeout: float) -> socket.socket:
    """Return a connection to the process that trains a run; raises OSError, FieldError."""
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    connection.settimeout(timeout)
    try:
        with _short(folder) as path:
            connection.connect(path)
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def _short(folder: Path) -> Iterator[str]:
    """Yield a path to the socket that the system takes, through an open folder if need be."""
    path = str(folder / FILE_NAME)
    if len(os.fsencode(path)) <= LONGEST:
        yield path
        return
    if not Path("/proc/self/fd").is_dir():
        allowed = f"runs_dir must be a shorter path, for a socket of {LONGEST} characters"
        raise FieldError("runs_dir", f"{allowed}, got {path}")
    number = os.open(folder, os.O_RDONLY)
    try:
        yield f"/proc/self/fd/{number}/{FILE_NAME}"
    finally:
        os.close(number)
