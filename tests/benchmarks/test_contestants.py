"""Everyone in the comparison trains the same network: what it learned equals the plain formulas."""

import numpy as np
import pytest

from benchmarks import ours
from benchmarks.cases import CASES, Case
from benchmarks.contest import PEERS
from benchmarks.contestant import AbsentError, Contestant
from benchmarks.problem import Problem, draw, loss_of

from .plain import trained

SMALL = {
    "two classes": Case(60, 2, (8,), 2, steps=40),
    "two hidden layers": Case(90, 3, (8, 6), 3, steps=40),
    "batches by Adam": Case(
        96, 3, (8,), 3, steps=18, learning_rate=0.01, method="adam", batch_size=16
    ),
}

WAYS = {
    "ours": ours.prepare,
    "our fit": ours.prepare_fit,
    **{name: peer.enter for name, peer in PEERS.items()},
}
SAME_FUNCTION = [name for name in WAYS if name != "scikit-learn-logistic"]


def entered(name: str, problem: Problem) -> Contestant:
    try:
        return WAYS[name](problem)
    except AbsentError as reason:
        pytest.skip(str(reason))


@pytest.mark.parametrize("case", SMALL.values(), ids=SMALL)
@pytest.mark.parametrize("name", SAME_FUNCTION)
def test_it_learns_what_the_formulas_say_in_each_run(name: str, case: Case) -> None:
    problem = draw(case)
    expected, contestant = trained(problem), entered(name, problem)
    for _ in range(2):
        contestant.reset()
        contestant.run(case.steps)
        for learned, plain in zip(contestant.parameters(), expected, strict=True):
            for array, right in zip(learned, plain, strict=True):
                np.testing.assert_allclose(array, right, rtol=1e-3, atol=1e-4)


def test_the_logistic_output_is_the_same_network_at_first_but_another_after_a_step() -> None:
    problem = draw(Case(60, 2, (8,), 2, steps=1))
    contestant, same = (entered(f"scikit-learn{way}", problem) for way in ("-logistic", ""))
    start = loss_of(problem, problem.parameters)
    assert loss_of(problem, contestant.parameters()) == pytest.approx(start, rel=1e-6)
    for either in (contestant, same):
        either.run(1)
    losses = [loss_of(problem, either.parameters()) for either in (contestant, same)]
    assert losses[1] < losses[0] < start


def test_the_loss_of_equal_logits_is_that_of_a_guess() -> None:
    case = Case(50, 2, (4,), 5, steps=1)
    problem = draw(case)
    nothing = [(0 * weights, 0 * biases) for weights, biases in problem.parameters]
    assert loss_of(problem, nothing) == pytest.approx(np.log(5))


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_run_is_whole_epochs_of_whole_batches(case: Case) -> None:
    assert case.observations % case.batch == 0
    assert case.steps % case.batches == 0


def test_flops_count_three_products_a_layer_and_two_in_the_first() -> None:
    assert Case(10, 2, (3,), 4, steps=1).flops == 2 * 10 * (2 * 2 * 3 + 3 * 3 * 4)
