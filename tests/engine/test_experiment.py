"""Experiments: knobs are checked one by one, tables have defaults of their own, runs repeat."""

import math
from dataclasses import fields
from typing import Any

import numpy as np
import pytest
from npnn_tui.datasets import FieldError, Knob, Recipe, load
from npnn_tui.datasets.kinds import Choice, Real, Switch, Text, Whole, Widths
from npnn_tui.engine import KNOBS, Config, Experiment, Trainer


def bad_values(knob: Knob) -> list[Any]:
    match knob.kind:
        case Whole(low, high, absent):
            return [low - 1, high + 1, 1.5, "3", True, *([] if absent else [None])]
        case Real(low, high, absent):
            below, above = math.nextafter(low, -math.inf), math.nextafter(high, math.inf)
            return [below, above, math.nan, math.inf, -math.inf, "0.1", *([] if absent else [None])]
        case Choice():
            return ["", "abc", None, 3, ["relu"]]
        case Switch():
            return [0, 1, "on", None]
        case Widths():
            return [(0,), (-1,), (4097,), (1.5,), [0], (True,), (1,) * 17, 32, None]
        case Text():
            return [None, 3, "x" * 4097, ["x"]]
    raise AssertionError(knob)


def good_values(knob: Knob) -> list[Any]:
    match knob.kind:
        case Whole(low, high) | Real(low, high):
            return [low, high]
        case Choice(names):
            return list(names)
        case Widths():
            return [(), (1,), (4096,) * 16]
    return []


@pytest.mark.parametrize(
    ("name", "value"), [(knob.name, value) for knob in KNOBS.values() for value in bad_values(knob)]
)
def test_what_is_not_allowed_is_refused_in_a_sentence(name: str, value: Any) -> None:
    part = Recipe if name in {field.name for field in fields(Recipe)} else Config
    with pytest.raises(FieldError) as caught:
        part(**{name: value})
    assert caught.value.field == name
    sentence = str(caught.value)
    assert sentence.startswith(f"{name} must be {KNOBS[name].kind.allowed}, got ")
    value = tuple(value) if name == "hidden" and isinstance(value, list) else value
    shown = str(value) if value != "" else "nothing"
    assert sentence.endswith(shown) or shown.startswith(sentence.rpartition("got ")[2][:-1])


@pytest.mark.parametrize(
    ("name", "value"),
    [
        (knob.name, value)
        for knob in KNOBS.values()
        for value in good_values(knob)
        if knob.name != "classes"
    ],
)
def test_limits_themselves_are_allowed(name: str, value: Any) -> None:
    assert Experiment().changed({name: value}).values[name] == value


@pytest.mark.parametrize("knob", KNOBS.values(), ids=KNOBS)
def test_each_knob_can_be_explained(knob: Knob) -> None:
    assert knob.label
    assert knob.help.count(". ") + knob.help.count(".\n") <= 2
    assert knob.help.endswith(".")
    assert knob.group in ("Data", "Network", "Training", "Optimizer", "Stopping")
    assert knob.kind.contains(knob.default)
    assert knob.kind.contains(knob.table_default)


def test_the_defaults_are_the_originals_recommended_start() -> None:
    values = Experiment.of({}).values
    assert values["data"] == "moons"
    assert (values["samples"], values["noise"], values["hidden"]) == (200, 0.2, (32,))
    assert (values["activation"], values["initializer"]) == ("relu", "lecun_normal")
    assert (values["learning_rate"], values["l2"], values["reduction"]) == (0.01, 0.01, "sum")
    assert (values["min_improvement"], values["check_every"]) == (0.01, 1000)


@pytest.mark.parametrize("data", ["iris", "some.csv", "a/b.PARQUET"])
def test_tables_have_defaults_of_their_own(data: str) -> None:
    values = Experiment.of({"data": data}).values
    assert (values["reduction"], values["learning_rate"]) == ("mean", 0.1)
    assert (values["standardise"], values["test_fraction"]) == (True, 0.2)
    assert Experiment.of({"data": data, "learning_rate": 0.01}).config.learning_rate == 0.01


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        (
            {"data": "iris", "samples": 100},
            "samples must be left out here, as it applies to generated data sets only, got 100",
        ),
        (
            {"data": "iris", "noise": 0.5},
            "noise must be left out here, as it applies to generated data sets only, got 0.5",
        ),
        ({"label": "kind"}, "label must be left out here, as it applies to tables only, got kind"),
    ],
)
def test_knobs_without_a_meaning_here_are_refused(values: dict[str, Any], sentence: str) -> None:
    with pytest.raises(FieldError, match=f"^{sentence}") as caught:
        Experiment.of(values)
    assert caught.value.field == sentence.split(maxsplit=1)[0]


