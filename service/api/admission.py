"""Let one article at a time use the models, first come, first served; bound the wait, turn the rest away at once."""

import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from service.api import metrics
from service.api.errors import Problem

RETRY = {"Retry-After": "1"}


@dataclass(slots=True)
class Gate:
    """The way to a worker's models: one inside, at most `queue` waiting, each for `deadline` seconds at most.

    Turns are handed from one to the next in order: a lock would let whoever just left enter again, and a batch would
    starve single requests. A patient caller (a line of a batch, of which a stream brings one at a time) waits without
    a place in the queue and without a deadline.
    """

    queue: int
    deadline: float
    waiting: int = 0
    _busy: bool = False
    _turns: deque[threading.Event] = field(default_factory=deque)
    _mutex: threading.Lock = field(default_factory=threading.Lock)

    @property
    def full(self) -> bool:
        """Whether a request that came now would be turned away."""
        return self._busy and self.waiting >= self.queue

    def refuse_if_full(self) -> None:
        """Return where the queue has room; raises Problem (503) otherwise, before anything was read or parsed."""
        if self.full:
            raise refusal()

    @contextmanager
    def enter(self, *, patient: bool = False) -> Iterator[float]:
        """Wait for the models and hold them; gives the seconds waited.

        Raises Problem (503) where the queue is full or the deadline passed in it.
        """
        start = time.perf_counter()
        turn = self._line_up(patient=patient)
        if turn is not None:
            self._wait(turn, patient=patient)
        try:
            yield time.perf_counter() - start
        finally:
            with self._mutex:
                if self._turns:
                    self._turns.popleft().set()
                else:
                    self._busy = False

    def _line_up(self, *, patient: bool) -> threading.Event | None:
        """Return the turn to wait for, or None where the way is free."""
        with self._mutex:
            if not self._busy:
                self._busy = True
                return None
            if not patient:
                if self.waiting >= self.queue:
                    raise refusal()
                self.waiting += 1
            turn = threading.Event()
            self._turns.append(turn)
            return turn

    def _wait(self, turn: threading.Event, *, patient: bool) -> None:
        if patient:
            turn.wait()
            return
        metrics.WAITING.inc()
        came = turn.wait(self.deadline)
        metrics.WAITING.dec()
        with self._mutex:
            self.waiting -= 1
            if came or turn not in self._turns:  # it may have come between the time-out and here
                return
            self._turns.remove(turn)
        raise refusal("deadline", "The request waited too long in the queue.")


def refusal(name: str = "overloaded", detail: str = "The queue is full.") -> Problem:
    """Return the problem (503) for a request that is turned away, counted."""
    metrics.REJECTED.labels(name).inc()
    return Problem(name, detail, headers=RETRY)
