"""What a configuration may not ask of the data it is given."""

from importlib.util import find_spec

from npnn_tui.datasets.knobs import FieldError

from .config import Config


def check_patience(config: Config, observations: int) -> None:
    """Raise FieldError if patience has no test observations to watch."""
    if config.patience is not None and not observations:
        sentence = "patience must be off without test observations, got "
        raise FieldError("patience", f"{sentence}{config.patience}; raise test_fraction")


def check_batch_size(config: Config, observations: int) -> None:
    """Raise FieldError if a batch is larger than the training observations are many."""
    if config.batch_size is not None and config.batch_size > observations:
        allowed = f"between 1 and {observations:,}, the training observations, or full"
        sentence = f"batch_size must be {allowed}, got {config.batch_size}"
        raise FieldError("batch_size", sentence)


def check_optimizer(config: Config) -> None:
    """Raise FieldError if L-BFGS lacks scipy, or is asked for what it cannot do."""
    if config.optimizer != "lbfgs":
        return
    if find_spec("scipy") is None:
        sentence = "optimizer must not be lbfgs without scipy: pip install 'npnn-tui[lbfgs]'"
        raise FieldError("optimizer", sentence)
    without = {"batch_size": (None, "full"), "dropout": (0.0, "0"), "l1": (0.0, "0")}
    for field, (value, words) in without.items():
        if (given := getattr(config, field)) != value:
            raise FieldError(field, f"{field} must be {words} with optimizer lbfgs, got {given}")
