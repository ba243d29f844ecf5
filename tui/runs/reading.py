"""The part of the runs screen that follows the reader: what is known, chosen and to be shown."""

from pathlib import Path

from textual import on, work

from ..screens.steady import Steady
from .choice import Choice
from .curves_view import QUANTITIES
from .news import Close, Done, Listed, Portrayed, Studied, Told, Watch
from .page import RunPage
from .portrait import Portrait
from .reader import Reader
from .showing import Showing
from .study import Study


class ReadingScreen(Steady[None]):
    """A screen that has runs read, and draws itself anew whenever there is news of them."""

    shown = "runs"
    """The name of the view in front."""

    def __init__(self, runs: Path, seconds: float) -> None:
        super().__init__()
        self.choice = Choice()
        self.reader = Reader(runs, self.post_message, seconds)
        self.quantity, self.is_log = next(iter(QUANTITIES)), True
        self.notice = ""
        self._studies: dict[Path, Study] = {}
        self._portraits: dict[Path, Portrait | str] = {}
        self._refusal = "reading …"
        self._watched = Watch()

    def on_mount(self) -> None:
        """Begin to read."""
        self._read()

    def on_unmount(self) -> None:
        """Read no more."""
        self.reader.send(Close())

    @work(thread=True)
    def _read(self) -> None:
        self.reader.run()

    @property
    def showing(self) -> Showing:
        """What is to be seen now."""
        choice = self.choice
        return Showing(
            entries=choice.shown,
            selected=choice.selected,
            place=choice.place,
            compared=choice.compared,
            marked=frozenset(entry.folder for entry in choice.marked),
            studies=self._studies,
            portraits=self._portraits,
            quantity=self.quantity,
            is_log=self.is_log,
            has_filter=bool(choice.filter),
            refusal=self._refusal,
        )

    @on(Listed)
    def _list(self, message: Listed) -> None:
        self._refusal = message.refusal
        self.choice.take(message.entries)
        self.draw()

    @on(Studied)
    def _study(self, message: Studied) -> None:
        self._studies[message.folder] = message.study
        self.draw()

    @on(Portrayed)
    def _portray(self, message: Portrayed) -> None:
        self._portraits[message.folder] = message.portrait
        self.draw()

    @on(Told)
    def _tell_all(self, message: Told) -> None:
        if self.is_current:
            self.app.push_screen(RunPage(message.details))

    @on(Done)
    def _say_done(self, message: Done) -> None:
        self.say(message.words)

    def draw(self) -> None:
        """Draw what is in sight."""
        raise NotImplementedError

    def say(self, notice: str) -> None:
        """Draw with a notice, or with none."""
        self.notice = notice
        self.draw()

    def watch_compared(self) -> None:
        """Have the runs read that are compared."""
        folders = [entry.folder for entry in self.choice.compared]
        wanted = Watch(folders, self.shown == "boundaries")
        if wanted != self._watched:
            self._watched = wanted
            self.reader.send(wanted)
