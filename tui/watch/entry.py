"""What the words after `npnn-tui watch` ask for. It loads neither arrays nor a screen."""

from collections.abc import Sequence

from npnn_tui.datasets.knobs import knobs_of

from ..options import Parser, add_knobs, given, join_negative_numbers
from ..view import View
from .look import SHARED_KNOBS, Look

DESCRIPTION = (
    "Draw metrics while they are written, by whatever framework. PATH is a CSV file (npnn-tui's "
    "own, PyTorch Lightning's, Keras' or any with a column of steps or epochs), a TensorBoard "
    "event file (extra tensorboard), or a folder, in which all such files are watched, those to "
    "come as well. "
    "Nothing is ever written."
)


def run(words: Sequence[str]) -> int:
    """Watch until the screen is left, and return the exit code; raises FieldError."""
    parser = Parser(
        "npnn-tui watch", "%(prog)s PATH [PATH ...] [options]", description=DESCRIPTION,
        allow_abbrev=False,
    )  # fmt: skip
    parser.add_argument("paths", nargs="+", metavar="PATH", help="A file or a folder to watch.")
    seven_bit = "Draw charts, frames and signs in 7-bit characters."
    parser.add_argument("--ascii", action="store_true", help=seven_bit)
    knobs = knobs_of(Look)
    add_knobs(parser, [*knobs, *SHARED_KNOBS])
    chosen = parser.parse_args(join_negative_numbers(words))
    look, view = Look(**given(chosen, knobs)), View(**given(chosen, SHARED_KNOBS))

    from npnn_tui.engine.logs.watch import Watch

    from ..commands import prepare_terminal, require_terminal

    watch = Watch(chosen.paths)
    watch.check(watch.poll())
    require_terminal()
    prepare_terminal(view, ascii_only=chosen.ascii)

    from ..app import NpnnApp
    from ..link.link import Link
    from .follower import Follower
    from .screen import WatchScreen

    link = Link()
    app = NpnnApp(WatchScreen(Follower(watch), view, look, link), link)
    app.run()
    return app.return_code or 0
