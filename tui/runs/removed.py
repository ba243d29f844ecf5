"""`npnn-tui runs delete`, `restore` and `prune`: to the trash, and back."""

import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from npnn_tui.datasets.knobs import FieldError
from npnn_tui.datasets.text import printable
from npnn_tui.engine.runs.folder import load_run
from npnn_tui.engine.runs.listing import entries_in
from npnn_tui.engine.runs.pruning import Pruning
from npnn_tui.engine.runs.trash import check_free, discard, discarded, remove, restore

from .words import counted, data_of, name_of, status_of, when_of


def delete(names: Sequence[str], runs: Path, *, is_sure: bool, as_json: bool) -> int:
    """Move runs to the trash and return the exit code; raises FieldError, before any is moved."""
    names = list(dict.fromkeys(names))
    for name in names:
        check_free(load_run(name, str(runs)))
    what = names[0] if len(names) == 1 else counted(len(names))
    if is_sure or _agreed(f"Move {what} to the trash?", as_json=as_json):
        _discard(names, runs, as_json=as_json)
    return 0


def restore_all(names: Sequence[str], runs: Path, *, as_json: bool) -> int:
    """Bring runs back from the trash and return the exit code; raises FieldError."""
    for name in dict.fromkeys(names):
        _tell("restored", name, restore(name, runs), as_json=as_json)
    return 0


def prune(pruning: Pruning, runs: Path, *, is_sure: bool, as_json: bool) -> int:
    """Say which runs are to be given up, and move them to the trash; raises FieldError."""
    entries, now = entries_in(runs), time.time()
    taken, spared = pruning.of(entries, now), pruning.spared(entries, now)
    if not as_json:
        for entry in taken:
            print("  ".join((name_of(entry), status_of(entry), data_of(entry), when_of(entry))))
        if spared:
            print(f"{counted(spared)} with tags would stay; --tagged takes them too.")
    if not taken:
        _say_nothing("no other run is like that" if spared else "no run is like that", as_json)
    elif is_sure or _agreed(f"Move {counted(len(taken))} to the trash?", as_json=as_json):
        _discard([entry.name for entry in taken], runs, as_json=as_json)
    return 0


def empty(runs: Path, *, is_sure: bool, as_json: bool) -> int:
    """Remove what is in the trash for good; raises FieldError."""
    found = discarded(runs)
    if not found:
        _say_nothing("the trash is empty", as_json)
    elif is_sure or _agreed(
        f"Remove {counted(len(found))} from the trash for good?", as_json=as_json
    ):
        for path in found:
            remove(path)
            _tell("removed", path.name, path, as_json=as_json)
    return 0


def _discard(names: Sequence[str], runs: Path, *, as_json: bool) -> None:
    for name in names:
        _tell("deleted", name, discard(name, runs), as_json=as_json)


def _agreed(question: str, *, as_json: bool) -> bool:
    """Ask, and return whether the answer is yes; raises FieldError where nobody can be asked."""
    is_asked = sys.stdin and sys.stdin.isatty() and sys.stdout and sys.stdout.isatty()
    if as_json or not is_asked:
        where = "with json" if as_json else "where nobody can be asked"
        raise FieldError("yes", f"yes must be given {where}, got nothing ({question})")
    print(f"{question} [y/N] ", end="", flush=True)
    if sys.stdin.readline().strip().lower() in ("y", "yes"):
        return True
    print("Nothing was changed.")
    return False


def _tell(event: str, name: str, place: Path, *, as_json: bool) -> None:
    if as_json:
        print(json.dumps({"event": event, "name": name, "place": str(place)}))
    else:
        print(f"{event} {printable(name, 100)}")


def _say_nothing(words: str, as_json: bool) -> None:
    if not as_json:
        print(f"Nothing to do: {words}.")
