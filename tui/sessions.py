"""The dashboard's end of a session: commands go out, news come in as messages."""

from collections.abc import Callable

from npnn_tui.datasets.dataset import Split
from npnn_tui.engine import Experiment, Look, Probe, Refusal, Snapshot
from npnn_tui.engine.training.snapshot import Lost, News
from textual.message import Message

from .begun import SessionFactory
from .messages import Frame, Refused, TrainerLost


class Feed:
    """Asks a session for frames, one at a time, and posts what it publishes as messages.

    `post` must be safe to call from the session's thread.
    """

    def __init__(
        self,
        session_of: SessionFactory,
        experiment: Experiment,
        split: Split,
        post: Callable[[Message], object],
    ) -> None:
        self._post = post
        self._session = session_of(experiment, split, self._publish)
        self._probe: Probe | None = None
        self._awaited = False
        self.send, self.run = self._session.send, self._session.run

    def look(self, probe: Probe | None = None) -> None:
        """Ask for a frame now, from now on with the predictions of this probe, if one is given."""
        self._probe = probe or self._probe
        self.send(Look(self._probe))

    def ask(self) -> None:
        """Ask for a frame unless the one before has yet to come."""
        if not self._awaited:
            self._awaited = True
            self.look()

    def arrived(self) -> None:
        """Take note that a frame has come and is being drawn."""
        self._awaited = False

    def _publish(self, news: News) -> None:
        match news:
            case Snapshot():
                self._post(Frame(news))
            case Refusal(field, sentence):
                self._post(Refused(field, sentence))
            case Lost(name):
                self._post(TrainerLost(name))
