"""Which observations train and which test, and the scale that the training ones give to both."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from .dataset import Dataset, Labels, Split

Rows = NDArray[np.intp]


def split(dataset: Dataset, fraction: float, generator: np.random.Generator) -> tuple[Rows, Rows]:
    """Return the rows to train on and the rows to test on, each in random order.

    `fraction` of all rows go to the test; every class has that share of its rows there, as near
    as whole rows allow, and keeps one at least to train on.
    """
    order = generator.permutation(len(dataset))
    sizes = np.bincount(dataset.targets, minlength=len(dataset.class_names))
    is_test = (
        _rank_in_class(dataset.targets[order], sizes)
        < _test_counts(sizes, fraction)[dataset.targets[order]]
    )
    return order[~is_test], order[is_test]


def standardise(train: Dataset, test: Dataset) -> Split:
    """Shift and scale the features to mean 0 and standard deviation 1 in the training rows.

    The test rows are moved by the same amounts. A feature that does not vary is not scaled.
    """
    center = train.inputs.mean(axis=0)
    deviation = train.inputs.std(axis=0)
    # Rounding leaves a constant a deviation just above 0: compare its values instead. The
    # deviation of numbers below 1e-160 is 0 although they vary, for their squares underflow.
    varies = (np.ptp(train.inputs, axis=0) > 0) & (deviation > 0)
    scale = np.where(varies, deviation, 1.0)
    return Split(
        replace(train, inputs=(train.inputs - center) / scale),
        replace(test, inputs=(test.inputs - center) / scale),
        center,
        scale,
    )


def unscaled(train: Dataset, test: Dataset) -> Split:
    """Leave the features as they are."""
    features = train.inputs.shape[1]
    return Split(train, test, np.zeros(features), np.ones(features))


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
