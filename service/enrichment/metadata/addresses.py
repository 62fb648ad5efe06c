"""Find the article's own address."""

import re
from dataclasses import dataclass
from datetime import date

import courlan

from service.enrichment.metadata import dates
from service.enrichment.metadata.layout import Layout
from service.enrichment.types import Evidence

BARE = re.compile(
    r"(?:(?:url|link|source|permalink|original|read (?:more|original|full article)(?: at| here)?)\s{0,2}:?\s{0,2})?(?P<url>https?://[^\s<>\"]{4,300})",
    re.IGNORECASE,
)
"""A row that is nothing but an address: one within a sentence is a reference."""

DAY = re.compile(
    r"/(?P<y>(?:19|20)\d\d)(?:/(?P<desk>[A-Za-z]{2,20}))?(?P<mark>[/-]?)(?P<m>\d{1,2}|[a-z]{3})(?P=mark)(?P<d>\d{1,2})(?=[/_.-]|$)"
)
"""The day of publication as many sites file their articles: /2021/03/04/harbour, /2021/mar/04/, /20210304/, /2021/WORLD/03/04/."""


LANGUAGE = re.compile(
    r"https?://(?:[\w-]+\.)*?(?:(?P<host>ar|cs|de|el|es|fr|hi|hu|it|ja|ko|nl|pl|pt|ru|sv|tr|zh)\.[\w-]+\.[\w.-]+(?:[:/?#]|$)"
    r"|[\w.-]+(?::\d+)?/(?P<path>ar|cs|de|el|en|es|fr|hi|hu|it|ja|ko|nl|pl|pt|ru|sv|tr|zh)(?:[/?#]|$))",
    re.IGNORECASE,
)
"""The language of a site's edition: fr.news.example, news.example/de/. Codes that are words or desks elsewhere are left out."""


@dataclass(frozen=True, slots=True)
class Address:
    """An address and where it was read."""

    value: str
    evidence: Evidence


def of(given: str | None, layout: Layout) -> Address | None:
    """Return the address that the caller gave, else the first that has a row of its own outside the prose."""
    if given and (url := valid(given)):
        return Address(url, Evidence("url"))
    for row in (*layout.rows[: min(layout.first, 60)], *layout.rows[layout.last + 1 : layout.last + 60]):
        if "://" in row.text[:60] and (match := BARE.fullmatch(row.text)) and (url := valid(match["url"])):
            return Address(url, Evidence("text", row.span(match.start("url"), match.end("url"))))
    return None


def language_of(url: str | None) -> str | None:
    """Return the language that an address names as its site's edition, as a BCP 47 tag in lower case, or None."""
    match = LANGUAGE.match(url or "")
    return (match["host"] or match["path"]).lower() if match else None


def day_of(url: str | None) -> str | None:
    """Return the ISO day that the path of an address names, or None."""
    match = DAY.search(url or "")
    if match is None:
        return None
    month = int(match["m"]) if match["m"].isdigit() else dates.months().get(match["m"], 0)
    if not match["mark"] and (match["desk"] or len(match["m"]) + len(match["d"]) < 4 or not match["m"].isdigit()):
        return None  # eight figures or nothing: 2021304 is a number
    try:
        return date(int(match["y"]), month, int(match["d"])).isoformat()
    except ValueError:
        return None


def valid(url: str) -> str | None:
    """Return an address as it was given, or None where it is none that the web can hold."""
    text = url.strip()
    return text if text.startswith(("http://", "https://")) and courlan.validate_url(text)[0] else None
