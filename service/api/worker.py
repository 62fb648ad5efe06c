"""gunicorn's threaded worker, made fit to meet clients without a proxy in between.

* A request is collected in the event loop and reaches a thread once all of it has arrived, so that half-sent requests
  and idle connections hold no thread. Bodies that cannot be waited for (of unknown length, of a batch, over the limit,
  or of a worker whose queue is full) reach it with the header; reading them is bounded in time.
* What never reaches the application is answered with a problem too: malformed requests, headers that are too large,
  requests that take too long to arrive, and articles for which the queue has no room: turned away in the event loop,
  a refusal there takes a third of the time that it takes on a thread (decision 0007).
* Connections are closed in the event loop as well: gunicorn's own loop would wait up to 2 s for each.
* A worker told to stop takes what the kernel has already accepted, then hangs up the listener, then finishes.

Decision 0007 has the measurements.
"""

import errno
import re
import select
import selectors
import socket
import time
from collections.abc import Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import orjson
from gunicorn.http import errors as http
from gunicorn.http.body import ChunkedReader
from gunicorn.http.unreader import SocketUnreader
from gunicorn.workers.gthread import TConn, ThreadWorker

from service.api import logs, metrics, security
from service.api.admission import RETRY, refusal
from service.api.errors import BY_STATUS, MEDIA_TYPE, Problem
from service.api.runtime import Runtime

PIECE = 64 * 1024
HEAD_END = b"\r\n\r\n"
HEAD_LIMIT = 64 * 1024
"""Bytes of request line and headers."""
HELD_LIMIT = 64 * 1024 * 1024
"""Bytes of half-sent requests that a worker holds; beyond it, bodies are refused."""
READERS = 8
"""Threads that may read bodies of unknown length, batches aside."""
SEND_SECONDS = 30
"""Longest time for a client to take a piece of an answer."""
MORE_TO_COME = getattr(socket, "MSG_MORE", 0)
"""Linux: what is sent waits for the connection's end, and both leave together."""
LINGER_SECONDS = 2.0
"""How long a client may go on sending to a connection that the server closes, so that it can read its answer."""
PROMPT_SECONDS = 0.25
"""How soon a thread that waits for a client notices that it is no longer wanted."""
TOO_LARGE = (http.LimitRequestHeaders, http.LimitRequestLine)
LENGTH = re.compile(rb"\r\ncontent-length:[ \t]{0,8}(\d{1,18})[ \t]{0,8}\r\n", re.IGNORECASE)
CODED = re.compile(rb"\r\ntransfer-encoding:", re.IGNORECASE)
EXPECTS = re.compile(rb"\r\nexpect:[ \t]{0,8}100-continue", re.IGNORECASE)
BATCH = re.compile(rb"POST [^ ?]{0,200}/enrich/batch[ ?]")
ARTICLE = re.compile(rb"POST /v1/enrich(?:\?[^ \r\n]*)? HTTP/1\.1\r\n")
ASKED = re.compile(rb"(?P<method>[A-Z]{1,10}) (?P<path>[!-~]{1,200}?)(?:\?[!-~]*)? HTTP/1\.[01]\r\n")
ENDPOINTS = ("/v1/enrich", "/v1/enrich/batch")
LAST = re.compile(rb"\r\nconnection:[^\r\n]*close", re.IGNORECASE)
NAMED = re.compile(
    rb"\r\n(x-request-id|traceparent|x-forwarded-for):[ \t]*([ -~]{1,200}?)[ \t]*(?=\r\n)", re.IGNORECASE
)
MISFRAMED = (
    http.ParseException,
    http.InvalidChunkExtension,
    http.InvalidChunkSize,
    http.ChunkMissingTerminator,
)
"""What gunicorn raises where a body's chunks are none; the last three are IOErrors to it."""
CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"


