"""What announces tags: a row that says of itself that it lists them, or one above that says it."""

import re
from functools import cache

from service.enrichment import lexicons
from service.enrichment.metadata import dates
from service.enrichment.metadata.layout import Layout, Row
from service.enrichment.types import Role

LONGEST_ROW = 1_200
ELSEWHERE = frozenset({Role.BODY, Role.HEADING, Role.RELATED, Role.COMMENTS})
OF_THE_SITE = frozenset({Role.NAVIGATION, Role.COMMENTS, Role.LEGAL, Role.AUTHOR_BIO})
"""Where the label of a word list leads to the site's other pages: "More on Example, Example Tech"."""
HASHTAGS = re.compile(r"^(?:#[^#]{1,40}){1,30}$")
DATED_HASH = re.compile(r"[\d.,/ -]{6,12}\s{0,2}(?=#[^\W\d])")
"""A day before hashtags: "2025-08-29#review#tech"."""
ASKS = r"tag (?:it|me|us|your|my|a|the|someone)\b"
"""What asks readers to tag: "Tag us @example"."""
SAYS_TAGS = re.compile(
    rf"(?!{ASKS})(?:(?:article |blog |post |story )?(?:tags?|keywords?)|tagged(?: with| in| as)?|filed to)(?:\s{{0,2}}[:–-]|\s|(?-i:(?<=TAGS)(?=[a-z])))",
    re.IGNORECASE,
)
TELLS = re.compile(
    r"(?:(?:^Topics|(?<![a-z])Tag(?:s|ged)|(?<=[A-Z])Tags):|^Related (?:Topics|Subjects|Tags):?\s|^Categor(?:y|ies):?\s[^:]{2,200}\sTags?:?\s|^In\s[A-Z][^:.]{2,80}\sTags?:?\s)\s{0,2}[^,.:]{2,48},\s[^,.:]{2,48}(?:,|$)"
)
"""A label and a list of at least two, also behind other words in a row."""
FILED = re.compile(r"(?:filed|posted) (?:under|in)\b|categor(?:y|ies)\b", re.IGNORECASE)
"""How a row begins that says what a post is filed under. Not "Published in", which names a publication too."""
TOPIC = re.compile(r"topics?(?:\s{0,2}:\s{0,2}|\s)(?-i:(?=[A-Z]))", re.IGNORECASE)


NUMBERED = re.compile(r"#\d{1,4}\s?[:.–—-]\s")
"""A numbered issue, which is no hashtag: "#46: On Losing a Glove"."""
LISTED_MARK = re.compile(r"\s{0,3}[,|•·;]\s{0,3}")
LAST_AND = re.compile(r"\sand\s")
LONGEST_NAMED, MOST_NAMED, LONGEST_WORD = 40, 4, 20
"""Characters and words of a name in a list behind what leads to a topic, and characters of one word: longer ones have lost their spaces."""


def known(text: str) -> re.Match[str] | None:
    """Return the label of a row that the word lists have, its list as the group "rest", which may be empty.

    What leads to a topic as often leads to another article, so that a list of names must follow it: "Read more about
    harbours, beaches", but not "Read more about how the harbour was built".
    """
    match = _labels("tag_labels").match(text)
    if match is not None and (not match["rest"] or match["mark"].strip() or is_listing(match["rest"])):
        return match
    match = _labels("topic_leads").match(text)
    # Two links beside each other are parted by a bar: "More about badges | Request a badge".
    listed = match is not None and match["rest"] and "|" not in match["rest"] and is_listing(match["rest"])
    return match if listed else None


@cache
def _labels(name: str) -> re.Pattern[str]:
    words = "|".join(re.escape(one) for one in sorted(lexicons.read(name), key=len, reverse=True))
    return re.compile(rf"(?:{words})(?P<mark>\s{{0,2}}[:–-]\s{{0,2}}|\s{{1,3}}|$)(?P<rest>.*)$", re.IGNORECASE)


def is_listing(text: str) -> bool:
    """Return whether a text is a list of at least two names and no sentence's part."""
    if HASHTAGS.match(text):
        return True
    parts = LISTED_MARK.split(text.rstrip(" ,|•·;"))
    if len(parts) > 1:
        parts = [*parts[:-1], *LAST_AND.split(parts[-1])]
    return len(parts) > 1 and text[-1] not in ".?!:" and all(map(_is_name, parts))


