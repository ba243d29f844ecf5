"""The parameters by menus: groups of knobs, the knobs of a group, and a new value."""

from collections.abc import Sequence

from npnn_tui.datasets.kinds import Choice, Switch
from npnn_tui.datasets.knobs import FieldError, Knob
from npnn_tui.datasets.sources import BUNDLED, GENERATED, family_of, is_file

from ..wording import brief
from .bench import Bench
from .dialogue import BACK, Dialogue
from .menu import ChoiceError, chosen, ended, numbered


def choose_parameter(bench: Bench, dialogue: Dialogue) -> None:
    """Go through the groups and change values until the person goes back."""
    while True:
        groups = list(dict.fromkeys(knob.group for knob in bench.knobs()))
        position = dialogue.choose("Parameters", groups, groups)
        if position is None:
            return
        _choose_in(groups[position], bench, dialogue)


def _choose_in(group: str, bench: Bench, dialogue: Dialogue) -> None:
    while True:
        knobs = [knob for knob in bench.knobs() if knob.group == group]
        choices = [_now(knob, bench) for knob in knobs]
        position = dialogue.choose(group, [knob.label for knob in knobs], choices)
        if position is None:
            return
        ask_value(knobs[position], bench, dialogue)


def ask_value(knob: Knob, bench: Bench, dialogue: Dialogue) -> None:
    """Ask for a value until one is taken or the person goes back."""
    explained = _explained(knob, bench)
    dialogue.say(*explained)
    while (answer := dialogue.ask(f"New value for {knob.label}, or {BACK}:", explained)) != BACK:
        if take_value(knob, answer, bench, dialogue):
            return


def take_value(knob: Knob, answer: str, bench: Bench, dialogue: Dialogue) -> bool:
    """Set a knob to what an answer means, or say why it cannot be; return whether it could."""
    try:
        bench.set(knob.name, _meant(knob, answer))
    except FieldError as error:
        dialogue.say(ended(str(error)))
        if error.field != knob.name and not bench.is_settled:
            dialogue.say(f"{knob.label} is kept, and tried again with the next change.")
        return False
    dialogue.tell()
    return True


def _now(knob: Knob, bench: Bench) -> str:
    """Return name, value and default."""
    family = family_of(bench.snapshot.experiment.recipe.data)
    value, default = bench.values()[knob.name], knob.default_for(family)
    shown = brief(knob, value) or "none"
    unit = f" {knob.unit}" if knob.unit else ""
    differs = "" if value == default else f", default {brief(knob, default) or 'none'}"
    return f"{knob.label}: {shown}{unit}{differs}"


def _explained(knob: Knob, bench: Bench) -> list[str]:
    """Return value and default, what the knob does, and what is allowed."""
    lines = [f"{_now(knob, bench)}. {knob.help}"]
    names = _names_of(knob)
    if not names:
        return [*lines, f"Must be {knob.kind.allowed} ({knob.default_words})."]
    more = ["Or the path of a table: CSV, TSV, Parquet or NPZ."] if knob.name == "data" else []
    counted = [", ".join(names)] if any(name.isdigit() for name in names) else numbered(names)
    return [*lines, *counted, *more]


def _names_of(knob: Knob) -> Sequence[str]:
    """Return the values of a knob that can be counted."""
    if knob.name == "data":
        return (*GENERATED, *BUNDLED)
    if isinstance(knob.kind, Switch):
        return ("on", "off")
    return knob.kind.names if isinstance(knob.kind, Choice) else ()


def _meant(knob: Knob, answer: str) -> str:
    """Return the text of a value: a name for its number or first letters; quotes come off."""
    if len(answer) > 1 and answer[0] == answer[-1] == '"':
        return answer[1:-1]
    names = _names_of(knob)
    if not names or (knob.name == "data" and is_file(answer)):
        return answer
    try:
        return names[chosen(answer, names)]
    except ChoiceError:
        return answer  # the refusal names all that is allowed
