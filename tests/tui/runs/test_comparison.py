"""Runs beside each other."""

from pathlib import Path

from npnn_tui.engine import Experiment
from npnn_tui.engine.runs.listing import Entry
from npnn_tui.tui.runs.comparison import differing, final_figures

from ...made_runs import make_entry


def test_only_parameters_that_differ_are_told() -> None:
    some = [Experiment.of({"l2": 0.5}), Experiment.of({"l2": 0.5, "hidden": (8, 8)}), None]
    rows = differing(some)
    assert [(row.name, list(row.texts)) for row in rows] == [("hidden", ["32", "8,8", "?"])]
    assert differing(some[:1]) == []


def test_the_best_are_marked_and_equals_alike(tmp_path: Path) -> None:
    entries = [
        Entry.of(make_entry(tmp_path, "a", test_loss=0.1, test_score=0.8, train_loss=0.2)),
        Entry.of(make_entry(tmp_path, "b", test_loss=0.3, test_score=0.9, train_loss=0.2)),
        Entry.of(make_entry(tmp_path, "c", test_loss=None, test_score=0.9, train_loss=0.2)),
    ]
    best = {row.name: list(row.best) for row in final_figures(entries)}
    assert best["test_loss"] == [True, False, False]
    assert best["test_score"] == [False, True, True]
    assert best["train_loss"] == best["epoch"] == best["objective"] == [False] * 3


def test_classes_and_numbers_cannot_be_compared(tmp_path: Path) -> None:
    entries = [
        Entry.of(make_entry(tmp_path, "a", test_loss=0.1)),
        Entry.of(make_entry(tmp_path, "b", test_loss=0.3, data="hills")),
    ]
    assert not any(any(row.best) for row in final_figures(entries))
