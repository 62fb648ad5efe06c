"""Prometheus figures, summed over all workers; counts and times, never what an article says."""

import os
import time
from collections.abc import Iterable

from flask import Flask, Response, g, request
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    REGISTRY,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    generate_latest,
    multiprocess,
)

from service.enrichment.types import Article

SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
COUNTS = (0, 1, 2, 5, 10, 20, 50, 100, 200)
BYTES = (1_000, 3_000, 10_000, 30_000, 100_000, 300_000, 1_000_000, 3_000_000)

REQUESTS = Counter("enrich_requests_total", "Requests by endpoint and status.", ("endpoint", "status"))
LATENCY = Histogram("enrich_request_seconds", "Time to answer.", ("endpoint",), buckets=SECONDS)
STAGES = Histogram("enrich_stage_seconds", "Time of each stage.", ("stage",), buckets=SECONDS)
SIZES = Histogram("enrich_request_bytes", "Size of the body as sent.", buckets=BYTES)
WAITING = Gauge("enrich_queue_length", "Requests waiting for a model.", multiprocess_mode="livesum")
REJECTED = Counter("enrich_rejections_total", "Requests turned away, by problem.", ("problem",))
LINES = Counter("enrich_batch_lines_total", "Lines of batches, by outcome.", ("outcome",))
ENTITIES = Histogram("enrich_article_entities", "Entities an article.", buckets=COUNTS)
QUOTES = Histogram("enrich_article_quotes", "Quotes an article.", buckets=COUNTS)
MODEL = Gauge("enrich_model_info", "What makes the answers.", ("part", "version"), multiprocess_mode="max")


def describe(versions: Iterable[tuple[str, str]]) -> None:
    """Publish the versions of the service's parts."""
    for part, version in versions:
        MODEL.labels(part, version).set(1)


def observe(article: Article) -> None:
    """Count one enriched article."""
    for stage, seconds in article.timings:
        STAGES.labels(stage).observe(seconds)
    if article.entities is not None:
        ENTITIES.observe(len(article.entities))
    if article.quotes is not None:
        QUOTES.observe(len(article.quotes))


def register(app: Flask) -> None:
    """Count every request."""

    @app.after_request
    def _count(answer: Response) -> Response:
        if "start" not in g:
            return answer
        endpoint = request.url_rule.rule if request.url_rule else "unknown"
        count(endpoint, answer.status_code, time.perf_counter() - g.start, request.content_length)
        return answer


def count(endpoint: str, status: int, seconds: float, size: int | None) -> None:
    """Count one answered request; `size` is the length of its body in bytes, None or 0 without one."""
    REQUESTS.labels(endpoint, str(status)).inc()
    LATENCY.labels(endpoint).observe(seconds)
    if size:
        SIZES.observe(size)


def text() -> tuple[bytes, str]:
    """Return the figures in Prometheus' text format, of all workers where they share a directory, and its type."""
    registry = REGISTRY
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:  # noqa: TID251 - the library's own switch
        registry = CollectorRegistry()
        multiprocess.MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return generate_latest(registry), CONTENT_TYPE_LATEST
