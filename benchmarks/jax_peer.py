"""JAX: one jitted call for each step, or one for a whole run (`fori_loop`), buffers donated.

Dispatch is synchronous, which takes 0.85 of the time at A (0.10.2). One-hot targets cost what a
gather does.
"""

from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import Any

from . import adam
from .cases import Case
from .contestant import Contestant
from .layout import COLUMNS, ROWS, Layout, end, in_pairs
from .problem import Parameters, Problem

State = tuple[list[Any], list[Any], list[Any], Any]
"""Parameters, means and squares of the gradients (Adam's, else none), and the steps done."""

Step = Callable[[State, Any, Any], State]
"""Takes a state one step on, along the gradient of a batch: its inputs and one-hot targets."""

Advance = Callable[[State, int], State]
"""Takes a state, which it may overwrite, so many steps on."""


class Jax:
    """Arrays on the CPU, handed to a compiled function and replaced by what it returns."""

    def __init__(
        self, problem: Problem, layout: Layout, advance_by: Callable[..., Advance]
    ) -> None:
        self._jax, self._case, self._start = _jax(), problem.case, layout.start(problem.parameters)
        step = _step_of(self._jax, layout, self._case)
        arrays = problem.inputs, problem.one_hot
        cut = (self._jax.numpy.array(layout.batches(a, self._case.batch)) for a in arrays)
        self._advance = advance_by(self._jax, step, *cut)
        self.reset()

    def reset(self) -> None:
        """Make new arrays, as the old ones were donated."""
        array, zeros = self._jax.numpy.array, self._jax.numpy.zeros_like
        adaptive = self._case.method == "adam"
        moments = [[zeros(value) for value in self._start if adaptive] for _ in range(2)]
        values = [array(value) for value in self._start]
        self._state = self._jax.block_until_ready((values, *moments, array(0)))

    def run(self, steps: int) -> None:
        """Train, and wait for the last step."""
        self._state = self._jax.block_until_ready(self._advance(self._state, steps))

    def parameters(self) -> Parameters:
        """Return copies of the weights and biases."""
        return end(self._state[0])


def _jax() -> Any:
    jax: Any = import_module("jax")
    jax.config.update("jax_platforms", "cpu")
    jax.config.update("jax_cpu_enable_async_dispatch", False)
    return jax


def _loss(jax: Any, layout: Layout, arrays: list[Any], inputs: Any, one_hot: Any) -> Any:
    """Return the mean cross-entropy of a batch, in nats."""
    layer, (*hidden, last) = inputs, in_pairs(arrays)
    for weights, biases in hidden:
        left, right = layout.factors(layer, weights)
        layer = jax.nn.relu(left @ right + biases)
    left, right = layout.factors(layer, last[0])
    log_probabilities = jax.nn.log_softmax(left @ right + last[1], axis=layout.class_axis)
    return -(one_hot * log_probabilities).sum() / one_hot.shape[1 - layout.class_axis]


def _step_of(jax: Any, layout: Layout, case: Case) -> Step:
    gradients_of = jax.grad(partial(_loss, jax, layout))

    def step(state: State, inputs: Any, one_hot: Any) -> State:
        values, means, squares, count = state
        gradients, rate = gradients_of(values, inputs, one_hot), case.learning_rate
        count = count + 1
        if case.method == "gd":
            moves = [rate * gradient for gradient in gradients]
        else:
            moments = list(map(adam.moments, gradients, means, squares))
            means, squares = [mean for mean, _ in moments], [square for _, square in moments]
            moves = [adam.step(jax.numpy.sqrt, moment, count, rate) for moment in moments]
        return [v - m for v, m in zip(values, moves, strict=True)], means, squares, count

    return step


def _call_by_call(jax: Any, step: Step, inputs: Any, targets: Any) -> Advance:
    compiled = jax.jit(step, donate_argnums=0)
    batches = list(zip(inputs, targets, strict=True))

    def advance(state: State, steps: int) -> State:
        for _ in range(steps // len(batches)):
            for batch in batches:
                state = compiled(state, *batch)
        return state

    return advance


def _in_a_loop(jax: Any, step: Step, inputs: Any, targets: Any) -> Advance:
    count = len(inputs)

    def loop(state: State, inputs: Any, targets: Any, steps: Any) -> State:
        whole = inputs[0], targets[0]  # outside the loop, so that nothing is copied in it

        def body(i: Any, state: State) -> State:
            batch = whole if count == 1 else (inputs[i % count], targets[i % count])
            return step(state, *batch)

        advanced: State = jax.lax.fori_loop(0, steps, body, state)
        return advanced

    compiled = jax.jit(loop, donate_argnums=0)
    return lambda state, steps: compiled(state, inputs, targets, steps)


def prepare_calls(problem: Problem) -> Contestant:
    """Return one call for each step, with an observation in each row."""
    return Jax(problem, ROWS, _call_by_call)


def prepare_calls_columns(problem: Problem) -> Contestant:
    """Return one call for each step, with an observation in each column."""
    return Jax(problem, COLUMNS, _call_by_call)


def prepare_loop(problem: Problem) -> Contestant:
    """Return one call for a run, with an observation in each row."""
    return Jax(problem, ROWS, _in_a_loop)


def prepare_loop_columns(problem: Problem) -> Contestant:
    """Return one call for a run, with an observation in each column."""
    return Jax(problem, COLUMNS, _in_a_loop)
