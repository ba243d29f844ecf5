"""Processes found by a mark in their environment, which their children inherit."""

from pathlib import Path

MARK = "NPNN_TUI_TEST_MARK"


def marked(mark: str) -> list[int]:
    """Return the numbers of the running processes that carry a mark; Linux only."""
    sign = f"{MARK}={mark}".encode()
    return [
        int(folder.name)
        for folder in Path("/proc").glob("[0-9]*")
        if sign in _environment(folder).split(b"\0")
    ]


def _environment(folder: Path) -> bytes:
    try:
        return (folder / "environ").read_bytes()
    except OSError:  # it has ended, or belongs to somebody else
        return b""
