"""A report as plain values (numbers, words, bytes), for ways that carry nothing else."""

from collections.abc import Mapping, Sequence
from dataclasses import astuple
from typing import Any

import numpy as np

from ..training.history import SERIES, Curves
from ..training.metrics import Metrics
from .answers import Answers
from .report import Report, State
from .verdict import Verdict, Word

Plain = Mapping[str, Any]


def plain_of(report: Report) -> Plain:
    """Return a mapping from which `report_from` makes the same report."""
    return {
        "number": report.number,
        "state": str(report.state),
        "epoch": report.epoch,
        "steps": report.steps,
        "seconds": report.seconds,
        "metrics": list(map(float, astuple(report.metrics))) if report.metrics else None,
        "curves": _bytes_of(report.curves) if report.curves else None,
        "verdict": list(map(str, report.verdict)) if report.verdict else None,
        "reason": report.reason,
        "answers": report.answers.tobytes() if report.answers is not None else None,
        "shape": report.answers.shape if report.answers is not None else None,
    }


def report_from(plain: Plain) -> Report:
    """Return the report; raises ValueError, KeyError or TypeError for anything else."""
    metrics, curves, verdict = (plain[name] for name in ("metrics", "curves", "verdict"))
    return Report(
        plain["number"],
        State(plain["state"]),
        plain["epoch"],
        plain["steps"],
        plain["seconds"],
        Metrics(*metrics) if metrics else None,
        _curves_of(curves) if curves else None,
        Verdict(Word(verdict[0]), verdict[1]) if verdict else None,
        plain["reason"],
        _answers_of(plain["answers"], plain["shape"]) if plain["answers"] else None,
    )


def _answers_of(values: bytes, shape: Sequence[int]) -> Answers:
    return np.frombuffer(values, np.float16).reshape(tuple(shape))


def _bytes_of(curves: Curves) -> list[bytes]:
    parts = (curves.epochs, curves.low, curves.high)
    return [np.asarray(part, np.float32).tobytes() for part in parts]


def _curves_of(parts: list[bytes]) -> Curves:
    epochs, low, high = (np.frombuffer(part, np.float32).astype(float) for part in parts)
    return Curves(epochs, low.reshape(-1, len(SERIES)), high.reshape(-1, len(SERIES)))
