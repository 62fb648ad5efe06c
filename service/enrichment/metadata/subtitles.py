"""Find the standfirst: the sentence or two under a headline that sum the article up."""

import re

from service.enrichment.metadata import bylines, dates
from service.enrichment.metadata.layout import Layout, Row
from service.enrichment.types import Role

FEWEST, MOST = 4, 60
"""Words of a standfirst."""
NEVER = frozenset({
    Role.BODY, Role.BYLINE, Role.DATE, Role.SECTION, Role.TAGS, Role.CAPTION, Role.NAVIGATION, Role.SHARE, Role.ADVERTISEMENT,
    Role.NEWSLETTER, Role.RELATED, Role.COMMENTS, Role.LEGAL, Role.AUTHOR_BIO, Role.HEADING,
})  # fmt: skip
OTHER = re.compile(
    r"\b(?:photo|image|picture|credit|getty|courtesy|caption|illustration|subscribe|sign up|newsletter|cookies?|disclosure|affiliate"
    r"|advertis\w+|commission|read more|share|min(?:ute)?s? read|fact.checked|reviewed by|updated|published|listen to|download|click"
    r"|follow us|comments?|print|loading|skip to|table of contents|reading time)\b",
    re.IGNORECASE,
)


def find(layout: Layout, headline: Row | None) -> Row | None:
    """Return the standfirst's row: labelled so beside the headline, or the first sentence between it and the body."""
    if headline is None:
        return None
    beside = layout.rows[max(0, headline.index - 2) : headline.index + 12]
    for row in beside:
        if (
            row.role is Role.SUBTITLE
            and row is not headline
            and row.folded != headline.folded
            and len(row.text.split()) >= 2
        ):
            return row
    if layout.first - headline.index > 25:
        return None
    for row in layout.rows[headline.index + 1 : min(headline.index + 8, layout.first)]:
        words = row.text.split()
        if row.role in NEVER or not FEWEST <= len(words) <= MOST or row.folded == headline.folded:
            continue
        if dates.find(row.text) or bylines.LABEL.match(row.text) or bylines.names(row.text) or OTHER.search(row.text):
            continue
        if row.text[-1] in ".?!…" or len(words) >= 8:
            return row
    return None
