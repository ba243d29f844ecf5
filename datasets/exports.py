"""The public names of the package: `npnn_tui.datasets` gives them out."""

from .bayes import bayes_posterior
from .dataset import Dataset, Split
from .knobs import FieldError, Knob, check_knobs, knob, knobs_of
from .loading import load
from .planar import PLANAR
from .plane import Plane
from .recipe import Recipe
from .sources import BUNDLED, CLASS_COUNTS, GENERATED, TABLE_SUFFIXES, is_table
from .surfaces import SURFACES, Surface
from .tasks import Task, TaskChoice
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
