"""PyTorch with `torch.compile`: one whole step, gradient and update, as one compiled call.

Compiling the loss alone and leaving `backward` and `SGD.step` outside takes four times as long at
A, and the C++ wrapper around the kernels saves a tenth. Compiling needs a C++ compiler.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from . import adam
from .cases import Case
from .contestant import Contestant
from .layout import COLUMNS, ROWS, Layout, end
from .problem import Parameters, Problem
from .pytorch import in_tensors, logits_of, one_thread

State = tuple[list[Any], list[Any], list[Any], Any]
"""Parameters, means and squares of the gradients (Adam's, else none), and the steps done."""


class Compiled:
    """Plain tensors that the compiled step changes in place."""

    def __init__(self, problem: Problem, layout: Layout) -> None:
        torch = one_thread()
        arrays = (problem.inputs, problem.one_hot)
        cut = (layout.batches(array, problem.case.batch) for array in arrays)
        self._batches = in_tensors(torch, *cut)
        self._start = [torch.from_numpy(array) for array in layout.start(problem.parameters)]
        self._values = [tensor.clone() for tensor in self._start]
        adaptive = problem.case.method == "adam"
        self._means = [torch.zeros_like(value) for value in self._values if adaptive]
        self._squares = [torch.zeros_like(value) for value in self._values if adaptive]
        self._count = torch.zeros(())
        step = _step_of(torch, layout, problem.case)
        self._step = torch.compile(step, options={"cpp_wrapper": True})

    def reset(self) -> None:
        """Copy the initial weights back and forget the moments."""
        for value, start in zip(self._values, self._start, strict=True):
            value.copy_(start)
        for moment in (*self._means, *self._squares, self._count):
            moment.zero_()

    def run(self, steps: int) -> None:
        """Train batch after batch, one compiled call for each."""
        state = self._values, self._means, self._squares, self._count
        for _ in range(steps // len(self._batches)):
            for inputs, one_hot in self._batches:
                self._step(state, inputs, one_hot)

    def parameters(self) -> Parameters:
        """Return copies of the weights and biases."""
        return end(self._values)


def _loss(torch: Any, layout: Layout, arrays: list[Any], inputs: Any, one_hot: Any) -> Any:
    """Return the mean cross-entropy in nats; with one-hot targets it compiles to faster code."""
    logits = logits_of(torch, layout, arrays, inputs)
    log_probabilities = torch.log_softmax(logits, layout.class_axis)
    return -(one_hot * log_probabilities).sum() / one_hot.shape[1 - layout.class_axis]


def _step_of(torch: Any, layout: Layout, case: Case) -> Callable[[State, Any, Any], None]:
    """Return what is compiled: the gradient and the update in place."""
    gradients_of = torch.func.grad(partial(_loss, torch, layout))

    def descend(state: State, inputs: Any, one_hot: Any) -> None:
        values = state[0]
        for value, gradient in zip(values, gradients_of(values, inputs, one_hot), strict=True):
            value.sub_(gradient, alpha=case.learning_rate)

    def adapt(state: State, inputs: Any, one_hot: Any) -> None:
        values, means, squares, count = state
        count.add_(1)
        for value, mean, square, gradient in zip(
            values, means, squares, gradients_of(values, inputs, one_hot), strict=True
        ):
            new_mean, new_square = adam.moments(gradient, mean, square)
            mean.copy_(new_mean)
            square.copy_(new_square)
            value.sub_(adam.step(torch.sqrt, (new_mean, new_square), count, case.learning_rate))

    return descend if case.method == "gd" else adapt


def prepare_rows(problem: Problem) -> Contestant:
    """Return it with an observation in each row."""
    return Compiled(problem, ROWS)


def prepare_columns(problem: Problem) -> Contestant:
    """Return it with an observation in each column."""
    return Compiled(problem, COLUMNS)
