"""Peak memory of case E through our estimator: `python -m benchmarks.memory`, a process of its own.

Nothing is loaded but what training needs. The peak counts the interpreter, NumPy and the data.
"""

import resource
import sys

from .cases import CASES
from .one_core import pin_to_one_core

BYTES_PER_UNIT = 1 if sys.platform == "darwin" else 1024
MEGABYTE = 10**6


def _peak() -> int:
    """Return the most bytes that this process has held at once."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * BYTES_PER_UNIT


def main() -> None:
    """Train one run of E and print the peaks, the last as a ratio to the data."""
    pin_to_one_core()  # before what follows loads NumPy
    from .ours import prepare_fit
    from .problem import draw

    peaks = {"loaded": _peak()}
    problem = draw(CASES["E"])
    peaks["with the data"] = _peak()
    prepare_fit(problem).run(problem.case.steps)
    peaks["trained"] = _peak()
    data = problem.inputs.nbytes
    print(f"data: {data / MEGABYTE:.0f} MB in float32")
    for moment, size in peaks.items():
        print(f"{moment}: {size / MEGABYTE:.0f} MB, {size / data:.2f} times the data")


if __name__ == "__main__":
    main()
