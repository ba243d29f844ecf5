"""The names in the engine's tables. Without functions and arrays, it costs nothing to import."""

ACTIVATION_NAMES = (
    "relu",
    "leaky_relu",
    "tanh",
    "sigmoid",
    "elu",
    "gelu",
    "silu",
    "identity",
)
"""The activations of the hidden layers; `nn.activations` has their functions."""

INITIALIZER_NAMES = ("lecun_normal", "he_normal", "glorot_uniform", "zeros")
"""The ways to draw initial weights; `nn.initializers` has them."""

OPTIMIZER_NAMES = ("gd", "momentum", "nesterov", "rmsprop", "adam", "adamw")
"""The optimizers that go step by step; `plan.optimizers` has their formulas."""
