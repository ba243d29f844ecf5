"""A sweep as lines of JSON: one when it begins, one for each point that is over, one at the end."""

import json
import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from npnn_tui.engine.sweeps.report import Report, State
from npnn_tui.engine.training.experiment import KNOBS

from .board import Board


@contextmanager
def follow(board: Board) -> Iterator[Callable[[], None]]:
    """Yield what prints the news since the last time."""
    names = list(board.labels)
    _print({"event": "sweep", "points": board.total, "done": board.over, "vary": names})
    board.begin()

    def show() -> None:
        while board.news:
            _print(_point(board, board.news.popleft()))

    yield show
    show()
    states = (State.FINISHED, State.REFUSED, State.FAILED)
    counts = {str(state): board.count(state) for state in states}
    left = board.total - board.over
    _print({"event": "end", **counts, "left": left, "seconds": round(board.seconds, 3)})


def _point(board: Board, report: Report) -> dict[str, Any]:
    point = board.points[report.number]
    kinds = {name: KNOBS[name].kind for name in point.settings}
    metrics = vars(report.metrics) if report.metrics else {}
    return {
        "event": "point",
        "number": report.number,
        "settings": {name: kinds[name].format(value) for name, value in point.settings.items()},
        "seed": point.seed,
        "state": report.state,
        "verdict": report.verdict.word if report.verdict else None,
        "reason": report.verdict.reason if report.verdict else report.reason,
        "epoch": report.epoch,
        "steps": report.steps,
        "seconds": round(report.seconds, 6),
        **{name: value if math.isfinite(value) else None for name, value in metrics.items()},
    }


def _print(event: dict[str, Any]) -> None:
    print(json.dumps(event), flush=True)
