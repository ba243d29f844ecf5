"""The plane in feature space on which predictions are drawn, and the way to it and back."""

from dataclasses import dataclass

import numpy as np

from .columns import listed
from .dataset import Floats, Split
from .knobs import FieldError
from .text import printable

MARGIN = 0.08
"""Share of the width of the data that is left free on each side."""


@dataclass(frozen=True, eq=False)
class Plane:
    """A plane through the network's inputs, with coordinates of its own.

    The point (u, v) stands for the inputs `origin + u * axes[0] + v * axes[1]`; `origin` is (d,),
    `axes` is (2, d) and orthogonal. On a plane of two features, coordinates are in the units of
    the data, whether or not the network sees them standardised. With one feature the second axis
    is flat: zero, and labelled "". Labels may hold any characters; print them through `printable`.
    """

    origin: Floats
    axes: Floats
    labels: tuple[str, str]

    @classmethod
    def of(cls, split: Split, choice: str = "auto") -> "Plane":
        """Choose a plane: `auto`, `principal`, or two features by name or number, as in `a,b`.

        `auto` is the plane of all features when there are one or two, else the principal one.
        Other features stay at their training means. Raises FieldError (field `plane`).
        """
        names = split.train.feature_names
        if choice == "principal" or (choice == "auto" and len(names) > 2):
            return _principal(split.train.inputs)
        if choice == "auto":
            return _of_features(split, tuple(range(len(names))))
        return _of_features(split, _chosen(names, choice))

    def project(self, inputs: Floats) -> Floats:
        """Return the coordinates (n, 2) of the points of the plane nearest to inputs (n, d)."""
        lengths = (self.axes**2).sum(axis=1)
        return (inputs - self.origin) @ self.axes.T / np.where(lengths > 0, lengths, 1)

    def lift(self, points: Floats) -> Floats:
        """Return the network's inputs (n, d) at coordinates (n, 2)."""
        return self.origin + points @ self.axes


def window(positions: Floats) -> tuple[tuple[float, float], tuple[float, float]]:
    """Return the limits of each coordinate within which positions (n, 2) lie, with a margin."""
    return _limits(positions[:, 0]), _limits(positions[:, 1])


def _limits(values: Floats) -> tuple[float, float]:
    low, high = float(values.min()), float(values.max())
    margin = MARGIN * (high - low) or 1.0
    return low - margin, high + margin


def _of_features(split: Split, features: tuple[int, ...]) -> Plane:
    """Span the plane by one or two features: raw = inputs * scale + center, solved for inputs."""
    origin = split.train.inputs.mean(axis=0)
    axes = np.zeros((2, len(origin)))
    for axis, feature in enumerate(features):
        axes[axis, feature] = 1 / split.scale[feature]
        origin[feature] = -split.center[feature] / split.scale[feature]
    names = [split.train.feature_names[feature] for feature in features]
    return Plane(origin, axes, (names[0], names[1] if len(names) > 1 else ""))


def _principal(inputs: Floats) -> Plane:
    """Span the plane by the two directions of greatest variance, each with its share of it.

    Turned so that the largest part of each is positive: a direction has no sign of its own.
    """
    origin = inputs.mean(axis=0)
    variances, directions = _components(inputs - origin)
    axes = np.zeros((2, len(origin)))
    axes[: len(directions)] = directions[:2]
    axes *= np.sign([[row[np.abs(row).argmax()]] for row in axes])
    shares = 100 * variances / (variances.sum() or 1)
    labels = [f"PC {number} ({share:.0f} %)" for number, share in enumerate(shares[:2], start=1)]
    return Plane(origin, axes, (labels[0], labels[1] if len(labels) > 1 else ""))


def _components(centered: Floats) -> tuple[Floats, Floats]:
    """Return variances, greatest first and up to a factor, and their directions, one a row."""
    rows, features = centered.shape
    if rows < features:
        _, deviations, directions = np.linalg.svd(centered, full_matrices=False)
        return deviations**2, directions
    # With many rows, the (features, features) products are far cheaper than the decomposition
    # of all rows.
    variances, directions = np.linalg.eigh(centered.T @ centered)
    return np.maximum(variances[::-1], 0), directions.T[::-1]


def _chosen(names: tuple[str, ...], choice: str) -> tuple[int, int]:
    """Find the two features; a name may itself hold commas, so each comma is tried."""
    parts = choice.split(",")
    for cut in range(1, len(parts)):
        first = _feature(names, ",".join(parts[:cut]))
        second = _feature(names, ",".join(parts[cut:]))
        if first is not None and second is not None and first != second:
            return first, second
    allowed = "auto, principal, or two different features separated by a comma"
    got = printable(choice) or "nothing"
    raise FieldError("plane", f"plane must be {allowed}, got {got}; features: {listed(names)}")


def _feature(names: tuple[str, ...], wanted: str) -> int | None:
    """Return the number, from 0, of a feature given by its name or by its number from 1."""
    for spelling in (wanted, wanted.strip()):
        if spelling in names:
            return names.index(spelling)
    numbers = [str(number) for number in range(1, len(names) + 1)]
    return numbers.index(wanted.strip()) if wanted.strip() in numbers else None
