"""Pictures and pages are well formed, small, harmless, and show what they say."""

import re
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from npnn_tui.datasets import FieldError
from npnn_tui.engine.runs.folder import EVENTS, MODEL, Run
from npnn_tui.engine.runs.model import Model
from npnn_tui.engine.runs.packing import pack
from npnn_tui.tui.pictures.axes import Axes
from npnn_tui.tui.pictures.ground import Ground
from npnn_tui.tui.pictures.picture import svg_export
from npnn_tui.tui.pictures.report import report_export
from npnn_tui.tui.pictures.style import DARK, LIGHT
from npnn_tui.tui.plotting.palette import contrast
from npnn_tui.tui.plotting.scales import Scale

from ...saved_runs import save_run

SVG = "{http://www.w3.org/2000/svg}"

EVIL = "</svg><script>alert('x')</script>&\x1b\u202e"
"""A name that would run, break the markup or turn the text around."""


@pytest.fixture(scope="module")
def moons(tmp_path_factory: pytest.TempPathFactory) -> Run:
    return save_run(tmp_path_factory.mktemp("runs"), "moons", data="moons", max_epochs=300)


def picture_of(run: Run) -> ElementTree.Element:
    (content,) = svg_export(run, Path("p.svg")).files.values()
    assert len(content) < 300_000
    return ElementTree.fromstring(content)


def page_of(run: Run) -> str:
    (content,) = report_export(run, Path("p.html")).files.values()
    return content.decode()


def texts_in(picture: ElementTree.Element) -> list[str]:
    return [text.text or "" for text in picture.iter(f"{SVG}text")]


@pytest.mark.parametrize(
    "knobs",
    [
        {"data": "moons"},
        {"data": "hills"},
        {"data": "iris"},
        {"data": "checkerboard", "classes": 10, "samples": 3000, "hidden": (64,)},
        {"data": "moons", "test_fraction": 0.0, "max_epochs": 1},
        {"data": "moons", "learning_rate": 50.0, "samples": 1000, "max_epochs": 40},
    ],
    ids=lambda knobs: "-".join(map(str, knobs.values())),
)
def test_any_run_can_be_shown(tmp_path: Path, knobs: dict[str, object]) -> None:
    run = save_run(tmp_path, "run", **knobs)
    texts = texts_in(picture_of(run))
    assert {"Loss", "training", "test"} <= set(texts)
    assert {"Boundary", "Surface"} & set(texts)
    ElementTree.fromstring(re.search(r"<svg.*</svg>", page_of(run), re.DOTALL)[0])  # type: ignore[index]


def area_of(picture: ElementTree.Element, place: tuple[float, float]) -> str:
    """The class of the area in which a place of the plane lies, in shares of its sides."""
    (areas,) = (g for g in picture.iter(f"{SVG}g") if g.get("shape-rendering"))
    column, row = int(place[0] * 160), int((1 - place[1]) * 160)
    for path in areas:
        for x, y, width in re.findall(r"M(\d+) (\d+)h(\d+)v1", path.get("d") or ""):
            if int(y) == row and int(x) <= column < int(x) + int(width):
                return path.get("class") or path.get("fill") or ""
    raise AssertionError("no area")


def test_each_place_has_the_colour_of_its_class(moons: Run) -> None:
    picture, ground = picture_of(moons), Ground.of(moons)
    across, up = ground.window()
    found = set()
    for place in np.random.default_rng(0).uniform(0.01, 0.99, (50, 2)):
        cell = (np.floor(place * 160) + 0.5) / 160
        point = [
            low + share * (high - low)
            for share, (low, high) in zip(cell, (across, up), strict=True)
        ]
        expected = moons.model.predict([point])[0]
        assert area_of(picture, (cell[0], cell[1])) == f"c{expected}"
        found.add(expected)
    assert found == {"0", "1"}


def marks_in(picture: ElementTree.Element, style: str) -> int:
    """How many observations are drawn; the key has one mark of each class more."""
    paths = [p for p in picture.iter(f"{SVG}path") if p.get("class") == f"{style} mark"]
    return sum((path.get("d") or "").count("M") for path in paths)


def test_every_observation_is_drawn(moons: Run) -> None:
    picture = picture_of(moons)
    assert [marks_in(picture, style) for style in ("c0", "c1")] == [101, 101]
    assert marks_in(picture, "t0") + marks_in(picture, "t1") == 50


def test_of_many_observations_a_sample_is_drawn(tmp_path: Path) -> None:
    picture = picture_of(save_run(tmp_path, "many", data="moons", samples=5000, max_epochs=1))
    drawn = sum(marks_in(picture, style) for style in ("c0", "c1", "t0", "t1")) - 2
    assert drawn == 800
    assert any("800 of 6,250 are drawn" in text for text in texts_in(picture))


def test_a_curve_passes_through_its_figures(moons: Run) -> None:
    paths = [
        p.get("d") or "" for p in picture_of(moons).iter(f"{SVG}path") if p.get("class") == "train"
    ]
    for path, figure in zip(paths, ("train_loss", "train_score"), strict=False):
        points = np.array([point.split() for point in re.findall("[ML]([^MLh]+)", path)], float)
        values, epochs = moons.metrics[figure], moons.metrics["epoch"]
        np.testing.assert_allclose(points[:, 0], 524 + 416 * epochs / 300, atol=0.1)
        slope, start = np.polyfit(values, points[:, 1], 1)
        assert slope < 0
        np.testing.assert_allclose(points[:, 1], start + slope * values, atol=0.1)


