"""What the commands that use a run have in common: the run, and the folder that it lies in."""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from ..options import Parser

if TYPE_CHECKING:
    from npnn_tui.engine.runs.folder import Run


def parser_of(command: str, usage: str, description: str) -> ArgumentParser:
    """Return a parser that knows the run and where runs lie."""
    parser = Parser(
        f"npnn-tui {command}", f"%(prog)s {usage}", description=description, allow_abbrev=False
    )
    parser.add_argument("run", metavar="RUN", help="The name of a run.")
    place = "The folder of all runs, instead of NPNN_TUI_RUNS or the usual one."
    parser.add_argument("--runs-dir", metavar="DIR", help=place)
    return parser


def run_of(chosen: Namespace) -> "Run":
    """Return the run that was named; raises FieldError."""
    from npnn_tui.engine.runs.folder import load_run

    return load_run(chosen.run, chosen.runs_dir)
