"""Put the metadata of a page together, field by field, each with the place where it was read."""

import math
import re
from collections.abc import Sequence
from dataclasses import replace

from service.enrichment import lexicons, places
from service.enrichment.metadata import (
    acknowledgements,
    addresses,
    agencies,
    datelines,
    evidence,
    layout,
    published,
    ranking,
    subtitles,
    titles,
)
from service.enrichment.metadata.bylines import persons, signatures, wording
from service.enrichment.metadata.bylines.signatures import Byline
from service.enrichment.metadata.datelines import Filed
from service.enrichment.metadata.layout import Layout, Row, fold
from service.enrichment.metadata.markup import collecting, labels, reconciliation
from service.enrichment.metadata.markup.claims import Claim
from service.enrichment.metadata.published import Dated
from service.enrichment.metadata.publishers import gathering, hosts, papers, rights, sources, spelling
from service.enrichment.metadata.publishers.naming import Publisher
from service.enrichment.metadata.ranking import RUNS, Rankers
from service.enrichment.metadata.reading import Reading, answer, best, read, seen
from service.enrichment.metadata.records import Record
from service.enrichment.metadata.sections import naming, nearby, surroundings
from service.enrichment.metadata.sections.naming import Named
from service.enrichment.metadata.tags import choice
from service.enrichment.metadata.titles import Headline
from service.enrichment.types import Body, Dateline, Evidence, Metadata, Page, Role, SourceKind, Span

WORDS_A_MINUTE = 238
"""Silent reading of English non-fiction: mean of 190 studies (Brysbaert, 2019)."""
SURE = 0.85
"""With .7 two hundredths more of the days of 820 pages were right, out of fold, and as many more given where there is none.

Of 66 pages answered none whose only date by the headline is a change's, it is the day of publication on 35."""
BESIDE, SHORT_ROW = 4, 80
"""Rows below the headline, and characters of one, in which an article's own date stands."""
SPLIT = 40
"""Characters of a row that may be the first part of a dateline."""
LONGEST_PROSE_STANDFIRST = 25
UNLABELLED = frozenset({"row", "cut", "run", "menu", "home", "home-tail", "hub-tail"})
"""Kinds of names of a section that no label announces, and no trail of crumbs with marks between them."""
PICTURE_MARK = re.compile(r"!\[[^\]]{0,200}\]\(.{0,400}\)|\[?(?:image|photo|picture|video)s?\]?:?", re.IGNORECASE)


def extract(page: Page, body: Body, rankers: Rankers | None = None) -> Metadata:
    """Return what the page says about the article; what it does not say is None or empty.

    For HTML the mark-up's claims are weighed against the visible lines, and no evidence has a span. `rankers` are the
    packaged ones unless a fold's are given.
    """
    rankers = rankers or ranking.shipped()
    made = collecting.read(page.source.text, page.source.url) if page.source.kind is SourceKind.HTML else None
    try:
        reading = read(page, body, rankers, made)
        found = from_lines(reading, page, body, rankers)
        if made is not None:
            found = reconciliation.reconcile(found, seen(reading), made, page.text, rankers)
    finally:
        persons.forget()
    title = titles.closed_up(found.title, found.language) if found.title else None
    return _dated_by_address(replace(found, title=title), page.source.url)


def from_lines(reading: Reading, page: Page, body: Body, rankers: Rankers) -> Metadata:
    """Return the metadata that the lines give, with the span of each value that stands in the text."""
    sight, record = reading.layout, reading.record
    headline = answer(rankers["title"], reading.headlines)
    subtitle = _subtitle(reading, rankers, headline)
    byline = _byline(reading, rankers)
    names = tuple(name for name in byline.names if agencies.named(name) is None) if byline else ()
    date = _publication(reading, rankers)
    changed = published.changed(reading.dated, date, sight)
    filed = _filed(sight, body, date.stamp.value if date else None)
    day, day_place = _day(date, filed, sight)
    if day is None and filed and page.source.reference_date:
        filed = _filed(sight, body, page.source.reference_date.isoformat())  # completes a day without its year
    credited = acknowledgements.find(sight, reading.row)
    wire = filed.agency if filed else datelines.wire(_opening(body))
    wires = (*((wire,) if wire else ()), *(name for name, _ in credited))
    publisher = _publisher(reading, rankers, headline, names)
    own = (*names, *(one.text for one in (publisher, headline) if one))
    section = _section(reading, rankers, page.source.url, frozenset(map(fold, own)), names)
    listed = (record.tags if record else ()) or _tags(reading, rankers, names)
    url = addresses.of(page.source.url, sight)
    facts = Metadata(
        title=headline.text if headline else None,
        subtitle=subtitle.text if subtitle else None,
        authors=names,
        published=day,
        modified=changed.stamp.value if changed else None,
        publisher=publisher.text if publisher else None,
        agencies=tuple(dict.fromkeys(wires)),
        dateline=filed.dateline if filed else None,
        section=section.text if section else None,
        tags=tuple(text for text, _ in listed),
        url=url.value if url else None,
        language=reading.language,
        captions=_captions(page, record),
        reading_time_minutes=math.ceil(body.word_count / WORDS_A_MINUTE),
    )
    places: dict[str, Span | None] = {
        "title": _standing(headline),
        "subtitle": subtitle.span() if subtitle else None,
        "authors": byline.row.span(byline.start, byline.end) if byline and names else None,
        "published": day_place,
        "modified": changed.row.span(changed.stamp.start, changed.stamp.end) if changed else None,
        "publisher": _standing(publisher),
        "agencies": credited[0][1].span() if credited else None,
        "dateline": _place(sight, filed.dateline) if filed else None,
        "section": _standing(section),
        "tags": Span(listed[0][1].span().start, max(row.span().end for _, row in listed)) if listed else None,
    }
    given = [field for field in evidence.FIELDS if getattr(facts, field) not in {None, ()}]
    told = {field: Evidence("text", places.get(field)) for field in given}
    return replace(facts, evidence=evidence.ordered(told | ({"url": url.evidence} if url else {})))


