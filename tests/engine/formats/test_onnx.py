"""An ONNX file gives the answers of the run, in the runtime that most programs use."""

import json
import sys
from typing import Any

import numpy as np
import pytest
from npnn_tui.datasets import FieldError, Task
from npnn_tui.engine.formats.onnx_graph import ACTIVATIONS, onnx_bytes
from npnn_tui.engine.names import ACTIVATION_NAMES
from npnn_tui.engine.runs.model import Model

from .conftest import CLASSES, FEATURES, model_of

onnxruntime = pytest.importorskip("onnxruntime")


def run_in_onnx(model: Model, observations: Any) -> dict[str, Any]:
    """The outputs of the file by their names."""
    session = onnxruntime.InferenceSession(
        onnx_bytes(model, "r"), providers=["CPUExecutionProvider"]
    )
    names = [output.name for output in session.get_outputs()]
    rows = observations.astype(model.network.parameters.dtype)
    return dict(zip(names, session.run(names, {"observations": rows}), strict=True))


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("activation", ACTIVATION_NAMES)
def test_classes_are_those_of_the_run(activation: str, dtype: str, observations: Any) -> None:
    model = model_of(activation, "classification", dtype)
    found = run_in_onnx(model, observations)
    expected = model.answers(observations)
    assert found["probabilities"].dtype == dtype
    np.testing.assert_allclose(found["probabilities"], expected, atol=1e-5)
    np.testing.assert_array_equal(found["label"], expected.argmax(axis=1))
    assert expected.std(axis=0).max() > 0.01


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("activation", ACTIVATION_NAMES)
def test_numbers_are_those_of_the_run(activation: str, dtype: str, observations: Any) -> None:
    model = model_of(activation, "regression", dtype)
    found = run_in_onnx(model, observations)["prediction"]
    expected = model.predict(observations)
    assert (found.dtype, found.shape) == (dtype, expected.shape)
    np.testing.assert_allclose(found, expected, rtol=1e-5, atol=1e-5 * model.target_scale)


def test_a_mean_far_from_zero_costs_no_digits() -> None:
    far = model_of("tanh", "classification")
    moved = Model(**{**vars(far), "center": far.center + 1e6})
    rows = np.round(moved.center + np.linspace(-3, 3, 30).reshape(10, 3) * far.scale)
    rows = rows.astype(np.float32).astype(float)
    found = run_in_onnx(moved, rows)["probabilities"]
    np.testing.assert_allclose(found, moved.answers(rows), atol=1e-5)


@pytest.mark.parametrize("rows", [0, 1])
def test_any_number_of_rows_goes_through(rows: int, observations: Any) -> None:
    found = run_in_onnx(model_of("relu", "classification"), observations[:rows])
    assert found["probabilities"].shape == (rows, 3)


@pytest.mark.parametrize("task", ["classification", "regression"])
def test_the_names_are_in_the_metadata(task: Task) -> None:
    session = onnxruntime.InferenceSession(onnx_bytes(model_of("relu", task), "first"))
    metadata = session.get_modelmeta().custom_metadata_map
    assert (metadata["run"], metadata["task"]) == ("first", task)
    assert tuple(json.loads(metadata["feature_names"])) == FEATURES
    assert tuple(json.loads(metadata["class_names"])) == (CLASSES if task[0] == "c" else ())


def test_every_activation_has_its_nodes() -> None:
    assert tuple(ACTIVATIONS) == ACTIVATION_NAMES


def test_without_the_package_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "onnx", None)
    with pytest.raises(FieldError, match=r'onnx needs .*pip install "npnn-tui\[onnx\]"'):
        onnx_bytes(model_of("relu", "classification"), "r")
