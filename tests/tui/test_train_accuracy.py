"""The README's settings for `npnn-tui train` learn what they promise to learn."""

import json
from pathlib import Path

import numpy as np
import pytest
from npnn_tui.tui.cli import main

SPIRALS = "--noise 0.05 --hidden 32,32 --activation tanh --max-epochs 3000"

RECOMMENDED = [
    ("moons --max-epochs 5000 --min-improvement 0 --seed 0", 0.95),
    ("circles --noise 0.1 --max-epochs 2000", 0.97),
    ("xor --noise 0.05 --max-epochs 3000 --min-improvement 0", 0.97),
    (f"spirals {SPIRALS}", 0.97),
    (f"spirals --classes 3 {SPIRALS}", 0.97),
    ("iris", 0.95),
    ("wine", 0.95),
    ("breast_cancer", 0.95),
]


def accuracies(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[float, float]:
    assert main(["train", *words, "--json"]) == 0
    end = json.loads(capsys.readouterr().out.splitlines()[-1])
    return end["train_accuracy"], end["test_accuracy"]


@pytest.mark.parametrize(("words", "least"), RECOMMENDED)
def test_a_recommended_setting_learns(
    capsys: pytest.CaptureFixture[str], words: str, least: float
) -> None:
    train, test = accuracies(capsys, *words.split())
    assert train >= least
    assert test >= 0.85


@pytest.mark.parametrize("seed", ["1", "2", "3"])
@pytest.mark.parametrize(("words", "least"), RECOMMENDED[1:5])
def test_no_luck_is_needed(
    capsys: pytest.CaptureFixture[str], words: str, least: float, seed: str
) -> None:
    train, _ = accuracies(capsys, *words.split(), "--seed", seed, "--data-seed", seed)
    assert train >= least


def test_a_table_of_ones_own(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Three kinds of flower, in units that differ by a thousand."""
    generator = np.random.default_rng(0)
    rows = [
        f"{generator.normal(kind, 0.3)},{generator.normal(1000 * kind**2, 300)},{'abc'[kind]}"
        for kind in generator.integers(0, 3, 300)
    ]
    table = tmp_path / "flowers.csv"
    table.write_text("\n".join(["length,weight,kind", *rows]))
    train, test = accuracies(capsys, str(table))
    assert train >= 0.95
    assert test >= 0.95
