"""The names under which data can be asked for. Knows no arrays: it costs nothing to import."""

from collections.abc import Mapping
from pathlib import PurePath

from .knobs import Family, FieldError
from .text import hint, printable

CLASS_COUNTS = {
    "moons": range(2, 11),
    "circles": range(2, 11),
    "blobs": range(2, 11),
    "xor": range(2, 3),
    "spirals": range(2, 11),
    "checkerboard": range(2, 11),
    "rings": range(2, 11),
    "linear": range(2, 11),
}
"""Each generated set of classes, with the numbers of them that its geometry has a meaning for."""

SURFACE_NAMES = ("hills", "ripple")
"""The generated sets for regression."""

BUNDLED_CLASSES = ("iris", "wine", "breast_cancer", "digits")
"""The sets of classes that come with scikit-learn."""

BUNDLED_TARGETS: Mapping[str, str] = {"diabetes": "disease progression"}
"""The sets for regression that come with scikit-learn, and what their targets measure."""

GENERATED = (*CLASS_COUNTS, *SURFACE_NAMES)
"""The generated sets."""

BUNDLED = (*BUNDLED_CLASSES, *BUNDLED_TARGETS)
"""The sets that come with scikit-learn."""

TABLE_SUFFIXES = (".csv", ".tsv", ".parquet", ".npz")
"""The endings, in lower case, of the files that can be read."""

SOURCE_SENTENCE = (
    f"one of {', '.join(GENERATED)}; {', '.join(BUNDLED)}; or a file ending in "
    + ", ".join(TABLE_SUFFIXES)
)


def family_of(data: str) -> Family:
    """Return what kind of data the name of a set or the path of a file stands for."""
    if data in CLASS_COUNTS:
        return "classes"
    return "surface" if data in SURFACE_NAMES else "table"


def is_table(data: str) -> bool:
    """Tell whether `data` names rows that exist already rather than a generated set."""
    return family_of(data) == "table"


def is_file(data: str) -> bool:
    """Tell whether `data` is the path of a table file."""
    return PurePath(data).suffix.lower() in TABLE_SUFFIXES


def check_source(data: str, classes: int) -> None:
    """Raise FieldError when `data` is no known name or path, or cannot have that many classes."""
    if data in CLASS_COUNTS:
        _check_classes(data, classes)
    elif data not in GENERATED and data not in BUNDLED and not is_file(data):
        got = printable(data) + hint(data, [*GENERATED, *BUNDLED]) if data else "nothing"
        raise FieldError("data", f"data must be {SOURCE_SENTENCE}, got {got}")


def check_label(data: str, label: str) -> None:
    """Raise FieldError when a column of labels is asked of a set whose targets are fixed."""
    if label and data in BUNDLED:
        fixed = "classes are" if data in BUNDLED_CLASSES else "target is"
        sentence = f"label must be left out for {data}, whose {fixed} fixed"
        raise FieldError("label", f"{sentence}, got {printable(label)}")


def check_task(data: str, task: str) -> None:
    """Raise FieldError when a bundled set is asked to be what it is not."""
    if data in BUNDLED:
        own = "classification" if data in BUNDLED_CLASSES else "regression"
        if task not in ("auto", own):
            raise FieldError("task", f"task must be auto or {own} for {data}, got {task}")


def _check_classes(data: str, classes: int) -> None:
    allowed = CLASS_COUNTS[data]
    if classes not in allowed:
        limits = f"between {allowed[0]} and {allowed[-1]}" if len(allowed) > 1 else f"{allowed[0]}"
        raise FieldError("classes", f"classes must be {limits} for {data}, got {classes}")
