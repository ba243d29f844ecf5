"""Observations drawn over a class field. Knows neither axes nor the network."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .cells import NO_COLOR, Cells
from .palette import (
    Marker,
    class_colors,
    farthest,
    readable,
    shapes_of,
)
from .scales import Limits, Scale


@dataclass(frozen=True, eq=False)
class Observations:
    """Where the observations lie and what they are.

    `positions` (n, 2) in the units of the data, the true `classes` (n,), and whether each is of
    the `test` part and is misclassified (`wrong`), both (n,) bool.
    """

    positions: NDArray[np.floating]
    classes: NDArray[np.integer]
    test: NDArray[np.bool_]
    wrong: NDArray[np.bool_]


def draw_points(
    field: Cells,
    observations: Observations,
    x_limits: Limits,
    y_limits: Limits,
    *,
    marker: Marker,
    background: int,
) -> Cells:
    """Return the field with one shape in each cell in which observations lie.

    Where several meet, a misclassified one is shown before one of the test part, and this before
    one of the training part; it is drawn on a cell filled with the colour of its true class. What
    is outside the limits or not finite is left out.
    """
    urgency = 2 * observations.wrong.astype(int) + observations.test
    column, row, shown = visible(observations.positions, urgency, field, x_limits, y_limits)
    colors, wrong = class_colors(observations.classes[shown]), observations.wrong[shown]
    beneath = field.background[row, column]
    beneath = np.where(beneath < 0, background, beneath)
    top = Cells.blank(field.width, field.height)
    top.characters[row, column] = _shapes(observations, marker)[shown]
    top.foreground[row, column] = np.where(wrong, farthest(colors), readable(colors, beneath))
    top.background[row, column] = np.where(wrong, colors, NO_COLOR)
    return field.overlay(top)


def visible(
    positions: NDArray[np.floating],
    urgency: NDArray[np.integer],
    field: Cells,
    x_limits: Limits,
    y_limits: Limits,
) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.intp]]:
    """Return column, row and index of one observation for each cell of the field that has any.

    It is the most urgent one, the first among equals.
    """
    column, row, seen = _cells_of(positions, field, x_limits, y_limits)
    cell = row[seen] * field.width + column[seen]
    order = np.lexsort((-urgency[seen], cell))
    _, first = np.unique(cell[order], return_index=True)
    shown = seen[order[first]]
    return column[shown], row[shown], shown


def _cells_of(
    positions: NDArray[np.floating], field: Cells, x_limits: Limits, y_limits: Limits
) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.intp]]:
    """Return column and row of each observation, and the indices of those within the limits."""
    x_scale, y_scale = Scale.of(x_limits), Scale.of(y_limits)
    x, y = positions[:, 0], positions[:, 1]
    inside = (x >= x_scale.low) & (x <= x_scale.high) & (y >= y_scale.low) & (y <= y_scale.high)
    column = x_scale.bins(np.where(inside, x, x_scale.low), field.width)
    above = y_scale.bins(np.where(inside, y, y_scale.low), field.height)
    return column, field.height - 1 - above, np.flatnonzero(inside)


def _shapes(observations: Observations, marker: Marker) -> NDArray[np.str_]:
    """Return the character of each observation."""
    shapes = shapes_of(marker)
    filled, hollow = np.array(list(shapes.filled)), np.array(list(shapes.hollow))
    number = observations.classes % len(filled)
    right = np.where(observations.test, hollow[number], filled[number])
    return np.where(observations.wrong, shapes.wrong, right)
