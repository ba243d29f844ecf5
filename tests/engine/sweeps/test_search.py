"""A search with Optuna: what it draws, what it tells the study, and how it goes on."""

import json
from collections.abc import Callable
from math import nan
from pathlib import Path
from typing import Any

import pytest
from npnn_tui.datasets.knobs import FieldError
from npnn_tui.engine import Metrics
from npnn_tui.engine.sweeps.axes import Axis
from npnn_tui.engine.sweeps.coordinator import Coordinator
from npnn_tui.engine.sweeps.report import Report, State
from npnn_tui.engine.sweeps.search import Search
from npnn_tui.engine.sweeps.sweep import Point, Sweep
from npnn_tui.engine.sweeps.verdict import Verdict, Word
from npnn_tui.engine.sweeps.workers import LocalWorker

from .conftest import SHORT

optuna = pytest.importorskip("optuna", reason="the extra tune is not installed")

AXES = ("learning_rate=0.001:1:log", "hidden=4:64", "patience=8:2", "activation=relu,tanh")

Train = Callable[[Point], Report]


def search_of(
    draws: int, *axes: str, seeds: int = 1, storage: str | None = None, **shared: Any
) -> Search:
    return Search(Sweep(shared, tuple(map(Axis.parse, axes)), seeds, draws), storage)


def finished(point: Point, test: float, train: float = 5.0, word: Word = Word.CONVERGED) -> Report:
    metrics = Metrics(train, test, 0.9, 0.8, train)
    return Report(point.number, State.FINISHED, 7, 7, 0.1, metrics, verdict=Verdict(word, "so"))


def by_rate(point: Point) -> Report:
    """Train as if 0.1 were the best learning rate."""
    return finished(point, abs(point.experiment.config.learning_rate - 0.1))


def run(search: Search, train: Train = by_rate) -> list[Point]:
    """Train all points one after the other; return them."""
    with search:
        points = []
        for point in search:
            points.append(point)
            search.take(Report(point.number, State.RUNNING))
            search.take(train(point))
    return points


def url(folder: Path) -> str:
    return f"sqlite:///{folder / 'study.db'}"


def journal(folder: Path) -> str:
    """A storage that is ready at once, where a database takes 0.1 s."""
    return str(folder / "study.log")


def study_in(storage: str) -> Any:
    held: Any = storage
    if "://" not in storage:
        backend = optuna.storages.journal.JournalFileBackend(storage)
        held = optuna.storages.JournalStorage(backend)
    (name,) = optuna.get_all_study_names(held)
    return optuna.load_study(study_name=name, storage=held)


def trials_in(storage: str) -> list[Any]:
    trials: list[Any] = study_in(storage).trials
    return trials


def states_in(storage: str) -> list[str]:
    return [trial.state.name for trial in trials_in(storage)]


def test_each_value_is_of_its_axis_and_rounded() -> None:
    points = run(search_of(30, *AXES))
    assert [point.number for point in points] == [point.cell for point in points]
    settings = [point.settings for point in points]
    rates = [values["learning_rate"] for values in settings]
    assert all(0.001 <= rate <= 1 and float(f"{rate:.6g}") == rate for rate in rates)
    assert sum(rate < 0.1 for rate in rates[:10]) >= 4  # of equal ratios: two thirds, not a tenth
    assert all(4 <= width <= 64 for values in settings for width in values["hidden"])
    assert {len(values["hidden"]) for values in settings} == {1}
    assert {values["patience"] for values in settings} <= set(range(2, 9))
    assert {values["activation"] for values in settings} == {"relu", "tanh"}
    assert all(point.experiment.values.items() >= point.settings.items() for point in points)


def test_it_learns_where_the_loss_is_low() -> None:
    rates = [
        p.experiment.config.learning_rate for p in run(search_of(40, "learning_rate=0.01:100"))
    ]
    assert sum(rate < 10 for rate in rates[-20:]) > 10  # of 20 at random: 2


def test_it_leaves_where_trainings_diverge() -> None:
    def train(point: Point) -> Report:
        diverges = point.experiment.config.learning_rate > 10
        return finished(point, 1.0, word=Word.DIVERGED if diverges else Word.CONVERGED)

    rates = [
        p.experiment.config.learning_rate
        for p in run(search_of(40, "learning_rate=0.01:100"), train)
    ]
    assert sum(rate < 10 for rate in rates[-20:]) > 8


