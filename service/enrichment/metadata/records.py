"""Read the labelled heads that archives, monitors and mail put before an article: "Title: ...", "HD ...", "Subject: ..."."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from service.enrichment.metadata import agencies, dates
from service.enrichment.metadata.bylines import persons
from service.enrichment.metadata.dates import Order, Stamp
from service.enrichment.metadata.layout import Layout, Row, fold

FIELDS: Mapping[str, str] = {
    "title": "title",
    "headline": "title",
    "article title": "title",
    "document title": "title",
    "author": "authors",
    "authors": "authors",
    "byline": "authors",
    "writer": "authors",
    "date": "published",
    "publication date": "published",
    "published": "published",
    "pubdate": "published",
    "date published": "published",
    "publication": "publisher",
    "publication title": "publisher",
    "source": "publisher",
    "newspaper": "publisher",
    "publisher": "publisher",
    "section": "section",
    "category": "section",
    "tags": "tags",
    "keywords": "tags",
    "subjects": "tags",
}
"""What a label says, by its folded words, in a head with a title or an archive's own lines."""
ARCHIVES = frozenset(
    (
        "accession number",
        "body",
        "dateline",
        "document type",
        "document url",
        "edition",
        "issn",
        "language",
        "last updated",
        "length",
        "load date",
        "proquest document id",
        "publication info",
        "publication type",
        "word count",
    )
)
"""Labels of lines that only an archive prints."""
ALSO = frozenset({"url", "link", "doi", "copyright"})
"""Labels that stand in such heads and say nothing that is asked here."""
MAIL = {"subject": "title", "date": "published", "sent": "published"}
MAIL_ALSO = frozenset({"from", "to", "cc", "reply to"})
CODES: Mapping[str, str] = {"hd": "title", "by": "authors", "pd": "published", "sn": "publisher", "se": "section"}
CODES_ALSO = frozenset(
    {"wc", "la", "cy", "td", "lp", "an", "et", "sc", "pg", "ed", "co", "in", "ns", "re", "pub", "clm"}
)
LABELLED = re.compile(r"(?P<label>[^\W\d_][\w ./-]{1,22}?)\s{0,3}:\s{1,8}(?P<value>\S.*)")
CODED = re.compile(r"(?P<label>[A-Z]{2,3})(?:\s{1,8}(?P<value>\S.*))?")
HEAD = 40
"""Rows of a page's head that may be a record's."""
APART = 12
"""Rows between two lines of one record: an archive prints the headline and the paper's name without a label."""
FEWEST, FEWEST_CODES = 2, 4
"""Lines with a label from which a head is a record; two letters begin a line more easily than a label."""
LONGEST = 300
QUOTES = " \"'“”‘’"
INVERTED = re.compile(r"(?P<last>[^\W\d_][\w'’-]{1,20}), (?P<first>[^\W\d_][\w.'’-]{0,20}(?: [^\W\d_]\.?)?)\.?")
"""A name as catalogues write it: "Roe, Jane"."""
AFTER_PLACE = re.compile(r"\s{0,2}[;(].*$")


@dataclass(frozen=True, slots=True)
class Record:
    """The fields that a head states, each with its row and where the value begins in it; all rows of it by their number."""

    title: tuple[str, Row, int] | None = None
    authors: tuple[tuple[str, ...], Row, int] | None = None
    published: tuple[Stamp, Row] | None = None
    publisher: tuple[str, Row, int] | None = None
    section: tuple[str, Row, int] | None = None
    tags: tuple[tuple[str, Row], ...] = ()
    rows: frozenset[int] = field(default_factory=frozenset)


def read(sight: Layout, order: Order | None) -> Record | None:
    """Return what the labelled head of a page says, None for a page without one; below the first prose a message is quoted."""
    record = _read(sight, order)
    return record if record and min(record.rows, default=HEAD) <= sight.first else None


def _read(sight: Layout, order: Order | None) -> Record | None:
    """Return what the labelled lines among a page's first rows say, None where they are no record.

    A page's own "Author: ..." and "Category: ..." are no record: that has a title with a label, or a line that only archives
    print ("LOAD-DATE: ..."), a message's subject beside its sender, or Factiva's two letters on four lines.
    """
    rows = sight.rows[:HEAD]
    coded = [(row, match) for row in rows if (match := CODED.fullmatch(row.text)) and _is_code(match["label"])]
    codes = {match["label"].lower() for _, match in coded}
    if len(coded) >= FEWEST_CODES and {"hd", "pd"} <= codes:
        record = _filled([(CODES.get(match["label"].lower(), ""), row, match) for row, match in coded], order)
        return record if record.title and record.published else None
    found = [(fold(match["label"]), row, match) for row in rows if (match := LABELLED.fullmatch(row.text[:LONGEST]))]
    found = list(_together(found))
    labels = {label for label, _, _ in found} - ALSO
    if "subject" in labels and labels & MAIL_ALSO and labels & {"date", "sent", "to"}:
        return _filled([(MAIL.get(label, ""), row, match) for label, row, match in found], order)
    named = {FIELDS[label] for label in labels & FIELDS.keys()}
    archive = bool(labels & ARCHIVES) and _has_archives_foot(sight, labels)
    if len(labels) < FEWEST or not (("title" in named and len(named) > 1) or (archive and named)):
        return None
    record = _filled([(FIELDS.get(label, ""), row, match) for label, row, match in found], order)
    return _with_masthead(record, sight, order) if archive else record


