"""What runs are called: as much of their paths as tells them apart."""

from collections.abc import Sequence
from pathlib import Path

USUAL = frozenset({"metrics.csv", "training.csv", "log.csv", "results.csv", "history.csv"})
"""Names of files that say less than their folder does."""


def run_names(paths: Sequence[Path]) -> list[str]:
    """Return a name for each run; all that they have in common is left out, but for the last part.

    >>> run_names([Path("logs/one/metrics.csv"), Path("logs/two/metrics.csv")])
    ['one', 'two']
    """
    parts = [_parts(path) for path in paths]
    if len(set(parts)) < len(parts):  # a table and event files in one folder, say
        parts = [path.absolute().parts for path in paths]
    shortest = min((len(each) for each in parts), default=0)
    common = 0
    while common < shortest - 1 and len({each[common] for each in parts}) == 1:
        common += 1
    return ["/".join(each[common:]) for each in parts]


def _parts(path: Path) -> tuple[str, ...]:
    parts = path.absolute().parts
    return parts[:-1] if path.name.lower() in USUAL and len(parts) > 2 else parts
