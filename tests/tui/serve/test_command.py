"""`npnn-tui serve`: what it refuses before anything is served, and what it hands on."""

import argparse
import subprocess
import sys
from pathlib import Path

import pytest
from npnn_tui.datasets.knobs import knobs_of
from npnn_tui.engine.training.experiment import KNOBS
from npnn_tui.tui.cli import main
from npnn_tui.tui.options import Parser, add_knobs
from npnn_tui.tui.serve.entry import passed_on
from npnn_tui.tui.view import View

from .conftest import serving, visiting

ALL = [*KNOBS.values(), *knobs_of(View)]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--port", "0"], "port must be a whole number between 1 and 65,535, got 0"),
        (["--port", "65536"], "port must be a whole number between 1 and 65,535, got 65536"),
        (["--port=-1"], "port must be a whole number between 1 and 65,535, got -1"),
        (["--port", "http"], "port must be a whole number between 1 and 65,535, got http"),
        (["--port="], "port must be a whole number between 1 and 65,535, got nothing"),
        (["--host", "192.0.2.1"], "host must be an address or a name of this machine, got 192"),
        (["--host="], "host must be an address or a name of this machine, got nothing"),
        (["--pace", "5"], "pace must be one of 1, 10, 100, 1000, max, got 5"),
        (["--plain"], "unrecognized arguments: --plain"),
        (["mons"], "did you mean moons?"),
        (["missing.csv"], "missing.csv"),
        (["--batch-size", "201"], "batch_size must be between 1 and 200"),
        (["iris", "--plane", "1,9"], "plane must be"),
    ],
)
def test_bad_input(
    words: list[str],
    sentence: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("npnn_tui.tui.serve.server.Server.serve_on", lambda *_: 0)
    assert _exit_code(["serve", *words]) == 2
    output, error = capsys.readouterr()
    assert output == ""
    assert sentence in error
    assert error.count("\n") == 1


def test_without_the_extra(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "textual_serve", None)
    assert _exit_code(["serve"]) == 2
    assert 'pip install "npnn-tui[web]"' in capsys.readouterr().err


def _exit_code(words: list[str]) -> int:
    try:
        return main(words)
    except SystemExit as end:  # the parser's
        return int(end.code or 0)


@pytest.mark.parametrize("words", ["", "serve "])
def test_a_question_for_help_imports_no_server(words: str) -> None:
    program = (
        "import sys, npnn_tui.tui.cli as c\n"
        f"try: c.main([*{words.split()}, '--help'])\n"
        "except SystemExit: print('loaded', *sys.modules)"
    )
    answer = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    loaded = answer.stdout.rpartition("\nloaded ")[2].split()
    assert "npnn_tui.tui.options" in loaded
    assert not {"textual_serve", "aiohttp", "textual", "numpy"}.intersection(loaded)


def test_every_option_is_handed_on() -> None:
    texts = {knob.name: f"-{knob.name}'x'" for knob in ALL}
    words = passed_on(argparse.Namespace(start=True, **texts))
    parser = Parser()
    parser.add_argument("--start", action="store_true")
    parser.add_argument("--save")
    add_knobs(parser, ALL)
    assert vars(parser.parse_args(words)) == {"start": True, "save": "off", **texts}


async def test_the_visitor_gets_the_options_whatever_the_shell_makes_of_them(
    tmp_path: Path,
) -> None:
    table = tmp_path / "a b;$(touch x)'.csv"
    table.write_text("u,v,class\n" + "1,2,A\n3,4,B\n" * 20)
    with serving("--learning-rate", "0.0625", table.name, folder=tmp_path) as served:
        async with visiting(served) as client:
            await client.until("ready")
            await client.until("0.0625")
            await client.until(f"{table.name}, 32 training and 8 test observations")
    assert list(tmp_path.iterdir()) == [table]


def test_elsewhere_than_on_this_machine_it_warns() -> None:
    with serving("--host", "0.0.0.0") as served:
        served.process.terminate()
        error = served.process.communicate(timeout=10)[1]
    assert "whoever reaches port" in error
    assert "controls the app" in error
    assert error.count("\n") == 1


def test_on_this_machine_it_does_not() -> None:
    with serving("--host", "localhost") as served:
        served.process.terminate()
        assert served.process.communicate(timeout=10)[1] == ""
