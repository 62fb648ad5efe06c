"""How gunicorn serves the application; what an operator can choose is in service/settings.py."""

import gc
import tempfile

from prometheus_client import multiprocess

from service.settings import Settings, share_metrics

settings = Settings.from_environment()
metrics_directory = tempfile.TemporaryDirectory(prefix="enrichment-metrics-")
share_metrics(metrics_directory.name)

wsgi_app = "service.api:create_app()"
bind = f"{settings.host}:{settings.port}"
workers = settings.workers
worker_class = "service.api.worker.ProblemWorker"
# One request computes at a time; the others wait in the gate, read their bodies, or ask for health.
threads = settings.queue + 8
preload_app = True
timeout = 60
graceful_timeout = 30
keepalive = 5
limit_request_line = 8190
limit_request_field_size = 8190
accesslog = None
errorlog = "-"
loglevel = "warning"


def when_ready(server):
    """Freeze what was loaded: the collector then leaves its pages shared between the workers."""
    gc.collect()
    gc.freeze()


def child_exit(server, worker):
    """Let the figures of a worker that ended count no longer as live."""
    multiprocess.mark_process_dead(worker.pid)
