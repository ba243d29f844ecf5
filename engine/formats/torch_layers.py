"""A model as the state of a plain `nn.Sequential` of PyTorch, in the safetensors format.

The scales of features and target are folded into the first and the last layer, so that the layers
take raw observations. In single precision a mean of so many deviations would cost digits, and the
weights are then kept in double precision.
"""

import json
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..runs.folder import Run
from ..runs.model import Model
from .export import Export

FARTHEST_MEAN = 100
"""In standard deviations: what single precision loses then is below 1e-5 of an activation."""

ACTIVATIONS: Mapping[str, str] = {
    "relu": "nn.ReLU()",
    "leaky_relu": "nn.LeakyReLU(0.01)",
    "tanh": "nn.Tanh()",
    "sigmoid": "nn.Sigmoid()",
    "elu": "nn.ELU()",
    "gelu": 'nn.GELU(approximate="tanh")',
    "silu": "nn.SiLU()",
    "identity": "nn.Identity()",
}
"""Each activation as a module of PyTorch."""


def torch_export(run: Run, path: Path) -> Export:
    """Return the state of a run's model, with the code that loads it as words."""
    from safetensors.numpy import save

    model = run.model
    code = code_of(model, path.name)
    return Export({path: save(state_of(model), _metadata(model, code))}, code)


def state_of(model: Model) -> dict[str, NDArray[Any]]:
    """Return weights (fan_out, fan_in) and biases by the names that `nn.Sequential` gives them.

    They take raw observations, and of regression give raw numbers, of classes the logits.
    """
    weights = [weights.astype(np.float64) for weights in model.network.weights]
    biases = [biases.astype(np.float64) for biases in model.network.biases]
    weights[0] = weights[0] / model.scale[:, np.newaxis]
    biases[0] = biases[0] - model.center @ weights[0]
    weights[-1] = weights[-1] * model.target_scale
    biases[-1] = biases[-1] * model.target_scale + model.target_center
    state = {}
    for layer, (weight, bias) in enumerate(zip(weights, biases, strict=True)):
        state[f"{2 * layer}.weight"] = np.ascontiguousarray(weight.T, dtype_of(model))
        state[f"{2 * layer}.bias"] = bias.astype(dtype_of(model))
    return state


def dtype_of(model: Model) -> str:
    """Return the precision that the folded weights need."""
    is_far = (np.abs(model.center) > FARTHEST_MEAN * model.scale).any()
    return "float64" if is_far else model.network.parameters.dtype.name


def code_of(model: Model, file_name: str) -> str:
    """Return the code that makes the modules and loads the file."""
    modules = _modules_of(model)
    precise = ".double()" if dtype_of(model) == "float64" else ""
    kind = "float64" if precise else "float32"
    answer = "model(observations).squeeze(1)"
    if model.task == "classification":
        answer = "model(observations).softmax(dim=1)"
    lines = [
        "import torch",
        "from safetensors.torch import load_file",
        "from torch import nn",
        "",
        "model = nn.Sequential(",
        *(f"    {module}," for module in modules),
        f"){precise}",
        f"model.load_state_dict(load_file({file_name!r}))",
        "",
        f"# observations: raw features (rows, {model.network.sizes[0]}), torch.{kind}",
        f"# {answer}",
    ]
    return "\n".join(lines)


def _modules_of(model: Model) -> list[str]:
    activation = ACTIVATIONS[model.network.activation_name]
    modules: list[str] = []
    for fan_in, fan_out in pairwise(model.network.sizes):
        modules += [f"nn.Linear({fan_in}, {fan_out})", activation]
    return modules[:-1]


def _metadata(model: Model, code: str) -> dict[str, str]:
    """Return what the file says of itself; the scales are in its weights already."""
    return {
        "format": "pt",
        "task": model.task,
        "feature_names": json.dumps(model.feature_names),
        "class_names": json.dumps(model.class_names),
        "target_name": json.dumps(model.target_name),
        "folded_center": json.dumps(model.center.tolist()),
        "folded_scale": json.dumps(model.scale.tolist()),
        "folded_target": json.dumps([model.target_center, model.target_scale]),
        "code": code,
    }
