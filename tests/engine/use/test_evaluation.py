"""Judgements by a table with labels equal those of scikit-learn and of the training itself."""

from pathlib import Path

import numpy as np
import polars as pl
import pytest
from npnn_tui.datasets import FieldError, load
from npnn_tui.engine.runs.folder import Run
from npnn_tui.engine.use.evaluation import OfClasses, OfNumbers, evaluate
from sklearn import metrics

from ...saved_runs import save_run


@pytest.fixture(scope="module")
def blobs(tmp_path_factory: pytest.TempPathFactory) -> Run:
    knobs = {"data": "blobs", "classes": 3, "noise": 0.9, "dtype": "float64"}
    return save_run(tmp_path_factory.mktemp("runs"), "blobs", **knobs)


@pytest.fixture(scope="module")
def ripple(tmp_path_factory: pytest.TempPathFactory) -> Run:
    return save_run(tmp_path_factory.mktemp("runs"), "ripple", data="ripple", standardise=True)


def held_out(run: Run) -> pl.DataFrame:
    """The observations that the run was tested on, in raw units."""
    split = load(run.experiment.recipe)
    x, y = (split.test.inputs * split.scale + split.center).T
    targets = split.test.targets
    if split.task == "regression":
        return pl.DataFrame({"x": x, "y": y, "height": split.raw_targets(targets)})
    return pl.DataFrame({"x": x, "y": y, "kind": [split.test.class_names[t] for t in targets]})


def last(run: Run, name: str) -> float:
    return float(run.metrics[name][-1])


def test_classes_are_judged_as_scikit_learn_does(blobs: Run, tmp_path: Path) -> None:
    table = held_out(blobs)
    table.write_csv(tmp_path / "t.csv")
    found = evaluate(blobs.model, str(tmp_path / "t.csv"))
    assert isinstance(found, OfClasses)
    truth, said = table["kind"], blobs.model.predict(table[:, :2].to_numpy())
    np.testing.assert_array_equal(found.confusion, metrics.confusion_matrix(truth, said))
    assert 0 < found.confusion[0].sum() < found.rows == len(table)
    assert found.accuracy == pytest.approx(metrics.accuracy_score(truth, said))
    precision, recall, _, _ = metrics.precision_recall_fscore_support(truth, said)
    np.testing.assert_allclose(found.precision, precision)
    np.testing.assert_allclose(found.recall, recall)
    probabilities = blobs.model.predict_proba(table[:, :2].to_numpy())
    assert found.loss == pytest.approx(metrics.log_loss(truth, probabilities))


def test_the_test_set_gets_the_figures_of_the_training(
    blobs: Run, ripple: Run, tmp_path: Path
) -> None:
    held_out(blobs).write_parquet(tmp_path / "blobs.parquet")
    held_out(ripple).write_parquet(tmp_path / "ripple.parquet")
    classes = evaluate(blobs.model, str(tmp_path / "blobs.parquet"))
    numbers = evaluate(ripple.model, str(tmp_path / "ripple.parquet"))
    assert isinstance(classes, OfClasses)
    assert isinstance(numbers, OfNumbers)
    assert classes.loss == pytest.approx(last(blobs, "test_loss"), rel=1e-6)
    assert classes.accuracy == pytest.approx(last(blobs, "test_score"))
    assert numbers.loss == pytest.approx(last(ripple, "test_loss"), rel=1e-4)
    assert numbers.r2 == pytest.approx(last(ripple, "test_score"), rel=1e-4)


def test_numbers_are_judged_as_scikit_learn_does(ripple: Run, tmp_path: Path) -> None:
    table = held_out(ripple).with_columns(pl.col("height") * 1.5)
    table.select("height", "x", "y").write_csv(tmp_path / "t.csv")
    found = evaluate(ripple.model, str(tmp_path / "t.csv"))
    assert isinstance(found, OfNumbers)
    truth, said = table["height"], ripple.model.predict(table[:, :2].to_numpy())
    assert found.rmse == pytest.approx(metrics.root_mean_squared_error(truth, said))
    assert found.mae == pytest.approx(metrics.mean_absolute_error(truth, said))
    assert found.r2 == pytest.approx(metrics.r2_score(truth, said))


