"""Activations and their derivatives as calls on buffers that exist already: nothing is allocated.

The formulas are those of `activations`; the buffers have the shape (width, observations).
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from math import pi, sqrt

import numpy as np

from ..nn.activations import LEAK
from ..nn.arrays import Floats
from .calls import Call


@dataclass(frozen=True)
class PlannedActivation:
    """What turns pre-activations into activations in place, and a delta into the one before it.

    `forward` changes the buffer it was planned for; `backward(delta)` gives the calls that
    multiply `delta` by the derivative, to be run after `forward`.
    """

    forward: list[Call]
    backward: Callable[[Floats], list[Call]]


def _relu(a: Floats) -> PlannedActivation:
    """Read the bits as integers: where a > 0 their sign is 1, and times 1 or 0 they stay or go.

    NumPy is quicker at this than at comparing floats. A NaN in the delta may become 0, which is
    why training looks at the parameters for what is not finite.
    """
    integer = np.int32 if a.dtype == np.float32 else np.int64
    zeros, mask = np.zeros_like(a), np.empty(a.shape, integer)

    def backward(delta: Floats) -> list[Call]:
        bits = delta.view(integer)
        return [partial(np.sign, a.view(integer), mask), partial(np.multiply, bits, mask, bits)]

    return PlannedActivation([partial(np.maximum, a, zeros, out=a)], backward)


def _leaky_relu(a: Floats) -> PlannedActivation:
    zeros, scratch = np.zeros_like(a), np.empty_like(a)
    leak, rest = a.dtype.type(LEAK), a.dtype.type(1 - LEAK)

    def backward(delta: Floats) -> list[Call]:
        return [
            partial(np.sign, a, scratch),
            partial(np.maximum, scratch, zeros, out=scratch),
            partial(np.multiply, scratch, rest, scratch),
            partial(np.add, scratch, leak, scratch),
            partial(np.multiply, delta, scratch, delta),
        ]

    forward: list[Call] = [
        partial(np.multiply, a, leak, scratch),
        partial(np.maximum, a, scratch, out=a),
    ]
    return PlannedActivation(forward, backward)


def _tanh(a: Floats) -> PlannedActivation:
    scratch, one = np.empty_like(a), a.dtype.type(1)

    def backward(delta: Floats) -> list[Call]:
        return [
            partial(np.multiply, a, a, scratch),
            partial(np.subtract, one, scratch, scratch),
            partial(np.multiply, delta, scratch, delta),
        ]

    return PlannedActivation([partial(np.tanh, a, a)], backward)


def _sigmoid(a: Floats) -> PlannedActivation:
    scratch, one = np.empty_like(a), a.dtype.type(1)

    def backward(delta: Floats) -> list[Call]:
        return [
            partial(np.subtract, one, a, scratch),
            partial(np.multiply, scratch, a, scratch),
            partial(np.multiply, delta, scratch, delta),
        ]

    return PlannedActivation(_sigmoid_calls(a, a), backward)


def _sigmoid_calls(z: Floats, out: Floats) -> list[Call]:
    """Write (1 + tanh(z/2)) / 2, which cannot overflow, into `out`."""
    half = z.dtype.type(0.5)
    return [
        partial(np.multiply, z, half, out),
        partial(np.tanh, out, out),
        partial(np.multiply, out, half, out),
        partial(np.add, out, half, out),
    ]


def _elu(a: Floats) -> PlannedActivation:
    zeros, scratch, one = np.zeros_like(a), np.empty_like(a), a.dtype.type(1)

    def backward(delta: Floats) -> list[Call]:
        return [
            partial(np.minimum, a, zeros, out=scratch),
            partial(np.add, scratch, one, scratch),
            partial(np.multiply, delta, scratch, delta),
        ]

    forward: list[Call] = [
        partial(np.minimum, a, zeros, out=scratch),
        partial(np.expm1, scratch, scratch),
        partial(np.maximum, a, zeros, out=a),
        partial(np.add, a, scratch, a),
    ]
    return PlannedActivation(forward, backward)


def _silu(a: Floats) -> PlannedActivation:
    sigmoid, scratch, one = np.empty_like(a), np.empty_like(a), a.dtype.type(1)

    def backward(delta: Floats) -> list[Call]:
        return [
            partial(np.subtract, one, sigmoid, scratch),
            partial(np.multiply, scratch, a, scratch),
            partial(np.add, scratch, sigmoid, scratch),
            partial(np.multiply, delta, scratch, delta),
        ]

    forward: list[Call] = [*_sigmoid_calls(a, sigmoid), partial(np.multiply, a, sigmoid, a)]
    return PlannedActivation(forward, backward)


def _gelu(a: Floats) -> PlannedActivation:
    """Keep z and t = tanh(c (z + k z^3)): a = z (1 + t) / 2.

    The derivative is (1 + t) / 2 * (1 + z (1 - t) c (1 + 3 k z^2)), with 1 + t taken out.
    """
    z, gate, scratch = np.empty_like(a), np.empty_like(a), np.empty_like(a)
    number = a.dtype.type
    one, half, c = number(1), number(0.5), number(sqrt(2 / pi))
    ck, three_ck = number(sqrt(2 / pi) * 0.044715), number(sqrt(2 / pi) * 3 * 0.044715)

    def backward(delta: Floats) -> list[Call]:
        return [
            partial(np.multiply, z, z, scratch),
            partial(np.multiply, scratch, three_ck, scratch),
            partial(np.add, scratch, c, scratch),
            partial(np.multiply, scratch, z, scratch),
            partial(np.subtract, one, gate, z),  # z is needed no more; gate is (1 + t) / 2
            partial(np.multiply, scratch, z, scratch),
            partial(np.add, scratch, scratch, scratch),
            partial(np.add, scratch, one, scratch),
            partial(np.multiply, scratch, gate, scratch),
            partial(np.multiply, delta, scratch, delta),
        ]

    forward: list[Call] = [
        partial(np.copyto, z, a),
        partial(np.multiply, z, z, gate),
        partial(np.multiply, gate, ck, gate),
        partial(np.add, gate, c, gate),
        partial(np.multiply, gate, z, gate),
        partial(np.tanh, gate, gate),
        partial(np.multiply, gate, half, gate),
        partial(np.add, gate, half, gate),
        partial(np.multiply, a, gate, a),
    ]
    return PlannedActivation(forward, backward)


PLANNED: dict[str, Callable[[Floats], PlannedActivation]] = {
    "relu": _relu,
    "leaky_relu": _leaky_relu,
    "tanh": _tanh,
    "sigmoid": _sigmoid,
    "elu": _elu,
    "gelu": _gelu,
    "silu": _silu,
    "identity": lambda a: PlannedActivation([], lambda delta: []),
}
"""The plan of each activation for a buffer of pre-activations."""
