"""`npnn-tui export`: a run as a file for other programs or for people."""

from collections.abc import Sequence
from pathlib import Path

from npnn_tui.datasets.knobs import FieldError
from npnn_tui.datasets.text import hint, printable

from .arguments import parser_of, run_of
from .formats import FORMATS, Format

DESCRIPTION = "Give a run to other programs or to people: " + "; ".join(
    f"{name}, {format.help}" for name, format in FORMATS.items()
)


def run(words: Sequence[str]) -> int:
    """Export and return the exit code; raises FieldError."""
    parser = parser_of("export", "RUN --to FORMAT [options]", f"{DESCRIPTION}.")
    parser.add_argument("--to", metavar="FORMAT", required=True, help=f"{', '.join(FORMATS)}.")
    output = "Where to; else a file (tensorboard: a folder) here that is named after the run."
    parser.add_argument("--output", metavar="PATH", help=output)
    chosen = parser.parse_args(words)
    if chosen.to not in FORMATS:
        got = printable(chosen.to) or "nothing"
        sentence = f"to must be one of {', '.join(FORMATS)}, got {got}{hint(chosen.to, FORMATS)}"
        raise FieldError("to", sentence)
    format = FORMATS[chosen.to]
    run = run_of(chosen)
    path = _path(format, format.name(run.name) if chosen.output is None else chosen.output)
    export = format.maker()(run, path)
    _make_folder(format, path)
    export.write()
    for written in export.files:
        print(f"written: {printable(str(written), 200)}")
    if export.words:
        print(f"\n{export.words}")
    return 0


def _path(format: Format, text: str) -> Path:
    from npnn_tui.engine.use.output import output_folder, output_path

    return output_path(text, (format.ending,)) if format.ending else output_folder(text)


def _make_folder(format: Format, path: Path) -> None:
    from npnn_tui.engine.use.output import make_folder

    if not format.ending:
        make_folder(path)
