"""Optimizers as plans: from a gradient to changed parameters, in order of what they remember."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from math import sqrt

import numpy as np

from ..nn.arrays import Doubles, Floats
from .calls import Call
from .method import Method


class Memory:
    """What an optimizer remembers: `moments` (vectors, parameters) and the steps it has taken."""

    def __init__(self, vectors: int, parameters: Floats) -> None:
        self.moments = np.zeros((vectors, *parameters.shape), parameters.dtype)
        self.steps = 0


@dataclass(frozen=True, eq=False)
class Update:
    """The vectors that an optimizer works on; it may overwrite the gradient and the scratch.

    `rate` is the learning rate, an array without axes that changes with the schedule. The vectors
    of a stack have the shape (networks, parameters); its `rate`, and `l2`, (networks, 1).
    """

    parameters: Floats
    gradient: Floats
    scratch: Floats
    memory: Memory
    rate: Floats
    l2: float | Doubles
    method: Method


@dataclass(frozen=True)
class Optimizer:
    """An optimizer's plan and the number of its moments.

    If `scaled` it expects the gradient times the learning rate. If `decoupled` L2 shrinks the
    weights by themselves and is no part of the gradient: for gradient descent the two are the
    same.
    """

    plan: Callable[[Update], list[Call]]
    vectors: int = 0
    scaled: bool = False
    decoupled: bool = False


def _gradient_descent(update: Update) -> list[Call]:
    return [partial(np.subtract, update.parameters, update.gradient, update.parameters)]


def _gather_speed(update: Update) -> list[Call]:
    """v = momentum v - rate g, with -v in the place of v."""
    (velocity,) = update.memory.moments
    momentum = velocity.dtype.type(update.method.momentum)
    return [
        partial(np.multiply, velocity, momentum, velocity),
        partial(np.add, velocity, update.gradient, velocity),
    ]


def _momentum(update: Update) -> list[Call]:
    """p += v (Polyak, 1964)."""
    (velocity,) = update.memory.moments
    move = partial(np.subtract, update.parameters, velocity, update.parameters)
    return [*_gather_speed(update), move]


def _nesterov(update: Update) -> list[Call]:
    """p += momentum v - rate g (Sutskever et al., 2013, looking ahead)."""
    (velocity,) = update.memory.moments
    momentum = velocity.dtype.type(update.method.momentum)
    return [
        *_gather_speed(update),
        partial(np.multiply, velocity, momentum, update.scratch),
        partial(np.add, update.gradient, update.scratch, update.gradient),
        partial(np.subtract, update.parameters, update.gradient, update.parameters),
    ]


def _rmsprop(update: Update) -> list[Call]:
    """s = rho s + (1 - rho) g^2; p -= rate g / (sqrt(s) + epsilon) (Tieleman and Hinton, 2012).

    The moment kept is s / (1 - rho).
    """
    (squares,) = update.memory.moments
    method, number = update.method, squares.dtype.type
    root = sqrt(1 - method.rho)
    return [
        partial(np.multiply, update.gradient, update.gradient, update.scratch),
        partial(np.multiply, squares, number(method.rho), squares),
        partial(np.add, squares, update.scratch, squares),
        partial(np.sqrt, squares, update.scratch),
        partial(np.multiply, update.scratch, number(root), update.scratch),
        partial(np.add, update.scratch, number(method.epsilon), update.scratch),
        partial(np.divide, update.gradient, update.scratch, update.scratch),
        partial(np.multiply, update.scratch, update.rate, update.scratch),
        partial(np.subtract, update.parameters, update.scratch, update.parameters),
    ]


def _adam(update: Update) -> list[Call]:
    """Adam (Kingma and Ba, 2015, algorithm 1), epsilon being added to the corrected root.

    The moments kept are m / (1 - beta_1) and v / (1 - beta_2): p -= step m / (sqrt(v) + floor).
    """
    first, second = update.memory.moments
    method, number = update.method, first.dtype.type
    step, floor = np.empty_like(update.rate), np.empty((), first.dtype)
    double = np.float64 if update.rate.ndim else float

    def correct_bias() -> None:
        memory = update.memory
        memory.steps += 1
        root = sqrt((1 - method.beta_2) / (1 - method.beta_2**memory.steps))
        floor[()] = method.epsilon / root
        correction = (1 - method.beta_1) / (1 - method.beta_1**memory.steps)
        step[...] = double(update.rate) * correction / root

    return [
        correct_bias,
        partial(np.multiply, first, number(method.beta_1), first),
        partial(np.add, first, update.gradient, first),
        partial(np.multiply, second, number(method.beta_2), second),
        partial(np.multiply, update.gradient, update.gradient, update.gradient),
        partial(np.add, second, update.gradient, second),
        partial(np.sqrt, second, update.scratch),
        partial(np.add, update.scratch, floor, update.scratch),
        partial(np.divide, first, update.scratch, update.scratch),
        partial(np.multiply, update.scratch, step, update.scratch),
        partial(np.subtract, update.parameters, update.scratch, update.parameters),
    ]


OPTIMIZERS = {
    "gd": Optimizer(_gradient_descent, scaled=True, decoupled=True),
    "momentum": Optimizer(_momentum, vectors=1, scaled=True),
    "nesterov": Optimizer(_nesterov, vectors=1, scaled=True),
    "rmsprop": Optimizer(_rmsprop, vectors=1),
    "adam": Optimizer(_adam, vectors=2),
    "adamw": Optimizer(_adam, vectors=2, decoupled=True),
}
"""Each optimizer by its name. AdamW is Adam with decoupled L2 (Loshchilov and Hutter, 2019)."""
