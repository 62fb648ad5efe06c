"""Take a body as fast as it comes and hand it on as it is wanted; what lies between is on disk, not in memory.

So a client that sends everything before it reads is served like any other; it is slowed only where the disk or `LIMIT`
is full. Behind nginx that is not enough: once an answer has begun, its HTTP module no longer waits for a service that
reads more slowly than the client sends, and never sends the rest. There, nothing is handed on (and so nothing answered)
before the client has paused for `SETTLE` seconds or has sent everything.
"""

import errno
import os
import tempfile
import threading
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

PIECE = 64 * 1024
LIMIT = 512 * 1024 * 1024
"""Bytes of one batch that may lie between."""
SETTLE = 0.1


@dataclass(slots=True)
class _Heap:
    """Bytes from `start` to `end` of the file are waiting; the file is emptied whenever nothing is."""

    file: BinaryIO
    settle: float
    """Seconds of silence before anything is handed on; 0 once that was so."""
    came: float = field(default_factory=time.monotonic)
    start: int = 0
    end: int = 0
    failure: Exception | None = None
    ended: bool = False
    unwanted: bool = False
    changed: threading.Condition = field(default_factory=threading.Condition)

    def fill(self, pieces: Iterable[bytes]) -> None:
        """Put down what comes, until it ends, fails or is no longer wanted."""
        try:
            for piece in pieces:
                if not self._put(piece):
                    break
        except Exception as error:  # noqa: BLE001 - it is raised again where the bytes are wanted
            self.failure = error
        with self.changed:
            self.ended = True
            self.changed.notify_all()

    def _put(self, piece: bytes) -> bool:
        rest = memoryview(piece)
        while rest and not self.unwanted:
            with self.changed:
                room = self.end < LIMIT
                written = self._write(rest) if room else 0
                if written:
                    rest = rest[written:]
                    self.changed.notify_all()
                else:
                    self.changed.wait(1.0)
        return not self.unwanted

    def _write(self, data: memoryview) -> int:
        try:
            written = os.pwrite(self.file.fileno(), data, self.end)
        except OSError as error:
            if error.errno not in (errno.ENOSPC, errno.EDQUOT) or self.start == self.end:
                raise
            return 0
        self.end += written
        self.came = time.monotonic()
        return written

    def take(self) -> bytes:
        """Return the next bytes, b"" at the end; raises what the source raised, once all before it was taken."""
        with self.changed:
            while self.settle and not self.ended and self.end < LIMIT:
                if self.end and time.monotonic() - self.came >= self.settle:
                    break
                self.changed.wait(self.settle)
            self.settle = 0
            while self.start == self.end and not self.ended:
                self.changed.wait()
            if self.start == self.end:
                if self.failure is not None:
                    raise self.failure
                return b""
            piece = os.pread(self.file.fileno(), min(PIECE, self.end - self.start), self.start)
            self.start += len(piece)
            if self.start == self.end:
                self.start = self.end = 0
                self.file.truncate(0)
                self.changed.notify_all()
            return piece


def spooled(pieces: Iterable[bytes], settle: float = 0) -> Iterator[bytes]:
    """Yield the bytes of the pieces, which a thread takes as fast as they come; the first after `settle` seconds."""
    with tempfile.TemporaryFile(buffering=0) as file:
        heap = _Heap(file, settle)
        thread = threading.Thread(target=heap.fill, args=(pieces,), name="spool", daemon=True)
        thread.start()
        try:
            while piece := heap.take():
                yield piece
        finally:
            with heap.changed:
                heap.unwanted = True
                heap.changed.notify_all()
            thread.join()
