"""The constructor's parameters of both estimators, and how they are read and set by name."""

from collections.abc import Sequence
from dataclasses import KW_ONLY, dataclass, fields
from typing import Any, Self


@dataclass(eq=False, repr=False)
class Parameters:
    """What a network is and how it is trained; `fit` checks the values, the constructor does not.

    Names and defaults are scikit-learn's but for `reduction`, `rho` and `dtype`.

    hidden_layer_sizes: the widths of the hidden layers; () for none, a number for one.
    activation: of the hidden layers: identity, logistic (or sigmoid), tanh, relu, leaky_relu,
        elu, gelu, silu.
    solver: adam, adamw, rmsprop, momentum, nesterov, gd (plain gradient descent), lbfgs (needs
        scipy, the extra `lbfgs`), or sgd, which is nesterov, or momentum without
        `nesterovs_momentum`, or gd if `momentum` is 0.
    alpha: L2 regularisation of the weights. The objective of a batch of m observations is
        (sum of their losses + alpha/2 * sum(w^2)) / m, where m of a last, smaller batch counts
        as that of the others.
    batch_size: observations in a step; "auto" is 200 at most, None is all. lbfgs uses all.
    learning_rate: constant; invscaling divides `learning_rate_init` by (observations seen +
        1)**power_t; adaptive divides it by 5 where training would have stopped, until it is
        1e-6. For sgd, gd, momentum and nesterov alone.
    learning_rate_init, power_t: see `learning_rate`.
    max_iter: epochs, or iterations of lbfgs, after which training stops at the latest.
    shuffle: draw a new order of the observations in each epoch.
    random_state: a seed, a Generator, a RandomState, or None for other weights each time.
    tol, n_iter_no_change: training stops when for more than `n_iter_no_change` epochs in a row
        the objective has not fallen by `tol` below its best value; with `early_stopping`, when
        the validation score has not risen so. `tol` bounds the gradient's largest element for
        lbfgs.
    verbose: print a line for each epoch; lbfgs prints none.
    warm_start: `fit` goes on from `coefs_` and `intercepts_` as they stand, if there are any;
        the optimizer begins anew, the loss curve is continued.
    momentum, nesterovs_momentum: of sgd, momentum and nesterov.
    early_stopping: keep `validation_fraction` of the observations away from training, and end
        with the weights that had the best score there. lbfgs and `partial_fit` cannot.
    beta_1, beta_2, epsilon: of adam and adamw; epsilon, of rmsprop too, is added to the root of
        the corrected moment (Kingma and Ba, algorithm 1), where scikit-learn adds it to that of
        the uncorrected one.
    max_fun: evaluations of the objective by lbfgs.
    reduction: mean steps along the gradient of the mean over a batch, as scikit-learn does; sum
        along that of the sum, so that the step grows with the batch. lbfgs does not distinguish.
    rho: of rmsprop, the share of the old mean square that is kept.
    dtype: float32 or float64: precision in training. float32 is about twice as fast, and its
        rounding is far below the noise of data. lbfgs computes in float64 always.
    """

    hidden_layer_sizes: int | Sequence[int] = (100,)
    activation: str = "relu"
    _: KW_ONLY
    solver: str = "adam"
    alpha: float = 0.0001
    batch_size: int | str | None = "auto"
    learning_rate: str = "constant"
    learning_rate_init: float = 0.001
    power_t: float = 0.5
    max_iter: int = 200
    shuffle: bool = True
    random_state: Any = None
    tol: float = 1e-4
    verbose: bool = False
    warm_start: bool = False
    momentum: float = 0.9
    nesterovs_momentum: bool = True
    early_stopping: bool = False
    validation_fraction: float = 0.1
    beta_1: float = 0.9
    beta_2: float = 0.999
    epsilon: float = 1e-8
    n_iter_no_change: float = 10
    max_fun: int = 15_000
    reduction: str = "mean"
    rho: float = 0.9
    dtype: Any = "float32"

    def get_params(self, deep: bool = True) -> dict[str, Any]:
        """Return each parameter by its name; there are none within them, deep or not."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    def set_params(self, **values: Any) -> Self:
        """Set parameters by name and return self; raises ValueError for a name that is none."""
        names = [field.name for field in fields(self)]
        for name in values:
            if name not in names:
                kind = type(self).__name__
                raise ValueError(f"{kind} has no parameter {name}; it has {', '.join(names)}")
        for name, value in values.items():
            setattr(self, name, value)
        return self

    def __repr__(self) -> str:
        values = ((field, getattr(self, field.name)) for field in fields(self))
        changed = [f"{f.name}={v!r}" for f, v in values if repr(v) != repr(f.default)]
        return f"{type(self).__name__}({', '.join(changed)})"
