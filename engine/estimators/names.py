"""The names of features, compared between `fit` and later calls."""

from warnings import warn

from numpy.typing import NDArray

Names = NDArray[object]  # type: ignore[type-var]

MOST_SHOWN = 5
"""Names in a message."""


def check_names(estimator: str, fitted: Names | None, given: Names | None) -> None:
    """Raise ValueError if the names are others, or in another order, than those seen by fit.

    Warns if only one of the two has names.
    """
    if fitted is None and given is None:
        return
    if given is None:
        _warn(f"X does not have valid feature names, but {estimator} was fitted with them")
    elif fitted is None:
        _warn(f"X has feature names, but {estimator} was fitted without feature names")
    elif list(fitted) != list(given):
        raise ValueError(_difference(list(fitted), list(given)))


def _warn(sentence: str) -> None:
    warn(sentence, UserWarning, stacklevel=6)


def _difference(fitted: list[str], given: list[str]) -> str:
    unseen = sorted(set(given) - set(fitted))
    missing = sorted(set(fitted) - set(given))
    message = "The feature names should match those that were passed during fit.\n"
    if unseen:
        message += "Feature names unseen at fit time:\n" + _listed(unseen)
    if missing:
        message += "Feature names seen at fit time, yet now missing:\n" + _listed(missing)
    if not unseen and not missing:
        message += "Feature names must be in the same order as they were in fit.\n"
    return message


def _listed(names: list[str]) -> str:
    lines = [f"- {name}\n" for name in names[:MOST_SHOWN]]
    return "".join([*lines, "- ...\n"] if len(names) > MOST_SHOWN else lines)
