"""The dashboard on terminals with few colours or none, and with few characters."""

import re
from typing import TYPE_CHECKING

import pytest
from npnn_tui.tui.terminal import terminal_of, use_terminal
from npnn_tui.tui.themes import THEMES, themes_of
from npnn_tui.tui.uncolored import uncolored
from npnn_tui.tui.view import View
from rich.color import Color, ColorSystem
from rich.segment import Segment
from rich.style import Style
from textual.color import Color as Shade

if TYPE_CHECKING:
    from textual.app import App

    from .conftest import OpenDashboard

XTERM = {"TERM": "xterm", "LANG": "C.UTF-8"}
SYSTEMS = {16: ColorSystem.STANDARD, 256: ColorSystem.EIGHT_BIT}


def segments(app: "App[str]") -> list[Segment]:
    return [segment for strip in app.screen._compositor.render_strips() for segment in strip]


@pytest.mark.parametrize("count", [0, 16, 256, 1 << 24])
def test_every_number_of_colours_has_themes_of_known_names(count: int) -> None:
    names = [theme.name for theme in THEMES]
    assert [theme.name for theme in themes_of(count)] == names[: 3 if count else 1]


def downgraded(color: str | None, count: int) -> int | None:
    red, green, blue = Shade.parse(color or "").rgb
    return Color.from_rgb(red, green, blue).downgrade(SYSTEMS[count]).number


@pytest.mark.parametrize("count", SYSTEMS)
def test_texts_and_curves_stand_out_of_few_colours(count: int) -> None:
    for theme in themes_of(count):
        shown = (theme.primary, theme.secondary, theme.foreground, theme.variables["border"])
        numbers = {downgraded(color, count) for color in (*shown, theme.background)}
        assert downgraded(theme.primary, count) != downgraded(theme.secondary, count)
        assert downgraded(theme.background, count) in numbers
        others = {downgraded(color, count) for color in shown}
        assert downgraded(theme.background, count) not in others


def test_the_panels_of_the_dark_theme_differ_in_256_colours() -> None:
    dark = themes_of(256)[0]
    shades = (dark.background, dark.surface, dark.panel)
    assert len({downgraded(shade, 256) for shade in shades}) == 3


@pytest.mark.parametrize(
    ("style", "attributes"),
    [
        ("#ffffff on #000000", "none"),
        ("#000000 on #ffffff", "reverse"),
        ("#ffffff on #595959", "reverse"),
        ("#666666 on #000000", "dim"),
        ("bold #ffffff on #000000", "bold"),
        ("reverse #ffffff on #000000", "reverse"),
        ("default on default", "none"),
    ],
)
def test_brightness_becomes_attributes(style: str, attributes: str) -> None:
    shown = uncolored(Style.parse(style))
    assert (shown.color, shown.bgcolor) == (None, None)
    told = {name for name in ("bold", "dim", "reverse", "underline") if getattr(shown, name)}
    assert told == set(attributes.split()) - {"none"}


def test_a_click_means_the_same_without_colours() -> None:
    style = Style.parse("#000000 on #ffffff") + Style.from_meta({"@click": "app.quit"})
    assert uncolored(style).meta == {"@click": "app.quit"}


async def test_no_colour_is_sent_where_there_is_none(open_dashboard: "OpenDashboard") -> None:
    use_terminal(terminal_of({**XTERM, "NO_COLOR": "1"}))
    async with open_dashboard(max_epochs=50) as bench:
        for keys in (["space"], ["p"], ["question_mark"], ["escape", "ctrl+p"]):
            await bench.press(*keys)
            await bench.pilot.pause()
            styles = [segment.style for segment in segments(bench.pilot.app) if segment.style]
            assert all(style.color is None and style.bgcolor is None for style in styles)


async def test_without_colours_the_pace_the_focus_and_errors_are_seen(
    open_dashboard: "OpenDashboard",
) -> None:
    use_terminal(terminal_of({**XTERM, "NO_COLOR": "1"}))
    async with open_dashboard() as bench:
        await bench.type_into("noise", "x")
        shown = segments(bench.pilot.app)
        in_reverse = " ".join(part.text for part in shown if part.style and part.style.reverse)
        assert "max" in in_reverse.split()
        assert "1000" not in in_reverse.split()
        text = " ".join(" ".join(part.text for part in shown).split())
        assert "noise must be" in text
        frames = [part.style for part in shown if part.style and "╭" in part.text]
        assert {bool(style.dim) for style in frames} == {True, False}


async def test_a_marker_that_cannot_be_shown_is_said_and_drawn_in_ascii(
    open_dashboard: "OpenDashboard",
) -> None:
    use_terminal(terminal_of({"TERM": "xterm", "LANG": "C"}))
    async with open_dashboard(view=View(marker="braille")) as bench:
        sentence = "marker: this terminal shows no Unicode (LANG is C), so"
        assert bench.dashboard.notice.startswith(sentence)
        bench.dashboard.notice = ""
        bench.dashboard.set_view("marker", "blocks")
        assert bench.dashboard.notice.startswith(sentence)
        charts = "".join(bench.dashboard.query_one("#boundary")._cells.rows())  # type: ignore[attr-defined]
        assert charts.isascii()
        await bench.press("b", "b")
        assert bench.dashboard.view.marker == "auto"


async def test_regions_of_classes_differ_in_few_colours(open_dashboard: "OpenDashboard") -> None:
    use_terminal(terminal_of(XTERM))
    view = View(pace="max", marker="blocks")
    async with open_dashboard(view=view, data="blobs", classes=6, max_epochs=300) as bench:
        await bench.press("space")
        await bench.until(lambda: bench.snapshot.epoch == 300 and bench.snapshot.answer is not None)
        await bench.pilot.pause()
        cells = bench.dashboard.query_one("#boundary")._cells  # type: ignore[attr-defined]
        filled = {color for color in set(cells.background.ravel().tolist()) if color >= 0}
        numbers = {downgraded(f"#{color:06x}", 16) for color in filled}
        assert len(numbers) == 6


def test_sgr_of_no_colour_in_a_real_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    from .test_terminal import terminal

    monkeypatch.setenv("NO_COLOR", "1")
    with terminal("--start", "--pace", "max", "--max-epochs", "100") as screen:
        screen.until("finished")
        screen.press("q")
        assert screen.wait() == 0
    sent = {
        int(one or 0)
        for many in re.findall(rb"\x1b\[([\d;]*)m", screen.drawn)
        for one in many.split(b";")
    }
    assert sent <= {0, 1, 2, 4, 7, 22, 24, 27}
