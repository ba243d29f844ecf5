"""The epochs at which a run is looked at."""

from itertools import pairwise

from npnn_tui.datasets import load
from npnn_tui.engine import Config, Experiment, Trainer
from npnn_tui.engine.training.looks import is_logged, is_looked_at, next_log, next_look


def logged(config: Config, epochs: int) -> list[int]:
    found = [0]
    while (following := next_log(config, found[-1])) <= epochs:
        found.append(following)
    return found


def test_auto_logs_each_early_epoch_and_then_about_every_hundredth_of_the_way() -> None:
    found = logged(Config(), 1_000_000)
    assert found[:201] == list(range(201))
    assert [epoch for epoch in found if 990 <= epoch <= 1030] == [990, 995, *range(1000, 1031, 10)]
    assert found[-2:] == [995_000, 1_000_000]
    for before, after in pairwise(found[101:]):
        assert 0.003 < (after - before) / after <= 0.0101


def test_a_number_logs_its_multiples() -> None:
    assert logged(Config(log_every=7), 30) == [0, 7, 14, 21, 28]


def test_looks_are_the_logged_epochs_the_checks_and_the_last_one() -> None:
    def looks(config: Config) -> list[int]:
        found = [0]
        while found[-1] < config.max_epochs:
            found.append(next_look(config, found[-1]))
        return found[1:]

    config = Config(log_every=10, check_every=25, max_epochs=42)
    assert looks(config) == [10, 20, 25, 30, 40, 42]
    for each in (config, Config(check_every=33, max_epochs=2_000)):
        found, last = looks(each), each.max_epochs
        assert found == [epoch for epoch in range(1, last + 1) if is_looked_at(each, epoch)]
        assert [epoch for epoch in found if is_logged(each, epoch)] == logged(each, last)[1:]


def test_a_run_records_just_these_epochs() -> None:
    experiment = Experiment.of({"min_improvement": 0.0})
    trainer = Trainer(experiment.config, load(experiment.recipe))
    trainer.advance(600)
    assert trainer.history.curves().epochs.tolist() == logged(experiment.config, 600)
