"""How an axis is read, and what values it has."""

from random import Random
from typing import Any

import pytest
from npnn_tui.datasets.knobs import FieldError
from npnn_tui.engine.sweeps.axes import Axis


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("learning_rate=0.001,0.01,0.05", (0.001, 0.01, 0.05)),
        ("learning-rate=0.1", (0.1,)),
        ("--l2=0,0.1,0", (0.0, 0.1)),
        ("hidden=8,16x4,none", ((8,), (16, 4), ())),
        ("activation=relu,TANH", ("relu", "tanh")),
        ("standardise=on,off", (True, False)),
        ("batch_size=full,32", (None, 32)),
        ("data=moons,circles", ("moons", "circles")),
        ("l2=0:0.3:4", (0.0, 0.1, 0.2, 0.3)),
        ("l2=0.3:0:4", (0.3, 0.2, 0.1, 0.0)),
        ("learning_rate=0.001:1:4:log", (0.001, 0.01, 0.1, 1.0)),
        ("samples=10:20:3", (10, 15, 20)),
        ("samples=2:4:9", (2, 3, 4)),
        ("hidden=4:64:5:log", ((4,), (8,), (16,), (32,), (64,))),
    ],
)
def test_values(text: str, values: tuple[Any, ...]) -> None:
    axis = Axis.parse(text)
    assert axis.values == values
    assert [type(value) for value in axis.values] == [type(value) for value in values]


@pytest.mark.parametrize(
    ("text", "field", "words"),
    [
        ("", "vary", "vary must be NAME=VALUE"),
        ("learning_rate", "vary", "got learning_rate"),
        ("=1,2", "vary", "vary must name a knob of the experiment, got nothing"),
        ("learning_rat=1", "vary", "did you mean learning_rate?"),
        ("pace=1,2", "vary", "vary must name a knob of the experiment, got pace"),
        ("n\x1b[2J=1", "vary", r"got n\x1b[2J"),
        ("learning_rate=", "learning_rate", "learning_rate must be between"),
        ("learning_rate=0.1,,0.2", "learning_rate", "got nothing"),
        ("learning_rate=0.1,x", "learning_rate", "got x"),
        ("learning_rate=0:1:5", "learning_rate", "got 0"),
        ("l2=0:1:5:log", "l2", "l2 must vary over a range above 0 for log, got 0:1:5:log"),
        ("l2=0:1:1", "l2", "a count between 2 and 10,000, got 0:1:1"),
        ("l2=0:1:x", "l2", "a count between 2 and 10,000, got 0:1:x"),
        ("l2=0:1:" + "9" * 5000, "l2", "a count between 2 and 10,000, got 0:1:999"),
        ("l2=0:1:2:3", "l2", "FIRST:LAST:COUNT"),
        ("l2=0:", "l2", "got nothing"),
        ("l2=log", "l2", "got log"),
        ("hidden=4:8,8:3", "hidden", "a number at each end of a range, got 8,8"),
        ("batch_size=full:8:3", "batch_size", "a number at each end of a range, got full"),
    ],
)
def test_what_is_no_axis_is_refused_in_a_sentence(text: str, field: str, words: str) -> None:
    with pytest.raises(FieldError) as caught:
        Axis.parse(text)
    assert caught.value.field == field
    assert words in str(caught.value)
    assert "\x1b" not in str(caught.value)


def test_a_draw_from_a_span_is_anywhere_in_it_and_from_a_list_one_of_it() -> None:
    random = Random(0)
    rates = [Axis.parse("learning_rate=0.001:1:log").draw(random) for _ in range(400)]
    assert 0.001 <= min(rates) < 0.002
    assert 0.5 < max(rates) <= 1
    assert 150 < sum(rate < 0.001**0.5 for rate in rates) < 250  # half of them on a log scale
    widths = {Axis.parse("hidden=1:4").draw(random) for _ in range(100)}
    assert widths == {(1,), (2,), (3,), (4,)}
    assert {Axis.parse("l2=0,1").draw(random) for _ in range(50)} == {0.0, 1.0}
