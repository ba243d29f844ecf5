"""`npnn-tui runs compare`: the parameters and figures in which runs differ."""

import json
from collections.abc import Sequence
from pathlib import Path

from npnn_tui.datasets.knobs import FieldError
from npnn_tui.datasets.text import printable
from npnn_tui.engine.runs.folder import Run, load_run
from npnn_tui.engine.runs.listing import Entry

from .comparison import Row, differing, final_figures

BEST, ASCII_BEST = "★", "*"


def compare(names: Sequence[str], runs: Path, *, as_json: bool) -> int:
    """Print runs side by side and return the exit code; raises FieldError."""
    if len(set(names)) < 2:
        got = ", ".join(map(printable, names))
        raise FieldError("run", f"run must name two different runs at least, got {got}")
    names = list(dict.fromkeys(names))
    found = [load_run(name, str(runs)) for name in names]
    entries = [Entry.of(run.folder) for run in found]
    parameters, figures = differing([run.experiment for run in found]), final_figures(entries)
    if as_json:
        for place, run in enumerate(found):
            print(json.dumps(_as_dict(run, place, parameters, figures, entries[place])))
    else:
        _print(names, parameters, figures)
    return 0


def _as_dict(
    run: Run, place: int, parameters: Sequence[Row], figures: Sequence[Row], entry: Entry
) -> dict[str, object]:
    return {
        "name": run.name,
        "status": entry.status,
        "parameters": {row.name: row.texts[place] for row in parameters},
        "metrics": dict(entry.summary.metrics) if entry.summary else {},
        "best": [row.name for row in figures if row.best[place]],
    }


def _print(names: Sequence[str], parameters: Sequence[Row], figures: Sequence[Row]) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console()
    ascii_only = console.options.ascii_only
    sign = ASCII_BEST if ascii_only else BEST
    caption = f"{sign} the best" if any(any(row.best) for row in figures) else None
    kind = box.ASCII if ascii_only else box.SIMPLE_HEAD
    table = Table(box=kind, caption=caption, show_edge=False)
    table.add_column("")
    for name in names:
        table.add_column(Text(printable(name, 80)), justify="right", overflow="fold")
    for rows in (parameters, figures):
        for row in rows:
            pairs = zip(row.texts, row.best, strict=True)
            cells = [Text(f"{text} {sign if is_best else ' '}") for text, is_best in pairs]
            table.add_row(Text(row.label), *cells)
        table.add_section()
    console.print(table)
