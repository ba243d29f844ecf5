"""Whether a process trains a run at this moment, which the lock in its folder tells."""

import os
from pathlib import Path

LOCK = ".lock"


def is_held(folder: Path) -> bool:
    """Tell whether somebody holds the lock of a run; one that cannot be looked at counts as held.

    Where there is no lock none is made. A shared lock is tried, so that those who look at the same
    time do not take each other for the trainer.
    """
    try:
        number = os.open(folder / LOCK, os.O_RDONLY)
    except FileNotFoundError:
        return False
    except OSError:
        return True
    try:
        return _is_locked(number, folder / LOCK)
    finally:
        os.close(number)


if os.name == "posix":
    import fcntl

    def _is_locked(number: int, path: Path) -> bool:
        try:
            fcntl.flock(number, fcntl.LOCK_SH | fcntl.LOCK_NB)  # closing the file lets it go
        except OSError:
            return True
        return False

else:

    def _is_locked(number: int, path: Path) -> bool:
        from filelock import FileLock, Timeout

        try:
            with FileLock(path, timeout=0):
                return False
        except Timeout:
            return True
