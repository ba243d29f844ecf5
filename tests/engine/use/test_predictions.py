"""Predictions for tables: the right columns, in the right units, for any number of rows."""

import csv
from io import StringIO
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from npnn_tui.datasets import FieldError, load
from npnn_tui.engine.runs.folder import Run
from npnn_tui.engine.runs.model import Model
from npnn_tui.engine.use.predictions import predict
from npnn_tui.engine.use.tables import csv_lines

from ...saved_runs import save_run

FLOWERS = "id,width,length,kind\n" + "".join(
    f"{row},{row % 7 / 3:.3f},{row * 1000},{'rose' if row % 7 > 3 else 'iris'}\n"
    for row in range(40)
)


@pytest.fixture(scope="module")
def flowers(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """A run on two features out of three, of very different sizes."""
    folder = tmp_path_factory.mktemp("flowers")
    (folder / "flowers.csv").write_text(FLOWERS)
    return save_run(folder, "flowers", data=str(folder / "flowers.csv"), test_fraction=0.0)


@pytest.fixture(scope="module")
def prices(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """A run that predicts numbers around 100,000 from one feature."""
    folder = tmp_path_factory.mktemp("prices")
    rows = "".join(f"{row},{100_000 + 25.5 * row}\n" for row in range(120))
    (folder / "prices.csv").write_text(f"size,price\n{rows}")
    knobs = {"optimizer": "adam", "max_epochs": 300, "test_fraction": 0.0}
    return save_run(folder, "prices", data=str(folder / "prices.csv"), **knobs)


def trained_on(run: Run) -> pl.DataFrame:
    """The answers of a network to its own training data, as the trainer put them to it."""
    split = load(run.experiment.recipe)
    probabilities = run.model.network.probabilities(split.train.inputs)
    names = [f"probability_{name}" for name in split.train.class_names]
    likeliest = [split.train.class_names[number] for number in probabilities.argmax(axis=1)]
    rows = split.train.inputs * split.scale + split.center
    parts = dict(zip(names, probabilities.T, strict=True))
    return pl.DataFrame({"id": rows[:, 0].round(), "prediction": likeliest, **parts}).sort("id")


def test_predictions_are_those_of_the_network_that_was_trained(
    flowers: Run, tmp_path: Path
) -> None:
    (tmp_path / "new.csv").write_text(FLOWERS)
    expected = trained_on(flowers).drop("id")
    frame = predict(flowers.model, str(tmp_path / "new.csv")).frame()
    assert frame.columns == ["prediction", "probability_iris", "probability_rose"]
    assert frame["prediction"].to_list() == expected["prediction"].to_list()
    np.testing.assert_allclose(frame[:, 1:].to_numpy(), expected[:, 1:].to_numpy(), atol=1e-6)


def swapped(table: pl.DataFrame) -> pl.DataFrame:
    return table.select("kind", pl.lit("?").alias("note"), "length", "id", "width")


@pytest.mark.parametrize("ending", ["csv", "tsv", "parquet"])
def test_features_are_found_by_name_whatever_else_there_is(
    flowers: Run, tmp_path: Path, ending: str
) -> None:
    table = swapped(pl.read_csv(FLOWERS.encode()))
    path = tmp_path / f"t.{ending}"
    if ending == "parquet":
        table.write_parquet(path)
    else:
        table.write_csv(path, separator="\t" if ending == "tsv" else ",")
    (tmp_path / "plain.csv").write_text(FLOWERS)
    answers = predict(flowers.model, str(path)).answers
    np.testing.assert_array_equal(
        answers, predict(flowers.model, str(tmp_path / "plain.csv")).answers
    )


@pytest.mark.parametrize("with_label", [False, True])
def test_a_table_without_names_is_taken_in_order(
    flowers: Run, tmp_path: Path, with_label: bool
) -> None:
    lines = FLOWERS.splitlines()[1:]
    lines = lines if with_label else [line.rpartition(",")[0] for line in lines]
    (tmp_path / "bare.csv").write_text("\n".join(lines))
    (tmp_path / "named.csv").write_text(FLOWERS)
    bare, named = (predict(flowers.model, str(tmp_path / f"{n}.csv")) for n in ("bare", "named"))
    np.testing.assert_array_equal(bare.answers, named.answers)


def test_an_npz_file_is_taken_in_order(flowers: Run, tmp_path: Path) -> None:
    rows = pl.read_csv(FLOWERS.encode()).drop("kind").to_numpy()
    np.savez(tmp_path / "t.npz", X=rows)
    (tmp_path / "t.csv").write_text(FLOWERS)
    from_npz = predict(flowers.model, str(tmp_path / "t.npz")).answers
    np.testing.assert_array_equal(from_npz, predict(flowers.model, str(tmp_path / "t.csv")).answers)


@pytest.mark.parametrize("rows", [0, 1])
def test_no_row_and_one_row_are_enough(
    flowers: Run, prices: Run, tmp_path: Path, rows: int
) -> None:
    (tmp_path / "f.csv").write_text("id,width,length\n" + "1,2,3\n" * rows)
    (tmp_path / "p.csv").write_text("size\n" + "7\n" * rows)
    assert len(predict(flowers.model, str(tmp_path / "f.csv")).frame()) == rows
    assert len(predict(prices.model, str(tmp_path / "p.csv")).frame()) == rows


def test_numbers_come_in_the_units_of_the_data(prices: Run, tmp_path: Path) -> None:
    (tmp_path / "p.csv").write_text("size\n20\n60\n100\n")
    frame = predict(prices.model, str(tmp_path / "p.csv")).frame()
    assert frame.columns == ["prediction"]
    np.testing.assert_allclose(frame["prediction"], [100_510, 101_530, 102_550], rtol=0.002)


REFUSED = [
    ("width,kind\n1,2\n", 'line 1: there are no columns "id", "length"'),
    ("1,2\n3,4\n", "line 1: there are 2 numbers and no names of columns; .* as features, 3"),
    ("id,width,length\n1,2,3\n1,x,3\n", 'line 3, column width: "x" is not a number'),
    ("note,id,width,length\nhi,1,x,3\n", 'line 2, column width: "x" is not a number'),
    ("id,width,length\n1,,3\n", "line 2, column width: the value is missing"),
    ("id,width,length\n1,inf,3\n", 'line 2, column width: "inf" is not a finite number'),
    ("id,width,length\n1,2,3,4\n", "line 2: there are 4 cells, but 3 in the first row"),
    ("id,width,width,length\n1,2,3,4\n", 'two columns are named "width"'),
]


@pytest.mark.parametrize(("content", "sentence"), REFUSED)
def test_what_cannot_be_used_is_named(
    flowers: Run, tmp_path: Path, content: str, sentence: str
) -> None:
    (tmp_path / "t.csv").write_text(content)
    with pytest.raises(FieldError, match=sentence) as caught:
        predict(flowers.model, str(tmp_path / "t.csv"))
    assert caught.value.field == "data"


def test_a_bad_cell_of_another_column_does_not_matter(flowers: Run, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("id,width,length,kind,note\n1,2,3,,\n\n4,5,6,nan,inf\n")
    assert len(predict(flowers.model, str(tmp_path / "t.csv")).answers) == 2


def test_features_of_an_npz_file_must_be_as_many(flowers: Run, tmp_path: Path) -> None:
    np.savez(tmp_path / "t.npz", X=np.zeros((4, 2)))
    with pytest.raises(FieldError, match=r"array X: there are 2 features, the run .* on 3"):
        predict(flowers.model, str(tmp_path / "t.npz"))


def test_a_missing_parquet_column_is_named(flowers: Run, tmp_path: Path) -> None:
    pl.DataFrame({"id": [1.0], "width": [2.0]}).write_parquet(tmp_path / "t.parquet")
    with pytest.raises(FieldError, match='there is no column "length"'):
        predict(flowers.model, str(tmp_path / "t.parquet"))


def test_observations_beyond_the_precision_are_refused(flowers: Run, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("id,width,length\n1,2,3\n1e30,-1e30,1e30\n")
    huge = flowers.model
    huge.network.parameters *= 1e10
    with pytest.raises(FieldError, match=r"row 2 is too far from those trained on .* float32"):
        predict(huge, str(tmp_path / "t.csv"))


def test_a_class_may_have_any_name(tmp_path: Path) -> None:
    names = ("a,b", 'c"d', "e\nf")
    model = save_run(tmp_path, "names", data="moons", classes=3).model
    named = Model(**{**vars(model), "class_names": names})
    (tmp_path / "t.csv").write_text("x,y\n0,0\n1,1\n")
    lines = "".join(csv_lines(predict(named, str(tmp_path / "t.csv")).frame()))
    head, *rows = csv.reader(StringIO(lines, newline=""))
    assert head == ["prediction", *(f"probability_{name}" for name in names)]
    assert len(rows) == 2
    assert {row[0] for row in rows} <= set(names)
