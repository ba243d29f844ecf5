"""`npnn-tui evaluate`: tables for people, one object for programs."""

import json
import re
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from npnn_tui.datasets import load
from npnn_tui.engine.runs.folder import Run

from ...saved_runs import save_run
from .conftest import Command, refused


def write_tested(run: Run, path: str) -> None:
    """Write the observations that a run was tested on."""
    split = load(run.experiment.recipe)
    x, y = split.test.inputs.T
    pl.DataFrame({"x": x, "y": y, "label": split.test.targets}).write_csv(path)


def words_of(run: Run, *more: str) -> list[str]:
    return ["evaluate", run.name, *more, "--runs-dir", str(run.folder.parent)]


def test_json_is_one_object(blobs: Run, command: Command) -> None:
    write_tested(blobs, "t.csv")
    out, _ = command(0, *words_of(blobs, "t.csv", "--json"))
    found = json.loads(out)
    confusion = np.array(found["confusion"])
    assert found["rows"] == confusion.sum() == 50
    assert found["accuracy"] == pytest.approx(blobs.metrics["test_score"][-1])
    assert found["loss"] == pytest.approx(blobs.metrics["test_loss"][-1], rel=1e-5)
    assert [one["class"] for one in found["classes"]] == ["0", "1", "2"]
    for number, one in enumerate(found["classes"]):
        assert one["rows"] == confusion[number].sum()
        assert one["recall"] == confusion[number, number] / confusion[number].sum()
        assert one["precision"] == confusion[number, number] / confusion[:, number].sum()


def test_tables_show_the_same(blobs: Run, command: Command) -> None:
    write_tested(blobs, "t.csv")
    found = json.loads(command(0, *words_of(blobs, "t.csv", "--json"))[0])
    out, _ = command(0, *words_of(blobs, "t.csv"))
    assert f"50 rows  accuracy {found['accuracy']:.2%}  loss {found['loss']:.4f}" in out
    numbers = [re.findall(r"[\d.%]+", line) for line in out.splitlines()]
    for number, counts in enumerate(found["confusion"]):
        assert [str(number), *(str(count or ".") for count in counts)] in numbers
        one = found["classes"][number]
        shares = [f"{one[name]:.1%}" for name in ("precision", "recall")]
        assert [str(number), str(one["rows"]), *shares] in numbers


def test_numbers_have_their_errors(hills: Run, command: Command) -> None:
    write_tested(hills, "t.csv")
    found = json.loads(command(0, *words_of(hills, "t.csv", "--json"))[0])
    assert found["r2"] == pytest.approx(hills.metrics["test_score"][-1], rel=1e-4)
    assert found["rmse"] == pytest.approx((2 * found["loss"]) ** 0.5)
    assert 0 < found["mae"] < found["rmse"]
    out, _ = command(0, *words_of(hills, "t.csv"))
    assert out.startswith(f"50 rows  r2 {found['r2']:.4f}  loss {found['loss']:.4g}")
    assert out.endswith(f"rmse {found['rmse']:.4g}  mae {found['mae']:.4g}\n")


def test_what_is_no_number_is_null(hills: Run, command: Command) -> None:
    Path("t.csv").write_text("x,y,height\n0,0,1\n")
    assert json.loads(command(0, *words_of(hills, "t.csv", "--json"))[0])["r2"] is None
    assert "1 row  r2 -  loss" in command(0, *words_of(hills, "t.csv"))[0]


def test_many_classes_show_their_mistakes(command: Command, tmp_path: Path) -> None:
    lines = (f"{n % 40},{n % 7},kind {n % 40} of forty\n" for n in range(400))
    Path("t.csv").write_text("a,b,kind\n" + "".join(lines))
    run = save_run(tmp_path / "runs", "many", data="t.csv", max_epochs=1)
    out, _ = command(0, *words_of(run, "t.csv"))
    assert re.search(r"True +Predicted +Rows", out)
    mistakes = re.findall(r"kind (\d+) of forty +kind (\d+) of forty +(\d+)", out)
    assert len(mistakes) == 10
    assert all(true != predicted for true, predicted, _ in mistakes)
    counts = [int(count) for _, _, count in mistakes]
    assert counts == sorted(counts, reverse=True)
    assert counts[0] > 1
    assert max(map(len, out.splitlines())) <= 80


def test_the_label_of_the_run_is_found_again(command: Command, tmp_path: Path) -> None:
    Path("t.csv").write_text("kind,a,note\n" + "a,1,x\nb,2,y\n" * 10)
    Path("u.csv").write_text("kind,a,note,last\n" + "a,1,5,0\nb,2,6,1\n" * 10)
    Path("t2.csv").write_text("kind,a\n" + "a,1\nb,2\n" * 10)
    run = save_run(tmp_path / "runs", "kinds", data="t2.csv", label="kind", max_epochs=200)
    assert "accuracy 100.00%" in command(0, *words_of(run, "u.csv"))[0]
    assert 'no labels "x", "y"' in refused(command, *words_of(run, "t.csv", "--label", "note"))
    np.savez("t.npz", X=np.array([[1.0], [2.0]]), y=np.array(["a", "b"]))
    assert "accuracy 100.00%" in command(0, *words_of(run, "t.npz"))[0]
