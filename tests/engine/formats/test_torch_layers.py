"""The weights for PyTorch are laid out as it wants them and take raw observations."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from npnn_tui.datasets import Task
from npnn_tui.engine.formats.torch_layers import (
    ACTIVATIONS,
    code_of,
    dtype_of,
    state_of,
    torch_export,
)
from npnn_tui.engine.names import ACTIVATION_NAMES
from npnn_tui.engine.nn.activations import ACTIVATIONS as FUNCTIONS
from npnn_tui.engine.runs.model import Model

from ...saved_runs import save_run
from .conftest import model_of


def forward(model: Model, observations: Any) -> Any:
    """The layers as PyTorch computes them: y = x Wᵀ + b."""
    state, x = state_of(model), observations.astype(dtype_of(model))
    function = FUNCTIONS[model.network.activation_name].function
    layers = len(state) // 2
    for layer in range(layers):
        x = x @ state[f"{2 * layer}.weight"].T + state[f"{2 * layer}.bias"]
        x = function(x) if layer < layers - 1 else x
    if model.task == "regression":
        return x
    shares = np.exp(x - x.max(axis=1, keepdims=True))
    return shares / shares.sum(axis=1, keepdims=True)


@pytest.mark.parametrize("task", ["classification", "regression"])
@pytest.mark.parametrize("activation", ACTIVATION_NAMES)
def test_the_layers_take_raw_observations(activation: str, task: Task, observations: Any) -> None:
    model = model_of(activation, task)
    expected = model.answers(observations)
    found = forward(model, observations)
    assert found.dtype == "float32"
    np.testing.assert_allclose(found, expected, atol=5e-5 * model.target_scale)


def test_a_far_mean_is_kept_in_double_precision(observations: Any) -> None:
    near = model_of("tanh", "classification")
    far = Model(**{**vars(near), "center": near.center + 1e6})
    found = forward(far, observations + 1e6)
    assert found.dtype == "float64"
    np.testing.assert_allclose(found, far.answers(observations + 1e6), atol=1e-5)
    assert ".double()" in code_of(far, "f")
    assert ".double()" not in code_of(near, "f")


def test_the_code_names_the_modules_in_order() -> None:
    code = code_of(model_of("leaky_relu", "classification"), "run.safetensors")
    modules = [line.strip(" ,") for line in code.splitlines() if line.startswith("    ")]
    leaky = "nn.LeakyReLU(0.01)"
    linear = ["nn.Linear(3, 7)", "nn.Linear(7, 5)", "nn.Linear(5, 3)"]
    assert modules == [linear[0], leaky, linear[1], leaky, linear[2]]


@pytest.mark.parametrize("activation", ACTIVATION_NAMES)
@pytest.mark.parametrize("task", ["classification", "regression"])
def test_pytorch_loads_it_by_the_code_that_is_given(
    activation: str, task: Task, observations: Any, tmp_path: Path
) -> None:
    torch = pytest.importorskip("torch", reason="PyTorch is not installed")
    from safetensors.numpy import save_file

    model = model_of(activation, task)
    path = tmp_path / "m.safetensors"
    save_file(state_of(model), path)
    names: dict[str, Any] = {}
    exec(code_of(model, str(path)), names)
    with torch.inference_mode():
        outputs = names["model"](torch.tensor(observations, dtype=torch.float32))
        found = outputs.softmax(dim=1) if task == "classification" else outputs
    expected = model.answers(observations)
    np.testing.assert_allclose(found.numpy(), expected, atol=5e-5 * model.target_scale)


def test_the_file_says_how_to_load_it(tmp_path: Path) -> None:
    from safetensors import safe_open

    run = save_run(tmp_path, "first", data="moons", max_epochs=1)
    export = torch_export(run, tmp_path / "first.safetensors")
    export.write()
    with safe_open(tmp_path / "first.safetensors", "numpy") as file:
        assert file.metadata()["code"] == export.words
        assert sorted(file.keys()) == ["0.bias", "0.weight", "2.bias", "2.weight"]
        assert file.get_tensor("0.weight").shape == (32, 2)


def test_every_activation_has_its_module() -> None:
    assert tuple(ACTIVATIONS) == ACTIVATION_NAMES