def _is_name(text: str) -> bool:
    """Return whether a text is a topic's name by its length and its words, and not a headline or what goes on a sentence."""
    words = text.lower().split()
    return (
        0 < len(words) <= MOST_NAMED
        and len(text) <= LONGEST_NAMED
        and max(map(len, words)) <= LONGEST_WORD
        and text[-1] not in ".?!:"
        and words[0] not in lexicons.read("function_words")
        and words[-1] not in lexicons.read("function_words")
    )


BARS = re.compile(r"\s{0,3}[|•·]\s{0,3}")
LONGEST_META = 200


def behind_day(text: str) -> str | None:
    """Return the list in small letters that ends a row of marks with the day in it: "May 14, 2021 • 6 min read • linux, systemd"."""
    parts = BARS.split(text) if "," in text and len(text) <= LONGEST_META else []
    listed = len(parts) > 1 and parts[-1].islower() and "," in parts[-1] and is_listing(parts[-1])
    return parts[-1] if listed and any(dates.find(part) for part in parts[:-1]) else None


def is_told(row: Row) -> bool:
    """Return whether a row says itself that it lists tags: "Tags: harbour, beach", "#harbour #beach"."""
    if NUMBERED.match(row.text):
        return False
    match = known(row.text)
    return (
        bool(HASHTAGS.match(row.text) or DATED_HASH.match(row.text))
        or (match is not None and row.role not in OF_THE_SITE and is_listing(match["rest"]))
        or bool(FOOT.match(row.text[:LONGEST_ROW]))
        or behind_day(row.text) is not None
        or (row.role not in ELSEWHERE and bool(SAYS_TAGS.match(row.text)))
        or TELLS.search(row.text[:LONGEST_ROW]) is not None
        or (row.role is Role.TAGS and TOPIC.match(row.text) is not None)
    )


def is_whole(row: Row) -> bool:
    """Return whether a row is a label with its tags behind it: what stands under it is another thing's, but for small letters.

    Hashtags have no label; a comma at the end goes on.
    """
    if row.text.endswith(",") or HASHTAGS.match(row.text):
        return False
    return SAYS_TAGS.match(row.text) is not None or FOOT.match(row.text) is not None or known(row.text) is not None


SAYS_ONLY_TAGS = re.compile(
    r"(?:(?:article |blog |post |story |related )?(?:tags?|keywords?)|tagged(?: with| in| as)?)\s?:?"
    r"|(?:article )?topics?:|(?:explore|browse|see|find|read) (?:more )?(?:on |about )?(?:these |related )topics:?",
    re.IGNORECASE,
)
FOOT = re.compile(
    r"(?:(?:this|the) (?:entry|post|article|item) (?:was|is) )?(?:posted|filed|published|categori[sz]ed|categor(?:y|ies))\b[^#]{2,160}?"
    r"(?:[\s|•·.]{1,3})(?:and )?(?:tagged(?: with| as| in)?\b|tags:)\s{0,2}:?\s{0,2}(?P<rest>[^|•·]{2,400}?)"
    r"(?=\s(?:by|on|at)\s(?-i:[A-Z\d])|\.\s|\.$|\s?[|•·]|$)",
    re.IGNORECASE,
)
"""A blog's foot line, which names the section and the tags: "This entry was posted in Walks and tagged harbour by Jane Roe."."""
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
    if first == 0:
        return False
    above = layout.rows[first - 1].text
    if SAYS_ONLY_TAGS.fullmatch(above) or _is_alone("tag_labels", above):
        return True
    named = row.role is Role.TAGS and _is_name(row.text)
    return _is_alone("topic_leads", above) and (named or is_listing(row.text))


def is_lead(row: Row) -> bool:
    """Return whether a row leads to further articles and says nothing else: no tag itself."""
    return _is_alone("topic_leads", row.text)


def _is_alone(name: str, text: str) -> bool:
    """Return whether a row is a label of a word list and nothing else."""
    match = _labels(name).match(text)
    return match is not None and not match["rest"]
