"""The points of a sweep: which there are, in which order, and which sweeps there cannot be."""

import pytest
from npnn_tui.datasets.knobs import FieldError
from npnn_tui.engine import Experiment
from npnn_tui.engine.sweeps.axes import Axis
from npnn_tui.engine.sweeps.sweep import Sweep


def axes(*texts: str) -> tuple[Axis, ...]:
    return tuple(map(Axis.parse, texts))


def test_a_grid_has_every_combination_the_last_axis_changing_fastest() -> None:
    points = Sweep({"noise": 0.1}, axes("l2=0,1", "hidden=2,3,4")).points()
    assert [dict(point.settings) for point in points] == [
        {"l2": l2, "hidden": (width,)} for l2 in (0.0, 1.0) for width in (2, 3, 4)
    ]
    assert [point.number for point in points] == [point.cell for point in points] == [*range(6)]
    assert points[4].experiment == Experiment.of({"noise": 0.1, "l2": 1.0, "hidden": (3,)})


def test_seeds_repeat_each_cell_with_other_initial_weights_on_the_same_data() -> None:
    points = Sweep({"seed": 7}, axes("l2=0,1"), seeds=3).points()
    assert [(point.cell, point.seed) for point in points] == [
        (cell, seed) for cell in (0, 1) for seed in (7, 8, 9)
    ]
    assert {point.experiment.recipe for point in points} == {Experiment().recipe}


def test_defaults_follow_the_data_where_the_data_vary() -> None:
    moons, hills = Sweep({}, axes("data=moons,hills")).points()
    assert moons.experiment.config.optimizer == "gd"
    assert hills.experiment == Experiment.of({"data": "hills"})
    assert hills.experiment.config.optimizer == "adam"


def test_random_points_are_as_many_as_asked_for_and_the_same_again() -> None:
    sweep = Sweep({"seed": 3}, axes("l2=0:1", "activation=relu,tanh"), draws=50)
    first, again = sweep.points(), sweep.points()
    assert len(first) == sweep.size == 50
    assert first == again
    assert len({point.settings["l2"] for point in first}) == 50
    assert {point.settings["activation"] for point in first} == {"relu", "tanh"}
    other = Sweep({"seed": 4}, sweep.axes, draws=50).points()
    assert [point.settings for point in other] != [point.settings for point in first]


@pytest.mark.parametrize(
    ("sweep", "field", "words"),
    [
        (lambda: Sweep({}, axes("l2=0", "l2=1")), "vary", "each knob once, got l2 twice"),
        (
            lambda: Sweep({}, axes("seed=0,1"), seeds=2),
            "seeds",
            "seeds must be 1 where seed varies",
        ),
        (
            lambda: Sweep({}, axes("l2=0:1")),
            "l2",
            "a range with a count, as 0:1:5, unless --random or --search",
        ),
        (
            lambda: Sweep({}, axes("l2=0:1:1000", "l1=0:1:1000")),
            "vary",
            "at most 100,000 trainings, got 1,000,000",
        ),
        (
            lambda: Sweep({"data": "xor"}, axes("classes=2,3")).points(),
            "classes",
            "classes must be 2 for xor, got 3",
        ),
        (
            lambda: Sweep({"data": "iris"}, axes("noise=0,1")).points(),
            "noise",
            "noise must be left out here",
        ),
    ],
)
def test_what_cannot_be_swept_is_refused(sweep: object, field: str, words: str) -> None:
    assert callable(sweep)
    with pytest.raises(FieldError) as caught:
        sweep()
    assert caught.value.field == field
    assert words in str(caught.value)
