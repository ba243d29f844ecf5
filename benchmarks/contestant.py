"""What takes part in a comparison: one library's way of training, on one problem."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Protocol

from .cases import Case
from .problem import Parameters, Problem
from .timing import Runner


class AbsentError(Exception):
    """A contestant cannot take part; the message says why."""


class Contestant(Runner, Protocol):
    """A network in training. Its start is the problem's weights and an unused optimizer.

    Compiling belongs to the first run, which is not timed.
    """

    def parameters(self) -> Parameters:
        """Return the weights (fan_in, fan_out) and biases (fan_out,) of each layer, as learned."""


@dataclass(frozen=True)
class Peer:
    """A library's way of training: the package it needs, and how it prepares for a problem."""

    package: str
    prepare: Callable[[Problem], Contestant]
    covers: Callable[[Case], bool] = lambda case: True

    def enter(self, problem: Problem) -> Contestant:
        """Return the contestant; raises AbsentError where its package is not installed."""
        if find_spec(self.package) is None:
            raise AbsentError(f"{self.package} is not installed")
        return self.prepare(problem)
