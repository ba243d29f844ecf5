"""The options that say what the terminal can show, and the link knob, on the command line."""

import os
from collections.abc import Iterator
from unittest.mock import Mock

import pytest
from npnn_tui.tui import app, commands
from npnn_tui.tui.cli import main
from npnn_tui.tui.terminal import this_terminal, use_terminal
from npnn_tui.tui.view import View


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Iterator[Mock]:
    """Stand in for the dashboard, on a terminal that can show everything."""
    for name in ("LC_ALL", "LC_CTYPE", "COLORTERM", "STY", "TEXTUAL_COLOR_SYSTEM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setattr(commands, "require_terminal", lambda: None)
    run = Mock(return_value=0)
    monkeypatch.setattr(app, "run", run)
    use_terminal(None)
    yield run
    use_terminal(None)
    os.environ.pop("TEXTUAL_COLOR_SYSTEM", None)


def view_of(run: Mock) -> View:
    view = run.call_args.args[1]
    assert isinstance(view, View)
    return view


def test_ascii_makes_everything_7_bit(opened: Mock, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--ascii"]) == 0
    assert view_of(opened).marker == "ascii"
    assert this_terminal().glyphs == "ascii"
    assert this_terminal().colors == 256
    assert capsys.readouterr().err == ""
    assert main(["--ascii", "--marker", "ascii"]) == 0


def test_ascii_and_another_marker_contradict_each_other(
    opened: Mock, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--ascii", "--marker", "braille"]) == 2
    sentence = "npnn-tui: marker must be ascii or auto with --ascii, got braille\n"
    assert capsys.readouterr().err == sentence
    assert not opened.called


def test_without_it_everything_is_shown(opened: Mock) -> None:
    assert main(["--marker", "braille"]) == 0
    assert view_of(opened).marker == "braille"
    assert this_terminal().glyphs == "unicode"


def test_braille_without_unicode_is_ascii_and_said(
    opened: Mock, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LANG", "C")
    assert main(["--marker", "braille"]) == 0
    reason = "this terminal shows no Unicode (LANG is C)"
    sentence = f"npnn-tui: marker: {reason}, so the boundary is drawn in ASCII\n"
    assert capsys.readouterr().err == sentence
    assert this_terminal().marker_for(view_of(opened).marker) == "ascii"


@pytest.mark.parametrize(
    ("name", "system"), [("xterm", "standard"), ("xterm-256color", "256"), ("foot", "truecolor")]
)
def test_textual_is_told_of_the_colours(
    opened: Mock, monkeypatch: pytest.MonkeyPatch, name: str, system: str
) -> None:
    monkeypatch.setenv("TERM", name)
    assert main([]) == 0
    assert os.environ["TEXTUAL_COLOR_SYSTEM"] == system


def test_a_person_may_tell_textual_otherwise(opened: Mock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEXTUAL_COLOR_SYSTEM", "truecolor")
    assert main([]) == 0
    assert opened.called
    assert os.environ["TEXTUAL_COLOR_SYSTEM"] == "truecolor"


@pytest.mark.parametrize("link", ["auto", "fast", "slow"])
def test_the_link_is_a_knob(opened: Mock, link: str) -> None:
    assert main(["--link", link]) == 0
    assert view_of(opened).link == link


def test_a_link_that_is_none(opened: Mock, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--link", "modem"]) == 2
    assert capsys.readouterr().err == "npnn-tui: link must be one of auto, fast, slow, got modem\n"
