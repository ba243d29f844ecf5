"""What all tests share: a folder for runs that is not the user's own."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from npnn_tui.engine.runs.places import VARIABLE


@pytest.fixture(scope="session", autouse=True)
def _runs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    before, folder = os.environ.get(VARIABLE), tmp_path_factory.mktemp("runs")
    os.environ[VARIABLE] = str(folder)
    yield folder
    if before is None:
        del os.environ[VARIABLE]
    else:
        os.environ[VARIABLE] = before
