"""What announces tags: a row that says of itself that it lists them, or one above that says it."""

import re

from service.enrichment.metadata.layout import Layout, Row
from service.enrichment.types import Role

LONGEST_ROW = 1_200
ELSEWHERE = frozenset({Role.BODY, Role.HEADING, Role.RELATED, Role.COMMENTS})
HASHTAGS = re.compile(r"^(?:#[^#]{1,40}){1,30}$")
DATED_HASH = re.compile(r"[\d.,/ -]{6,12}\s{0,2}(?=#[^\W\d])")
"""A day before hashtags: "2025-08-29#review#tech"."""
SAYS_TAGS = re.compile(
    r"(?:(?:article |blog |post |story )?(?:tags?|keywords?)|tagged(?: with| in| as)?|filed to)(?:\s{0,2}[:–-]|\s)",
    re.IGNORECASE,
)
TELLS = re.compile(
    r"(?:(?:^Topics|(?<![a-z])Tag(?:s|ged)|(?<=[A-Z])Tags):|^Related (?:Topics|Subjects|Tags):?\s|^Categor(?:y|ies):?\s[^:]{2,200}\sTags?:?\s)\s{0,2}[^,.:]{2,40},\s[^,.:]{2,40}(?:,|$)"
)
"""A label and a list of at least two, also behind other words in a row."""
TOPIC = re.compile(r"topics?(?:\s{0,2}:\s{0,2}|\s)(?-i:(?=[A-Z]))", re.IGNORECASE)


def is_told(row: Row) -> bool:
    """Return whether a row says itself that it lists tags: "Tags: harbour, beach", "#harbour #beach"."""
    return (
        bool(HASHTAGS.match(row.text) or DATED_HASH.match(row.text))
        or (row.role not in ELSEWHERE and bool(SAYS_TAGS.match(row.text)))
        or TELLS.search(row.text[:LONGEST_ROW]) is not None
        or (row.role is Role.TAGS and TOPIC.match(row.text) is not None)
    )


SAYS_ONLY_TAGS = re.compile(
    r"(?:(?:article |blog |post |story |related )?(?:tags?|keywords?)|tagged(?: with| in| as)?)\s?:?"
    r"|(?:article )?topics?:|(?:explore|browse|see|find|read) (?:more )?(?:on |about )?(?:these |related )topics:?",
    re.IGNORECASE,
)
REACH = 14
"""Rows under "Tags" that may be tags."""


def is_announced(row: Row, layout: Layout) -> bool:
    """Return whether a row stands right under one that says "Tags" and nothing else, or goes on a list that does.

    Of 15 such rows of 300 pages all listed tags. Whether the rows below the first do too is weighed, but for those that
    a comma joins to it.
    """
    first = row.index
    while first > 0 and row.index - first < REACH and layout.rows[first - 1].text.endswith(","):
        first -= 1
    return first > 0 and SAYS_ONLY_TAGS.fullmatch(layout.rows[first - 1].text) is not None
