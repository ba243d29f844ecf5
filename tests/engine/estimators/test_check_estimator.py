"""scikit-learn's own checks, all of them, with none expected to fail."""

from collections.abc import Callable, Iterator
from typing import Any
from warnings import catch_warnings, simplefilter

import pytest
from npnn_tui.engine import MLPClassifier, MLPRegressor
from sklearn.utils.estimator_checks import estimator_checks_generator

Check = Callable[[Any], object]


def checks() -> Iterator[Any]:
    with catch_warnings():
        simplefilter("ignore")  # that we do not inherit from BaseEstimator
        for model in (MLPClassifier(), MLPRegressor()):
            for number, (estimator, check) in enumerate(estimator_checks_generator(model)):
                name = getattr(check, "func", check).__name__
                yield pytest.param(estimator, check, id=f"{type(model).__name__}-{number}-{name}")


CHECKS = list(checks())


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(("estimator", "check"), CHECKS)
def test_check(estimator: object, check: Check, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SCIPY_ARRAY_API", "1")  # else one check of them is skipped
    check(estimator)


@pytest.mark.parametrize("model", [MLPClassifier, MLPRegressor])
def test_the_checks_of_a_kind_are_among_them(model: type) -> None:
    """Tags decide which checks there are: without tags nearly none would run."""
    names = {param.id for param in CHECKS if str(param.id).startswith(model.__name__)}
    kind = "classifiers" if model is MLPClassifier else "regressors"
    assert any(f"check_{kind}_train" in str(name) for name in names)
    assert len(names) > 45
