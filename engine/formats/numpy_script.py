"""A model as a script that needs Python and NumPy alone, written to be read."""

import re
import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import numpy as np
from npnn_tui.datasets.knobs import FieldError
from npnn_tui.datasets.text import printable

from ..nn.activations import LEAK
from ..nn.arrays import Floats
from ..runs.folder import Run
from ..runs.model import Model
from .export import Export

ACTIVATIONS: Mapping[str, str] = {
    "relu": "np.maximum(z, 0)",
    "leaky_relu": f"np.where(z > 0, z, {LEAK} * z)",
    "tanh": "np.tanh(z)",
    "sigmoid": "0.5 * (1 + np.tanh(0.5 * z))  # 1 / (1 + exp(-z)), which could overflow",
    "elu": "np.where(z > 0, z, np.expm1(np.minimum(z, 0)))",
    "gelu": "0.5 * z * (1 + np.tanh((2 / np.pi) ** 0.5 * (z + 0.044715 * z**3)))",
    "silu": "z * 0.5 * (1 + np.tanh(0.5 * z))",
    "identity": "z",
}
"""Each activation as an expression of z."""

SCRIPT = '''\
"""Predicts with the network of the run {run}, which npnn-tui trained. Needs only NumPy.

    python {script} data.csv
        prints a prediction for each row, as CSV
    from {module} import predict
        takes an array (rows, {features}) of raw features
"""

import csv
import sys
from pathlib import Path

import numpy as np

FEATURES = {feature_names}
{names}

with np.load(Path(__file__).with_name({weights}), allow_pickle=False) as file:
    arrays = dict(file)
LAYERS = {layers}


def {activation}(z):
    return {expression}


def forward(observations):
    """Return the outputs (rows, {outputs}) for raw observations (rows, {features})."""
    x = (np.asarray(observations, float) - arrays["center"]) / arrays["scale"]
    x = x.astype(arrays["weights_1"].dtype)
    for layer in range(1, LAYERS + 1):
        x = x @ arrays[f"weights_{{layer}}"] + arrays[f"biases_{{layer}}"]
        if layer < LAYERS:
            x = {activation}(x)
    return x


{answers}

def read(path):
    """Return the features of a CSV file with a line of names, (rows, {features})."""
    with open(path, encoding="utf-8-sig", newline="") as file:
        names, *rows = [row for row in csv.reader(file) if any(row)]
    names = [name.strip() for name in names]
    missing = [name for name in FEATURES if name not in names]
    if missing:
        sys.exit(f"{{path}} has no column {{missing[0]!r}}")
    places = [names.index(name) for name in FEATURES]
    values = [[float(row[place]) for place in places] for row in rows]
    return np.array(values).reshape(len(rows), len(FEATURES))


def main():
    if len(sys.argv) != 2:
        sys.exit(f"usage: python {{Path(__file__).name}} data.csv")
    observations = read(sys.argv[1])
    writer = csv.writer(sys.stdout, lineterminator="\\n")
    {main}


if __name__ == "__main__":
    main()
'''

OF_CLASSES = '''\
def probabilities(observations):
    """Return the probability of each class, (rows, {outputs}): the softmax of the outputs."""
    z = forward(observations)
    z = np.exp(z - z.max(axis=1, keepdims=True))  # the largest is taken out against overflow
    return z / z.sum(axis=1, keepdims=True)


def predict(observations):
    """Return the likeliest class of each row."""
    return [CLASSES[number] for number in forward(observations).argmax(axis=1)]
'''

MAIN_OF_CLASSES = """\
writer.writerow(["prediction", *(f"probability_{name}" for name in CLASSES)])
    for name, row in zip(predict(observations), probabilities(observations)):
        writer.writerow([name, *row.tolist()])"""

OF_NUMBERS = '''\
def predict(observations):
    """Return the number predicted for each row, in the units of the training data."""
    return forward(observations)[:, 0] * arrays["target_scale"] + arrays["target_center"]
'''

MAIN_OF_NUMBERS = """\
writer.writerow(["prediction"])
    for number in predict(observations):
        writer.writerow([float(number)])"""


def numpy_export(run: Run, path: Path) -> Export:
    """Return the script of a run's model and, beside it, its arrays.

    predict_moons.py goes with moons.npz, any other x.py with x.npz. Raises FieldError if that
    is a file of something else.
    """
    weights = path.with_name(f"{path.stem.removeprefix('predict_') or path.stem}.npz")
    _check_ours(weights)
    script = script_of(run.model, run.name, path.name, weights.name)
    return Export({weights: arrays_of(run.model), path: script.encode("utf-8")})


def _check_ours(weights: Path) -> None:
    """Raise FieldError for a file, such as a data set, that no export has written.

    Its name was not given by the user, who would not expect it to be written over.
    """
    if not weights.is_file():
        return
    try:
        with zipfile.ZipFile(weights) as archive:
            is_ours = "weights_1.npy" in archive.namelist()
    except (zipfile.BadZipFile, OSError):
        is_ours = False
    if not is_ours:
        name = printable(weights.name, 100)
        sentence = f"output: {name}, where the weights would go, is a file of something else"
        raise FieldError("output", sentence)


def module_of(name: str) -> str:
    """Return the name of a module that can be imported, for a run."""
    return "predict_" + re.sub(r"\W", "_", name, flags=re.ASCII)


def arrays_of(model: Model) -> bytes:
    """Return an NPZ file with the layers' weights (fan_in, fan_out), their biases, and scales."""
    network = model.network
    layers = enumerate(zip(network.weights, network.biases, strict=True), start=1)
    arrays: dict[str, Floats] = {"center": model.center, "scale": model.scale}
    for number, (weights, biases) in layers:
        arrays |= {f"weights_{number}": weights, f"biases_{number}": biases}
    if model.task == "regression":
        arrays["target_center"] = np.array(model.target_center)
        arrays["target_scale"] = np.array(model.target_scale)
    content = BytesIO()
    np.savez(content, allow_pickle=False, **arrays)
    return content.getvalue()


def script_of(model: Model, run: str, script: str, weights: str) -> str:
    """Return the script, whose arrays lie in the file `weights` beside it."""
    of_classes = model.task == "classification"
    outputs = model.network.sizes[-1]
    answers = (OF_CLASSES if of_classes else OF_NUMBERS).replace("{outputs}", str(outputs))
    return SCRIPT.format(
        run=run,
        script=_harmless(script),
        module=_harmless(Path(script).stem),
        features=len(model.feature_names),
        feature_names=_listed(model.feature_names),
        names=f"CLASSES = {_listed(model.class_names)}" if of_classes else _target(model),
        weights=repr(weights),
        layers=len(model.network.weights),
        activation=model.network.activation_name,
        expression=ACTIVATIONS[model.network.activation_name],
        outputs=outputs,
        answers=answers,
        main=MAIN_OF_CLASSES if of_classes else MAIN_OF_NUMBERS,
    )


def _listed(names: tuple[str, ...]) -> str:
    """Return names as a list in Python, a line each if there is no room for all in one."""
    line = repr(list(names))
    if len(line) < 80:
        return line
    return "[\n" + "".join(f"    {name!r},\n" for name in names) + "]"


def _target(model: Model) -> str:
    return f"TARGET = {model.target_name!r}"


def _harmless(name: str) -> str:
    """Return a file's name without what could end the text that it stands in."""
    return re.sub(r"[^\w. -]", "_", name)
