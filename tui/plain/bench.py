"""The bench: the experiment at hand, its view and its worker, and what has happened meanwhile."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from npnn_tui.datasets.knobs import FieldError, Knob, knobs_of
from npnn_tui.datasets.plane import Plane
from npnn_tui.datasets.sources import family_of
from npnn_tui.engine import KNOBS, Apply, Experiment, Look, Play, SetPace, Snapshot, Status

from ..begun import Begun
from ..draft import Draft
from ..view import View
from ..wording import brief, title_of
from .events import Events
from .worker import Worker

VIEW_KNOBS = {knob.name: knob for knob in knobs_of(View) if knob.name in ("pace", "plane")}
"""The knobs of the view that mean something without a picture."""

ALL_KNOBS: Mapping[str, Knob] = {**KNOBS, **VIEW_KNOBS}


class Bench:
    """Changes and trains the experiment. `told` gives what has happened since it was last asked."""

    def __init__(self, begun: Begun, view: View) -> None:
        self.view = view
        self._draft = Draft(begun.experiment)
        self._events = Events()
        self._told: list[str] = []
        self.worker = Worker(begun, self._hear)
        self.worker.ask(SetPace(view.epochs_per_second))

    @property
    def snapshot(self) -> Snapshot:
        """The newest moment that is known of."""
        return self.worker.snapshot

    @property
    def is_running(self) -> bool:
        """Whether training goes on."""
        return self.snapshot.status is Status.RUNNING

    def told(self) -> list[str]:
        """Return the lines about what has happened, once."""
        told, self._told = self._told, []
        return told

    def refresh(self) -> Snapshot:
        """Return this very moment."""
        self.worker.ask(Look())
        return self.snapshot

    def values(self) -> Mapping[str, Any]:
        """Return the value of every knob by its name."""
        return {**self.snapshot.experiment.values, **vars(self.view)}

    def knobs(self) -> list[Knob]:
        """Return the knobs that mean something now."""
        values, family = self.values(), family_of(self.snapshot.experiment.recipe.data)
        return [knob for knob in ALL_KNOBS.values() if knob.applies_to(values, family)]

    def set(self, name: str, text: str) -> None:
        """Set a knob from text; raises FieldError.

        If the error is of another knob, the change waits for that one to fit.
        """
        before = self.values()[name]
        if name in VIEW_KNOBS:
            self._set_view(name, text)
        else:
            self._apply(self._edited(name, text))
        knob, value = ALL_KNOBS[name], self.values()[name]
        if value == before or name in VIEW_KNOBS:
            self._told.append(f"{knob.label} is {brief(knob, value)}.")

    @property
    def is_settled(self) -> bool:
        """Whether no change waits for another one."""
        return self._draft.is_settled

    def set_defaults(self) -> None:
        """Return to the defaults of this data."""
        self._apply(self._draft.defaults())
        for name in VIEW_KNOBS:
            self._set_view(name, getattr(View(), name))

    def take_new_weights(self) -> None:
        """Begin again with other initial weights."""
        seed = self.snapshot.experiment.config.seed
        self.set("seed", str((seed + 1) % 2**32))

    def cure(self) -> None:
        """Change what the diagnosis says and train on, unless training was paused."""
        before = self.snapshot
        assert before.diagnosis is not None
        anew = before.diagnosis.restart or not before.epochs_left
        self._apply(self._draft.change(before.diagnosis.cure), anew)
        if before.status is not Status.PAUSED:
            self.worker.ask(Play())

    def _edited(self, name: str, text: str) -> Experiment:
        """Return the experiment with a knob set; only what another knob stands against is kept.

        A panel would go on showing the refused text, whereas nobody sees it here.
        """
        settled = self._draft.is_settled
        try:
            return self._draft.edit(name, text)
        except FieldError as error:
            if settled and error.field == name:
                self._draft = Draft(self.snapshot.experiment)
            raise

    def _apply(self, experiment: Experiment, anew: bool = False) -> None:
        before = self.snapshot.split
        if refusal := self.worker.ask(Apply(experiment, anew)):
            self._draft = Draft(self.snapshot.experiment)
            raise FieldError(refusal.field, refusal.sentence)
        if self.snapshot.split is not before:
            self._told.append(f"{title_of(self.snapshot)}.")
            self._keep_plane_possible()

    def _keep_plane_possible(self) -> None:
        try:
            Plane.of(self.snapshot.split, self.view.plane)
        except FieldError:
            self.view = replace(self.view, plane="auto")

    def _set_view(self, name: str, text: str) -> None:
        view = replace(self.view, **{name: VIEW_KNOBS[name].parse(text)})
        Plane.of(self.snapshot.split, view.plane)
        self.view = view
        if name == "pace":
            self.worker.ask(SetPace(view.epochs_per_second))

    def _hear(self, snapshot: Snapshot) -> None:
        self._told += self._events.of(snapshot)
