"""Pictures in the few colours of a terminal, in which each class keeps colours of its own.

Rich takes the nearest colour for each shade on its own: of 256 colours it gives green, blue and
sky blue the same one, of 16 it gives all the same two. Knows no widget.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from rich.color import Color, ColorSystem

from .cells import BLANK, Cells
from .oklab import oklab
from .palette import (
    BLACK,
    CLASS_COLORS,
    READABLE_CONTRAST,
    WHITE,
    blend,
    contrast,
    farthest,
    packed,
)
from .raster import LEVELS, STRONGEST, UPPER_HALF, WEAKEST

Colors = NDArray[np.int32]

EIGHT_BIT = 256

ANSI = np.array(
    [
        *(0x000000, 0xAA0000, 0x00AA00, 0xAA5500, 0x0000AA, 0xAA00AA, 0x00AAAA, 0xAAAAAA),
        *(0x555555, 0xFF5555, 0x55FF55, 0xFFFF55, 0x5555FF, 0xFF55FF, 0x55FFFF, 0xFFFFFF),
    ],
    dtype=np.int32,
)
"""What Rich takes the sixteen colours for."""

POINTS_ON_DARK = (14, 3, 10, 13, 11, 12, 9, 1, 7, 15)
POINTS_ON_LIGHT = (6, 3, 2, 5, 11, 4, 9, 1, 8, 12)
REGIONS = (6, 3, 2, 5, 11, 4, 1, 9, 8, 12)
"""The colours of the sixteen for each class: of its points and dots, and of its regions."""

UNSURE, SURE = 0.5, 0.9
"""Share of the class colour in 256 colours: there are few dark ones, and those look alike."""

LIGHTNESS = 0.5
"""Weight of a difference in lightness beside one in hue, when a shade gets its colour of 256."""


def reduced(cells: Cells, count: int, background: int) -> Cells:
    """Return a picture in the colours that a terminal of `count` colours has.

    `background` is that of the chart. What stands on a filled cell becomes black or white if it
    could no longer be read.
    """
    if count > EIGHT_BIT:
        return cells
    foreground = _mapped(cells.foreground, count, background)
    filling = _mapped(cells.background, count, background)
    written = (filling >= 0) & ~np.isin(cells.characters, (BLANK, chr(UPPER_HALF)))
    on_filling, beneath = foreground[written], filling[written]
    weak = contrast(on_filling, beneath) < READABLE_CONTRAST
    # Terminals differ in their sixteen colours: brown is yellow in many, where white vanishes.
    legible = np.where(contrast(BLACK, beneath) < READABLE_CONTRAST, WHITE, BLACK)
    foreground[written] = np.where(weak, legible, on_filling)
    return replace(cells, foreground=foreground, background=filling)


def _mapped(colors: Colors, count: int, background: int) -> Colors:
    different, places = np.unique(colors, return_inverse=True)
    chosen = [_one(color, count, background) for color in different.tolist()]
    return np.array(chosen, dtype=np.int32)[places].reshape(colors.shape)


@lru_cache(maxsize=8192)
def _one(color: int, count: int, background: int) -> int:
    """Return what stands for a colour; -1 stays, which is the terminal's own."""
    if color < 0:
        return color
    own = _own_colors(count, background).get(color)
    return _nearest(color, palette_of(count), 1.0)[0] if own is None else own


@lru_cache(maxsize=4)
def palette_of(count: int) -> Colors:
    """Return the colours 0xRRGGBB that Rich sends as different ones of so many.

    Of 256 these are the greys, and those of the colour cube that Rich does not take for greys.
    """
    if count < EIGHT_BIT:
        return ANSI
    greys = np.rint(np.arange(1, 25)[:, None] * 255 / 25).repeat(3, axis=1)
    steps = np.array([0, 95, 135, 175, 215, 255])
    cube = np.stack(np.meshgrid(steps, steps, steps, indexing="ij"), axis=-1).reshape(-1, 3)
    kept = [Color.from_rgb(*rgb).downgrade(ColorSystem.EIGHT_BIT) for rgb in cube.tolist()]
    is_kept = [color.number == 16 + number for number, color in enumerate(kept)]
    return packed(np.concatenate((greys, cube[is_kept])))


@lru_cache(maxsize=16)
def _own_colors(count: int, background: int) -> Mapping[int, int]:
    """Return what stands for the colour of each class and for the shades of its regions."""
    choose = _exclusive if count >= EIGHT_BIT else _ansi
    points, regions = choose(background)
    own = {}
    for number, color in enumerate(CLASS_COLORS.tolist()):
        for share, shade in _shades(color, background):
            own[shade] = int(regions[number][round(share * LEVELS) - 1])
        own[color] = int(points[number])
    return own


def _shades(color: int, background: int) -> Iterator[tuple[float, int]]:
    """Yield each share of the greatest confidence, for any number of levels, and its shade."""
    for levels in range(1, LEVELS + 1):
        shares = (np.arange(levels) + 1) / levels
        shades = blend(color, WEAKEST + (STRONGEST - WEAKEST) * shares, background)
        yield from zip(shares.tolist(), shades.tolist(), strict=True)


def _ansi(background: int) -> tuple[Colors, Colors]:
    """Return points (classes,) and regions (classes, levels); these are flat."""
    points = POINTS_ON_DARK if farthest(background) == ANSI[-1] else POINTS_ON_LIGHT
    regions = ANSI[list(REGIONS)]
    return ANSI[list(points)], np.repeat(regions[:, None], LEVELS, axis=1)


def _exclusive(background: int) -> tuple[Colors, Colors]:
    """Return the same of 256 colours, none of them given to two classes."""
    weights = np.linspace(UNSURE, SURE, LEVELS)
    wanted = blend(CLASS_COLORS[:, None], weights, background)
    palette, owners = palette_of(EIGHT_BIT), dict[int, int]()
    regions = np.empty_like(wanted)
    for level in range(LEVELS - 1, -1, -1):
        for number in range(len(CLASS_COLORS)):
            choices = _nearest(int(wanted[number, level]), palette, LIGHTNESS)
            free = (choice for choice in choices if owners.get(choice, number) == number)
            regions[number, level] = chosen = next(free)
            owners[chosen] = number
    points = [_nearest(color, palette, 1.0)[0] for color in CLASS_COLORS.tolist()]
    return np.array(points, dtype=np.int32), regions


def _nearest(color: int, palette: Colors, lightness: float) -> list[int]:
    """Return the colours of the palette, those first that look most like one."""
    apart = (oklab(palette) - oklab(color)) * (lightness, 1.0, 1.0)
    chosen: list[int] = palette[np.square(apart).sum(axis=-1).argsort(kind="stable")].tolist()
    return chosen
