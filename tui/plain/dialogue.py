"""The dialogue: questions and answers, with the news of the training between them."""

from collections.abc import Sequence

from npnn_tui.datasets.text import printable

from .bench import Bench
from .lines import Lines
from .menu import ChoiceError, chosen, numbered
from .voice import Voice
from .words import status_of

PERIOD = 0.2
"""Seconds between two looks at a running training."""

BACK = "back"

EVERYWHERE = "An empty line tells the status, ? repeats this, q quits, Ctrl-C pauses."


class QuitError(Exception):
    """The person has had enough."""


class Dialogue:
    """Asks one thing at a time. Each answer may be empty for the status, `?` or `q`.

    With `echo` answers are repeated, for a transcript of what comes out of a pipe. `quiet` keeps
    news back until a line has been entered. `interrupted` tells that no line has come since
    Ctrl-C.
    """

    def __init__(self, bench: Bench, lines: Lines, voice: Voice, *, echo: bool) -> None:
        self.say = voice.say
        self.quiet = False
        self.interrupted = False
        self._bench, self._lines, self._voice, self._echo = bench, lines, voice, echo

    def tell(self) -> None:
        """Say what has happened."""
        self.say(*self._bench.told())

    def ask(self, prompt: str, help: Sequence[str], *, news: bool = False) -> str:
        """Return an answer. News interrupts only a question that allows it."""
        while True:
            line = self._line(prompt, news and not self.quiet)
            if not line:
                self.say(status_of(self._bench.refresh()))
            elif line == "?":
                self.say(*help, EVERYWHERE)
            elif line.lower() in ("q", "quit"):
                raise QuitError
            else:
                return line

    def choose(self, title: str, names: Sequence[str], choices: Sequence[str]) -> int | None:
        """Offer choices with these names; return the position of one, or None to go back."""
        offered = [f"{title}:", *numbered(choices), f"0. {BACK}"]
        self.say(*offered)
        while (answer := self.ask(f"{title}, number or name:", offered)) != "0":
            try:
                position = chosen(answer, [*names, BACK])
            except ChoiceError as sentence:
                self.say(str(sentence))
            else:
                return position if position < len(names) else None
        return None

    def confirm(self, question: str) -> bool:
        """Return whether the answer is yes."""
        while True:
            try:
                answer = self.ask(f"{question} y/n:", ["Answer y for yes or n for no."])
                return chosen(answer, ("yes", "no")) == 0
            except ChoiceError as sentence:
                self.say(str(sentence))

    def watch(self) -> None:
        """Tell of the training until it stops, without a question."""
        self.tell()
        while self._bench.is_running:
            if not self._bench.worker.wait(PERIOD):
                self._bench.worker.look()
            self._bench.worker.hear()
            self.tell()

    def _line(self, prompt: str, news: bool) -> str:
        self.tell()
        self._voice.ask(prompt)
        while (line := self._lines.take()) is None:
            worker = self._bench.worker
            period = PERIOD if self._bench.is_running else None
            if not self._lines.wait(worker.descriptor, period):
                worker.look()
            worker.hear()
            if news and (told := self._bench.told()):
                self.say("", *told)
                self._voice.ask(prompt)
        self.interrupted = False
        if self._echo:
            self.say(printable(line, 200))
        return line
