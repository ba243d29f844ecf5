"""When a text stood on the screen, and which key it answers."""

from math import inf

import pytest

from benchmarks.terminal_recording import Chunk, Press
from benchmarks.terminal_run import quantile
from benchmarks.terminal_screen import Screen, latencies

SIGNS = ("red ", "green ", "blue ", "grey ")
HOME = b"\x1b[1;1H"


def presses(*times: float) -> list[Press]:
    return [Press(time, SIGNS[index % len(SIGNS)]) for index, time in enumerate(times)]


def shown(time: float, sign: str) -> Chunk:
    return Chunk(time, HOME + sign.encode() + b"    ")


def test_each_press_waits_for_its_sign() -> None:
    chunks = [shown(1.25, "red"), shown(1.5, "red"), shown(2.5, "green")]
    assert list(latencies(Screen(20, 2), chunks, presses(1.0, 2.0))) == [0.25, 0.5]


def test_a_later_sign_answers_the_presses_before_it() -> None:
    chunks = [shown(2.5, "green")]
    assert list(latencies(Screen(20, 2), chunks, presses(1.0, 2.0))) == [1.5, 0.5]


def test_a_sign_that_still_stands_does_not_answer_the_next_round() -> None:
    chunks = [shown(1.5, "red"), Chunk(9.0, b"\x1b[2;1Hmore"), shown(9.5, "green")]
    expected = [0.5, 7.5, None, None, None]
    assert list(latencies(Screen(20, 2), chunks, presses(1.0, 2.0, 3.0, 4.0, 5.0))) == expected


def test_what_was_shown_before_the_press_is_no_answer() -> None:
    assert list(latencies(Screen(20, 2), [shown(0.5, "red")], presses(1.0))) == [None]


@pytest.mark.parametrize("cut", range(1, 40))
def test_a_screen_reads_what_comes_in_pieces(cut: int) -> None:
    data = HOME + b"\x1b[38;2;10;20;30mepoch  \x1b[48;5;3m  1,234 \x1b[0m\xe2\x94\x82"
    screen = Screen(20, 2)
    for piece in (data[:cut], data[cut:]):
        screen.feed(piece)
    assert screen.text.startswith("epoch    1,234 │")
    assert screen.epoch == 1234


def test_a_quantile_is_the_latency_of_a_key() -> None:
    hundred = [number / 1000 for number in range(1, 101)]
    assert [quantile(hundred, share) for share in (0.5, 0.95, 0.99)] == [0.05, 0.095, 0.099]
    assert quantile([0.1, None], 0.5) == 0.1
    assert quantile([0.1, None], 0.99) == inf
