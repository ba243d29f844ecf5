"""The list of runs: as a command, and as a screen on which they are compared."""
