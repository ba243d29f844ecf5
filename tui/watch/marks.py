"""The colour and the sign of each run: both differ, so that either is enough."""

from ..plotting.palette import Marker, class_colors, shapes_of

LETTERS = "ABCDEFGHIJKLMNOPQRSTUV"


def mark_of(number: int, marker: Marker) -> str:
    """Return the sign of a run, of which there are 32 different ones."""
    signs = shapes_of(marker).filled + LETTERS
    return signs[number % len(signs)]


def color_of(number: int) -> int:
    """Return the colour of a run as 0xRRGGBB; after ten runs the colours start again."""
    return int(class_colors(number))