def test_the_seed_decides_what_is_drawn() -> None:
    first, again, other = (run(search_of(15, *AXES, seed=seed)) for seed in (3, 3, 4))
    assert [point.settings for point in first] == [point.settings for point in again]
    assert [point.settings for point in first] != [point.settings for point in other]


def test_one_worker_draws_the_same_trials_each_time() -> None:
    def trained() -> list[Any]:
        reports: list[Report] = []
        search = Search(Sweep(SHORT, (Axis.parse("learning_rate=0.001:1:log"),), draws=14))

        def publish(report: Report) -> None:
            search.take(report)
            reports.append(report)

        Coordinator(search, LocalWorker(), publish).run()
        return [report.metrics for report in reports if report.state is State.FINISHED]

    first = trained()
    assert len(first) == 14
    assert first == trained()


@pytest.mark.parametrize("stored", [url, journal])
def test_optuna_reads_the_study_back(stored: Callable[[Path], str], tmp_path: Path) -> None:
    storage = stored(tmp_path)
    points = run(search_of(4, *AXES, storage=storage, data="circles"))
    assert study_in(storage).study_name == (
        "circles learning_rate=0.001:1:log hidden=4:64 patience=8:2 activation=relu,tanh"
    )
    for trial, point in zip(trials_in(storage), points, strict=True):
        (width,) = point.settings["hidden"]
        assert trial.params == {**point.settings, "hidden": width}
        assert trial.value == abs(point.settings["learning_rate"] - 0.1)
        said = {name: trial.user_attrs[name] for name in ("verdict", "reason", "seeds", "epochs")}
        assert said == {"verdict": "converged", "reason": "so", "seeds": [0], "epochs": [7]}
        json.dumps(trial.user_attrs, allow_nan=False)  # or a browser cannot read it


LOSSES = {
    "median": ((0.1, 0.9, 0.2), "COMPLETE", 0.2),
    "one of three diverged": ((0.1, None, 0.2), "COMPLETE", 0.2),
    "two of three diverged": ((0.1, None, None), "PRUNED", None),
    "no test observations": ((nan, nan, nan), "COMPLETE", 5.0),
}


@pytest.mark.parametrize(("losses", "state", "value"), LOSSES.values(), ids=LOSSES)
def test_a_trial_is_the_median_of_its_seeds(
    losses: tuple[float | None, ...], state: str, value: float | None, tmp_path: Path
) -> None:
    def train(point: Point) -> Report:
        loss = losses[point.seed]
        return finished(point, 0.0, word=Word.DIVERGED) if loss is None else finished(point, loss)

    points = run(search_of(2, "l2=0:1", seeds=3, storage=journal(tmp_path)), train)
    assert [(p.number, p.cell, p.seed) for p in points] == [
        (0, 0, 0), (1, 0, 1), (2, 0, 2), (3, 1, 0), (4, 1, 1), (5, 1, 2)
    ]  # fmt: skip
    assert [(t.state.name, t.value) for t in trials_in(journal(tmp_path))] == [(state, value)] * 2
    assert trials_in(journal(tmp_path))[0].user_attrs["seeds"] == [0, 1, 2]


@pytest.mark.parametrize(
    ("state", "told"),
    [(State.REFUSED, "PRUNED"), (State.FAILED, "FAIL"), (State.CANCELLED, "FAIL")],
)
def test_what_was_not_trained_has_no_value(state: State, told: str, tmp_path: Path) -> None:
    run(
        search_of(1, "l2=0:1", storage=journal(tmp_path)),
        lambda p: Report(p.number, state, reason="!"),
    )
    (trial,) = trials_in(journal(tmp_path))
    assert (trial.state.name, trial.value, trial.user_attrs["reason"]) == (told, None, "!")


