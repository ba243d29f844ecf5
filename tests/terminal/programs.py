"""The command lines under test: `npnn-tui` training without end, and faulty copies of it."""

import sys

ENDLESS = ("--start", "--pace", "max", "--max-epochs", "1000000000", "--min-improvement", "0")

NPNN = (sys.executable, "-m", "npnn_tui.tui")
TRAINING = (*NPNN, *ENDLESS)


def changed(*statements: str) -> tuple[str, ...]:
    """Return the command of the program that trains after some statements have changed it."""
    program = "import sys; from npnn_tui.tui.cli import main; sys.exit(main(sys.argv[1:]))"
    return (sys.executable, "-c", "\n".join((*statements, program)), *ENDLESS)
