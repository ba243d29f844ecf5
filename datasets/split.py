"""Which observations train and which test, and the scale that the training ones give to both."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from .dataset import Dataset, Floats, Labels, Split

Rows = NDArray[np.intp]


def split(dataset: Dataset, fraction: float, generator: np.random.Generator) -> tuple[Rows, Rows]:
    """Return the rows to train on and the rows to test on, each in random order.

    `fraction` of all rows go to the test; every class has that share of its rows there, as near
    as whole rows allow, and keeps one at least to train on. Without classes, all rows are alike.
    """
    classes = _classes(dataset)
    order = generator.permutation(len(dataset))
    sizes = np.bincount(classes, minlength=len(dataset.class_names))
    is_test = _rank_in_class(classes[order], sizes) < _test_counts(sizes, fraction)[classes[order]]
    return order[~is_test], order[is_test]


def standardise(train: Dataset, test: Dataset) -> Split:
    """Shift and scale the features to mean 0 and standard deviation 1 in the training rows.

    So are the targets of regression: a gradient grows with them, and prices of 100,000 would ask
    for a learning rate of their own. The test rows are moved by the same amounts. What does not
    vary is not scaled.
    """
    center, scale = _center_and_scale(train.inputs)
    moved = Split(
        replace(train, inputs=(train.inputs - center) / scale),
        replace(test, inputs=(test.inputs - center) / scale),
        center,
        scale,
    )
    return _with_moved_targets(moved) if moved.task == "regression" else moved


def unscaled(train: Dataset, test: Dataset) -> Split:
    """Leave the features as they are."""
    features = train.inputs.shape[1]
    return Split(train, test, np.zeros(features), np.ones(features))


def _with_moved_targets(split: Split) -> Split:
    columns = _center_and_scale(split.train.targets[:, None])
    center, scale = (column.item() for column in columns)
    return replace(
        split,
        train=replace(split.train, targets=(split.train.targets - center) / scale),
        test=replace(split.test, targets=(split.test.targets - center) / scale),
        target_center=center,
        target_scale=scale,
    )


def _center_and_scale(columns: Floats) -> tuple[Floats, Floats]:
    """Return mean and standard deviation of each column of (n, d), but 1 if it does not vary."""
    deviation = columns.std(axis=0)
    # Rounding leaves a constant a deviation just above 0: compare its values instead. The
    # deviation of numbers below 1e-160 is 0 although they vary, for their squares underflow.
    varies = (np.ptp(columns, axis=0) > 0) & (deviation > 0)
    return columns.mean(axis=0), np.where(varies, deviation, 1.0)


def _classes(dataset: Dataset) -> Labels:
    """Return the class of each observation; those of regression count as one class."""
    if dataset.task == "regression":
        return np.zeros(len(dataset), dtype=np.int64)
    return dataset.targets


def _test_counts(sizes: Labels, fraction: float) -> Labels:
    """Share out the test rows among the classes by largest remainder (Hamilton's method)."""
    shares = sizes * fraction
    counts = np.floor(shares).astype(np.int64)
    missing = round(sizes.sum() * fraction) - counts.sum()
    counts[np.argsort(counts - shares, kind="stable")[:missing]] += 1
    return np.asarray(np.minimum(counts, np.maximum(sizes - 1, 0)))


def _rank_in_class(targets: Labels, sizes: Labels) -> Labels:
    """Number the observations of each class 0, 1, 2, … in the order they come in."""
    by_class = np.argsort(targets, kind="stable")
    starts = np.cumsum(sizes) - sizes
    ranks = np.empty(len(targets), dtype=np.int64)
    ranks[by_class] = np.arange(len(targets)) - starts[targets[by_class]]
    return ranks
