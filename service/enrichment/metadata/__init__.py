"""What an article says about itself: title, authors, dates, publisher and the rest, each with its evidence."""

from service.enrichment.metadata.extraction import extract
from service.enrichment.metadata.languages import detect

__all__ = ["detect", "extract"]
