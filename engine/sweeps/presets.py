"""The original program's five tuning pictures: 150 passes each, the loss looked at every 5."""

from collections.abc import Mapping
from typing import Any, NamedTuple


class Preset(NamedTuple):
    """The knobs that all points share, and the axes as they would be written."""

    shared: Mapping[str, Any]
    axes: tuple[str, ...]


PASSES = {"data": "moons", "max_epochs": 150, "log_every": 5, "min_improvement": 0.0}

PRESETS: Mapping[str, Preset] = {
    "observations": Preset({**PASSES, "noise": 0.1}, ("samples=10,100,1000",)),
    "noise": Preset(PASSES, ("noise=0.01,0.1,0.2,0.3,0.4",)),
    "regularisation": Preset(PASSES, ("l2=0,0.01,0.1,0.2,0.3",)),
    "learning-rate": Preset(PASSES, ("learning_rate=0.001,0.01,0.05",)),
    "nodes": Preset({**PASSES, "samples": 400}, ("hidden=4,8,16,32,64,128",)),
}
