"""One article in, one enriched article out; nothing here knows that it lives on the web."""

from service.enrichment.models import load
from service.enrichment.pipeline import Pipeline, Section
from service.enrichment.types import Article, Source, SourceKind

__all__ = ["Article", "Pipeline", "Section", "Source", "SourceKind", "load"]
