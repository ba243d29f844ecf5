"""The conversation: the main menu, and what each of its choices does."""

from collections.abc import Callable
from time import perf_counter
from typing import NamedTuple

from npnn_tui.datasets.kinds import Whole
from npnn_tui.datasets.knobs import FieldError
from npnn_tui.datasets.text import printable
from npnn_tui.engine import KNOBS, Pause, Play, Reset, Status, Step

from .bench import ALL_KNOBS, Bench
from .dialogue import EVERYWHERE, Dialogue, QuitError
from .menu import ChoiceError, chosen, ended, numbered
from .parameters import ask_value, choose_parameter, take_value
from .places import at_place, described, wanted
from .words import diagnosis_of, status_of

EPOCHS = Whole(1, 1_000_000_000)
"""How many epochs one step may have."""

MANY = 1_000
"""A step of so many epochs may take long enough for someone to wonder."""

STEP_SECONDS = 0.2
"""Long steps are taken in parts of about this length, so that Ctrl-C can end them."""


class Conversation:
    """Offers the main menu again and again, until an answer or the end of the input ends it."""

    def __init__(self, bench: Bench, dialogue: Dialogue) -> None:
        self.bench, self.dialogue = bench, dialogue

    def hold(self, *, start: bool) -> None:
        """Talk; raises QuitError, InputEndedError, or KeyboardInterrupt at the second Ctrl-C."""
        self.dialogue.say(status_of(self.bench.snapshot), *MENU, EVERYWHERE)
        if start:
            self.bench.worker.ask(Play())
        while True:
            try:
                self._turn()
            except FieldError as error:
                self.dialogue.say(ended(str(error)))
            except ChoiceError as sentence:
                self.dialogue.say(f"{sentence} ? lists all choices.")
            except KeyboardInterrupt:
                self._interrupt()

    def _turn(self) -> None:
        answer = self.dialogue.ask("Choice:", MENU, news=True)
        word, _, rest = answer.partition(" ")
        CHOICES[chosen(word, NAMES)].act(self, rest.strip())

    def _interrupt(self) -> None:
        """Pause; at the second time in a row, leave."""
        if self.dialogue.interrupted:
            raise KeyboardInterrupt
        self.dialogue.interrupted = True
        self.dialogue.say("")
        self.bench.worker.ask(Pause())
        told = self.bench.told() or [status_of(self.bench.snapshot)]
        self.dialogue.say(*told, "Ctrl-C once more leaves.")

    def start(self, _words: str) -> None:
        """Train, or say what stands in the way."""
        if self.bench.is_running:
            self.dialogue.say("Training is going on already.")
        elif not self._is_at_its_end():
            self.bench.worker.ask(Play())

    def pause(self, _words: str) -> None:
        """Stop training for now."""
        if not self.bench.is_running:
            self.dialogue.say(f"Nothing to pause. {status_of(self.bench.snapshot)}")
        self.bench.worker.ask(Pause())

    def step(self, words: str) -> None:
        """Train so many epochs, in parts."""
        missing, part = _epochs(words or "1"), 1
        self.bench.worker.ask(Pause())
        if self._is_at_its_end():
            return
        if missing >= MANY:
            self.dialogue.say(f"Training {missing:,} epochs, Ctrl-C ends it.")
        while missing > 0:
            part, began = min(part, missing), perf_counter()
            self.bench.worker.ask(Step(part))
            missing = missing - part if self.bench.snapshot.status is Status.PAUSED else 0
            part *= 2 if perf_counter() - began < STEP_SECONDS / 2 else 1
        self.dialogue.tell()
        if self.bench.snapshot.status is Status.PAUSED:
            self.dialogue.say(status_of(self.bench.snapshot))

    def wait(self, _words: str) -> None:
        """Tell of the training until it stops."""
        if not self.bench.is_running:
            self.dialogue.say(f"Nothing to wait for. {status_of(self.bench.snapshot)}")
        self.dialogue.watch()

    def reset(self, _words: str) -> None:
        """Go back to the same initial weights."""
        self.bench.worker.ask(Reset())

    def new(self, _words: str) -> None:
        """Begin with other initial weights."""
        self.bench.take_new_weights()

    def status(self, _words: str) -> None:
        """Say how it stands."""
        self.dialogue.say(status_of(self.bench.refresh()))

    def parameters(self, _words: str) -> None:
        """Open the menus of the knobs."""
        choose_parameter(self.bench, self.dialogue)

    def set(self, words: str) -> None:
        """Set a knob by name, asking for what was left out."""
        name, _, value = words.partition(" ")
        if not name:
            choose_parameter(self.bench, self.dialogue)
            return
        knob = ALL_KNOBS[list(ALL_KNOBS)[chosen(name, list(ALL_KNOBS))]]
        if value:
            take_value(knob, value.strip(), self.bench, self.dialogue)
        else:
            ask_value(knob, self.bench, self.dialogue)

    def data(self, words: str) -> None:
        """Choose other data."""
        self.set(f"data {words}".strip())

    def defaults(self, _words: str) -> None:
        """Set all knobs back."""
        self.bench.set_defaults()
        self.dialogue.tell()
        self.dialogue.say("All parameters are at their defaults.")

    def diagnosis(self, _words: str) -> None:
        """Say what is the matter, and apply the cure if that is wanted."""
        diagnosis = self.bench.snapshot.diagnosis
        if diagnosis is None:
            self.dialogue.say("Nothing is known to be the matter with this run.")
            return
        self.dialogue.say(*diagnosis_of(diagnosis))
        if not diagnosis.cure or not self.dialogue.confirm("Apply it?"):
            return
        if self.bench.snapshot.diagnosis is None:
            self.dialogue.say("The run has changed meanwhile, and the diagnosis is gone.")
        else:
            self.bench.cure()

    def describe(self, _words: str) -> None:
        """Say what is answered where."""
        self.dialogue.say(*described(self.bench.worker, self.bench.view.plane))

    def predict(self, words: str) -> None:
        """Say what is answered at one place."""
        question = f"Place: {wanted(self.bench.snapshot.split)}"
        words = words or self.dialogue.ask(f"{question}:", [question])
        self.dialogue.say(at_place(self.bench.worker, words, self.bench.view.plane))

    def hush(self, _words: str) -> None:
        """Keep news back, or tell them as they come."""
        self.dialogue.quiet = not self.dialogue.quiet
        when = "when you enter a line" if self.dialogue.quiet else "as they come"
        self.dialogue.say(f"News of the training are told {when}.")

    def quit(self, _words: str) -> None:
        """Leave."""
        raise QuitError

    def _is_at_its_end(self) -> bool:
        """Tell whether training cannot go on, and say what has to change before it can."""
        snapshot = self.bench.snapshot
        if snapshot.status is Status.DIVERGED:
            self.dialogue.say("Change a parameter to go on, or reset.")
            return True
        if not snapshot.epochs_left:
            self.dialogue.say(f"Raise {KNOBS['max_epochs'].label} to go on, or reset.")
            return True
        return False


