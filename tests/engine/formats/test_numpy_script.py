"""The exported script runs where there is nothing but NumPy, and answers as the run does."""

import csv
import subprocess
import sys
from io import StringIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from npnn_tui.datasets import Task
from npnn_tui.engine.formats.numpy_script import ACTIVATIONS, arrays_of, module_of, script_of
from npnn_tui.engine.names import ACTIVATION_NAMES
from npnn_tui.engine.runs.model import Model

from .conftest import CLASSES, FEATURES, model_of

ALONE = """
import runpy, sys
for name in ("npnn_tui", "polars", "safetensors", "rich", "textual"):
    sys.modules[name] = None
sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name="__main__")
"""


def write_script(folder: Path, model: Model) -> Path:
    (folder / "m.npz").write_bytes(arrays_of(model))
    path = folder / "predict_m.py"
    path.write_text(script_of(model, "first-run", path.name, "m.npz"), encoding="utf-8")
    return path


def run_alone(script: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """Run the script in a fresh interpreter without this program and its packages."""
    words = [sys.executable, "-I", "-c", ALONE, str(script), *arguments]
    return subprocess.run(words, capture_output=True, text=True, cwd="/", check=False)


def write_table(path: Path, observations: Any) -> None:
    """Write the features in another order, among other columns."""
    with open(path, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["note", *reversed(FEATURES)])
        writer.writerows(["?", *reversed(row)] for row in observations.tolist())


def predict_in_python(folder: Path, model: Model, observations: Any) -> Any:
    """Import the script and return what its functions give."""
    code = write_script(folder, model).read_text(encoding="utf-8")
    names: dict[str, Any] = {"__name__": "m", "__file__": str(folder / "predict_m.py")}
    exec(compile(code, "predict_m.py", "exec"), names)
    answer = names["probabilities" if model.class_names else "predict"]
    return answer(observations)


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("task", ["classification", "regression"])
@pytest.mark.parametrize("activation", ACTIVATION_NAMES)
def test_the_formulas_are_those_of_the_run(
    activation: str, task: Task, dtype: str, observations: Any, tmp_path: Path
) -> None:
    model = model_of(activation, task, dtype)
    found = predict_in_python(tmp_path, model, observations)
    expected = model.answers(observations).reshape(found.shape)
    np.testing.assert_allclose(found, expected, rtol=1e-5, atol=1e-5)
    if task == "classification":
        assert found.dtype == dtype


def test_it_runs_with_numpy_alone(observations: Any, tmp_path: Path) -> None:
    model = model_of("gelu", "classification")
    write_table(tmp_path / "data.csv", observations)
    done = run_alone(write_script(tmp_path, model), str(tmp_path / "data.csv"))
    assert (done.returncode, done.stderr) == (0, "")
    head, *rows = csv.reader(StringIO(done.stdout, newline=""))
    assert head == ["prediction", *(f"probability_{name}" for name in CLASSES)]
    assert [row[0] for row in rows] == model.predict(observations).tolist()
    shares = np.array([row[1:] for row in rows], float)
    np.testing.assert_allclose(shares, model.answers(observations), atol=1e-6)


def test_numbers_are_printed_too(observations: Any, tmp_path: Path) -> None:
    model = model_of("tanh", "regression")
    write_table(tmp_path / "data.csv", observations[:3])
    done = run_alone(write_script(tmp_path, model), str(tmp_path / "data.csv"))
    head, *rows = done.stdout.split()
    assert head == "prediction"
    np.testing.assert_allclose(np.array(rows, float), model.predict(observations[:3]), rtol=1e-5)


def test_a_table_without_a_feature_is_refused(tmp_path: Path) -> None:
    (tmp_path / "data.csv").write_text("width,length\n1,2\n")
    script = write_script(tmp_path, model_of("relu", "classification"))
    done = run_alone(script, str(tmp_path / "data.csv"))
    assert done.returncode == 1
    assert "has no column 'weight, wet'" in done.stderr
    assert run_alone(script).stderr == "usage: python predict_m.py data.csv\n"


@pytest.mark.parametrize("longest", ["", "x" * 80], ids=["short", "long"])
def test_names_cannot_become_code(longest: str, observations: Any, tmp_path: Path) -> None:
    names = ("']; raise SystemExit", '"""', f"\u202e\n{{run}}{longest}")
    model = model_of("relu", "classification")
    evil = Model(**{**vars(model), "feature_names": names, "class_names": names})
    found = predict_in_python(tmp_path, evil, observations)
    np.testing.assert_allclose(found, model.answers(observations), atol=1e-5)
    text = script_of(evil, "r", 'x"""\nraise.py', 'x"""\nraise.npz')
    compile(text, "script", "exec")
    assert "\u202e" not in text


def test_the_script_can_be_imported_by_its_name() -> None:
    assert module_of("2026-11-24-1540-moons.v2").isidentifier()


def test_every_activation_has_its_formula() -> None:
    assert tuple(ACTIVATIONS) == ACTIVATION_NAMES
