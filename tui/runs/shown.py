"""`npnn-tui runs show`: all that is known of one run."""

import json
from pathlib import Path

from npnn_tui.engine.runs.folder import load_run

from .details import Details
from .listed import as_dict

MARK = "•"
"""Stands before a parameter that differs from its default."""

LABEL = 20
"""Cells of a label."""


def show_run(name: str, runs: Path, *, as_json: bool) -> int:
    """Print the details of a run and return the exit code; raises FieldError."""
    details = Details.of(load_run(name, str(runs)).folder)
    if as_json:
        print(json.dumps({**as_dict(details.entry), **details.as_json()}))
        return 0
    for number, part in enumerate(details.parts()):
        print("\n" * bool(number) + part.head)
        for label, text, is_marked in part.lines:
            mark = MARK if is_marked else " "
            print(f"{mark} {label:<{LABEL}} {text}" if label else f"  {text}")
    return 0