@dataclass(slots=True)
class Arrival:
    """A request on its way: what came so far, how far it was looked at, and when it must be complete."""

    connection: TConn
    deadline: float
    data: bytearray = field(default_factory=bytearray)
    head: int = 0
    """Bytes of the header, its blank line included; 0 as long as it is not complete."""
    total: int = 0
    """Bytes of the request, where its header says so."""
    batch: bool = False
    unbounded: bool = False
    """The length of the body is not told."""
    article: bool = False
    """It asks for one article to be enriched."""
    polled: bool = False
    """The event loop waits for more of it."""

    def look(self, came: int) -> None:
        """Read the header once it is complete; `came` bytes are new."""
        if self.head:
            return
        end = self.data.find(HEAD_END, max(0, len(self.data) - came - len(HEAD_END)))
        if end < 0:
            return
        self.head = end + len(HEAD_END)
        head = bytes(self.data[: self.head])
        length = LENGTH.search(head)
        self.total = self.head + (int(length[1]) if length else 0)
        self.batch = BATCH.match(head) is not None
        self.article = ARTICLE.match(head) is not None
        self.unbounded = CODED.search(head) is not None

    @property
    def complete(self) -> bool:
        """Whether all of the request is here."""
        return bool(self.head) and not self.unbounded and len(self.data) >= self.total


class PacedUnreader(SocketUnreader):  # type: ignore[misc]
    """Reads from the client, but does not wait for it longer than agreed."""

    def __init__(self, connection: socket.socket) -> None:
        super().__init__(connection, max_chunk=PIECE)
        self.deadline = self.silence = float("inf")
        self.stopped: Problem | None = None
        self.late = False
        self._wait = select.poll()
        self._wait.register(connection, select.POLLIN)

    def chunk(self) -> bytes:
        """Return what has arrived, at least a byte; b"" where the client sends no more.

        Raises Problem where it takes too long, or the reader is stopped; TimeoutError ever after.
        """
        start = time.monotonic()
        limit = min(self.deadline, start + self.silence)
        while True:
            if self.late:
                raise TimeoutError
            if self.stopped is not None:
                self.late = True
                raise self.stopped
            remaining = limit - time.monotonic()
            if remaining <= 0:
                self.late = True
                raise Problem("request-timeout", "The body took too long to arrive.", headers={"Connection": "close"})
            if self._wait.poll(1000 * min(remaining, PROMPT_SECONDS)):
                return bytes(self.sock.recv(self.mxchunk))


class ArrivingBody:
    """A request's body as it arrives: `read1` returns what is here instead of waiting for a buffer to fill."""

    def __init__(self, reader: Any, unreader: PacedUnreader) -> None:
        self._reader, self._unreader = reader, unreader
        self._rest = b""
        self.finished = False

    def read1(self, size: int = PIECE) -> bytes:
        """Return from 1 to `size` bytes; b"" at the end.

        Raises Problem where the rest cannot be read.
        """
        if not self._rest and not self.finished:
            try:
                self._rest = self._next()
            except (http.NoMoreData, ConnectionError):
                raise Problem("bad-request", "The body ended before its end was told.") from None
            except MISFRAMED:
                raise Problem("bad-request", "The body is not framed as HTTP says.") from None
            self.finished = not self._rest
        piece, self._rest = self._rest[:size], self._rest[size:]
        return piece

    def read(self, size: int | None = None) -> bytes:
        """Return `size` bytes, fewer only at the end."""
        parts, missing = [], float("inf") if size is None or size < 0 else size
        while missing and (piece := self.read1(int(min(missing, PIECE)))):
            parts.append(piece)
            missing -= len(piece)
        return b"".join(parts)

    def stop(self) -> None:
        """Let whoever reads give up soon: the answer is no longer wanted."""
        self._unreader.stopped = Problem("bad-request", "The client went away.")

    def _next(self) -> bytes:
        reader = self._reader
        if isinstance(reader, ChunkedReader):
            if reader.parser is None:
                return b""
            return next((piece for piece in reader.parser if piece), b"")
        if not reader.length:
            return b""
        came = reader.unreader.read()
        if not came:
            raise http.NoMoreData
        piece: bytes = came[: reader.length]
        reader.unreader.unread(came[reader.length :])
        reader.length -= len(piece)
        return piece


