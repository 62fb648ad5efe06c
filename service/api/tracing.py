"""Spans for OpenTelemetry: one for each request, and below it one for each stage. An extra, on where its variable is set.

Where the spans go, and how many are sampled, is said by OpenTelemetry's own variables (OTEL_EXPORTER_OTLP_ENDPOINT,
OTEL_SERVICE_NAME, OTEL_TRACES_SAMPLER ..., https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/).
Names and attributes follow its conventions for HTTP servers. No span holds a word of an article.
"""

import importlib.util
import time
from typing import TYPE_CHECKING

from flask import Flask, Response, g, request

if TYPE_CHECKING:
    from opentelemetry.sdk.trace import TracerProvider

SCOPE = "article-enrichment"


def installed() -> bool:
    """Return whether the extra's packages are there."""
    try:
        return importlib.util.find_spec("opentelemetry.exporter.otlp.proto.http") is not None
    except ModuleNotFoundError:  # a package above it is missing
        return False


def provider() -> "TracerProvider":
    """Return a provider that exports by OTLP over HTTP, as OpenTelemetry's variables say.

    Made in each worker, after the fork: its exporting thread would not survive one.
    """
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter  # noqa: PLC0415 - an extra
    from opentelemetry.sdk.resources import Resource  # noqa: PLC0415
    from opentelemetry.sdk.trace import TracerProvider  # noqa: PLC0415
    from opentelemetry.sdk.trace.export import BatchSpanProcessor  # noqa: PLC0415

    made = TracerProvider(resource=Resource.create())
    made.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    return made


def register(app: Flask, traces: "TracerProvider") -> None:
    """Record a span for each request, as a child of the caller's `traceparent`, and one for each stage below it.

    The answer's `traceparent` names the request's span. To be called before the first request.
    """
    from opentelemetry import propagate, trace  # noqa: PLC0415 - an extra

    tracer = traces.get_tracer(SCOPE)

    @app.after_request
    def _spans(answer: Response) -> Response:
        if "start" not in g:
            return answer
        end = time.time_ns()
        begun = end - _nanoseconds(time.perf_counter() - g.start)
        route = request.url_rule.rule if request.url_rule else ""
        span = tracer.start_span(
            f"{request.method} {route}".strip(),
            context=propagate.extract(request.headers),
            kind=trace.SpanKind.SERVER,
            start_time=begun,
            attributes={
                "http.request.method": request.method,
                "http.route": route,
                "http.response.status_code": answer.status_code,
            },
        )
        if answer.status_code >= 500:
            span.set_status(trace.StatusCode.ERROR)
        within, at = trace.set_span_in_context(span), begun
        for stage, seconds in g.get("timings", ()):
            # The stages follow one another; what is between them and before them is parsing and waiting.
            child = tracer.start_span(stage, context=within, start_time=at)
            at += _nanoseconds(seconds)
            child.end(at)
        span.end(end)
        found = span.get_span_context()
        g.traceparent = f"00-{found.trace_id:032x}-{found.span_id:016x}-{found.trace_flags:02x}"
        return answer


def _nanoseconds(seconds: float) -> int:
    return int(seconds * 1_000_000_000)
