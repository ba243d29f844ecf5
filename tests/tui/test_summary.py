"""The figures of the summary."""

import math

import pytest
from npnn_tui.datasets import load
from npnn_tui.engine import Close, Experiment, Session, Snapshot, Step
from npnn_tui.tui.panels.summary import figures_of


def figures_after(epochs: int, **values: object) -> dict[str, str]:
    """Return the figures of a run after some epochs."""
    shown: list[Snapshot] = []
    experiment = Experiment.of(values)

    def show(news: object) -> None:
        assert isinstance(news, Snapshot)
        shown.append(news)
        session.send(Close())

    session = Session(experiment, load(experiment.recipe), show)
    session.send(Step(epochs))
    session.run()
    return dict(figures_of(shown[-1]))


@pytest.mark.parametrize(
    ("values", "rate"),
    [
        ({"schedule": "step", "decay": 0.5, "decay_every": 10}, 0.01 * 0.5**2),
        ({"schedule": "exponential", "decay": 0.1, "decay_every": 50}, 0.01 / math.sqrt(10)),
        ({"schedule": "cosine", "max_epochs": 100}, 0.01 * (1 + math.cos(math.pi / 4)) / 2),
        ({"warmup": 100}, 0.01 * 26 / 100),
    ],
)
def test_a_rate_that_changes_is_shown(values: dict[str, object], rate: float) -> None:
    assert figures_after(25, **values)["rate"] == f"{rate:.3g}"


def test_a_rate_that_stays_is_not_shown() -> None:
    assert "rate" not in figures_after(25)
