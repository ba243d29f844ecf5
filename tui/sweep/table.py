"""A sweep as a table that grows in place, the best cells first once there is no room for all."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from heapq import nsmallest
from math import isfinite

from npnn_tui.datasets.text import printable
from npnn_tui.engine.sweeps.report import State
from npnn_tui.engine.sweeps.verdict import Word
from npnn_tui.engine.training.experiment import KNOBS
from rich import box
from rich.console import Console
from rich.live import Live
from rich.table import Table
from rich.text import Text

from ..wording import duration
from .board import Board
from .cell import Cell
from .sparkline import sparkline

FRAME_ROWS = 6
"""Rows of the screen that are not cells: the head of the table, the words below, the prompt."""

WIDE = 130
"""Columns of a terminal that has room for curves."""

BETWEEN = 3
"""Columns of the terminal from one column of the table to the next."""

LEAST_VERDICT = 10

FEWEST_ROWS, MOST_ROWS = 3, 50
REFRESHES_PER_SECOND = 4
SPARK_WIDTH = 12

FIGURES = ("Epochs", "Train loss", "Test loss", "Score")

STYLES = {
    Word.CONVERGED: "green",
    Word.UNDERFITS: "blue",
    Word.OVERFITS: "yellow",
    Word.OSCILLATES: "magenta",
    Word.DIVERGED: "red",
}


@contextmanager
def follow(board: Board) -> Iterator[Callable[[], None]]:
    """Yield what brings the table up to date; the last one stays."""
    console = Console()
    board.begin()

    def picture(rows: int) -> Table:
        return table_of(board, rows, console.width, ascii_only=console.options.ascii_only)

    if console.is_terminal:
        with Live(console=console, transient=True, refresh_per_second=REFRESHES_PER_SECOND) as live:
            yield lambda: live.update(picture(max(FEWEST_ROWS, console.height - FRAME_ROWS)))
    else:
        yield lambda: None
    console.print(picture(MOST_ROWS))


def table_of(board: Board, rows: int, width: int, *, ascii_only: bool = False) -> Table:
    """Return the cells in their order, or the best ones if there are more than `rows`.

    The verdicts get what is left of the `width`, in columns of the terminal.
    """
    curves, several = width >= WIDE, board.size > len(board.cells)
    heads = [*board.labels.values(), *(["Seeds"] if several else []), *FIGURES]
    shown = _chosen(board.cells, rows)
    table = Table(box=box.ASCII if ascii_only else box.SIMPLE_HEAD, caption=_progress(board))
    lines = [_line(cell, several, curves, ascii_only) for cell in shown]
    for place, head in enumerate((*heads, "Curve") if curves else heads):
        longest = max([len(head), *(len(line[place]) for line in lines)])
        table.add_column(head, justify="right", no_wrap=True, width=longest)
        width -= longest + BETWEEN
    left = max(LEAST_VERDICT, width - BETWEEN)
    table.add_column("Verdict", no_wrap=True, overflow="ellipsis", width=left)
    for cell, line in zip(shown, lines, strict=True):
        table.add_row(*map(Text, line), _verdict(cell))
    if len(shown) < len(board.cells):
        table.caption = f"the best {len(shown):,} of {len(board.cells):,} · {table.caption}"
    return table


def _line(cell: Cell, several: bool, curves: bool, ascii_only: bool) -> list[str]:
    """Return the columns before the verdict."""
    seeds = [f"{cell.over}/{len(cell.points)}"] if several else []
    curve = [_curve(cell, ascii_only)] if curves else []
    return [*_settings(cell), *seeds, *_figures(cell), *curve]


def _chosen(cells: Sequence[Cell], rows: int) -> Sequence[Cell]:
    if len(cells) <= rows:
        return cells
    return nsmallest(rows, cells, key=lambda cell: cell.rank)


def _settings(cell: Cell) -> list[str]:
    return [printable(KNOBS[name].kind.format(v), 24) for name, v in cell.settings.items()]


def _figures(cell: Cell) -> list[str]:
    losses = [_number(cell.middle(name)) for name in ("train_loss", "test_loss")]
    scores = [cell.middle(name) for name in ("test_score", "train_score")]
    score = next((f"{score:.3f}" for score in scores if isfinite(score)), "")
    return [f"{cell.epoch:,}" if cell.epoch else "", *losses, score]


def _curve(cell: Cell, ascii_only: bool) -> str:
    report = cell.typical
    return sparkline(report.curves, SPARK_WIDTH, ascii_only=ascii_only) if report else ""


def _verdict(cell: Cell) -> Text:
    report = cell.typical
    if report is None or report.verdict is None:
        reason = f": {printable(report.reason, 200)}" if report and report.reason else ""
        style = "red" if cell.state in (State.FAILED, State.REFUSED) else "dim"
        return Text(f"{cell.state}{reason}", style)
    word, reason = report.verdict
    return Text.assemble((word, STYLES[word]), f": {printable(reason, 200)}")


def _progress(board: Board) -> str:
    words = [f"{board.over:,} of {board.size:,} trained", f"{duration(board.seconds)} passed"]
    for state in (State.REFUSED, State.FAILED):
        if count := board.count(state):
            words.append(f"{count:,} {state}")
    if board.over < board.size and isfinite(left := board.seconds_left):
        words.append(f"{duration(left)} left")
    return " · ".join(words)


def _number(value: float) -> str:
    return f"{value:.3g}" if isfinite(value) else ""
