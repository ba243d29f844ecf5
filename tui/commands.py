"""The commands behind `npnn-tui`: each reads its options and hands over.

What a command needs is imported when it runs: a question for help shall not wait for the screen.
"""

import gc
import os
import sys
from argparse import SUPPRESS
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING

from npnn_tui.datasets.knobs import FieldError

if TYPE_CHECKING:
    from .saving import Beginning
    from .view import View

DESCRIPTION = (
    "Train a neural network in the terminal and watch it learn. DATA is a generated set, a "
    "bundled set or a table file. Tables have defaults of their own: standardised features, a "
    "test fraction of 0.2 of their rows, the mean reduction and a learning rate of 0.1. So have "
    "surfaces, whose heights are to be predicted: tanh, Adam and the mean reduction."
)

Command = Callable[[Sequence[str]], int]

UPDATES_PER_SECOND = "120"
"""How often Textual gathers what has to be drawn: at its 60, a key waits 17 ms for nothing."""


def run(words: Sequence[str]) -> int:
    """Run the command that the words ask for and return its exit code."""
    command = COMMANDS.get(words[0]) if words else None
    try:
        return command(words[1:]) if command else _dashboard(words)
    except FieldError as error:
        print(f"npnn-tui: {error}", file=sys.stderr)
        return 2


def _train(words: Sequence[str]) -> int:
    from npnn_tui.engine.training.experiment import KNOBS

    from .options import Parser, add_knobs, join_negative_numbers
    from .saving import add_saving, beginning_of

    parser = Parser(
        "npnn-tui train", "%(prog)s [DATA] [options]", description=DESCRIPTION, allow_abbrev=False
    )
    parser.add_argument("--json", action="store_true", help="Print one JSON object a line.")
    detach = "Train in a process of its own, and return at once: npnn-tui attach shows it."
    parser.add_argument("--detach", action="store_true", help=detach)
    parser.add_argument("--hosted", action="store_true", help=SUPPRESS)
    add_knobs(parser, KNOBS.values())
    add_saving(parser)
    beginning = beginning_of(chosen := parser.parse_args(join_negative_numbers(words)))
    if chosen.detach:
        return _detach(words)

    from npnn_tui.engine.threads import use_one_thread

    from .train import train

    use_one_thread()
    if chosen.hosted:
        from .hosting import host

        return host(beginning)
    return train(beginning, as_json=chosen.json)


def _detach(words: Sequence[str]) -> int:
    """Have a process of its own train with the same options."""
    from .hosting import check_detachable, detach

    check_detachable()
    name = detach([word for word in words if word != "--detach"])
    print(f"{name} is being trained; npnn-tui attach {name} shows it")
    return 0


def _dashboard(words: Sequence[str]) -> int:
    from npnn_tui.datasets.knobs import knobs_of
    from npnn_tui.engine.training.experiment import KNOBS

    from .options import Parser, Version, add_knobs, given, join_negative_numbers
    from .saving import add_saving, beginning_of
    from .view import View

    more = (
        "npnn-tui train does the same without a screen, npnn-tui serve in a browser, npnn-tui "
        "sweep for many values at once; runs shows what was saved, predict, evaluate and export "
        "use it, attach, ps and stop look after what is trained in the background, and watch draws "
        "the metrics of any framework. Each has a --help of its own."
    )
    usage = "%(prog)s [COMMAND] [DATA] [options]"
    parser = Parser("npnn-tui", usage, description=f"{DESCRIPTION} {more}", allow_abbrev=False)
    parser.add_argument("--version", action=Version)
    parser.add_argument("--start", action="store_true", help="Begin training at once.")
    plain = "Use numbered menus and plain lines, for screen readers and terminals that cannot draw."
    parser.add_argument("--plain", action="store_true", help=plain)
    seven_bit = "Draw charts, frames and signs in 7-bit characters; implies --marker ascii."
    parser.add_argument("--ascii", action="store_true", help=seven_bit)
    add_knobs(parser, [*KNOBS.values(), *knobs_of(View)])
    add_saving(parser)
    beginning = beginning_of(chosen := parser.parse_args(join_negative_numbers(words)))
    view = View(**given(chosen, knobs_of(View)))
    if chosen.ascii:
        view = in_ascii(view)
    if chosen.plain:
        from .plain.entry import run as talk

        return talk(beginning, view, start=chosen.start)
    return open_dashboard(beginning, view, start=chosen.start, ascii_only=chosen.ascii)


def open_dashboard(beginning: "Beginning", view: "View", *, start: bool, ascii_only: bool) -> int:
    """Open the dashboard on this terminal; raises FieldError."""
    require_terminal()
    prepare_terminal(view, ascii_only=ascii_only)
    gc.disable()  # it would search the modules for garbage, a tenth of the start; see Opening

    from .app import run

    return run(beginning, view, start=start)


def in_ascii(view: "View") -> "View":
    """Return the view with the marker that --ascii implies."""
    from dataclasses import replace

    if view.marker not in ("auto", "ascii"):
        sentence = f"marker must be ascii or auto with --ascii, got {view.marker}"
        raise FieldError("marker", sentence)
    return replace(view, marker="ascii")


def prepare_terminal(view: "View", *, ascii_only: bool) -> None:
    """Find out what the terminal can show, say what it cannot, and tell Textual."""
    from dataclasses import replace

    from .terminal import this_terminal, use_terminal

    terminal = this_terminal()
    if ascii_only:
        terminal = replace(terminal, glyphs="ascii", lack="--ascii is in force")
        use_terminal(terminal)
    if complaint := terminal.complaint(view.marker):
        print(f"npnn-tui: {complaint}", file=sys.stderr)
    os.environ.setdefault("TEXTUAL_COLOR_SYSTEM", terminal.color_system)
    os.environ.setdefault("TEXTUAL_FPS", UPDATES_PER_SECOND)


def require_terminal() -> None:
    """Raise FieldError where the dashboard cannot be drawn or would get no keys."""
    if os.environ.get("TEXTUAL_DRIVER"):  # not a terminal but a page (npnn-tui serve)
        return
    without = "to train without a screen: npnn-tui --plain or npnn-tui train"
    if os.environ.get("TERM", "dumb") in ("", "dumb"):
        name = os.environ.get("TERM") or "not set"
        raise FieldError("TERM", f"TERM must name a terminal that can draw, got {name}; {without}")
    streams = {"input": sys.__stdin__, "output": sys.__stdout__, "error output": sys.__stderr__}
    for role, stream in streams.items():
        if stream is None or stream.closed or not stream.isatty():
            raise FieldError(role, f"{role} must be a terminal, and is none; {without}")


def _in(module: str, function: str = "run") -> Command:
    """Return a command that is imported when it runs."""

    def run(words: Sequence[str]) -> int:
        command: Command = getattr(import_module(module, __package__), function)
        return command(words)

    return run


COMMANDS: Mapping[str, Command] = {
    "train": _train,
    "serve": _in(".serve.entry"),
    "sweep": _in(".sweep.entry"),
    "runs": _in(".runs.entry"),
    "attach": _in(".remote.entry", "attach"),
    "ps": _in(".remote.entry", "ps"),
    "stop": _in(".remote.entry", "stop"),
    "predict": _in(".use.predict"),
    "evaluate": _in(".use.evaluate"),
    "export": _in(".use.export"),
    "watch": _in(".watch.entry"),
}
"""The commands by name; without one of them, the dashboard opens."""
