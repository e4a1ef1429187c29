"""How gunicorn serves the dashboard: `gunicorn app:server` in this folder reads these settings by itself.

Workers share nothing: each loads the dataset, keeps its own answers and takes a new dataset for itself.
"""

from __future__ import annotations

import os
import tempfile

from dashboard.settings import Settings
from dashboard.web.logs import GUNICORN

settings = Settings.from_environment()

bind = f"{settings.host}:{settings.port}"
workers = settings.workers
threads = 4  # a worker draws in one; the others serve what is kept meanwhile
worker_class = "gthread"
preload_app = False  # a thread that watches the dataset does not outlive a fork

timeout = 60  # a worker that does not answer is replaced
graceful_timeout = 30  # at the end, and at HUP, answers that have begun are finished
keepalive = 5
max_requests = 0  # what is kept has bounds (bench.memory): no worker is replaced for its age

limit_request_line = 4_094
limit_request_fields = 50
forwarded_allow_ips = ""  # whose X-Forwarded-* is believed is decided by TRUSTED_PROXIES alone
forwarder_headers = ""
control_socket_disable = True  # nobody steers it but by signals

# what is written for a moment lies in memory where there is some, so that the file system can be read-only
worker_tmp_dir = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
logconfig_dict = GUNICORN
accesslog = None  # LOG_REQUESTS=1 logs requests without visitors' addresses

if settings.metrics:  # the figures of all workers, summed when one of them is asked
    os.environ.setdefault("PROMETHEUS_MULTIPROC_DIR", tempfile.mkdtemp(prefix="trajectories-metrics-"))


def child_exit(_server: object, worker: object) -> None:
    """Count a worker that ended as no longer alive."""
    if settings.metrics:
        from prometheus_client.multiprocess import mark_process_dead

        mark_process_dead(worker.pid)  # type: ignore[attr-defined]
