"""Colours and shapes of the classes, told apart by colour-blind readers too. Knows no data.

The first seven colours follow Okabe and Ito, "Color Universal Design" (2008), their black left
out because it vanishes on dark themes; Tol's wine and grey and a violet keep as far from these as
can be for the colour-blind.
"""

from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

Marker = Literal["braille", "blocks", "ascii"]

CLASS_COLORS = np.array(
    [
        0x56B4E9,  # sky blue
        0xE69F00,  # orange
        0x009E73,  # bluish green
        0xCC79A7,  # reddish purple
        0xF0E442,  # yellow
        0x0072B2,  # blue
        0xD55E00,  # vermilion
        0x882255,  # wine
        0xBBBBBB,  # grey
        0x9966FF,  # violet
    ],
    dtype=np.int32,
)

FILLED_SHAPES = "●■▲◆▼★✚◉▣◐"
HOLLOW_SHAPES = "○□△◇▽☆✛◎▢◑"
WRONG_SHAPE = "✗"
ASCII_SHAPES = "oxvsdphzcn"
ASCII_HOLLOW_SHAPES = ASCII_SHAPES.upper()
ASCII_WRONG_SHAPE = "!"


class Shapes(NamedTuple):
    """Characters of training and test observations, one for each class, and of a mistake."""

    filled: str
    hollow: str
    wrong: str


def shapes_of(marker: Marker) -> Shapes:
    """Return the shapes that go with a marker."""
    if marker == "ascii":
        return Shapes(ASCII_SHAPES, ASCII_HOLLOW_SHAPES, ASCII_WRONG_SHAPE)
    return Shapes(FILLED_SHAPES, HOLLOW_SHAPES, WRONG_SHAPE)


BLACK, WHITE = 0x000000, 0xFFFFFF

READABLE_CONTRAST = 3.0
"""Ratio that WCAG 2.1 (1.4.11) asks of a graphical object against what lies beside it."""


def class_colors(classes: ArrayLike) -> NDArray[np.int32]:
    """Return the colour of each class number; after ten classes the colours start again."""
    return CLASS_COLORS.take(np.asarray(classes), mode="wrap")


def blend(colors: ArrayLike, weights: ArrayLike, background: int) -> NDArray[np.int32]:
    """Mix 0xRRGGBB `colors` into `background`: weight 0 gives the background, 1 the colour."""
    top = channels(colors)
    beneath = channels(background)
    mixed = beneath + np.asarray(weights)[..., None] * (top - beneath)
    return packed(mixed)


def channels(colors: ArrayLike) -> NDArray[np.float64]:
    """Return red, green and blue from 0 to 255 in a last axis of length 3."""
    values = np.asarray(colors)
    return np.stack((values >> 16, values >> 8 & 0xFF, values & 0xFF), axis=-1).astype(float)


def packed(rgb: NDArray[np.float64]) -> NDArray[np.int32]:
    """Return 0xRRGGBB for channels from 0 to 255 in the last axis."""
    values = np.rint(rgb).astype(np.int32)
    return values[..., 0] << 16 | values[..., 1] << 8 | values[..., 2]


def contrast(first: ArrayLike, second: ArrayLike) -> NDArray[np.float64]:
    """Return the contrast ratio of WCAG 2.1, from 1 (the same) to 21 (black on white)."""
    one, other = _luminance(first), _luminance(second)
    return (np.maximum(one, other) + 0.05) / (np.minimum(one, other) + 0.05)


def readable(colors: ArrayLike, beneath: ArrayLike) -> NDArray[np.int32]:
    """Return `colors`, each moved just far enough to white or black to stand out from `beneath`."""
    chosen = np.array(colors, dtype=np.int32)
    ends = channels(farthest(beneath))
    for share in (0.25, 0.5, 0.75, 1.0):
        weak = contrast(chosen, beneath) < READABLE_CONTRAST
        moved = packed(channels(colors) + share * (ends - channels(colors)))
        chosen = np.where(weak, moved, chosen)
    return chosen


def farthest(colors: ArrayLike) -> NDArray[np.int32]:
    """Return white or black, whichever has the greater contrast to each of `colors`."""
    brighter = contrast(colors, WHITE) > contrast(colors, BLACK)
    return np.where(brighter, WHITE, BLACK).astype(np.int32)


def linear(colors: ArrayLike) -> NDArray[np.float64]:
    """Return the light of red, green and blue, from 0 to 1 in a last axis (sRGB, IEC 61966-2-1)."""
    share = channels(colors) / 255
    return np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)


def _luminance(colors: ArrayLike) -> NDArray[np.float64]:
    return np.asarray(linear(colors) @ np.array([0.2126, 0.7152, 0.0722]))
