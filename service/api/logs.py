"""One structured line a request: id, status, sizes and stage times; never the article's text."""

import logging
import re
import secrets
import sys
import time

import structlog
from flask import Flask, Response, g, request

# A caller's id is written to logs and headers, so it is kept only where it cannot forge either.
REQUEST_ID = re.compile(r"[A-Za-z0-9._:-]{1,128}")
# W3C Trace Context, section 3.2: version, trace id, parent id, flags.
TRACEPARENT = re.compile(r"00-(?!0{32})(?P<trace>[0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-(?P<flags>[0-9a-f]{2})")
QUIET = ("/livez", "/readyz", "/metrics")


def configure(level: str) -> None:
    """Write structured lines of at least this level to standard error."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level.upper()]),
        logger_factory=lambda *_: structlog.WriteLogger(sys.stderr),
        cache_logger_on_first_use=False,
    )


def register(app: Flask) -> None:
    """Give every request an id and a trace, and write its line."""

    @app.before_request
    def _start() -> None:
        g.start = time.perf_counter()
        sent = request.headers.get("X-Request-ID", "")
        g.request_id = sent if REQUEST_ID.fullmatch(sent) else secrets.token_hex(16)
        parent = TRACEPARENT.fullmatch(request.headers.get("traceparent", ""))
        trace, flags = (parent["trace"], parent["flags"]) if parent else (secrets.token_hex(16), "00")
        g.traceparent = f"00-{trace}-{secrets.token_hex(8)}-{flags}"

    @app.after_request
    def _finish(answer: Response) -> Response:
        answer.headers["X-Request-ID"] = g.get("request_id", "")
        answer.headers["traceparent"] = g.get("traceparent", "")
        log = structlog.get_logger()
        write = log.debug if request.path in QUIET else log.info
        write(
            "request",
            request_id=g.get("request_id"),
            method=request.method,
            path=request.path[:200],
            status=answer.status_code,
            bytes_in=request.content_length,
            bytes_out=answer.content_length,
            ms=round(1000 * (time.perf_counter() - g.get("start", time.perf_counter())), 1),
            stages={stage: round(1000 * seconds, 1) for stage, seconds in g.get("timings", ())},
        )
        return answer