def test_it_goes_on_to_the_number_of_trials_in_total(tmp_path: Path) -> None:
    def train(point: Point) -> Report:
        refused = Report(point.number, State.REFUSED, reason="no")
        return refused if point.cell == 1 else finished(point, nan)

    first = run(search_of(3, "l2=0:1", storage=journal(tmp_path)), train)
    search = search_of(5, "l2=0:1", storage=journal(tmp_path))
    assert [(p.number, p.experiment, r.state) for p, r in search.earlier] == [
        (0, first[0].experiment, State.FINISHED),
        (1, first[1].experiment, State.REFUSED),
        (2, first[2].experiment, State.FINISHED),
    ]
    _, report = search.earlier[0]
    assert report.metrics
    assert (report.epoch, report.metrics.train_loss, report.verdict) == (
        7,
        5.0,
        (Word.CONVERGED, "so"),
    )
    assert search.size == 5
    more = run(search, train)
    assert [point.number for point in more] == [3, 4]
    assert not {p.settings["l2"] for p in more} & {p.settings["l2"] for p in first}
    search = search_of(2, "l2=0:1", storage=journal(tmp_path))
    assert search.size == 5
    assert run(search, train) == []
    assert len(trials_in(journal(tmp_path))) == 5


def test_the_trials_of_a_killed_search_have_failed(tmp_path: Path) -> None:
    killed = search_of(2, "l2=0:1", storage=journal(tmp_path))
    next(iter(killed))
    assert states_in(journal(tmp_path)) == ["RUNNING"]
    assert len(run(search_of(2, "l2=0:1", storage=journal(tmp_path)))) == 2
    assert states_in(journal(tmp_path)) == ["FAIL", "COMPLETE", "COMPLETE"]


def test_a_trial_that_is_cut_short_fails_and_is_made_up_for(tmp_path: Path) -> None:
    with search_of(1, "l2=0:1", seeds=2, storage=journal(tmp_path)) as search:
        search.take(by_rate(next(iter(search))))
    assert states_in(journal(tmp_path)) == ["FAIL"]
    assert len(run(search_of(1, "l2=0:1", seeds=2, storage=journal(tmp_path)))) == 2


def test_a_trial_of_somebody_else_is_not_counted(tmp_path: Path) -> None:
    run(search_of(1, "l2=0:1", storage=journal(tmp_path)))
    study_in(journal(tmp_path)).add_trial(optuna.trial.create_trial(value=0.0))
    search = search_of(2, "l2=0:1", storage=journal(tmp_path))
    assert len(search.earlier) == 1
    assert len(run(search)) == 1


def test_two_searches_at_once_are_refused(tmp_path: Path) -> None:
    first = search_of(2, "l2=0:1", storage=url(tmp_path))
    point = next(iter(first))
    search_of(2, "l2=0:1", storage=url(tmp_path))
    with pytest.raises(FieldError, match=r"storage must be .*already finished"):
        first.take(by_rate(point))


@pytest.mark.parametrize("other", [{"max_epochs": 10}, {"seeds": 2}])
def test_a_study_of_other_options_is_refused(other: dict[str, Any], tmp_path: Path) -> None:
    run(search_of(1, "l2=0:1", storage=journal(tmp_path)))
    with pytest.raises(FieldError, match=r"this study of other options: l2=0:1 seeds=1\), got"):
        search_of(1, "l2=0:1", storage=journal(tmp_path), **other)


@pytest.mark.parametrize("direction", ["minimize", "maximize"])
def test_a_study_of_somebody_else_is_refused(direction: str, tmp_path: Path) -> None:
    study = optuna.create_study(
        study_name="moons l2=0:1", storage=url(tmp_path), direction=direction
    )
    study.optimize(lambda trial: trial.suggest_float("other", 0, 1), n_trials=1)
    with pytest.raises(FieldError, match=r"storage must be .*other options"):
        search_of(1, "l2=0:1", storage=url(tmp_path))


@pytest.mark.parametrize("text", ["hello", "hello\nhello\n", "\0\1", '{"event": 3}\n'])
def test_a_file_that_is_no_journal_is_refused_and_left_as_it_is(text: str, tmp_path: Path) -> None:
    file = tmp_path / "precious.txt"
    file.write_text(text)
    with pytest.raises(FieldError, match="it holds something else"):
        search_of(1, "l2=0:1", storage=str(file))
    assert file.read_text() == text


def test_a_combination_that_is_no_experiment_is_refused_before_any_is_trained() -> None:
    with pytest.raises(FieldError, match="momentum must be left out here"):
        search_of(1, "optimizer=gd,momentum", "momentum=0.5:0.9")