class ProblemWorker(ThreadWorker):  # type: ignore[misc]
    """See the module."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.arrivals: dict[int, Arrival] = {}
        self.leaving: dict[int, tuple[TConn, float]] = {}
        self.batches: set[TConn] = set()
        self.readers: set[TConn] = set()
        self.held = 0

    @property
    def here(self) -> Runtime:
        """What create_app() assembled."""
        runtime: Runtime = self.wsgi.extensions["runtime"]
        return runtime

    # ---- requests arrive --------------------------------------------------------------------------------------
    def accept(self, listener: Any) -> bool:
        """Accept one connection and return whether there was one; where there are too many, the oldest idle one goes."""
        if self.nr_conns >= self.worker_connections - 1:
            self._drop_an_idle_one()
        try:
            client, address = listener.accept()
        except OSError as error:
            if error.errno in (errno.EMFILE, errno.ENFILE):
                self._drop_an_idle_one()
            elif error.errno not in (errno.EAGAIN, errno.ECONNABORTED, errno.EWOULDBLOCK):
                raise
            return False
        self.nr_conns += 1
        client.setblocking(False)
        client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._await(TConn(self.cfg, client, address, listener.getsockname()), self.here.settings.arrival)
        return True

    def _await(self, connection: TConn, patience: float, *, at_once: bool = True) -> None:
        """Collect the next request of a connection; it must begin within `patience` seconds.

        What has come is looked at `at_once`, or when the loop comes round.
        """
        arrival = Arrival(connection, time.monotonic() + patience)
        sent_ahead = connection.parser.unreader.take_buffered() if connection.parser else b""
        connection.sock.setblocking(False)
        place = connection.sock.fileno()
        self.arrivals[place] = arrival
        if sent_ahead:
            self._take(arrival, sent_ahead)
        elif at_once:
            self._arrived(arrival, connection.sock)
        if self.arrivals.get(place) is arrival:  # not all of it was here
            self.poller.register(connection.sock, selectors.EVENT_READ, partial(self._arrived, arrival))
            arrival.polled = True

    def _arrived(self, arrival: Arrival, client: socket.socket) -> None:
        try:
            piece = client.recv(PIECE)
        except (BlockingIOError, InterruptedError):
            return
        except OSError:
            piece = b""
        if piece:
            self._take(arrival, piece)
        else:
            self._forget(arrival)
            self._close(arrival.connection)

    def _take(self, arrival: Arrival, piece: bytes) -> None:
        here = self.here
        if not arrival.data:
            arrival.deadline = time.monotonic() + here.settings.arrival
        arrival.data += piece
        self.held += len(piece)
        known = arrival.head
        arrival.look(len(piece))
        if not arrival.head:
            if len(arrival.data) > HEAD_LIMIT:
                self._refuse(arrival, Problem("headers-too-large", f"Headers may have {HEAD_LIMIT} bytes at most."))
            return
        too_large = arrival.total - arrival.head > here.settings.max_bytes
        saturated = here.gate.full and arrival.total > arrival.head
        readable = arrival.unbounded and len(self.readers) < READERS
        if saturated and arrival.article and not too_large:
            self._turn_away(arrival)
        elif arrival.complete or arrival.batch or too_large or saturated or readable:
            self._hand_over(arrival)
        elif arrival.unbounded or self.held > HELD_LIMIT:
            metrics.REJECTED.labels("overloaded").inc()
            self._refuse(arrival, Problem("overloaded", "Too many bodies are on their way.", headers=RETRY))
        elif not known and EXPECTS.search(bytes(arrival.data[: arrival.head])):
            self._say(arrival.connection, CONTINUE)

    def _hand_over(self, arrival: Arrival) -> None:
        """Let a thread serve the request; what is still to come of it, the thread reads."""
        connection = arrival.connection
        self._forget(arrival)
        connection.init()
        unreader = connection.parser.unreader
        if not isinstance(unreader, PacedUnreader):
            unreader = connection.parser.unreader = PacedUnreader(connection.sock)
        unreader.unread(bytes(arrival.data))
        if arrival.batch:
            unreader.deadline, unreader.silence = float("inf"), self.here.settings.arrival
            self.batches.add(connection)
        else:
            unreader.deadline, unreader.silence = arrival.deadline, float("inf")
            if not arrival.complete:
                self.readers.add(connection)
        super().enqueue_req(connection)

    def _forget(self, arrival: Arrival) -> None:
        self.held -= len(arrival.data)
        self.arrivals.pop(arrival.connection.sock.fileno(), None)
        if arrival.polled:
            self.poller.unregister(arrival.connection.sock)

    def _refuse(self, arrival: Arrival, problem: Problem) -> None:
        """Answer a request that no thread is to see."""
        head, size = bytes(arrival.data[: arrival.head]), max(0, arrival.total - arrival.head)
        self._forget(arrival)
        self._say(arrival.connection, _refused(head, size, _peer(arrival.connection), problem))
        self._linger(arrival.connection)

    def _turn_away(self, arrival: Arrival) -> None:
        """Refuse an article for which the queue has no room, as the application would."""
        head = bytes(arrival.data[: arrival.head])
        goes_on = arrival.complete and len(arrival.data) == arrival.total and not LAST.search(head)
        size = arrival.total - arrival.head
        answer = _refused(head, size, _peer(arrival.connection), refusal(), goes_on=goes_on)
        self._forget(arrival)
        if goes_on:
            self._say(arrival.connection, answer)
            # Not at once: whoever sends without end would have refusals call each other without end.
            self._await(arrival.connection, self.cfg.keepalive, at_once=False)
        elif arrival.complete and len(arrival.data) == arrival.total:
            # Nothing more is on its way that could reset the connection, and the answer carries its end.
            self._say(arrival.connection, answer, MORE_TO_COME)
            self._close(arrival.connection)
        else:
            self._say(arrival.connection, answer)
            self._linger(arrival.connection)

    @staticmethod
    def _say(connection: TConn, what: bytes, flags: int = 0) -> None:
        try:
            connection.sock.send(what, flags)
        except OSError:
            return  # it went away, or takes no answer

    # ---- requests are served, on a thread ---------------------------------------------------------------------
    def handle_request(self, req: Any, conn: TConn) -> Any:
        """Serve one request."""
        if conn in self.readers and getattr(req.body.reader, "length", 0) > self.here.settings.max_bytes:
            req.force_close()  # the body is refused unread, and what follows on the connection is it
        req.body = ArrivingBody(req.body.reader, conn.parser.unreader)
        conn.sock.settimeout(SEND_SECONDS)
        try:
            return super().handle_request(req, conn)
        except TimeoutError:
            raise StopIteration from None  # the client took too long to take its answer

    def _keepalive_after(self, conn: TConn, keepalive: Any) -> bool:
        """Return whether the connection can carry another request: not where a body is still on its way."""
        if not keepalive or ((conn in self.readers or conn in self.batches) and not conn.parser.mesg.body.finished):
            return False
        return bool(super()._keepalive_after(conn, keepalive))

    def handle_error(self, req: Any, client: socket.socket, addr: Any, exc: Exception) -> None:  # noqa: ARG002
        """Write the problem for an exception that gunicorn raised while reading a request."""
        if isinstance(exc, Problem):
            problem = exc
        else:
            status = 400 if isinstance(exc, MISFRAMED) else 500
            if isinstance(exc, TOO_LARGE):
                status = 431
            if status == 500:
                self.log.error("Error handling a request: %s", type(exc).__name__)
            problem = Problem(BY_STATUS[status].name, "The request could not be read.")
        try:
            client.sendall(_refused(b"", 0, addr[0] if isinstance(addr, tuple) else None, problem))
        except OSError:
            self.log.debug("The client went away before its error was sent.")

    # ---- connections end --------------------------------------------------------------------------------------
    def finish_request(self, conn: TConn, fs: Future[Any]) -> None:
        """Take back the connection of a request that was answered."""
        self.batches.discard(conn)
        self.readers.discard(conn)
        if not fs.cancelled() and fs.exception() is None and fs.result() and self.alive:
            self._await(conn, self.cfg.keepalive)
        else:
            self._linger(conn)

    def _linger(self, connection: TConn) -> None:
        """Send no more, and let the client read its answer before the connection is closed (RFC 9112, 9.6)."""
        try:
            connection.sock.setblocking(False)
            connection.sock.shutdown(socket.SHUT_WR)
        except OSError:
            self._close(connection)
            return
        self.leaving[connection.sock.fileno()] = (connection, time.monotonic() + LINGER_SECONDS)
        self.poller.register(connection.sock, selectors.EVENT_READ, partial(self._left, connection))

    def _left(self, connection: TConn, client: socket.socket) -> None:
        try:
            if client.recv(PIECE):
                return
        except (BlockingIOError, InterruptedError):
            return
        except OSError:
            pass
        del self.leaving[client.fileno()]
        self.poller.unregister(client)
        self._close(connection)

    def _close(self, connection: TConn) -> None:
        connection.close()
        self.nr_conns -= 1

    def _drop_an_idle_one(self) -> None:
        idle = next((one for one in self.arrivals.values() if not one.data), None)
        if idle is not None:
            self._forget(idle)
            self._close(idle.connection)

    def murder_pending(self) -> None:
        """End what took too long; the loop calls this at least once a second."""
        now = time.monotonic()
        for arrival in [one for one in self.arrivals.values() if one.deadline <= now]:
            if arrival.data:
                self._refuse(arrival, Problem("request-timeout", "The request took too long to arrive."))
            else:
                self._forget(arrival)
                self._close(arrival.connection)
        for fd, (connection, deadline) in list(self.leaving.items()):
            if deadline <= now:
                del self.leaving[fd]
                self.poller.unregister(connection.sock)
                self._close(connection)

    # ---- the worker ends --------------------------------------------------------------------------------------
    def wait_for_and_dispatch_events(self, timeout: float) -> None:
        """Serve the event loop, for a second at most, so that deadlines hold while the worker stops as well."""
        super().wait_for_and_dispatch_events(min(timeout, 1.0))

    def set_accept_enabled(self, enabled: bool) -> None:
        """Accept or not; a worker that stops takes first what the kernel accepted, then hangs up the listeners."""
        if self.alive or not self._accepting:
            super().set_accept_enabled(enabled)
            return
        for listener in self.sockets:
            while self.accept(listener):
                pass
        super().set_accept_enabled(enabled)
        for listener in self.sockets:
            listener.close()
        for connection in self.batches:
            connection.parser.unreader.stopped = Problem("not-ready", "The service is shutting down.")
        soon = time.monotonic() + LINGER_SECONDS
        for arrival in self.arrivals.values():
            if not arrival.data:
                arrival.deadline = min(arrival.deadline, soon)


def _peer(connection: TConn) -> str | None:
    """Return the address of the connection's other end; one over a Unix socket has none."""
    return connection.client[0] if isinstance(connection.client, tuple) else None