def test_axes_place_values_between_their_edges() -> None:
    axes = Axes(10, 20, 100, 50, Scale(0, 2), Scale(1, 1000, log=True))
    np.testing.assert_allclose(axes.across([0, 1, 2, 99]), [10, 60, 110, 110])
    np.testing.assert_allclose(axes.down([1, 10, 1000]), [70, 70 - 50 / 3, 20])


def named(run: Run, runs: Path, name: str) -> Run:
    """A copy of a run on a table, whose features and classes have a name from outside."""
    rows = "".join(f"{n / 7},{n % 3},{name if n % 2 else 'other'}\n" for n in range(40))
    (runs / "t.csv").write_text(f'"{name}",b,kind\n{rows}', encoding="utf-8")
    copy = save_run(runs, "evil", data=str(runs / "t.csv"), max_epochs=2)
    (copy.folder / EVENTS).write_text(f"epoch 1  {name}\n", encoding="utf-8")
    return copy


def test_names_from_outside_are_text_and_nothing_else(moons: Run, tmp_path: Path) -> None:
    run = named(moons, tmp_path, EVIL)
    (content,) = svg_export(run, Path("p.svg")).files.values()
    for markup in (content.decode(), page_of(run)):
        assert "<script" not in markup
        assert "&lt;/svg&gt;" in markup
        assert "\x1b" not in markup
        assert "\u202e" not in markup
    picture = picture_of(run)
    assert any("</svg>" in text for text in texts_in(picture))


def test_nothing_is_fetched_and_nothing_runs(moons: Run) -> None:
    page = page_of(moons)
    assert "default-src 'none'" in page
    (content,) = svg_export(moons, Path("p.svg")).files.values()
    for markup in (page, content.decode()):
        addresses = set(re.findall(r"\w+://[^\"'\s<]+", markup))
        assert addresses == {"http://www.w3.org/2000/svg"}
        assert not re.search(r"<script|<link|<img|@import|url\(|\son\w+=|href=", markup)


def test_a_page_says_what_was_chosen_and_what_came_of_it(tmp_path: Path) -> None:
    page = page_of(save_run(tmp_path, "run", data="moons", noise=0.15, max_epochs=7))
    chosen = page.split("What was chosen")[1].split("<h2>")[0]
    rows = re.findall(r'<th scope="row">(.*?)</th><td>(.*?)</td>', chosen)
    expected = [("Data", "moons"), ("Noise", "0.15"), ("Max epochs", "7"), ("Min improvement", "0")]
    assert rows == expected
    everything = page.split("All parameters")[1]
    assert "Learning rate" in everything
    assert "Momentum" not in everything  # plain descent has none
    assert "finished after 7 of 7 epochs" in page
    assert "epoch 0  started" in page
    assert re.search(r"Accuracy, test</th><td>\d+\.\d\d%", page)


def test_the_typical_error_is_in_the_units_of_the_data(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(
        "a,price\n" + "".join(f"{n},{n * 1000}.5\n" for n in range(120))
    )
    run = save_run(tmp_path, "run", data=str(tmp_path / "t.csv"), max_epochs=2)
    loss = run.metrics["train_loss"][-1]
    rmse = (2 * loss) ** 0.5 * run.model.target_scale
    assert f"RMSE, training</th><td>{rmse:.4g}<" in page_of(run)
    assert rmse > 1000


def test_without_the_data_the_curves_remain(moons: Run, tmp_path: Path) -> None:
    run = named(moons, tmp_path, "rose")
    (tmp_path / "t.csv").unlink()
    texts = texts_in(picture_of(run))
    assert "The boundary cannot be drawn." in texts
    assert "Loss" in texts


def test_other_data_than_those_learned_from_are_not_drawn(moons: Run, tmp_path: Path) -> None:
    run = named(moons, tmp_path, "rose")
    (tmp_path / "t.csv").write_text((tmp_path / "t.csv").read_text().replace("other", "tulip"))
    with pytest.raises(FieldError, match="others than those that the run learned from"):
        Ground.of(run)


def test_observations_are_scaled_as_the_model_has_them(moons: Run, tmp_path: Path) -> None:
    run = named(moons, tmp_path, "rose")
    before = Ground.of(run)
    rows = (tmp_path / "t.csv").read_text().splitlines()
    (tmp_path / "t.csv").write_text("\n".join([*rows, *["99,0,other"] * 40]))
    after = Ground.of(run)
    largest = after.split.train.inputs.max()
    expected = (99 - before.split.center[0]) / before.split.scale[0]
    assert largest == pytest.approx(expected)


@pytest.mark.parametrize("colors", [LIGHT, DARK], ids=["light", "dark"])
def test_text_and_lines_stand_out(colors: dict[str, str]) -> None:
    paper, *others = (
        int(colors[name][1:], 16) for name in ("paper", "ink", "faint", "train", "test")
    )
    ratios = [float(contrast(color, paper)) for color in others]
    assert min(ratios[:2]) >= 4.5
    assert min(ratios[2:]) >= 3


def test_a_run_with_a_damaged_model_is_refused(tmp_path: Path) -> None:
    run = save_run(tmp_path, "run", data="moons", max_epochs=1)
    (run.folder / MODEL).write_bytes(pack({"a": 1}))
    with pytest.raises(FieldError, match=r"model.safetensors is damaged"):
        svg_export(run, Path("p.svg"))
    assert isinstance(save_run(tmp_path, "sound", data="moons", max_epochs=1).model, Model)
