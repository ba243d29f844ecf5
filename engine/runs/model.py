"""A trained network with all that it takes to use it: scales, and names of features and classes."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from itertools import pairwise
from typing import Any, Self

import numpy as np
from npnn_tui.datasets.dataset import Floats, Split
from npnn_tui.datasets.knobs import FieldError
from npnn_tui.datasets.tasks import Task
from numpy.typing import NDArray

from ..names import ACTIVATION_NAMES
from ..nn.arrays import Floats as AnyFloats
from ..nn.network import Network
from ..training.answers import ANSWERS
from .packing import DamagedError, Record


@dataclass(frozen=True, eq=False)
class Model:
    """A network and the units of its data.

    The network takes (raw - center) / scale of each feature, both of shape (features,). Of
    classification it gives the probability of each of `class_names`; of regression a number, which
    times `target_scale` plus `target_center` is in the units of `target_name`.
    """

    network: Network
    task: Task
    feature_names: tuple[str, ...]
    class_names: tuple[str, ...]
    target_name: str
    center: Floats
    scale: Floats
    target_center: float = 0.0
    target_scale: float = 1.0

    @classmethod
    def of(cls, network: Network, split: Split) -> Self:
        """Return the model of a network and the data that it was trained on."""
        return cls(
            network,
            split.task,
            split.train.feature_names,
            split.train.class_names,
            split.train.target_name,
            split.center,
            split.scale,
            split.target_center,
            split.target_scale,
        )

    def inputs_of(self, observations: Any) -> Floats:
        """Return observations (n, features) in raw units as the network takes them.

        Raises FieldError unless they are finite numbers, and as many as there are features.
        """
        rows = np.asarray(observations, np.float64)
        features = len(self.feature_names)
        if rows.ndim != 2 or rows.shape[1] != features:
            allowed = f"observations must be a table of {features} features"
            raise FieldError("observations", f"{allowed}, got the shape {rows.shape}")
        if not np.isfinite(rows).all():
            raise FieldError("observations", "observations must be finite, got one that is not")
        return (rows - self.center) / self.scale

    def predict_proba(self, observations: Any) -> Floats:
        """Return the probability of each class, (n, classes), for raw observations."""
        if self.task == "regression":
            raise FieldError("task", "task must be classification for probabilities of classes")
        return self.answers(observations).astype(np.float64)

    def predict(self, observations: Any) -> NDArray[Any]:
        """Return the likeliest class's name, or the number in raw units, for raw observations."""
        answers = self.answers(observations)
        if self.task == "regression":
            return np.asarray(answers[:, 0])
        likeliest: NDArray[Any] = np.array(self.class_names)[answers.argmax(axis=1)]
        return likeliest

    def answers(self, observations: Any) -> AnyFloats:
        """Return probabilities (n, classes), as precise as the network, or raw numbers (n, 1).

        Raises FieldError for observations that are too large for the network's precision.
        """
        if self.task == "classification":
            probabilities: AnyFloats = np.exp(self.log_probabilities(observations))
            return probabilities
        with np.errstate(over="ignore", invalid="ignore"):
            outputs = self.network.predictions(self.inputs_of(observations)).astype(np.float64)
            return self._finite(outputs * self.target_scale + self.target_center)

    def log_probabilities(self, observations: Any) -> AnyFloats:
        """Return the logarithm of the probability of each class, as `answers` does."""
        inputs = self.inputs_of(observations)
        with np.errstate(over="ignore", invalid="ignore"):
            columns = np.ascontiguousarray(inputs.T, self.network.parameters.dtype)
            return self._finite(self.network.log_probabilities(columns).T)

    def _finite(self, answers: AnyFloats) -> AnyFloats:
        """Return answers (n, outputs); raises FieldError that names the first row without one."""
        finite = np.isfinite(answers).all(axis=1)
        if not finite.all():
            dtype = self.network.parameters.dtype
            reason = f"is too far from those trained on for a network in {dtype}"
            raise FieldError("observations", f"observations: row {finite.argmin() + 1:,} {reason}")
        return answers

    def record(self) -> Record:
        """Return the model as values and arrays, each layer's weights being (fan_in, fan_out)."""
        network = self.network
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        layers = zip(network.weights, network.biases, strict=True)
        return {
            **values,
            "network": {"sizes": network.sizes, "activation": network.activation_name},
            "layers": {str(n): {"weights": w, "biases": b} for n, (w, b) in enumerate(layers)},
        }

    @classmethod
    def from_record(cls, record: Record) -> Self:
        """Return the model of a record; raises DamagedError for anything else."""
        try:
            values = {field.name: record[field.name] for field in fields(cls)}
            network = _network_of(record["network"], record["layers"])
            model = cls(**{**values, "network": network, **_names_of(values)})
            model._check()
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise (
                error if isinstance(error, DamagedError) else DamagedError("it holds no model")
            ) from None
        return model

    def _check(self) -> None:
        """Raise DamagedError unless names, scales and layers belong together."""
        features, outputs = self.network.sizes[0], self.network.sizes[-1]
        expected = 1 if self.task == "regression" else len(self.class_names)
        if self.task not in ANSWERS or outputs != expected or features != len(self.feature_names):
            raise DamagedError("its names are not those of its layers")
        for column in (self.center, self.scale):
            if column.shape != (features,) or not np.isfinite(column).all():
                raise DamagedError("its scales are not those of its features")
        float(self.target_center), float(self.target_scale)


def _names_of(values: Record) -> dict[str, tuple[str, ...]]:
    names = {key: tuple(values[key]) for key in ("feature_names", "class_names")}
    if not all(isinstance(name, str) for some in names.values() for name in some):
        raise DamagedError("its names are no texts")
    return names


def _network_of(shape: Record, layers: Record) -> Network:
    """Return a network with the weights of a record, whose shapes must be those of its sizes."""
    sizes: Sequence[int] = shape["sizes"]
    if shape["activation"] not in ACTIVATION_NAMES or len(layers) != len(sizes) - 1:
        raise DamagedError("its layers are not those of a network")
    parts = [layers[str(number)] for number in range(len(layers))]
    for layer, (fan_in, fan_out) in zip(parts, pairwise(sizes), strict=True):
        if layer["weights"].shape != (fan_in, fan_out) or layer["biases"].shape != (fan_out,):
            raise DamagedError("its layers have other shapes than its sizes")
    dtype = parts[0]["weights"].dtype
    if dtype.name not in ("float32", "float64"):
        raise DamagedError(f"its weights are of the type {dtype.name}")
    network = Network(sizes, shape["activation"], dtype)
    for number, layer in enumerate(parts):
        network.weights[number][:] = layer["weights"]
        network.biases[number][:] = layer["biases"]
    return network
