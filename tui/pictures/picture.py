"""The picture of a run: its boundary or surface beside its curves, as SVG."""

from collections.abc import Mapping
from pathlib import Path

from npnn_tui.datasets.knobs import FieldError
from npnn_tui.datasets.tasks import Task
from npnn_tui.engine.formats.export import Export
from npnn_tui.engine.runs.folder import Run

from ..plotting.scales import Scale
from ..tasks import TASK_WORDS
from .axes import Axes
from .classes import Classes
from .curves import curves_key, loss_panel, score_panel
from .ground import Ground
from .markup import element, words
from .numbers import Numbers
from .style import picture_style

WIDTH, HEIGHT = 960, 580
SQUARE = (56, 84, 390, 390)
UPPER, LOWER = (524, 84, 416, 150), (524, 324, 416, 150)
"""Left, top, width and height of each panel's frame."""

PAINTERS: Mapping[Task, type[Classes | Numbers]] = {
    "classification": Classes,
    "regression": Numbers,
}


def svg_export(run: Run, path: Path) -> Export:
    """Return the picture of a run; raises FieldError."""
    drawn = picture(run, style=element("style", picture_style()))
    return Export({path: f'<?xml version="1.0" encoding="UTF-8"?>\n{drawn}\n'.encode()})


def picture(run: Run, style: str = "") -> str:
    """Return an `svg` element; without `style`, the page around it has the rules."""
    model, columns = run.model, run.metrics
    texts = TASK_WORDS[model.task]
    title = f"{run.name}: {'-'.join(map(str, model.network.sizes))} {model.network.activation_name}"
    return element(
        "svg",
        element("title", words(title, 200)),
        style,
        element("rect", class_="paper", width=WIDTH, height=HEIGHT),
        element("text", words(title, 100), class_="title", x=SQUARE[0], y=34),
        _plane(run),
        loss_panel(columns, texts, UPPER),
        score_panel(columns, texts, LOWER),
        curves_key(LOWER[0], LOWER[1] + LOWER[3] + 54),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {WIDTH} {HEIGHT}",
        role="img",
    )


def _plane(run: Run) -> str:
    """Return the panel of the plane, or a sentence where the data are no longer there."""
    try:
        ground = Ground.of(run)
    except FieldError as error:
        left, top, *_ = SQUARE
        sentence = element("text", words(str(error), 60), class_="faint", x=left, y=top + 40)
        return element("text", "The boundary cannot be drawn.", x=left, y=top + 20) + sentence
    painter = PAINTERS[ground.model.task](ground)
    across, up = ground.window()
    axes = Axes(*SQUARE, Scale.of(across), Scale.of(up))
    title, labels = TASK_WORDS[ground.model.task].field, ground.plane.labels
    frame = axes.drawn(title, *labels)
    caption = _caption(painter.legend, *ground.shown_of_all())
    below = element("text", caption, class_="faint", x=axes.left, y=axes.bottom + 34)
    return painter.areas(axes) + frame + painter.points(axes) + below + painter.key(axes)


def _caption(legend: str, shown: int, there: int) -> str:
    return legend if shown == there else f"{legend}; {shown:,} of {there:,} are drawn"
