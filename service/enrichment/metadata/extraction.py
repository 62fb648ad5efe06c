"""Put the metadata of a page together, field by field, each with the place where it was read."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeVar
from urllib.parse import urlsplit

from service.enrichment.metadata import (
    acknowledgements,
    addresses,
    agencies,
    bylines,
    claims,
    datelines,
    languages,
    layout,
    markup,
    published,
    publishers,
    ranking,
    records,
    sections,
    subtitles,
    tags,
    titles,
)
from service.enrichment.metadata.bylines import Byline
from service.enrichment.metadata.claims import Claim
from service.enrichment.metadata.datelines import Filed
from service.enrichment.metadata.dates import Order
from service.enrichment.metadata.layout import Layout, Row, fold
from service.enrichment.metadata.markup import Seen, Sight
from service.enrichment.metadata.published import Dated
from service.enrichment.metadata.publishers import Publisher
from service.enrichment.metadata.ranking import Ranker, Rankers
from service.enrichment.metadata.records import Record
from service.enrichment.metadata.sections import Named
from service.enrichment.metadata.subtitles import Standfirst
from service.enrichment.metadata.titles import Headline
from service.enrichment.types import Body, Dateline, Evidence, Metadata, Page, Role, SourceKind, Span

Candidate = TypeVar("Candidate", Headline, Dated, Byline, Named, Standfirst, Publisher)
WORDS_A_MINUTE = 238
"""Silent reading of English non-fiction: mean of 190 studies (Brysbaert, 2019)."""


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
    rankers: Rankers
    made: tuple[Claim, ...] | None = None
    """What the mark-up claims, None for text."""
    record: Record | None = None
    """What a labelled head says."""
    placed: Row | None = None
    """The row of the headline that mark-up and lines agree on."""


def extract(page: Page, body: Body, rankers: Rankers | None = None) -> Metadata:
    """Return what the page says about the article; what it does not say is None or empty.

    For HTML the mark-up's claims are weighed against the visible lines, and no evidence has a span. `rankers` are the
    packaged ones unless a fold's are given.
    """
    rankers = rankers or ranking.shipped()
    made = claims.read(page.source.text, page.source.url) if page.source.kind is SourceKind.HTML else ()
    reading = read(page, body, rankers, markup.stated_days(made))
    if page.source.kind is SourceKind.HTML:
        reading = replace(reading, made=made, placed=_placed(reading, made))
    found = from_lines(reading, page, body)
    if page.source.kind is SourceKind.HTML:
        found = markup.reconcile(found, _seen(reading), made, page.text, rankers)
    return _dated_by_address(found, page.source.url)


def _host(page: Page) -> str | None:
    """Return the host of the address that the caller gave."""
    try:
        return urlsplit(page.source.url or "").hostname
    except ValueError:
        return None


def _placed(reading: Reading, made: tuple[Claim, ...]) -> Row | None:
    """Return the row nearest above the prose that says the headline which mark-up and lines agree on."""
    seen = _seen(reading)
    title = markup.choose(reading.rankers["html-title"], markup.titles(made, seen.titles, seen.rows))
    sight = reading.layout
    rows = [row for row in sight.rows if row.folded == title.key] if title else []
    return min(rows, key=lambda row: (row.index > sight.first, abs(row.index - sight.first)), default=None)


def _dated_by_address(found: Metadata, given: str | None) -> Metadata:
    """Return the metadata with the day that the address names, where the page itself gives no date."""
    day = addresses.day_of(given) or addresses.day_of(found.url)
    if found.published is not None or day is None or (found.modified and found.modified[:10] < day):
        return found
    evidence = dict(found.evidence) | {"published": Evidence("url")}
    kept = tuple((field, evidence[field]) for field in markup.EVIDENT if field in evidence)
    return replace(found, published=day, evidence=kept)


def read(page: Page, body: Body, rankers: Rankers, stated: frozenset[str] = frozenset()) -> Reading:
    """Return the candidates of the visible lines and the best of each ranked field; `stated` are the mark-up's ISO days."""
    sight = layout.read(page)
    language = page.source.language or languages.detect(body.text or page.text, addresses.language_of(page.source.url))
    order = published.order_of(sight, language=languages.primary(language), url=page.source.url, stated=stated)
    bare = published.candidates(sight, order)
    busy = frozenset(one.row.index for one in bare)
    titled = tuple(titles.candidates(sight, body, busy))
    record = records.read(sight, order)
    headlines = titles.without_site(ranked(rankers["title"], titled))
    headlines = titles.without_name(headlines, titled, publishers.sites(sight, _host(page)))
    if record and record.title:
        text, at, start = record.title
        headlines = ((Headline(text, at, start, None, ()), 1.0), *headlines)
    elif record:
        headlines = tuple(one for one in headlines if one[0].row.index not in record.rows)
    row = place(headlines)
    stamps = published.ranked(bare, sight, row)
    return Reading(
        layout=sight,
        headlines=headlines,
        titled=titled,
        dates=_stated_day(record)
        or ranked(rankers["published"], tuple(one for one in stamps if one.label not in published.REVIEWS)),
        dated=stamps,
        bylines=_stated_names(record) or ranked(rankers["authors"], tuple(bylines.candidates(sight, row, busy))),
        record=record,
        order=order,
        language=language,
        rankers=rankers,
    )


