"""Training against scikit-learn's MLPClassifier: the same losses from the same weights."""

import numpy as np
import pytest
from npnn_tui.datasets import load
from npnn_tui.engine import Experiment, Trainer
from sklearn.neural_network import MLPClassifier

EPOCHS, RATE, L2 = 20, 0.3, 0.8


@pytest.mark.parametrize(
    ("activation", "theirs"), [("relu", "relu"), ("tanh", "tanh"), ("sigmoid", "logistic")]
)
def test_losses_and_weights_agree_epoch_by_epoch(activation: str, theirs: str) -> None:
    """`alpha` is l2; three classes, as scikit-learn has a single output for two."""
    experiment = Experiment.of(
        {
            "data": "blobs",
            "classes": 3,
            "samples": 90,
            "noise": 1.0,
            "hidden": (8, 6),
            "activation": activation,
            "reduction": "mean",
            "learning_rate": RATE,
            "l2": L2,
            "dtype": "float64",
        }
    )
    split = load(experiment.recipe)
    trainer = Trainer(experiment.config, split)
    model = MLPClassifier(
        (8, 6),
        activation=theirs,
        solver="sgd",
        alpha=L2,
        batch_size=90,
        learning_rate_init=RATE,
        momentum=0,
        nesterovs_momentum=False,
        shuffle=False,
    )
    model.partial_fit(split.train.inputs, split.train.targets, classes=[0, 1, 2])
    ours = [*trainer.network.weights, *trainer.network.biases]
    for parameters, own in zip([*model.coefs_, *model.intercepts_], ours, strict=True):
        parameters[...] = own  # in place: its optimizer holds these very arrays
    objectives = []
    for _ in range(EPOCHS):
        objectives.append(trainer.measure().objective)
        trainer.advance(1)
        model.partial_fit(split.train.inputs, split.train.targets)
    np.testing.assert_allclose(objectives, model.loss_curve_[1:], rtol=1e-6)
    assert objectives[-1] < 0.9 * objectives[0]
    for parameters, own in zip([*model.coefs_, *model.intercepts_], ours, strict=True):
        np.testing.assert_allclose(own, parameters, rtol=1e-8, atol=1e-10)
    agreed = model.predict_proba(split.test.inputs)
    np.testing.assert_allclose(trainer.network.probabilities(split.test.inputs), agreed, rtol=1e-6)