class Choice(NamedTuple):
    """A choice of the main menu: its name, what it does in words, and the method that does it."""

    name: str
    words: str
    act: Callable[[Conversation, str], None]


CHOICES = (
    Choice("start", "start or go on training", Conversation.start),
    Choice("pause", "pause the training", Conversation.pause),
    Choice("step", "train one epoch, or step 10 for ten, then pause", Conversation.step),
    Choice("wait", "listen to the training until it stops", Conversation.wait),
    Choice("reset", "the same initial weights again", Conversation.reset),
    Choice("new", "new initial weights: the next seed", Conversation.new),
    Choice("status", "epoch, losses and scores", Conversation.status),
    Choice("parameters", "hear and change the parameters", Conversation.parameters),
    Choice("set", "one parameter at once, as in: set learning_rate 0.5", Conversation.set),
    Choice("data", "other data, as in: data circles", Conversation.data),
    Choice("defaults", "all parameters back to their defaults", Conversation.defaults),
    Choice("diagnosis", "what is the matter, and its cure", Conversation.diagnosis),
    Choice("describe", "what the network answers where", Conversation.describe),
    Choice("predict", "the answer at one place, as in: predict 0.5 0.2", Conversation.predict),
    Choice("hush", "keep news back until you enter a line, or not", Conversation.hush),
    Choice("quit", "leave", Conversation.quit),
)
"""The main menu, in its order."""

NAMES = tuple(choice.name for choice in CHOICES)

MENU = (
    "Choose by number, name or first letters:",
    *numbered([f"{choice.name}: {choice.words}" for choice in CHOICES]),
)


def _epochs(words: str) -> int:
    """Read how many epochs to train; raises FieldError (field `step`)."""
    try:
        count = EPOCHS.parse(words)
    except ValueError:
        count = None
    if count is None or not EPOCHS.contains(count):
        got = printable(words)
        raise FieldError("step", f"step must be {EPOCHS.allowed}, got {got}")
    return count
