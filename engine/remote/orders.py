"""Commands as records and back. What comes over a socket is checked before it is obeyed."""

import math
import os
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from npnn_tui.datasets.sources import is_file

from ..runs.packing import DamagedError, Record
from ..training.commands import Apply, Command, Pause, Play, Reset, Rest, SetPace, Step
from ..training.experiment import Experiment

LONGEST_REST = 1.0
MOST_EPOCHS = 10**9


def record_of(command: Command) -> Record:
    """Return a command as a record; Look and Close have others, as they are a viewer's own."""
    values = vars(command)
    if isinstance(command, Apply):
        values = {"values": _anywhere(command.experiment), "anew": command.anew}
    return {"kind": "command", "name": type(command).__name__, **values}


def command_of(record: Record) -> Command:
    """Return the command of a record; raises DamagedError, or FieldError for a bad knob."""
    make = COMMANDS.get(record.get("name", ""))
    if make is None:
        raise DamagedError("it is no command")
    try:
        return make(record)
    except (KeyError, TypeError, AttributeError):
        raise DamagedError("it is no command") from None


def probe_points(record: Record) -> Any:
    """Return the points (n, features) of a probe, or None; raises DamagedError."""
    points = record.get("points")
    if points is None:
        return None
    is_table = isinstance(points, np.ndarray) and points.ndim == 2
    if not is_table or points.dtype.name not in ("float32", "float64"):
        raise DamagedError("its points are no table of numbers")
    return points


def _apply(record: Record) -> Apply:
    values = record["values"]
    if not isinstance(values, dict) or type(record["anew"]) is not bool:
        raise DamagedError("it is no experiment")
    return Apply(Experiment().changed(values), record["anew"])


def _set_pace(record: Record) -> SetPace:
    pace = record["epochs_per_second"]
    if type(pace) is not float or math.isnan(pace) or pace <= 0:
        raise DamagedError("it is no pace")
    return SetPace(pace)


def _step(record: Record) -> Step:
    epochs = record["epochs"]
    if type(epochs) is not int or not 1 <= epochs <= MOST_EPOCHS:
        raise DamagedError("it is no number of epochs")
    return Step(epochs)


def _rest(record: Record) -> Rest:
    seconds = record["seconds"]
    if type(seconds) is not float or not 0 <= seconds <= LONGEST_REST:
        raise DamagedError("it is no rest")
    return Rest(seconds)


def _anywhere(experiment: Experiment) -> Mapping[str, Any]:
    """Return the values, the path of a table being one that leads there from any folder."""
    data = experiment.recipe.data
    if not is_file(data):
        return experiment.values
    return {**experiment.values, "data": os.path.abspath(os.path.expanduser(data))}


COMMANDS: Mapping[str, Callable[[Record], Command]] = {
    "Apply": _apply,
    "Play": lambda _: Play(),
    "Pause": lambda _: Pause(),
    "Reset": lambda _: Reset(),
    "Step": _step,
    "SetPace": _set_pace,
    "Rest": _rest,
}
"""What a viewer can ask for, by its name."""
