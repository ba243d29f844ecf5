"""At which epochs a run is looked at: measured, recorded, and asked whether it goes on."""

from .config import Config

SHARE = 100
"""With `auto`, so many epochs must lie behind each one between two looks."""


def next_log(config: Config, epoch: int) -> int:
    """Return the first epoch after this one that is logged."""
    step = _log_step(config, epoch)
    return epoch - epoch % step + step


def next_look(config: Config, epoch: int) -> int:
    """Return the epoch after this one at which a rule may apply next."""
    check = epoch - epoch % config.check_every + config.check_every
    return min(next_log(config, epoch), check, config.max_epochs)


def is_logged(config: Config, epoch: int) -> bool:
    """Tell whether this epoch is logged."""
    return epoch % _log_step(config, epoch) == 0


def is_looked_at(config: Config, epoch: int) -> bool:
    """Tell whether a rule may apply at this epoch."""
    due = is_logged(config, epoch) or epoch % config.check_every == 0
    return due or epoch >= config.max_epochs


def _log_step(config: Config, epoch: int) -> int:
    """Return the distance of the logged epochs around this one.

    `auto` takes the largest of 1, 2, 5, 10, 20, … up to a hundredth of the epoch.
    """
    if config.log_every is not None:
        return config.log_every
    most = max(1, epoch // SHARE)
    power: int = 10 ** (len(str(most)) - 1)
    return max(step * power for step in (1, 2, 5) if step * power <= most)
