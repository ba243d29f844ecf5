"""The output before a terminal that answers when the test says so."""

from asyncio import AbstractEventLoop
from collections.abc import Callable
from typing import cast

import pytest
from npnn_tui.tui.link.output import FIRST_PATIENCE, PATIENCE, QUESTION, Output
from npnn_tui.tui.link.wire import Wire

SIZE = (200, 50)


class Clock:
    """A clock and the alarms of a loop; time passes when the test says so."""

    def __init__(self) -> None:
        self.now = 0.0
        self._alarms: list[Alarm] = []

    def call_later(self, seconds: float, callback: Callable[[], None]) -> "Alarm":
        self._alarms.append(Alarm(self.now + seconds, callback))
        return self._alarms[-1]

    def sleep(self, seconds: float) -> None:
        self.now += seconds
        due = [alarm for alarm in self._alarms if alarm.moment <= self.now]
        self._alarms = [alarm for alarm in self._alarms if alarm.moment > self.now]
        for alarm in due:
            if not alarm.is_cancelled:
                alarm.callback()


class Alarm:
    def __init__(self, moment: float, callback: Callable[[], None]) -> None:
        self.moment, self.callback, self.is_cancelled = moment, callback, False

    def cancel(self) -> None:
        self.is_cancelled = True


class Paper:
    """A wire that keeps what is written; while it `is_full` everything has to wait."""

    on_empty: Callable[[], None]

    def __init__(self) -> None:
        self.text, self.waiting = "", ""
        self.is_full = self.is_cut = False

    @property
    def is_empty(self) -> bool:
        return not self.waiting

    def send(self, data: bytes) -> None:
        self.waiting += data.decode()
        if not self.is_full:
            self.text, self.waiting = self.text + self.waiting, ""

    def let_through(self) -> None:
        self.is_full = False
        self.send(b"")
        self.on_empty()


class Bench:
    def __init__(self, understands: Callable[[str], bool] = bool) -> None:
        self.clock, self.paper = Clock(), Paper()
        loop, wire = cast("AbstractEventLoop", self.clock), cast("Wire", self.paper)
        self.output = Output(wire, loop, str, understands, lambda: self.clock.now)

    def draw(self, text: str, row: int = 1) -> None:
        self.output.write(f"\x1b[{row};1H{text}", SIZE)
        self.output.show()

    def answer(self) -> None:
        self.clock.sleep(0.01)
        self.output.answered(self.clock.now)

    def news(self) -> str:
        """Return what has been written since the last time."""
        news, self.paper.text = self.paper.text, ""
        return news


@pytest.fixture
def bench() -> Bench:
    """Return an output that has drawn its first, blank screen on a terminal that answers."""
    bench = Bench()
    bench.output.ask()
    bench.answer()
    bench.draw("")
    while bench.output.gate.is_waiting:
        bench.answer()
    bench.news()
    return bench


def test_a_frame_ends_with_a_question(bench: Bench) -> None:
    bench.draw("hello")
    assert bench.news() == "\x1b[1;1Hhello\x1b[1;6H" + QUESTION


def test_nothing_is_written_where_nothing_differs(bench: Bench) -> None:
    bench.draw("hello")
    bench.answer()
    bench.news()
    bench.draw("hello")
    assert bench.news() == ""
    assert bench.output.is_clear


def test_a_terminal_that_knows_synchronized_output_gets_it(bench: Bench) -> None:
    bench.output.write("\x1b[?2026h", SIZE)
    bench.output.write("\x1b[1;1Hhello", SIZE)
    bench.output.write("\x1b[?2026l", SIZE)
    bench.output.show()
    assert bench.news() == f"\x1b[?2026h\x1b[1;1Hhello\x1b[1;6H\x1b[?2026l{QUESTION}"


def test_of_several_pictures_only_the_newest_is_sent(bench: Bench) -> None:
    for row in range(1, SIZE[1] + 1):
        bench.draw("日本" * 50, row)  # more than the first window
    bench.news()
    assert not bench.output.is_clear
    for word in ("one", "two", "three"):
        bench.draw(word)
    assert bench.news() == ""
    bench.answer()
    sent = bench.news()
    assert "three" in sent
    assert "one" not in sent
    assert "two" not in sent


def test_no_more_is_sent_than_fits_and_the_rest_follows(bench: Bench) -> None:
    for row in range(1, SIZE[1] + 1):
        bench.output.write(f"\x1b[{row};1H" + "日本" * 50, SIZE)
    room = bench.output.gate.room()
    bench.output.show()
    whole = bench.news()
    row = len(whole.encode()) // whole.count("日") * 50
    assert room - row < len(whole.encode()) < room + row
    while not bench.output.is_clear:
        bench.answer()
        whole += bench.news()
    assert whole.count("日") == SIZE[1] * 50


def test_text_goes_before_pictures(bench: Bench) -> None:
    bench.output.gate.demand(1_000.0)
    bench.clock.sleep(5)
    for row in range(1, 11):
        bench.output.write(f"\x1b[{row};1H" + "x" * 200, SIZE)
    bench.output.write("\x1b[11;1Hepoch 5", SIZE)
    bench.output.show()
    first = bench.news()
    assert "epoch 5" in first
    assert first.count("x" * 200) < 10


