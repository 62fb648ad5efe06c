"""Read the lines of a page once: the candidates of the ranked fields with their probabilities, and all its dates."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeVar
from urllib.parse import urlsplit

from service.enrichment.metadata import (
    addresses,
    languages,
    layout,
    published,
    ranking,
    records,
    titles,
)
from service.enrichment.metadata.bylines import authors
from service.enrichment.metadata.bylines.signatures import Byline
from service.enrichment.metadata.dates import Order
from service.enrichment.metadata.layout import Layout, Row, fold
from service.enrichment.metadata.markup import days, headlines
from service.enrichment.metadata.markup.claims import Claim
from service.enrichment.metadata.markup.witnesses import Seen, Sight
from service.enrichment.metadata.published import Dated
from service.enrichment.metadata.publishers import hosts
from service.enrichment.metadata.publishers.naming import Publisher
from service.enrichment.metadata.ranking import Ranker, Rankers
from service.enrichment.metadata.records import Record
from service.enrichment.metadata.sections.naming import Named
from service.enrichment.metadata.subtitles import Standfirst
from service.enrichment.metadata.titles import Headline
from service.enrichment.types import KEPT, Body, Page

Candidate = TypeVar("Candidate", Headline, Dated, Byline, Named, Standfirst, Publisher)
PLACED = 0.2
"""Probability from which a headline tells where the article begins."""
TRACE = 0.02
"""Probability below which a visible candidate is no witness."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the lines of a page say: the likeliest candidates of the ranked fields, the best first, and all dates."""

    layout: Layout
    headlines: tuple[tuple[Headline, float], ...]
    titled: tuple[Headline, ...]
    dates: tuple[tuple[Dated, float], ...]
    dated: tuple[Dated, ...]
    bylines: tuple[tuple[Byline, float], ...]
    order: Order | None
    language: str | None
    host: str | None
    """The host of the address that the caller gave."""
    made: tuple[Claim, ...] | None = None
    """What the mark-up claims, None for text."""
    record: Record | None = None
    """What a labelled head says."""
    row: Row | None = None
    """The row of the headline, beside which the other fields are looked for."""


def read(page: Page, body: Body, rankers: Rankers, made: tuple[Claim, ...] | None = None) -> Reading:
    """Return the candidates of the visible lines, ranked; `made` is what the mark-up claims."""
    sight = layout.read(page)
    url, host = page.source.url, _host(page.source.url)
    language = page.source.language or languages.detect(_words(page), addresses.language_of(url))
    primary = languages.primary(language)
    order = published.order_of(sight, language=primary, url=url, stated=days.stated(made or ()))
    bare = published.candidates(sight, order)
    busy = frozenset(one.row.index for one in bare)
    record = records.read(sight, order)
    titled = tuple(titles.candidates(sight, body, busy))
    likely = titles.without_site(ranked(rankers["title"], titled))
    likely = _with_record(titles.without_name(likely, titled, hosts.sites(sight, host)), record)
    row = place(likely)
    dated = published.ranked(bare, sight, row)
    known = tuple(one for one in dated if one.label not in published.REVIEWS)
    reading = Reading(
        layout=sight,
        headlines=likely,
        titled=titled,
        dates=_stated_day(record) or ranked(rankers["published"], known),
        dated=dated,
        bylines=_stated_names(record) or ranked(rankers["authors"], tuple(authors.candidates(sight, row, busy))),
        order=order,
        language=language,
        host=host,
        made=made,
        record=record,
        row=row,
    )
    return reading if made is None else replace(reading, row=_agreed_row(reading, rankers) or row)


def seen(reading: Reading) -> Seen:
    """Return what the lines say as the mark-up's claims are weighed against it."""
    return Seen(
        titles=tuple(Sight(one.text, (), chance) for one, chance in reading.headlines if chance > TRACE),
        authors=tuple(Sight("", one.names, chance) for one, chance in reading.bylines if chance > TRACE),
        dates=tuple(sight_of(one, chance, reading.row) for one, chance in reading.dates if chance > TRACE),
        rows=frozenset(row.folded for row in reading.layout.rows),
        order=reading.order,
    )


