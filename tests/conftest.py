"""What all tests share: a folder for runs that is not the user's own."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from npnn_tui.engine.runs.places import VARIABLE


def pytest_xdist_auto_num_workers() -> int:
    """Run a process more than there are cores: many tests wait for a program that they started."""
    return (os.cpu_count() or 1) + 1


@pytest.fixture(scope="session", autouse=True)
def _runs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    before, folder = os.environ.get(VARIABLE), tmp_path_factory.mktemp("runs")
    os.environ[VARIABLE] = str(folder)
    yield folder
    if before is None:
        del os.environ[VARIABLE]
    else:
        os.environ[VARIABLE] = before
