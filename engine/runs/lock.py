"""One process to a run: a lock that the system takes away from a process that ends, however."""

import json
import os
import platform
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout
from npnn_tui.datasets.knobs import FieldError
from npnn_tui.datasets.text import printable

from .atomic import replace_file
from .held import LOCK, is_held

__all__ = ["LOCK", "OWNER", "Lock", "is_held", "owner_of"]

OWNER = "owner.json"


class Lock:
    """Holds a run's folder from `take` to `release`; a file says for people who does."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = FileLock(folder / LOCK, blocking=False, thread_local=False, mode=0o600)

    def take(self) -> None:
        """Take it; raises FieldError if another process has it, OSError where there can be none."""
        try:
            self._lock.acquire()
        except Timeout:
            sentence = f"run {self._folder.name} is being trained by {_words_of(self._folder)}"
            raise FieldError("run", sentence) from None
        except NotImplementedError:  # a file system without locks: nobody can be kept out
            pass
        owner = {"pid": os.getpid(), "host": platform.node()}
        replace_file(self._folder / OWNER, json.dumps(owner).encode(), synced=False)

    def release(self) -> None:
        """Let it go, if it is held."""
        if self._lock.is_locked:
            with suppress(OSError):
                (self._folder / OWNER).unlink(missing_ok=True)
            self._lock.release()


def owner_of(folder: Path) -> Mapping[str, Any]:
    """Return the process that says it has the run, empty if none does."""
    try:
        owner = json.loads((folder / OWNER).read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(owner, dict) or type(owner.get("pid")) is not int:
        return {}
    return {"pid": owner["pid"], "host": printable(str(owner.get("host", "")))}


def _words_of(folder: Path) -> str:
    owner = owner_of(folder)
    return f"process {owner['pid']} on {owner['host']}" if owner else "another process"
