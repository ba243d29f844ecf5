"""What a format makes of a run: files, which are written as wholes, and words about them."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from npnn_tui.datasets.knobs import FieldError

from ..use.output import write_output


@dataclass(frozen=True)
class Export:
    """The content of each file by its path, in the order in which they are written."""

    files: Mapping[Path, bytes]
    words: str = ""

    def write(self) -> None:
        """Write the files; raises FieldError."""
        for path, content in self.files.items():
            write_output(path, content)


def missing_extra(format_name: str, package: str, extra: str) -> FieldError:
    """Return the error of a format whose package is not installed."""
    install = f'pip install "npnn-tui[{extra}]"'
    return FieldError("to", f"to: {format_name} needs {package}: {install}")
