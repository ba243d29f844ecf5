"""The dashboard: the one screen on which an experiment is set up, trained and watched.

It owns no training and no drawing. Edits and keys become commands for the session; snapshots of
the session go to the charts and panels, which are bound to `snapshot`, `view` and `notice`.
"""

from dataclasses import replace
from typing import ClassVar

from npnn_tui.datasets.dataset import Split
from npnn_tui.datasets.knobs import FieldError
from npnn_tui.datasets.plane import Plane
from npnn_tui.datasets.sources import is_file
from npnn_tui.datasets.text import printable
from npnn_tui.engine import (
    Apply,
    Close,
    Experiment,
    Pause,
    Play,
    Reset,
    Session,
    SetPace,
    Snapshot,
    Status,
    Step,
)
from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Horizontal, Vertical
from textual.widgets import Footer, Header, Input, Label

from .begun import SessionFactory
from .charts.boundary import BoundaryChart
from .charts.chart import Chart
from .charts.curves import AccuracyChart, LossChart
from .draft import Draft
from .keys import KEYS
from .lasting import LastingScreen
from .link.link import Link
from .messages import DefaultsWanted, FileWanted, Frame, KnobEdited, ProbeMoved, Refused
from .panels.diagnosis import DiagnosisBanner
from .panels.parameters import ParameterPanel
from .panels.summary import Summary
from .panels.transport import Transport
from .panels.view_tabs import ViewTabs
from .saving import Beginning
from .screens.file import FileScreen
from .screens.help import HelpScreen
from .sessions import Feed
from .terminal import this_terminal
from .view import View
from .watching import VIEW_KNOBS
from .wording import notice_of, title_of, way_on


