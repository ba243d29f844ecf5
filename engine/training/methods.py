"""From the knobs of a training to the method of its descent."""

from ..plan.method import Method
from .config import Config
from .schedules import Schedule


def method_of(config: Config, factor: float = 1.0) -> Method:
    """Return the method that the knobs describe, its learning rate times a plateau's factor."""
    return Method(
        optimizer=config.optimizer,
        learning_rate=config.learning_rate * factor,
        reduction=config.reduction,
        l2=config.l2,
        l1=config.l1,
        momentum=config.momentum,
        rho=config.rho,
        beta_1=config.beta_1,
        beta_2=config.beta_2,
        epsilon=config.epsilon,
        clip=config.clip,
        dropout=config.dropout,
        schedule=_schedule_of(config),
    )


def _schedule_of(config: Config) -> Schedule | None:
    """Return the schedule, or none if the learning rate never changes."""
    if config.schedule in ("constant", "plateau") and not config.warmup:
        return None
    last = config.max_epochs if config.schedule == "cosine" else 0
    return Schedule(config.schedule, config.decay, config.decay_every, last, config.warmup)
