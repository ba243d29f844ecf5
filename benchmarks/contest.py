"""One case: everyone trains from the same weights, the losses are compared, then the times."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from . import jax_peer, ours, pytorch, pytorch_compiled, scikit_learn
from .cases import Case
from .contestant import AbsentError, Contestant, Peer
from .problem import Problem, draw, loss_of
from .products import LARGE_FLOPS, large_product, products_of
from .timing import Turns, take_turns

OURS = "ours"

PEERS: Mapping[str, Peer] = {
    "scikit-learn": Peer("sklearn", scikit_learn.prepare),
    "scikit-learn-logistic": Peer(
        "sklearn", scikit_learn.prepare_logistic, covers=lambda case: case.classes == 2
    ),
    "torch-eager": Peer("torch", pytorch.prepare_rows),
    "torch-eager-columns": Peer("torch", pytorch.prepare_columns),
    "torch-compiled": Peer("torch", pytorch_compiled.prepare_rows),
    "torch-compiled-columns": Peer("torch", pytorch_compiled.prepare_columns),
    "jax-jit": Peer("jax", jax_peer.prepare_calls),
    "jax-jit-columns": Peer("jax", jax_peer.prepare_calls_columns),
    "jax-loop": Peer("jax", jax_peer.prepare_loop),
    "jax-loop-columns": Peer("jax", jax_peer.prepare_loop_columns),
}


@dataclass(frozen=True)
class Outcome:
    """A contestant's loss in nats after one run, and its median seconds a step."""

    loss: float
    seconds: float


@dataclass(frozen=True)
class Result:
    """What a case gave: the outcomes by name, and why others are absent.

    `product_seconds` are those of the matrix products of one step alone, `peak` the flops a second
    of one large product.
    """

    case: Case
    outcomes: Mapping[str, Outcome]
    absent: Mapping[str, str]
    product_seconds: float
    peak: float


def hold(case: Case, names: Sequence[str], rounds: int) -> Result:
    """Let our engine and these peers train on a case in turns."""
    problem = draw(case)
    contestants, absent = _entered(problem, [name for name in names if PEERS[name].covers(case)])
    losses = {name: _loss(problem, contestant) for name, contestant in contestants.items()}
    turns = {name: Turns(contestant, case.steps) for name, contestant in contestants.items()}
    products, large = Turns(products_of(case), case.steps), Turns(large_product(), 1)
    take_turns([*turns.values(), products, large], rounds)
    outcomes = {name: Outcome(losses[name], turns[name].seconds_per_step) for name in turns}
    peak = LARGE_FLOPS / large.seconds_per_step
    return Result(case, outcomes, absent, products.seconds_per_step, peak)


def _entered(
    problem: Problem, names: Sequence[str]
) -> tuple[dict[str, Contestant], dict[str, str]]:
    contestants, absent = {OURS: ours.prepare(problem)}, {}
    for name in names:
        try:
            contestants[name] = PEERS[name].enter(problem)
        except AbsentError as reason:
            absent[name] = str(reason)
    return contestants, absent


def _loss(problem: Problem, contestant: Contestant) -> float:
    """Return the loss after one run, which is also where everything is compiled."""
    contestant.run(problem.case.steps)
    return loss_of(problem, contestant.parameters())