def _stated_day(record: Record | None) -> tuple[tuple[Dated, float], ...]:
    """Return the day that a labelled head states."""
    return ((Dated(record.published[0], record.published[1], "posted"), 1.0),) if record and record.published else ()


def _stated_names(record: Record | None) -> tuple[tuple[Byline, float], ...]:
    """Return the people that a labelled head states."""
    if record is None or record.authors is None:
        return ()
    people, row, start = record.authors
    return ((Byline(people, row, start, len(row.text), "label"), 1.0),)


def from_lines(reading: Reading, page: Page, body: Body) -> Metadata:
    """Return the metadata that the lines give, with the span of each value that stands in the text."""
    sight, rankers = reading.layout, reading.rankers
    headline = answer(rankers["title"], reading.headlines)
    row = reading.placed or place(reading.headlines)
    date = _publication(reading)
    date = published.best_worded(date, reading.dated) if date else published.feed_footer(sight, reading.dated)
    value = date.stamp.value if date else None
    changed = published.changed(reading.dated, date, sight)
    byline = answer(rankers["authors"], reading.bylines)
    if byline and byline.kind == "alone" and _is_tag(byline, reading, row):
        byline = None  # a person the article is about, in the list under "Tags"
    names = tuple(name for name in byline.names if agencies.named(name) is None) if byline else ()
    made = reading.made
    described = None if made is None else markup.described(made)
    standfirst = _best(rankers["subtitle"], tuple(subtitles.candidates(sight, row, described)))
    subtitle = (
        standfirst.row if standfirst and headline and not _opens_body(standfirst.row, headline.row, sight) else None
    )
    filed = _filed(sight, body, value)
    day = date.row.span(date.stamp.start, date.stamp.end) if date else None
    if value is None and filed and filed.dateline.date:
        # A press release has its day there alone, with the year.
        value, day = filed.dateline.date, _place(sight, filed.dateline)
    credited = acknowledgements.find(sight, row)
    wires = tuple(dict.fromkeys([*([filed.agency] if filed and filed.agency else []), *(name for name, _ in credited)]))
    host = _host(page)
    people = frozenset((*map(fold, names), headline.row.folded if headline else ""))
    record = reading.record
    publisher = (
        _stated_paper(record)
        or publishers.original(sight, reading.titled, headline)
        or publishers.agreed(sight, reading.titled, host)
        or _best(
            rankers["publisher"],
            tuple(one for one in publishers.candidates(sight, reading.titled, host) if fold(one.text) not in people),
        )
    )
    own = frozenset(
        fold(one) for one in (*names, publisher.text if publisher else "", headline.text if headline else "")
    )
    filed_in = sections.candidates(
        sight, row, page.source.url or markup.address(made or ()), None if made is None else markup.sections(made)
    )
    section = _stated_section(record) or _best(
        rankers["section"],
        tuple(one for one in filed_in if fold(one.text) not in own and not sections.is_within_menu(one, sight)),
    )
    labels = (record.tags if record else ()) or tags.find(
        rankers["tags"], sight, row, names, None if made is None else markup.tagged(made)
    )
    url = addresses.of(page.source.url, sight)
    labelled = record.rows if record else frozenset()
    captions = tuple(
        dict.fromkeys(
            line.text
            for number, line in enumerate(page.lines)
            if line.role is Role.CAPTION and number not in labelled and _tells(line.text)
        )
    )
    places: tuple[tuple[str, Span | None], ...] = (
        ("title", headline.row.span(headline.start, headline.start + len(headline.text)) if headline else None),
        ("subtitle", subtitle.span() if subtitle else None),
        ("authors", byline.row.span(byline.start, byline.end) if byline and names else None),
        ("published", day),
        ("modified", changed.row.span(changed.stamp.start, changed.stamp.end) if changed else None),
        (
            "publisher",
            publisher.row.span(publisher.start, publisher.start + len(publisher.text)) if publisher else None,
        ),
        ("agencies", credited[0][1].span() if credited else None),
        ("dateline", _place(sight, filed.dateline) if filed else None),
        ("section", section.row.span(section.start, section.start + len(section.text)) if section else None),
        ("tags", Span(labels[0][1].span().start, max(one[1].span().end for one in labels)) if labels else None),
    )
    given = dict(places) | {"url": url.evidence.source if url else None}
    facts = Metadata(
        title=headline.text if headline else None,
        subtitle=subtitle.text if subtitle else None,
        authors=names,
        published=value,
        modified=changed.stamp.value if changed else None,
        publisher=publisher.text if publisher else None,
        agencies=wires,
        dateline=filed.dateline if filed else None,
        section=section.text if section else None,
        tags=tuple(text for text, _ in labels),
        url=url.value if url else None,
        language=reading.language,
        captions=captions,
        reading_time_minutes=math.ceil(body.word_count / WORDS_A_MINUTE),
    )
    evidence = tuple(
        (field, url.evidence if field == "url" and url else Evidence("text", given.get(field)))
        for field in markup.EVIDENT
        if getattr(facts, field) not in {None, ()}
    )
    return replace(facts, evidence=evidence)


