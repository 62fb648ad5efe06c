"""Put the metadata of a page together, field by field."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from service.enrichment.metadata import bylines, languages, layout, published, ranking, titles
from service.enrichment.metadata.bylines import Byline
from service.enrichment.metadata.layout import Layout, fold
from service.enrichment.metadata.published import Dated
from service.enrichment.metadata.titles import Headline
from service.enrichment.types import Body, Metadata, Page, Role

Candidate = TypeVar("Candidate", Headline, Dated, Byline)
WORDS_A_MINUTE = 238
"""Silent reading of English non-fiction: mean of 190 studies (Brysbaert, 2019)."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What is found in the lines of a page before anything is decided about the mark-up."""

    layout: Layout
    headlines: tuple[Headline, ...]
    headline: Headline | None
    dated: tuple[Dated, ...]
    date: Dated | None
    bylines: tuple[Byline, ...]
    byline: Byline | None
    language: str | None


def extract(page: Page, body: Body) -> Metadata:
    """Return what the page says about the article; what it does not say is None or empty."""
    reading = read(page, body)
    return Metadata(
        title=reading.headline.text if reading.headline else None,
        authors=reading.byline.names if reading.byline else (),
        published=reading.date.stamp.value if reading.date else None,
        language=reading.language,
        captions=tuple(dict.fromkeys(line.text for line in page.lines if line.role is Role.CAPTION)),
        reading_time_minutes=math.ceil(body.word_count / WORDS_A_MINUTE),
    )


def read(page: Page, body: Body) -> Reading:
    """Return the candidates of the visible lines and the best of each field."""
    sight = layout.read(page)
    language = page.source.language or languages.detect(body.text or page.text)
    order = published.order_of(sight, language=languages.primary(language), url=page.source.url)
    bare = published.candidates(sight, order)
    busy = frozenset(one.row.index for one in bare)
    headlines = tuple(titles.candidates(sight, body, busy))
    headline = choose("title", headlines, [fold(one.text) for one in headlines])
    row = headline.row if headline else None
    stamps = published.ranked(bare, sight, row)
    found = tuple(bylines.candidates(sight, row, busy))
    return Reading(
        layout=sight,
        headlines=headlines,
        headline=headline,
        dated=stamps,
        date=choose("published", stamps, [one.stamp.value[:10] for one in stamps]),
        bylines=found,
        byline=choose("authors", found, ["; ".join(sorted(map(fold, one.names))) for one in found]),
        language=language,
    )


def choose(field: str, found: Sequence[Candidate], values: Sequence[str]) -> Candidate | None:
    """Return the candidate whose value is the most probable, or None where none is probable enough.

    Candidates of one value add up: a headline that stands twice is twice seen.
    """
    ranker = ranking.load(field)
    chances = ranking.probabilities([ranker.score(one.features) for one in found])
    mass: dict[str, float] = {}
    for value, chance in zip(values, chances, strict=True):
        mass[value] = mass.get(value, 0.0) + chance
    value = max(mass, key=lambda one: mass[one], default=None)
    if value is None or mass[value] < ranker.threshold:
        return None
    return found[max((n for n, own in enumerate(values) if own == value), key=lambda n: chances[n])]
