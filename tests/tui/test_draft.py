"""Edits of the parameter panel on their way to an experiment."""

from contextlib import suppress

import pytest
from npnn_tui.datasets import FieldError
from npnn_tui.engine import KNOBS, Experiment
from npnn_tui.tui.draft import Draft


def test_an_edit_changes_its_knob_alone() -> None:
    draft = Draft(Experiment.of({}))
    found = draft.edit("learning_rate", "0.5")
    assert [knob.name for knob in found.differences(Experiment.of({}))] == ["learning_rate"]
    assert draft.experiment is found


def test_a_refused_edit_leaves_the_experiment() -> None:
    draft = Draft(Experiment.of({}))
    with pytest.raises(FieldError) as caught:
        draft.edit("learning_rate", "fast")
    assert caught.value.field == "learning_rate"
    assert draft.experiment == Experiment.of({})
    assert draft.edit("l2", "0.5").config.learning_rate == 0.01


@pytest.mark.parametrize("order", [("data", "classes"), ("classes", "data")])
def test_edits_that_fit_only_together_wait_for_each_other(order: tuple[str, str]) -> None:
    draft = Draft(Experiment.of({"classes": 3}))
    texts = {"data": "xor", "classes": "2"}
    with suppress(FieldError):
        draft.edit(order[0], texts[order[0]])
    found = draft.edit(order[1], texts[order[1]])
    assert (found.recipe.data, found.recipe.classes) == ("xor", 2)


def test_what_does_not_fit_yet_is_named_by_the_field_in_the_way() -> None:
    draft = Draft(Experiment.of({"classes": 3}))
    with pytest.raises(FieldError, match=r"^classes must be 2 for xor, got 3$"):
        draft.edit("data", "xor")
    assert draft.experiment == Experiment.of({"classes": 3})


def test_an_edit_replaced_by_a_bad_one_is_not_kept() -> None:
    """The field no longer says 3 classes, so they must not come back by another edit."""
    draft = Draft(Experiment.of({"data": "xor"}))
    for text in ("3", "many"):
        with pytest.raises(FieldError):
            draft.edit("classes", text)
    assert draft.edit("data", "moons").recipe.classes == 2


def test_untouched_knobs_take_the_defaults_of_the_new_kind_of_data() -> None:
    draft = Draft(Experiment.of({"l2": 0.3, "noise": 0.5, "hidden": (8,)}))
    table = draft.edit("data", "iris")
    assert table == Experiment.of({"data": "iris", "l2": 0.3, "hidden": (8,)})
    assert (table.config.learning_rate, table.recipe.standardise) == (0.1, True)
    back = draft.edit("data", "moons")
    assert back == Experiment.of({"l2": 0.3, "hidden": (8,)})


def test_a_touched_knob_keeps_its_value_when_the_data_changes() -> None:
    draft = Draft(Experiment.of({}))
    draft.edit("learning_rate", "0.5")
    assert draft.edit("data", "iris").config.learning_rate == 0.5


@pytest.mark.parametrize("data", ["circles", "wine"])
def test_defaults_are_those_of_the_chosen_data(data: str) -> None:
    draft = Draft(Experiment.of({"data": data, "l2": 3.0, "hidden": (), "seed": 9}))
    assert draft.defaults() == draft.experiment == Experiment.of({"data": data})


@pytest.mark.parametrize("name", KNOBS)
def test_every_knob_takes_its_own_text_back(name: str) -> None:
    experiment = Experiment.of({})
    text = KNOBS[name].kind.format(experiment.values[name])
    assert Draft(experiment).edit(name, text) == experiment


def test_an_edit_that_waits_does_not_stand_in_the_way_of_another() -> None:
    draft = Draft(Experiment.of({"classes": 3}))
    with pytest.raises(FieldError):
        draft.edit("data", "xor")
    found = draft.edit("learning_rate", "0.5")
    assert (found.config.learning_rate, found.recipe.data) == (0.5, "moons")
    found = draft.edit("classes", "2")
    assert (found.recipe.data, found.config.learning_rate) == ("xor", 0.5)


def test_a_label_column_does_not_outlive_its_table() -> None:
    draft = Draft(Experiment.of({"data": "flowers.csv", "label": "kind"}))
    assert draft.edit("data", "iris").recipe.label == ""


def test_a_task_does_not_outlive_its_table() -> None:
    draft = Draft(Experiment.of({"data": "flowers.csv", "task": "regression"}))
    assert draft.edit("data", "iris").recipe.task == "auto"


def test_a_surface_brings_its_own_defaults_and_takes_no_classes() -> None:
    draft = Draft(Experiment.of({"classes": 3, "l2": 0.3}))
    surface = draft.edit("data", "hills")
    assert surface == Experiment.of({"data": "hills", "l2": 0.3})
    config = surface.config
    assert (config.activation, config.optimizer, config.reduction) == ("tanh", "adam", "mean")
    assert draft.edit("data", "diabetes") == Experiment.of({"data": "diabetes", "l2": 0.3})
    assert draft.edit("data", "moons") == Experiment.of({"l2": 0.3})
    with pytest.raises(FieldError, match=r"^classes must be left out .* generated classes only"):
        Experiment.of({"data": "ripple", "classes": 3})
