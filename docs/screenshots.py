"""Draws the pictures of the README: `python docs/screenshots.py`. Each run takes a few seconds."""

import asyncio
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from npnn_tui.datasets import load
from npnn_tui.engine import Experiment, Status
from npnn_tui.engine.sweeps.axes import Axis
from npnn_tui.engine.sweeps.presets import PRESETS
from npnn_tui.engine.sweeps.sweep import Sweep
from npnn_tui.engine.sweeps.workers import LocalWorker
from npnn_tui.tui.app import NpnnApp
from npnn_tui.tui.dashboard import Dashboard
from npnn_tui.tui.terminal import terminal_of, use_terminal
from npnn_tui.tui.view import View
from npnn_tui.tui.wall.entry import wall_of

IMAGES = Path(__file__).parent / "images"

PICTURES: dict[str, tuple[tuple[int, int], dict[str, Any]]] = {
    "layout-80x24": ((80, 24), {}),
    "layout-120x40": ((120, 40), {}),
    "layout-200x60": ((200, 60), {}),
    "moons": ((120, 40), {"data": "moons"}),
    "circles": ((120, 40), {"data": "circles", "noise": 0.1}),
    "ripple": ((120, 40), {"data": "ripple"}),
    "diagnosis": ((120, 40), {"samples": 1_000, "noise": 0.1}),
    "spirals": (
        (120, 40),
        {
            "data": "spirals",
            "classes": 3,
            "noise": 0.05,
            "hidden": (32, 32),
            "activation": "tanh",
            "max_epochs": 3_000,
        },
    ),
}
"""The size of the window and the knobs of each picture."""


async def draw(name: str, size: tuple[int, int], values: dict[str, Any]) -> None:
    """Train an experiment in the dashboard to its end, or its diagnosis, and save the screen."""
    experiment = Experiment.of(values)
    ill = name == "diagnosis"
    dashboard = Dashboard(experiment, load(experiment.recipe), View(pace="100" if ill else "max"))

    def is_done() -> bool:
        snapshot = dashboard.snapshot
        if snapshot is None:
            return False
        return snapshot.diagnosis is not None if ill else snapshot.status is Status.FINISHED

    app = NpnnApp(dashboard)
    async with app.run_test(size=size) as pilot:
        await pilot.press("space")
        while not is_done():
            await pilot.pause(0.1)
        await pilot.pause(0.5)
        svg = app.export_screenshot(title=" ")
    (IMAGES / f"{name}.svg").write_text(without_web_fonts(svg))


async def draw_wall(name: str, vary: Sequence[str], seeds: int, values: dict[str, Any]) -> None:
    """Train a sweep to its end, and save the wall."""
    axes = tuple(map(Axis.parse, vary))
    points = Sweep(values, axes, seeds).points()
    wall = wall_of(points, [axis.knob.name for axis in axes], lambda _: LocalWorker())
    app = NpnnApp(wall)
    async with app.run_test(size=(120, 40)) as pilot:
        while wall.showing.board.over < len(points):
            await pilot.pause(0.1)
        await pilot.press("right")
        await pilot.pause(0.5)
        svg = app.export_screenshot(title=" ")
    (IMAGES / f"{name}.svg").write_text(without_web_fonts(svg))


def without_web_fonts(svg: str) -> str:
    """Return the picture without the fonts that it would fetch; a reader's own serve as well."""
    return re.sub(r"@font-face \{.*?\}", "", svg, flags=re.DOTALL)


if __name__ == "__main__":
    IMAGES.mkdir(exist_ok=True)
    use_terminal(terminal_of({"TERM": "xterm-direct", "LANG": "C.UTF-8"}))
    for name, (size, values) in PICTURES.items():
        asyncio.run(draw(name, size, values))
        print(f"docs/images/{name}.svg")
    nodes = PRESETS["nodes"]
    asyncio.run(draw_wall("wall", nodes.axes, 3, dict(nodes.shared)))
    asyncio.run(draw_wall("seeds", (), 8, {"data": "moons", "noise": 0.3}))
