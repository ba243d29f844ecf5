"""`npnn-tui attach`, `ps` and `stop`: trainings in processes of their own, from any terminal."""

import json
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any

from npnn_tui.datasets.knobs import FieldError

from ..options import Parser

if TYPE_CHECKING:
    from npnn_tui.engine.runs.folder import Run

PATIENCE = 30.0
"""Seconds that a process gets to save what it has trained and to end."""

RUN = "The run; it can be left out if only one is being trained in the background."
RUNS_DIR = "The folder of all runs; left out, NPNN_TUI_RUNS names it, or the user's data."


def ps(words: Sequence[str]) -> int:
    """List the runs that are being trained."""
    parser = _parser("ps", "List the runs that are being trained, by whom and how far they are.")
    parser.add_argument("--json", action="store_true", help="Print one JSON object a line.")
    chosen = parser.parse_args(words)
    rows = [_row_of(run) for run in _held(chosen.runs_dir)]
    if chosen.json:
        for row in rows:
            print(json.dumps(row))
    elif rows:
        from .table import print_table

        print_table(rows)
    else:
        print("no run is being trained")
    return 0


def stop(words: Sequence[str]) -> int:
    """Save and end trainings in the background."""
    parser = _parser("stop", "Save a training in the background and end its process.")
    parser.add_argument("run", nargs="?", metavar="RUN", help=RUN)
    parser.add_argument("--all", action="store_true", help="Stop all of them.")
    chosen = parser.parse_args(words)
    if chosen.all and not chosen.run:
        for run in _hosted(chosen.runs_dir):
            _stop(run)
    else:
        _stop(chosen_run(chosen.run, chosen.runs_dir))
    return 0


def chosen_run(name: str | None, runs_dir: str | None) -> "Run":
    """Return the run of this name, or the only one in the background; raises FieldError."""
    from npnn_tui.engine.runs.folder import load_run

    if name is not None:
        return load_run(name, runs_dir)
    runs = _hosted(runs_dir)
    if len(runs) == 1:
        return runs[0]
    names = ", ".join(run.name for run in runs[:8])
    there = f"several are: {names}" if runs else "none is"
    raise FieldError("run", f"run must be named unless one is trained in the background; {there}")


def _stop(run: "Run") -> None:
    from npnn_tui.engine.remote.viewer import Viewer
    from npnn_tui.engine.runs.lock import is_held

    with suppress(OSError):  # it has ended meanwhile
        Viewer(run.folder).end()
    deadline = monotonic() + PATIENCE
    while is_held(run.folder):
        if monotonic() > deadline:
            raise FieldError("run", f"run {run.name} has not ended within {PATIENCE:g} s")
        sleep(0.02)
    summary = run.summary
    print(f"stopped {run.name} at epoch {summary.epoch:,}" if summary else f"stopped {run.name}")


def _held(runs_dir: str | None) -> list["Run"]:
    """Return the runs that are being trained, by their names."""
    from npnn_tui.engine.runs.folder import runs_in
    from npnn_tui.engine.runs.lock import OWNER, is_held
    from npnn_tui.engine.runs.places import runs_folder

    owned = (run for run in runs_in(runs_folder(runs_dir)) if (run.folder / OWNER).exists())
    return sorted((run for run in owned if is_held(run.folder)), key=lambda run: run.name)


def _hosted(runs_dir: str | None) -> list["Run"]:
    return [run for run in _held(runs_dir) if _socket_of(run).exists()]


def _socket_of(run: "Run") -> Path:
    from npnn_tui.engine.remote.socket_path import FILE_NAME

    return run.folder / FILE_NAME


def _row_of(run: "Run") -> dict[str, Any]:
    from npnn_tui.engine.runs.lock import owner_of

    owner, summary = owner_of(run.folder), run.summary
    return {
        "run": run.name,
        "pid": owner.get("pid"),
        "host": owner.get("host"),
        "background": _socket_of(run).exists(),
        "status": summary.status if summary else None,
        "epoch": summary.epoch if summary else None,
        "max_epochs": summary.max_epochs if summary else None,
        "train_loss": summary.metrics.get("train_loss") if summary else None,
    }


def _parser(name: str, description: str) -> Parser:
    parser = Parser(f"npnn-tui {name}", description=description, allow_abbrev=False)
    parser.add_argument("--runs-dir", metavar="DIR", help=RUNS_DIR)
    return parser


def attach(words: Sequence[str]) -> int:
    """Open the dashboard on a training in the background."""
    from npnn_tui.datasets.knobs import knobs_of

    from ..commands import in_ascii, open_dashboard
    from ..options import add_knobs, given
    from ..saving import Beginning, Saving
    from ..view import View

    parser = _parser("attach", "Open the dashboard on a training in the background.")
    parser.add_argument("run", nargs="?", metavar="RUN", help=RUN)
    parser.add_argument("--ascii", action="store_true", help="Draw in 7-bit characters.")
    knobs = [knob for knob in knobs_of(View) if knob.name != "pace"]
    add_knobs(parser, knobs)
    chosen = parser.parse_args(words)
    run = chosen_run(chosen.run, chosen.runs_dir)
    saving = Saving(runs_dir=chosen.runs_dir or "")
    beginning = Beginning(run.experiment, saving, run.name, attached=True)
    view = View(**{**given(chosen, knobs), "pace": "max"})
    if chosen.ascii:
        view = in_ascii(view)
    return open_dashboard(beginning, view, start=False, ascii_only=chosen.ascii)
