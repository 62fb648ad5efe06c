"""Enrich a stream: one JSON request a line in, one answer a line out, in order, while lines still arrive.

Four kinds of thread share a batch: one takes bytes from the client, one cuts them into lines, one for each worker
process has lines answered, and the one that serves the request writes the answers in order. No more than `AHEAD` lines
a worker are between the cutter and the writer, and what the client sent ahead of them lies on disk: memory is flat.
"""

import threading
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import Future
from dataclasses import dataclass, field
from functools import partial
from queue import SimpleQueue
from typing import Any, NamedTuple

import orjson
import structlog
from flask import Response, current_app, g, request
from flask_smorest import Blueprint

from service.api import answers, documents, lines, metrics, negotiation, payload, siblings, spool
from service.api.admission import RETRY
from service.api.errors import Part, Problem
from service.api.runtime import Runtime

MEDIA_TYPE = "application/x-ndjson"
LANES = 16
"""Most workers that share one batch."""
AHEAD = 4
"""Lines a worker that are read before their answers are written."""

batches = Blueprint("batches", __name__, url_prefix="/v1", description="Enrich streams of raw articles.")


@batches.route("/enrich/batch", methods=["POST"])
@batches.doc(**documents.BATCH)
def batch() -> Response:
    """Return one answer for each line sent, in order, as the lines arrive."""
    here: Runtime = current_app.extensions["runtime"]
    _check()
    coding = request.headers.get("Content-Encoding", "").strip().lower()
    # Our configuration of nginx says so: it cannot send and receive at its own pace at once.
    settle = spool.SETTLE if "X-Half-Duplex" in request.headers else 0
    arriving = spool.spooled(lines.pieces(request.stream), settle)
    if coding not in ("", "identity"):
        arriving = lines.unpacked(arriving, coding)
    if not here.streams.acquire(blocking=False):
        metrics.REJECTED.labels("overloaded").inc()
        raise Problem("overloaded", "This worker serves as many batches as it may.", headers=RETRY)
    sent = lines.lines(arriving, here.settings.max_bytes)
    stop: Callable[[], None] = getattr(request.stream, "stop", _nothing)
    answer = Response(replies(here, sent, g.get("request_id", ""), stop), mimetype=MEDIA_TYPE)
    answer.call_on_close(here.streams.release)
    return answer


def _check() -> None:
    """Raise Problem where the request as a whole is not one for a batch."""
    if request.mimetype != MEDIA_TYPE:
        raise Problem("unsupported-media-type", f"Send {MEDIA_TYPE}.", headers={"Accept": MEDIA_TYPE})
    if request.mimetype_params.get("charset", "utf-8").lower() != "utf-8":
        raise Problem("unsupported-media-type", "JSON is UTF-8 (RFC 8259).")
    if not negotiation.media_type(request.accept_mimetypes, [MEDIA_TYPE]):
        raise Problem("not-acceptable", f"Accept {MEDIA_TYPE}.")
    if request.args:
        parts = tuple(Part("Options travel in each line.", parameter=name[:100]) for name in request.args)
        raise Problem("invalid-request", "The request is not valid; `errors` says where.", parts)


class _Job(NamedTuple):
    line: bytes | None
    answer: Future[bytes]


@dataclass(frozen=True, slots=True)
class _Belt:
    """What the threads of one batch share."""

    request_id: str
    limit: int
    room: threading.Semaphore
    jobs: SimpleQueue[_Job | None] = field(default_factory=SimpleQueue)
    in_order: SimpleQueue[Future[bytes] | None] = field(default_factory=SimpleQueue)
    unwanted: threading.Event = field(default_factory=threading.Event)

    def read(self, sent: Generator[bytes | None, None, None]) -> None:
        """Put each line on the belt where there is room; the fault of the stream is its last answer."""
        try:
            for line in sent:
                self.room.acquire()
                if self.unwanted.is_set():
                    return
                job = _Job(line, Future())
                self.jobs.put(job)
                self.in_order.put(job.answer)
        except Exception as error:  # noqa: BLE001 - a bug too is told to the client
            last: Future[bytes] = Future()
            last.set_result(_problem(named(error), None, self.request_id))
            self.in_order.put(last)
        finally:
            sent.close()
            self.in_order.put(None)

    def work(self, way: siblings.AnswerLine) -> None:
        """Have lines answered until there are no more."""
        while (job := self.jobs.get()) is not None:
            if self.unwanted.is_set():
                continue
            if job.line is None:
                too_long = Problem("too-large", f"A line may have {self.limit} bytes at most.")
                metrics.LINES.labels(too_long.name).inc()
                job.answer.set_result(_problem(too_long, None, self.request_id))
            else:
                job.answer.set_result(way(job.line, self.request_id))


def replies(
    here: Runtime, sent: Generator[bytes | None, None, None], request_id: str, stop: Callable[[], None]
) -> Iterator[bytes]:
    """Yield the answer to each line, in order, each with its line end; None stands for a line that is too long.

    `sent` may raise Problem. `stop` lets a reader of `sent` that waits for the client give up; it is called when the
    answers are no longer wanted.
    """
    ways = siblings.lanes(here.siblings, partial(answer_line, here), LANES)
    belt = _Belt(request_id, here.settings.max_bytes, threading.Semaphore(AHEAD * len(ways)))
    threads = [threading.Thread(target=belt.read, args=(sent,), name="batch-reader", daemon=True)]
    threads += [threading.Thread(target=belt.work, args=(way,), name="batch-lane", daemon=True) for way in ways]
    for thread in threads:
        thread.start()
    try:
        while (answer := belt.in_order.get()) is not None:
            yield answer.result() + b"\n"
            belt.room.release()
    finally:
        belt.unwanted.set()
        stop()
        belt.room.release()
        for _ in ways:
            belt.jobs.put(None)
        # The socket is closed after this: nobody may still be waiting for bytes from it.
        for thread in threads:
            thread.join()
        siblings.close(ways)


def answer_line(here: Runtime, line: bytes, request_id: str) -> bytes:
    """Return the answer to one line: the single call's bytes, or `{"id", "error"}`. It never raises."""
    try:
        content = enriched(here, line)
    except Exception as error:  # noqa: BLE001 - one bad line, or one bug, never spoils the others
        problem = named(error)
        metrics.LINES.labels(problem.name).inc()
        return _problem(problem, caller_id(line), request_id)
    metrics.LINES.labels("ok").inc()
    return content


def enriched(here: Runtime, line: bytes) -> bytes:
    """Return the single call's bytes for a line of JSON.

    Raises Problem for what the single call would refuse.
    """
    asked = payload.from_json(line)
    return orjson.dumps(answers.answer(asked, here.enrich(asked, patient=True), here.versions))


def named(error: Exception) -> Problem:
    """Return the problem that an exception stands for; one that nobody foresaw is logged, without its message."""
    if isinstance(error, Problem):
        return error
    structlog.get_logger().error("bug", error=type(error).__name__)
    return Problem("internal", "The service failed on this line; quote the instance to its operator.")


def _problem(problem: Problem, name: str | None, request_id: str) -> bytes:
    return orjson.dumps({"id": name, "error": problem.wire(request_id)})


def caller_id(line: bytes) -> str | None:
    """Return the caller's id of a line that was refused, where it can still be read."""
    try:
        values: Any = orjson.loads(line)
    except ValueError:
        return None
    name = values.get("id") if isinstance(values, dict) else None
    return name if isinstance(name, str) and len(name) <= 256 and "\0" not in name else None


def _nothing() -> None:
    """Do nothing: a stream that does not wait for a client need not be stopped."""
