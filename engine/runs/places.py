"""Where runs lie and how they are named. A name is a folder's, so that it must be harmless."""

import os
import re
from collections.abc import Iterator
from datetime import datetime
from itertools import count
from pathlib import Path, PurePath

from npnn_tui.datasets.knobs import FieldError
from npnn_tui.datasets.sources import is_file
from npnn_tui.datasets.text import printable

VARIABLE = "NPNN_TUI_RUNS"

LONGEST = 80

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")

NAME_SENTENCE = (
    f"1 to {LONGEST} letters, digits, dots, hyphens and underscores, a letter or digit first"
)


def runs_folder(chosen: str | None = None) -> Path:
    """Return the folder of all runs: the chosen one, else NPNN_TUI_RUNS, else the user's data."""
    if named := chosen or os.environ.get(VARIABLE):
        return Path(os.path.abspath(os.path.expanduser(named)))
    from platformdirs import user_data_path

    return user_data_path("npnn-tui", appauthor=False) / "runs"


def check_name(name: str) -> str:
    """Return the name of a run; raises FieldError for one that could lead elsewhere."""
    if not _NAME.fullmatch(name) or len(name) > LONGEST or name.endswith("."):
        got = printable(name) or "nothing"
        raise FieldError("run", f"run must be a name of {NAME_SENTENCE}, got {got}")
    return name


def make_folder(runs: Path, data: str, now: datetime, name: str = "") -> Path:
    """Make the folder of a new run; raises OSError.

    Without a name it is called after the minute and the data: 2026-11-24-1540-moons. Where there
    is such a run already, the next one gets a number: moons-2.
    """
    runs.mkdir(parents=True, exist_ok=True, mode=0o700)
    for candidate in _candidates(name or f"{now:%Y-%m-%d-%H%M}-{_word_of(data)}"):
        path = runs / candidate
        try:
            path.mkdir(mode=0o700)
        except FileExistsError:
            continue
        return path
    raise AssertionError("there is no end of numbers")


def _candidates(name: str) -> Iterator[str]:
    yield name
    for number in count(2):
        yield f"{name}-{number}"


def _word_of(data: str) -> str:
    """Return what the name of a run says of its data."""
    name = PurePath(data).stem if is_file(data) else data
    return re.sub("[^A-Za-z0-9_-]+", "-", name)[:30].strip("-") or "data"
