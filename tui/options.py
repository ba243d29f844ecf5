"""The command line's options, generated from the knobs. Prints one sentence for a bad value."""

import argparse
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NoReturn

from npnn_tui.datasets.kinds import Choice, Real, Switch, Text, Whole, Widths
from npnn_tui.datasets.knobs import Knob
from npnn_tui.datasets.text import printable

_NEGATIVE_NUMBER = re.compile(r"-(\.?\d|inf|nan)", re.IGNORECASE)


METAVARS = {
    Whole: "N",
    Real: "X",
    Widths: "N,N",
    Choice: "NAME",
    Switch: "on|off",
    Text: "TEXT",
}
"""What stands for a value in the help, by the kind of the knob."""


class Parser(argparse.ArgumentParser):
    """An argument parser that reports an error in one sentence, without the usage before it."""

    def error(self, message: str) -> NoReturn:
        """Print the sentence and exit with 2."""
        sys.stderr.write(f"{self.prog}: {printable(message, 1000)} (see {self.prog} --help)\n")
        sys.exit(2)


class Version(argparse.Action):
    """Print the version and exit; it is looked up only then, as that takes a while."""

    def __init__(self, option_strings: Sequence[str], dest: str) -> None:
        words = "show program's version number and exit"
        super().__init__(option_strings, argparse.SUPPRESS, nargs=0, help=words)

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> NoReturn:
        """Print the version and exit."""
        from importlib.metadata import version

        print(f"npnn-tui {version('npnn-tui')}")
        parser.exit()


def add_knobs(parser: argparse.ArgumentParser, knobs: Iterable[Knob]) -> None:
    """Add an option for each knob, in its group; the knob `data` is the positional argument."""
    groups: dict[str, argparse._ArgumentGroup] = {}
    for knob in knobs:
        if knob.group not in groups:
            groups[knob.group] = parser.add_argument_group(knob.group)
        if knob.name == "data":
            parser.add_argument("data", nargs="?", metavar="DATA", help=_help(knob))
        else:
            option = groups[knob.group].add_argument
            option(knob.option, dest=knob.name, metavar=METAVARS[type(knob.kind)], help=_help(knob))


def given(arguments: argparse.Namespace, knobs: Iterable[Knob]) -> Mapping[str, Any]:
    """Return the value of each knob that the command line names; raises FieldError."""
    texts = {knob: getattr(arguments, knob.name) for knob in knobs}
    return {knob.name: knob.parse(_word(text)) for knob, text in texts.items() if text is not None}


def join_negative_numbers(arguments: Sequence[str]) -> list[str]:
    """Write `--noise -1e5` as `--noise=-1e5`, which argparse would take for two options."""
    joined: list[str] = []
    for argument in arguments:
        if (
            joined
            and re.fullmatch(r"--[a-z0-9-]+", joined[-1])
            and _NEGATIVE_NUMBER.match(argument)
        ):
            joined[-1] += f"={argument}"
        else:
            joined.append(argument)
    return joined


def _word(text: Any) -> str:
    """Return what stands after the equals sign: for --seed=-- argparse may give an empty list."""
    return "--" if text == [] else text


def _help(knob: Knob) -> str:
    return f"{knob.help} Must be {knob.kind.allowed} ({knob.default_words}).".replace("%", "%%")