class Dashboard(LastingScreen):
    """Parameters, charts, summary and transport of one session."""

    AUTO_FOCUS = "#boundary"
    BINDINGS: ClassVar[list[BindingType]] = [key.binding for key in KEYS]

    def __init__(
        self,
        experiment: Experiment,
        split: Split,
        view: View,
        *,
        start: bool = False,
        session_of: SessionFactory = Session,
        link: Link | None = None,
        opened_from: str = "",
        notice: str = "",
        beginning: Beginning | None = None,
    ) -> None:
        feed = Feed(session_of, experiment, split, self.post_message)
        super().__init__(feed, view, link or Link())
        self.opened_from, self.beginning = opened_from, beginning
        self._draft = Draft(experiment)
        self._start, self._first_notice = start, notice
        self.add_class("show-boundary")

    def compose(self) -> ComposeResult:
        """Lay out everything once; the style sheet shows what the window has room for."""
        yield Label("", id="too-small-message")
        yield Header()
        yield ViewTabs()
        with Horizontal(id="body"):
            yield ParameterPanel(self._draft.experiment, self.view).data_bind(Dashboard.view)
            with Vertical(id="main"):
                with Container(id="charts"):
                    yield self._bound(BoundaryChart(id="boundary"))
                    with Container(id="curves"):
                        yield self._bound(LossChart(id="loss"))
                        yield self._bound(AccuracyChart(id="accuracy"))
                yield Summary(id="summary").data_bind(
                    Dashboard.snapshot, Dashboard.notice, Dashboard.link_words
                )
                yield Transport(id="transport").data_bind(Dashboard.snapshot, Dashboard.view)
        yield DiagnosisBanner().data_bind(Dashboard.snapshot)
        yield Footer(compact=True, show_command_palette=False)

    def _bound(self, chart: Chart) -> Chart:
        return chart.data_bind(Dashboard.snapshot, view=Dashboard.detail)

    def on_mount(self) -> None:
        """Start the session's thread."""
        way_back = f"escape leads back to {self.opened_from}" if self.opened_from else ""
        terminal = this_terminal().complaint(self.view.marker)
        self.notice = self._first_notice or way_back or terminal
        self._train()
        if not self.attached_to:
            self._feed.send(SetPace(self.view.epochs_per_second))
        self.watch_view(self.view)

    def on_unmount(self) -> None:
        """End the session's thread; without this the program would not end."""
        self._feed.send(Close())

    @work(thread=True, exit_on_error=True)
    def _train(self) -> None:
        self._feed.run()

    @on(Frame)
    def _show_frame(self, frame: Frame) -> None:
        if self.snapshot is None or self.snapshot.split is not frame.snapshot.split:
            self._keep_plane_possible(frame.snapshot.split)
        self.take_frame(frame.snapshot)
        if self._start and frame.snapshot.answer:  # not before the untrained boundary is shown
            self._start = False
            self._feed.send(Play())

    def _keep_plane_possible(self, split: Split) -> None:
        """Return to the automatic plane when new data have no features of that name."""
        try:
            Plane.of(split, self.view.plane)
        except FieldError:
            self.view = replace(self.view, plane="auto")

    def watch_snapshot(self, before: Snapshot | None, snapshot: Snapshot) -> None:
        """Keep the title and the parameters in step with what is being trained."""
        if before is not None and before.run_of != snapshot.run_of:
            self.notice = notice_of(before, snapshot)
        self.query_one(ParameterPanel).experiment = snapshot.experiment
        self.query_one(ViewTabs).named_after = snapshot.split.task
        self.sub_title = title_of(snapshot)
        self.name_run(snapshot)
        self.follow_link()

    @on(ProbeMoved)
    def _move_probe(self, message: ProbeMoved) -> None:
        self._feed.look(message.probe)

    @on(Refused)
    def _show_refusal(self, message: Refused) -> None:
        if self.snapshot is not None:
            self._draft = Draft(self.snapshot.experiment)
        self.notice = ""
        self.query_one(ParameterPanel).refuse(message.field, message.sentence)

    @on(KnobEdited)
    def _edit(self, message: KnobEdited) -> None:
        panel = self.query_one(ParameterPanel)
        try:
            if message.knob in VIEW_KNOBS:
                self.set_view(message.knob, VIEW_KNOBS[message.knob].parse(message.text))
            else:
                experiment = self._draft.edit(message.knob, message.text)
                if message.knob == "data" and is_file(message.text):
                    self.notice = f"reading {printable(message.text, 40)}"
                self._feed.send(Apply(experiment))
                if self._draft.is_settled:
                    panel.clear_errors()
        except FieldError as error:
            panel.show_error(error.field, str(error))

    @on(DefaultsWanted)
    def _set_defaults(self) -> None:
        self._feed.send(Apply(self._draft.defaults()))
        self.take_view(View())
        self.query_one(ParameterPanel).show_values()

    @on(FileWanted)
    def _ask_for_file(self) -> None:
        self.app.push_screen(FileScreen(), self._take_file)

    def _take_file(self, path: str | None) -> None:
        panel = self.query_one(ParameterPanel)
        panel.show_values()
        if path is not None:
            panel.offer("data", path)

    def take_view(self, view: View) -> None:
        """Show things another way; raises FieldError if the data has no such plane."""
        if self.snapshot:
            Plane.of(self.snapshot.split, view.plane)
        if view.pace != self.view.pace:
            self._feed.send(SetPace(view.epochs_per_second))
        self.view = view

    def action_play_or_pause(self) -> None:
        """Start or pause."""
        self.notice = way_on(self.snapshot) if self.snapshot else ""
        self._feed.send(Pause() if self.is_training else Play())

    def action_step(self) -> None:
        """Train one epoch."""
        self.notice = way_on(self.snapshot) if self.snapshot else ""
        self._feed.send(Step())

    def action_reset(self) -> None:
        """Go back to the same initial weights."""
        self._feed.send(Reset())

    def action_new_weights(self) -> None:
        """Begin again with other initial weights."""
        seed = self._draft.experiment.config.seed
        self._feed.send(Apply(self._draft.edit("seed", str((seed + 1) % 2**32))))

    def action_apply_cure(self) -> None:
        """Change what the diagnosis says and train on, unless training was paused."""
        before, diagnosis = self.snapshot, self.diagnosis
        if before is None or diagnosis is None or before.experiment != self._draft.experiment:
            return  # another change is on its way, and the diagnosis is of the run before it
        anew = diagnosis.restart or not before.epochs_left
        self._feed.send(Apply(self._draft.change(diagnosis.cure), anew))
        if before.status is not Status.PAUSED:
            self._feed.send(Play())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave plus and minus to text that is being edited; offer only the way that is left."""
        editing = self.query_one(ParameterPanel).has_focus_within
        if (action, parameters) == ("show_view", ("parameters",)):
            return not editing
        if action == "next_surface":
            return self.snapshot is not None and self.snapshot.split.task == "regression"
        if action == "apply_cure":
            return self.diagnosis is not None and bool(self.diagnosis.cure)
        if action == "leave":
            is_away = editing or self.focused is None or self.diagnosis is not None
            return is_away or bool(self.opened_from)
        return action != "change_pace" or not isinstance(self.focused, Input)

    def action_help(self) -> None:
        """Explain everything."""
        self.app.push_screen(HelpScreen())
