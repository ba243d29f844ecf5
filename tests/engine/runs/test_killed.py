"""Kills at any moment: each time the run opens, and in the end it is as if there had been none."""

import subprocess
import sys
from pathlib import Path

import numpy as np
from npnn_tui.datasets import load
from npnn_tui.engine import Experiment, Trainer
from npnn_tui.engine.runs.folder import Run

from . import killed

KILLS = 100


def test_a_hundred_kills_change_nothing(tmp_path: Path) -> None:
    words = [sys.executable, killed.__file__, str(tmp_path), str(KILLS)]
    found = subprocess.run(words, capture_output=True, text=True, check=False, timeout=120)
    assert (found.returncode, found.stderr) == (0, "")
    assert int(found.stdout) > KILLS / 2  # the others met a child that had come to its end
    experiment = Experiment.of(killed.KNOBS)
    whole, run = Trainer(experiment.config, load(experiment.recipe)), Run(tmp_path / "a")
    whole.advance(experiment.config.max_epochs)
    assert run.model.network.parameters.tobytes() == whole.network.parameters.tobytes()
    np.testing.assert_array_equal(run.metrics["epoch"], whole.curves().epochs)
    np.testing.assert_array_equal(run.metrics["train_loss"], whole.curves().low[:, 0])
