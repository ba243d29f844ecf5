"""The screen of `npnn-tui watch`: what it shows of growing files, its keys, and bad input."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from npnn_tui.engine.logs.watch import Watch
from npnn_tui.tui.app import NpnnApp
from npnn_tui.tui.cli import main
from npnn_tui.tui.watch.follower import Follower
from npnn_tui.tui.watch.metric_chart import MetricChart
from npnn_tui.tui.watch.run_list import RunList
from npnn_tui.tui.watch.screen import WatchScreen
from npnn_tui.tui.watch.status import WatchStatus
from textual.pilot import Pilot

HEADER = "step,train_loss,val_loss,val_acc\n"


def table(folder: Path, name: str, losses: list[float]) -> Path:
    folder = folder / name
    folder.mkdir()
    path = folder / "metrics.csv"
    rows = (f"{step},{loss},{2 * loss},0.5\n" for step, loss in enumerate(losses))
    path.write_text(HEADER + "".join(rows))
    return path


class Bench:
    def __init__(self, pilot: Pilot[str], screen: WatchScreen) -> None:
        self.pilot, self.screen = pilot, screen

    async def until(self, condition: Callable[[], bool]) -> None:
        async with asyncio.timeout(20):
            while not condition():
                await self.pilot.pause()

    def chart(self, number: int) -> str:
        widget = self.screen.query_one(f"#chart-{number}", MetricChart)
        lines = ["".join(s.text for s in strip) for strip in widget._strips]
        return "\n".join([str(widget.border_title or ""), *lines])

    @property
    def runs(self) -> str:
        strips = self.screen.query_one(RunList)._strips
        return "\n".join("".join(s.text for s in strip) for strip in strips)

    @property
    def status(self) -> str:
        return "\n".join(map(str, self.screen.query_one(WatchStatus).lines))


@asynccontextmanager
async def watching(*paths: Path, size: tuple[int, int] = (120, 40)) -> AsyncIterator[Bench]:
    screen = WatchScreen(Follower(Watch([str(path) for path in paths])))
    async with NpnnApp(screen).run_test(size=size) as pilot:
        bench = Bench(pilot, screen)
        await bench.until(lambda: "watch" in bench.status or "follow" in bench.status or
                          "waiting" in bench.status)  # fmt: skip
        yield bench


async def test_losses_come_first_and_grow_with_their_file(tmp_path: Path) -> None:
    path = table(tmp_path, "one", [0.5, 0.25])
    async with watching(tmp_path) as bench:
        await bench.until(lambda: "1 loss" in bench.chart(0) and "0.25" in bench.chart(0))
        assert "2 acc" in bench.chart(1)
        assert all(words in bench.chart(0) for words in ("train", "val", "steps"))
        with open(path, "a") as file:
            file.write("2,0.125,0.375,0.75\n")
        await bench.until(lambda: "0.125" in bench.chart(0) and "0.75" in bench.chart(1))
        assert "3 rows" in bench.status


async def test_two_runs_have_signs_of_their_own_and_can_be_hidden(tmp_path: Path) -> None:
    for name, loss in (("one", 0.5), ("two", 0.25)):
        table(tmp_path, name, [loss, loss / 2])
    async with watching(tmp_path, size=(80, 24)) as bench:
        await bench.until(lambda: "one" in bench.runs and "two" in bench.runs)
        assert "●" in bench.runs
        assert "■" in bench.runs
        await bench.pilot.press("h")
        await bench.until(lambda: "hidden" in bench.runs)
        assert "1 hidden" in bench.status
        await bench.pilot.press("h")
        await bench.until(lambda: "hidden" not in bench.runs)


async def test_keys_turn_the_view(tmp_path: Path) -> None:
    table(tmp_path, "one", [0.5, 0.25, 0.125])
    async with watching(tmp_path) as bench:
        await bench.until(lambda: "1 loss" in bench.chart(0))
        await bench.pilot.press("m", "x", "2", "enter")
        await bench.until(lambda: "smoothing" in bench.status)
        showing = bench.screen.showing
        assert (showing.log_x, showing.chosen_chart, showing.alone) == (True, 1, True)
        await bench.pilot.press("enter", "1", "l")
        await bench.until(lambda: not bench.screen.showing.is_log(bench.screen.showing.groups[0]))


async def test_a_pause_reads_nothing(tmp_path: Path) -> None:
    path = table(tmp_path, "one", [0.5])
    async with watching(tmp_path) as bench:
        await bench.until(lambda: "1 loss" in bench.chart(0))
        await bench.pilot.press("space")
        await bench.until(lambda: "paused" in bench.status)
        with open(path, "a") as file:
            file.write("1,0.125,0.25,0.5\n")
        await bench.pilot.press("space")
        await bench.until(lambda: "0.125" in bench.chart(0))


async def test_an_empty_folder_says_what_is_waited_for(tmp_path: Path) -> None:
    async with watching(tmp_path) as bench:
        await bench.until(lambda: "No metrics yet in" in bench.chart(0))
        table(tmp_path, "late", [0.5])
        bench.screen._follower.watch._look_at = 0.0
        await bench.until(lambda: "1 loss" in bench.chart(0))


async def test_names_from_outside_are_no_markup_and_no_escapes(tmp_path: Path) -> None:
    (tmp_path / "metrics.csv").write_text("step,[bold]loss\x1b[31m\n0,0.5\n1,0.25\n")
    async with watching(tmp_path) as bench:
        await bench.until(lambda: "[bold]loss" in bench.chart(0))
        assert "\x1b" not in bench.chart(0)


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (200, 60), (50, 10)])
async def test_any_size_is_drawn(tmp_path: Path, size: tuple[int, int]) -> None:
    for name in ("one", "two"):
        table(tmp_path, name, [0.5, 1e300, float("nan"), 0.1])
    async with watching(tmp_path, size=size) as bench:
        await bench.until(lambda: len(bench.screen.showing.runs) == 2)
        await bench.pilot.press("l", "x", "m")
        assert bench.screen.has_class("too-small") is (size == (50, 10))


@pytest.mark.parametrize("words", [["nowhere"], []])
def test_bad_input_is_refused(capsys: pytest.CaptureFixture[str], words: list[str]) -> None:
    try:
        code = main(["watch", *words])
    except SystemExit as end:
        code = int(end.code or 0)
    assert code == 2
    assert "PATH" in (error := capsys.readouterr().err) or "path must be" in error
