"""Every screen in 7-bit characters, and in those of the Linux console."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from npnn_tui.engine import Status
from npnn_tui.tui.glyphs import CONSOLE_GLYPHS, UNSHOWN, console, seven_bit
from npnn_tui.tui.panels.diagnosis import DiagnosisBanner
from npnn_tui.tui.view import View
from textual.widgets import Select
from textual.widgets._select import SelectOverlay

from .conftest import SIZES
from .test_snapshots import all_drawn, app_in

if TYPE_CHECKING:
    from textual.app import App

    from .conftest import OpenDashboard

OUTSIDE = "表é.csv"


def shown(app: "App[str]") -> str:
    """All the text that stands on the screen."""
    strips: Iterable[object] = app.screen._compositor.render_strips()
    return "\n".join(getattr(strip, "text", "") for strip in strips)


def check(text: str) -> None:
    """Each character has a likeness, but for the names that come from outside."""
    ours = text.replace(OUTSIDE, "")
    signs = {sign for sign in ours if not sign.isascii()}
    assert not [sign for sign in signs if UNSHOWN in seven_bit(sign)]
    assert all(seven_bit(sign).isascii() for sign in signs)
    kept = {sign for sign in signs if not console(sign).isascii()}
    assert all(console(sign) in CONSOLE_GLYPHS or ord(sign) < 0x100 for sign in kept)


@pytest.mark.parametrize("layout", SIZES)
async def test_a_dashboard_with_a_diagnosis(layout: str) -> None:
    app = app_in(Status.DIVERGED, 200, {"learning_rate": 20.0})
    async with app.run_test(size=SIZES[layout]) as pilot:
        await all_drawn(pilot)
        assert app.screen.query_one(DiagnosisBanner).display
        text = shown(app)
        assert "λ_max" in text
        assert "l_max" in seven_bit(text)
        check(text)


@pytest.mark.parametrize(
    ("layout", "marker"), [("tabs", "ascii"), ("columns", "braille"), ("wide", "blocks")]
)
async def test_a_dashboard_while_training(
    open_dashboard: "OpenDashboard", layout: str, marker: str
) -> None:
    view = View(pace="max", marker=marker)  # type: ignore[arg-type]
    async with open_dashboard(SIZES[layout], view, max_epochs=50) as bench:
        await bench.press("space")
        await bench.until(lambda: bench.snapshot.epoch == 50)
        for tab in "4321":
            await bench.press(tab)
            await bench.pilot.pause()
            check(shown(bench.pilot.app))


@pytest.mark.parametrize(("keys", "words"), [(["question_mark"], "Keys"), (["ctrl+p"], "🔎")])
async def test_help_and_palette(
    open_dashboard: "OpenDashboard", keys: list[str], words: str
) -> None:
    async with open_dashboard() as bench:
        await bench.press(*keys)
        app = bench.pilot.app
        await bench.until(lambda: words in shown(app))
        for _ in range(8):
            check(shown(app))
            await bench.press("pagedown")


async def test_an_open_list_and_a_sentence(open_dashboard: "OpenDashboard") -> None:
    async with open_dashboard() as bench:
        await bench.type_into("noise", "x")
        bench.dashboard.query_one("#field-data Select", Select).focus()
        await bench.press("space")
        await bench.until(lambda: bench.dashboard.query(SelectOverlay).first().has_focus)
        text = shown(bench.pilot.app)
        assert "noise must be" in " ".join(text.split())
        assert "▲" in text
        check(text)


async def test_the_file_screen(
    open_dashboard: "OpenDashboard", tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / OUTSIDE).write_text("x,y,label\n1,2,a\n")
    monkeypatch.chdir(tmp_path)
    async with open_dashboard() as bench:
        bench.dashboard._ask_for_file()
        app = bench.pilot.app
        await bench.until(lambda: OUTSIDE in shown(app))
        text = shown(app)
        assert "📁 folder" in text
        check(text)
        assert "+/ folder" in seven_bit(text)
        assert ": ??e.csv" in " ".join(seven_bit(text).split())
