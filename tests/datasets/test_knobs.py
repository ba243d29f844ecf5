"""Kinds of value and knobs: what they read, write, allow and refuse."""

import pickle
import re
import unicodedata
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from npnn_tui.datasets import FieldError, Knob, Recipe, knobs_of, printable
from npnn_tui.datasets.kinds import Choice, Kind, Real, Switch, Text, Whole, Widths
from npnn_tui.datasets.knobs import FAMILIES

WHOLE, REAL = Whole(2, 1_000_000), Real(0, 10)
KINDS: list[tuple[Kind, st.SearchStrategy[Any]]] = [
    (WHOLE, st.integers(2, 1_000_000)),
    (Whole(1, 9, "never"), st.none() | st.integers(1, 9)),
    (REAL, st.floats(0, 10)),
    (Real(-1e300, 1e300, "off"), st.none() | st.floats(-1e300, 1e300)),
    (Choice(("sum", "mean")), st.sampled_from(["sum", "mean"])),
    (Switch(), st.booleans()),
    (Text("any text"), st.text(max_size=50)),
    (Widths(), st.lists(st.integers(1, 4096), max_size=16).map(tuple)),
]
HIDDEN = replace(knobs_of(Recipe)[0], name="widths", kind=Widths())
FOREIGN = ("1_0", "0_1", "１", "٠", "1,0", "_1", "1__000")
"""Numbers to Python, or nearly, but not to people who see them in a field."""

KNOBS = {declared.name: declared for declared in knobs_of(Recipe)}


@pytest.mark.parametrize(("kind", "values"), KINDS, ids=lambda part: type(part).__name__)
@given(data=st.data())
def test_what_is_written_reads_back(
    kind: Kind, values: st.SearchStrategy[Any], data: st.DataObject
) -> None:
    value = data.draw(values)
    assert kind.contains(value)
    back = kind.parse(kind.format(value))
    assert back == value
    assert type(back) is type(value) or isinstance(kind, Real)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (name, text)
        for name in ("samples", "noise", "classes", "test_fraction", "data_seed", "standardise")
        for text in (
            "nan",
            "inf",
            "-inf",
            "1e999",
            "abc",
            "",
            " ",
            "-1",
            "0x1",
            "1 2",
            "9" * 5000,
            *FOREIGN,
        )
    ],
)
def test_bad_texts_are_refused_in_one_printable_sentence(name: str, text: str) -> None:
    declared = KNOBS[name]
    with pytest.raises(FieldError) as caught:
        declared.parse(text)
    assert caught.value.field == name
    assert str(caught.value).startswith(f"{name} must be {declared.kind.allowed}, got ")
    assert str(caught.value).isprintable()
    assert len(str(caught.value)) < 200


@pytest.mark.parametrize(
    "text",
    ["", "0", "32,", ",", "4097", "32,-1", "a", "3.5", "1," * 16 + "1", "3_2", "３２", "1_000_0"],
)
def test_bad_widths_are_refused(text: str) -> None:
    with pytest.raises(FieldError, match="widths must be"):
        HIDDEN.parse(text)


def test_spellings_that_are_read() -> None:
    assert WHOLE.parse(" 1,000 ") == WHOLE.parse("1_000") == 1000
    assert WHOLE.parse("+1000") == 1000
    assert WHOLE.parse("1,000,000") == WHOLE.parse("1_000_000") == 1_000_000
    assert REAL.parse("1e-1 ") == REAL.parse(".1") == REAL.parse("+0.1") == 0.1
    assert [Switch().parse(text) for text in ("ON", "yes", "1", "Off", "no", "0")] == [
        True,
        True,
        True,
        False,
        False,
        False,
    ]
    assert Widths().parse("32x16") == Widths().parse("32 16") == Widths().parse("32, 16")
    assert Widths().parse("None") == ()
    assert Choice(("sum",)).parse(" Sum") == "sum"


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (WHOLE, True),
        (WHOLE, 2.0),
        (WHOLE, 1),
        (WHOLE, 1_000_001),
        (WHOLE, None),
        (REAL, float("nan")),
        (REAL, float("inf")),
        (REAL, 10**400),
        (REAL, True),
        (REAL, "1"),
        (REAL, None),
        (Switch(), 1),
        (Text("a text", longest=3), "abcd"),
        (Widths(), [32]),
        (Widths(), (True,)),
        (Choice(("sum",)), "mean"),
        (Choice(("sum",)), np.array(["sum", "sum"])),
        (Choice(("sum",)), ["sum"]),
    ],
)
def test_values_that_are_not_permitted(kind: Kind, value: object) -> None:
    assert not kind.contains(value)


