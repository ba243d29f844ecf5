"""Pictures made of terminal cells: pure functions from arrays to `Cells`, without any widget."""

from .axes import draw_axes
from .cells import Cells
from .field import grid_shape, sample_positions
from .frame import ChartFrame, Inner, Line
from .lines import draw_lines
from .palette import CLASS_COLORS, Marker, blend, class_colors
from .points import Observations, draw_points
from .raster import draw_field
from .scales import growing_limit, linear_limits, log_limits
from .spans import changed_spans
from .strips import cell_style, strips
from .text import safe_text
from .thinning import smooth, thin
from .ticks import short_number

__all__ = [
    "CLASS_COLORS",
    "Cells",
    "ChartFrame",
    "Inner",
    "Line",
    "Marker",
    "Observations",
    "blend",
    "cell_style",
    "changed_spans",
    "class_colors",
    "draw_axes",
    "draw_field",
    "draw_lines",
    "draw_points",
    "grid_shape",
    "growing_limit",
    "linear_limits",
    "log_limits",
    "safe_text",
    "sample_positions",
    "short_number",
    "smooth",
    "strips",
    "thin",
]
