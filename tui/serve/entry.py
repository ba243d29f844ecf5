"""`npnn-tui serve`: its options, and what is checked before the page is there."""

from argparse import Namespace
from collections.abc import Sequence
from importlib.util import find_spec

from npnn_tui.datasets.knobs import FieldError, Knob, knobs_of
from npnn_tui.engine.training.experiment import KNOBS, Experiment

from ..options import Parser, add_knobs, given, join_negative_numbers
from ..view import View
from .address import Address

DESCRIPTION = (
    "Serve the dashboard as a web page. Each visitor has a process of its own, which ends when "
    "the page is closed. The other options are those of the dashboard."
)

_PASSED_ON: tuple[Knob, ...] = (*KNOBS.values(), *knobs_of(View))


def run(words: Sequence[str]) -> int:
    """Serve the dashboard until a signal ends it; return the exit code, 128 and the signal.

    Raises FieldError, before anything is served, for all that the dashboard would refuse.
    """
    chosen = _parser().parse_args(join_negative_numbers(words))
    address = Address(**given(chosen, knobs_of(Address)))
    experiment = Experiment.of(given(chosen, KNOBS.values()))
    view = View(**given(chosen, knobs_of(View)))
    if find_spec("textual_serve") is None:
        hint = 'pip install "npnn-tui[web]"'
        raise FieldError("serve", f"serve must have the extra web, which is not installed: {hint}")
    _check(experiment, view)

    from .server import Server

    with address.listen() as listener:
        return Server(passed_on(chosen), address.host).serve_on(listener)


def passed_on(chosen: Namespace) -> list[str]:
    """Return the words that open the dashboard with the same options."""
    texts = {knob: getattr(chosen, knob.name) for knob in _PASSED_ON}
    options = [
        f"{knob.option}={text}"
        for knob, text in texts.items()
        if text is not None and knob.name != "data"
    ]
    start = ["--save=off", *(["--start"] if chosen.start else [])]  # a visitor leaves nothing
    return [*start, *options, *(["--", chosen.data] if chosen.data is not None else [])]


def _parser() -> Parser:
    usage = "%(prog)s [DATA] [options]"
    parser = Parser("npnn-tui serve", usage, description=DESCRIPTION, allow_abbrev=False)
    parser.add_argument("--start", action="store_true", help="Begin training at once.")
    add_knobs(parser, [*knobs_of(Address), *_PASSED_ON])
    return parser


def _check(experiment: Experiment, view: View) -> None:
    """Raise the FieldError or MemoryError that a dashboard would end with."""
    from npnn_tui.datasets.loading import load
    from npnn_tui.datasets.plane import Plane
    from npnn_tui.engine import Session

    split = load(experiment.recipe)
    Plane.of(split, view.plane)
    Session(experiment, split, lambda news: None)
