"""No thread outlives the dashboard, in whatever state it is left."""

import threading

import pytest
from npnn_tui.tui.view import View

from .conftest import OpenDashboard


def session_threads() -> set[threading.Thread]:
    return {thread for thread in threading.enumerate() if thread is not threading.main_thread()}


@pytest.mark.parametrize("pace", ["1", "100", "max"])
@pytest.mark.parametrize("keys", [[], ["space"], ["s"], ["space", "space"], ["space", "r", "n"]])
async def test_leaving_ends_the_session(
    open_dashboard: OpenDashboard, pace: str, keys: list[str]
) -> None:
    before = session_threads()
    async with open_dashboard(view=View(pace=pace), max_epochs=1_000_000_000) as bench:
        await bench.press(*keys)
        assert bench.dashboard.app.is_running
    ours = [thread for thread in session_threads() - before if not thread.daemon]
    for thread in ours:
        thread.join(timeout=10)
    assert not any(thread.is_alive() and "_train" in thread.name for thread in ours)
    workers = [thread for thread in ours if thread.is_alive()]
    assert all(thread.name.startswith("asyncio_") for thread in workers)
