"""The options of the command line: each is a knob, and each knob is an option."""

import re

import pytest
from npnn_tui.engine import KNOBS
from npnn_tui.tui.cli import main
from npnn_tui.tui.options import Parser, add_knobs, given, join_negative_numbers

VALUES = {
    "data": "iris",
    "label": "kind",
    "task": "regression",
    "standardise": "off",
    "hidden": "8,4",
    "activation": "tanh",
    "initializer": "he_normal",
    "dtype": "float64",
    "reduction": "mean",
    "optimizer": "adam",
    "schedule": "cosine",
}


def parsed(*words: str) -> dict[str, object]:
    parser = Parser("npnn-tui", allow_abbrev=False)
    add_knobs(parser, KNOBS.values())
    return dict(given(parser.parse_args(join_negative_numbers(words)), KNOBS.values()))


@pytest.mark.parametrize("name", KNOBS)
def test_each_knob_is_read_by_its_option(name: str) -> None:
    text = VALUES.get(name, "0.5" if type(KNOBS[name].default) is float else "7")
    if name in ("target_loss", "time_limit"):
        text = "2.5"
    words = [text] if name == "data" else [KNOBS[name].option, text]
    assert parsed(*words) == {name: KNOBS[name].parse(text)}


def test_nothing_given_is_nothing_chosen() -> None:
    assert parsed() == {}


def test_the_issues_options_exist() -> None:
    names = "samples noise classes test-fraction data-seed hidden activation initializer reduction "
    names += "learning-rate l2 l1 batch-size max-epochs min-improvement check-every target-loss "
    names += "patience time-limit log-every seed dtype"
    assert {f"--{name}" for name in names.split()} <= {knob.option for knob in KNOBS.values()}


@pytest.mark.parametrize(
    ("words", "joined"),
    [
        (["--noise", "-1e5"], ["--noise=-1e5"]),
        (["--noise", "-.5"], ["--noise=-.5"]),
        (["--noise", "-inf", "moons"], ["--noise=-inf", "moons"]),
        (["--noise", "-NaN"], ["--noise=-NaN"]),
        (["--json", "--noise", "1"], ["--json", "--noise", "1"]),
        (["moons", "-1"], ["moons", "-1"]),
        (["--noise=3", "-1"], ["--noise=3", "-1"]),
    ],
)
def test_negative_numbers_reach_their_option(words: list[str], joined: list[str]) -> None:
    assert join_negative_numbers(words) == joined


@pytest.mark.parametrize("command", [["train"], []])
def test_help_tells_every_option_with_its_range_and_default(
    capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    with pytest.raises(SystemExit) as caught:
        main([*command, "--help"])
    assert caught.value.code == 0
    text = re.sub(r"\s+", " ", re.sub(r"-\n\s*", "-", capsys.readouterr().out))
    for knob in KNOBS.values():
        assert re.sub(r"\s+", " ", knob.help) in text
        assert f"({knob.default_words})" in text
        assert (knob.option if knob.name != "data" else "DATA") in text
    assert "between 1e-06 and 100 (default 0.01, for a table 0.1)" in text
    assert "Tables have defaults of their own" in text
    assert ("--pace" in text) == (command == [])


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["--version"])
    assert caught.value.code == 0
    assert re.fullmatch(r"npnn-tui \d+\.\d+\.\d+\S*\n", capsys.readouterr().out)


def test_the_dashboard_needs_a_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("dumb", "", "xterm-256color"):
        monkeypatch.setenv("TERM", name)
        assert main([]) == 2
        sentence = capsys.readouterr().err
        assert sentence.count("\n") == 1
        assert "to train without a screen: npnn-tui --plain or npnn-tui train" in sentence
