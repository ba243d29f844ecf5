"""A chart repaints the cells that changed and no others."""

import pytest
from npnn_tui.tui.charts.chart import Chart
from npnn_tui.tui.plotting import Cells
from textual.app import App, ComposeResult
from textual.geometry import Region


class Sign(Chart):
    """Shows one word in the third row."""

    word = "one"

    def draw(self, width: int, height: int) -> Cells:
        return Cells.blank(width, height).write(4, 2, self.word)


class SignApp(App[None]):
    def compose(self) -> ComposeResult:
        yield Sign("sign")


async def test_only_changed_cells_are_refreshed(monkeypatch: pytest.MonkeyPatch) -> None:
    async with SignApp().run_test(size=(30, 10)) as pilot:
        sign = pilot.app.query_one(Sign)
        regions: list[Region] = []
        monkeypatch.setattr(sign, "refresh", lambda *changed, **_: regions.extend(changed))
        sign.redraw()
        assert regions == []
        sign.word = "ore"
        sign.redraw()
        assert regions == [Region(5, 2, 1, 1)]
        assert sign.render_line(2).text.strip() == "ore"
