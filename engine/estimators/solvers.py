"""Solvers by name: the optimizer of each, and the method that the parameters describe."""

from collections.abc import Callable
from dataclasses import dataclass

from ..plan import OPTIMIZERS, Method
from .parameters import Parameters


def _of_sgd(parameters: Parameters) -> str:
    if not parameters.momentum:
        return "gd"
    return "nesterov" if parameters.nesterovs_momentum else "momentum"


SOLVERS: dict[str, Callable[[Parameters], str]] = {
    "sgd": _of_sgd,
    "lbfgs": lambda parameters: "lbfgs",
    **{name: lambda parameters: parameters.solver for name in OPTIMIZERS},
}
"""The name of the optimizer that a solver stands for."""

SCHEDULED = ("gd", "momentum", "nesterov")
"""The optimizers that follow `learning_rate`; the others find steps of their own."""


@dataclass(frozen=True)
class InverseScaling:
    """The factor (observations seen + 1) ** -power at the beginning of each epoch."""

    power: float
    observations: int
    seen: int

    def __call__(self, epoch: int) -> float:
        """Return the factor of an epoch, the first one being 0."""
        return float((self.seen + epoch * self.observations + 1) ** -self.power)


def optimizer_of(parameters: Parameters) -> str:
    """Return the name of the optimizer."""
    return SOLVERS[parameters.solver](parameters)


def batch_of(parameters: Parameters, observations: int) -> int:
    """Return how many of so many observations a step sees."""
    size = parameters.batch_size
    if size is None:
        return observations
    return min(200 if size == "auto" else int(size), observations)


def is_adaptive(parameters: Parameters) -> bool:
    """Tell whether the learning rate falls where training would have stopped."""
    return parameters.learning_rate == "adaptive" and optimizer_of(parameters) in SCHEDULED


def method_of(parameters: Parameters, observations: int, seen: int) -> Method:
    """Return the method for so many observations, after others have been seen.

    A Method divides L2 by the number of all observations, scikit-learn by that of the batch.
    """
    optimizer = optimizer_of(parameters)
    falls = parameters.learning_rate == "invscaling" and optimizer in SCHEDULED
    return Method(
        optimizer=optimizer,
        learning_rate=float(parameters.learning_rate_init),
        reduction=parameters.reduction,
        l2=float(parameters.alpha) * observations / batch_of(parameters, observations),
        momentum=float(parameters.momentum),
        rho=float(parameters.rho),
        beta_1=float(parameters.beta_1),
        beta_2=float(parameters.beta_2),
        epsilon=float(parameters.epsilon),
        schedule=InverseScaling(float(parameters.power_t), observations, seen) if falls else None,
    )
