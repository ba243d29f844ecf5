"""The same trainings by scikit-learn: a grid search on one split, in two jobs."""

import os
from time import perf_counter

import numpy as np
from npnn_tui.datasets.loading import load
from npnn_tui.engine.sweeps.sweep import Point
from sklearn.model_selection import GridSearchCV
from sklearn.neural_network import MLPClassifier


def grid_search(points: list[Point]) -> float:
    """Return how long GridSearchCV takes to fit a network for each point.

    Its `sgd` without momentum, in one batch and at a constant rate, takes the same steps as ours
    on the mean gradient. Each fit is scored once, as ours is.
    """
    experiment = points[0].experiment
    config, train = experiment.config, load(experiment.recipe).train
    rows = np.arange(len(train))
    network = MLPClassifier(
        config.hidden,
        activation="relu",
        solver="sgd",
        batch_size=len(train),
        momentum=0.0,
        max_iter=config.max_epochs,
        n_iter_no_change=config.max_epochs,
        tol=0.0,
        shuffle=False,
    )
    configs = [point.experiment.config for point in points]
    rates = sorted({each.learning_rate * len(train) for each in configs})
    penalties = sorted({each.l2 for each in configs})
    grid = {"learning_rate_init": rates, "alpha": penalties}
    search = GridSearchCV(network, grid, n_jobs=2, cv=[(rows, rows)], refit=False)
    os.environ["PYTHONWARNINGS"] = "ignore"  # its jobs would say of each that it has not converged
    began = perf_counter()
    search.fit(train.inputs.astype(np.float32), train.targets)
    return perf_counter() - began