def _is_code(label: str) -> bool:
    return label.lower() in CODES or label.lower() in CODES_ALSO


def _together(found: Sequence[tuple[str, Row, re.Match[str]]]) -> Iterator[tuple[str, Row, re.Match[str]]]:
    """Yield the lines of known labels as far as they stand together, from the first on."""
    last: int | None = None
    known = FIELDS.keys() | ARCHIVES | ALSO | MAIL.keys() | MAIL_ALSO
    for label, row, match in found:
        if label not in known:
            continue
        if last is not None and row.index - last > APART:
            return
        last = row.index
        yield label, row, match


def _has_archives_foot(sight: Layout, labels: set[str]) -> bool:
    """Return whether another of an archive's lines stands in the head or at the foot: "LOAD-DATE: ...", "End of Document"."""
    count = len(labels & ARCHIVES)
    for row in sight.rows[max(HEAD, len(sight.rows) - HEAD) :]:
        match = LABELLED.fullmatch(row.text[:LONGEST])
        count += (match is not None and fold(match["label"]) in ARCHIVES) or row.folded == "end of document"
    return count > 1


def _filled(found: Sequence[tuple[str, Row, re.Match[str]]], order: Order | None) -> Record:
    """Return the record of some lines; the first line of a field counts."""
    values: dict[str, tuple[str, Row, int]] = {}
    for name, row, match in found:
        if name and match["value"] and name not in values:
            start = match.start("value")
            text = match["value"]
            start += len(text) - len(text.lstrip(QUOTES))
            values[name] = (text.strip(QUOTES), row, start)
    stamp = _stamp(values.get("published"), order)
    section = values.get("section")
    writers = values.get("authors")
    publisher = values.get("publisher")
    return Record(
        title=values.get("title"),
        authors=(people, writers[1], writers[2]) if writers and (people := _people(writers[0])) else None,
        published=stamp,
        publisher=(AFTER_PLACE.sub("", publisher[0]), publisher[1], publisher[2]) if publisher else None,
        section=(AFTER_PLACE.sub("", section[0]), section[1], section[2]) if section else None,
        tags=_listed(values.get("tags")),
        rows=frozenset(row.index for _, row, _ in found),
    )


def _stamp(value: tuple[str, Row, int] | None, order: Order | None) -> tuple[Stamp, Row] | None:
    if value is None:
        return None
    found = next((one for one in dates.find(value[1].text, order) if one.start >= value[2] - 1), None)
    return (found, value[1]) if found is not None and found.day else None


def _people(text: str) -> tuple[str, ...]:
    """Return the people of an author's line; a catalogue's "Roe, Jane; Doe, John" are Jane Roe and John Doe."""
    parts = [part.strip() for part in text.split(";")]
    inverted = [INVERTED.fullmatch(part) for part in parts]
    if all(inverted):
        return tuple(f"{match['first']} {match['last']}" for match in inverted if match)
    people = persons.names(text, labelled=True)
    return tuple(name for name in people if agencies.named(name) is None)


def _listed(value: tuple[str, Row, int] | None) -> tuple[tuple[str, Row], ...]:
    if value is None:
        return ()
    text = value[0].strip("[] ")
    parts = re.split(r"\s{0,3}[;|]\s{0,3}", text) if ";" in text or "|" in text else re.split(r"\s{0,3},\s{0,3}", text)
    return tuple((part.strip(QUOTES), value[1]) for part in parts[:MOST_TAGS] if 1 < len(part.strip(QUOTES)) <= 48)


MOST_TAGS = 30


def _with_masthead(record: Record, sight: Layout, order: Order | None) -> Record:
    """Return an archive's record with the paper and its day, which stand above the headline without a label."""
    first = min(record.rows)
    for above, row in zip(sight.rows[:first], sight.rows[1:first], strict=False):
        stamp = next(iter(dates.find(row.text, order)), None)
        if stamp is None or stamp.day is None or len(row.text) > MASTHEAD:
            continue
        named = len(above.text) <= MASTHEAD and not any(map(str.isdigit, above.text)) and above.text[:1].isupper()
        paper = (above.text, above, 0) if named else None
        return replace(record, published=record.published or (stamp, row), publisher=record.publisher or paper)
    return record


MASTHEAD = 60
"""Characters of the row with the paper's name, and of the one with its day."""
