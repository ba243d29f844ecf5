"""From the form to the points of a sweep."""

import pytest
from npnn_tui.datasets.knobs import FieldError
from npnn_tui.engine import Experiment
from npnn_tui.engine.sweeps.presets import PRESETS
from npnn_tui.tui.wall.plan import pictures, planned


def test_the_experiment_is_kept_but_for_what_varies() -> None:
    experiment = Experiment.of({"data": "circles", "noise": 0.3, "l2": 0.5})
    points, names = planned(experiment, "", "l2=0,0.1  hidden=4,8", "2")
    assert names == ["l2", "hidden"]
    assert len(points) == 8
    assert all(point.experiment.recipe == experiment.recipe for point in points)
    assert points[2].experiment == experiment.changed({"l2": 0.0, "hidden": (8,)})
    assert points[1].experiment == points[0].experiment.changed({"seed": 1})


def test_seeds_alone_train_the_experiment_itself() -> None:
    experiment = Experiment.of({"data": "iris", "batch_size": 16})
    points, names = planned(experiment, "", "", "3")
    assert names == []
    assert [point.experiment for point in points] == [
        experiment.changed({"seed": seed}) for seed in range(3)
    ]


@pytest.mark.parametrize("picture", PRESETS)
def test_a_picture_leaves_the_experiment_aside(picture: str) -> None:
    points, names = planned(Experiment.of({"data": "wine"}), picture, "", "1")
    assert len(names) == 1
    assert {point.experiment.recipe.data for point in points} == {"moons"}
    assert (picture in [name for _, name in pictures()]) is True


@pytest.mark.parametrize(
    ("vary", "seeds", "field"),
    [("", "1", "vary"), ("l2", "1", "vary"), ("l2=x", "1", "l2"), ("", "0", "seeds")],
)
def test_what_makes_no_sense_names_its_field(vary: str, seeds: str, field: str) -> None:
    with pytest.raises(FieldError) as caught:
        planned(Experiment(), "", vary, seeds)
    assert caught.value.field == field
