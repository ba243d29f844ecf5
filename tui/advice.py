"""A diagnosis for the command line: in words with the options to try, and as JSON has it."""

import sys
from collections.abc import Mapping
from dataclasses import asdict
from textwrap import wrap
from typing import Any

from npnn_tui.engine.diagnosis import Diagnosis
from npnn_tui.engine.training.experiment import KNOBS


def lines_of(diagnosis: Diagnosis, width: int) -> list[str]:
    """Return title and explanation, wrapped, and the cure as options, which are never broken."""
    lines = wrap(f"{diagnosis.title}: {diagnosis.explanation}", width)
    if diagnosis.cure:
        lines.append(f"try: {options_of(diagnosis.cure)}")
    return [_writable(line) for line in lines]


def options_of(cure: Mapping[str, Any]) -> str:
    """Write a change of knobs as options: "--reduction mean --learning-rate 0.37"."""
    knobs = {KNOBS[name]: value for name, value in cure.items()}
    return " ".join(f"{knob.option} {knob.kind.format(value)}" for knob, value in knobs.items())


def json_of(diagnosis: Diagnosis | None) -> dict[str, Any] | None:
    """Return the parts by their names; None if nothing is the matter."""
    return asdict(diagnosis) if diagnosis else None


def _writable(text: str) -> str:
    """Replace what the output cannot show, such as a lambda where the encoding is ASCII."""
    encoding = sys.stdout.encoding
    return text.encode(encoding, "replace").decode(encoding)
