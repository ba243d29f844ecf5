"""The key above and the readout below the boundary: nothing that they say is lost unseen."""

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from npnn_tui.tui.charts.key_line import key_of, readout_of
from npnn_tui.tui.plotting.palette import Marker, class_colors
from numpy.typing import NDArray
from rich.cells import cell_len

MARKERS: list[Marker] = ["braille", "blocks", "ascii"]
MANY = [f"class{number}" for number in range(40)]
IRIS = ["setosa", "versicolor", "virginica"]
LABELS = ("sepal length (cm)", "sepal width (cm)")

several_names = st.lists(
    st.one_of(st.text(max_size=30), st.sampled_from(["日本語", "🎉", "class1", "\x1b[31m"])),
    min_size=1,
    max_size=40,
)


def key(names: list[str], width: int, marker: Marker = "braille", has_test: bool = True) -> str:
    return key_of(names, width, marker, 1, has_test=has_test).rows()[0].rstrip()


def shares(count: int) -> NDArray[np.float64]:
    """Return probabilities, the likeliest class last."""
    weights = np.arange(1.0, count + 1)
    return np.asarray(weights / weights.sum())


def test_the_key_names_each_shape() -> None:
    assert key(IRIS, 80) == "● setosa  ■ versicolor  ▲ virginica  ○□ test  ✗ mistake"
    assert key(IRIS, 80, has_test=False) == "● setosa  ■ versicolor  ▲ virginica  ✗ mistake"
    assert key(IRIS, 80, "ascii") == "o setosa  x versicolor  v virginica  OX test  ! mistake"


def test_shapes_of_the_key_have_the_colours_of_their_classes() -> None:
    row = key_of(["日", "b"], 40, "braille", 1, has_test=False)
    characters = row.characters[0].tolist()
    colors = row.foreground[0][[characters.index("●"), characters.index("■")]]
    assert colors.tolist() == class_colors([0, 1]).tolist()
    assert row.foreground[0, characters.index("b")] == 1


def test_the_key_shows_names_in_any_script() -> None:
    assert key(["日本語", "🎉"], 80) == "● 日本語  ■ 🎉  ○□ test  ✗ mistake"


def test_the_key_shortens_names_before_it_leaves_any_out() -> None:
    assert key(IRIS, 50) == "● setosa  ■ versic…  ▲ virgin…  ○□ test  ✗ mistake"
    assert key(IRIS, 39) == "● se…  ■ ve…  ▲ vi…  ○□ test  ✗ mistake"
    assert key(IRIS, 38) == "● setosa  +2 more  ○□ test  ✗ mistake"
    assert key(IRIS, 27) == "+3 more  ○□ test  ✗ mistake"


def test_a_tiny_key_keeps_the_mistakes() -> None:
    assert [key(IRIS, width) for width in (19, 18, 9, 8)] == [
        "○□ test  ✗ mistake",
        "○□ test  ✗ mistake",
        "✗ mistake",
        "",
    ]


def test_the_key_does_not_shorten_names_until_they_look_the_same() -> None:
    names = ["spam_egg_a", "spam_egg_b", "spam_egg_c"]
    assert key(names, 42) == "● sp…a  ■ sp…b  ▲ sp…c  ○□ test  ✗ mistake"
    assert key(names, 39) == "● s…a  ■ s…b  ▲ s…c  ○□ test  ✗ mistake"
    assert key(MANY[8:12], 50) == "● cl…8  ■ cl…9  ▲ cl…0  ◆ cl…1  ○□ test  ✗ mistake"


@pytest.mark.parametrize("marker", MARKERS)
@given(names=several_names, width=st.integers(30, 120), has_test=st.booleans())
def test_every_class_is_shown_or_counted(
    marker: Marker, names: list[str], width: int, has_test: bool
) -> None:
    row = key_of(names, width, marker, 1, has_test=has_test)
    text = row.rows()[0].rstrip()
    assert cell_len(row.rows()[0]) == width
    assert text.endswith(" mistake")
    assert (" test  " in text) == has_test or "test" in "".join(names)
    colors = [int(color) for color in row.foreground[0] if color not in (1, -1)]
    hidden = re.search(r"\+(\d+) more  (.. test  )?. mistake$", text)
    assert len(colors) + (int(hidden[1]) if hidden else 0) == len(names)
    assert text.isascii() or marker != "ascii"


