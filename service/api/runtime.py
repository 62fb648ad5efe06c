"""What create_app() assembles and the endpoints use."""

import threading
from dataclasses import dataclass, replace
from pathlib import Path

from service.api import limits, metrics
from service.api.admission import Gate
from service.api.errors import Problem
from service.api.schemas import Request
from service.enrichment.errors import TooLargeError
from service.enrichment.pipeline import Pipeline
from service.enrichment.types import Article
from service.settings import Settings


@dataclass(slots=True)
class Runtime:
    """The settings, the pipeline, the gate before it, and the contract as served."""

    settings: Settings
    pipeline: Pipeline
    gate: Gate
    versions: tuple[tuple[str, str], ...]
    streams: threading.Semaphore
    """One for each batch that this worker may serve at a time."""
    contract_json: bytes = b"{}"
    contract_yaml: bytes = b""
    warm: bool = False
    siblings: Path | None = None
    """Where each worker listens for lines of the others' batches; None: a batch keeps to its own worker."""

    def enrich(self, asked: Request, *, patient: bool = False) -> Article:
        """Return the enriched article of a checked request, once the worker's models are free.

        Raises Problem: 413 where the article is beyond a limit, 503 where the queue is full or the deadline passed;
        a patient caller waits instead.
        """
        limits.check(asked.source, self.settings)
        with self.gate.enter(patient=patient) as waited:
            try:
                article = self.pipeline(asked.source, asked.include)
            except TooLargeError as error:
                raise Problem("too-large", str(error)) from None
        article = replace(article, timings=(("queue", waited), *article.timings))
        metrics.observe(article)
        return article
