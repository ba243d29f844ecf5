"""Who trains the points of a sweep: this process, others, or those of a cluster."""

from npnn_tui.engine.sweeps.workers import LocalWorker, Workers
from npnn_tui.engine.threads import cores, use_one_thread


def workers_for(wanted: int | None, scheduler: str | None, points: int) -> Workers:
    """Return workers for so many points; raises FieldError where there is no such cluster.

    Those of the cluster of a `scheduler`, so many processes (None: one for each core), or with 0
    wanted, and for a single point, none but this one.
    """
    if scheduler is not None:
        from npnn_tui.engine.sweeps.cluster import Cluster

        return Cluster(scheduler)
    count = min(cores() if wanted is None else wanted, points)
    if not count or points == 1:
        use_one_thread()
        return LocalWorker()
    from npnn_tui.engine.sweeps.processes import Processes

    return Processes(count)
