"""When training stops: the rules, and the sentences that say which of them applied."""

import math
from collections.abc import Set

from ..nn.arrays import Floats
from .config import Config
from .metrics import Metrics
from .state import State


class Stopping:
    """The memory of the stopping rules over one run.

    `restored` tells whether the last look has put earlier parameters back.
    """

    def __init__(self) -> None:
        self.restored = False
        self._best_parameters: Floats | None = None
        self._best_epoch = 0
        self._best_test_loss = math.inf
        self._last_check: tuple[int, float] | None = None

    def look(
        self, config: Config, epoch: int, seconds: float, metrics: Metrics, parameters: Floats
    ) -> str:
        """Return why training stops here, or an empty string if it goes on.

        When patience ends the run, the best parameters are written back into `parameters`.
        """
        self.restored = False
        return (
            self._target(config, metrics)
            or self._patience(config, epoch, metrics, parameters)
            or self._improvement(config, epoch, metrics)
            or self.time(config, seconds)
            or self.epochs(config, epoch)
        )

    def epochs(self, config: Config, epoch: int) -> str:
        """Return the reason if the epochs are used up, else an empty string."""
        return f"max_epochs {config.max_epochs:,} reached" if epoch >= config.max_epochs else ""

    def time(self, config: Config, seconds: float) -> str:
        """Return the reason if the time is used up, else an empty string."""
        if config.time_limit is None or seconds < config.time_limit:
            return ""
        return f"time_limit {config.time_limit:g} s reached"

    def tune(self, changed: Set[str]) -> None:
        """Forget what cannot be compared with the future now that these knobs have changed."""
        if changed & {"l2", "l1", "check_every", "min_improvement"}:
            self._last_check = None
        if "patience" in changed:
            self._best_parameters, self._best_test_loss = None, math.inf

    def state(self) -> State:
        """Return what the rules remember."""
        return {
            "best_parameters": self._best_parameters,
            "best_epoch": self._best_epoch,
            "best_test_loss": self._best_test_loss,
            "last_check": self._last_check,
        }

    def restore(self, state: State) -> None:
        """Be as at another time."""
        self._best_parameters = state["best_parameters"]
        self._best_epoch, self._best_test_loss = state["best_epoch"], state["best_test_loss"]
        self._last_check = state["last_check"] and tuple(state["last_check"])

    def _target(self, config: Config, metrics: Metrics) -> str:
        if config.target_loss is None or metrics.train_loss > config.target_loss:
            return ""
        return f"target_loss {config.target_loss:g} reached"

    def _improvement(self, config: Config, epoch: int, metrics: Metrics) -> str:
        """Apply the original's rule: stop unless the objective fell by enough since last time."""
        if not config.min_improvement or epoch % config.check_every:
            return ""
        last, self._last_check = self._last_check, (epoch, metrics.objective)
        if last is None or last[1] - metrics.objective >= config.min_improvement * last[1]:
            return ""
        share = f"{config.min_improvement:.3%}".rstrip("%").rstrip("0").rstrip(".")
        distance = f"{epoch - last[0]:,} epochs"
        return f"min_improvement: the objective fell by less than {share} % in {distance}"

    def _patience(self, config: Config, epoch: int, metrics: Metrics, parameters: Floats) -> str:
        if config.patience is None or math.isnan(metrics.test_loss):
            return ""
        if metrics.test_loss < self._best_test_loss:
            self._best_test_loss, self._best_epoch = metrics.test_loss, epoch
            self._best_parameters = parameters.copy()
        if self._best_parameters is None or epoch - self._best_epoch < config.patience:
            return ""
        parameters[:] = self._best_parameters
        self.restored = True
        best, self._best_epoch = self._best_epoch, epoch  # going on, the wait begins anew
        self._last_check = None  # the objective was that of other weights
        return (
            f"patience: the test loss has not fallen for {config.patience:,} epochs; "
            f"the weights of epoch {best:,} are back"
        )
