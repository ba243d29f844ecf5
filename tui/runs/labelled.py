"""`npnn-tui runs tag`, `untag` and `note`: what people say of a run."""

from collections.abc import Callable
from pathlib import Path

from npnn_tui.engine.runs.folder import load_run
from npnn_tui.engine.runs.label import Label


def change(name: str, runs: Path, changed: Callable[[Label], Label]) -> int:
    """Change the label of a run and return the exit code; raises FieldError."""
    folder = load_run(name, str(runs)).folder
    changed(Label.read(folder)).write(folder)
    return 0
