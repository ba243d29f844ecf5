"""A frame of light lines around a part of a picture."""

from functools import lru_cache

from .cells import Cells


@lru_cache(maxsize=16)
def draw_box(width: int, height: int, color: int) -> Cells:
    """Return a frame on else blank cells, which nobody may write to."""
    box = Cells.blank(width, height)
    box.foreground[:] = color
    box.characters[[0, -1], :] = "─"
    box.characters[:, [0, -1]] = "│"
    box.characters[0, [0, -1]] = "╭", "╮"
    box.characters[-1, [0, -1]] = "╰", "╯"
    return box
