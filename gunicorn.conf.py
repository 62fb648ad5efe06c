"""How gunicorn serves the application; what an operator can choose is in service/settings.py."""

import contextlib
import ctypes
import gc
import os
import resource
import shutil
import sys
import tempfile
from functools import partial
from pathlib import Path

from service.settings import SettingError, Settings, one_thread_a_library, share_metrics

try:
    settings = Settings.from_environment()
except SettingError as error:
    sys.exit(f"Error: {error}")
# Before anything imports numpy or prometheus_client: both read the environment once.
one_thread_a_library()
# Made by hand: an object that removes it when it is collected would do so in every worker that ends.
own_directory = Path(tempfile.mkdtemp(prefix="enrichment-"))
share_metrics(str(own_directory))
# As many open files as allowed; where the limit reads "unlimited", no more than any system grants.
_, most_files = resource.getrlimit(resource.RLIMIT_NOFILE)
with contextlib.suppress(ValueError, OSError):
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(most_files, 1 << 20) if most_files > 0 else 1 << 20, most_files))

wsgi_app = "service.api:create_app()"
bind = f"{settings.host}:{settings.port}"
workers = settings.workers
worker_class = "service.api.worker.ProblemWorker"
# One article computes at a time; the other threads wait in the gate, serve batches, read bodies, or tell their health.
threads = 1 + settings.queue + settings.streams + 24
worker_connections = min(10_000, resource.getrlimit(resource.RLIMIT_NOFILE)[0] - 256)
preload_app = True
SHARED_MEMORY = Path("/dev/shm")  # noqa: S108 - heartbeats must not wait for a disk
worker_tmp_dir = str(SHARED_MEMORY) if os.access(SHARED_MEMORY, os.W_OK) else None
timeout = 60
graceful_timeout = 30
keepalive = 5
control_socket_disable = True  # it would write to the home directory
limit_request_line = 8190
limit_request_field_size = 8190
accesslog = None
errorlog = "-"
loglevel = "warning"


# Parameters of glibc's mallopt, and their values (docs/decisions/0011): one heap for all threads, since one computes at a
# time, and the room of a long article's largest arrays given back.
ALLOCATION = ((-8, 1), (-3, 4 << 20), (-1, 16 << 20))  # M_ARENA_MAX; M_MMAP_THRESHOLD and M_TRIM_THRESHOLD, in bytes


def when_ready(server):
    """Freeze what was loaded: the collector then leaves its pages shared between the workers."""
    gc.collect()
    gc.freeze()
    allocator = ctypes.CDLL(None)
    if hasattr(allocator, "mallopt") and hasattr(allocator, "malloc_trim"):  # glibc's
        for parameter, value in ALLOCATION:
            allocator.mallopt(parameter, value)
        # What loading left free goes back to the system, or each worker would dirty a copy of it: 18 MiB.
        allocator.malloc_trim(0)


def post_worker_init(worker):
    """Let the worker answer lines of the other workers' batches, have its own answered by them, and send spans."""
    from service.api import batch, siblings, tracing  # noqa: PLC0415 - what imports numpy waits for the switches above

    here = worker.wsgi.extensions["runtime"]
    here.siblings = own_directory
    siblings.listen(own_directory, partial(batch.answer_line, here))
    if settings.traces:
        tracing.register(worker.wsgi, tracing.provider())


def child_exit(server, worker):
    """Let the figures of a worker that ended count no longer as live."""
    from prometheus_client import multiprocess  # noqa: PLC0415

    from service.api import siblings  # noqa: PLC0415

    multiprocess.mark_process_dead(worker.pid)
    siblings.forget(own_directory, worker.pid)


def on_exit(server):
    """Remove what the workers shared."""
    shutil.rmtree(own_directory, ignore_errors=True)
