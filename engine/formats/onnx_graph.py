"""A model as an ONNX graph that takes raw observations, for any program that runs ONNX.

Only operators that onnxruntime has in single and in double precision are used: it lacks LeakyRelu
and Elu in double, so these are put together of others.
"""

import json
from collections.abc import Callable, Mapping
from math import pi, sqrt
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..nn.activations import LEAK
from ..runs.folder import Run
from ..runs.model import Model
from .export import Export, missing_extra

OPSET = 13
"""Of March 2020: the first whose Softmax is over the axis alone."""

IR_VERSION = 7
"""The version of the file format that came with it."""

INPUT = "observations"


class Graph:
    """An ONNX graph in the making: nodes and constants in the type of the network."""

    def __init__(self, dtype: np.dtype[Any]) -> None:
        self.dtype = dtype
        self.nodes: list[Any] = []
        self.constants: list[Any] = []

    def constant(self, value: Any, name: str = "", dtype: Any = None) -> str:
        """Add an array or a number, and return its name."""
        from onnx import numpy_helper

        name = name or f"constant_{len(self.constants)}"
        array: NDArray[Any] = np.asarray(value, dtype or self.dtype)
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def node(self, operator: str, *inputs: str, output: str = "", **attributes: Any) -> str:
        """Add a node, and return the name of its output."""
        from onnx import helper

        output = output or f"value_{len(self.nodes)}"
        self.nodes.append(helper.make_node(operator, inputs, [output], **attributes))
        return output


def _leaky_relu(graph: Graph, z: str) -> str:
    return graph.node("Max", z, graph.node("Mul", z, graph.constant(LEAK)))


def _elu(graph: Graph, z: str) -> str:
    below = graph.node("Exp", graph.node("Min", z, graph.constant(0)))
    return graph.node("Add", graph.node("Relu", z), graph.node("Sub", below, graph.constant(1)))


def _gelu(graph: Graph, z: str) -> str:
    """Build the tanh form: 0.5 z (1 + tanh(sqrt(2/pi) (z + 0.044715 z^3)))."""
    cube = graph.node(
        "Mul", graph.node("Mul", z, z), graph.node("Mul", z, graph.constant(0.044715))
    )
    inner = graph.node("Mul", graph.node("Add", z, cube), graph.constant(sqrt(2 / pi)))
    gate = graph.node("Add", graph.node("Tanh", inner), graph.constant(1))
    return graph.node("Mul", graph.node("Mul", z, graph.constant(0.5)), gate)


ACTIVATIONS: Mapping[str, Callable[[Graph, str], str]] = {
    "relu": lambda graph, z: graph.node("Relu", z),
    "leaky_relu": _leaky_relu,
    "tanh": lambda graph, z: graph.node("Tanh", z),
    "sigmoid": lambda graph, z: graph.node("Sigmoid", z),
    "elu": _elu,
    "gelu": _gelu,
    "silu": lambda graph, z: graph.node("Mul", z, graph.node("Sigmoid", z)),
    "identity": lambda graph, z: z,
}
"""What each activation adds to a graph; it returns the name of the activations."""


def onnx_export(run: Run, path: Path) -> Export:
    """Return the file of a run's model; raises FieldError without the package onnx."""
    return Export({path: onnx_bytes(run.model, run.name)})


def onnx_bytes(model: Model, name: str) -> bytes:
    """Return a model as an ONNX file.

    It takes `observations` (N, features) in raw units, in the network's precision. Classes come
    as `probabilities` (N, classes) and `label` (N,), the number of the likeliest; regression as
    `prediction` (N,) in raw units. Feature and class names are JSON in the metadata.
    """
    try:
        from onnx import checker, helper
    except ImportError:
        raise missing_extra("onnx", "the package onnx", "onnx") from None
    graph = Graph(model.network.parameters.dtype)
    outputs = _add_outputs(graph, model, _add_layers(graph, model, _add_scaling(graph, model)))
    kind = helper.np_dtype_to_tensor_dtype(graph.dtype)
    features = helper.make_tensor_value_info(INPUT, kind, ("N", len(model.feature_names)))
    made = helper.make_model(
        helper.make_graph(graph.nodes, "npnn-tui", [features], outputs, graph.constants),
        opset_imports=[helper.make_opsetid("", OPSET)],
        ir_version=IR_VERSION,
        producer_name="npnn-tui",
    )
    helper.set_model_props(made, _metadata(model, name))
    checker.check_model(made, full_check=True)
    return bytes(made.SerializeToString())


def _add_scaling(graph: Graph, model: Model) -> str:
    """Add (raw - center) / scale, in double precision: a large mean would cost single digits."""
    from onnx import TensorProto, helper

    raw = graph.node("Cast", INPUT, to=TensorProto.DOUBLE)
    moved = graph.node("Sub", raw, graph.constant(model.center, "center", np.float64))
    scaled = graph.node("Div", moved, graph.constant(model.scale, "scale", np.float64))
    return graph.node("Cast", scaled, to=helper.np_dtype_to_tensor_dtype(graph.dtype))


def _add_layers(graph: Graph, model: Model, entering: str) -> str:
    """Add the layers, and return the name of their outputs (N, outputs)."""
    network = model.network
    layers = list(zip(network.weights, network.biases, strict=True))
    for number, (weights, biases) in enumerate(layers):
        if number:
            entering = ACTIVATIONS[network.activation_name](graph, entering)
        names = (graph.constant(weights, f"weights_{number}"), f"biases_{number}")
        entering = graph.node("Gemm", entering, names[0], graph.constant(biases, names[1]))
    return entering


def _add_outputs(graph: Graph, model: Model, outputs: str) -> list[Any]:
    """Add what makes answers of the last layer's outputs, and return how they are declared."""
    from onnx import TensorProto, helper

    kind = helper.np_dtype_to_tensor_dtype(graph.dtype)
    if model.task == "regression":
        column = graph.node("Squeeze", outputs, graph.constant([1], "axis", np.int64))
        scaled = graph.node("Mul", column, graph.constant(model.target_scale, "target_scale"))
        center = graph.constant(model.target_center, "target_center")
        prediction = graph.node("Add", scaled, center, output="prediction")
        return [helper.make_tensor_value_info(prediction, kind, ("N",))]
    shares = graph.node("Softmax", outputs, output="probabilities", axis=1)
    label = graph.node("ArgMax", shares, output="label", axis=1, keepdims=0)
    classes = ("N", len(model.class_names))
    return [
        helper.make_tensor_value_info(label, TensorProto.INT64, ("N",)),
        helper.make_tensor_value_info(shares, kind, classes),
    ]


def _metadata(model: Model, name: str) -> dict[str, str]:
    return {
        "run": name,
        "task": model.task,
        "feature_names": json.dumps(model.feature_names),
        "class_names": json.dumps(model.class_names),
        "target_name": json.dumps(model.target_name),
    }
