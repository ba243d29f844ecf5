"""The run that was saved last."""

from pathlib import Path

from npnn_tui.datasets.knobs import FieldError

from .folder import CHECKPOINT, Run, runs_in
from .lock import is_held


def latest_run(runs: Path) -> Run:
    """Return the run that was saved last and that nobody trains; raises FieldError if none is."""
    in_order = sorted(runs_in(runs), key=_saved_at, reverse=True)
    for run in in_order:
        if not is_held(run.folder):
            return run
    there = f"all {len(in_order):,} runs in {runs} are being trained" if in_order else ""
    raise FieldError("run", f"run: {there or f'there is no run in {runs}'}")


def _saved_at(run: Run) -> float:
    for path in (run.folder / CHECKPOINT, run.folder):
        try:
            return path.stat().st_mtime
        except OSError:
            continue
    return 0.0
