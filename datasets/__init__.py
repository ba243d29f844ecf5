"""Data sets to learn from: generated in the plane, bundled, or read from a table file.

Their targets are classes, or numbers for regression.

Needs NumPy alone; Polars and scikit-learn are imported only when a table or a bundled set is read.
"""

from .bayes import bayes_posterior
from .dataset import Dataset, Split, Task, TaskChoice
from .knobs import FieldError, Knob, check_knobs, knob, knobs_of
from .loading import load
from .planar import PLANAR
from .plane import Plane
from .recipe import Recipe
from .sources import BUNDLED, CLASS_COUNTS, GENERATED, TABLE_SUFFIXES, is_table
from .surfaces import SURFACES, Surface
from .text import printable

__all__ = [
    "BUNDLED",
    "CLASS_COUNTS",
    "GENERATED",
    "PLANAR",
    "SURFACES",
    "TABLE_SUFFIXES",
    "Dataset",
    "FieldError",
    "Knob",
    "Plane",
    "Recipe",
    "Split",
    "Surface",
    "Task",
    "TaskChoice",
    "bayes_posterior",
    "check_knobs",
    "is_table",
    "knob",
    "knobs_of",
    "load",
    "printable",
]
