"""Find the news agencies an article is credited to: in bylines, datelines and sign-offs, never in photo credits."""

import re
from collections.abc import Iterator

from service.enrichment.metadata import agencies
from service.enrichment.metadata.bylines import persons, signatures, wording
from service.enrichment.metadata.layout import Layout, Row

SIGN_OFF = re.compile(
    r"(?:[-–—~]\s{0,2}|[(\[]|\b(?i:source|with inputs? from|with agency inputs?|inputs? from|via)\s{0,2}:?\s{0,2})"
    r"(?P<names>[A-Z][\w.’' /,&-]{1,40}?)[)\].\s]{0,3}$"
)
CONTRIBUTED = re.compile(
    r"(?:^|[.!?\"”]\s)(?P<names>[A-Z][^.!?]{1,120}?)\s(?:also\s)?contributed to (?:this|the) (?:report|story|article)\.?$"
)
SHARING = re.compile(
    r"^(?:contributing|contributors|additional reporting(?: by)?)\s{0,2}:?\s{1,2}(?P<names>[A-Z].{1,160}?)\.?$",
    re.IGNORECASE,
)
WITH = re.compile(
    r"^[(\[*\s–—-]*with (?:additional |some )?(?:(?:files?|inputs?|reports?|reporting|contributions?|information) (?:from|by)"
    r" (?P<names>.{2,120}?)|(?P<giver>[^\s()][^()]{1,40}?) inputs?)[)\].\s]*$",
    re.IGNORECASE,
)
"""What a newsroom adds whose report it used: "(With inputs from PTI)", "– With files from The Canadian Press"."""
STAFF = re.compile(r"^(?P<agency>\S.{1,40}?)\s(?:staff\s)?(?:writers?|reporters?|journalists?|correspondents?|staff)\b")
"""An agency whose people are named: "Associated Press writers Jane Roe and John Doe"."""
CREDIT = re.compile(
    r"^(?:(?:source|credits?|agency|from|by|with inputs? from|inputs? from|written by|reporting by|text by)\s{0,2}:?\s{0,2})?"
    r"[(\[–—-]?\s{0,2}(?P<names>[A-Z][\w.’' /,&|-]{1,60}?)[)\]]?[.,]?$",
    re.IGNORECASE,
)
PICTURE = re.compile(
    r"\b(?:photo|image|picture|file|video|getty|illustration|pool|handout|graphic)\w*\b", re.IGNORECASE
)
LONGEST = 200
"""Characters of a line that lists who shared in the work."""
JOINING = re.compile(r"\s{0,2}(?:[,/&|]|\band\b|\bwith\b|\b(?:avec|con|mit)\b)\s{0,2}")


def find(layout: Layout, headline: Row | None) -> tuple[tuple[str, Row], ...]:
    """Return the agencies credited, in reading order, each with the row where it stands."""
    found: dict[str, Row] = {}
    for row in _rows(layout, headline):
        for name in _credited(row.text):
            found.setdefault(name, row)
    # The body's last row may be a second note: "... contributed to this report.", "This story has been updated."
    for row in layout.rows[max(layout.first, layout.last - 1) : layout.last + 3]:
        for name in signed(row.text):
            found.setdefault(name, row)
    return tuple(found.items())


def signed(paragraph: str) -> tuple[str, ...]:
    """Return the agencies that sign the end of a paragraph: "... ahead. -AFP", "(Reuters)", "— with inputs from PTI".

    Also those of a last sentence such as "The Associated Press contributed to this report."
    """
    tail = paragraph[-80:]
    if shared := CONTRIBUTED.search(paragraph[-200:]):
        return tuple(dict.fromkeys(_among(shared["names"])))
    if len(paragraph) <= LONGEST and (shared := SHARING.match(paragraph)):
        return tuple(dict.fromkeys(_among(shared["names"])))
    if len(paragraph) <= LONGEST and (used := WITH.match(paragraph)):
        return tuple(dict.fromkeys(_among(used["names"] or used["giver"])))
    match = SIGN_OFF.search(tail)
    if match is None or PICTURE.search(tail[match.start() :]):
        return ()
    return agencies.listed(match["names"])


def _among(people: str) -> Iterator[str]:
    """Yield the agencies among a list of people and agencies."""
    for part in JOINING.split(people):
        staff = STAFF.match(part)
        if name := agencies.named(part) or (agencies.named(staff["agency"]) if staff else None):
            yield name


def _rows(layout: Layout, headline: Row | None) -> Iterator[Row]:
    start = max(0, layout.first - 12) if headline is None else max(0, min(headline.index, layout.first) - 2)
    yield from layout.rows[start : layout.first]
    yield from layout.rows[layout.last : layout.last + 4]


def _credited(text: str) -> Iterator[str]:
    """Yield the agencies of a row that is nothing but a credit, a byline or a list of names."""
    if len(text) > 120 or PICTURE.search(text):
        return
    match = signatures.LABEL.search(text)
    parts = JOINING.split(match["rest"] if match and not match.start() else text)
    named = [agencies.named(part) for part in parts]
    if match is not None and not match.start():
        named += [wording.agency_after(part.split()) for part in parts]
    if match is None and "/" in text and not all(named):
        return  # "Jane Roe/AP" credits a picture
    if any(named) and (match or persons.names(text) or all(named)):
        yield from (name for name in named if name)
    elif (credit := CREDIT.match(text)) and (names := agencies.listed(credit["names"])):
        yield from names
