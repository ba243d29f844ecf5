"""Which layout a window gets. Knows sizes only; the style sheet knows the layouts."""

LAYOUTS = ("too-small", "tabs", "columns", "wide")


def layout_classes(width: int, height: int) -> dict[str, bool]:
    """Return which of the layouts a window of so many cells gets: one."""
    return {layout: layout == layout_of(width, height) for layout in LAYOUTS}


def layout_of(width: int, height: int) -> str:
    """Return the name of the layout for a window of so many cells."""
    if width < 60 or height < 18:
        return "too-small"
    if width < 120 or height < 32:
        return "tabs"
    return "columns" if width < 160 or height < 44 else "wide"
