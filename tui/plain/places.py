"""What the network answers in the plane, in words: row by row, and at one place."""

from collections.abc import Sequence
from itertools import groupby

import numpy as np
from npnn_tui.datasets.dataset import Floats, Split
from npnn_tui.datasets.knobs import FieldError
from npnn_tui.datasets.numerals import number as number_in
from npnn_tui.datasets.plane import Plane
from npnn_tui.datasets.text import printable

from .words import NONE, named, number
from .worker import Worker

COLUMNS, ROWS, FEW = 41, 7, 5
"""Places along a row of classes, rows, and numbers along a row of numbers."""

SURE = 0.9

MOST_PROBABILITIES = 4


def described(worker: Worker, choice: str) -> list[str]:
    """Say which class, or which number, is answered where; raises FieldError for no such plane."""
    split = worker.snapshot.split
    plane = Plane.of(split, choice)
    return (_classes if split.task == "classification" else _numbers)(worker, split, plane)


def at_place(worker: Worker, text: str, choice: str) -> str:
    """Say what is answered at one observation, given by its features or its place in the plane.

    Raises FieldError (field `predict`).
    """
    split = worker.snapshot.split
    plane = Plane.of(split, choice)
    values = [number_in(word) for word in text.replace(",", " ").split()]
    features = len(split.train.feature_names)
    on_plane = features > 2 == len(values)
    if None in values or not (on_plane or len(values) == features):
        raise FieldError("predict", f"predict must be {wanted(split)}, got {_shown(text)}")
    point = np.array([values], dtype=float)
    inputs = plane.lift(point) if on_plane else (point - split.center) / split.scale
    labels = plane.labels if on_plane else split.train.feature_names
    return f"At {_where(labels, point[0])}: {_answer(worker.predict(inputs)[0], split)}."


def wanted(split: Split) -> str:
    """Say which numbers stand for a place."""
    names = [printable(name, 30) for name in split.train.feature_names]
    if len(names) == 1:
        return f"a number, {names[0]}"
    if len(names) == 2:
        return f"2 numbers, {names[0]} and {names[1]}"
    return f"2 numbers on the plane that describe tells of, or {len(names)}, one for each feature"


def _shown(text: str) -> str:
    return printable(text) or "nothing"


def _where(labels: Sequence[str], values: Floats) -> str:
    pairs = [(label, value) for label, value in zip(labels, values, strict=True) if label]
    if len(pairs) > 4:
        return f"these {len(pairs)} features"
    return ", ".join(f"{printable(label, 30)} {number(value)}" for label, value in pairs)


def _answer(values: Floats, split: Split) -> str:
    if not np.isfinite(values).all():
        return NONE
    names = split.train.class_names
    if split.task == "regression":
        target = printable(split.train.target_name, 40) or "prediction"
        return f"{target} {number(float(split.raw_targets(values.astype(float))[0]))}"
    order = np.argsort(-values, kind="stable")[:MOST_PROBABILITIES].tolist()
    return ", ".join(f"class {named(names, each)} {values[each]:.1%}" for each in order)


def _classes(worker: Worker, split: Split, plane: Plane) -> list[str]:
    """Say how large each class is, then where it lies in each row."""
    across, down = _ticks(split, plane, COLUMNS)
    answers = worker.predict(plane.lift(_grid(across, down)))
    classes = answers.argmax(axis=1)
    names = split.train.class_names
    shares = [
        f"class {named(names, each)} {np.mean(classes == each):.0%}"
        for each in np.unique(classes).tolist()
    ]
    sure = np.mean(answers.max(axis=1) >= SURE)
    rows = classes.reshape(len(down), -1)
    return [
        f"Shares of the plane: {', '.join(shares)}. Surer than {SURE:.0%}: {sure:.0%} of it.",
        _extent(plane, across),
        *(
            f"{_row(plane, y)}{_runs(row, across, names)}."
            for y, row in zip(down, rows, strict=True)
        ),
    ]


def _runs(row: Floats, across: Floats, names: tuple[str, ...]) -> str:
    """Return "0 up to -0.31, 1 up to 1.2, then 0"."""
    runs = [(int(each), len(list(same))) for each, same in groupby(row.tolist())]
    ends = np.cumsum([length for _, length in runs])[:-1]
    borders = [float(across[end - 1 : end + 1].mean()) for end in ends]
    parts = [
        f"{named(names, each)} up to {border:.2g}"
        for (each, _), border in zip(runs, borders, strict=False)
    ]
    last = named(names, runs[-1][0])
    return ", ".join([*parts, f"then {last}"]) if parts else f"{last} all along"


def _numbers(worker: Worker, split: Split, plane: Plane) -> list[str]:
    """Say the lowest and the highest prediction, then the numbers of each row."""
    across, down = _ticks(split, plane, FEW)
    grid = _grid(across, down)
    values = split.raw_targets(worker.predict(plane.lift(grid))[:, 0].astype(float))
    lowest, highest = int(values.argmin()), int(values.argmax())
    rows = values.reshape(len(down), -1)
    target = printable(split.train.target_name, 40) or "prediction"
    return [
        f"Predicted {target}: lowest {number(values[lowest])} at "
        f"{_where(plane.labels, grid[lowest])}; highest {number(values[highest])} at "
        f"{_where(plane.labels, grid[highest])}.",
        f"{printable(plane.labels[0], 30)} of the columns: {', '.join(map(_short, across))}.",
        *(
            f"{_row(plane, y)}{', '.join(map(number, row))}."
            for y, row in zip(down, rows, strict=True)
        ),
    ]


def _extent(plane: Plane, across: Floats) -> str:
    label = printable(plane.labels[0], 30)
    return f"{label} goes from {_short(across[0])} to {_short(across[-1])}. From top to bottom:"


def _row(plane: Plane, y: float) -> str:
    label = printable(plane.labels[1], 30)
    return f"At {label} {_short(y)}: " if label else "All along: "


def _short(value: float) -> str:
    return f"{value:.2g}"


def _ticks(split: Split, plane: Plane, columns: int) -> tuple[Floats, Floats]:
    """Return coordinates across and, from the top, down, over all training observations."""
    positions = plane.project(split.train.inputs)
    (left, low), (right, high) = positions.min(axis=0), positions.max(axis=0)
    rows = ROWS if plane.labels[1] else 1
    return np.linspace(left, right, columns), np.linspace(high, low, rows)


def _grid(across: Floats, down: Floats) -> Floats:
    return np.stack(np.meshgrid(across, down), axis=-1).reshape(-1, 2)