def _standing(one: Headline | Publisher | Named | None) -> Span | None:
    """Return where the text of a candidate stands."""
    return one.row.span(one.start, one.start + len(one.text)) if one else None


def _subtitle(reading: Reading, rankers: Rankers, headline: Headline | None) -> Row | None:
    """Return the row of the standfirst; a page without a headline is answered none."""
    described = None if reading.made is None else labels.described(reading.made)
    found = best(rankers["subtitle"], tuple(subtitles.candidates(reading.layout, reading.row, described)))
    if found is None or headline is None or _opens_body(found.row, headline.row, reading.layout):
        return None
    return found.row


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


def _byline(reading: Reading, rankers: Rankers) -> Byline | None:
    """Return who signs the article; not a person whom it is about, in the list under "Tags"."""
    byline = answer(rankers["authors"], reading.bylines)
    return None if byline and byline.kind == "alone" and _is_tag(byline, reading, rankers) else byline


def _is_tag(byline: Byline, reading: Reading, rankers: Rankers) -> bool:
    """Return whether a name is one of the tags listed between headline and body."""
    listed = {
        fold(text)
        for text, row in _tags(reading, rankers, ())
        if byline.row.index >= row.index and (row.index < reading.layout.first or row.index == byline.row.index)
    }
    return all(fold(name) in listed for name in byline.names)


def _publication(reading: Reading, rankers: Rankers) -> Dated | None:
    """Return the date of publication; one that is labelled as a change stands for it only where it is likely."""
    date = answer(rankers["published"], reading.dates)
    if date is not None and date.label in published.CHANGES and reading.dates[0][1] < SURE:
        date = None
    if date is None:
        return published.feed_footer(reading.layout, reading.dated)
    return published.best_worded(_beside_the_headline(date, reading), reading.dated, reading.layout)


def _beside_the_headline(date: Dated, reading: Reading) -> Dated:
    """Return the date under the headline instead of a bare one above it, which is the paper's of today, or a printer's.

    Below the article a reference has dates of publication too: one that is called that under the headline goes first. No page of 820 has both, but for days in its first sentences; where only one stands above, it is the article's on 63 of 67.
    """
    row = reading.row
    at_foot = date.row.index > reading.layout.last
    if row is None or not (at_foot or (date.row.index < row.index and date.label not in published.POSTED)):
        return date
    below = (
        one
        for one in reading.dated
        if row.index < one.row.index <= row.index + BESIDE
        and one.row.role is not Role.BODY
        and len(one.row.text) <= SHORT_ROW
        and (one.label in published.POSTED if at_foot else one.label not in published.CHANGES)
        and one.stamp.day
    )
    return next(below, date)


def _day(date: Dated | None, filed: Filed | None, sight: Layout) -> tuple[str | None, Span | None]:
    """Return the day of publication and where it stands; a press release has it in its dateline alone, with the year."""
    if date is not None:
        return date.stamp.value, date.row.span(date.stamp.start, date.stamp.end)
    if filed is not None and filed.dateline.date:
        return filed.dateline.date, _place(sight, filed.dateline)
    return None, None


def _publisher(
    reading: Reading, rankers: Rankers, headline: Headline | None, names: tuple[str, ...]
) -> Publisher | None:
    """Return who publishes the page; neither the person who signs the article nor its headline."""
    sight, titled, host, record = reading.layout, reading.titled, reading.host, reading.record
    if record and record.publisher:
        return Publisher(*record.publisher, "source")
    stated = sources.original(sight, titled, headline) or hosts.agreed(sight, titled, host)
    if stated is not None:
        return stated
    people = (name for name in names if wording.is_personal(name))
    apart = frozenset((*map(fold, people), headline.row.folded if headline else ""))
    found = gathering.candidates(sight, titled, host)
    answered = best(rankers["publisher"], tuple(one for one in found if fold(one.text) not in apart))
    if reading.made is None and (answered is None or answered.kind in rights.OF_RIGHTS):
        answered = papers.masthead(sight, reading.row) or answered
    return spelling.without_domain(answered, found, sight) if answered else None


