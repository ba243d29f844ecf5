"""How fast the same run trains without a screen: `npnn-tui train`, on the core of the dashboard."""

import json
import os
import subprocess

from .terminal_conditions import FOR_EVER, plain_environment
from .terminal_pty import cores
from .terminal_run import COMMAND


def epochs_per_second(seconds: float) -> float:
    """Train for some seconds and return the epochs of each; starting up is not counted."""
    options = ("train", "moons", "--json", "--time-limit", str(seconds), *FOR_EVER)
    ended = subprocess.run(
        (*COMMAND, *options),
        env=plain_environment(),
        stdout=subprocess.PIPE,
        check=True,
        timeout=seconds + 60,
        preexec_fn=lambda: os.sched_setaffinity(0, {cores()[0]}),
    )
    end = json.loads(ended.stdout.splitlines()[-1])
    return float(end["epoch"] / end["seconds"])
