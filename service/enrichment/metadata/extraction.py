"""Put the metadata of a page together, field by field."""

import math

from service.enrichment.metadata import languages
from service.enrichment.types import Body, Metadata, Page, Role

WORDS_A_MINUTE = 238
"""Silent reading of English non-fiction: mean of 190 studies (Brysbaert, 2019)."""


def extract(page: Page, body: Body) -> Metadata:
    """Return what the page says about the article; what it does not say is None or empty."""
    title = next((line.text for line in page.lines if line.role is Role.TITLE), None)
    return Metadata(
        title=title,
        language=page.source.language or languages.detect(body.text or page.text),
        captions=tuple(dict.fromkeys(line.text for line in page.lines if line.role is Role.CAPTION)),
        reading_time_minutes=math.ceil(body.word_count / WORDS_A_MINUTE),
    )
