"""What the environment tells of a terminal."""

import os
import subprocess
import sys

import pytest
from npnn_tui.tui.environment import TRUECOLOR
from npnn_tui.tui.terminal import terminal_of
from npnn_tui.tui.terminfo import Entry, entry_of
from npnn_tui.tui.understood import ALL, MODES, PATTERNS, kind_of

TEXTUALS = {
    "\x1b[?1049h": "screen",
    "\x1b[?1049l": "screen",
    "\x1b[?25l": "cursor",
    "\x1b[?25h": "cursor",
    "\x1b[?7l": "wrap",
    "\x1b[?1000h": "mouse",
    "\x1b[?1003h": "mouse",
    "\x1b[?1006h": "mouse",
    "\x1b[?1015h": "mouse",
    "\x1b[?1016h": "mouse",
    "\x1b[?1004h": "focus",
    "\x1b[?2004h": "paste",
    "\x1b[?2026$p": "request",
    "\x1b[?2048$p": "request",
    "\x1b[?2026h": "synchronised",
    "\x1b[?2026l": "synchronised",
    "\x1b[?2048h": "resize",
    "\x1b[>25u": "keyboard",
    "\x1b[<u": "keyboard",
    "\x1b[6n": "position",
    "\x1b[>c": "private",
    "\x1b[16t": "private",
    "\x1b]52;c;aGk=\x07": "string",
    "\x1b]8;;\x1b\\": "string",
    "\x1bPtmux;\x1b\\": "string",
    "\x1b[22m": "unset",
    "\x1b[27m": "unset",
    "\x1b[97m": "bright",
    "\x1b[107m": "bright",
}
"""What Textual's drivers send besides drawing, or a driver may."""

DRAWING = ["\x1b[2J", "\x1b[H", "\x1b[3;4H", "\x1b[5C", "\x1b[K", "\x1b[0m", "\x1b[1;31;48;5;3m"]


@pytest.mark.parametrize("sequence", TEXTUALS)
def test_the_kinds_of_sequences(sequence: str) -> None:
    assert kind_of(sequence) == TEXTUALS[sequence]


def test_every_kind_is_told_from_the_others() -> None:
    assert set(TEXTUALS.values()) == ALL == set(PATTERNS)
    assert set(MODES) < ALL


@pytest.mark.parametrize("name", ["xterm", "vt100", "linux", "ansi"])
@pytest.mark.parametrize("sequence", DRAWING)
def test_what_draws_may_be_sent_to_all(sequence: str, name: str) -> None:
    assert terminal_of({"TERM": name}, lambda _: None).understands(sequence)


@pytest.mark.parametrize(
    ("name", "understood"),
    [
        ("linux", {"wrap", "cursor", "position", "unset", "bright"}),
        ("linux-16color", {"wrap", "cursor", "position", "unset", "bright"}),
        ("vt100", {"wrap", "position"}),
        ("vt220-8bit", {"wrap", "cursor", "position", "unset"}),
        ("nonsense", set()),
        ("xterm", ALL),
        ("xterm-kitty", ALL),
        ("screen.xterm-256color", ALL),
        ("screen", ALL),
        ("tmux-256color", ALL),
        ("rxvt-unicode", ALL),
        ("nsterm", ALL - {"request"}),
    ],
)
def test_what_is_understood(name: str, understood: set[str]) -> None:
    terminal = terminal_of({"TERM": name}, lambda _: None)
    sent = {kind for sequence, kind in TEXTUALS.items() if terminal.understands(sequence)}
    assert sent == understood


def test_apples_terminal_prints_what_is_left_of_a_request() -> None:
    apple = terminal_of({"TERM": "xterm-256color", "TERM_PROGRAM": "Apple_Terminal"})
    assert not apple.understands("\x1b[?2026$p")
    assert apple.understands("\x1b[?1006h")


