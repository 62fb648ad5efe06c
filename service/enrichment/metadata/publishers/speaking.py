"""Rows in which a site speaks of itself, "About Example Times", and sentences in which it presents itself."""

import re
from collections.abc import Iterator

from service.enrichment.metadata.layout import Layout, Row
from service.enrichment.metadata.publishers.naming import Publisher

ITSELF = re.compile(
    r"^(?:(?:about|follow|join|more from|subscribe to|support|contact|welcome to|visit|discover|explore|search|advertise (?:on|with)|why|meet|all|connect with"
    r"|like us on|copyright|join the discussion with|from|latest from|on|by|the latest from|inside)\s(?P<after>[^\W_][^|:·•]{1,40}?)(?:\son\s(?:facebook|twitter|instagram)\b.*)?"
    r"|(?P<before>[^\W_][^|:·•]{1,40}?)\s(?:newsletters?|blog|jobs|home|on (?:facebook|twitter|instagram|linkedin)|app|careers|staff|shop|podcasts?|magazine|rss|mobile|events|team|logo"
    r"|is (?:a|the)\s.*))[.!»]?$",
    re.IGNORECASE,
)
OF_ITSELF = re.compile(
    r"(?P<name>(?!An?\s)[^\W_a-z][^,.:;|!?]{1,40}?)\s(?:is|was founded|has been|provides|covers|helps|offers|delivers)\s"
)
LONGEST_ROW = 90
"""Characters of a row in which a site speaks of itself ("About X", "X on Facebook")."""


def names(layout: Layout) -> Iterator[Publisher]:
    """Yield the names in the rows around the body that a site speaks of itself in."""
    for row in (*layout.rows[: min(layout.first, 150)], *layout.rows[layout.last + 1 :][-250:]):
        match = ITSELF.match(row.text) if len(row.text) <= LONGEST_ROW else None
        if match:
            part = "after" if match["after"] else "before"
            yield Publisher(match[part], row, match.start(part), "itself")


def presented(row: Row) -> Publisher | None:
    """Return what begins a sentence in which a site presents itself."""
    match = OF_ITSELF.match(row.text[:200])
    return Publisher(match["name"], row, match.start("name"), "sentence") if match else None


def asks(text: str) -> bool:
    """Return whether a text asks for something for the site that it names: "Support The Gazette"."""
    match = ITSELF.match(text)
    return match is not None and match["after"] is not None
