"""What importing a package costs, and that the examples in its docstrings are true."""

import doctest
import importlib
import pkgutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import npnn_tui.datasets
import npnn_tui.engine
import pytest

HEAVY = ("textual", "rich", "plotext", "polars", "sklearn", "scipy", "pandas", "optuna")


def loaded_by(package: str) -> set[str]:
    """The modules that a fresh interpreter has after importing all names of the package."""
    return modules_after(f"import {package}; from {package} import *")


def modules_after(program: str) -> set[str]:
    """The modules that a fresh interpreter has after a program, which may exit."""
    listing = "import atexit, sys; atexit.register(lambda: print('\\nloaded', *sys.modules))"
    words = [sys.executable, "-c", f"{listing}\n{program}"]
    answer = subprocess.run(words, capture_output=True, text=True, check=True).stdout
    return set(answer.rpartition("\nloaded ")[2].split())


@pytest.mark.parametrize("package", ["npnn_tui.engine", "npnn_tui.datasets", "npnn_tui.tui.cli"])
def test_an_import_loads_nothing_heavy(package: str) -> None:
    modules = loaded_by(package)
    assert package in modules
    assert not modules.intersection(HEAVY)


COMMANDS = ("train", "sweep", "runs", "predict", "evaluate", "export")
QUESTIONS = [["--version"], ["--help"], *([command, "--help"] for command in COMMANDS)]
QUESTIONS.append(["runs", "list", "--help"])


@pytest.mark.parametrize("words", QUESTIONS, ids=" ".join)
def test_a_question_for_help_loads_neither_arrays_nor_a_screen(words: list[str]) -> None:
    modules = modules_after(f"from npnn_tui.tui.cli import main; main({words})")
    assert "npnn_tui.tui.options" in modules
    assert not modules.intersection({"numpy", "asyncio", *HEAVY})


def test_runs_are_listed_without_arrays(tmp_path: Path) -> None:
    words = ["runs", "list", "--json", "--filter", "l2<1", "--runs-dir", str(tmp_path)]
    modules = modules_after(f"from npnn_tui.tui.cli import main; main({words})")
    assert "npnn_tui.tui.runs.listed" in modules
    assert not modules.intersection({"numpy", "asyncio", *HEAVY})


def test_the_first_frame_needs_no_arrays() -> None:
    modules = modules_after("import npnn_tui.tui.app")
    assert "npnn_tui.tui.opening" in modules
    assert not modules.intersection({"numpy", "plotext", "polars", "npnn_tui.tui.dashboard"})


def test_datasets_know_no_engine_and_the_engine_no_screen() -> None:
    below = loaded_by("npnn_tui.datasets")
    assert not [name for name in below if name.startswith(("npnn_tui.engine", "npnn_tui.tui"))]
    assert not [name for name in loaded_by("npnn_tui.engine") if name.startswith("npnn_tui.tui")]


def modules_of(package: ModuleType) -> list[str]:
    found = pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
    return [package.__name__, *(module.name for module in found)]


@pytest.mark.parametrize("name", modules_of(npnn_tui.engine) + modules_of(npnn_tui.datasets))
def test_docstrings_tell_the_truth(name: str) -> None:
    module = importlib.import_module(name)
    assert module.__doc__
    assert doctest.testmod(module).failed == 0


@pytest.mark.parametrize("package", [npnn_tui.engine, npnn_tui.datasets], ids=lambda p: p.__name__)
def test_every_public_name_exists(package: ModuleType) -> None:
    assert package.__all__ == sorted(package.__all__, key=lambda n: (not n.isupper(), n))
    assert all(hasattr(package, name) for name in package.__all__)
