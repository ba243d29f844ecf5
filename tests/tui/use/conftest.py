"""Runs that the commands use, trained once, and the way to give a command."""

from collections.abc import Callable
from pathlib import Path

import pytest
from npnn_tui.engine.runs.folder import Run
from npnn_tui.tui.cli import main

from ...saved_runs import save_run

Command = Callable[..., tuple[str, str]]
"""Takes the expected exit code and words, and returns what came out and what was complained."""


@pytest.fixture(scope="package")
def blobs(tmp_path_factory: pytest.TempPathFactory) -> Run:
    runs = tmp_path_factory.mktemp("runs")
    return save_run(runs, "blobs", data="blobs", classes=3, noise=0.9, max_epochs=40)


@pytest.fixture(scope="package")
def hills(tmp_path_factory: pytest.TempPathFactory) -> Run:
    return save_run(tmp_path_factory.mktemp("runs"), "hills", data="hills")


@pytest.fixture
def command(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Command:
    """Run `npnn-tui` in a folder of its own."""
    monkeypatch.chdir(tmp_path)

    def run(code: int, *words: str) -> tuple[str, str]:
        try:
            found: object = main(words)
        except SystemExit as stop:
            found = stop.code
        captured = capsys.readouterr()
        assert found == code, captured.err
        return captured.out, captured.err

    return run


def refused(command: Command, *words: str) -> str:
    """Return the one sentence of a command that is refused."""
    out, err = command(2, *words)
    assert out == ""
    assert err.count("\n") == 1
    return err.removeprefix("npnn-tui: ").removesuffix("\n")