@pytest.mark.parametrize(
    ("kind", "value", "normal"),
    [
        (WHOLE, np.int64(5), 5),
        (WHOLE, np.uint8(5), 5),
        (REAL, np.float64(0.1), 0.1),
        (REAL, np.float32(0.5), 0.5),
        (REAL, np.int32(3), 3),
        (Whole(1, 9, "never"), None, None),
        (Switch(), np.True_, True),
        (Choice(("sum",)), np.str_("sum"), "sum"),
        (Text("a text"), np.str_("sum"), "sum"),
        (Widths(), [32, np.int64(16)], (32, 16)),
        (Widths(), (np.uint16(8),), (8,)),
        (Widths(), [], ()),
    ],
)
def test_values_of_numpy_become_plain(kind: Kind, value: object, normal: object) -> None:
    plain = kind.normal(value)
    assert plain == normal
    assert type(plain) is type(normal)
    assert kind.contains(plain)
    if isinstance(plain, tuple):
        assert all(type(width) is int for width in plain)


@pytest.mark.parametrize("value", [True, np.True_, np.float64(5), 5.0, "5", np.array([5]), [5]])
def test_what_is_no_whole_number_stays_none(value: object) -> None:
    assert not WHOLE.contains(WHOLE.normal(value))


def test_a_recipe_keeps_plain_values() -> None:
    recipe = Recipe(samples=np.int64(50), noise=np.float32(0.5), standardise=np.True_)  # type: ignore[arg-type]
    assert recipe == Recipe(samples=50, noise=0.5, standardise=True)
    assert [type(v) for v in (recipe.samples, recipe.noise, recipe.standardise)] == [
        int,
        float,
        bool,
    ]


@pytest.mark.parametrize("knob", knobs_of(Recipe), ids=lambda knob: knob.name)
def test_help_has_two_sentences(knob: Knob) -> None:
    assert len(re.findall(r"[a-z0-9]\.(?= [A-Z]|$)", knob.help)) == 2
    assert knob.help.endswith(".")


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"default": 0.01, "table_default": 0.1}, "default 0.01, for a table 0.1"),
        ({"default": 0.01, "table_default": 0.01}, "default 0.01"),
        ({"default": 0.0, "table_default": 0.0}, "default 0"),
        (
            {"default": 0.0, "surface_default": 1, "table_default": 2},
            "default 0, for a surface 1, for a table 2",
        ),
    ],
)
def test_defaults_in_words(values: dict[str, float], words: str) -> None:
    values = {"surface_default": values["default"], **values}
    assert replace(KNOBS["noise"], **values).default_words == words  # type: ignore[arg-type]
    assert KNOBS["standardise"].default_words == "default off, for a table on"
    assert KNOBS["label"].default_words == "default none"


@pytest.mark.parametrize(
    ("values", "field", "sentence"),
    [
        ({"samples": 1}, "samples", "a whole number between 2 and 1,000,000, got 1"),
        ({"noise": float("nan")}, "noise", "between 0 and 10, got nan"),
        ({"data": "mons"}, "data", "got mons; did you mean moons?"),
        ({"data": ""}, "data", "got nothing"),
        ({"data": "\x1b[31m"}, "data", "got \\x1b[31m"),
        ({"data": "xor", "classes": 3}, "classes", "classes must be 2 for xor, got 3"),
        (
            {"data": "iris", "label": "nosuch"},
            "label",
            "label must be left out for iris, whose classes are fixed, got nosuch",
        ),
        ({"data": ["x"]}, "data", "got ['x']"),
        ({"samples": True}, "samples", "got True"),
        ({"classes": 11}, "classes", "a whole number between 2 and 10, got 11"),
    ],
)
def test_a_recipe_names_the_field_that_is_wrong(
    values: dict[str, Any], field: str, sentence: str
) -> None:
    with pytest.raises(FieldError) as caught:
        Recipe(**values)
    assert caught.value.field == field
    assert str(caught.value).endswith(sentence)


def test_a_recipes_defaults_are_permitted_for_sets_and_for_tables() -> None:
    for family in FAMILIES:
        assert all(knob.kind.contains(knob.default_for(family)) for knob in KNOBS.values())
    assert KNOBS["standardise"].default_for("table") is True
    applying = {
        family: {name for name, knob in KNOBS.items() if knob.applies_to({}, family)}
        for family in FAMILIES
    }
    assert set(KNOBS) - applying["classes"] == {"label", "task"}
    assert set(KNOBS) - applying["surface"] == {"label", "task", "classes"}
    assert set(KNOBS) - applying["table"] == {"samples", "noise", "classes"}
    assert KNOBS["test_fraction"].option == "--test-fraction"


def test_an_error_survives_the_way_home_from_another_process() -> None:
    back = pickle.loads(pickle.dumps(FieldError("noise", "noise must be …")))  # noqa: S301
    assert (back.field, str(back)) == ("noise", "noise must be …")


@given(text=st.text(max_size=200))
def test_printable_text_has_no_controls_and_is_cut(text: str) -> None:
    shown = printable(text)
    categories = {unicodedata.category(letter) for letter in shown if letter not in "\u200c\u200d"}
    assert not categories & {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
    assert len(shown) <= 60 * len("\\U0010ffff")
    if text.isprintable() and len(text) <= 60:
        assert shown == text


def test_printable_spells_out_what_could_move_the_cursor() -> None:
    assert printable("\x1b[2J\n\u202e👩‍🔬[red]") == "\\x1b[2J\\n\\u202e👩‍🔬[red]"
    assert printable("x" * 100) == "x" * 59 + "…"