@pytest.mark.parametrize(
    ("environment", "colors"),
    [
        ({"TERM": "xterm"}, 16),
        ({"TERM": "xterm-256color"}, 256),
        ({"TERM": "xterm-256color", "COLORTERM": ""}, 256),
        ({"TERM": "xterm", "COLORTERM": "truecolor"}, TRUECOLOR),
        ({"TERM": "xterm", "COLORTERM": "24bit"}, TRUECOLOR),
        ({"TERM": "xterm-direct"}, TRUECOLOR),
        ({"TERM": "xterm-kitty"}, TRUECOLOR),
        ({"TERM": "alacritty"}, TRUECOLOR),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "Apple_Terminal"}, 256),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "iTerm.app"}, TRUECOLOR),
        ({"TERM": "tmux-256color", "TMUX": "/tmp/x", "COLORTERM": "truecolor"}, TRUECOLOR),
        ({"TERM": "screen-256color", "TMUX": "/tmp/x", "COLORTERM": "truecolor"}, TRUECOLOR),
        ({"TERM": "tmux"}, 16),
        ({"TERM": "screen"}, 16),
        ({"TERM": "screen", "COLORTERM": "truecolor"}, 16),
        ({"TERM": "screen-256color", "COLORTERM": "truecolor"}, 256),
        ({"TERM": "xterm-256color", "STY": "1.pts", "COLORTERM": "truecolor"}, 256),
        ({"TERM": "linux"}, 16),
        ({"TERM": "linux", "COLORTERM": "truecolor"}, 16),
        ({"TERM": "vt100"}, 0),
        ({"TERM": "vt220"}, 0),
        ({"TERM": "xterm-256color", "NO_COLOR": "1", "COLORTERM": "truecolor"}, 0),
        ({"TERM": "xterm-256color", "NO_COLOR": ""}, 256),
        ({"TERM": "nonsense"}, 8),
    ],
)
def test_colors(environment: dict[str, str], colors: int) -> None:
    assert terminal_of(environment, lambda _: None).colors == colors


@pytest.mark.parametrize(("colors", "used"), [(2, 0), (8, 8), (88, 16), (256, 256), (1 << 24,) * 2])
def test_terminfo_tells_of_others(colors: int, used: int) -> None:
    entry = Entry(colors, "\x1b[?1049h\x1b[?25l")
    terminal = terminal_of({"TERM": "other"}, lambda _: entry)
    assert terminal.colors == used
    assert terminal.understands("\x1b[?1006h")
    plain = terminal_of({"TERM": "other"}, lambda _: Entry(colors, "\x1b[?25l"))
    assert plain.understands("\x1b[?25h")
    assert not plain.understands("\x1b[?1006h")
    assert plain.understands("\x1b[97m") is (used >= 16)


@pytest.mark.parametrize(
    ("name", "known"), [("ansi", "Entry(colors=8, modes=''"), ("nonsense", "None")]
)
def test_the_data_base_is_asked(name: str, known: str) -> None:
    """In a process of its own: curses answers for one name in the life of a process."""
    program = "import sys; from npnn_tui.tui.terminfo import entry_of; print(entry_of(sys.argv[1]))"
    words = [sys.executable, "-c", program, name]
    answer = subprocess.run(words, capture_output=True, text=True, check=True, env=os.environ)
    assert answer.stdout.startswith(known)


def test_terminfo_is_not_asked_of_what_is_known() -> None:
    def fail(name: str) -> Entry | None:
        raise AssertionError(name)

    for name in ("xterm", "screen", "linux", "vt100"):
        terminal_of({"TERM": name}, fail)


def test_a_name_that_cannot_be_one_has_no_entry() -> None:
    assert entry_of("no\0name") is None


def test_the_description_is_cheap_to_import() -> None:
    program = "import sys, npnn_tui.tui.terminal, npnn_tui.tui.glyphs; print(*sys.modules)"
    words = [sys.executable, "-c", program]
    answer = subprocess.run(words, capture_output=True, text=True, check=True, env=os.environ)
    assert not {"numpy", "textual", "curses"}.intersection(answer.stdout.split())
