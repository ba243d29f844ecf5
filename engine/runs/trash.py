"""The folder for runs that were deleted, from which they can be brought back.

Deleting a run once more after another of its name is there gives it a number: moons~2. No name of
a run has a tilde in it, so none is ever taken for another's number.
"""

import os
import re
import shutil
from pathlib import Path

from npnn_tui.datasets.knobs import FieldError
from npnn_tui.datasets.text import printable

from .folder import Run, load_run
from .held import is_held
from .places import check_name

TRASH = ".trash"

_NUMBERED = re.compile(r"(?P<name>[^~]+)(~(?P<number>[0-9]{1,9}))?")


def discard(name: str, runs: Path) -> Path:
    """Move a run, or a link to one, to the trash and return its place there.

    Raises FieldError where there is no such run, and while it is being trained.
    """
    run = load_run(name, str(runs))
    check_free(run)
    trash = _folder(runs)
    trash.mkdir(mode=0o700, exist_ok=True)
    number = max(_numbers(name, trash), default=0) + 1
    while True:
        target = trash / (name if number == 1 else f"{name}~{number}")
        try:
            _move(run.folder, target)
        except FileExistsError:
            number += 1
        else:
            return target


def check_free(run: Run) -> None:
    """Raise FieldError while a run is being trained."""
    if is_held(run.folder):
        sentence = f"run {run.name} is being trained, and cannot be moved to the trash"
        raise FieldError("run", sentence)


def restore(name: str, runs: Path) -> Path:
    """Bring a run back from the trash, of several of its name the last; return its folder.

    Raises FieldError where there is none, or a run of this name again.
    """
    trash = _folder(runs)
    numbers = _numbers(check_name(name), trash)
    if not numbers:
        raise FieldError("run", f"run: there is no run {name} in the trash, {trash}")
    number = max(numbers)
    try:
        _move(trash / (name if number == 1 else f"{name}~{number}"), runs / name)
    except FileExistsError:
        raise FieldError("run", f"run {name} cannot be restored: there is a {name} again") from None
    return runs / name


def discarded(runs: Path) -> list[Path]:
    """Return what is in the trash, whatever it is."""
    trash = _folder(runs)
    return sorted(trash.iterdir()) if trash.is_dir() else []


def remove(path: Path) -> None:
    """Remove something from the trash for good. Of a link, what it leads to stays."""
    if path.is_symlink() or not path.is_dir():
        path.unlink()
    else:
        shutil.rmtree(path)


def _folder(runs: Path) -> Path:
    """Return the trash; one that leads elsewhere could have other things emptied away."""
    trash = runs / TRASH
    if trash.is_symlink():
        sentence = f"must hold a trash of its own, but its {TRASH} is a link"
        raise FieldError("runs_dir", f"runs_dir {sentence}, in {printable(str(runs), 200)}")
    return trash


def _numbers(name: str, trash: Path) -> list[int]:
    """Return the numbers of all that was deleted under a name; the first one is not written."""
    found = os.listdir(trash) if trash.is_dir() else []
    matches = (_NUMBERED.fullmatch(each) for each in found)
    return [int(m["number"] or 1) for m in matches if m and m["name"] == name]


def _move(source: Path, target: Path) -> None:
    """Move a folder or a link; raises FileExistsError rather than replace anything."""
    if source.is_symlink():
        os.symlink(os.readlink(source), target)
        source.unlink()
        return
    if os.name == "posix":
        target.mkdir()  # where there was nothing: POSIX moves a folder over an empty one
    os.rename(source, target)