def sight_of(one: Dated, chance: float, headline: Row | None) -> Sight:
    """Return a day as the mark-up's claims are weighed against it."""
    above = headline is not None and one.row.index < headline.index and one.label not in published.POSTED
    return Sight(one.stamp.value, (), chance, changed=one.label in published.CHANGES, above=above)


def ranked(ranker: Ranker, found: Sequence[Candidate]) -> tuple[tuple[Candidate, float], ...]:
    """Return the likeliest candidates of a field with their probabilities, the best first.

    Candidates of one value add up: a headline that stands twice is twice seen.
    """
    chances = ranking.probabilities([ranker.score(one.features) for one in found])
    return tuple((found[one.index], one.probability) for one in ranking.best(_values(found, chances), chances))


def place(likely: Sequence[tuple[Headline, float]]) -> Row | None:
    """Return the row that the other fields are looked for beside: a likely headline's, even where it is not sure enough."""
    return likely[0][0].row if likely and likely[0][1] >= PLACED else None


def answer(ranker: Ranker, found: Sequence[tuple[Candidate, float]]) -> Candidate | None:
    """Return the likeliest candidate where it is likely enough to be published."""
    return found[0][0] if found and found[0][1] >= ranker.threshold else None


def best(ranker: Ranker, found: Sequence[Candidate]) -> Candidate | None:
    """Return the likeliest of some candidates where it is likely enough to be published."""
    return answer(ranker, ranked(ranker, found))


def _words(page: Page) -> str:
    """Return what a reader sees of the body, without the addresses of its links; of a page without one all there is."""
    return "\n\n".join(line.text for line in page.lines if line.role in KEPT) or page.text


def _host(url: str | None) -> str | None:
    try:
        return urlsplit(url or "").hostname
    except ValueError:
        return None


def _agreed_row(reading: Reading, rankers: Rankers) -> Row | None:
    """Return the row nearest above the prose that says the headline which mark-up and lines agree on."""
    shown = seen(reading)
    title = headlines.choice(rankers["html-title"], reading.made or (), shown.titles, shown.rows)
    sight = reading.layout
    rows = [row for row in sight.rows if row.folded == title.key] if title else []
    return min(rows, key=lambda row: (row.index > sight.first, abs(row.index - sight.first)), default=None)


def _with_record(
    likely: tuple[tuple[Headline, float], ...], record: Record | None
) -> tuple[tuple[Headline, float], ...]:
    """Return the headlines with the one that a labelled head states first; where it states none, without its rows."""
    if record is None:
        return likely
    if record.title:
        text, row, start = record.title
        return ((Headline(text, row, start, None, ()), 1.0), *likely)
    return tuple(one for one in likely if one[0].row.index not in record.rows)


def _stated_day(record: Record | None) -> tuple[tuple[Dated, float], ...]:
    """Return the day that a labelled head states."""
    return ((Dated(record.published[0], record.published[1], "posted"), 1.0),) if record and record.published else ()


def _stated_names(record: Record | None) -> tuple[tuple[Byline, float], ...]:
    """Return the people that a labelled head states."""
    if record is None or record.authors is None:
        return ()
    people, row, start = record.authors
    return ((Byline(people, row, start, len(row.text), "label"), 1.0),)


def _values(found: Sequence[Candidate], chances: Sequence[float]) -> list[str]:
    """Return what each candidate says, so that those who say the same add up."""
    likely: list[Headline] = []
    for one in found:
        if not isinstance(one, Headline):
            return [_value(each) for each in found]
        likely.append(one)
    return titles.keys(likely, chances)


def _value(one: Headline | Dated | Byline | Named | Standfirst | Publisher) -> str:
    match one:
        case Dated():
            return one.stamp.value[:10]
        case Byline():
            return "; ".join(sorted(map(fold, one.names)))
        case Standfirst():
            return one.row.folded
        case _:
            return fold(one.text)
