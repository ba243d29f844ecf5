"""The network behind scikit-learn's interface, which needs no scikit-learn to work.

Knows networks and the planned descent; knows no knobs, no session and no screen.
"""

from .classifier import MLPClassifier
from .regressor import MLPRegressor

__all__ = ["MLPClassifier", "MLPRegressor"]