def _stated_paper(record: Record | None) -> Publisher | None:
    """Return the publisher that a labelled head states."""
    return Publisher(*record.publisher, "source") if record and record.publisher else None


def _stated_section(record: Record | None) -> Named | None:
    """Return the section that a labelled head states."""
    return Named(*record.section, "filed") if record and record.section else None


def _opens_body(row: Row, headline: Row, sight: Layout) -> bool:
    """Return whether a standfirst is the article's first paragraph: prose, long, and not above the byline, or nowhere signed.

    Of 16 answered lines of prose with more words, out of fold, six were standfirsts; of 61 with at most so many 38, but of
    eleven of these on pages that have neither byline nor date beside them three. Of four long ones that only look like a
    standfirst, none above a byline or date, none was one.
    """
    below: list[Role] = []
    for other in sight.rows[row.index + 1 : row.index + subtitles.REACH]:
        if other.role is Role.BODY and len(other.text) >= layout.PROSE:
            break
        below.append(other.role)
    long = len(row.text.split()) > LONGEST_PROSE_STANDFIRST
    signed = {Role.BYLINE, Role.DATE}
    if row.role is Role.BODY:
        above = {other.role for other in sight.rows[headline.index + 1 : row.index]}
        return (long and signed.isdisjoint(below[:1])) or signed.isdisjoint({*below, *above})
    return row.role is Role.SUBTITLE and long and signed.isdisjoint(below)


LONGEST_PROSE_STANDFIRST = 25


def _tells(caption: str) -> bool:
    """Return whether a caption says something: a mark for a picture does not, nor where the whole article is from."""
    return PICTURE_MARK.fullmatch(caption) is None and publishers.SOURCE.match(caption) is None


PICTURE_MARK = re.compile(r"!\[[^\]\s]{0,40}\]\([^()]{0,400}\)|\[?(?:image|photo|picture|video)s?\]?:?", re.IGNORECASE)


def _is_tag(byline: Byline, reading: Reading, headline: Row | None) -> bool:
    """Return whether a name is one of the tags listed between headline and body."""
    sight = reading.layout
    listed = {
        fold(text)
        for text, place in tags.find(
            reading.rankers["tags"], sight, headline, (), None if reading.made is None else markup.tagged(reading.made)
        )
        if place.index <= byline.row.index < sight.first or place.index == byline.row.index
    }
    return all(fold(name) in listed for name in byline.names)


