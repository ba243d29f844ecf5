"""The names under which data can be asked for. Knows no arrays: it costs nothing to import."""

from pathlib import PurePath

from .knobs import FieldError
from .text import hint, printable

GENERATED = {
    "moons": range(2, 11),
    "circles": range(2, 11),
    "blobs": range(2, 11),
    "xor": range(2, 3),
    "spirals": range(2, 11),
    "checkerboard": range(2, 11),
    "rings": range(2, 11),
    "linear": range(2, 11),
}
"""Each generated set with the numbers of classes that its geometry has a meaning for."""

BUNDLED = ("iris", "wine", "breast_cancer", "digits")
"""The sets that come with scikit-learn."""

TABLE_SUFFIXES = (".csv", ".tsv", ".parquet", ".npz")
"""The endings, in lower case, of the files that can be read."""

SOURCE_SENTENCE = (
    f"one of {', '.join(GENERATED)}; {', '.join(BUNDLED)}; or a file ending in "
    + ", ".join(TABLE_SUFFIXES)
)


def is_table(data: str) -> bool:
    """Tell whether `data` names rows that exist already rather than a generated set."""
    return data not in GENERATED


def is_file(data: str) -> bool:
    """Tell whether `data` is the path of a table file."""
    return PurePath(data).suffix.lower() in TABLE_SUFFIXES


def check_source(data: str, classes: int) -> None:
    """Raise FieldError when `data` is no known name or path, or cannot have that many classes."""
    if data in GENERATED:
        _check_classes(data, classes)
    elif data not in BUNDLED and not is_file(data):
        got = printable(data) + hint(data, [*GENERATED, *BUNDLED]) if data else "nothing"
        raise FieldError("data", f"data must be {SOURCE_SENTENCE}, got {got}")


def check_label(data: str, label: str) -> None:
    """Raise FieldError when a column of labels is asked of a set whose classes are fixed."""
    if label and data in BUNDLED:
        sentence = f"label must be left out for {data}, whose classes are fixed"
        raise FieldError("label", f"{sentence}, got {printable(label)}")


def _check_classes(data: str, classes: int) -> None:
    allowed = GENERATED[data]
    if classes not in allowed:
        limits = f"between {allowed[0]} and {allowed[-1]}" if len(allowed) > 1 else f"{allowed[0]}"
        raise FieldError("classes", f"classes must be {limits} for {data}, got {classes}")
