"""Files that are replaced as a whole: after a kill there is the old one or the new one."""

import os
from pathlib import Path


def replace_file(
    path: Path, content: bytes, *, synced: bool = True, keep: Path | None = None
) -> None:
    """Write a file beside, have it synced to the disk, and put it in place; raises OSError.

    What was in place goes to `keep`, if that is given.
    """
    part = path.with_name(f"{path.name}.part")
    try:
        with open(part, "wb") as file:
            file.write(content)
            file.flush()
            if synced:
                os.fsync(file.fileno())
        if keep and path.exists():
            os.replace(path, keep)
        os.replace(part, path)
    except OSError:
        part.unlink(missing_ok=True)  # a full disk needs the room
        raise
    if synced:
        sync_folder(path.parent)


def sync_folder(path: Path) -> None:
    """Have the names in a folder synced to the disk, where the system can."""
    if os.name != "posix":
        return
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
