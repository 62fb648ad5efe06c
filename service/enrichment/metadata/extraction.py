"""Put the metadata of a page together, field by field, each with the place where it was read."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import urlsplit

from service.enrichment.metadata import (
    acknowledgements,
    addresses,
    bylines,
    datelines,
    languages,
    layout,
    published,
    publishers,
    ranking,
    sections,
    subtitles,
    titles,
)
from service.enrichment.metadata.bylines import Byline
from service.enrichment.metadata.layout import Layout, Row, fold
from service.enrichment.metadata.published import Dated
from service.enrichment.metadata.titles import Headline
from service.enrichment.types import Body, Dateline, Evidence, Metadata, Page, Role, Span

Candidate = TypeVar("Candidate", Headline, Dated, Byline)
WORDS_A_MINUTE = 238
"""Silent reading of English non-fiction: mean of 190 studies (Brysbaert, 2019)."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the lines of a page say: the candidates of the ranked fields, and the best of each."""

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
    return from_lines(read(page, body), page, body)


def read(page: Page, body: Body) -> Reading:
    """Return the candidates of the visible lines and the best of each ranked field."""
    sight = layout.read(page)
    language = page.source.language or languages.detect(body.text or page.text)
    order = published.order_of(sight, language=languages.primary(language), url=page.source.url)
    bare = published.candidates(sight, order)
    busy = frozenset(one.row.index for one in bare)
    headlines = tuple(titles.candidates(sight, body, busy))
    headline = choose("title", headlines)
    row = headline.row if headline else None
    stamps = published.ranked(bare, sight, row)
    found = tuple(bylines.candidates(sight, row, busy))
    date = choose("published", stamps)
    return Reading(
        layout=sight,
        headlines=headlines,
        headline=headline,
        dated=stamps,
        date=published.best_worded(date, stamps) if date else published.feed_footer(sight, stamps),
        bylines=found,
        byline=choose("authors", found),
        language=language,
    )


def from_lines(reading: Reading, page: Page, body: Body) -> Metadata:
    """Return the metadata that the lines give, with the span of each value that stands in the text."""
    sight, headline = reading.layout, reading.headline
    row = headline.row if headline else None
    notes = _Notes()
    if headline:
        notes.add("title", headline.row.span(headline.start, headline.start + len(headline.text)))
    subtitle = subtitles.find(sight, row)
    if subtitle:
        notes.add("subtitle", subtitle.span())
    first = _opening(body)
    value = reading.date.stamp.value if reading.date else None
    filed = datelines.read(first, value)
    signed = acknowledgements.find(sight, row)
    agencies = tuple(
        dict.fromkeys([*([filed.agency] if filed and filed.agency else []), *(name for name, _ in signed)])
    )
    names = (
        () if reading.byline is None else tuple(n for n in reading.byline.names if not acknowledgements.is_agency(n))
    )
    if reading.byline and names:
        notes.add("authors", reading.byline.row.span(reading.byline.start, reading.byline.end))
    if reading.date:
        notes.add("published", reading.date.row.span(reading.date.stamp.start, reading.date.stamp.end))
    changed = published.changed(reading.dated, reading.date, sight)
    if changed:
        notes.add("modified", changed.row.span(changed.stamp.start, changed.stamp.end))
    host = urlsplit(page.source.url or "").hostname
    publisher = publishers.find(sight, reading.headlines, headline, host)
    if publisher:
        notes.add("publisher", publisher.row.span(publisher.start, publisher.start + len(publisher.text)))
    if agencies:
        notes.add("agencies", _span_of(signed[0][1] if signed else None))
    dateline = filed.dateline if filed else None
    if dateline:
        notes.add("dateline", _place(sight, dateline))
    section = sections.section(sight, row)
    if section:
        notes.add("section", section.row.span(section.start, section.start + len(section.text)))
    tags = sections.tags(sight, row)
    if tags:
        notes.add("tags", Span(tags[0][1].span().start, max(tag[1].span().end for tag in tags)))
    url = addresses.of(page.source.url, sight)
    if url:
        notes.evidence.append(("url", url.evidence))
    if reading.language:
        notes.add("language", None)
    captions = tuple(dict.fromkeys(line.text for line in page.lines if line.role is Role.CAPTION))
    if captions:
        notes.add("captions", None)
    return Metadata(
        title=headline.text if headline else None,
        subtitle=subtitle.text if subtitle else None,
        authors=names,
        published=value,
        modified=changed.stamp.value if changed else None,
        publisher=publisher.text if publisher else None,
        agencies=agencies,
        dateline=dateline,
        section=section.text if section else None,
        tags=tuple(text for text, _ in tags),
        url=url.value if url else None,
        language=reading.language,
        captions=captions,
        reading_time_minutes=math.ceil(body.word_count / WORDS_A_MINUTE),
        evidence=tuple(notes.evidence),
    )


class _Notes:
    """Collects the evidence in the order of the fields."""

    def __init__(self) -> None:
        self.evidence: list[tuple[str, Evidence]] = []

    def add(self, field: str, span: Span | None) -> None:
        self.evidence.append((field, Evidence("text", span)))


def _opening(body: Body) -> str:
    """Return the first paragraph of the body's prose."""
    prose = [p for p in body.paragraphs if p.span.end - p.span.start >= layout.PROSE]
    return body.slice(prose[0].span) if prose else body.text[:400]


def _span_of(row: Row | None) -> Span | None:
    return row.span() if row else None


def _place(sight: Layout, dateline: Dateline) -> Span | None:
    """Return where the place of a dateline stands: at the head of one of the first rows of prose."""
    for row in sight.rows[max(0, sight.first - 1) : sight.first + 3]:
        at = row.text.find(dateline.place, 0, 120)
        if at >= 0:
            return row.span(at, at + len(dateline.place))
    return None


def choose(field: str, found: Sequence[Candidate]) -> Candidate | None:
    """Return the candidate whose value is the most probable, or None where none is probable enough.

    Candidates of one value add up: a headline that stands twice is twice seen.
    """
    ranker = ranking.load(field)
    chances = ranking.probabilities([ranker.score(one.features) for one in found])
    best = ranking.best(_values(found, chances), chances)
    return found[best.index] if best and best.probability >= ranker.threshold else None


def _values(found: Sequence[Candidate], chances: Sequence[float]) -> list[str]:
    """Return what each candidate says, so that those who say the same add up."""
    headlines = [one for one in found if isinstance(one, Headline)]
    if headlines:
        return titles.keys(headlines, chances)
    return [
        one.stamp.value[:10] if isinstance(one, Dated) else "; ".join(sorted(map(fold, one.names)))
        for one in found
        if not isinstance(one, Headline)
    ]
