"""What lists say of a run, in texts that are safe to print. Loads neither arrays nor a screen."""

from datetime import datetime
from math import isfinite
from pathlib import PurePath

from npnn_tui.datasets.sources import is_file
from npnn_tui.datasets.text import printable
from npnn_tui.engine.runs.listing import Entry

from ..tasks import TASK_WORDS, TaskWords

NOTHING = "—"


def name_of(entry: Entry) -> str:
    """Return the name of a run."""
    return printable(entry.name, 100)


def status_of(entry: Entry) -> str:
    """Return its status."""
    return printable(entry.status, 20)


def data_of(entry: Entry) -> str:
    """Return what it was trained on: the name of a set, or of a file without its folders."""
    data = entry.summary.data if entry.summary else ""
    return printable(PurePath(data).name if is_file(data) else data)


def changed_of(entry: Entry) -> str:
    """Return the knobs that differ from their defaults, as a filter takes them."""
    knobs = entry.summary.knobs if entry.summary else {}
    texts = [f"{name}={text}" for name, text in knobs.items() if name != "data"]
    return " ".join(printable(text) for text in texts)


def epochs_of(entry: Entry) -> str:
    """Return how many epochs it was trained for."""
    return f"{entry.summary.epoch:,}" if entry.summary else ""


def loss_of(entry: Entry) -> str:
    """Return its test loss."""
    return number(entry.figure("test_loss"))


def score_of(entry: Entry) -> str:
    """Return its accuracy or R², of the training observations where no others are."""
    score = entry.figure("score")
    return task_words(entry).written(score) if isfinite(score) else ""


def when_of(entry: Entry) -> str:
    """Return the minute in which it was last saved, in local time."""
    return moment(entry.saved)[:16]


def tags_of(entry: Entry) -> str:
    """Return its tags."""
    return " ".join(map(printable, entry.label.tags))


def task_words(entry: Entry) -> TaskWords:
    """Return the words of its task, those of classification if it has none that is known."""
    task = entry.summary.task if entry.summary else ""
    return TASK_WORDS["regression" if task == "regression" else "classification"]


def number(value: float) -> str:
    """Return a figure in three digits, nothing where there is none."""
    return f"{value:.3g}" if isfinite(value) else ""


def moment(seconds: float) -> str:
    """Return a moment, in seconds since 1970, by the local clock; a dash if it is beyond it."""
    try:
        return f"{datetime.fromtimestamp(seconds):%Y-%m-%d %H:%M:%S}" if seconds else NOTHING
    except (OverflowError, ValueError, OSError):
        return NOTHING


def size(count: int) -> str:
    """Return a number of bytes as people say it."""
    for unit, least in (("GB", 1e9), ("MB", 1e6), ("kB", 1e3)):
        if count >= least:
            return f"{count / least:.1f} {unit}"
    return f"{count} B"


def counted(count: int, noun: str = "run") -> str:
    """Return so many runs in words: 1 run, 2 runs."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
