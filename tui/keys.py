"""The keys of the dashboard: what each does, in the footer, the palette and the help."""

from typing import NamedTuple

from textual.binding import Binding


class Key(NamedTuple):
    """A key or several, the action of the dashboard, and what that means in words.

    `short` stands in the footer; keys without it are told in the help alone. `shown` is how the
    keys are spelled for people.
    """

    keys: str
    action: str
    words: str
    short: str = ""
    shown: str = ""

    @property
    def binding(self) -> Binding:
        """The binding of the key."""
        shown = self.shown or None
        return Binding(self.keys, self.action, self.short or self.words, bool(self.short), shown)

    @property
    def spelled(self) -> str:
        """The key as the help spells it."""
        return self.shown or self.keys.replace(",", " ")


KEYS = (
    Key("space", "play_or_pause", "Start or pause the training", "Run/pause"),
    Key("f5", "play_or_pause", "Start or pause, also from a field", "Run/pause", "F5"),
    Key("s", "step", "Train one epoch, then pause", "Step"),
    Key("r", "reset", "Reset to the same initial weights", "Reset"),
    Key("n", "new_weights", "New initial weights: the next seed", "New weights"),
    Key("c", "apply_cure", "Apply the cure of a diagnosis, and train", "Cure"),
    Key("f6", "apply_cure", "Apply the cure, also from a field", "Cure", "F6"),
    Key("plus,equals_sign", "change_pace(1)", "Faster pace", "Pace", "+/-"),
    Key("minus", "change_pace(-1)", "Slower pace", shown="-"),
    Key("p", "show_view('parameters')", "Go to the parameters", "Params"),
    Key("escape", "leave", "Take a diagnosis away, else leave the parameters", "Back"),
    Key("l", "switch('log_loss')", "Loss axis logarithmic or linear"),
    Key("x", "switch('log_epochs')", "Epoch axis logarithmic or linear"),
    Key("m", "next_smoothing", "More smoothing of the curves, then none"),
    Key("b", "next_marker", "Boundary in blocks, braille or ASCII"),
    Key("d", "switch('discretised')", "Flat colours or shades of confidence"),
    Key("v", "next_surface", "Prediction, truth or error of a surface"),
    Key("w", "sweep", "Sweep over knobs or seeds on a wall, or back to it"),
    Key("e", "sweep(8)", "Train with eight seeds: band and disagreement"),
    Key("o", "runs", "All runs: compare them, open one, tidy up"),
    Key("1", "show_view('boundary')", "Boundary"),
    Key("2", "show_view('loss')", "Loss"),
    Key("3", "show_view('accuracy')", "Accuracy"),
    Key("4", "show_view('parameters')", "Parameters"),
    Key("question_mark", "help", "Help", "Help", "?"),
    Key("f1", "help", "Help, also from a field", "Help", "F1"),
    Key("ctrl+d", "detach", "Leave, and let the training go on by itself", shown="ctrl+d"),
    Key("q", "app.quit", "Quit", "Quit"),
)
