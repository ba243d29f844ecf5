"""Without scikit-learn, scipy, pandas and polars: the estimators train and predict all the same."""

import subprocess
import sys

PROGRAM = """
import pickle, sys, warnings

class Blocker:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {"sklearn", "scipy", "pandas", "polars"}:
            raise ModuleNotFoundError(name, name=name)

sys.meta_path.insert(0, Blocker())
from npnn_tui.engine import MLPClassifier, MLPRegressor
from npnn_tui.engine.estimators.complaints import ConvergenceWarning, NotFittedError

points = [[0.0], [1.0], [2.0], [3.0]]
model = MLPClassifier((8,), solver="gd", learning_rate_init=0.5, random_state=0, max_iter=500)
try:
    model.predict(points)
except NotFittedError as error:
    assert isinstance(error, ValueError) and isinstance(error, AttributeError)
    print(error)
model.fit(points, ["low", "low", "high", "high"])
print(*pickle.loads(pickle.dumps(model)).predict(points))
print(MLPClassifier(**model.get_params()).fit(points, [1, 1, 0, 0]).score(points, [1, 1, 0, 0]))
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    MLPRegressor(max_iter=2).fit(points, [1.0, 2.0, 3.0, 4.0])
assert [warning.category for warning in caught] == [ConvergenceWarning]
try:
    MLPRegressor(solver="lbfgs").fit(points, [1.0, 2.0, 3.0, 4.0])
except ImportError as error:
    print(error)
assert not {"sklearn", "scipy", "pandas", "polars"} & set(sys.modules)
"""


def test_it_works_without_scikit_learn() -> None:
    words = [sys.executable, "-c", PROGRAM]
    finished = subprocess.run(words, capture_output=True, text=True, check=False)
    assert finished.stderr == ""
    assert finished.stdout.splitlines() == [
        "this MLPClassifier has learnt nothing yet: call fit first",
        "low low high high",
        "1.0",
        "the solver lbfgs needs scipy, which is not installed: pip install 'npnn-tui[lbfgs]', "
        "or choose another solver",
    ]
