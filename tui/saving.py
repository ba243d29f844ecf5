"""Where runs are saved and what a training begins with, from the command line."""

from argparse import ArgumentParser, Namespace
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from npnn_tui.datasets.kinds import Real, Switch, Text
from npnn_tui.datasets.knobs import FieldError, Knob, check_knobs, knob, knobs_of
from npnn_tui.datasets.text import printable
from npnn_tui.engine.training.experiment import KNOBS, Experiment

from .options import add_knobs, given

if TYPE_CHECKING:
    from npnn_tui.engine.runs.folder import Run
    from npnn_tui.engine.runs.keeper import Keeper

LARGEST_RECIPE = 2**20
"""Bytes of an experiment.toml; one of ours has a thousandth of it."""


@dataclass(frozen=True)
class Saving:
    """How runs are saved. Raises FieldError on a bad value."""

    save: bool = knob(
        True,
        "Save",
        Switch(),
        "Saving",
        "Keep each run that is trained in a folder of its own, from its first epoch on. "
        "It can be resumed, looked at and used from there.",
    )
    save_every: float = knob(
        10.0,
        "Save every",
        Real(0.1, 86_400),
        "Saving",
        "How long a run trains between two saves. "
        "What a kill can cost; a pause, an end and a signal save at once.",
        unit="s",
    )
    runs_dir: str = knob(
        "",
        "Runs folder",
        Text("a folder"),
        "Saving",
        "The folder of all runs. "
        "Left out, NPNN_TUI_RUNS names it, or else it lies with the data of the user's programs.",
    )
    name: str = knob(
        "",
        "Name",
        Text("a name for the run"),
        "Saving",
        "What the run is called. Left out, it is named after the minute and its data.",
    )

    def __post_init__(self) -> None:
        check_knobs(self)
        if self.name:
            from npnn_tui.engine.runs.places import check_name

            check_name(self.name)

    @property
    def folder(self) -> Path:
        """The folder of all runs."""
        from npnn_tui.engine.runs.places import runs_folder

        return runs_folder(self.runs_dir)

    def keeper(self) -> "Keeper | None":
        """Return who saves the runs, if anybody is to."""
        from npnn_tui.engine.runs.keeper import Keeper

        return Keeper(self.folder, self.save_every, self.name) if self.save else None


@dataclass(frozen=True)
class Beginning:
    """What a training begins with: an experiment, or the run of that name with its knobs.

    With `attached`, the run is being trained by a process of its own.
    """

    experiment: Experiment
    saving: Saving
    resumed: str = ""
    attached: bool = False

    @property
    def run(self) -> "Run | None":
        """The run to go on with; raises FieldError."""
        from npnn_tui.engine.runs.folder import load_run

        return load_run(self.resumed, str(self.saving.folder)) if self.resumed else None


def add_saving(parser: ArgumentParser) -> None:
    """Add the options to save, to resume, and to train what a file describes."""
    add_knobs(parser, knobs_of(Saving))
    group = parser.add_argument_group("Beginning")
    resume = "Go on with a saved run, the last one without a name; live knobs may be changed."
    group.add_argument("--resume", metavar="RUN", nargs="?", const="", help=resume)
    recipe = "Train what an experiment.toml describes; other options come on top."
    group.add_argument("--experiment", metavar="FILE", help=recipe)


def beginning_of(chosen: Namespace) -> Beginning:
    """Return what the command line asks for; raises FieldError."""
    saving = Saving(**given(chosen, knobs_of(Saving)))
    knobs = given(chosen, KNOBS.values())
    if chosen.resume is not None:
        return _resumption(chosen, saving, knobs)
    if chosen.experiment is None:
        return Beginning(Experiment.of(knobs), saving)
    return Beginning(_described(chosen.experiment).changed(knobs), saving)


def _resumption(chosen: Namespace, saving: Saving, knobs: Mapping[str, Any]) -> Beginning:
    for name, is_given in (("experiment", chosen.experiment), ("name", saving.name)):
        if is_given:
            raise FieldError(name, f"{name} must be left out with --resume, got {is_given}")
    if not saving.save:
        raise FieldError("save", "save must be on with --resume, got off")
    from npnn_tui.engine.runs.folder import load_run
    from npnn_tui.engine.runs.latest import latest_run

    run = load_run(chosen.resume, saving.runs_dir) if chosen.resume else latest_run(saving.folder)
    return Beginning(run.experiment.changed(knobs), saving, run.name)


def _described(path: str) -> Experiment:
    """Read the recipe in a file."""
    from npnn_tui.engine.runs import recipe

    name = printable(path, 200)
    try:
        with open(path, "rb") as file:
            content = file.read(LARGEST_RECIPE)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "this is not the name of a file"
        raise FieldError("experiment", f"experiment: {name} cannot be read ({reason})") from None
    return recipe.read(content, name)


SAVING: tuple[Knob, ...] = knobs_of(Saving)
