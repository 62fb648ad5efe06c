"""One structured line a request: id, status, sizes, stage times and who called; never the article's text or a key."""

import logging
import re
import secrets
import sys
import time
from typing import Any

import orjson
import structlog
from flask import Flask, Response, g, request

# A caller's id is written to logs and headers, so it is kept only where it cannot forge either.
REQUEST_ID = re.compile(r"[A-Za-z0-9._:-]{1,128}")
# W3C Trace Context, section 3.2: version, trace id, parent id, flags.
TRACEPARENT = re.compile(r"00-(?!0{32})(?P<trace>[0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-(?P<flags>[0-9a-f]{2})")
FORWARDED = re.compile(r"[0-9A-Fa-f.:, ]{1,200}")
QUIET = ("/livez", "/readyz", "/metrics")


def configure(level: str) -> None:
    """Write structured lines of at least this level to standard error."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(serializer=_json),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level.upper()]),
        logger_factory=lambda *_: structlog.WriteLogger(sys.stderr),
        cache_logger_on_first_use=False,
    )


def _json(line: object, **options: Any) -> str:
    return orjson.dumps(line, **options).decode()


def register(app: Flask) -> None:
    """Give every request an id and a trace, and write its line."""

    @app.before_request
    def _start() -> None:
        g.start = time.perf_counter()
        sent = request.headers
        g.request_id, g.traceparent = identity(sent.get("X-Request-ID", ""), sent.get("traceparent", ""))

    @app.after_request
    def _finish(answer: Response) -> Response:
        answer.headers["X-Request-ID"] = g.get("request_id", "")
        answer.headers["traceparent"] = g.get("traceparent", "")
        write(
            request_id=g.get("request_id"),
            method=request.method,
            path=request.path[:200],
            status=answer.status_code,
            **({"problem": g.problem} if "problem" in g else {}),
            **({"key": g.key} if "key" in g else {}),
            **caller(request.remote_addr, request.headers.get("X-Forwarded-For", "")),
            bytes_in=request.content_length,
            bytes_out=answer.content_length,
            ms=round(1000 * (time.perf_counter() - g.get("start", time.perf_counter())), 1),
            stages={stage: round(1000 * seconds, 1) for stage, seconds in g.get("timings", ())},
        )
        return answer


def identity(name: str, parent: str) -> tuple[str, str]:
    """Return the request's id and the `traceparent` of our part of its trace, from those that were sent, if any."""
    sent = TRACEPARENT.fullmatch(parent)
    trace, flags = (sent["trace"], sent["flags"]) if sent else (secrets.token_hex(16), "00")
    return (
        name if REQUEST_ID.fullmatch(name) else secrets.token_hex(16),
        f"00-{trace}-{secrets.token_hex(8)}-{flags}",
    )


def caller(peer: str | None, forwarded: str) -> dict[str, str]:
    """Return who called, as a line of the log says it: the connection's other end, and whom a proxy names behind it.

    The second is what the header says; only behind a proxy that sets it, as ours does, is it more than a claim.
    """
    told = {"client": peer or "", "forwarded_for": forwarded if FORWARDED.fullmatch(forwarded) else ""}
    return {name: value for name, value in told.items() if value}


def write(*, path: str, **facts: object) -> None:
    """Write the line of one request; what probes ask for all the time only at level debug."""
    log = structlog.get_logger()
    (log.debug if path in QUIET else log.info)("request", path=path, **facts)
