"""L-BFGS (Liu and Nocedal, 1989) by scipy, on the objective over all observations."""

from collections.abc import Callable
from typing import Any

import numpy as np

from ..nn.arrays import Doubles, Floats

Function = Callable[[Floats], tuple[float, Floats]]
"""From parameters to the objective and its gradient."""


def minimize(
    function: Function,
    parameters: Floats,
    *,
    tolerance: float,
    iterations: int,
    evaluations: int,
    visit: Callable[[Doubles], object] = lambda parameters: None,
) -> tuple[Floats, list[float], bool]:
    """Return the parameters found, the objective of each iteration, and whether it converged.

    `visit` is given a copy of the parameters after each iteration.
    It has converged when no element of the gradient is larger than `tolerance`, or the objective
    falls no further within the precision of numbers. Raises ImportError without scipy.
    """
    objectives: list[float] = []

    def note(intermediate_result: Any) -> None:
        objectives.append(float(intermediate_result.fun))
        visit(np.array(intermediate_result.x, np.float64))

    result = _scipy_minimize()(
        function,
        np.array(parameters, np.float64),
        method="L-BFGS-B",
        jac=True,
        callback=note,
        options={"maxfun": evaluations, "maxiter": iterations, "gtol": tolerance},
    )
    return result.x, objectives or [float(result.fun)], bool(result.success)


def _scipy_minimize() -> Callable[..., Any]:
    try:
        from scipy.optimize import minimize as function
    except ImportError as error:
        raise ImportError(
            "the solver lbfgs needs scipy, which is not installed: pip install 'npnn-tui[lbfgs]', "
            "or choose another solver"
        ) from error
    found: Callable[..., Any] = function
    return found
