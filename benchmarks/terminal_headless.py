"""How fast the same run trains without a screen: `npnn-tui train`, on the core of the dashboard."""

import json
import os
import subprocess
from time import monotonic

from .terminal_conditions import FOR_EVER, plain_environment
from .terminal_pty import cores
from .terminal_run import COMMAND


def epochs_per_second(seconds: float) -> float:
    """Train for some seconds and return the epochs of each, from the first line to the last."""
    options = ("train", "moons", "--json", "--time-limit", str(seconds), *FOR_EVER)
    with subprocess.Popen(
        (*COMMAND, *options),
        env=plain_environment(),
        stdout=subprocess.PIPE,
        preexec_fn=lambda: os.sched_setaffinity(0, {cores()[0]}),  # noqa: PLW1509
    ) as process:
        assert process.stdout
        process.stdout.readline()
        began = monotonic()
        *_, last = process.stdout
        elapsed = monotonic() - began
    return float(json.loads(last)["epoch"] / elapsed)
