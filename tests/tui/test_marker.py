"""What the charts are drawn with where nobody has said so, and where it cannot be shown."""

from collections.abc import Iterator

import pytest
from npnn_tui.tui.terminal import Terminal, detected_marker, terminal_of, use_terminal
from npnn_tui.tui.view import MarkerChoice, next_marker


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    use_terminal(None)
    yield
    use_terminal(None)


@pytest.mark.parametrize(
    ("environment", "marker"),
    [
        ({"LANG": "en_US.UTF-8"}, "blocks"),
        ({"LANG": "de_DE.utf8"}, "blocks"),
        ({}, "blocks"),
        ({"LC_CTYPE": "C.UTF-8"}, "blocks"),
        ({"LANG": "C", "LC_CTYPE": "C.UTF-8"}, "ascii"),
        ({"LC_ALL": "C", "LANG": "en_US.UTF-8"}, "ascii"),
        ({"LC_ALL": "POSIX"}, "ascii"),
        ({"LANG": "de_DE.ISO-8859-1"}, "ascii"),
        ({"LANG": "en_US.UTF-8", "TERM": "linux"}, "ascii"),
        ({"LANG": "en_US.UTF-8", "NO_COLOR": "1"}, "braille"),
        ({"LANG": "en_US.UTF-8", "TERM": "xterm"}, "braille"),
        ({"LANG": "C", "NO_COLOR": "1"}, "ascii"),
    ],
)
def test_detection(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], marker: str
) -> None:
    for name in ("LC_ALL", "LC_CTYPE", "LANG", "NO_COLOR", "COLORTERM", "STY"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert detected_marker() == marker


CAPABLE = terminal_of({"TERM": "xterm-256color", "LANG": "C.UTF-8"})
CONSOLE = terminal_of({"TERM": "linux", "LANG": "C.UTF-8"})
SEVEN_BIT = terminal_of({"TERM": "xterm-256color", "LANG": "C"})
LATIN = terminal_of({"TERM": "xterm", "LC_ALL": "de_DE.ISO-8859-1", "LANG": "C.UTF-8"})


@pytest.mark.parametrize("choice", ["blocks", "braille", "ascii"])
def test_a_terminal_that_can_shows_what_is_chosen(choice: MarkerChoice) -> None:
    assert CAPABLE.marker_for(choice) == choice
    assert CAPABLE.complaint(choice) == ""


@pytest.mark.parametrize(
    ("terminal", "reason"),
    [
        (SEVEN_BIT, "this terminal shows no Unicode (LANG is C)"),
        (LATIN, "this terminal shows no Unicode (LC_ALL is de_DE.ISO-8859-1)"),
        (CONSOLE, "the font of the Linux console has no such characters"),
    ],
)
def test_others_draw_ascii_and_say_so(terminal: Terminal, reason: str) -> None:
    for choice in ("braille", "blocks"):
        assert terminal.marker_for(choice) == "ascii"
        sentence = f"marker: {reason}, so the boundary is drawn in ASCII"
        assert terminal.complaint(choice) == sentence
    assert terminal.marker_for("auto") == terminal.marker_for("ascii") == "ascii"
    assert terminal.complaint("auto") == terminal.complaint("ascii") == ""


def test_without_colours_blocks_would_show_nothing() -> None:
    terminal = terminal_of({"TERM": "xterm", "LANG": "C.UTF-8", "NO_COLOR": "1"})
    assert terminal.markers == ("braille", "ascii")
    assert terminal.marker_for("blocks") == "braille"
    why = "blocks tell classes apart by colour, and there is none"
    assert terminal.complaint("blocks") == f"marker: {why}, so the boundary is drawn in braille"
    markers = [next_marker(choice, "braille", terminal.markers) for choice in ("auto", "ascii")]
    assert markers == ["ascii", "auto"]
    assert next_marker("blocks", "braille", terminal.markers) == "ascii"


def test_the_next_marker_passes_over_what_looks_the_same() -> None:
    assert next_marker("auto", "blocks") == "braille"
    assert next_marker("braille", "blocks") == "ascii"
    assert next_marker("ascii", "blocks") == "auto"
    assert next_marker("blocks", "blocks") == "braille"
    assert next_marker("auto", "braille") == "blocks"


@pytest.mark.parametrize("terminal", [CONSOLE, SEVEN_BIT])
@pytest.mark.parametrize("choice", ["auto", "blocks", "braille", "ascii"])
def test_the_next_marker_is_never_one_that_cannot_be_shown(
    terminal: Terminal, choice: MarkerChoice
) -> None:
    assert terminal.complaint(next_marker(choice, terminal.marker)) == ""
