"""`npnn-tui evaluate`: how well a run does on a table with labels."""

from collections.abc import Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING

from .arguments import parser_of, run_of

if TYPE_CHECKING:
    from npnn_tui.engine.runs.folder import Run

DESCRIPTION = (
    "Judge the network of a run by other observations. DATA is a CSV, TSV, Parquet or NPZ file "
    "with the features, found by their names, and a column of labels."
)


def run(words: Sequence[str]) -> int:
    """Judge and return the exit code; raises FieldError."""
    parser = parser_of("evaluate", "RUN DATA [options]", DESCRIPTION)
    parser.add_argument("data", metavar="DATA", help="The table to judge by.")
    label = "The column of labels; else that of the run, or the last that is no feature."
    parser.add_argument("--label", metavar="COLUMN", help=label)
    parser.add_argument("--json", action="store_true", help="Print one JSON object.")
    chosen = parser.parse_args(words)

    from npnn_tui.engine.threads import use_one_thread
    from npnn_tui.engine.use.evaluation import evaluate

    from .judgement import print_json, print_tables

    use_one_thread()
    run = run_of(chosen)
    label = _label(run, chosen.data) if chosen.label is None else chosen.label
    found = evaluate(run.model, chosen.data, label)
    (print_json if chosen.json else print_tables)(found)
    return 0


def _label(run: "Run", data: str) -> str:
    """Return the column that the run was told to learn, which an NPZ file does not name."""
    return "" if PurePath(data).suffix.lower() == ".npz" else run.experiment.recipe.label
