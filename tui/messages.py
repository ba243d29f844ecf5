"""What the parts of the screen tell each other."""

from npnn_tui.engine import Probe, Snapshot
from npnn_tui.engine.diagnosis import Diagnosis
from textual.message import Message


class Frame(Message):
    """The session has published a snapshot."""

    def __init__(self, snapshot: Snapshot) -> None:
        super().__init__()
        self.snapshot = snapshot


class Refused(Message):
    """The session could not build the experiment; `field` names the knob at fault."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__()
        self.field = field
        self.sentence = sentence


class TrainerLost(Message):
    """The process that trained the run of this name has gone."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name


class ProbeMoved(Message):
    """The boundary wants predictions at other points."""

    def __init__(self, probe: Probe | None) -> None:
        super().__init__()
        self.probe = probe


class KnobEdited(Message):
    """A person has set a knob to this text."""

    def __init__(self, knob: str, text: str) -> None:
        super().__init__()
        self.knob = knob
        self.text = text


class DiagnosisChanged(Message):
    """What is the matter with the run has come to light, has changed or is gone."""

    def __init__(self, diagnosis: Diagnosis | None) -> None:
        super().__init__()
        self.diagnosis = diagnosis


class DefaultsWanted(Message):
    """A person wants all knobs back at their defaults."""


class FileWanted(Message):
    """A person wants to choose a table file."""