def _publication(reading: Reading) -> Dated | None:
    """Return the date of publication; one that is labelled as a change stands for it only where it is likely."""
    date = answer(reading.rankers["published"], reading.dates)
    if date is not None and date.label in published.CHANGES and reading.dates[0][1] < SURE:
        return None
    return date


SURE = 0.85
"""With .7 two hundredths more of the days of 820 pages were right, out of fold, and as many more given where there is none."""


def _seen(reading: Reading) -> Seen:
    return Seen(
        titles=tuple(Sight(one.text, (), chance) for one, chance in reading.headlines if chance > TRACE),
        authors=tuple(Sight("", one.names, chance) for one, chance in reading.bylines if chance > TRACE),
        dates=tuple(Sight(one.stamp.value, (), chance) for one, chance in reading.dates if chance > TRACE),
        rows=frozenset(row.folded for row in reading.layout.rows),
        order=reading.order,
    )


TRACE = 0.02
"""Probability below which a visible candidate is no witness."""


def _filed(sight: Layout, body: Body, published_on: str | None) -> Filed | None:
    """Return the dateline at the head of the body, or where that has lost it, of the rows beside its first."""
    opening = _opening(body)
    found = datelines.read(opening, published_on)
    if found is not None:
        return found
    above = sight.rows[sight.first - 1] if 0 < sight.first < len(sight.rows) else None
    if (
        above is not None
        and len(above.text) <= SPLIT
        and (found := datelines.read(f"{above.text} {opening}", published_on))
    ):
        return found  # a break within it: "Exampleton, Nov." / "17 (AFP) The council ..."
    for row in sight.rows[max(0, sight.first - 2) : sight.first + 2]:
        if read_here := datelines.read(row.text, published_on):
            return read_here
        if place := datelines.alone(row.text):
            return Filed(place, None, len(row.text))
    return None


SPLIT = 40
"""Characters of a row that may be the first part of a dateline."""


def _opening(body: Body) -> str:
    """Return the first paragraph of the body's prose."""
    prose = [p for p in body.paragraphs if p.span.end - p.span.start >= layout.PROSE]
    return body.slice(prose[0].span) if prose else body.text[:400]


def _place(sight: Layout, dateline: Dateline) -> Span | None:
    """Return where the place of a dateline stands: at the head of one of the first rows of prose."""
    for row in sight.rows[max(0, sight.first - 1) : sight.first + 3]:
        at = row.text.find(dateline.place, 0, 120)
        if at >= 0:
            return row.span(at, at + len(dateline.place))
    return None


def ranked(ranker: Ranker, found: Sequence[Candidate]) -> tuple[tuple[Candidate, float], ...]:
    """Return the likeliest candidates of a field with their probabilities, the best first.

    Candidates of one value add up: a headline that stands twice is twice seen.
    """
    chances = ranking.probabilities([ranker.score(one.features) for one in found])
    return tuple((found[one.index], one.probability) for one in ranking.best(_values(found, chances), chances))


def place(headlines: Sequence[tuple[Headline, float]]) -> Row | None:
    """Return the row that the other fields are looked for beside: a likely headline's, even where it is not sure enough."""
    return headlines[0][0].row if headlines and headlines[0][1] >= PLACED else None


PLACED = 0.2
"""Probability from which a headline tells where the article begins."""


def answer(ranker: Ranker, found: Sequence[tuple[Candidate, float]]) -> Candidate | None:
    """Return the likeliest candidate where it is likely enough to be published."""
    return found[0][0] if found and found[0][1] >= ranker.threshold else None


def _best(ranker: Ranker, found: Sequence[Candidate]) -> Candidate | None:
    return answer(ranker, ranked(ranker, found))


def _values(found: Sequence[Candidate], chances: Sequence[float]) -> list[str]:
    """Return what each candidate says, so that those who say the same add up."""
    headlines: list[Headline] = []
    for one in found:
        if not isinstance(one, Headline):
            return [_value(each) for each in found]
        headlines.append(one)
    return titles.keys(headlines, chances)


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