def test_a_class_that_is_never_said_has_no_precision(blobs: Run, tmp_path: Path) -> None:
    blobs_model = blobs.model
    blobs_model.network.weights[-1][:] = 0
    blobs_model.network.biases[-1][:] = [9, 0, 0]
    held_out(blobs).filter(pl.col("kind") != "2").write_csv(tmp_path / "t.csv")
    found = evaluate(blobs_model, str(tmp_path / "t.csv"))
    assert isinstance(found, OfClasses)
    np.testing.assert_array_equal(found.recall, [1, 0, np.nan])
    np.testing.assert_array_equal(np.isnan(found.precision), [False, True, True])


def test_one_row_has_no_r2(ripple: Run, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("x,y,height\n0,0,1\n")
    found = evaluate(ripple.model, str(tmp_path / "t.csv"))
    assert isinstance(found, OfNumbers)
    assert np.isnan(found.r2)
    assert found.mae == found.rmse > 0


def test_the_column_of_labels_can_be_named(blobs: Run, tmp_path: Path) -> None:
    table = held_out(blobs)
    table.with_columns(note=pl.lit("?")).write_csv(tmp_path / "t.csv")
    table.write_csv(tmp_path / "plain.csv")
    named = evaluate(blobs.model, str(tmp_path / "t.csv"), "kind")
    plain = evaluate(blobs.model, str(tmp_path / "plain.csv"))
    assert isinstance(named, OfClasses)
    assert isinstance(plain, OfClasses)
    np.testing.assert_array_equal(named.confusion, plain.confusion)


REFUSED = [
    ("x,y,kind\n0,0,5\n0,0,1\n0,0,rose\n", "", r'labels "5", "rose"; its classes are 0, 1, 2'),
    ("x,y,kind\n0,0,\n", "", "line 2, column kind: the label is missing"),
    ("x,y,kind\n", "", "there are no rows, at least 1 is needed"),
    ("x,y\n0,0\n", "", "there is no column of labels beside the features"),
    ("x,y,kind\n0,0,1\n", "sort", "label must be one of kind, got sort"),
    ("x,y,kind\n0,0,1\n", "x", "label must be one of kind, got x"),
]


@pytest.mark.parametrize(("content", "label", "sentence"), REFUSED)
def test_what_cannot_be_judged_is_named(
    blobs: Run, tmp_path: Path, content: str, label: str, sentence: str
) -> None:
    (tmp_path / "t.csv").write_text(content)
    with pytest.raises(FieldError, match=sentence):
        evaluate(blobs.model, str(tmp_path / "t.csv"), label)


def test_a_target_that_is_no_number_is_named(ripple: Run, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("x,y,height\n0,0,1\n0,0,high\n")
    with pytest.raises(FieldError, match=r'line 3, column height: .* numbers .* got "high"'):
        evaluate(ripple.model, str(tmp_path / "t.csv"))


def test_an_npz_file_has_its_targets(blobs: Run, tmp_path: Path) -> None:
    table = held_out(blobs)
    labels = table["kind"].cast(pl.Int64).to_numpy()
    np.savez(tmp_path / "t.npz", X=table[:, :2].to_numpy(), y=labels)
    np.savez(tmp_path / "short.npz", X=table[:, :2].to_numpy(), y=labels[1:])
    found = evaluate(blobs.model, str(tmp_path / "t.npz"))
    assert isinstance(found, OfClasses)
    assert found.accuracy == pytest.approx(last(blobs, "test_score"))
    with pytest.raises(FieldError, match=r"array X has \d+ rows and array y \d+"):
        evaluate(blobs.model, str(tmp_path / "short.npz"))