@given(several_names, st.integers(0, 30))
def test_a_tiny_key_is_cut_between_its_entries(names: list[str], width: int) -> None:
    row = key_of(names, width, "braille", 1, has_test=True).rows()[0]
    assert cell_len(row) == width
    assert not row.strip() or row.rstrip().endswith("✗ mistake")


def test_names_that_begin_alike_stay_distinct_in_the_key() -> None:
    shown = re.findall(r"c[^ ]*\d", key(MANY, 120))
    assert len(shown) == len(set(shown)) > 10


def test_the_readout_begins_with_the_likeliest_class() -> None:
    text = readout_of((0.52, -0.314), ("x", "y"), np.array([0.07, 0.93]), ["0", "1"])
    assert text == "x 0.52  y -0.314: 1 93.0%, 0 7.0%"
    assert readout_of((0.52, 0), ("x", ""), np.array([1.0]), ["a"]) == "x 0.52: a 100.0%"


@pytest.mark.parametrize("names", [IRIS, MANY, ["日本語", "中文名字很长", "한국어"]])
def test_no_probability_is_lost_for_long_names(names: list[str]) -> None:
    values = shares(len(names))
    expected = [f"{share:.1%}" for share in sorted(values, reverse=True)[:4]]
    for width in range(52, 130):
        text = readout_of((0.52, -0.314), LABELS, values, names, width=width)
        assert cell_len(text) <= width
        assert re.findall(r"[\d.]+%", text) == expected


def test_the_readout_rounds_the_place_before_it_leaves_it_out() -> None:
    values = np.array([0.925, 0.027, 0.048])
    for width, where in ((43, "x 0.307  y -0.0432: "), (42, "x 0.31  y -0.043: "), (40, "")):
        text = readout_of((0.307, -0.0432), ("x", "y"), values, ["0", "1", "2"], width=width)
        assert text == f"{where}0 92.5%, 2 4.8%, 1 2.7%"


def test_the_readout_gives_up_the_place_before_any_probability() -> None:
    values = shares(3)
    assert readout_of((0.5, -0.3), LABELS, values, IRIS, width=74) == (
        "sepal l… 0.5  sepal w… -0.3: virgini… 50.0%, versico… 33.3%, setosa 16.7%"
    )
    assert readout_of((0.5, -0.3), LABELS, values, IRIS, width=50) == (
        "virginica 50.0%, versicolor 33.3%, setosa 16.7%"
    )
    assert readout_of((0.5, -0.3), LABELS, values, IRIS, width=25) == "vi… 50.0%, ve… 33.3%"
    assert readout_of((0.5, -0.3), LABELS, values, IRIS, width=5) == "50.0%"


@given(several_names, st.integers(0, 120), st.sampled_from(MARKERS))
def test_a_readout_fits_and_keeps_the_greatest_probability(
    names: list[str], width: int, marker: Marker
) -> None:
    values = shares(len(names))
    text = readout_of((1.5, -2e-9), LABELS, values, names, width=width, marker=marker)
    assert cell_len(text) <= width
    assert text.isascii() or marker != "ascii"
    assert f"{values[-1]:.1%}" in text or width < 6


def test_classes_stay_distinct_in_the_readout() -> None:
    text = readout_of((1, 2), LABELS, shares(40), MANY, width=50)
    shown = re.findall(r"(\S+) [\d.]+%", text)
    assert len(set(shown)) == 4
    assert [name[-2:] for name in shown] == ["39", "38", "37", "36"]


def test_the_ellipsis_is_that_of_the_marker() -> None:
    names = ["größer als alles", "a long plain name"]
    values = np.array([0.4, 0.6])
    for marker in MARKERS:
        said = key(names, 44, marker) + readout_of(
            (1, 2), LABELS, values, names, width=44, marker=marker
        )
        assert ("~" in said, "…" in said) == ((True, False) if marker == "ascii" else (False, True))
