"""Training: from a network and its targets to what became of it, by a descent or by L-BFGS."""

from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from itertools import pairwise
from math import inf, prod

import numpy as np

from ..nn.arrays import Floats, Targets
from ..nn.network import Network
from ..plan import Checkpoint, Descent, Objective, minimize
from ..threads import Threads, blas_threads
from .course import Course, check_finite
from .parameters import Parameters
from .patience import Patience
from .solvers import batch_of, is_adaptive, method_of, optimizer_of
from .task import Task
from .validation import Validation, held_out


@dataclass(frozen=True, eq=False)
class Lesson:
    """A network, and the inputs (observations, features) and targets that it is to learn."""

    network: Network
    inputs: Floats
    targets: Targets
    task: Task


@dataclass(frozen=True, eq=False)
class Memory:
    """What an optimizer remembers, and the orders that are still to be drawn."""

    optimizer: str
    checkpoint: Checkpoint


@dataclass(frozen=True, eq=False)
class Outcome:
    """The objective of each epoch, the observations seen in all, and whether training was over."""

    objectives: list[float]
    seen: int
    converged: bool
    memory: Memory | None = None
    validation: Validation | None = None


def by_lbfgs(parameters: Parameters, lesson: Lesson) -> Outcome:
    """Train a network of float64 by L-BFGS."""
    network, count = lesson.network, len(lesson.inputs)
    function = Objective(network, lesson.inputs, lesson.targets, lesson.task.loss, parameters.alpha)
    with _threads_for(network, function.columns):
        found, objectives, converged = minimize(
            function,
            network.parameters,
            tolerance=parameters.tol,
            iterations=parameters.max_iter,
            evaluations=parameters.max_fun,
        )
    check_finite(objectives, found)
    network.parameters[...] = found
    return Outcome(objectives, count * len(objectives), converged)


def by_descent(
    parameters: Parameters, lesson: Lesson, generator: np.random.Generator, seen: int
) -> Outcome:
    """Train a network until its objective, or with early stopping its score, gets no better."""
    validation = None
    if parameters.early_stopping:
        lesson, validation = _hold_out(lesson, parameters.validation_fraction, generator)
    batch = batch_of(parameters, len(lesson.inputs))
    batch_size = batch if batch < len(lesson.inputs) else None
    descent = _plan(parameters, lesson, generator, seen, batch_size)
    course = Course(
        descent,
        Patience(parameters.tol, parameters.n_iter_no_change),
        work=len(lesson.inputs) * lesson.network.parameters.size,
        validation=validation,
        adaptive=is_adaptive(parameters),
        verbose=bool(parameters.verbose),
    )
    with _threads_for(lesson.network, descent.columns):
        converged = course.run(parameters.max_iter)
    memory = _memory_of(parameters, descent)
    if validation:
        validation.put_back()
    epochs = len(course.objectives)
    return Outcome(course.objectives, epochs * len(lesson.inputs), converged, memory, validation)


def by_one_epoch(
    parameters: Parameters,
    lesson: Lesson,
    generator: np.random.Generator,
    seen: int,
    memory: Memory | None,
) -> Outcome:
    """Train a network for an epoch; the optimizer goes on from what it remembers.

    A batch of all observations is planned as a mini-batch too: a full-batch descent plans many
    epochs, which takes longer than one of them.
    """
    batch_size = batch_of(parameters, len(lesson.inputs))
    descent = _plan(parameters, lesson, generator, seen, batch_size)
    if memory and _fits(memory, parameters, lesson.network):
        own = lesson.network.parameters.copy()
        descent.restore(replace(memory.checkpoint, parameters=own, steps=0))
    course = Course(descent, Patience(0, inf), work=1, verbose=bool(parameters.verbose))
    with _threads_for(lesson.network, descent.columns):
        course.run(1)
    return Outcome(course.objectives, len(lesson.inputs), True, _memory_of(parameters, descent))


def _plan(
    parameters: Parameters,
    lesson: Lesson,
    generator: np.random.Generator,
    seen: int,
    batch_size: int | None,
) -> Descent:
    observations = len(lesson.inputs)
    return Descent(
        lesson.network,
        lesson.inputs,
        lesson.targets,
        method_of(parameters, observations, seen),
        loss=lesson.task.loss,
        batch_size=batch_size,
        generator=generator,
        shuffled=bool(parameters.shuffle) and batch_of(parameters, observations) < observations,
        recorded=True,
    )


def _threads_for(network: Network, columns: int) -> AbstractContextManager[object]:
    """Use as many threads as are fastest for the largest product of a step."""
    fan_in, fan_out = max(pairwise(network.sizes), key=prod)
    threads = Threads(None, (fan_out, fan_in, columns), network.parameters.dtype)
    return blas_threads(threads.count())


def _hold_out(
    lesson: Lesson, fraction: float, generator: np.random.Generator
) -> tuple[Lesson, Validation]:
    task, targets = lesson.task, lesson.targets
    rows, kept = held_out(targets, fraction, task.classes, generator)
    columns = np.ascontiguousarray(lesson.inputs[kept].T)
    validation = Validation(lesson.network, columns, targets[kept], task.score)
    return replace(lesson, inputs=lesson.inputs[rows], targets=targets[rows]), validation


def _memory_of(parameters: Parameters, descent: Descent) -> Memory:
    checkpoint = replace(descent.save(), parameters=np.empty(0))
    return Memory(optimizer_of(parameters), checkpoint)


def _fits(memory: Memory, parameters: Parameters, network: Network) -> bool:
    """Tell whether an optimizer of now can use what one of then remembers."""
    size = memory.checkpoint.moments.shape[1]
    return memory.optimizer == optimizer_of(parameters) and size == network.parameters.size