def _section(
    reading: Reading, rankers: Rankers, url: str | None, own: frozenset[str], writers: tuple[str, ...]
) -> Named | None:
    """Return the section of the article; `own` are the folded names that are the article's or its publisher's."""
    if reading.record and reading.record.section:
        return Named(*reading.record.section, "filed")
    sight, made = reading.layout, reading.made
    canonical = labels.canonical(made or ())
    address = url or (canonical.value if canonical else None)
    claimed = None if made is None else labels.sections(made)
    found = nearby.candidates(sight, reading.row, address, claimed)
    told = surroundings.slugs(address) | (claimed or {}).keys()
    apart = (one for one in found if fold(one.text) not in own and not nearby.is_menus(one, reading.row, sight, told))
    stated = nearby.beside_day(sight, reading.row, own) or nearby.in_foot_line(sight)
    answered = best(rankers["section"], tuple(apart)) or stated or nearby.in_filed_row(sight, reading.row)
    if answered is None:
        return None
    if made and reading.row and _may_be_menus(answered, reading.row, sight, made):
        return answered if labels.claims_section(made, answered.text) else None
    return naming.without_writer(answered, writers)


def _may_be_menus(one: Named, headline: Row, sight: Layout, made: Sequence[Claim]) -> bool:
    """Return whether a section may be an entry of the menu above: by its row, or because the mark-up has it there."""
    unlabelled = one.kind in UNLABELLED and one.row.index < headline.index
    return nearby.may_be_menus(one, headline, sight) or (unlabelled and labels.in_menu(made, one.text))


def _tags(reading: Reading, rankers: Rankers, names: tuple[str, ...]) -> tuple[tuple[str, Row], ...]:
    """Return the tags that the rows list, each with its row; `names` are the authors'."""
    if reading.made is None:
        return choice.find(rankers["tags"], reading.layout, reading.row, names, weights=rankers[RUNS].weights)
    claimed, links = labels.tagged(reading.made), labels.linked(reading.made)
    return choice.find(rankers["tags"], reading.layout, reading.row, names, claimed, links, rankers[RUNS].weights)


def _captions(page: Page, record: Record | None) -> tuple[str, ...]:
    """Return the captions, each once."""
    labelled = record.rows if record else frozenset()
    lines = (line for number, line in enumerate(page.lines) if line.role is Role.CAPTION and number not in labelled)
    return tuple(dict.fromkeys(line.text for line in lines if _tells(line.text)))


def _tells(caption: str) -> bool:
    """Return whether a caption says something: a mark for a picture does not, nor where the whole article is from."""
    return PICTURE_MARK.fullmatch(caption) is None and sources.SOURCE.match(caption) is None


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
        and above.role is not Role.TITLE
        and not _is_signature(above)
        and (found := datelines.read(f"{above.text} {opening}", published_on))
    ):
        return found  # a break within it: "Exampleton, Nov." / "17 (AFP) The council ..."
    for row in sight.rows[max(0, sight.first - 2) : sight.first + 2]:
        read_here = datelines.read(row.text, published_on) if row.role is not Role.TITLE else None
        if read_here is None and (place := datelines.alone(row.text)):
            read_here = Filed(place, None, len(row.text))
        if read_here is not None and not _is_signature(row, read_here):
            return read_here
    return None


def _is_signature(row: Row, filed: Filed | None = None) -> bool:
    """Return whether a row that could be read as a dateline, or as the first part of one, says who wrote.

    "BY JANE ROE - 3 May 2021", "Jane Roe —". A place that a person may be called after is known to the gazetteer, ends as
    places do ("Madison County") or has a region's short form behind it ("Joshua Tree, Calif.").
    """
    if signatures.LABEL.match(row.text):
        return True
    if filed is not None and filed.agency:
        return False
    name, _, region = (filed.dateline.place if filed else row.text).partition(",")
    words = name.split()
    if len(words) < 2 or region.endswith(".") or words[-1].lower() in lexicons.read("place_heads"):
        return False
    if (name.title() if name.isupper() else name) in places.names() or not persons.names(name):
        return False
    return row.role is Role.BYLINE or lexicons.is_given_name(words[0])


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


def _dated_by_address(found: Metadata, given: str | None) -> Metadata:
    """Return the metadata with the day that the address names, where the page itself gives no date."""
    day = addresses.day_of(given) or addresses.day_of(found.url)
    if found.published is not None or day is None or (found.modified and found.modified[:10] < day):
        return found
    told = dict(found.evidence) | {"published": Evidence("url")}
    return replace(found, published=day, evidence=evidence.ordered(told))
