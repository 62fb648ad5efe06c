"""The workers of one server share the lines of a batch: each listens on a socket of its own in a private directory.

What travels is the wire's own form, a line of JSON in and a line of JSON out, so that an answer has the same bytes
whoever computed it. A sibling that dies or falls silent costs no line: it is computed again by the worker that serves the
batch.
"""

import os
import socket
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

AnswerLine = Callable[[bytes, str], bytes]
"""(line, id of the request) → the line's answer; it never raises."""
PATIENCE = 300.0
"""Seconds after which a sibling that took a line and says nothing is given up: it may have waited for its models first."""
PAUSE = 0.1
"""Seconds until a worker that could not accept tries again."""
EACH = 2
"""Lines of a batch at a time in a worker: one is read or written while the other has the models."""


def listen(directory: Path, answer: AnswerLine) -> None:
    """Serve lines for the siblings from now on, on a thread of its own."""
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    listener.bind(str(_place(directory, os.getpid())))
    listener.listen(128)
    threading.Thread(target=_accept, args=(listener, answer), name="siblings", daemon=True).start()


def forget(directory: Path, worker: int) -> None:
    """Remove the place of a worker (its process id) that ended."""
    _place(directory, worker).unlink(missing_ok=True)


def lanes(directory: Path | None, answer: AnswerLine, most: int) -> list[AnswerLine]:
    """Return the ways to have a line answered, `EACH` for this worker and for each sibling, of `most` workers in all."""
    if directory is None:
        return [answer] * EACH
    own = _place(directory, os.getpid())
    others = sorted(path for path in directory.glob("*.sock") if path != own)
    return [answer] * EACH + [_Lane(path, answer) for path in others[: most - 1] for _ in range(EACH)]


def close(ways: list[AnswerLine]) -> None:
    """Hang up on the siblings."""
    for way in ways:
        if isinstance(way, _Lane):
            way.hang_up()


class _Lane:
    """A connection to one sibling; where that fails, its lines are answered here."""

    def __init__(self, place: Path, own: AnswerLine) -> None:
        self._own = own
        self._answers: BinaryIO | None = None
        self._connection: socket.socket | None = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            self._connection.connect(str(place))
            self._connection.settimeout(PATIENCE)
        except OSError:
            self.hang_up()
        else:
            self._answers = self._connection.makefile("rb")

    def __call__(self, line: bytes, request_id: str) -> bytes:
        if self._connection is not None and self._answers is not None:
            try:
                self._connection.sendall(request_id.encode() + b"\n" + line + b"\n")
                reply = self._answers.readline()
            except OSError:
                reply = b""
            if reply.endswith(b"\n"):
                return reply[:-1]
            self.hang_up()
        return self._own(line, request_id)

    def hang_up(self) -> None:
        """Close the connection; from now on lines are answered here."""
        if self._answers is not None:
            self._answers.close()
        if self._connection is not None:
            self._connection.close()
        self._answers = self._connection = None


def _place(directory: Path, worker: int) -> Path:
    return directory / f"{worker}.sock"


def _accept(listener: socket.socket, answer: AnswerLine) -> None:
    while True:
        try:
            connection, _ = listener.accept()
        except OSError:  # too many open files: the next one may find room
            time.sleep(PAUSE)
            continue
        threading.Thread(target=_serve, args=(connection, answer), name="lane", daemon=True).start()


def _serve(connection: socket.socket, answer: AnswerLine) -> None:
    try:
        with connection, connection.makefile("rb") as asked:
            while request_id := asked.readline():
                line = asked.readline()
                if not line.endswith(b"\n"):
                    return
                connection.sendall(answer(line[:-1], request_id[:-1].decode()) + b"\n")
    except OSError:
        return  # the sibling ended, or its batch did