def _refused(head: bytes, size: int, peer: str | None, problem: Problem, *, goes_on: bool = False) -> bytes:
    """Return the answer to a request that the application never sees, counted and logged as the application would.

    `head` is its header as far as it was read; without one it gets an id of its own.
    """
    start = time.perf_counter()
    sent = {name.lower(): value.decode() for name, value in NAMED.findall(head)}
    name, trace = logs.identity(sent.get(b"x-request-id", ""), sent.get(b"traceparent", ""))
    asked = ASKED.match(head)
    path = asked["path"].decode() if asked else ""
    answer = _raw(problem, name, security.HEADERS | {"X-Request-ID": name, "traceparent": trace}, goes_on=goes_on)
    seconds = time.perf_counter() - start
    metrics.count(path if path in ENDPOINTS else "unknown", problem.kind.status, seconds, size)
    logs.write(
        request_id=name,
        method=asked["method"].decode() if asked else "",
        path=path,
        status=problem.kind.status,
        problem=problem.name,
        **logs.caller(peer, sent.get(b"x-forwarded-for", "")),
        bytes_in=size,
        bytes_out=len(answer),
        ms=round(1000 * seconds, 1),
        stages={},
    )
    return answer


def _raw(problem: Problem, instance: str, more: Mapping[str, str], *, goes_on: bool) -> bytes:
    """Return a whole HTTP response, with `more` fields; the connection ends with it unless it goes on."""
    body = orjson.dumps(problem.wire(instance))
    fields = {**more, **problem.headers, "Content-Type": MEDIA_TYPE, "Content-Length": str(len(body))}
    fields["Connection"] = "keep-alive" if goes_on else "close"
    head = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    return f"HTTP/1.1 {problem.kind.status} {problem.kind.title}\r\n{head}\r\n".encode() + body
