"""What the words after `npnn-tui runs` ask for. It loads neither arrays nor a screen."""

from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from textwrap import fill
from typing import NamedTuple

from npnn_tui.datasets.kinds import Whole
from npnn_tui.datasets.knobs import FieldError
from npnn_tui.datasets.text import hint, printable
from npnn_tui.engine.runs.places import VARIABLE, runs_folder

from ..options import Parser
from .order import FORM, SORTS

DESCRIPTION = (
    "Look at all runs, compare them, and tidy up. Without a command it opens them on the screen, "
    "and lists them where that is no terminal."
)

ROWS = 50
"""Of a table, unless someone asks for more: what is beyond is seldom read, and takes time."""


def run(words: Sequence[str]) -> int:
    """Run the command that the words ask for and return the exit code; raises FieldError."""
    command = COMMANDS.get(words[0]) if words else None
    if command is None:
        return _open(words)
    parser = _parser(f"npnn-tui runs {words[0]}", command.usage, f"{command.help.capitalize()}.")
    command.add_options(parser)
    if words[0] not in WITHOUT_JSON:
        parser.add_argument("--json", action="store_true", help="Print one JSON object a line.")
    chosen = parser.parse_args(list(words[1:]))
    return command.run(chosen, runs_folder(chosen.runs_dir))


