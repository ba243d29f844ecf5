"""How many threads the linear algebra uses."""

from threadpoolctl import threadpool_limits


def use_one_thread() -> None:
    """Let every BLAS of this process use one thread.

    The products of a small network gain nothing from a second one, and beside another busy
    process its waiting made a step up to 37 times slower.
    """
    threadpool_limits(1, user_api="blas")
