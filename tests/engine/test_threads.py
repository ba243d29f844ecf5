"""One BLAS thread by default."""

from npnn_tui.engine.threads import use_one_thread
from threadpoolctl import threadpool_info, threadpool_limits


def test_one_thread_is_used() -> None:
    with threadpool_limits(2, user_api="blas"):
        use_one_thread()
        pools = [pool for pool in threadpool_info() if pool["user_api"] == "blas"]
        assert pools
        assert all(pool["num_threads"] == 1 for pool in pools)
