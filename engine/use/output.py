"""The files that a run is turned into: each is written as a whole or not at all."""

import os
from collections.abc import Iterable
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
    allowed = " or ".join(endings)
    path = Path(os.path.expanduser(text))
    if path.suffix.lower() not in endings:
        raise FieldError(FIELD, f"output must be a file ending in {allowed}, got {_shown(text)}")
    try:
        if path.exists() and not path.is_file():
            raise FieldError(FIELD, f"output must be a file, and {_shown(text)} is none")
        check_folder(path.parent)
    except (OSError, ValueError):  # a name that is too long, or holds a NUL character
        raise FieldError(FIELD, f"output must be the name of a file, got {_shown(text)}") from None
    return path


def check_folder(folder: Path) -> None:
    """Raise FieldError unless the folder that is written into exists."""
    if not folder.is_dir():
        shown = _shown(str(folder))
        raise FieldError(FIELD, f"output must lie in a folder that exists, and {shown} is none")


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
        reason = error.strerror or "no reason given"
        raise FieldError(
            FIELD, f"output: {_shown(str(path))} cannot be written ({reason})"
        ) from None


def _shown(text: str) -> str:
    return printable(text, 200) or "nothing"
