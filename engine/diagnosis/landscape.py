"""The objective as a function of the parameters: its value, slope and curvature, in float64.

It knows no step and no run.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..nn.arrays import Doubles, Floats
from ..nn.network import Network
from .outputs import Output, Targets, output_for
from .second_derivatives import SECOND_DERIVATIVES


@dataclass(frozen=True, eq=False)
class Landscape:
    """J = mean loss + decay/2 sum(w^2) + lasso sum(|w|) over these observations.

    `inputs` has the shape (features, observations). `decay` and `lasso` are l2 / n and l1 / n with
    the n of the whole training set, of which the observations here may be a part.
    """

    sizes: tuple[int, ...]
    activation: str
    inputs: Floats
    targets: Targets
    decay: float = 0.0
    lasso: float = 0.0

    @property
    def output(self) -> Output:
        """The loss that fits the targets."""
        return output_for(self.targets)

    def network(self, parameters: Floats) -> Network:
        """Return a network in double precision with a copy of these parameters."""
        network = Network(self.sizes, self.activation, np.float64)
        network.parameters[:] = parameters
        return network

    def outputs(self, parameters: Floats) -> Floats:
        """Return the network's outputs (outputs, observations), before any softmax."""
        return self.network(parameters).forward(self.inputs)[0][-1]

    def loss(self, parameters: Floats) -> float:
        """Return the mean loss without the penalty."""
        return self.output.loss(self.outputs(parameters), self.targets)

    def gradient(self, parameters: Floats) -> Doubles:
        """Return the gradient of J, of the shape of the parameters."""
        network = self.network(parameters)
        pre_activations, entering = network.forward(self.inputs)
        gradient: Doubles = np.empty_like(network.parameters)
        weights_gradients, biases_gradients = network.views_of(gradient)
        delta = self.output.slope(pre_activations[-1], self.targets)
        for layer in reversed(range(len(network.weights))):
            weights = network.weights[layer]
            weights_gradients[layer][:] = entering[layer] @ delta.T
            weights_gradients[layer] += self.decay * weights + self.lasso * np.sign(weights)
            biases_gradients[layer][:] = delta.sum(axis=1)
            if layer:
                slope = network.activation.derivative(pre_activations[layer - 1], entering[layer])
                delta = (weights @ delta) * slope
        return gradient

    def product(self, parameters: Floats, direction: Doubles) -> Doubles:
        """Return the Hessian of J times a direction, exactly, for the cost of two gradients.

        This differentiates backpropagation along the direction (Pearlmutter, 1994). A difference
        of two gradients would be shorter, but a ReLU whose kink lies between the two points then
        counts as a curvature of up to the inverse of their distance: 10,000 where it was 3.
        """
        network = self.network(parameters)
        turns, shifts = network.views_of(direction)
        pre_activations, entering = network.forward(self.inputs)
        slopes = [
            network.activation.derivative(z, a)
            for z, a in zip(pre_activations, entering[1:], strict=False)
        ]
        drifts, entering_drifts = self._forward_drifts(network, turns, shifts, entering, slopes)
        values = pre_activations[-1]
        delta = self.output.slope(values, self.targets)
        change = self.output.slope_change(values, drifts[-1])
        product: Doubles = np.empty_like(direction)
        weights_products, biases_products = network.views_of(product)
        for layer in reversed(range(len(network.weights))):
            weights, turn = network.weights[layer], turns[layer]
            weights_products[layer][:] = (
                entering_drifts[layer] @ delta.T + entering[layer] @ change.T + self.decay * turn
            )
            biases_products[layer][:] = change.sum(axis=1)
            if layer:
                bend = SECOND_DERIVATIVES[self.activation](
                    pre_activations[layer - 1], entering[layer]
                )
                arriving, slope = weights @ delta, slopes[layer - 1]
                change = (turn @ delta + weights @ change) * slope
                change += arriving * bend * drifts[layer - 1]
                delta = arriving * slope
        return product

    def _forward_drifts(
        self,
        network: Network,
        turns: Sequence[Floats],
        shifts: Sequence[Floats],
        entering: Sequence[Floats],
        slopes: Sequence[Floats],
    ) -> tuple[list[Floats], list[Floats]]:
        """Return how fast pre-activations and entering activations move along the direction."""
        entering_drifts: list[Floats] = [np.zeros_like(self.inputs)]
        drifts: list[Floats] = []
        for layer, (turn, shift) in enumerate(zip(turns, shifts, strict=True)):
            if layer:
                entering_drifts.append(slopes[layer - 1] * drifts[-1])
            moved = turn.T @ entering[layer] + network.weights[layer].T @ entering_drifts[-1]
            drifts.append(moved + shift[:, np.newaxis])
        return drifts, entering_drifts
