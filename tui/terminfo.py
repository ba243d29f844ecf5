"""What the terminfo data base says of a terminal. Imports curses only when it is asked."""

from typing import NamedTuple

STANDARD_ERROR = 2
"""Textual draws there; curses would look at the standard output, which may be closed."""


class Entry(NamedTuple):
    """The number of colours, and the sequences for other screen, hidden cursor and no wrapping."""

    colors: int
    modes: str


def entry_of(name: str) -> Entry | None:
    """Return the entry of a terminal, or None if there is none.

    curses answers for the first name in the life of the process that it knows.
    """
    try:
        import curses

        curses.setupterm(name, STANDARD_ERROR)
    except (ImportError, ValueError, curses.error):
        return None
    modes = [curses.tigetstr(capability) or b"" for capability in ("smcup", "civis", "rmam")]
    return Entry(max(curses.tigetnum("colors"), 0), b"".join(modes).decode("latin-1"))
