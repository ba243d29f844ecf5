"""PyTorch, eager: the fastest ways found (2.13) that leave the gradient to autograd.

`torch.autograd.grad` and one in-place call for all parameters, the kernel that `torch.optim` ends
in, without that class's bookkeeping: `_foreach_add_` takes 0.6 of the time of `zero_grad`,
`backward` and `SGD.step` at A, `_fused_adam_` 0.7 of `Adam(fused=True)` at F.
"""

from importlib import import_module
from typing import Any

from .adam import BETA_1, BETA_2, EPSILON
from .contestant import Contestant
from .layout import COLUMNS, ROWS, Layout, end, in_pairs
from .problem import Parameters, Problem


def one_thread() -> Any:
    """Return the package, with one thread for its work."""
    torch: Any = import_module("torch")
    torch.set_num_threads(1)
    return torch


def in_tensors(torch: Any, inputs: Any, targets: Any) -> list[tuple[Any, Any]]:
    """Return a pair of tensors for each batch; cutting them is not part of a run."""
    return list(zip(torch.from_numpy(inputs), torch.from_numpy(targets), strict=True))


def logits_of(torch: Any, layout: Layout, arrays: list[Any], inputs: Any) -> Any:
    """Return the logits of a batch, (batch, classes) or (classes, batch)."""
    layer, (*hidden, last) = inputs, in_pairs(arrays)
    for weights, biases in hidden:
        layer = torch.relu(torch.addmm(biases, *layout.factors(layer, weights)))
    return torch.addmm(last[1], *layout.factors(layer, last[0]))


class Eager:
    """Tensors that require a gradient, and views of them that can be changed."""

    def __init__(self, problem: Problem, layout: Layout) -> None:
        self._torch, self._case, self._layout = one_thread(), problem.case, layout
        batch, targets = self._case.batch, problem.targets.reshape(-1, self._case.batch)
        self._batches = in_tensors(self._torch, layout.batches(problem.inputs, batch), targets)
        self._start = [self._torch.from_numpy(array) for array in layout.start(problem.parameters)]
        self._parameters = [tensor.clone().requires_grad_() for tensor in self._start]
        self._values = [tensor.detach() for tensor in self._parameters]
        self._means = [self._torch.zeros_like(value) for value in self._values]
        self._squares = [self._torch.zeros_like(value) for value in self._values]
        self._counts = [self._torch.zeros(()) for _ in self._values]
        self._update = {"gd": self._descend, "adam": self._adam}[self._case.method]

    def reset(self) -> None:
        """Copy the initial weights back and forget the moments."""
        self._torch._foreach_copy_(self._values, self._start)
        self._torch._foreach_zero_([*self._means, *self._squares, *self._counts])

    def run(self, steps: int) -> None:
        """Train batch after batch."""
        for _ in range(steps // len(self._batches)):
            for inputs, targets in self._batches:
                loss = self._loss(inputs, targets)
                self._update(self._torch.autograd.grad(loss, self._parameters))

    def parameters(self) -> Parameters:
        """Return copies of the weights and biases."""
        return end(self._values)

    def _loss(self, inputs: Any, targets: Any) -> Any:
        logits = logits_of(self._torch, self._layout, self._parameters, inputs)
        rows = logits.T if self._layout.columns else logits
        return self._torch.nn.functional.cross_entropy(rows, targets)

    def _descend(self, gradients: Any) -> None:
        self._torch._foreach_add_(self._values, gradients, alpha=-self._case.learning_rate)

    def _adam(self, gradients: Any) -> None:
        self._torch._foreach_add_(self._counts, 1)
        self._torch._fused_adam_(
            self._values,
            gradients,
            self._means,
            self._squares,
            [],
            self._counts,
            lr=self._case.learning_rate,
            beta1=BETA_1,
            beta2=BETA_2,
            eps=EPSILON,
            weight_decay=0.0,
            amsgrad=False,
            maximize=False,
        )


def prepare_rows(problem: Problem) -> Contestant:
    """Return it with an observation in each row."""
    return Eager(problem, ROWS)


def prepare_columns(problem: Problem) -> Contestant:
    """Return it with an observation in each column."""
    return Eager(problem, COLUMNS)
