"""experiment.toml: every knob of a run in its section, to be read and edited by people."""

import tomllib
from collections.abc import Mapping
from itertools import groupby
from typing import Any

from npnn_tui.datasets.knobs import FieldError, Knob, defaults
from npnn_tui.datasets.sources import family_of
from npnn_tui.datasets.text import hint, printable

from ..training.experiment import KNOBS, Experiment

FORMAT = 1
"""Of all files of a run. A later one that cannot be read by this program gets another number."""

FILE_NAME = "experiment.toml"

HEAD = f"""\
# What was trained, and how. To train it anew: npnn-tui train --experiment {FILE_NAME}
# Knobs that change a run in place may be edited here before it is resumed.
"""

OWN_KEYS = ("version", "format")


def written(experiment: Experiment, version: str) -> str:
    """Return an experiment as TOML; raises nothing, as every knob has a text."""
    import tomli_w

    sections: dict[str, Any] = {"version": version, "format": FORMAT}
    for group, knobs in groupby(KNOBS.values(), key=lambda knob: knob.group):
        sections.setdefault(_section(group), {}).update(
            {knob.name: _plain(knob, experiment.values[knob.name]) for knob in knobs}
        )
    return f"{HEAD}\n{tomli_w.dumps(sections)}"


def read(content: bytes, name: str) -> Experiment:
    """Return the experiment in a TOML file of this name; raises FieldError.

    The sections may be left out, and so may knobs, which then have their defaults.
    """
    try:
        tables = tomllib.loads(content.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise FieldError("experiment", f"{name} must be TOML: {printable(str(error))}") from None
    _check_format(tables, name)
    given = {key: _value(key, value, name) for key, value in _knobs_in(tables, name)}
    try:
        family = family_of(given.get("data", KNOBS["data"].default))
        return Experiment().changed({**defaults(KNOBS.values(), family), **given})
    except FieldError as error:
        raise FieldError(error.field, f"{name}: {error}") from None


def _check_format(tables: Mapping[str, Any], name: str) -> None:
    found = tables.get("format", FORMAT)
    if found != FORMAT:
        version = printable(str(tables.get("version", "another version")), 30)
        sentence = f"format must be {FORMAT} for this npnn-tui, got {printable(str(found), 30)}"
        raise FieldError("format", f"{name}: {sentence}, as {version} writes it")


def _knobs_in(tables: Mapping[str, Any], name: str) -> list[tuple[str, Any]]:
    """Return the names and values of all knobs, whatever section they stand in."""
    found: list[tuple[str, Any]] = []
    for key, value in tables.items():
        if isinstance(value, Mapping):
            found += value.items()
        elif key not in OWN_KEYS:
            found.append((key, value))
    for key, _ in found:
        if key not in KNOBS:
            sentence = f"{printable(key)} is no knob{hint(key, KNOBS)}"
            raise FieldError(key, f"{name}: {sentence}")
    return found


def _value(key: str, value: Any, name: str) -> Any:
    """Return the value of a knob; a word such as full stands for none, which TOML has not."""
    knob = KNOBS[key]
    absent = getattr(knob.kind, "absent", None)
    return None if absent and value == absent else value


def _plain(knob: Knob, value: Any) -> Any:
    """Return a value as TOML can hold it."""
    if value is None:
        return knob.kind.format(value)
    return list(value) if isinstance(value, tuple) else value


def _section(group: str) -> str:
    return group.lower().replace(" ", "_")
