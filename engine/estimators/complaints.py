"""Errors and warnings that scikit-learn has classes for: its own where it is loaded, else ours."""

import sys
from typing import Any
from warnings import warn


class NotFittedError(ValueError, AttributeError):
    """An estimator was asked for something before `fit`."""


class ConvergenceWarning(UserWarning):
    """Training ended before it had converged."""


class DataConversionWarning(UserWarning):
    """The data had to be reshaped."""


def counterpart(own: type[Any]) -> type[Any]:
    """Return scikit-learn's class of the same name if someone has imported it, else our own.

    Code that catches scikit-learn's classes must have imported them; importing them here would
    cost everyone else a second.
    """
    theirs = getattr(sys.modules.get("sklearn.exceptions"), own.__name__, own)
    return theirs if isinstance(theirs, type) else own


def check_fitted(estimator: object) -> None:
    """Raise NotFittedError if the estimator has no weights."""
    if not hasattr(estimator, "coefs_"):
        name = type(estimator).__name__
        raise counterpart(NotFittedError)(f"this {name} has learnt nothing yet: call fit first")


def warn_as(category: type[Warning], sentence: str, calls: int) -> None:
    """Warn by scikit-learn's class of the same name, if it is loaded.

    `calls` is the number of our functions between this one and the caller's line.
    """
    warn(sentence, counterpart(category), stacklevel=calls + 2)
