"""`npnn-tui predict`: what a run says of the rows of a table, as a table."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from npnn_tui.datasets.text import printable

from .arguments import parser_of, run_of

if TYPE_CHECKING:
    import polars

DESCRIPTION = (
    "Predict with the network of a run. DATA is a CSV, TSV, Parquet or NPZ file whose columns are "
    "found by the names of the features; others, such as the labels, are ignored. Prints CSV: the "
    "prediction, and of classes the probability of each."
)


def run(words: Sequence[str]) -> int:
    """Predict and return the exit code; raises FieldError."""
    parser = parser_of("predict", "RUN DATA [options]", DESCRIPTION)
    parser.add_argument("data", metavar="DATA", help="The table to predict for.")
    output = "Write the predictions to this CSV or Parquet file."
    parser.add_argument("--output", metavar="FILE", help=output)
    chosen = parser.parse_args(words)

    from npnn_tui.engine.threads import use_one_thread
    from npnn_tui.engine.use.predictions import predict

    use_one_thread()
    path = None if chosen.output is None else _path(chosen.output, chosen.data)
    frame = predict(run_of(chosen).model, chosen.data).frame()
    if path:
        _write(path, frame)
    else:
        _print(frame)
    return 0


def _path(output: str, data: str) -> Path:
    from npnn_tui.engine.use.output import check_other_file, output_path
    from npnn_tui.engine.use.tables import TABLES

    path = output_path(output, TABLES)
    check_other_file(path, data)
    return path


def _write(path: Path, frame: "polars.DataFrame") -> None:
    from npnn_tui.engine.use.output import write_output
    from npnn_tui.engine.use.tables import TABLES

    write_output(path, TABLES[path.suffix.lower()](frame))
    rows = f"{len(frame):,} prediction{'' if len(frame) == 1 else 's'}"
    print(f"{rows} written to {printable(str(path), 200)}")


def _print(frame: "polars.DataFrame") -> None:
    """Print CSV: for people without what could steer their terminal, else in UTF-8."""
    from npnn_tui.engine.use.tables import csv_lines

    if sys.stdout.isatty():
        for piece in csv_lines(frame):
            sys.stdout.writelines(f"{printable(line, len(line))}\n" for line in _lines(piece))
        return
    sys.stdout.flush()
    for piece in csv_lines(frame):
        sys.stdout.buffer.write(piece.encode())
    sys.stdout.buffer.flush()


def _lines(piece: str) -> list[str]:
    """Split at line feeds alone: other line ends in a name shall be spelled out."""
    return piece.removesuffix("\n").split("\n") if piece else []
