"""Adam (Kingma and Ba, 2015) as PyTorch writes it, for peers that bring no optimizer.

    p -= rate * (m / (1 - beta_1^t)) / (sqrt(v / (1 - beta_2^t)) + epsilon)

scikit-learn adds epsilon to sqrt(v) instead, before the correction.
"""

from collections.abc import Callable
from typing import Any

BETA_1, BETA_2, EPSILON = 0.9, 0.999, 1e-8
"""The paper's values, which are everyone's defaults."""


def moments(gradient: Any, mean: Any, square: Any) -> tuple[Any, Any]:
    """Return the running means of the gradient and of its square."""
    mean = BETA_1 * mean + (1 - BETA_1) * gradient
    square = BETA_2 * square + (1 - BETA_2) * gradient * gradient
    return mean, square


def step(sqrt: Callable[[Any], Any], moments: tuple[Any, Any], count: Any, rate: float) -> Any:
    """Return what to take off the parameter in step number `count`, which starts at 1."""
    mean, square = moments
    size = rate / (1 - BETA_1**count)
    return size * mean / (sqrt(square / (1 - BETA_2**count)) + EPSILON)
