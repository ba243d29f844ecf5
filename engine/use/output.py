"""The files that a run is turned into: each is written as a whole or not at all."""

import os
from collections.abc import Callable, Iterable
from pathlib import Path

from npnn_tui.datasets.knobs import FieldError
from npnn_tui.datasets.text import printable

from ..runs.atomic import replace_file

FIELD = "output"


def output_path(text: str, endings: Iterable[str]) -> Path:
    """Return where a file is to be written, `~` being the home directory.

    Raises FieldError unless its name has one of the endings, its folder exists, and there is
    either nothing in its place or a file.
    """
    if Path(text).suffix.lower() not in endings:
        allowed = " or ".join(endings)
        raise FieldError(FIELD, f"output must be a file ending in {allowed}, got {_shown(text)}")
    return _place(text, "a file", Path.is_file)


def output_folder(text: str) -> Path:
    """Return the folder that files are to be written into, which need not exist.

    Raises FieldError unless the folder that it lies in exists.
    """
    return _place(text, "a folder", Path.is_dir)


def make_folder(path: Path) -> None:
    """Make a folder unless there is one; raises FieldError."""
    try:
        path.mkdir(exist_ok=True)
    except OSError as error:
        raise _refusal(path, "made", error) from None


def check_other_file(path: Path, data: str) -> None:
    """Raise FieldError if the file to write is the one that is read."""
    source = Path(os.path.expanduser(data))
    if path.exists() and source.exists() and path.samefile(source):
        sentence = f"output must be another file than the data, got {_shown(str(path))}"
        raise FieldError(FIELD, sentence)


def write_output(path: Path, content: bytes) -> None:
    """Put a file in place; raises FieldError, and leaves what was there, if that fails."""
    try:
        replace_file(path, content)
    except OSError as error:
        raise _refusal(path, "written", error) from None


def _place(text: str, kind: str, is_right: Callable[[Path], bool]) -> Path:
    """Return the path if nothing or something of the right kind is there, in a folder."""
    path = Path(os.path.expanduser(text))
    try:
        is_free = not path.exists() or is_right(path)
        has_folder = bool(text) and path.parent.is_dir()
    except OSError as error:  # a name that is too long, say
        raise _refusal(path, "written", error) from None
    if not is_free:
        raise FieldError(FIELD, f"output must be {kind}, and {_shown(text)} is none")
    if not has_folder:
        shown = _shown(str(path.parent) if text else text)
        raise FieldError(FIELD, f"output must lie in a folder that exists, and {shown} is none")
    return path


def _refusal(path: Path, what: str, error: OSError) -> FieldError:
    reason = error.strerror or "no reason given"
    return FieldError(FIELD, f"output: {_shown(str(path))} cannot be {what} ({reason})")


def _shown(text: str) -> str:
    return printable(text, 200) or "nothing"
