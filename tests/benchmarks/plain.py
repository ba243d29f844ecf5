"""Training written plainly from the formulas, in float64: what every contestant must reproduce."""

import numpy as np
from numpy.typing import NDArray

from benchmarks.problem import Parameters, Problem

Doubles = NDArray[np.float64]


def trained(problem: Problem) -> Parameters:
    """Return the parameters after one run of the case."""
    case = problem.case
    values = [array.astype(np.float64) for pair in problem.parameters for array in pair]
    means, squares = ([np.zeros_like(value) for value in values] for _ in range(2))
    for step in range(case.steps):
        start = step % case.batches * case.batch
        rows = slice(start, start + case.batch)
        inputs, one_hot = problem.inputs[rows].astype(np.float64), problem.one_hot[rows]
        for i, gradient in enumerate(gradients(values, inputs, one_hot)):
            means[i] = 0.9 * means[i] + 0.1 * gradient
            squares[i] = 0.999 * squares[i] + 0.001 * gradient**2
            mean, square = (
                means[i] / (1 - 0.9 ** (step + 1)),
                squares[i] / (1 - 0.999 ** (step + 1)),
            )
            move = gradient if case.method == "gd" else mean / (np.sqrt(square) + 1e-8)
            values[i] = values[i] - case.learning_rate * move
    return list(zip(values[::2], values[1::2], strict=True))


def gradients(
    values: list[Doubles], inputs: Doubles, one_hot: NDArray[np.float32]
) -> list[Doubles]:
    """Return the gradient of the mean cross-entropy by each of the weights and biases in turn."""
    layers = [inputs]
    for weights, biases in zip(values[:-2:2], values[1:-2:2], strict=True):
        layers.append(np.maximum(layers[-1] @ weights + biases, 0))
    exponentials = np.exp(layers[-1] @ values[-2] + values[-1])
    errors = (exponentials / exponentials.sum(axis=1, keepdims=True) - one_hot) / len(inputs)
    found: list[Doubles] = []
    for layer, weights in zip(layers[::-1], values[-2::-2], strict=True):
        found = [layer.T @ errors, errors.sum(axis=0), *found]
        errors = errors @ weights.T * (layer > 0)
    return found
