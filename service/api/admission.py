"""Let one request at a time use the models, a bounded number wait, and turn the rest away at once."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from service.api.errors import Problem

RETRY = {"Retry-After": "1"}


@dataclass(slots=True)
class Gate:
    """The way to a worker's models: one inside, at most `queue` waiting, each for `deadline` seconds at most."""

    queue: int
    deadline: float
    waiting: int = 0
    _inside: threading.Lock = field(default_factory=threading.Lock)
    _count: threading.Lock = field(default_factory=threading.Lock)

    @contextmanager
    def enter(self) -> Iterator[float]:
        """Wait for the models and hold them; gives the seconds waited.

        Raises Problem (503) where the queue is full or the deadline passed in it.
        """
        with self._count:
            if self._inside.locked() and self.waiting >= self.queue:
                raise Problem("overloaded", "The queue is full.", headers=RETRY)
            self.waiting += 1
        start = time.perf_counter()
        try:
            entered = self._inside.acquire(timeout=self.deadline)
        finally:
            with self._count:
                self.waiting -= 1
        if not entered:
            raise Problem("deadline", "The request waited too long in the queue.", headers=RETRY)
        try:
            yield time.perf_counter() - start
        finally:
            self._inside.release()