@pytest.mark.parametrize(
    ("values", "field", "sentence"),
    [
        ({"data": ["x"]}, "data", "data must be one of .*, got \\['x'\\]"),
        ({"activation": np.array([1, 2])}, "activation", "activation must be .*, got \\[1 2\\]"),
        ({"data": "iris", "noise": "abc"}, "noise", "noise must be between 0 and 10, got abc"),
        ({"data": "iris", "label": "a"}, "label", "label must be left out for iris, .*, got a"),
        ({"nois": 0.1}, "nois", r"nois is no knob; did you mean noise\?"),
        ({"\x1b[": 1}, "\x1b[", r"\\x1b\[ is no knob"),
        ({"samples": np.float32(5)}, "samples", "samples must be a whole .*, got 5.0"),
        ({"samples": np.True_}, "samples", "samples must be a whole .*, got True"),
        ({"noise": True}, "noise", "noise must be .*, got True"),
    ],
)
def test_no_value_and_no_name_makes_it_stumble(
    values: dict[str, Any], field: str, sentence: str
) -> None:
    for build in (Experiment.of, Experiment().changed):
        with pytest.raises(FieldError, match=f"^{sentence}$") as caught:
            build(values)
        assert caught.value.field == field


def test_values_of_numpy_and_lists_are_kept_in_plain_python() -> None:
    given = {"samples": np.int64(50), "l2": np.float32(0.5), "hidden": [8, np.int8(4)]}
    plain = Experiment.of({"samples": 50, "l2": 0.5, "hidden": (8, 4)})
    assert Experiment.of(given) == plain == Experiment().changed(given)
    assert Config(hidden=[8, 4]) == Config(hidden=(8, 4))  # type: ignore[arg-type]
    kept = Experiment.of(given)
    assert (type(kept.recipe.samples), type(kept.config.l2)) == (int, float)
    assert [type(width) for width in kept.config.hidden] == [int, int]
    assert hash(kept) == hash(plain)


def test_differences_are_the_knobs_that_differ() -> None:
    one = Experiment.of({})
    other = one.changed({"samples": 300, "l2": 0.5, "noise": 0.2})
    assert [knob.name for knob in other.differences(one)] == ["samples", "l2"]
    assert list(one.differences(one)) == []
    assert [knob.name for knob in KNOBS.values() if knob.live] == [
        *("threads", "learning_rate", "reduction", "l2", "l1", "dropout", "clip"),
        *("optimizer", "momentum", "rho", "beta_1", "beta_2", "epsilon"),
        *("schedule", "decay", "decay_every", "warmup"),
        *("max_epochs", "min_improvement", "check_every", "target_loss", "patience"),
        *("time_limit", "log_every"),
    ]


@pytest.mark.parametrize("knobs", [{}, {"batch_size": 16, "dtype": "float64", "hidden": (8, 8)}])
def test_the_same_experiment_twice_is_the_same_run(knobs: dict[str, Any]) -> None:
    def trained(**more: Any) -> Trainer:
        experiment = Experiment.of({"min_improvement": 0.0, **knobs, **more})
        trainer = Trainer(experiment.config, load(experiment.recipe))
        trainer.advance(60)
        return trainer

    one, two = trained(), trained()
    assert one.network.parameters.tobytes() == two.network.parameters.tobytes()
    assert one.history.curves().high.tobytes() == two.history.curves().high.tobytes()
    for other in (trained(seed=1), trained(data_seed=1)):
        assert (other.network.parameters != one.network.parameters).any()
    # The test set, the log and the rules only watch.
    for other in (trained(test_fraction=0.5), trained(log_every=7, check_every=3)):
        assert (other.network.parameters == one.network.parameters).all()


def test_a_batch_larger_than_the_data_is_refused_with_the_datas_limit() -> None:
    split = load(Recipe(samples=50))
    assert Trainer(Config(batch_size=50), split).epoch == 0
    with pytest.raises(FieldError, match=r"between 1 and 50, .*got 51$") as caught:
        Trainer(Config(batch_size=51), split)
    assert caught.value.field == "batch_size"


def test_metrics_by_hand() -> None:
    """Zero weights give even probabilities: loss ln 2, and the first class everywhere."""
    split = load(Recipe(samples=40))
    trainer = Trainer(Config(initializer="zeros"), split)
    metrics = trainer.measure()
    for loss in (metrics.train_loss, metrics.test_loss, metrics.objective):
        assert loss == pytest.approx(math.log(2), rel=1e-6)
    assert metrics.train_score == np.mean(split.train.targets == 0)
    assert metrics.test_score == np.mean(split.test.targets == 0)


def test_metrics_are_those_of_the_networks_predictions() -> None:
    experiment = Experiment.of({"data": "blobs", "classes": 3, "noise": 1.5, "dtype": "float64"})
    split = load(experiment.recipe)
    trainer = Trainer(experiment.config, split)
    trainer.advance(30)
    metrics = trainer.measure()
    for data, loss, accuracy in (
        (split.train, metrics.train_loss, metrics.train_score),
        (split.test, metrics.test_loss, metrics.test_score),
    ):
        rows = trainer.network.probabilities(data.inputs).tolist()
        targets = data.targets.tolist()
        right = [row.index(max(row)) == target for row, target in zip(rows, targets, strict=True)]
        assert accuracy == pytest.approx(sum(right) / len(data), rel=1e-15)
        surprise = [-math.log(row[target]) for row, target in zip(rows, targets, strict=True)]
        assert loss == pytest.approx(sum(surprise) / len(data), rel=1e-12)
    assert 0.5 < metrics.test_score < 1