def test_a_demand_makes_the_rest_wait_for_its_time(bench: Bench) -> None:
    bench.output.gate.demand(1_000.0)
    for row in range(1, 11):
        bench.output.write(f"\x1b[{row};1H" + "x" * 200, SIZE)
    bench.output.show()
    bench.answer()
    sent = bench.news().count("x" * 200)
    assert sent < 10
    for _ in range(5):
        bench.clock.sleep(1.0)
        bench.answer()
    assert sent + bench.news().count("x" * 200) == 10


def test_a_terminal_that_never_answers_is_not_asked_for_long() -> None:
    bench = Bench()
    bench.output.ask()
    bench.draw("hello")
    bench.clock.sleep(FIRST_PATIENCE)
    bench.news()
    bench.draw("world")
    assert "world" in bench.paper.text
    assert QUESTION not in bench.news()
    assert bench.output.is_clear
    assert not bench.output.awaits_answer


def test_before_a_silent_terminal_a_full_wire_holds_the_next_frame_back() -> None:
    bench = Bench(understands=lambda sequence: sequence != QUESTION)
    bench.draw("")
    bench.news()
    bench.paper.is_full = True
    bench.draw("one")
    bench.draw("two")
    bench.draw("three")
    assert "two" not in bench.paper.waiting
    bench.paper.let_through()
    assert "two" not in bench.paper.text
    assert "three" in bench.paper.text


def test_a_lost_answer_is_not_waited_for_for_ever(bench: Bench) -> None:
    for row in range(1, SIZE[1] + 1):
        bench.output.write(f"\x1b[{row};1H" + "日本" * 50, SIZE)
    bench.output.show()
    bench.news()
    bench.clock.sleep(PATIENCE - 0.1)
    assert bench.news() == ""
    bench.clock.sleep(0.2)
    assert bench.news() != ""


def test_nothing_goes_while_the_wire_is_full(bench: Bench) -> None:
    bench.paper.is_full = True
    bench.draw("one")
    waiting = bench.paper.waiting
    bench.clock.sleep(10 * PATIENCE)
    bench.draw("two")
    assert bench.paper.waiting == waiting


def test_only_sequences_that_are_understood_are_sent() -> None:
    bench = Bench(understands=lambda sequence: "1049" in sequence)
    for sequence in ("\x1b[?1049h", "\x1b[?1000h", "\x1b[>25u", "\x1b[?1049l"):
        bench.output.write(sequence, SIZE)
    sent = bench.news().replace("\x1b[m", "")
    assert sent == "\x1b[?1049h\x1b[2J\x1b[H\x1b[?1049l"


def test_blanks_are_not_sent_to_a_blank_screen(bench: Bench) -> None:
    bench.output.write("\x1b[?1049h", SIZE)
    bench.output.write("\x1b[3;5H" + " " * 50 + "word", SIZE)
    bench.news()
    bench.output.show()
    sent = bench.news()
    assert "word" in sent
    assert len(sent) < 60


def test_the_other_screen_is_drawn_anew(bench: Bench) -> None:
    bench.draw("hello")
    bench.answer()
    bench.output.write("\x1b[?1049h", SIZE)
    bench.news()
    bench.output.show()
    assert "hello" in bench.news()


def test_a_redraw_sends_everything_again(bench: Bench) -> None:
    bench.draw("hello")
    bench.answer()
    bench.news()
    bench.output.redraw(0.2)
    assert bench.news() == ""
    bench.clock.sleep(0.3)
    assert "hello" in bench.news()


def test_after_the_end_only_controls_are_sent(bench: Bench) -> None:
    bench.draw("hello")
    bench.output.end()
    bench.news()
    bench.draw("world")
    bench.answer()
    bench.output.write("\x1b[?1049l", SIZE)
    assert bench.news() == "\x1b[m\x1b[?1049l"
    assert not bench.output.awaits_answer


def test_an_old_terminal_gets_bold_text_for_bright_colours_and_resets_for_attributes() -> None:
    bench = Bench(understands=lambda sequence: sequence not in ("\x1b[97m", "\x1b[27m", QUESTION))
    bench.draw("")
    bench.news()
    bench.draw("\x1b[97mx\x1b[0m\x1b[32my\x1b[0m")
    assert bench.news() == "\x1b[1;1H\x1b[37;1mx\x1b[0;32my\x1b[1;3H".replace("37;1", "1;37")


def test_a_silent_terminal_gets_a_large_picture_whole() -> None:
    bench = Bench(understands=lambda sequence: sequence != QUESTION)
    for row in range(1, SIZE[1] + 1):
        bench.output.write(f"\x1b[{row};1H" + "日本" * 50, SIZE)
    bench.output.show()
    for _ in range(20):
        bench.clock.sleep(0.01)
    assert bench.news().count("日") == SIZE[1] * 50
    assert bench.output.is_clear
