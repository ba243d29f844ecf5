"""What importing a package costs, and that the examples in its docstrings are true."""

import doctest
import importlib
import pkgutil
import subprocess
import sys
from types import ModuleType

import npnn_tui.datasets
import npnn_tui.engine
import pytest

HEAVY = ("textual", "rich", "plotext", "polars", "sklearn", "scipy", "pandas")


def loaded_by(package: str) -> set[str]:
    """The modules that a fresh interpreter has after importing the package."""
    program = f"import sys, {package}; print(*sys.modules)"
    words = [sys.executable, "-c", program]
    return set(subprocess.run(words, capture_output=True, text=True, check=True).stdout.split())


@pytest.mark.parametrize("package", ["npnn_tui.engine", "npnn_tui.datasets", "npnn_tui.tui.cli"])
def test_an_import_loads_nothing_heavy(package: str) -> None:
    modules = loaded_by(package)
    assert package in modules
    assert not modules.intersection(HEAVY)


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
