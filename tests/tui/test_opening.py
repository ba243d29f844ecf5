"""The opening: a frame before the dashboard, which loses no key and refuses bad data."""

import asyncio
from collections.abc import Callable

import pytest
from npnn_tui.datasets import FieldError
from npnn_tui.engine import Experiment
from npnn_tui.tui.app import NpnnApp
from npnn_tui.tui.dashboard import Dashboard
from npnn_tui.tui.opening import Opening
from npnn_tui.tui.saving import Beginning, Saving
from npnn_tui.tui.view import View
from textual.events import Key
from textual.pilot import Pilot

from .conftest import SIZES


async def until(pilot: Pilot[str], condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not condition():
            await pilot.pause()


def opening_of(**values: object) -> Opening:
    return Opening(Beginning(Experiment.of(values), Saving()), View(), start=False)


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
async def test_it_gives_way_to_the_dashboard_with_all_keys(size: tuple[int, int]) -> None:
    opening = opening_of()
    app = NpnnApp(opening)
    for key in "sssl":
        opening.on_key(Key(key, key))
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: isinstance(app.screen, Dashboard))
        dashboard = app.screen
        assert isinstance(dashboard, Dashboard)
        await until(pilot, lambda: dashboard.snapshot is not None and dashboard.snapshot.epoch == 3)
        assert dashboard.view.log_loss is not View().log_loss


async def test_it_can_be_left_at_once() -> None:
    app = NpnnApp(opening_of())
    async with app.run_test() as pilot:
        await pilot.press("q")
    assert not app.is_running


@pytest.mark.parametrize(
    ("values", "field"),
    [({"data": "none.csv"}, "data"), ({"batch_size": 201}, "batch_size")],
)
async def test_bad_data_end_the_app(values: dict[str, object], field: str) -> None:
    opening = opening_of(**values)
    app = NpnnApp(opening)
    async with app.run_test() as pilot:
        await until(pilot, lambda: opening.refusal is not None)
    assert isinstance(opening.refusal, FieldError)
    assert opening.refusal.field == field
