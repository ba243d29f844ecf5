"""The names that the knobs offer are those of the tables of functions."""

from npnn_tui.engine.names import ACTIVATION_NAMES, INITIALIZER_NAMES, OPTIMIZER_NAMES
from npnn_tui.engine.nn import ACTIVATIONS, INITIALIZERS
from npnn_tui.engine.plan import OPTIMIZERS


def test_every_name_has_its_function_and_every_function_its_name() -> None:
    assert tuple(ACTIVATIONS) == ACTIVATION_NAMES
    assert tuple(INITIALIZERS) == INITIALIZER_NAMES
    assert tuple(OPTIMIZERS) == OPTIMIZER_NAMES
