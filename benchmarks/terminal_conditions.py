"""What the dashboard is measured under: colours, characters, states of the run and links."""

import os
from dataclasses import dataclass, field

SIZES = ("80x24", "120x40", "200x60")

TRUE_COLOUR = {"COLORTERM": "truecolor"}
FOR_EVER = ("--min-improvement", "0", "--max-epochs", "1000000000")
SHORT = ("--min-improvement", "0", "--max-epochs", "2000")
"""Over within a moment at pace max."""


@dataclass(frozen=True)
class Condition:
    """A way to run the dashboard.

    `state` is that of the run while it is measured, in the word of the summary; `link` is in
    bytes a second.
    """

    state: str = "running"
    options: tuple[str, ...] = ()
    colours: dict[str, str] = field(default_factory=lambda: TRUE_COLOUR)
    link: int | None = None

    @property
    def arguments(self) -> tuple[str, ...]:
        """The command line of the dashboard."""
        length = SHORT if self.state == "finished" else FOR_EVER
        return ("moons", "--pace", "max", *length, *self.options)

    @property
    def environment(self) -> dict[str, str]:
        """The environment, in which nothing but this condition tells what the terminal can do."""
        return {**plain_environment(), **self.colours}


CONDITIONS = {
    "truecolor": Condition(),
    "256 colours": Condition(colours={}),
    "braille": Condition(options=("--marker", "braille")),
    "ascii": Condition(options=("--marker", "ascii")),
    "link slow": Condition(options=("--link", "slow")),
    "115,200 bytes/s": Condition(link=115_200),
    "11,520 bytes/s": Condition(link=11_520),
    "paused": Condition(state="paused"),
    "finished": Condition(state="finished"),
}

TOLD_ELSEWHERE = ("COLORTERM", "NO_COLOR", "FORCE_COLOR", "LC_ALL", "LC_CTYPE", "COLUMNS", "LINES")


def plain_environment() -> dict[str, str]:
    """Return our environment as a terminal of 256 colours would have it."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in TOLD_ELSEWHERE and not name.startswith(("TEXTUAL", "PYTHONDONTWRITE"))
    }
    return {**kept, "TERM": "xterm-256color", "LANG": "C.UTF-8"}
