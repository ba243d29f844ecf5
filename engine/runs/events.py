"""events.log: what happened to a run and when, a line each, for people."""

from datetime import datetime
from pathlib import Path

from npnn_tui.datasets.text import printable

LONGEST = 1000


def note(path: Path, epoch: int, text: str) -> None:
    """Add a line; raises OSError."""
    now = datetime.now().astimezone().isoformat(timespec="seconds")
    with open(path, "a", encoding="utf-8") as file:
        file.write(f"{now}  epoch {epoch:,}  {printable(text, LONGEST)}\n")
