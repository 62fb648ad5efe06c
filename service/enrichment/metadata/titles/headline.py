"""A headline that a page may have."""

import re
from dataclasses import dataclass

from service.enrichment.metadata.layout import WORD, Row

SITE_SPLIT = re.compile(r"\s+(?:[|•·»«›>→/–—:-]|::|--)+\s+|\s*\|+\s*|(?<=\w)\s?[›»>→]\s?(?=\w)")
"""The marks between a headline and the name of the site or section."""
LONGEST = 300
"""Characters beyond which a line is no headline: the longest of 700 articles has 180."""
NEAR = 30
"""Rows above the prose among which a headline and its standfirst stand."""


@dataclass(frozen=True, slots=True)
class Headline:
    """A candidate: the text without the site's name, where it stands in its row, and what speaks for it."""

    text: str
    row: Row
    start: int
    site: str | None
    features: tuple[str, ...]


def is_named(text: str) -> bool:
    """Return whether a text is written as a name: every longer word begins with a capital, as in few headlines."""
    words = [word for word in WORD.findall(text) if len(word) > 3]
    return bool(words) and all(not word[0].islower() for word in words)