def _parser(name: str, usage: str, description: str, *, epilog: str = "") -> ArgumentParser:
    parser = Parser(
        name,
        f"%(prog)s {usage}",
        description=fill(description, 78),
        epilog=epilog,
        formatter_class=RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    where = f"The folder of all runs, else that of {VARIABLE}, else one of the user's data."
    parser.add_argument("--runs-dir", metavar="DIR", help=where.replace("%", "%%"))
    return parser


def _open(words: Sequence[str]) -> int:
    """Open the screen, or list the runs where there is none to be opened."""
    if words and not words[0].startswith("-"):
        got = f"{printable(words[0])}{hint(words[0], COMMANDS)}"
        raise FieldError("command", f"command must be one of {', '.join(COMMANDS)}, got {got}")
    lines = (f"  {name:<8} {command.help}" for name, command in COMMANDS.items())
    more = "\n".join(("commands, each with a --help of its own:", *lines))
    parser = _parser("npnn-tui runs", "[COMMAND] [options]", DESCRIPTION, epilog=more)
    seven_bit = "Draw charts, frames and signs in 7-bit characters."
    parser.add_argument("--ascii", action="store_true", help=seven_bit)
    parser.add_argument("--json", action="store_true", help="List the runs, one object a line.")
    chosen = parser.parse_args(list(words))
    runs = runs_folder(chosen.runs_dir)
    if chosen.json or not _has_screen():
        from .listed import show_list

        return show_list(runs, "when", "", None if chosen.json else ROWS, as_json=chosen.json)

    from ..commands import prepare_terminal
    from ..view import View

    prepare_terminal(View(), ascii_only=chosen.ascii)

    from .opening import show

    return show(runs)


def _has_screen() -> bool:
    from ..commands import require_terminal

    try:
        require_terminal()
    except FieldError:
        return False
    return True


def _list_options(parser: ArgumentParser) -> None:
    sorts = f"Sort by {', '.join(SORTS)} or a knob; the newest come first else."
    parser.add_argument("--sort", metavar="COLUMN", default="when", help=sorts)
    parser.add_argument("--filter", metavar="WORDS", default="", help=f"Keep some: {FORM}.")
    limit = f"List so many at most, or all; a table has {ROWS} else."
    parser.add_argument("--limit", metavar="N", help=limit)


def _list(chosen: Namespace, runs: Path) -> int:
    from .listed import show_list

    limit = None if chosen.json else ROWS
    if chosen.limit is not None:
        limit = read_count(chosen.limit, "limit", "all")
    return show_list(runs, chosen.sort, chosen.filter, limit, as_json=chosen.json)


def _one_run(parser: ArgumentParser) -> None:
    parser.add_argument("run", metavar="RUN", help="The name of a run.")


def _several_runs(parser: ArgumentParser) -> None:
    parser.add_argument("run", metavar="RUN", nargs="+", help="The names of runs.")


def _show(chosen: Namespace, runs: Path) -> int:
    from .shown import show_run

    return show_run(chosen.run, runs, as_json=chosen.json)


def _compare(chosen: Namespace, runs: Path) -> int:
    from .compared import compare

    return compare(chosen.run, runs, as_json=chosen.json)


def _delete_options(parser: ArgumentParser) -> None:
    _several_runs(parser)
    parser.add_argument("--yes", action="store_true", help="Do it without asking.")


def _delete(chosen: Namespace, runs: Path) -> int:
    from .removed import delete

    return delete(chosen.run, runs, is_sure=chosen.yes, as_json=chosen.json)


def _restore(chosen: Namespace, runs: Path) -> int:
    from .removed import restore_all

    return restore_all(chosen.run, runs, as_json=chosen.json)


def _prune_options(parser: ArgumentParser) -> None:
    older = "Take those saved longer ago than so many m, h, d or w, such as 30d."
    parser.add_argument("--older-than", metavar="AGE", help=older)
    parser.add_argument("--keep", metavar="N", help="Leave the newest N of all.")
    parser.add_argument("--status", metavar="STATUS", help="Take those of a status: diverged, say.")
    parser.add_argument("--tagged", action="store_true", help="Take tagged ones too.")
    trash = "Empty the trash instead, for good."
    parser.add_argument("--trash", action="store_true", help=trash)
    parser.add_argument("--yes", action="store_true", help="Do it without asking.")


def _prune(chosen: Namespace, runs: Path) -> int:
    from .removed import empty, prune

    if chosen.trash:
        for name in ("older_than", "keep", "status"):
            if (given := getattr(chosen, name)) is not None:
                sentence = f"{name} must be left out with trash, got {printable(given)}"
                raise FieldError(name, sentence)
        return empty(runs, is_sure=chosen.yes, as_json=chosen.json)

    from npnn_tui.engine.runs.pruning import Pruning, read_age

    older_than = None if chosen.older_than is None else read_age(chosen.older_than)
    keep = None if chosen.keep is None else read_count(chosen.keep, "keep")
    pruning = Pruning(older_than, keep, chosen.status, tagged=chosen.tagged)
    return prune(pruning, runs, is_sure=chosen.yes, as_json=chosen.json)


def _words(parser: ArgumentParser) -> None:
    _one_run(parser)
    parser.add_argument("words", metavar="WORD", nargs="+", help="The tags.")


def _tag(chosen: Namespace, runs: Path) -> int:
    from .labelled import change

    return change(chosen.run, runs, lambda label: label.tagged(tuple(chosen.words)))


def _untag(chosen: Namespace, runs: Path) -> int:
    from .labelled import change

    return change(chosen.run, runs, lambda label: label.untagged(tuple(chosen.words)))


def _text(parser: ArgumentParser) -> None:
    _one_run(parser)
    parser.add_argument("text", metavar="TEXT", help="What to keep in mind of it; empty for none.")


def _note(chosen: Namespace, runs: Path) -> int:
    from .labelled import change

    return change(chosen.run, runs, lambda label: label.noted(chosen.text))


def read_count(text: str, name: str, absent: str = "") -> int | None:
    """Return a number of runs, None for the absent word; raises FieldError."""
    kind = Whole(0 if name == "keep" else 1, 1_000_000, absent)
    try:
        count = kind.parse(text)
        if kind.contains(count):
            return count
    except ValueError:
        pass
    got = printable(text) or "nothing"
    raise FieldError(name, f"{name} must be {kind.allowed}, got {got}")


class Command(NamedTuple):
    """A command: what it does in a few words, what follows it, its options and its function."""

    help: str
    usage: str
    add_options: Callable[[ArgumentParser], None]
    run: Callable[[Namespace, Path], int]


COMMANDS: Mapping[str, Command] = {
    "list": Command("list all runs", "[options]", _list_options, _list),
    "show": Command("tell all about one", "RUN [options]", _one_run, _show),
    "compare": Command("show how some differ", "RUN RUN... [options]", _several_runs, _compare),
    "delete": Command("move some to the trash", "RUN... [options]", _delete_options, _delete),
    "restore": Command("bring some back", "RUN... [options]", _several_runs, _restore),
    "prune": Command("move old or failed ones to the trash", "[options]", _prune_options, _prune),
    "tag": Command("give one some tags", "RUN WORD... [options]", _words, _tag),
    "untag": Command("take tags away from one", "RUN WORD... [options]", _words, _untag),
    "note": Command("write a note on one", "RUN TEXT [options]", _text, _note),
}

WITHOUT_JSON = frozenset({"tag", "untag", "note"})
"""Commands that have nothing to print."""
