"""One core and one thread for everything. Call it before NumPy, PyTorch or JAX is imported."""

import os

SINGLE = {
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "XLA_FLAGS": "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1",
}
"""What each library reads when it is loaded."""


def pin_to_one_core() -> None:
    """Keep this process on the last core it may use, where the system can; one thread each."""
    os.environ.update(SINGLE)
    if hasattr(os, "sched_setaffinity"):  # Linux alone has it
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
