"""Brightness as attributes, for terminals that show no colours and people who want none."""

from functools import lru_cache

from rich.color import Color as RichColor
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

LIT = 0.2
"""Brightness from which a background counts as lit, and is shown in reverse."""

FAINT = 0.5
"""Difference in brightness to the background below which text counts as faint, and is dim."""

BLACK, WHITE = 0.0, 1.0


class Uncolored(LineFilter):
    """Takes all colours away; what they told in a dark theme, attributes tell.

    Textual's own filters send shades of grey, or the codes of the default colours.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments without colours; what a click on them does stays."""
        return [
            Segment(text, style and uncolored(style), control) for text, style, control in segments
        ]


@lru_cache(maxsize=4096)
def uncolored(style: Style) -> Style:
    """Return a style without colours, and with attributes in their place."""
    text, beneath = _brightness(style.color, WHITE), _brightness(style.bgcolor, BLACK)
    attributes = Style(
        reverse=(beneath > LIT) is not bool(style.reverse),
        dim=True if abs(text - beneath) < FAINT else style.dim,
    )
    return style.without_color + Style.from_meta(style.meta) + attributes


def _brightness(color: RichColor | None, default: float) -> float:
    if color is None or color.is_default:
        return default
    return Color.from_rich_color(color).brightness
